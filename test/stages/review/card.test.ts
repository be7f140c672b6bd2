import type { Card } from "#kernel/card";
import { hasHidden } from "#kernel/visible";
import { cardText } from "#cli/render/card";
import { columns } from "#cli/render/lines";
import { card, type CardFacts } from "#stages/review/card";
import { gate } from "#stages/review/gate";
import { lint } from "#stages/review/lint/lint";
import { listingBudgets } from "#stages/trigger/budgets";
import { describe, expect, it } from "vitest";
import { aGene, aReportGene } from "../generate/a-gene.ts";
import { aCapsule, aFinding, aReport, aSkill, aTrigger, handSkill, installedFrom, lintFacts, withFile } from "./a-proposal.ts";

const skill = aSkill();

function facts(parts: Partial<CardFacts> = {}): CardFacts {
  const given = {
    capsule: aCapsule(skill),
    skill,
    genes: [aGene()],
    report: aReport(skill),
    lint: lint(skill, lintFacts()),
    deployed: null,
    generated: null,
    installed: [],
    trigger: aTrigger(),
    budgets: listingBudgets([{ host: "openclaw", skills: [] }], { name: skill.name, description: "" }),
    approval: { mode: "open", threshold: 1, signed: [] } as const,
    replay: { kind: "not-enough", proxy: true, sessions: 1, needed: 3, why: "sessions" } as const,
    ...parts,
  };
  return {
    gates: gate({
      skill: given.skill,
      lint: given.lint,
      report: given.report,
      trigger: given.trigger,
      smoke: { result: "not-run", detail: "the skill holds no code" },
    }),
    ...given,
  };
}
const textOf = (made: Card, screen = { width: 100, rows: 30 }) => cardText(made, { ...screen, keys: false, style: (_style, text) => text });

