import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ScanReport } from "#kernel/finding";
import { mergePolicy, type Policy } from "#kernel/policy";
import { nodePowers } from "#platform/powers";
import { prepareAll } from "#stages/scan/prepare";
import { scan } from "#stages/scan/scan";
import { readFolder } from "#store/read-folder";

await prepareAll();

const root = join(import.meta.dirname, "..");
const json = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));
const policy = mergePolicy(json("policy/policy.json") as Policy, null);
const self = json("policy/self.json") as { allowed: readonly { room: string; rule: string; why: string }[] };

const foldersIn = (folder: string): readonly string[] =>
  readdirSync(join(root, "scripts", folder), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

/** Each stage is a room of its own; all together have more files than a skill may. What is made at build holds no code of ours. */
const rooms = foldersIn("")
  .filter((name) => name !== "generated")
  .flatMap((name) => (name === "stages" ? foldersIn(name).map((stage) => `stages/${stage}`) : [name]));

function scanRoom(room: string): ScanReport {
  const { skill, problems } = readFolder(nodePowers().files, join(root, "scripts", room), policy.scan.limits);
  return scan(skill, { profile: "imported", policy, policyDigest: "0".repeat(64), grants: { declared: null, granted: [] }, problems });
}

describe("our own scanner over our own code", () => {
  it.each(rooms)("finds in scripts/%s only what policy/self.json says and why", (room) => {
    const report = scanRoom(room);
    const found = new Set(report.findings.filter((one) => one.disposition === "block" || one.disposition === "grant").map((one) => one.ruleId));
    const allowed = self.allowed.filter((one) => one.room === room).map((one) => one.rule);
    expect([...found].sort()).toEqual([...allowed].sort());
    expect(report.coverage.filter((one) => !one.scanned)).toEqual([]);
  });

  it("is told the reason for each", () => {
    expect(self.allowed.filter((one) => one.why.length < 10 || !rooms.includes(one.room))).toEqual([]);
  });
});
