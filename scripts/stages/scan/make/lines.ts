/** A line of a makefile with those that a backslash joins to it: where it begins, and where the next one does. */
export type Line = Readonly<{ text: string; at: number; next: number }>;

/** Text -> the line at `at`, joined as it stands. */
export function lineAt(text: string, at: number): Line {
  let end = at;
  for (;;) {
    const found = text.indexOf("\n", end);
    if (found < 0) return { text: text.slice(at), at, next: text.length };
    if (!isJoined(text, found, at)) return { text: text.slice(at, found), at, next: found + 1 };
    end = found + 1;
  }
}

/** Does an odd number of backslashes stand before the end of the line? */
function isJoined(text: string, end: number, start: number): boolean {
  let from = text[end - 1] === "\r" ? end - 1 : end;
  const last = from;
  while (from > start && text[from - 1] === "\\") from--;
  return (last - from) % 2 === 1;
}

/** A joined line -> one line of the same length: backslash, line end and the blanks around them are blanks. */
export function unjoined(text: string): string {
  return text.includes("\n") ? text.replace(/\\\r?\n[ \t]*/g, (all) => " ".repeat(all.length)).replaceAll("\r", " ") : text.replaceAll("\r", " ");
}

/** Line without its comment. A sign inside of a reference or behind a backslash begins none. */
export function uncommented(text: string): string {
  const at = findOutside(text, "#");
  return at < 0 ? text : text.slice(0, at);
}

/** Where one of some letters stands outside of every reference and behind no backslash; -1 where it does not. */
export function findOutside(text: string, letters: string, from = 0): number {
  let depth = 0;
  const open: string[] = [];
  for (let at = from; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === "\\" && depth === 0) at++;
    else if (char === "$" && (text[at + 1] === "(" || text[at + 1] === "{")) {
      open.push(text[at + 1] === "(" ? ")" : "}");
      depth++;
      at++;
    } else if (char === "$") at++;
    else if (depth > 0 && (char === "(" || char === "{") && (char === "(" ? ")" : "}") === open.at(-1)) {
      open.push(open.at(-1) ?? "");
      depth++;
    } else if (depth > 0 && char === open.at(-1)) {
      open.pop();
      depth--;
    } else if (depth === 0 && letters.includes(char)) return at;
  }
  return -1;
}

/** Where the reference that opens at `at` closes; -1 where it does not. Only brackets of its own kind count. */
export function closingOf(text: string, at: number): number {
  const open = text[at] ?? "(";
  const close = open === "(" ? ")" : "}";
  let depth = 0;
  for (let one = at; one < text.length; one++) {
    const char = text[one];
    if (char === open) depth++;
    else if (char === close && --depth === 0) return one;
  }
  return -1;
}

/** Arguments of a function: split at commas outside of brackets, at most `most` of them. */
export function argumentsIn(text: string, most: number): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  let round = 0;
  let curly = 0;
  let from = 0;
  for (let at = 0; at < text.length && found.length < most - 1; at++) {
    const char = text[at];
    if (char === "(") round++;
    else if (char === ")") round--;
    else if (char === "{") curly++;
    else if (char === "}") curly--;
    else if (char === "," && round <= 0 && curly <= 0) {
      found.push([from, at]);
      from = at + 1;
    }
  }
  return [...found, [from, text.length]];
}

export function wordsOf(text: string): readonly string[] {
  return text.split(/[ \t\n]+/).filter((one) => one !== "");
}
