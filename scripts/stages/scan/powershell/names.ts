import { parsePowerShell } from "../windows/statements.ts";
import { type Block, lettersOf, type Node, plainText, type Statement } from "../windows/tree.ts";
import type { FileContext } from "../reading.ts";
import { givenTo, nodesOf, type Source } from "./given.ts";
import { type Command, walkAll } from "./walk.ts";

/** Everything that has a name in a program. What is assigned counts wherever it stands: no order is followed. */
export type Names = Readonly<{
  variables: ReadonlyMap<string, readonly Source[]>;
  /** Entries that are put into tables behind their making. */
  entries: ReadonlyMap<string, readonly (readonly [Node, Node])[]>;
  /** Function -> where it is made for sure, whatever happens before: Infinity where that depends on something. */
  functions: ReadonlyMap<string, number>;
  methods: ReadonlySet<string>;
  /** All names behind a dot or two colons. */
  members: ReadonlySet<string>;
  classes: ReadonlySet<string>;
  aliases: ReadonlyMap<string, readonly Node[]>;
  /** Are variables reached by names of their own, so that none can be told? */
  isOpen: boolean;
}>;

const UNKNOWN: Source = { kind: "unknown" };
/** Parameters that name the variable which is to hold something. */
const NAMING =
  /^(?:outvariable|ov|errorvariable|ev|warningvariable|wv|informationvariable|iv|pipelinevariable|pv|variable|sessionvariable|bindingvariable|responseheadersvariable|statuscodevariable|rhv)$/;
const MOST_FILES = 60;

type Collected = {
  variables: Map<string, Source[]>;
  entries: Map<string, (readonly [Node, Node])[]>;
  functions: Map<string, number>;
  methods: Set<string>;
  members: Set<string>;
  classes: Set<string>;
  aliases: Map<string, Node[]>;
  isOpen: boolean;
};

const shared = new WeakMap<ReadonlySet<string>, Names | null>();

/** Program -> its names, with those of the skill's other programs where one of them takes another in. */
export function namesOf(body: readonly Statement[], context: FileContext): Names {
  const all = sharedNames(context);
  if (all === null) return collect([body]);
  // Classes of another program are there only to one that names it (about_Using).
  return body.some((one) => one.kind === "using" && one.what === "module") ? all : { ...all, classes: collect([body]).classes };
}

function sharedNames(context: FileContext): Names | null {
  const { paths, textOf } = context;
  const known = shared.get(paths);
  if (known !== undefined || textOf === undefined) return known ?? null;
  const files = [...paths].filter((one) => /\.psm?1$/i.test(one));
  const texts = files.slice(0, MOST_FILES).map((one) => textOf(one) ?? "");
  const isJoined = files.length > 1 && texts.some((one) => /(?:^|[\n;{(])\s*\.\s+["'$.(]|\b(?:import-module|ipmo|using\s+module)\b|\$global:/i.test(one));
  const all = isJoined ? collect(texts.map((one) => parsePowerShell(one).body)) : null;
  const names = all !== null && files.length > MOST_FILES ? { ...all, isOpen: true } : all;
  shared.set(paths, names);
  return names;
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
    isOpen: false,
  };
  for (const body of programs) {
    // Functions of other programs are there only if those were taken in before.
    for (const one of body) if (one.kind === "function" && programs.length === 1) functionAt(found, one.name, one.start);
    walkAll(body, {
      statement: (one) => {
        ofStatement(found, one);
      },
      command: (one) => {
        ofCommand(found, one);
      },
      node: (one) => {
        ofNode(found, one);
      },
      attribute: ({ name, args }) => {
        if (name !== "alias") return;
        for (const one of args)
          for (const text of nodesOf(one)) if (text.kind === "text") functionAt(found, lettersOf(text).toLowerCase(), Number.POSITIVE_INFINITY);
      },
    });
  }
  return found;
}

function ofStatement(found: Collected, one: Statement): void {
  if (one.kind === "function") {
    functionAt(found, one.name, Number.POSITIVE_INFINITY);
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

function functionAt(found: Collected, name: string, start: number): void {
  found.functions.set(name, Math.min(start, found.functions.get(name) ?? Number.POSITIVE_INFINITY));
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
  else if ((target.kind === "index" || target.kind === "member") && target.of.kind === "variable") {
    const key = plainName(target.of.name);
    entry(found, key, target.kind === "index" ? target.at : target.name, value);
  }
}

function entry(found: Collected, table: string, name: Node, value: Node): void {
  const all = found.entries.get(table);
  if (all === undefined) found.entries.set(table, [[name, value]]);
  else all.push([name, value]);
}

function ofNode(found: Collected, one: Node): void {
  if (one.kind === "member") found.members.add(lettersOf(one.name).toLowerCase());
  if (one.kind === "cast" && /^(?:ref|management\.automation\.psreference)$/.test(one.type) && one.of.kind === "variable") put(found, one.of.name, UNKNOWN);
  else if (one.kind === "unary" && /^(?:\+\+|--)$/.test(one.op) && one.of.kind === "variable") put(found, one.of.name, UNKNOWN);
  // `$table.Add(name, value)`
  else if (one.kind === "member" && one.args !== null && one.of.kind === "variable" && one.name.kind === "text") {
    const key = plainName(one.of.name);
    const [name, value] = one.args;
    if (name !== undefined && /^(?:add|set_item|insert|tryadd)$/i.test(lettersOf(one.name))) entry(found, key, name, value ?? name);
  }
}

function ofCommand(found: Collected, one: Command): void {
  const name = lettersOf(one.name).toLowerCase();
  for (const word of one.words) if (word.kind === "parameter" && NAMING.test(word.name)) variableNamed(found, word.value ?? behind(one, word));
  if (/^(?:get-variable|gv)$/.test(name)) found.isOpen = true;
  const given = givenTo(one, found.entries, found.variables);
  if (/^(?:set-variable|new-variable|clear-variable|remove-variable|sv|nv|set|clv|rv)$/.test(name))
    for (const node of given.at("name", 0)) variableNamed(found, node);
  else if (/^(?:set-alias|new-alias|sal|nal)$/.test(name))
    for (const node of given.at("name", 0)) {
      const key = plainText(node)?.toLowerCase() ?? "";
      found.aliases.set(key, [...(found.aliases.get(key) ?? []), ...given.at("value", 1)]);
    }
}

/** The word behind a parameter. */
function behind(command: Command, word: Command["words"][number]): Node | null {
  const next = command.words[command.words.indexOf(word) + 1];
  return next?.kind === "word" ? next.node : null;
}

function variableNamed(found: Collected, node: Node | null): void {
  const text = node === null ? null : plainText(node);
  if (text === null) found.isOpen = true;
  else put(found, text.replace(/^\+/, ""), UNKNOWN);
}
