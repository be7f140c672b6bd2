import { validateCapsulesFile } from "#generated/validators";
import type { Gate } from "#kernel/capsule";
import { ForgeError } from "#kernel/errors";
import { gate } from "#stages/review/gate";
import { expired } from "#stages/review/expiry";
import { sameAsRejected } from "#stages/review/rejections";
import { type Answer, approvedAgain, review, type ReviewFacts } from "#stages/review/review";
import { describe, expect, it } from "vitest";
import { aCapsule, aFinding, aReport, aSkill, aTrigger, NOW, POLICY_DIGEST, withFile } from "./a-proposal.ts";

const skill = aSkill();
const yes: Answer = { kind: "approved", by: "ana", how: "terminal", at: NOW, reason: "", grants: null, denyGrants: [], accepted: [] };
const no: Answer = { ...yes, kind: "rejected", reason: "I do this by hand" };
const green = gate({ skill, lint: [], report: aReport(skill), trigger: aTrigger(), smoke: { result: "not-run", detail: "no code" } });

function facts(parts: Partial<ReviewFacts> = {}): ReviewFacts {
  return { capsule: aCapsule(skill), skill, report: aReport(skill), gates: green, decision: yes, policyDigest: POLICY_DIGEST, ...parts };
}
const codesOf = (parts: Partial<ReviewFacts>) => {
  const result = review(facts(parts));
  return result.kind === "refused" ? result.reasons.map((one) => one.code) : result.kind;
};
const needing = (...missing: string[]) => aReport(skill, { verdict: "deny", permissions: { required: [], declared: [], granted: [], missing } });

describe("review", () => {
  it("records who, when, how, the digests, the gates and the scan in an approved capsule that fits its schema", () => {
    const result = review(facts());
    if (result.kind !== "approved") throw new Error(result.kind);
    const { capsule } = result;
    expect(capsule.decision).toMatchObject({
      kind: "approved",
      by: "ana",
      how: "terminal",
      at: NOW,
      treeDigest: aCapsule(skill).treeDigest,
      policyDigest: POLICY_DIGEST,
    });
    expect(capsule.history.at(-1)).toEqual({ status: "approved", at: NOW });
    expect(capsule.scan).toMatchObject({ verdict: "pass", policy: POLICY_DIGEST });
    expect(validateCapsulesFile({ schemaVersion: 1, capsules: [capsule] })).toBe(true);
  });

  it("grants exactly what the card lists, or refuses when it is narrowed below the need", () => {
    const report = needing("filesystem.read:~/a", "network:x.example");
    const result = review(facts({ report }));
    expect(result.kind === "approved" ? result.capsule.decision?.grants.map((one) => one.permission) : result).toEqual([
      "filesystem.read:~/a",
      "network:x.example",
    ]);
    expect(codesOf({ report, decision: { ...yes, denyGrants: ["network:x.example"] } })).toEqual(["needs-grants"]);
    expect(codesOf({ report, decision: { ...yes, grants: ["filesystem.read:~/a"] } })).toEqual(["needs-grants"]);
    expect(codesOf({ report, decision: { ...yes, grants: ["filesystem.read:~/a", "network:x.example", "process:rm"] } })).toEqual(["unlisted-grant"]);
  });

  it("lets nothing override a blocking finding or a failed gate", () => {
    const block = aFinding({ disposition: "block", severity: "critical" });
    const report = aReport(skill, { verdict: "block", findings: [block] });
    expect(codesOf({ report, decision: { ...yes, accepted: [{ fingerprint: block.fingerprint, reason: "trust me" }] } })).toContain("blocked");
    expect(codesOf({ report: aReport(skill, { verdict: "block" }) })).toEqual(["blocked"]);
    expect(codesOf({ report: aReport(skill, { verdict: "pass", findings: [block] }) })).toEqual(["blocked"]);
    for (const name of ["schema", "lint", "syntax", "scan", "smoke"] as const) {
      const gates = green.map((one): Gate => (one.gate === name ? { ...one, result: "failed" } : one));
      expect(codesOf({ gates })).toEqual(["gate-failed"]);
    }
    expect(codesOf({ gates: [] })).toEqual(["gate-failed", "gate-failed", "gate-failed", "gate-failed"]);
    expect(codesOf({ gates: green.map((one): Gate => ({ ...one, result: "not-run" })) })).toHaveLength(4);
  });

  it("refuses bytes other than the ones proposed and scanned, and a report under another policy", () => {
    const other = withFile(skill, "SKILL.md", (text) => `${text} `);
    expect(codesOf({ skill: other })).toEqual(["changed", "other-report"]);
    expect(codesOf({ report: aReport(other) })).toEqual(["other-report"]);
    expect(codesOf({ policyDigest: "e".repeat(64) })).toEqual(["other-report"]);
  });

  it("decides only in states that allow it and before the proposal expires", () => {
    for (const status of ["approved", "rejected", "promoted", "rolled-back", "retired", "expired"] as const)
      expect(codesOf({ capsule: aCapsule(skill, { status }) })).toContain("wrong-status");
    expect(codesOf({ decision: { ...yes, at: "2026-03-24T00:00:00.000Z" } })).toEqual(["expired"]);
    expect(expired(aCapsule(skill), Date.parse("2026-03-23T09:00:00.000Z"))).toBe(true);
    expect(expired(aCapsule(skill, { status: "promoted" }), Date.parse("2027-01-01T00:00:00.000Z"))).toBe(false);
  });

  it("accepts only warnings that are in the report, with a reason", () => {
    const warning = aFinding();
    const report = aReport(skill, { verdict: "warn", findings: [warning] });
    expect(codesOf({ report, decision: { ...yes, accepted: [{ fingerprint: warning.fingerprint, reason: "known" }] } })).toBe("approved");
    expect(codesOf({ report, decision: { ...yes, accepted: [{ fingerprint: warning.fingerprint, reason: " " }] } })).toEqual(["unknown-finding"]);
    expect(codesOf({ report, decision: { ...yes, accepted: [{ fingerprint: "0".repeat(16), reason: "x" }] } })).toEqual(["unknown-finding"]);
  });

  it("rejects with a reason whatever the scan says, and grants nothing by it", () => {
    const result = review(facts({ decision: no, report: needing("network:x.example"), gates: [] }));
    expect(result).toMatchObject({
      kind: "rejected",
      capsule: { status: "rejected", decision: { kind: "rejected", reason: "I do this by hand", grants: [] } },
    });
    expect(codesOf({ decision: { ...no, reason: " " } })).toEqual(["no-reason"]);
  });
});

