import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { environment } from "../e2e/forge.ts";

/** System calls that can change what is on the disk. */
const CALLS = [
  ..."openat mkdir mkdirat write pwrite64 writev pwritev fsync fdatasync rename renameat renameat2".split(" "),
  ..."symlink symlinkat link linkat unlink unlinkat rmdir ftruncate truncate chmod fchmod fchmodat".split(" "),
];

const PROGRAM = fileURLToPath(new URL("../../dist/forge.js", import.meta.url));
const FLAGS = ["--disallow-code-generation-from-strings", "--no-warnings"];

/** One call as strace saw it begin: `nth` counts the calls of its name in that thread, as an injection does. */
export type SystemCall = Readonly<{ name: string; nth: number; text: string; main: boolean }>;

/** Break into the n-th call of a name: kill the process before it, or let it fail with an error. */
export type Inject = Readonly<{ call: SystemCall; with: "signal=KILL" | `error=${string}` }>;

export type Traced = Readonly<{ code: number | null; killed: boolean; stdout: string; stderr: string; calls: readonly SystemCall[] }>;

/** Is there an strace that may trace here? Containers can forbid it. */
export function hasStrace(): boolean {
  const done = spawnSync("strace", ["-f", "-e", "trace=openat", "-o", "/dev/null", "true"]);
  return done.error === undefined && done.status === 0;
}

/** Runs the built program (or another script) in a home under strace. */
export function traced(home: string, args: readonly string[], inject: Inject | null = null, script: readonly string[] = [...FLAGS, PROGRAM]): Traced {
  const folder = mkdtempSync(join(tmpdir(), "forge-strace-"));
  const log = join(folder, "log");
  const broken = inject === null ? [] : ["-e", `inject=${inject.call.name}:${inject.with}:when=${inject.call.nth}`];
  // much faster, but strace 6.1 then sends no signals
  const quick = inject?.with === "signal=KILL" ? [] : ["--seccomp-bpf"];
  try {
    const done = spawnSync(
      "strace",
      ["-f", ...quick, "-qq", "-y", "-s", "16", "-o", log, "-e", `trace=${CALLS.join(",")}`, ...broken, process.execPath, ...script, ...args],
      {
        cwd: home,
        env: environment(home),
        input: "",
        encoding: "utf8",
        timeout: 60_000,
        maxBuffer: 1 << 28,
      },
    );
    const killed = done.signal === "SIGKILL" || done.status === 137;
    return { code: done.status, killed, stdout: done.stdout, stderr: done.stderr, calls: callsIn(readFileSync(log, "utf8")) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A call that another thread interrupted stands there twice; only its beginning counts. */
function callsIn(log: string): readonly SystemCall[] {
  const counts = new Map<string, number>();
  let first = "";
  return log.split("\n").flatMap((line) => {
    const [, thread = "", name = "", text = ""] = /^(\d+)\s+([a-z0-9_]+)\((.*)$/.exec(line) ?? [];
    if (name === "") return [];
    if (first === "") first = thread;
    const nth = (counts.get(`${thread} ${name}`) ?? 0) + 1;
    counts.set(`${thread} ${name}`, nth);
    return [{ name, nth, text, main: thread === first }];
  });
}

/** Does the call change something below this folder (or say something on stdout)? Opening to read and waking a thread do not. */
export function changes({ name, text }: SystemCall, folder: string): boolean {
  if (name === "openat") return text.includes(`"${folder}`) && /O_CREAT|O_TRUNC/.test(text);
  if (/write/.test(name) && text.startsWith("1<")) return true;
  return text.includes(folder);
}
