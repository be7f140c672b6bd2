import { textOf } from "#kernel/tree";
import type { Hit, LintRule, LintSubject } from "./rule.ts";
import { linesOfSection } from "./sections.ts";

/** A generated statement that no session stands behind is an invention. */
export const sf019: LintRule = {
  id: "SF019",
  check(subject) {
    if (!subject.generated) return [];
    const { body, bodyLine } = subject;
    const notes = notesOf(body);
    const known = evidenceOf(subject);
    const mined = linesOfSection(body, "How it was done before");
    const steps = (mined.length > 0 ? mined : linesOfSection(body, "Steps")).filter(({ text }) => /^\d+\. /.test(text));
    const gotchas = linesOfSection(body, "Gotchas").filter(({ text }) => text.startsWith("- ") && !text.startsWith("- None seen"));
    const hit = (line: number, what: string, why: string): Hit => ({ level: "error", file: "SKILL.md", line: line + bodyLine - 1, args: { what, why } });
    if (steps.length === 0) return [hit(1, "steps", "there are none")];
    return [...steps, ...gotchas].flatMap(({ line, text }) => {
      const note = /\[(\d+)\]\.?$/.exec(text.trimEnd())?.[1];
      const ids = note === undefined ? undefined : notes.get(note);
      if (ids === undefined || ids.length === 0) return [hit(line, text.slice(0, 40), "has no evidence")];
      const lost = ids.find((id) => !known.has(id));
      return lost === undefined ? [] : [hit(line, text.slice(0, 40), "names evidence that is not in skill.json")];
    });
  },
};

function notesOf(body: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    linesOfSection(body, "Provenance").flatMap(({ text }) => {
      const note = /^- \[(\d+)\] /.exec(text)?.[1];
      return note === undefined ? [] : [[note, [...text.matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? "")] as const];
    }),
  );
}

/** Evidence of skill.json; where the genes are at hand, only what they also hold. */
function evidenceOf({ skill, genes }: LintSubject): ReadonlySet<string> {
  const file = skill.files.find((one) => one.path === "skill.json");
  const listed = new Set(file === undefined ? [] : idsIn(textOf(file)));
  if (genes === null) return listed;
  const held = new Set(
    genes.flatMap((gene) => [gene, ...gene.steps, ...gene.gotchas, ...(gene.check === null ? [] : [gene.check])].flatMap((one) => one.evidence)),
  );
  return listed.intersection(held);
}

function idsIn(json: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(json);
    const ids: unknown = typeof value === "object" && value !== null && "evidence" in value ? value.evidence : [];
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}
