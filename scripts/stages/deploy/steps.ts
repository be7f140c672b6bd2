import { join } from "node:path";
import type { Digest } from "#kernel/digest";
import type { PlanStep } from "#kernel/plan";

/** What a switch goes from and to; null stands for "nothing there". `save` is where a forced act keeps a plain copy. */
export type Switch = Readonly<{ path: string; realRoot: string; txn: string; from: Digest | null; to: Digest | null; save: string | null }>;

/** Folders of one transaction beside the skill: same file system, and hidden from hosts by the dot. */
export function sideFolders(realRoot: string, txn: string): Readonly<{ fresh: string; aside: string }> {
  return { fresh: join(realRoot, `.skill-forge-${txn}`), aside: join(realRoot, `.skill-forge-${txn}-old`) };
}

/**
 * Switch -> its steps in order: both trees are kept in the store before anything moves, so that every step has an undo; the
 * new tree stands complete beside the old one before the old one moves aside.
 */
export function stepsOf({ path, realRoot, txn, from, to, save }: Switch): readonly PlanStep[] {
  const { fresh, aside } = sideFolders(realRoot, txn);
  return [
    ...(from === null ? [] : [{ do: "store", treeDigest: from } as const]),
    ...(from === null || save === null ? [] : [{ do: "save", path, to: save } as const]),
    ...(to === null ? [] : [{ do: "store", treeDigest: to } as const, { do: "stage", treeDigest: to, path: fresh } as const]),
    ...(from === null ? [] : [{ do: "move", from: path, to: aside } as const]),
    ...(to === null ? [] : [{ do: "move", from: fresh, to: path } as const]),
    ...(from === null ? [] : [{ do: "remove", path: aside } as const]),
  ];
}
