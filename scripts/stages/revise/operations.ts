import { stableId } from "#kernel/digest";
import type { Edit } from "#kernel/revision";
import { plainLine } from "#kernel/visible";
import { align, type Pair } from "./align.ts";
import { type Block, FRONTMATTER, PROVENANCE } from "./document.ts";
import { keyOf, noteOf, readable, referencesOf, saysTheSame, substanceOf, valuesOf, wordingOf } from "./substance.ts";

/**
 * One edit and what it does to the blocks: `gone` are indices in the old document, `come` in the new one; `placed`: the new block
 * stands where the new document has it, not where the old one stood. `rank` 0: a file, 1: a statement with evidence, 2: wording.
 * `needs` are edits (by id) without which this one would make no sense; `steps` counts the numbered items of the section from which a
 * numbered item goes: in the old document, and in the deployed copy if that has fewer.
 */
export type Operation = Readonly<{
  edit: Edit;
  gone: readonly number[];
  come: readonly number[];
  placed: boolean;
  rank: 0 | 1 | 2;
  needs: readonly string[];
  steps: number;
}>;

/** The old and the new document, how many sessions stand behind the new one, and edits (by id) that are not to be made. */
export type Versions = Readonly<{ base: readonly Block[]; wanted: readonly Block[]; sessions: number; pairs: readonly Pair[] }>;

type Draft = Readonly<{ gone: readonly number[]; come: readonly number[]; placed: boolean; moved?: boolean }>;

/** What the compiler said and what it would say -> every single edit that leads from one to the other, in the order of the document. */
export function operationsOf(base: readonly Block[], wanted: readonly Block[], sessions: number): readonly Operation[] {
  const { pairs, onlyA, onlyB } = align(base, wanted);
  const versions = { base, wanted, sessions, pairs };
  const mine = (block: Block | undefined) => block !== undefined && !block.section.startsWith(PROVENANCE);
  const changed = pairs
    .filter((one) => mine(base[one.a]) && (one.moved || !same(base[one.a], wanted[one.b])))
    .map((one): Draft => ({ gone: [one.a], come: [one.b], placed: one.moved, moved: one.moved }));
  const [gone, come] = [grouped(base, onlyA), grouped(wanted, onlyB)];
  const drafts = [
    ...changed,
    ...joined(
      versions,
      gone.filter(([at]) => mine(base[at ?? -1])),
      come.filter(([at]) => mine(wanted[at ?? -1])),
    ),
  ];
  const all = drafts.map((draft) => operation(draft, versions));
  return withNeeds(all, wanted).toSorted((x, y) => placeOf(x, versions) - placeOf(y, versions));
}

function same(a: Block | undefined, b: Block | undefined): boolean {
  return a !== undefined && b !== undefined && saysTheSame(a, b);
}

/** Single blocks, but a section that is only in one of the documents is one unit with its heading. */
function grouped(blocks: readonly Block[], only: readonly number[]): readonly (readonly number[])[] {
  const headed = new Set(only.filter((at) => (blocks[at]?.level ?? 0) >= 2).map((at) => blocks[at]?.section));
  const sections = [...headed].map((section) => only.filter((at) => blocks[at]?.section === section));
  return [...only.filter((at) => !headed.has(blocks[at]?.section)).map((at) => [at]), ...sections];
}

/**
 * "None seen" and the like stand for a list that is empty: such a line and the best supported item that comes into its section are
 * one edit, and so are the last item that goes and the line that takes its place.
 */
