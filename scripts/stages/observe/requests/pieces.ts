import { APPROVALS, CONSENTS, FILLERS, STEERINGS } from "./stance.table.ts";

export type Role = "approval" | "consent" | "steering" | "filler";
/** A word or a known phrase: where it ends, what it is on the lists for, and whether something closes it. */
export type Piece = Readonly<{ text: string; end: number; role: Role | null; border: boolean }>;

const ROLES: ReadonlyMap<string, Role> = new Map([
  ...FILLERS.map((word) => [plain(word), "filler"] as const),
  ...STEERINGS.map((word) => [plain(word), "steering"] as const),
  ...CONSENTS.map((word) => [plain(word), "consent"] as const),
  ...APPROVALS.map((word) => [plain(word), "approval"] as const),
]);

const WORDS = /[\p{L}\p{M}\p{N}]+(?:['’\-][\p{L}\p{M}\p{N}]+)*/gu;
/** First words of what is on the lists, with the most words a phrase has that begins so: a phrase is only looked for where one of them stands, and no further. */
const BEGINNINGS: ReadonlyMap<string, number> = beginningsOf(ROLES.keys());

/** Text -> words and known phrases, longest first; scripts without spaces are cut by the lists themselves. */
export function piecesOf(text: string): readonly Piece[] {
  const source = text.normalize("NFC");
  const words = [...source.slice(0, 400).matchAll(WORDS)];
  const pieces: Piece[] = [];
  for (let at = 0; at < words.length; ) {
    const known = phraseAt(source, words, at);
    if (known !== null) {
      pieces.push(known.piece);
      at += known.count;
      continue;
    }
    const word = words[at];
    const cut = word === undefined ? null : cutByLists(word[0], word.index);
    const end = word === undefined ? 0 : word.index + word[0].length;
    if (cut === null) pieces.push({ text: plain(word?.[0] ?? ""), end, role: null, border: borderAfter(source, end) });
    else pieces.push(...cut.map((piece, index) => ({ ...piece, border: index === cut.length - 1 && borderAfter(source, end) })));
    at++;
  }
  return pieces;
}

function phraseAt(source: string, words: readonly RegExpExecArray[], at: number): Readonly<{ piece: Piece; count: number }> | null {
  const first = words[at];
  if (first === undefined) return null;
  for (let count = Math.min(BEGINNINGS.get(plain(first[0])) ?? 0, words.length - at); count > 0; count--) {
    const last = words[at + count - 1];
    if (last === undefined) continue;
    const end = last.index + last[0].length;
    const text = plain(source.slice(first.index, end));
    const role = ROLES.get(text);
    if (role !== undefined) return { piece: { text, end, role, border: borderAfter(source, end) }, count };
  }
  return null;
}

function beginningsOf(phrases: Iterable<string>): ReadonlyMap<string, number> {
  const longest = new Map<string, number>();
  for (const phrase of phrases) {
    const words = [...phrase.matchAll(WORDS)];
    const first = words[0]?.[0];
    if (first !== undefined) longest.set(first, Math.max(longest.get(first) ?? 0, words.length));
  }
  return longest;
}

/** A run of Chinese, Japanese, Korean or Thai letters -> known phrases one after the other, or null when it is not made of them. */
function cutByLists(word: string, from: number): readonly Piece[] | null {
  if (!/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー]+$/u.test(word) || word.length > 40) return null;
  const pieces: Piece[] = [];
  for (let at = 0; at < word.length; ) {
    let length = Math.min(14, word.length - at);
    while (length > 0 && !ROLES.has(word.slice(at, at + length))) length--;
    if (length === 0) return null;
    pieces.push({ text: word.slice(at, at + length), end: from + at + length, role: ROLES.get(word.slice(at, at + length)) ?? null, border: false });
    at += length;
  }
  return pieces;
}

function borderAfter(source: string, end: number): boolean {
  return /^\s*(?:[.,;:!?…—–。，！？、；\n\p{Extended_Pictographic}]|[-)]\s|$)/u.test(source.slice(end, end + 12));
}

/** Words as they stand on the lists. Asked for each word of each message, and most are plain already. */
export function plain(text: string): string {
  const lower = /^[ -~]*$/.test(text) ? text.toLowerCase() : text.normalize("NFC").toLowerCase().replaceAll("’", "'");
  return /\s/.test(lower) ? lower.replace(/\s+/g, " ").trim() : lower;
}
