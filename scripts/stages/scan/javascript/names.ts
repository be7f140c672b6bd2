import { GLOBAL_NAMES, KNOWN_GLOBALS } from "./things.table.ts";
import { NOTHING_KNOWN, UNKNOWN, type Values } from "./value.ts";

/** Free name -> what it is on the global object. */
export function globalValue(name: string): Values {
  if (GLOBAL_NAMES.has(name)) return [{ kind: "thing", name: "global" }];
  if (name === "undefined") return [{ kind: "constant", value: undefined }];
  if (name === "NaN" || name === "Infinity") return [{ kind: "constant", value: name === "NaN" ? Number.NaN : Number.POSITIVE_INFINITY }];
  return KNOWN_GLOBALS.has(name) ? [{ kind: "thing", name }] : NOTHING_KNOWN;
}

/** Modules that are the global of a name. */
const GLOBALS: ReadonlyMap<string, string> = new Map([
  ["process", "process"],
  ["bun", "Bun"],
]);

/** Possible specifiers -> module things; the `node:` prefix means nothing. */
export function moduleValues(names: readonly (string | null)[]): Values {
  return names.map((name) => {
    if (name === null) return UNKNOWN;
    const plain = name.replace(/^node:/, "");
    return {
      kind: "thing",
      name: GLOBALS.get(plain) ?? `module:${plain === "path/posix" || plain === "path/win32" ? "path" : plain === "sys" ? "util" : plain}`,
    };
  });
}
