import Type from "typebox";
import { RuleSchema } from "./approval.schema.ts";
import { ModelSchema } from "./model.schema.ts";

const strict = { additionalProperties: false };
const Count = (minimum = 0) => Type.Integer({ minimum });
const Rate = Type.Number({ minimum: 0, maximum: 1 });

/**
 * The policy a person may edit. The shipped file is complete; an overlay may hold any part of it. Hard blocks are not
 * in here at all: what cannot be lifted is not a setting.
 */
export const PolicySchema = Type.Object(
  {
    schemaVersion: Type.Literal(1),
    support: Type.Object({ sessions: Count(1), days: Count(1), successRate: Rate }, strict),
    proposals: Type.Object({ atOnce: Count(1), expireDays: Count(1) }, strict),
    skill: Type.Object({ warnTokens: Count(1), maxTokens: Count(1), maxLines: Count(1) }, strict),
    scan: Type.Object(
      {
        limits: Type.Object({ files: Count(1), fileBytes: Count(1), totalBytes: Count(1), findings: Count(1), depth: Count(1), nodes: Count(1) }, strict),
        warnScore: Count(1),
        denyScore: Count(1),
        weights: Type.Record(Type.String({ pattern: "^[a-z0-9-]+$" }), Count()),
      },
      strict,
    ),
    read: Type.Object(
      {
        lineBytes: Count(1024),
        days: Count(1),
        /** Days a request is kept after it was made; 0 keeps for ever. */
        keepDays: Count(),
        /** Keep what was said, redacted, beside the place where it stands. */
        keepText: Type.Boolean(),
        /** Take e-mail addresses out like secrets. */
        hideEmails: Type.Boolean(),
        /** Folders to learn from and folders not to; the longest that a project lies in decides. */
        projects: Type.Object({ allow: Type.Array(Type.String()), deny: Type.Array(Type.String()) }, strict),
      },
      strict,
    ),
    /** How a yes is given. Can be tightened here; what is in force stands in the audit log and is loosened by `forge approver mode`. */
    approval: RuleSchema,
    grants: Type.Array(
      Type.Object(
        { skill: Type.String(), permission: Type.String(), by: Type.String(), reason: Type.String(), until: Type.Union([Type.String(), Type.Null()]) },
        strict,
      ),
    ),
  },
  strict,
);

/** A warning of a scan that a person took responsibility for: one finding, in one tree. Bytes that change are asked about again. */
export const AcceptanceSchema = Type.Object(
  {
    skill: Type.String(),
    rule: Type.String({ pattern: "^[a-z0-9-]+$" }),
    fingerprint: Type.String({ pattern: "^[0-9a-f]{64}$" }),
    tree: Type.String({ pattern: "^[0-9a-f]{64}$" }),
    reason: Type.String({ minLength: 1 }),
    by: Type.String(),
    at: Type.String(),
  },
  strict,
);

/** How the log is kept: when a segment is sealed, and where else its checkpoints go (`/folder/or/file`, `git:/repository`). No part of the policy in force: it decides nothing. */
export const AuditSchema = Type.Object(
  {
    segmentBytes: Type.Optional(Count(4096)),
    anchors: Type.Optional(Type.Array(Type.String({ pattern: "^(git:)?(~?/).+$", maxLength: 1000 }), { maxItems: 8 })),
  },
  strict,
);

const PartOf = <T extends Type.TProperties>(schema: Type.TObject<T>) => Type.Partial(schema, strict);

/** The person's overlay `policy.json`: any part of the above. */
export const OverlaySchema = Type.Object(
  {
    schemaVersion: Type.Literal(1),
    support: Type.Optional(PartOf(PolicySchema.properties.support)),
    proposals: Type.Optional(PartOf(PolicySchema.properties.proposals)),
    skill: Type.Optional(PartOf(PolicySchema.properties.skill)),
    scan: Type.Optional(
      Type.Object(
        {
          limits: Type.Optional(PartOf(PolicySchema.properties.scan.properties.limits)),
          warnScore: Type.Optional(Count(1)),
          denyScore: Type.Optional(Count(1)),
          weights: Type.Optional(PolicySchema.properties.scan.properties.weights),
        },
        strict,
      ),
    ),
    read: Type.Optional(PartOf(PolicySchema.properties.read)),
    approval: Type.Optional(PartOf(PolicySchema.properties.approval)),
    grants: Type.Optional(PolicySchema.properties.grants),
    accepted: Type.Optional(Type.Array(AcceptanceSchema)),
    model: Type.Optional(ModelSchema),
    audit: Type.Optional(AuditSchema),
    /** How long the past is kept; no part of the policy in force, which decides what may run. */
    keep: Type.Optional(Type.Object({ generations: Count(2) }, strict)),
  },
  strict,
);
