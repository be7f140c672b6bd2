import { LANGUAGE } from "#stages/scan/compiled/language.table";
import { ADDRESSES, EVIL_KEYS, EVIL_MEMBERS, EVIL_NAMES, PATHS } from "./evil.table.ts";
import type { Random } from "./random.ts";

/** What the text made so far declares: `lets` may be assigned; `evil` is how often, and `steps` how many times more, it leaves the language. */
export type Maker = {
  readonly random: Random;
  readonly evil: number;
  steps: number;
  readonly guarded: boolean;
  names: string[];
  lets: string[];
  count: number;
};

const METHODS = [...LANGUAGE.members].filter((name) => !LANGUAGE.valueMembers.has(name));

export const VALUES = [...LANGUAGE.valueMembers];

export const FIELDS = ["a", "rows", "key", "connect", "fd"];

const LIST_METHODS = ["map", "filter", "forEach", "flatMap", "some", "every", "find", "sort", "toSorted", "reduce", "findLast"];

const CALLED = [...LANGUAGE.chains]
  .filter(([root]) => root !== "process" && root !== "console")
  .flatMap(([root, names]) => [...names].map((name) => `${root}.${name}`));

const STATIC = [...LANGUAGE.staticMembers].flatMap(([root, names]) => [...names].map((name) => `${root}.${name}`));

/** Every member that the roots of chains really have, listed or not. */
const OWNERS = Object.entries({ process, console, Object, Array, JSON, Math, Number, String, Map, Date, Error, "process.stdout": process.stdout }).flatMap(
  ([root, value]) =>
    Object.getOwnPropertyNames(value)
      .filter((name) => /^[A-Za-z]\w*$/.test(name))
      .flatMap((name) => [`${root}.${name}`, `${root}.${name}()`]),
);

const PATH_NAMES = [...(LANGUAGE.imports.get("node:path") ?? [])];

export const GUARDED_CALLS = ["readInput", "listInputs", "writeOutput", "readStdin", "getText"];

/** One expression over the names that every program of the grammar has; for splicing into other programs. */
export function makeExpression(random: Random): string {
  return expression({ random, evil: random.chance(0.5) ? 0.2 : 0, steps: 1, guarded: false, names: ["list", "text", "go", "own"], lets: [], count: 0 }, 2);
}

/** Is it time to leave the language? Mostly once in a program: a second reason to refuse it would hide that the first was missed. */
export function leaves(maker: Maker, share = 1): boolean {
  if (maker.steps <= 0 || !maker.random.chance(maker.evil * share)) return false;
  maker.steps--;
  return true;
}

export function fresh(maker: Maker): string {
  maker.count++;
  return `v${maker.count}`;
}

export function values(maker: Maker, depth: number, most: number): string {
  return Array.from({ length: maker.random.below(most + 1) }, () => `${maker.random.chance(0.06) ? "..." : ""}${expression(maker, depth)}`).join(", ");
}

export function expression(maker: Maker, depth: number): string {
  const { random } = maker;
  if (leaves(maker)) return evil(maker, depth);
  if (depth <= 0) return random.chance(0.6) ? random.pick(maker.names) : literal(maker, 0);
  return random.weighted<() => string>([
    [3, () => literal(maker, depth)],
    [3, () => random.pick(maker.names)],
    [3, () => `${receiver(maker, depth)}${link(random)}${random.chance(0.4) ? random.pick(FIELDS) : random.pick(VALUES)}`],
    [7, () => `${receiver(maker, depth)}${link(random)}${random.pick(METHODS)}(${values(maker, depth - 1, 3)})`],
    [
      4,
      () =>
        `${random.chance(0.6) ? "list" : receiver(maker, depth)}.${random.pick(LIST_METHODS)}(${callback(maker, depth)}${random.chance(0.2) ? `, ${expression(maker, 0)}` : ""})`,
    ],
    [4, () => `${random.pick(random.chance(0.7) ? CALLED : STATIC)}(${values(maker, depth - 1, 3)})`],
    [2, () => `new ${random.pick([...LANGUAGE.constructors])}(${values(maker, depth - 1, 2)})`],
    [2, () => `${random.pick(maker.names)}${random.chance(0.1) ? "?." : ""}(${values(maker, depth - 1, 3)})`],
    [2, () => callback(maker, depth)],
    [
      1,
      () =>
        `(${expression(maker, depth - 1)} ${random.pick(["+", "-", "*", "%", "===", "<", "??", "||", "&&", "instanceof", ">>>"])} ${expression(maker, depth - 1)})`,
    ],
    [1, () => `(${expression(maker, depth - 1)} ? ${expression(maker, depth - 1)} : ${expression(maker, depth - 1)})`],
    [1, () => `(${random.pick(["!", "-", "typeof ", "+", "void "])}${expression(maker, depth - 1)})`],
    [2, () => `${receiver(maker, depth)}${random.chance(0.1) ? "?." : ""}[${random.below(3)}]`],
    [
      1,
      () =>
        `${random.pick(PATH_NAMES.filter((name) => name !== "sep"))}(${random.chance(0.5) ? JSON.stringify(random.pick(PATHS)) : values(maker, depth - 1, 2)})`,
    ],
    [
      1,
      () =>
        `parseArgs(${random.chance(0.5) ? '{ args: ["--a", "1", "p"], options: { a: { type: "string" } }, allowPositionals: true }' : values(maker, depth - 1, 1)})`,
    ],
    [1, () => random.pick(["process.argv", "process.argv[2]", "process.exitCode", "process.stdin.isTTY", "process.stdout.isTTY", "process.env.TOKEN"])],
    [1, () => random.pick([...(random.chance(0.1) ? LANGUAGE.globals : LANGUAGE.valueGlobals), ...CALLED, ...STATIC])],
    [maker.guarded ? 5 : 0, () => files(maker, depth)],
  ])();
}

