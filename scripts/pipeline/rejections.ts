import type { Capsule } from "#kernel/capsule";
import { ForgeError } from "#kernel/errors";
import { entriesOf, treeDigestOf } from "#kernel/tree";
import { loadCapsules } from "#store/state-files";
import { readStaged } from "#store/trees";
import { changing } from "./changing.ts";
import { type Context, nowOf } from "./context.ts";
import { save } from "./review.ts";

/** A rejection that is remembered: what was refused, why, and from how many sessions on it may be proposed again. */
export type Rejection = Readonly<{
  capsule: string;
  skill: string;
  at: string;
  by: string;
  reason: string;
  edits: readonly Readonly<{ id: string; kind: string; section: string | null; item: string }>[];
  sessions: number | null;
  againFrom: number | null;
}>;

/** Remembered rejections, the newest first; of one skill or of all. */
export function rejectionsOf(context: Context, name: string | null): readonly Rejection[] {
  return loadCapsules(context.powers.files, context.places.data)
    .filter((one) => one.status === "rejected" && (name === null || one.name === name))
    .map((one) => rejectionOf(one, context.policy.support.sessions))
    .reverse();
}

function rejectionOf(capsule: Capsule, more: number): Rejection {
  const { decision, content, revision } = capsule;
  const sessions = content?.sessions ?? null;
  return {
    capsule: capsule.id,
    skill: capsule.name,
    at: decision?.at ?? capsule.createdAt,
    by: decision?.by ?? "",
    reason: decision?.reason ?? "",
    edits: (revision?.edits ?? []).map(({ id, kind, section, item }) => ({ id, kind, section, item })),
    sessions,
    againFrom: sessions === null ? null : sessions + more,
  };
}

/** `waiting`: the same bytes wait for a decision again; otherwise the next run may propose them anew. */
export type Reopened = Readonly<{ schemaVersion: 1; status: "reopened"; waiting: boolean; rejection: Rejection }>;

/**
 * Takes one rejection back and records it. Throws NOT_FOUND when there is none of that name or id, USAGE when there are several and
 * none was named: which one is meant is not guessed.
 */
export function reopen(context: Context, name: string, id: string | null): Reopened {
  const work = (record: Parameters<Parameters<typeof changing>[1]>[0]["record"] | null): Reopened => {
    const known = rejectionsOf(context, name);
    const found = known.filter((one) => id === null || one.capsule === id);
    const [rejection, ...others] = found;
    const details = { rejections: known.map((one) => one.capsule).join(" ") };
    if (rejection === undefined) throw new ForgeError("NOT_FOUND", `no rejection of ${name} is remembered${id === null ? "" : ` under ${id}`}`, { details });
    if (others.length > 0)
      throw new ForgeError("USAGE", `${found.length} rejections of ${name} are remembered; name one: forge review --skill ${name} --reopen ID`, { details });
    const all = loadCapsules(context.powers.files, context.places.data);
    const capsule = all.find((one) => one.id === rejection.capsule);
    if (capsule === undefined) throw new ForgeError("NOT_FOUND", `${rejection.capsule} is gone`);
    const open = all.some((one) => one.name === name && (one.status === "staged" || one.status === "approved"));
    const waiting = !open && stillStaged(context, capsule);
    const now = nowOf(context);
    const status = waiting ? "staged" : "expired";
    const expiresAt = new Date(context.powers.clock.now() + context.policy.proposals.expireDays * 86_400_000).toISOString();
    if (record !== null) {
      record("capsule.reopened", { capsule: capsule.id, skill: name, tree: capsule.treeDigest, waiting });
      save(context, { ...capsule, status, decision: null, expiresAt, history: [...capsule.history, { status, at: now }] });
    }
    return { schemaVersion: 1, status: "reopened", waiting, rejection };
  };
  return context.dryRun ? work(null) : changing(context, ({ record }) => work(record));
}

/** Do the rejected bytes still lie in staging? */
function stillStaged(context: Context, capsule: Capsule): boolean {
  try {
    const { files } = readStaged(context.powers.files, context.places.data, capsule.name, context.policy.scan.limits);
    return treeDigestOf(entriesOf(files)) === capsule.treeDigest;
  } catch (error) {
    if (error instanceof ForgeError) return false;
    throw error;
  }
}
