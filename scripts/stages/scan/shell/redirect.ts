import type { Redirection, Word } from "unbash";
import { setText } from "./assign.ts";
import { expandWord, literal, textOfParts, textsOf } from "./expand.ts";
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
function isKnock(machine: Machine, { operator }: Redirect, path: Text, place: Place): boolean {
  if (!/^\/dev\/(?:tcp|udp)\//.test(path.text)) return false;
  if (operator !== ">&" && operator !== "&>" && LOOPBACK.test(path.text)) {
    needHost(machine, place, "the shell", "localhost");
    return true;
  }
  refuse(machine, "command-hidden", place, { text: shown(machine, place) }, ["a redirection to a network address"]);
  return false;
}

type Open = { stdin: Stream | null; readonly outputs: { path: Text; append: boolean; place: Place }[]; lost: boolean };
type Redirect = Extract<Redirection, { type: "Redirect" }>;

/** Redirections of a command -> its input, and the files its output goes to. */
export function applyRedirects(machine: Machine, redirects: readonly Redirection[], state: State, stdin: Stream | null): Applied {
  const open: Open = { stdin, outputs: [], lost: false };
  for (const one of redirects) {
    if (one.type !== "Redirect") {
      const text = hereText(machine, one, state);
      const descriptor = numberOf(one);
      if (descriptor === 0) open.stdin = text;
      else machine.files.set(`/dev/fd/${String(descriptor)}`, text);
    } else if (one.target === undefined) continue;
    else if ((one.operator === ">&" || one.operator === "<&") && /^(?:\d+-?|-)$/.test(one.target.value))
      copyDescriptor(machine, open, one.operator, one.target.value, placeOf(machine, one));
    else openFiles(machine, open, one, one.target, state);
  }
  return open;
}

function numberOf({ descriptor }: Redirection): number {
  return descriptor?.type === "FileDescriptor" ? descriptor.value : 0;
}

/** A descriptor that was opened before: `exec 3< file`, then `<&3`; `exec 3> file`, then `>&3`. */
function copyDescriptor(machine: Machine, open: Open, operator: string, target: string, place: Place): void {
  const held = machine.files.get(`/dev/fd/${target.replace("-", "")}`);
  if (operator === "<&" && held !== undefined) open.stdin = held;
  const path = operator === ">&" ? machine.outputs.get(target) : undefined;
  if (path === undefined) return;
  open.outputs.push({ path, append: true, place });
  open.lost = true;
}

function openFiles(machine: Machine, open: Open, one: Redirect, target: Word, state: State): void {
  const place = placeOf(machine, one);
  const { operator } = one;
  const paths = expandWord(machine, target, state).flatMap((way) => way.map((field) => pathIn(state, field)));
  for (const path of paths) {
    if (isKnock(machine, one, path, place)) continue;
    if (operator === "<" || operator === "<>" || operator === "<&") needPath(machine, place, "<", "read", path);
    else open.outputs.push({ path, append: operator.endsWith(">>"), place });
    // `read x <&"${coproc[0]}"`: whatever the descriptor leads to.
    if (operator === "<&") open.stdin = unknown(FROM.data | ((readFiles(machine, paths).from | path.from) & FROM.secret));
    if (operator === "<>") writeFile(machine, place, "<>", path, unknown(FROM.data));
  }
  if (one.descriptor?.type === "FileDescriptorVariable") {
    // `exec {fd}< file`: a number, and whoever reads from it or writes to it does so with the file.
    setText(machine, state, one.descriptor.name, [unknown(FROM.plain), ...paths], place);
    return;
  }
  const descriptor = numberOf(one);
  if (operator === "<" || operator === "<>") {
    const content = paths.every((path) => path.text === "/dev/null") ? EMPTY : readFiles(machine, paths);
    if (descriptor === 0) open.stdin = content;
    else machine.files.set(`/dev/fd/${String(descriptor)}`, content);
  }
  if (operator === "<") return;
  if (descriptor > 2) {
    for (const path of paths) machine.outputs.set(String(descriptor), path);
  } else if (descriptor !== 2 && operator !== "<&" && operator !== "<>") open.lost = true;
}

/** `<<< text` and `<<EOF`. */
function hereText(machine: Machine, one: Exclude<Redirection, { type: "Redirect" }>, state: State): Text {
  if (one.type === "HereString") return concat(first(one.target === undefined ? [] : textsOf(machine, one.target, state)), known("\n"));
  const { parts } = one.body;
  const text = parts === undefined || one.delimiter?.quoted === true ? literal(machine, one.body.text) : textOfParts(machine, parts, state);
  return one.operator === "<<-" ? { ...text, text: text.text.replace(/^\t+/gm, "") } : text;
}

function first(texts: readonly Text[]): Text {
  return texts.length === 1 ? (texts[0] ?? EMPTY) : texts.reduce<Text>((sum, one) => ({ ...marked(sum, one.from), text: "\u0001" }), EMPTY);
}

/** What the command printed goes into its files -> what is left for the pipe. */
export function finishRedirects(machine: Machine, applied: Applied, printed: Stream): Stream {
  // One of several commands printed it.
  const bits = (printed.or ?? []).reduce((all, one) => all | one.from, 0) & FROM.secret;
  for (const { path, append, place } of applied.outputs) writeFile(machine, place, ">", path, marked(printed, bits), append);
  return applied.lost ? EMPTY : printed;
}
