import { INTERPRETERS, SUBCOMMANDS, VALUED } from "./interpreters.table.ts";
import type { OwnPaths } from "./own-paths.ts";

/** A file of the skill that a text says an interpreter runs. `language` is "javascript" or the name of one this scan does not read. */
export type Run = Readonly<{
  path: string;
  language: string;
  /** Understood from a sentence, not read in a command: counts only where the file bears it out. */
  isGuess?: boolean;
  /** Started by its path alone: where the file has a first line for the kernel, that says what reads it. */
  isStarted?: boolean;
}>;

/** `complete` is false when the text names more programs than are followed. */
export type Runs = Readonly<{ runs: readonly Run[]; complete: boolean }>;

/** What "it" never means; programs under such a name are still known by their content. */
const PAPERS = /(?:^|\/)(?:licen[cs]e|notice|copying|readme|changelog|skill)(?:\.\w+)?$/i;
const HIT_LIMIT = 20_000;
const LINE_LIMIT = 400;
const LEAD_LIMIT = 120;
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
/** The same for a text of ASCII: without the flag of Unicode it takes half the time. */
const ASCII_VERB = new RegExp(VERB.source, "gi");

/** What stands before the first word of a command: nothing, a prompt, the mark of a code span or a list, another command, settings, a wrapper. */
const LEAD =
  /(?:^|[`|;&(]|\$\(|:\s)[ \t]*(?:[$>%] |[-*] |\d+[.)] )?[ \t]*(?:[A-Za-z_]\w*=\S*[ \t]+)*(?:(?:sudo|env|exec|nohup|time|command|npx|bunx|uvx?|poetry|pipenv|run|-y|--yes|timeout \d+\w?)[ \t]+)*["']?(?:[\w.{}$~-]*\/)*$/;
/** Interpreters whose names are words of English too. */
const WORDS: ReadonlySet<string> = new Set("expect wish fish dash ash shell groovy julia bun".split(" "));
/** Modules that run the file they are given (`python -m pdb x`); any other takes its files for data. */
const RUNNERS = /^(?:runpy|pdb|cProfile|profile|trace|timeit|doctest|coverage|pytest|unittest|bdb|ipdb|viztracer|debugpy|kernprof)$/;

/** Text of a file (instructions or one command of package.json) -> the files of the skill that it has run. */
export function runsIn(text: string, own: OwnPaths): Runs {
  const found = new Map<string, Run>();
  const add = (paths: readonly string[], language: string, isGuess = false): void => {
    for (const path of paths) {
      const key = `${language}\u0000${path}`;
      if (!isGuess) found.set(key, { path, language });
      else if (!found.has(key)) found.set(key, { path, language, isGuess });
    }
  };
  const complete = [commands(text, own, add), sentences(text, own, add), direct(text, own, add), described(text, own, add)].every((one) => one);
  return { runs: [...found.values()], complete };
}

type Add = (paths: readonly string[], language: string, isGuess?: boolean) => void;

/** `node run`, `node --import ./a run`, `node < run`, `cat run | node`: an interpreter and the words behind it. */
function commands(text: string, own: OwnPaths, add: Add): boolean {
  let hits = 0;
  for (const hit of text.matchAll(INTERPRETER)) {
    if (++hits > HIT_LIMIT) return false;
    const name = (hit[1] ?? "").toLowerCase();
    const language = INTERPRETERS.get(name) ?? "";
    const rest = text.slice(hit.index + hit[0].length, hit.index + hit[0].length + LINE_LIMIT);
    const before = text.slice(Math.max(0, hit.index - LINE_LIMIT), hit.index);
    const line = before.slice(before.lastIndexOf("\n") + 1);
    // The word that opens a block names its language; what the block holds is read by itself.
    if (/(?:```|~~~)[ \t]*$/.test(line)) continue;
    // Commands are written small: "Python" and "PHP" in a list or a table are languages.
    const isCommand = hit[1] === name && name !== "javascript" && LEAD.test(line.slice(-LEAD_LIMIT));
    if (!isCommand && WORDS.has(name)) continue;
    const put: Add = (paths, of, isGuess = false) => add(paths, of, isGuess || !isCommand);
    // A command in a code span ends with the span; what the sentence goes on to say may still mean its program.
    const span = isInSpan(line) ? rest.search(/`|\n[ \t]*\n/) : -1;
    const guess: Add = (paths, of) => put(paths, of, true);
    const isFound = span < 0 ? program(rest, language, own, put) : program(rest.slice(0, span), language, own, put) || program(rest, language, own, guess);
    if (!isFound) {
      const pipe = line.lastIndexOf("|");
      if (pipe >= 0 && wordsOf(line.slice(pipe + 1)).length <= 3) for (const word of wordsOf(line.slice(0, pipe))) put(own(word), language);
    }
  }
  return true;
}

/** Is a code span of one backtick still open at the end of the line? */
function isInSpan(line: string): boolean {
  return (line.match(/(?<!`)`(?!`)/g)?.length ?? 0) % 2 === 1;
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
      if (/\b(?:require|import|exec|eval|source|open|load|readFile\w*)\b/.test(line)) for (const one of line.split(/["'`\s()]+/)) add(own(one), language, true);
      return true;
    }
    if (option === "-m" && language === "Python" && !RUNNERS.test(value)) return true;
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
  for (const verb of text.matchAll(/[^\u0000-\u007f]/.test(text) ? VERB : ASCII_VERB)) {
    if (++hits > HIT_LIMIT) return false;
    const lead = text.slice(Math.max(0, verb.index - 160), verb.index).split(/[.!?:](?:\s+|$)|\n\s*\n/);
    const tail = /^[\s\S]*?(?=[.!?](?:\s|$)|\n\s*\n|$)/.exec(text.slice(verb.index + verb[0].length, verb.index + verb[0].length + 240))?.[0] ?? "";
    const object = objectOf(tail, lead.join(" "), own);
    if (object.length === 0) continue;
    for (const by of `${lead.at(-1) ?? ""}${verb[0]}${tail}`.matchAll(BY)) {
      const language = INTERPRETERS.get((by[1] ?? by[2] ?? "").toLowerCase()) ?? "";
      // A file with the ending of a script that this scan reads is not run by the other interpreter a sentence speaks of.
      add(language === "javascript" ? object : object.filter((path) => !/\.[cm]?[jt]sx?$/.test(path)), language, true);
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
        true,
      );
    }
  return true;
}

/** Programs that are told by an option which file says what they run. */
const DESCRIBED: readonly (readonly [RegExp, string])[] = [
  [/(?<![\w./-])g?make\b[^\n;|&`]{0,300}?\s(?:-f|--file|--makefile)(?:=|[ \t]{0,4})([^\s`"';|&]{1,300})/g, "Make"],
  [
    /(?<![\w./-])(?:docker|podman|nerdctl|buildah)\s[^\n;|&`]{0,60}?\bbu(?:ild|d)\b[^\n;|&`]{0,300}?\s(?:-f|--file)(?:=|[ \t]{1,4})([^\s`"';|&]{1,300})/g,
    "Docker",
  ],
  [/(?<![\w./-])bats[ \t]+(?:-[\w-]+[ \t]+){0,6}([^\s`"';|&-][^\s`"';|&]{0,300})/g, "Bats"],
];

function described(text: string, own: OwnPaths, add: Add): boolean {
  let hits = 0;
  for (const [pattern, language] of DESCRIBED)
    for (const hit of text.matchAll(pattern)) {
      if (++hits > HIT_LIMIT) return false;
      add(own(hit[1] ?? ""), language, language === "Bats");
    }
  return true;
}

function wordsOf(line: string): readonly string[] {
  return line.split(/[\s]+/).filter((one) => one !== "");
}
