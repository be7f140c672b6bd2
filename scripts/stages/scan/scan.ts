import { type Digest, digestOf } from "#kernel/digest";
import type { Acceptance, Coverage, Finding, ScanGrants, ScanReport } from "#kernel/finding";
import type { Policy } from "#kernel/policy";
import type { Skill } from "#kernel/skill";
import { entriesOf, type SkillFile, treeDigestOf } from "#kernel/tree";
import { VERSION } from "#kernel/version";
import { type Expanded, expandArchives } from "./archive/expand.ts";
import { isOfficePath } from "./assets/asset.ts";
import { collectorsIn, combinedIn, destroyedIn, rewrittenIn, storesIn } from "./combined.ts";
import { declaredOf } from "./declared.ts";
import { readFile } from "./file.ts";
import type { FileContext, FileReading } from "./reading.ts";
import { findingsOf, type Located, withAccepted } from "./findings.ts";
import { instanceKeysIn } from "./instance-keys.ts";
import { bundledIn } from "./bundled.ts";
import { flowsAcross } from "./flows.ts";
import { doorsIn } from "./doors.ts";
import { listedIn } from "./listed.ts";
import { namedFiles } from "./names.ts";
import { parsePackage } from "./package/json.ts";
import { permissionsOf } from "./needs.ts";
import { aliasesOf } from "./package/entries.ts";
import { readPrograms } from "./programs/read-programs.ts";
import { importsOf } from "./python/own.ts";
import { RULESET } from "./rules.ts";
import { isToldOfTwins, twinsIn } from "./twins.ts";
import { scoreOf, verdictOf } from "./verdict.ts";

export type ScanProblem = Readonly<{ path: string; reason: string }>;
export type ScanOptions = Readonly<{
  profile: "compiled" | "imported";
  policy: Policy;
  policyDigest: Digest;
  grants: ScanGrants;
  /** What the reader of the folder could not hand over: links, special files, unreadable or oversized ones. */
  problems?: readonly ScanProblem[];
  /** Warnings that a person looked at, each in one tree. They stay in the report and leave the score; they reach neither a block nor a grant. */
  accepted?: readonly Acceptance[];
}>;

/**
 * Skill in memory -> report: findings, permissions needed, coverage of every file, verdict. Pure and deterministic
 * (the order of files means nothing). Never throws for what a file holds: what cannot be read is a finding that blocks.
 */
export function scan(skill: Skill, options: ScanOptions): ScanReport {
  const { limits } = options.policy.scan;
  const { files: own, located: misnamed } = namedFiles(skill.files);
  const inner = archivesIn(own, options);
  const files = namedFiles([...own, ...inner.files]).files;
  const problems = [...(options.problems ?? []), ...inner.problems].filter((one) => !isToldOfTwins(one, files));
  const { read, unread, located } = readAll(files, options, inner.read);
  located.push(...misnamed);
  for (const problem of problems)
    located.push({
      path: problem.path,
      text: "",
      mark: { rule: /link/i.test(problem.reason) ? "unread-link" : "unread-file", start: 0, end: 0, args: { why: problem.reason } },
    });
  located.push(...missingContent(files, read));
  located.push(
    ...storesIn(located),
    ...collectorsIn(located),
    ...instanceKeysIn(located),
    ...destroyedIn(located),
    ...rewrittenIn(located, new Set(files.map((file) => file.path))),
    ...combinedIn(located),
    ...listedIn(read, located),
    ...doorsIn(read),
    ...bundledIn(read),
  );
  const declared = declaredOf(read, options.grants.declared);
  const found = findingsOf(located, limits.findings);
  const needs = permissionsOf(found, declared, options.grants.granted);
  const all: readonly Finding[] = needs.undeclared.length === 0 ? found : findingsOf([...located, ...needs.undeclared], limits.findings);
  const digest = treeDigestOf(entriesOf(own));
  const findings = withAccepted(all, options.accepted ?? [], digest);
  const score = scoreOf(findings, options.policy);
  const coverage = coverageOf(files, read, unread, problems);
  return {
    schemaVersion: 1,
    tool: { name: "skill-forge", version: VERSION, ruleset: RULESET },
    policy: options.policyDigest,
    profile: options.profile,
    target: { name: skill.name, digest },
    ...verdictOf(findings, needs.permissions.missing, score, options.policy),
    score,
    findings,
    capabilities: needs.capabilities,
    permissions: needs.permissions,
    coverage,
    stats: statsOf(coverage, findings),
  };
}

type Reading = Readonly<{ read: ReadonlyMap<string, FileReading>; unread: ReadonlyMap<string, string>; located: Located[] }>;

