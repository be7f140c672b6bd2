import { plainLine } from "#kernel/visible";

/** Text -> at most `max` characters (UTF-16 units) on one line, cut between words where possible and marked with an ellipsis. */
export function clip(text: string, max: number): string {
  const line = plainLine(text);
  if (line.length <= max) return line;
  const head = line
    .slice(0, max - 1)
    .toWellFormed()
    .replace(/\ufffd$/, "");
  const space = head.lastIndexOf(" ");
  return `${(space > max / 2 ? head.slice(0, space) : head).trimEnd()}…`;
}

/** Text -> at most `max` bytes of UTF-8 on one line, cut as above. */
export function clipBytes(text: string, max: number): string {
  let line = plainLine(text);
  let room = line.length + 1;
  while (bytesOf(line) > max && room > 2) {
    room -= 1;
    line = clip(text, room);
  }
  return bytesOf(line) > max ? "" : line;
}

export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}
