import { comesFrom, createSearch, type Kind, type Search } from "./origins.ts";
import type { Resolver } from "./resolver.ts";
import { nameOf, type Node, part, textOf } from "./tree.ts";
import { textsOf } from "./value.ts";

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
  return comesFrom(resolver, programIn(resolver, command), search) && isAsTyped(resolver, search);
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
function lengthened({ scopes }: Resolver, node: Node): Node | null {
  const binding = node.type === "identifier" ? scopes.bindingOf.get(node) : undefined;
  const [write, more] = binding?.writes ?? [];
  const isKept = binding?.items.length === 0 && binding.changes.every(({ method }) => /^(?:append|extend)$/.test(method));
  return isKept && more === undefined && write?.kind === "value" && write.path.length === 0 ? write.node : null;
}

/** Does the program leave the command line as it was typed, where it comes from there? */
function isAsTyped(resolver: Resolver, search: Search): boolean {
  if (!search.met.some((name) => PARSES.test(name))) return true;
  return !REWRITES.test(resolver.tree.text) && parsesTheirs(resolver, search);
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
