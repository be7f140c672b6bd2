/** Writes policy/policy.schema.json from the schema in kernel/, so that editors check a policy as the program does. A test compares the two. */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { OverlaySchema } from "#kernel/policy.schema";

const target = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "policy", "policy.schema.json");

/** -> the JSON Schema of a `policy.json` (any part of the shipped policy) as text. */
export function policySchemaText(): string {
  return `${JSON.stringify({ $schema: "http://json-schema.org/draft-07/schema#", title: "Skill-Forge policy", ...OverlaySchema }, null, 2)}\n`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) writeFileSync(target, policySchemaText());
