import { validateSkillJson } from "#generated/validators";
import { ForgeError } from "#kernel/errors";
import type { Conflict, Revision } from "#kernel/revision";
import type { Skill } from "#kernel/skill";
import type { SkillJson } from "#kernel/skill-json";
import { entriesOf, textOf, treeDigestOf } from "#kernel/tree";
import { sortOut } from "./against.ts";
import { align } from "./align.ts";
import { applyTo, type Origin } from "./apply.ts";
import { byWorth, chosenOf, isRejected, type RejectedEdit } from "./choose.ts";
import { type Block, parseDocument, printDocument, PROVENANCE } from "./document.ts";
import { type FileOperation, fileOperations, filesAfter, handFiles } from "./file-edits.ts";
import { handWork, type HandWork } from "./hand.ts";
import { numbersFor } from "./notes.ts";
import { type Operation, operationsOf } from "./operations.ts";
import { handRecord, recordFile } from "./record.ts";
import { refreshedBy } from "./refresh.ts";
import { checkWishes, givenUp, isWished } from "./taken.ts";

/** Less than this share of the compiler's items in the deployed copy: it is a person's own text now. */
const OURS = 0.5;
/** A SKILL.md longer than this is no skill of ours, and nothing that an agent reads. */
const LONGEST = 262_144;

/**
 * `base`: what the compiler said last, without hand-made changes; `wanted`: what it says today; `live`: what lies deployed. `number`
 * is that of the new version. `sessions` stand behind `wanted`. `rejected` edits are not proposed before `more` further requests
 * show them. `wording`: a new version is wanted even if only words changed.
 */
export type ReviseRequest = Readonly<{
  base: Skill;
  wanted: Skill;
  live: Skill;
  number: number;
  sessions: number;
  rejected: readonly RejectedEdit[];
  more: number;
  wording: boolean;
  /** Edits, by id or `all`, that the person takes although a hand-made change stands against them: that change is given up. */
  take?: readonly string[];
}>;

/** `skill`: the deployed copy with the edits; `next`: the base with them, for the version after. */
export type Revised = Readonly<{ kind: "revised"; skill: Skill; next: Skill; manifest: SkillJson; revision: Revision }>;
export type Unrevised =
  | Readonly<{ kind: "same"; waiting: number; refused: number; conflicts: readonly Conflict[] }>
  | Readonly<{ kind: "refused"; reason: string }>;

/**
 * What the compiler said, what it would say today and what lies deployed -> a new version of at most four edits, every hand-made
 * change kept; or that there is nothing new; or why the copy cannot be edited. Never rewrites, never decides against a person's words.
 */
export function revise(request: ReviseRequest): Revised | Unrevised {
  const { base, wanted, live, sessions, take = [] } = request;
  const documents = [base, wanted, live].map(documentOf);
  const [from, to, own] = documents;
  if (from === null || to === null || from === undefined || to === undefined)
    throw new ForgeError("UNEXPECTED", `a compiled SKILL.md of ${wanted.name} could not be parsed`);
  if (own === null || own === undefined) return refused(live.name, "its SKILL.md has no frontmatter, is too long, or is gone");
  const hand = handWork(from, own);
  if (hand.kept < OURS * hand.items) return refused(live.name, `only ${hand.kept} of the ${hand.items} items that were compiled are left in it`);
  if (!own.some((block) => block.level === 2 && block.section === PROVENANCE))
    return refused(live.name, "its section Provenance is gone, so no new statement could name its evidence");

  const counterparts = new Map(align(from, to).pairs.map((one) => [one.b, one.a]));
  const { open, conflicts, taken } = sortOut(operationsOf(from, to, sessions), { wanted: to, live: own, hand, counterparts }, take);
  const files = fileOperations(base, wanted, live, sessions).filter((one) => !one.done);
  const wished = [...taken, ...files.filter((one) => one.hand !== null && isWished(one.edit.id, take))];
  const stands = files.filter((one) => one.hand !== null && !wished.includes(one));
  const against = [...conflicts, ...stands.flatMap((one): readonly Conflict[] => (one.hand === null ? [] : [{ edit: one.edit, hand: one.hand }]))];
  checkWishes(
    live.name,
    take,
    wished.map(({ edit }) => edit.id),
    against,
  );
  const all = [...open, ...files.filter((one) => one.hand === null)];
  const free = byWorth(all.filter((one) => !isRejected(one.edit, request.rejected, request.more)));
  // what the person asked for by name comes first
  const fresh = [...byWorth(wished), ...free];
  const chosen = chosenOf(fresh);
  const counts = { waiting: fresh.length - chosen.length, refused: all.length - free.length };
  if (chosen.length === 0 || (!request.wording && chosen.every((one) => one.rank === 2)))
    return { kind: "same", waiting: fresh.length, refused: counts.refused, conflicts: against };
  const over = chosen.filter((one) => wished.includes(one));
  return made(request, { from, to, own, hand, counterparts }, { chosen, over, conflicts: against, ...counts });
}

