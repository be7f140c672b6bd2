import type { Digest } from "./digest.ts";
import type { SkillFile } from "./tree.ts";

/** A skill as files in memory: staged, deployed, or somebody else's. `name` is the folder name. */
export type Skill = Readonly<{ name: string; files: readonly SkillFile[] }>;

/** What is known of a skill that some host can already see. `root` is the skill root it was found in. */
export type InstalledSkill = Readonly<{ name: string; description: string; body: string; folder: string; root: string; source: string }>;

declare const approved: unique symbol;

/** A value that a person said yes to. Only review makes one; deploy accepts nothing else and checks the digests again. */
export type Approved<T> = T & { readonly [approved]: ApprovalMark };

export type ApprovalMark = Readonly<{ treeDigest: Digest; policyDigest: Digest }>;
