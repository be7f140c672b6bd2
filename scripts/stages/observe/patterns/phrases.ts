import { inCoveringOrder, type Wording } from "#kernel/covering";
import { ALONE, type ShareWork } from "#kernel/powers";
import { cutAtMark } from "../redaction/marks.ts";
import { sharedInts } from "./shared-numbers.ts";

const PHRASES = 12;
/** Of very many wordings the commonest and so many of the others, from all over them, are chosen from. */
const COMMONEST = 20;
const OTHERS = 40;
/** With so many wordings those that held a secret are left out. */
const ENOUGH = 3;
export const PHRASE_CHARS = 500;
/** Patterns whose phrases are chosen in one piece, and so many of them that another thread is begun for it. */
const PIECE = 16;
const SHARED = 300;

/** Wordings of patterns, and for each pattern the places among its wordings of those that are kept, -1 where there are no more: data that two threads can have. */
export type Choice = Readonly<{ wordings: readonly (readonly Wording[])[]; chosen: Int32Array }>;

/**
 * Texts of patterns -> what gives the phrases of each: as many wordings as are kept, those that together stand for all of them, commonest first. They are begun to be
 * chosen on another thread, where there are many patterns.
 */
export function phrasesOf(patterns: readonly (readonly string[])[], share: ShareWork): () => readonly (readonly string[])[] {
  const wordings = patterns.map(wordingsOf);
  const choice: Choice = { wordings, chosen: sharedInts(patterns.length * PHRASES).fill(-1) };
  const finish = (wordings.filter(({ length }) => length > PHRASES).length < SHARED ? ALONE : share)(choice, Math.ceil(wordings.length / PIECE));
  return () => {
    finish(choosing(choice));
    return wordings.map((list, pattern) =>
      [...choice.chosen.subarray(pattern * PHRASES, (pattern + 1) * PHRASES)].flatMap((place) => (place < 0 ? [] : (list[place]?.text ?? []))),
    );
  };
}

/** Chooses the phrases of a piece of the patterns. What is written is the same whoever does it. */
export function choosing({ wordings, chosen }: Choice): (piece: number) => void {
  return (piece) => {
    for (let pattern = piece * PIECE; pattern < Math.min(wordings.length, (piece + 1) * PIECE); pattern++) {
      const all = (wordings[pattern] ?? []).map(({ text, count }, place) => ({ text, count, place }));
      const kept =
        all.length <= PHRASES
          ? all
          : inCoveringOrder(all, PHRASES)
              .slice(0, PHRASES)
              .sort((a, b) => b.count - a.count);
      for (const [nth, { place }] of kept.entries()) chosen[pattern * PHRASES + nth] = place;
    }
  };
}

/** Texts of a pattern -> the wordings that its phrases are chosen from, commonest first. */
function wordingsOf(texts: readonly string[]): readonly Wording[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const phrase = cutAtMark(onOneLine(withoutNumbers(text)), PHRASE_CHARS).toWellFormed();
    counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  }
  // Sorted as strings first: a hundred thousand of them are compared without a call for each pair.
  const all = [...counts.keys()]
    .sort()
    .map((text) => ({ text, count: counts.get(text) ?? 0 }))
    .sort((a, b) => b.count - a.count);
  // A wording out of which a secret was taken shows how people slip, not how they ask.
  const clean = all.filter(({ text }) => !text.includes("<secret:"));
  if (clean.length < ENOUGH) return [...clean, ...all.filter(({ text }) => text.includes("<secret:"))].slice(0, PHRASES);
  if (clean.length <= PHRASES) return clean;
  const others = clean.slice(COMMONEST);
  const some = Array.from(
    { length: Math.min(OTHERS, others.length) },
    (_none, at) => others[Math.floor((at * others.length) / Math.min(OTHERS, others.length))],
  );
  return [...clean.slice(0, COMMONEST), ...some.filter((one) => one !== undefined)];
}

function onOneLine(text: string): string {
  return (/[^\S ]| {2}/.test(text) ? text.replace(/\s+/g, " ") : text).trim();
}

/** Placeholders of secrets are numbered within one run only; kept text must not change from run to run. */
function withoutNumbers(text: string): string {
  return !text.includes("<secret:") ? text : text.replace(/<secret:([a-z0-9-]{1,40}):\d{1,6}>/g, "<secret:$1>");
}
