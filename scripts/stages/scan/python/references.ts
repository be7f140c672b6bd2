import type { RuleId } from "../rules.table.ts";
import { textsOf } from "./value.ts";
import { mark, type Reading, shown, type Thing } from "./context.ts";
import { isOnlyType } from "./annotations.ts";
import { refusalOf } from "./refusal.ts";
import { DESCRIBES, GADGETS, METHODS } from "./things.table.ts";
import { runsOwn } from "./own-code.ts";
import { becomes } from "./programs.ts";
import { nameOf, type Node, part, textOf } from "./tree.ts";
import { isChained, usageOf } from "./usage.ts";
import { isServer, servesOnlyHere } from "./servers.ts";
import { readsCapture } from "./captures.ts";
import { greeted } from "./greeting.ts";
import { opened } from "./opened.ts";
import { isLocal, localPaths, whenCalled } from "./special.ts";

/** Marks every mention of something that is refused, by whatever way the file gets hold of it. */
export function findRefused(reading: Reading): void {
  for (const thing of reading.things) if (!isServedHere(reading, thing)) refer(reading, thing);
  for (const node of reading.resolver.tree.nodes) {
    if (node.type === "attribute") gadget(reading, node, attributeName(reading, node));
    else if (node.type === "call") calledGadget(reading, node);
    else if (node.type === "exec_statement") reading.report(mark(node, "dynamic-code", { name: "exec", why: "it runs text as code" }));
  }
}

/** Part of a server that only this machine reaches: where it is made, that is a permission. */
function isServedHere(reading: Reading, thing: Thing): boolean {
  if (refusalOf(thing.name)?.rule !== "listening-server" || !servesOnlyHere(reading)) return false;
  if (isServer(thing.name) && usageOf(reading.resolver.tree, thing.node).kind === "called") needLocalhost(reading.report, thing);
  return true;
}

function refer(reading: Reading, thing: Thing): void {
  const { resolver, report } = reading;
  const refusal = refusalOf(thing.name);
  if (refusal === null || readsCapture(resolver, thing.name, thing.node)) return;
  const usage = usageOf(resolver.tree, thing.node);
  if (
    refusal.rule === "process-creation" &&
    /^win32com\.client\.(?:Dispatch|DispatchEx|GetObject|GetActiveObject|gencache\.EnsureDispatch)$/.test(thing.name)
  ) {
    comObject({ resolver, report }, thing);
    return;
  }
  if (/^win32com(?:\.client(?:\.(?:constants|gencache))?)?$/.test(thing.name)) return;
  // The longer chain is marked instead; an exception that is caught or a type that is named runs nothing.
  if (usage.kind === "member" && isChained(thing.node) && isRefused(resolver, thing.node.parent)) return;
  if (usage.kind === "caught" || (usage.kind === "typed" && isOnlyType(reading, thing.name))) return;
  if (refusal.when === "called" && (usage.kind === "compared" || usage.kind === "member" || usage.kind === "named" || usage.kind === "dropped")) return;
  if (usage.kind === "called" && thing.name === "socket.socket" && isLocal(resolver, usage.call)) {
    for (const path of localPaths(resolver))
      report(
        mark(thing.node, "filesystem-access", { name: shown(thing.name), mode: "write", path }, { permission: { kind: "filesystem.write", value: path } }),
      );
    return;
  }
  if (usage.kind === "called" && isJudgedAsCalled(reading, thing, usage.call, refusal.rule)) return;
  report(mark(thing.node, refusal.rule, { name: shown(thing.name), why: refusal.why, path: shown(thing.name) }));
}

/** Is what this call does a matter of its arguments, and judged by them? */
function isJudgedAsCalled(reading: Reading, thing: Thing, call: Node, rule: RuleId): boolean {
  return (
    onlyGreets(reading, thing, call) ||
    becomes(reading, thing.name, thing.node, call) ||
    isPermitted(reading, thing, call, rule) ||
    runsOwn(reading, thing.name, call)
  );
}

/** A connection over which nothing is said, or that is only asked for its certificate, is a matter of the host. */
function onlyGreets({ resolver, report }: Reading, { node, name }: Thing, call: Node): boolean {
  const hosts = /^socket\.(?:create_connection|socket)$/.test(name) ? (greeted(resolver, call) ?? opened(resolver, name, call)) : null;
  for (const host of hosts ?? [])
    report(mark(node, "network-access", { name: shown(name), host: host === "*" ? "any host" : host }, { permission: { kind: "network", value: host } }));
  return hosts !== null;
}

