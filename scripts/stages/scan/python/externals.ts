import { joinPath, skillFile } from "../javascript/paths.ts";
import { tidyPath } from "../permissions.ts";
import { decoded, DECODERS, fromHex, fromUtf8, rot13, toUtf8 } from "./codecs.ts";
import { applied, itemsOf, oneOf } from "./comprehension.ts";
import { asText } from "./literal.ts";
import { itemOf, memberOf, pathJoined } from "./members.ts";
import { POWERFUL } from "./names.table.ts";
import { shellWords } from "./words.ts";
import type { Given, Resolver } from "./resolver.ts";
import { textMethod } from "./strings.ts";
import type { Node } from "./tree.ts";
import { constant, crossed, exactText, isNoName, NOTHING_KNOWN, textIn, textsOf, thing, union, UNKNOWN, type Value, type Values } from "./value.ts";

type Make = (resolver: Resolver, given: Given, call: Node) => Values;

const first = (given: Given): Values => given.by[0] ?? NOTHING_KNOWN;
const each = (values: Values, make: (value: Value) => Value): Values => union([values.map(make)]);
const bytesOf = (value: Value): string | null => (value.kind === "bytes" ? value.value : exactText(value));
/** Decoder of text or bytes -> function of a call that gives bytes. */
const bytesBy =
  (decode: (text: string) => string | null): Make =>
  (_resolver, given) =>
    each(first(given), (value) => {
      const text = bytesOf(value);
      const result = text === null ? null : decode(text);
      return result === null ? UNKNOWN : { kind: "bytes", value: result };
    });
const onPath =
  (make: (path: string) => string, loose: (value: Value) => Value = () => ({ kind: "path", prefix: "", suffix: "", exact: false })): Make =>
  (_resolver, given) =>
    each(first(given), (value) => {
      const text = exactText(value);
      return text === null ? loose(value) : constant(make(text));
    });
const asIs = onPath(
  (path) => path,
  (value) => (textIn(value) === null ? UNKNOWN : value),
);
const pathOf = (value: Value): Value => {
  const text = textIn(value);
  return text === null ? { kind: "path", prefix: "", suffix: "", exact: false } : { kind: "path", prefix: text.prefix, suffix: text.suffix, exact: text.exact };
};
/** An empty part behind others leaves a slash. */
/** `os.path.join(a, "")` ends in a slash, unless it was nothing before. */
const joinedText = (left: Value, right: Value): Value => {
  if (exactText(right) !== "") return pathJoined(left, right);
  const before = exactText(left);
  if (before === null) return { kind: "text", prefix: textIn(left)?.prefix ?? "", suffix: "" };
  return constant(before === "" || before.endsWith("/") ? before : `${before}/`);
};
const parentOf = (path: string): string => (path.startsWith("\u0000") || path.includes("/") ? joinPath(path, "..") : "");
const listOf = (value: Value): Value => {
  const items = itemsOf(value);
  if (items !== null) return { kind: "list", items, open: false };
  return value.kind === "list" ? value : { kind: "list", items: [], open: true };
};
/** Each of its items may be any of them, or be missing. */
const inAnyOrder = (value: Value): Value => {
  const items = itemsOf(value) ?? [];
  return { kind: "list", items: items.map(() => union(items)), open: true };
};
const getter =
  (by: "attribute" | "item" | "method"): Make =>
  (_resolver, given) => [{ kind: "getter", by, names: given.by }];

