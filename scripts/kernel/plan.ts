import type { Digest } from "./digest.ts";
import type { FileKind } from "./powers.ts";
import type { FileEntry } from "./tree.ts";

/** What stands in the target folder. `entries` null: nothing there. `link`: where the link of ours at the path leads, null when none stands there. */
export type LiveState = Readonly<{ path: string; realRoot: string; entries: readonly FileEntry[] | null; treeDigest: Digest | null; link: string | null }>;

/**
 * The target of a deploy and what stands around it. `kind` is that of the path itself, or of where our own link at it leads;
 * `rootKind` is that of the skill root, or `link` when a folder on the way to it is one (null: not there); `problems` are parts of the live skill that could not be read or are no plain files of their own;
 * `aliases` are names in the root that differ from the skill's by case or accents only.
 */
export type LiveTarget = LiveState &
  Readonly<{
    name: string;
    root: string;
    rootKind: FileKind | null;
    kind: FileKind | null;
    problems: readonly Readonly<{ path: string; reason: string }>[];
    aliases: readonly string[];
  }>;

/**
 * One step of a plan: plain data that can be printed, stored and applied later. A folder is only ever moved within one
 * file system, so a reader sees the old state, for an instant nothing, or the new state, and never half of one. A
 * link is made at `via` and takes the place of the one before in one rename: there is no such instant.
 */
export type PlanStep =
  | Readonly<{ do: "store"; treeDigest: Digest }>
  | Readonly<{ do: "stage"; treeDigest: Digest; path: string }>
  | Readonly<{ do: "move"; from: string; to: string }>
  | Readonly<{ do: "link"; path: string; to: string; via: string }>
  | Readonly<{ do: "save"; path: string; to: string }>
  | Readonly<{ do: "remove"; path: string }>;

/** Forward steps and their exact undo, pinned to what it was computed from: the live tree, the real path, the approval. */
export type DeployPlan = Readonly<{
  schemaVersion: 1;
  act: "deploy" | "rollback" | "restore";
  skill: string;
  capsule: string | null;
  host: string;
  root: string;
  path: string;
  generation: number;
  from: number | null;
  base: Readonly<{ treeDigest: Digest | null; realRoot: string; link?: string }>;
  proposed: Readonly<{ treeDigest: Digest; entries: readonly FileEntry[]; link?: string }> | null;
  policyDigest: Digest;
  steps: readonly PlanStep[];
  undo: readonly PlanStep[];
}>;
