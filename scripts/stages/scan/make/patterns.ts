import { wordsOf } from "./lines.ts";
import { concatAll, HOLE, isKnown, lost, type Text } from "../shell/text.ts";

/** `%.c` against a word -> what the sign stands for; null where it does not fit. Without a sign the word itself must be it. */
export function stemOf(pattern: string, word: string): string | null {
  const at = pattern.indexOf("%");
  if (at < 0) return pattern === word ? "" : null;
  const start = pattern.slice(0, at);
  const end = pattern.slice(at + 1);
  return word.length >= start.length + end.length && word.startsWith(start) && word.endsWith(end) ? word.slice(start.length, word.length - end.length) : null;
}

/** `$(patsubst a,b,text)`; `isEnding`: of a substitution reference, whose pattern may be the end of words alone. */
export function patternSubst(from: Text, to: Text, text: Text, isEnding: boolean): Text {
  if (!isKnown(from) || !isKnown(to)) return lost(concatAll([from, to, text], " "));
  const pattern = isEnding && !from.text.includes("%") ? `%${from.text}` : from.text;
  const other = isEnding && !from.text.includes("%") ? `%${to.text}` : to.text;
  let bits = from.from | to.from | text.from;
  const words = wordsOf(text.text).map((word) => {
    // `src/…` of which nobody knows the rest ends in anything.
    const stem = stemOf(pattern, word);
    if (stem !== null) return pattern.includes("%") ? other.replace("%", () => stem) : other;
    if (!word.includes(HOLE) || !isNear(pattern, word)) return word;
    bits |= lost({ text: word, from: 0, names: [] }).from;
    return HOLE;
  });
  return { text: words.join(" "), from: bits, names: text.names };
}

/** May a word that is known in part fit a pattern? */
function isNear(pattern: string, word: string): boolean {
  return word.startsWith(HOLE) || word.endsWith(HOLE) || pattern === "%";
}
