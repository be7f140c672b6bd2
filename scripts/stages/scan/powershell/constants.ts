import { skillFile, skillFolder } from "../javascript/paths.ts";
import { HOLE } from "../shell/text.ts";
import { SET_BY_SYSTEM } from "../windows/places.ts";
import { lettersOf, type Node, type Statement } from "../windows/tree.ts";
import { itemsOf, unwrapped } from "./given.ts";
import { type Names, plainName } from "./names.ts";

/** More ways than this are any. */
const MOST = 24;
const DEEPEST = 24;
const ANY: readonly string[] = [HOLE];

/** `variables`: what is known of each already; null while it is being asked for, so that what leads back to itself is any. */
export type Constants = Readonly<{ names: Names; path: string; variables: Map<string, readonly string[] | null> }>;

/** Value -> all texts that it may be, wherever and whenever it stands; what cannot be told of one is a hole in it. */
export function textsOf(constants: Constants, node: Node, depth = 0): readonly string[] {
  if (depth > DEEPEST) return ANY;
  const inner = (one: Node): readonly string[] => textsOf(constants, one, depth + 1);
  switch (node.kind) {
    case "text":
      return node.parts.reduce<readonly string[]>((all, part) => product(all, typeof part === "string" ? [part] : inner(part)), [""]);
    case "variable":
      return node.splat ? ANY : ofVariable(constants, node.name, depth);
    case "cast":
      return /^(?:string|uri|object)$/.test(node.type) ? inner(node.of) : ANY;
    case "binary":
      if (node.op === "+") return product(inner(node.left), inner(node.right));
      if (node.op === "?:") return union(itemsOf(node.right).map(inner));
      if (node.op === "??") return union([inner(node.left), inner(node.right)]);
      if (node.op === "-f") return formatted(inner(node.left), itemsOf(node.right).map(inner));
      return ANY;
    case "sub":
      return ofStatements(constants, node.body, depth);
    case "index":
      return rootOf(node) === "profile" ? ofVariable(constants, "profile", depth) : ANY;
    case "member":
      return ofMember(constants, node, depth);
    default:
      return ANY;
  }
}

function product(left: readonly string[], right: readonly string[]): readonly string[] {
  if (left.length * right.length > MOST) return ANY;
  return left.flatMap((one) => right.map((other) => (one + other).slice(0, 20_000)));
}

function union(all: readonly (readonly string[])[]): readonly string[] {
  const found = [...new Set(all.flat())];
  return found.length > MOST || found.length === 0 ? ANY : found;
}

