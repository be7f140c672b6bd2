import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { IS_LONG, IS_WHOLE } from "../../cases.ts";
import { workOf } from "../work.ts";
import { HOSTILE } from "./cases.table.ts";
import type { Outcome } from "./child.ts";

/** No measurement: what is linear takes a second or two of work here, what is quadratic takes minutes. Waiting for a busy machine is no work. */
const TOO_MUCH_S = IS_LONG ? 30 : 10;
const TOO_LONG_MS = 180_000;
const CHILD = fileURLToPath(new URL("./child.ts", import.meta.url));

let child: ChildProcess | null = null;

afterAll(() => child?.kill("SIGKILL"));

/** A process that scans, started when there is none: one that hung or died is replaced, so that each case is judged alone. */
async function scanner(): Promise<ChildProcess> {
  if (child !== null) return child;
  const started = fork(CHILD, [], { execArgv: ["--no-warnings", "--max-old-space-size=2048"], stdio: ["ignore", "ignore", "pipe", "ipc"] });
  child = started;
  await new Promise((resolve) => started.once("message", resolve));
  return started;
}

async function outcomeOf(at: number): Promise<Outcome | string> {
  const running = await scanner();
  return new Promise((resolve) => {
    let said = "";
    const worked = workOf(running.pid);
    const done = (outcome: Outcome | string): void => {
      clearInterval(timer);
      running.removeAllListeners();
      running.stderr?.removeAllListeners();
      if (typeof outcome === "string") {
        running.kill("SIGKILL");
        child = null;
      }
      resolve(outcome);
    };
    const started = performance.now();
    const timer = setInterval(() => {
      const work = workOf(running.pid) - worked;
      if (work > TOO_MUCH_S || performance.now() - started > TOO_LONG_MS) done(`no answer after ${work.toFixed(0)} s of work`);
    }, 500);
    running.stderr?.on("data", (chunk: Buffer) => (said = `${said}${chunk.toString("utf8")}`.slice(-2_000)));
    running.once("message", (message) => {
      done(message as Outcome);
    });
    running.once("exit", (code, signal) => {
      done(`the process ended (${String(code ?? signal)}): ${said}`);
    });
    running.send(at);
  });
}

/** Still a square, to be mended in the analyser that is named: only a long run tries them. */
const OPEN: ReadonlySet<string> = new Set([]);

describe("hostile input ends, and nothing behind it is lost", () => {
  it.each(HOSTILE.map((one, at) => [one.name, at] as const).filter(([name, at]) => (IS_WHOLE || at % 4 === 0) && (IS_LONG || !OPEN.has(name))))(
    "%s",
    { timeout: TOO_LONG_MS * 2 },
    async (_name, at) => {
      const outcome = await outcomeOf(at);
      if (process.env["FORGE_SLOW"] !== undefined && typeof outcome !== "string")
        console.log(`SLOW ${outcome.ms.toFixed(0).padStart(7)} ms ${outcome.verdict} ${_name}`);
      expect(typeof outcome === "string" ? [outcome] : outcome.problems).toEqual([]);
    },
  );
});
