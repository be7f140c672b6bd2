import { type Answers, createAnswers } from "../answers.ts";
import { carrierOf } from "./carried.ts";
import { NETWORK_FUNCTIONS } from "./network.table.ts";
import { classOf, isStatic, loadsOf } from "./parameters.ts";
import type { Resolver } from "./resolver.ts";
import type { Binding, Write } from "./scope.ts";
import { STARTS } from "./sinks.ts";
import { direct, ENVIRONMENT, type Source, UNPARSED } from "./sources.ts";
import { nameOf, type Node, part } from "./tree.ts";

const MOST_STEPS = 12;
const MOST_USES = 60;
const WORK_PER_NODE = 4;
const DEEPEST = 300;
/** What these give says nothing of what they were given. */
const BLIND =
  /^(?:builtins\.(?:len|bool|isinstance|hasattr|type|id|range|callable|any|all|print)|os\.path\.(?:exists|isfile|isdir|getsize|getmtime)|hashlib\..*)$/;

/** What is known of the file, and the private data found so far in its expressions and under its names. */
export type State = Readonly<{ resolver: Resolver; starts: typeof direct; answers: Answers<Node | Binding, Source | null> }>;

/** Resolver, and what is looked for -> an empty state. */
export function createState(resolver: Resolver, starts: typeof direct = direct): State {
  const work = 20_000 + resolver.tree.nodes.length * WORK_PER_NODE;
  return { resolver, starts, answers: createAnswers<Node | Binding, Source | null>(null, (found) => found === null, DEEPEST, work) };
}

/** Expression -> the private data that may be in it; null when none is known. */
function sourceOf(state: State, node: Node): Source | null {
  return state.answers.of(node, () => extended(state.starts(state.resolver, node) ?? below(state, node), node));
}

function below(state: State, node: Node): Source | null {
  const { resolver } = state;
  switch (node.type) {
    case "identifier": {
      const binding = resolver.scopes.bindingOf.get(node);
      return binding === undefined ? null : nameSource(state, binding);
    }
    case "call":
      return callSource(state, node);
    case "attribute": {
      const object = part(node, "object");
      const name = part(node, "attribute");
      const written = name === null ? undefined : resolver.scopes.attributes.get(nameOf(resolver.tree, name));
      return (object === null || isOwnObject(resolver, object) ? null : sourceOf(state, object)) ?? (written === undefined ? null : nameSource(state, written));
    }
    case "subscript": {
      const value = part(node, "value");
      return value === null ? null : (parsed(sourceOf(state, value)) ?? lookedUp(state, value, part(node, "subscript")));
    }
    case "keyword_argument": {
      const value = part(node, "value");
      return value === null ? null : sourceOf(state, value);
    }
    case "lambda":
    case "comparison_operator":
    case "not_operator":
    case "string_content":
      return null;
    default:
      return first(state, node.children);
  }
}

/** `os.environ[name]`, where the name goes through all of the environment's own: one after the other it is the whole. */
function lookedUp(state: State, value: Node, key: Node | null): Source | null {
  if (key === null || !state.resolver.valuesOf(value).some((one) => one.kind === "thing" && one.name === "os.environ")) return null;
  const source = sourceOf(state, key);
  return source?.says === ENVIRONMENT ? source : null;
}

/** What is picked out of a program's own settings is one value of them, no longer all. */
function parsed(source: Source | null): Source | null {
  return source?.says.endsWith(UNPARSED) === true ? null : source;
}

/** Functions and methods that give all they were given, in another form. */
const WHOLE =
  /^(?:read|readlines|read_text|read_bytes|encode|decode|hex|strip|rstrip|format|join|dumps|b64encode|urlsafe_b64encode|standard_b64encode|b32encode|hexlify|compress|quote|quote_plus|urlencode|str|bytes|bytearray|dict|list|tuple|Request|FormData|BytesIO|StringIO|__enter__)$/;

/** The first of these expressions with private data in it -> where that came from. */
export function first(state: State, nodes: readonly Node[]): Source | null {
  for (const one of nodes) {
    const source = sourceOf(state, one);
    if (source !== null) return source;
  }
  return null;
}

function isOwnObject(resolver: Resolver, object: Node): boolean {
  return resolver.valuesOf(object).every((one) => one.kind === "object");
}

function nameSource(state: State, binding: Binding): Source | null {
  return state.answers.of(binding, () => {
    for (const write of binding.writes.slice(0, MOST_USES)) {
      const source = writeSource(state, write);
      if (source !== null) return source;
    }
    const put = binding.items.flatMap(({ value }) => (value === null ? [] : [value]));
    return (
      first(state, put) ??
      first(
        state,
        binding.changes.flatMap(({ call }) => part(call, "arguments")?.children ?? []),
      )
    );
  });
}

