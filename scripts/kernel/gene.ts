import type { Static } from "typebox";
import type { GeneSchema, GenesFileSchema, GotchaSchema, PreconditionSchema, RuleSchema, StepSchema } from "./gene.schema.ts";

/** A recurring request with its evidence: everything a skill may say stands here with the ids of the requests that showed it. */
export type Gene = Static<typeof GeneSchema>;
export type Step = Static<typeof StepSchema>;
export type Precondition = Static<typeof PreconditionSchema>;
export type Gotcha = Static<typeof GotchaSchema>;
export type Rule = Static<typeof RuleSchema>;
export type GenesFile = Static<typeof GenesFileSchema>;

/** How a gene stands today: computed each time and never stored, so that the same request tomorrow makes it active again. */
export type Standing = Gene["status"] | "stale" | "archived";

const DAY = 86_400_000;
const STALE_DAYS = 30;
const ARCHIVED_DAYS = 90;

/** Gene and time in milliseconds -> its status; an active one not asked for in 30 days is stale, in 90 days archived. Without a known last day it stays active. */
export function standingOf({ status, lastSeen }: Pick<Gene, "status" | "lastSeen">, now: number): Standing {
  if (status !== "active" || lastSeen === null) return status;
  const idle = (now - Date.parse(lastSeen)) / DAY;
  return idle >= ARCHIVED_DAYS ? "archived" : idle >= STALE_DAYS ? "stale" : "active";
}
