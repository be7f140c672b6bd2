import { describe, expect, it } from "vitest";
import { auditEvents } from "#pipeline/audit";
import { changing } from "#pipeline/changing";
import { gc } from "#pipeline/gc";
import { generationsOf } from "#pipeline/generations";
import { rollbackSkill, undoLast } from "#pipeline/rollback";
import { loadCapsules, loadRollbacks, saveCapsules } from "#store/state-files";
import { storeTree } from "#store/trees";
import { approvedFor, aSkill } from "../fakes/a-capsule.ts";
import { errorOf } from "../fakes/error-of.ts";
import { Killed, type MemoryDisk } from "../fakes/memory-files.ts";
import { aDisk } from "./a-context.ts";
import { aShelf } from "./a-shelf.ts";

const version = (number: number, name = "alpha") => aSkill(name, { "SKILL.md": `# ${name} ${number}\n`, "scripts/run.mjs": `${number}\n` });
const PLAIN = { keep: null, savedDays: null };
const back = { restore: false, force: false };
const inStore = (disk: MemoryDisk) => disk.files.names("/data/store").length;

function deployed(count: number) {
  const disk = aDisk();
  const shelf = aShelf(disk);
  for (let number = 1; number <= count; number += 1) shelf.deploy(version(number));
  return { disk, shelf };
}

