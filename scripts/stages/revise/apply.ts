import { type Block, PROVENANCE } from "./document.ts";
import type { Operation } from "./operations.ts";
import { noteOf, referencesOf, renumbered } from "./substance.ts";

/** What a block of the target is of the base: the same to the byte (`intact`) or something a person made of it. */
export type Origin = Readonly<{ base: number; intact: boolean; moved: boolean }>;

/**
 * What is applied to what. `origins`: block of the target -> block of the base; `counterparts`: block of the new document -> block of
 * the base; `refreshed`: blocks of the base that are only brought up to date, and what they become; `notes`: numbers that the
 * footnotes of the new document get.
 */
export type Application = Readonly<{
  target: readonly Block[];
  origins: ReadonlyMap<number, Origin>;
  wanted: readonly Block[];
  counterparts: ReadonlyMap<number, number>;
  operations: readonly Operation[];
  refreshed: ReadonlyMap<number, number>;
  notes: ReadonlyMap<number, number>;
}>;

type Node = { block: Block; base: number | null; intact: boolean; wanted: number | null; follows: Node | null };

/** Target and operations -> the target with them, everything else as it was to the byte but for the numbers of list items. */
export function applyTo(given: Application): readonly Block[] {
  const nodes: Node[] = given.target.map((block, at) => {
    const origin = given.origins.get(at);
    return { block, base: origin?.base ?? null, intact: origin?.intact ?? false, wanted: null, follows: null };
  });
  nodes.forEach((node, at) => (node.follows = nodes[at + 1] ?? null));
  const end = nodes.at(-1)?.block.gap ?? [];
  for (const node of nodes) refresh(node, given);
  const touched = new Set<string>();
  for (const operation of given.operations) perform(nodes, operation, given, touched);
  settleNotes(nodes, given);
  return spaced(nodes, end, given).map((block, at) => numberedAnew(block, at, nodes, touched));
}

/** The block of the new document as it stands in the target: footnotes under their numbers there. */
function become(given: Application, wanted: number, before: Block | null): Block | null {
  const block = given.wanted[wanted];
  if (block === undefined) return null;
  const own = renumbered(block, given.notes);
  // an item keeps its section's name in the target: a person may have renamed the heading
  return before === null ? own : { ...own, marker: own.kind === before.kind ? before.marker : own.marker, section: before.section, gap: before.gap };
}

function refresh(node: Node, given: Application): void {
  const to = node.base === null || !node.intact ? undefined : given.refreshed.get(node.base);
  const block = to === undefined ? null : become(given, to, node.block);
  if (block !== null) node.block = block;
}

function perform(nodes: Node[], { gone, come, placed }: Operation, given: Application, touched: Set<string>): void {
  const [from] = gone;
  const [to] = come;
  if (!placed && gone.length === 1 && come.length === 1 && from !== undefined && to !== undefined) {
    const node = nodes.find((one) => one.base === from);
    const block = node === undefined ? null : become(given, to, node.block);
    if (node !== undefined && block !== null) Object.assign(node, { block, wanted: to });
    return;
  }
  for (const at of gone) {
    const index = nodes.findIndex((one) => one.base === at && one.wanted === null);
    if (index < 0) continue;
    touched.add(nodes[index]?.block.section ?? "");
    nodes.splice(index, 1);
  }
  for (const at of come) {
    const block = become(given, at, null);
    const place = placeFor(nodes, at, given);
    if (block === null || place === null) continue;
    const section = block.level >= 2 ? block.section : (nodes[place.behind]?.block.section ?? block.section);
    touched.add(section);
    nodes.splice(place.at, 0, { block: { ...block, section }, base: null, intact: true, wanted: at, follows: null });
  }
}

/**
 * Behind the nearest block before it in the new document that is there, in the same section if it has one before it, and behind
 * what a person put right after that one: hand-made items stay behind the item they were put behind.
 */
export function placeFor(
  nodes: readonly Readonly<{ block: Block; base: number | null; wanted: number | null }>[],
  at: number,
  { wanted, counterparts }: Pick<Application, "wanted" | "counterparts">,
): Readonly<{ behind: number; at: number }> | null {
  const block = wanted[at];
  if (block === undefined) return null;
  const opens = block.level >= 2;
  for (let before = at - 1; before >= 0; before -= 1) {
    if (!opens && wanted[before]?.section !== block.section) return null;
    const base = counterparts.get(before);
    const behind = nodes.findIndex((one) => one.wanted === before || (base !== undefined && one.base === base));
    if (behind < 0) continue;
    const section = nodes[behind]?.block.section;
    let next = behind + 1;
    // a new section comes behind the whole section before it, an item behind the hand-made ones that follow its neighbour
    while (nodes[next] !== undefined && nodes[next]?.block.section === section && (opens || (nodes[next]?.base === null && nodes[next]?.wanted === null)))
      next += 1;
    return { behind, at: next };
  }
  return null;
}

/** Footnotes nobody refers to any more go, if they are the compiler's; those of new items come, in the order of their numbers. */
function settleNotes(nodes: Node[], given: Application): void {
  const used = new Set(nodes.filter((one) => noteOf(one.block) === null).flatMap((one) => referencesOf(one.block)));
  for (let at = nodes.length - 1; at >= 0; at -= 1) {
    const node = nodes[at];
    const note = node === undefined ? null : noteOf(node.block);
    if (note !== null && node?.intact === true && !used.has(note.number)) nodes.splice(at, 1);
  }
  for (const [at, block] of given.wanted.entries()) {
    const number = given.notes.get(noteOf(block)?.number ?? -1);
    if (number === undefined || !used.has(number) || nodes.some((one) => noteOf(one.block)?.number === number)) continue;
    const own = { ...block, text: block.text.replace(/^\[\d+\]/, `[${number}]`) };
    const behind = nodes.findLastIndex((one) => (noteOf(one.block)?.number ?? Number.POSITIVE_INFINITY) < number);
    const first = nodes.findIndex((one) => noteOf(one.block) !== null);
    const last = nodes.findLastIndex((one) => one.block.section.startsWith(PROVENANCE));
    nodes.splice(behind >= 0 ? behind + 1 : first >= 0 ? first : last + 1, 0, { block: own, base: null, intact: true, wanted: at, follows: null });
  }
}

/** Blank lines: those of the target where its neighbours are still neighbours, those of the new document likewise, else one between blocks and none between items. */
function spaced(nodes: readonly Node[], end: readonly string[], { wanted }: Application): readonly Block[] {
  return nodes.map((node, at) => {
    const next = nodes[at + 1];
    if (next === undefined) return { ...node.block, gap: end };
    if (node.follows === next) return node.block;
    if (node.wanted !== null && next.wanted === node.wanted + 1 && node.follows === null) return { ...node.block, gap: wanted[node.wanted]?.gap ?? [] };
    const tight = next.block.section === node.block.section && next.block.kind === node.block.kind && next.block.kind !== "prose";
    const script = node.block.text.includes("\n");
    return { ...node.block, gap: tight && !script ? [] : [""] };
  });
}

/** Items of a numbered list that something came into or went out of are counted again. */
function numberedAnew(block: Block, at: number, nodes: readonly Node[], touched: ReadonlySet<string>): Block {
  if (block.kind !== "numbered" || !touched.has(block.section)) return block;
  let first = at;
  while (nodes[first - 1]?.block.kind === "numbered" && nodes[first - 1]?.block.section === block.section) first -= 1;
  const run = nodes.slice(first, at).length;
  return { ...block, marker: block.marker.replace(/\d+/, String(1 + run)) };
}
