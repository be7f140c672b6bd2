import type { RuleId } from "../../rules.table.ts";
import { effectReader } from "./effects.ts";
import { AUTHORITY } from "./authority.table.ts";
import { CONCEAL } from "./conceal.table.ts";
import { CONDUCT } from "./conduct.table.ts";
import { CONTROL } from "./control.table.ts";
import { CREDENTIALS } from "./credentials.table.ts";
import { DATA } from "./data.table.ts";
import { FOREIGN } from "./foreign.table.ts";
import { FORGED } from "./forged.table.ts";
import { type Concept, type Concepts, conceptsOf, meet, numberOf, unionOf } from "../lexicon/concepts.ts";
import { isChinese } from "./chinese.ts";
import type { Frame, Slot } from "./frame.ts";
import { FRAMING, type Hit, matchFrame } from "./match.ts";
import { PERSIST } from "./persist.table.ts";
import { type Heard, type Said, SAYINGS, sayingsOf } from "./sayings.ts";
import { outlinesOf, type Sentence, together } from "./sentences.ts";
import { emptyGroups, fullLists, type Groups, mayMatch, spot } from "./spotted.ts";

/** A hostile instruction: its rule, the place of its sentence in the view, and the words that stand for each of its parts. */
export type Judgement = Readonly<{ rule: RuleId; name: string; start: number; end: number; parts: readonly string[]; weak: "warn" | "note" | null }>;

/** Where a text stands: under a heading about attacks, in quotation marks of an example, in a table of examples. */
export type Setting = Readonly<{ teaching: boolean; quoted: boolean }>;

const FRAMES: readonly Frame[] = [...DATA, ...CREDENTIALS, ...CONCEAL, ...AUTHORITY, ...CONTROL, ...PERSIST, ...CONDUCT, ...FOREIGN];

/** Groups of the sentence in hand and of the one before it: made once, as most texts are short. */
const GROUPS_IN_HAND: readonly [Groups, Groups] = [emptyGroups(), emptyGroups()];

/**
 * View of a text -> the hostile instructions in it. Every sentence is read alone, and once more with the one before it
 * where an act may take its object from there; only those that name all parts of an instruction are read at all. Linear in the text.
 */
export function judge(view: string, setting: Setting): readonly Judgement[] {
  const found: Judgement[] = [];
  const spotted = spot(view);
  let before: Heard | null = null;
  let [groups, spare] = GROUPS_IN_HAND;
  const reader = effectReader(SAYINGS.length, (list, bit, text) => mayMatch(SAYINGS.length + list, bit, text));
  for (const outline of outlinesOf(view, spotted.things)) {
    const frames = saidIn(framesFor(SINGLE, outline.concepts), () => outline.text);
    const own = frames.length === 0 ? [] : judgeSentence(view, outline.read(), frames, setting);
    found.push(...own);
    spotted.groupsIn(outline.start, outline.end, groups);
    const here = { outline, groups };
    const full = fullLists(groups, before?.groups ?? null);
    reader.hear(outline, groups, full);
    for (const said of sayingsOf(full, here, before, mayMatch))
      if (!own.some((one) => one.rule === said.saying.rule && one.weak === null)) found.push(sayingJudged(view, outline.read(), said, setting));
    if (before !== null && own.length === 0) {
      const first = before.outline;
      const pairs = saidIn(framesFor(PAIRED, unionOf(first.concepts, outline.concepts)), () => `${first.text}. ${outline.text}`);
      if (pairs.length > 0) found.push(...judgeSentence(view, together(first.read(), outline.read()), pairs, setting));
    }
    before = here;
    [groups, spare] = [spare, groups];
  }
  for (const { effect, from, to, parts } of reader.effects())
    if (!found.some((one) => one.rule === effect.rule && one.weak === null && one.start < to && from < one.end))
      found.push({
        rule: effect.rule,
        name: effect.name,
        start: from,
        end: to,
        parts,
        weak: setting.quoted || setting.teaching || isShown(view, from, to) ? "note" : null,
      });
  for (const [at, { rule, name, pattern, as }] of FORGED.entries()) {
    if (!spotted.canBeForged(at)) continue;
    for (const match of view.matchAll(pattern)) {
      const quoted = isQuoted(view, match.index, match.index + match[0].length);
      if (quoted && setting.teaching) continue;
      const weak = setting.teaching || setting.quoted || quoted ? "note" : (as ?? null);
      found.push({ rule, name, start: match.index, end: match.index + match[0].length, parts: [match[0].trim().slice(0, 80)], weak });
      break;
    }
  }
  return found;
}

/** A frame with what can be told from the concepts of a sentence alone: one of each of `parts` and of `some`, none of `none`. */
type Outlined = Readonly<{ frame: Frame; parts: readonly Concepts[]; some: Concepts | null; none: Concepts }>;
/** Frames by the concepts their first part may be: a sentence names few, so few frames are worth a look. */
type Shelf = Readonly<{ frames: readonly Outlined[]; first: Concepts; byFirst: readonly (readonly number[] | undefined)[] }>;

