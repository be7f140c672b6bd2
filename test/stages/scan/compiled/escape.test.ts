import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { MEMBERS } from "#stages/scan/compiled/language.table";
import { rulesOf, scanOf } from "../samples.ts";

/**
 * Programs from a grammar that is seeded with ways out; what the scan accepts runs in a realm where every capability
 * is a tripwire. An accepted program that touches one is an escape.
 */
const name = fc.constantFrom("a", "b", "c", "list", "text", "go");
const member = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...MEMBERS) },
  { weight: 1, arbitrary: fc.constantFrom("constructor", "__proto__", "prototype", "call", "bind", "env", "x", "then") },
);
const root = fc.oneof(
  { weight: 8, arbitrary: name },
  { weight: 2, arbitrary: fc.constantFrom("Object", "Array", "JSON", "Math", "String", "Number", "Map", "Date", "console", "process", "Error") },
  { weight: 1, arbitrary: fc.constantFrom("globalThis", "eval", "Function", "require", "fetch", "Reflect", "setTimeout") },
);
const literal = fc.constantFrom("1", '"ab"', "[1, 2]", "({ x: 1 })", "(a) => a", "/a/g", "null", "`t${1}`", '"constructor"', '"return trip()"');

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    { weight: 3, arbitrary: literal },
    { weight: 3, arbitrary: root },
    { weight: 5, arbitrary: fc.tuple(tie("expression"), member).map(([one, key]) => `(${one}).${key}`) },
    { weight: 1, arbitrary: fc.tuple(tie("expression"), tie("expression")).map(([one, key]) => `(${one})[${key}]`) },
    { weight: 1, arbitrary: tie("expression").map((one) => `(${one})[0]`) },
    { weight: 4, arbitrary: fc.tuple(tie("expression"), tie("expression")).map(([one, arg]) => `(${one})(${arg})`) },
    { weight: 1, arbitrary: fc.tuple(root, tie("expression")).map(([one, arg]) => `new ${one}(${arg})`) },
    { weight: 1, arbitrary: fc.tuple(tie("expression"), tie("expression")).map(([one, two]) => `(${one}) + (${two})`) },
    { weight: 1, arbitrary: tie("expression").map((one) => `(() => ${one})()`) },
  ),
}));
const statement = fc.oneof(
  expression.map((one) => `${one};`),
  fc.tuple(name, expression).map(([one, value]) => `${one} = ${value};`),
  fc.tuple(member, expression).map(([key, value]) => `{ const { ${key}: found } = ${value}; found; }`),
  expression.map((one) => `for (const one of ${one}) { one; break; }`),
  fc.tuple(expression, expression).map(([one, two]) => `try { ${one}; } catch (error) { ${two}; }`),
);
const program = fc
  .array(statement, { minLength: 1, maxLength: 5 })
  .map((lines) => `let a = 1; let b = [1]; let c = { x: 1 }; let list = [[1]]; let text = "t"; let go = (x) => x;\n${lines.join("\n")}`);

it("lets no accepted program reach a capability", () => {
  const counts = { tried: 0, accepted: 0, executed: 0, escapes: [] as string[] };
  const end = performance.now() + 8_000;
  fc.assert(
    fc.property(program, (code) => {
      if (performance.now() > end) return;
      counts.tried++;
      if (rulesOf(scanOf({ "scripts/main.mjs": code }, "compiled"), "block").length > 0) return;
      counts.accepted++;
      if (run(code)) counts.escapes.push(code);
      counts.executed++;
    }),
    { numRuns: 6_000, seed: 20261121, endOnFailure: true },
  );
  expect(counts.escapes).toEqual([]);
  expect(counts.accepted).toBeGreaterThan(counts.tried / 50);
  expect(counts.executed).toBe(counts.accepted);
}, 30_000);

/** True when a tripwire was touched. Errors of the program itself do not matter. */
function run(code: string): boolean {
  let tripped = false;
  const trip = (): never => {
    tripped = true;
    throw new Error("tripwire");
  };
  const wire = (): object =>
    new Proxy(() => 0, { get: trip, apply: trip, construct: trip, has: trip, ownKeys: trip, getOwnPropertyDescriptor: trip, getPrototypeOf: trip });
  const sandbox = {
    trip,
    fetch: wire(),
    require: wire(),
    setTimeout: wire(),
    console: { log: () => undefined, error: () => undefined },
    process: {
      argv: ["node", "main"],
      exitCode: 0,
      env: wire(),
      exit: wire(),
      stdout: { write: () => true, isTTY: false },
      stderr: { write: () => true },
      stdin: { isTTY: false },
    },
  };
  try {
    // Code made from text inside of the realm is itself a way out: there it is forbidden and shows as EvalError.
    runInNewContext(`"use strict";\n${code}`, sandbox, { timeout: 200, contextCodeGeneration: { strings: false, wasm: false } });
  } catch (error) {
    if (typeof error === "object" && error !== null && "name" in error && error.name === "EvalError") return true;
  }
  return tripped;
}
