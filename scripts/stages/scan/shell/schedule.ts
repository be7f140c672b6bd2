import type { Judge } from "./call.ts";
import type { Machine } from "./machine.ts";
import { needProgram } from "./permissions.ts";
import { ownFiles } from "./run-file.ts";
import { FROM, HOLE, has, known, type Text } from "./text.ts";
import { ANY, block, tool, warnPersist } from "./tools.ts";

/** When, and then the command: five fields or a word like `@daily`. */
const ENTRY = /^\s*(?:@(?:hourly|daily|weekly|monthly|yearly|annually|midnight)|(?:[\d*,/\u0001-]+\s+){4}[\d*,/\w-]+)\s+(\S.*)$/;
/** A program of the skill, started by its interpreter or by itself, with plain words and its output into a log. */
const COMMAND =
  /^(?:cd\s+[^\s;&|`$()]+\s*&&\s*)?(?:(?:\/usr)?\/bin\/)?(?:(?:bash|sh|python3?|node)\s+)?(["']?)([^\s"';&|<>`$()]+)\1((?:\s+[^\s;&|<>`$()]+)*?)\s*(?:>>?\s*[^\s;&|`$()]+\s*)?(?:2>&1|>\s*\/dev\/null)?\s*(?:#[^\n]*)?$/;

/**
 * A table for cron -> is everything that is put into it a program of the skill itself? What that does is read like every file of it; the schedule is
 * then something the person sees and takes out, and not a place where anything else is kept alive.
 */
function runsOwnPrograms(machine: Machine, table: Text): boolean {
  if (has(table, FROM.network | FROM.decoded | FROM.crafted | FROM.secret)) return false;
  const lines = table.text.split("\n").filter((line) => line.trim() !== "" && !/^\s*#/.test(line));
  let entries = 0;
  for (const line of lines) {
    // The table as it was before stands as a hole before what is added.
    const added = line.startsWith(HOLE) && !/^\u0001[\d*,/-]*\s/.test(line) ? line.slice(1) : line;
    if (added.trim() === "") continue;
    const command = ENTRY.exec(added)?.[1];
    const program = command === undefined ? undefined : COMMAND.exec(command)?.[2];
    if (program === undefined || ownFiles(machine, known(program)).length === 0) return false;
    entries++;
  }
  return entries > 0;
}

/** Schedulers and what starts by itself. */
export const judgeCron: Judge = (machine, call) => {
  const list = call.args.some((one) => one.text === "-l") && !call.args.some((one) => one.text === "-");
  needProgram(machine, call.around.place, call.program);
  if (call.args.some((one) => one.text === "-e") && machine.mode === "told") return ANY;
  if (list || (call.args.length === 0 && call.around.stdin === null)) return ANY;
  const table = call.args.some((one) => one.text !== "-" && !one.text.startsWith("-")) ? null : call.around.stdin;
  if (table !== null && runsOwnPrograms(machine, table)) warnPersist(machine, call);
  else block(machine, call, "command-persist", "a schedule");
  return ANY;
};

export const judgeService: Judge = tool((machine, call, line) => {
  // A service by its name is one that is installed: what it runs is not brought by these words. A unit that the skill writes or ships is named by its file.
  if (
    machine.mode === "told" &&
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

/** at, batch: a command for later, on their input. */
export const judgeAt: Judge = (machine, call) => {
  needProgram(machine, call.around.place, call.program);
  if (call.program === "batch" && call.around.stdin === null) return ANY;
  if (call.around.stdin !== null || call.args.some((one) => one.text === "-f") || call.args.length > 0)
    block(machine, call, "command-persist", "a command for later");
  return ANY;
};
