import type { Gene } from "#kernel/gene";
import { textOf } from "#kernel/tree";
import { visible } from "#kernel/visible";
import type { Hit, LintRule, LintSubject } from "./rule.ts";
import { linesOfSection } from "./sections.ts";

/**
 * A generated statement that no session stands behind is an invention. Evidence that skill.json lists but no gene holds any
 * more is a warning only: a person may purge what was observed without losing the skills made of it.
 */
export const sf019: LintRule = {
  id: "SF019",
  check(subject) {
    if (!subject.generated) return [];
    const { body, bodyLine, genes } = subject;
    const notes = notesOf(body);
    const listed = listedEvidence(subject);
    const held = genes === null ? listed : heldEvidence(genes);
    const mined = linesOfSection(body, "How it was done before");
    const steps = (mined.length > 0 ? mined : linesOfSection(body, "Steps")).filter(({ text }) => /^\d+\. /.test(text));
    const gotchas = linesOfSection(body, "Gotchas").filter(({ text }) => text.startsWith("- ") && !text.startsWith("- None seen"));
    const hit = (level: Hit["level"], line: number, what: string, why: string): Hit => ({
      level,
      file: "SKILL.md",
      line: line + bodyLine - 1,
      args: { what: visible(what.slice(0, 40)), why },
    });
    if (steps.length === 0) return [hit("error", 1, "steps", "there are none")];
    return [...steps, ...gotchas].flatMap(({ line, text }) => {
      const note = /\[(\d+)\]\.?$/.exec(text.trimEnd())?.[1];
      const ids = note === undefined ? undefined : notes.get(note);
      if (ids === undefined || ids.length === 0) return [hit("error", line, text, "has no evidence")];
      if (ids.some((id) => !listed.has(id))) return [hit("error", line, text, "names evidence that is not in skill.json")];
      return ids.some((id) => !held.has(id)) ? [hit("warn", line, text, "names evidence that no gene holds any more")] : [];
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

function listedEvidence({ skill }: LintSubject): ReadonlySet<string> {
  const file = skill.files.find((one) => one.path === "skill.json");
  return new Set(file === undefined ? [] : idsIn(textOf(file)));
}

function heldEvidence(genes: readonly Gene[]): ReadonlySet<string> {
  return new Set(
    genes.flatMap((gene) => [gene, ...gene.steps, ...gene.gotchas, ...gene.rules, ...(gene.check === null ? [] : [gene.check])].flatMap((one) => one.evidence)),
  );
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