/** Names of functions from outside -> what a call of them gives, for those that only compute, or hand on what they were given. */
const KNOWN: ReadonlyMap<string, Make> = new Map<string, Make>(
  Object.entries({
    "builtins.chr": (_r, given) =>
      each(first(given), (one) =>
        one.kind === "constant" && typeof one.value === "number" && Number.isInteger(one.value) && one.value >= 0 && one.value <= 0x10ffff
          ? constant(String.fromCodePoint(one.value))
          : { kind: "text", prefix: "", suffix: "" },
      ),
    "builtins.ord": (_r, given) => each(first(given), (one) => constantOr(bytesOf(one)?.codePointAt(0))),
    "builtins.str": (_r, given) =>
      given.by.length > 1 || given.named.size > 0 ? decodeCall(given) : given.by.length === 0 ? [constant("")] : each(first(given), asText),
    "builtins.repr": () => [{ kind: "text", prefix: "", suffix: "" }],
    "builtins.int": (_r, given) => each(first(given), (one) => numberFrom(one, given.by[1]?.[0])),
    "builtins.len": (_r, given) => each(first(given), (one) => constantOr(itemsOf(one)?.length)),
    "builtins.hex": (_r, given) =>
      each(first(given), (one) => (one.kind === "constant" && typeof one.value === "number" ? constant(`0x${one.value.toString(16)}`) : UNKNOWN)),
    "builtins.bytes": (_r, given) => each(first(given), bytesFrom),
    "builtins.bytearray": (_r, given) => each(first(given), bytesFrom),
    "builtins.memoryview": (_r, given) => first(given),
    "builtins.bytes.fromhex": bytesBy(fromHex),
    "builtins.bytearray.fromhex": bytesBy(fromHex),
    "builtins.list": (_r, given) => (given.by.length === 0 ? [{ kind: "list", items: [], open: false }] : each(first(given), listOf)),
    "builtins.tuple": (_r, given) => (given.by.length === 0 ? [{ kind: "list", items: [], open: false }] : each(first(given), listOf)),
    "builtins.iter": (_r, given) => first(given),
    "builtins.set": (_r, given) => each(first(given), listOf),
    "builtins.sorted": (_r, given) => each(first(given), inAnyOrder),
    "builtins.reversed": (_r, given) =>
      each(first(given), (one) => ({ kind: "list", items: [...(itemsOf(one) ?? [])].reverse(), open: itemsOf(one) === null })),
    "builtins.next": (r, given, call) => union([oneOf(r, call) ?? union(first(given).map((one) => itemOf(r, one, null))), given.by[1] ?? []]),
    "builtins.dict": (_r, given) => [
      { kind: "dict", entries: [...given.named].map(([key, values]) => [[constant(key)], values] as const), open: given.open || given.by.length > 0 },
    ],
    "builtins.map": (r, given, call) => mapped(r, given, call),
    "builtins.filter": (_r, given) => each(given.by[1] ?? NOTHING_KNOWN, inAnyOrder),
    "builtins.getattr": (r, given) => attribute(r, given),
    "builtins.object.__getattribute__": (r, given) => attribute(r, given),
    "builtins.type.__getattribute__": (r, given) => attribute(r, given),
    "inspect.getattr_static": (r, given) => attribute(r, given),
    "builtins.vars": (_r, given) =>
      given.by.length === 0 ? [{ kind: "names", of: "local" }] : each(first(given), (one) => (one.kind === "thing" ? thing(`${one.name}.__dict__`) : UNKNOWN)),
    "builtins.globals": () => [{ kind: "names", of: "module" }],
    "builtins.locals": () => [{ kind: "names", of: "local" }],
    "builtins.__import__": (_r, given) => module(first(given), true),
    "importlib.import_module": (_r, given) => module(first(given), false),
    "importlib.__import__": (_r, given) => module(first(given), true),
    "importlib.reload": (_r, given) => first(given),
    "functools.partial": (_r, given) => [{ kind: "partial", target: first(given), given: given.by.slice(1) }],
    "functools.partialmethod": (_r, given) => [{ kind: "partial", target: first(given), given: given.by.slice(1) }],
    "functools.reduce": (r, given) => reduced(r, given),
    "operator.attrgetter": getter("attribute"),
    "operator.itemgetter": getter("item"),
    "operator.methodcaller": getter("method"),
    "operator.getitem": (r, given) => union(first(given).flatMap((one) => (given.by[1] ?? NOTHING_KNOWN).map((key) => itemOf(r, one, key)))),
    "operator.call": (r, given, call) => union(first(given).map((one) => r.invoke(one, { ...given, by: given.by.slice(1) }, call))),
    "operator.concat": (_r, given) =>
      crossed(first(given), given.by[1] ?? NOTHING_KNOWN, (a, b) =>
        exactText(a) === null || exactText(b) === null ? UNKNOWN : constant((exactText(a) ?? "") + (exactText(b) ?? "")),
      ),
    "copy.copy": (_r, given) => first(given),
    "copy.deepcopy": (_r, given) => first(given),
    "typing.cast": (_r, given) => given.by[1] ?? NOTHING_KNOWN,
    ...Object.fromEntries(Object.entries(DECODERS).map(([name, decode]) => [name, bytesBy(decode)])),
    "codecs.decode": (_r, given) => coded(given),
    "codecs.encode": (_r, given) => coded(given),
    "sys.intern": (_r, given) => first(given),
    "os.path.join": (_r, given) =>
      given.open
        ? crossed(first(given), NOTHING_KNOWN, pathJoined)
        : given.by.reduce<Values>((left, right) => crossed(left, right, joinedText), [constant("")]).map(asText),
    "os.path.dirname": onPath(parentOf, (value) => ({ kind: "text", prefix: textIn(value)?.prefix ?? "", suffix: "" })),
    "os.path.basename": onPath(
      (path) => path.slice(path.lastIndexOf("/") + 1),
      (value) => ({ kind: "text", prefix: "", suffix: textIn(value)?.suffix ?? "" }),
    ),
    "os.path.abspath": asIs,
    "os.path.realpath": asIs,
    "os.path.normpath": onPath(tidyPath, pathOf),
    "os.path.expanduser": asIs,
    "os.path.expandvars": onPath((path) => path.replace(/\$(?:HOME\b|\{HOME\})|%USERPROFILE%/g, "~")),
    "os.path.relpath": () => [{ kind: "text", prefix: "", suffix: "" }],
    "os.fspath": asIs,
    "os.fsdecode": asIs,
    "os.getcwd": () => [constant(".")],
    "os.getenv": (_r, given) => union([textsOf(first(given)).map((name) => environment(name)), given.by[1] ?? []]),
    "site.getusersitepackages": () => [constant("~/.local/lib/python3/site-packages")],
    "site.getsitepackages": () => [{ kind: "list", items: [[constant("/usr/lib/python3/site-packages")]], open: false }],
    "site.getuserbase": () => [constant("~/.local")],
    "pathlib.Path.home": () => [{ kind: "path", prefix: "~", suffix: "~", exact: true }],
    "pathlib.Path.cwd": () => [{ kind: "path", prefix: ".", suffix: ".", exact: true }],
    "shutil.which": (_r, given) => union([each(first(given), (one) => (exactText(one) === null ? UNKNOWN : one)), [constant(null)]]),
    "shlex.split": (_r, given) => each(first(given), shellWords),
    "shlex.quote": () => [{ kind: "text", prefix: "", suffix: "" }],
    "shlex.join": () => [{ kind: "text", prefix: "", suffix: "" }],
    "textwrap.dedent": (_r, given) => each(first(given), dedented),
    "urllib.parse.urljoin": (_r, given) =>
      each(first(given), (one) => ({ kind: "text", prefix: /^https?:\/\/[^/?#]+\//i.exec(`${textIn(one)?.prefix ?? ""}/`)?.[0] ?? "", suffix: "" })),
    "asyncio.run": (_r, given) => first(given),
  } satisfies Record<string, Make>),
);

const PATHS = /^pathlib\.(?:Pure)?(?:Posix|Windows)?Path$/;

/** Call of something from outside, by its name -> what it gives. What is not known gives `name()`, so that later uses tell where it came from. */
export function externalValue(resolver: Resolver, name: string, given: Given, call: Node): Values {
  const known = KNOWN.get(name);
  if (known !== undefined) return known(resolver, given, call);
  if (PATHS.test(name))
    return given.by.length === 0
      ? [{ kind: "path", prefix: ".", suffix: ".", exact: true }]
      : given.by.reduce<Values>((left, right) => crossed(left, right, pathJoined), [constant("")]).map(pathOf);
  const method = /^builtins\.(?:str|bytes)\.(\w+)$/.exec(name);
  if (method?.[1] === "maketrans") return [tableOf(given)];
  if (method !== null) return union(first(given).map((one) => textMethod(one, method[1] ?? "", given.by.slice(1), given.named)));
  if (name.endsWith(".__getattribute__"))
    return union(
      textsOf(first(given))
        .map((one) => memberOf(resolver, { kind: "thing", name: name.slice(0, -17) }, one)[0] ?? UNKNOWN)
        .map((one) => [one]),
    );
  return [thing(`${name}()`)];
}

function constantOr(value: number | undefined): Value {
  return value === undefined ? UNKNOWN : constant(value);
}

function decodeCall(given: Given): Values {
  return each(first(given), (one) => (one.kind === "bytes" ? constant(fromUtf8(one.value)) : UNKNOWN));
}

function numberFrom(value: Value, base: Value | undefined): Value {
  if (value.kind === "constant" && typeof value.value === "number") return constant(Math.trunc(value.value));
  const text = bytesOf(value)?.trim().toLowerCase().replaceAll("_", "");
  const radix = base?.kind === "constant" && typeof base.value === "number" ? base.value : 10;
  if (text === undefined || radix < 2 || radix > 36) return UNKNOWN;
  const number = Number.parseInt(text.replace(/^([-+]?)0[xob]/, "$1"), radix);
  return Number.isSafeInteger(number) ? constant(number) : UNKNOWN;
}

function bytesFrom(value: Value): Value {
  if (value.kind === "bytes") return value;
  const text = exactText(value);
  if (text !== null) return { kind: "bytes", value: toUtf8(text) };
  const items = value.kind === "list" ? itemsOf(value) : null;
  const numbers = items?.map((one) => (one.length === 1 && one[0]?.kind === "constant" && typeof one[0].value === "number" ? one[0].value : -1));
  return numbers === undefined || numbers.some((one) => one < 0 || one > 255) ? UNKNOWN : { kind: "bytes", value: String.fromCharCode(...numbers) };
}

function tableOf(given: Given): Value {
  if (given.open || given.by.some((one) => one.length !== 1)) return UNKNOWN;
  const [from, to] = [first(given)[0], given.by[1]?.[0]];
  if (from?.kind === "dict") return from;
  const [left, right] = [from === undefined ? null : exactText(from), to === undefined ? null : exactText(to)];
  if (left === null || right === null) return UNKNOWN;
  const dropped = given.by[2] === undefined ? "" : exactText(given.by[2].length === 1 ? (given.by[2][0] ?? UNKNOWN) : UNKNOWN);
  if (dropped === null) return UNKNOWN;
  const letters = [...left].map((one, at) => [[constant(one)], [constant([...right][at] ?? one)]] as const);
  return { kind: "dict", entries: [...letters, ...[...dropped].map((one) => [[constant(one)], [constant(null)]] as const)], open: false };
}

/** `textwrap.dedent`: without what all lines begin with; of text that is not all known, its first line where that begins with no blank. */
function dedented(value: Value): Value {
  const text = textIn(value);
  if (text === null) return UNKNOWN;
  if (!text.exact) return { kind: "text", prefix: /^\S[^\n]*/.exec(text.prefix)?.[0].trimEnd() ?? "", suffix: "" };
  const lines = text.prefix.split("\n").map((line) => (/^[ \t]*$/.test(line) ? "" : line));
  const blanks = lines.filter((line) => line !== "").map((line) => /^[ \t]*/.exec(line)?.[0] ?? "");
  const [first = ""] = blanks;
  let size = first.length;
  while (size > 0 && !blanks.every((one) => one.startsWith(first.slice(0, size)))) size--;
  return constant(lines.map((line) => line.slice(size)).join("\n"));
}

function mapped(resolver: Resolver, given: Given, call: Node): Values {
  const [callees = NOTHING_KNOWN, lists = NOTHING_KNOWN] = given.by;
  const items = lists.length === 1 && lists[0] !== undefined && given.by.length === 2 ? itemsOf(lists[0]) : null;
  if (items === null || callees.length > 4) return [{ kind: "list", items: [], open: true }];
  return [{ kind: "list", items: items.map((item) => union(callees.map((callee) => applied(resolver, callee, item, call)))), open: false }];
}

/** getattr(x, name): the member; a name that cannot be told gives `x.*`, which is judged where the call stands. */
function attribute(resolver: Resolver, given: Given): Values {
  const names = textsOf(given.by[1] ?? NOTHING_KNOWN);
  return union([...first(given).flatMap((value) => names.map((name) => memberOf(resolver, value, name))), given.by[2] ?? []]);
}

/** Module by name; `__import__("a.b")` gives a. */
function module(names: Values, isTop: boolean): Values {
  return textsOf(names.filter((one) => !isNoName(one))).map((name) =>
    name === null ? thing("any module") : name.startsWith(".") ? UNKNOWN : thing(isTop ? (name.split(".", 1)[0] ?? name) : name),
  );
}

/** reduce(getattr, ["a", "b"], x): the idiom for a path of attributes. */
function reduced(resolver: Resolver, given: Given): Values {
  const [callees = NOTHING_KNOWN, lists = NOTHING_KNOWN, start = NOTHING_KNOWN] = given.by;
  const items = lists.length === 1 && lists[0] !== undefined ? itemsOf(lists[0]) : null;
  const isGetter = callees.length === 1 && callees[0]?.kind === "thing" && callees[0].name === "builtins.getattr";
  if (!isGetter) return NOTHING_KNOWN;
  if (items === null) return start.map((one) => (one.kind === "thing" && POWERFUL.has(one.name) ? thing(`${one.name}.*`) : UNKNOWN));
  return items.reduce<Values>((values, item) => union(values.flatMap((value) => textsOf(item).map((name) => memberOf(resolver, value, name)))), start);
}

function coded(given: Given): Values {
  const codec = given.by[1]?.[0] ?? given.named.get("encoding")?.[0];
  const name = codec === undefined ? "utf-8" : exactText(codec);
  return each(first(given), (value) => {
    const text = bytesOf(value);
    if (text === null || name === null) return UNKNOWN;
    if (/^rot_?-?13$/i.test(name)) return constant(rot13(text));
    const result = decoded(name, text);
    return result === null ? UNKNOWN : /^(?:hex|base64)/i.test(name) ? { kind: "bytes", value: result } : constant(result);
  });
}

function environment(name: string | null): Value {
  if (name === null) return thing("os.environ[*]");
  return /^(?:HOME|USERPROFILE)$/.test(name) ? constant("~") : thing(`os.environ[${name}]`);
}

/** Path of the file itself, as `__file__` tells it. */
export function ownFile(path: string): Value {
  return constant(skillFile(path));
}
