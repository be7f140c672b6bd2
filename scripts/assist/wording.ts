import { WORDING } from "#generated/answer-schemas";
import { validateWording } from "#generated/validators";
import type { Question, QuestionPart } from "#kernel/ask";
import type { Json } from "#kernel/canonical-json";
import type { Gene } from "#kernel/gene";
import { hasHidden } from "#kernel/visible";
import { faultIn } from "./fault.ts";
import { changeIn, groundedShare } from "./keep.ts";

/** A slot whose wording a model may propose. */
export type WordedSlot = "title" | "description" | "name";

/** What a skill says in these slots before anybody rewords it, and what it says it about. `name` is null when it must stay. */
export type Worded = Readonly<{ title: string; description: string; name: string | null; genes: readonly Gene[]; programs: readonly string[] }>;

/** What a model may have: only the slots that passed; and each that did not, with the reason. */
export type Proposal = Readonly<{ slots: Readonly<Partial<Record<WordedSlot, string>>>; refused: readonly Readonly<{ slot: WordedSlot; reason: string }>[] }>;

const SYSTEM = `You edit the wording of a skill, a small instruction file that an assistant finds by its description.
Give a better title, description and name for it.
title: what the skill does, as a short imperative sentence without a full stop, at most 80 characters.
description: one line of at most 150 characters: first what it does, then "Use when" and the situations.
name: lower-case English words joined by hyphens, at most 32 characters, that say what it does.
Keep every part in quotation marks, backquotes or braces, every number, path, file name, address, flag and abbreviation exactly as it is, and add none.
Say nothing that the evidence does not say. When a line is good already, give it back unchanged.`;

/** What a skill says now -> the question for better words. Everything in it was redacted when it was read. */
export function wordingQuestion(now: Worded): Question {
  const lines: readonly QuestionPart[] = [
    { label: "title", trust: "assistant", text: now.title },
    { label: "description", trust: "assistant", text: now.description },
    { label: "name", trust: "assistant", text: now.genes[0]?.name ?? "" },
  ];
  const evidence = now.genes.flatMap((gene): readonly QuestionPart[] => [
    ...gene.phrases.slice(0, 6).map((text) => ({ label: "asked for as", trust: "user" as const, text })),
    ...gene.steps.slice(0, 8).map((step) => ({ label: "step that worked", trust: "tool" as const, text: step.line.slice(0, 200) })),
    ...gene.notFor.map((text) => ({ label: "another skill does", trust: "user" as const, text })),
  ]);
  return { purpose: "wording", system: SYSTEM, parts: [...lines, ...evidence], schema: WORDING, fault: faultIn(validateWording), maxOutputTokens: 400 };
}

/** What a skill says now, a model's answer and the names that are taken -> the slots that it may fill. An answer equal to what is there fills nothing. */
export function acceptedWording(now: Worded, value: Json, taken: ReadonlySet<string>): Proposal {
  const answer = value as Readonly<Record<WordedSlot, string>>;
  const slots: Partial<Record<WordedSlot, string>> = {};
  const refused: { slot: WordedSlot; reason: string }[] = [];
  const names = new Set(now.programs);
  const evidence = evidenceWords(now);
  const judge = (slot: WordedSlot, old: string | null, fault: (text: string) => string | null) => {
    const text = answer[slot];
    if (old === null || text === old) return;
    const reason = fault(text);
    if (reason === null) slots[slot] = text;
    else refused.push({ slot, reason: reason.slice(0, 200) });
  };
  judge(
    "title",
    now.title,
    (text) => lineFault(text) ?? (/[.!?…]$/.test(text) ? "it ends like a sentence" : null) ?? changeIn(now.title, text, names) ?? strange(text, evidence),
  );
  judge(
    "description",
    now.description,
    (text) =>
      lineFault(text) ??
      (new TextEncoder().encode(text).byteLength > 160 ? "it has more than 160 bytes" : null) ??
      (/\buse when\b/i.test(text) ? null : 'it does not say "Use when"') ??
      changeIn(now.description, text, names) ??
      strange(text, evidence),
  );
  judge("name", now.name, (text) => nameFault(text, taken) ?? strange(text.replaceAll("-", " "), evidence));
  return { slots, refused };
}

function lineFault(text: string): string | null {
  if (text.trim() !== text || text === "") return "it is empty, or begins or ends with a blank";
  return hasHidden(text) || / {2}/.test(text) ? "it holds hidden characters, breaks or several blanks" : null;
}

function nameFault(text: string, taken: ReadonlySet<string>): string | null {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) || text.length > 32) return "it is no skill name";
  if (/anthropic|claude/.test(text)) return "platforms refuse skills named after their makers";
  return taken.has(text) ? "another skill has this name" : null;
}

function strange(text: string, evidence: readonly string[]): string | null {
  return groundedShare(text, evidence) < 0.5 ? "most of its words are not in the evidence" : null;
}

function evidenceWords({ title, description, genes }: Worded): readonly string[] {
  return [
    title,
    description,
    ...genes.flatMap((gene) => [
      gene.name,
      gene.title,
      gene.wording,
      gene.action,
      gene.object,
      ...gene.phrases,
      ...gene.terms,
      ...gene.slots.map((slot) => slot.name.replaceAll("_", " ")),
      ...gene.steps.map((step) => step.verb),
    ]),
  ];
}
