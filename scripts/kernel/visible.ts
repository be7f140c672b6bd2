/**
 * Characters that change what a person sees without being seen: C0 and C1 controls, soft hyphen, bidi marks and
 * overrides, zero-width and other default-ignorable characters, variation selectors, tag characters, line and
 * paragraph separators, lone surrogates. Attack: a card or a skill that reads differently from its bytes.
 */
const HIDDEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|\p{Cs}/gu;

/** Untrusted text -> text that is safe to print: hidden characters as `\u{hex}`, so that they are seen instead of obeyed. Tabs and line breaks too. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Untrusted text -> one line without hidden characters: breaks and runs of white space become one space, the rest of them vanish. */
export function plainLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\u0085\u2028\u2029]+/gu, " ")
    .replace(HIDDEN, "")
    .trim();
}

/** Untrusted text -> the same lines without hidden characters; tabs become four spaces, blank lines at both ends vanish. */
export function plainText(text: string): string {
  const lines = text
    .toWellFormed()
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => line.replaceAll("\t", "    ").replace(HIDDEN, "").trimEnd());
  return lines.join("\n").replace(/^\n+|\n+$/g, "");
}

/** Does the text hold a character that is not seen? Breaks and tabs count. */
export function hasHidden(text: string): boolean {
  return text.search(HIDDEN) >= 0;
}
