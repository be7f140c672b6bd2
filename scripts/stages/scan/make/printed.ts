import type { Field, Machine } from "../shell/machine.ts";
import { FROM, isKnown, lost, marked, type Text } from "../shell/text.ts";
import { extracted } from "./extracted.ts";
import type { Printed } from "../shell/woven.ts";
import { pathIn } from "../shell/writes.ts";
import { QUIET } from "../shell/builtins.table.ts";

/** Words by which nobody makes a program print a sign that is more than a word to a shell. */
const PLAIN_WORD = /^(?!.*%x)[\w.,:=@+/~^*?[\]{}()%!#\- ]*$/;
const READ_ONLY: readonly (readonly [RegExp, RegExp])[] = [
  // what only chooses among lines says nothing itself
  [/^(?:e|f|g)?grep$|^rg$/, /^/],
  [/^cut$/, /^(?:-d.*|[^;|&`$<>'"\\]*|.)$/],
  [/^g?awk$|^mawk$/, /^(?:-F.{0,3}|.|(?:\/[^/]*\/ ?)?\{ ?print \$(?:NF|\d{1,2})(?:, ?\$(?:NF|\d{1,2}))* ?;? ?(?:exit ?)?\}|[\w./-]*)$/],
  [/^g?sed$/, /^(?:-[nEre]+|\d+(?:,\d+)?[pdq]|\/(?:[^/\\]|\\.)*\/[pd]|s([/|#,])(?:(?!\1)[^\\]|\\.)*\1(?:[\w.,:=@+/~ \-&]|\\[1-9])*\1[gpiI\d]*|[\w./-]+)$/],
  [/^tr$/, /^(?:-[dsc]+|[\w.+\-/ ]*|\\n|\[:\w+:\])$/],
  [/^jq$/, /^(?:-[rc]+|\.[\w.[\]-]*|[\w./-]+)$/],
];
/** `tr -d` takes out, and puts in nothing. */
const DELETES = /^-[a-z]*d/;

/** Programs of the machine that print what they find there, and none of the author's own words but those they are given. */
const TOLD: ReadonlySet<string> = new Set(
  "git date uname whoami id hostname nproc pwd which command type find ls wc head tail cut sed grep egrep fgrep rg awk gawk mawk gsed tr sort uniq cat basename dirname realpath readlink stat du df getconf tput go rustc cargo pkg-config llvm-config docker podman kubectl helm brew npm pnpm yarn pip pip3 poetry uv terraform java javac gcc g++ cc clang node python python3 ruby php perl jq yq lsb_release sw_vers arch xcrun xcode-select mktemp test [ true false sha256sum md5sum shasum sha1sum tee cd seq".split(
    " ",
  ),
);
/** Interpreters say only what version they are, or anything. */
const INTERPRETING = /^(?:node|python3?|ruby|php|perl|java)$/;

/**
 * What `$(shell)` gave stands in a recipe letter for letter: where the author chose what is printed it may be any command. This marks all of that as
 * the author's own, but what tools of the machine say of the machine.
 */
export function printedBy(machine: Machine, hasOddNames: boolean, plainOf: (path: Text, content: Text) => Text): Printed {
  return (argv, around, out) => {
    const [word, ...args] = argv;
    if (word === undefined) return out;
    const program = word.text.slice(word.text.lastIndexOf("/") + 1);
    if (program === "cat" && args.length === 1 && args[0] !== undefined && !/^-|[*?[\u0001]/.test(args[0].text))
      return plainOf(pathIn(around.state, args[0]), out);
    if (isKnown(out) && out.or === undefined) return hasOddNames && /[*?[]/.test(out.text) ? ownOf(lost(out)) : out;
    const taken = extracted(machine, program, args);
    if (taken !== null) return taken;
    if (hasOddNames || args.some((one) => mayNameOwn(machine, one))) return ownOf(out);
    if (!QUIET.has(program) && !TOLD.has(program)) return ownOf(out);
    if (/^(?:echo|printf)$/.test(program)) return out;
    if (INTERPRETING.test(program) && !args.every((one) => /^-{1,2}(?:v|V|version)$/.test(one.text))) return ownOf(out);
    if (machine.mode !== "script" || !args.every((one) => isPlain(program, one, args))) return ownOf(out);
    return out;
  };
}

/** A file whose name is more than one word to a shell. */
export function isOddName(path: string): boolean {
  return /['"`$;|&<>()\\\n]/.test(path);
}

/** May this word be a file of the skill, whose letters its author chose? */
function mayNameOwn({ own, context }: Machine, word: Field): boolean {
  const { text } = word;
  if (own(text.replaceAll("\u0001", "$")).length > 0) return true;
  if (text.includes("\u0001")) return (word.from & (FROM.data | FROM.script | FROM.word)) !== 0;
  if (!/[*?[]/.test(text) || text.length > 200) return false;
  const last = text.slice(text.lastIndexOf("/") + 1);
  const start = /^[^*?[]*/.exec(last)?.[0] ?? "";
  const end = /[^*?\]]*$/.exec(last)?.[0] ?? "";
  return [...context.paths].some((path) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    return name.startsWith(start) && name.endsWith(end);
  });
}

function ownOf(out: Text): Text {
  const of = marked(out, FROM.own);
  return out.or === undefined ? of : { ...of, or: out.or.map((one) => marked(one, FROM.own)) };
}

function isPlain(program: string, word: Field, args: readonly Field[]): boolean {
  if (program === "test" || program === "[" || program === "cd") return true;
  const text = word.text.replaceAll("\u0001", "x").replaceAll("\u0000skill", "");
  if (PLAIN_WORD.test(text) && !/^-(?:exec|printf|fprintf)/.test(text)) return true;
  if (program === "tr") return args.some((one) => DELETES.test(one.text)) || (READ_ONLY.find(([name]) => name.test("tr"))?.[1].test(text) ?? false);
  return READ_ONLY.find(([name]) => name.test(program))?.[1].test(text) ?? false;
}
