import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseFrontmatter } from "#kernel/frontmatter";
import { mergePolicy, type Policy } from "#kernel/policy";
import type { Skill } from "#kernel/skill";
import { lint } from "#stages/review/lint/lint";
import { prepareAll } from "#stages/scan/prepare";
import { scan } from "#stages/scan/scan";

await prepareAll();

const root = join(import.meta.dirname, "..");
const policy = mergePolicy(JSON.parse(readFileSync(join(root, "policy/policy.json"), "utf8")) as Policy, null);
const skill: Skill = { name: "skill-forge", files: ["SKILL.md", "skill.json"].map((path) => ({ path, bytes: readFileSync(join(root, path)), mode: 0o644 })) };
const text = readFileSync(join(root, "SKILL.md"), "utf8");

describe("the skill itself", () => {
  it("has nothing to object to by our own lint", () => {
    expect(lint(skill, { installed: [], genes: null, generated: false, policy, host: null, world: null, problems: [] })).toEqual([]);
  });

  it("passes our own scan without a warning", () => {
    const report = scan(skill, { profile: "imported", policy, policyDigest: "0".repeat(64), grants: { declared: null, granted: [] } });
    expect([report.verdict, report.findings.filter((one) => one.disposition !== "note")]).toEqual(["pass", []]);
  });

  it("keeps to the limits of the Agent Skills specification and of the host", () => {
    const { head } = parseFrontmatter(text);
    expect(head?.name).toBe("skill-forge");
    expect(new TextEncoder().encode(String(head?.description)).byteLength).toBeLessThanOrEqual(160);
    expect(text.split("\n").length).toBeLessThan(500);
  });

  it("names only commands that there are", async () => {
    const { COMMANDS } = await import("#cli/commands.table");
    const known = new Set(COMMANDS.map((one) => one.name));
    const named = [...text.matchAll(/dist\/forge\.js (?:--)?([a-z]+)/g)].map((match) => match[1] ?? "");
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it("tells the agent to show the card and to wait for the person", () => {
    expect(text).toMatch(/risk first[^.]*\. Show the\s+person this text word for word/);
    expect(text).toMatch(/Wait for the person's answer/);
  });
});
