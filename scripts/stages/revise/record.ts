import { canonicalJson } from "#kernel/canonical-json";
import { digestOf } from "#kernel/digest";
import { parseFrontmatter } from "#kernel/frontmatter";
import type { Edit, HandChange } from "#kernel/revision";
import type { Skill } from "#kernel/skill";
import type { SkillJson } from "#kernel/skill-json";
import { entriesOf, type SkillFile, textOf } from "#kernel/tree";
import { plainLine } from "#kernel/visible";
import type { Block } from "./document.ts";
import { noteOf } from "./substance.ts";

/** What the skill.json of a new version is made of. `handmade` are items of the document that a person wrote. */
export type RecordFacts = Readonly<{
  base: SkillJson;
  wanted: SkillJson;
  files: readonly SkillFile[];
  document: readonly Block[];
  text: string;
  number: number;
  baseDigest: string;
  edits: readonly Edit[];
  handmade: readonly Block[];
  complete: boolean;
  scripts: boolean;
}>;

/** Facts -> skill.json of a new version: digests of its files, all evidence its footnotes name, what was edited, what is by hand. */
export function recordFile(facts: RecordFacts): Readonly<{ file: SkillFile; manifest: SkillJson }> {
  const { base, wanted, number, baseDigest, edits } = facts;
  const named = new Set(facts.document.flatMap((block) => [...(noteOf(block)?.row ?? "").matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? "")));
  const description = parseFrontmatter(facts.text).head?.["description"];
  const manifest: SkillJson = {
    ...wanted,
    version: String(number),
    description: typeof description === "string" && description !== "" && description.length <= 1024 ? description : wanted.description,
    permissions: permissionsOf(facts),
    files: entriesOf(facts.files).map(({ path, sha256, bytes }) => ({ path, sha256, bytes })),
    // what an item was learned from stays its evidence, also when the gene has let go of it
    evidence: [...new Set([...wanted.evidence, ...base.evidence.filter((id) => named.has(id))])].sort(),
    revision: {
      number,
      base: baseDigest,
      edits: edits.map(({ id, kind, file, section, evidence }) => ({ id, kind, file, section, evidence: [...evidence] })),
      hand: [...new Set(facts.handmade.map((block) => digestOf(firstLine(block))))].sort(),
    },
  };
  const sorted: unknown = JSON.parse(canonicalJson(manifest));
  return { manifest, file: { path: "skill.json", mode: 0o644, bytes: new TextEncoder().encode(`${JSON.stringify(sorted, null, 2)}\n`) } };
}

/** Members that this program writes anew from what lies there, so another value in them is nobody's wish. */
const DERIVED = new Set(["files", "revision", "description", "version", "evidence"]);
const SHOWN = 400;

/** The record of the compiler and the one that lies deployed -> members of skill.json that a person changed: no version keeps those, because each makes its record anew. */
export function handRecord(base: Skill, live: Skill): readonly HandChange[] {
  const [from, own] = [membersOf(base), membersOf(live)];
  if (from === null) return [];
  const change = (item: string, before: unknown, after: unknown): HandChange => ({
    kind: before === undefined ? "added" : after === undefined ? "deleted" : "changed",
    file: "skill.json",
    section: null,
    item,
    before: before === undefined ? null : shown(before),
    after: after === undefined ? null : shown(after),
  });
  if (own === null) return [change("skill.json", "the record of this skill", undefined)];
  const names = [...new Set([...Object.keys(from), ...Object.keys(own)])].filter((name) => !DERIVED.has(name)).sort();
  return names.filter((name) => shown(from[name]) !== shown(own[name])).map((name) => change(name, from[name], own[name]));
}

function membersOf({ files }: Skill): Readonly<Record<string, unknown>> | null {
  const file = files.find((one) => one.path === "skill.json");
  try {
    const value: unknown = file === undefined ? null : JSON.parse(textOf(file));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function shown(value: unknown): string {
  return plainLine(value === undefined ? "" : canonicalJson(value))
    .slice(0, SHOWN)
    .toWellFormed();
}

/** The line by which the lint knows an item again: its first one, without number or bullet. */
function firstLine(block: Block): string {
  return (block.text.split("\n")[0] ?? "").trim();
}

/** As long as something of the old version stands, what it declared stands too; folders and hosts are those of the script that is in it. */
function permissionsOf({ base, wanted, complete, scripts }: RecordFacts): SkillJson["permissions"] {
  const [old, now] = [base.permissions, wanted.permissions];
  const code = scripts ? now : old;
  const both = (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])].sort();
  return {
    filesystem: { read: [...code.filesystem.read], write: [...code.filesystem.write] },
    network: [...code.network],
    secrets: [...code.secrets],
    process: complete ? [...now.process] : both(old.process, now.process),
  };
}
