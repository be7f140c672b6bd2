import type { Static } from "typebox";
import type { SkillJsonSchema } from "./skill-json.schema.ts";

/** The machine-readable half of a skill. */
export type SkillJson = Static<typeof SkillJsonSchema>;
