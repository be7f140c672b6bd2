import Type from "typebox";
import { PermissionsSchema } from "./permission.schema.ts";

const strict = { additionalProperties: false };
const Hex = Type.String({ pattern: "^[0-9a-f]{64}$" });
const Count = Type.Integer({ minimum: 0 });

/**
 * `skill.json` beside SKILL.md: what a machine needs to know of a skill. It names no capsule, so the same genes give the
 * same bytes on every machine. `files` holds every other file; a hand-written skill has no genes and no template.
 */
export const SkillJsonSchema = Type.Object(
  {
    schemaVersion: Type.Literal(1),
    name: Type.String({ pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", maxLength: 64 }),
    description: Type.String({ minLength: 1, maxLength: 1024 }),
    version: Type.Optional(Type.String({ maxLength: 40 })),
    generator: Type.Optional(Type.Object({ name: Type.String({ maxLength: 40 }), version: Type.String({ maxLength: 40 }) }, strict)),
    genes: Type.Array(Type.Object({ id: Type.String({ maxLength: 64 }), version: Type.Integer({ minimum: 1 }) }, strict)),
    template: Type.Union([Type.Object({ id: Type.String({ maxLength: 32 }), version: Type.Integer({ minimum: 1 }), digest: Hex }, strict), Type.Null()]),
    permissions: PermissionsSchema,
    files: Type.Array(Type.Object({ path: Type.String({ minLength: 1 }), sha256: Hex, bytes: Count }, strict)),
    evidence: Type.Array(Type.String({ maxLength: 64 })),
    /** A new version of a deployed skill: what it was made from, its edits, and the lines of items that a person wrote (as digests). */
    revision: Type.Optional(
      Type.Object(
        {
          number: Type.Integer({ minimum: 2 }),
          base: Hex,
          edits: Type.Array(
            Type.Object(
              {
                id: Type.String({ pattern: "^edit-[0-9a-f]{12}$" }),
                kind: Type.Enum(["add", "replace", "delete"]),
                file: Type.String(),
                section: Type.Union([Type.String(), Type.Null()]),
                evidence: Type.Array(Type.String({ maxLength: 64 })),
              },
              strict,
            ),
          ),
          hand: Type.Array(Hex),
        },
        strict,
      ),
    ),
    /** Lines that a model worded, and the digest of its answer: somebody's words, evidence of nothing. */
    wording: Type.Optional(
      Type.Object(
        { trust: Type.Literal("model"), model: Type.String({ maxLength: 120 }), slots: Type.Array(Type.Enum(["title", "description", "name"])), answer: Hex },
        strict,
      ),
    ),
    support: Type.Optional(Type.Object({ requests: Count, sessions: Count, days: Count, success: Count, failure: Count, unknown: Count }, strict)),
  },
  strict,
);
