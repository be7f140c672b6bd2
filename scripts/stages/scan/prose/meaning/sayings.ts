import type { RuleId } from "../../rules.table.ts";
import { isInPath } from "./paths.ts";
import { PASSED_ON } from "./passed-on.table.ts";
import { REACH } from "./reach.table.ts";
import { SAYINGS as CORE } from "./sayings.table.ts";
import type { Outline } from "./sentences.ts";
import type { Groups } from "./spotted.ts";
import type { MayMatch } from "../../text/needs.ts";

/**
 * A hostile instruction as groups of words that must all stand in a sentence, in any order. `act` is the verb that is ordered:
 * one of its places must stand where an order does. `none` makes it an ordinary sentence; `pair` lets it spread over two.
 */
export type Saying = Readonly<{ rule: RuleId; name: string; act?: RegExp; all: readonly RegExp[]; none?: RegExp; pair?: boolean }>;

/** All sayings there are, each known by its number. */
export const SAYINGS: readonly Saying[] = [...CORE, ...REACH, ...PASSED_ON];

/** A saying found in a text: where its groups lie. */
export type Said = Readonly<{ saying: Saying; from: number; to: number; parts: readonly string[] }>;

/** What stands before a verb in its clause when nobody is ordered to do it: it is denied, told of somebody else, or only possible. */
const NO_ORDER =
  /\b(?:never|not|don't|doesn't|cannot|can't|won't|avoid|without|refuse|instead of|rather than|attackers?|malware|malicious|which|who|that(?! (?:you|the (?:agent|assistant|model)))|may|might|can|could|would|how|why|whether|detect\w*|flags?|prevents?|blocks?|look(?:s|ing)? for|check(?:s|ing)? for|users?|they|it|scripts?|tools?|skills?)(?: \w+ly| to| ever| be| then)?\s*['"]?$|\b(?:never|not|don't|cannot|avoid|refuse|attackers?|malicious|detect\w*|prevents?)\b[^,;:()]{0,40}$/;
const CLAUSES = /[,;:()]\s|\b(?:and|then|but|or)\s|\.\s/g;

/** A sentence in outline, and the groups of sayings whose words stand in it: only where all of a saying's can be there, the sentence is read. */
export type Heard = Readonly<{ outline: Outline; groups: Groups }>;

/**
 * Sentence, and the one before it -> the sayings in them, of those whose words are there (`full`, in their order). Patterns have no unbounded gaps, and run only
 * where their words are: `mayMatch` tells of one and a text.
 */
export function sayingsOf(full: readonly number[], here: Heard, before: Heard | null, mayMatch: MayMatch): readonly Said[] {
  const found: Said[] = [];
  for (const at of full) {
    if (at >= SAYINGS.length) break;
    const said = saidOver(
      SAYINGS[at],
      FULL[at] ?? 0,
      gated(at, here, mayMatch),
      before !== null && SAYINGS[at]?.pair === true ? gated(at, before, mayMatch) : null,
    );
    if (said !== null) found.push(said);
  }
  return found;
}

const FULL: readonly number[] = SAYINGS.map(({ all }) => 2 ** all.length - 1);

/** A sentence, and which groups of the saying in hand can stand in it. */
type Gated = Readonly<{ sentence: Outline; can: number }>;

/** The same told more closely: the first run of a pattern costs more than a hundred looks for its words. */
function gated(saying: number, { outline: sentence, groups: { masks } }: Heard, mayMatch: MayMatch): Gated {
  const can = masks[saying] ?? 0;
  let closely = 0;
  for (let bit = 0; 1 << bit <= can; bit++) if ((can & (1 << bit)) !== 0 && mayMatch(saying, bit, sentence.text)) closely |= 1 << bit;
  return { sentence, can: closely };
}

/** One saying in a sentence, or begun in the one before it. */
function saidOver(saying: Saying | undefined, full: number, here: Gated, before: Gated | null): Said | null {
  if (saying === undefined || here.sentence.asks()) return null;
  const { sentence } = here;
  if (before === null || before.sentence.asks() || before.can === 0) return here.can === full ? saidIn(saying, sentence.text, sentence.start) : null;
  // what cannot be in the sentence before must be in this one
  const must = full & ~before.can;
  if ((here.can & must) !== must || groupsIn(saying, here, must) !== must) return null;
  const own = must | groupsIn(saying, here, full & ~must);
  if (own === full) {
    const said = saidIn(saying, sentence.text, sentence.start);
    if (said !== null) return said;
  }
  if (own === 0) return null;
  const other = groupsIn(saying, before, full);
  const both = other !== 0 && (own | other) === full ? saidIn(saying, `${before.sentence.text}. ${sentence.text}`, sentence.start) : null;
  return both === null ? null : { ...both, from: sentence.start, to: sentence.end };
}

/** Which of the `asked` groups stand in a sentence. Patterns run only for those whose words are there. */
function groupsIn({ all }: Saying, { sentence: { text }, can }: Gated, asked: number): number {
  return all.reduce((groups, group, bit) => ((can & asked & (1 << bit)) !== 0 && group.test(text) ? groups | (1 << bit) : groups), 0);
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

/** Does the verb stand as an order somewhere in the text? `noun`: what stands before the same word where it is no verb. */
export function isOrdered(act: RegExp, text: string, noun: RegExp | null = null): boolean {
  for (const place of text.matchAll(act)) {
    const lead = text.slice(Math.max(0, place.index - 120), place.index);
    if (noun?.test(lead) === true || isInPath(text, place.index, place.index + place[0].length)) continue;
    const start = [...lead.matchAll(CLAUSES)].at(-1);
    if (!NO_ORDER.test(start === undefined ? lead : lead.slice(start.index + start[0].length))) return true;
  }
  return false;
}
