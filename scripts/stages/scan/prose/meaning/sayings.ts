import type { RuleId } from "../../rules.table.ts";
import { REACH } from "./reach.table.ts";
import { SAYINGS as CORE } from "./sayings.table.ts";
import type { Sentence } from "./sentences.ts";

/**
 * A hostile instruction as groups of words that must all stand in a sentence, in any order. `act` is the verb that is ordered:
 * one of its places must stand where an order does. `none` makes it an ordinary sentence; `pair` lets it spread over two.
 */
export type Saying = Readonly<{ rule: RuleId; name: string; act?: RegExp; all: readonly RegExp[]; none?: RegExp; pair?: boolean }>;

const SAYINGS: readonly Saying[] = [...CORE, ...REACH];

/** A saying found in a text: where its groups lie. */
export type Said = Readonly<{ saying: Saying; from: number; to: number; parts: readonly string[] }>;

/** What stands before a verb in its clause when nobody is ordered to do it: it is denied, told of somebody else, or only possible. */
const NO_ORDER =
  /\b(?:never|not|don't|doesn't|cannot|can't|won't|avoid|without|refuse|instead of|rather than|attackers?|malware|malicious|which|who|that(?! (?:you|the (?:agent|assistant|model)))|may|might|can|could|would|how|why|whether|detect\w*|flags?|prevents?|blocks?|look(?:s|ing)? for|check(?:s|ing)? for|users?|they|it|scripts?|tools?|skills?)(?: \w+ly| to| ever| be| then)?\s*['"]?$|\b(?:never|not|don't|cannot|avoid|refuse|attackers?|malicious|detect\w*|prevents?)\b[^,;:()]{0,40}$/;
const CLAUSES = /[,;:()]\s|\b(?:and|then|but|or)\s|\.\s/g;

/** Groups that a sentence holds, one bit each, for the sayings that may be spread over two sentences. */
const masks = new WeakMap<Sentence, readonly number[]>();

/** Sentence, and the one before it -> the sayings in them. Cost: one pass of each pattern over the sentence; patterns have no unbounded gaps. */
export function sayingsOf(sentence: Sentence, before: Sentence | null): readonly Said[] {
  if (sentence.asks) return [];
  const found: Said[] = [];
  for (const [at, saying] of SAYINGS.entries()) {
    const full = 2 ** saying.all.length - 1;
    const own = saying.pair === true ? (maskOf(sentence)[at] ?? 0) : full;
    const said = own === full ? saidIn(saying, sentence.text, sentence.start) : null;
    if (said !== null) found.push(said);
    else if (saying.pair === true && before !== null && !before.asks && own !== 0) {
      const other = maskOf(before)[at] ?? 0;
      const both = other !== 0 && (own | other) === full ? saidIn(saying, `${before.text}. ${sentence.text}`, sentence.start) : null;
      if (both !== null) found.push({ ...both, from: sentence.start, to: sentence.end });
    }
  }
  return found;
}

function maskOf(sentence: Sentence): readonly number[] {
  const known = masks.get(sentence);
  if (known !== undefined) return known;
  const made = SAYINGS.map(({ all, pair }) =>
    pair === true ? all.reduce((mask, group, bit) => (group.test(sentence.text) ? mask | (1 << bit) : mask), 0) : 0,
  );
  masks.set(sentence, made);
  return made;
}

function saidIn(saying: Saying, text: string, base: number): Said | null {
  const places: RegExpExecArray[] = [];
  for (const group of saying.all) {
    const place = group.exec(text);
    if (place === null) return null;
    places.push(place);
  }
  if (saying.none?.test(text) === true || (saying.act !== undefined && !isOrdered(saying.act, text))) return null;
  const from = Math.min(...places.map((one) => one.index));
  const to = Math.max(...places.map((one) => one.index + one[0].length));
  return { saying, from: base + from, to: base + to, parts: places.map((one) => one[0].trim().slice(0, 60)) };
}

/** Does the verb stand as an order somewhere in the text? */
function isOrdered(act: RegExp, text: string): boolean {
  for (const place of text.matchAll(act)) {
    const lead = text.slice(Math.max(0, place.index - 120), place.index);
    const start = [...lead.matchAll(CLAUSES)].at(-1);
    if (!NO_ORDER.test(start === undefined ? lead : lead.slice(start.index + start[0].length))) return true;
  }
  return false;
}
