import { HOLE } from "../shell/text.ts";
import { hostOf } from "../windows/deeds.ts";
import type { Node, Place } from "../windows/tree.ts";
import { isBlock, textsOf } from "./constants.ts";
import { type Check, needHost, needPath, needText, refuse, shown } from "./needs.ts";
import { isOfWindows, isOwnObject, judgeShared } from "./objects.ts";
import {
  FILE_TYPES,
  MEMBERS,
  METHODS,
  NETWORK_METHODS,
  NETWORK_TYPES,
  PLAIN_TYPES,
  READING,
  REFUSED_TYPES,
  TELLING_METHODS,
  WRITING_METHODS,
} from "./types.table.ts";

/** What takes programs apart: nothing of it runs, as the method that would make a block of a tree is not on the list. */
const SYNTAX = /^management\.automation\.language\.\w+$/;

/** Members by which something is said over a connection. */
const SAYING: readonly string[] = [
  "getstream",
  "client",
  "send",
  "sendto",
  "sendasync",
  "beginsend",
  "write",
  "writeasync",
  "beginwrite",
  "copyto",
  "copytoasync",
];

/** What a class of the skill's own may be one of besides classes of its own and plain ones: each says only which methods it has to have. */
const INTERFACES =
  /^(?:idisposable|icloneable|icomparable|iequatable|iformattable|collections\.(?:generic\.)?i\w+|management\.automation\.ivalidatesetvaluesgenerator|attribute)$/;

/** Methods that change the file itself that they are called on. */
const MOVING = /^(?:delete|moveto|encrypt|decrypt|setaccesscontrol|openwrite|open|appendtext|createtext|setlastwritetime)$/;

type Use = Readonly<{ member: string | null; args: readonly Node[] | null }>;

/** A class of .NET, or what is called of it -> what it needs, or why it is refused. Generic names are judged by each name in them. */
export function judgeType(check: Check, name: string, place: Place, use: Use = { member: null, args: null }): void {
  const parts = name.split(/[[\],]+/).filter((one) => one !== "");
  for (const one of parts) judgeClass(check, one.replace(/^system\./, "").replace(/`\d+$/, ""), place, use);
}

/** A class that one of the skill's own is made of: it has all methods of it under `$this`. */
export function judgeBase(check: Check, name: string, place: Place): void {
  for (const one of name.split(/[[\],]+/).filter((part) => part !== "")) {
    const plain = one.replace(/^system\./, "").replace(/`\d+$/, "");
    if (!check.constants.names.classes.has(plain) && !PLAIN_TYPES.has(plain) && !INTERFACES.test(plain))
      refuse(check, "native-code", place, { name: `class : ${shown(plain)}` }, "a class of .NET that one of its own is made of");
  }
}

function judgeClass(check: Check, name: string, place: Place, use: Use): void {
  if (check.constants.names.classes.has(name) || name === "" || name === "*") return;
  const files = FILE_TYPES.get(name);
  const members = Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined;
  if (PLAIN_TYPES.has(name) || SYNTAX.test(name)) return;
  if (files !== undefined) {
    if (use.member !== null) ofFiles(check, name, files, use, place);
  } else if (NETWORK_TYPES.has(name)) {
    if (use.args !== null) addresses(check, name, use.args, place);
  } else if (members !== undefined) {
    if (use.member !== null && !members.has(use.member)) ofEnvironment(check, name, use, place);
  } else if (name === "net.sockets.tcpclient" && !SAYING.some((one) => check.constants.names.members.has(one))) {
    // Over a connection whose stream nobody takes nothing is said: whether somebody listens is all that it tells.
    if (use.member !== null) needHost(check, place, `[${name}]`, "*");
  } else {
    const rule = REFUSED_TYPES.find(([pattern]) => pattern.test(name))?.[1] ?? "native-code";
    // A parameter of this type takes blocks that stand in the program, and no text.
    if (/scriptblock$/.test(name) && use.member === null) return;
    refuse(check, rule, place, { name: `[${shown(name)}]`, why: "it makes code of text" }, "a class of .NET that is not on the list of what a script may use");
  }
}

function ofFiles(check: Check, name: string, mode: "read" | "write" | "both", { member, args }: Use, place: Place): void {
  const isRead = mode === "read" || (mode === "both" && READING.test(member ?? ""));
  const nodes = args ?? [];
  if (nodes.length === 0) return;
  // `Copy`, `Move`, `new StreamWriter(path)`: of whatever it is given the first is a path, of two of them both.
  const count = /^(?:copy|move|replace|createfromdirectory|extracttodirectory|createsymboliclink)$/.test(member ?? "") ? 2 : 1;
  for (const node of nodes.slice(0, count)) needPath(check, place, `[${name}]`, isRead ? "read" : "write", node);
  if (mode === "both" && member === "new") for (const node of nodes.slice(0, 1)) needPath(check, place, `[${name}]`, "write", node);
  if (count === 2) for (const node of nodes.slice(0, 2)) needPath(check, place, `[${name}]`, "write", node);
}

