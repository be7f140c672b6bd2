import { opinionOf, opinionQuestion } from "#assist/opinion";
import { outcomesOf, outcomesQuestion } from "#assist/outcomes";
import { acceptedWording, type Worded, type WordedSlot, wordingQuestion } from "#assist/wording";
import type { Question } from "#kernel/ask";
import type { Capsule } from "#kernel/capsule";
import type { Json } from "#kernel/canonical-json";
import type { Gene } from "#kernel/gene";
import type { ModelHelp } from "#kernel/model-help";
import { textOf } from "#kernel/tree";
import { generate, type Generated } from "#stages/generate/generate";
import { loadCapsules } from "#store/state-files";
import type { Choice } from "./choose.ts";
import type { Context } from "./context.ts";
import { inspect } from "./inspect.ts";
import { installedSkills } from "./installed.ts";
import { askModel } from "./model.ts";
import { loadScanner } from "./scanner.ts";
import { allRequests } from "./traces.ts";

/** A generated skill, in a model's words where they were better and harmless, and what the model had to do with it; null when none was asked. */
export type Assisted = Readonly<{ made: Generated; help: ModelHelp | null }>;

type Notes = { -readonly [Field in keyof ModelHelp]: ModelHelp[Field] };

/**
 * A choice -> the skill as it is compiled, in the words that a model gave to a skill of exactly these genes which went live, as far as they still fit
 * the evidence: the next version says the same thing in the same words, and has the same name. Asks nobody.
 */
export function inKeptWords(capsules: readonly Capsule[], choice: Choice): Assisted {
  const kept = capsules.findLast((one) => one.model !== undefined && one.model.worded.length > 0 && sameGenes(one, choice.genes));
  const named = { ...choice, name: choice.name ?? wordsFor(kept, "name") };
  const plain = generate(named);
  if (kept?.model === undefined || (kept.status !== "promoted" && kept.status !== "rolled-back")) return { made: plain, help: null };
  const { model, worded, answers } = kept.model;
  const texts = { title: wordsFor(kept, "title") ?? plain.title, description: wordsFor(kept, "description") ?? plain.description, name: plain.skill.name };
  const { slots } = acceptedWording(nowOf(plain, choice, false), texts, new Set());
  const still = worded.filter(({ slot, text }) => (slot === "name" ? plain.skill.name === text : slots[slot] === text));
  if (still.length === 0) return { made: plain, help: null };
  const help: ModelHelp = { model, worded: still, refused: [], unanswered: [], opinion: null, outcomes: null, answers };
  return { made: withWords(named, help), help };
}

/**
 * What was generated without a model -> the same with a model's help, when the person configured one. The model proposes; slots, checks, gates and the
 * person decide. Whatever goes wrong, the skill as it was generated stays.
 */
export async function assisted(context: Context, choice: Choice, given: Assisted): Promise<Assisted> {
  const { model } = context;
  if (model === null) return given;
  const notes: Notes = { model: model.model, worded: [], refused: [], unanswered: [], opinion: null, outcomes: null, answers: [] };
  const made = model.uses.wording || model.uses.names ? await reworded(context, choice, given.made, notes) : given.made;
  const main = made.skill.files.find((file) => file.path === "SKILL.md");
  if (model.uses.opinion && main !== undefined) {
    const value = await valueOf(context, opinionQuestion(textOf(main)), notes);
    if (value !== null) notes.opinion = opinionOf(value);
  }
  if (model.uses.outcomes) await judged(context, choice.genes, notes);
  return notes.answers.length + notes.unanswered.length === 0 ? given : { made, help: notes };
}

/** Words of a model for a slot of the skill. */
function wordsFor(capsule: Capsule | undefined, slot: WordedSlot): string | null {
  return capsule?.model?.worded.find((one) => one.slot === slot)?.text ?? null;
}

function nowOf(plain: Generated, choice: Choice, mayName: boolean): Worded {
  return { title: plain.title, description: plain.description, name: mayName ? plain.skill.name : null, genes: choice.genes, programs: plain.programs };
}

