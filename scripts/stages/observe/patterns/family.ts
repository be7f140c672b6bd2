import type { Pattern } from "#kernel/pattern";
import { ALONE } from "#kernel/powers";
import { dayOf } from "#kernel/trace";
import { describe } from "./describe.ts";
import { type MineItem, nodesOf } from "./nodes.ts";
import { phrasesOf } from "./phrases.ts";
import { candidateOf, holdingOf } from "./repeat.ts";

/** Requests that are known to be one family -> their pattern: words, slots and values from these requests alone. Null when there is nothing to read in them. */
export function familyPattern(items: readonly MineItem[]): Pattern | null {
  const nodes = nodesOf(
    items,
    items.map((_item, at) => at),
  );
  if (nodes.length === 0) return null;
  const weightOf = (members: readonly number[]) => new Set(members.map((at) => items[at]?.session)).size;
  const holding = holdingOf(nodes.map((node) => candidateOf(node, weightOf(node.members))));
  const days = [...new Set(items.map((item) => dayOf(item.at)).filter((day) => day !== null))].sort();
  const pattern = describe({ nodes: nodes.map((_node, at) => at), holding }, nodes, items, days, { names: new Set(), ids: new Set() });
  const [phrases = []] = phrasesOf([items.map(({ text }) => text)], ALONE)();
  return { ...pattern, phrases };
}