function formatted(formats: readonly string[], parts: readonly (readonly string[])[]): readonly string[] {
  const [format] = formats;
  if (format === undefined || formats.length > 1 || format.includes(HOLE) || /\{\d+[,:]/.test(format)) return ANY;
  return format.split(/(\{\d+\})/).reduce<readonly string[]>(
    (all, piece) => {
      const at = /^\{(\d+)\}$/.exec(piece)?.[1];
      return product(all, at === undefined ? [piece] : (parts[Number(at)] ?? ANY));
    },
    [""],
  );
}

function ofVariable(constants: Constants, name: string, depth: number): readonly string[] {
  const { names, path } = constants;
  const key = plainName(name);
  if (names.isOpen) return ANY;
  const sources = names.variables.get(key);
  if (sources === undefined) {
    if (key === "psscriptroot") return [skillFolder(path)];
    if (key === "pscommandpath") return [skillFile(path)];
    const system = SET_BY_SYSTEM.get(key);
    return system === undefined ? ANY : [system];
  }
  const known = constants.variables.get(key);
  if (known !== undefined) return known ?? ANY;
  constants.variables.set(key, null);
  const texts = union(
    sources.map((one) => {
      if (one.kind === "value") return textsOf(constants, one.node, depth + 1);
      if (one.kind === "each") return union(itemsOf(one.node).map((item) => textsOf(constants, item, depth + 1)));
      return ANY;
    }),
  );
  constants.variables.set(key, texts);
  return texts;
}

/** What the last of some statements gives. */
function ofStatements(constants: Constants, body: readonly Statement[], depth: number): readonly string[] {
  const [only] = body;
  if (only === undefined) return [""];
  if (body.length > 1) return ANY;
  if (only.kind === "branch" && only.word === "if") return union([...only.bodies.map((one) => ofStatements(constants, one, depth + 1)), [""]]);
  if (only.kind !== "pipeline" || only.elements.length !== 1) return ANY;
  const [element] = only.elements;
  if (element === undefined || element.redirects.length > 0) return ANY;
  if (element.kind === "expression") return textsOf(constants, element.node, depth + 1);
  return ofCommand(constants, element, depth);
}

/** Commands that put paths together. */
function ofCommand(constants: Constants, element: Extract<Statement, { kind: "pipeline" }>["elements"][number], depth: number): readonly string[] {
  if (element.kind !== "command" || element.name.kind !== "text") return ANY;
  const name = lettersOf(element.name).toLowerCase();
  // A function of that name gives what it wants.
  if (constants.names.functions.has(name) || constants.names.aliases.has(name)) return ANY;
  const words = element.words.flatMap((one) => (one.kind === "word" ? [one.node] : one.value === null ? [] : [one.value]));
  const given = element.words.flatMap((one) => (one.kind === "parameter" ? [one.name] : []));
  const inner = words.map((one) => textsOf(constants, one, depth + 1));
  const [first = ANY] = inner;
  if (name === "join-path" && given.every((one) => /^(?:path|childpath|additionalchildpath)$/.test(one)))
    return inner.reduce<readonly string[]>((all, one) => product(product(all, ["/"]), one), [""]).map((one) => one.replace(/^\//, ""));
  if (/^(?:resolve-path|convert-path|get-item|gi|rvpa|write-output|echo)$/.test(name) && words.length === 1) return first;
  if (name === "split-path" && words.length === 1 && given.every((one) => /^(?:path|parent|literalpath)$/.test(one))) return first.map(parentOf);
  if (/^(?:get-location|pwd|gl)$/.test(name) && words.length === 0) return ["."];
  if (/^(?:get-command|gcm)$/.test(name) && words.length > 0 && given.every((one) => /^(?:name|erroraction|ea|commandtype|type)$/.test(one)))
    return first.every((one) => /^[\w.-]+$/.test(one)) ? first : ANY;
  return ANY;
}

function parentOf(path: string): string {
  const plain = path.replaceAll("\\", "/").replace(/\/+$/, "");
  return plain.includes(HOLE) || !plain.includes("/") ? HOLE : plain.slice(0, plain.lastIndexOf("/"));
}

/** `(Get-Command git).Source`, `(Resolve-Path x).Path`, `[IO.Path]::Combine(a, b)` */
function ofMember(constants: Constants, node: Extract<Node, { kind: "member" }>, depth: number): readonly string[] {
  const name = lettersOf(node.name).toLowerCase();
  // All that the name of the profile has besides are other profiles.
  if (rootOf(node) === "profile") return ofVariable(constants, "profile", depth);
  if (node.args === null && !node.isStatic && /^(?:source|path|fullname|definition|providerpath|tostring)$/.test(name)) {
    if (/^myinvocation$/i.test(node.of.kind === "variable" ? node.of.name : "")) return ANY;
    if (node.of.kind === "member" && name !== "tostring" && isOwnCommand(node.of)) return [skillFile(constants.path)];
    return node.of.kind === "sub" || node.of.kind === "variable" ? textsOf(constants, node.of, depth + 1) : ANY;
  }
  if (!node.isStatic || node.of.kind !== "type" || node.args === null) return ANY;
  const args = node.args.map((one) => textsOf(constants, one, depth + 1));
  if (node.of.name === "io.path" && name === "combine")
    return args.reduce<readonly string[]>((all, one) => product(product(all, ["/"]), one), [""]).map((one) => one.replace(/^\//, ""));
  if (node.of.name === "io.path" && name === "getfullpath") return args[0] ?? ANY;
  if (node.of.name === "io.path" && name === "gettemppath") return ["~\\AppData\\Local\\Temp\\"];
  return ANY;
}

/** The variable that a value is a part of. */
function rootOf(node: Node): string {
  if (node.kind === "member" && !node.isStatic) return rootOf(node.of);
  if (node.kind === "index") return rootOf(node.of);
  return node.kind === "variable" ? node.name.toLowerCase() : "";
}

/** `$MyInvocation.MyCommand` */
function isOwnCommand(node: Extract<Node, { kind: "member" }>): boolean {
  return node.of.kind === "variable" && /^myinvocation$/i.test(node.of.name) && /^mycommand$/i.test(lettersOf(node.name));
}

/** Is all that this value may be a block of code that stands in the program? A parameter of that type takes no text (about_Type_Conversion). */
export function isBlock(constants: Constants, node: Node, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  if (node.kind === "block") return true;
  if (node.kind === "cast") return /scriptblock$/.test(node.type);
  if (node.kind === "sub") {
    const only = unwrapped(node);
    return only !== node && isBlock(constants, only, depth + 1);
  }
  if (node.kind !== "variable" || node.splat || constants.names.isOpen) return false;
  const sources = constants.names.variables.get(plainName(node.name)) ?? [];
  return (
    sources.length > 0 &&
    sources.every((one) =>
      one.kind === "value" ? isBlock(constants, one.node, depth + 1) : one.kind === "typed" && one.types.some((type) => /scriptblock$/.test(type)),
    )
  );
}
