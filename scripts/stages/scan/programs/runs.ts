import { INTERPRETERS, SUBCOMMANDS, VALUED } from "./interpreters.table.ts";
import type { OwnPaths } from "./own-paths.ts";

/** A file of the skill that a text says an interpreter runs. `language` is "javascript" or the name of one this scan does not read. */
export type Run = Readonly<{ path: string; language: string }>;

/** `complete` is false when the text names more programs than are followed. */
export type Runs = Readonly<{ runs: readonly Run[]; complete: boolean }>;

/** What "it" never means; programs under such a name are still known by their content. */
const PAPERS = /(?:^|\/)(?:licen[cs]e|notice|copying|readme|changelog|skill)(?:\.\w+)?$/i;
const HIT_LIMIT = 20_000;
const LINE_LIMIT = 400;
const NAMES = [...INTERPRETERS.keys()]
  .sort((a, b) => b.length - a.length)
  .map((one) => one.replaceAll(".", "\\."))
  .join("|");
const INTERPRETER = new RegExp(String.raw`(?<![\w.@-])(${NAMES})(?:\.exe)?[0-9.]{0,6}(?![\w-])`, "gi");
const BY = new RegExp(
  String.raw`\b(?:with|using|through|via|by|under|in|into|to|use|as)\s+(?:an?\s+|the\s+)?[\x60"'*]{0,3}(${NAMES})[0-9.]{0,6}(?![\w-])|\b(${NAMES})[0-9.]{0,6}[\x60"'*]{0,3}\s+(?:script|program|file|code|interpreter|runtime)\b`,
  "gi",
);
const VERB =
  /\b(?:run|running|execute|launch|invoke|start|call|load|evaluate|interpret|feed|pass|pipe|hand|open|ejecuta|f[uü]hre|ex[eé]cute|esegui)\b|运行|执行|実行|실행|запусти|выполни/giu;

/** Text of a file (instructions or one command of package.json) -> the files of the skill that it has run. */
export function runsIn(text: string, own: OwnPaths): Runs {
  const found = new Map<string, Run>();
  const add = (paths: readonly string[], language: string): void => {
    for (const path of paths) found.set(`${language}\u0000${path}`, { path, language });
  };
  const complete = [commands(text, own, add), sentences(text, own, add), direct(text, own, add)].every((one) => one);
  return { runs: [...found.values()], complete };
}

type Add = (paths: readonly string[], language: string) => void;

/** `node run`, `node --import ./a run`, `node < run`, `cat run | node`: an interpreter and the words behind it. */
function commands(text: string, own: OwnPaths, add: Add): boolean {
  let hits = 0;
  for (const hit of text.matchAll(INTERPRETER)) {
    if (++hits > HIT_LIMIT) return false;
    const language = INTERPRETERS.get((hit[1] ?? "").toLowerCase()) ?? "";
    const rest = text.slice(hit.index + hit[0].length, hit.index + hit[0].length + LINE_LIMIT);
    if (!program(rest, language, own, add)) {
      const before = text.slice(Math.max(0, hit.index - LINE_LIMIT), hit.index);
      const line = before.slice(before.lastIndexOf("\n") + 1);
      const pipe = line.lastIndexOf("|");
      if (pipe >= 0 && wordsOf(line.slice(pipe + 1)).length <= 3) for (const word of wordsOf(line.slice(0, pipe))) add(own(word), language);
    }
  }
  return true;
}

