import { QUIET, READERS, WRITERS } from "./builtins.table.ts";
import type { Call } from "./call.ts";
import { A_LOOK, type Machine, step, type Stream } from "./machine.ts";
import { bitsOf, eachVariable } from "./held.ts";
import { spill, writtenBits } from "./spilled.ts";
import type { State } from "./state.ts";
import { FROM, has, type Text } from "./text.ts";
import { pathIn } from "./writes.ts";

/** Programs that tell of what they are given and print none of it, and such as print what another machine says. */
const TELLING =
  /^(?:test|\[|\[\[|wc|ls|stat|file|du|df|date|true|false|:|which|type|command|kill|wait|sleep|mktemp|dirname|basename|realpath|readlink|id|ssh-add|ssh-keygen|curl|wget)$/;
const RUNS_CODE = /^(?:[gmn]?awk|python[\d.]*|node|bun|deno|perl|ruby|php|lua|jq|envsubst)$/;
/** Filters that also write the files they are told of. */
const WRITES = /^(?:[gmn]?awk|g?sed|c?split|patch)$/;
const MOST_PATHS = 50;

/** A program that was given private data -> what it printed, which may be made of it; so may be the files whose paths it was told. */
export function carried(machine: Machine, call: Call, printed: Stream): Stream {
  const { program, args, around } = call;
  if (TELLING.test(program)) return printed;
  const bits = givenTo(machine, call);
  if (bits === 0) return printed;
  if (WRITES.test(program) || !(READERS.has(program) || WRITERS.has(program) || QUIET.has(program)))
    for (const one of args.slice(0, MOST_PATHS)) for (const path of pathsIn(one)) spill(machine, pathIn(around.state, path), bits);
  if (printed.text === "" && printed.or === undefined) return printed;
  return has(printed, FROM.network) ? printed : alsoPrivate(printed, bits);
}

function alsoPrivate(printed: Stream, bits: number): Stream {
  const one = (text: Text): Text => ({ ...text, from: text.from | bits });
  return printed.or === undefined ? one(printed) : { ...one(printed), or: printed.or.map(one) };
}

/** Private data in what a program reads, in its words, in files of the script that these name, and in variables that its code names. */
function givenTo(machine: Machine, { program, args, around }: Call): number {
  let bits = (around.stdin?.from ?? 0) & FROM.secret;
  for (const one of args) {
    bits |= one.from & FROM.secret;
    if (machine.secretFiles.size > 0) for (const path of [one, ...pathsIn(one)]) bits |= writtenBits(machine, pathIn(around.state, path));
  }
  if (bits === 0 && machine.isPrivate && RUNS_CODE.test(program)) bits |= namedBits(machine, around.state, args.map((one) => one.text).join(" "));
  return bits;
}

function namedBits(machine: Machine, state: State, code: string): number {
  let bits = 0;
  eachVariable(state, (name, variable) => {
    step(machine, A_LOOK);
    if (/^[A-Za-z_]\w*$/.test(name) && code.includes(name)) bits |= bitsOf(variable);
  });
  return bits;
}

/** Words and parts of code that may be paths. */
function pathsIn(word: Text): readonly Text[] {
  const parts = word.text.length > 20_000 ? [] : [...word.text.matchAll(/[^\s'"`;|&<>(){}=,]*[/.][^\s'"`;|&<>(){}=,]*/g)].map(([part]) => part);
  const own = /^[^-\s][^\s'"`;|&<>(){}=,]{2,}$/.test(word.text) ? [word.text] : [];
  return [...parts.filter((one) => one.length > 2), ...own].slice(0, MOST_PATHS).map((text) => ({ ...word, text }));
}
