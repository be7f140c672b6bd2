import { spawnSync } from "node:child_process";

/** What a person typed. `several`: more than one character at once (pasted, or an arrow), which is no answer to anything. */
export type Typed = Readonly<{ kind: "text"; text: string }> | Readonly<{ kind: "several" | "interrupt" | "end" | "resized" }>;

/** The terminal of a person who is asked something. */
export type Terminal = Readonly<{
  /** One key; in a terminal that has no keys (TERM=dumb) a line of one character. What was typed before the question is thrown away. */
  key(question: string): Promise<Typed>;
  /** One line with the terminal's own editing. */
  line(question: string): Promise<Typed>;
  /** One line that is not shown while it is typed. Only a real terminal can be asked for one; anything else answers `end`. */
  secret(question: string): Promise<Typed>;
  /** Runs something that uses the terminal itself, an editor or a pager. */
  lend<T>(work: () => T): Promise<T>;
  /** Puts the terminal back as it was. Also done on every way out of the process. */
  close(): void;
}>;

const CTRL_C = "\u0003";
const CTRL_D = "\u0004";
const CTRL_U = "\u0015";
const ESCAPE = "\u001b";
const CTRL_Z = "\u001a";

/** Takes standard input over until `close`. In raw mode, but for lines, what is lent, and where the terminal has no keys. */
export function openTerminal(env: Readonly<Record<string, string | undefined>>): Terminal {
  return new NodeTerminal(process.stdin.isTTY && env["TERM"] !== "dumb");
}

class NodeTerminal implements Terminal {
  readonly #keys: boolean;
  #waiting: ((typed: Typed) => void) | null = null;
  #asks: "key" | "line" | "secret" = "key";
  #held = "";
  #stopped: "interrupt" | "end" | null = null;
  #lent = false;

