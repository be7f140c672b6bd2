import { type Answers, createAnswers } from "../answers.ts";
import { askedFor, classesOf, computed, hasInit, takenOf, type Traffic, trafficOf } from "./carried.ts";
import { BUILTINS } from "./names.table.ts";
import { NETWORK_FUNCTIONS } from "./network.table.ts";
import { calledBack, handedOn, inputsOf, type Parameter } from "./handed.ts";
import { decorators } from "./parameters.ts";
import { givenTo } from "./kept.ts";
import type { Resolver } from "./resolver.ts";
import type { Binding, Write } from "./scope.ts";
import { STARTS } from "./sinks.ts";
import { direct, ENVIRONMENT, type Source, UNPARSED } from "./sources.ts";
import { wrapped, writtenBefore } from "./packed.ts";
import { nameOf, type Node, part } from "./tree.ts";
import { isExpression } from "./usage.ts";
import { textsOf } from "./value.ts";

const MOST_STEPS = 12;
const MOST_WRITES = 5_000;
const WORK_PER_NODE = 4;
const DEEPEST = 300;
/** What these give says nothing of what they were given. */
const BLIND = /^(?:builtins\.(?:len|bool|isinstance|hasattr|id|range|callable|any|all|print)|os\.path\.(?:exists|isfile|isdir|getsize|getmtime)|hashlib\..*)$/;

/** What is known of the file, and the private data found so far in its expressions and under its names. */
export type State = Readonly<{
  resolver: Resolver;
  starts: typeof direct;
  answers: Answers<Node | Binding | readonly Node[], Source | null>;
  traffic: Traffic;
}>;

/** Resolver, and what is looked for -> an empty state. */
export function createState(resolver: Resolver, starts: typeof direct = direct): State {
  const work = 20_000 + resolver.tree.nodes.length * WORK_PER_NODE;
  return {
    resolver,
    starts,
    answers: createAnswers<Node | Binding | readonly Node[], Source | null>(null, (found) => found === null, DEEPEST, work),
    traffic: trafficOf(resolver),
  };
}

/** Expression -> the private data that may be in it; null when none is known. */
function sourceOf(state: State, node: Node): Source | null {
  return state.answers.of(node, () => extended(state.starts(state.resolver, node) ?? below(state, node) ?? within(state, node), node));
}

/** What the methods of an own object give in its place. */
function within(state: State, node: Node): Source | null {
  if (node.type === "attribute" || !isExpression(node)) return null;
  return first(
    state,
    classesOf(state.resolver, node).flatMap((one) => takenOf(state.resolver, one)),
  );
}

function below(state: State, node: Node): Source | null {
  const { resolver } = state;
  switch (node.type) {
    case "identifier": {
      const binding = resolver.scopes.bindingOf.get(node);
      return binding === undefined ? unbound(state, nameOf(resolver.tree, node)) : nameSource(state, binding);
    }
    case "call":
      return callSource(state, node);
    case "attribute": {
      const object = part(node, "object");
      const name = part(node, "attribute");
      const known = name === null ? null : memberSource(state, nameOf(resolver.tree, name));
      if (object === null || known !== null) return known;
      return isOwnObject(resolver, object) ? lostSource(state, node, object) : sourceOf(state, object);
    }
    case "subscript": {
      const value = part(node, "value");
      return value === null ? null : (parsed(sourceOf(state, value)) ?? lookedUp(state, value, part(node, "subscript")));
    }
    case "keyword_argument": {
      const value = part(node, "value");
      return value === null ? null : sourceOf(state, value);
    }
    case "comparison_operator":
    case "not_operator":
      return first(
        state,
        node.children.flatMap((one) => classesOf(resolver, one).flatMap((klass) => takenOf(resolver, klass))),
      );
    case "lambda": {
      const body = part(node, "body");
      return body === null ? null : sourceOf(state, body);
    }
    case "string_content":
      return null;
    default:
      return first(state, node.children);
  }
}

