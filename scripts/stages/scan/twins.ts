import type { SkillFile } from "#kernel/tree";
import type { Located } from "./findings.ts";
import type { FileReading } from "./reading.ts";

type Problem = Readonly<{ path: string; reason: string }>;

/** A path as file systems have it that know no capitals. */
function foldedOf(path: string): string {
  return path.normalize("NFKC").toLowerCase();
}

function isSameFile(a: SkillFile, b: SkillFile): boolean {
  return a.bytes.byteLength === b.bytes.byteLength && a.bytes.every((byte, at) => byte === b.bytes[at]);
}

/**
 * Files that some file systems take for one, and that do not hold the same -> what there is to say of them. Which content is kept depends on
 * the machine. Documents are read the same way under each of the names, so that whichever is kept was read: a warning. Programs, data and
 * what something runs (`run`: its paths) are found by others under their names, which cannot be followed for every machine at once: they
 * block, as what is not read does. So does all of it in a skill of ours.
 */
export function twinsIn(
  files: readonly SkillFile[],
  read: ReadonlyMap<string, FileReading>,
  run: ReadonlySet<string>,
  profile: "compiled" | "imported",
): readonly Located[] {
  return groupsOf(files).flatMap(([first, ...others]) => {
    if (first === undefined || others.every((one) => isSameFile(first, one))) return [];
    const isKnown = profile === "imported" && [first, ...others].every(({ path }) => isDocument(read.get(path)) && !run.has(path));
    const rest = { start: 0, end: 0 };
    return others.map(({ path }) => ({
      path,
      text: "",
      mark: isKnown
        ? { rule: "twin-file" as const, ...rest, args: { path: first.path } }
        : { rule: "unread-file" as const, ...rest, args: { why: `on some machines it is the same file as ${first.path}` } },
    }));
  });
}

function isDocument(reading: FileReading | undefined): boolean {
  return reading?.kind === "markdown" && reading.complete;
}

/** A problem of the reader that says only that two names may be one file, and of which `twinsIn` says what there is to say. */
export function isToldOfTwins({ path, reason }: Problem, files: readonly SkillFile[]): boolean {
  return reason === "case-alias" && files.filter((file) => foldedOf(file.path) === foldedOf(path)).length > 1;
}

/** Groups of two files or more, in the order of their first file. */
function groupsOf(files: readonly SkillFile[]): readonly (readonly SkillFile[])[] {
  const groups = new Map<string, SkillFile[]>();
  for (const file of files) {
    const folded = foldedOf(file.path);
    const group = groups.get(folded);
    if (group === undefined) groups.set(folded, [file]);
    else group.push(file);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