  constructor(keys: boolean) {
    this.#keys = keys;
    process.stdin.setEncoding("utf8").on("data", this.#onText).on("end", this.#onEnd);
    process.stdout.on("resize", this.#onResize);
    process.on("SIGINT", this.#onInterrupt).on("SIGTERM", this.#onSignal).on("SIGHUP", this.#onSignal).on("exit", this.close);
    this.#raw(true);
  }

  key(question: string): Promise<Typed> {
    return this.#ask("key", question);
  }

  line(question: string): Promise<Typed> {
    return this.#ask("line", question);
  }

  async secret(question: string): Promise<Typed> {
    if (!process.stdin.isTTY) return { kind: "end" };
    const typed = await this.#ask("secret", question);
    process.stdout.write("\n");
    this.#raw(true);
    return typed;
  }

  readonly lend = async <T>(work: () => T): Promise<T> => {
    this.#lent = true;
    this.#raw(false);
    process.stdin.pause();
    try {
      return work();
    } finally {
      // a Ctrl-C meant for the other program reaches us as well; it is let pass before we listen again
      await settled();
      this.#lent = false;
      process.stdin.resume();
      this.#raw(true);
    }
  };

  readonly close = (): void => {
    this.#raw(false);
    process.stdin.pause();
    process.stdin.off("data", this.#onText).off("end", this.#onEnd);
    process.stdout.off("resize", this.#onResize);
    process.off("SIGINT", this.#onInterrupt).off("SIGTERM", this.#onSignal).off("SIGHUP", this.#onSignal).off("exit", this.close);
  };

  async #ask(what: "key" | "line" | "secret", question: string): Promise<Typed> {
    this.#asks = what;
    this.#held = "";
    this.#raw(what !== "line");
    // without echo also where nothing else is read key by key
    if (what === "secret" && process.stdin.isTTY) process.stdin.setRawMode(true);
    await settled();
    process.stdout.write(question);
    if (this.#stopped !== null) return { kind: this.#stopped };
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  readonly #onText = (chunk: string): void => {
    if (this.#asks === "secret") this.#onSecret(chunk);
    else if (this.#asks === "key" && this.#keys) this.#onKey(chunk);
    else if (this.#waiting !== null) this.#onLine(chunk);
  };

  #onKey(chunk: string): void {
    if (chunk.includes(CTRL_C)) this.#stop("interrupt");
    else if (chunk === CTRL_D) this.#stop("end");
    else if (chunk === CTRL_Z) this.#suspend();
    else this.#answer([...chunk].length === 1 ? { kind: "text", text: chunk } : { kind: "several" });
  }

  /** What the terminal would do with a line, done here because it shows nothing: backspace, Ctrl-U, and keys that are no characters are passed over. */
  #onSecret(chunk: string): void {
    if (this.#waiting === null || (chunk.startsWith(ESCAPE) && !chunk.includes("\r"))) return;
    for (const one of chunk) {
      const isEnd = one === "\r" || one === "\n";
      if (one === CTRL_C) this.#stop("interrupt");
      else if (one === CTRL_D && this.#held === "") this.#stop("end");
      else if (isEnd) this.#answer({ kind: "text", text: this.#held });
      else if (one === "\u007f" || one === "\b") this.#held = [...this.#held].slice(0, -1).join("");
      else if (one === CTRL_U) this.#held = "";
      else if (!/\p{Cc}/u.test(one)) this.#held += one;
      // what comes after the end of a line was typed before the next question
      if (isEnd || this.#stopped !== null) break;
    }
  }

  #onLine(chunk: string): void {
    this.#held += chunk;
    const end = this.#held.indexOf("\n");
    if (end < 0) return;
    const line = this.#held.slice(0, end).replace(/\r$/, "");
    this.#held = "";
    if (this.#asks === "line") this.#answer({ kind: "text", text: line });
    else this.#answer([...line.trim()].length <= 1 ? { kind: "text", text: line.trim() } : { kind: "several" });
  }

  #answer(typed: Typed): void {
    const give = this.#waiting;
    this.#waiting = null;
    give?.(typed);
  }

  #stop(kind: "interrupt" | "end"): void {
    if (this.#lent) return;
    this.#stopped = kind;
    this.#answer({ kind });
  }

  #suspend(): void {
    this.#raw(false);
    process.once("SIGCONT", () => {
      this.#raw(this.#asks === "key");
      this.#onResize();
    });
    // the whole job, as the terminal itself would: a launcher above us has to stop, too
    process.kill(0, "SIGTSTP");
  }

  #raw(on: boolean): void {
    if (process.stdin.isTTY && (this.#keys || !on)) process.stdin.setRawMode(on);
  }

  readonly #onInterrupt = (): void => {
    this.#stop("interrupt");
  };

  readonly #onEnd = (): void => {
    this.#stop("end");
  };

  /** The card is drawn again at the new width. */
  readonly #onResize = (): void => {
    if (this.#asks === "key") this.#answer({ kind: "resized" });
  };

  readonly #onSignal = (signal: NodeJS.Signals): void => {
    this.close();
    process.kill(process.pid, signal);
  };
}

/** What the terminal holds from before has been read, and dropped, when this is over. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/**
 * Runs a program of the person's choice on their terminal: a command line as in $EDITOR or $PAGER, which a shell takes apart, with file names that it
 * does not (POSIX sh: "$@"). `input` is what it reads, if not the keyboard. Gives its exit code, null when it could not be started or was stopped.
 */
export function runInForeground(command: string, args: readonly string[], env: Readonly<Record<string, string | undefined>>, input?: string): number | null {
  const done = spawnSync("/bin/sh", ["-c", `${command} "$@"`, "sh", ...args], {
    stdio: [input === undefined ? "inherit" : "pipe", "inherit", "inherit"],
    env: { ...env },
    ...(input === undefined ? {} : { input }),
  });
  return done.error !== undefined && (done.error as NodeJS.ErrnoException).code !== "EPIPE" ? null : done.status;
}
