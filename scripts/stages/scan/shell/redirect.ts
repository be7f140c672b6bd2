import type { Redirection } from "unbash";
import { expandWord, textOfParts, textsOf } from "./expand.ts";
import { readFiles } from "./reads.ts";
import { type Machine, placeOf, type Place, refuse, shown, type Stream } from "./machine.ts";
import { needHost, needPath } from "./permissions.ts";
import type { State } from "./state.ts";
import { EMPTY, FROM, concat, known, marked, type Text, unknown } from "./text.ts";
import { pathIn, writeFile } from "./writes.ts";

/** Where a command's input comes from and its output goes to. */
export type Applied = Readonly<{ stdin: Stream | null; outputs: readonly Readonly<{ path: Text; append: boolean; place: Place }>[]; lost: boolean }>;

/** Whether a service on this machine is up is asked by opening its port; nothing leaves the machine. */
const LOOPBACK = /^\/dev\/tcp\/(?:localhost|127\.0\.0\.1|::1)\/(?:\d{1,5}|\u0001)$/;

/** A redirection to a network address: a knock at a port of this machine is a permission, anything else is refused. True when nothing more is to be said. */
function isKnock(machine: Machine, { operator }: Extract<Redirection, { type: "Redirect" }>, path: Text, place: Place): boolean {
  if (!/^\/dev\/(?:tcp|udp)\//.test(path.text)) return false;
  if (operator !== ">&" && operator !== "&>" && LOOPBACK.test(path.text)) {
    needHost(machine, place, "the shell", "localhost");
    return true;
  }
  refuse(machine, "command-hidden", place, { text: shown(machine, place) }, ["a redirection to a network address"]);
  return false;
}

/** Redirections of a command -> its input, and the files its output goes to. */
export function applyRedirects(machine: Machine, redirects: readonly Redirection[], state: State, stdin: Stream | null): Applied {
  let input = stdin;
  let lost = false;
  const outputs: { path: Text; append: boolean; place: Place }[] = [];
  for (const one of redirects) {
    const place = placeOf(machine, one);
    if (one.type !== "Redirect") {
      input = hereText(machine, one, state);
      continue;
    }
    if (one.target === undefined) continue;
    if ((one.operator === ">&" || one.operator === "<&") && /^(?:\d+-?|-)$/.test(one.target.value)) {
      // A descriptor that was opened before: `exec 3< file`, then `<&3`.
      const held = machine.files.get(`/dev/fd/${one.target.value.replace("-", "")}`);
      if (one.operator === "<&" && held !== undefined) input = held;
      continue;
    }
    const paths = expandWord(machine, one.target, state).flatMap((way) => way.map((field) => pathIn(state, field)));
    for (const path of paths) {
      if (isKnock(machine, one, path, place)) continue;
      if (one.operator === "<" || one.operator === "<>" || one.operator === "<&") needPath(machine, place, "<", "read", path);
      else outputs.push({ path, append: one.operator.endsWith(">>"), place });
      if (one.operator === "<>") writeFile(machine, place, "<>", path, unknown(FROM.data));
    }
    const descriptor = one.descriptor?.type === "FileDescriptor" ? one.descriptor.value : 0;
    if (one.operator === "<" || one.operator === "<>") {
      const content = paths.every((path) => path.text === "/dev/null") ? EMPTY : readFiles(machine, paths);
      if (descriptor === 0) input = content;
      else machine.files.set(`/dev/fd/${String(descriptor)}`, content);
    } else if ((one.descriptor?.type !== "FileDescriptor" || one.descriptor.value === 1) && one.operator !== "<&") lost = true;
  }
  return { stdin: input, outputs, lost };
}

/** `<<< text` and `<<EOF`. */
function hereText(machine: Machine, one: Exclude<Redirection, { type: "Redirect" }>, state: State): Text {
  if (one.type === "HereString") return concat(first(one.target === undefined ? [] : textsOf(machine, one.target, state)), known("\n"));
  const { parts } = one.body;
  const text = parts === undefined || one.delimiter?.quoted === true ? known(one.body.text) : textOfParts(machine, parts, state);
  return one.operator === "<<-" ? { ...text, text: text.text.replace(/^\t+/gm, "") } : text;
}

function first(texts: readonly Text[]): Text {
  return texts.length === 1 ? (texts[0] ?? EMPTY) : texts.reduce<Text>((sum, one) => ({ ...marked(sum, one.from), text: "\u0001" }), EMPTY);
}

/** What the command printed goes into its files -> what is left for the pipe. */
export function finishRedirects(machine: Machine, applied: Applied, printed: Stream): Stream {
  for (const { path, append, place } of applied.outputs) writeFile(machine, place, ">", path, printed, append);
  return applied.lost ? EMPTY : printed;
}
