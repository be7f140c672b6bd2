import { parsePowerShell } from "../windows/statements.ts";
import { type Block, lettersOf, type Node, plainText, type Statement } from "../windows/tree.ts";
import type { FileContext } from "../reading.ts";
import { type Given, givenTo, itemsOf, type Source, type Tables, unwrapped } from "./given.ts";
import { declared, type Span } from "./made.ts";
import { CHANGERS, resolved } from "./resolve.ts";
import { type Command, walkAll } from "./walk.ts";

/** Everything that has a name in a program. What is assigned counts wherever it stands: no order is followed. */
export type Names = Tables &
  Readonly<{
    /** Function -> between which places of the program its name is known to be taken. */
    functions: ReadonlyMap<string, readonly Span[]>;
    /** Functions that another program may have brought. */
    brought: ReadonlySet<string>;
    methods: ReadonlySet<string>;
    /** All names behind a dot or two colons. */
    members: ReadonlySet<string>;
    classes: ReadonlySet<string>;
    aliases: ReadonlyMap<string, readonly Node[]>;
    /** All commands and classes of .NET that it names; "" is one that cannot be told. */
    commands: ReadonlySet<string>;
    /** Are variables reached by names of their own, so that none can be told? */
    isOpen: boolean;
  }>;

const UNKNOWN: Source = { kind: "unknown" };
/** Parameters that name the variable which is to hold something (about_CommonParameters), and how much of each tells it from all others. */
const NAMING: readonly (readonly [name: string, least: number])[] = [
  ["outvariable", 4],
  ["errorvariable", 6],
  ["warningvariable", 8],
  ["informationvariable", 12],
  ["pipelinevariable", 1],
  ["variable", 2],
  ["sessionvariable", 2],
  ["bindingvariable", 2],
  ["statuscodevariable", 11],
  ["responseheadersvariable", 16],
];
const NAMING_SHORT = /^(?:ov|ev|wv|iv|pv|sv|rhv)$/;
/** Methods that put something into a list or a table, by how many words they are given. */
const FILLING: Readonly<Record<string, number>> = { add: 2, tryadd: 2, insert: 2, set_item: 1, setvalue: 1 };
const MOST_FILES = 60;

type Collected = {
  variables: Map<string, Source[]>;
  entries: Map<string, (readonly [Node, Node])[]>;
  functions: Map<string, Span[]>;
  methods: Set<string>;
  members: Set<string>;
  classes: Set<string>;
  aliases: Map<string, Node[]>;
  commands: Set<string>;
  called: Command[];
  /** Variables whose content is changed; null for whatever is reached in another way. */
  changed: Set<string | null>;
  /** Is the value of something set that may be a variable itself? */
  setsValue: boolean;
  isOpen: boolean;
  isChanged: boolean;
};

const shared = new WeakMap<ReadonlySet<string>, Names | null>();

/** Program -> its names, with those of the skill's other programs where one of them takes another in. */
export function namesOf(body: readonly Statement[], context: FileContext): Names {
  const all = sharedNames(context);
  const own = collect([body]);
  if (all === null) return own;
  // Classes of another program are there only to one that names it (about_Using).
  const classes = body.some((one) => one.kind === "using" && one.what === "module") ? all.classes : own.classes;
  return { ...all, classes, functions: new Map([...all.functions, ...own.functions]), brought: all.brought };
}

function sharedNames({ paths, textOf }: FileContext): Names | null {
  const known = shared.get(paths);
  if (known !== undefined || textOf === undefined) return known ?? null;
  const files = [...paths].filter((one) => /\.psm?1$/i.test(one));
  const programs = files.length < 2 ? [] : files.slice(0, MOST_FILES).map((one) => parsePowerShell(textOf(one) ?? "").body);
  const all = programs.some(isJoined) ? collect(programs) : null;
  const names = all !== null && files.length > MOST_FILES ? { ...all, isOpen: true } : all;
  shared.set(paths, names);
  return names;
}

/** Does a program take another in, or change what belongs to all? */
function isJoined(body: readonly Statement[]): boolean {
  let found = false;
  walkAll(body, {
    statement: (one) => {
      if (one.kind === "using" && one.what === "module") found = true;
    },
    command: ({ call, name, words }) => {
      const text = plainText(name);
      const isNamed = text !== null && !/^(?:import-module|invoke-command)$/.test(resolved(text));
      if (call === "." || !isNamed || words.some((one) => one.kind === "parameter" && "scope".startsWith(one.name))) found = true;
    },
    node: (one) => {
      if (one.kind === "variable" && /^global:/i.test(one.name)) found = true;
    },
  });
  return found;
}

