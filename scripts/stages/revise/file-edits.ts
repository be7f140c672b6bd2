import { digestOf, stableId } from "#kernel/digest";
import type { Edit, HandChange } from "#kernel/revision";
import type { Skill } from "#kernel/skill";
import type { SkillFile } from "#kernel/tree";
import type { Operation } from "./operations.ts";

/** Files that have a way of their own: items, and the record that is made anew each time. */
const OWN = new Set(["SKILL.md", "skill.json"]);

/** One other file of a skill (a script) that the compiler would write otherwise: it is replaced whole, and the card shows it as a diff. */
export type FileOperation = Operation & Readonly<{ path: string; file: SkillFile | null; hand: "changed" | "deleted" | null; done: boolean }>;

/** Old, new and deployed skill -> edits of whole files, each with what stands against it. */
export function fileOperations(base: Skill, wanted: Skill, live: Skill, sessions: number): readonly FileOperation[] {
  const [old, now, there] = [base, wanted, live].map((skill) => new Map(skill.files.filter((file) => !OWN.has(file.path)).map((file) => [file.path, file])));
  const paths = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].sort();
  return paths.flatMap((path) => {
    const [from, to, own] = [old?.get(path), now?.get(path), there?.get(path)];
    if (sameFile(from, to)) return [];
    const kind = from === undefined ? "add" : to === undefined ? "delete" : "replace";
    const edit: Edit = {
      id: stableId("edit", path, to === undefined ? "gone" : digestOf(to.bytes)),
      kind,
      file: path,
      section: null,
      item: path,
      before: null,
      after: null,
      evidence: [],
      support: sessions,
      why: `the template writes this file otherwise for what ${sessions} sessions show`,
    };
    const hand = sameFile(from, own) ? null : own === undefined ? ("deleted" as const) : ("changed" as const);
    return [{ edit, gone: [], come: [], placed: false, rank: 0, needs: [], steps: 0, path, file: to ?? null, hand, done: sameFile(own, to) }];
  });
}

/** Other files that a person changed, added or took away. */
export function handFiles(base: Skill, live: Skill): readonly HandChange[] {
  const [old, there] = [base, live].map((skill) => new Map(skill.files.filter((file) => !OWN.has(file.path)).map((file) => [file.path, file])));
  return [...new Set([...(old?.keys() ?? []), ...(there?.keys() ?? [])])].sort().flatMap((path) => {
    const [from, own] = [old?.get(path), there?.get(path)];
    if (sameFile(from, own)) return [];
    return [
      {
        kind: from === undefined ? "added" : own === undefined ? "deleted" : "changed",
        file: path,
        section: null,
        item: path,
        before: null,
        after: null,
      } as const,
    ];
  });
}

/** The files of a skill but for SKILL.md and skill.json, with operations applied. */
export function filesAfter(skill: Skill, operations: readonly FileOperation[]): readonly SkillFile[] {
  const files = new Map(skill.files.filter((file) => !OWN.has(file.path)).map((file) => [file.path, file]));
  for (const { path, file } of operations) {
    if (file === null) files.delete(path);
    else files.set(path, file);
  }
  return [...files.values()];
}

function sameFile(a: SkillFile | undefined, b: SkillFile | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return digestOf(a.bytes) === digestOf(b.bytes) && a.mode === b.mode;
}
