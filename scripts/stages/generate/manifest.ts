import { canonicalJson } from "#kernel/canonical-json";
import type { Permissions } from "#kernel/permission";
import type { SkillJson } from "#kernel/skill-json";
import type { CompiledTemplate } from "#kernel/template";
import { entriesOf, type SkillFile } from "#kernel/tree";
import { VERSION } from "#kernel/version";
import type { Content } from "./compose.ts";

/** The other files of a skill and what they were made from -> its `skill.json`: sorted keys, two spaces, one line break at the end. */
export function manifestFile(
  content: Content,
  facts: Readonly<{
    name: string;
    description: string;
    permissions: Permissions;
    template: CompiledTemplate;
    files: readonly SkillFile[];
    wording: SkillJson["wording"] | null;
  }>,
): SkillFile {
  const manifest: SkillJson = {
    schemaVersion: 1,
    name: facts.name,
    description: facts.description,
    generator: { name: "skill-forge", version: VERSION },
    genes: content.genes.map(({ id, version }) => ({ id, version })),
    template: { id: facts.template.spec.id, version: facts.template.spec.version, digest: facts.template.digest },
    permissions: facts.permissions,
    files: entriesOf(facts.files).map(({ path, sha256, bytes }) => ({ path, sha256, bytes })),
    evidence: [...content.evidence],
    support: content.support,
    ...(facts.wording === null || facts.wording === undefined ? {} : { wording: facts.wording }),
  };
  const sorted: unknown = JSON.parse(canonicalJson(manifest));
  return { path: "skill.json", mode: 0o644, bytes: new TextEncoder().encode(`${JSON.stringify(sorted, null, 2)}\n`) };
}
