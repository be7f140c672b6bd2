import { EFFECTS, type Effect, TELLS, type Tell } from "./effects.table.ts";
import { isDenied, isDone } from "./mood.ts";
import { isOrdered } from "./sayings.ts";
import type { Outline } from "./sentences.ts";
import type { Groups } from "./spotted.ts";
import type { MayMatch } from "../../text/needs.ts";

/** An effect found in a text: where its order stands, and the words it is known by. */
export type Brought = Readonly<{ effect: Effect; from: number; to: number; parts: readonly string[] }>;

/** Patterns that can stand in a sentence, by number: those of the tells, then those of the effects. */
export const EFFECT_PATTERNS: readonly (readonly RegExp[])[] = [...TELLS.map(({ pattern }) => [pattern]), ...EFFECTS.map(({ all }) => all)];
/** Which of them may be spread over two sentences, by the same numbers. */
export const PAIRED_EFFECTS: readonly boolean[] = [...TELLS.map(() => false), ...EFFECTS.map(({ pair }) => pair === true)];

/** What needs are known of, by the same numbers: behind the patterns of an effect, its act. */
export const EFFECT_NEEDS: readonly (readonly RegExp[])[] = [
  ...TELLS.map(({ pattern }) => [pattern]),
  ...EFFECTS.map(({ all, act }) => (act === undefined ? all : [...all, act])),
];

/** A sentence that was heard: which tells can stand in it, one bit each. They are looked for only near an effect that asks for them. */
type Past = { readonly outline: Outline; readonly canTell: number; tells: ReadonlyMap<Tell, string> | null };

const NO_TELLS: ReadonlyMap<Tell, string> = new Map();

/** So many sentences before and after an order can say something of it. */
const NEAR = 2;
/** So many may lie between the parts of an order that is told all over a list or a table, whose every cell is one. */
const WIDE = 14;

