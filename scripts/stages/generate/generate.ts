import type { Digest } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import type { Gene } from "#kernel/gene";
import { collectPermissions, type Permission, type Permissions } from "#kernel/permission";
import type { Skill } from "#kernel/skill";
import type { SkillJson } from "#kernel/skill-json";
import type { CompiledTemplate } from "#kernel/template";
import type { SkillFile } from "#kernel/tree";
import { addressesOf } from "./addresses.ts";
import type { SlotRow } from "./check-slots.ts";
import { chooseTemplate } from "./choose.ts";
import { type Content, compose } from "./compose.ts";
import { contentKeyOf } from "./content-key.ts";
import { descriptionOf, type DescriptionStyle, nameOf } from "./describe.ts";
import { manifestFile } from "./manifest.ts";
import { render } from "./render.ts";
import { rootsOf } from "./roots.ts";
import { type Reach, scriptValues } from "./script-values.ts";
import { SIZES, slotValues } from "./slot-values.ts";

/** More genes than this are no one coherent skill. */
const MOST_GENES = 6;
/** Ids are made by this program; anything else in their place came from an edited file. */
const EVIDENCE_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

export type GenerateRequest = Readonly<{
  genes: readonly Gene[];
  template: string | null;
  name: string | null;
  description: string | null;
  /** Which wordings the description quotes; without a measure that says otherwise, those with the most new words. */
  style?: DescriptionStyle;
  /** Other words for two lines, checked against the ones they replace; `by` stands in skill.json. */
  wording?: Readonly<{ title: string | null; description: string | null; by: NonNullable<SkillJson["wording"]> }>;
}>;

/** `content` names what the skill says independent of counts (see content-key.ts), with the number of sessions behind it. */
export type Generated = Readonly<{
  skill: Skill;
  title: string;
  description: string;
  programs: readonly string[];
  permissions: Permissions;
  template: Readonly<{ id: string; version: number; digest: Digest }>;
  genes: readonly Readonly<{ id: string; version: number }>[];
  content: Readonly<{ key: Digest; sessions: number }>;
}>;

/**
 * Genes -> a skill as files in memory, the same bytes for the same genes. Every word that came from a session lands in a
 * typed slot. Throws NOT_FOUND (no genes, unknown template), SLOT_INVALID (a value does not fit), TEMPLATE_INVALID.
 */
export function generate(request: GenerateRequest): Generated {
  const content = checkedContent(request.genes);
  const template = chooseTemplate(content.genes, request.template);
  const name = nameOf(content, request.name);
  const { wording } = request;
  const description = wording?.description ?? descriptionOf(content, request.description, request.style ?? "fresh");
  const title = wording?.title ?? content.title;
  const reach = reachOf(content, template);
  const permissions = permissionsOf(content, template, reach);
  const files = fitted({ ...content, title }, { name, description }, template, reach);
  const manifest = manifestFile(content, { name, description, permissions, template, files, wording: wording?.by ?? null });
  return {
    skill: { name, files: [...files, manifest].sort((a, b) => (a.path < b.path ? -1 : 1)) },
    title,
    description,
    programs: content.programs,
    permissions,
    template: { id: template.spec.id, version: template.spec.version, digest: template.digest },
    genes: content.genes.map(({ id, version }) => ({ id, version })),
    content: { key: contentKeyOf(content, template.spec.id), sessions: content.support.sessions },
  };
}

function checkedContent(genes: readonly Gene[]): Content {
  const content = compose(genes);
  if (content.genes.length === 0) throw new ForgeError("NOT_FOUND", "there is no gene to make a skill of");
  if (content.genes.length > MOST_GENES) throw new ForgeError("SLOT_INVALID", `${content.genes.length} genes are no one coherent skill; at most ${MOST_GENES}`);
  const forged = content.evidence.find((id) => !EVIDENCE_ID.test(id));
  if (forged !== undefined) throw new ForgeError("SLOT_INVALID", "an evidence id is not one of ours", { details: { slot: "evidence" } });
  const empty = content.genes.find((gene) => gene.steps.length === 0);
  if (empty !== undefined) throw new ForgeError("SLOT_INVALID", `${empty.id} has no step that could be followed`, { details: { gene: empty.id } });
  return content;
}

/** The most generous size whose SKILL.md stays within what it may have; the tersest when none does (the lint then says so). */
function fitted(content: Content, heading: Readonly<{ name: string; description: string }>, template: CompiledTemplate, reach: Reach): readonly SkillFile[] {
  const fixed = scriptValues(content, reach);
  let files: readonly SkillFile[] = [];
  for (const { size, bytes } of SIZES) {
    files = render(template, declared(template, { ...slotValues(content, heading, template.spec, size), ...fixed }));
    if ((files.find((file) => file.path === "SKILL.md")?.bytes.byteLength ?? 0) <= bytes) break;
  }
  return files;
}

/** A template need not use every value there is. */
function declared(template: CompiledTemplate, values: SlotRow): SlotRow {
  const names = new Set(template.spec.slots.map((slot) => slot.name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}

/** Only a script reaches anything by itself, and only what its template can need. */
function reachOf({ genes, parts, inputs }: Content, { spec }: CompiledTemplate): Reach {
  const can = (kind: Permission["kind"]) => spec.kind === "code" && spec.permissions.includes(kind);
  return {
    roots: can("filesystem.read") ? rootsOf(genes) : { read: [], write: [] },
    web: can("network") ? addressesOf([{ steps: parts.flatMap((part) => part.steps), slots: [...inputs] }]) : { hosts: [], addresses: [] },
  };
}

/** What the skill declares: the programs its steps run, the folders its script reads and writes, and the hosts it reaches. */
function permissionsOf(content: Content, template: CompiledTemplate, { roots, web }: Reach): Permissions {
  const list: readonly Permission[] = [
    ...content.programs.map((value) => ({ kind: "process" as const, value })),
    ...roots.read.map((value) => ({ kind: "filesystem.read" as const, value })),
    ...roots.write.map((value) => ({ kind: "filesystem.write" as const, value })),
    ...web.hosts.map((value) => ({ kind: "network" as const, value })),
  ];
  return collectPermissions(list.filter((one) => template.spec.permissions.includes(one.kind)));
}
