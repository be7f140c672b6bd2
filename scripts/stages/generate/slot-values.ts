import type { Gotcha, Rule, Step } from "#kernel/gene";
import type { TemplateSpec } from "#kernel/template";
import { VERSION } from "#kernel/version";
import { actOf, firstLine, isCommand } from "./act.ts";
import type { SlotRow } from "./check-slots.ts";
import { clip } from "./clip.ts";
import type { Content, Input } from "./compose.ts";
import { footnotes, type Notes } from "./footnotes.ts";
import { furtherWords } from "./further-words.ts";
import type { Part } from "./hand-over.ts";

/** What SKILL.md aims at and the most it may have: 1,500 and 2,000 tokens at an estimated 3.4 bytes each. */
const TARGET_BYTES = 5100;
const LIMIT_BYTES = 6800;

/** How much of each list and text is shown. */
export type Size = Readonly<{
  phrases: number;
  phrase: number;
  terms: number;
  others: number;
  steps: number;
  line: number;
  gotchas: number;
  gotcha: number;
  examples: number;
  example: number;
  ids: number;
}>;

/** From generous to terse, each with what SKILL.md may then have: the first that stays within it is taken. What no size brings to the target may go up to the limit. */
export const SIZES: readonly Readonly<{ size: Size; bytes: number }>[] = [
  {
    size: { phrases: 12, phrase: 200, terms: 28, others: 5, steps: 14, line: 600, gotchas: 6, gotcha: 300, examples: 3, example: 80, ids: 3 },
    bytes: TARGET_BYTES,
  },
  {
    size: { phrases: 5, phrase: 140, terms: 12, others: 5, steps: 10, line: 300, gotchas: 4, gotcha: 200, examples: 2, example: 60, ids: 2 },
    bytes: TARGET_BYTES,
  },
  {
    size: { phrases: 4, phrase: 100, terms: 8, others: 4, steps: 8, line: 200, gotchas: 3, gotcha: 120, examples: 1, example: 50, ids: 1 },
    bytes: TARGET_BYTES,
  },
  {
    size: { phrases: 2, phrase: 80, terms: 0, others: 2, steps: 6, line: 140, gotchas: 2, gotcha: 100, examples: 1, example: 40, ids: 1 },
    bytes: TARGET_BYTES,
  },
  { size: { phrases: 1, phrase: 60, terms: 0, others: 1, steps: 2, line: 80, gotchas: 1, gotcha: 60, examples: 1, example: 24, ids: 1 }, bytes: LIMIT_BYTES },
  { size: { phrases: 1, phrase: 40, terms: 0, others: 1, steps: 1, line: 40, gotchas: 1, gotcha: 30, examples: 1, example: 12, ids: 1 }, bytes: LIMIT_BYTES },
];

/** The name of a program, and nothing that reads like a sentence. */
const PROGRAM = /^[A-Za-z0-9][\w.+-]{0,59}$/;

const KINDS: Readonly<Record<Input["type"], string>> = {
  path: "a path",
  url: "a web address",
  host: "a host",
  email: "an e-mail address",
  id: "an identifier",
  version: "a version",
  number: "a number",
  date: "a date",
  quoted: "a quoted text",
  word: "a word",
  phrase: "a few words",
};

export type Heading = Readonly<{ name: string; description: string }>;

/** Content, name and template -> values of the slots that every template has, cut to a size. */
export function slotValues(content: Content, heading: Heading, spec: TemplateSpec, size: Size): SlotRow {
  const notes = footnotes(size.ids);
  const { support } = content;
  const quoted = content.wordings.slice(0, size.phrases);
  const parts = content.parts.map((part) => partRow(part, spec.fits?.by === "looks", size, notes));
  const gotchas = content.gotchas.slice(0, size.gotchas).map((one) => gotchaRow(one, size, notes));
  const inputs = content.inputs.slice(0, 12);
  return {
    ...heading,
    tool: VERSION,
    template: `${spec.id} version ${spec.version}`,
    geneIds: content.genes.map((gene) => `${gene.id}@${gene.version}`).join(" "),
    support: `${support.requests} requests, ${support.sessions} sessions, ${support.days} days`,
    title: clip(content.title, Math.min(120, 2 * size.phrase)),
    requests: support.requests,
    sessions: support.sessions,
    days: support.days,
    success: support.success,
    judged: support.success + support.failure,
    confidence: Math.round(100 * Math.min(...content.genes.map((gene) => gene.confidence))),
    script: spec.kind === "code" ? 1 : 0,
    typical: clip(content.typical, 160) || null,
    phrases: quoted.map((text) => ({ text: clip(text, size.phrase) })),
    terms: termsBeside(content, quoted)
      .slice(0, size.terms)
      .map((text) => ({ text: clip(text, 60) })),
    notFor: content.notFor.slice(0, size.others).map((text) => ({ text: clip(text, Math.min(120, size.phrase)) })),
    inputs: inputs.map((input) => inputRow(input, size)),
    derived: inputs.some((input) => !input.trusted) ? 1 : 0,
    programs: content.preconditions
      .filter((one) => one.kind === "program" && PROGRAM.test(one.what))
      .slice(0, 12)
      .map((one) => ({ name: clip(one.what, 60) })),
    files: preconditionRows(content, "file", size, notes),
    states: preconditionRows(content, "state", size, notes),
    relative: content.parts.some((part) => part.steps.some(isRelative)) ? 1 : 0,
    parts,
    gotchas,
    rules: content.rules.slice(0, size.gotchas).map((one) => ruleRow(one, size, notes)),
    genes: content.genes.map(({ id, version }) => ({ id, version })),
    notes: notes.rows(),
  };
}

