import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";

/** Keys that have no letter. */
export const KEY = {
  enter: "\r",
  escape: "\u001b",
  up: "\u001b[A",
  down: "\u001b[B",
  clear: "\u0015",
  pasteStart: "\u001b[200~",
  pasteEnd: "\u001b[201~",
} as const;

/** A program in a terminal of its own (util-linux `script`), typed into as a person would. */
export class Terminal {
  private readonly child: ChildProcess;
  private shown = "";

  constructor(program: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>>) {
    const command = `stty rows 50 cols 160; exec ${[program, ...args].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ")}`;
    this.child = spawn("script", ["-qefc", command, "/dev/null"], {
      cwd,
      env: { ...env, TERM: "xterm-256color" },
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
    });
    this.child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.shown += text;
      if (process.env["SHOW_TERMINAL"] === "1") process.stderr.write(text);
    });
  }

  /** Waits until the words are on the screen (colours and moves of the cursor left out) since the last thing typed. */
  async until(words: string, timeoutMs = 20_000): Promise<void> {
    const wanted = words.replace(/\s+/g, "");
    for (let waited = 0; waited < timeoutMs; waited += 100) {
      if (this.screen().includes(wanted)) return;
      await pause(100);
    }
    throw new Error(`the terminal never showed "${words}"; it ends with: ${this.screen().slice(-600)}`);
  }

  /** Types a line, and Enter a moment later: text and Enter at once are taken for a paste. */
  async line(text: string): Promise<void> {
    await this.keys(text, 900);
    await this.keys(KEY.enter);
  }

  async keys(keys: string, afterMs = 400): Promise<void> {
    this.shown = "";
    this.child.stdin?.write(keys);
    await pause(afterMs);
  }

  /** Ends the program and all it started. */
  async close(): Promise<void> {
    if (this.child.pid !== undefined && this.child.exitCode === null) {
      const ended = new Promise((resolve) => this.child.once("close", resolve));
      process.kill(-this.child.pid, "SIGTERM");
      await Promise.race([ended, pause(3000)]);
    }
  }

  private screen(): string {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the control sequences of a terminal
    return this.shown.replace(/\u001b\[[0-9;?]*[A-Za-z]|\u001b[()][A-Z0-9]|\u001b\][^\u0007]*\u0007/g, "").replace(/\s+/g, "");
  }
}
