import Type from "typebox";
import { FileEntrySchema } from "./capsule.schema.ts";

const strict = { additionalProperties: false };
const Hex = Type.String({ pattern: "^[0-9a-f]{64}$" });
const Time = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$" });
const OrNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** One deployed state of a skill: its tree by digest; null stands for "not there". `link`: the folder to which a link at the place leads; without, the place is a plain folder. */
const StateSchema = OrNull(
  Type.Object({ treeDigest: Hex, capsule: Type.String(), files: Type.Array(FileEntrySchema), link: Type.Optional(Type.String()) }, strict),
);

/** The promotion snapshot: what was there before, what was written, how it is undone. Generations count up per skill and never repeat. */
export const RollbackSchema = Type.Object(
  {
    id: Type.String({ pattern: "^rb-[0-9a-f]{12}$" }),
    skill: Type.String(),
    act: Type.Enum(["deploy", "rollback", "restore"]),
    generation: Type.Integer({ minimum: 1 }),
    from: OrNull(Type.Integer({ minimum: 1 })),
    txn: Type.String(),
    at: Time,
    host: Type.String(),
    path: Type.String(),
    before: StateSchema,
    after: StateSchema,
    saved: OrNull(Type.String()),
    undoneBy: OrNull(Type.String()),
    /** Set when it is one of several that were one act for the person: they are undone together. */
    batch: Type.Optional(Type.String({ pattern: "^[0-9a-f]{8,64}$" })),
    /** When its trees were cleared from the store; what it says is still true, but nothing brings those bytes back. */
    collected: Type.Optional(Time),
  },
  strict,
);

export const RollbacksFileSchema = Type.Object({ schemaVersion: Type.Literal(2), rollbacks: Type.Array(RollbackSchema) }, strict);
