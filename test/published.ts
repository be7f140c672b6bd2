import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mergePolicy, type Policy } from "#kernel/policy";
import type { SkillFile } from "#kernel/tree";
import { prepareAll } from "#stages/scan/prepare";
import { scan } from "#stages/scan/scan";

const root = join(import.meta.dirname, "..");
const fixture = join(root, "test/fixtures/published.json");

/** What was reviewed of one part of the package: rules that block or ask for a grant, and the permissions its code needs. */
export type Area = Readonly<{ why: string; rules: readonly string[]; permissions: readonly string[] }>;
export type Published = Readonly<{ about: string; areas: Record<string, Area> }>;

/** The files that `npm pack` ships: those of `files` in package.json, and the ones npm always takes. */
export function publishedFiles(): readonly SkillFile[] {
  const data = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { files: readonly string[] };
  const always = readdirSync(root).filter((name) => /^(?:package\.json|readme|licen[cs]e)(?:\.|$)/i.test(name));
  const paths = [...new Set([...data.files, ...always])].flatMap(below).sort();
  return paths.map((path) => ({ path, bytes: readFileSync(join(root, path)), mode: 0o644 }));
}

/** A shipped path -> the part of the package it belongs to. */
export function areaOf(path: string): string {
  const [first = ""] = path.split("/");
  if (first === "policy" || first === "templates") return first;
  if (first === "dist") return "program";
  return path === "SKILL.md" || path === "skill.json" ? "skill" : "documents";
}

/** Name of a part -> what was reviewed and what our own scan finds now; null when nothing of it is there. UPDATE_PUBLISHED=1 writes what is found as reviewed. */
export async function comparedArea(area: string): Promise<Readonly<{ reviewed: Omit<Area, "why">; found: Omit<Area, "why"> }> | null> {
  const files = publishedFiles().filter((file) => areaOf(file.path) === area);
  if (files.length === 0) return null;
  const shipped = mergePolicy(JSON.parse(readFileSync(join(root, "policy/policy.json"), "utf8")) as Policy, null);
  // with the compiler that it carries the program is larger than a skill may be: nothing of it may go unread here
  const policy: Policy = { ...shipped, scan: { ...shipped.scan, limits: { ...shipped.scan.limits, totalBytes: 64 << 20 } } };
  await prepareAll();
  const report = scan({ name: "skill-forge", files }, { profile: "imported", policy, policyDigest: "0".repeat(64), grants: { declared: null, granted: [] } });
  const unread = report.coverage.filter((one) => one.sha256 === null).map((one) => one.file);
  if (unread.length > 0) throw new Error(`not read: ${unread.join(", ")}`);
  const serious = report.findings.filter((one) => one.disposition === "block" || one.disposition === "grant");
  const found = { rules: [...new Set(serious.map((one) => one.ruleId))].sort(), permissions: report.permissions.missing };
  const pinned = JSON.parse(readFileSync(fixture, "utf8")) as Published;
  const { why = "", rules = [], permissions = [] } = pinned.areas[area] ?? {};
  if (process.env["UPDATE_PUBLISHED"] !== "1") return { reviewed: { rules, permissions }, found };
  writeFileSync(fixture, `${JSON.stringify({ ...pinned, areas: { ...pinned.areas, [area]: { why, ...found } } }, null, 2)}\n`);
  return { reviewed: found, found };
}

function below(path: string): readonly string[] {
  const whole = join(root, path);
  if (!existsSync(whole)) return [];
  if (statSync(whole).isFile()) return [path];
  return readdirSync(whole).flatMap((name) => below(`${path}/${name}`));
}
