import { parse, type ParsedScript, type Word } from "unbash";

/** Nothing a person writes nests deeper; the parser itself gives up a little later. */
const CACHE_LIMIT = 2_000;

export type Parsed = Readonly<{ script: ParsedScript; problem: string | null }>;

/** Shell text -> its tree and the first thing that is wrong with it. Nested scripts tell their own errors when they are walked. */
export function parseShell(text: string): Parsed {
  const script = parse(text);
  return { script, problem: problemOf(script) };
}

export function problemOf(script: ParsedScript): string | null {
  const first = script.errors?.[0];
  return first === undefined ? null : `${first.message} at offset ${String(first.pos)}`;
}

/** One word of shell source -> its node; null when it is none. */
export function parseWord(text: string): Word | null {
  if (text.length > CACHE_LIMIT) return null;
  const command = parse(`: ${text}`).commands[0]?.command;
  if (command?.type !== "Command") return null;
  const word = command.suffix[0];
  return word?.type === "Word" && command.suffix.length === 1 ? word : null;
}
