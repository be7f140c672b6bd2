import { NOTHING, type Value } from "./session.ts";

/** What a command was given: parameters by the names they were written with, the words between them, and all of it in its order. */
export type Given = Readonly<{ named: ReadonlyMap<string, Value>; words: readonly Value[]; raw: readonly Value[] }>;

/** A parameter by its name, or by any beginning of it, which is all that PowerShell asks for. */
export function param(given: Given, ...names: readonly string[]): Value | null {
  for (const name of names) {
    const exact = given.named.get(name);
    if (exact !== undefined) return exact;
  }
  for (const name of names) for (const [key, value] of given.named) if (key.length > 0 && name.startsWith(key)) return value;
  return null;
}

/** A parameter, or the word in its place. */
export function paramOr(given: Given, at: number, ...names: readonly string[]): Value {
  return param(given, ...names) ?? given.words[at] ?? NOTHING;
}
