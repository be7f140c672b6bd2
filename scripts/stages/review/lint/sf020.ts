import { isHostPath } from "#kernel/tree";
import { visible } from "#kernel/visible";
import type { Hit, LintRule } from "./rule.ts";

/** What a compiled skill may hold. A skill of others may hold any text, and the pictures and fonts below. */
const COMPILED = ["md", "json", "mjs", "csv", "tsv", "txt"];
/** Programs in machine code or byte code, archives and images of disks, whatever their bytes look like. */
const REFUSED =
  "7z a apk app bat bin bz2 cab class com cpl deb dll dmg dylib ear egg exe gz img iso jar lnk lz4 msi nupkg o obj pkg pyc pyd pyo rar rpm scr so tar tbz tgz vsix war wasm whl xpi xz zip zst".split(
    " ",
  );
const PICTURES = ["png", "jpg", "jpeg", "gif", "webp", "ico", "avif", "ttf", "otf", "woff", "woff2"];

/** What the reader of a folder could not hand over. */
const PROBLEMS: Readonly<Record<string, string>> = {
  link: "is a link",
  "hard-link": "has a second name elsewhere (hard link)",
  special: "is no plain file, or has special mode bits",
  "too-large": "is too large to be read",
  truncated: "was not read: there are too many files or bytes",
  "too-deep": "lies too deep",
  name: "has a name that is not the same everywhere",
};

/** Bytes that cannot be read cannot be reviewed, and two names that differ in case are one file on some machines. */
export const sf020: LintRule = {
  id: "SF020",
  check({ skill, generated, problems }) {
    const files = skill.files.filter((file) => !isHostPath(file.path));
    const hit = (path: string, why: string): Hit => ({ level: "error", file: path, line: 0, args: { path: visible(path), why } });
    const unread = files.flatMap(({ path, bytes }) => {
      const why = fault(path, bytes, generated);
      return why === null ? [] : [hit(path, why)];
    });
    const seen = new Map<string, string>();
    const twins = files.flatMap(({ path }) => {
      const folded = path.normalize("NFC").toLowerCase();
      const twin = seen.get(folded);
      seen.set(folded, path);
      return twin === undefined ? [] : [hit(path, `is the same as ${visible(twin)} where case does not count`)];
    });
    // the reader sees two names in one folder, `twins` in whole paths
    const kept = problems.filter((one) => one.reason !== "case-alias").map((one) => hit(one.path, PROBLEMS[one.reason] ?? `was not read: ${one.reason}`));
    return [...kept, ...unread, ...twins];
  },
};

function fault(path: string, bytes: Uint8Array, generated: boolean): string | null {
  const file = path.slice(path.lastIndexOf("/") + 1);
  const dot = file.lastIndexOf(".");
  const ending = dot < 0 ? "" : file.slice(dot + 1).toLowerCase();
  if (!generated && PICTURES.includes(ending)) return null;
  if (generated ? !COMPILED.includes(ending) : REFUSED.includes(ending)) return "is of an unexpected type";
  return isText(bytes) ? null : "is no text";
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
