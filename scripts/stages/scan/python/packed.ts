import { placeIn } from "./made.ts";
import type { Resolver } from "./resolver.ts";
import type { Binding } from "./scope.ts";
import { nameOf, type Node, part } from "./tree.ts";
import type { Values } from "./value.ts";

/** What makes something that writes into the file or buffer it is given: what is put into the one is in the other. */
const WRAPS =
  /^(?:tarfile\.(?:open|TarFile(?:\.open)?)|zipfile\.(?:ZipFile|PyZipFile)|pyzipper\.\w*ZipFile|gzip\.(?:open|GzipFile)|lzma\.open|bz2\.(?:open|BZ2File)|io\.(?:TextIOWrapper|BufferedWriter)|csv\.(?:writer|DictWriter)|codecs\.getwriter\(\))$/;
/** What writes its first argument into its second. */
const DUMPS = /^(?:json|pickle|yaml|marshal|toml|tomli_w|plistlib|cPickle|dill)\.(?:safe_)?dump$/;
const OPENS = /^(?:builtins\.open|io\.open|codecs\.open|gzip\.open|bz2\.open|lzma\.open|os\.fdopen|sqlite3\.connect)$/;
const FILES = /\b(?:zipfile|tarfile|make_archive|gzip|open|write_text|write_bytes|copy\w*|connect|pyzipper)\b/;
const MOST_USES = 5_000;
const MOST = 60;

/** What was put into a name by writing to something made around it: `tarfile.open(fileobj=b)`, `csv.writer(b)`, `json.dump(x, b)`. */
export function wrapped(resolver: Resolver, binding: Binding): Readonly<{ names: readonly Binding[]; nodes: readonly Node[] }> {
  const names: Binding[] = [];
  const nodes: Node[] = [];
  for (const load of binding.loads.slice(0, MOST_USES)) {
    const list = load.parent?.type === "keyword_argument" ? load.parent.parent : load.parent;
    const call = list?.type === "argument_list" ? list.parent : null;
    if (call === null) continue;
    const called = calledBy(resolver, call);
    if (called.some((name) => DUMPS.test(name))) nodes.push(...(list?.children.slice(0, 1) ?? []));
    if (!called.some((name) => WRAPS.test(name))) continue;
    names.push(...(boundTo(resolver).get(call) ?? []));
    nodes.push(...chained(call));
  }
  return { names: names.filter((one) => one !== binding), nodes };
}

/** Call that reads a file, or is handed its path -> what this program wrote to the same place before. */
export function writtenBefore(resolver: Resolver, call: Node): Readonly<{ names: readonly Binding[]; nodes: readonly Node[] }> {
  const places = placesIn(readFrom(resolver, call));
  const all = [...places].flatMap(
    (place) =>
      writesOf(resolver)
        .get(place)
        ?.filter((one) => one.call !== call) ?? [],
  );
  return { names: all.flatMap(({ names }) => names), nodes: all.flatMap(({ nodes }) => nodes) };
}

/** What lies at a place that a call is given as a path. */
export function writtenTo(resolver: Resolver, values: Values): Readonly<{ names: readonly Binding[]; nodes: readonly Node[] }> {
  const places = placesIn(values);
  const all = [...places].flatMap((place) => writesOf(resolver).get(place) ?? []);
  return { names: all.flatMap(({ names }) => names), nodes: all.flatMap(({ nodes }) => nodes) };
}

type Written = Readonly<{ place: string; call: Node; names: readonly Binding[]; nodes: readonly Node[] }>;

const WRITES = new WeakMap<Resolver, ReadonlyMap<string, readonly Written[]>>();

/** Place -> what the program writes there. */
function writesOf(resolver: Resolver): ReadonlyMap<string, readonly Written[]> {
  const known = WRITES.get(resolver);
  if (known !== undefined) return known;
  const found = FILES.test(resolver.tree.text) ? resolver.tree.nodes.flatMap((node) => (node.type === "call" ? written(resolver, node) : [])) : [];
  const byPlace = Map.groupBy(found, ({ place }) => place);
  WRITES.set(resolver, byPlace);
  return byPlace;
}

function written(resolver: Resolver, call: Node): readonly Written[] {
  const callee = part(call, "function");
  const given = part(call, "arguments")?.children ?? [];
  if (callee === null) return [];
  const { by, named } = resolver.givenTo(call);
  const at = (values: Values | undefined, nodes: readonly Node[]): readonly Written[] =>
    [...placesIn(values ?? [])].map((place) => ({ place, call, names: boundTo(resolver).get(call) ?? [], nodes }));
  const called = calledBy(resolver, call);
  if (called.some((name) => OPENS.test(name) || WRAPS.test(name))) return at(by[0] ?? named.get("name") ?? named.get("file"), chained(call));
  const object = callee.type === "attribute" ? part(callee, "object") : null;
  const method = callee.type === "attribute" ? nameOf(resolver.tree, part(callee, "attribute") ?? callee) : "";
  if (object !== null && /^write_(?:text|bytes)$/.test(method)) return at(pathsIn(resolver, object), given);
  if (object !== null && method === "open") return at(pathsIn(resolver, object), chained(call));
  if (called.some((name) => /^shutil\.(?:copy\w*|move)$/.test(name))) return at(by[1] ?? named.get("dst"), [call]);
  return [];
}

/** `open(p)`, `Path(p).read_bytes()`: the place that is read. */
function readFrom(resolver: Resolver, call: Node): Values {
  const callee = part(call, "function");
  if (callee === null) return [];
  const object = callee.type === "attribute" ? part(callee, "object") : null;
  const method = callee.type === "attribute" ? nameOf(resolver.tree, part(callee, "attribute") ?? callee) : "";
  if (object !== null && /^(?:read_text|read_bytes|open)$/.test(method)) return pathsIn(resolver, object);
  return calledBy(resolver, call).some((name) => OPENS.test(name)) ? (resolver.givenTo(call).by[0] ?? []) : [];
}

function pathsIn(resolver: Resolver, object: Node): Values {
  return resolver.valuesOf(object).filter((one) => one.kind === "path" || one.kind === "thing");
}

function placesIn(values: Values): ReadonlySet<string> {
  return new Set(values.slice(0, MOST).flatMap((one) => placeIn(one) ?? []));
}

/** `zipfile.ZipFile(b, "w").write(p)`: what is put into the thing where it is made. */
function chained(call: Node): readonly Node[] {
  const around = call.parent?.type === "attribute" ? call.parent.parent : null;
  return around?.type === "call" ? [around, ...(part(around, "arguments")?.children ?? [])] : [];
}

function calledBy(resolver: Resolver, call: Node): readonly string[] {
  const callee = part(call, "function");
  return callee === null ? [] : resolver.valuesOf(callee).flatMap((one) => (one.kind === "thing" ? [one.name] : []));
}

const BOUND = new WeakMap<Resolver, ReadonlyMap<Node, readonly Binding[]>>();

/** Expression -> the names it was given. */
function boundTo(resolver: Resolver): ReadonlyMap<Node, readonly Binding[]> {
  const known = BOUND.get(resolver);
  if (known !== undefined) return known;
  const found = new Map<Node, Binding[]>();
  for (const scope of resolver.scopes.all)
    for (const binding of scope.names.values())
      for (const write of binding.writes)
        if (write.kind === "value" || write.kind === "enter") {
          const before = found.get(write.node);
          if (before === undefined) found.set(write.node, [binding]);
          else before.push(binding);
        }
  BOUND.set(resolver, found);
  return found;
}