function readAll(files: readonly SkillFile[], options: ScanOptions, archives: ReadonlyMap<string, number>): Reading {
  const { limits } = options.policy.scan;
  const paths = new Set(files.map((file) => file.path));
  const context: FileContext = {
    profile: options.profile,
    limits,
    paths,
    aliases: aliasesOf(packagesIn(files, limits.fileBytes)),
    imports: importsOf(files, limits.fileBytes),
    archives,
    textOf: textsOf(files, limits.fileBytes),
  };
  const read = new Map<string, FileReading>();
  const unread = new Map<string, string>();
  const located: Located[] = [];
  let bytes = 0;
  for (const [at, file] of files.entries()) {
    bytes += file.bytes.byteLength;
    if (at >= limits.files || bytes > limits.totalBytes) {
      unread.set(
        file.path,
        at >= limits.files ? `over the limit of ${String(limits.files)} files` : `over the limit of ${String(limits.totalBytes)} bytes in all`,
      );
      continue;
    }
    add(read, located, file.path, readFile(file, context));
  }
  const [first] = unread;
  if (first !== undefined) located.push({ path: first[0], text: "", mark: { rule: "scan-truncated", start: 0, end: 0, args: { why: first[1] } } });
  const run = readPrograms(files, read, located, context);
  located.push(...twinsIn(files, read, run, options.profile));
  located.push(...flowsAcross(read));
  return { read, unread, located };
}

/** Path of a file in the skill -> its text, for a script that takes another one in; null when it is none or too large. */
function textsOf(files: readonly SkillFile[], limit: number): (path: string) => string | null {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return (path) => {
    const bytes = byPath.get(path)?.bytes;
    return bytes === undefined || bytes.byteLength > limit ? null : new TextDecoder().decode(bytes);
  };
}

/** A compiled skill may hold no archive at all; everybody else's are unpacked in memory and read like the rest. */
function archivesIn(files: readonly SkillFile[], { profile, policy }: ScanOptions): Expanded {
  if (profile === "compiled") return { files: [], read: new Map(), problems: [] };
  return expandArchives(files, policy.scan.limits, (file) => isOfficePath(file.path));
}

function add(read: Map<string, FileReading>, located: Located[], path: string, reading: FileReading): void {
  read.set(path, reading);
  for (const mark of reading.marks) located.push({ path, text: reading.text, mark });
}

/** Nothing unread is called clean: no files at all block, files without a word to read warn, and a folder without instructions is named. */
function missingContent(files: readonly SkillFile[], read: ReadonlyMap<string, FileReading>): readonly Located[] {
  const at = { path: "SKILL.md", text: "" };
  if (files.length === 0) return [{ ...at, mark: { rule: "scan-empty", start: 0, end: 0, args: { why: "There is no file to read" } } }];
  const missing: Located[] = [];
  if ([...read.values()].every((one) => one.text.trim() === ""))
    missing.push({ ...at, mark: { rule: "scan-empty", start: 0, end: 0, args: { why: "No file holds text" }, disposition: "warn", severity: "medium" } });
  if (files.every((file) => file.path !== "SKILL.md")) missing.push({ ...at, mark: { rule: "no-instructions", start: 0, end: 0 } });
  return missing;
}

/** Files -> the package.json files among them, parsed; one that is no JSON names nothing. */
function packagesIn(files: readonly SkillFile[], limit: number): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  for (const file of files) {
    if (!/(?:^|\/)package\.json$/.test(file.path) || file.bytes.byteLength > limit) continue;
    try {
      found.set(file.path, parsePackage(new TextDecoder().decode(file.bytes)));
    } catch {
      found.set(file.path, null);
    }
  }
  return found;
}

function coverageOf(
  files: readonly SkillFile[],
  read: ReadonlyMap<string, FileReading>,
  unread: ReadonlyMap<string, string>,
  problems: readonly ScanProblem[],
): readonly Coverage[] {
  const rows = files.map((file): Coverage => {
    const reading = read.get(file.path);
    const scanned = reading?.complete === true;
    return {
      file: file.path,
      kind: reading?.kind ?? "unread",
      bytes: file.bytes.byteLength,
      sha256: digestOf(file.bytes),
      scanned,
      reason: scanned
        ? null
        : (unread.get(file.path) ??
          reading?.marks.find((mark) => mark.rule.startsWith("unread-") || mark.rule === "html-comment" || mark.rule === "scan-truncated")?.rule ??
          "unread"),
    };
  });
  const known = new Set(files.map((file) => file.path));
  const lost = problems
    .filter((problem) => !known.has(problem.path))
    .map((problem): Coverage => ({ file: problem.path, kind: "unread", bytes: 0, sha256: null, scanned: false, reason: problem.reason }));
  return [...rows, ...lost].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}

function statsOf(coverage: readonly Coverage[], findings: readonly Finding[]): ScanReport["stats"] {
  const read = coverage.filter((one) => one.scanned);
  const bytes = (rows: readonly Coverage[]) => rows.reduce((sum, one) => sum + one.bytes, 0);
  return {
    files: coverage.length,
    bytes: bytes(coverage),
    filesRead: read.length,
    bytesRead: bytes(read),
    suppressed: findings.filter((one) => one.suppressed).length,
  };
}
