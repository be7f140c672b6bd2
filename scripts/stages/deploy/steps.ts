import { join } from "node:path";
import type { Digest } from "#kernel/digest";
import type { PlanStep } from "#kernel/plan";

/** One side of a switch: a tree, in a folder of its own at the place or behind a link to `link`. Null stands for "nothing there"; a link without a tree leads nowhere. */
export type Side = Readonly<{ treeDigest: Digest | null; link: string | null }>;

/** What a switch goes from and to. `save` is where a forced act keeps a plain copy. */
export type Switch = Readonly<{ path: string; realRoot: string; txn: string; from: Side; to: Side; save: string | null }>;

/** Folders of one transaction beside the skill: same file system, and hidden from hosts by the dot. */
export function sideFolders(realRoot: string, txn: string): Readonly<{ fresh: string; aside: string }> {
  return { fresh: join(realRoot, `.skill-forge-${txn}`), aside: join(realRoot, `.skill-forge-${txn}-old`) };
}

/**
 * Switch -> its steps in order: both trees are kept in the store before anything moves, so that every step has an undo; the
 * new tree stands complete before the old one moves aside. A link takes the place of a link in one step, with nothing aside.
 */
export function stepsOf({ path, realRoot, txn, from, to, save }: Switch): readonly PlanStep[] {
  const { fresh, aside } = sideFolders(realRoot, txn);
  // a link that leads nowhere goes aside like a folder: it has no tree by which it could be put back
  const relinked = from.treeDigest !== null && from.link !== null && to.link !== null;
  const moves = !relinked && (from.treeDigest !== null || from.link !== null);
  return [
    ...(from.treeDigest === null ? [] : [{ do: "store", treeDigest: from.treeDigest } as const]),
    ...(from.treeDigest === null || save === null ? [] : [{ do: "save", path, to: save } as const]),
    ...(to.treeDigest === null
      ? []
      : [{ do: "store", treeDigest: to.treeDigest } as const, { do: "stage", treeDigest: to.treeDigest, path: to.link ?? fresh } as const]),
    ...(moves ? [{ do: "move", from: path, to: aside } as const] : []),
    ...(to.link === null ? [] : [{ do: "link", path, to: to.link, via: fresh } as const]),
    ...(to.link !== null || to.treeDigest === null ? [] : [{ do: "move", from: fresh, to: path } as const]),
    ...(moves ? [{ do: "remove", path: aside } as const] : []),
    ...(from.link === null ? [] : [{ do: "remove", path: from.link } as const]),
  ];
}
