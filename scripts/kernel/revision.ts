import type { Static } from "typebox";
import type { ConflictSchema, EditSchema, HandChangeSchema, RevisionSchema } from "./revision.schema.ts";

/** A new version of a deployed skill as itemised edits; what a person changed in the deployed copy is kept and listed. */
export type Revision = Static<typeof RevisionSchema>;
export type Edit = Static<typeof EditSchema>;
export type HandChange = Static<typeof HandChangeSchema>;
export type Conflict = Static<typeof ConflictSchema>;
