import { SPELLED_BY_MAKE } from "./expand.ts";
import { callFunction } from "./functions.ts";
import { refuseAt, type World } from "./model.ts";
import { readMakefile } from "./read.ts";
import { readRecipes } from "./recipes.ts";
import { isOddName } from "./printed.ts";
import { checkSettings, exportVariables, readImplicit } from "./settings.ts";
import type { FileContext } from "../reading.ts";
import type { Report } from "../mark.ts";
import type { Run } from "../programs/runs.ts";
import type { Machine } from "../shell/machine.ts";
import { FROM } from "../shell/text.ts";
import { withoutReturns } from "../text/returns.ts";
import { createWoven, finishWoven, rememberFiles } from "../shell/woven.ts";

export type MakeResult = Readonly<{ complete: boolean; loaded: readonly Run[] }>;

const WORK = 200_000;

/**
 * Makefile of an unknown author -> marks, whether it was read completely, and the skill's own files it runs. It is read as GNU make reads it: what
 * runs while it is read, what recipes run, whatever target is asked for. Throws only for lack of stack.
 */
export function analyseMake(path: string, source: string, context: FileContext, outer: Report): MakeResult {
  const { text, report } = withoutReturns(source, outer);
  const reads = /\$[({]\s*(?:shell|file)\b|!=/.test(text);
  // A recipe may fetch what the next reading takes in.
  const before = reads ? readOnce(path, text, context, () => undefined, null) : null;
  const { world } = readOnce(path, text, context, report, before?.world.woven.machine ?? null);
  return { complete: world.complete && world.woven.machine.complete, loaded: world.woven.machine.loaded };
}

function readOnce(path: string, text: string, context: FileContext, report: Report, before: Machine | null): Readonly<{ world: World }> {
  const limited: FileContext = { ...context, paths: withTails(context.paths) };
  const world: World = {
    path,
    context: limited,
    report,
    woven: createWoven(path, text, report, limited, `${SPELLED_BY_MAKE} ${includedTexts(text, context)}`),
    variables: new Map(),
    rules: [],
    exported: new Map(),
    assigned: new Map(),
    included: new Map(),
    scopes: [],
    active: [],
    told: new Set(),
    open: null,
    branches: 0,
    isOneShell: false,
    isTwice: false,
    prefix: "\t",
    left: WORK + text.length * 4,
    depth: 0,
    complete: true,
    hasOddNames: [...context.paths].some(isOddName),
    call: callFunction,
    read: readMakefile,
  };
  if (before !== null) rememberFiles(world.woven.machine, before, FROM.network | FROM.decoded | FROM.secret);
  readMakefile(world, text, null);
  checkSettings(world);
  exportVariables(world, text);
  readRecipes(world);
  readImplicit(world);
  checkRewritten(world);
  finishWoven(world.woven);
  return { world };
}

/** Make runs where its file lies, or wherever it is called: a file is meant by every end of its path. */
function withTails(paths: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set(paths);
  for (const path of paths) for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) all.add(path.slice(at + 1));
  return all;
}

/** Names of programs may stand in the files that are included. */
function includedTexts(text: string, { paths, textOf }: FileContext): string {
  if (!/\binclude\b/.test(text) || textOf === undefined) return "";
  return [...paths]
    .filter((one) => /(?:\.(?:mk|mak|make|inc|env)|akefile[\w.-]*)$/.test(one) && text.includes(one.slice(one.lastIndexOf("/") + 1)))
    .map((one) => textOf(one) ?? "")
    .join(" ");
}

/** Make starts again with whatever stands in a makefile then: one that is written by a recipe is not the one that was read. */
function checkRewritten(world: World): void {
  const own = [world.path, ...world.included.keys()];
  const isOwn = (path: string): boolean => own.some((one) => one === path || one.endsWith(`/${path.replace(/^(?:\.\.?\/)+/, "")}`));
  const place = world.included.values().next().value ?? { at: 0, until: 1 };
  for (const rule of world.rules)
    if (rule.recipe.length > 0 && rule.targets.some(isOwn))
      refuseAt(world, "dynamic-code", rule.recipe[0] ?? place, { name: "make", why: "a makefile that is made by its own rule" });
  for (const path of world.woven.machine.files.keys())
    if (isOwn(path)) refuseAt(world, "dynamic-code", place, { name: "make", why: "a makefile that a recipe writes" });
}
