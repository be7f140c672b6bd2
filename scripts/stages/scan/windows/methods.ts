import { copyFile, fetched, loadCode, readFile, runProcess, runText, send, setEnvironment, setRegistry, writeFile } from "./deeds.ts";
import { isStart } from "./places.ts";
import {
  derived,
  FROM,
  isKnown,
  isProfile,
  known,
  list,
  listOf,
  NOTHING,
  originOf,
  refuse,
  type Session,
  setVariable,
  textsOf,
  unknown,
  type Value,
} from "./session.ts";
import { textMethod } from "./text-methods.ts";
import type { Node } from "./tree.ts";

const MOST_ITEMS = 2_000;

type Evaluate = (session: Session, node: Node) => Value;
type Member = Extract<Node, { kind: "member" }>;

/** `value.Name`, `[type]::Name(...)` -> what it gives. */
export function member(session: Session, node: Member, evaluate: Evaluate): Value {
  const target = evaluate(session, node.of);
  const named = evaluate(session, node.name);
  const name = named.text.toLowerCase();
  const args = node.args?.map((one) => evaluate(session, one)) ?? null;
  if (!isKnown(named)) {
    if (args !== null && target.type !== undefined) refuse(session, "command-hidden", "calls a method that cannot be told");
    return derived(session, 0, target, ...(args ?? []));
  }
  if (args?.some((one) => /amsi(?:utils|initfailed|scanbuffer|context|session)/i.test(one.text)) === true)
    refuse(session, "command-hidden", "turns off what looks at scripts");
  const result = node.isStatic ? ofType(session, target.type ?? "", name, args) : ofObject(session, target, name, args);
  if (args !== null && (originOf(session, target).from & FROM.network) !== 0) fill(session, node.args ?? [], target);
  if (args !== null && !node.isStatic && FILLING.test(name) && node.of.kind === "variable") put(session, node.of.name, target, args);
  if (name === "reverse" && node.isStatic) reverse(session, node.args?.[0], args?.[0]);
  return result ?? (args === null ? property(session, target, name) : derived(session, 0, target, ...args));
}

/** A method of a connection writes what comes in to the buffer that it is given. */
function fill(session: Session, nodes: readonly Node[], target: Value): void {
  for (const node of nodes) if (node.kind === "variable") setVariable(session, node.name, derived(session, 0, target));
}

/** Methods that put what they are given into what they belong to. */
const FILLING = /^(?:add|addrange|addfirst|addlast|append|appendline|appendformat|enqueue|insert|push|tryadd|unionwith|write|writeline)$/;

function put(session: Session, name: string, target: Value, args: readonly Value[]): void {
  const [first = NOTHING, second] = args;
  if (target.type !== undefined) return;
  if (target.entries !== undefined && second !== undefined && isKnown(first))
    setVariable(session, name, { ...target, entries: new Map([...target.entries, [first.text.toLowerCase(), second]]) });
  else if (target.items !== undefined) setVariable(session, name, listOf([...target.items, ...args.flatMap((one) => one.items ?? [one])].slice(0, MOST_ITEMS)));
  else setVariable(session, name, derived(session, 0, target, ...args));
}

function reverse(session: Session, node: Node | undefined, value: Value | undefined): void {
  if (node?.kind !== "variable" || value === undefined) return;
  const items = (value.items ?? [...value.text].map(known)).toReversed();
  setVariable(session, node.name, { text: items.map((one) => one.text).join(" "), items });
}

/** What an answer says of itself is still the answer. */
function property(session: Session, target: Value, name: string): Value {
  const entry = target.entries?.get(name);
  if (entry !== undefined) return entry;
  if (name === "length" || name === "count")
    return target.ways === undefined && isKnown(target) ? known(String(target.items?.length ?? target.text.length)) : unknown(session, {});
  if (/^(?:content|rawcontent|tostring|value|path|fullname|definition|text|result|chars)$/.test(name) && target.type === undefined) return target;
  // All that the name of the profile has besides are other profiles.
  if (isProfile(target)) return target;
  if (target.type !== undefined && /^com:|^net\.(?:http)?web/.test(target.type)) return { text: "", type: `${target.type}.${name}`, args: target.args ?? [] };
  if (target.type === "scriptblock") return target;
  return derived(session, 0, target);
}

const FILE_TYPES = /^(?:io\.(?:file|streamreader|streamwriter|fileinfo)|file)$/;

