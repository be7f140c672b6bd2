import Type from "typebox";

const strict = { additionalProperties: false };
const Count = (minimum: number, maximum = 1_000_000_000) => Type.Integer({ minimum, maximum });
const Money = Type.Number({ minimum: 0, maximum: 1_000_000 });

/**
 * The part `model` of a person's policy.json. Without it nothing is ever sent. The key is named, never written: `keyVariable` is the
 * name of an environment variable. Money is in whatever currency the prices are written in.
 */
export const ModelSchema = Type.Object(
  {
    kind: Type.Enum(["openai", "anthropic", "ollama"]),
    endpoint: Type.String({ minLength: 8, maxLength: 500 }),
    model: Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,119}$" }),
    keyVariable: Type.Optional(Type.String({ pattern: "^[A-Z][A-Z0-9_]{1,63}$" })),
    /** Spelled out, because it lets a network see every word: http to another machine. */
    plainHttp: Type.Optional(Type.Literal("to-other-machines")),
    /** Price of a million tokens. */
    price: Type.Optional(Type.Object({ input: Money, output: Money }, strict)),
    budget: Type.Optional(
      Type.Object(
        {
          tokensPerRun: Type.Optional(Count(1)),
          tokensPerDay: Type.Optional(Count(1)),
          moneyPerRun: Type.Optional(Money),
          moneyPerDay: Type.Optional(Money),
        },
        strict,
      ),
    ),
    limits: Type.Optional(
      Type.Object(
        {
          requestsPerMinute: Type.Optional(Count(1, 10_000)),
          tokensPerMinute: Type.Optional(Count(1000)),
          timeoutSeconds: Type.Optional(Count(1, 280)),
          attempts: Type.Optional(Count(1, 10)),
          answerBytes: Type.Optional(Count(1024, 16 << 20)),
        },
        strict,
      ),
    ),
    uses: Type.Optional(
      Type.Object(
        {
          wording: Type.Optional(Type.Boolean()),
          names: Type.Optional(Type.Boolean()),
          opinion: Type.Optional(Type.Boolean()),
          outcomes: Type.Optional(Type.Boolean()),
        },
        strict,
      ),
    ),
  },
  strict,
);
