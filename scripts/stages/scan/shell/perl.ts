/** Words of Perl that only look at text, change it and print it. */
const WORDS =
  /^(?:while|until|if|unless|elsif|else|for|foreach|print|printf|say|next|last|and|or|not|x|eq|ne|lt|gt|le|ge|cmp|my|our|local|lc|uc|lcfirst|ucfirst|length|chomp|chop|join|split|push|pop|shift|unshift|reverse|sort|keys|values|exists|defined|delete|scalar|map|grep|substr|index|rindex|sprintf|abs|int|ord|BEGIN|END|STDIN|STDOUT|STDERR|undef|return|eof)$/;
/** Where a slash begins a pattern and does not divide. */
const BEFORE_PATTERN = /(?:^|[({,;=~!&|?:]|\b(?:if|unless|while|until|and|or|not|split|grep|print|x))\s*$/;
const PAIRS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "<": ">" };
const JOINS = /^(?:x|eq|ne|and|or|if|unless|for|foreach|while)$/;
/** In a text or pattern: code that is run, or a name that is put together. */
const RUNS = /@\{|\$\{\s*[\\$@(]|\(\?\??p?\{/;
const LONGEST = 2_000;

/** Is this program of Perl a filter, as sed and awk are? It may hold nothing but text, patterns and the words above: no call, no file, no command. */
export function isFilter(code: string): boolean {
  if (code.length > LONGEST || /[`\0]|ARGV|\bENV\b/.test(code)) return false;
  let at = 0;
  while (at < code.length) {
    const next = tokenEnd(code, at);
    if (next === null) return false;
    at = next;
  }
  return true;
}

/** Place of a token -> where it ends; null for one that a filter does not have. */
function tokenEnd(code: string, at: number): number | null {
  const rest = code.slice(at);
  const plain = /^(?:\s+|#[^\n]*|\d[\d._]*|[$@%](?:\w+|[&_.,;0-9!/\\])|\$\{\w+\}|<(?:STDIN)?>|->(?=[[{])|[(){}[\];,.?:=~!<>+*|-])/.exec(rest)?.[0];
  const quoting = /^(?:(qq?|qw)|(m|qr)|(s|tr|y))(?=[^\w\s,;)=])/.exec(rest);
  if (quoting !== null && !/[$@%>{]$/.test(code.slice(0, at)))
    return quotedEnd(code, at + quoting[0].length, quoting[3] === undefined ? 1 : 2, quoting[1] === undefined);
  if (rest.startsWith('"') || rest.startsWith("'")) return quotedEnd(code, at, 1, false);
  if (rest.startsWith("/") && BEFORE_PATTERN.test(code.slice(0, at))) return quotedEnd(code, at, 1, true);
  if (plain !== undefined) return at + plain.length;
  if (/^(?:&&|\/\/?=?(?=[\s\d$(]))/.test(rest)) return at + (/^(?:&&|\/\/?=?)/.exec(rest)?.[0].length ?? 1);
  const word = /^[A-Za-z_]\w*/.exec(rest)?.[0];
  if (word === undefined) return null;
  // What stands as a key in braces is a name, not a call.
  const isKey = /[$%@]\w*\{\s*$|->\{\s*$/.test(code.slice(0, at)) && /^\s*\}/.test(code.slice(at + word.length));
  return WORDS.test(word) || isKey ? at + word.length : null;
}

/** A quoted text or pattern with its parts and letters behind it; null when it holds code or is evaluated. */
function quotedEnd(code: string, start: number, parts: number, isPattern: boolean): number | null {
  const open = code[start] ?? "";
  const close = PAIRS[open] ?? open;
  let at = start + 1;
  for (let part = 0; part < parts; part++) {
    if (part > 0 && close !== open) {
      at += /^\s*/.exec(code.slice(at))?.[0].length ?? 0;
      if (code[at] !== open) return null;
      at++;
    }
    const from = at;
    for (let depth = 0; at < code.length && (code[at] !== close || depth > 0); at++) {
      if (code[at] === "\\") at++;
      else if (close !== open && code[at] === open) depth++;
      else if (close !== open && code[at] === close) depth--;
    }
    if (at >= code.length) return null;
    if (RUNS.test(code.slice(from, at))) return null;
    at++;
  }
  const letters = /^[a-zA-Z]*/.exec(code.slice(at))?.[0] ?? "";
  if (isPattern && /^[gimsxuordcnal]*$/.test(letters)) return at + letters.length;
  return letters === "" || JOINS.test(letters) ? at : null;
}
