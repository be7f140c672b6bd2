import type { Mark, Report } from "../mark.ts";
import type { RuleId } from "../rules.table.ts";
import type { Block, Statement } from "./tree.ts";

/** Where a part of a text came from that the text itself does not say. */
export const FROM = {
  /** what somebody else's machine sent */
  network: 1,
  /** what was encoded, packed or encrypted */
  decoded: 2,
  /** what another program printed */
  printed: 4,
  /** keys, stores of passwords, the whole environment, the clipboard */
  secret: 8,
  /** a file that is not known */
  file: 16,
  /** what whoever runs it says, or a variable that nothing here sets */
  given: 32,
  /** a variable of the environment, by its name */
  named: 64,
  /** the whole of a file in which one program keeps its own keys */
  keys: 128,
} as const;

/** `sources`: addresses that it was fetched from; `names`: variables that are in it; `whole`: the answer of one address as it came. */
export type Origin = Readonly<{ from: number; sources: readonly string[]; names: readonly string[]; whole: boolean }>;
export const PLAIN: Origin = { from: 0, sources: [], names: [], whole: false };

/**
 * A value of either language. What cannot be told of `text` stands in it as a sign that leads to its origin; `ways`: the values it may be where that depends
 * on a condition; `made`: put together from pieces.
 */
export type Value = Readonly<{
  text: string;
  items?: readonly Value[];
  entries?: ReadonlyMap<string, Value>;
  block?: Block;
  type?: string;
  args?: readonly Value[];
  ways?: readonly Value[];
  made?: boolean;
}>;

export type StoredFile = Readonly<{ origin: Origin; content: string | null }>;
export type Place = Readonly<{ start: number; end: number }>;

/** Both languages run each other, and what stands in brackets: who walks a text is handed to those who judge its parts. */
export type Runner = Readonly<{
  body: (session: Session, body: readonly Statement[]) => Value;
  block: (session: Session, block: Block, args: readonly Value[], input: Value | null, named?: ReadonlyMap<string, Value>) => Value;
  text: (session: Session, text: string, language: Language) => Value;
  program: (session: Session, argv: readonly Value[], stdin: Value | null) => Value;
}>;
export type Language = "powershell" | "cmd";

export type Session = {
  readonly run: Runner;
  readonly report: Report;
  readonly source: string;
  readonly base: number;
  /** Where all findings stand, while a text inside of the text is read. */
  fixed: boolean;
  place: Place;
  readonly origins: Origin[];
  readonly signs: Map<string, string>;
  readonly variables: Map<string, Value>;
  readonly functions: Map<string, Block>;
  /** Functions that are made on some ways only. */
  readonly maybe: Set<string>;
  readonly called: Set<string>;
  /** Blocks that are being run, and how often each. */
  readonly active: Map<Block, number>;
  readonly aliases: Map<string, string>;
  readonly files: Map<string, StoredFile>;
  /** Drives that are shares of other machines. */
  readonly drives: Set<string>;
  /** The archive whose files lie somewhere now. */
  unpacked: Origin | null;
  isAway: boolean;
  /** Somebody else may answer in the place of the address that is named. */
  isDiverted: boolean;
  conditions: number;
  depth: number;
  steps: number;
  complete: boolean;
  readonly reported: Set<string>;
  /** Reads commands of a POSIX shell. */
  readonly shell: ((text: string, report: Report) => void) | null;
};

const FIRST = 0xe000;
const MOST = 6_000;
const HOLES = /[\ue000-\uf8ff]/g;
const STEPS = 20_000;
const LONGEST_LIST = 100_000;
/** A file is followed for longer than a block of a document. */
const FILE_STEPS = 400_000;

export function createSession(source: string, base: number, run: Runner, report: Report, shell: Session["shell"], isFile = false): Session {
  return {
    run,
    report,
    source,
    base,
    fixed: false,
    place: { start: 0, end: source.length },
    origins: [],
    signs: new Map(),
    variables: new Map(),
    functions: new Map(),
    maybe: new Set(),
    called: new Set(),
    active: new Map(),
    aliases: new Map(),
    files: new Map(),
    drives: new Set(),
    unpacked: null,
    isAway: false,
    isDiverted: false,
    conditions: 0,
    depth: 0,
    steps: (isFile ? FILE_STEPS : STEPS) + source.length,
    complete: true,
    reported: new Set(),
    shell,
  };
}

/** Text without the signs that stand for what cannot be told. */
export function withoutSigns(text: string): string {
  return text.replace(HOLES, "?");
}

export const known = (text: string): Value => ({ text });
export const NOTHING: Value = known("");

/** A value that cannot be told, of such an origin. */
export function unknown(session: Session, origin: Partial<Origin>): Value {
  const one: Origin = { ...PLAIN, ...origin };
  const key = JSON.stringify(one);
  const found = session.signs.get(key);
  if (found !== undefined) return known(found);
  const last = session.origins[MOST - 1];
  if (last !== undefined) {
    session.origins[MOST - 1] = joined([last, one]);
    return known(String.fromCharCode(FIRST + MOST - 1));
  }
  session.origins.push(one);
  const sign = String.fromCharCode(FIRST + session.origins.length - 1);
  session.signs.set(key, sign);
  return known(sign);
}

