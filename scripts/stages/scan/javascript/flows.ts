import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Report } from "../mark.ts";
import { KEY_FILE_WORDS } from "../key-files.ts";
import { lineStartsOf, rangeOf } from "../text/positions.ts";
import { carriedIn, isNetworkName, isUnknownCall } from "./flow-carried.ts";
import { escapedFrom } from "./flow-escapes.ts";
import { SETTINGS, type Source } from "./flow-sources.ts";
import { createTaint, type Taint } from "./flow-taint.ts";
import { SENT_BY_OTHERS, TAPPED } from "./flow-taps.ts";
import { hostOf } from "./hosts.ts";
import { keyName } from "./binding.ts";
import { type Followed, type Sent, summaryOf } from "./summary.ts";
import type { Node } from "./tree.ts";
import type { Resolver } from "./value.ts";

type Call = TSESTree.CallExpression | TSESTree.NewExpression;
type Sink = Readonly<{ what: string; data: readonly Node[]; hosts: readonly string[]; output: boolean; files?: boolean; call?: Call }>;

const WORK_PER_NODE = 6;

const PRIVATE =
  /env|\.ssh|\.aws|\.npmrc|\.netrc|id_|cred|secret|wallet|shadow|cookie|keytar|keyring|clipboard|\.kube|\.docker|\.gnupg|history|Login Data|\\x|\\u|base64|fromCharCode|\.config/i;
