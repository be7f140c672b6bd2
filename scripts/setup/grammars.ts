import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What the program carries along of its parsers, with the digest each was chosen by: another file under the same name stops the build. */
const FILES = {
  RUNTIME: ["web-tree-sitter/web-tree-sitter.wasm", "beca80e44cccbf2299ed4d1e3fa6462a9a6fe818aeebf847547a392227ce4acc"],
  GRAMMAR: ["tree-sitter-python/tree-sitter-python.wasm", "16108b50df4ee9a30168794252ab55e7c93bfc5765d7fa0aa3e335752c515f47"],
} as const;

/** Folder of the installed packages -> module text with the parser of Python as base64. Throws when a file is not the one that was chosen. */
export function grammarsModule(packages: string): string {
  const lines = Object.entries(FILES).map(([name, [path, digest]]) => {
    const bytes = readFileSync(join(packages, path));
    const found = createHash("sha256").update(bytes).digest("hex");
    if (found !== digest) throw new Error(`${path} has the digest ${found}; it must be ${digest}`);
    return `export const ${name} = "${bytes.toString("base64")}";\n`;
  });
  return lines.join("");
}