function joined(versions: Versions, gone: readonly (readonly number[])[], come: readonly (readonly number[])[]): readonly Draft[] {
  const { base, wanted } = versions;
  const [left, right] = [[...gone], [...come]];
  const drafts: Draft[] = [];
  const of = (blocks: readonly Block[], unit: readonly number[]) => blocks[unit[0] ?? -1];
  const join = (from: readonly number[], to: readonly number[]) => {
    drafts.push({ gone: from, come: to, placed: true });
    left.splice(left.indexOf(from), 1);
    right.splice(right.indexOf(to), 1);
  };
  for (const unit of gone.filter((one) => isFiller(base, of(base, one)))) {
    const section = of(base, unit)?.section;
    const items = right.filter((one) => of(wanted, one)?.section === section && !isFiller(wanted, of(wanted, one)) && one.length === 1);
    const best = items.toSorted((x, y) => supportOf(wanted, y) - supportOf(wanted, x))[0] ?? right.find((one) => of(wanted, one)?.section === section);
    if (best !== undefined) join(unit, best);
  }
  for (const unit of come.filter((one) => right.includes(one) && isFiller(wanted, of(wanted, one)))) {
    const last = left.filter((one) => of(base, one)?.section === of(wanted, unit)?.section && one.length === 1).at(-1);
    if (last !== undefined) join(last, unit);
  }
  return [...drafts, ...left.map((unit) => ({ gone: unit, come: [], placed: false })), ...right.map((unit) => ({ gone: [], come: unit, placed: true }))];
}

/** A sentence of the template in a section that holds nothing from the sessions. Where something is listed, such a sentence leads to it ("Seen in 9 of 9:") or stands beside it. */
function isFiller(document: readonly Block[], block: Block | undefined): boolean {
  if (block === undefined || !isPlain(block) || (block.kind !== "bullet" && block.kind !== "prose")) return false;
  return document.every((one) => one.section !== block.section || one.kind === "heading" || isPlain(one));
}

/** Without a value or a footnote from the sessions. */
function isPlain(block: Block): boolean {
  return valuesOf(block).length === 0 && referencesOf(block).length === 0;
}

function operation(draft: Draft, { base, wanted, sessions }: Versions): Operation {
  const [gone, come] = [draft.gone.flatMap((at) => base[at] ?? []), draft.come.flatMap((at) => wanted[at] ?? [])];
  const [anchor = EMPTY] = [...come, ...gone];
  const kind = gone.length === 0 ? "add" : come.length === 0 ? "delete" : "replace";
  const evidence = come.length > 0 ? evidenceOf(wanted, come) : evidenceOf(base, gone);
  const support = come.length > 0 && evidence.count > 0 ? evidence.count : sessions;
  const said = come.length > 0 ? come : gone;
  const wording =
    draft.moved !== true && gone.length === 1 && come.length === 1 && anchor.kind !== "field" && gone.map(substanceOf).join() === come.map(substanceOf).join();
  const facts = { kind, wording, moved: draft.moved === true, evidence: evidence.count, sessions } as const;
  const edit: Edit = {
    id: stableId(
      "edit",
      anchor.section,
      kind === "delete" ? "gone" : draft.moved === true ? `moved ${placeIn(wanted, draft.come[0])}` : "said",
      ...said.map((one) => contentOf(one, wording)),
    ),
    kind,
    file: "SKILL.md",
    section: anchor.section === "" ? null : anchor.section,
    item: nameOf(anchor),
    before: gone.length === 0 ? null : gone.map(readable).join("\n"),
    after: come.length === 0 ? null : come.map(readable).join("\n"),
    evidence: [...evidence.ids],
    support,
    why: whyOf(facts),
  };
  return {
    edit,
    gone: draft.gone,
    come: draft.come,
    placed: draft.placed,
    rank: !wording && [...gone, ...come].some((one) => referencesOf(one).length > 0) ? 1 : 2,
    needs: [],
    steps: kind === "delete" ? stepsAround(base, gone) : 0,
  };
}

/** How many numbered items the section of these has, if they are such. */
function stepsAround(base: readonly Block[], gone: readonly Block[]): number {
  if (!gone.every((one) => one.kind === "numbered")) return 0;
  return base.filter((one) => one.kind === "numbered" && one.section === gone[0]?.section).length;
}

