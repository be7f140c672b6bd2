import { type Machine, step, type Stream } from "./machine.ts";
import { joinStates, type State } from "./state.ts";

/** Walks what may not be walked at all. */
export function perhaps(machine: Machine, body: () => Stream): Stream {
  machine.branches++;
  const out = body();
  machine.branches--;
  return out;
}

/** Joins ways and takes the work it cost. */
export function join(machine: Machine, into: State, ways: readonly State[]): void {
  step(machine, 1 + joinStates(into, ways));
}
