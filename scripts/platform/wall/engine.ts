import { RELEASE_SYNC, newQuickJSWASMModule, newVariant, type QuickJSContext, shouldInterruptAfterDeadline } from "quickjs-emscripten";
import { ENGINE } from "#generated/wall-engine";
import type { ProgramResult, WalledRun } from "#kernel/powers";
import { MODULES, PRELUDE } from "./modules.table.ts";

/** Stack of the engine inside of the wall; a script that recurses past it gets its own RangeError. */
const STACK_BYTES = 128 << 10;

/**
 * Runs a script inside of a WebAssembly engine that holds nothing of the machine: files in memory, an empty home, no
 * network, no environment, no clock but the date. Never throws for what the script does: an uncaught error is exit code 1.
 */
export async function runWalled(request: WalledRun): Promise<ProgramResult> {
  try {
    return await run(request);
  } catch (error) {
    // the engine itself came to an end (its own stack, its own memory): the script's doing, and no result to be read any more
    return { exitCode: 1, stdout: "", stderr: `the engine ended: ${error instanceof Error ? error.message : "unknown reason"}`, timedOut: false };
  }
}

async function run(request: WalledRun): Promise<ProgramResult> {
  const bytes = Uint8Array.from(Buffer.from(ENGINE, "base64"));
  const engine = await newQuickJSWASMModule(newVariant(RELEASE_SYNC, { wasmBinary: bytes.buffer }));
  const runtime = engine.newRuntime();
  runtime.setMemoryLimit(request.memoryBytes);
  runtime.setMaxStackSize(STACK_BYTES);
  runtime.setModuleLoader((name) => MODULES[name] ?? { error: new Error(`there is no module ${name} here`) });
  const end = Date.now() + request.timeoutMs;
  runtime.setInterruptHandler(shouldInterruptAfterDeadline(end));
  const context = runtime.newContext();
  const script = `/skill/${request.script}`;
  const source = request.files.find(({ path }) => path === request.script)?.text;
  if (source === undefined) return { exitCode: 1, stdout: "", stderr: `there is no ${request.script}`, timedOut: false };
  const given = { files: request.files.map(({ path, text }) => [`/skill/${path}`, text]), script, args: request.args, input: request.input };
  context.setProp(context.global, "__given", context.newString(JSON.stringify(given)));
  const prepared = fault(context, `{${PRELUDE}}`, "prelude", false);
  if (prepared !== null) return { exitCode: 1, stdout: "", stderr: prepared, timedOut: false };
  // the engine gives a module no folder of its own; in the compiled language this is the one form that asks for it
  const failed = fault(context, source.replaceAll("import.meta.dirname", JSON.stringify("/skill/scripts")), script, true);
  const timedOut = failed !== null && Date.now() >= end;
  return {
    exitCode: timedOut ? null : (numberOf(context, "globalThis.process.exitCode") ?? (failed === null ? 0 : 1)),
    stdout: textOf(context, 'globalThis.__wall.out.join("")'),
    stderr: textOf(context, 'globalThis.__wall.err.join("")') + (failed === null ? "" : `${failed}\n`),
    timedOut,
  };
}

/** Evaluates and returns what was thrown as text, or null. */
function fault(context: QuickJSContext, code: string, name: string, isModule: boolean): string | null {
  const result = context.evalCode(code.replace(/^#!.*/, ""), name, { type: isModule ? "module" : "global" });
  if (result.error === undefined) return rejection(context, result.value);
  return wordOf(context.dump(result.error));
}

/** A module's value can be a promise that was already refused. */
function rejection(context: QuickJSContext, value: Parameters<QuickJSContext["getPromiseState"]>[0]): string | null {
  const state = context.getPromiseState(value);
  return state.type === "rejected" ? wordOf(context.dump(state.error)) : null;
}

function wordOf(thrown: unknown): string {
  if (typeof thrown !== "object" || thrown === null) return String(thrown);
  const { name, message } = thrown as { name?: unknown; message?: unknown };
  return `${typeof name === "string" ? name : "Error"}: ${typeof message === "string" ? message : JSON.stringify(thrown)}`;
}

function textOf(context: QuickJSContext, code: string): string {
  const result = context.evalCode(code, "result");
  return result.error === undefined ? String(context.dump(result.value)) : "";
}

function numberOf(context: QuickJSContext, code: string): number | null {
  const result = context.evalCode(code, "result");
  const value: unknown = result.error === undefined ? context.dump(result.value) : undefined;
  return typeof value === "number" ? value : typeof value === "string" && /^\d+$/.test(value) ? Number(value) : null;
}