function collect(programs: readonly (readonly Statement[])[]): Names {
  const found: Collected = {
    variables: new Map(),
    entries: new Map(),
    functions: new Map(),
    methods: new Set(),
    members: new Set(),
    classes: new Set(),
    aliases: new Map(),
    commands: new Set(),
    called: [],
    changed: new Set(),
    setsValue: false,
    isOpen: false,
    isChanged: false,
  };
  for (const body of programs) {
    if (programs.length === 1)
      declared(body, 0, Number.POSITIVE_INFINITY, (name, span) => {
        functionAt(found, name, span);
      });
    walkAll(body, {
      statement: (one) => {
        ofStatement(found, one);
      },
      command: (one) => {
        found.called.push(one);
      },
      node: (one) => {
        ofNode(found, one);
      },
      attribute: ({ name, args }) => {
        if (name !== "alias") return;
        for (const one of args.flatMap(itemsOf)) functionAt(found, lettersOf(one).toLowerCase());
      },
      typed: (types) => {
        for (const one of types) found.commands.add(one);
      },
    });
  }
  found.isChanged = [...found.changed].some((one) => one === null || !isFresh(found, one));
  // What a table gives a command is known only when all tables are; what a command names may be such a table.
  for (let round = 0; round < 2; round++) for (const one of found.called) ofCommand(found, one);
  if (found.setsValue && ["", "get-item", "get-childitem"].some((one) => found.commands.has(one))) found.isOpen = true;
  const brought = programs.length > 1 ? programs.flatMap((body) => body.flatMap((one) => (one.kind === "function" ? [one.name] : []))) : [];
  return { ...found, brought: new Set(brought) };
}

/** Is a variable given nothing but what is made there and then, so that no other name leads to it? */
function isFresh(found: Collected, name: string): boolean {
  return (found.variables.get(name) ?? [UNKNOWN]).every((one) => {
    if (one.kind !== "value") return false;
    const node = unwrapped(one.node);
    if (node.kind === "cast") return unwrapped(node.of).kind === "hash";
    if (node.kind === "member") return node.isStatic && /^new$/i.test(lettersOf(node.name));
    if (node.kind === "list" || node.kind === "hash") return true;
    const [only] = node.kind === "sub" ? node.body : [];
    if (node.kind === "sub" && only === undefined) return true;
    const element = only?.kind === "pipeline" ? only.elements[0] : undefined;
    return element?.kind === "command" && /^new-object$/i.test(lettersOf(element.name));
  });
}

function ofStatement(found: Collected, one: Statement): void {
  if (one.kind === "function") {
    functionAt(found, one.name);
    parameters(found, one.block);
  } else if (one.kind === "params") parameters(found, { attributes: one.attributes, params: one.params, body: [] });
  else if (one.kind === "class") {
    found.classes.add(one.name);
    for (const name of one.methods) found.methods.add(name);
    for (const block of one.members) parameters(found, block);
  } else if (one.kind === "branch" && one.each !== null) {
    const head = one.heads[0]?.[0];
    const element = head?.kind === "pipeline" && head.elements.length === 1 ? head.elements[0] : undefined;
    put(found, one.each, element?.kind === "expression" ? { kind: "each", node: element.node } : UNKNOWN);
  } else if (one.kind === "assign") assigned(found, one.target, one.op, { kind: "sub", body: one.value });
}

function functionAt(found: Collected, name: string, span?: Span): void {
  const spans = found.functions.get(name) ?? [];
  found.functions.set(name, spans);
  if (span !== undefined && spans.length < 200) spans.push(span);
}

function parameters(found: Collected, block: Block): void {
  for (const { name, types } of block.params) put(found, name, types.length === 0 ? UNKNOWN : { kind: "typed", types });
}

function put(found: Collected, name: string, source: Source): void {
  const key = plainName(name);
  const all = found.variables.get(key);
  if (all === undefined) found.variables.set(key, [source]);
  else if (all.length < 200) all.push(source);
  else all[0] = UNKNOWN;
}