const SINGLE = shelfOf(FRAMES);
const PAIRED = shelfOf(FRAMES.filter((frame) => frame.pair === true));

function shelfOf(frames: readonly Frame[]): Shelf {
  const byFirst: number[][] = [];
  for (const [at, { parts }] of frames.entries()) for (const concept of concepts(parts[0])) (byFirst[numberOf(concept)] ??= []).push(at);
  return {
    frames: frames.map((frame) => ({
      frame,
      parts: frame.parts.map((slot) => conceptsOf(concepts(slot))),
      some: frame.with === undefined ? null : conceptsOf(frame.with),
      none: conceptsOf((frame.none ?? []).filter((concept) => !FRAMING.has(concept))),
    })),
    first: conceptsOf(frames.flatMap(({ parts }) => concepts(parts[0]))),
    byFirst,
  };
}

function concepts(slot: Slot | undefined): readonly Concept[] {
  return slot === undefined ? [] : typeof slot === "string" ? [slot] : slot;
}

const NO_FRAMES: readonly Frame[] = [];

/** Frames, in their order, that may be met where these concepts are named. */
function framesFor({ frames, first, byFirst }: Shelf, named: Concepts): readonly Frame[] {
  let numbers: Set<number> | null = null;
  for (let part = 0; part < 4; part++)
    for (let bits = (first[part] ?? 0) & (named[part] ?? 0); bits !== 0; bits &= bits - 1)
      for (const at of byFirst[part * 32 + 31 - Math.clz32(bits & -bits)] ?? []) if (mayBeMet(frames[at], named)) (numbers ??= new Set()).add(at);
  if (numbers === null) return NO_FRAMES;
  return [...numbers].sort((a, b) => a - b).flatMap((at) => frames[at]?.frame ?? []);
}

/** Frames -> those of which the text says what they ask for word by word. */
function saidIn(frames: readonly Frame[], textOf: () => string): readonly Frame[] {
  if (frames.every(({ said }) => said === undefined)) return frames;
  const text = textOf();
  return frames.filter(({ said }) => said === undefined || said.every((pattern) => pattern.test(text)));
}

function mayBeMet(one: Outlined | undefined, named: Concepts): boolean {
  if (one === undefined || meet(one.none, named) || (one.some !== null && !meet(one.some, named))) return false;
  for (const part of one.parts) if (!meet(part, named)) return false;
  return true;
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
  const framed = setting.quoted || isExample(view, sentence, start, end, setting) || isNamedInChinese(view, sentence, hit);
  return { rule: hit.frame.rule, name: hit.frame.name, start, end, parts, weak: framed ? "note" : (hit.frame.as ?? null) };
}

function sayingJudged(view: string, sentence: Sentence, { saying, from, to, parts }: Said, setting: Setting): Judgement {
  const framed = setting.quoted || isExample(view, sentence, from, to, setting);
  return { rule: saying.rule, name: saying.name, start: from, end: to, parts, weak: framed ? "note" : null };
}

