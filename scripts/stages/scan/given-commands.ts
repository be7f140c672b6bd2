import type { Mark, Report } from "./mark.ts";
import { readCommandLine } from "./prose/commands.ts";
import type { RuleId } from "./rules.table.ts";

/** Names of functions and methods to which somebody gives a command, of libraries that nobody reads here: Fabric, Invoke, Nox, pexpect, Paramiko, execa, zx, shelljs, terminals of editors. */
const TAKES =
  /^(?:run|run_always|run_command|runCommand|sudo|local|call|check_call|check_output|exec|exec_command|exec_run|execSync|execa|execaSync|execaCommand|execaCommandSync|execute|execute_command|executeCommand|spawn|spawnSync|popen|Popen|system|shell|sh|bash|zsh|cmd|command|send_?line|sendText|send_?keys|type|typewrite|write_?line|invoke|invoke_shell|\$)$/i;
const SHELL = /^(?:\S*\/)?(?:ba|da|z|k|a)?sh$/;
/** What no skill needs, whoever runs it; what else a command does is a matter of who does run it. */
const GRAVE: ReadonlySet<RuleId> = new Set<RuleId>(["fetch-and-run", "command-exfiltrate", "command-destroy", "command-persist", "scan-truncated"]);
/** So many times the text of a file is read as commands that stand in it: one text can be given again and again. */
const TIMES = 4;
const AT_LEAST = 200_000;

/** Is this the name of something that takes commands? */
export function takesCommands(name: string): boolean {
  return TAKES.test(name);
}

type Check = (words: readonly (string | null)[], place: Readonly<{ start: number; end: number }>) => void;

/**
 * Length of a file -> a check of the words that functions of that kind are given in it (null: one that cannot be told), in one text or as `sh`, `-c` and the
 * text: a mark for a command that no skill needs. Where there is more to read than is allowed, that is said.
 */
export function givenCommands(length: number, report: Report): Check {
  const clean = new Set<string>();
  let left = AT_LEAST + length * TIMES;
  return ([first, second, third], place) => {
    const isInner = typeof first === "string" && SHELL.test(first) && typeof second === "string" && /^-\w*c$/.test(second);
    const command = isInner ? third : first;
    if (left < 0 || typeof command !== "string" || !/\s/.test(command) || clean.has(command)) return;
    left -= command.length;
    if (left < 0) {
      report({ rule: "scan-truncated", ...place, args: { why: "commands that are given to others take more work to read than is allowed" } });
      return;
    }
    const grave: Mark[] = [];
    readCommandLine(command, place, (mark) => {
      if (GRAVE.has(mark.rule) && mark.disposition === undefined) grave.push(mark);
    });
    if (grave.length === 0) clean.add(command);
    for (const mark of grave) report(mark);
  };
}
