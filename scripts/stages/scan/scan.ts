import type { Digest } from "#kernel/digest";
import type { Coverage, Finding, ScanGrants, ScanReport } from "#kernel/finding";
import type { Policy } from "#kernel/policy";
import type { Skill } from "#kernel/skill";
import { entriesOf, type SkillFile, treeDigestOf } from "#kernel/tree";
import { VERSION } from "#kernel/version";
import { declaredOf } from "./declared.ts";
import { type FileContext, type FileReading, readFile } from "./file.ts";
import { findingsOf, type Located } from "./findings.ts";
import { permissionsOf } from "./needs.ts";
import { aliasesOf } from "./package/entries.ts";
import { readPrograms } from "./programs/read-programs.ts";
import { RULESET } from "./rules.ts";
import { scoreOf, verdictOf } from "./verdict.ts";

export type ScanProblem = Readonly<{ path: string; reason: string }>;
export type ScanOptions = Readonly<{
  profile: "compiled" | "imported";
  policy: Policy;
  policyDigest: Digest;
  grants: ScanGrants;
  /** What the reader of the folder could not hand over: links, special files, unreadable or oversized ones. */
  problems?: readonly ScanProblem[];
}>;

/**
 * Skill in memory -> report: findings, permissions needed, coverage of every file, verdict. Pure and deterministic
 * (the order of files means nothing). Never throws for what a file holds: what cannot be read is a finding that blocks.
 */
export function scan(skill: Skill, options: ScanOptions): ScanReport {
  const { limits } = options.policy.scan;
  const files = [...skill.files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const { read, unread, located } = readAll(files, options);
  for (const problem of options.problems ?? [])
    located.push({
      path: problem.path,
      text: "",
      mark: { rule: /link/i.test(problem.reason) ? "unread-link" : "unread-file", start: 0, end: 0, args: { why: problem.reason } },
    });
  located.push(...missingContent(files, read));
  const declared = declaredOf(read, options.grants.declared);
  const found = findingsOf(located, limits.findings);
  const needs = permissionsOf(found, declared, options.grants.granted);
  const findings: readonly Finding[] = needs.undeclared.length === 0 ? found : findingsOf([...located, ...needs.undeclared], limits.findings);
  const score = scoreOf(findings, options.policy);
  return {
    schemaVersion: 1,
    tool: { name: "skill-forge", version: VERSION, ruleset: RULESET },
    policy: options.policyDigest,
    profile: options.profile,
    target: { name: skill.name, digest: treeDigestOf(entriesOf(files)) },
    verdict: verdictOf(findings, needs.permissions.missing, score, options.policy),
    score,
    findings,
    permissions: needs.permissions,
    coverage: coverageOf(files, read, unread, options.problems ?? []),
    stats: { files: files.length, bytes: files.reduce((sum, file) => sum + file.bytes.byteLength, 0) },
  };
}

type Reading = Readonly<{ read: ReadonlyMap<string, FileReading>; unread: ReadonlyMap<string, string>; located: Located[] }>;

function readAll(files: readonly SkillFile[], options: ScanOptions): Reading {
  const { limits } = options.policy.scan;
  const paths = new Set(files.map((file) => file.path));
  const context: FileContext = { profile: options.profile, limits, paths, aliases: aliasesOf(packagesIn(files, limits.fileBytes)) };
  const read = new Map<string, FileReading>();
  const unread = new Map<string, string>();
  const located: Located[] = [];
  const seen = new Map<string, string>();
  let bytes = 0;
  for (const [at, file] of files.entries()) {
    bytes += file.bytes.byteLength;
    const folded = file.path.normalize("NFKC").toLowerCase();
    const twin = seen.get(folded);
    if (twin !== undefined)
      located.push({
        path: file.path,
        text: "",
        mark: { rule: "unread-file", start: 0, end: 0, args: { why: `on some machines it is the same file as ${twin}` } },
      });
    seen.set(folded, file.path);
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
  readPrograms(files, read, located, context);
  return { read, unread, located };
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
      found.set(file.path, JSON.parse(new TextDecoder().decode(file.bytes)));
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
      scanned,
      reason: scanned
        ? null
        : (unread.get(file.path) ??
          reading?.marks.find((mark) => mark.rule.startsWith("unread-") || mark.rule === "html-comment" || mark.rule === "scan-truncated")?.rule ??
          "unread"),
    };
  });
  const lost = problems.map((problem): Coverage => ({ file: problem.path, kind: "unread", bytes: 0, scanned: false, reason: problem.reason }));
  return [...rows, ...lost].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}