/** What may be under the name of a member: what was written there, what a class of the file holds under it, what a method that is read like one computes. */
function memberSource(state: State, name: string): Source | null {
  const { resolver } = state;
  const { attributes, held } = resolver.scopes;
  for (const binding of [attributes.get(name) ?? [], held.get(name) ?? []].flat()) {
    const source =
      nameSource(state, binding) ??
      first(
        state,
        binding.writes.flatMap((write) => (write.kind === "own" ? computed(resolver, write.node) : [])),
      );
    if (source !== null) return source;
  }
  return null;
}

/** Member of an own object that nothing was written to by its name: what it was made of, what stands in for members, or what was put somewhere unseen. */
function lostSource(state: State, node: Node, object: Node): Source | null {
  const { resolver, traffic } = state;
  const classes = classesOf(resolver, object);
  const stands = first(
    state,
    classes.flatMap((one) => takenOf(resolver, one)),
  );
  if (stands !== null) return stands;
  const made = classes.filter((one) => !hasInit(resolver, one)).flatMap((one) => traffic.made.get(one) ?? []);
  const given = first(
    state,
    made.flatMap((call) => part(call, "arguments")?.children ?? []),
  );
  return given ?? (resolver.valuesOf(node).some((one) => one.kind === "unknown") ? anyOf(state, traffic.loose) : null);
}

/** Name that nothing binds: one that was put among the built-ins or into the table of names. */
function unbound(state: State, name: string): Source | null {
  if (BUILTINS.has(name)) return null;
  const put = state.resolver.scopes.attributes.get(name);
  return (put === undefined ? null : nameSource(state, put)) ?? anyOf(state, state.traffic.loose);
}

