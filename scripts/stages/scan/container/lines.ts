/** An instruction of a container file: its name, where its words begin in the file, its words with the texts that follow them (`<<EOF`). */
export type Instruction = Readonly<{ name: string; at: number; at0: number; text: string; documents: readonly Document[] }>;
/** A text that stands in the file below its instruction. `isLiteral`: nothing in it is put in. */
export type Document = Readonly<{ name: string; text: string; at: number; isLiteral: boolean }>;

export type Parsed = Readonly<{
  instructions: readonly Instruction[];
  escape: string;
  syntax: string | null;
  problem: Readonly<{ at: number; why: string }> | null;
}>;

const HEREDOC = /<<(-?)(["']?)([A-Za-z_]\w*)\2/g;

/** Text of a container file -> its instructions (Dockerfile reference): lines joined by the escape sign, comments gone, the texts below each. Places stay. */
export function instructionsIn(text: string): Parsed {
  const { escape, syntax } = directivesIn(text);
  const found: Instruction[] = [];
  let problem: Parsed["problem"] = null;
  for (let at = 0; at < text.length; ) {
    const line = lineEnd(text, at);
    if (/^[ \t]*(?:#|\r?$)/.test(text.slice(at, line))) {
      at = line + 1;
      continue;
    }
    const [whole, end] = joined(text, at, escape);
    const [, lead = "", name = "", gap = ""] = /^(\s*)([A-Za-z]+)([ \t]*)/.exec(whole) ?? [];
    if (name === "") problem ??= { at, why: "a line that is no instruction" };
    const start = lead.length + name.length + gap.length;
    const { documents, next, isOpen } = documentsIn(text, name, whole.slice(start), end + 1);
    if (isOpen) problem ??= { at, why: "a text that does not end" };
    found.push({ name: name.toUpperCase(), at: at + start, at0: at + lead.length, text: whole.slice(start).trimEnd(), documents });
    at = next;
  }
  return { instructions: found, escape, syntax, problem };
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** `# syntax=`, `# escape=` and `# check=` in the first lines: another comment ends them. */
function directivesIn(text: string): Readonly<{ escape: string; syntax: string | null }> {
  let escape = "\\";
  let syntax: string | null = null;
  for (const line of text.replace(/^\ufeff/, "").split("\n")) {
    const [, name = "", value = ""] = /^[ \t]*(?:#|\/\/)[ \t]*([A-Za-z]+)[ \t]*=[ \t]*(.*?)[ \t\r]*$/.exec(line) ?? [];
    if (name === "") {
      // The frontend is looked for behind a first line for the kernel, too.
      if (/^#!/.test(line)) continue;
      break;
    }
    if (name.toLowerCase() === "escape") escape = value === "`" ? "`" : "\\";
    if (name.toLowerCase() === "syntax") syntax = value;
  }
  return { escape, syntax };
}

/** An instruction from `at` on, joined: the escape sign, the line end, and the comments and empty lines between are blanks, so that places stay -> and where it ends. */
function joined(text: string, at: number, escape: string): readonly [string, number] {
  const parts: string[] = [];
  for (let from = at; ; ) {
    const end = lineEnd(text, from);
    const line = text.slice(from, end);
    const isComment = from > at && /^[ \t]*(?:#|\r?$)/.test(line);
    const close = isComment ? 0 : (new RegExp(`\\${escape}[ \\t]*\\r?$`).exec(line)?.index ?? -1);
    if (isComment) parts.push(" ".repeat(line.length));
    else parts.push(close < 0 ? line : line.slice(0, close) + " ".repeat(line.length - close));
    if ((!isComment && close < 0) || end >= text.length) return [parts.join("").replace(/\r$/, ""), end];
    parts.push(" ");
    from = end + 1;
  }
}

function documentsIn(text: string, name: string, words: string, from: number): Readonly<{ documents: readonly Document[]; next: number; isOpen: boolean }> {
  const documents: Document[] = [];
  let next = from;
  if (!/^(?:RUN|COPY|ADD|ONBUILD)$/i.test(name) || !words.includes("<<")) return { documents, next, isOpen: false };
  for (const [, dash = "", quote = "", end = ""] of words.matchAll(HEREDOC)) {
    const start = next;
    for (;;) {
      if (next >= text.length) return { documents, next: text.length, isOpen: true };
      const line = text.slice(next, lineEnd(text, next)).replace(/\r$/, "");
      const at = next;
      next = lineEnd(text, next) + 1;
      if ((dash === "-" ? line.replace(/^\t+/, "") : line) !== end) continue;
      documents.push({ name: end, text: text.slice(start, at), at: start, isLiteral: quote !== "" });
      break;
    }
  }
  return { documents, next, isOpen: false };
}
