import type { FlowSummary, Followed } from "../javascript/summary.ts";
import type { Mark } from "../mark.ts";
import { mark, type Reading } from "./context.ts";
import { classOf } from "./parameters.ts";
import { writtenTo } from "./packed.ts";
import type { Resolver } from "./resolver.ts";
import type { Write } from "./scope.ts";
import { isRepeated } from "./repeated.ts";
import { logsAfar, recordedAt, type Sink, sinkOf } from "./sinks.ts";
import { direct, ENCODED, pathOfKeys, SEEN, type Source, UNPARSED, WALK } from "./sources.ts";
import { sharedBy } from "./shared-flows.ts";
import { createState, first, held, type State } from "./taint.ts";
import { nameOf, type Node, part, textOf } from "./tree.ts";

const MOST_LOOSE = 3;
const MOST_FILES = 100;

/**
 * Private data (a credential file, the whole environment, a key store, the clipboard) on its way into the network, a program's arguments or
 * written output -> warnings with the steps it takes. One named variable that goes to a host is what keys are for, and no warning, unless it is encoded first.
 */
export function findFlows(reading: Reading): Followed {
  const { resolver, report } = reading;
  const state = createState(resolver, firm);
  const faint = resolver.tree.nodes.some((node) => isFaint(direct(resolver, node))) ? createState(resolver) : null;
  const open: Node[] = [];
  let found = 0;
  const shared = sharedBy(reading, state);
  const isLogFar = logsAfar(resolver);
  for (const node of resolver.tree.nodes) {
    const sink = node.type === "call" ? sinkOf(resolver, node, isLogFar) : isLogFar ? recordedAt(resolver, node) : null;
    if (sink === null) continue;
    const source = first(state, sink.inputs) ?? byPath(state, node, sink) ?? (faint === null ? null : faintSource(reading, faint, node, sink));
    if (source === null) shared.sent(node, sink);
    if (source !== null) {
      if (sink.says === "the network") found++;
      report(flowMark(node, sink.says, source));
    } else if (sink.says === "the network" && bodyOf(resolver, node).some((one) => isGiven(resolver, one, 0))) open.push(node);
  }
  return {
    flows: shared.with(found > 0 ? null : loose(reading, open)),
    complete: !state.answers.exhausted() && faint?.answers.exhausted() !== true && !shared.exhausted(),
  };
}

/** Methods of clients that are given the path of what they send. */
const SENDS_FILES = /^(?:\w*upload\w*|putf?o?|put_(?:file|directory|folder)|fput_object|send_(?:file|document|photo)|sync_\w+|attach\w*)$/;

/** What a call sends that is given a path: credentials that lie there, or what the program itself wrote there before. */
function byPath(state: State, call: Node, sink: Sink): Source | null {
  const callee = part(call, "function");
  const method = callee === null ? "" : nameOf(state.resolver.tree, part(callee, "attribute") ?? callee);
  if (sink.says !== "the network" || !SENDS_FILES.test(method)) return null;
  const values = sink.inputs.flatMap((one) => state.resolver.valuesOf(one));
  const path = pathOfKeys(values);
  return path === null ? held(state, writtenTo(state.resolver, values)) : { says: `the file ${path.slice(0, 80)}`, steps: [call] };
}

/** Is it private only as a whole, encoded, or when it is sent? It stands behind what is private anyway, which may be sent beside it. */
function isFaint(source: Source | null): boolean {
  return source !== null && (source.says === WALK || source.says === SEEN || source.says.endsWith(ENCODED) || source.says.endsWith(UNPARSED));
}

function firm(resolver: Resolver, node: Node): Source | null {
  const source = direct(resolver, node);
  return isFaint(source) ? null : source;
}

/** What a call gets that is private only here. */
function faintSource({ resolver }: Reading, faint: State, call: Node, sink: Sink): Source | null {
  if (sink.says !== "the network") return null;
  const source = first(faint, sink.inputs);
  // One picture is what somebody asked for; a picture every minute is a watch.
  if (source?.says === SEEN) return isRepeated(resolver, call) ? source : null;
  return source?.says === WALK ? source : first(faint, bodyOf(resolver, call));
}

