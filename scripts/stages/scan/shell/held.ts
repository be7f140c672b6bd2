import { type Machine, step } from "./machine.ts";
import { listsIn, type State, type Variable, type Variables } from "./state.ts";
import { FROM, type Text, unknown } from "./text.ts";

/** Every variable that is set, once. */
export function eachVariable({ variables }: Pick<State, "variables">, visit: (name: string, variable: Variable) => void): void {
  const seen = new Set<string>();
  for (let at: Variables | null = variables; at !== null; at = at.base)
    for (const [name, variable] of at.own) {
      if (seen.has(name)) continue;
      seen.add(name);
      if (variable !== null) visit(name, variable);
    }
}

/** Variable -> the private data in it. */
export function bitsOf(variable: Variable): number {
  const all = [...variable.values, ...(listsIn(variable) ?? []).flat(), ...[...(variable.keys ?? [])].flatMap(([, values]) => values)];
  return all.reduce((bits, one) => bits | one.from, 0) & FROM.secret;
}

/** What may come of any variable there is: where they are printed all together, or where nobody follows which. */
export function anyVariable(machine: Machine, state: State, bits = 0): Text {
  let all = bits;
  eachVariable(state, (_name, variable) => {
    step(machine);
    all |= bitsOf(variable);
  });
  return unknown(FROM.data | all);
}
