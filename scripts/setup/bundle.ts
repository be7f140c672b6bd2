/** Writes dist/: the launcher under the name of every door, and the program behind it as bundled chunks (not minified, so that a person can read what runs). */
import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const setup = dirname(fileURLToPath(import.meta.url));
const scripts = join(setup, "..");
const dist = join(scripts, "..", "dist");

const doors = readdirSync(scripts).filter((name) => name.endsWith(".ts"));

/** Packages written for CommonJS ask for these names; in an ES module they have to be made. */
const banner = [
  'import { createRequire as __createRequire } from "node:module";',
  'import { fileURLToPath as __fileURLToPath } from "node:url";',
  'import { dirname as __dirnameOf } from "node:path";',
  "const require = __createRequire(import.meta.url);",
  "const __filename = __fileURLToPath(import.meta.url);",
  "const __dirname = __dirnameOf(__filename);",
].join("\n");

const program = join(dist, "program");
rmSync(program, { recursive: true, force: true });
mkdirSync(program, { recursive: true });
await build({
  // the wall of the smoke run is a process of its own, and a long reading has a second thread, as mining of very much has
  entryPoints: [
    ...doors.map((name) => join(scripts, name)),
    join(scripts, "platform", "wall", "main.ts"),
    ...["reading-thread.ts", "mining-thread.ts"].map((name) => join(scripts, "cli", name)),
  ],
  outdir: program,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node22",
  banner: { js: banner },
  chunkNames: "chunk-[hash]",
  legalComments: "eof",
  logLevel: "warning",
});
copyFileSync(join(scripts, "audit", "verify-bundle.mjs"), join(dist, "verify-bundle.mjs"));
for (const name of doors) {
  const to = join(dist, `${basename(name, ".ts")}.js`);
  copyFileSync(join(setup, "launcher.mjs"), to);
  chmodSync(to, 0o755);
}
