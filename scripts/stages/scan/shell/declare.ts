import { checkHijack, forget, setText, setVariable } from "./assign.ts";
import { SHADOWED } from "./builtins.table.ts";
import type { Call, Judge } from "./call.ts";
import { type Field, type Machine, refuse, shown, type Stream } from "./machine.ts";
import { anyVariable } from "./held.ts";
import { needVariable } from "./permissions.ts";
import { getVariable, putVariable, type State, type Variable } from "./state.ts";
import { EMPTY, FROM, isKnown, unknown } from "./text.ts";

/** export, declare, local, readonly with words that were computed; plain assignments were made where they stand. */
export const declare: Judge = (machine, call) => {
  const { args, program, around } = call;
  const flags = args.filter((one) => /^[-+][A-Za-z]+$/.test(one.text)).map((one) => one.text);
  const names = args.filter((one) => !/^[-+]/.test(one.text));
  for (const one of names) declareName(machine, call, one, flags);
  if (program === "export" && flags.some((one) => one === "-f" || one === "-fx") && names.some((one) => SHADOWED.has(one.text)))
    refuse(machine, "command-persist", around.place, { text: shown(machine, around.place) }, ["an exported function hides a program"]);
  // What variables and functions hold is printed.
  if (program !== "export" && flags.some((one) => /^-[A-Za-z]*p/.test(one)) && names.length > 0) return anyVariable(machine, around.state);
  const isDump = (program === "export" || program === "declare" || program === "typeset") && names.length === 0;
  if (!isDump || flags.some((one) => /^-[fF]/.test(one))) return EMPTY;
  return dump(machine, call);
};

function declareName(machine: Machine, { around, program }: Call, one: Field, flags: readonly string[]): void {
  const { state, place } = around;
  const [, name = "", value] = /^([A-Za-z_]\w*)(?:\+?=([\s\S]*))?$/.exec(one.text) ?? [];
  const isOuter = /^(?:export|readonly)$/.test(program) || flags.some((flag) => flag.includes("g"));
  const locals = isOuter ? undefined : machine.locals.at(-1);
  if (name === "") return;
  // What a function calls its own is gone when it is over.
  if (locals !== undefined && !locals.has(name)) locals.set(name, getVariable(state, name));
  const letters = flags.filter((flag) => flag.startsWith("-")).join("");
  prepare(state, name, letters, program === "local");
  const isReference = program !== "export" && flags.some((flag) => flag.startsWith("-") && flag.includes("n"));
  if (isReference && value !== undefined)
    setVariable(machine, state, name, { values: [unknown(one.from)], elements: null, reference: isKnown(one) ? value : null }, place);
  // An array stands behind the sign; it is taken in where it stands.
  else if (value === "" && getVariable(state, name)?.keys !== undefined) return;
  else if (value !== undefined) setText(machine, state, name, [{ ...one, text: value }], place);
  else if (program === "local" && !letters.includes("A")) setText(machine, state, name, [EMPTY], place);
  else if (program === "export") checkHijack(machine, name, getVariable(state, name)?.values ?? [], place);
  // `export $(grep -v '^#' .env | xargs)`: whatever the file says is set.
  else if (one.many === true) forget(machine, state, name);
}

/** What kind of variable a name becomes, before it is given anything. */
function prepare(state: State, name: string, letters: string, isLocal: boolean): void {
  const empty: Variable = { values: [EMPTY], elements: null, reference: null };
  const shape = /[ulci]/.exec(letters)?.[0];
  const old = getVariable(state, name);
  if (letters.includes("A") && old?.keys === undefined) putVariable(state, name, { ...empty, keys: new Map() });
  else if (isLocal && old !== undefined) putVariable(state, name, empty);
  if (shape !== undefined) putVariable(state, name, { ...empty, ...getVariable(state, name), shape });
}

/** Every variable there is, with its value. */
export function dump(machine: Machine, { around }: Call): Stream {
  needVariable(machine, around.place, "*");
  return unknown(FROM.secret | FROM.environment);
}
