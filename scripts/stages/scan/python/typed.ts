import { comesFrom, createSearch, type Kind, type Search } from "./origins.ts";
import { classOf, usesOf } from "./parameters.ts";
import type { Resolver } from "./resolver.ts";
import type { Binding, Write } from "./scope.ts";
import { nameOf, type Node, part, textOf } from "./tree.ts";
import { textsOf } from "./value.ts";
import { firstMoved } from "./places-in.ts";

const PARSES = /^(?:sys\.argv$|argparse\.ArgumentParser\(\)\.parse_(?:known_)?args\(\))/;
/** Calls that give what they were given, in another shape. */
const SHAPES =
  "builtins\\.(?:zip|enumerate|list|tuple|str|sorted|reversed|filter|iter|next|set)|shlex\\.(?:split|join|quote)|os\\.path\\.(?:expanduser|abspath)";

const TYPED: Kind = {
  // A word of the program's own may be the command, and what was typed only what it is given.
  isText: (node, { tree }) => node.children.every((one) => one.type !== "string_content" || /^(?:\s*|-{1,2}[\w-]*)$/.test(textOf(tree, one))),
  things: PARSES,
  gives: new RegExp(`^(?:${SHAPES})$`),
  open: false,
};
/** Folders and programs that this machine or the person's own environment names, or whoever calls; a folder that everybody can write to is none of them. */
const NAMED: Kind = {
  isText: (node, { tree }) => !/\/tmp\b|\/dev\/shm/.test(textOf(tree, node)),
  things:
    /^(?:sys\.(?:executable|platform|prefix|base_prefix|exec_prefix|argv$)|argparse\.ArgumentParser\(\)\.parse_(?:known_)?args\(\)|os\.(?:environ\[|environ\.get\(\)|getenv\(\)|name$|sep$)|platform\.\w+\(\)|shutil\.which\(\)|pathlib\.Path\.(?:home|cwd)\(\)|builtins\.__file__)/,
  gives: new RegExp(`^(?:${SHAPES}|os\\.path\\.\\w+|os\\.fspath|pathlib\\.\\w*Path|shutil\\.which|os\\.environ\\.get|os\\.getenv)$`),
  open: true,
};

/**
 * Is an expression nothing but words that whoever starts the program typed behind its name, in any shape, and options and blanks beside them? Then they choose the
 * command, as they could without the program. A default, a list of words that the program hands to its parser itself, or a value from anywhere else is not typed.
 */
export function isTyped(resolver: Resolver, node: Node): boolean {
  const search = createSearch(TYPED);
  return comesFrom(resolver, node, search) && search.met.length > 0 && isAsTyped(resolver, search);
}

/**
 * Is the program of a command, the first of its words, one that the person's environment, the machine (`shutil.which`) or a caller names? Then it can be any program,
 * which is a permission. What comes by the network, out of a file, from an encoding or another program is none of them.
 */
export function isNamedElsewhere(resolver: Resolver, command: Node): boolean {
  const search = createSearch(NAMED);
  return programsIn(resolver, command).every((one) => comesFrom(resolver, one, search)) && isAsTyped(resolver, search);
}

/** Command -> its programs: that of each command which callers of the file hand over, where it is plainly all that they hand over for it. */
function programsIn(resolver: Resolver, command: Node): readonly Node[] {
  const binding = command.type === "identifier" ? resolver.scopes.bindingOf.get(command) : undefined;
  const [write, more] = binding?.writes ?? [];
  if (binding === undefined || write?.kind !== "param" || more !== undefined || !isLengthened(resolver, binding) || classOf(write.owner) !== null)
    return [programIn(resolver, command)];
  const calls = write.spread === 0 && write.fallback === null && !resolver.around.isImported ? usesOf(resolver.scopes, write.owner, null) : null;
  if (calls === null || calls.length === 0 || write.index < 0) return [command];
  const given = calls.map((call) => {
    const all = part(call, "arguments")?.children ?? [];
    return all.some((one) => /^(?:list_splat|dictionary_splat|keyword_argument)$/.test(one.type) && !isOther(resolver, one, write.name))
      ? undefined
      : all[write.index];
  });
  const programs = given.map((one) => (one === undefined ? command : programIn(resolver, one)));
  // A caller that hands over words of which nobody knows the first says nothing of the program.
  return programs.some((one, index) => one === command || one === given[index]) ? [command] : programs;
}

/** `timeout=5`: an argument for another parameter. */
function isOther({ tree }: Resolver, given: Node, name: string): boolean {
  return given.type === "keyword_argument" && nameOf(tree, part(given, "name") ?? given) !== name;
}

/** Command -> its program, where that is plainly the first word of a list to which only more is put behind; else all of it. */
function programIn(resolver: Resolver, command: Node): Node {
  let one: Node | null = command;
  for (let steps = 0; one !== null && steps < 20; steps++) {
    const [first] = one.children;
    if (one.type === "list") return first === undefined || first.type === "list_splat" ? command : first;
    one = one.type === "binary_operator" ? part(one, "left") : lengthened(resolver, one);
  }
  return command;
}

/** Name -> the one value it is given, if that is only put more behind. */
function lengthened(resolver: Resolver, node: Node): Node | null {
  const binding = node.type === "identifier" ? resolver.scopes.bindingOf.get(node) : undefined;
  if (binding === undefined || !isLengthened(resolver, binding)) return null;
  const [write, more] = binding.writes.filter((one) => !isAdded(resolver, one));
  return more === undefined && write?.kind === "value" && write.path.length === 0 ? write.node : null;
}

/** `cmd += [...]`. */
function isAdded({ tree }: Resolver, write: Write): boolean {
  return (
    write.kind === "value" &&
    write.path.length === 0 &&
    write.node.type === "augmented_assignment" &&
    /^\s*\+=/.test(tree.text.slice(part(write.node, "left")?.end ?? 0, part(write.node, "right")?.start ?? 0))
  );
}

function isLengthened(resolver: Resolver, binding: Binding): boolean {
  return binding.items.length === 0 && firstMoved(resolver.tree, binding) > 0;
}

/** Does the program leave the command line as it was typed, where it comes from there? */
function isAsTyped(resolver: Resolver, search: Search): boolean {
  if (!search.met.some((name) => PARSES.test(name))) return true;
  return !rewritesArguments(resolver) && parsesTheirs(resolver, search);
}

/** May the program put words of its own where those of the command line stood? */
export function rewritesArguments(resolver: Resolver): boolean {
  return REWRITES.test(resolver.tree.text);
}

/** Ways in which a program can put words of its own where those of the command line stood, without a name that says so. */
const REWRITES =
  /\bargv\s*\[[^\]\n]{0,200}\]\s*\+?=(?!=)|\bargv\s*\+=|\bargv\s*\.\s*(?:append|insert|extend|__\w+__)\b|=\s*sys\s*\.\s*argv\s*(?:$|[#;,])|\bsetattr\b|\bvars\s*\(|__dict__|\bNamespace\b/m;

/** Does every parser of the file read the command line, with no word of the program's own in place of one that nobody typed? */
function parsesTheirs(resolver: Resolver, search: Search): boolean {
  return resolver.tree.nodes.every((node) => {
    const callee = node.type === "call" ? part(node, "function") : null;
    if (callee?.type !== "attribute") return true;
    const method = nameOf(resolver.tree, part(callee, "attribute") ?? callee);
    const given = part(node, "arguments")?.children ?? [];
    if (method === "set_defaults") return given.every((one) => one.type !== "keyword_argument" || !isWords(resolver, part(one, "value")));
    if (method === "add_argument") return given.every((one) => !isFilledIn(resolver, one));
    return !/^parse_(?:known_)?args$/.test(method) || given.every((one) => one.type !== "keyword_argument" && comesFrom(resolver, one, search));
  });
}

/** A default or a constant of more than a word, or something of the program's own that makes the value. */
function isFilledIn(resolver: Resolver, given: Node): boolean {
  if (given.type !== "keyword_argument") return given.type === "dictionary_splat";
  const name = nameOf(resolver.tree, part(given, "name") ?? given);
  const value = part(given, "value");
  if (name === "default" || name === "const") return isWords(resolver, value);
  if (name === "type") return value === null || !resolver.valuesOf(value).every((one) => one.kind === "thing" && MAKES.test(one.name));
  return name === "action" && textsOf(value === null ? [] : resolver.valuesOf(value)).some((one) => one === null);
}

const MAKES = /^(?:builtins\.(?:str|int|float|bool)|pathlib\.Path|shlex\.split)$/;

/** A text with a blank in it, or one that cannot be told: more than a name, a number or a switch could be. */
function isWords(resolver: Resolver, node: Node | null): boolean {
  if (node === null) return true;
  if (/^(?:none|true|false|integer|float|unary_operator)$/.test(node.type) || (node.type === "list" && node.children.length === 0)) return false;
  const texts = textsOf(resolver.valuesOf(node));
  return texts.length === 0 || texts.some((one) => one === null || !/^[\w.-]*$/.test(one));
}
