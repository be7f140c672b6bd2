import type { SkillFile } from "#kernel/tree";
import type { ArchiveLimits, Unpacked } from "./collect.ts";
import { gunzip } from "./gzip.ts";
import { isTar, readTar } from "./tar.ts";
import { readZip } from "./zip.ts";

/** How far a packed tar may grow before its entries are looked at: all it may hold, and a header for each. */
const HEADERS = 1_024;

/** Bytes -> what archive they are by their content, whatever the name says; null for everything else. */
export function archiveKindOf(bytes: Uint8Array): "zip" | "tar" | "gzip" | null {
  const head = Buffer.from(bytes.subarray(0, 4)).toString("hex");
  if (head === "504b0304" || head === "504b0506") return "zip";
  if (head.startsWith("1f8b")) return "gzip";
  return isTar(bytes) ? "tar" : null;
}

/** Bytes -> the files in the archive, unpacked in memory and never on a disk; null when they are none that is read. Never throws. */
export function unpack(bytes: Uint8Array, limits: ArchiveLimits): Unpacked | null {
  const kind = archiveKindOf(bytes);
  if (kind === "zip") return readZip(bytes, limits);
  if (kind === "tar") return readTar(bytes, limits);
  if (kind === null) return null;
  const tar = gunzip(bytes, limits.totalBytes + limits.files * HEADERS + 65_536);
  if (!tar.ok) return { format: "tar.gz", files: [], problems: [{ path: "", reason: tar.why }] };
  if (!isTar(tar.bytes)) return { format: "tar.gz", files: [], problems: [{ path: "", reason: "what is packed in it is no tar archive" }] };
  return { ...readTar(tar.bytes, limits), format: "tar.gz" };
}

/** Files of an archive -> the same without the one folder they all lie in, as installers unpack them, and its name; a SKILL.md beside a folder keeps all in place. */
export function withoutWrapper(files: readonly SkillFile[]): Readonly<{ files: readonly SkillFile[]; folder: string | null }> {
  const folders = new Set(files.map(({ path }) => (path.includes("/") ? path.slice(0, path.indexOf("/")) : "")));
  const [folder] = folders;
  if (folders.size !== 1 || folder === undefined || folder === "") return { files, folder: null };
  return { files: files.map((file) => ({ ...file, path: file.path.slice(folder.length + 1) })), folder };
}
