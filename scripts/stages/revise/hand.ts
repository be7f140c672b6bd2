import type { HandChange } from "#kernel/revision";
import { plainLine } from "#kernel/visible";
import { align } from "./align.ts";
import type { Origin } from "./apply.ts";
import { type Block, textOfBlock } from "./document.ts";
import { isVerbatim, keyOf, noteOf, valuesOf } from "./substance.ts";

/** What a person did to a document: where each block comes from, and the list of what is not the compiler's. */
export type HandWork = Readonly<{ origins: ReadonlyMap<number, Origin>; changes: readonly HandChange[]; kept: number; items: number }>;

/**
 * The compiler's document and the one that lies deployed -> what was changed by hand. `kept` of the `items` of the compiler are
 * still there in some form: how much of a rewriting it was.
 */
export function handWork(base: readonly Block[], live: readonly Block[]): HandWork {
  const { pairs, onlyA, onlyB } = align(base, live);
  const origins = new Map<number, Origin>();
  const changes: HandChange[] = [];
  for (const { a, b, moved } of pairs) {
    const [from, to] = [base[a], live[b]];
    if (from === undefined || to === undefined) continue;
    const intact = isVerbatim(from, to);
    origins.set(b, { base: a, intact, moved });
    if (!intact || moved) changes.push(change("changed", from, to));
  }
  notePairs(base, live, origins, changes);
  changes.push(...onlyA.flatMap((at) => (base[at] === undefined ? [] : [change("deleted", base[at], null)])));
  changes.push(...onlyB.flatMap((at) => (live[at] === undefined ? [] : [change("added", null, live[at])])));
  const items = base.flatMap((block, at) => (isItem(block) ? [at] : []));
  const there = new Set(pairs.map((one) => one.a));
  return { origins, changes, kept: items.filter((at) => there.has(at)).length, items: items.length };
}

function isItem(block: Block): boolean {
  return noteOf(block) === null && (block.kind === "numbered" || block.kind === "bullet" || block.level >= 2);
}

/** Footnotes belong together by their number. */
function notePairs(base: readonly Block[], live: readonly Block[], origins: Map<number, Origin>, changes: HandChange[]): void {
  const own = new Map(base.flatMap((block, at) => (noteOf(block) === null ? [] : [[noteOf(block)?.number, at] as const])));
  live.forEach((block, at) => {
    const note = noteOf(block);
    if (note === null) return;
    const from = own.get(note.number);
    own.delete(note.number);
    const before = from === undefined ? undefined : base[from];
    if (from === undefined || before === undefined) return void changes.push(change("added", null, block));
    const intact = isVerbatim(before, block);
    origins.set(at, { base: from, intact, moved: false });
    if (!intact) changes.push(change("changed", before, block));
  });
  for (const at of own.values()) if (base[at] !== undefined) changes.push(change("deleted", base[at], null));
}

function change(kind: HandChange["kind"], before: Block | null, after: Block | null): HandChange {
  const block = after ?? before;
  const said = block === null ? "" : (valuesOf(block)[0] ?? (keyOf(block) || block.text));
  const name = plainLine(said);
  return {
    kind,
    file: "SKILL.md",
    section: block === null || block.section === "" ? null : block.section,
    item: name.length > 80 ? `${name.slice(0, 79).toWellFormed()}…` : name,
    before: before === null ? null : textOfBlock(before),
    after: after === null ? null : textOfBlock(after),
  };
}
