import { fileURLToPath } from "node:url";
import type { ProgramResult, RunWalled } from "#kernel/powers";
import { hostFacts } from "./host.ts";
import { runProgram } from "./run.ts";

/** Loading the engine takes a moment, more on a busy machine; the script's own deadline is kept inside. */
const START_MS = 20_000;
const HEAP_MB = 256;

/**
 * A script inside of a WebAssembly engine, in a process that Node's permission model lets read the program and nothing
 * else. Null when this Node or this installation has no such wall.
 */
export const runWalled: RunWalled = (request) => {
  const { nodePath, programRoot } = hostFacts();
  const flags = [
    "--permission",
    `--allow-fs-read=${programRoot}`,
    "--disallow-code-generation-from-strings",
    `--max-old-space-size=${HEAP_MB}`,
    "--no-warnings",
  ];
  const done = runProgram(nodePath, [...flags, entry()], {
    cwd: programRoot,
    env: {},
    timeoutMs: request.timeoutMs + START_MS,
    input: JSON.stringify(request),
  });
  if (done?.timedOut === true) return { ...done, stdout: "" };
  return done?.exitCode === 0 ? resultOf(done.stdout) : null;
};

/** Beside this file in the sources, in a folder of its own beside the bundled chunks. */
function entry(): string {
  const own = import.meta.url;
  return fileURLToPath(new URL(own.endsWith(".ts") ? "wall/main.ts" : "platform/wall/main.js", own));
}

function resultOf(text: string): ProgramResult | null {
  try {
    return JSON.parse(text) as ProgramResult;
  } catch {
    return null;
  }
}
