import Type from "typebox";

/** What a skill may touch, as it stands in skill.json; each list sorted, without doubles. `*` is never written by us. */
export const PermissionsSchema = Type.Object(
  {
    filesystem: Type.Object({ read: Type.Array(Type.String()), write: Type.Array(Type.String()) }, { additionalProperties: false }),
    network: Type.Array(Type.String()),
    process: Type.Array(Type.String()),
    secrets: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);
