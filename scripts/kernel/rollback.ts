import type { Static } from "typebox";
import type { RollbackSchema, RollbacksFileSchema } from "./rollback.schema.ts";

export type Rollback = Static<typeof RollbackSchema>;
export type RollbacksFile = Static<typeof RollbacksFileSchema>;