function flowMark(node: Node, sink: string, source: Source): Mark {
  const steps = [...source.steps].reverse();
  const flow = steps.map((step, at) => ({ start: step.start, end: step.end, says: at === 0 ? `${source.says} is read` : "it is handed on" }));
  return mark(
    node,
    "secret-flow",
    { source: source.says, sink },
    { flow: [...flow, { start: node.start, end: node.end, says: `it goes to ${sink}` }], evidence: [`${source.says} -> ${sink}`] },
  );
}

/**
 * Private data is read, and something that callers hand over is sent: in one file that is one flow, whoever connects the two; across files the
 * summary says so. What is read stays unconnected only when nothing that is sent can be it.
 */
function loose({ resolver, report, context }: Reading, open: readonly Node[]): FlowSummary | null {
  const isAlone = !resolver.around.isImported && !importsOwn(resolver);
  const sources: Source[] = [];
  for (const node of resolver.tree.nodes) {
    const source = sources.length < MOST_LOOSE ? firm(resolver, node) : null;
    if (source !== null && source.says !== "the clipboard") sources.push(source);
  }
  const [source] = sources;
  const [sink] = open;
  if (source !== undefined && sink !== undefined) {
    report(flowMark(sink, "the network", source));
    return null;
  }
  if (isAlone) return null;
  const exports = sources.map((one) => ({ name: "*", what: one.says, place: placeOf(one.steps[0] ?? resolver.tree.root) }));
  const others = [...context.paths].filter((path) => path.endsWith(".py") && path !== resolver.around.path).slice(0, MOST_FILES);
  const sent = open.slice(0, 1).flatMap((node) => others.map((path) => ({ from: { path, name: "*" }, sink: "the network", place: placeOf(node) })));
  return exports.length + sent.length === 0 ? null : { exports, sent, senders: [], handed: [] };
}

/** What a call sends, apart from the address and its headers. */
function bodyOf(resolver: Resolver, call: Node): readonly Node[] {
  const given = part(call, "arguments")?.children ?? [];
  const callee = part(call, "function");
  const method = callee === null ? "" : nameOf(resolver.tree, part(callee, "attribute") ?? callee);
  const named = given.filter(
    (one) => one.type === "keyword_argument" && /^(?:data|json|content|files|body|params|msg|payload)$/.test(nameOf(resolver.tree, part(one, "name") ?? one)),
  );
  const sends = /^(?:post|put|patch|request|urlopen|Request|send\w*|storbinary|publish)$/.test(method);
  return [
    ...named.flatMap((one) => part(one, "value") ?? []),
    ...(sends
      ? given.filter((one) => one.type !== "keyword_argument").slice(/^(?:send\w*|publish)$/.test(method) ? 0 : 1, method === "Request" ? 2 : undefined)
      : []),
  ];
}

/** Does the file import any module of the skill? Values reach other files by imports only; what a program is given on its way is a sink of its own. */
function importsOwn({ tree, around }: Resolver): boolean {
  return tree.nodes.some(
    (node) =>
      (node.type === "import_statement" || node.type === "import_from_statement") &&
      textOf(tree, node)
        .split(/[^\w.]+/)
        .some((name) => name.startsWith(".") || name.split(".").some((part) => around.own.has(part))),
  );
}

const placeOf = (node: Node): Readonly<{ start: number; end: number }> => ({ start: node.start, end: node.end });

/** Does this hold what a caller hands over? */
function isGiven(resolver: Resolver, node: Node, depth: number): boolean {
  if (node.type === "identifier") {
    const binding = resolver.scopes.bindingOf.get(node);
    return (
      binding?.writes.some((write) =>
        write.kind === "param" ? !isSelf(write) : write.kind === "value" && depth < 4 && isGiven(resolver, write.node, depth + 1),
      ) === true
    );
  }
  if (node.type === "lambda" || node.type === "comparison_operator") return false;
  // `value.encode()`: what a method makes of a thing is made of that thing.
  const callee = node.type === "call" ? part(node, "function") : null;
  const object = callee?.type === "attribute" ? part(callee, "object") : null;
  if (object !== null && isGiven(resolver, object, depth)) return true;
  return node.children.some((child) => child.field !== "function" && child.field !== "name" && isGiven(resolver, child, depth));
}

const isSelf = (write: Extract<Write, { kind: "param" }>): boolean => write.index === 0 && classOf(write.owner) !== null;
