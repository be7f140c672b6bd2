import { type Digest, digestOf, digestOfJson } from "./digest.ts";

/** A file of a skill in memory. `path` is relative with `/`; `mode` is the permission bits. */
export type SkillFile = Readonly<{ path: string; bytes: Uint8Array; mode: number }>;

/** What is remembered of a file. */
export type FileEntry = Readonly<{ path: string; sha256: Digest; bytes: number; mode: number }>;

/**
 * Folders that hosts write into a skill after it is installed (where it came from). They are no part of a skill's
 * content: a digest that covered them would go stale by the host's own doing.
 */
export const HOST_FOLDERS = [".openclaw", ".clawhub"] as const;

export function isHostPath(path: string): boolean {
  return HOST_FOLDERS.some((folder) => path === folder || path.startsWith(`${folder}/`));
}

/** Files -> entries sorted by path (code units), host folders left out. */
export function entriesOf(files: readonly SkillFile[]): readonly FileEntry[] {
  return files
    .filter((file) => !isHostPath(file.path))
    .map((file) => ({ path: file.path, sha256: digestOf(file.bytes), bytes: file.bytes.byteLength, mode: file.mode & 0o777 }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Entries -> one digest over path, mode and content of every file. An approval and a generation are named by it. */
export function treeDigestOf(entries: readonly FileEntry[]): Digest {
  return digestOfJson(["skill-forge/tree/v1", entries.map(({ path, sha256, mode }) => [path, mode, sha256])]);
}

export function textOf(file: SkillFile): string {
  return new TextDecoder("utf-8", { fatal: false, ignoreBOM: true }).decode(file.bytes);
}
