import type { SlotRow } from "./check-slots.ts";
import type { Addresses } from "./addresses.ts";
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

/** What a script of the skill is to be granted: folders and hosts, with the addresses it gets. */
export type Reach = Readonly<{ roots: Roots; web: Addresses }>;

/** Content -> values of the slots that only templates with code have: granted folders and hosts, and the output form most often written. */
export function scriptValues(content: Content, { roots, web }: Reach): SlotRow {
  return {
    readRoots: roots.read.map((path) => ({ path })),
    writeRoots: roots.write.map((path) => ({ path })),
    form: formOf(content),
    hosts: web.hosts.map((host) => ({ host })),
    addresses: web.addresses.map((address, at) => ({ n: at + 1, address })),
  };
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
