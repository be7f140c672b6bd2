import type { Report } from "../mark.ts";

/** One `key = value` of a file in the manner of INI or TOML, with the section it stands in and its place. */
export type Setting = Readonly<{ section: string; key: string; value: string; at: number }>;

/** Values longer than this are no settings; a file with more of them is not one that a person wrote. */
const LINE = 20_000;
const COUNT = 20_000;

/**
 * INI or TOML 1.0 text -> its settings; null for what cannot be told apart into them. Values that go on over lines (brackets,
 * triple quotes, indented lines of INI) are taken together. Not a full reader: quoted and dotted keys keep their spelling
 * without the quotes, and a value is its text.
 */
export function settingsIn(text: string, kind: "toml" | "ini"): readonly Setting[] | null {
  const settings: Setting[] = [];
  const lines = text.split("\n");
  let section = "";
  let at = 0;
  for (let row = 0; row < lines.length; row++) {
    const start = at;
    const line = lines[row] ?? "";
    at += line.length + 1;
    if (line.length > LINE || settings.length > COUNT || (settings.at(-1)?.value.length ?? 0) > LINE) return null;
    const plain = line.trim();
    if (plain === "" || /^[#;]/.test(plain)) continue;
    const header = headerOf(plain);
    if (header !== null) {
      section = bare(header);
      continue;
    }
    const pair = pairOf(plain, kind);
    if (pair === null) {
      if (kind === "toml") return null;
      // a line of a list that began above, or a bare word, which INI allows
      const before = settings.at(-1);
      if (/^\s/.test(line) && before !== undefined) settings[settings.length - 1] = { ...before, value: `${before.value}\n${plain}` };
      else settings.push({ section, key: plain, value: "", at: start });
      continue;
    }
    const before = settings.at(-1);
    if (kind === "ini" && /^\s/.test(line) && before !== undefined && !/^[\w.-]+\s*=/.test(plain)) {
      settings[settings.length - 1] = { ...before, value: `${before.value}\n${plain}` };
      continue;
    }
    const whole = kind === "toml" ? wholeValue(pair[1], lines, row) : { value: pair[1], rows: 0, length: 0 };
    if (whole === null) return null;
    row += whole.rows;
    at += whole.length;
    settings.push({ section, key: bare(pair[0]), value: whole.value.trim(), at: start });
  }
  return settings;
}

/** A value of TOML with the lines behind `row` that it goes on over; null when it has no end. */
function wholeValue(first: string, lines: readonly string[], row: number): Readonly<{ value: string; rows: number; length: number }> | null {
  let open = follow(NOTHING, first);
  const more: string[] = [];
  let length = 0;
  while (isOpen(open) && row + more.length + 1 < lines.length && length < LINE) {
    const next = lines[row + more.length + 1] ?? "";
    more.push(next);
    length += next.length + 1;
    open = follow(open, next);
  }
  return isOpen(open) ? null : { value: [first, ...more].join("\n"), rows: more.length, length };
}

/** As settingsIn; what cannot be told apart is a finding that blocks, and gives no settings. */
export function settingsOr(text: string, kind: "toml" | "ini", report: Report): readonly Setting[] {
  const settings = settingsIn(text, kind);
  if (settings === null)
    report({ rule: "unread-parse", start: 0, end: Math.min(1, text.length), args: { language: kind.toUpperCase(), why: "its lines are not understood" } });
  return settings ?? [];
}

/** Texts in a TOML or JSON-like value: `["a", 'b']` -> a, b. */
export function textsIn(value: string): readonly string[] {
  return [...value.matchAll(/"""([\s\S]*?)"""|'''([\s\S]*?)'''|"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'/g)].map(
    (hit) => hit[1] ?? hit[2] ?? (hit[3] ?? hit[4] ?? "").replace(/\\(["\\])/g, "$1"),
  );
}

/** `[a.b]` or `[[a.b]]`, with a comment behind it or nothing. */
function headerOf(line: string): string | null {
  const close = line.indexOf("]");
  if (!line.startsWith("[") || close < 0 || !/^\]?\s*(?:[#;].*)?$/.test(line.slice(close + 1))) return null;
  return line.slice(line.startsWith("[[") ? 2 : 1, close);
}

/** Splits at the first `=` (INI: or `:`) behind the key, which may be quoted. */
function pairOf(line: string, kind: "toml" | "ini"): readonly [string, string] | null {
  const quote = line[0] === '"' || line[0] === "'" ? line.indexOf(line[0], 1) + 1 : 0;
  const rest = line.slice(quote);
  const at = kind === "toml" ? rest.indexOf("=") : rest.search(/[=:]/);
  return at < 0 || quote + at === 0 ? null : [line.slice(0, quote + at).trim(), rest.slice(at + 1).trim()];
}

function bare(key: string): string {
  return key
    .replace(/["']/g, "")
    .split(".")
    .map((part) => part.trim())
    .join(".");
}

/** Where a value that goes on over lines stands: how many brackets are open, and in which text of several lines it is. */
type Open = Readonly<{ depth: number; quote: "" | '"""' | "'''" }>;
const NOTHING: Open = { depth: 0, quote: "" };

function isOpen({ depth, quote }: Open): boolean {
  return depth > 0 || quote !== "";
}

/** One more line of a value, each of its characters looked at once. Comments and texts are no brackets. */
function follow(before: Open, line: string): Open {
  let { depth, quote } = before;
  for (let at = 0; at < line.length; ) {
    if (quote !== "") {
      const end = line.indexOf(quote, at);
      if (end < 0) return { depth, quote };
      at = end + 3;
      quote = "";
      continue;
    }
    const one = line[at] ?? "";
    if (one === "#") break;
    const three = line.slice(at, at + 3);
    if (three === '"""' || three === "'''") {
      quote = three;
      at += 3;
      continue;
    }
    if (one === '"' || one === "'") {
      const text = one === '"' ? /"(?:[^"\\]|\\.)*"/y : /'[^']*'/y;
      text.lastIndex = at;
      at += text.exec(line)?.[0].length ?? line.length;
      continue;
    }
    depth += one === "[" || one === "{" ? 1 : one === "]" || one === "}" ? -1 : 0;
    at++;
  }
  return { depth, quote };
}
