import type { Call, Judge } from "./call.ts";
import { embed } from "./embed.ts";
import { readForWindows } from "./for-windows.ts";
import { type Field, type Machine, refuse, shown } from "./machine.ts";
import { needProgram } from "./permissions.ts";
import { runFile } from "./run-file.ts";
import { concatAll, FROM, has, isKnown, unknown } from "./text.ts";

/** What PowerShell is started for; `words`: of a file what it is given. */
type Task = Readonly<{ kind: "code" | "file" | "hidden" | "none"; words: readonly Field[] }>;

/** Options that take the next word, as any beginning of their names and their short names (about_Pwsh, about_PowerShell_exe). */
const VALUED = /^(?:ep|ex\w*|w|wi\w*|ver\w*|v|inp?\w*|if|out?\w*|of|o|psc\w*|wd|wo\w*|conf\w*|cus\w*|set\w*)$/;
const ALONE = /^(?:nop\w*|nol\w*|noni\w*|noe\w*|sta|mta|login|l|i|int\w*|sshs\w*|h|help|\?)$/;

function taskOf(args: readonly Field[]): Task {
  for (let at = 0; at < args.length; at++) {
    const arg = args[at];
    if (arg === undefined) break;
    const rest = args.slice(at + 1);
    // Among several words may be the option that takes code.
    if (arg.many === true) return { kind: "hidden", words: [arg] };
    const name = /^(?:--?|\/|\u2013|\u2014|\u2015)(\w+|\?)$/.exec(arg.text)?.[1]?.toLowerCase();
    if (name === undefined) {
      if (arg.text === "-") return { kind: "none", words: [] };
      return /\.psm?1$/i.test(arg.text) && !/[\s;|&()]/.test(arg.text) ? { kind: "file", words: args.slice(at) } : { kind: "code", words: args.slice(at) };
    }
    if ("file".startsWith(name)) return rest[0]?.text === "-" ? { kind: "none", words: [] } : { kind: "file", words: rest };
    if ("command".startsWith(name) || name === "commandwithargs" || name === "cwa")
      return rest[0]?.text === "-" ? { kind: "none", words: [] } : { kind: "code", words: rest };
    if ("encodedcommand".startsWith(name) || name === "ec" || "encodedarguments".startsWith(name)) return { kind: "hidden", words: rest };
    if (VALUED.test(name)) at++;
    else if (!ALONE.test(name)) return { kind: "hidden", words: rest };
  }
  return { kind: "none", words: [] };
}

/** `pwsh -File script.ps1`, `powershell -Command ...`, `... | pwsh -`. Code that stands there whole is read like a script of the skill. */
export const judgePowerShell: Judge = (machine, call) => {
  const { around, program } = call;
  const isTold = machine.mode === "told";
  if (isTold) readForWindows(machine, call);
  const { kind, words } = taskOf(call.args);
  const [first, ...rest] = words;
  if (kind === "file" && first !== undefined) runFile(machine, program, "powershell", first, rest, around);
  else if (isTold) needProgram(machine, around.place, program);
  else if (kind === "hidden") hidden(machine, call, words);
  else if (kind === "code") runCode(machine, call, concatAll(words, " "));
  else if (around.stdin !== null) runCode(machine, call, around.stdin);
  else needProgram(machine, around.place, program);
  return unknown(FROM.data);
};

function runCode(machine: Machine, call: Call, code: Field): void {
  if (isKnown(code)) embed(machine, "powershell", code, call.around, call.program);
  else hidden(machine, call, [code]);
}

function hidden(machine: Machine, { around, program }: Call, words: readonly Field[]): void {
  const { place } = around;
  if (words.some((one) => has(one, FROM.network | FROM.decoded))) refuse(machine, "fetch-and-run", place, { text: shown(machine, place) });
  else if (machine.mode === "code") refuse(machine, "process-creation", place, { name: program });
  else refuse(machine, "command-hidden", place, { text: shown(machine, place) }, [`code for ${program} that cannot be told`]);
}
