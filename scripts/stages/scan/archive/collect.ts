import type { SkillFile } from "#kernel/tree";
import { foldedPath, problemOfPath } from "./names.ts";

export type ArchiveLimits = Readonly<{ files: number; fileBytes: number; totalBytes: number }>;

/** What of an archive was not read, or not safely. An empty path is the archive itself. */
export type ArchiveProblem = Readonly<{ path: string; reason: string }>;

/** An archive in memory: the files that were read, and everything that was not. With a problem nothing in it is cleared. */
export type Unpacked = Readonly<{ format: "zip" | "tar" | "tar.gz"; files: readonly SkillFile[]; problems: readonly ArchiveProblem[] }>;

/** Takes the entries of one archive and keeps its limits; says false when there is no point in going on. */
export type Collector = Readonly<{
  problem: (path: string, reason: string) => void;
  /** A name, before its content is read: false when the entry is not taken. */
  admit: (path: string, kind: "file" | "folder", bytes: number) => boolean;
  add: (path: string, bytes: Uint8Array, mode: number) => void;
  isFull: () => boolean;
  files: readonly SkillFile[];
  problems: readonly ArchiveProblem[];
}>;

const PROBLEM_LIMIT = 100;

/** Limits -> a collector. Entries count, whatever they are: a million empty folders are work too. */
export function createCollector(limits: ArchiveLimits): Collector {
  const files: SkillFile[] = [];
  const problems: ArchiveProblem[] = [];
  const seen = new Map<string, "file" | "folder">();
  let entries = 0;
  let bytes = 0;
  let full = false;
  const problem = (path: string, reason: string): void => {
    if (problems.length < PROBLEM_LIMIT) problems.push({ path, reason });
  };
  return {
    files,
    problems,
    problem,
    isFull: () => full,
    admit: (path, kind, size) => {
      if (++entries > limits.files * 2 || (kind === "file" && files.length >= limits.files)) {
        if (!full) problem("", `more entries than the limit of ${String(limits.files)} files`);
        full = true;
        return false;
      }
      const why =
        problemOfPath(path) ?? doubled(path, kind, seen) ?? (size > limits.fileBytes ? `more than the limit of ${String(limits.fileBytes)} bytes` : null);
      if (why !== null) problem(path, why);
      if (why === null && bytes + size > limits.totalBytes) {
        if (!full) problem("", `it unpacks to more than the limit of ${String(limits.totalBytes)} bytes`);
        full = true;
        return false;
      }
      return why === null;
    },
    add: (path, content, mode) => {
      bytes += content.byteLength;
      files.push({ path, bytes: content, mode });
      // setuid, setgid and sticky say more than a skill has to say
      if ((mode & 0o7000) !== 0) problem(path, "special permission bits");
    },
  };
}

/** Two entries under one name: which of them counts depends on the unpacker. A file that is also a folder likewise. */
function doubled(path: string, kind: "file" | "folder", seen: Map<string, "file" | "folder">): string | null {
  const folded = foldedPath(path);
  const before = seen.get(folded);
  if (before !== undefined && !(before === "folder" && kind === "folder")) return "the name of another entry (on some systems)";
  for (let cut = folded.lastIndexOf("/"); cut > 0; cut = folded.lastIndexOf("/", cut - 1)) {
    const parent = folded.slice(0, cut);
    const known = seen.get(parent);
    if (known === "file") return "a path below something that is a file";
    if (known === "folder") break;
    seen.set(parent, "folder");
  }
  seen.set(folded, kind);
  return null;
}
