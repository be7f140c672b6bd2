import { ForgeError } from "#kernel/errors";
import type { Conflict, HandChange } from "#kernel/revision";
import { type Block, textOfBlock } from "./document.ts";
import type { Operation } from "./operations.ts";

/** The word that takes every edit that can be taken. */
export const ALL = "all";

/** Is the edit one that the person wants although a hand-made change stands against it? */
export function isWished(id: string, wished: readonly string[]): boolean {
  return wished.includes(id) || wished.includes(ALL);
}

/** Wished edits, those that were made and those that still conflict. Throws NOT_FOUND for one that stands against nothing, and for one that has no place any more. */
export function checkWishes(name: string, wished: readonly string[], made: readonly string[], conflicts: readonly Conflict[]): void {
  const left = conflicts.map(({ edit }) => edit.id);
  for (const id of wished.filter((one) => one !== ALL && !made.includes(one))) {
    if (left.includes(id))
      throw new ForgeError(
        "NOT_FOUND",
        `${id} has no place in the deployed ${name}: its section was taken away or written into by hand; put the section back, or leave it`,
        {
          details: { edit: id },
        },
      );
    throw new ForgeError("NOT_FOUND", `no edit ${id} of ${name} stands against a hand-made change`, {
      details: { known: left.length === 0 ? "none" : left.join(" ") },
    });
  }
}

/** Hand-made changes -> those that stay, and those that are given up for the edits that were wished. */
export function givenUp(
  changes: readonly HandChange[],
  taken: readonly Operation[],
  base: readonly Block[],
): Readonly<{ kept: readonly HandChange[]; given: readonly HandChange[] }> {
  const gone = new Set(taken.flatMap((one) => one.gone.flatMap((at) => (base[at] === undefined ? [] : [textOfBlock(base[at])]))));
  const paths = new Set(taken.filter((one) => one.edit.file !== "SKILL.md").map((one) => one.edit.file));
  const isGiven = (one: HandChange) => (one.file === "SKILL.md" ? one.before !== null && gone.has(one.before) : paths.has(one.file));
  return { kept: changes.filter((one) => !isGiven(one)), given: changes.filter(isGiven) };
}
