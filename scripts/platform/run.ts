import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { ForgeError } from "#kernel/errors";
import type { RunProgram } from "#kernel/powers";
import { visible } from "#kernel/visible";
import { errnoOf } from "./failure.ts";

/** Most that is kept of each stream; a program that prints more is ended. */
const OUTPUT_BYTES = 8 << 20;

/** Starts a program and waits for it. No shell stands between, so no word of an argument is ever a command. */
export const runProgram: RunProgram = (program, args, options) => {
  if (statSync(options.cwd, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new ForgeError("FILE_UNREADABLE", `cannot run ${visible(program)} in ${visible(options.cwd)}: that is no folder`, { details: { path: options.cwd } });
  }
  const done = spawnSync(program, args, {
    cwd: options.cwd,
    env: { ...options.env },
    shell: false,
    windowsHide: true,
    timeout: options.timeoutMs,
    killSignal: "SIGKILL",
    maxBuffer: OUTPUT_BYTES,
    encoding: "utf8",
    ...(options.input === undefined ? {} : { input: options.input }),
  });
  const reason = errnoOf(done.error);
  if (["ENOENT", "EACCES", "ENOTDIR"].includes(reason)) return null;
  // a program that reads no input breaks the pipe; its own answer still counts
  const told = done.error === undefined || reason === "EPIPE" || reason === "ETIMEDOUT" ? "" : `\n${done.error.message}`;
  return { exitCode: done.status, stdout: textOf(done.stdout), stderr: textOf(done.stderr) + told, timedOut: reason === "ETIMEDOUT" };
};

/** null, whatever its type says, when the program could not be started at all. */
function textOf(output: string | null): string {
  return output ?? "";
}
