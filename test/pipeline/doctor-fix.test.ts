import { describe, expect, it } from "vitest";
import { auditEvents } from "#pipeline/audit";
import { type DoctorResult, doctor } from "#pipeline/doctor";
import { doctorFix } from "#pipeline/doctor-fix";
import { driftOf } from "#pipeline/drift";
import { rollbackSkill, undoLast } from "#pipeline/rollback";
import { rollbackSince } from "#pipeline/rollback-since";
import { loadCapsules, loadRollbacks, saveCapsules } from "#store/state-files";
import { approvedFor, aSkill } from "../fakes/a-capsule.ts";
import { Killed, type MemoryDisk } from "../fakes/memory-files.ts";
import { aDisk } from "./a-context.ts";
import { aShelf } from "./a-shelf.ts";

const A1 = aSkill("alpha", { "SKILL.md": "# a1\n", "scripts/run.mjs": "1\n" });
const A2 = aSkill("alpha", { "SKILL.md": "# a2\n" });

function deployed() {
  const disk = aDisk();
  const shelf = aShelf(disk);
  shelf.deploy(A1);
  shelf.deploy(A2);
  return { disk, shelf };
}
const picture = (disk: MemoryDisk) => JSON.stringify(disk.picture());

describe("doctor --fix", () => {
  it("finds nothing to repair where all is well, and writes nothing", () => {
    const { disk, shelf } = deployed();
    const before = picture(disk);
    expect(doctorFix(shelf.context())).toEqual([]);
    expect(picture(disk)).toBe(before);
  });

  it("says in a dry run what it would do, does it, records each, and is then done", () => {
    const { disk, shelf } = deployed();
    const [first] = loadRollbacks(disk.files, "/data");
    disk.files.setMode("/data", 0o755);
    disk.files.setMode("/data/rollbacks.json", 0o664);
    disk.put("/data/staging/mine/SKILL.md", "whose?");
    disk.put("/ws/skills/.skill-forge-0123456789abcdef-old/SKILL.md", "the only copy");
    disk.put(`/data/store/${loadRollbacks(disk.files, "/data")[1]?.after?.treeDigest ?? ""}/SKILL.md`, "damaged");
    const waiting = { ...approvedFor(aSkill("beta", { "SKILL.md": "b" })), status: "staged" as const, decision: null };
    saveCapsules(disk.files, "/data", [...loadCapsules(disk.files, "/data"), waiting]);
    const before = picture(disk);
    const planned = doctorFix(shelf.context(true));
    expect(picture(disk)).toBe(before);
    expect(planned.map((one) => [one.what, one.state])).toEqual([
      ["rights", "would"],
      ["rights", "would"],
      ["rights", "would"],
      ["left over", "would"],
      ["left over", "would"],
      ["stored tree", "would"],
      ["proposal", "would"],
    ]);
    const done = doctorFix(shelf.context());
    expect(done.map((one) => one.state)).toEqual(planned.map(() => "done"));
    expect(disk.files.facts("/data")?.mode).toBe(0o700);
    expect(disk.files.facts("/data/rollbacks.json")?.mode).toBe(0o600);
    const kept = Object.values(disk.picture("/data/saved")).filter((one) => one.startsWith("file"));
    expect(kept).toEqual(expect.arrayContaining(["file 644 whose?", "file 644 the only copy"]));
    expect(loadCapsules(disk.files, "/data").find((one) => one.name === "beta")?.status).toBe("expired");
    const kinds = auditEvents(shelf.context()).flatMap((one) => (one.type === "state.repaired" ? [one.data["kind"]] : []));
    expect(kinds).toEqual(["rights", "rights", "rights", "leftover", "leftover", "tree", "expired"]);
    expect(doctorFix(shelf.context())).toEqual([]);
    expect(rollbackSkill(shelf.context(), "alpha", { restore: false, force: false, to: first?.generation ?? 0 }).status).toBe("restored");
    undoLast(shelf.context(), false);
  });

  it("finishes what was interrupted, whichever moment it was", () => {
    const { disk, shelf } = deployed();
    shelf.deploy(aSkill("beta", { "SKILL.md": "b" }));
    let told = 0;
    for (let at = 1; at < 160; at += 3) {
      const copy = disk.clone();
      try {
        rollbackSince(aShelf(copy.again({ kind: "kill", at })).context(), "9w", { force: false, seen: null, planOnly: false });
      } catch (error) {
        expect(error).toBeInstanceOf(Killed);
      }
      const next = aShelf(copy.again());
      const done = doctorFix(next.context());
      if (done.some((one) => one.what === "journal" && one.state === "done")) told += 1;
      for (const path of ["/data/journal.json", "/data/batch.json"]) expect(copy.files.facts(path)).toBeNull();
      expect(doctorFix(next.context())).toEqual([]);
    }
    expect(told).toBeGreaterThan(10);
  });

  it("repairs nothing at all, modes included, when the log is cut and its anchor is gone: washing that away would be no repair", () => {
    const { disk, shelf } = deployed();
    const { anchors, events } = shelf.context().places;
    const lines = new TextDecoder().decode(disk.files.bytes(events, 1 << 20)).split("\n");
    disk.put(events, `${lines.slice(0, -3).join("\n")}\n`, 0o600);
    disk.drop(anchors);
    disk.files.setMode("/data/rollbacks.json", 0o664);
    const before = picture(disk);
    const [answer, ...more] = doctorFix(shelf.context());
    expect(more).toEqual([]);
    expect(answer).toMatchObject({ what: "nothing", state: "cannot" });
    expect(answer?.help).not.toBe("");
    expect(picture(disk)).toBe(before);
    expect(bad(doctor(shelf.context()), "audit log")).toBe("bad");
  });

  it("never touches a decision or what a person wrote", () => {
    const { disk, shelf } = deployed();
    disk.put("/ws/skills/alpha/SKILL.md", "mine\n", 0o600);
    const approved = { ...approvedFor(aSkill("beta", { "SKILL.md": "b" })), status: "approved" as const };
    saveCapsules(disk.files, "/data", [...loadCapsules(disk.files, "/data"), approved]);
    doctorFix(shelf.context());
    expect(new TextDecoder().decode(disk.files.bytes("/ws/skills/alpha/SKILL.md", 100))).toBe("mine\n");
    expect(loadCapsules(disk.files, "/data").find((one) => one.name === "beta")?.status).toBe("approved");
  });
});

