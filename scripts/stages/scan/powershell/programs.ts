import { spellPath } from "../javascript/paths.ts";
import { INTERPRETERS } from "../programs/interpreters.table.ts";
import { judgeArgv } from "../shell/argv.ts";
import { HOLE } from "../shell/text.ts";
import type { Element, Node, Place, Word } from "../windows/tree.ts";
import { textsOf } from "./constants.ts";
import { itemsOf } from "./given.ts";
import { plainName } from "./names.ts";
import { type Check, need, needProgram, refuse, shown, shownAt } from "./needs.ts";
import type { Command } from "./walk.ts";

const MOST_COMMANDS = 40;
const MOST_WORDS = 2_000;
/** Programs that run what is piped into them, whatever else they are given. */
const TAKERS = /^(?:parallel|ssh|at|batch|crontab|gdb|lldb|ftp|sftp|psql|mysql|mariadb|sqlite3|sqlcmd|sqlplus|wsl|ed|ex|vim?|diskpart|netsh|wmic)$/;
/** Shells that are given their commands as words. */
const GIVEN_COMMANDS = /^[-/](?:c|k|command|e|ec|encodedcommand)$/i;
/** Options behind which other interpreters take their program. */
const GIVEN_CODE = /^(?:-[a-z]{0,3}[ecpE]|--eval|--print|--version|-V)$/;

/** A program whose name is not told. */
export function unnamed(check: Check, name: string, place: Place): void {
  // Every program in the skill's own folder is read, whichever of them it is.
  if (name.startsWith("\u0000skill/") && !name.includes("..") && /\.psm?1$/i.test(name)) {
    need(check, "process-access", place, { kind: "process", value: "*" }, { name: "the script", program: "a file of the skill itself" });
    return;
  }
  refuse(check, "process-creation", place, { name: `a program that cannot be told (${shownAt(check, place)})` });
}

