import { PLAIN_VARIABLES } from "../javascript/things.table.ts";
import { skillFile } from "../javascript/paths.ts";
import { type Machine, type Place } from "./machine.ts";
import { needVariable } from "./permissions.ts";
import { argumentsOf, getVariable, itemAt, type List, listsIn, type State } from "./state.ts";
import { alternatives, BLANKS, FROM, known, type Text, unknown } from "./text.ts";
import { FIXED, MADE, OF_MACHINE, OWN_FOLDER, SECRETISH, SETTINGS } from "./variables.table.ts";

const DEPTH = 5;

/** Name of a variable or parameter -> what it may hold here. A variable nobody assigned is the person's environment. */
export function lookup(machine: Machine, state: State, name: string, place: Place, depth = 0): readonly Text[] {
  if (/^\d+$/.test(name)) return positional(machine, state, Number(name));
  if (name === "#") return argumentsOf(state)?.map(countOf) ?? [unknown(FROM.plain)];
  if (name === "_") return [unknown(FROM.data | machine.recent)];
  if (name === "PWD" && !machine.assigned.has("PWD")) return [state.cwd];
  const variable = getVariable(state, name);
  if (variable !== undefined) {
    if (variable.reference !== null && depth < DEPTH)
      return lookup(machine, state, variable.reference, place, depth + 1).map((one) => ({ ...one, from: one.from | FROM.crafted }));
    const lists = listsIn(variable);
    if (lists !== null) return alternatives(lists.map((one) => itemAt(one, 0)));
    return variable.values;
  }
  if (name === "BASH_SOURCE") return [known(skillFile(machine.path))];
  if (name === "IFS") return [known(BLANKS, FROM.crafted)];
  if (MADE.has(name)) return [unknown(FROM.plain)];
  return [environment(machine, name, place)];
}

function environment(machine: Machine, name: string, place: Place): Text {
  if (OWN_FOLDER.has(name)) return known("\u0000skill");
  const fixed = FIXED.get(name);
  if (fixed !== undefined) return known(fixed);
  if (OF_MACHINE.has(name)) return unknown(FROM.machine);
  // A name the script assigns at another place holds nothing of the person's that it means to read.
  if (!machine.assigned.has(name) && !SETTINGS.test(name) && !PLAIN_VARIABLES.has(name) && !isOfAnExample(machine, name)) needVariable(machine, place, name);
  return unknown(FROM.environment, [name]);
}

/** A document shows the commands of a person in pieces: small letters are variables of their own (POSIX leaves those names to programs), but for the few of the environment. */
function isOfAnExample(machine: Machine, name: string): boolean {
  return machine.mode === "told" && /^[a-z][a-z0-9_]*$/.test(name) && !isSecretName(name) && !name.endsWith("_proxy");
}

/** Is the value only in the person's environment? */
export function isForeign(state: State, name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name) && getVariable(state, name) === undefined && !MADE.has(name) && name !== "BASH_SOURCE" && name !== "IFS";
}

export function isSecretName(name: string): boolean {
  return SECRETISH.test(name);
}

function positional(machine: Machine, state: State, at: number): readonly Text[] {
  if (at === 0) return getVariable(state, "0")?.values ?? [known(machine.path === "" ? "sh" : skillFile(machine.path))];
  const lists = argumentsOf(state);
  return lists === null ? [unknown(FROM.argument)] : alternatives(lists.map((one) => itemAt(one, at - 1)).flatMap((one) => one.each ?? [one]));
}

/** List -> how many words it has. */
export function countOf(list: List): Text {
  return list.some((one) => one.many === true) ? unknown(FROM.plain) : known(String(list.length));
}
