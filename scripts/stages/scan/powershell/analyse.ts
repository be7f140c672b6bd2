import { skillFolder } from "../javascript/paths.ts";
import type { FileContext } from "../reading.ts";
import type { Report } from "../mark.ts";
import type { Run } from "../programs/runs.ts";
import { HOLE } from "../shell/text.ts";
import { readWindows } from "../windows/read.ts";
import { parsePowerShell } from "../windows/statements.ts";
import { type Attribute, lettersOf, type Node, type Place, type Statement } from "../windows/tree.ts";
import { ownText } from "./cmdlets.ts";
import { judgeCommand } from "./commands.ts";
import { isBlock, textsOf } from "./constants.ts";
import { itemsOf } from "./given.ts";
import { judgeBase, judgeMethod, judgeType } from "./members.ts";
import { namesOf, plainName } from "./names.ts";
import { type Check, needPath, needText, needVariable, refuse } from "./needs.ts";
import { ATTRIBUTES } from "./types.table.ts";
import { walkAll } from "./walk.ts";

export type PowerShellResult = Readonly<{ complete: boolean; loaded: readonly Run[] }>;

/**
 * PowerShell of an unknown author -> marks, whether all of it was understood, and the skill's own files that it runs. Two readings: of everything that
 * stands there, by a list of what a script may use, and of what its commands hand to each other in their order. Throws only for lack of stack.
 */
export function analysePowerShell(path: string, text: string, context: FileContext, report: Report): PowerShellResult {
  const source = text.replace(/^\ufeff/, " ");
  const { body, complete } = parsePowerShell(source);
  if (!complete)
    report({ rule: "unread-parse", start: 0, end: Math.min(1, text.length), args: { language: "PowerShell", why: "a part of it was not understood" } });
  const check: Check = {
    constants: { names: namesOf(body, context), path, variables: new Map() },
    context,
    report,
    told: new Set(),
    loaded: [],
    written: new Set(),
    source,
  };
  checkBody(check, body);
  if (/\.psd1$/i.test(path)) checkManifest(check, body);
  const isFollowed = readWindows(
    source,
    0,
    "powershell",
    null,
    (mark) => {
      // What it needs is told by the list; here it is what it does with it.
      if (mark.permission === undefined) report(mark);
    },
    true,
  );
  return { complete: complete && isFollowed, loaded: check.loaded };
}

/** Fields of a module's description that name what is loaded with it (about_Module_Manifests). */
const LOADING = /^(?:rootmodule|moduletoprocess|nestedmodules|scriptstoprocess|requiredassemblies|typestoprocess|formatstoprocess)$/i;

function checkManifest(check: Check, body: readonly Statement[]): void {
  walkAll(body, {
    node: (one, place) => {
      if (one.kind !== "hash") return;
      for (const [key, value] of one.entries)
        if (LOADING.test(lettersOf(key)))
          for (const item of itemsOf(value)) for (const text of textsOf(check.constants, item)) if (text !== "") ownText(check, besides(check, text), place);
    },
  });
}

/** A file named without its folder lies beside the description. */
function besides(check: Check, text: string): string {
  return /^[\w.-]+(?:[\\/][\w.-]+)*$/.test(text) ? `${skillFolder(check.constants.path)}/${text}` : text;
}

function checkBody(check: Check, body: readonly Statement[]): void {
  walkAll(body, {
    statement: (one) => {
      checkStatement(check, one);
    },
    command: (one, before, place) => {
      judgeCommand(check, one, before, place);
    },
    redirect: (to, place) => {
      needPath(check, place, "the script", "write", to);
    },
    node: (one, place) => {
      checkNode(check, one, place);
    },
    attribute: (one, place) => {
      checkAttribute(check, one, place);
    },
    typed: (names, place) => {
      for (const name of names) judgeType(check, name, place);
    },
  });
}

