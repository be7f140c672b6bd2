import { type Around, type Machine, refuse, shown } from "./machine.ts";
import { FROM, has, HOLE, type Text } from "./text.ts";
import type { Language } from "./builtins.table.ts";

/** Code of another language handed to its interpreter as text: read by that language's analyser, refused when nobody reads it. */
export function embed(machine: Machine, language: Language, code: Text, around: Around, program: string): void {
  const { place } = around;
  const text = shown(machine, place);
  if (has(code, FROM.network | FROM.decoded)) {
    refuse(machine, "fetch-and-run", place, { text });
    return;
  }
  const read = machine.context.embed;
  if (language === null || read === undefined) {
    if (
      machine.mode !== "told" ||
      /\b(?:system|exec|eval|popen|socket|spawn|fork|syscall|do shell script|doShellScript|runScript|NSTask|NSAppleScript|Net::|LWP|URI\.open|TCPSocket|proc_open|shell_exec|passthru)\b|`/.test(
        code.text,
      )
    )
      refuse(machine, "command-hidden", place, { text }, [`${program === "" ? "a language" : program} that this version does not read`]);
    return;
  }
  if (machine.mode === "told" && code.text.trim() === HOLE) return;
  // The skill's own folder is a mark of ours, which no language can read.
  const filled = fill({ ...code, text: code.text.replaceAll("\u0000skill", ".") }, language);
  if (filled === null) {
    refuse(machine, "command-hidden", place, { text }, ["code with a part in it that cannot be told"]);
    return;
  }
  // Every place of the code is the place of the command: what a shell puts together has no lines of its own.
  const kept = read(language, filled, machine.path, (mark) => {
    if (machine.mode === "told" && mark.rule.startsWith("unread-")) return;
    machine.report({
      ...mark,
      ...(filled === code.text ? inside(machine, around, code.text, mark) : place),
      ...(machine.mode === "told" && mark.permission !== undefined ? { disposition: "note" as const } : {}),
    });
  });
  machine.loaded.push(...kept.loaded);
  if (!kept.complete && machine.mode !== "told") machine.complete = false;
}

function inside(machine: Machine, { place }: Around, code: string, mark: Readonly<{ start: number; end: number }>): Readonly<{ start: number; end: number }> {
  const { frame } = machine;
  if (frame.fixed !== null || code.length < 4) return place;
  const at = frame.source.indexOf(code, place.start - frame.base);
  return at < 0 || at > place.start - frame.base + 20_000 ? place : { start: frame.base + at + mark.start, end: frame.base + at + mark.end };
}

/**
 * Puts something into the holes of a program: in a string `*`, which every path, host and program then is; outside of one a
 * number, when nothing but a number can be there. Null: a part of the code itself cannot be told.
 */
function fill(code: Text, language: "javascript" | "python" | "powershell"): string | null {
  if (!code.text.includes(HOLE)) return code.text;
  if (language === "powershell") return null;
  if ((code.from & (FROM.network | FROM.decoded | FROM.own)) !== 0 || code.text.trim() === HOLE) return null;
  let out = "";
  let quote = "";
  for (let at = 0; at < code.text.length; at++) {
    const char = code.text[at] ?? "";
    if (char === HOLE) {
      if (quote === "" && (code.from & ~FROM.plain) !== 0) return null;
      out += quote === "" ? "1" : "*";
      continue;
    }
    if (quote !== "" && char === "\\") {
      out += char + (code.text[++at] ?? "");
      continue;
    }
    if (quote === "") {
      if (language === "python" && char === "#") {
        const comment = lineFrom(code.text, at);
        out += comment.replaceAll(HOLE, "_");
        at += comment.length - 1;
        continue;
      }
      quote = quoteAt(code.text, at, language);
      if (quote !== "") {
        out += quote;
        at += quote.length - 1;
        continue;
      }
    } else if (code.text.startsWith(quote, at)) {
      out += quote;
      at += quote.length - 1;
      quote = "";
      continue;
    }
    out += char;
  }
  return out;
}

function lineFrom(text: string, at: number): string {
  const end = text.indexOf("\n", at);
  return text.slice(at, end < 0 ? undefined : end);
}

function quoteAt(text: string, at: number, language: "javascript" | "python"): string {
  const three = text.slice(at, at + 3);
  if (language === "python" && (three === "'''" || three === '"""')) return three;
  const char = text[at] ?? "";
  return char === "'" || char === '"' || (char === "`" && language === "javascript") ? char : "";
}
