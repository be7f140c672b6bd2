import { plainLine } from "#kernel/visible";
import type { Input } from "./compose.ts";

/** Shorter values also stand in other words and would be taken out of those. */
const SHORTEST = 3;

/**
 * Quotes of requests and the inputs -> distinct wordings with the changing parts as `{name}`: five requests that differ in a file
 * name say one thing, and no file of one machine has to be shown. The first spelling of each wording is kept.
 */
export function wordingsOf(phrases: readonly string[], inputs: readonly Input[]): readonly string[] {
  const values = inputs
    .flatMap((input) => input.examples.map((value) => ({ value: plainLine(value), name: input.name })))
    .filter(({ value }) => value.length >= SHORTEST)
    .sort((a, b) => b.value.length - a.value.length || (a.value < b.value ? -1 : 1));
  const seen = new Set<string>();
  return phrases
    .map((phrase) => values.reduce((text, { value, name }) => opened(text, value, `{${name}}`), plainLine(phrase)))
    .filter((text) => {
      const key = text
        .toLowerCase()
        .replace(/\bplease\b/g, "")
        .replace(/[^\p{L}\p{N}{}]+/gu, " ")
        .trim();
      const isNew = key !== "" && !seen.has(key);
      seen.add(key);
      return isNew;
    });
}

/** Every whole occurrence of a value becomes its name; one inside of a longer word stays. */
function opened(text: string, value: string, name: string): string {
  const parts = text.split(value);
  return parts.reduce((all, part) => {
    const whole = !/[\p{L}\p{N}]$/u.test(all) && !/^[\p{L}\p{N}]/u.test(part);
    return all + (whole ? name : value) + part;
  });
}