/** A variable's name without the scope that it is looked for in. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/^(?:global|script|local|private|using|variable):/, "");
}

function assigned(found: Collected, target: Node, op: string, value: Node): void {
  if (target.kind === "cast") assigned(found, target.of, op, value);
  else if (target.kind === "list") for (const one of target.items) assigned(found, one, "?", value);
  else if (target.kind === "variable") put(found, target.name, op === "=" || op === "??=" ? { kind: "value", node: value } : UNKNOWN);
  else if (target.kind === "index" || target.kind === "member") {
    const name = target.kind === "index" ? target.at : target.name;
    if (target.kind === "member" && (plainText(name) === null || /^value$/i.test(lettersOf(name)))) found.setsValue = true;
    changed(found, target.of, name, value);
  }
}

/** Something is put into what `of` is. */
function changed(found: Collected, of: Node, name: Node, value: Node): void {
  if (of.kind !== "variable") {
    found.changed.add(null);
    return;
  }
  const key = plainName(of.name);
  found.changed.add(key);
  const all = found.entries.get(key);
  if (all === undefined) found.entries.set(key, [[name, value]]);
  else all.push([name, value]);
}

function ofNode(found: Collected, one: Node): void {
  if (one.kind === "cast" && /^(?:ref|management\.automation\.psreference)$/.test(one.type) && one.of.kind === "variable") put(found, one.of.name, UNKNOWN);
  else if (one.kind === "unary" && /^(?:\+\+|--)$/.test(one.op) && one.of.kind === "variable") put(found, one.of.name, UNKNOWN);
  if (one.kind === "type" || one.kind === "cast") found.commands.add(one.kind === "type" ? one.name : one.type);
  if (one.kind !== "member") return;
  const name = lettersOf(one.name).toLowerCase();
  found.members.add(name);
  const [first, second] = one.args ?? [];
  if (first === undefined) return;
  if (one.isStatic && one.of.kind === "type" && /^(?:array|buffer)$/.test(one.of.name)) found.changed.add(null);
  else if (name === "copyto") found.changed.add(null);
  else if (!one.isStatic && Object.hasOwn(FILLING, name) && (one.args?.length ?? 0) >= (FILLING[name] ?? 0)) changed(found, one.of, first, second ?? first);
}

function ofCommand(found: Collected, one: Command): void {
  const text = plainText(one.name);
  const name = text === null ? "" : resolved(text);
  const given = givenTo(one, found);
  if (text !== null || !isOwnBlock(found, one.name)) found.commands.add(name);
  // Programs take no parameters of PowerShell.
  if (text === null || name.includes("-") || found.functions.has(name) || found.aliases.has(name)) ofParameters(found, given);
  if (name === "new-object")
    for (const node of given.at("typename", 0))
      found.commands.add(
        lettersOf(node)
          .toLowerCase()
          .replace(/^system\./, ""),
      );
  if (name === "get-variable") found.isOpen = true;
  else if (/-alias$/.test(name) && CHANGERS.has(name))
    for (const node of given.at("name", 0)) {
      const key = plainText(node)?.toLowerCase() ?? "";
      if (!found.aliases.has(key)) found.aliases.set(key, []);
      for (const target of given.at("value", 1, "name")) found.aliases.get(key)?.push(target);
    }
  else if (CHANGERS.has(name)) for (const node of given.at("name", 0)) variableNamed(found, node);
}

/** Is what is called nothing but blocks that stand in the program? */
function isOwnBlock(found: Collected, node: Node): boolean {
  const inner = unwrapped(node);
  if (inner.kind !== "variable") return inner.kind === "block";
  const sources = found.variables.get(plainName(inner.name)) ?? [];
  return (
    sources.length > 0 &&
    sources.every((one) => (one.kind === "value" ? unwrapped(one.node).kind === "block" : one.kind === "typed" && one.types.includes("scriptblock")))
  );
}

function ofParameters(found: Collected, given: Given): void {
  if (given.isOpen) found.isOpen = true;
  for (const [key, values] of given.named)
    if (NAMING_SHORT.test(key) || NAMING.some(([name, least]) => key.length >= least && name.startsWith(key)))
      for (const node of values) variableNamed(found, node);
}

function variableNamed(found: Collected, node: Node | null): void {
  const text = node === null ? null : plainText(node);
  if (text === null) found.isOpen = true;
  else put(found, text.replace(/^\+/, ""), UNKNOWN);
}
