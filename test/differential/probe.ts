import type { Field } from "#stages/scan/shell/machine";
import { HOLE } from "#stages/scan/shell/text";

/** Can a start that the scan knows of be the one that happened? */
export function covers(told: readonly Field[], done: readonly string[]): boolean {
  const [first, ...rest] = told;
  if (first === undefined) return done.length === 0;
  if (first.many === true || first.glob === true) return [...done, ""].some((_, at) => covers(rest, done.slice(at)));
  const [word, ...others] = done;
  return word !== undefined && [first, ...(first.or ?? [])].some(({ text }) => isLike(text, word)) && covers(rest, others);
}

function isLike(text: string, word: string): boolean {
  const parts = text.split(HOLE).map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^]*")}$`).test(word);
}
