import type { Report } from "./mark.ts";
import { readCommandLine } from "./prose/commands.ts";
import type { RuleId } from "./rules.table.ts";

/** Names of functions and methods to which somebody gives a command, of libraries that nobody reads here: Fabric, Invoke, Nox, pexpect, Paramiko, execa, zx, shelljs, terminals of editors. */
const TAKES =
  /^(?:run|run_always|run_command|runCommand|sudo|local|call|check_call|check_output|exec|exec_command|exec_run|execSync|execa|execaSync|execaCommand|execaCommandSync|execute|execute_command|executeCommand|spawn|spawnSync|popen|Popen|system|shell|sh|bash|zsh|cmd|command|send_?line|sendText|send_?keys|type|typewrite|write_?line|invoke|invoke_shell|\$)$/i;
const SHELL = /^(?:\S*\/)?(?:ba|da|z|k|a)?sh$/;
/** What no skill needs, whoever runs it; what else a command does is a matter of who does run it. */
const GRAVE: ReadonlySet<RuleId> = new Set<RuleId>(["fetch-and-run", "command-exfiltrate", "command-destroy", "command-persist"]);
const MOST = 20_000;

/** Is this the name of something that takes commands? */
export function takesCommands(name: string): boolean {
  return TAKES.test(name);
}

/** Words that a function of that kind is given (null: one that cannot be told) -> marks for a command that no skill needs, in one text or as `sh`, `-c` and the text. */
export function checkGiven(words: readonly (string | null)[], place: Readonly<{ start: number; end: number }>, report: Report): void {
  const [first, second, third] = words;
  const isInner = typeof first === "string" && SHELL.test(first) && typeof second === "string" && /^-\w*c$/.test(second);
  const command = isInner ? third : first;
  if (typeof command !== "string" || command.length > MOST || !/\s/.test(command)) return;
  readCommandLine(command, place, (mark) => {
    if (GRAVE.has(mark.rule) && mark.disposition === undefined) report(mark);
  });
}
