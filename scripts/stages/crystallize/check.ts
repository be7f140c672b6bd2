import type { Step } from "#kernel/gene";
import type { Action, Request } from "#kernel/trace";
import { generalise } from "./generalise.ts";
import type { LineSlots } from "./line-slots.ts";
import type { Seen } from "./seen.ts";
import { keyOf } from "./steps.ts";

/** Calls that look at a result: tests, linters, type checks, counts and listings of what was made. */
const VERIFYING =
  /(?:^|[ :.-])(?:test|tests|lint|check|verify|validate|typecheck|doctor)(?:$|[ :-])|^(?:pytest|vitest|jest|mocha|tsc|eslint|ruff|mypy|phpunit|rspec|shellcheck|wc|ls|cat|head|tail|diff|cmp|stat|file|ffprobe|mediainfo|du|sha256sum|md5sum|jq|python -m pytest|git status|git diff|git log|kubectl get|docker ps|systemctl status|curl|read)(?: |$)/;

/** A program that does several things and is told to look this time: by a flag, or by a word in the place of what to do. */
const TOLD_TO_LOOK = /^[^\s|;&]+(?:\s+-\S+)*\s+(?:identify|snapshots|--check|--verify|--validate|--list)(?:\s|$)/;

/** Does a call only look at a result? */
function verifies({ verb, kind, line }: Action): boolean {
  return VERIFYING.test(verb) || (kind === "run" && TOLD_TO_LOOK.test(line));
}

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
