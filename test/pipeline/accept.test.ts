import { beforeEach, describe, expect, it } from "vitest";
import type { ScanReport } from "#kernel/finding";
import { scanPath } from "#pipeline/scan";
import { errorOf } from "../fakes/error-of.ts";
import type { MemoryDisk } from "../fakes/memory-files.ts";
import { aDisk, contextOn } from "./a-context.ts";

const FRONT = '---\nname: third-party\ndescription: "Sorts receipts. Use when asked to sort receipts."\n---\n\n';
const BODY = "Run `npx -y some-tool`.\n\nThen run `npx -y other-tool`.\n";
let disk: MemoryDisk;
beforeEach(() => {
  disk = aDisk();
  disk.put("/third-party/SKILL.md", FRONT + BODY);
});

const look = (names: readonly string[] = [], reason = "read its source", dryRun = false): Promise<ScanReport> =>
  scanPath(contextOn(disk, dryRun), "/third-party", "imported", [], names.length === 0 ? null : { names, reason });
const warnings = (report: ScanReport) => report.findings.filter((one) => one.disposition === "warn");
const text = (path: string) => new TextDecoder().decode(disk.files.bytes(path, 1 << 20));

async function refusal(names: readonly string[], reason?: string) {
  try {
    await look(names, reason);
  } catch (error) {
    return errorOf(() => {
      throw error;
    });
  }
  return null;
}

describe("a warning that a person accepts", () => {
  it("leaves the score, stays in the report with who and why, and no other warning does", async () => {
    const before = await look();
    const [first] = warnings(before);
    expect(warnings(before).length).toBeGreaterThan(1);
    const report = await look([first?.fingerprint.slice(0, 12) ?? ""]);
    expect(warnings(report).filter((one) => one.suppressed)).toEqual([
      { ...first, suppressed: true, accepted: { reason: "read its source", by: "user:ada", at: "2026-03-09T09:00:00.000Z" } },
    ]);
    expect(report.score).toBeLessThan(before.score);
    expect(report.policy).toBe(before.policy);
    expect(report.stats.suppressed).toBe(1);
  });

  it("by its rule makes the verdict pass when there was nothing else, in later scans too", async () => {
    expect((await look()).verdict).toBe("warn");
    await look(["unpinned-install"]);
    const later = await look();
    expect([later.verdict, later.score, later.causes]).toEqual(["pass", 0, []]);
    expect(warnings(later).every((one) => one.accepted?.reason === "read its source")).toBe(true);
  });

  it.each([
    ["changes", () => disk.put("/third-party/SKILL.md", `${FRONT}${BODY}One more word.\n`)],
    ["is added", () => disk.put("/third-party/notes.md", "A file more.\n")],
  ])("is asked about again when a file %s", async (_what, change) => {
    await look(["unpinned-install"]);
    change();
    const report = await look();
    expect([report.verdict, report.stats.suppressed]).toEqual(["warn", 0]);
  });

  it("is in the log by digest, never by content", async () => {
    const before = await look();
    await look(["unpinned-install"]);
    const [event] = text("/data/events.jsonl")
      .split("\n")
      .filter((line) => line.includes('"finding.accepted"'));
    expect(event).toContain(before.target.digest);
    for (const one of warnings(before)) expect(event).toContain(one.fingerprint);
    expect(event).not.toContain("read its source");
    expect(event).not.toContain("third-party");
  });

  it("is not written in a dry run", async () => {
    const before = disk.picture();
    const report = await look(["unpinned-install"], "read its source", true);
    expect(report.stats.suppressed).toBe(warnings(report).length);
    expect(disk.picture()).toEqual(before);
  });

  it("leaves the rest of the person's policy as it is, and is kept once", async () => {
    const own = { schemaVersion: 1, scan: { weights: { "unpinned-install": 4 } } };
    disk.put("/data/policy.json", JSON.stringify(own));
    const report = await look(["unpinned-install"]);
    await look(["unpinned-install"], "read it again");
    const { accepted, ...rest } = JSON.parse(text("/data/policy.json")) as { accepted: { reason: string }[] };
    expect(rest).toEqual(own);
    expect(accepted.map((one) => one.reason)).toEqual(warnings(report).map(() => "read it again"));
  });
});

describe("a grant in policy.json", () => {
  const grant = { skill: "third-party", permission: "network:api.example.com", by: "user:ada", reason: "its own service", until: null as string | null };
  const withGrant = async (one: typeof grant) => {
    disk.put("/third-party/scripts/a.mjs", 'await fetch("https://api.example.com/x");\n');
    disk.put("/data/policy.json", JSON.stringify({ schemaVersion: 1, grants: [one] }));
    return (await look()).permissions.missing;
  };

  it("counts for the skill of that name, until it ends", async () => {
    expect(await withGrant(grant)).toEqual([]);
    expect(await withGrant({ ...grant, until: "2026-03-10T00:00:00.000Z" })).toEqual([]);
    expect(await withGrant({ ...grant, until: "2026-03-01T00:00:00.000Z" })).toEqual(["network:api.example.com"]);
    expect(await withGrant({ ...grant, skill: "another" })).toEqual(["network:api.example.com"]);
  });
});

describe("what cannot be accepted", () => {
  beforeEach(() => disk.put("/third-party/scripts/a.mjs", 'eval(x);\nawait fetch("https://api.example.com");\nimport "./gone.mjs";\n'));

  it.each([
    ["a block", "dynamic-code", "nothing lifts a block"],
    ["a permission", "network-access", "--grant"],
    ["a note", "missing-import", "a note"],
    ["nothing", "no-such-rule", "no finding"],
  ])("%s", async (_what, name, why) => {
    const error = await refusal([name]);
    expect(error?.code).toBe("USAGE");
    expect(error?.message).toContain(why);
    expect(disk.files.facts("/data/policy.json")).toBe(null);
  });

  it("anything without a reason", async () => {
    expect((await refusal(["unpinned-install"], "  "))?.code).toBe("USAGE");
  });

  it("anything by hand: a block that somebody wrote into policy.json as accepted still blocks", async () => {
    const before = await look();
    const accepted = before.findings.map(({ ruleId, fingerprint }) => ({
      skill: "third-party",
      rule: ruleId,
      fingerprint,
      tree: before.target.digest,
      reason: "trust me",
      by: "user:eve",
      at: "2026-03-01T00:00:00.000Z",
    }));
    disk.put("/data/policy.json", JSON.stringify({ schemaVersion: 1, accepted }));
    const after = await look();
    expect(after.verdict).toBe("block");
    expect(after.permissions.missing).toEqual(before.permissions.missing);
    expect(after.findings.filter((one) => one.suppressed).every((one) => one.disposition === "warn")).toBe(true);
  });
});