/** A call that is harmless as it is made here, or a matter of a permission. */
function isPermitted({ resolver, report }: Reading, thing: Thing, call: Node, rule: RuleId): boolean {
  if (whenCalled(resolver, thing.name, call) === "harmless") {
    if (rule === "raw-socket") needLocalhost(report, thing);
    return true;
  }
  if (!SIGNALS.test(thing.name)) return false;
  report(mark(thing.node, "process-access", { name: shown(thing.name), program: "kill" }, { permission: { kind: "process", value: "kill" } }));
  return true;
}

/** What `kill` does, which a script may start with a permission: it ends or tells a process of the same user, and reaches nothing inside of it. */
const SIGNALS = /^(?:os\.kill(?:pg)?|psutil\.Process\(\)\.(?:kill|terminate|send_signal))$/;

function needLocalhost(report: Reading["report"], { node, name }: Thing): void {
  report(mark(node, "network-access", { name: shown(name), host: "localhost" }, { permission: { kind: "network", value: "localhost" } }));
}

function isRefused(resolver: Reading["resolver"], node: Node | null): boolean {
  return node !== null && resolver.valuesOf(node).some((one) => one.kind === "thing" && refusalOf(one.name) !== null);
}

/** COM starts the program that is named; those that run commands are refused, and so is a name that cannot be told. */
function comObject({ resolver, report }: Pick<Reading, "resolver" | "report">, { node, name }: Thing): void {
  const usage = usageOf(resolver.tree, node);
  const named = usage.kind === "called" ? textsOf(resolver.givenTo(usage.call).by[0] ?? []) : [null];
  for (const program of named)
    if (
      program === null ||
      /^(?:WScript|Shell\.|MMC20|Schedule|ScriptControl|MSScriptControl|Wbem|winmgmts|InternetExplorer|htmlfile|MSXML2|WinHttp|ADODB)/i.test(program)
    )
      report(mark(node, "process-creation", { name: shown(name) }));
    else report(mark(node, "process-access", { name: shown(name), program }, { permission: { kind: "process", value: program } }));
}

function attributeName({ resolver }: Reading, node: Node): string {
  const name = part(node, "attribute");
  return name === null ? "" : nameOf(resolver.tree, name);
}

/** Attribute that leads from any object to all others, spelled out. */
function gadget(reading: Reading, node: Node, name: string): void {
  const { resolver, report } = reading;
  const method = METHODS.get(name);
  if (method !== undefined && usageOf(resolver.tree, node).kind === "called" && name !== "exec_command")
    report(mark(node, method, { name: `.${name}`, why: "" }));
  const rule = GADGETS.get(name);
  if (rule === undefined) return;
  const object = part(node, "object");
  const values = object === null ? [] : resolver.valuesOf(object);
  if (name === "__subclasses__" && values.length > 0 && values.every((one) => one.kind === "class" || one.kind === "object")) return;
  const above = node.parent;
  const next = above?.type === "attribute" ? attributeName(reading, above) : "";
  if (/^(?:__code__|gi_code|cr_code|ag_code)$/.test(name) && DESCRIBES.test(next)) return;
  if (name === "__closure__" || name === "__kwdefaults__") {
    if (usageOf(resolver.tree, node).kind === "compared") return;
  }
  report(mark(node, rule, { name: `.${name}` }));
}

/** The same by name: `getattr(x, "__globals__")`, `attrgetter("__init__.__globals__")`, `x.__getattribute__("...")`. */
function calledGadget({ resolver, report }: Reading, node: Node): void {
  const callee = part(node, "function");
  const list = part(node, "arguments");
  if (callee === null || list === null || !/getattr|attrgetter|methodcaller|__getattribute__|setattr/.test(textOf(resolver.tree, callee))) {
    if (callee === null || list === null || !isGetter(resolver.valuesOf(callee))) return;
  }
  for (const one of list.children)
    for (const text of textsOf(resolver.valuesOf(one.type === "keyword_argument" ? (part(one, "value") ?? one) : one)))
      for (const name of (text ?? "").split(".")) {
        const rule = GADGETS.get(name);
        if (rule !== undefined) report(mark(node, rule, { name: `.${name}` }));
      }
}

function isGetter(values: ReturnType<Reading["resolver"]["valuesOf"]>): boolean {
  return values.some((one) => one.kind === "thing" && /(?:getattr|attrgetter|methodcaller|__getattribute__|setattr|getattr_static)$/.test(one.name));
}
