import { expect } from "vitest";
import type { Answer } from "./forge.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Answer -> its JSON object. Fails with what the program said when it is none, so that a test shows the cause. */
export function fieldsOf(answer: Answer): Fields {
  if (!isObject(answer.json)) throw new Error(`no JSON object (exit ${String(answer.code)})\n${answer.stdout.slice(0, 2000)}\n${answer.stderr.slice(0, 2000)}`);
  return answer.json;
}

/** A field that has to be an object. */
export function objectIn(value: unknown, field: string): Fields {
  const inner = isObject(value) ? value[field] : undefined;
  if (!isObject(inner)) throw new Error(`no object "${field}" in ${JSON.stringify(value).slice(0, 1000)}`);
  return inner;
}

/** A field that has to be a list of objects. */
export function listIn(value: unknown, field: string): readonly Fields[] {
  const inner = isObject(value) ? value[field] : undefined;
  if (!Array.isArray(inner) || !inner.every(isObject)) throw new Error(`no list "${field}" in ${JSON.stringify(value).slice(0, 1000)}`);
  return inner;
}

/** Fails with both outputs when the exit code is another. */
export function expectCode(answer: Answer, code: number): void {
  expect(answer.code, `exit code; stdout: ${answer.stdout.slice(0, 1500)} stderr: ${answer.stderr.slice(0, 1500)}`).toBe(code);
}

/** Exit code and code of the `error` object on stdout. */
export function expectError(answer: Answer, code: number, name?: string): void {
  expectCode(answer, code);
  const error = objectIn(answer.json, "error");
  expect(Object.keys(error).sort()).toEqual(expect.arrayContaining(["code", "help", "message"]));
  if (name !== undefined) expect(error["code"]).toBe(name);
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