/** A program by its path: one of the skill's own is read as what it is. */
export function atPath(check: Check, name: string, command: Command, before: readonly Element[], place: Place): void {
  const { path } = spellPath(name.replaceAll("\\", "/").replace(/^\.\//, ""));
  if (check.context.paths.has(path)) {
    if (/\.psm?1$/i.test(path)) check.loaded.push({ path, language: "PowerShell" });
    else judgeProgram(check, `./${path}`, command, before, place);
    return;
  }
  if (/\.(?:psm?1|ps1xml|psd1|cdxml)$/i.test(path) || command.call === ".") refuse(check, "remote-module", place, { name: shown(name) });
  else judgeProgram(check, name.startsWith("\u0000") ? path : name.replaceAll("\\", "/"), command, before, place);
}

/** A program by its name, with its words -> judged as everywhere. */
export function judgeProgram(check: Check, name: string, command: Command, before: readonly Element[], place: Place): void {
  const base = (name.replaceAll("\\", "/").split("/").at(-1) ?? name).replace(/\.(?:exe|com|cmd|bat)$/i, "");
  const program = /\.(?:exe|com)$/i.test(name) && !/[\\/]/.test(name) ? base : name;
  const words = wordsOf(check, command.words.slice(0, MOST_WORDS));
  if (command.words.length > MOST_WORDS) refuse(check, "scan-truncated", place, { why: "a command with more words than are followed" });
  const key = base.toLowerCase();
  if (before.length > 0 && words.length <= MOST_WORDS && everyWay(words).some((way) => runsInput(key, way)))
    refuse(check, "dynamic-code", place, { name: base, why: "what is piped into it is run" });
  for (const way of everyWay(words)) runArgv(check, [program, ...way], place);
}

/** Does a program with these words run what is piped into it? An interpreter does, but for a program that it is given by a path, or as a word. */
function runsInput(program: string, words: readonly (string | null)[]): boolean {
  const language = program === "cmd" ? "shell" : INTERPRETERS.get(program.replace(/[0-9.]+$/, ""));
  if (language === undefined) return TAKERS.test(program);
  const [first, second] = words;
  if (first === undefined) return true;
  if (first === null || !/^[-/]/.test(first)) return false;
  if (language !== "shell" && language !== "PowerShell") return !GIVEN_CODE.test(first) && !(first === "-m" && second === "json.tool");
  if (language === "PowerShell" && words.some((one, at) => one !== null && /^-f(?:ile)?$/i.test(one) && typeof words[at + 1] === "string")) return false;
  // What it is given may begin another one, which reads on.
  return !GIVEN_COMMANDS.test(first) || words.slice(1).some((one) => one?.split(/[^\w.-]+/).some(runsOn));
}

function runsOn(word: string): boolean {
  const name = word.toLowerCase().replace(/(?:\.exe)?$/, "");
  return TAKERS.test(name) || name === "cmd" || INTERPRETERS.has(name.replace(/[0-9.]+$/, ""));
}

/** `null` is a word that cannot be told. */
function runArgv(check: Check, words: readonly (string | null)[], place: Place): void {
  const [program] = words;
  if (program === null || program === undefined || program.includes(HOLE)) {
    unnamed(check, program ?? HOLE, place);
    return;
  }
  const rest = words.slice(1);
  if (/^cmd$/i.test(program) && rest.some((one) => one === null || one.includes(HOLE))) {
    refuse(check, "dynamic-code", place, { name: program, why: "what it is given as a command is data" });
    return;
  }
  if (/^wsl$/i.test(program)) inLinux(check, rest, place);
  const spelled = words.map((one) => (one?.startsWith("\u0000") === true ? spellPath(one.replaceAll("\\", "/")).path : one));
  check.loaded.push(
    ...judgeArgv(
      spelled,
      place,
      "code",
      (mark) => {
        check.report({ ...mark, start: place.start, end: place.end });
      },
      check.context,
    ),
  );
}

/** `wsl -d name -e program words`: what runs there is a command like any other. */
function inLinux(check: Check, words: readonly (string | null)[], place: Place): void {
  let at = 0;
  while (/^-/.test(words[at] ?? "")) at += /^(?:-d|-u|--distribution|--user|--cd|--shell-type)$/.test(words[at] ?? "") ? 2 : 1;
  const rest = words.slice(at);
  if (rest.some((one) => one === null || one.includes(HOLE) || /[;&|`$<>()\n]/.test(one)))
    refuse(check, "dynamic-code", place, { name: "wsl", why: "a shell reads what it is given" });
  else if (rest.length > 0) runArgv(check, rest, place);
}

/** Words of a program -> all that each may be. A list is as many words as it has items. */
function wordsOf(check: Check, words: readonly Word[]): readonly (readonly (string | null)[])[] {
  return words.flatMap((word) => {
    if (word.kind === "word") return eachOf(check, word.node);
    const name = `-${word.written}`;
    return word.value === null ? [[name]] : textsIn(check, word.value).map((one) => [one === null ? null : `${name}:${one}`]);
  });
}

function eachOf(check: Check, node: Node): readonly (readonly (string | null)[])[] {
  const items = itemsOf(node);
  if (items.length !== 1 || items[0] !== node) return items.flatMap((one) => eachOf(check, one));
  if (node.kind === "variable") {
    const sources = check.constants.names.variables.get(plainName(node.name)) ?? [];
    const [only] = sources;
    // `$words = @(...)`, which nothing is added to
    const { isOpen, isChanged, entries } = check.constants.names;
    if (sources.length === 1 && only?.kind === "value" && !isOpen && !isChanged && !entries.has(plainName(node.name))) {
      const inner = itemsOf(only.node);
      if (inner.length > 1) return inner.map((one) => textsIn(check, one));
    }
  }
  return [textsIn(check, node)];
}

function textsIn(check: Check, node: Node): readonly (string | null)[] {
  return textsOf(check.constants, node).map((one) => (one === HOLE ? null : one));
}

function everyWay(words: readonly (readonly (string | null)[])[]): readonly (readonly (string | null)[])[] {
  let all: (string | null)[][] = [[]];
  for (const ways of words) {
    const open = all.length * ways.length > MOST_COMMANDS ? [null] : ways;
    if (open.length === 1) for (const one of all) one.push(open[0] ?? null);
    else all = all.flatMap((before) => open.map((one) => [...before, one]));
  }
  return all;
}

/** `Start-Process name words` -> the same as if the name stood there. */
export function startProcess(check: Check, files: readonly Node[], args: readonly Node[], place: Place): void {
  const programs = files.flatMap((one) => textsOf(check.constants, one));
  const words = args.flatMap((one) => eachOf(check, one)).flatMap((ways) => (ways.length === 1 && typeof ways[0] === "string" ? split(ways[0]) : [ways]));
  for (const name of programs.length === 0 ? [HOLE] : programs) {
    if (name.includes(HOLE)) unnamed(check, name, place);
    else if (/^[a-z][a-z+.-]*:\/\//i.test(name)) needProgram(check, place, "start-process");
    else if (/\.psm?1$/i.test(name)) unnamed(check, HOLE, place);
    else for (const way of everyWay(words)) runArgv(check, [name.replaceAll("\\", "/").replace(/\.exe$/i, ""), ...way], place);
  }
}

/** The words of one text for a program. */
function split(text: string): readonly (readonly (string | null)[])[] {
  return (text.match(/"[^"]*"|[^\s"]+/g) ?? []).map((one) => {
    const plain = one.replace(/^"(.*)"$/, "$1");
    return [plain === HOLE ? null : plain];
  });
}
