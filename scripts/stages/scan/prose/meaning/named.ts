import { isInPath } from "./paths.ts";
import type { Place, Sentence } from "./sentences.ts";

/** Single words and marks between brackets, behind a word: "all operations (create, update, delete)" names kinds of what stands before it. */
const LISTED = /^\(\w{1,24}(?:(?:, ?| ?[/|] ?|,? (?:and|or) )\w{1,24}){1,12}\)/;
const LONGEST = 240;
/** "The write is dropped", "every cached copy has": the same letters as a noun. */
const MARKED = /^(?:each|every|any|no|one)$/;
/** "A format change", "the format string". */
const FORMATS = /^(?:changes?|strings?|errors?|options?|versions?|differences?|drift|specifiers?)$/;
const ARTICLE = /^(?:the|an?|this|that)$/;
const TOLD_OF = /^(?:carries|has|have|is|are|was|were|contains|holds|includes|gets|becomes|needs|must|can|may|will|should)$/;

/** Letters of an English verb that are a noun where they stand, or one of several names in brackets. */
export function isNamed(act: Place, sentence: Sentence): boolean {
  const before = (count: number): string => sentence.tokens[act.from - count]?.word ?? "";
  const word = sentence.tokens[act.from]?.word ?? "";
  if (word === "like" && before(1) === "the" && before(2) === "and") return true;
  if ((MARKED.test(before(1)) || MARKED.test(before(2)) || ARTICLE.test(before(1))) && TOLD_OF.test(sentence.tokens[act.to]?.word ?? "")) return true;
  if (word === "format" && FORMATS.test(sentence.tokens[act.to]?.word ?? "")) return true;
  const at = (sentence.tokens[act.from]?.start ?? 0) - sentence.start;
  if (isInPath(sentence.text, at, at + word.length) || isInThing(act, sentence)) return true;
  const open = sentence.text.lastIndexOf("(", at);
  return (
    open > 0 &&
    at - open < LONGEST &&
    /\w $/.test(sentence.text.slice(open - 2, open)) &&
    isWithin(LISTED.exec(sentence.text.slice(open, open + LONGEST)), at - open)
  );
}

/** "Paste sites are used for": the letters of a verb inside of the name of a place. */
function isInThing(act: Place, sentence: Sentence): boolean {
  return (sentence.places.get("outside") ?? []).some(
    (thing) => thing.language === act.language && thing.from <= act.from && thing.to >= act.to && thing.to - thing.from > act.to - act.from,
  );
}

function isWithin(list: RegExpExecArray | null, at: number): boolean {
  return list !== null && at < list[0].length;
}
