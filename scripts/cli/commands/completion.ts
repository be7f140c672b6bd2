import { ForgeError } from "#kernel/errors";
import type { Call } from "../command.ts";
import { COMMANDS, GLOBAL_OPTIONS } from "../commands.table.ts";

const longFlags = (flags: string) => flags.split(/[ ,]+/).filter((word) => word.startsWith("--"));
const globals = GLOBAL_OPTIONS.flatMap((one) => longFlags(one.flags));

/** The completion script of a shell, made from the table of commands so that it cannot be out of date. */
export function run({ words, print }: Call): number {
  const shell = words[0] ?? "";
  const make = SHELLS.get(shell);
  if (make === undefined) throw new ForgeError("USAGE", `there is no completion for "${shell}"; there is one for ${[...SHELLS.keys()].join(", ")}`);
  const script = make();
  print.data({ schemaVersion: 1, shell, script });
  print.line(script);
  return 0;
}

const SHELLS: ReadonlyMap<string, () => string> = new Map([
  ["bash", bash],
  ["zsh", zsh],
  ["fish", fish],
]);

function flagsOfCommand(name: string): readonly string[] {
  return [...(COMMANDS.find((one) => one.name === name)?.options ?? []).flatMap((one) => longFlags(one.flags)), ...globals];
}

function bash(): string {
  const cases = COMMANDS.map((one) => `    ${one.name}) words="${flagsOfCommand(one.name).join(" ")}" ;;`);
  return [
    "_forge() {",
    '  local current="${COMP_WORDS[COMP_CWORD]}" words',
    "  case \"${COMP_WORDS[1]}\" in",
    ...cases,
    "  esac",
    `  [ "$COMP_CWORD" -eq 1 ] && words="${COMMANDS.map((one) => one.name).join(" ")} --full --status --help --version"`,
    '  if [[ "$current" == -* || "$COMP_CWORD" -eq 1 ]]; then mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current"); else mapfile -t COMPREPLY < <(compgen -f -- "$current"); fi',
    "}",
    "complete -F _forge forge",
  ].join("\n");
}

function zsh(): string {
  const commands = COMMANDS.map((one) => `    '${one.name}:${one.summary.replaceAll("'", "").replaceAll(":", ",")}'`);
  const cases = COMMANDS.map((one) => `    ${one.name}) compadd -- ${flagsOfCommand(one.name).join(" ")}; _files ;;`);
  return ["#compdef forge", "_forge() {", "  local -a commands=(", ...commands, "  )", "  if (( CURRENT == 2 )); then _describe command commands; return; fi", '  case "${words[2]}" in', ...cases, "  esac", "}", '_forge "$@"'].join("\n");
}

function fish(): string {
  const lines = COMMANDS.flatMap((one) => [
    `complete -c forge -n __fish_use_subcommand -a ${one.name} -d '${one.summary.replaceAll("'", "")}'`,
    ...flagsOfCommand(one.name).map((flag) => `complete -c forge -n '__fish_seen_subcommand_from ${one.name}' -l ${flag.slice(2)}`),
  ]);
  return lines.join("\n");
}
