import type { Digest } from "#kernel/digest";
import type { ErrorCode } from "#kernel/errors";
import type { LiveTarget } from "#kernel/plan";
import type { Rollback } from "#kernel/rollback";
import type { FileEntry } from "#kernel/tree";
import { visible } from "#kernel/visible";

/** "No, because": the code says what kind (and the exit code), `paths` what it is about. Nothing was or will be changed. */
export type Refused = Readonly<{ kind: "refused"; code: RefusalCode; message: string; paths: readonly string[] }>;
export type RefusalCode = Extract<ErrorCode, "STALE_APPROVAL" | "NOT_OWNED" | "NAME_TAKEN" | "UNSAFE_PATH" | "CHANGED_SINCE" | "NOT_FOUND">;

export function refused(code: RefusalCode, message: string, paths: readonly string[] = []): Refused {
  return { kind: "refused", code, message, paths };
}

/**
 * What no force can lift. A link or a device in the way could make us write elsewhere (attack: a link planted in the skill
 * root); a live skill that cannot be read completely could not be put back.
 */
export function unsafeTarget(current: LiveTarget): Refused | null {
  if (current.rootKind !== null && current.rootKind !== "folder")
    return refused("UNSAFE_PATH", `the skill root ${visible(current.root)} is ${a(current.rootKind)}, not a folder`, [current.root]);
  if (current.kind !== null && current.kind !== "folder")
    return refused("UNSAFE_PATH", `${visible(current.path)} is ${a(current.kind)}, not a folder`, [current.path]);
  const [first] = current.problems;
  if (first === undefined) return null;
  const paths = current.problems.map((one) => one.path);
  return refused("UNSAFE_PATH", `${visible(`${current.path}/${first.path}`)} could not be put back as it is (${first.reason})`, paths);
}

/** The live skill differs from what was deployed -> the refusal that names the files. Null when it is as it was, or gone. */
export function changedSince(current: LiveTarget, owned: Rollback): Refused | null {
  if (current.entries === null || current.treeDigest === owned.after?.treeDigest) return null;
  const paths = changedEntries(owned.after?.files ?? [], current.entries).map((one) => one.path);
  return refused("CHANGED_SINCE", `${visible(current.path)} was changed after it was deployed: ${paths.map(visible).join(", ")}`, paths);
}

/**
 * A new version holds what a person had changed in the live copy when it was made, so that copy may differ from what was deployed; but
 * what was changed after that would be lost -> the refusal. Null when it is what the version was made on, or gone.
 */
export function notMadeOn(current: LiveTarget, live: Digest): Refused | null {
  if (current.treeDigest === null || current.treeDigest === live) return null;
  return refused("CHANGED_SINCE", `${visible(current.path)} is not what this version was made on; forge --full makes it anew on what is there now`, [
    current.path,
  ]);
}

/** What became of one file; `mode`: the same bytes with other rights. */
export type EntryChange = Readonly<{ path: string; what: "changed" | "added" | "removed" | "mode" }>;

/** Two states of a skill -> the files in which they differ, sorted. */
export function changedEntries(before: readonly FileEntry[], after: readonly FileEntry[]): readonly EntryChange[] {
  const old = new Map(before.map((one) => [one.path, one]));
  const now = new Map(after.map((one) => [one.path, one]));
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((path): readonly EntryChange[] => {
    const [was, is] = [old.get(path), now.get(path)];
    if (was === undefined || is === undefined) return [{ path, what: was === undefined ? "added" : "removed" }];
    if (was.sha256 !== is.sha256) return [{ path, what: "changed" }];
    return was.mode === is.mode ? [] : [{ path, what: "mode" }];
  });
}

function a(kind: string): string {
  return { file: "a file", link: "a symbolic link", folder: "a folder" }[kind] ?? "a device, pipe or socket";
}
