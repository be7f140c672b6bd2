import type { Judge } from "./call.ts";
import type { Machine } from "./machine.ts";
import { needProgram } from "./permissions.ts";
import { ownFiles } from "./run-file.ts";
import { FROM, HOLE, has, isKnown, known, type Text, unknown } from "./text.ts";
import { HIJACKS } from "./variables.table.ts";
import { ANY, block, tool, warnPersist } from "./tools.ts";

/** When, and then the command: five fields, a word like `@daily`, or a time that whoever starts the script names. */
const ENTRY = /^\s*(?:@(?:hourly|daily|weekly|monthly|yearly|annually|midnight)|\u0001|(?:[\d*,/\u0001-]+\s+){4}[\d*,/\w-]+)\s+(\S.*)$/;
/** A word that a shell takes as it stands, but for the value of a variable or the date of the day, which no shell reads as a command. */
const WORD = String.raw`(?:[^\s;&|<>\`$()]|\$\{?[A-Za-z_]\w*\}?|\$\(date [+%\\\w-]*\))+`;
/** A program of the skill, started by its interpreter or by itself, with plain words and its output into a log. */
const COMMAND = new RegExp(
  `^(?:cd\\s+${WORD}\\s*&&\\s*)?((?:[A-Za-z_]\\w*=${WORD}\\s+)*)(?:(?:/usr)?/bin/)?(?:(?:bash|sh|python3?|node)\\s+)?(["']?)([^\\s"';&|<>\`$()]+)\\2(?:\\s+${WORD})*\\s*(?:>>?\\s*${WORD}\\s*)?(?:2>&1|2?>\\s*/dev/null)?\\s*(?:#[^\\n]*)?$`,
);
/** What the person says when the script starts, what their environment holds, the table as it was (no more than they could put there themselves), and words that are nothing else. */
const THEIRS = FROM.argument | FROM.environment | FROM.machine | FROM.plain | FROM.table | FROM.word;

/**
 * A table for cron -> is everything that is put into it a program of the skill itself? What that does is read like every file of it; the schedule is
 * then something the person sees and takes out, and not a place where anything else is kept alive. Lines taken out of the table as it was add nothing.
 */
function runsOwnPrograms(machine: Machine, table: Text): boolean {
  if ((table.from & ~THEIRS) !== 0) return false;
  const lines = table.text.split("\n").filter((line) => line.trim() !== "" && !/^\s*#/.test(line));
  const isAsItWas = (line: string): boolean => line.trim() === HOLE && has(table, FROM.table);
  return lines.length > 0 && lines.every((line) => isAsItWas(line) || isOwnEntry(machine, line, table.from));
}

function isOwnEntry(machine: Machine, line: string, from: number): boolean {
  // The table as it was before stands as a hole before what is added.
  const added = line.startsWith(HOLE) && !/^\u0001[\d*,/-]*\s/.test(line) ? line.slice(1) : line;
  const command = ENTRY.exec(added)?.[1];
  const parts = command === undefined ? null : COMMAND.exec(command);
  const set = (parts?.[1] ?? "").split(/\s+/).map((one) => one.split("=", 1)[0] ?? "");
  return parts !== null && !set.some((name) => name === "PATH" || HIJACKS.has(name)) && ownFiles(machine, known(parts[3] ?? "", from)).length > 0;
}

/** Schedulers and what starts by itself. */
export const judgeCron: Judge = (machine, call) => {
  const list = call.args.some((one) => one.text === "-l") && !call.args.some((one) => one.text === "-");
  needProgram(machine, call.around.place, call.program);
  if (call.args.some((one) => one.text === "-e") && machine.mode === "told") return ANY;
  if (list) return unknown(FROM.table);
  if (call.args.length === 0 && call.around.stdin === null) return ANY;
  const table = call.args.some((one) => one.text !== "-" && !one.text.startsWith("-")) ? null : call.around.stdin;
  if (table !== null && [table, ...(table.or ?? [])].every((one) => runsOwnPrograms(machine, one))) warnPersist(machine, call);
  else block(machine, call, "command-persist", "a schedule");
  return ANY;
};

export const judgeService: Judge = tool((machine, call, line) => {
  // A service by its name is one that is installed: what it runs is not brought by these words. A unit that the skill writes or ships is named by its file.
  if (
    call.program === "systemctl" &&
    /^\s*(?:systemctl\s+)?(?:--(?:now|quiet|system)\s+)*enable\s+(?:--now\s+)*[a-z][\w@-]{1,40}(?:\.service)?\s*$/i.test(line)
  ) {
    warnPersist(machine, call);
    return;
  }
  if (
    /\s(?:enable|link|edit|load|bootstrap|submit|kickstart|set-environment|import-environment|enable-linger|setenv)\s/.test(line) &&
    !/\sdisable\s/.test(line)
  )
    block(machine, call, "command-persist", "starts by itself later");
});

/** What a time begins with to `at` (its grammar, "timespec"): a number, or one of its words. With anything else it says "Garbled time" and takes nothing. */
const TIME =
  /\d|^(?:now|noon|midnight|teatime|today|tomorrow|next|utc|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b/i;

/** at, batch: a command for later, on their input. */
export const judgeAt: Judge = (machine, call) => {
  // "at Store.open (store.js:3)" is a line of a stack trace.
  if (
    machine.mode === "told" &&
    call.program === "at" &&
    call.args.length > 0 &&
    call.args.every((one) => isKnown(one) && /^[A-Za-z_]/.test(one.text) && !TIME.test(one.text))
  )
    return ANY;
  needProgram(machine, call.around.place, call.program);
  if (call.program === "batch" && call.around.stdin === null) return ANY;
  if (call.around.stdin !== null || call.args.some((one) => one.text === "-f") || call.args.length > 0)
    block(machine, call, "command-persist", "a command for later");
  return ANY;
};
