import { readWindowsProgram } from "../windows/read.ts";
import type { Call, Judge } from "./call.ts";
import { type Machine, refuse, shown } from "./machine.ts";
import { needProgram } from "./permissions.ts";
import { FROM, has, HOLE, unknown } from "./text.ts";

/** A program that reads commands for Windows, with the words that a shell gives it: what it would do is reported where it is started. */
export function readForWindows(machine: Machine, { program, args, around }: Call): void {
  const { place, stdin } = around;
  if ([...args, ...(stdin === null ? [] : [stdin])].some((one) => has(one, FROM.network | FROM.decoded))) {
    refuse(machine, "fetch-and-run", place, { text: shown(machine, place) });
    return;
  }
  const words = [program, ...args.map((one) => one.text)].map((one) => one.split(HOLE));
  readWindowsProgram(words, stdin === null ? null : stdin.text.split(HOLE), ({ rule, args: said, evidence, permission, disposition }) => {
    if (permission !== undefined || disposition !== undefined) return;
    refuse(machine, rule, place, said?.["text"] === undefined ? (said ?? {}) : { text: shown(machine, place) }, evidence);
  });
}

/** `cmd /c ...` */
export const judgeCmd: Judge = (machine, call) => {
  needProgram(machine, call.around.place, call.program);
  readForWindows(machine, call);
  return unknown(FROM.data);
};