/** Independent of counts and footnote numbers, so that the same edit has the same id next week. */
function contentOf(block: Block, wording: boolean): string {
  if (block.kind === "field" || block.kind === "heading") return block.text;
  return wording ? `${substanceOf(block)} ${wordingOf(block)}` : substanceOf(block);
}

/** The item before it in its list: what a moved step is moved behind. */
function placeIn(blocks: readonly Block[], at: number | undefined): string {
  const before = at === undefined ? undefined : blocks[at - 1];
  return before === undefined ? "" : substanceOf(before);
}

/** What a person would call the item: its first value, the key of an entry, else its first words. */
function nameOf(block: Block): string {
  const name = plainLine(block.kind === "heading" ? block.text.replace(/^#+ /, "") : (valuesOf(block)[0] ?? (keyOf(block) || block.text)));
  return name.length > 80 ? `${name.slice(0, 79).toWellFormed()}…` : name;
}

function whyOf({
  kind,
  wording,
  moved,
  evidence,
  sessions,
}: Readonly<{ kind: Edit["kind"]; wording: boolean; moved: boolean; evidence: number; sessions: number }>): string {
  const behind = evidence > 0 ? `${evidence} ${evidence === 1 ? "request" : "requests"}` : `${sessions} sessions`;
  if (moved) return `comes at another place in what worked (${behind})`;
  if (wording) return `the same, said more exactly (${behind})`;
  return {
    add: `shown by ${behind}, and not in the deployed version`,
    replace: `${behind} ${evidence === 1 ? "shows" : "show"} it this way now`,
    delete: `no longer part of what worked in ${sessions} sessions`,
  }[kind];
}

/** Footnotes behind blocks -> the ids that are written out, and how many there are. */
function evidenceOf(document: readonly Block[], blocks: readonly Block[]): Readonly<{ ids: readonly string[]; count: number }> {
  const wanted = new Set(blocks.flatMap(referencesOf));
  const rows = document.flatMap((one) => {
    const note = noteOf(one);
    return note !== null && wanted.has(note.number) ? [note.row] : [];
  });
  const ids = [...new Set(rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? "")))].sort();
  const more = Math.max(0, ...rows.map((row) => Number(/and (\d+) more$/.exec(row)?.[1] ?? 0)));
  return { ids, count: ids.length + more };
}

function supportOf(document: readonly Block[], unit: readonly number[]): number {
  return evidenceOf(
    document,
    unit.flatMap((at) => document[at] ?? []),
  ).count;
}

/** A step that speaks of a new `{input}` needs the line that explains it. */
function withNeeds(all: readonly Operation[], wanted: readonly Block[]): readonly Operation[] {
  const explained = new Map(
    all.flatMap((one) =>
      one.gone.length === 0 || one.placed
        ? one.come.flatMap((at) => {
            const input = /^\{[a-z][a-z0-9_]*\}$/.exec(valuesOf(wanted[at] ?? EMPTY)[0] ?? "")?.[0];
            return input === undefined ? [] : [[input, one.edit.id] as const];
          })
        : [],
    ),
  );
  return all.map((one) => {
    if (one.rank !== 1) return one;
    const inputs = one.come.flatMap((at) => valuesOf(wanted[at] ?? EMPTY)).flatMap((value) => value.match(/\{[a-z][a-z0-9_]*\}/g) ?? []);
    return { ...one, needs: [...new Set(inputs.flatMap((input) => explained.get(input) ?? []))].filter((id) => id !== one.edit.id) };
  });
}

const EMPTY: Block = { kind: "prose", section: FRONTMATTER, level: 0, marker: "", text: "", gap: [] };

/** Where an edit stands in the document: its place in the new one, else just behind what the old one had before it. */
function placeOf({ come, gone }: Operation, { pairs }: Versions): number {
  const [first] = come;
  if (first !== undefined) return first;
  const before = pairs.filter((one) => one.a < (gone[0] ?? 0)).at(-1);
  return (before?.b ?? -1) + 0.5;
}
