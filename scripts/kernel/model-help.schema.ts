import Type from "typebox";

const strict = { additionalProperties: false };
const Hex = Type.String({ pattern: "^[0-9a-f]{64}$" });
const Mark = Type.Integer({ minimum: 1, maximum: 5 });
const Count = Type.Integer({ minimum: 0 });
const Slot = Type.Enum(["title", "description", "name"]);
const OrNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** A rubric's marks from 1 to 5 and one remark: somebody's opinion, and no gate. */
export const ModelOpinionSchema = Type.Object({ clear: Mark, grounded: Mark, complete: Mark, safe: Mark, remark: Type.String({ maxLength: 240 }) }, strict);

/** Requests without a known outcome that a model was asked about. They stay unknown for every rule. */
export const ModelOutcomesSchema = Type.Object({ asked: Count, success: Count, failure: Count }, strict);

/** What a model had to do with one proposal: which words are its own, what was refused, and each answer by digest. */
export const ModelHelpSchema = Type.Object(
  {
    model: Type.String({ maxLength: 120 }),
    /** Its own words, by slot. */
    worded: Type.Array(Type.Object({ slot: Slot, text: Type.String({ maxLength: 200 }) }, strict)),
    refused: Type.Array(Type.Object({ slot: Slot, reason: Type.String({ maxLength: 200 }) }, strict)),
    /** Questions without an answer, and why. */
    unanswered: Type.Array(Type.Object({ purpose: Type.String({ maxLength: 40 }), reason: Type.String({ maxLength: 40 }) }, strict)),
    opinion: OrNull(ModelOpinionSchema),
    outcomes: OrNull(ModelOutcomesSchema),
    answers: Type.Array(Type.Object({ purpose: Type.String({ maxLength: 40 }), question: Hex, answer: Hex }, strict)),
  },
  strict,
);
