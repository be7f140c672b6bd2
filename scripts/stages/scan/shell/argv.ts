import type { FileContext } from "../reading.ts";
import type { Report } from "../mark.ts";
import type { Run } from "../programs/runs.ts";
import type { Field } from "./machine.ts";
import type { Mode } from "./mode.ts";
import { createMachine, createState, finish } from "./reader.ts";
import { FROM, HOLE, known, unknown } from "./text.ts";

/**
 * One program start without a shell, as argument words (null = cannot be told; a part that cannot be told is a hole), with the place it stands at -> marks, and
 * the skill's own files it has run. Throws only for lack of stack.
 */
export function judgeArgv(
  words: readonly (string | null)[],
  at: Readonly<{ start: number; end: number }>,
  mode: Mode,
  report: Report,
  context: FileContext,
): readonly Run[] {
  const source = words.map((one) => one?.replaceAll(HOLE, "?") ?? "?").join(" ");
  const machine = createMachine("", source, 0, mode, report, context);
  machine.frame = { source, base: 0, fixed: at, depth: 0 };
  const state = createState([]);
  const argv = words.map((one): Field => (one === null ? unknown(FROM.data) : one.includes(HOLE) ? known(one, FROM.data) : known(one)));
  machine.start(argv, { state, stdin: null, place: at }, true);
  finish(machine, state);
  return machine.loaded;
}
