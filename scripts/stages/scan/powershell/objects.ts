import { HOLE } from "../shell/text.ts";
import { lettersOf, type Node, type Place } from "../windows/tree.ts";
import { type Constants, textsOf } from "./constants.ts";
import { unwrapped } from "./given.ts";
import { plainName } from "./names.ts";
import { type Check, needPath, needProgram, needText } from "./needs.ts";
import { resolved } from "./resolve.ts";
import { FILE_TYPES } from "./types.table.ts";
import type { Command } from "./walk.ts";

const DEEPEST = 12;
/** Methods of processes, services, files and keys of the registry that nothing else is likely to have. */
const OF_WINDOWS =
  /^(?:kill|closemainwindow|executecommand|pause|continue|shutdown|reboot|terminate|rename|setvalue|deletevalue|deletesubkey(?:tree)?|createsubkey|setaccesscontrol|uninstall|getnewclosure)$/;
/** What gives objects that have methods of any name. */
const OF_ANY_NAME = /^(?:get-(?:wmiobject|ciminstance|cimclass|wsmaninstance)|)$/;

/** May a method of this name, on a value nobody knows, be one that Windows has? */
export function isOfWindows({ names }: Constants, name: string): boolean {
  return OF_WINDOWS.test(name) || names.isOpen || [...names.commands].some((one) => OF_ANY_NAME.test(one));
}

/** Is all that this value may be made by a class that `isMeant`? */
function isMadeBy(constants: Constants, node: Node, isMeant: (type: string, member: string) => boolean, depth = 0): boolean {
  if (depth > DEEPEST || constants.names.isOpen) return false;
  const inner = (one: Node): boolean => isMadeBy(constants, one, isMeant, depth + 1);
  const only = unwrapped(node);
  if (only !== node) return inner(only);
  if (node.kind === "cast") return isMeant(node.type, "new");
  if (node.kind === "member")
    return node.isStatic && node.args !== null && node.of.kind === "type" && isMeant(node.of.name, lettersOf(node.name).toLowerCase());
  if (node.kind === "variable") {
    const sources = constants.names.variables.get(plainName(node.name)) ?? [];
    return (
      sources.length > 0 &&
      sources.every((one) => {
        if (one.kind === "value") return inner(one.node);
        return one.kind === "typed" && one.types.some((type) => isMeant(type, "new"));
      })
    );
  }
  const element = onlyCommand(node);
  if (element === null || !/^new-object$/i.test(lettersOf(element.name)) || constants.names.functions.has("new-object")) return false;
  const [word] = element.words;
  return (
    word?.kind === "word" &&
    isMeant(
      lettersOf(word.node)
        .toLowerCase()
        .replace(/^system\./, ""),
      "new",
    )
  );
}

/** `(command words)` */
function onlyCommand(node: Node): Command | null {
  const [made] = node.kind === "sub" && node.body.length === 1 ? node.body : [];
  const element = made?.kind === "pipeline" && made.elements.length === 1 ? made.elements[0] : undefined;
  return element?.kind === "command" ? element : null;
}

/** Is a value an object of a class of the skill's own? */
export function isOwnObject(constants: Constants, node: Node): boolean {
  return isMadeBy(constants, node, (type, member) => member === "new" && constants.names.classes.has(type));
}

/** Is a value a stream, so no path? */
function isStream(constants: Constants, node: Node): boolean {
  return isMadeBy(
    constants,
    node,
    (type, member) =>
      (member === "new" && (type === "io.memorystream" || FILE_TYPES.has(type))) || (type === "io.file" && /^(?:create|open(?:read|write)?)$/.test(member)),
  );
}

/** Properties of files that are text, and methods that give some. */
const TEXT_PROPERTIES = /^(?:fullname|name|basename|extension|directoryname|path|value|line|message|version|content|url|source)$/;
const TEXT_METHODS =
  /^(?:tostring|trim(?:start|end)?|to(?:lower|upper)(?:invariant)?|substring|replace|pad(?:left|right)|insert|read(?:alltext|toend|line)|getstring|combine|join|format)$/;
const TEXT_COMMANDS = /^(?:get-content|out-string|join-path|split-path|read-host|get-date|convertto-json|join-string)$/;

/** Is a value text for sure? */
function isText(constants: Constants, node: Node, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  const inner = (one: Node): boolean => isText(constants, one, depth + 1);
  const only = unwrapped(node);
  if (only !== node) return inner(only);
  if (node.kind === "text") return true;
  if (node.kind === "cast") return node.type === "string";
  if (node.kind === "member") return (node.args === null ? TEXT_PROPERTIES : TEXT_METHODS).test(lettersOf(node.name).toLowerCase());
  if (node.kind === "binary") return /^-(?:f|replace|join)$/.test(node.op) || (node.op === "+" && inner(node.left));
  if (node.kind === "variable") {
    const sources = constants.names.isOpen ? [] : (constants.names.variables.get(plainName(node.name)) ?? []);
    return sources.length > 0 && sources.every((one) => (one.kind === "value" ? inner(one.node) : one.kind === "typed" && one.types.includes("string")));
  }
  const element = onlyCommand(node);
  const name = element === null ? "" : resolved(lettersOf(element.name));
  return TEXT_COMMANDS.test(name) && !constants.names.functions.has(name);
}

/** Methods that text and lists have, too, and that change what lies elsewhere when they are called on files, services or logs. */
export function judgeShared(check: Check, name: string, of: Node | null, args: readonly Node[], place: Place): void {
  const { constants } = check;
  const { commands } = constants.names;
  const has = (pattern: RegExp): boolean => constants.names.isOpen || [...commands].some((one) => one === "" || pattern.test(one));
  const [first] = args;
  if (name === "copyto" && first !== undefined && !isStream(constants, first)) {
    // `FileInfo.CopyTo(path)`
    needText(check, place, name, "read", HOLE);
    needPath(check, place, name, "write", first);
  } else if (
    name === "replace" &&
    args.length >= 2 &&
    first !== undefined &&
    has(/^get-(?:item|childitem)$|^io\.fileinfo$/) &&
    (of === null || !isText(constants, of))
  ) {
    // `FileInfo.Replace(path, backup)`: of text that is known only such as is a path can be meant.
    for (const text of textsOf(constants, first))
      if (text.includes(HOLE) || /^(?:[a-z]:|~|\.{1,2})?[\\/][^\\/]|^[\w.-]+[\\/][\w.-]/i.test(text)) needText(check, place, name, "write", text);
  } else if (name === "stop" && args.length === 0 && has(/^get-service$/)) needProgram(check, place, "stop-service");
  else if (name === "clear" && has(/^get-eventlog$/)) needProgram(check, place, "clear-eventlog");
}
