import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodePowers } from "#platform/powers";
import { readJournal } from "#store/journal";
import { loadPolicy } from "#store/policy-file";
import { recover } from "#store/recover";
import { loadCapsules, loadGenes, loadRollbacks, saveCapsules, saveRollbacks } from "#store/state-files";
import { aGene } from "../fakes/a-gene.ts";
import { approvedFor, aSkill } from "../fakes/a-capsule.ts";
import { aWorkshop } from "../fakes/a-workshop.ts";
import { MemoryDisk } from "../fakes/memory-files.ts";
import { errorOf } from "../fakes/error-of.ts";

const capsule = approvedFor(aSkill("report-sales", { "SKILL.md": "one" }));
const other = { ...approvedFor(aSkill("a-name", { "SKILL.md": "two" })), createdAt: "2026-03-01T10:00:00.000Z" };

describe("a state file", () => {
  it("is empty when it is not there, and comes back as it was saved, in one order whatever the order it was given in", () => {
    const disk = new MemoryDisk();
    disk.folder("/data");
    expect([loadGenes(disk.files, "/data"), loadCapsules(disk.files, "/data"), loadRollbacks(disk.files, "/data")]).toEqual([[], [], []]);
    saveCapsules(disk.files, "/data", [capsule, other]);
    const first = disk.files.bytes("/data/capsules.json", 1 << 20);
    expect(loadCapsules(disk.files, "/data")).toEqual([other, capsule]);
    saveCapsules(disk.files, "/data", [other, capsule]);
    expect(disk.files.bytes("/data/capsules.json", 1 << 20)).toEqual(first);
    expect(disk.files.facts("/data/capsules.json")?.mode).toBe(0o600);
  });

  it("is not written when nothing changed", () => {
    const disk = new MemoryDisk();
    disk.folder("/data");
    saveCapsules(disk.files, "/data", [capsule]);
    const before = disk.again().picture();
    saveCapsules(disk.files, "/data", [capsule]);
    expect(disk.operations).toBe(0);
    expect(disk.picture()).toEqual(before);
  });

  it.each([
    ["no JSON", "{", "STATE_UNREADABLE"],
    ["empty", "", "STATE_UNREADABLE"],
    ["not UTF-8", "\u00ff\u00fe", "STATE_UNREADABLE"],
    ["another type", "[]", "STATE_UNREADABLE"],
    ["an unknown field", '{"schemaVersion":1,"capsules":[],"more":1}', "STATE_UNREADABLE"],
    ["a wrong element", '{"schemaVersion":1,"capsules":[{}]}', "STATE_UNREADABLE"],
    ["of a newer program", '{"schemaVersion":2,"capsules":{}}', "STATE_TOO_NEW"],
    ["of a strange version", '{"schemaVersion":"2","capsules":[]}', "STATE_UNREADABLE"],
  ])("that is %s is refused by name and left alone", (_, content, code) => {
    const disk = new MemoryDisk();
    disk.put("/data/capsules.json", Buffer.from(content, "latin1"));
    const error = errorOf(() => loadCapsules(disk.files, "/data"));
    expect(error?.code).toBe(code);
    expect(error?.message).toContain("/data/capsules.json");
    expect(disk.files.bytes("/data/capsules.json", 1 << 20)).toEqual(new Uint8Array(Buffer.from(content, "latin1")));
  });

  it("of genes of version 1 is read as if it had been written today", () => {
    const disk = new MemoryDisk();
    const { proof: _proof, preconditions: _preconditions, splitFrom: _splitFrom, ...gene } = aGene();
    const outcomes = { success: 4, failure: 1, unknown: 2 };
    disk.put("/data/genes.json", JSON.stringify({ schemaVersion: 1, genes: [{ ...gene, outcomes }] }));
    expect(loadGenes(disk.files, "/data")).toEqual([{ ...aGene(), outcomes: { ...outcomes, mixed: 0 }, proof: {} }]);
  });

  it("of genes of version 2 is read without preconditions", () => {
    const disk = new MemoryDisk();
    const { preconditions: _preconditions, splitFrom: _splitFrom, ...gene } = aGene();
    disk.put("/data/genes.json", JSON.stringify({ schemaVersion: 2, genes: [gene] }));
    expect(loadGenes(disk.files, "/data")).toEqual([aGene()]);
  });

  it("names the place of the fault", () => {
    const disk = new MemoryDisk();
    disk.put("/data/capsules.json", JSON.stringify({ schemaVersion: 1, capsules: [{ ...capsule, createdAt: "yesterday" }] }));
    expect(errorOf(() => loadCapsules(disk.files, "/data"))?.details.place).toBe("/capsules/0/createdAt");
  });

  it("is not read through a link", () => {
    const disk = new MemoryDisk();
    disk.put("/elsewhere", '{"schemaVersion":1,"capsules":[]}');
    disk.special("/data/capsules.json", "link", "/elsewhere");
    expect(errorOf(() => loadCapsules(disk.files, "/data"))?.code).toBe("UNSAFE_PATH");
  });

  it("is never written in a form that could not be read again", () => {
    const disk = new MemoryDisk();
    disk.folder("/data");
    expect(errorOf(() => saveCapsules(disk.files, "/data", [{ ...capsule, id: "nonsense" }]))?.code).toBe("UNEXPECTED");
    expect(errorOf(() => saveRollbacks(disk.files, "/data", [{} as never]))?.code).toBe("UNEXPECTED");
    expect(disk.files.names("/data")).toEqual([]);
  });
});

