import { join } from "node:path";
import { digestOfJson } from "#kernel/digest";
import type { DropReason } from "#kernel/dropped";
import type { Trace } from "#kernel/trace";
import { shortenHome } from "#stages/observe/redaction/home";
import { isBelow } from "#store/trace-forget";
import type { ForgetList } from "#store/trace-store";
import type { Context } from "./context.ts";
import { absolute } from "./places.ts";

/** What may be learned from: projects, what is to be forgotten, how far back. `stamp` differs when any of it but the days does. */
export type Bounds = Readonly<{ allow: readonly string[]; deny: readonly string[]; forgotten: ForgetList; home: string; oldest: number; stamp: string }>;

/** Policy and what a person had forgotten -> bounds. Folders may begin with `~`. */
export function boundsOf({ policy, powers }: Context, forgotten: ForgetList): Bounds {
  const { home } = powers.host;
  const whole = (path: string): string => (path === "~" || path.startsWith("~/") ? join(home, path.slice(1)) : path);
  const { keepDays, projects } = policy.read;
  const oldest = keepDays === 0 ? Number.MIN_SAFE_INTEGER : powers.clock.now() - keepDays * 86_400_000;
  const [allow, deny] = [projects.allow.map(whole), projects.deny.map(whole)];
  const stamp = digestOfJson([allow, deny, forgotten.before, [...forgotten.sessions].sort(), [...forgotten.projects].sort(), keepDays]).slice(0, 12);
  return { allow, deny, forgotten, home, oldest, stamp };
}

/** Session and the folder it was in -> why it is not kept, or null. Of the listed folders the longest that the project lies in decides; with an allow list everything else is left out. */
export function reasonAgainst(trace: Trace, project: string | null, { allow, deny, forgotten }: Bounds): DropReason | null {
  if (forgotten.sessions.has(trace.id)) return "session.forgotten";
  if (trace.project !== null && forgotten.projects.some((one) => isBelow(trace.project ?? "", one))) return "session.forgotten";
  const longest = (folders: readonly string[]): number =>
    Math.max(-1, ...folders.filter((one) => project !== null && isBelow(project, one)).map((one) => one.length));
  const [allowed, denied] = [longest(allow), longest(deny)];
  return denied > allowed || (denied === allowed && denied >= 0) || (allow.length > 0 && allowed < 0) ? "session.project" : null;
}

/** A session without the requests that are too old or to be forgotten, and how many those were. A request without a time stays. */
export function requestsWithin(trace: Trace, { forgotten, oldest }: Bounds): Readonly<{ trace: Trace; forgotten: number }> {
  const limit = Math.max(forgotten.before, oldest);
  const requests = trace.requests.filter((one) => one.at === null || one.at >= limit);
  const gone = trace.requests.length - requests.length;
  return { trace: gone === 0 ? trace : { ...trace, requests, counts: { ...trace.counts, requests: requests.length } }, forgotten: gone };
}

/** Path as a person names it -> as paths of projects stand in the store: absolute, or with `~` below the home folder. */
export function homeShortened({ powers: { host } }: Context, path: string): string {
  return shortenHome(absolute(host, path), host.home);
}