describe("drift", () => {
  it("tells changed, added, removed and rights apart, and gone, with the ways out", () => {
    const disk = aDisk();
    const shelf = aShelf(disk);
    shelf.deploy(A1);
    expect(driftOf(shelf.context())).toMatchObject([{ state: "as-deployed", ways: [] }]);
    disk.put("/ws/skills/alpha/SKILL.md", "mine\n");
    disk.put("/ws/skills/alpha/new.md", "new\n");
    disk.files.setMode("/ws/skills/alpha/scripts/run.mjs", 0o600);
    const [drift] = driftOf(shelf.context());
    expect(drift?.differences).toEqual([
      { path: "SKILL.md", what: "changed" },
      { path: "new.md", what: "added" },
      { path: "scripts/run.mjs", what: "mode" },
    ]);
    expect(drift?.ways.map((one) => one.command)).toEqual(["forge adopt --skill alpha", "forge rollback --skill alpha --to 1 --force"]);
    const check = doctor(shelf.context()).checks.find((one) => one.what === "deployed skill");
    expect(check).toMatchObject({ state: "note" });
    expect(check?.detail).toContain("new.md added");
    // the way that is shown is a way
    rollbackSkill(shelf.context(), "alpha", { restore: false, force: true, to: 1 });
    expect(driftOf(shelf.context())).toMatchObject([{ state: "as-deployed", generation: 2 }]);
    disk.drop("/ws/skills/alpha");
    expect(driftOf(shelf.context())).toMatchObject([
      { state: "gone", ways: [{ command: "forge rollback --skill alpha --to 2" }, { command: "forge rollback --skill alpha" }] },
    ]);
    expect(rollbackSkill(shelf.context(), "alpha", { restore: false, force: false, to: 2 }).status).toBe("restored");
    expect(driftOf(shelf.context())).toMatchObject([{ state: "as-deployed" }]);
  });
});

function bad(result: DoctorResult, what: string): string | undefined {
  return result.checks.find((one) => one.what === what)?.state;
}
