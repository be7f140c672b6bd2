import type { SessionPlan, Turn } from "./plan.ts";

type Where = Partial<Pick<SessionPlan, "agent" | "key" | "audience" | "channel" | "machine">>;

/** Name, place, start and turns -> a session of the main agent in the web chat; `where` says what differs. */
export function session(name: string, storage: SessionPlan["storage"], start: number, turns: readonly Turn[], where: Where = {}): SessionPlan {
  return { name, agent: "main", key: "agent:main:main", storage, audience: "direct", channel: "webchat", start, machine: null, turns, ...where };
}
