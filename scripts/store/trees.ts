import { join } from "node:path";
import type { Digest } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import type { ReadFiles, WriteFiles } from "#kernel/powers";
import type { Skill } from "#kernel/skill";
import { entriesOf, isHostPath, type SkillFile, treeDigestOf } from "#kernel/tree";
import { visible } from "#kernel/visible";
import { isPlainName } from "./plain-name.ts";
import { readFolder, type ReadLimits, WHOLE } from "./read-folder.ts";

/** Writes files into a folder that must not exist yet: each durable, then once the names in each folder, which take as long as a file each. One whose name leads out of it stops all before the first is written. */
export function writeTree(files: WriteFiles, folder: string, content: readonly SkillFile[]): void {
  writeNamed(files, folder, content, () => {
    files.makeFolder(folder, 0o755);
  });
}

/** The same for a folder that is moved to its place next: that move makes its name durable. */
function writeToMove(files: WriteFiles, folder: string, content: readonly SkillFile[]): void {
  writeNamed(files, folder, content, () => {
    files.makePart(folder, 0o755);
  });
}

function writeNamed(files: WriteFiles, folder: string, content: readonly SkillFile[], make: () => void): void {
  if (files.facts(folder) !== null) throw new ForgeError("UNSAFE_PATH", `${folder} is there already`, { details: { path: folder } });
  for (const file of content) {
    const path = join(folder, file.path);
    // the last wall: no file name of a skill may lead out of its folder, whoever made it
    if (!path.startsWith(`${folder}/`) || file.path.split("/").some((part) => part === "" || part === "." || part === ".."))
      throw new ForgeError("UNSAFE_PATH", `the file name ${JSON.stringify(file.path)} leaves its folder`);
  }
  make();
  const inner = foldersIn(content);
  for (const one of inner) files.makePart(join(folder, one), 0o755);
  for (const file of content) files.writePart(join(folder, file.path), file.bytes, file.mode & 0o777);
  for (const one of ["", ...inner]) files.sync(join(folder, one));
}

/** The folders of a tree without its root, each after the one it is in. */
function foldersIn(content: readonly SkillFile[]): readonly string[] {
  const folders = new Set<string>();
  for (const { path } of content) {
    const parts = path.split("/").slice(0, -1);
    for (const at of parts.keys()) folders.add(parts.slice(0, at + 1).join("/"));
  }
  return [...folders];
}

/** Puts a skill into staging, in place of what lay there under its name. */
export function writeStaged(files: WriteFiles, data: string, skill: Skill): void {
  const folder = stagedFolder(data, skill.name);
  const [fresh, old] = [join(data, "staging", `.${skill.name}.new`), join(data, "staging", `.${skill.name}.old`)];
  files.makeFolder(join(data, "staging"), 0o700);
  files.removeTree(fresh);
  dropOld(files, data, skill.name);
  writeToMove(files, fresh, skill.files);
  if (files.facts(folder) !== null) files.rename(folder, old);
  files.rename(fresh, folder);
  dropOld(files, data, skill.name);
}

/** What was set aside for its successor goes. Half of it could no more be told from what somebody put there, so it first takes a name that says that it is going. */
export function dropOld(files: WriteFiles, data: string, name: string): void {
  const [old, gone] = [join(data, "staging", `.${name}.old`), join(data, "staging", `.${name}.gone`)];
  files.removeTree(gone);
  if (files.facts(old) === null) return;
  files.rename(old, gone);
  files.removeTree(gone);
}

/** The staged bytes as they are now. Throws NOT_FOUND, or UNSAFE_PATH for anything that is no plain file of its own. */
export function readStaged(files: ReadFiles, data: string, name: string, limits: ReadLimits): Skill {
  const folder = stagedFolder(data, name);
  if (files.facts(folder)?.kind !== "folder") throw new ForgeError("NOT_FOUND", `nothing is staged under the name ${name}`, { details: { path: folder } });
  const { skill, problems } = readFolder(files, folder, limits);
  const first = problems[0];
  if (first !== undefined)
    throw new ForgeError("UNSAFE_PATH", `${join(folder, first.path)} cannot be taken: ${first.reason}`, {
      details: { path: first.path, reason: first.reason },
    });
  return skill;
}

/** A name comes from a command line: it may not lead out of the folder. */
function stagedFolder(data: string, name: string): string {
  if (!isPlainName(name)) throw new ForgeError("UNSAFE_PATH", `"${visible(name)}" is no name of a skill`, { details: { name } });
  return join(data, "staging", name);
}

/** What lies under a skill's name in a root; null when nothing does. Files of the host (where it came from) are left out. */
export function readDeployed(files: ReadFiles, root: string, name: string, limits: ReadLimits): Skill | null {
  const folder = join(root, name);
  if (files.facts(folder)?.kind !== "folder") return null;
  const { skill } = readFolder(files, folder, limits);
  return { name, files: skill.files.filter((file) => !isHostPath(file.path)) };
}

/** Keeps a tree under its digest, until gc clears it; the same tree twice is kept once. */
export function storeTree(files: WriteFiles, store: string, skill: Skill): Digest {
  const digest = treeDigestOf(entriesOf(skill.files));
  const folder = join(store, digest);
  if (files.facts(folder) !== null && treeDigestAt(files, folder) === digest) return digest;
  const fresh = join(store, `.${digest}.new`);
  files.makeFolder(store, 0o700);
  files.removeTree(fresh);
  writeToMove(
    files,
    fresh,
    skill.files.filter((file) => !isHostPath(file.path)),
  );
  files.removeTree(folder);
  files.rename(fresh, folder);
  return digest;
}

/** A stored tree, checked against its digest. Throws STORE_BROKEN. */
export function readStored(files: ReadFiles, store: string, digest: Digest): readonly SkillFile[] {
  const folder = join(store, digest);
  const content = files.facts(folder) === null ? null : readFolder(files, folder, WHOLE).skill.files;
  if (content === null || treeDigestOf(entriesOf(content)) !== digest)
    throw new ForgeError("STORE_BROKEN", `${folder} ${content === null ? "is not there" : "does not hold what its name says"}`, { details: { digest } });
  return content;
}

/** Is the tree in the store, whole and with the bytes that its name says? */
export function isStored(files: ReadFiles, store: string, digest: Digest): boolean {
  const folder = join(store, digest);
  return files.facts(folder)?.kind === "folder" && treeDigestAt(files, folder) === digest;
}

/** The digest of what a folder of ours holds now. */
export function treeDigestAt(files: ReadFiles, folder: string): Digest {
  return treeDigestOf(entriesOf(readFolder(files, folder, WHOLE).skill.files));
}

/** Clears what lies in staging under a name; it is in the store when it was deployed. */
export function removeStaged(files: WriteFiles, data: string, name: string): void {
  files.removeTree(stagedFolder(data, name));
}
