const MARK = /<secret:([a-z0-9-]{1,40})(?::\d{1,6})?>/g;
const HALF = /<(?:s|se|sec|secr|secre|secret)?(?::[a-z0-9-]{0,40}(?::\d{0,6})?)?$/;

/** Redacted text -> its first characters, never ending within the mark of a secret. */
export function cutAtMark(text: string, chars: number): string {
  return text.length <= chars ? text : text.slice(0, chars).replace(HALF, "");
}

/** Redacted text -> the same with plain words for its marks: what a person reads as a title. */
export function toldMarks(text: string): string {
  return text.replace(MARK, (_mark, kind: string) => (kind.includes("passw") ? "a password" : "a secret"));
}
