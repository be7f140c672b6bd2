import { DESTROYING, KEEPING } from "../windows/cmdlets.table.ts";
import { hostOf } from "../windows/deeds.ts";
import { type Element, lettersOf, type Node, type Place, plainText } from "../windows/tree.ts";
import { HOSTS, NAMED_ONLY, PATHS, PURE, REFUSED } from "./cmdlets.table.ts";
import { startProcess } from "./programs.ts";
import { isBlock, textsOf } from "./constants.ts";
import { type Given, givenTo, itemsOf } from "./given.ts";
import { judgeMethod, judgeType } from "./members.ts";
import { HOLE } from "../shell/text.ts";
import { spellPath } from "../javascript/paths.ts";
import { type Check, needHost, needPath, needProgram, needText, refuse, shown, shownAt } from "./needs.ts";
import { ASSEMBLIES, TELLING_METHODS, WRITING_METHODS } from "./types.table.ts";
import { bareName, resolved } from "./resolve.ts";
import type { Command } from "./walk.ts";

/** A command of PowerShell -> what it needs, or why it is refused; `isOwn`: the program has a function of that name, too. */
export function judgeCmdlet(check: Check, name: string, command: Command, before: readonly Element[], place: Place, isOwn: boolean): void {
  const given = givenTo(command, check.constants.names);
  const refused = REFUSED.get(name);
  if (refused === "dynamic-code") refuse(check, refused, place, { name, why: "what it runs is data" });
  else if (refused !== undefined) refuse(check, refused, place, { name });
  else if (!judgeSpecial(check, name, given, place)) {
    paths(check, name, given, before, place);
    hosts(check, name, given, place);
    const isKnown = PURE.has(name) || Object.hasOwn(PATHS, name) || Object.hasOwn(HOSTS, name) || KEEPING.has(name) || DESTROYING.has(name);
    // What is not known is another program under the name of a command.
    if (!isKnown && !isOwn) needProgram(check, place, name);
  }
}

/** Commands of which one of the words says what they do; false for any other. */
function judgeSpecial(check: Check, name: string, given: Given, place: Place): boolean {
  switch (name) {
    case "add-type":
      addType(check, given, place);
      return true;
    case "import-module":
      importModule(check, given, place);
      return true;
    case "new-object":
      newObject(check, given, place);
      return true;
    case "start-process":
      if (given.isOpen) refuse(check, "process-creation", place, { name: "a program that cannot be told" });
      startProcess(check, given.at("filepath", 0), given.at("argumentlist args", 1, "filepath"), place);
      for (const mode of ["redirectstandardoutput", "redirectstandarderror"])
        for (const node of given.at(mode, NAMED_ONLY)) needPath(check, place, name, "write", node);
      return true;
    case "foreach-object":
      each(check, given, place);
      return true;
    case "where-object":
      return true;
    case "invoke-command":
    case "start-job":
    case "start-threadjob":
      for (const node of given.at("filepath", NAMED_ONLY)) ownScript(check, node, place);
      return false;
    case "set-variable":
    case "new-variable":
    case "clear-variable":
    case "remove-variable":
    case "set-alias":
    case "new-alias":
      named(check, name, given, place);
      return false;
    case "set-location":
    case "push-location":
      goes(check, name, given, place);
      return true;
    case "install-module":
    case "install-script":
    case "install-package":
    case "install-psresource":
      needProgram(check, place, name);
      if (!given.named.has("requiredversion") && !given.named.has("version")) refuse(check, "unpinned-install", place, { text: shownAt(check, place) });
      return true;
    case "new-psdrive":
      if (
        given.isOpen ||
        given
          .at("psprovider", 1, "name")
          .flatMap((one) => textsOf(check.constants, one))
          .some((one) => !/^(?:filesystem|registry)$/i.test(one))
      )
        refuse(check, "dynamic-code", place, { name, why: "what lies in the drive may be commands" });
      needProgram(check, place, name);
      needText(check, place, name, "read", HOLE);
      needText(check, place, name, "write", HOLE);
      return true;
    default:
      return false;
  }
}

/** Paths that begin nowhere begin there from then on. */
function goes(check: Check, name: string, given: Given, place: Place): void {
  const nodes = given.at("path literalpath", 0);
  for (const text of given.isOpen ? [HOLE] : nodes.flatMap((one) => textsOf(check.constants, one))) {
    if (text === "" || text === "." || text === "-") continue;
    needText(check, place, name, "read", text);
    needText(check, place, name, "write", text);
  }
}

function named(check: Check, name: string, given: Given, place: Place): void {
  const nodes = given.at("name", 0);
  const texts = nodes.flatMap((one) => textsOf(check.constants, one));
  // Which name it is was read as it is written there, before any value was known.
  if (given.isOpen || texts.length === 0 || nodes.some((one) => plainText(one) === null) || texts.some((one) => !/^[\w:?-]+$/.test(one)))
    refuse(check, "dynamic-code", place, { name, why: "the name that it changes cannot be told" });
}

function addType(check: Check, given: Given, place: Place): void {
  const assemblies = given
    .at("assemblyname an", NAMED_ONLY)
    .flatMap(itemsOf)
    .flatMap((one) => textsOf(check.constants, one));
  const isPlain =
    !given.isOpen && given.words.length === 0 && [...given.named.keys()].every((one) => /^(?:assemblyname|an|erroraction|ea|passthru)$/.test(one));
  if (!isPlain || assemblies.length === 0 || assemblies.some((one) => !ASSEMBLIES.has(one.toLowerCase())))
    refuse(check, "native-code", place, { name: "Add-Type" });
}