function files(maker: Maker, depth: number): string {
  const { random } = maker;
  const path = (): string =>
    random.weighted([
      [4, () => JSON.stringify(random.pick(PATHS)).replaceAll("\\\\u", "\\u")],
      [1, () => expression(maker, depth - 1)],
    ])();
  const name = random.pick(GUARDED_CALLS);
  if (name === "getText" && random.chance(0.9)) return `getText(${address(random)}, ${random.chance(0.7) ? "go" : expression(maker, depth - 1)})`;
  return random.chance(0.1) ? name : `${name}(${path()}, ${random.chance(0.8) ? '"x"' : expression(maker, depth - 1)})`;
}

/** An address, or a thing that gives another one each time it is asked. */
function address(random: Random): string {
  const [one, other] = [JSON.stringify(random.pick(ADDRESSES)), JSON.stringify(random.pick(ADDRESSES))];
  return random.chance(0.8) ? one : `{ toString: () => (list.pop() === undefined ? ${one} : ${other}) }`;
}

/** The first names of the lists lead furthest, so they come more often. */
export function evilMember(random: Random): string {
  return random.chance(0.4) ? random.pick(EVIL_MEMBERS.slice(0, 6)) : random.pick(EVIL_MEMBERS);
}

export function evilName(random: Random): string {
  return random.chance(0.4) ? random.pick(EVIL_NAMES.slice(0, 5)) : random.pick(EVIL_NAMES);
}

function link(random: Random): string {
  return random.chance(0.12) ? "?." : ".";
}

function receiver(maker: Maker, depth: number): string {
  const one = expression(maker, depth - 1);
  return /^[\w.()]+$/.test(one) && /^[a-zA-Z]/.test(one) && /[\w]$/.test(one) && !one.includes("(") ? one : `(${one})`;
}

function callback(maker: Maker, depth: number): string {
  const { random } = maker;
  if (random.chance(0.3)) return random.pick([...maker.names, "String", "Number", "Boolean", "structuredClone", ...CALLED]);
  const before = maker.names;
  const parameters = [fresh(maker), fresh(maker)];
  maker.names = [...before, ...parameters];
  const body = expression(maker, depth - 1);
  maker.names = before;
  return `(${random.chance(0.2) ? `[${parameters[0] ?? ""}]` : (parameters[0] ?? "")}, ${parameters[1] ?? ""}) => (${body})`;
}

function literal(maker: Maker, depth: number): string {
  const { random } = maker;
  return random.weighted<() => string>([
    [3, () => String(random.below(12))],
    [4, () => random.pick(['"ab"', '"a,b"', '""', '"constructor"', '"return 1"', '"{\\"then\\":1,\\"constructor\\":{}}"', '"__proto__"', '"2020-01-01"'])],
    [1, () => `\`t\${${depth > 0 ? expression(maker, depth - 1) : "1"}}\``],
    [1, () => random.pick(["null", "true", "false", "undefined"])],
    [1, () => random.pick(["/a/g", "/(?<k>b)|c/", "/[a-z]+/giu", "/./sy"])],
    [depth > 0 ? 2 : 0, () => `[${values(maker, depth - 1, 3)}]`],
    [depth > 0 ? 2 : 0, () => object(maker, depth)],
  ])();
}

function object(maker: Maker, depth: number): string {
  const { random } = maker;
  const names = [
    "toString",
    "valueOf",
    "toJSON",
    "length",
    "next",
    "has",
    "keys",
    "size",
    "exec",
    "flags",
    "message",
    "name",
    "options",
    "args",
    "type",
    "get",
    "set",
    ...FIELDS,
  ];
  const entries = Array.from({ length: random.below(3) }, () => `${leaves(maker) ? evilMember(random) : random.pick(names)}: ${expression(maker, depth - 1)}`);
  return `({ ${[...entries, ...(random.chance(0.15) ? [`...${expression(maker, 0)}`] : [])].join(", ")} })`;
}

function evil(maker: Maker, depth: number): string {
  const { random } = maker;
  const one = depth > 0 ? receiver(maker, depth) : random.pick(maker.names);
  return random.weighted<() => string>([
    [4, () => evilName(random)],
    [5, () => `${one}${link(random)}${evilMember(random)}`],
    [3, () => `${one}${link(random)}${evilMember(random)}(${random.chance(0.5) ? '"return 1"' : ""})`],
    [2, () => `${one}[${random.pick(EVIL_KEYS)}]`],
    [
      3,
      () =>
        `${random.pick(["process", "process.stdout", "process.stdin", "process.env", "console", "Object", "Array", "Error", "JSON", "Math", "Date", "String"])}${link(random)}${random.pick([...EVIL_MEMBERS, ...FIELDS, ...VALUES])}`,
    ],
    [3, () => random.pick(OWNERS)],
    [2, () => `(${one}.${random.pick(METHODS)})`],
    [1, () => `import("node:fs")`],
    [1, () => `(function () { return this; })()`],
    [1, () => `new ${evilName(random)}(${one})`],
    [1, () => `${one}\`x\``],
  ])();
}
