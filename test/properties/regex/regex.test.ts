import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { IS_LONG } from "../../cases.ts";
import { workOf } from "../work.ts";
import { BOUNDED } from "./bounded.table.ts";
import type { Said } from "./child.ts";
import { literalsOfScan } from "./literals.ts";

const CHILD = fileURLToPath(new URL("./child.ts", import.meta.url));
/** Work, not time: a line takes a moment, a square takes minutes. Without word from the machine, waiting counts. */
const TOO_MUCH_S = 6;
const TOO_LONG_MS = 60_000;

/** Runs the child from a literal on; ends with the literal that did not come back, or null when all did. */
function firstHang(from: number): Promise<Readonly<{ at: number; trying: string }> | null> {
  const child = fork(CHILD, [], { execArgv: ["--no-warnings"], stdio: ["ignore", "ignore", "inherit", "ipc"] });
  return new Promise((resolve, reject) => {
    let trying: Readonly<{ at: number; trying: string }> | null = null;
    let worked = 0;
    let started = 0;
    const timer = setInterval(() => {
      if (trying !== null && (workOf(child.pid) - worked > TOO_MUCH_S || performance.now() - started > TOO_LONG_MS)) end(trying);
    }, 200);
    const end = (answer: typeof trying): void => {
      clearInterval(timer);
      child.removeAllListeners();
      child.kill("SIGKILL");
      resolve(answer);
    };
    child.on("message", (said: Said) => {
      if (said.kind === "ready") child.send(from);
      else if (said.kind === "done") end(null);
      else if (said.kind === "came back") trying = null;
      else if ("at" in said) {
        trying = said;
        worked = workOf(child.pid);
        started = performance.now();
      }
    });
    child.once("exit", (code) => {
      clearInterval(timer);
      reject(new Error(`the child ended with ${String(code)}`));
    });
  });
}

describe("regular expressions over hostile text", () => {
  // A minute of work: a long run's (FORGE_CASES), not every day's.
  it.skipIf(!IS_LONG)("come back from 400 kB of what they repeat, each of them", { timeout: 600_000 }, async () => {
    const hanging: string[] = [];
    for (let from = 0, hang = await firstHang(from); hang !== null; hang = await firstHang(from)) {
      hanging.push(hang.trying);
      from = hang.at + 1;
    }
    expect(hanging).toEqual([]);
  });

  it("are excepted only where the text is short, with a reason", () => {
    const known = new Set(literalsOfScan(true).map((one) => one.source));
    expect(Object.keys(BOUNDED).filter((source) => !known.has(source))).toEqual([]);
    expect(Object.values(BOUNDED).filter((why) => why.length < 20)).toEqual([]);
  });
});