const SHARED = /\bexports?\b|require\s*\(\s*["'`]\.|\bfrom\s*["'`]\./;

/** Resolver -> a mark for each place where a credential file, the whole environment or the key of another service goes out, with the steps. */
export function findFlows(resolver: Resolver, files: ReadonlySet<string>, report: Report): Followed {
  // Nothing private, nothing to follow: most files end here.
  if (!PRIVATE.test(resolver.tree.text) && !KEY_FILE_WORDS.test(resolver.tree.text) && !SHARED.test(resolver.tree.text) && !TAPPED.test(resolver.tree.text))
    return { flows: null, complete: true };
  const taint = wholeTaint(resolver);
  const outside: Sent[] = [];
  let starts: readonly number[] | null = null;
  for (const node of resolver.tree.nodes) {
    if (node.type !== T.CallExpression && node.type !== T.NewExpression && node.type !== T.AssignmentExpression) continue;
    const sink = node.type === T.AssignmentExpression ? assigned(resolver, node) : sinkOf(resolver, node);
    if (sink === null) continue;
    for (const source of leaving(resolver, taint, sink)) {
      if (source.kind === "import" || source.kind === "parameter") {
        outside.push({ source, sink: sink.what, place: { start: node.range[0], end: node.range[1] } });
        continue;
      }
      starts ??= lineStartsOf(resolver.tree.text);
      const line = (one: Node): string => String(rangeOf(starts ?? [0], one.range[0], one.range[1]).startLine);
      report({
        rule: "secret-flow",
        start: node.range[0],
        end: node.range[1],
        args: { source: source.what, sink: sink.what },
        evidence: [`line ${line(source.node)}: ${source.what} is read`, `line ${line(node)}: goes to ${sink.what}`],
        flow: [
          { start: source.node.range[0], end: source.node.range[1], says: `${source.what} is read` },
          { start: node.range[0], end: node.range[1], says: `goes to ${sink.what}` },
        ],
      });
    }
  }
  const flows = SHARED.test(resolver.tree.text) ? summaryOf(resolver, taint, outside, files) : null;
  return { flows, complete: !taint.exhausted() };
}

const ROUNDS = 3;

/** Taint that knows what was let out of sight. What is found with that may itself go there, so it is looked for again, as long as there is more. */
function wholeTaint(resolver: Resolver): Taint {
  const work = 5_000 + resolver.tree.nodes.length * WORK_PER_NODE;
  let taint = createTaint(resolver, work, []);
  for (let round = 0; round < ROUNDS; round++) {
    const escaped = escapedFrom(resolver, taint, (call) => sinkOf(resolver, call) !== null);
    if (escaped.length === taint.elsewhere.length && !taint.exhausted()) break;
    taint = createTaint(resolver, work, escaped);
  }
  return taint;
}

/** The private data that a sink may not have: files and environments never; one key only when it is all that is said, to a host it does not belong to. */
function leaving(resolver: Resolver, taint: Taint, sink: Sink): readonly Source[] {
  const all = sink.data.flatMap((one) => withoutHeaders(taint, one));
  const strong = all.filter((one) => {
    if (one.kind === "path") return sink.files === true && (!SETTINGS.test(one.what) || one.what.startsWith("~"));
    // What a request brings along goes on with it; a host of the function's own is another matter.
    return one.kind !== "name" && (one.what !== SENT_BY_OTHERS || (!sink.output && isElsewhere(resolver, sink)));
  });
  if (strong.length > 0 || sink.output) return [...new Map(strong.map((one) => [`${one.what} ${String(one.inHeader)}`, one])).values()].slice(0, 4);
  const alone = sink.data.flatMap((one) => bare(resolver, taint, one));
  return alone.filter((one) => !sink.hosts.some((host) => belongs(one.what, host))).slice(0, 1);
}

/** A header is where a service is shown its key: one key in it is ordinary, a whole file is not. */
function withoutHeaders(taint: Taint, node: Node): readonly Source[] {
  if (node.type !== T.ObjectExpression) return taint.of(node);
  return node.properties.flatMap((one) => {
    if (one.type === T.SpreadElement) return taint.of(one.argument);
    const isHeader = !one.computed && /^(?:headers|auth|authorization|apiKey|token|agent|credentials)$/i.test(keyName(one.key));
    if (!isHeader) return taint.of(one.value);
    // What another file gives may be either: that is told where it is read.
    return taint
      .of(one.value)
      .flatMap((source) => (source.kind === "whole" ? [source] : source.kind === "import" ? [{ ...source, inHeader: true as const }] : []));
  });
}

/** One key that is the whole body of a message. */
function bare(resolver: Resolver, taint: Taint, node: Node): readonly Source[] {
  const value =
    node.type === T.ObjectExpression
      ? node.properties.find((one) => one.type === T.Property && !one.computed && /^(?:body|data)$/.test(keyName(one.key)))
      : undefined;
  const body = value?.type === T.Property ? value.value : null;
  if (body === null || (body.type !== T.Identifier && body.type !== T.MemberExpression)) return [];
  const binding = body.type === T.Identifier ? resolver.scopes.bindingOf(body) : null;
  const direct = body.type === T.MemberExpression || (binding?.writes.length === 1 && binding.writes[0]?.from?.type === T.MemberExpression);
  return direct ? taint.of(body).filter((one) => one.kind === "name") : [];
}

/** Has the name of a key the name of the host in it? `OPENAI_API_KEY` is api.openai.com's. */
function belongs(variable: string, host: string): boolean {
  const folded = host.toLowerCase().replace(/[^a-z0-9]/g, "");
  return variable
    .toLowerCase()
    .split("_")
    .some(
      (part) =>
        part.length >= 3 && !/^(?:api|key|token|secret|access|auth|password|client|private|service|account|app|bot)$/.test(part) && folded.includes(part),
    );
}

const OUTPUT = /^(?:console\.(?:log|error|warn|info|debug|dir|table|trace)|process\.(?:stdout|stderr)\.write)$/;
/** Methods of clients that set them up or listen: what these are given stays here, or is what a service is shown to let one in. */
const QUIET =
  /^(?:connect|login|authenticate|auth|setCredentials|credentials|on|once|off|addListener|removeListener|use|then|catch|finally|setHeader|setHeaders|setTimeout|setEncoding|destroy|close|abort|compose|extend|defaults|pipe|pipeTo|pipeThrough)$/;
/** Methods of lists and texts, which no client has: most calls of a program are of these. */
const OF_VALUES =
  /^(?:map|flatMap|filter|forEach|reduce|join|slice|split|replace|replaceAll|trim|includes|startsWith|endsWith|indexOf|toString|charCodeAt|padEnd|padStart|toLowerCase|toUpperCase)$/;
/** Methods of clients that are given the path of what they send. */
const SENDS_FILES = /upload|^(?:fastPut|put\w*|fPutObject|send(?:Mail|File|Document|Photo|Video|Audio)?)$/i;

function sinkOf(resolver: Resolver, node: Call): Sink | null {
  for (const value of resolver.valuesOf(node.callee)) {
    if (value.kind !== "thing") continue;
    if (OUTPUT.test(value.name)) return { what: "the output", data: node.arguments, hosts: [], output: true };
    if (isNetworkName(value.name)) {
      const first = node.arguments[0];
      const hosts = first === undefined || first.type === T.SpreadElement ? ["*"] : hostOf(resolver, first);
      return { what: hosts.includes("*") ? "the network" : hosts.join(", "), data: node.arguments, hosts, output: false };
    }
  }
  const isCarried = carriedIn(resolver).network && isUnknownCall(resolver, node) && !isMethodName(node);
  if (isCarried) return { what: "the network, by a function that was handed on", data: node.arguments, hosts: ["*"], output: false, call: node };
  if (node.callee.type !== T.MemberExpression) return null;
  const { object } = node.callee;
  const name = keyName(node.callee.property);
  if (name === "pipe" || name === "pipeTo") {
    const [target] = node.arguments;
    return target !== undefined && isConnection(resolver, target, 0) ? { what: "the network", data: [object], hosts: ["*"], output: false } : null;
  }
  if (node.arguments.length === 0 || OF_VALUES.test(name) || QUIET.test(name) || !isConnection(resolver, object, 0)) return null;
  return { what: "the network", data: node.arguments, hosts: openedTo(resolver, object, 0), output: false, files: SENDS_FILES.test(name) };
}

/** Does the program itself say where it goes? */
function isElsewhere(resolver: Resolver, { hosts, call }: Sink): boolean {
  return !(call === undefined ? hosts : saidIn(resolver, call)).includes("*");
}

/** The hosts that a call names, or the one before it that made what it is a method of. */
function saidIn(resolver: Resolver, node: Call): readonly string[] {
  const { callee } = node;
  const object = callee.type === T.MemberExpression && callee.object.type === T.Identifier ? resolver.scopes.bindingOf(callee.object)?.writes[0]?.from : null;
  const made = object?.type === T.CallExpression || object?.type === T.NewExpression ? object : node;
  const [first] = made.arguments;
  return first === undefined || first.type === T.SpreadElement ? ["*"] : hostOf(resolver, first);
}

/** The hosts that a connection was opened to where it was made. */
function openedTo(resolver: Resolver, node: Node, depth: number): readonly string[] {
  if (depth > 6) return ["*"];
  if (node.type === T.CallExpression || node.type === T.NewExpression) {
    const [first] = node.arguments;
    const isOpen = resolver.valuesOf(node.callee).some((value) => value.kind === "thing" && isNetworkName(value.name));
    if (isOpen) return first === undefined || first.type === T.SpreadElement ? ["*"] : hostOf(resolver, first);
    return node.callee.type === T.MemberExpression ? openedTo(resolver, node.callee.object, depth + 1) : ["*"];
  }
  if (node.type === T.MemberExpression) return openedTo(resolver, node.object, depth + 1);
  const made = node.type === T.Identifier ? resolver.scopes.bindingOf(node)?.writes[0]?.from : null;
  return made === null || made === undefined ? ["*"] : openedTo(resolver, made, depth + 1);
}

/** A name that texts, lists and collections have as a method: what calls it by that is no request. */
function isMethodName({ callee }: Call): boolean {
  if (callee.type !== T.MemberExpression || callee.computed) return false;
  const name = keyName(callee.property);
  return [Array.prototype, String.prototype, Map.prototype, Set.prototype, Promise.prototype, RegExp.prototype].some((one) => Object.hasOwn(one, name));
}

/** `image.src = address + secret`, `location = ...`: an address that is loaded. */
function assigned(resolver: Resolver, node: TSESTree.AssignmentExpression): Sink | null {
  if (node.left.type !== T.MemberExpression || node.left.computed || !/^(?:src|href|action)$/.test(keyName(node.left.property))) return null;
  const known = resolver.valuesOf(node.left.object).some((value) => value.kind === "thing" && /^(?:location|document\.location)$/.test(value.name));
  return known || isConnection(resolver, node.left.object, 0) ? { what: "the network", data: [node.right], hosts: ["*"], output: false } : null;
}

/** Is this the result of a call that opened a connection or made a client (`https.request(...)`, `new WebSocket(...)`)? */
function isConnection(resolver: Resolver, node: Node, depth: number): boolean {
  if (depth > 6) return false;
  if (node.type === T.AwaitExpression) return isConnection(resolver, node.argument, depth + 1);
  if (node.type === T.CallExpression || node.type === T.NewExpression) {
    if (resolver.valuesOf(node.callee).some((value) => value.kind === "thing" && (isNetworkName(value.name) || /^(?:XMLHttpRequest|Image)$/.test(value.name))))
      return true;
    return node.callee.type === T.MemberExpression && isConnection(resolver, node.callee.object, depth + 1);
  }
  if (node.type === T.MemberExpression) return isConnection(resolver, node.object, depth + 1);
  if (node.type !== T.Identifier) return false;
  const binding = resolver.scopes.bindingOf(node);
  return (
    binding?.writes.some(
      (write) => write.from !== null && write.how === undefined && !/^Import/.test(write.from.type) && isConnection(resolver, write.from, depth + 1),
    ) === true
  );
}
