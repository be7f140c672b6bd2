import { FETCHERS, INTERPRETERS, READERS, SHELLS, WRITERS } from "./builtins.table.ts";
import type { Call } from "./call.ts";
import type { Machine } from "./machine.ts";
import { FROM, HOLE, isKnown } from "./text.ts";

/** Words by which tools say that they print what a shell is to take in. */
const VERBS = /^(?:init|env|shellenv|shell-hook|shell\.\w+|hook|hook-env|activate|completions?|virtualenv-init|docker-env|podman-env|completion-script)$/;
const SHELL_NAMES = /^(?:ba|z|fi|da|k)?sh$|^(?:posix|fish|bash|zsh|hook|-|--)$/;
/** Tools that are judged by something else they do, or have a word of their own for it. */
const OWN: ReadonlyMap<string, RegExp> = new Map([
  ["ssh-agent", /^(?:-[sckt]\b ?\w*)?$/],
  ["dircolors", /^(?:-b|--sh|--bourne-shell|)(?: [\w./~-]+)?$/],
  ["lesspipe", /^$/],
  ["fzf", /^--(?:bash|zsh)$/],
  ["thefuck", /^--alias(?: \w+)?$/],
  ["luarocks", /^path(?: --\w+)*$/],
  ["register-python-argcomplete", /^[\w.-]+$/],
  ["fasd", /^--init \w+$/],
]);
/** These have a judge for their other verbs. */
const JUDGED =
  /^(?:brew|conda|mamba|micromamba|mise|asdf|direnv|poetry|pdm|hatch|rye|pipenv|gh|glab|just|task|npm|pnpm|pip|pip3|pipx|uv|uvx|docker|podman|kubectl|helm)$/;

/** A plain name, or a place where programs of the machine or the person are installed. */
const PLACE = /^(?:\/(?:opt\/homebrew|usr\/local|usr|home\/linuxbrew\/\.linuxbrew)\/bin\/|~\/\.?[\w./-]*bin\/)?[a-z][\w.-]*$/;

/**
 * Does this program of the machine print words for the shell that starts it (`opam env`, `direnv hook bash`)? Not one that hands on what is in a
 * file, comes from the network or is said by its arguments: those words are somebody else's.
 */
export function isHook(machine: Machine, { word, program, args, around: { stdin } }: Call, isJudged: boolean): boolean {
  // In a substitution the input is whatever the script was started with; what a pipe brings may be handed on.
  if (stdin !== null && (stdin.text !== HOLE || stdin.from !== FROM.data)) return false;
  if (!isKnown(word) || !PLACE.test(word.text)) return false;
  if (machine.functions.has(program) || machine.files.has(`bin:${program}`)) return false;
  if (args.some((one) => !isKnown(one) || (one.from & ~(FROM.plain | FROM.environment)) !== 0)) return false;
  const line = args.map((one) => one.text).join(" ");
  const own = OWN.get(program);
  if (own !== undefined) return own.test(line);
  if (isJudged && !JUDGED.test(program)) return false;
  if (INTERPRETERS.has(program) || SHELLS.has(program) || FETCHERS.has(program) || READERS.has(program) || WRITERS.has(program)) return false;
  const words = args.map((one) => one.text).filter((one) => !/^--?[\w-]+(?:=[\w./:~-]+)?$/.test(one));
  const [verb, ...rest] = words;
  return verb !== undefined && VERBS.test(verb) && rest.every((one) => SHELL_NAMES.test(one) || /^[\w.-]{1,24}$/.test(one)) && rest.length <= 2;
}
