import { escapeText } from "#kernel/escape-text";

/** Untrusted text -> one line that changes nothing on a screen: a name or a message with a line break must not forge a line of a report. */
export function lineOf(text: string): string {
  return escapeText(text).replace(/[\t\n]/g, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Text -> lines of at most `width` columns, broken at spaces; the first begins with `head`, the others are indented as far as `head` is long. */
export function wrap(head: string, text: string, width: number): readonly string[] {
  const room = Math.max(20, width - head.length);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((one) => pieces(one, room))) {
    if (line !== "" && columns(line) + 1 + columns(word) > room) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one, at) => (at === 0 ? head : " ".repeat(head.length)) + one);
}

/** Text whose blanks mean something -> lines of at most `width` columns, cut wherever it is; the first begins with `head`, the others are indented as far. */
export function chopped(head: string, text: string, width: number): readonly string[] {
  const room = Math.max(20, width - columns(head));
  const lines: string[] = [];
  let line = "";
  for (const character of text) {
    if (columns(line) + columns(character) > room) {
      lines.push(line);
      line = "";
    }
    line += character;
  }
  return [...lines, line].map((line, at) => (at === 0 ? head : " ".repeat(columns(head))) + line);
}

/** Cut to `width` columns, with an ellipsis. */
export function fit(text: string, width: number): string {
  if (columns(text) <= width) return text;
  let out = "";
  let used = 0;
  for (const character of text) {
    used += columns(character);
    if (used > width - 1) break;
    out += character;
  }
  return `${out}…`;
}

/** The same, with both ends kept: of a host the end says most, of a sentence the beginning. */
export function fitMiddle(text: string, width: number): string {
  if (columns(text) <= width) return text;
  const end = fitEnd(text, Math.floor(width / 2));
  return fit(text, width - columns(end) + 1).slice(0, -1) + end;
}

/** The same, with the end kept: of a long path the end says most. */
export function fitEnd(text: string, width: number): string {
  const all = [...text];
  let from = all.length;
  for (let used = 0; from > 0; from--) {
    used += columns(all[from - 1] ?? "");
    if (used > width - 1) break;
  }
  return columns(text) <= width ? text : `…${all.slice(from).join("")}`;
}

/** Columns that a terminal uses: two for wide letters and pictures (Unicode UAX 11, the blocks that matter), none for combining marks. */
export function columns(text: string): number {
  let count = 0;
  for (const character of text) count += /\p{M}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return count;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;

function pieces(word: string, room: number): readonly string[] {
  if (word.length <= room) return [word];
  const all = [...word];
  return Array.from({ length: Math.ceil(all.length / room) }, (_, at) => all.slice(at * room, (at + 1) * room).join(""));
}
