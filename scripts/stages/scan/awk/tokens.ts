/** A word of an awk program: what it is, its text (of a string what it stands for), and its place. `isCall`: a bracket follows without a blank between. */
export type Token = Readonly<{
  kind: "number" | "string" | "regex" | "name" | "mark" | "line" | "end";
  text: string;
  at: number;
  until: number;
  isCall: boolean;
  isHidden: boolean;
}>;

const MARKS = ["**=", "|&", "**", "&&", "||", "++", "--", "+=", "-=", "*=", "/=", "%=", "^=", "==", "<=", ">=", "!=", "!~", ">>", "::"];
/** Behind these an operand has ended, so that a stroke divides. */
const KEYWORDS: ReadonlySet<string> = new Set(
  "BEGIN END BEGINFILE ENDFILE function func if else while for do in print printf return case default delete getline".split(" "),
);

/** Text of an awk program -> its words (POSIX awk, "Lexical Conventions"); the reason where it has none. */
export function tokensOf(text: string): Readonly<{ tokens: readonly Token[]; problem: Readonly<{ at: number; why: string }> | null }> {
  const tokens: Token[] = [];
  let at = 0;
  const add = (kind: Token["kind"], value: string, from: number, isHidden = false): void => {
    tokens.push({ kind, text: value, at: from, until: at, isCall: text[at] === "(", isHidden });
  };
  while (at < text.length) {
    const from = at;
    const char = text[at] ?? "";
    const skipped = blankAt(text, at);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    if (char === "\n") {
      at++;
      add("line", "\n", from);
    } else if (char === '"') {
      const found = stringAt(text, at);
      if (found === null) return { tokens, problem: { at, why: "a string that does not end" } };
      at = found.next;
      add("string", found.value, from, found.isHidden);
    } else if (char === "/" && !isOperand(tokens.at(-1))) {
      const next = regexAt(text, at);
      if (next === null) return { tokens, problem: { at, why: "a pattern that does not end" } };
      at = next;
      add("regex", text.slice(from + 1, next - 1), from);
    } else if (/[0-9.]/.test(char) && /[0-9]/.test(text.slice(at, at + 2))) {
      at += /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/.exec(text.slice(at, at + 400))?.[0].length ?? 1;
      add("number", text.slice(from, at), from);
    } else if (/[A-Za-z_]/.test(char)) {
      at += /^\w+(?:::[A-Za-z_]\w*)?/.exec(text.slice(at, at + 400))?.[0].length ?? 1;
      add("name", text.slice(from, at), from);
    } else {
      const mark = MARKS.find((one) => text.startsWith(one, at)) ?? char;
      if (!/^[-+*/%^!<>|&?:,;=~$@(){}[\]]/.test(mark)) return { tokens, problem: { at, why: "a sign that means nothing" } };
      at += mark.length;
      add("mark", mark, from);
    }
  }
  add("end", "", at);
  return { tokens, problem: null };
}

/** Blanks, comments and joined lines -> where they end. */
function blankAt(text: string, at: number): number {
  const char = text[at];
  if (char === " " || char === "\t" || char === "\r" || char === "\f") return at + 1;
  if (char === "#") {
    const end = text.indexOf("\n", at);
    return end < 0 ? text.length : end;
  }
  const joined = char === "\\" ? /^\\[ \t]*\r?\n/.exec(text.slice(at, at + 100)) : null;
  return at + (joined?.[0].length ?? 0);
}

function isOperand(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === "name") return !KEYWORDS.has(token.text);
  return token.kind === "number" || token.kind === "string" || token.kind === "regex" || (token.kind === "mark" && /^(?:\)|\]|\$|\+\+|--)$/.test(token.text));
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\\": "\\", '"': '"', "/": "/", a: "\x07", b: "\b", f: "\f", v: "\v" };

/** `isHidden`: letters in it are spelled by their numbers. */
function stringAt(text: string, start: number): Readonly<{ value: string; next: number; isHidden: boolean }> | null {
  let isHidden = false;
  const parts: string[] = [];
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === '"') return { value: parts.join(""), next: at + 1, isHidden };
    if (char === "\n") return null;
    if (char !== "\\") {
      parts.push(char);
      continue;
    }
    const number = /^\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,8}))/.exec(text.slice(at, at + 12));
    const next = text[at + 1] ?? "";
    if (number !== null) {
      const code = number[1] !== undefined ? parseInt(number[1], 8) : parseInt(number[2] ?? number[3] ?? "0", 16);
      // A sign of the terminal is no letter that is hidden.
      isHidden ||= code >= 32 && code < 127;
      parts.push(code <= 0x10ffff ? String.fromCodePoint(code) : "?");
      at += number[0].length - 1;
    } else {
      if (next !== "\n" && next !== "\r") parts.push(ESCAPES[next] ?? `\\${next}`);
      at += next === "\r" && text[at + 2] === "\n" ? 2 : 1;
    }
  }
  return null;
}

function regexAt(text: string, start: number): number | null {
  let isSet = false;
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === "\n") return null;
    if (char === "\\") at++;
    else if (char === "[" && !isSet) {
      isSet = true;
      // The first sign of a set is no end of it.
      if (text[at + 1] === "^") at++;
      if (text[at + 1] === "]") at++;
    } else if (char === "]") isSet = false;
    // A stroke in a set ends the pattern to some awks and not to others.
    else if (char === "/" && !isSet) return at + 1;
  }
  return isSet ? regexAsSome(text, start) : null;
}

/** A set that does not close: the pattern ends at the first stroke. */
function regexAsSome(text: string, start: number): number | null {
  const found = /^\/(?:[^/\\\n]|\\.)*\//.exec(text.slice(start, start + 4_000));
  return found === null ? null : start + found[0].length;
}
