import { join } from "node:path";
import type { Capsule } from "#kernel/capsule";
import { ForgeError } from "#kernel/errors";
import type { Request } from "#kernel/trace";
import { type SkillFile, textOf } from "#kernel/tree";
import { loadCapsules } from "#store/state-files";
import { readStored } from "#store/trees";
import type { Context } from "./context.ts";
import { liveSkill } from "./live-skill.ts";
import { stagedSkill } from "./review.ts";
import { withTraces } from "./traces.ts";

export type WhyResult = Readonly<{
  schemaVersion: 1;
  capsule: Capsule;
  line: Readonly<{ number: number; text: string }> | null;
  evidence: readonly Readonly<{ id: string; request: Request | null }>[];
}>;

/** A skill, or one line of its SKILL.md -> the requests and the decision behind it. A request that was forgotten since shows as null. */
export function why(context: Context, name: string, number: number | null): WhyResult {
  const capsule = loadCapsules(context.powers.files, context.places.data)
    .filter((one) => one.name === name)
    .at(-1);
  if (capsule === undefined) throw new ForgeError("NOT_FOUND", `there is no skill ${name}`);
  const all = evidenceOf(context, capsule);
  const line = number === null ? null : lineOf(context, name, number);
  // a footnote of the line names its own evidence; a line without one rests on all of it
  const ids = line === null ? all : evidenceIn(context, name, line.text, all);
  const requests = withTraces(context, new Map<string, Request>(), (store) => new Map(ids.flatMap((id) => pair(id, store.request(id)))));
  return {
    schemaVersion: 1,
    capsule,
    line,
    evidence: ids.map((id) => ({ id, request: requests.get(id) ?? null })).toSorted((a, b) => (a.request?.at ?? 0) - (b.request?.at ?? 0)),
  };
}

/** The evidence that stands in the skill's own bytes: what a gene learned since is not behind them. */
function evidenceOf(context: Context, capsule: Capsule): readonly string[] {
  const file = filesOf(context, capsule).find((one) => one.path === "skill.json");
  const value: unknown = file === undefined ? null : JSON.parse(textOf(file));
  const ids = typeof value === "object" && value !== null && "evidence" in value && Array.isArray(value.evidence) ? value.evidence : [];
  return ids.filter((id): id is string => typeof id === "string");
}

function filesOf(context: Context, capsule: Capsule): readonly SkillFile[] {
  const { powers, places } = context;
  if (powers.files.facts(join(places.store, capsule.treeDigest)) !== null) return readStored(powers.files, places.store, capsule.treeDigest);
  return stagedSkill(context, capsule.name).files;
}

function pair(id: string, request: Request | null): readonly (readonly [string, Request])[] {
  return request === null ? [] : [[id, request]];
}

function lineOf(context: Context, name: string, number: number): Readonly<{ number: number; text: string }> {
  const text = skillText(context, name).split("\n")[number - 1];
  if (text === undefined) throw new ForgeError("NOT_FOUND", `SKILL.md of ${name} has no line ${number}`);
  return { number, text };
}

function evidenceIn(context: Context, name: string, line: string, all: readonly string[]): readonly string[] {
  const labels = [...line.matchAll(/\[\^?([A-Za-z0-9]+)\]/g)].map((found) => found[1] ?? "");
  const notes = skillText(context, name)
    .split("\n")
    .filter((one) => labels.some((label) => one.startsWith(`[^${label}]:`) || one.startsWith(`- ${label}:`) || one.startsWith(`- [${label}]`)));
  const named = all.filter((id) => [line, ...notes].some((one) => one.includes(id)));
  return named.length === 0 ? all : named;
}

function skillText(context: Context, name: string): string {
  const file = (liveSkill(context, name) ?? stagedSkill(context, name)).files.find((one) => one.path === "SKILL.md");
  return file === undefined ? "" : textOf(file);
}
