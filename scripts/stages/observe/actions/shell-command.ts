/** One simple command of a shell line: program and arguments as the shell would see them. `feeds` is true when a pipe leads on. */
export type SimpleCommand = Readonly<{ words: readonly string[]; feeds: boolean }>;

type Token = Readonly<{ kind: "word"; text: string }> | Readonly<{ kind: "operator"; text: string }>;

/** Longest command that is taken apart; what lies behind is data (a heredoc, a script), not the program that runs. */
const LIMIT = 20_000;

/**
 * Shell line -> its simple commands in order. Quotes, escapes, comments, redirections, here-documents and groups are
 * understood well enough to name what ran; nothing is expanded. Never throws: an open quote reaches to the end.
 */
export function parseCommands(line: string): readonly SimpleCommand[] {
  const commands: SimpleCommand[] = [];
  let words: string[] = [];
  const close = (feeds: boolean): void => {
    if (words.length > 0) commands.push({ words, feeds });
    words = [];
  };
  const tokens = tokensOf(line.slice(0, LIMIT));
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    if (token.kind === "word") words.push(token.text);
    else if (/[<>]/.test(token.text)) at++;
    else close(token.text === "|" || token.text === "|&");
  }
  close(false);
  return commands;
}

function tokensOf(line: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let heredocs: string[] = [];
  while (at < line.length) {
    const letter = line[at] ?? "";
    if (letter === "\n") {
      tokens.push({ kind: "operator", text: "\n" });
      at = heredocs.length === 0 ? at + 1 : afterHeredocs(line, at + 1, heredocs);
      heredocs = [];
    } else if (/\s/.test(letter)) at++;
    else if (letter === "\\" && line[at + 1] === "\n") at += 2;
    else if (letter === "#") at = endOfLine(line, at);
    else {
      const operates = /[\d<>|&;()]/.test(letter);
      const heredoc = operates ? /^\d?<<-?\s{0,10}(["']?)([A-Za-z_][\w-]{0,60})\1/.exec(line.slice(at, at + 90)) : null;
      const operator = operates ? /^(?:&>>?|\d?>&\d?-?|\d?>>?\|?|\d?<<<|\d?<>|\d?<&?|\|\||&&|\|&|;;|[|&;()])/.exec(line.slice(at, at + 8)) : null;
      if (heredoc !== null) {
        heredocs.push(heredoc[2] ?? "");
        at += heredoc[0].length;
      } else if (operator !== null) {
        // `2>&1` names no file, so nothing after it is swallowed.
        if (!/^\d?>&\d/.test(operator[0])) tokens.push({ kind: "operator", text: operator[0] });
        at += operator[0].length;
      } else {
        const [text, end] = wordAt(line, at);
        tokens.push({ kind: "word", text });
        at = end;
      }
    }
  }
  return tokens;
}

/** Letters that stand for themselves. */
const PLAIN = /[^\s'"\\$|&;()<>]+/y;

function wordAt(line: string, from: number): readonly [string, number] {
  let text = "";
  let at = from;
  while (at < line.length) {
    PLAIN.lastIndex = at;
    if (PLAIN.test(line)) {
      text += line.slice(at, PLAIN.lastIndex);
      at = PLAIN.lastIndex;
      continue;
    }
    const letter = line[at] ?? "";
    if (letter === "'" || letter === '"') {
      const end = closingQuote(line, at + 1, letter);
      const inner = line.slice(at + 1, end);
      text += letter === '"' ? inner.replace(/\\(["\\$`])/g, "$1") : inner;
      at = end + 1;
    } else if (letter === "\\") {
      text += line[at + 1] === "\n" ? "" : (line[at + 1] ?? "");
      at += 2;
    } else if (letter === "$" && line[at + 1] === "(") {
      const end = closingParenthesis(line, at + 2);
      text += line.slice(at, end);
      at = end;
    } else if (/[\s|&;()<>]/.test(letter)) break;
    else {
      text += letter;
      at++;
    }
  }
  return [text, Math.max(at, from + 1)];
}

function closingQuote(line: string, from: number, quote: string): number {
  for (let at = from; at < line.length; at++) {
    if (line[at] === "\\" && quote === '"') at++;
    else if (line[at] === quote) return at;
  }
  return line.length;
}

function closingParenthesis(line: string, from: number): number {
  let depth = 1;
  for (let at = from; at < line.length; at++) {
    if (line[at] === "(") depth++;
    else if (line[at] === ")" && --depth === 0) return at + 1;
  }
  return line.length;
}

function endOfLine(line: string, from: number): number {
  const end = line.indexOf("\n", from);
  return end < 0 ? line.length : end;
}

function afterHeredocs(line: string, from: number, marks: readonly string[]): number {
  let at = from;
  for (const mark of marks) {
    while (at < line.length) {
      const end = endOfLine(line, at);
      const row = line.slice(at, end).trim();
      at = end + 1;
      if (row === mark) break;
    }
  }
  return Math.min(at, line.length);
}
