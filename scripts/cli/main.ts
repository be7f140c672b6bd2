import { COMMANDS, GLOBAL_OPTIONS } from "./commands.table.ts";
import { type Call, type Command, flagsOf } from "./command.ts";
import { failWith } from "./failure.ts";
import { makePrinter, type Printer, wantsColour } from "./printer.ts";

/** Words of the command line -> exit code. Everything that goes wrong ends here as text or JSON; nothing else prints an error. */
export async function main(argv: readonly string[]): Promise<number> {
  // a reader that has seen enough (`forge log | head`) is no error
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  const words = spelled(argv);
  const printer = printerFor(words);
  try {
    const { parseWords } = await import("./parse.ts");
    const parsed = parseWords(words);
    if (parsed.kind === "printed") return parsed.exitCode;
    return await run(parsed.command, parsed.words, parsed.values, printer);
  } catch (error) {
    return failWith(error, printer, words.includes("--debug"));
  }
}

async function run(command: Command, words: readonly string[], values: Readonly<Record<string, unknown>>, print: Printer): Promise<number> {
  const { nodePowers } = await import("#platform/powers");
  const powers = { ...nodePowers(), note: print.note };
  const table = { commands: COMMANDS, globals: GLOBAL_OPTIONS };
  const call: Call = { command: command.name, words, flags: flagsOf(values), powers, print, table };
  const module = await command.load();
  return module.run(call);
}

/** `forge --full` and `forge --status` are spellings of commands. */
function spelled(argv: readonly string[]): readonly string[] {
  for (const command of ["full", "status"]) {
    if (argv.includes(`--${command}`) && !COMMANDS.some((one) => one.name === argv[0])) return [command, ...argv.filter((word) => word !== `--${command}`)];
  }
  return argv;
}

/** The printer has to exist before the words are parsed, because parsing can fail. */
function printerFor(words: readonly string[]): Printer {
  const json = words.includes("--json") || words.some((word, index) => word === "--format" && words[index + 1] === "json") || words.includes("--format=json");
  return makePrinter({
    json,
    quiet: words.includes("--quiet"),
    verbose: words.includes("--verbose"),
    colour: !json && wantsColour(process.env, !words.includes("--no-color"), process.stdout.isTTY),
  });
}
