import type { FileContext } from "../reading.ts";
import type { Report } from "../mark.ts";
import { createOwnPaths } from "../programs/own-paths.ts";
import type { Run } from "../programs/runs.ts";
import type { Mode } from "./mode.ts";

import type { Frame, Machine } from "./machine.ts";
import { parseShell } from "./parse.ts";
import { finishFiles } from "./run-file.ts";
import { embedShell } from "./evaluate.ts";
import { argumentsOf, copyState, layerOver, type List, putArguments, type State } from "./state.ts";
import { finishFunctions, start } from "./start.ts";
import { type Text, unknown, FROM, known } from "./text.ts";
import { walk, walkBody } from "./walk.ts";

const WORK = 200_000;
const WORK_PER_CHARACTER = 4;
const RUN_DEPTH = 100;

export type Reading = Readonly<{ complete: boolean; loaded: readonly Run[] }>;

/** Makes what one reading of shell text shares; `text` is the whole of it, `base` where it lies in its file. */
export function createMachine(path: string, text: string, base: number, mode: Mode, report: Report, context: FileContext): Machine {
  const frame: Frame = { source: text, base, fixed: null, depth: 0 };
  const machine: Machine = {
    mode,
    path,
    context,
    own: createOwnPaths(context.paths),
    report,
    loaded: [],
    functions: new Map(),
    called: new Set(),
    aliases: new Map(),
    files: new Map(),
    secretFiles: new Map(),
    drains: new Map(),
    links: new Map(),
    outputs: new Map(),
    isLastHere: /\blastpipe\b|^#!.*\bzsh\b/.test(text),
    isPrivate: false,
    recent: 0,
    foreign: new Set(),
    made: new Set(),
    environments: new Set(),
    filled: new Set(),
    ran: [],
    assigned: assignedIn(text),
    told: new Set(),
    active: [],
    escapes: [],
    traps: [],
    locals: [],
    frame,
    branches: 0,
    whole: null,
    work: WORK + text.length * WORK_PER_CHARACTER,
    complete: true,
    walk: (script, state, stdin) => walk(machine, script, state, stdin),
    walkBody: (body, state, stdin) => walkBody(machine, body, state, stdin),
    start: (argv, around, direct) => start(machine, argv, around, direct),
    run: (code, around, args) => runText(machine, code, around, args),
  };
  return machine;
}

/** Names the text assigns anywhere: such a variable is the script's own, also before the assignment was reached. */
function assignedIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const hit of text.matchAll(
    /(?<![\w$])([A-Za-z_]\w*)(?:\[[^\]\n]{0,80}\])?\+?=|\bfor\s+([A-Za-z_]\w*)\s+in\b|\b(?:read|mapfile|readarray|getopts|local|declare|typeset)\b([^\n;|&<]{0,200})/g,
  )) {
    const name = hit[1] ?? hit[2];
    if (name !== undefined) names.add(name);
    for (const word of hit[3]?.split(/\s+/) ?? []) if (/^[A-Za-z_]\w*$/.test(word)) names.add(word);
  }
  return names;
}

/** Reads the whole text: statements, then functions nothing called, then what was run before it was fetched. */
export function readWhole(machine: Machine, state: State): Reading {
  const { script, problem } = parseShell(machine.frame.source);
  if (problem !== null) {
    machine.complete = false;
    const at = Math.min(script.errors?.[0]?.pos ?? 0, Math.max(0, machine.frame.source.length - 1));
    machine.report({ rule: "unread-parse", start: machine.frame.base + at, end: machine.frame.base + at + 1, args: { language: "shell", why: problem } });
  }
  machine.walk(script, state, null);
  for (const { code, place } of machine.traps.splice(0)) embedShell(machine, code, { state: copyState(state), stdin: null, place });
  finish(machine, state);
  return { complete: machine.complete, loaded: machine.loaded };
}

export function finish(machine: Machine, state: State): void {
  finishFunctions(machine, state);
  finishFiles(machine);
}

function runText(machine: Machine, code: Text, around: Parameters<Machine["run"]>[1], args: Parameters<Machine["run"]>[2]): Text {
  const { frame } = machine;
  if (frame.depth > RUN_DEPTH || machine.work <= 0) {
    machine.report({ rule: "scan-truncated", ...around.place, args: { why: "commands inside of commands, too deep to follow" } });
    return unknown(FROM.data);
  }
  const { script, problem } = parseShell(code.text);
  machine.work -= code.text.length / 8;
  if (problem !== null && machine.mode !== "told") machine.report({ rule: "unread-parse", ...around.place, args: { language: "shell", why: problem } });
  machine.frame = { source: code.text, base: 0, fixed: around.place, depth: frame.depth + 1, from: code.from };
  const before = argumentsOf(around.state);
  if (args !== null) putArguments(around.state, [args]);
  const out = machine.walk(script, around.state, around.stdin);
  if (args !== null) putArguments(around.state, before);
  machine.frame = frame;
  return out;
}

export function createState(given: List | null = null): State {
  const state: State = { variables: layerOver(null), cwd: known("."), input: null };
  putArguments(state, given === null ? null : [given]);
  return state;
}