function addresses(check: Check, name: string, args: readonly Node[], place: Place): void {
  const [first] = args;
  if (first === undefined) return;
  const texts = textsOf(check.constants, first);
  for (const text of texts)
    if (/:\/\/|^net\.dns|\./.test(`${text}${name === "net.dns" ? "." : ""}`) || text.includes(HOLE)) needHost(check, place, `[${name}]`, hostOf(text));
}

/** The environment: what it is asked for is a secret, and what it is given others start by. */
function ofEnvironment(check: Check, name: string, { member, args }: Use, place: Place): void {
  const [first] = args ?? [];
  if (name === "environment" && member === "getenvironmentvariable" && first !== undefined) {
    for (const text of textsOf(check.constants, first)) needText(check, place, name, "read", `env:${text}`);
  } else if (name === "environment" && member === "getenvironmentvariables") needText(check, place, name, "read", "env:");
  else if (name === "environment" && member === "expandenvironmentvariables") needText(check, place, name, "read", "env:");
  else if (name === "environment" && member === "setenvironmentvariable" && first !== undefined) {
    for (const text of textsOf(check.constants, first)) needText(check, place, name, "write", `env:${text}`);
  } else refuse(check, name === "diagnostics.process" ? "process-creation" : "native-code", place, { name: `[${name}]::${shown(member ?? "")}` });
}

/** A method by its name -> what it needs, or why it is refused: what it belongs to nobody follows, so the name has to be harmless on everything. */
export function judgeMethod(check: Check, name: string, of: Node | null, args: readonly Node[], place: Place): void {
  if (name.includes(HOLE)) {
    refuse(check, "dynamic-code", place, { name: "a method that cannot be told", why: "its name is data" });
    return;
  }
  const { names } = check.constants;
  const isCover = TELLING_METHODS.has(name) || NETWORK_METHODS.test(name) || WRITING_METHODS.has(name);
  if (names.methods.has(name)) {
    const isThis = of?.kind === "variable" && /^this$/i.test(of.name);
    if (isThis || (of !== null && isOwnObject(check.constants, of))) return;
    // What is not known to be of a class of the skill's own may be what Windows has under that name.
    if (!isCover && !METHODS.has(name) && !isOfWindows(check.constants, name)) return;
  }
  if (
    /^(?:foreach|where)$/.test(name) &&
    args.some((one) => !isBlock(check.constants, one) && textsOf(check.constants, one).some((text) => !METHODS.has(text.toLowerCase())))
  ) {
    refuse(check, "dynamic-code", place, { name, why: "it calls a method whose name is data" });
    return;
  }
  if (name === "gettype" && args.length > 0) refuse(check, "native-code", place, { name: "a class that cannot be told" });
  else if (/^invoke(?:returnasis)?$/.test(name) && of !== null && isBlock(check.constants, of)) return;
  else if (NETWORK_METHODS.test(name) || WRITING_METHODS.has(name)) reaching(check, name, args, place);
  else if (METHODS.has(name)) judgeShared(check, name, of, args, place);
  else refuse(check, "native-code", place, { name: `.${shown(name)}()` }, "a method that is not on the list of what a script may call");
}

/** Methods whose first word is an address or a path. */
function reaching(check: Check, name: string, args: readonly Node[], place: Place): void {
  const [first] = args;
  const texts = first === undefined ? [HOLE] : textsOf(check.constants, first);
  // `file.Delete()`, `folder.Delete($true)`, `file.MoveTo(path)`: which one it is nobody follows.
  if (MOVING.test(name)) needText(check, place, name, "write", HOLE);
  if (WRITING_METHODS.has(name) && name !== "delete") for (const text of texts) needText(check, place, name, "write", text);
  if (!NETWORK_METHODS.test(name) || name === "delete") return;
  for (const text of texts) {
    // An XML document is loaded from a file or from an address.
    if (name === "load" && !text.includes("://")) needText(check, place, name, "read", text);
    if (name !== "load" || text.includes("://") || text.includes(HOLE)) needHost(check, place, name, hostOf(text));
  }
  if (/file$|file(?:async|taskasync)$/.test(name))
    for (const node of args.slice(1, 2)) needPath(check, place, name, name.startsWith("download") ? "write" : "read", node);
}