/** A module of the skill is read; one that is installed is a program like any other. */
function importModule(check: Check, given: Given, place: Place): void {
  const modules = given.at("name fullyqualifiedname", 0).flatMap(itemsOf);
  if (given.isOpen || modules.length === 0) refuse(check, "computed-module", place, { name: "Import-Module", why: "which module it is cannot be told" });
  for (const node of modules)
    for (const text of textsOf(check.constants, node)) {
      if (/^[\w.-]+$/.test(text) && !/\.(?:psm?1|psd1|dll|cdxml)$/i.test(text)) needProgram(check, place, text);
      else ownText(check, text, place);
    }
}

/** A script of the skill's own that is run or taken in. */
function ownScript(check: Check, node: Node, place: Place): void {
  for (const text of textsOf(check.constants, node)) ownText(check, text, place);
}

export function ownText(check: Check, text: string, place: Place): void {
  const { path } = spellPath(text.replaceAll("\\", "/").replace(/^\.\//, ""));
  if (text.includes(HOLE)) {
    // Each program in the skill's own folder is read, whichever of them it is.
    if (!(text.startsWith("\u0000skill/") && !text.includes("..") && /\.psm?1$/i.test(text)))
      refuse(check, "computed-module", place, { name: shown(text), why: "which file it is cannot be told" });
  } else if (check.context.paths.has(path) && /\.ps(?:m?1|d1)$/i.test(path)) check.loaded.push({ path, language: "PowerShell" });
  else refuse(check, "remote-module", place, { name: shown(text) });
}

function newObject(check: Check, given: Given, place: Place): void {
  if (given.isOpen || given.named.has("comobject") || [...given.named.keys()].some((one) => "comobject".startsWith(one))) {
    refuse(check, "process-creation", place, { name: "an object of another program (New-Object -ComObject)" });
    return;
  }
  const types = given.at("typename", 0).flatMap((one) => textsOf(check.constants, one));
  const args = given.at("argumentlist args", 1, "typename");
  if (types.length === 0) refuse(check, "native-code", place, { name: "a class that cannot be told" });
  for (const type of types) {
    if (type.includes(HOLE)) refuse(check, "native-code", place, { name: "a class that cannot be told" });
    else
      judgeType(check, type.toLowerCase().replace(/^system\./, ""), place, {
        member: "new",
        args: args.flatMap(itemsOf),
      });
  }
}

/** `ForEach-Object Name` calls the method of that name. */
function each(check: Check, given: Given, place: Place): void {
  if (given.isOpen) refuse(check, "dynamic-code", place, { name: "ForEach-Object", why: "what it runs cannot be told" });
  const members = [...given.words.slice(0, 1), ...given.at("membername", NAMED_ONLY)].flatMap(itemsOf);
  for (const node of members) {
    if (isBlock(check.constants, node)) continue;
    for (const text of textsOf(check.constants, node)) judgeMember(check, text.toLowerCase(), given, place);
  }
}

/** A name that most often is a property's. Whatever it is called on was made by what is on the list, and a method without words does little there but what these do. */
function judgeMember(check: Check, name: string, given: Given, place: Place): void {
  const isCalled = given.words.length > 1 || given.named.has("argumentlist") || given.isOpen || !/^[\w -]+$/.test(name);
  if (
    isCalled ||
    TELLING_METHODS.has(name) ||
    WRITING_METHODS.has(name) ||
    /^(?:kill|terminate|reboot|shutdown|stop|getnewclosure|getstream|client$)/.test(name)
  )
    judgeMethod(check, name, null, [], place);
}

function paths(check: Check, name: string, given: Given, before: readonly Element[], place: Place): void {
  for (const [mode, names, position, earlier] of PATHS[name] ?? []) {
    const nodes = given.at(names, position, earlier).flatMap(itemsOf);
    for (const node of nodes) needPath(check, place, name, mode, node);
    if (given.isOpen) needText(check, place, name, mode, HOLE);
    if (nodes.length === 0 && before.length > 0 && position === 0 && !/^(?:out|export|tee|set|add)-/.test(name)) piped(check, name, mode, before, place);
  }
}

/** What comes through the pipe is what the command before it looked for. */
function piped(check: Check, name: string, mode: "read" | "write", before: readonly Element[], place: Place): void {
  const [first] = before;
  const { names } = check.constants;
  const written = first?.kind === "command" ? lettersOf(first.name) : "";
  const isFinder =
    /^(?:get-childitem|get-item|resolve-path)$/.test(resolved(written)) && !names.functions.has(bareName(written)) && !names.aliases.has(bareName(written));
  const finder = isFinder && first?.kind === "command" ? givenTo(first, names) : null;
  const nodes = finder === null || finder.isOpen ? [] : finder.at("path literalpath", 0).flatMap(itemsOf);
  for (const node of nodes) needPath(check, place, name, mode, node);
  if (nodes.length === 0) needText(check, place, name, mode, finder === null || finder.isOpen ? HOLE : ".");
}

function hosts(check: Check, name: string, given: Given, place: Place): void {
  const found = Object.hasOwn(HOSTS, name) ? HOSTS[name] : undefined;
  const [names, position, earlier] = found ?? ["computername cn", NAMED_ONLY];
  // `Invoke-Command { ... }` goes nowhere.
  const nodes = given
    .at(names, position, earlier)
    .flatMap(itemsOf)
    .filter((one) => !isBlock(check.constants, one));
  for (const node of nodes) for (const text of textsOf(check.constants, node)) needHost(check, place, name, hostOf(text));
  if (found !== undefined && (given.isOpen || (nodes.length === 0 && position !== NAMED_ONLY && name !== "invoke-command"))) needHost(check, place, name, "*");
}