describe("the policy", () => {
  const { host } = nodePowers();
  const policyWith = (content: string | null) => {
    const disk = new MemoryDisk();
    disk.put("/program/policy/policy.json", nodePowers().files.bytes(join(host.programRoot, "policy", "policy.json"), 1 << 20));
    if (content !== null) disk.put("/data/policy.json", content);
    return () => loadPolicy(disk.files, "/program", "/data/policy.json");
  };

  it("is the shipped one without an overlay, and its digest changes with its content only", () => {
    const shipped = policyWith(null)();
    expect(policyWith('{"schemaVersion":1}')().digest).toBe(shipped.digest);
    const changed = policyWith('{"schemaVersion":1,"support":{"sessions":5}}')();
    expect(changed.policy.support).toEqual({ ...shipped.policy.support, sessions: 5 });
    expect(changed.digest).not.toBe(shipped.digest);
    expect(Object.isFrozen(changed.policy.scan.limits)).toBe(true);
  });

  it.each([
    ["{"],
    ["[]"],
    ['{"schemaVersion":1,"suport":{}}'],
    ['{"schemaVersion":1,"support":{"successRate":2}}'],
    ['{"schemaVersion":1,"scan":{"weights":{"no-such-rule":0}}}'],
    ['{"schemaVersion":2}'],
  ])("refuses %s and says where", (content) => {
    const error = errorOf(policyWith(content));
    expect(error?.code).toBe("POLICY_INVALID");
    expect(error?.message).toContain("/data/policy.json");
  });
});

