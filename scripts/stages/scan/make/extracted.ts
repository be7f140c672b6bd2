import type { Field, Machine } from "../shell/machine.ts";
import { isKnown, known, type Text } from "../shell/text.ts";

const MOST = 100_000;
const LINE = 400;

/**
 * `sed -n 's/^version = "\\(.*\\)"/\\1/p' file`, `awk -F'"' '/^version/ {print $2}' file`, `jq -r .version file`: one value out of a file of the skill.
 * What it holds is known, so what these print of it is; null for everything else, and for a value that is more than words to a shell.
 */
export function extracted(machine: Machine, program: string, args: readonly Field[]): Text | null {
  if (!args.every(isKnown)) return null;
  const words = args.map((one) => one.text);
  const file = words.at(-1) ?? "";
  const own = machine.own(file);
  const text = own.length === 1 ? (machine.context.textOf?.(own[0] ?? "") ?? null) : null;
  if (text === null || text.length > MOST) return null;
  const given = words.slice(0, -1);
  const found = program === "sed" ? bySed(given, text) : /^[gm]?awk$/.test(program) ? byAwk(given, text) : program === "jq" ? byPath(given, text) : null;
  return found !== null && /^[\w.+\- /:,@=\n]*$/.test(found) ? known(found) : null;
}

function bySed(words: readonly string[], text: string): string | null {
  const options = words.slice(0, -1).join(" ");
  const [, mark = "", pattern = "", to = ""] = /^s([/|#,])((?:(?!\1)[^\\\n]|\\.)*)\1((?:(?!\1)[^\\\n&]|\\[1-9])*)\1p$/.exec(words.at(-1) ?? "") ?? [];
  if (mark === "" || !/^-n(?: -[Er])?$|^-[Er]n$|^-n[Er]$/.test(options)) return null;
  const regex = regexOf(pattern, /[Er]/.test(options));
  if (regex === null) return null;
  const lines = linesOf(text).filter((line) => regex.test(line));
  return lines
    .map((line) => line.replace(regex, (...groups: unknown[]) => to.replace(/\\([1-9])/g, (_all, at: string) => groupOf(groups[Number(at)]))))
    .join("\n");
}

function groupOf(group: unknown): string {
  return typeof group === "string" ? group : "";
}

function byAwk(words: readonly string[], text: string): string | null {
  const [first = "", ...rest] = words;
  const joined = first.startsWith("-F") ? (first === "-F" ? rest[0] : first.slice(2)) : undefined;
  const code = words.at(-1) ?? "";
  const [, pattern, field] = /^(?:\/((?:[^/\\]|\\.)*)\/)? ?\{ ?print \$(\d) ?;? ?(?:exit ?)?\}$/.exec(code) ?? [];
  if (field === undefined || words.length > 3 || (joined !== undefined && !/^["':=,;/|]$/.test(joined))) return null;
  const regex = pattern === undefined ? /^/ : regexOf(pattern, true);
  if (regex === null) return null;
  const found = linesOf(text).filter((line) => regex.test(line));
  return (/exit/.test(code) ? found.slice(0, 1) : found)
    .map((line) => (joined === undefined ? line.trim().split(/[ \t]+/) : line.split(joined))[Number(field) - 1] ?? "")
    .join("\n");
}

function byPath(words: readonly string[], text: string): string | null {
  const path = words.at(-1) ?? "";
  if (!/^(?:\.[A-Za-z_]\w*){1,5}$/.test(path) || !words.slice(0, -1).every((one) => one === "-r")) return null;
  try {
    let at: unknown = JSON.parse(text);
    for (const name of path.split(".").slice(1))
      at = typeof at === "object" && at !== null && Object.hasOwn(at, name) ? (at as Readonly<Record<string, unknown>>)[name] : null;
    return typeof at === "string" ? at : null;
  } catch {
    return null;
  }
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line.length <= LINE);
}

/** A pattern of sed or awk -> the same here; null for one with more in it than signs, sets and two stars, which no line makes slow. */
function regexOf(pattern: string, isExtended: boolean): RegExp | null {
  if (pattern.length > 120 || (pattern.match(/[*+?]/g) ?? []).length > 2 || /[|{}]|\\[^().[\]*+?^$"'/]|[)][*+?]|\[\[/.test(pattern)) return null;
  const source = isExtended ? pattern : pattern.replace(/\\?[()+?]/g, (one) => (one.startsWith("\\") ? one.slice(1) : `\\${one}`));
  try {
    return new RegExp(source);
  } catch {
    return null;
  }
}
