import type { RuleId } from "../../rules.table.ts";
import { AUTHORITY } from "./authority.table.ts";
import { CONCEAL } from "./conceal.table.ts";
import { CONDUCT } from "./conduct.table.ts";
import { CONTROL } from "./control.table.ts";
import { CREDENTIALS } from "./credentials.table.ts";
import { DATA } from "./data.table.ts";
import { FOREIGN } from "./foreign.table.ts";
import { FORGED } from "./forged.table.ts";
import type { Concept } from "../lexicon/concepts.ts";
import type { Frame, Slot } from "./frame.ts";
import { type Hit, matchFrame } from "./match.ts";
import { PERSIST } from "./persist.table.ts";
import { type Said, sayingsOf } from "./sayings.ts";
import { type Sentence, sentencesOf, together } from "./sentences.ts";

/** A hostile instruction: its rule, the place of its sentence in the view, and the words that stand for each of its parts. */
export type Judgement = Readonly<{ rule: RuleId; name: string; start: number; end: number; parts: readonly string[]; weak: "warn" | "note" | null }>;

/** Where a text stands: under a heading about attacks, in quotation marks of an example, in a table of examples. */
export type Setting = Readonly<{ teaching: boolean; quoted: boolean }>;

const FRAMES: readonly Frame[] = [...DATA, ...CREDENTIALS, ...CONCEAL, ...AUTHORITY, ...CONTROL, ...PERSIST, ...CONDUCT, ...FOREIGN];

/**
 * View of a text -> the hostile instructions in it. Every sentence is read alone, and once more with the one before it
 * where an act may take its object from there. Linear in the text.
 */
export function judge(view: string, setting: Setting): readonly Judgement[] {
  const found: Judgement[] = [];
  let before: Sentence | null = null;
  for (const sentence of sentencesOf(view)) {
    const own = judgeSentence(view, sentence, framesFor(SINGLE, [sentence]), setting);
    found.push(...own);
    for (const said of sayingsOf(sentence, before))
      if (!own.some((one) => one.rule === said.saying.rule && one.weak === null)) found.push(sayingJudged(view, sentence, said, setting));
    const pairs = before === null || own.length > 0 ? [] : framesFor(PAIRED, [before, sentence]);
    if (before !== null && pairs.length > 0) found.push(...judgeSentence(view, together(before, sentence), pairs, setting));
    before = sentence;
  }
  for (const { rule, name, pattern, as } of FORGED)
    for (const match of view.matchAll(pattern)) {
      const quoted = isQuoted(view, match.index, match.index + match[0].length);
      if (quoted && setting.teaching) continue;
      const weak = setting.teaching || setting.quoted || quoted ? "note" : (as ?? null);
      found.push({ rule, name, start: match.index, end: match.index + match[0].length, parts: [match[0].trim().slice(0, 80)], weak });
      break;
    }
  return found;
}

/** Frames by the concepts their first part may be: a sentence holds few concepts, so few frames are worth a look. */
type Shelf = Readonly<{ frames: readonly Frame[]; byFirst: ReadonlyMap<Concept, readonly number[]> }>;

const SINGLE = shelfOf(FRAMES);
const PAIRED = shelfOf(FRAMES.filter((frame) => frame.pair === true));

function shelfOf(frames: readonly Frame[]): Shelf {
  const byFirst = new Map<Concept, number[]>();
  for (const [at, { parts }] of frames.entries())
    for (const concept of concepts(parts[0])) {
      const list = byFirst.get(concept);
      if (list === undefined) byFirst.set(concept, [at]);
      else list.push(at);
    }
  return { frames, byFirst };
}

function concepts(slot: Slot | undefined): readonly Concept[] {
  return slot === undefined ? [] : typeof slot === "string" ? [slot] : slot;
}

