import { COMMON_SUBCOMMANDS, FEEDERS, INTERPRETERS, SETUP_PROGRAMS, SUBCOMMAND_WORDS, WRAPPER_VALUE_FLAGS, WRAPPERS } from "./programs.table.ts";
import { parseCommands, type SimpleCommand } from "./shell-command.ts";

/** What one simple command does: `verb` (`gh pr list`, `python *.py`) and the arguments that are left. */
export type ProgramCall = Readonly<{ verb: string; arguments: readonly string[] }>;

/** Most programs of one line that are named; a longer chain is a script. */
const NAMED = 3;

/**
 * Commands of a shell line -> the programs that did the work. Preparation (`cd`, `mkdir -p`, variables) and what only feeds a pipe are left
 * out unless there is nothing else; of a pipe the head counts. Never throws.
 */
export function mainPrograms(commands: readonly SimpleCommand[]): readonly ProgramCall[] {
  const heads = commands.filter((command, at) => {
    const before = commands[at - 1];
    if (before?.feeds === true) return FEEDERS.has(programName(bare(before)[0] ?? "")) && at - 1 === pipeStart(commands, at - 1);
    return !(command.feeds && FEEDERS.has(programName(bare(command)[0] ?? "")));
  });
  const calls = heads.map((command) => callOf(bare(command))).filter((call) => call !== null);
  const main = calls.filter((call) => !SETUP_PROGRAMS.has(call.verb.split(" ")[0] ?? ""));
  return (main.length > 0 ? main : calls).slice(0, NAMED);
}

function pipeStart(commands: readonly SimpleCommand[], at: number): number {
  let start = at;
  while (start > 0 && commands[start - 1]?.feeds === true) start--;
  return start;
}

/** Command -> its words without variables set in front, wrappers (`sudo`, `timeout 5`, `npx`) and their flags. */
function bare(command: SimpleCommand): readonly string[] {
  let words = command.words;
  for (let round = 0; round < 8; round++) {
    while (/^[A-Za-z_]\w*=/.test(words[0] ?? "")) words = words.slice(1);
    const first = programName(words[0] ?? "");
    const own = WRAPPERS.get(first);
    if (own === undefined) {
      // `uv run x`, `poetry run x`, `pnpm exec x`, `npm exec x` run another program too; `npm run x` names a script.
      if (/^(?:uv|poetry|pipenv|hatch|rye|pdm|bundle|mise|direnv)$/.test(first) && /^(?:run|exec)$/.test(words[1] ?? "")) words = words.slice(2);
      else if (/^(?:npm|pnpm|yarn)$/.test(first) && /^(?:exec|dlx)$/.test(words[1] ?? "")) words = words.slice(2);
      else break;
    } else words = words.slice(1 + own);
    while ((words[0] ?? "").startsWith("-") && words.length > 1) words = words.slice(WRAPPER_VALUE_FLAGS.has(words[0] ?? "") ? 2 : 1);
  }
  return words;
}

function programName(word: string): string {
  return word.slice(word.lastIndexOf("/") + 1).replace(/\.exe$/i, "");
}

function callOf(words: readonly string[]): ProgramCall | null {
  const program = programName(words[0] ?? "");
  if (!/^[A-Za-z0-9_.:[\]!{}-]{1,40}$/.test(program)) return null;
  const rest = words.slice(1);
  const name = program.replace(/^python3(?:\.\d{1,2})?$/, "python").replace(/^pip3$/, "pip");
  if (/\.(?:py|js|mjs|cjs|ts|sh|rb|pl|php)$/.test(name)) return { verb: `*.${name.split(".").at(-1) ?? ""}`, arguments: rest };
  if (INTERPRETERS.has(program) || name === "python") return interpreted(name, rest);
  if (name === "ssh") return elsewhere(rest);
  const depth = SUBCOMMAND_WORDS.get(program);
  return depth === undefined ? guessed(name, rest) : subcommands(name, rest, depth);
}

