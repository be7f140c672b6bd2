import { join } from "node:path";
import type { Digest } from "#kernel/digest";
import { stableId } from "#kernel/digest";
import type { DeployPlan, LiveTarget } from "#kernel/plan";
import type { Rollback } from "#kernel/rollback";
import { stepsOf } from "./steps.ts";

/** A deployed state of a skill. */
export type Generation = NonNullable<Rollback["after"]>;

/**
/**
 * Where and when an act happens: handed in by the pipeline. `saved` is the folder for copies of what a forced act replaces; `linked`
 * that of the skill's generations where the host is given links to them, null where it is given copies; `batch` names the acts on
 * several skills that are one for the person.
 */
export type Occasion = Readonly<{
  host: string;
  policyDigest: Digest;
  saved: string;
  linked: string | null;
  txn: string;
  at: string;
  batch?: string | null;
}>;

/** A plan together with the record that will be kept of it. `undone` is the id of the record that it takes back. */
export type Planned = Readonly<{ kind: "plan"; plan: DeployPlan; record: Rollback; undone: string | null }>;

type Act = Readonly<{
  act: Rollback["act"];
  current: LiveTarget;
  history: readonly Rollback[];
  after: Generation | null;
  from: number | null;
  save: boolean;
  undone: string | null;
}>;

/** The records of one skill at one place, oldest first. Another workspace can hold a skill of the same name. */
export function historyOf(history: readonly Rollback[], current: LiveTarget): readonly Rollback[] {
  return history.filter((one) => one.skill === current.name && one.path === current.path).sort((a, b) => a.generation - b.generation);
}

/** An act -> its plan, pinned to the live tree it was computed from, and its record. Generations count up per skill and never repeat. */
export function planned({ act, current, history, after: wanted, from, save, undone }: Act, occasion: Occasion): Planned {
  const { host, policyDigest, linked, txn, at, batch = null } = occasion;
  const generation = 1 + Math.max(0, ...history.filter((one) => one.skill === current.name).map((one) => one.generation));
  const saved = save && current.treeDigest !== null ? join(occasion.saved, `${at.replaceAll(":", "-")}-${current.name}-${txn}`) : null;
  const before = stateBefore(current, historyOf(history, current));
  // what is brought back stands as it stood, a folder or a link; every generation has a folder of its own, so that nobody's edit reaches another
  const byLink = linked !== null && (act === "deploy" || wanted?.link !== undefined);
  const after = wanted === null ? null : placed(wanted, byLink ? join(linked, txn) : null);
  const old = { treeDigest: current.treeDigest, link: current.link };
  const to = { treeDigest: after?.treeDigest ?? null, link: after?.link ?? null };
  const place = { path: current.path, realRoot: current.realRoot, txn };
  const plan: DeployPlan = {
    schemaVersion: 1,
    act,
    skill: current.name,
    capsule: after?.capsule ?? before?.capsule ?? null,
    host,
    root: current.root,
    path: current.path,
    generation,
    from,
    base: { treeDigest: current.treeDigest, realRoot: current.realRoot, ...linkOf(old.link) },
    proposed: after === null ? null : { treeDigest: after.treeDigest, entries: after.files, ...linkOf(to.link) },
    policyDigest,
    steps: stepsOf({ ...place, from: old, to, save: saved }),
    undo: stepsOf({ ...place, from: to, to: current.treeDigest === null ? NOTHING : old, save: null }),
  };
  const record: Rollback = {
    id: stableId("rb", txn, current.path),
    skill: current.name,
    act,
    generation,
    from,
    txn,
    at,
    host,
    path: current.path,
    before,
    after,
    saved,
    undoneBy: null,
    ...(batch === null ? {} : { batch }),
  };
  return { kind: "plan", plan, record, undone };
}

/** The transaction id that a plan carries in the names of its side folders; null when it moves nothing. */
export function txnOf(plan: DeployPlan): string | null {
  for (const step of plan.steps) {
    const path = step.do === "move" ? step.to : step.do === "stage" ? step.path : step.do === "link" ? step.via : "";
    const found = /\/\.skill-forge-([0-9a-f]+)(?:-old)?$/.exec(path)?.[1];
    if (found !== undefined) return found;
  }
  return null;
}

const NOTHING = { treeDigest: null, link: null };

function placed({ treeDigest, capsule, files }: Generation, link: string | null): Generation {
  return { treeDigest, capsule, files, ...linkOf(link) };
}

function linkOf(link: string | null): Readonly<{ link?: string }> {
  return link === null ? {} : { link };
}

/** A hand-edited state still belongs to the capsule that was deployed before the edit. */
function stateBefore(current: LiveTarget, own: readonly Rollback[]): Rollback["before"] {
  if (current.treeDigest === null || current.entries === null) return null;
  return {
    treeDigest: current.treeDigest,
    capsule: own.at(-1)?.after?.capsule ?? "",
    files: current.entries.map((one) => ({ ...one })),
    ...linkOf(current.link),
  };
}