/** Several origins as one, which is no whole answer any more. */
export function joined(origins: readonly Origin[]): Origin {
  return {
    from: origins.reduce((bits, one) => bits | one.from, 0),
    sources: [...new Set(origins.flatMap((one) => one.sources))].slice(0, 8),
    names: [...new Set(origins.flatMap((one) => one.names))].slice(0, 12),
    whole: false,
  };
}

export function originOfText(session: Session, text: string): Origin {
  const found = [...new Set(text.match(HOLES) ?? [])].map((sign) => session.origins[sign.charCodeAt(0) - FIRST] ?? PLAIN);
  const [first] = found;
  if (first === undefined) return PLAIN;
  return found.length === 1 && text.trim().length === 1 ? first : joined(found);
}

/** Everything that a value is made of, what it holds included. */
export function originOf(session: Session, value: Value, depth = 0): Origin {
  const own = originOfText(session, value.text);
  const parts = [...(value.items ?? []), ...(value.entries?.values() ?? []), ...(value.ways ?? []), ...(value.args ?? [])];
  return parts.length === 0 || depth > 6 ? own : joined([own, ...parts.slice(0, 40).map((one) => originOf(session, one, depth + 1))]);
}

export function isKnown(value: Value): boolean {
  return value.text.search(HOLES) < 0 && value.ways === undefined && value.type === undefined;
}

/** What is made of other values in a way that nobody follows. */
export function derived(session: Session, from: number, ...values: readonly Value[]): Value {
  const all = joined(values.map((one) => originOf(session, one)));
  return unknown(session, { ...all, from: all.from | from });
}

/** The texts that a value may be. */
export function textsOf(value: Value): readonly string[] {
  return value.ways === undefined ? [value.text] : value.ways.flatMap(textsOf);
}

/** Text for a reader: signs are dots. */
export function shownText(text: string): string {
  return text.replace(HOLES, "…").slice(0, 160);
}

export function step(session: Session): boolean {
  if (session.steps-- > 0) return true;
  if (session.steps === -1) report(session, "scan-truncated", { why: "commands for Windows that take more work to follow than is allowed" });
  return false;
}

/** A mark where the command stands, once for each rule and place. */
export function report(session: Session, rule: RuleId, args?: Mark["args"], more: Partial<Mark> = {}): void {
  const start = session.base + session.place.start;
  const key = `${rule} ${String(start)} ${more.permission?.value ?? ""} ${more.disposition ?? ""}`;
  if (session.reported.has(key)) return;
  session.reported.add(key);
  const text = session.source.slice(session.place.start, session.place.end).trim().slice(0, 100);
  session.report({ rule, start, end: Math.max(start + 1, session.base + session.place.end), args: args ?? { text }, ...more });
}

export function refuse(session: Session, rule: RuleId, why: string): void {
  report(session, rule, undefined, { evidence: [why] });
}

/** What the agent runs it runs under its own approvals: it is listed. */
export function list(session: Session, kind: "process" | "network", value: string): void {
  const key = `${kind} ${value}`;
  if (session.reported.has(key) || /[\ue000-\uf8ff\s]/.test(value) || value === "") return;
  session.reported.add(key);
  const rule = kind === "process" ? "command-listed" : "network-access";
  report(session, rule, kind === "process" ? { name: value } : { name: "a command", host: value }, {
    permission: { kind, value },
    disposition: "note",
    severity: "info",
  });
}

export function setVariable(session: Session, name: string, value: Value): void {
  const key = name.toLowerCase();
  const old = session.variables.get(key);
  if (session.conditions === 0 || old === undefined || old === value) session.variables.set(key, value);
  else session.variables.set(key, either(session, [...(old.ways ?? [old]), ...(value.ways ?? [value])]));
}

/** One of several values; too many of them are one that cannot be told. */
export function either(session: Session, values: readonly Value[]): Value {
  const all = values.filter((one, at) => values.findIndex((other) => other.text === one.text && other.block === one.block && other.type === one.type) === at);
  const [first] = all;
  if (first === undefined) return NOTHING;
  if (all.length === 1) return first;
  const lost = derived(session, FROM.given, ...all);
  return all.length > 8 ? lost : { text: lost.text, ways: all };
}

/** Several values, and the text that they are where one is asked for. */
export function listOf(items: readonly Value[]): Value {
  return {
    text: items
      .map((one) => one.text)
      .join(" ")
      .slice(0, LONGEST_LIST),
    items,
  };
}

/** The place of the person's own start file, by whatever it is called. */
export function isProfile(value: Value): boolean {
  return /\\(?:windows)?powershell\\[\w.]*profile\.ps1$/i.test(value.text);
}
