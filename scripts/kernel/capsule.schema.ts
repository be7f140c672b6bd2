import Type from "typebox";
import { GivenSchema } from "./approval.schema.ts";
import { ModelHelpSchema } from "./model-help.schema.ts";
import { PermissionsSchema } from "./permission.schema.ts";
import { RevisionSchema } from "./revision.schema.ts";

const strict = { additionalProperties: false };
const Hex = Type.String({ pattern: "^[0-9a-f]{64}$" });
const Time = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$" });
const OrNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const OneOf = <T extends string[]>(...names: [...T]) => Type.Enum(names);

export const FileEntrySchema = Type.Object(
  { path: Type.String({ minLength: 1 }), sha256: Hex, bytes: Type.Integer({ minimum: 0 }), mode: Type.Integer({ minimum: 0, maximum: 0o777 }) },
  strict,
);

/** A permission a person gave to one skill: what, who, when, why. */
export const GrantSchema = Type.Object({ permission: Type.String({ minLength: 3 }), by: Type.String(), at: Time, reason: Type.String() }, strict);

export const GateSchema = Type.Object(
  { gate: OneOf("schema", "lint", "syntax", "scan", "trigger", "smoke"), result: OneOf("passed", "failed", "not-run"), detail: Type.String() },
  strict,
);

/** `how`: typed at a terminal, given by a flag without anyone asked (unattended), or by signature. */
export const DecisionSchema = Type.Object(
  {
    kind: OneOf("approved", "rejected"),
    by: Type.String(),
    how: OneOf("terminal", "unattended", "signature"),
    at: Time,
    treeDigest: Hex,
    policyDigest: Hex,
    grants: Type.Array(GrantSchema),
    accepted: Type.Array(Type.Object({ fingerprint: Type.String(), reason: Type.String() }, strict)),
    reason: Type.String(),
    /** Only there when more than any yes was asked for: the rule it was given under, and the signatures. */
    approval: Type.Optional(GivenSchema),
  },
  strict,
);

export const CapsuleSchema = Type.Object(
  {
    id: Type.String({ pattern: "^capsule-[0-9a-f]{12}$" }),
    name: Type.String({ pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", maxLength: 32 }),
    description: Type.String({ maxLength: 1024 }),
    status: OneOf("staged", "approved", "rejected", "promoted", "rolled-back", "retired", "expired"),
    genes: Type.Array(Type.Object({ id: Type.String(), version: Type.Integer({ minimum: 1 }) }, strict), { minItems: 1 }),
    template: Type.Object({ id: Type.String(), version: Type.Integer({ minimum: 1 }), digest: Hex }, strict),
    files: Type.Array(FileEntrySchema),
    treeDigest: Hex,
    /** What it says independent of counts, and the sessions behind it: the memory of a rejection. */
    content: Type.Optional(Type.Object({ key: Hex, sessions: Type.Integer({ minimum: 0 }) }, strict)),
    /** The description a person gave; later versions keep it. */
    wished: Type.Optional(Type.String()),
    /** Set when it is a new version of a skill that is deployed; such a version fits only the live copy it was made on. */
    revision: Type.Optional(RevisionSchema),
    /** A person changed the staged copy: who, when last, and the digest of what had been generated (kept in the store). */
    edited: Type.Optional(Type.Object({ by: Type.String(), at: Time, generated: Hex }, strict)),
    /** It was taken over from a deployed copy that a person changed: that copy's digest. Like a new version it fits only that copy. */
    adopted: Type.Optional(Hex),
    /** Only there when a model was asked about it. */
    model: Type.Optional(ModelHelpSchema),
    permissions: PermissionsSchema,
    scan: OrNull(Type.Object({ verdict: OneOf("pass", "warn", "deny", "block"), score: Type.Integer({ minimum: 0 }), report: Hex, policy: Hex }, strict)),
    gates: Type.Array(GateSchema),
    decision: OrNull(DecisionSchema),
    generation: OrNull(Type.Integer({ minimum: 1 })),
    createdAt: Time,
    expiresAt: Time,
    history: Type.Array(Type.Object({ status: Type.String(), at: Time }, strict)),
  },
  strict,
);

export const CapsulesFileSchema = Type.Object({ schemaVersion: Type.Literal(1), capsules: Type.Array(CapsuleSchema) }, strict);
