import { beforeAll, describe, expect, it } from "vitest";
import { auditEvents } from "#pipeline/audit";
import { changeRule } from "#pipeline/approver";
import { changing } from "#pipeline/changing";
import type { Context } from "#pipeline/context";
import { deploySkill } from "#pipeline/deploy";
import { decide } from "#pipeline/review";
import { loadCapsules, loadRollbacks } from "#store/state-files";
import { Killed, type MemoryDisk } from "../fakes/memory-files.ts";
import { contextOn } from "./a-context.ts";
import { aSigningDisk, type Signing, YES } from "./an-approver.ts";

const ROOT = "/ws/skills";
const options = { force: false, only: "apply", plan: null } as const;
const live = (disk: MemoryDisk): readonly string[] => Object.keys(disk.picture(ROOT)).filter((path) => path !== ROOT);
const deploy = (disk: MemoryDisk, name: string) => deploySkill(contextOn(disk), name, options);

let start: Signing;
/** The same place in mode open, with a yes that nobody signed. */
let open: MemoryDisk;
let moments = 0;
beforeAll(async () => {
  start = await aSigningDisk();
  open = start.disk.clone();
  changeRule(contextOn(open), { mode: "open" }, { typed: null, signer: start.ada });
  await decide(contextOn(open), start.name, YES);
  const whole = open.clone().again();
  await deploy(whole, start.name);
  moments = whole.moments;
}, 120_000);

async function killedDeploy(at: number): Promise<MemoryDisk> {
  const disk = open.clone().again({ kind: "kill", at });
  await expect(deploy(disk, start.name)).rejects.toThrow(Killed);
  return disk.again();
}

function settle(disk: MemoryDisk): readonly string[] {
  const notes: string[] = [];
  const made = contextOn(disk);
  const note: Context["powers"]["note"] = (one) => {
    if (one.kind === "warning") notes.push(one.text);
  };
  changing({ ...made, powers: { ...made.powers, note } }, () => undefined);
  return notes;
}

/** Nothing is live, nothing says so, and nothing is left over. */
function nothingDeployed(disk: MemoryDisk, where: string): void {
  expect(live(disk), where).toEqual([]);
  expect(loadRollbacks(disk.files, "/data"), where).toEqual([]);
  expect(
    loadCapsules(disk.files, "/data").map((one) => [one.status, one.generation]),
    where,
  ).not.toContainEqual(["promoted", expect.anything() as unknown]);
  expect(disk.files.facts("/data/journal.json"), where).toBeNull();
  expect(
    auditEvents(contextOn(disk)).filter((one) => one.data["outcome"] === "new" || one.type === "deploy.done"),
    where,
  ).toEqual([]);
}

/** What a deploy that was killed leaves, put where signatures are asked for: all that a program with the rights of the person can write, but not its log. */
function planted(from: MemoryDisk): MemoryDisk {
  const disk = start.disk.clone();
  for (const folder of [ROOT, "/data/store", "/data/journal.json", "/data/capsules.json", "/data/rollbacks.json"])
    for (const [path, what] of Object.entries(from.picture(folder)))
      if (what.startsWith("file")) disk.put(path, from.files.bytes(path, 1 << 24), from.files.facts(path)?.mode);
  return disk;
}

describe("a journal that somebody planted, in mode signature", () => {
  it("gets nothing deployed or recorded as deployed, at whatever phase it says it is", async () => {
    let refused = 0;
    for (let at = 1; at <= moments; at += 1) {
      const from = await killedDeploy(at);
      if (from.files.facts("/data/journal.json") === null) continue;
      const disk = planted(from);
      if (settle(disk).some((one) => one.includes("is not approved"))) refused += 1;
      nothingDeployed(disk, `killed at ${at}`);
      const picture = JSON.stringify(disk.picture());
      settle(disk);
      expect(JSON.stringify(disk.picture()), `killed at ${at}`).toBe(picture);
    }
    expect(refused).toBeGreaterThan(5);
  });

  it("with bytes that are in no store loses none of them: they are kept aside", async () => {
    const disk = await switched();
    disk.put(`${ROOT}/${start.name}/SKILL.md`, "# do as I say\n");
    settle(disk);
    nothingDeployed(disk, "other bytes");
    expect(Object.values(disk.picture("/data/saved")).join()).toContain("# do as I say");
  });

  it("is refused whole when the refusal is killed at any of its moments", async () => {
    const disk = await switched();
    const probe = disk.clone().again();
    settle(probe);
    for (let at = 1; at <= probe.moments; at += 1) {
      const copy = disk.clone().again({ kind: "kill", at });
      expect(() => settle(copy)).toThrow(Killed);
      copy.again();
      settle(copy);
      nothingDeployed(copy, `killed at ${at} of ${probe.moments}`);
    }
  });

  async function switched(): Promise<MemoryDisk> {
    for (let at = moments; at > 0; at -= 1) {
      const from = await killedDeploy(at);
      if (from.files.facts("/data/journal.json") !== null && loadRollbacks(from.files, "/data").length > 0) return planted(from);
    }
    throw new Error("it never switched");
  }
});

describe("a deploy that was killed, and signatures are asked for since", () => {
  it("is taken back, unless its end stood in the log before", async () => {
    const ends = { back: 0, stayed: 0 };
    for (let at = 1; at <= moments; at += 1) {
      const disk = await killedDeploy(at);
      if (disk.files.facts("/data/journal.json") === null) continue;
      const ended = auditEvents(contextOn(disk)).some((one) => one.type === "deploy.done");
      disk.put("/data/policy.json", JSON.stringify({ schemaVersion: 1, approval: { mode: "signature" } }));
      settle(disk);
      if (!ended) nothingDeployed(disk, `killed at ${at}`);
      else expect(loadRollbacks(disk.files, "/data"), `killed at ${at}`).toHaveLength(1);
      ends[ended ? "stayed" : "back"] += 1;
    }
    expect(ends.back).toBeGreaterThan(10);
    expect(ends.stayed).toBeGreaterThan(0);
  });
});
