/**
 * What acts on a screen instead of standing on it: C0 and C1 controls but tab and line break, marks and overrides of direction, separators of lines that no
 * line break is, lone surrogates. Attack: a title, path or log line with an escape sequence in it, printed.
 */
const ACTS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;

/** Our own colours: bold, dim, underlined, and the sixteen of the foreground. Nothing that hides, blinks, inverts or moves. */
const COLOUR = /(\u001b\[(?:0|1|2|4|22|24|3[0-79]|9[0-7])m)/;

/**
 * Text -> the same, harmless on a screen: the last wall before every line of text that is printed, whatever was done to it before. With colours on, our own are
 * let through.
 */
export function screenText(text: string, colour: boolean): string {
  if (!colour) return text.replace(ACTS, spell);
  return text
    .split(COLOUR)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(ACTS, spell)))
    .join("");
}

/** Value -> JSON text with the same meaning and nothing in it that acts on a screen: JSON itself escapes only a part of it. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function spell(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