describe("approvedAgain", () => {
  const codeOf = (work: () => unknown) => {
    try {
      work();
      return "held";
    } catch (error) {
      return error instanceof ForgeError ? error.code : String(error);
    }
  };

  it("holds for the same bytes under the same policy and for nothing else", () => {
    const result = review(facts());
    if (result.kind !== "approved") throw new Error(result.kind);
    const stored = JSON.parse(JSON.stringify(result.capsule)) as typeof result.capsule;
    expect(codeOf(() => approvedAgain(stored, skill, POLICY_DIGEST))).toBe("held");
    expect(
      codeOf(() =>
        approvedAgain(
          stored,
          withFile(skill, "SKILL.md", (text) => text.replace("a", "b")),
          POLICY_DIGEST,
        ),
      ),
    ).toBe("STALE_APPROVAL");
    expect(codeOf(() => approvedAgain(stored, { ...skill, files: skill.files.map((file) => ({ ...file, mode: 0o755 })) }, POLICY_DIGEST))).toBe(
      "STALE_APPROVAL",
    );
    expect(codeOf(() => approvedAgain(stored, { ...skill, name: "other" }, POLICY_DIGEST))).toBe("STALE_APPROVAL");
    expect(codeOf(() => approvedAgain(stored, skill, "e".repeat(64)))).toBe("STALE_APPROVAL");
    expect(codeOf(() => approvedAgain({ ...stored, treeDigest: "0".repeat(64) }, skill, POLICY_DIGEST))).toBe("STALE_APPROVAL");
    for (const status of ["staged", "rejected", "expired", "retired"] as const)
      expect(codeOf(() => approvedAgain({ ...stored, status }, skill, POLICY_DIGEST))).toBe("STALE_APPROVAL");
    expect(codeOf(() => approvedAgain({ ...stored, status: "rolled-back" }, skill, POLICY_DIGEST))).toBe("held");
    expect(codeOf(() => approvedAgain(aCapsule(skill), skill, POLICY_DIGEST))).toBe("STALE_APPROVAL");
  });
});

