import type { TemplateSpec } from "#kernel/template";
import type { SlotRow } from "./check-slots.ts";
import type { Content } from "./compose.ts";
import type { Roots } from "./roots.ts";

/** Output forms the transform template knows, by the file ending that asks for them. */
const FORMS: Readonly<Record<string, string>> = {
  csv: "csv",
  tsv: "tsv",
  json: "json",
  jsonl: "jsonl",
  ndjson: "jsonl",
  md: "markdown",
  markdown: "markdown",
  txt: "text",
};

/** Content -> values of the slots that only templates with code have: granted folders and the output form most often written. Others get none. */
export function scriptValues(content: Content, spec: TemplateSpec, roots: Roots): SlotRow {
  if (spec.kind !== "code") return {};
  const values: SlotRow = { readRoots: roots.read.map((path) => ({ path })) };
  return spec.permissions.includes("filesystem.write") ? { ...values, writeRoots: roots.write.map((path) => ({ path })), form: formOf(content) } : values;
}

/** What was written counts more than what was said. */
function formOf(content: Content): string {
  const written = content.genes.flatMap((gene) =>
    gene.steps
      .filter((step) => step.kind === "write")
      .flatMap((step) => [step.line, ...gene.slots.filter((slot) => step.line.includes(`{${slot.name}}`)).flatMap((slot) => slot.examples)])
      .flatMap(endings),
  );
  const said = content.genes.flatMap((gene) => gene.terms).map((word) => word.toLowerCase());
  const found = [...written, ...said].find((word) => Object.hasOwn(FORMS, word)) ?? "csv";
  return FORMS[found] ?? "csv";
}

function endings(text: string): readonly string[] {
  return [...text.matchAll(/\.([A-Za-z0-9]{1,10})\b/g)].map((found) => (found[1] ?? "").toLowerCase());
}
