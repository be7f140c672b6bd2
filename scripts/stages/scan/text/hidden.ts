import type { Report } from "../mark.ts";

type Found = { at: number; code: number; kind: string };

const CANDIDATE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e01ef}]|[\ue000-\uf8ff\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}]{8,}/gu;

const LETTER = /[\p{Script=Latin}\p{Nd}_]/u;
const NEEDS_JOINER =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Thai}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Lao}\p{Script=Mongolian}\p{Script=Hebrew}\p{Mn}\p{Mc}]/u;
const PICTURE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\u20e3]/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Zero-width characters that nobody needs; past this many, even in harmless places, they can carry a message. */
const QUIET_LIMIT = 24;
/** In code nobody types them; a test of how wide a character is needs a few. */
const QUIET_LIMIT_IN_CODE = 4;

/**
 * Text -> one mark when it holds characters that hide something from a reader (bidi controls, tags, zero-width inside
 * of words, selector runs). `code` says that nothing invisible is needed at all. Joiners in emoji and in scripts that
 * need them, flags and single selectors are left alone (Unicode UTS 51, UAX 9).
 */
export function findHidden(text: string, code: boolean, report: Report): void {
  const found: Found[] = [];
  let quiet = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const at = match.index;
    const kind = kindOf(text, at, match[0], code);
    if (kind === null) quiet += isInvisible(match[0]) && (code || !isAlone(text, at)) ? 1 : 0;
    else found.push({ at, code: match[0].codePointAt(0) ?? 0, kind });
  }
  const first = found[0];
  if (first !== undefined) {
    const width = String.fromCodePoint(first.code).length;
    const args = { count: String(found.length), code: `U+${first.code.toString(16).toUpperCase().padStart(4, "0")}`, kind: first.kind };
    report({ rule: "hidden-text", start: first.at, end: first.at + width, args, evidence: [hiddenMessage(found)].filter((one) => one !== "") });
  } else if (quiet > (code ? QUIET_LIMIT_IN_CODE : QUIET_LIMIT)) {
    report({ rule: "hidden-text", start: 0, end: 1, args: { count: String(quiet), code: "U+200B", kind: "many zero-width characters" } });
  }
}

/** The only character of its line or of the text of a link: what sites for documentation leave of the anchor beside a heading. */
function isAlone(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  const after = text.charAt(at + 1);
  return (/^[\n\r]?$/.test(before) && /^[\n\r]?$/.test(after)) || (before === "[" && after === "]");
}

function isInvisible(character: string): boolean {
  return /[\u200b\u2060-\u2064\ufeff\u2800]/.test(character);
}

type Around = Readonly<{ text: string; at: number; before: string; after: string; code: boolean }>;

function kindOf(text: string, at: number, character: string, code: boolean): string | null {
  const point = character.codePointAt(0) ?? 0;
  const around: Around = { text, at, before: characterBefore(text, at), after: characterAt(text, at + character.length), code };
  if ((point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069)) return "bidirectional control";
  if (point >= 0xfff9 && point <= 0xfffb) return "interlinear annotation";
  if (point >= 0xe0000 && point <= 0xe007f) return inFlag(text, at) ? null : "tag character";
  // Icon fonts use single private letters; a run of them carries bytes.
  if ((point >= 0xe000 && point <= 0xf8ff) || point >= 0xf0000) return "run of private letters";
  if (isSelector(point)) return selectorKind(around);
  if (point === 0x200e || point === 0x200f || point === 0x061c) return code && !near(text, at, RIGHT_TO_LEFT) ? "direction mark" : null;
  if (point === 0x200c || point === 0x200d) return joinerKind(around);
  if (/[\u115f\u1160\u3164\uffa0]/.test(character)) return /\p{Script=Hangul}/u.test(around.after) && !code ? null : "invisible letter";
  return spaceKind(point, around);
}

/** One selector after a character that has a variant is ordinary; a run of them carries bytes. */
function selectorKind({ before, after, code }: Around): string | null {
  const hasVariant = PICTURE.test(before) || /\p{Script=Han}|\p{So}|\p{Sm}|[0-9#*]|\p{Po}/u.test(before);
  return isSelector(after.codePointAt(0) ?? 0) || (code && !hasVariant) ? "run of variation selectors" : null;
}

function joinerKind({ text, at, before, after, code }: Around): string | null {
  const isNeeded = [before, after].some((one) => NEEDS_JOINER.test(one) || PICTURE.test(one));
  return !isNeeded && (code || splitsWord(before, after) || after === text.charAt(at)) ? "joiner outside of a script that needs it" : null;
}

function spaceKind(point: number, { at, before, after, code }: Around): string | null {
  if (point === 0xfeff && at === 0) return null;
  if (point === 0x00ad) return code && splitsWord(before, after) ? "soft hyphen" : null;
  if (point === 0x034f || (point >= 0x17b4 && point <= 0x180f)) return code || splitsWord(before, after) ? "invisible mark" : null;
  if (point === 0x2800) return code && !/[\u2801-\u28ff ]/.test(before + after) ? "blank braille pattern" : null;
  if (NEEDS_JOINER.test(before) || NEEDS_JOINER.test(after) || /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(before + after)) return null;
  // one by itself between blanks, quotes or lines carries nothing and splits no word; many of them are counted
  return splitsWord(before, after) || isInvisible(after) || isInvisible(before) ? "zero-width character" : null;
}

function isSelector(point: number): boolean {
  return (point >= 0xfe00 && point <= 0xfe0f) || (point >= 0xe0100 && point <= 0xe01ef);
}

function splitsWord(before: string, after: string): boolean {
  return LETTER.test(before) && LETTER.test(after);
}

function near(text: string, at: number, pattern: RegExp): boolean {
  return pattern.test(text.slice(Math.max(0, at - 24), at + 25));
}

function characterAt(text: string, at: number): string {
  const point = text.codePointAt(at);
  return point === undefined ? "" : String.fromCodePoint(point);
}

function characterBefore(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff ? text.slice(Math.max(0, at - 2), at) : text.slice(Math.max(0, at - 1), at);
}

/** A subdivision flag: black flag, up to six tag letters or digits, cancel tag (UTS 51, emoji_tag_sequence). */
function inFlag(text: string, at: number): boolean {
  const start = text.lastIndexOf("\u{1f3f4}", at);
  if (start < 0 || at - start > 16) return false;
  const flag = /^\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}/u.exec(text.slice(start, start + 20));
  return flag !== null && at < start + flag[0].length;
}

/** Tag characters and selectors carry bytes: shown to the person, because that is the instruction that was hidden. */
function hiddenMessage(found: readonly Found[]): string {
  const text = found
    .slice(0, 400)
    .map(({ code }) => (code >= 0xe0020 && code <= 0xe007e ? String.fromCharCode(code - 0xe0000) : ""))
    .join("");
  return text === "" ? "" : `spells: ${text.slice(0, 200)}`;
}