describe("gc", () => {
  it("keeps ten generations and what they came from, clears the rest, says so in the log, and is then nothing to do", () => {
    const { disk, shelf } = deployed(14);
    expect(inStore(disk)).toBe(14);
    const picture = JSON.stringify(disk.picture());
    const plan = gc(shelf.context(true), PLAIN);
    expect(JSON.stringify(disk.picture())).toBe(picture);
    const result = gc(shelf.context(), PLAIN);
    expect({ ...plan, status: "cleared" }).toEqual(result);
    // what generation 4 left stays: an undo of 5 needs it
    expect(result.generations.map((one) => one.generation)).toEqual([1, 2, 3]);
    expect(inStore(disk)).toBe(11);
    expect(result.bytes).toBeGreaterThan(0);
    const events = auditEvents(shelf.context()).filter((one) => one.type.startsWith("gc."));
    expect(events.map((one) => one.type)).toEqual(["gc.begun", "gc.done"]);
    expect(events[1]?.data).toMatchObject({ trees: 3, digests: result.trees.map((one) => one.digest) });
    expect(gc(shelf.context(), PLAIN).status).toBe("nothing");
    expect(auditEvents(shelf.context()).filter((one) => one.type.startsWith("gc."))).toHaveLength(2);
  });

  it("says of a generation that is gone exactly that, and the others still come back", () => {
    const { disk, shelf } = deployed(6);
    gc(shelf.context(), { keep: 2, savedDays: null });
    const error = errorOf(() => rollbackSkill(shelf.context(), "alpha", { ...back, to: 2 }));
    expect(error?.code).toBe("GENERATION_GONE");
    expect(error?.message).toContain("generation 2 of alpha is gone: forge gc cleared it on 2026-03-09");
    expect(generationsOf(shelf.context(), "alpha").generations.map((one) => one.store)).toEqual(["gone", "gone", "gone", "kept", "kept", "kept"]);
    const state = JSON.stringify(disk.picture("/ws/skills"));
    expect(rollbackSkill(shelf.context(), "alpha", { ...back, to: 5 }).status).toBe("restored");
    undoLast(shelf.context(), false);
    expect(JSON.stringify(disk.picture("/ws/skills"))).toBe(state);
    // the same bytes once more are there again, whatever was cleared
    shelf.deploy(version(2));
    shelf.deploy(version(7));
    expect(rollbackSkill(shelf.context(), "alpha", { ...back, to: 2 }).status).toBe("restored");
  });

  it("keeps what restore would bring back, however many acts ago that was", () => {
    const { disk, shelf } = deployed(3);
    const state = JSON.stringify(disk.picture("/ws/skills"));
    for (let turn = 0; turn < 12; turn += 1) undoLast(shelf.context(), false);
    gc(shelf.context(), { keep: 2, savedDays: null });
    expect(JSON.stringify(disk.picture("/ws/skills"))).toBe(state);
    expect(rollbackSkill(shelf.context(), "alpha", { restore: true, force: false }).status).toBe("restored");
    expect(errorOf(() => rollbackSkill(shelf.context(), "alpha", { restore: true, force: false }))?.code).toBe("GENERATION_GONE");
  });

  it("counts each skill at each place for itself, and keeps what proposals and the next versions rest on", () => {
    const { disk, shelf } = deployed(4);
    for (let number = 1; number <= 4; number += 1) shelf.deploy(version(number), { root: "/other/skills" });
    for (let number = 1; number <= 4; number += 1) shelf.deploy(version(number, "beta"));
    const base = storeTree(disk.files, "/data/store", version(90));
    const edited = storeTree(disk.files, "/data/store", version(91));
    const waiting = { ...approvedFor(version(92)), status: "staged" as const, edited: { by: "a", at: "2026-03-02T10:00:00.000Z", generated: edited } };
    const orphan = storeTree(disk.files, "/data/store", version(93));
    saveCapsules(disk.files, "/data", [...loadCapsules(disk.files, "/data"), waiting]);
    const result = gc(shelf.context(), { keep: 2, savedDays: null });
    expect(
      result.trees
        .filter((one) => one.why === "orphan")
        .map((one) => one.digest)
        .sort(),
    ).toEqual([base, orphan].sort());
    expect(disk.files.names("/data/store")).toContain(edited);
    expect(new Set(result.generations.map((one) => one.path))).toEqual(new Set(["/ws/skills/alpha", "/other/skills/alpha", "/ws/skills/beta"]));
    for (const one of ["alpha", "beta"]) expect(rollbackSkill(shelf.context(), one, { restore: true, force: false }).status).toBe("restored");
  });

  it("never touches saved/ unless it is told from which age on, and then only copies of our own naming", () => {
    const { disk, shelf } = deployed(1);
    disk.put("/ws/skills/alpha/SKILL.md", "mine\n");
    rollbackSkill(shelf.context(), "alpha", { restore: false, force: true });
    disk.put("/data/saved/my notes/a.md", "mine");
    const [copy] = disk.files.names("/data/saved").filter((one) => one.startsWith("2026"));
    gc(shelf.context(), PLAIN);
    gc(shelf.context(), { keep: null, savedDays: 1 });
    expect(disk.files.names("/data/saved")).toEqual([copy, "my notes"]);
    const later = shelf.context();
    const result = gc({ ...later, powers: { ...later.powers, clock: { now: () => later.powers.clock.now() + 2 * 86_400_000 } } }, { keep: null, savedDays: 1 });
    expect(result.saved.map((one) => one.path)).toEqual([`/data/saved/${copy}`]);
    expect(disk.files.names("/data/saved")).toEqual(["my notes"]);
  });

  it("names damaged and lost trees, and does not trust them", () => {
    const { disk, shelf } = deployed(3);
    const [first = "", second = ""] = loadRollbacks(disk.files, "/data").map((one) => one.after?.treeDigest ?? "");
    disk.put(`/data/store/${first}/SKILL.md`, "other");
    const result = gc(shelf.context(), PLAIN);
    expect(result.corrupt.map((one) => one.digest)).toEqual([first]);
    expect(errorOf(() => rollbackSkill(shelf.context(), "alpha", { ...back, to: 1 }))?.code).toBe("STORE_BROKEN");
    disk.drop(`/data/store/${second}`);
    expect(
      gc(shelf.context(), PLAIN)
        .corrupt.map((one) => one.digest)
        .sort(),
    ).toEqual([first, second].sort());
    expect(generationsOf(shelf.context(), "alpha").generations.map((one) => one.store)).toEqual(["kept", "lost", "kept"]);
  });

  it("clears what interrupted commands left, and keeps whatever may be somebody's only copy", () => {
    const { disk, shelf } = deployed(2);
    const gone = ["/data/.genes.json.0123456789abcdef.tmp", `/data/store/.${"a".repeat(64)}.new/SKILL.md`, "/data/staging/.x.new/SKILL.md"];
    for (const path of gone) disk.put(path, "half");
    const mine = ["/data/staging/mine/SKILL.md", "/ws/skills/.skill-forge-0123456789abcdef-old/SKILL.md", "/data/staging/.y.old/SKILL.md"];
    for (const path of mine) disk.put(path, `mine ${path}`, 0o600);
    disk.put("/ws/skills/.skill-forge-notes", "no folder of ours");
    disk.put("/data/store/readme.txt", "not ours");
    // a side folder whose bytes are in the store is no loss
    for (const [path, text] of [
      ["SKILL.md", "# alpha 1\n"],
      ["scripts/run.mjs", "1\n"],
    ] as const)
      disk.put(`/ws/skills/.skill-forge-fedcba9876543210-old/${path}`, text, path.endsWith("mjs") ? 0o755 : 0o644);
    const result = gc(shelf.context(), PLAIN);
    expect(result.untouched).toEqual(["/data/store/readme.txt"]);
    for (const path of [...gone, ...mine]) expect(disk.files.facts(path), path).toBeNull();
    const saved = Object.values(disk.picture("/data/saved")).filter((one) => one.startsWith("file"));
    for (const path of mine) expect(saved, path).toContain(`file 600 mine ${path}`);
    expect(saved).toHaveLength(mine.length);
    expect(disk.files.names("/ws/skills")).toEqual([".skill-forge-notes", "alpha"]);
    expect(gc(shelf.context(), PLAIN).status).toBe("nothing");
  });

  it.each([
    ["log", "/data/events.jsonl", "CHAIN_BROKEN"],
    ["journal", "/data/journal.json", "JOURNAL_BROKEN"],
  ])("refuses on a broken %s and changes nothing, with --dry-run as well", (_, path, code) => {
    const { disk, shelf } = deployed(12);
    disk.put(path, "{}\n{}\n");
    const picture = JSON.stringify(disk.picture());
    for (const dryRun of [true, false]) expect(errorOf(() => gc(shelf.context(dryRun), PLAIN))?.code).toBe(code);
    expect(JSON.stringify(disk.picture())).toBe(picture);
  });

  it("killed at any moment names no tree that is gone, and the next one ends it", () => {
    const { disk, shelf } = deployed(6);
    const whole = disk.clone();
    gc(aShelf(whole.again()).context(), { keep: 2, savedDays: null });
    const { moments } = whole;
    for (let at = 1; at <= moments; at += 1) {
      const copy = disk.clone();
      expect(() => gc(aShelf(copy.again({ kind: "kill", at })).context(), { keep: 2, savedDays: null })).toThrow(Killed);
      const next = aShelf(copy.again());
      changing(next.context(), () => undefined);
      expect(
        generationsOf(next.context(), null).generations.map((one) => one.store),
        `killed at ${at}`,
      ).not.toContain("lost");
      const result = gc(next.context(), { keep: 2, savedDays: null });
      expect(result.corrupt).toEqual([]);
      expect(copy.files.names("/data/store").length).toBe(whole.files.names("/data/store").length);
      expect(undoLast(next.context(), false)).toMatchObject({ status: "restored" });
    }
    expect(shelf.notes).toEqual([]);
  });
});
