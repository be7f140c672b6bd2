import { ForgeError } from "#kernel/errors";
import type { Call, CommandTable } from "../command.ts";

/** The completion script of a shell, made from the table of commands so that it cannot be out of date. */
export function run({ words, print, table }: Call): number {
  const shell = words[0] ?? "";
  const make = SHELLS.get(shell);
  if (make === undefined) throw new ForgeError("USAGE", `there is no completion for "${shell}"; there is one for ${[...SHELLS.keys()].join(", ")}`);
  const script = make(table);
  print.data({ schemaVersion: 1, shell, script });
  print.line(script);
  return 0;
}

const SHELLS: ReadonlyMap<string, (table: CommandTable) => string> = new Map([
  ["bash", bash],
  ["zsh", zsh],
  ["fish", fish],
]);

function longFlags(flags: string): readonly string[] {
  return flags.split(/[ ,]+/).filter((word) => word.startsWith("--"));
}

function flagsOfCommand({ commands, globals }: CommandTable, name: string): readonly string[] {
  return [...(commands.find((one) => one.name === name)?.options ?? []), ...globals].flatMap((one) => longFlags(one.flags));
}

function bash(table: CommandTable): string {
  const cases = table.commands.map((one) => `    ${one.name}) words="${flagsOfCommand(table, one.name).join(" ")}" ;;`);
  return [
    "_forge() {",
    '  local current="${COMP_WORDS[COMP_CWORD]}" words',
    '  case "${COMP_WORDS[1]}" in',
    ...cases,
    "  esac",
    `  [ "$COMP_CWORD" -eq 1 ] && words="${table.commands.map((one) => one.name).join(" ")} --full --status --help --version"`,
    '  if [[ "$current" == -* || "$COMP_CWORD" -eq 1 ]]; then mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current"); else mapfile -t COMPREPLY < <(compgen -f -- "$current"); fi',
    "}",
    "complete -F _forge forge",
  ].join("\n");
}

function zsh(table: CommandTable): string {
  const summaries = table.commands.map((one) => `    '${one.name}:${one.summary.replaceAll("'", "").replaceAll(":", ",")}'`);
  const cases = table.commands.map((one) => `    ${one.name}) compadd -- ${flagsOfCommand(table, one.name).join(" ")}; _files ;;`);
  return [
    "#compdef forge",
    "_forge() {",
    "  local -a commands=(",
    ...summaries,
    "  )",
    "  if (( CURRENT == 2 )); then _describe command commands; return; fi",
    '  case "${words[2]}" in',
    ...cases,
    "  esac",
    "}",
    '_forge "$@"',
  ].join("\n");
}

function fish(table: CommandTable): string {
  const lines = table.commands.flatMap((one) => [
    `complete -c forge -n __fish_use_subcommand -a ${one.name} -d '${one.summary.replaceAll("'", "")}'`,
    ...flagsOfCommand(table, one.name).map((flag) => `complete -c forge -n '__fish_seen_subcommand_from ${one.name}' -l ${flag.slice(2)}`),
  ]);
  return lines.join("\n");
}