function ofType(session: Session, type: string, name: string, args: readonly Value[] | null): Value | null {
  const [first = NOTHING, second = NOTHING, third = NOTHING] = args ?? [];
  if (name === "new") return construct(session, type, args ?? []);
  if (FILE_TYPES.test(type)) return ofFiles(session, name, [first, second]);
  if (type === "environment") return ofEnvironment(session, name, [first, second, third]);
  if (/^(?:reflection\.)?assembly$/.test(type) || type === "appdomain") {
    if (/^(?:unsafe)?load/.test(name) && name !== "loadwithpartialname") loadCode(session, first);
    return derived(session, 0, first);
  }
  if (type === "convert") return ofConvert(session, name, first, second);
  if (/^(?:text\.)?encoding$/.test(type)) return args === null ? { text: "", type: "encoding" } : first;
  if (type === "scriptblock" && name === "create") return { text: first.text, type: "scriptblock", args: [first] };
  if (/(?:management\.automation\.)?powershell$/.test(type)) return { text: "", type: "powershell" };
  if (/^(?:diagnostics\.)?process$/.test(type) && name === "start") return started(session, first, second);
  if (/^net\.(?:http)?webrequest$/.test(type)) return { text: "", type: "net.webrequest", args: [first] };
  return ofSystem(session, type, name, args ?? []);
}

/** The same of classes by which a program reaches the machine or the network. */
function ofSystem(session: Session, type: string, name: string, args: readonly Value[]): Value | null {
  const [first = NOTHING, second = NOTHING, third = NOTHING] = args;
  if (type === "net.dns") {
    send(session, textsOf(first), [first], "address");
    return unknown(session, { from: FROM.network, sources: [""] });
  }
  if (/clipboard$/.test(type) && /^get/.test(name)) return unknown(session, { from: FROM.secret });
  if (/protecteddata$/.test(type)) return unknown(session, { from: FROM.secret });
  if (/marshal$/.test(type)) {
    if (/^(?:getdelegateforfunctionpointer|copy)$/.test(name)) refuse(session, "command-hidden", "runs bytes in memory");
    return derived(session, 0, first);
  }
  if (/registry$/.test(type) && name === "setvalue") setRegistry(session, first.text, second.text);
  if (type === "string") return ofStrings(name, args);
  return textMethod(session, first, name, [second, third], true);
}

function ofStrings(name: string, args: readonly Value[]): Value | null {
  const items = args.flatMap((one) => one.items ?? [one]);
  const texts = items.map((one) => one.text);
  if (name === "concat") return { text: texts.join(""), made: true };
  if (name === "join") return { text: texts.slice(1).join(texts[0] ?? ""), made: true };
  if (name === "format") return { text: (texts[0] ?? "").replace(/\{(\d+)[^}]*\}/g, (_all, at: string) => texts[Number(at) + 1] ?? ""), made: true };
  return null;
}

function ofFiles(session: Session, name: string, [path, content]: readonly [Value, Value]): Value {
  if (/^(?:write|append)/.test(name)) writeFile(session, path, content, name.startsWith("append"));
  else if (name === "copy" || name === "move") copyFile(session, path, content);
  else if (/^(?:read|open)/.test(name)) return readFile(session, path);
  return NOTHING;
}

function ofEnvironment(session: Session, name: string, [first, second, third]: readonly [Value, Value, Value]): Value {
  if (name === "getenvironmentvariables") return unknown(session, { from: FROM.secret });
  if (name === "getenvironmentvariable") return unknown(session, { from: FROM.named, names: [first.text] });
  if (name === "setenvironmentvariable") setEnvironment(session, first.text, second, /user|machine/i.test(third.text));
  if (name === "getfolderpath")
    return known(/startup/i.test(first.text) ? "~\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup" : `~\\${first.text}`);
  return unknown(session, {});
}

function ofConvert(session: Session, name: string, first: Value, second: Value): Value {
  if (/^from(?:base64|hex)/.test(name)) return derived(session, FROM.decoded, first);
  if (/^to(?:u?int|byte|char)/.test(name)) {
    const number = Number.parseInt(first.text, Number(second.text) || 10);
    if (!isKnown(first) || Number.isNaN(number)) return first;
    return name === "tochar" ? { text: String.fromCodePoint(Math.abs(number) % 0x110000), made: true } : known(String(number));
  }
  return isKnown(first) ? unknown(session, {}) : derived(session, 0, first);
}

/** An object of a class that can do something by itself. */
export function construct(session: Session, type: string, args: readonly Value[]): Value {
  const plain = type.toLowerCase().replace(/^system\./, "");
  const [first = NOTHING] = args;
  if (/^net\.sockets\.(?:tcp|udp)client$|^net\.sockets\.socket$/.test(plain)) {
    list(session, "network", /^[\w.-]+$/.test(first.text) ? first.text : "*");
    return unknown(session, { from: FROM.network, sources: [""] });
  }
  if (/^net\.(?:webclient|http\.httpclient)$/.test(plain)) return { text: "", type: plain, args: [] };
  if (/^(?:io\.compression\.|security\.cryptography\.(?:aes|rijndael|cryptostream|tripledes|rc2|des))/.test(plain))
    return derived(session, FROM.decoded, ...args);
  if (/^io\.(?:streamreader|memorystream|streamwriter|stringreader|filestream|fileinfo)$/.test(plain))
    return isPathLike(first) ? readFile(session, first) : derived(session, 0, first);
  if (plain === "diagnostics.processstartinfo") return { text: first.text, type: plain, args };
  if (/^uri$/.test(plain)) return first;
  return args.length === 0 ? unknown(session, {}) : derived(session, 0, ...args);
}

