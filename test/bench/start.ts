import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compare, type Result } from "./measure.ts";

const BUILT = fileURLToPath(new URL("../../dist/forge.js", import.meta.url));
const SOURCE = fileURLToPath(new URL("../../scripts/forge.ts", import.meta.url));

/** Start of `forge --help` against node with nothing to do: what everybody waits for at every command. */
export function startUp(): Result {
  const program = existsSync(BUILT) ? BUILT : SOURCE;
  const node = (args: readonly string[]): void => {
    const done = spawnSync(process.execPath, ["--no-warnings", ...args], { encoding: "utf8" });
    if (done.status !== 0) throw new Error(`node ${args.join(" ")} ended with ${String(done.status)}: ${done.stderr.slice(0, 500)}`);
  };
  const { ms, floorMs } = compare(
    15,
    () => node([program, "--help"]),
    () => node(["-e", "0"]),
  );
  const ratio = ms / floorMs;
  return {
    name: "forge --help",
    ms,
    floorMs,
    ratio,
    goal: "<= 2x bare node",
    met: ratio <= 2,
    note: program === BUILT ? "dist/forge.js" : "scripts/forge.ts, not built",
  };
}
