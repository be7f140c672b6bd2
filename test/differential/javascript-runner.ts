/** A process of its own for random programs: reads them as JSON, runs each in a context of its own and prints what its probes were given. */
import { readFileSync } from "node:fs";
import { createContext, runInContext, SourceTextModule } from "node:vm";

/** A value as the engine had it; whatever is no text, number, list or plain object is `other`. */
export type Real =
  | Readonly<{ kind: "text"; value: string }>
  | Readonly<{ kind: "number"; value: string }>
  | Readonly<{ kind: "plain"; value: string }>
  | Readonly<{ kind: "list"; items: readonly Real[] }>
  | Readonly<{ kind: "object"; entries: readonly (readonly [string, Real])[] }>
  | Readonly<{ kind: "function" | "other" }>;
export type RealCall = Readonly<{ number: number; value: Real }>;

const TIME = 1_000;
const MOST_CALLS = 300;

/** Text of a program -> what each probe was given, in order; what ran before an error counts, null for no program at all. */
export async function runProgram(text: string, isModule: boolean): Promise<readonly RealCall[] | null> {
  const calls: RealCall[] = [];
  const probe = (number: number, value: unknown): void => {
    if (calls.length < MOST_CALLS) calls.push({ number, value: realOf(value, 3) });
  };
  const context = createContext({ probe, Buffer, atob, btoa, TextDecoder, queueMicrotask, structuredClone, URL }, { microtaskMode: "afterEvaluate" });
  try {
    if (isModule) {
      const module = new SourceTextModule(text, { context });
      await module.link(() => Promise.reject(new Error("nothing to import")));
      await Promise.race([module.evaluate({ timeout: TIME }), Promise.resolve()]);
    } else runInContext(`(function (exports, require, module) {${text}\n}).call({}, {})`, context, { timeout: TIME });
  } catch (error) {
    if (isNoProgram(error)) return null;
  }
  return calls;
}

function isNoProgram(error: unknown): boolean {
  return typeof error === "object" && error !== null && "name" in error && error.name === "SyntaxError" && calledNothing(error);
}

/** A program that throws a SyntaxError itself (`JSON.parse`) has frames of its own. */
function calledNothing(error: object): boolean {
  return !("stack" in error) || !/JSON\.parse|at evalmachine/.test(String(error.stack));
}

function realOf(value: unknown, depth: number): Real {
  if (typeof value === "string") return { kind: "text", value };
  if (typeof value === "number") return { kind: "number", value: Object.is(value, -0) ? "-0" : String(value) };
  if (value === null || value === undefined || typeof value === "boolean") return { kind: "plain", value: String(value) };
  if (typeof value === "function") return { kind: "function" };
  if (typeof value !== "object" || depth === 0) return { kind: "other" };
  if (Array.isArray(value)) return { kind: "list", items: Array.from(value, (one) => realOf(one, depth - 1)) };
  const entries = Object.keys(value).map((key) => [key, realOf(read(value, key), depth - 1)] as const);
  return { kind: "object", entries };
}

function read(value: object, key: string): unknown {
  try {
    return Reflect.get(value, key);
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  // What a program does later, and nobody waits for, may fail.
  process.on("unhandledRejection", () => undefined);
  process.on("uncaughtException", () => undefined);
  const programs = JSON.parse(readFileSync(0, "utf8")) as readonly Readonly<{ text: string; isModule: boolean }>[];
  const results: (readonly RealCall[] | null)[] = [];
  for (const one of programs) results.push(await runProgram(one.text, one.isModule));
  process.stdout.write(JSON.stringify(results));
}
