import type { Static } from "typebox";
import type { ModelHelpSchema, ModelOpinionSchema, ModelOutcomesSchema } from "./model-help.schema.ts";

/** What a model had to do with one proposal. */
export type ModelHelp = Static<typeof ModelHelpSchema>;
export type ModelOpinion = Static<typeof ModelOpinionSchema>;
export type ModelOutcomes = Static<typeof ModelOutcomesSchema>;