const BEYOND = /[\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Reads the sentences of one text in their order, and tells at the end which effects they order. */
export type EffectReader = Readonly<{ hear: (outline: Outline, groups: Groups, full: readonly number[]) => void; effects: () => readonly Brought[] }>;

/**
 * A reader for one text. `groups` says of each list which of its patterns can stand in the sentence, and `full` of which lists all can, so that most sentences are not
 * read; the lists of effects begin at `base`. `mayMatch` tells the same of one pattern and text more closely.
 */
export function effectReader(base: number, mayMatch: MayMatch): EffectReader {
  const heard: Past[] = [];
  const noted: { readonly at: number; readonly brought: Brought }[] = [];
  return {
    hear(outline, groups, full) {
      const at = heard.length;
      const before = heard[at - 1]?.outline ?? null;
      heard.push({ outline, canTell: tellsOf(groups, base), tells: null });
      let isBeyond: boolean | null = null;
      for (const list of full) {
        const index = list - base - TELLS.length;
        if (index < 0 || (EFFECTS[index]?.beyond === true && !(isBeyond ??= BEYOND.test(outline.text)))) continue;
        const brought = broughtIn(index, groups.masks[list] ?? 0, outline, before, mayMatch);
        if (brought !== null) noted.push({ at, brought });
      }
    },
    effects: () => noted.flatMap(({ at, brought }) => told(brought, at, heard) ?? []),
  };
}

/** Groups that can be in a sentence -> the tells among them, one bit each. */
function tellsOf({ masks }: Groups, base: number): number {
  let bits = 0;
  for (let index = 0; index < TELLS.length; index++) if (masks[base + index] !== 0) bits |= 1 << index;
  return bits;
}

function tellsIn({ outline, canTell }: Past): ReadonlyMap<Tell, string> {
  let tells = NO_TELLS;
  for (let index = 0; index < TELLS.length; index++) {
    const sign = TELLS[index];
    if (sign === undefined || (canTell & (1 << index)) === 0 || tells.has(sign.tell)) continue;
    const { text } = outline;
    const found = sign.pattern.exec(text);
    if (found !== null && sign.none?.test(text) !== true) tells = new Map([...tells, [sign.tell, found[0]]]);
  }
  return tells;
}

/** One effect whose words are all in a sentence, or in it and the one before. */
function broughtIn(index: number, mine: number, outline: Outline, before: Outline | null, mayMatch: MayMatch): Brought | null {
  const effect = EFFECTS[index];
  if (effect === undefined) return null;
  const can = (text: string): boolean => (EFFECT_NEEDS[TELLS.length + index] ?? []).every((_, bit) => mayMatch(TELLS.length + index, bit, text));
  const found = mine === FULL[index] ? broughtBy(effect, outline, null, can) : null;
  if (found !== null || effect.pair !== true || before === null) return found;
  return broughtBy(effect, outline, before, can);
}

/** "Works for mail", "a report", "the copy": words that are no verbs there. */
const NOUN = /\b(?:for|by|via|of|in|on|with|the|a|an|this|that|your|its|per|no|any|from)\s$/;

/** The path of an address: words in it excuse nothing. */
const PATHS = /(\bhttps?:\/\/[^\s/"')]+)\/[^\s"')]+/g;

/** All bits of each effect. */
const FULL: readonly number[] = EFFECTS.map(({ all }) => 2 ** all.length - 1);

/** Does the sentence order this, alone or together with the one before it? */
function broughtBy(effect: Effect, outline: Outline, before: Outline | null, can: (text: string) => boolean): Brought | null {
  const start = before?.start ?? outline.start;
  const text = before === null ? outline.text : `${before.text}. ${outline.text}`;
  if (outline.asks() || !can(text)) return null;
  const places: RegExpExecArray[] = [];
  for (const pattern of effect.all) {
    const place = pattern.exec(text);
    if (place === null) return null;
    places.push(place);
  }
  // Asked last: hardly a sentence gets this far.
  if (effect.none?.test(effect.mood === undefined ? text : text.replace(PATHS, "$1")) === true) return null;
  if (effect.also?.some((pattern) => !pattern.test(text)) === true) return null;
  if (effect.act !== undefined && !isMeant(effect.act, text, effect.mood)) return null;
  const from = Math.min(...places.map((one) => one.index));
  const to = Math.max(...places.map((one) => one.index + one[0].length));
  return { effect, from: start + from, to: before === null ? start + to : outline.end, parts: places.map((one) => one[0].trim().slice(0, 60)) };
}

function isMeant(act: RegExp, text: string, mood: Effect["mood"]): boolean {
  return mood === "done" ? isDone(act, text) : mood === "denied" ? isDenied(act, text) : isOrdered(act, text, NOUN);
}

/** Effect of a sentence -> the same with the words around it that make it one, or null where these are missing: in its own sentence, those before, those after. */
function told(brought: Brought, at: number, heard: readonly Past[]): Brought | null {
  const { needs } = brought.effect;
  if (!isSurrounded(brought.effect, at, heard)) return null;
  if (needs === undefined) return brought;
  for (const one of [...heard.slice(at, at + 1), ...heard.slice(Math.max(0, at - NEAR), at), ...heard.slice(at + 1, at + 1 + NEAR)]) {
    const tells = (one.tells ??= tellsIn(one));
    const tell = needs.find((name) => tells.has(name));
    if (tell !== undefined) return { ...brought, parts: [...brought.parts, `${tell}: ${(tells.get(tell) ?? "").slice(0, 60)}`] };
  }
  return null;
}

/** Do the sentences around one say what an effect asks of them, and nothing that makes it an ordinary one? */
function isSurrounded({ around, before, after, unless, reach = WIDE }: Effect, at: number, heard: readonly Past[]): boolean {
  if (around === undefined && before === undefined && after === undefined && unless === undefined) return true;
  const textsIn = (from: number, to: number): readonly string[] => heard.slice(Math.max(0, from), to).map(({ outline }) => outline.text);
  const isIn = (texts: readonly string[], patterns: readonly RegExp[] = []): boolean => patterns.every((pattern) => texts.some((text) => pattern.test(text)));
  const all = textsIn(at - reach, at + 1 + reach);
  if (unless !== undefined && all.some((text) => unless.test(text))) return false;
  return isIn(all, around) && isIn(textsIn(at - reach, at), before) && isIn(textsIn(at + 1, at + 1 + reach), after);
}