describe("a journal that cannot be understood", () => {
  const place = { root: "/ws/skills", data: "/data", anchors: "/anchors" };
  it("stops everything and changes nothing", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), fc.constant('{"schemaVersion":1,"phase":"staged","txn":"../../x","skill":"..","root":"/"}')), (content) => {
        const disk = new MemoryDisk();
        disk.put("/data/journal.json", content);
        disk.put("/ws/skills/mine/SKILL.md", "mine");
        const before = disk.picture();
        expect(errorOf(() => recover(disk.files, { data: "/data", store: "/data/store", journal: "/data/journal.json" }, () => undefined))?.code).toBe(
          "JOURNAL_BROKEN",
        );
        expect(disk.picture()).toEqual(before);
      }),
    );
  });

  it("is one whose names could lead elsewhere, even when the rest is right", () => {
    const disk = new MemoryDisk();
    const skill = aSkill("report-sales", { "SKILL.md": "one" });
    const shop = aWorkshop(disk.files, place);
    shop.approve(skill);
    let journal = "";
    for (let at = 1; journal === ""; at += 1) {
      const copy = disk.clone();
      try {
        aWorkshop(copy.again({ kind: "kill", at }).files, place).deploy(skill);
      } catch {
        if (copy.files.facts("/data/journal.json") !== null) journal = new TextDecoder().decode(copy.files.bytes("/data/journal.json", 1 << 20));
      }
    }
    const change = (part: object) => {
      disk.put("/data/journal.json", JSON.stringify({ ...(JSON.parse(journal) as object), ...part }));
      return errorOf(() => readJournal(disk.files, "/data/journal.json"))?.code ?? null;
    };
    expect(change({})).toBeNull();
    for (const part of [
      { txn: "../../../home" },
      { txn: "" },
      { skill: "../x" },
      { skill: ".hidden" },
      { root: "skills" },
      { phase: "done" },
      { record: null },
      { capsules: [{}] },
    ])
      expect(change(part)).toBe("JOURNAL_BROKEN");
  });

  it("says its phases at its end, and a line that a crash cut short says none", () => {
    const disk = new MemoryDisk();
    const path = "/data/journal.json";
    const skill = aSkill("report-sales", { "SKILL.md": "one" });
    const shop = aWorkshop(disk.files, place);
    shop.approve(skill);
    let text = "";
    for (let at = 1; !text.endsWith('"staged"}\n'); at += 1) {
      const copy = disk.clone();
      expect(() => aWorkshop(copy.again({ kind: "kill", at }).files, place).deploy(skill)).toThrow();
      if (copy.files.facts(path) !== null) text = new TextDecoder().decode(copy.files.bytes(path, 1 << 20));
    }
    const phaseOf = (content: string) => {
      disk.put(path, content);
      return errorOf(() => phases.push(readJournal(disk.files, path)?.phase ?? "none"))?.code ?? phases.at(-1);
    };
    const phases: string[] = [];
    const first = text.indexOf("\n") + 1;
    for (let end = first; end < text.length; end += 1) expect(phaseOf(text.slice(0, end)), text.slice(first, end)).toBe("staging");
    expect(phaseOf(text)).toBe("staged");
    expect(phaseOf(`${text}{"phase":"switched"}\n`)).toBe("switched");
    // what a file system may show of a line whose bytes never reached the disk
    expect(phaseOf(`${text}${"\0".repeat(20)}`)).toBe("staged");
    expect(phaseOf(`${text}${"\0".repeat(12)}ched"}\n`)).toBe("staged");
    expect(phaseOf(`${text}{"phase":"switc\n{"phase":"switched"}\n`)).toBe("JOURNAL_BROKEN");
    expect(phaseOf(`${text}one\ntwo\n`)).toBe("JOURNAL_BROKEN");
    for (let end = 1; end < first - 1; end += 7) expect(phaseOf(text.slice(0, end))).toBe("JOURNAL_BROKEN");
    // the form of the version before this one: one object over many lines, written anew at each phase
    const old = { ...(JSON.parse(text.slice(0, first)) as object), schemaVersion: 1, phase: "staged" };
    expect(phaseOf(`${JSON.stringify(old, null, 2)}\n`)).toBe("staged");
  });

  it("does not take away what somebody put in the place meanwhile", () => {
    const disk = new MemoryDisk();
    const [one, two] = [aSkill("report-sales", { "SKILL.md": "one" }), aSkill("report-sales", { "SKILL.md": "two" })];
    const shop = aWorkshop(disk.files, place);
    for (const skill of [one, two]) shop.approve(skill);
    shop.deploy(one);
    let tried = 0;
    for (let at = 1; at < 120; at += 1) {
      const copy = disk.clone();
      try {
        aWorkshop(copy.again({ kind: "kill", at }).files, place, "b").deploy(two);
      } catch {
        if (copy.files.facts("/ws/skills/report-sales") !== null) continue;
        copy.again().put("/ws/skills/report-sales/SKILL.md", "somebody's own");
        expect(errorOf(() => aWorkshop(copy.files, place, "c").begin())?.code).toBe("JOURNAL_BROKEN");
        expect(new TextDecoder().decode(copy.files.bytes("/ws/skills/report-sales/SKILL.md", 100))).toBe("somebody's own");
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(0);
  });
});