/** Words that the requests share, then those of the wordings that are not quoted: a request that was worded like one of them finds the skill too. */
function termsBeside(content: Content, quoted: readonly string[]): readonly string[] {
  const values = new Set(content.inputs.flatMap((input) => input.examples.flatMap((value) => value.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [])));
  const others = content.wordings.filter((text) => !quoted.includes(text)).map((text) => text.replace(/\{[a-z][a-z0-9_]*\}/g, " "));
  return [...new Set([...content.terms, ...furtherWords(quoted, others).filter((word) => !values.has(word))])];
}

function preconditionRows(content: Content, kind: "file" | "state", size: Size, notes: Notes): readonly SlotRow[] {
  return content.preconditions
    .filter((one) => one.kind === kind)
    .slice(0, Math.min(6, size.gotchas))
    .map(({ what, seen, of, missing, evidence }) => ({ what: clip(what, Math.min(300, size.line)), seen, of, missing, note: notes.note(evidence) }));
}

function inputRow(input: Input, size: Size): SlotRow {
  const [first = "no example kept", ...more] = input.examples.slice(0, size.examples).map((value) => clip(value, size.example));
  return {
    placeholder: `{${input.name}}`,
    kind: KINDS[input.type],
    first,
    more: more.map((value) => ({ value })),
    distinct: input.distinct,
    untrusted: input.trusted ? 0 : 1,
  };
}

/** The best supported steps are kept, in the order in which they were done. What is the same for all of them is said once, above them. */
function partRow(part: Part, isList: boolean, size: Size, notes: Notes): SlotRow {
  const kept = new Set([...part.steps].sort((a, b) => b.seen - a.seen).slice(0, size.steps));
  const shown = part.steps.filter((step) => kept.has(step));
  const of = Math.max(0, ...shown.filter((step) => step.seen === step.of).map((step) => step.of));
  // every point of a checklist is looked at, however rarely it was
  const steps = shown.map((step, at) => ({ ...stepRow(step, at + 1, of, size, notes), ...(isList ? { optional: 0 } : {}) }));
  const check = part.check === null ? null : actOf(part.check, size.line).text;
  return {
    heading: part.heading === null ? null : clip(part.heading, Math.min(120, size.phrase)),
    takes: part.takes.slice(0, 12).map((name) => ({ name: `{${name}}` })),
    of,
    mixed: shown.some((step) => isRare(step, of)) ? 1 : 0,
    steps,
    left: part.steps.length - steps.length,
    check,
    checkSeen: part.check?.seen ?? 0,
    checkOf: part.check?.of ?? 0,
    checkNote: part.check === null ? 0 : notes.note(part.check.evidence),
    gives: part.gives.slice(0, 12).map((name) => ({ name: `{${name}}` })),
  };
}

/** Not done in all of the sessions that the sentence above the steps names. */
function isRare(step: Step, of: number): boolean {
  return step.seen !== step.of || step.of !== of;
}

function stepRow(step: Step, n: number, usual: number, size: Size, notes: Notes): SlotRow {
  const { how, tool, text, script, cut } = actOf(step, size.line);
  const seen = isRare(step, usual) ? step.seen : 0;
  return { n, optional: step.seen * 2 < step.of ? 1 : 0, how, tool, cut, text, script, seen, of: step.of, note: notes.note(step.evidence) };
}

/** Does a command name a file by a path that starts nowhere? */
function isRelative(step: Step): boolean {
  return step.line
    .split(/\s+/)
    .slice(isCommand(step) ? 1 : 0)
    .some(
      (word) => /^(\.{1,2}\/|[\w-]+\/)?[\w./-]*\.[a-z][a-z0-9]{0,5}$/i.test(word) && !/^[./~-]*$/.test(word) && !/^[/~-]/.test(word) && !word.includes("//"),
    );
}

function ruleRow(rule: Rule, size: Size, notes: Notes): SlotRow {
  const { use, avoid } = rule;
  return {
    use: use === null ? null : clip(use, Math.min(100, size.gotcha)),
    avoid: avoid === null ? null : clip(avoid, Math.min(100, size.gotcha)),
    quote: clip(rule.quote, size.gotcha),
    said: rule.said,
    followed: rule.followed,
    note: notes.note(rule.evidence),
  };
}

function gotchaRow(gotcha: Gotcha, size: Size, notes: Notes): SlotRow {
  return {
    failed: firstLine(gotcha.failed, size.gotcha),
    instead: firstLine(gotcha.instead, size.gotcha),
    seen: gotcha.seen,
    note: notes.note(gotcha.evidence),
  };
}