type Documents = Readonly<{ from: readonly Block[]; to: readonly Block[]; own: readonly Block[]; hand: HandWork; counterparts: ReadonlyMap<number, number> }>;
/** `over`: those of the chosen that a person takes over a change of their own. */
type Choice = Readonly<{ chosen: readonly Operation[]; over: readonly Operation[]; conflicts: readonly Conflict[]; waiting: number; refused: number }>;

function made(request: ReviseRequest, documents: Documents, choice: Choice): Revised {
  const { base, wanted, live } = request;
  const { from, to, own, hand, counterparts } = documents;
  const operations = choice.chosen.filter((one) => !isFile(one));
  const files = choice.chosen.filter(isFile);
  const refreshed = refreshedBy(from, to, operations, hand);
  const notes = numbersFor(from, own, to, [...operations.flatMap((one) => one.come), ...refreshed.values()]);
  const given = { wanted: to, counterparts, operations, refreshed, notes };
  const intact = new Map(from.map((_block, at): [number, Origin] => [at, { base: at, intact: true, moved: false }]));
  const baseDigest = digestOf(base);
  const edits = choice.chosen.map((one) => one.edit);
  const facts = {
    base: manifestOf(base),
    wanted: manifestOf(wanted),
    number: request.number,
    baseDigest,
    edits,
    complete: choice.waiting + choice.refused + choice.conflicts.length === 0,
    scripts: !choice.conflicts.some((one) => one.edit.section === null && one.edit.file !== "SKILL.md"),
  };
  const next = assembled(facts, wanted.name, applyTo({ ...given, target: from, origins: intact }), filesAfter(base, files), base, []);
  const replaced = new Set(choice.over.flatMap((one) => one.gone));
  const byHand = own.filter((_block, at) => hand.origins.get(at)?.intact !== true && !replaced.has(hand.origins.get(at)?.base ?? -1));
  const { skill, manifest } = assembled(facts, live.name, applyTo({ ...given, target: own, origins: hand.origins }), filesAfter(live, files), live, byHand);
  const { kept, given: lost } = givenUp([...hand.changes, ...handFiles(base, live)], choice.over, from);
  const record = handRecord(base, live);
  const revision: Revision = {
    number: request.number,
    base: baseDigest,
    next: digestOf(next.skill),
    live: digestOf(live),
    edits: [...edits],
    hand: [...kept],
    ...(lost.length + record.length === 0 ? {} : { dropped: [...lost, ...record] }),
    conflicts: [...choice.conflicts],
    waiting: choice.waiting,
    refused: choice.refused,
  };
  return { kind: "revised", skill, next: next.skill, manifest, revision };
}

function isFile(operation: Operation): operation is FileOperation {
  return "path" in operation;
}

function assembled(
  facts: Omit<Parameters<typeof recordFile>[0], "files" | "document" | "text" | "handmade">,
  name: string,
  document: readonly Block[],
  others: Skill["files"],
  before: Skill,
  handmade: readonly Block[],
): Readonly<{ skill: Skill; manifest: SkillJson }> {
  const text = printDocument(document);
  const mode = before.files.find((file) => file.path === "SKILL.md")?.mode ?? 0o644;
  const files = [{ path: "SKILL.md", bytes: new TextEncoder().encode(text), mode }, ...others];
  const { file, manifest } = recordFile({ ...facts, files, document, text, handmade });
  return { skill: { name, files: [...files, file].sort((a, b) => (a.path < b.path ? -1 : 1)) }, manifest };
}

function documentOf(skill: Skill): readonly Block[] | null {
  const file = skill.files.find((one) => one.path === "SKILL.md");
  return file === undefined || file.bytes.byteLength > LONGEST ? null : parseDocument(textOf(file));
}

function digestOf(skill: Skill): string {
  return treeDigestOf(entriesOf(skill.files));
}

/** The record of a compiled tree; it comes out of the store under its digest, so one that does not fit is a bug or an old program's. */
function manifestOf(skill: Skill): SkillJson {
  const file = skill.files.find((one) => one.path === "skill.json");
  const value: unknown = file === undefined ? null : JSON.parse(textOf(file));
  const check: (value: unknown) => boolean = validateSkillJson;
  if (!check(value)) throw new ForgeError("STORE_BROKEN", `the skill.json of a compiled ${skill.name} does not fit its schema`);
  return value as SkillJson;
}

function refused(name: string, why: string): Unrevised {
  return {
    kind: "refused",
    reason: `the deployed copy of ${name} was rewritten by hand (${why}), so it is not edited: it stays as it is; \`forge rollback --skill ${name} --force\` takes it away (a copy is saved), or generate it under another --name`,
  };
}