/** `os.environ[name]`, where the name goes through all of the environment's own: one after the other it is the whole; `globals()["name"]`. */
function lookedUp(state: State, value: Node, key: Node | null): Source | null {
  if (key === null) return null;
  const { resolver } = state;
  const values = resolver.valuesOf(value);
  if (values.some((one) => one.kind === "names"))
    for (const text of textsOf(resolver.valuesOf(key))) {
      const binding = text === null ? undefined : resolver.scopes.all[0]?.names.get(text);
      const source = binding === undefined ? anyOf(state, state.traffic.loose) : nameSource(state, binding);
      if (source !== null) return source;
    }
  if (!values.some((one) => one.kind === "thing" && one.name === "os.environ")) return null;
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

/** The same for a list that many ask for. */
function anyOf(state: State, nodes: readonly Node[]): Source | null {
  return state.answers.of(nodes, () => first(state, nodes));
}

function isOwnObject(resolver: Resolver, object: Node): boolean {
  return resolver.valuesOf(object).every((one) => one.kind === "object");
}

function nameSource(state: State, binding: Binding): Source | null {
  return state.answers.of(binding, () => {
    for (const write of binding.writes.slice(0, MOST_WRITES)) {
      const source = writeSource(state, write);
      if (source !== null) return source;
    }
    // What is put under a key by unpacking has no expression of its own.
    const put = binding.items.flatMap(({ value }) => (value === null ? [] : [value]));
    const loose = put.length < binding.items.length ? anyOf(state, state.traffic.loose) : null;
    return loose ?? first(state, put) ?? first(state, givenTo(state.resolver, binding)) ?? held(state, wrapped(state.resolver, binding));
  });
}

/** What lies under names, or in expressions, by which something else was written to. */
export function held(state: State, { names, nodes }: ReturnType<typeof wrapped>): Source | null {
  for (const name of names) {
    const source = nameSource(state, name);
    if (source !== null) return source;
  }
  return first(state, nodes);
}

function writeSource(state: State, write: Write): Source | null {
  switch (write.kind) {
    case "enter":
      return sourceOf(state, write.node);
    case "value":
      return write.path.length === 0 ? sourceOf(state, write.node) : parsed(sourceOf(state, write.node));
    case "param":
      return parameterSource(state, write);
    case "own":
      return first(
        state,
        decorators(write.node).flatMap((one) => madeBy(state.resolver, one)),
      );
    case "unknown":
      return /^except/.test(write.node.parent?.parent?.type ?? write.node.parent?.type ?? "") ? anyOf(state, state.traffic.raised) : null;
    default:
      return null;
  }
}

/** What own functions and lambdas return that are used as a decorator. */
function madeBy(resolver: Resolver, decorator: Node): readonly Node[] {
  const callee = decorator.children[0];
  return (callee === undefined ? [] : resolver.valuesOf(callee)).flatMap((one) => (one.kind === "function" ? resolver.results(one.node) : []));
}

/** What callers give for a parameter, by whatever way they get to the function. */
function parameterSource(state: State, write: Parameter): Source | null {
  const { resolver, traffic } = state;
  return calledBack(resolver, write) ?? first(state, [...inputsOf(resolver, write), ...[write.fallback ?? []].flat(), ...handedOn(resolver, traffic, write)]);
}

function callSource(state: State, node: Node): Source | null {
  const { resolver } = state;
  const callee = part(node, "function");
  const list = part(node, "arguments");
  if (callee === null || list === null) return null;
  const values = resolver.valuesOf(callee);
  if (list.children.length === 1 && values.every((one) => one.kind === "thing" && one.name === "builtins.type")) return null;
  if (values.length > 0 && values.every((one) => one.kind === "thing" && (BLIND.test(one.name) || NETWORK_FUNCTIONS.has(one.name) || STARTS.test(one.name))))
    return null;
  const own = values.flatMap((one) => (one.kind === "function" ? returned(resolver, one.node) : []));
  if (own.length > 0) return first(state, own);
  for (const name of askedFor(resolver, node)) {
    const source = memberSource(state, name) ?? first(state, namedMethods(resolver, name));
    if (source !== null) return source;
  }
  const object = callee.type === "attribute" ? part(callee, "object") : null;
  const found =
    (object === null || isOwnObject(resolver, object) ? null : sourceOf(state, object)) ??
    first(state, list.children) ??
    (object === null && callee.type !== "identifier" ? sourceOf(state, callee) : null) ??
    first(state, called(resolver, callee, list)) ??
    held(state, writtenBefore(resolver, node));
  return WHOLE.test(nameOf(resolver.tree, part(callee, "attribute") ?? callee)) ? found : parsed(found);
}

const returned = (resolver: Resolver, owner: Node): readonly Node[] => [...resolver.results(owner), ...resolver.yielded(owner)];

/** What a call gives that calls what it was given (`submit(f)`), or an object (`x()`), a partial function, a table that asks for what is missing. */
function called(resolver: Resolver, callee: Node, list: Node): readonly Node[] {
  const given = list.children.flatMap((one) =>
    resolver.valuesOf(part(one, "value") ?? one).flatMap((value) => (value.kind === "function" ? returned(resolver, value.node) : [])),
  );
  const kept = resolver.valuesOf(callee).flatMap((value) => {
    if (value.kind === "object") return takenOf(resolver, value.node);
    return value.kind === "partial" ? value.target.flatMap((one) => (one.kind === "function" ? returned(resolver, one.node) : [])) : [];
  });
  // `super().a()`, `self.keep[0].a()`: a method of this name, of whatever class.
  const member =
    callee.type === "attribute" &&
    resolver.valuesOf(callee).some((one) => one.kind === "unknown" || (one.kind === "thing" && one.name.startsWith("builtins.super()")));
  return [...given, ...kept, ...(member ? namedMethods(resolver, nameOf(resolver.tree, part(callee, "attribute") ?? callee)) : [])];
}

/** What methods of this name return, of whatever class. */
function namedMethods(resolver: Resolver, name: string): readonly Node[] {
  return (resolver.scopes.held.get(name) ?? []).flatMap((binding) =>
    binding.writes.flatMap((write) => (write.kind === "own" ? returned(resolver, write.node) : [])),
  );
}

function extended(source: Source | null, node: Node): Source | null {
  if (source === null || source.steps.length >= MOST_STEPS || source.steps.at(0) === node) return source;
  return /^(?:identifier|call)$/.test(node.type) ? { ...source, steps: [node, ...source.steps] } : source;
}
