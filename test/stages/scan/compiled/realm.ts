import { readFileSync } from "node:fs";
import { basename, dirname, extname, isAbsolute, join, normalize, relative, resolve } from "node:path";
import { parseArgs } from "node:util";

/** Every property name of every object that an accepted program can hold, and of all that these lead to, in the Node that runs the test. */
export function realmNames(): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<unknown>();
  const work: unknown[] = roots();
  while (work.length > 0) {
    const value = work.pop();
    if (value === null || (typeof value !== "object" && typeof value !== "function") || seen.has(value)) continue;
    seen.add(value);
    for (const key of Reflect.ownKeys(value)) {
      if (typeof key === "string" && !/^(?:0|[1-9][0-9]*)$/.test(key)) names.add(key);
      const descriptor = Reflect.getOwnPropertyDescriptor(value, key);
      work.push(descriptor?.value, descriptor?.get, descriptor?.set);
    }
    work.push(Reflect.getPrototypeOf(value));
  }
  return names;
}

function roots(): unknown[] {
  return [
    [],
    {},
    "",
    0,
    true,
    /x/g,
    () => 0,
    function plain() {},
    new Map(),
    new Set(),
    new Date(0),
    new Error("x", { cause: 1 }),
    new TypeError("x"),
    new RangeError("x"),
    failure(() => readFileSync("/nonexistent/file")),
    failure(() => parseArgs({ args: ["--nothing"] })),
    failure(() => resolve(1 as unknown as string)),
    [][Symbol.iterator](),
    new Map()[Symbol.iterator](),
    new Set()[Symbol.iterator](),
    ""[Symbol.iterator](),
    "a".matchAll(/a/g),
    /(?<x>a)/d.exec("a"),
    parseArgs({ args: ["x"], allowPositionals: true, tokens: true }),
    [basename, dirname, extname, isAbsolute, join, normalize, relative, resolve, parseArgs],
    [Object, Array, String, Number, Boolean, JSON, Math, Date, Map, Set, structuredClone],
    [1].values().map((one) => one),
    [1].values().next(),
    failure(() => structuredClone(() => 0)),
    failure(() => (null as unknown as { a: 1 }).a),
    failure(() => JSON.parse("{")),
    failure(() => new RegExp("(")),
    failure(() => decodeURIComponent("%")),
    Object.groupBy([1], () => "length"),
    Map.groupBy([1], () => "length"),
    structuredClone(new Error("x", { cause: 1 })),
    process.argv,
  ];
}

function failure(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
