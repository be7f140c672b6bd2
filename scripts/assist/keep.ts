/**
 * What stands for something in a line, and so is not wording: code spans, quotes of the person, slots, addresses, paths, flags,
 * abbreviations, numbers. Order matters: what an earlier form took is not looked at again.
 */
const FORMS: readonly RegExp[] = [
  /`[^`]*`/gu,
  /"[^"]*"|“[^”]*”/gu,
  /\{[a-z][a-z0-9_]*\}/gu,
  /\[\d+\]/gu,
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'`]+/giu,
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
  /(?:~|\.{1,2})?[\p{L}\p{N}._*-]*[/\\][\p{L}\p{N}._*/\\-]*/gu,
  /(?<![\p{L}\p{N}])--?[A-Za-z][\w-]*/gu,
  /[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+/gu,
  /[\p{L}\p{N}_]*_[\p{L}\p{N}_]*/gu,
  /(?<![\p{L}\p{N}])\p{Lu}[\p{Lu}\p{N}]+(?![\p{L}\p{N}])/gu,
  /[\p{L}]*\p{N}[\p{L}\p{N}]*/gu,
];

/** Plain words of any script, blanks, and the marks that join sentences. Everything that could be syntax somewhere stays outside. */
const WORDING = /^[\p{L}\p{M} .,;:'’()?!…–-]*$/u;

/** Line and names that count as words of a command -> what must not change, sorted, and the wording around it. */
export function heldIn(line: string, names: ReadonlySet<string>): Readonly<{ held: readonly string[]; wording: string }> {
  const held: string[] = [];
  let wording = line;
  for (const form of FORMS) {
    wording = wording.replace(form, (found) => {
      held.push(found);
      return " ";
    });
  }
  for (const word of wordsIn(wording)) if (names.has(word)) held.push(word);
  return { held: held.sort(), wording };
}

/** Old line, new line -> why the new one says something else than other words for the same; null when it does not. */
export function changeIn(old: string, fresh: string, names: ReadonlySet<string>): string | null {
  const [before, after] = [heldIn(old, names), heldIn(fresh, names)];
  const lost = missing(before.held, after.held);
  if (lost !== undefined) return `${quoted(lost)} is gone`;
  const added = missing(after.held, before.held);
  if (added !== undefined) return `${quoted(added)} was not there`;
  if (!WORDING.test(after.wording)) return "it holds characters that are no wording";
  return null;
}

/** Share of the longer words of a line whose beginnings occur in what the evidence says; 1 for a line without any. A model may say it otherwise, and not say something else. */
export function groundedShare(line: string, evidence: readonly string[]): number {
  const known = new Set(evidence.flatMap(wordsIn).map(stem));
  const words = wordsIn(line).filter(
    (word) => word.length > 3 && !/^(?:with|when|user|asks?|says?|this|that|from|into|them|their|your|each|every|using|about)$/u.test(word),
  );
  return words.length === 0 ? 1 : words.filter((word) => known.has(stem(word))).length / words.length;
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** "summarise", "summarize", "summary" share a beginning. */
function stem(word: string): string {
  return word.slice(0, 5);
}

/** First of `these` that `those` does not hold as often. */
function missing(these: readonly string[], those: readonly string[]): string | undefined {
  const left = [...those];
  return these.find((one) => {
    const found = left.indexOf(one);
    if (found < 0) return true;
    left.splice(found, 1);
    return false;
  });
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}
