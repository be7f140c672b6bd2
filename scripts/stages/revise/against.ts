import type { Conflict } from "#kernel/revision";
import { placeFor } from "./apply.ts";
import type { Block } from "./document.ts";
import type { HandWork } from "./hand.ts";
import type { Operation } from "./operations.ts";
import { substanceOf } from "./substance.ts";
import { isWished } from "./taken.ts";

/** Edits that can be made, those that a person's version of the same item stands against, those a person takes all the same, and how many a person had already made. */
export type Sorted = Readonly<{ open: readonly Operation[]; conflicts: readonly Conflict[]; taken: readonly Operation[]; done: number }>;

type Facts = Readonly<{
  wanted: readonly Block[];
  live: readonly Block[];
  hand: HandWork;
  counterparts: ReadonlyMap<number, number>;
}>;

/**
 * Operations and the live document -> which of them are free: whoever changed or deleted an item by hand has the last word on it, also to take
 * the edit (`wished` ids).
 */
export function sortOut(operations: readonly Operation[], facts: Facts, wished: readonly string[]): Sorted {
  const taken: Operation[] = [];
  const open: Operation[] = [];
  const conflicts: Conflict[] = [];
  let done = 0;
  for (const one of operations) {
    const verdict = verdictOn(one, facts);
    if (verdict === "open") open.push({ ...one, steps: Math.min(one.steps, stepsLeft(one, facts)) });
    else if (verdict === "done") done += 1;
    else {
      const wanted = isWished(one.edit.id, wished) ? takenOver(one, facts) : null;
      if (wanted === null) conflicts.push({ edit: one.edit, hand: verdict });
      else taken.push(wanted);
    }
  }
  return { open, conflicts, taken, done };
}

/** The edit over what a person made of the item: in its place, or where it would stand if the item is gone. Null when there is no such place, or more would go. */
function takenOver(operation: Operation, facts: Facts): Operation | null {
  if (operation.gone.length > 1 && grown(operation, facts)) return null;
  const there = new Set([...facts.hand.origins.values()].map((origin) => origin.base));
  const placed = operation.placed || operation.gone.some((at) => !there.has(at));
  const taken = { ...operation, placed, steps: Math.min(operation.steps, stepsLeft(operation, facts)) };
  return placed && taken.come.length > 0 && !hasPlace(taken, facts) ? null : taken;
}

function verdictOn(operation: Operation, facts: Facts): "open" | "done" | Conflict["hand"] {
  const { live, hand, wanted } = facts;
  const found = operation.gone.map((base) => [...hand.origins].find(([, origin]) => origin.base === base));
  const missing = found.filter((one) => one === undefined).length;
  const changed = found.some((one) => one !== undefined && (!one[1].intact || (operation.placed && one[1].moved)));
  const own = live.filter((_block, at) => hand.origins.get(at)?.intact !== true);
  const said = operation.come.every((at) => own.some((block) => wanted[at] !== undefined && sameItem(block, wanted[at])));
  if (operation.come.length > 0 && said) return "done";
  if (operation.come.length === 0 && missing === operation.gone.length) return "done";
  if (changed) return "changed";
  if (missing > 0) return "deleted";
  if (operation.gone.length > 1 && grown(operation, facts)) return "changed";
  return operation.placed && !hasPlace(operation, facts) ? "section-gone" : "open";
}

/** Numbered items of the deployed copy in the section that a step goes from: a person may have taken others away. */
function stepsLeft({ gone }: Operation, { live, hand }: Facts): number {
  const section = [...hand.origins].filter(([, origin]) => gone.includes(origin.base)).map(([at]) => live[at]?.section)[0];
  return live.filter((block) => block.kind === "numbered" && block.section === section).length;
}

function sameItem(a: Block, b: Block): boolean {
  return a.kind === b.kind && substanceOf(a) === substanceOf(b) && (a.kind !== "field" || a.text === b.text) && (a.kind !== "heading" || a.text === b.text);
}

/** Something was written by hand into a section that would go. */
function grown({ gone }: Operation, { live, hand }: Facts): boolean {
  const sections = new Set([...hand.origins].filter(([, origin]) => gone.includes(origin.base)).map(([at]) => live[at]?.section));
  return live.some((block, at) => sections.has(block.section) && !hand.origins.has(at));
}

function hasPlace({ come }: Operation, { wanted, live, hand, counterparts }: Facts): boolean {
  const nodes = live.map((block, at) => ({ block, base: hand.origins.get(at)?.base ?? null, wanted: null }));
  const [first] = come;
  return first !== undefined && placeFor(nodes, first, { wanted, counterparts }) !== null;
}
