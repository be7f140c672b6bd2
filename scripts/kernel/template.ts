import type { Static } from "typebox";
import type { Digest } from "./digest.ts";
import type { PlaceSchema, TemplateSpecSchema } from "./template.schema.ts";

/** A template's own description: typed slots, files, what it can need. Reviewed like code, because its text is what runs. */
export type TemplateSpec = Static<typeof TemplateSpecSchema>;
export type Place = Static<typeof PlaceSchema>;
export type SlotSpec = TemplateSpec["slots"][number];
export type LeafSpec = Exclude<SlotSpec, { type: "list" }>;

/** The helper a template calls for each place; a mustache without one of these is refused when the templates are built. */
export const PLACE_HELPERS: ReadonlyMap<string, Place> = new Map([
  ["yaml", "yaml-string"],
  ["line", "markdown-line"],
  ["code", "markdown-code"],
  ["fence", "markdown-fence"],
  ["js", "js-string"],
  ["comment", "js-comment"],
  ["json", "json"],
]);

/** A template as the build leaves it: every file's program as code; `digest` covers all its sources. */
export type CompiledTemplate = Readonly<{ spec: TemplateSpec; digest: Digest; files: readonly Readonly<{ path: string; mode: number; program: unknown }>[] }>;

/**
 * The part of the Handlebars runtime that is used: it never compiles. The generated templates ask for it.
 * @public
 */
export type TemplateEnvironment = Readonly<{
  registerHelper(name: string, helper: (value: unknown) => string): void;
  template(program: unknown): (context: unknown) => string;
}>;
