/** Precompiles templates/ for the running program, which cannot compile them, and refuses a template that could put a value anywhere but in a declared place. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import Handlebars from "handlebars";
import { digestOf, digestOfJson } from "#kernel/digest";
import { PLACE_HELPERS, type TemplateSpec } from "#kernel/template";
import { SlotsSchema, TemplateSpecSchema } from "#kernel/template.schema";
import { checkContexts } from "./template-context.ts";
import { checkTemplate, type Use } from "./template-language.ts";
import { checkUsed, clash, unusedPlaces, unusedSlots } from "./template-slots.ts";
import { SHARED, type Shared, sourceOf } from "./template-source.ts";

type Slots = TemplateSpec["slots"];
type Common = Readonly<{ sections: Shared; slots: Slots }>;

const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
const fits = ajv.compile<TemplateSpec>(TemplateSpecSchema);
const areSlots = ajv.compile<Slots>(SlotsSchema);

/** Folder of templates -> text of the module `generated/templates.ts`. Throws Error naming the template, file and line that breaks the template language. */
export function templatesModule(folder: string): string {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "shared")
    .map((entry) => entry.name)
    .sort();
  const shared = sharedIn(join(folder, "shared"));
  const uses: Use[] = [];
  const templates = names.map((name) => compiled(join(folder, name), name, shared, uses));
  const [idle] = [...unusedSlots(shared.slots, uses), ...unusedPlaces(shared.slots, uses)];
  if (idle !== undefined) throw new Error(`${SHARED}/slots.json: no template asks for slot ${idle}; take it out`);
  return [
    'import Handlebars from "handlebars/runtime.js";',
    'import type { CompiledTemplate, TemplateEnvironment } from "#kernel/template";',
    "export const createEnvironment: () => TemplateEnvironment = () => Handlebars.create();",
    `export const TEMPLATES: readonly CompiledTemplate[] = [\n${templates.join(",\n")}\n];`,
    "",
  ].join("\n");
}

function sharedIn(folder: string): Common {
  const names = readdirSync(folder).sort();
  const slots: unknown = JSON.parse(readFileSync(join(folder, "slots.json"), "utf8"));
  if (!areSlots(slots)) throw new Error(`${SHARED}/slots.json: ${faultOf(areSlots.errors)}`);
  return { slots, sections: new Map(names.filter((name) => name.endsWith(".hbs")).map((name) => [name, readFileSync(join(folder, name), "utf8")])) };
}

function compiled(folder: string, name: string, shared: Common, allUses: Use[]): string {
  const own = `templates/${name}/template.json`;
  const text = readFileSync(join(folder, "template.json"), "utf8");
  const written: unknown = JSON.parse(text);
  if (!fits(written)) throw new Error(`${own}: ${faultOf(fits.errors)}`);
  if (written.id !== name) throw new Error(`${own}: id is ${written.id}; it must be the folder's name, ${name}`);
  clash(own, text, written.slots, shared.slots);
  const sources = written.files.map((file) => ({
    ...file,
    ...sourceOf(`templates/${name}/${file.source}`, readFileSync(join(folder, file.source), "utf8"), shared.sections),
  }));
  const known: TemplateSpec = { ...written, slots: [...shared.slots, ...written.slots] };
  const uses = sources.flatMap((source) => checkTemplate(known, source));
  for (const source of sources) checkContexts(source, known.slots);
  checkUsed(own, text, written.slots, uses);
  allUses.push(...uses);
  const asked = new Set(uses.map((use) => use.slot));
  const spec: TemplateSpec = { ...written, slots: known.slots.filter((slot) => asked.has(slot)) };
  const digest = digestOfJson(["skill-forge/template/v1", digestOfJson(spec), ...sources.map((source) => [source.source, digestOf(source.text)])]);
  const files = sources.map((source) => `{ path: ${JSON.stringify(source.path)}, mode: ${source.mode}, program: ${program(source.text)} }`);
  return `{ spec: ${JSON.stringify(spec)}, digest: "${digest}", files: [${files.join(",\n")}] }`;
}

function faultOf(errors: typeof fits.errors): string {
  const [first] = errors ?? [];
  return `${first?.instancePath ?? ""} ${first?.message ?? "does not fit"} ${JSON.stringify(first?.params ?? {})}; see scripts/kernel/template.schema.ts`;
}

function program(text: string): string {
  const knownHelpers = Object.fromEntries([...PLACE_HELPERS.keys()].map((helper) => [helper, true]));
  const made: unknown = Handlebars.precompile(text, { strict: true, knownHelpersOnly: true, knownHelpers, noEscape: true });
  if (typeof made !== "string") throw new TypeError("the template compiler gave no text");
  return made;
}
