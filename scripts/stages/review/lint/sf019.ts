import { digestOf } from "#kernel/digest";
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
    const byHand = handmadeLines(subject);
    return [...steps, ...gotchas].flatMap(({ line, text }) => {
      // a person needs no session to stand behind what they wrote; the card lists it
      if (byHand.has(digestOf(text.replace(/^(?:\d+\.|-) +/, "").trim()))) return [];
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

function listedEvidence(subject: LintSubject): ReadonlySet<string> {
  return new Set(stringsIn(recordOf(subject), "evidence"));
}

/** Digests of the lines that a new version kept because a person had written them. */
function handmadeLines(subject: LintSubject): ReadonlySet<string> {
  const record = recordOf(subject);
  return new Set(stringsIn(isRecord(record) ? record["revision"] : null, "hand"));
}

function heldEvidence(genes: readonly Gene[]): ReadonlySet<string> {
  return new Set(
    genes.flatMap((gene) => [gene, ...gene.steps, ...gene.gotchas, ...gene.rules, ...(gene.check === null ? [] : [gene.check])].flatMap((one) => one.evidence)),
  );
}

function recordOf({ skill }: LintSubject): unknown {
  const file = skill.files.find((one) => one.path === "skill.json");
  try {
    return file === undefined ? null : JSON.parse(textOf(file));
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function stringsIn(value: unknown, field: string): readonly string[] {
  const list: unknown = isRecord(value) ? value[field] : [];
  return Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
}