function checkStatement(check: Check, one: Statement): void {
  if (one.kind === "using") {
    if (one.what === "module") ownText(check, one.name.replace(/^["']|["']$/g, ""), one);
    else if (one.what !== "namespace") refuse(check, "native-code", one, { name: `using ${one.what}` });
  } else if (one.kind === "class") for (const name of one.bases) judgeBase(check, name, one);
  else if (one.kind === "assign") {
    if (one.op === "=") check.written.add(one.target);
    assigned(check, one.target, one);
  }
}

/** Properties of a file that change it as soon as they are set. */
const LIVE_PROPERTIES = /^(?:attributes|isreadonly|(?:creation|lastwrite|lastaccess)time(?:utc)?|unixfilemode)$/i;

/** What is changed: variables that others start by, and drives whose content is code. */
function assigned(check: Check, target: Node, place: Place): void {
  if (target.kind === "cast") assigned(check, target.of, place);
  else if (target.kind === "list") for (const one of target.items) assigned(check, one, place);
  else if (target.kind === "variable") {
    const name = plainName(target.name);
    if (/^\w+:/.test(name)) needText(check, place, "the script", "write", target.name);
  } else if (target.kind === "member" && !target.isStatic && LIVE_PROPERTIES.test(lettersOf(target.name))) needText(check, place, "the script", "write", HOLE);
  else if (target.kind === "member" && target.isStatic && target.of.kind === "type" && /^currentdirectory$/i.test(lettersOf(target.name))) {
    // Paths that begin nowhere begin there from then on.
    for (const mode of ["read", "write"] as const) needText(check, place, `[${target.of.name}]`, mode, HOLE);
  }
}

/** Variables of PowerShell by which the program reaches its own inside, or changes what commands are given. */
const INSIDES = /^(?:executioncontext|psdefaultparametervalues|psmoduleautoloadingpreference|pscommandlookup)$/;

function checkNode(check: Check, node: Node, place: Place): void {
  switch (node.kind) {
    case "variable":
      if (!check.written.has(node)) checkVariable(check, node.name, place);
      break;
    case "type":
    case "cast":
      judgeType(check, node.kind === "type" ? node.name : node.type, place);
      break;
    case "member":
      checkMember(check, node, place);
      break;
    case "binary":
      if (node.op === "-as" && node.right.kind !== "type") refuse(check, "native-code", place, { name: "a class that cannot be told" });
      break;
    default:
      break;
  }
}

function checkVariable(check: Check, written: string, place: Place): void {
  const name = plainName(written);
  if (INSIDES.test(name)) refuse(check, "dynamic-code", place, { name: `$${name}`, why: "it reaches the inside of PowerShell" });
  const variable = /^env:(.*)$/.exec(name)?.[1];
  if (variable !== undefined) needVariable(check, place, written.slice(4).toUpperCase());
  // `${path}` reads the file that lies there.
  else if (/^[\w.-]+:/.test(name) && !/^(?:function|alias|variable):/.test(name)) needText(check, place, "the script", "read", HOLE);
}

function checkMember(check: Check, node: Extract<Node, { kind: "member" }>, place: Place): void {
  const names = textsOf(check.constants, node.name).map((one) => one.toLowerCase());
  if (node.isStatic) {
    if (node.of.kind !== "type") refuse(check, "native-code", place, { name: "a class that cannot be told" });
    else if (names.some((one) => one.includes(HOLE))) refuse(check, "dynamic-code", place, { name: "a member that cannot be told", why: "its name is data" });
    else for (const name of names) judgeType(check, node.of.name, place, { member: name, args: node.args });
  } else if (node.args !== null) for (const name of names) judgeMethod(check, name, node.of, node.args, place);
}

function checkAttribute(check: Check, { name, args }: Attribute, place: Place): void {
  if (!ATTRIBUTES.has(name) && !check.constants.names.classes.has(name)) refuse(check, "native-code", place, { name: `[${name}()]` });
  if (
    /^(?:argumentcompleter|validatescript)$/.test(name) &&
    args.some((one) => one.kind !== "type" && one.kind !== "text" && !isBlock(check.constants, one) && one.kind !== "sub")
  )
    refuse(check, "dynamic-code", place, { name, why: "what it runs cannot be told" });
}