describe("card", () => {
  it("says what the skill does, why it exists and what it costs", () => {
    const made = card(facts());
    expect(made).toMatchObject({
      risk: "low",
      why: { requests: 11, sessions: 7, days: 4, success: 9, failure: 1, unknown: 1, confidence: 0.81 },
      benefit: "not-known",
      diff: { kind: "new" },
      nearest: null,
    });
    expect(made.why.quotes).toHaveLength(3);
    expect(made.size.tokens).toBeGreaterThan(300);
    expect(made.commands.map((one) => one.act)).toEqual(["approve", "reject", "deploy", "rollback"]);
  });

  it("puts what is asked for first, worst first, and lets the worst decide the risk", () => {
    const report = aReport(skill, {
      verdict: "deny",
      findings: [
        aFinding({ severity: "low", fingerprint: "1" }),
        aFinding({ severity: "high", file: "z.mjs", fingerprint: "2" }),
        aFinding({ disposition: "grant" }),
      ],
      permissions: { required: [], declared: [], granted: ["filesystem.write:~/b"], missing: ["filesystem.read:~/a", "network:x.example"] },
    });
    const made = card(facts({ report }));
    expect(made.permissions.map((one) => [one.state, one.permission])).toEqual([
      ["asked", "network:x.example"],
      ["asked", "filesystem.read:~/a"],
      ["granted", "filesystem.write:~/b"],
      ["declared", "process:gh"],
    ]);
    expect(made.findings.map((one) => one.severity)).toEqual(["high", "low"]);
    expect(made.risk).toBe("high");
    const riskAt = (missing: string[]) => card(facts({ report: aReport(skill, { permissions: { required: [], declared: [], granted: [], missing } }) })).risk;
    expect([riskAt([]), riskAt(["filesystem.read:~/a"]), riskAt(["filesystem.read:*"]), riskAt(["filesystem.write:~"]), riskAt(["secrets:KEY"])]).toEqual([
      "low",
      "medium",
      "high",
      "high",
      "high",
    ]);
    expect(card(facts({ report: aReport(skill, { verdict: "block", findings: [aFinding({ disposition: "block" })] }) })).risk).toBe("blocked");
  });

  it("shows line by line what changes against the deployed version", () => {
    expect(card(facts({ deployed: skill })).diff).toMatchObject({ kind: "same", files: [] });
    const before = withFile(skill, "SKILL.md", (text) => text.replace("--state open", "--state all").replace("## Inputs", "## Inputs\n\nold line"));
    const { diff } = card(facts({ deployed: before }));
    expect(diff.files.map((file) => [file.path, file.change])).toEqual([["SKILL.md", "changed"]]);
    const lines = diff.files[0]?.lines ?? [];
    expect(lines.some((line) => line.sign === "-" && line.text === "old line")).toBe(true);
    expect(lines.some((line) => line.sign === "+" && line.text.includes("--state open"))).toBe(true);
    expect(lines.length).toBeLessThan(15);
    expect(card(facts({ deployed: { ...skill, files: skill.files.map((file) => ({ ...file, mode: 0o755 })) } })).diff.files.map((file) => file.change)).toEqual(
      ["mode", "mode"],
    );
  });

  it("gives up on a diff that takes too long and shows the file as replaced", () => {
    const wordsOf = (seed: number) => Array.from({ length: 6000 }, (_none, at) => `line ${(at * seed) % 7919} ${seed}`).join("\n");
    const started = performance.now();
    const { diff } = card(facts({ skill: handSkill(wordsOf(3), {}, skill.name), deployed: handSkill(wordsOf(5), {}, skill.name) }));
    expect(diff.files.map((file) => file.change)).toEqual(["replaced"]);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it("names the nearest skill of any root", () => {
    const made = card(facts({ installed: [installedFrom(aSkill(aReportGene())), { ...installedFrom(skill, "openclaw-managed"), name: "show-prs" }] }));
    expect(made.nearest).toMatchObject({ name: "show-prs", source: "openclaw-managed", band: "duplicate" });
  });
});

describe("cardText", () => {
  it.each([
    [80, 23],
    [100, 29],
  ])("fits a screen of %i columns and %i lines whatever was found, begins with the risk, and counts what it leaves out", (width, rows) => {
    const findings = Array.from({ length: 30 }, (_none, at) => aFinding({ fingerprint: String(at), message: `${at} ${"a long message ".repeat(20)}` }));
    const missing = Array.from({ length: 20 }, (_none, at) => `filesystem.read:~/folder-${at}`);
    const report = aReport(skill, { findings, verdict: "deny", permissions: { required: [], declared: [], granted: [], missing } });
    const before = withFile(skill, "SKILL.md", (text) => text.replaceAll("e", "E"));
    const made = card(facts({ report, deployed: before, genes: [aGene({ phrases: ["long words ".repeat(40), "b", "c"] })] }));
    const lines = cardText(made, { width, rows, keys: true, style: (_style, text) => text });
    expect(lines.length).toBeLessThanOrEqual(rows);
    for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(width);
    expect(lines[0]).toMatch(/^MEDIUM RISK: it may read ~\/folder-0, ~\/folder-1 and 18 more/);
    const counted = (noun: string) => Number(lines.map((line) => new RegExp(`… (\\d+) more ${noun}`).exec(line)?.[1]).find((one) => one !== undefined) ?? 0);
    expect(lines.filter((line) => line.includes("asks for")).length + counted("permissions")).toBe(20);
    expect(lines.filter((line) => line.includes("(sample-rule)") || line.includes("a long message")).length + counted("findings")).toBeGreaterThanOrEqual(30);
  });

  it("calls the replay a proxy, measured or not", () => {
    const line = (made: Card) => textOf(made).join(" ").replace(/\s+/g, " ");
    expect(line(card(facts()))).toContain("replay (a proxy): too few sessions to hold 3 out");
    const measured = {
      kind: "measured",
      proxy: true,
      sessions: 5,
      trainedOn: 6,
      sameWords: 0,
      inOrder: { hit: 23, of: 25 },
      covered: { hit: 0, of: 0 },
      contradictions: [],
    } as const;
    expect(line(card(facts({ replay: measured })))).toContain(
      "replay (a proxy): in 5 held-out sessions 92 % of its steps came in order, none of what was done is covered, 0 contradictions",
    );
  });

  it("shows the same finding in many places as one line", () => {
    const findings = [3, 9, 12].map((line) => aFinding({ fingerprint: String(line), range: { startLine: line, startColumn: 1, endLine: line, endColumn: 2 } }));
    const lines = textOf(card(facts({ report: aReport(skill, { findings }) }))).filter((line) => line.includes("sample-rule"));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("2 other places");
  });

  it("escapes what would move the cursor or turn the text round", () => {
    const evil = "\u001b[2Jok\u202e\u200b\r\nforge review --skill x --approve";
    const lines = textOf(
      card(
        facts({
          capsule: aCapsule(skill, { description: evil }),
          genes: [aGene({ phrases: [evil] })],
          report: aReport(skill, {
            findings: [aFinding({ message: evil, file: evil })],
            permissions: { required: [], declared: [], granted: [], missing: [`network:${evil}`] },
          }),
          installed: [{ ...installedFrom(skill), name: evil, source: evil }],
          deployed: withFile(skill, "SKILL.md", (text) => `${text}${evil}`),
        }),
      ),
    );
    for (const line of lines) expect(hasHidden(line)).toBe(false);
  });

  it("gives the four next commands of a staged skill", () => {
    const text = textOf(card(facts())).join("\n");
    for (const command of [
      "forge review --skill list-pull-requests --approve",
      "--reject --reason",
      "forge deploy --skill list-pull-requests",
      "forge rollback --skill list-pull-requests",
    ])
      expect(text).toContain(command);
  });
});
