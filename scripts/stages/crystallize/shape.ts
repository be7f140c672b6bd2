/** Word of a line -> its shape: paths and files by their class, quoted parts, addresses and numbers blanked; programs and flags as they are. */
export function shapeOf(word: string): string {
  if (/^["']/.test(word)) return '"';
  if (/[/\\]|:\/\/|@/.test(word) || /^[^-].*\.[A-Za-z][A-Za-z0-9]{0,7}["']?$/.test(word)) return `*${/\.[A-Za-z][A-Za-z0-9]{0,7}["']?$/.exec(word)?.[0] ?? ""}`;
  return word.replace(/\d+/g, "0");
}
