import Type from "typebox";

const strict = { additionalProperties: false };
const Name = Type.String({ pattern: "^[a-z][a-zA-Z0-9]{0,31}$" });
const Kind = Type.Enum(["run", "read", "write", "network", "other"]);

/** Where a slot's value lands: the place decides how it is escaped. */
export const PlaceSchema = Type.Enum(["yaml-string", "markdown-line", "markdown-code", "markdown-fence", "js-string", "js-comment", "json"]);

/** One value. `max` is characters, for a number its largest value; `optional` allows null, which only `{{#if}}` may look at. */
const LeafSchema = Type.Object(
  {
    name: Name,
    type: Type.Enum(["identifier", "line", "text", "path", "host", "number", "enum"]),
    max: Type.Integer({ minimum: 1 }),
    values: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })),
    places: Type.Array(PlaceSchema),
    optional: Type.Optional(Type.Boolean()),
  },
  strict,
);

const InnerListSchema = Type.Object(
  { name: Name, type: Type.Literal("list"), max: Type.Integer({ minimum: 1 }), of: Type.Array(LeafSchema, { minItems: 1 }) },
  strict,
);

/** Rows of values, at most `max` of them; a row may hold one more level of rows. */
const ListSchema = Type.Object(
  { name: Name, type: Type.Literal("list"), max: Type.Integer({ minimum: 1 }), of: Type.Array(Type.Union([LeafSchema, InnerListSchema]), { minItems: 1 }) },
  strict,
);

/**
 * Which genes a template serves by itself. `files`: every step of one of these kinds, an action among these words, every path seen with one
 * of these endings. `addresses`: every step a GET of a stable host. `looks`: at least so many steps, all of which only look, and this
 * share of them not always done. `several`: more than one gene, with titles of their own. Null: only when asked for, or as the default.
 */
const Share = Type.Number({ minimum: 0, maximum: 1 });
const FitsSchema = Type.Union([
  Type.Object(
    { by: Type.Literal("files"), kinds: Type.Array(Kind), actions: Type.Array(Type.String()), extensions: Type.Array(Type.String()), confidence: Share },
    strict,
  ),
  Type.Object({ by: Type.Literal("addresses"), confidence: Share }, strict),
  Type.Object({ by: Type.Literal("looks"), least: Type.Integer({ minimum: 1 }), optional: Share }, strict),
  Type.Object({ by: Type.Literal("several") }, strict),
]);

/** The slots of a template, in the order in which their values are checked. */
export const SlotsSchema = Type.Array(Type.Union([LeafSchema, ListSchema]));

export const TemplateSpecSchema = Type.Object(
  {
    schemaVersion: Type.Literal(1),
    id: Type.String({ pattern: "^[a-z]+(-[a-z]+)*$", maxLength: 32 }),
    version: Type.Integer({ minimum: 1 }),
    title: Type.String({ maxLength: 120 }),
    kind: Type.Enum(["instructions", "code"]),
    permissions: Type.Array(Type.Enum(["filesystem.read", "filesystem.write", "network", "process", "secrets"])),
    fits: Type.Union([FitsSchema, Type.Null()]),
    slots: SlotsSchema,
    files: Type.Array(
      Type.Object(
        {
          path: Type.String({ minLength: 1 }),
          source: Type.String({ pattern: "^[A-Za-z0-9./-]+\\.hbs$" }),
          mode: Type.Integer({ minimum: 0, maximum: 0o777 }),
        },
        strict,
      ),
      {
        minItems: 1,
      },
    ),
    /** Runs of a script without the machine; `says` is text that stdout, or stderr of a run that must fail, has to hold: it failed for the right reason. */
    smoke: Type.Array(
      Type.Object(
        {
          script: Type.String(),
          args: Type.Array(Type.String()),
          input: Type.String(),
          exit: Type.Integer({ minimum: 0 }),
          says: Type.Optional(Type.String({ minLength: 1 })),
        },
        strict,
      ),
    ),
  },
  strict,
);
