import { asFields, parsedOrUndefined, textOrNull } from "#adapters/common/fields";
import type { DropReason } from "#kernel/dropped";
import type { Row } from "#kernel/powers";

export type SessionRow = Readonly<{ id: string; row: Row; stamp: string }>;

/** Sessions of a database that are one conversation, oldest first; `origin` is what it was branched from, `left` why it is no conversation of a person. */
export type Chain = Readonly<{ sessions: readonly SessionRow[]; origin: readonly SessionRow[]; left: DropReason | null }>;

const SUBAGENT_SOURCES = new Set(["tool", "subagent"]);
const MACHINE_SOURCES = new Set(["cron", "batch", "webhook"]);
/** A conversation ended this way may be followed by another one of the same person under the same key. */
const RESETS = new Set(["session_reset", "session_switch", "idle", "daily", "suspended", "resume_pending_expired", "new_session"]);

/** Rows of `sessions` -> conversations. A session that was compressed goes on in its child; a branch or a reset begins a new one; any other child is a subagent. */
export function chainsOf(rows: readonly SessionRow[]): readonly Chain[] {
  const byId = new Map(rows.map((one) => [one.id, one]));
  const roots = new Map<string, SessionRow[]>();
  for (const one of rows) {
    const root = rootOf(one, byId);
    const chain = roots.get(root.id);
    if (chain === undefined) roots.set(root.id, [one]);
    else chain.push(one);
  }
  return [...roots].map(([id, sessions]) => {
    const root = byId.get(id);
    const ordered = sessions.toSorted((a, b) => Number(a.row["started_at"] ?? 0) - Number(b.row["started_at"] ?? 0) || (a.id < b.id ? -1 : 1));
    if (root === undefined) return { sessions: ordered, origin: [], left: null };
    return { sessions: ordered, origin: originOf(root, byId), left: leftReason(root, byId) };
  });
}

/** Keys of `model_config` that say what a session came from. */
function markOf({ row }: SessionRow, key: string): string | null {
  const text = textOrNull(row["model_config"]);
  const config = text?.includes(key) === true ? asFields(parsedOrUndefined(text)) : null;
  return textOrNull(config?.[key]);
}

function parentOf(one: SessionRow, byId: ReadonlyMap<string, SessionRow>): SessionRow | null {
  return byId.get(textOrNull(one.row["parent_session_id"]) ?? "") ?? null;
}

function goesOnFrom(one: SessionRow, byId: ReadonlyMap<string, SessionRow>): SessionRow | null {
  if (markOf(one, "_delegate_from") !== null || markOf(one, "_branched_from") !== null || markOf(one, "_reset_from") !== null) return null;
  const parent = parentOf(one, byId);
  return parent !== null && endedForIt(parent, one) ? parent : null;
}

/** Compressing ends a session and begins its child at once; a child begun well before that end was a helper, which older releases do not mark. */
function endedForIt(parent: SessionRow, child: SessionRow): boolean {
  const [ended, started] = [parent.row["ended_at"], child.row["started_at"]];
  const isEarlier = typeof ended === "number" && typeof started === "number" && started < ended - 1;
  return parent.row["end_reason"] === "compression" && !isEarlier;
}

function rootOf(one: SessionRow, byId: ReadonlyMap<string, SessionRow>): SessionRow {
  const seen = new Set<string>();
  let root = one;
  for (;;) {
    seen.add(root.id);
    const before = goesOnFrom(root, byId);
    if (before === null || seen.has(before.id)) return root;
    root = before;
  }
}

/** What a branch repeats: the session it was made from and all before that. */
function originOf(root: SessionRow, byId: ReadonlyMap<string, SessionRow>): readonly SessionRow[] {
  const origin: SessionRow[] = [];
  const seen = new Set([root.id]);
  let at = isBranch(root, byId) ? (byId.get(markOf(root, "_branched_from") ?? "") ?? parentOf(root, byId)) : null;
  while (at !== null && !seen.has(at.id)) {
    seen.add(at.id);
    origin.unshift(at);
    at = goesOnFrom(at, byId) ?? (isBranch(at, byId) ? parentOf(at, byId) : null);
  }
  return origin;
}

function isBranch(one: SessionRow, byId: ReadonlyMap<string, SessionRow>): boolean {
  return markOf(one, "_branched_from") !== null || parentOf(one, byId)?.row["end_reason"] === "branched";
}

function leftReason(root: SessionRow, byId: ReadonlyMap<string, SessionRow>): DropReason | null {
  const source = textOrNull(root.row["source"]) ?? "";
  if (SUBAGENT_SOURCES.has(source) || markOf(root, "_delegate_from") !== null) return "session.subagent";
  if (MACHINE_SOURCES.has(source)) return "session.machine";
  const parent = parentOf(root, byId);
  if (parent === null || isBranch(root, byId) || markOf(root, "_reset_from") !== null) return null;
  const [key, before] = [textOrNull(root.row["session_key"]), textOrNull(parent.row["session_key"])];
  const isReset = RESETS.has(String(parent.row["end_reason"])) && key !== null && key === before;
  return isReset || endedForIt(parent, root) ? null : "session.subagent";
}
