import type { Step } from "#kernel/gene";
import type { Request } from "#kernel/trace";
import { generalise } from "./generalise.ts";
import type { LineSlots } from "./line-slots.ts";
import type { Seen } from "./seen.ts";
import { keyOf } from "./steps.ts";
import { verifies } from "./verifying.ts";

/** Successful requests -> the last passing call that looked at the result, seen in at least half of them after other work; null when there is none. */
export function checkOf(successes: readonly Request[], slots: LineSlots): Step | null {
  const byKey = new Map<string, Seen[]>();
  for (const request of successes) {
    const last = lastCheck(request);
    if (last === null) continue;
    const list = byKey.get(keyOf(last.action));
    if (list === undefined) byKey.set(keyOf(last.action), [last]);
    else list.push(last);
  }
  const best = [...byKey].sort(([p, a], [q, b]) => b.length - a.length || (p < q ? -1 : 1))[0];
  if (best === undefined || best[1].length * 2 < successes.length || best[1].length < 2) return null;
  const [key, seen] = best;
  const first = seen[0]?.action;
  return {
    tool: first?.tool ?? "",
    kind: first?.kind ?? "other",
    verb: (key.split("\n")[0] ?? key).slice(0, 200),
    line: generalise(seen, slots),
    seen: seen.length,
    of: successes.length,
    evidence: [...new Set(seen.map(({ request }) => request.id))].sort().slice(0, 50),
  };
}

/** The last call, when it passed, verifies, and comes after a call that did something else. */
function lastCheck(request: Request): Seen | null {
  const done = request.actions.filter((action) => action.ok !== null);
  const last = done.at(-1);
  if (last === undefined || last.ok !== true || !verifies(last)) return null;
  return done.slice(0, -1).some((action) => action.ok === true && !verifies(action)) ? { action: last, request } : null;
}
