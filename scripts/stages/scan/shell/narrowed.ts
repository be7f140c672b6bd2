import type { CompoundList, Word } from "unbash";
import type { Machine } from "./machine.ts";
import { getVariable, putVariable, type State } from "./state.ts";

/**
 * Behind `if [ -n "$x" ]` the variable holds something: of what it may hold, a text that is known to be empty is left out. What cannot be told may still be empty.
 * Only the test alone says so, with the variable in quotation marks or between double brackets: `[ -n $x ]` holds of nothing at all.
 */
export function narrow(machine: Machine, clause: CompoundList, state: State): void {
  const name = testedIn(machine, clause);
  const variable = name === null ? undefined : getVariable(state, name);
  if (name === null || variable === undefined || variable.elements !== null || variable.reference !== null || variable.keys !== undefined) return;
  const values = variable.values.filter((one) => one.text !== "" || one.or !== undefined);
  if (values.length > 0 && values.length < variable.values.length) putVariable(state, name, { ...variable, values });
}

function testedIn({ functions, aliases }: Machine, { commands }: CompoundList): string | null {
  const [only] = commands;
  if (only === undefined || commands.length > 1 || only.background === true) return null;
  const { command } = only;
  if (command.type === "TestCommand") {
    const { expression } = command;
    return expression.type === "TestUnary" && expression.operator === "-n" ? nameIn(expression.operand, /^"?\$(?:(\w+)|\{(\w+)\})"?$/) : null;
  }
  if (command.type !== "Command" || command.name?.text !== "[" || command.prefix.length > 0 || functions.has("[") || aliases.has("[")) return null;
  const [option, word, end, ...more] = command.suffix;
  if (option?.type !== "Word" || option.text !== "-n" || word?.type !== "Word" || end?.type !== "Word" || end.text !== "]" || more.length > 0) return null;
  return nameIn(word, /^"\$(?:(\w+)|\{(\w+)\})"$/);
}

function nameIn({ text }: Word, form: RegExp): string | null {
  const [, bare, braced] = form.exec(text) ?? [];
  const name = bare ?? braced ?? "";
  return /^[A-Za-z_]/.test(name) ? name : null;
}
