import { CommanderError, Command as Program } from "commander";
import { ForgeError } from "#kernel/errors";
import { VERSION } from "#kernel/version";
import type { Command } from "./command.ts";
import { COMMANDS, GLOBAL_OPTIONS } from "./commands.table.ts";

export type Parsed =
  | Readonly<{ kind: "printed"; exitCode: number }>
  | Readonly<{ kind: "call"; command: Command; words: readonly string[]; values: Readonly<Record<string, unknown>> }>;

/** Words -> the command with its flags, or help already printed. Throws USAGE with the reason and a suggestion. */
export function parseWords(words: readonly string[]): Parsed {
  let call: Parsed = { kind: "printed", exitCode: 0 };
  const complaints: string[] = [];
  const program = new Program("forge");
  program.exitOverride().configureOutput({ writeErr: (text) => complaints.push(text), outputError: (text) => complaints.push(text) });
  program
    .description("The skill that writes skills: nothing the agent learned can run until it compiles, and all of it can be undone.")
    .version(VERSION, "--version", "print the version");
  program.addHelpText("beforeAll", "");
  program.addHelpText("before", examples(["forge --full", "forge review --skill NAME --approve", "forge deploy --skill NAME", "forge rollback --skill NAME"]));
  program.option("--full", "same as `forge full`").option("--status", "same as `forge status`");
  for (const command of COMMANDS) {
    const sub = program.command(command.argument === undefined ? command.name : `${command.name} ${command.argument}`);
    sub.summary(command.summary).description(command.summary).exitOverride();
    sub.configureOutput({ writeErr: (text) => complaints.push(text), outputError: (text) => complaints.push(text) });
    sub.addHelpText("before", examples(command.examples));
    for (const option of [...command.options, ...GLOBAL_OPTIONS]) sub.option(option.flags, option.what);
    sub.action(() => {
      call = { kind: "call", command, words: sub.args, values: sub.opts() };
    });
  }
  try {
    if (words.length === 0) program.outputHelp();
    else program.parse([...words], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: "printed", exitCode: 0 };
    const complaint = complaints
      .join(" ")
      .replace(/^error: /, "")
      .replace(/\s+/g, " ")
      .trim();
    throw new ForgeError("USAGE", `${complaint || error.message}${skillMeant(words, error.code)}`, { cause: error });
  }
  return withoutFlagAsValue(call);
}

/** `forge deploy invoices`: a name where only a flag takes one -> what was meant, to be said after the complaint. */
function skillMeant(words: readonly string[], code: string): string {
  const command = COMMANDS.find((one) => one.name === words[0]);
  const name = words.slice(1).find((one) => /^[a-z0-9-]+$/.test(one) && !one.startsWith("-"));
  if (code !== "commander.excessArguments" || name === undefined || command?.options.every((one) => !one.flags.startsWith("--skill ")) !== false) return "";
  return ` A skill is named by its flag: forge ${command.name} --skill ${name}`;
}

/** `--skill --json`: the value was forgotten, and the next flag must not become it. Throws USAGE. */
function withoutFlagAsValue(parsed: Parsed): Parsed {
  for (const [name, value] of parsed.kind === "call" ? Object.entries(parsed.values) : []) {
    if (typeof value === "string" && GLOBAL_OPTIONS.some((one) => one.flags.split(" ")[0] === value)) {
      throw new ForgeError("USAGE", `--${name} needs a value, and ${value} follows it`);
    }
  }
  return parsed;
}

function examples(list: readonly string[]): string {
  return `Examples:\n${list.map((one) => `  $ ${one}`).join("\n")}\n`;
}
