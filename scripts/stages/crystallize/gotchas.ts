import type { Gotcha } from "#kernel/gene";
import type { Action, Request } from "#kernel/trace";
import { generalise, templateOf } from "./generalise.ts";
import type { LineSlots } from "./line-slots.ts";
import { shapeOf } from "./shape.ts";
import type { Seen } from "./seen.ts";

/** A close variant has to succeed within so many calls. */
const WITHIN = 4;
const SESSIONS = 2;
const MOST = 10;

type Pair = Readonly<{ failed: Seen; instead: Seen }>;

/**
 * Requests -> calls that failed and the close variant that then worked, seen in two sessions or more. A failure that is never repaired teaches nothing;
 * what failed and has since worked in two sessions, without failing again, is no gotcha any more. */
export function gotchasOf(requests: readonly Request[], slots: LineSlots): Gotcha[] {
  const byChange = new Map<string, Pair[]>();
  for (const request of requests) {
    for (const [at, action] of request.actions.entries()) {
      const instead = action.ok === false ? repairOf(action, request.actions.slice(at + 1, at + 1 + WITHIN)) : null;
      if (instead === null) continue;
      const key = changeOf(templateOf(action, request, slots), templateOf(instead, request, slots));
      const pair = { failed: { action, request }, instead: { action: instead, request } };
      const list = byChange.get(key);
      if (list === undefined) byChange.set(key, [pair]);
      else list.push(pair);
    }
  }
  const gotchas: Gotcha[] = [];
  for (const [, pairs] of [...byChange].sort(([p, a], [q, b]) => b.length - a.length || (p < q ? -1 : 1))) {
    if (new Set(pairs.map(({ failed }) => failed.request.session)).size < SESSIONS || gotchas.length >= MOST || worksNow(pairs, requests, slots)) continue;
    const failed = generalise(
      pairs.map((pair) => pair.failed),
      slots,
    );
    const instead = generalise(
      pairs.map((pair) => pair.instead),
      slots,
    );
    const evidence = [...new Set(pairs.map((pair) => pair.failed.request.id))].sort().slice(0, 50);
    if (failed !== instead) gotchas.push({ failed, instead, seen: pairs.length, evidence });
  }
  return gotchas;
}

/** Did the call that used to fail go well in two later sessions? */
function worksNow(pairs: readonly Pair[], requests: readonly Request[], slots: LineSlots): boolean {
  const templates = new Set(pairs.map(({ failed }) => templateOf(failed.action, failed.request, slots).join(" ")));
  const verbs = new Set(pairs.map(({ failed }) => failed.action.verb));
  const last = pairs.reduce((latest, { failed }) => Math.max(latest, failed.request.at ?? 0), 0);
  const fine = requests.filter(
    (one) =>
      (one.at ?? 0) > last &&
      one.actions.some((action) => action.ok === true && verbs.has(action.verb) && templates.has(templateOf(action, one, slots).join(" "))),
  );
  return new Set(fine.map((one) => one.session)).size >= SESSIONS;
}

function repairOf(failed: Action, next: readonly Action[]): Action | null {
  return next.find((action) => action.ok === true && action.tool === failed.tool && action.line !== failed.line && isVariant(failed, action)) ?? null;
}

/** The same program with other arguments, or nearly the same line by another program (`python` for `python3`). */
function isVariant(failed: Action, other: Action): boolean {
  const sameProgram = failed.verb.split(" ")[0] === other.verb.split(" ")[0];
  const a = new Set(failed.line.split(/\s+/));
  const b = new Set(other.line.split(/\s+/));
  const shared = [...a].filter((word) => b.has(word)).length / Math.max(a.size, b.size);
  return sameProgram ? shared >= 0.25 : shared >= 0.5;
}

/** What was taken out of the line and what was put in, values blanked: two repairs are the same when this is. */
function changeOf(failed: readonly string[], instead: readonly string[]): string {
  const a = failed.map(shapeOf);
  const b = instead.map(shapeOf);
  const out = a.filter((word) => !b.includes(word));
  const put = b.filter((word) => !a.includes(word));
  return JSON.stringify([a[0], b[0], out, put]);
}
