import type { Random } from "../fuzz/random.ts";

/** A line as bytes, and whether a reader must count it: it can be no record of anything. */
export type Line = Readonly<{ bytes: Uint8Array; broken: boolean }>;

const WRONG: readonly unknown[] = [
  null,
  0,
  -1,
  1e308,
  9007199254740993,
  true,
  false,
  "",
  "x",
  "\u0000",
  "\ud800",
  [],
  [null],
  {},
  { type: 1 },
  [[["a"]]],
  "2026-13-45T99:99:99Z",
  "constructor",
  "__proto__",
];
const KINDS = ["hologram", "constructor", "__proto__", "toString", "hasOwnProperty", ""];
/** Written as text: what JSON can say and JavaScript cannot write back. */
const RAW_VALUES = ["1e400", "-1e400", "123456789012345678901234567890", "-0", '"\\ud800\\udc00\\ud800"', '{"__proto__":{"x":1}}', '{"a":1,"a":2}'];
/** Deeper than a program may call itself. */
const DEPTH = 20_000;
const MARK = "\u0001raw\u0001";

/** Record -> the same record with something wrong in it, as bytes. `others` lends ids and fields. */
export function mutateLine(line: string, others: readonly string[], random: Random): Line {
  const value = isDeep(line) ? undefined : parsed(line);
  if (value === undefined) return mutateText(line, others, random);
  return random.weighted<() => Line>([
    [6, () => written(changed(value, random, () => random.pick(WRONG)))],
    [3, () => written(changed(value, random, () => undefined))],
    [2, () => raw(written(changed(value, random, () => MARK)), random.pick(RAW_VALUES))],
    [0.1, () => raw(written(changed(value, random, () => MARK)), `${"[".repeat(DEPTH)}1${"]".repeat(DEPTH)}`)],
    [0.1, () => raw(written(changed(value, random, () => MARK)), `${'{"a":'.repeat(DEPTH)}1${"}".repeat(DEPTH)}`)],
    [2, () => written(otherTimes(value, random))],
    [2, () => written(otherIds(value, parsed(random.pick(others)), random))],
    [2, () => written(otherKind(value, random))],
    [1, () => written(changed(value, random, (old) => (typeof old === "string" ? `${old}${old}`.repeat(50) : [old, old])))],
    [4, () => mutateText(line, others, random)],
  ])();
}

/** Nested already: it cannot be written back. */
function isDeep(line: string): boolean {
  return line.includes("[".repeat(500)) || line.includes('{"a":'.repeat(500));
}

/** Line of whatever kind -> the same line damaged as files are. */
export function mutateText(line: string, others: readonly string[], random: Random): Line {
  const bytes = Buffer.from(line);
  const at = random.below(bytes.byteLength + 1);
  return random.weighted<() => Line>([
    [3, () => judged(bytes.subarray(0, at))],
    [1, () => judged(bytes.subarray(at))],
    [2, () => judged(Buffer.concat([bytes, Buffer.from(random.pick(others))]))],
    [2, () => judged(Buffer.concat([Buffer.alloc(random.below(40) + 1), bytes]))],
    [2, () => judged(Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0xed, 0xa0, 0x80]), bytes.subarray(at)]))],
    [1, () => judged(Buffer.concat([bytes, Buffer.from("\r")]))],
    [1, () => judged(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]))],
    [1, () => judged(Buffer.from(random.pick(["[1]", "null", "42", '"text"', "true", "{", "}", "[]", "{}", "", "   ", "# ", "> ", "#### ", "---"])))],
  ])();
}

export function plain(line: string): Line {
  return judged(Buffer.from(line));
}

function written(value: unknown): Line {
  return judged(Buffer.from(value === undefined ? "" : JSON.stringify(value)));
}

function raw({ bytes }: Line, text: string): Line {
  return judged(Buffer.from(Buffer.from(bytes).toString("utf8").replace(JSON.stringify(MARK), text)));
}

/** Broken: there is something on the line, and it is no JSON, no object or an empty one. */
function judged(bytes: Uint8Array): Line {
  const text = Buffer.from(bytes).toString("utf8");
  if (text.trim() === "" || text.startsWith("\ufeff")) return { bytes, broken: false };
  const value = parsed(text);
  return { bytes, broken: typeof value !== "object" || value === null || Object.keys(value).length === 0 };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

type Path = readonly (string | number)[];

function paths(value: unknown, depth = 0): readonly Path[] {
  if (typeof value !== "object" || value === null || depth > 6) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const step = Array.isArray(value) ? Number(key) : key;
    return [[step], ...paths(inner, depth + 1).map((path) => [step, ...path])];
  });
}

/** Copy of the value with another one (undefined: none) at a random place. */
function changed(value: unknown, random: Random, other: (old: unknown) => unknown, is: (path: Path, old: unknown) => boolean = () => true): unknown {
  const all = paths(value).filter((path) => is(path, at(value, path)));
  return all.length === 0 ? other(value) : put(value, random.pick(all), other);
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Readonly<Record<string | number, unknown>>)[key], value);
}

function put(value: unknown, [key, ...rest]: Path, other: (old: unknown) => unknown): unknown {
  if (key === undefined) return other(value);
  const old = (value as Readonly<Record<string | number, unknown>>)[key];
  const made = rest.length === 0 ? other(old) : put(old, rest, other);
  if (Array.isArray(value)) return made === undefined ? value.toSpliced(Number(key), 1) : value.with(Number(key), made);
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  return Object.fromEntries(entries.flatMap(([name, inner]) => (name !== key ? [[name, inner]] : made === undefined ? [] : [[name, made]])));
}

const lastOf = (path: Path): string => String(path.at(-1));

/** Seconds for milliseconds, milliseconds for seconds, times that no calendar holds. */
function otherTimes(value: unknown, random: Random): unknown {
  const isTime = (path: Path, old: unknown): boolean => typeof old === "number" || (typeof old === "string" && /time|created|at$|stamp/i.test(lastOf(path)));
  return changed(
    value,
    random,
    (old) =>
      random.pick(
        [Number(old) * 1000, Number(old) / 1000, -Number(old), 8.64e15 + 1, "yesterday", "2026-03-02", "+275760-09-13T00:00:00Z", 0].map((one) =>
          Number.isNaN(one) ? null : one,
        ),
      ),
    isTime,
  );
}

function otherIds(value: unknown, from: unknown, random: Random): unknown {
  const isId = (path: Path, old: unknown): boolean => typeof old === "string" && /id$|^id|uuid|parent/i.test(lastOf(path));
  const ids = paths(from)
    .filter((path) => isId(path, at(from, path)))
    .map((path) => at(from, path));
  return changed(value, random, () => (ids.length === 0 ? "same" : random.pick(ids)), isId);
}

function otherKind(value: unknown, random: Random): unknown {
  return changed(
    value,
    random,
    () => random.pick(KINDS),
    (path, old) => typeof old === "string" && /type|kind|role|from|action|say|status|source/i.test(lastOf(path)),
  );
}
