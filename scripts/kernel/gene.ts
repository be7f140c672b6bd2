import type { Static } from "typebox";
import type { GeneSchema, GenesFileSchema, GotchaSchema, RuleSchema, StepSchema } from "./gene.schema.ts";

/** A recurring request with its evidence: everything a skill may say stands here with the ids of the requests that showed it. */
export type Gene = Static<typeof GeneSchema>;
export type Step = Static<typeof StepSchema>;
export type Gotcha = Static<typeof GotchaSchema>;
export type Rule = Static<typeof RuleSchema>;
export type GenesFile = Static<typeof GenesFileSchema>;