function isPathLike(value: Value): boolean {
  return isKnown(value) && /[\\/.]/.test(value.text);
}

function started(session: Session, program: Value, words: Value): Value {
  if (program.type === "diagnostics.processstartinfo") return session.run.program(session, program.args ?? [], null);
  return session.run.program(
    session,
    [
      program,
      ...words.text
        .split(/\s+/)
        .filter((one) => one !== "")
        .map(known),
    ],
    null,
  );
}

function ofObject(session: Session, target: Value, name: string, args: readonly Value[] | null): Value | null {
  const { type = "" } = target;
  const [first = NOTHING] = args ?? [];
  const run = running(session, target, name, args ?? []);
  if (run !== null) return run;
  if (/^net\.(?:webclient|http\.httpclient|webrequest|httpwebrequest)/.test(type)) return ofClient(session, target, name, args);
  if (type === "wmi:win32_shadowcopy" && name === "delete") refuse(session, "command-destroy", "copies kept by Windows");
  if (type.startsWith("com:")) return ofCom(session, target, name, args);
  if (type === "encoding") return isBytes(first) ? derived(session, FROM.decoded, first) : first;
  if (args === null) return null;
  return textMethod(session, target, name, args, false);
}

/** Methods that run what they are given, or what they belong to. */
function running(session: Session, target: Value, name: string, args: readonly Value[]): Value | null {
  const { type = "" } = target;
  const [first = NOTHING, second = NOTHING] = args;
  if (name === "invokescript" || name === "addscript") return runText(session, first, "powershell");
  if (name === "addcommand" && /^(?:iex|invoke-expression)$/i.test(first.text)) return { ...target, type: "evaluator" };
  if (name === "addargument" && type === "evaluator") return runText(session, first, "powershell");
  if (/^(?:invoke|invokereturnasis|invokewithcontext)$/.test(name) && (target.block !== undefined || type === "scriptblock" || type === ""))
    return invoked(session, target, args);
  if ((name === "foreach" || name === "where") && first.block !== undefined) return session.run.block(session, first.block, [], target);
  if (name === "executeshellcommand" || name === "shellexecute") return started(session, first, second);
  if (type === "wmiclass" && name === "create") return runProcess(session, first);
  return null;
}

/** Numbers that are the letters of a text. */
function isBytes(value: Value): boolean {
  return value.items !== undefined && value.items.length > 2 && value.items.every((one) => /^\d{1,3}$/.test(one.text));
}

function invoked(session: Session, target: Value, args: readonly Value[]): Value {
  if (target.block !== undefined) return session.run.block(session, target.block, args, null);
  if (target.type === "scriptblock") return runText(session, target.args?.[0] ?? target, "powershell");
  return derived(session, 0, target, ...args);
}

function ofClient(session: Session, target: Value, name: string, args: readonly Value[] | null): Value | null {
  const [first = NOTHING, second = NOTHING] = args ?? [];
  if (args === null) return name === "proxy" ? NOTHING : null;
  if (/^downloadfile/.test(name)) {
    writeFile(session, second, fetched(session, first));
    return NOTHING;
  }
  if (/^(?:download|openread|getstring|getbytearray|getasync|getstream)/.test(name) && target.type !== "net.webrequest") return fetched(session, first);
  if (/^getresponse/.test(name)) return fetched(session, target.args?.[0] ?? NOTHING);
  if (/^(?:upload|post|put|patch|send)/.test(name)) {
    const body = args.slice(1).map((one) => (name.startsWith("uploadfile") ? readFile(session, one) : one));
    send(session, textsOf(first), body, "body");
    return unknown(session, { from: FROM.network, sources: [""] });
  }
  return NOTHING;
}

function ofCom(session: Session, target: Value, name: string, args: readonly Value[] | null): Value | null {
  const { type = "" } = target;
  const [first = NOTHING, second = NOTHING] = args ?? [];
  if (args === null) return /^(?:responsetext|responsebody)$/.test(name) ? fetched(session, target.args?.[0] ?? unknown(session, {})) : null;
  if (/wscript\.shell/.test(type) && (name === "run" || name === "exec")) return runProcess(session, first);
  if (name === "regwrite") setRegistry(session, first.text.replace(/\\[^\\]*$/, ""), first.text.split("\\").at(-1) ?? "");
  if (name === "createshortcut" && textsOf(first).some(isStart)) refuse(session, "command-persist", "a shortcut that is started with Windows");
  if (/^registertask/.test(name)) refuse(session, "command-persist", "a task that Windows starts");
  if (/xmlhttp|winhttp/.test(type) && (name === "open" || name === "send")) {
    if (name === "open") return fetched(session, second);
    send(session, ["*"], [first], "body");
    return unknown(session, { from: FROM.network, sources: [""] });
  }
  return { text: "", type: `${type}.${name}`, args: target.args ?? [] };
}
