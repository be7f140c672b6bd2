import { spellPath } from "../javascript/paths.ts";
import { isKept, isSecretPath } from "../javascript/places.ts";
import type { Mark, Report } from "../mark.ts";
import type { Run } from "../programs/runs.ts";
import type { RuleId } from "../rules.table.ts";
import type { Dialect } from "./dialects.ts";

export type Place = Readonly<{ start: number; end: number }>;

/** What the readers of one file share. `word` is a lower-case beginning of what is used, for the words of a finding. */
export type Reader = Readonly<{
  path: string;
  paths: ReadonlySet<string>;
  dialect: Dialect;
  report: Report;
  loaded: Run[];
  /** Tokens that may still be read, in this file and dialect. */
  budget: { left: number };
  /** Why something was not read to its end. */
  unread: string[];
}>;

export function refuse(reader: Reader, rule: RuleId, place: Place, args: Readonly<Record<string, string>>): void {
  reader.report({ rule, ...place, args });
}

/** The statement starts a program: `name` is what does. */
export function refuseProgram(reader: Reader, place: Place, name: string): void {
  refuse(reader, "process-creation", place, { name });
}

/** A file, as far as it is known (null: not at all) -> the permission for it, or for the host where it is an address. */
export function needFile(reader: Reader, place: Place, name: string, mode: "read" | "write", path: string | null): void {
  if (path !== null && /^[a-z][\w+.-]+:\/\//i.test(path) && !/^file:/i.test(path)) {
    needHost(reader, place, name, path);
    return;
  }
  if (path !== null && (/^(?:\/dev\/(?:null|stdin|stdout|stderr)|std(?:in|out)|pstd(?:in|out)|off|:memory:)?$/i.test(path) || path.startsWith("@"))) return;
  // What a client puts in for a variable could lead anywhere.
  const known = path !== null && !/\$\(|[:&{]/.test(path.replace(/^(?:file:\/\/|[a-z]:)/i, ""));
  const spelled = known ? spellPath(path.replace(/^file:\/\//i, "")).path : "*";
  if (mode === "write" && isKept(spelled)) refuse(reader, "persistence-write", place, { path: spelled });
  const mark: Mark = {
    rule: "filesystem-access",
    ...place,
    args: { name, mode, path: spelled === "*" ? "any path" : spelled },
    permission: { kind: `filesystem.${mode}`, value: spelled },
  };
  reader.report(isSecretPath(spelled) ? { ...mark, severity: "critical" } : mark);
}

/** An address, a connection string or the name of a host (null: nothing is known) -> the permission for it. */
export function needHost(reader: Reader, place: Place, name: string, address: string | null): void {
  const host = hostOf(address ?? "");
  reader.report({ rule: "network-access", ...place, args: { name, host: host === "*" ? "any host" : host }, permission: { kind: "network", value: host } });
}

function hostOf(address: string): string {
  const authority = /^[a-z][\w+.-]*:\/\/([^/?#]+)/i.exec(address)?.[1] ?? /\bhost(?:addr)?\s*=\s*'?([^\s';,]+)/i.exec(address)?.[1] ?? address;
  const host = authority.replace(/^.*@/, "").replace(/:\d+$/, "").toLowerCase();
  return /^[\w.-]+$/.test(host) ? host : "*";
}

/** Another file of statements: one of the skill is read as such, whatever its name; of another it is not known what it does. */
export function include(reader: Reader, place: Place, name: string, path: string): void {
  const folder = reader.path.slice(0, reader.path.lastIndexOf("/") + 1);
  const { path: spelled } = spellPath(path);
  const own = [path, spelled, folder + path, spellPath(folder + path).path].find((one) => reader.paths.has(one));
  if (own !== undefined) {
    reader.loaded.push({ path: own, language: "SQL" });
    return;
  }
  needFile(reader, place, name, "read", path);
  unknownStatement(reader, place, name, "it comes from a file that is not in the skill");
}

export function unknownStatement(reader: Reader, place: Place, name: string, why: string): void {
  refuse(reader, "dynamic-statement", place, { name, why });
}
