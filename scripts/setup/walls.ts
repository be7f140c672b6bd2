import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const FILE = "@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm";

/** The engine was chosen by this digest: another file under the same name stops the build. */
const DIGEST = "105c3bed22d457e43e3d1c3c1c6959fda62a8fe06f0fc8a985303c3a2be72232";

/** Folder of the installed packages -> module text with the engine of the WebAssembly wall as base64. Throws when the file is not the one that was chosen. */
export function wallModule(packages: string): string {
  const bytes = readFileSync(join(packages, FILE));
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== DIGEST) throw new Error(`${FILE} has the digest ${found}; it must be ${DIGEST}`);
  return `export const ENGINE = "${bytes.toString("base64")}";\n`;
}
