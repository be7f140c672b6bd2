/** A stretch of a file that is written for readers and not for machines: [from, to). */
export type Stretch = Readonly<{ from: number; to: number }>;

/** Shorter texts say nothing by themselves, and of longer ones a piece at a time is read. */
const SHORTEST = 8;
const LONGEST = 8_000;

/**
 * Source of a program -> the texts in it between quotation marks, in their order; of a shell (`isShell`) they may go over several lines, and here-documents
 * are texts, too. Lexical on purpose: a mark in a comment shows a stretch too much, never one too few. Linear: a mark that nothing closes on its line is
 * looked for once.
 */
export function textsIn(source: string, isShell: boolean): readonly Stretch[] {
  const found: Stretch[] = [];
  /** Up to here no mark of this kind is closed. */
  const open: Record<string, number> = {};
  for (let at = 0; at < source.length; at++) {
    const mark = source[at] ?? "";
    if (isShell) {
      const end = passedOver(source, at, found);
      if (end > at) {
        at = end - 1;
        continue;
      }
    }
    if ((mark !== '"' && mark !== "'" && mark !== "`") || (open[mark] ?? 0) > at) continue;
    const triple = mark !== "`" && !isShell && source.startsWith(mark.repeat(3), at) ? mark.repeat(3) : mark;
    const end = closingOf(source, at + triple.length, triple, isShell);
    if (end < 0) open[mark] = -end;
    else {
      if (end - at >= SHORTEST) found.push({ from: at, to: end });
      at = end - 1;
    }
  }
  return found;
}

/** What of a shell holds no mark of its own: a letter behind a backslash, a comment, which is read apart, and a here-document, which is put with the rest -> where it ends. */
function passedOver(source: string, at: number, found: Stretch[]): number {
  const letter = source[at];
  if (letter === "\\") return at + 2;
  if (letter === "\n") return documentAfter(source, at, found);
  if (letter !== "#" || (at > 0 && !/\s/.test(source[at - 1] ?? ""))) return at;
  const end = source.indexOf("\n", at);
  return end < 0 ? source.length : end;
}

/** Where a text ends that begins at `from`, its mark included; past the longest piece there; negative, with how far was looked, when its line ends before. */
function closingOf(source: string, from: number, mark: string, isShell: boolean): number {
  const isOneLine = !isShell && (mark === '"' || mark === "'");
  const hasEscapes = !isShell || mark !== "'";
  for (let at = from; at < source.length; at++) {
    if (at - from > LONGEST) return at;
    if (source[at] === "\\" && hasEscapes) at++;
    else if (source[at] === "\n" && isOneLine) return -at;
    else if (source.startsWith(mark, at)) return at + mark.length;
  }
  return -source.length;
}

const DOCUMENT = /<<-?[ \t]*\\?(['"]?)(\w{1,60})\1/;

/** The end of a line -> where the here-document ends that the line opens, or a piece of one that does not end; the same place when it opens none. */
function documentAfter(source: string, lineEnd: number, found: Stretch[]): number {
  const line = source.slice(Math.max(source.lastIndexOf("\n", lineEnd - 1) + 1, lineEnd - 400), lineEnd);
  const name = line.includes("<<") ? DOCUMENT.exec(line)?.[2] : undefined;
  if (name === undefined) return lineEnd;
  for (let from = lineEnd + 1; from < source.length; ) {
    const newline = source.indexOf("\n", from);
    const to = newline < 0 ? source.length : newline;
    if (source.slice(from, Math.min(to, from + 80)).trim() === name) {
      if (from - lineEnd > SHORTEST) found.push({ from: lineEnd + 1, to: from });
      return from;
    }
    from = to + 1;
    if (from >= source.length || from - lineEnd >= LONGEST) {
      found.push({ from: lineEnd + 1, to });
      return to;
    }
  }
  return lineEnd;
}