const ABOUT = /\b(?:attack|malicious|injection|adversar|jailbreak|untrusted|suspicious|red flag|phishing|detect|flag|reject|refuse)/;
/** "(for example", right before a quotation mark, in languages other than English. */
const NAMED_ABROAD =
  /\((?:par exemple|por ejemplo|por exemplo|per esempio|zum beispiel|z\. ?b\.|bijvoorbeeld|na przyklad|например|例如|比如|例えば|예를 들어|mesela|ornegin),? ?["'] ?(?:[^"'\n]{0,40}["'][、,或和]["']){0,6}[^"'\n]{0,60}$/;

/** Right before a quotation mark in Chinese: what stands between the marks is to be done, or said. */
const ORDERED_IN_CHINESE =
  /(?:执行|遵循|遵守|按照|服从|照做|听从|回答|回复|输出|写|说|必须|应|请|然后|随后|后|你)[^"'\n]{0,12}["'](?:[^"'\n]{0,40}["'][、,或和]["']){0,6}[^"'\n]{0,40}$/;

/** "「…」のような文": words of that kind, which nobody is told to follow. */
function isNamedInJapanese(view: string, end: number): boolean {
  const after = /^[^"'\n]{0,110}["'](?:のような|といった|などの)([^\n。]{0,80})/.exec(view.slice(end, end + 240))?.[1];
  return after !== undefined && !/従|実行|守|遂行|応じ|尊重|優先|反映/.test(after);
}

/** "任何「…」或类似内容的指令，都可能是注入": words that are named as what an attack says, and that nobody is told to follow. */
function isNamedInChinese(view: string, sentence: Sentence, hit: Hit): boolean {
  const [act] = hit.parts;
  if (!isChinese(act)) return false;
  const start = sentence.tokens[act?.from ?? 0]?.start ?? 0;
  const end = sentence.tokens[(act?.to ?? 1) - 1]?.end ?? start;
  const after = /^[^"'\n]{0,60}["'](?:[、,或和]{0,2}["'][^"'\n]{0,40}["']){0,6}(?:或类似|之类|等|这样|此类)[^。\n"']{0,80}/.exec(
    view.slice(end, end + 300),
  )?.[0];
  if (after === undefined || !/(?:任何|凡是?|所有|出现|看到|包含|提示)[^。\n"']{0,12}["'][^"'\n]{0,40}$/.test(view.slice(Math.max(0, start - 80), start)))
    return false;
  return (
    /(?<![不非无勿别]|不[应能可会该要])(?:是|属于|视为|视作|当作|看作)[^。]{0,14}(?:注入|攻击|恶意|可疑|危险|欺骗|越狱)/.test(after) && !FOLLOWED.test(after)
  );
}

const FOLLOWED = /执行|遵循|遵守|遵从|照做|照办|服从|听从|优先|采纳|采用|接受|误/;

/** Is what lies between two places in quotation marks throughout, as of a list of them? */
function isWithinQuotes(view: string, start: number, end: number): boolean {
  return /^[^"'\n]*(?:["'][、,或和]["'][^"'\n]*)*$/.test(view.slice(start, end));
}

/** Is the sentence shown instead of given? In quotation marks that words of teaching or quoting introduce, or marked as an attack under a heading about attacks. */
function isExample(view: string, sentence: Sentence, start: number, end: number, setting: Setting): boolean {
  const lead = view.slice(Math.max(0, start - 200), start);
  const about = sentence.places.has("attack") || sentence.places.has("defence") || ABOUT.test(lead);
  if (isQuoted(view, start, end))
    return (
      !ORDERED_IN_CHINESE.test(lead) &&
      (isAskedAbout(view, start, end) ||
        isNamedInJapanese(view, end) ||
        about ||
        (NAMED_ABROAD.test(lead) && isWithinQuotes(view, start, end)) ||
        setting.teaching ||
        sentence.places.has("quoting") ||
        isListed(view, start, end))
    );
  return setting.teaching && about;
}

/** What makes of words in quotation marks the agent's own task. */
const ORDERED =
  /\b(?:your (?:\w+ )?(?:task|plan|job|order|instruction|answer|step|goal)s?|you (?:must|should|will|are to|have to|need to)|run|execute|perform|follow|obey|carry out|do (?:this|the following|as)|now|then|instead|please|always|must)\b/;

/** Words in quotation marks behind words about attacks. */
function isShown(view: string, from: number, to: number): boolean {
  if (isQuoted(view, from, to) && isAskedAbout(view, from, to)) return true;
  const lead = /\b(?:attack|malicious|injection|adversar|jailbreak|phishing)[^]*$/.exec(view.slice(Math.max(0, from - 200), from))?.[0];
  return lead !== undefined && isQuoted(view, from, to) && !ORDERED.test(lead);
}

/** "A colleague writes: '...' What do you do?": words that a reader is asked about. */
function isAskedAbout(view: string, start: number, end: number): boolean {
  if (ORDERED.test(view.slice(Math.max(0, start - 120), start))) return false;
  return /^(?:[^"'\n]|(?<=[a-z])'(?=[a-z])){0,110}["'][\s.)]{0,3}(?:what (?:do|would|should) (?:you|we|they) (?:do|say|answer)|how (?:do|would|should) you (?:react|respond|answer)|is (?:this|it|that) (?:real|genuine|phishing|legitimate)|true or false|what is wrong)\b[^?\n]{0,40}\?/.test(
    view.slice(end, end + 240),
  );
}

/** Does a quotation mark open before a place and close after it, both in the same line? */
function isQuoted(view: string, start: number, end: number): boolean {
  const lead = view.slice(Math.max(0, start - 80), start);
  const rest = view.slice(end, end + 120);
  // The sign in "don't" closes nothing.
  const open = /(?:^|[\s(:,|\u2014/\p{Script=Han}-])["'](?:[^"'\n]|(?<=[a-z])'(?=[a-z])){0,60}$/u.exec(lead);
  const isOpen = open !== null || (/["']、["'][^"'\n]{0,60}$/.test(lead) && isWithinQuotes(view, start, end));
  return isOpen && /^(?:[^"'\n]|(?<=[a-z])'(?=[a-z])){0,110}["']/.test(rest);
}

/** One of several quoted phrases, or a quotation in parentheses: named, not said. */
function isListed(view: string, start: number, end: number): boolean {
  return (
    /(?:["'],? (?:or |and )?|\()["'][^"'\n]{0,60}$/.test(view.slice(Math.max(0, start - 80), start)) ||
    /^[^"'\n]{0,110}["'],? (?:or |and )?["']/.test(view.slice(end, end + 130))
  );
}