describe("gate", () => {
  const resultOf = (name: Gate["gate"], parts: Partial<Parameters<typeof gate>[0]>) =>
    gate({ skill, lint: [], report: aReport(skill), trigger: aTrigger(), smoke: { result: "passed", detail: "" }, ...parts }).find((one) => one.gate === name)
      ?.result;

  it("passes what is whole", () => {
    expect(green.map((one) => [one.gate, one.result])).toEqual([
      ["schema", "passed"],
      ["lint", "passed"],
      ["syntax", "passed"],
      ["scan", "passed"],
      ["trigger", "passed"],
      ["smoke", "not-run"],
    ]);
  });

  it("fails the schema when skill.json is missing, wrong, or describes other files", () => {
    const without = { ...skill, files: skill.files.filter((file) => file.path !== "skill.json") };
    const extra = { ...skill, files: [...skill.files, { path: "scripts/x.mjs", mode: 0o644, bytes: new Uint8Array([49]) }] };
    const broken = withFile(skill, "skill.json", (text) => text.replace('"schemaVersion": 1', '"schemaVersion": 2'));
    const extraKey = withFile(skill, "skill.json", (text) => text.replace('"schemaVersion": 1', '"schemaVersion": 1, "more": 1'));
    const noJson = withFile(skill, "skill.json", () => "{");
    const edited = withFile(skill, "SKILL.md", (text) => text.replace("Steps", "steps"));
    for (const one of [without, extra, broken, extraKey, noJson, edited, { ...skill, name: "other" }])
      expect(resultOf("schema", { skill: one })).toBe("failed");
  });

  it("fails the syntax when a file was not read completely, or is missing in the ledger", () => {
    const report = aReport(skill);
    expect(resultOf("syntax", { report: { ...report, coverage: report.coverage.slice(1) } })).toBe("failed");
    expect(resultOf("syntax", { report: { ...report, coverage: report.coverage.map((one) => ({ ...one, scanned: false, reason: "parse error" })) } })).toBe(
      "failed",
    );
  });

  it("fails a trigger that is stolen, too broad or finds nothing, and does not call missing evidence passed", () => {
    for (const verdict of ["stolen", "too-broad", "unfound"] as const) expect(resultOf("trigger", { trigger: aTrigger({ verdict }) })).toBe("failed");
    expect(resultOf("trigger", { trigger: aTrigger({ verdict: "not-enough-evidence" }) })).toBe("not-run");
  });

  it("leaves missing grants to the person and fails on lint errors and blocks", () => {
    expect(resultOf("scan", { report: aReport(skill, { verdict: "deny" }) })).toBe("passed");
    expect(resultOf("scan", { report: aReport(skill, { verdict: "block" }) })).toBe("failed");
    expect(resultOf("lint", { lint: [{ id: "SF001", level: "error", file: "SKILL.md", line: 1, args: {} }] })).toBe("failed");
    expect(resultOf("lint", { lint: [{ id: "SF007", level: "warn", file: "SKILL.md", line: 1, args: {} }] })).toBe("passed");
  });
});

describe("the memory of rejections", () => {
  const rejected = aCapsule(skill, { status: "rejected", content: { key: "a".repeat(64), sessions: 5 } });
  const proposal = { treeDigest: "0".repeat(64), contentKey: "a".repeat(64), sessions: 5 };

  it("keeps the same bytes and the same content away, until clearly more sessions ask for it", () => {
    expect(sameAsRejected([rejected], { ...proposal, contentKey: "b".repeat(64), treeDigest: rejected.treeDigest, sessions: 99 }, 3)).toBe(rejected);
    expect(sameAsRejected([rejected], { ...proposal, sessions: 7 }, 3)).toBe(rejected);
    expect(sameAsRejected([rejected], { ...proposal, sessions: 8 }, 3)).toBe(null);
    expect(sameAsRejected([rejected], { ...proposal, contentKey: "b".repeat(64) }, 3)).toBe(null);
    expect(sameAsRejected([aCapsule(skill)], proposal, 3)).toBe(null);
  });
});
