import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Is there a `script` (util-linux) to make a pseudo terminal with? */
export const HAS_TERMINAL = spawnSync("script", ["--version"]).status === 0 && existsSync("/usr/bin/stty");

export type Session = Readonly<{
  /** Waits until the text that came since the last call holds the pattern; gives that text. Throws with what came when it does not come. */
  until(pattern: RegExp): Promise<string>;
  type(text: string): void;
  /** One change and so one signal: `stty` sets columns and rows one after the other, and the screen would be drawn twice. */
  widen(columns: number): void;
  /** Everything so far. */
  all(): string;
  ended: Promise<number | null>;
}>;

const PATIENCE_MS = 50_000;

/** Runs a command line in a real pseudo terminal of that size. Its name is told by the first line, so that it can be resized from outside. */
export function inTerminal(command: string, env: Readonly<Record<string, string>>, size: Readonly<{ columns: number; rows: number }>): Session {
  const line = `tty; stty cols ${size.columns} rows ${size.rows}; exec ${command}`;
  const child: ChildProcess = spawn("script", ["-qefc", line, "/dev/null"], { env: { ...env, SHELL: "/bin/sh" }, stdio: ["pipe", "pipe", "inherit"] });
  let text = "";
  let read = 0;
  child.stdout?.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on("close", resolve);
  });
  let over = false;
  void ended.then(() => {
    over = true;
  });
  return {
    until: async (pattern) => {
      const start = Date.now();
      for (;;) {
        await sleep(20);
        const found = pattern.exec(text.slice(read));
        if (found !== null) {
          const part = text.slice(read, read + found.index + found[0].length);
          read += part.length;
          return part;
        }
        if (over || Date.now() - start > PATIENCE_MS)
          throw new Error(`${String(pattern)} did not come${over ? ", the program has ended" : ""}; what came:\n${text.slice(read)}`);
      }
    },
    type: (keys) => {
      child.stdin?.write(keys);
    },
    widen: (columns) => {
      const [device = ""] = /\/dev\/\S+/.exec(text) ?? [];
      execFileSync("stty", ["-F", device, "cols", String(columns)]);
    },
    all: () => text,
    ended,
  };
}
