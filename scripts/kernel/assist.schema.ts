import Type from "typebox";

const strict = { additionalProperties: false };
const Mark = Type.Integer({ minimum: 1, maximum: 5 });

/** What a model answers about wording. Lengths are those of the slots; every field is always there, because strict servers ask for that. */
export const WordingSchema = Type.Object(
  { title: Type.String({ maxLength: 120 }), description: Type.String({ maxLength: 160 }), name: Type.String({ maxLength: 32 }) },
  strict,
);

/** Marks from 1 (bad) to 5 (good), and one remark. */
export const OpinionSchema = Type.Object({ clear: Mark, grounded: Mark, complete: Mark, safe: Mark, remark: Type.String({ maxLength: 240 }) }, strict);

/** How requests went that the evidence leaves open, by their number in the question. */
export const OutcomesSchema = Type.Object(
  {
    outcomes: Type.Array(Type.Object({ request: Type.Integer({ minimum: 1, maximum: 20 }), label: Type.Enum(["success", "failure", "unknown"]) }, strict), {
      maxItems: 20,
    }),
  },
  strict,
);

/** Asked by `forge doctor --ask`. */
export const TestAnswerSchema = Type.Object({ ready: Type.Boolean() }, strict);
