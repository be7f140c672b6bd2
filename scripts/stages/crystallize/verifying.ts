import type { Action } from "#kernel/trace";

/** Calls that look at a result: tests, linters, type checks, counts and listings of what was made. */
const VERIFYING =
  /(?:^|[ :.-])(?:test|tests|lint|check|verify|validate|typecheck|doctor)(?:$|[ :-])|^(?:pytest|vitest|jest|mocha|tsc|eslint|ruff|mypy|phpunit|rspec|shellcheck|wc|ls|cat|head|tail|diff|cmp|stat|file|ffprobe|mediainfo|pdfinfo|zipinfo|soxi|du|sha256sum|md5sum|jq|python -m pytest|git status|git diff|git log|kubectl get|docker ps|systemctl status|curl|read)(?: |$)/;

/** A program that does several things and is told to look this time: by a flag, or by a word in the place of what to do. */
const TOLD_TO_LOOK = /^[^\s|;&]+(?:\s+-\S+)*\s+(?:identify|snapshots|--check|--verify|--validate|--list)(?:\s|$)/;

/** Programs that look or change by how they are told; each by its manual. A line that goes on with another command is none of them. */
const BY_MANUAL: readonly RegExp[] = [
  // exiftool(1): a tag is written with "=", everything else shows tags; these options write, too
  /^exiftool(?![^|;&>]*(?:=|<|\s-(?:o|w|overwrite_original|delete_original|restore_original|tagsfromfile|geotag)(?:\s|$|_)))[^|;&>]*$/i,
  // one SELECT that fills no table, a check of the whole, or a dot command that shows
  /^(?:sqlite3|psql|mysql|mariadb|duckdb)\s[^|;&>'"]*(["'])\s*(?:select\s(?![^;]*\binto\b)[^;]*;?|pragma (?:integrity_check|quick_check|foreign_key_check);?|\.(?:tables|schema)[^;]*)\1[^|;&>'"]*$/i,
  // tar(1), unzip(1), gzip(1), 7z(1): list or test an archive
  /^tar\s+(?:--list|-?(?![A-Za-z]*[cxru])[A-Za-z]*t[A-Za-z]*)\s[^|;&>]*$/,
  /^unzip\s+(?:-\S+\s+)*?-[A-Za-z]*[ltz][A-Za-z]*\s[^|;&>]*$/,
  /^(?:gzip|bzip2|xz|zstd)\s+(?:-\S+\s+)*?(?:-[tl]+|--test|--list)\s[^|;&>]*$/,
  /^7z\s+[lt]\s[^|;&>]*$/,
];

/** Does a call only look at a result? */
export function verifies({ verb, kind, line }: Pick<Action, "verb" | "kind" | "line">): boolean {
  return VERIFYING.test(verb) || (kind === "run" && (TOLD_TO_LOOK.test(line) || BY_MANUAL.some((known) => known.test(line))));
}

type Call = Pick<Action, "verb" | "kind" | "line">;

/** Two calls of one program in a row: were they told to do different things? One looks and the other does not, or neither's options are all among the other's. */
export function areTwo(before: Call, after: Call): boolean {
  if (verifies(before) !== verifies(after)) return true;
  const [one, other] = [optionsOf(before.line), optionsOf(after.line)];
  return [...one].some((option) => !other.has(option)) && [...other].some((option) => !one.has(option));
}

/** Long options, and short ones as they are written; what is given with "=" is a value. */
function optionsOf(line: string): ReadonlySet<string> {
  return new Set(line.match(/(?<=\s)-{1,2}[A-Za-z][\w:-]*/g) ?? []);
}
