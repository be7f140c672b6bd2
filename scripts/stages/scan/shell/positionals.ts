import { forget } from "./assign.ts";
import type { Judge } from "./call.ts";
import { dump } from "./declare.ts";
import { type Field, refuse, shown } from "./machine.ts";
import { anyOf, argumentsOf, fewLists, type List, putArguments } from "./state.ts";
import { EMPTY, FROM, HOLE } from "./text.ts";

const MOST_ENDS = 20;

/** `set`: options of the shell, the arguments that a script gives itself, or all variables. */
export const setOptions: Judge = (machine, call) => {
  const { args, around } = call;
  if (args.length === 0) return dump(machine, call);
  const { at, named } = optionWords(args);
  if (named.includes("history")) refuse(machine, "command-hidden", around.place, { text: shown(machine, around.place) }, ["switches the history off"]);
  const end = args[at]?.text ?? "";
  const rest = args.slice(/^--?$/.test(end) ? at + 1 : at);
  if (rest.length > 0 || end === "--") putArguments(around.state, [end.startsWith(HOLE) ? [anyOf(rest)] : rest]);
  return EMPTY;
};

/** `-euo pipefail`: each `o` of a word takes a word behind it (POSIX `set`) -> where the options end, and which are switched off by name. */
function optionWords(args: readonly Field[]): Readonly<{ at: number; named: readonly string[] }> {
  const named: string[] = [];
  let at = 0;
  for (let text = args[at]?.text ?? ""; /^[-+][A-Za-z]/.test(text); text = args[at]?.text ?? "") {
    const count = text.split("o").length - 1;
    if (text.startsWith("+")) named.push(...args.slice(at + 1, at + 1 + count).map((one) => one.text));
    at += 1 + count;
  }
  return { at, named };
}

/** `shift`: the arguments without the first of them. */
export const shift: Judge = (_machine, { args, around }) => {
  const count = args.length === 0 ? 1 : Number(args[0]?.text);
  const { state } = around;
  const lists = argumentsOf(state);
  // How many cannot be told: any number of them.
  const ends = (list: List): readonly List[] =>
    Number.isInteger(count) ? shifted(list, count) : list.length > MOST_ENDS ? [[anyOf(list)]] : [list, ...list.map((_, at) => list.slice(at + 1))];
  putArguments(state, lists === null ? null : fewLists(lists.flatMap(ends)));
  return EMPTY;
};

/** More than there are is an error, and nothing is taken. Of words nobody has counted, the rest may be any. */
function shifted(list: List, count: number): readonly List[] {
  const open = list.findIndex((one) => one.many === true);
  if (open < 0 || count <= open) return count > list.length ? [list] : [list.slice(count)];
  return [list, list.slice(open)];
}

/** `getopts`: the next option of the command line, under two names. */
export const getopts: Judge = (machine, { args, around }) => {
  const name = args[1]?.text ?? "";
  if (/^[A-Za-z_]\w*$/.test(name)) forget(machine, around.state, name, FROM.argument);
  const given = args.length > 2 ? args.slice(2) : (argumentsOf(around.state) ?? []).flat();
  forget(machine, around.state, "OPTARG", FROM.argument | (given.reduce((bits, one) => bits | one.from, 0) & FROM.secret));
  forget(machine, around.state, "OPTIND", FROM.plain);
  return EMPTY;
};
