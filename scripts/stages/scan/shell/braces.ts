const LIMIT = 1_000;

/**
 * Source of a word -> the sources it becomes by brace expansion (bash: before anything else), or null when there are too
 * many or what stands in the braces is quoted or computed and so cannot be taken apart by text.
 */
export function expandBraces(source: string): readonly string[] | null {
  const out: string[] = [];
  const work: string[] = [source];
  let steps = 0;
  while (work.length > 0) {
    const one = work.shift() ?? "";
    if (++steps > LIMIT * 2 || work.length + out.length > LIMIT) return null;
    const group = findGroup(one);
    if (group === null) out.push(one);
    else work.unshift(...group.options.map((option) => one.slice(0, group.start) + option + one.slice(group.end)));
  }
  return out;
}

type Group = Readonly<{ start: number; end: number; options: readonly string[] }>;

/** The first `{a,b}` or `{1..3}` outside of quotes; `${` is none. */
function findGroup(text: string): Group | null {
  for (let at = 0; at < text.length; at++) {
    at = skipQuoted(text, at);
    if (text[at] === "$" && (text[at + 1] === "{" || text[at + 1] === "(")) at = closing(text, at + 1);
    else if (text[at] === "{") {
      const end = closing(text, at);
      if (end < 0 || end >= text.length) return null;
      const options = optionsOf(text.slice(at + 1, end));
      if (options !== null) return { start: at, end: end + 1, options };
    }
    if (at < 0) return null;
  }
  return null;
}

function skipQuoted(text: string, from: number): number {
  const quote = text[from];
  if (quote === "\\") return from + 1;
  if (quote !== "'" && quote !== '"' && quote !== "`") return from;
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === "\\" && quote !== "'") at++;
    else if (text[at] === quote) return at;
  }
  return text.length;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    at = skipQuoted(text, at);
    if (text[at] === "{" || text[at] === "(") depth++;
    else if ((text[at] === "}" || text[at] === ")") && --depth === 0) return at;
  }
  return text.length;
}

function optionsOf(inner: string): readonly string[] | null {
  const range = /^(-?\d{1,9}|[A-Za-z])\.\.(-?\d{1,9}|[A-Za-z])(?:\.\.(-?\d{1,9}))?$/.exec(inner);
  if (range !== null) return rangeOf(range[1] ?? "", range[2] ?? "", Number(range[3] ?? "1"));
  const options: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < inner.length; at++) {
    at = skipQuoted(inner, at);
    if (inner[at] === "{" || inner[at] === "(") depth++;
    else if (inner[at] === "}" || inner[at] === ")") depth--;
    else if (inner[at] === "," && depth === 0) {
      options.push(inner.slice(start, at));
      start = at + 1;
    }
  }
  if (options.length === 0) return null;
  return [...options, inner.slice(start)];
}

function rangeOf(from: string, to: string, given: number): readonly string[] | null {
  const letters = /[A-Za-z]/.test(from);
  if (letters !== /[A-Za-z]/.test(to)) return null;
  const [a, b] = letters ? [from.charCodeAt(0), to.charCodeAt(0)] : [Number(from), Number(to)];
  const by = Math.max(1, Math.abs(given));
  if (Math.abs(b - a) / by > LIMIT) return null;
  const width = /^-?0\d/.test(from) || /^-?0\d/.test(to) ? Math.max(from.length, to.length) : 0;
  const out: string[] = [];
  for (let at = 0; at <= Math.abs(b - a); at += by) {
    const value = a + (b >= a ? at : -at);
    out.push(letters ? String.fromCharCode(value) : String(value).padStart(width, "0"));
  }
  return out;
}
