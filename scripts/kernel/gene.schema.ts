import Type from "typebox";

const Text = (max: number) => Type.String({ maxLength: max });
const Count = Type.Integer({ minimum: 0 });
const Time = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$" });
const Hex = Type.String({ pattern: "^[0-9a-f]{64}$" });
const strict = { additionalProperties: false };

export const GeneSlotSchema = Type.Object(
  {
    name: Type.String({ pattern: "^[a-z][a-z0-9_]{0,31}$" }),
    type: Type.Enum(["path", "url", "host", "email", "id", "version", "number", "date", "quoted", "word", "phrase"]),
    examples: Type.Array(Text(200), { maxItems: 8 }),
    distinct: Count,
    trusted: Type.Boolean(),
  },
  strict,
);

/** `line` is the call with `{slot}` where occurrences differed; seen in `seen` of the `of` successful requests. */
export const StepSchema = Type.Object(
  {
    tool: Text(100),
    kind: Type.Enum(["run", "read", "write", "network", "other"]),
    verb: Text(200),
    line: Text(1000),
    seen: Count,
    of: Count,
    evidence: Type.Array(Text(64)),
  },
  strict,
);

/** A call that failed and the close variant that then worked. */
export const GotchaSchema = Type.Object({ failed: Text(1000), instead: Text(1000), seen: Count, evidence: Type.Array(Text(64)) }, strict);

/** An order that the person gave in words, and that the work then kept: `quote` is their sentence, redacted; `use` and `avoid` are null for other orders. */
export const RuleSchema = Type.Object(
  {
    kind: Type.Enum(["instead", "always", "never"]),
    use: Type.Union([Text(100), Type.Null()]),
    avoid: Type.Union([Text(100), Type.Null()]),
    quote: Text(200),
    /** Sessions in which it was said, and those in which the work then kept it. */
    said: Count,
    followed: Count,
    saidLast: Type.Union([Time, Type.Null()]),
    evidence: Type.Array(Text(64)),
  },
  strict,
);

/**
 * What held before the work in the requests that went well: a program that ran, a file or folder that was there, a state that a looking call showed first. `what`
 * is its name, path or call, with `{slot}` where the person's words stand. `seen` of the `of` successes show it; in `missing` of the requests that did
 * not go well it was absent, or the call failed.
 */
export const PreconditionSchema = Type.Object(
  { kind: Type.Enum(["program", "file", "state"]), what: Text(300), seen: Count, of: Count, missing: Count, evidence: Type.Array(Text(64)) },
  strict,
);

const GeneId = Type.String({ pattern: "^gene-[0-9a-f]{12}$" });

export const GeneSchema = Type.Object(
  {
    id: GeneId,
    version: Type.Integer({ minimum: 1 }),
    status: Type.Enum(["active", "merged", "retired"]),
    mergedInto: Type.Union([Type.String(), Type.Null()]),
    /** The gene that held most of its requests before the two were told apart. */
    splitFrom: Type.Union([GeneId, Type.Null()]),
    name: Type.String({ pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", maxLength: 32 }),
    title: Text(120),
    action: Text(60),
    object: Text(60),
    wording: Text(500),
    phrases: Type.Array(Text(500), { maxItems: 12 }),
    slots: Type.Array(GeneSlotSchema, { maxItems: 12 }),
    preconditions: Type.Array(PreconditionSchema, { maxItems: 12 }),
    steps: Type.Array(StepSchema, { maxItems: 20 }),
    check: Type.Union([StepSchema, Type.Null()]),
    gotchas: Type.Array(GotchaSchema, { maxItems: 10 }),
    rules: Type.Array(RuleSchema, { maxItems: 8 }),
    terms: Type.Array(Text(60), { maxItems: 20 }),
    notFor: Type.Array(Text(120), { maxItems: 5 }),
    evidence: Type.Array(Text(64)),
    sessions: Type.Array(Text(200)),
    days: Type.Array(Text(10)),
    uses: Count,
    outcomes: Type.Object({ success: Count, failure: Count, mixed: Count, unknown: Count }, strict),
    /** How many of the uses had each kind of evidence for their outcome (`tests-passed`, `person-approved`, ...). */
    proof: Type.Record(Type.String({ pattern: "^[a-z]+(-[a-z]+)*$" }), Count),
    successRate: Type.Number({ minimum: 0, maximum: 1 }),
    confidence: Type.Number({ minimum: 0, maximum: 1 }),
    firstSeen: Type.Union([Time, Type.Null()]),
    lastSeen: Type.Union([Time, Type.Null()]),
    createdAt: Time,
    updatedAt: Time,
    madeFrom: Type.Object({ requests: Hex, policy: Hex, tool: Text(40) }, strict),
  },
  strict,
);

export const GenesFileSchema = Type.Object({ schemaVersion: Type.Literal(3), genes: Type.Array(GeneSchema) }, strict);
