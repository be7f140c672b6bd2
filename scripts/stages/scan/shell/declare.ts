import { checkHijack, forget, setText, setVariable } from "./assign.ts";
import { SHADOWED } from "./builtins.table.ts";
import type { Call, Judge } from "./call.ts";
import { type Field, type Machine, refuse, shown, type Stream } from "./machine.ts";
import { needVariable } from "./permissions.ts";
import { getVariable } from "./state.ts";
import { EMPTY, FROM, isKnown, unknown } from "./text.ts";

/** export, declare, local, readonly with words that were computed; plain assignments were made where they stand. */
export const declare: Judge = (machine, call) => {
  const { args, program, around } = call;
  const flags = args.filter((one) => /^[-+][A-Za-z]+$/.test(one.text)).map((one) => one.text);
  const names = args.filter((one) => !/^[-+]/.test(one.text));
  for (const one of names) declareName(machine, call, one, flags);
  if (program === "export" && flags.some((one) => one === "-f" || one === "-fx") && names.some((one) => SHADOWED.has(one.text)))
    refuse(machine, "command-persist", around.place, { text: shown(machine, around.place) }, ["an exported function hides a program"]);
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
  const isReference = program !== "export" && flags.some((flag) => flag.startsWith("-") && flag.includes("n"));
  if (isReference && value !== undefined)
    setVariable(machine, state, name, { values: [unknown(one.from)], elements: null, reference: isKnown(one) ? value : null }, place);
  else if (value !== undefined) setText(machine, state, name, [{ ...one, text: value }], place);
  else if (program === "local") setText(machine, state, name, [EMPTY], place);
  else if (program === "export") checkHijack(machine, name, getVariable(state, name)?.values ?? [], place);
  // `export $(grep -v '^#' .env | xargs)`: whatever the file says is set.
  else if (one.many === true) forget(machine, state, name);
}

/** Every variable there is, with its value. */
export function dump(machine: Machine, { around }: Call): Stream {
  needVariable(machine, around.place, "*");
  return unknown(FROM.secret | FROM.environment);
}
