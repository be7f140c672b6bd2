import type { Hit } from "./match.ts";
import type { Sentence } from "./sentences.ts";
import { wordsOf } from "./words.ts";

/** "Refusing the override is no insubordination": what is named there is not done. */
export function isNamed(sentence: Sentence, hit: Hit): boolean {
  const over = hit.parts.find((part) => part.concept === "supersede");
  if (over === undefined || over.language > 0) return false;
  return /^(?:the|this|that|such) (?:is|was|only|must|needs)$/.test(`${sentence.tokens[over.from - 1]?.word ?? ""} ${sentence.tokens[over.to]?.word ?? ""}`);
}

const RECORDED = /^(?:audit|logs?|files?|flags?|options?|settings?|history|lists?|rates?|tables?|columns?|parameters?|css|stylesheets?)$/;

/** "`overrides.css`", "`apply_ide_override`", "planner override audit log": a name, or a noun of what is recorded. */
export function isOfName(sentence: Sentence, hit: Hit): boolean {
  const over = hit.parts.find((part) => part.concept === "supersede");
  if (over === undefined || over.language > 0) return false;
  const [first, last] = [sentence.tokens[over.from], sentence.tokens[over.to - 1]];
  if (first === undefined || last === undefined) return false;
  const [from, to] = [first.start - sentence.start, last.end - sentence.start];
  if (/^\.(?:css|scss|json|ya?ml|toml|ts|js|md)\b/.test(sentence.text.slice(to, to + 6)) || /\w_$/.test(sentence.text.slice(Math.max(0, from - 2), from)))
    return true;
  const before = sentence.tokens[over.from - 1]?.word ?? "";
  return (
    /^overrides?$/.test(first.word) &&
    over.to - over.from === 1 &&
    first.gap === 0 &&
    !hit.parts.some((part) => part.to === over.from) &&
    !/s$|^(?:to|and|or|must|will|should|shall|can|may|might|they|you|we|i|always|also|not|then)$/.test(before) &&
    RECORDED.test(sentence.tokens[over.to]?.word ?? "")
  );
}

const TOLD =
  /\b(?:instruct\w*|prompts?|polic\w+|system|users?|told|said|asked|given|you|your|other (?:skills?|rules?)|safety|constraints?|restrictions?|messages?|developers?|person|human|orders?|context|training|guardrails?|before|previous|prior)\b/;

/** "These rules override everything else": a guide of style that ranks its own advice. What an agent was told, by whomever, is not spoken of. */
export function isOfEverything(sentence: Sentence, hit: Hit): boolean {
  const [what, over, all] = hit.parts;
  if (what === undefined || over === undefined || all?.concept !== "all" || over.language > 0 || all.from < over.to) return false;
  if (!/^(?:these|those|the|our|its) (?:\w+ )?(?:rules?|principles?|guidelines?|values|conventions?)$/.test(wordsOf(sentence, what.from, what.to).trim()))
    return false;
  return /^everything(?: else)?$/.test(wordsOf(sentence, all.from, all.to)) && !TOLD.test(wordsOf(sentence, over.to, sentence.tokens.length));
}
