import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Programs as JSON on the standard input -> for each whether the value that it is given came out of it again as it was. */
const VALUES = { text: "some text, not only äscii", function: (x) => x, held: { a: 1 } };
const folder = mkdtempSync(join(tmpdir(), "forge-carriers-"));
const out = [];
for (const [at, { kind, code }] of JSON.parse(readFileSync(0, "utf8")).entries()) {
  const path = join(folder, `${at}.mjs`);
  writeFileSync(path, code);
  globalThis.given = VALUES[kind];
  globalThis.came = undefined;
  try {
    await import(path);
    out.push(globalThis.came === VALUES[kind] || (kind === "function" && globalThis.came("a") === "a") ? "same" : `another: ${String(globalThis.came)}`);
  } catch (error) {
    out.push(String(error));
  }
}
rmSync(folder, { recursive: true });
console.log(JSON.stringify(out));
process.exit(0);
