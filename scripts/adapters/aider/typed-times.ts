import { dirname, isAbsolute, join, resolve } from "node:path";
import { timeOf } from "#adapters/common/fields";
import type { ReadPowers } from "#kernel/powers";

const LIMIT = 64 * 1024 * 1024;
const STAMP = /^# (\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?)$/;

/** Path of a history -> the input history that goes with it. */
export function inputHistoryOf(history: string, powers: ReadPowers): string {
  const named = powers.host.env["AIDER_INPUT_HISTORY_FILE"] ?? "";
  if (named !== "") return isAbsolute(named) ? resolve(named) : resolve(powers.host.cwd, named);
  return join(dirname(history), ".aider.input.history");
}

/**
 * When inputs were typed. The input history has every input once more, with its time; it is used for nothing else, for
 * an input is in the chat history already.
 */
export class TypedTimes {
  private readonly times = new Map<string, number[]>();

  /** Reads the file of typed inputs; a missing or unreadable one is an empty list of times. */
  constructor(path: string, powers: ReadPowers) {
    let text: string;
    try {
      if (powers.files.facts(path)?.kind !== "file") return;
      text = Buffer.from(powers.files.bytes(path, LIMIT)).toString("utf8");
    } catch {
      return;
    }
    let at: number | null = null;
    let typed: string[] = [];
    const keep = (): void => {
      const name = nameOf(typed.join("\n"));
      const known = this.times.get(name) ?? [];
      if (at !== null && typed.length > 0) this.times.set(name, [...known.slice(-999), at]);
      typed = [];
    };
    for (const line of text.split("\n")) {
      const stamp = STAMP.exec(line);
      if (stamp !== null) {
        keep();
        at = timeOf(`${stamp[1] ?? ""}T${stamp[2] ?? ""}`);
      } else if (line.startsWith("+")) typed.push(line.slice(1));
    }
    keep();
  }

  /** Text of an input -> when it was typed for the first time since `from`; each time is given once. */
  next(text: string, from: number | null): number | null {
    const times = this.times.get(nameOf(text));
    if (times === undefined || from === null) return null;
    const found = times.findIndex((time) => time >= from);
    return found < 0 ? null : (times.splice(0, found + 1).at(-1) ?? null);
  }
}

function nameOf(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .trim();
}
