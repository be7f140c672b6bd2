import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readBatch } from "#store/batch";
import { readJournal } from "#store/journal";
import { loadCapsules, loadGenes, loadRollbacks, olderFiles, saveCapsules, saveGenes, saveRollbacks, upgradeFiles } from "#store/state-files";
import { digestOf } from "#kernel/digest";
import { aGene } from "../fakes/a-gene.ts";
import { errorOf } from "../fakes/error-of.ts";
import { MemoryDisk } from "../fakes/memory-files.ts";

/** Data folders as programs before this one left them, by the version of their genes.json: written by those programs, not by hand (the home is called /home/ada). */
const OLD = join(import.meta.dirname, "..", "fixtures", "state");
const VERSIONS = [
  ["genes-v1", 1],
  ["genes-v2", 2],
] as const;

function leftBy(folder: string): MemoryDisk {
  const disk = new MemoryDisk();
  for (const name of readdirSync(join(OLD, folder))) disk.put(`/data/${name}`, readFileSync(join(OLD, folder, name)), 0o600);
  return disk;
}
const bytes = (disk: MemoryDisk, path: string) => Buffer.from(disk.files.bytes(path, 1 << 20)).toString("utf8");

describe.each(VERSIONS)("a data folder of %s", (folder, version) => {
  it("is read whole: genes, capsules and generations", () => {
    const disk = leftBy(folder);
    const before = disk.picture();
    expect(loadGenes(disk.files, "/data").length).toBeGreaterThan(3);
    expect(loadCapsules(disk.files, "/data").map((one) => [one.name, one.status])).toEqual([["invoice-csv", "promoted"]]);
    expect(loadRollbacks(disk.files, "/data").map((one) => [one.generation, one.act])).toEqual([
      [1, "deploy"],
      [2, "rollback"],
      [3, "restore"],
    ]);
    expect(disk.picture()).toEqual(before);
  });

  it("is upgraded with the old bytes kept first, once, and the same whichever way it happens", () => {
    const disk = leftBy(folder);
    const old = bytes(disk, "/data/genes.json");
    expect(olderFiles(disk.files, "/data")).toEqual([
      { name: "genes.json", version, current: 3 },
      { name: "rollbacks.json", version: 1, current: 2 },
    ]);
    const genes = loadGenes(disk.files, "/data");
    const saved = disk.clone();
    upgradeFiles(disk.files, "/data");
    expect(olderFiles(disk.files, "/data")).toEqual([]);
    expect(loadGenes(disk.files, "/data")).toEqual(genes);
    const backup = `/data/backups/genes.json.v${version}-${digestOf(old).slice(0, 12)}`;
    expect(bytes(disk, backup)).toBe(old);
    expect(disk.files.facts(backup)?.mode).toBe(0o600);
    expect(disk.files.names("/data/backups")).toHaveLength(2);
    saveGenes(saved.files, "/data", genes);
    expect(bytes(saved, backup)).toBe(old);
    expect(bytes(saved, "/data/genes.json")).toBe(bytes(disk, "/data/genes.json"));
    upgradeFiles(disk.files, "/data");
    expect(disk.files.names("/data/backups")).toHaveLength(2);
  });

  it("killed in the middle of the upgrade is old or new, and never without the old bytes", () => {
    const start = leftBy(folder);
    const old = bytes(start, "/data/genes.json");
    const whole = start.clone();
    upgradeFiles(whole.again().files, "/data");
    for (let at = 1; at <= whole.moments; at += 1) {
      const disk = start.clone();
      try {
        upgradeFiles(disk.again({ kind: "kill", at }).files, "/data");
      } catch {
        disk.again();
      }
      const backups = disk.files.facts("/data/backups") === null ? [] : disk.files.names("/data/backups").filter((one) => one.startsWith("genes"));
      const kept = backups.map((name) => bytes(disk, `/data/backups/${name}`));
      expect([bytes(disk, "/data/genes.json"), ...kept], `killed at ${at}`).toContain(old);
      expect(loadGenes(disk.files, "/data")).toEqual(loadGenes(whole.files, "/data"));
    }
  });
});

describe("a state file of a newer program, or one that cannot be read", () => {
  const SAVES = {
    "genes.json": (disk: MemoryDisk) => saveGenes(disk.files, "/data", [aGene()]),
    "capsules.json": (disk: MemoryDisk) => saveCapsules(disk.files, "/data", []),
    "rollbacks.json": (disk: MemoryDisk) => saveRollbacks(disk.files, "/data", []),
  } as const;

  it.each(Object.keys(SAVES) as (keyof typeof SAVES)[])("is never written over, whoever asks: %s", (name) => {
    for (const [content, code] of [
      ['{"schemaVersion":99}', "STATE_TOO_NEW"],
      ["{", "STATE_UNREADABLE"],
      ["", "STATE_UNREADABLE"],
    ] as const) {
      const disk = new MemoryDisk();
      disk.put(`/data/${name}`, content);
      const before = disk.picture();
      expect(errorOf(() => SAVES[name](disk))?.code).toBe(code);
      expect(errorOf(() => upgradeFiles(disk.files, "/data"))?.code).toBe(code);
      expect(disk.picture()).toEqual(before);
    }
  });

  it("is refused by its version where it is no state of skills: journal and list of a rollback", () => {
    const disk = new MemoryDisk();
    disk.put("/data/journal.json", '{"schemaVersion":3,"phase":"staging"}\n{"phase":"staged"}\n');
    disk.put("/data/batch.json", '{"schemaVersion":2}');
    expect(errorOf(() => readJournal(disk.files, "/data/journal.json"))?.code).toBe("STATE_TOO_NEW");
    expect(errorOf(() => readBatch(disk.files, "/data/batch.json"))?.code).toBe("STATE_TOO_NEW");
  });
});
