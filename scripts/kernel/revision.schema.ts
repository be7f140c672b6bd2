import Type from "typebox";

const strict = { additionalProperties: false };
const Hex = Type.String({ pattern: "^[0-9a-f]{64}$" });
const Count = Type.Integer({ minimum: 0 });
const OrNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** Where something stands, by what a reader sees and never by line numbers: file, section heading (null: before the first), the item's own words. */
const Anchor = { file: Type.String(), section: OrNull(Type.String()), item: Type.String() };

/**
 * One item that the compiler would say otherwise today. `id` is a hash of place and content without counts, so the same edit
 * is known again; `evidence` are ids of requests, `support` how many requests (for a deletion: sessions) stand behind it.
 */
export const EditSchema = Type.Object(
  {
    id: Type.String({ pattern: "^edit-[0-9a-f]{12}$" }),
    kind: Type.Enum(["add", "replace", "delete"]),
    ...Anchor,
    before: OrNull(Type.String()),
    after: OrNull(Type.String()),
    evidence: Type.Array(Type.String({ maxLength: 64 })),
    support: Count,
    why: Type.String(),
  },
  strict,
);

/** Something that a person changed in the deployed copy, and that is kept. */
export const HandChangeSchema = Type.Object(
  { kind: Type.Enum(["added", "changed", "deleted"]), ...Anchor, before: OrNull(Type.String()), after: OrNull(Type.String()) },
  strict,
);

/** An edit that was not made because the person's version of the same item stands. */
export const ConflictSchema = Type.Object({ edit: EditSchema, hand: Type.Enum(["changed", "deleted", "section-gone"]) }, strict);

/**
 * A new version of a deployed skill. `base` is what the compiler had said until now, `next` what it says with these edits (both
 * without hand-made changes, both in the store); `live` is the deployed copy that the edits were made on; `dropped` are hand-made
 * changes that it does not keep: those a person gave up for an edit, and those in skill.json; `waiting` counts
 * edits left for later versions, `refused` those that a person rejected before.
 */
export const RevisionSchema = Type.Object(
  {
    number: Type.Integer({ minimum: 2 }),
    base: Hex,
    next: Hex,
    live: Hex,
    edits: Type.Array(EditSchema),
    hand: Type.Array(HandChangeSchema),
    dropped: Type.Optional(Type.Array(HandChangeSchema)),
    conflicts: Type.Array(ConflictSchema),
    waiting: Count,
    refused: Count,
  },
  strict,
);
