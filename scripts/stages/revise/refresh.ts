import { align } from "./align.ts";
import { type Block, FRONTMATTER, PROVENANCE } from "./document.ts";
import type { HandWork } from "./hand.ts";
import type { Operation } from "./operations.ts";
import { noteOf, saysTheSame } from "./substance.ts";

/**
 * Blocks of the base that a new version brings up to date although they say the same -> what they become: counts of the whole skill
 * (title section, metadata, provenance), and the counts of a section in which something was edited, but only if none of its items is
 * left as it was: "seen in 9 of 9" over a list holds for all of it.
 */
export function refreshedBy(base: readonly Block[], wanted: readonly Block[], operations: readonly Operation[], hand: HandWork): ReadonlyMap<number, number> {
  const { pairs } = align(base, wanted);
  const to = new Map(pairs.map((one) => [one.a, one]));
  const edited = new Set(operations.flatMap((one) => one.gone));
  const intact = new Set([...hand.origins.values()].filter((one) => one.intact).map((one) => one.base));
  const settled = (block: Block, at: number) => {
    const pair = to.get(at);
    const now = pair === undefined ? undefined : wanted[pair.b];
    return edited.has(at) || (pair !== undefined && !pair.moved && now !== undefined && saysTheSame(block, now) && intact.has(at));
  };
  const touched = new Set([
    ...operations.flatMap((one) => one.gone.flatMap((at) => base[at]?.section ?? [])),
    ...operations.flatMap((one) => one.come.flatMap((at) => wanted[at]?.section ?? [])),
  ]);
  const always = (section: string) => section === "" || section === FRONTMATTER || section.startsWith(PROVENANCE);
  const whole = new Set([...touched].filter((section) => base.every((block, at) => block.section !== section || settled(block, at))));
  return new Map(
    pairs.flatMap(({ a, b, moved }) => {
      const [block, now] = [base[a], wanted[b]];
      if (block === undefined || now === undefined || moved || edited.has(a) || noteOf(block) !== null) return [];
      if (!(always(block.section) || whole.has(block.section)) || !saysTheSame(block, now)) return [];
      return [[a, b] as const];
    }),
  );
}