/** Options of ssh(1) that take the next word as their value. */
const SSH_VALUE_FLAGS = /^-[BbcDEeFIiJLlmOopQRSWw]$/;

/** `ssh host command …`: what runs over there is the work (`ssh systemctl restart`); the words after the host are joined and read by a shell again, as ssh(1) does it. */
function elsewhere(rest: readonly string[]): ProgramCall {
  let at = 0;
  while ((rest[at] ?? "").startsWith("-")) at += SSH_VALUE_FLAGS.test(rest[at] ?? "") ? 2 : 1;
  const inner = mainPrograms(
    parseCommands(
      rest
        .slice(at + 1)
        .join(" ")
        .slice(0, 5000),
    ),
  )[0];
  return inner === undefined || inner.verb.startsWith("ssh") ? { verb: "ssh", arguments: rest } : { verb: `ssh ${inner.verb}`, arguments: inner.arguments };
}

function interpreted(name: string, rest: readonly string[]): ProgramCall {
  const at = rest.findIndex((word) => !word.startsWith("-"));
  const flags = at < 0 ? rest : rest.slice(0, at);
  const code = flags.find((flag) => /^(?:-c|-e|--eval|-lc|-ec|-pe|-ne|-n|-p)$/.test(flag));
  if (flags.includes("-m") && at >= 0) return { verb: `${name} -m ${short(rest[at] ?? "")}`, arguments: rest.slice(at + 1) };
  if (code !== undefined && /^(?:bash|sh|zsh)$/.test(name) && at >= 0) {
    const inner = mainPrograms(parseCommands((rest[at] ?? "").slice(0, 5000)))[0];
    if (inner !== undefined) return inner;
  }
  if (code !== undefined) return { verb: `${name} ${code}`, arguments: rest.slice(at + 1) };
  const script = at < 0 ? null : /\.([A-Za-z0-9]{1,6})$/.exec(rest[at] ?? "");
  return { verb: script === null ? name : `${name} *.${(script[1] ?? "").toLowerCase()}`, arguments: at < 0 ? [] : rest.slice(at + 1) };
}

/** Known program: so many words after the name, flags between them skipped. A flag before the first may take a value (`git -C dir log`). */
function subcommands(name: string, rest: readonly string[], depth: number): ProgramCall {
  const verb = [name];
  let at = 0;
  while (at < rest.length && verb.length <= depth) {
    const word = rest[at] ?? "";
    if (word.startsWith("-"))
      at += /^(?:-C|-c|-n|--namespace|--git-dir|--work-tree|-R|--repo|--profile|--region|--project|-f|--file|--context|--prefix|--dir|--account|-a)$/.test(word)
        ? 2
        : 1;
    else if (isSubcommand(word)) {
      verb.push(word);
      at++;
      // `npm run build` and `docker compose up` say nothing without the next word.
      if (
        verb.length === depth + 1 &&
        depth === 1 &&
        /^(?:run|compose|exec|tool)$/.test(word) &&
        isSubcommand(rest[at] ?? "") &&
        word !== "exec" &&
        name !== "docker"
      )
        verb.push(rest[at++] ?? "");
    } else break;
  }
  return { verb: verb.join(" "), arguments: rest.slice(at) };
}

function guessed(name: string, rest: readonly string[]): ProgramCall {
  const [first = "", second = ""] = rest;
  if (COMMON_SUBCOMMANDS.has(first)) return { verb: `${name} ${first}`, arguments: rest.slice(1) };
  if (isSubcommand(first) && COMMON_SUBCOMMANDS.has(second)) return { verb: `${name} ${first} ${second}`, arguments: rest.slice(2) };
  return { verb: name, arguments: rest };
}

function isSubcommand(word: string): boolean {
  return /^[a-z][a-z0-9:-]{0,23}$/.test(word);
}

function short(word: string): string {
  return /^[A-Za-z0-9_.-]{1,40}$/.test(word) ? word : "module";
}