/** Words behind an interpreter -> is there a program among them (also one that is no file of the skill)? */
function program(rest: string, language: string, own: OwnPaths, add: Add): boolean {
  const joined = rest.replace(/\\\r?\n/g, " ").replace(/^[ \t]*\r?\n(?![ \t]*\r?\n|```)/, " ");
  if (!/^[ \t`"'<]/.test(joined)) return false;
  const line = /^[^\n;|&]*/.exec(joined)?.[0] ?? "";
  let option = "";
  for (const word of wordsOf(line.replaceAll("<", " < "))) {
    const value = word.replace(/^["'`]+|["'`]+$/g, "");
    if (value === "<" || value === "") continue;
    if (/^(?:-[a-z]*[cep]|--eval|--print|-command|\/c)$/i.test(value)) {
      if (/\b(?:require|import|exec|eval|source|open|load|readFile\w*)\b/.test(line)) for (const one of line.split(/["'`\s()]+/)) add(own(one), language);
      return true;
    }
    if (value.startsWith("-") && value !== "-") {
      add(own(value.slice(value.indexOf("=") + 1)), language);
      option = value;
      continue;
    }
    const files = own(word);
    add(files, language);
    if (files.length > 0 && !VALUED.has(option)) return true;
    // An option may take this word; only what neither is a file nor follows an option ends the search.
    if (files.length === 0 && option === "" && !SUBCOMMANDS.has(value.toLowerCase())) return value !== "-" && /^[^`]*$/.test(value);
    option = "";
  }
  return false;
}

/** "Run the script `run` with node": a verb, its object, and an interpreter in the same sentence. */
function sentences(text: string, own: OwnPaths, add: Add): boolean {
  let hits = 0;
  for (const verb of text.matchAll(VERB)) {
    if (++hits > HIT_LIMIT) return false;
    const lead = text.slice(Math.max(0, verb.index - 160), verb.index).split(/[.!?:](?:\s+|$)|\n\s*\n/);
    const tail = /^[\s\S]*?(?=[.!?](?:\s|$)|\n\s*\n|$)/.exec(text.slice(verb.index + verb[0].length, verb.index + verb[0].length + 240))?.[0] ?? "";
    const object = objectOf(tail, lead.join(" "), own);
    if (object.length === 0) continue;
    for (const by of `${lead.at(-1) ?? ""}${verb[0]}${tail}`.matchAll(BY)) {
      const language = INTERPRETERS.get((by[1] ?? by[2] ?? "").toLowerCase()) ?? "";
      // A file with the ending of a script that this scan reads is not run by the other interpreter a sentence speaks of.
      add(language === "javascript" ? object : object.filter((path) => !/\.[cm]?[jt]sx?$/.test(path)), language);
    }
  }
  return true;
}

/** What a verb acts on: the first file it is followed by, before any other path; for "it", the file spoken of before. */
function objectOf(tail: string, before: string, own: OwnPaths): readonly string[] {
  for (const word of wordsOf(tail).slice(0, 14)) {
    const files = own(word);
    if (files.length > 0) return files;
    if (/^(?:it|this|that|them|these)$/i.test(word))
      return (
        wordsOf(before)
          .map((one) => own(one).filter((path) => !PAPERS.test(path)))
          .findLast((one) => one.length > 0) ?? []
      );
    if (/^[`"']?[\w.{}$~-]*\/[\w./-]+|\.[a-z]{1,4}[`"']?$/i.test(word)) return [];
  }
  return [];
}

/** "Run `./run`" and a line of a block that begins with a path: without a first line that says otherwise, a shell runs it. */
function direct(text: string, own: OwnPaths, add: Add): boolean {
  let hits = 0;
  const told = /\b(?:run|execute|launch|invoke|start|source)\s+(?:the\s+)?(?:(?:script|program|command|tool|file|executable)\s+)?`([^`\s]{1,300})/gi;
  const line = /^[ \t]*(?:[$>][ \t]+)?(?:(?:source|\.|exec|sudo|nohup|time|env)[ \t]+)?["']?((?:\.|\{|\$|~)[\w{}$~./-]{0,80}\/[\w./@+-]{1,200})["']?(?=\s|$)/gm;
  for (const pattern of [told, line])
    for (const hit of text.matchAll(pattern)) {
      if (++hits > HIT_LIMIT) return false;
      add(
        own(hit[1] ?? "").filter((path) => !/\.[a-z][a-z0-9]{0,7}$/i.test(path.slice(path.lastIndexOf("/") + 1))),
        "shell",
      );
    }
  return true;
}

function wordsOf(line: string): readonly string[] {
  return line.split(/[\s]+/).filter((one) => one !== "");
}