/** Frames, in their order, all of whose parts are named somewhere in these sentences. */
function framesFor({ frames, byFirst }: Shelf, sentences: readonly Sentence[]): readonly Frame[] {
  const numbers = new Set<number>();
  for (const { places } of sentences) for (const concept of places.keys()) for (const at of byFirst.get(concept) ?? []) numbers.add(at);
  const isThere = (concept: Concept): boolean => sentences.some((one) => one.places.has(concept));
  return [...numbers]
    .sort((a, b) => a - b)
    .flatMap((at) => {
      const frame = frames[at];
      return frame?.parts.every((slot) => concepts(slot).some(isThere)) === true ? [frame] : [];
    });
}

/** One finding for a sentence and rule is enough; what a sentence says of several rules is said of each. */
function judgeSentence(view: string, sentence: Sentence, frames: readonly Frame[], setting: Setting): readonly Judgement[] {
  if (sentence.asks || frames.length === 0) return [];
  const found = new Map<RuleId, Judgement>();
  for (const frame of frames) {
    const known = found.get(frame.rule);
    if (known?.weak === null) continue;
    const hit = matchFrame(frame, sentence);
    if (hit === null) continue;
    const judgement = judgementOf(view, sentence, hit, setting);
    if (known === undefined || judgement.weak === null) found.set(frame.rule, judgement);
  }
  return [...found.values()];
}

function judgementOf(view: string, sentence: Sentence, hit: Hit, setting: Setting): Judgement {
  const start = sentence.tokens[hit.from]?.start ?? sentence.start;
  const end = sentence.tokens[hit.to - 1]?.end ?? sentence.end;
  const parts = hit.parts.map((part) => {
    const from = sentence.tokens[part.from]?.start ?? 0;
    return `${part.concept}: ${view.slice(from, sentence.tokens[part.to - 1]?.end ?? from).slice(0, 60)}`;
  });
  const framed = setting.quoted || isExample(view, sentence, start, end, setting);
  return { rule: hit.frame.rule, name: hit.frame.name, start, end, parts, weak: framed ? "note" : (hit.frame.as ?? null) };
}

function sayingJudged(view: string, sentence: Sentence, { saying, from, to, parts }: Said, setting: Setting): Judgement {
  const framed = setting.quoted || isExample(view, sentence, from, to, setting);
  return { rule: saying.rule, name: saying.name, start: from, end: to, parts, weak: framed ? "note" : null };
}

/** Is the sentence shown instead of given? In quotation marks that words of teaching or quoting introduce, or marked as an attack under a heading about attacks. */
function isExample(view: string, sentence: Sentence, start: number, end: number, setting: Setting): boolean {
  const lead = view.slice(Math.max(0, start - 200), start);
  const about =
    sentence.places.has("attack") ||
    sentence.places.has("defence") ||
    /\b(?:attack|malicious|injection|adversar|jailbreak|untrusted|suspicious|red flag|phishing|detect|flag|reject|refuse)/.test(lead);
  if (isQuoted(view, start, end)) return about || setting.teaching || sentence.places.has("quoting") || isListed(view, start, end);
  return setting.teaching && about;
}

/** Does a quotation mark open before a place and close after it, both in the same line? */
function isQuoted(view: string, start: number, end: number): boolean {
  const lead = view.slice(Math.max(0, start - 80), start);
  const rest = view.slice(end, end + 120);
  const open = /(?:^|[\s(:,|\u2014/-])["'][^"'\n]{0,60}$/.exec(lead);
  return open !== null && /^[^"'\n]{0,110}["']/.test(rest);
}

/** One of several quoted phrases, or a quotation in parentheses: named, not said. */
function isListed(view: string, start: number, end: number): boolean {
  return (
    /(?:["'],? (?:or |and )?|\()["'][^"'\n]{0,60}$/.test(view.slice(Math.max(0, start - 80), start)) ||
    /^[^"'\n]{0,110}["'],? (?:or |and )?["']/.test(view.slice(end, end + 130))
  );
}
