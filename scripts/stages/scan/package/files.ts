import { problemOfPath } from "../archive/names.ts";
import type { Report } from "../mark.ts";
import { DOUBLE_ENDING, HARMLESS_HIDDEN, HOST_FILES, PLACES } from "./place.table.ts";

export { checkPackage } from "./npm.ts";

/** Path of a file -> marks for what it is by its place and name alone. */
export function checkPlace(path: string, report: Report): void {
  const at = { start: 0, end: 0 };
  const place = PLACES.find(({ pattern }) => pattern.test(path));
  if (place !== undefined)
    report({ rule: "package-config", ...at, args: { what: place.what }, ...(place.disposition === "warn" ? { disposition: "warn", severity: "low" } : {}) });
  else if (/(?:^|\/)\.[^/.]/.test(path) && !HARMLESS_HIDDEN.test(path) && !HOST_FILES.test(path)) report({ rule: "hidden-file", ...at });
  const why = problemOfPath(path);
  if (why !== null) report({ rule: "unread-file", ...at, args: { why: `${why} (it is no plain relative path)` } });
  if (DOUBLE_ENDING.test(path)) report({ rule: "package-entry", ...at, args: { name: "the file name", path: "a program behind a second ending" } });
  // npm builds native code at installation when this file is there, without a script that says so
  if (/(?:^|\/)binding\.gyp$/i.test(path)) report({ rule: "package-lifecycle", ...at, args: { name: "install (binding.gyp)" } });
}