async function reworded(context: Context, choice: Choice, plain: Generated, notes: Notes): Promise<Generated> {
  const capsules = loadCapsules(context.powers.files, context.places.data);
  const { uses } = context.model ?? { uses: { wording: false, names: false } };
  const earlier = capsules.filter((one) => sameGenes(one, choice.genes));
  const now = nowOf(plain, choice, uses.names && choice.name === null && earlier.length === 0);
  const value = await valueOf(context, wordingQuestion(now), notes);
  if (value === null) return plain;
  const taken = new Set([...capsules.map((one) => one.name), ...installedSkills(context).map((one) => one.name)]);
  const { slots, refused } = acceptedWording(now, value, taken);
  // a name that it gave before is still its word
  const name = earlier.some((one) => wordsFor(one, "name") === plain.skill.name) ? { name: plain.skill.name } : {};
  // what a person wrote is not reworded
  const open = (slot: string) => slot === "name" || (uses.wording && (slot !== "description" || choice.description === null));
  const used = Object.entries({ ...slots, ...name }).filter(([slot]) => open(slot)) as [WordedSlot, string][];
  notes.refused = refused.filter(({ slot }) => open(slot)).map((one) => ({ ...one }));
  if (used.length === 0) return plain;
  const worded = used.map(([slot, text]) => ({ slot, text }));
  const made = withWords(choice, { ...notes, worded });
  const worse = await worseGate(context, plain, made);
  if (worse === null) {
    notes.worded = worded;
    return made;
  }
  notes.refused = [...notes.refused, ...worded.map(({ slot }) => ({ slot, reason: worse }))];
  return plain;
}

/** The skill again, with a model's words in their slots and its mark in skill.json. */
function withWords(choice: Choice, { model, worded, answers }: ModelHelp): Generated {
  const text = (slot: WordedSlot) => worded.find((one) => one.slot === slot)?.text ?? null;
  const answer = answers.find((one) => one.purpose === "wording")?.answer ?? "";
  const by = { trust: "model" as const, model, slots: worded.map((one) => one.slot), answer };
  return generate({ ...choice, name: text("name") ?? choice.name, wording: { title: text("title"), description: text("description"), by } });
}

/** A gate that the skill fails in the model's words and did not fail before, or a worse scan. */
async function worseGate(context: Context, plain: Generated, made: Generated): Promise<string | null> {
  const scan = await loadScanner();
  const [before, after] = [plain, made].map((one) => inspect(context, scan, one.skill, one.permissions, []));
  if (before === undefined || after === undefined) return null;
  const failed = after.gates.find((one) => one.result === "failed" && before.gates.find(({ gate }) => gate === one.gate)?.result !== "failed");
  if (failed !== undefined) return `it does not pass the gate ${failed.gate} with it`;
  return after.scan.verdict !== before.scan.verdict || after.scan.score > before.scan.score ? "the scan finds more in it" : null;
}

/** Requests that the evidence leaves open, judged by the model: counted beside the evidence, never into it. */
async function judged(context: Context, genes: readonly Gene[], notes: Notes): Promise<void> {
  const evidence = new Set(genes.flatMap((gene) => gene.evidence));
  const open = allRequests(context).filter((one) => one.outcome.label === "unknown" && evidence.has(one.id));
  const question = outcomesQuestion(open);
  const value = question === null ? null : await valueOf(context, question, notes);
  if (value !== null) notes.outcomes = outcomesOf(open.length, value);
}

async function valueOf(context: Context, question: Question, notes: Notes): Promise<Json | null> {
  const result = await askModel(context, question);
  if (result === null) return null;
  const { purpose } = question;
  if (result.kind === "refused") {
    notes.unanswered = [...notes.unanswered, { purpose, reason: result.reason }];
    context.powers.note({ kind: "warning", text: `no answer from the model about ${purpose}: ${result.detail === "" ? result.reason : result.detail}` });
    return null;
  }
  notes.model = result.model;
  notes.answers = [...notes.answers, { purpose, question: result.question, answer: result.answer ?? "" }];
  return result.value;
}

function sameGenes(capsule: Capsule, genes: readonly Gene[]): boolean {
  return capsule.genes.length === genes.length && genes.every((gene) => capsule.genes.some(({ id }) => id === gene.id));
}
