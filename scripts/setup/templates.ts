/** Precompiles templates/ for the running program, which cannot compile them, and refuses a template that could put a value anywhere but in a declared place. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import Handlebars from "handlebars";
import { digestOf, digestOfJson } from "#kernel/digest";
import { PLACE_HELPERS, type TemplateSpec } from "#kernel/template";
import { TemplateSpecSchema } from "#kernel/template.schema";
import { checkTemplate } from "./template-language.ts";

const fits = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true }).compile<TemplateSpec>(TemplateSpecSchema);

/** Folder of templates -> text of the module `generated/templates.ts`. Throws Error naming the template, file and line that breaks the template language. */
export function templatesModule(folder: string): string {
  const templates = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => compiled(join(folder, name), name));
  return [
    'import Handlebars from "handlebars/runtime.js";',
    'import type { CompiledTemplate, TemplateEnvironment } from "#kernel/template";',
    "export const createEnvironment: () => TemplateEnvironment = () => Handlebars.create();",
    `export const TEMPLATES: readonly CompiledTemplate[] = [\n${templates.join(",\n")}\n];`,
    "",
  ].join("\n");
}

function compiled(folder: string, name: string): string {
  const spec: unknown = JSON.parse(readFileSync(join(folder, "template.json"), "utf8"));
  if (!fits(spec)) throw new Error(`templates/${name}/template.json: ${JSON.stringify(fits.errors?.[0])}`);
  if (spec.id !== name) throw new Error(`templates/${name}/template.json: id is ${spec.id}`);
  const sources = spec.files.map((file) => ({ ...file, text: readFileSync(join(folder, file.source), "utf8") }));
  for (const source of sources) checkTemplate(spec, source.source, source.text);
  const digest = digestOfJson(["skill-forge/template/v1", digestOfJson(spec), ...sources.map((source) => [source.source, digestOf(source.text)])]);
  const files = sources.map((source) => `{ path: ${JSON.stringify(source.path)}, mode: ${source.mode}, program: ${program(source.text)} }`);
  return `{ spec: ${JSON.stringify(spec)}, digest: "${digest}", files: [${files.join(",\n")}] }`;
}

function program(text: string): string {
  const knownHelpers = Object.fromEntries([...PLACE_HELPERS.keys()].map((helper) => [helper, true]));
  const made: unknown = Handlebars.precompile(text, { strict: true, knownHelpersOnly: true, knownHelpers, noEscape: true });
  if (typeof made !== "string") throw new TypeError("the template compiler gave no text");
  return made;
}
