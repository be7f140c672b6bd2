import type { Action } from "#kernel/trace";

/** Programs that any system has: needing them is no precondition. */
const EVERYWHERE: ReadonlySet<string> = new Set(
  `. : [ alias awk basename bash break cat cd chmod chown cmp command continue cp cut date declare df diff dirname do done du echo elif else env eval exec exit export false fg fi file find for
  function grep head hostname if in kill less let ln local ls mkdir mktemp more mv paste popd printf ps pushd pwd read readlink realpath return rm rmdir sed seq set sh shift sleep sort source
  split stat sudo tail tar tee test then time timeout touch tr trap true type umask uname unalias uniq unset until wait watch wc which while whoami xargs yes { }`.split(
    /\s+/,
  ),
);
/** Programs that read the files they are given, and those that run the first of them. */
const READERS = /^(?:cat|head|tail|less|more|wc|source|\.|cd|pushd|stat|file|jq|cksum|sha256sum|md5sum|diff|cmp)$/;
/** Programs whose first word is what to look for or to do, and the rest are files. */
const FILTERS = /^(?:[ef]?grep|rg|sed|[gm]?awk)$/;
const INTERPRETERS = /^(?:python\d?(?:\.\d+)?|node|bash|sh|zsh|ruby|perl|Rscript|php|tsx|deno|bun)$/;
/** Programs whose `-f` names a file to read. */
const FILE_FLAG = /^(?:[gm]?awk|sed|make|docker|docker-compose|kubectl|psql|jq|h?ledger)$/;
/** A path as it may stand in a sentence: no variable, no pattern, no place that holds nothing. */
const PATH = /^(?!-|\/dev\/)(?:~|\.{0,2}\/|\.?[\w@][\w@.+-]*\/|\.?[\w@][\w@+-]*\.)[\w@.+~/ -]*$/;

/** Command line -> the programs it starts that not every system has, in order, without doubles. Variables, paths and what is quoted are not guessed at. */
export function programsIn(line: string): readonly string[] {
  const names = line.split(/&&|\|\||[;|&\n]/).map((part) => wordsOf(part).find((word) => !/^[A-Za-z_]\w*=/.test(word) && word !== "sudo") ?? "");
  return [...new Set(names)].filter((name) => /^[A-Za-z][A-Za-z0-9_.+-]{0,39}$/.test(name) && !EVERYWHERE.has(name));
}

/**
 * A call that passed -> files and folders that were there, because it read, entered or ran them. Of a line of several commands only those count without which it
 * could not have passed: all that `&&` joins. What a pipe or `;` hides proves nothing.
 */
export function foundFiles({ kind, verb, line }: Pick<Action, "kind" | "verb" | "line">): readonly string[] {
  if (kind === "read" && verb === "read") return paths([line.slice("read ".length)]);
  if (kind !== "run" || /\|\||[;|\n`]|\$\(/.test(line)) return [];
  return [...new Set(line.split("&&").flatMap((part) => foundBy(wordsOf(part))))];
}

function foundBy(words: readonly string[]): readonly string[] {
  const own = words.slice(words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word) && word !== "sudo"));
  const [program = "", ...rest] = own;
  const output = rest.findIndex((word) => /^\d?>/.test(word));
  const read = output < 0 ? rest : rest.slice(0, output);
  const input = rest.flatMap((word, at) => (word === "<" ? [rest[at + 1] ?? ""] : []));
  const entered = rest.flatMap((word, at) => (word === "-C" || (word === "-f" && FILE_FLAG.test(program)) ? [rest[at + 1] ?? ""] : []));
  const filtered = FILTERS.test(program) ? read.filter((word) => !word.startsWith("-")).slice(1) : [];
  const script = INTERPRETERS.test(program) ? rest.filter((word) => !word.startsWith("-")).slice(0, 1) : [];
  return paths([...(program.includes("/") ? [program] : []), ...(READERS.test(program) ? read : script), ...filtered, ...input, ...entered]);
}

function paths(words: readonly string[]): readonly string[] {
  return words.filter((word) => word.length <= 200 && PATH.test(word));
}

/** Words of a simple command, quotes taken off. */
function wordsOf(command: string): readonly string[] {
  return (command.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? []).map((word) => word.replace(/^(["'])(.*)\1$/, "$2"));
}