function writeSource(state: State, write: Write): Source | null {
  if (write.kind === "enter") return sourceOf(state, write.node);
  if (write.kind === "value") return write.path.length === 0 ? sourceOf(state, write.node) : parsed(sourceOf(state, write.node));
  return write.kind === "param" ? parameterSource(state, write) : null;
}

/** What the callers in this file give for a parameter. */
function parameterSource(state: State, write: Extract<Write, { kind: "param" }>): Source | null {
  const { tree } = state.resolver;
  const klass = classOf(write.owner);
  const shift = klass === null || isStatic(state.resolver, write.owner) ? 0 : 1;
  const loads = loadsOf(state.resolver.scopes, write.owner, klass);
  for (const load of loads.slice(0, MOST_USES)) {
    const call = load.parent;
    if (isForKeys(state.resolver, load)) return { says: "what is typed on the keyboard", steps: [load] };
    if (isForBuiltin(state.resolver, load)) return { says: "what the rest of the program opens", steps: [load] };
    if (call?.type !== "call" || load.field !== "function") {
      const carrier = carrierOf(state.resolver, load);
      const carried =
        carrier === null
          ? null
          : first(
              state,
              (part(carrier, "arguments")?.children ?? []).filter((one) => one !== load && one !== load.parent),
            );
      if (carried !== null) return carried;
      continue;
    }
    const given = part(call, "arguments")?.children ?? [];
    const byName = given.find((one) => one.type === "keyword_argument" && nameOf(tree, part(one, "name") ?? one) === write.name);
    const inOrder = given.filter((one) => one.type !== "keyword_argument");
    const at = Math.max(0, write.index - shift);
    const rest = write.spread === 1 ? inOrder.slice(at) : given.filter((one) => one.type === "keyword_argument");
    const source = first(state, write.spread === 0 ? [byName ?? inOrder[at] ?? []].flat() : rest);
    if (source !== null) return source;
  }
  return null;
}

/** Functions that call back for every key that is pressed, in whatever window. */
const LISTENERS = /^(?:pynput\.keyboard\.Listener|keyboard\.(?:hook|on_press|on_release)|pyxhook\.HookManager)$/;

/** Is this function handed to a listener for the keyboard? */
function isForKeys(resolver: Resolver, load: Node): boolean {
  const list = load.parent?.type === "keyword_argument" ? load.parent.parent : load.parent;
  const callee = list?.type === "argument_list" && list.parent !== null ? part(list.parent, "function") : null;
  return callee !== null && resolver.valuesOf(callee).some((one) => one.kind === "thing" && LISTENERS.test(one.name));
}

/** `builtins.open = traced`: from then on every file that the program opens, in whatever module, goes through this function. */
function isForBuiltin(resolver: Resolver, load: Node): boolean {
  const left = load.field === "right" && load.parent?.type === "assignment" ? part(load.parent, "left") : null;
  return (
    left?.type === "attribute" &&
    resolver.valuesOf(left).some((one) => one.kind === "thing" && /^(?:builtins\.(?:open|input)|io\.open|os\.open|getpass\.getpass)$/.test(one.name))
  );
}

function callSource(state: State, node: Node): Source | null {
  const { resolver } = state;
  const callee = part(node, "function");
  const list = part(node, "arguments");
  if (callee === null || list === null) return null;
  const values = resolver.valuesOf(callee);
  if (values.some((one) => one.kind === "thing" && (BLIND.test(one.name) || NETWORK_FUNCTIONS.has(one.name) || STARTS.test(one.name)))) return null;
  const own = values.flatMap((one) => (one.kind === "function" ? [...resolver.results(one.node), ...resolver.yielded(one.node)] : []));
  if (own.length > 0) return first(state, own);
  const object = callee.type === "attribute" ? part(callee, "object") : null;
  const found = (object === null || isOwnObject(resolver, object) ? null : sourceOf(state, object)) ?? first(state, list.children);
  return WHOLE.test(nameOf(resolver.tree, part(callee, "attribute") ?? callee)) ? found : parsed(found);
}

function extended(source: Source | null, node: Node): Source | null {
  if (source === null || source.steps.length >= MOST_STEPS || source.steps.at(0) === node) return source;
  return /^(?:identifier|call)$/.test(node.type) ? { ...source, steps: [node, ...source.steps] } : source;
}
