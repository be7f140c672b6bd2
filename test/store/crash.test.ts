import { describe, expect, it } from "vitest";
import { checkLog } from "#audit/read-log";
import { ForgeError } from "#kernel/errors";
import { loadCapsules, loadRollbacks } from "#store/state-files";
import { IS_WHOLE } from "../cases.ts";
import { aSkill } from "../fakes/a-capsule.ts";
import { aWorkshop, type Place } from "../fakes/a-workshop.ts";
import { type Break, Killed, MemoryDisk } from "../fakes/memory-files.ts";

const place: Place = { root: "/ws/skills", data: "/ws/memory/skill-forge", anchors: "/state/anchors/x" };
const ONE = aSkill("report-sales", { "SKILL.md": "# one\n", "scripts/main.mjs": "export const a = 1;\n", "references/a b.md": "é ' \"\n" });
const TWO = aSkill("report-sales", { "SKILL.md": "# two\n", "scripts/main.mjs": "export const a = 2;\n", "notes.md": "new\n" });
const NAME = "report-sales";

type Workshop = ReturnType<typeof aWorkshop>;
/** `byLink`: the host is given links. */
type Case = Readonly<{ name: string; byLink?: true; before: (shop: Workshop, disk: MemoryDisk) => void; act: (shop: Workshop) => string }>;

const first = (shop: Workshop) => {
  shop.approve(ONE);
  shop.deploy(ONE);
};
const second = (shop: Workshop) => {
  first(shop);
  shop.approve(TWO);
  shop.deploy(TWO);
};
const LIVE = "/ws/skills/report-sales";
const LINKED = `${place.data}/linked/${NAME}`;
/** The folder behind the link, found as an editor would find it. */
const handEdit = (disk: MemoryDisk) => disk.put(`${disk.files.linkTarget(LIVE)}/SKILL.md`, "# by hand\n");
const edited = (shop: Workshop, disk: MemoryDisk) => {
  first(shop);
  disk.put("/ws/skills/report-sales/SKILL.md", "# by hand\n");
  disk.put("/ws/skills/report-sales/mine.md", "mine\n", 0o600);
  disk.put("/ws/skills/report-sales/.openclaw/origin.json", "{}");
};

/** Somebody put a folder of their own where our link was, and a new version waits. */
const byHand = (shop: Workshop, disk: MemoryDisk) => {
  first(shop);
  disk.drop(LIVE);
  disk.put(`${LIVE}/SKILL.md`, "# a folder of my own\n", 0o600);
  shop.approve(TWO);
};

const CASES: readonly Case[] = [
  { name: "first deploy", before: (shop) => shop.approve(ONE), act: (shop) => shop.deploy(ONE) },
  {
    name: "upgrade",
    before: (shop) => {
      first(shop);
      shop.approve(TWO);
    },
    act: (shop) => shop.deploy(TWO),
  },
  {
    name: "forced upgrade over a hand edit",
    before: (shop, disk) => {
      edited(shop, disk);
      shop.approve(TWO);
    },
    act: (shop) => shop.deploy(TWO, true),
  },
  { name: "rollback", before: second, act: (shop) => shop.rollback(NAME) },
  { name: "restore", before: second, act: (shop) => shop.rollback(NAME, { restore: true }) },
  {
    name: "restore after a rollback",
    before: (shop) => {
      second(shop);
      shop.rollback(NAME);
    },
    act: (shop) => shop.rollback(NAME, { restore: true }),
  },
  { name: "forced rollback of a hand edit", before: edited, act: (shop) => shop.rollback(NAME, { force: true }) },
  {
    name: "rollback of a skill that somebody removed",
    before: (shop, disk) => {
      first(shop);
      disk.drop("/ws/skills/report-sales");
    },
    act: (shop) => shop.rollback(NAME),
  },
  { name: "first deploy by link", byLink: true, before: (shop) => shop.approve(ONE), act: (shop) => shop.deploy(ONE) },
  {
    name: "upgrade by link",
    byLink: true,
    before: (shop) => {
      first(shop);
      shop.approve(TWO);
    },
    act: (shop) => shop.deploy(TWO),
  },
  {
    name: "forced upgrade by link over a hand edit",
    byLink: true,
    before: (shop, disk) => {
      first(shop);
      handEdit(disk);
      shop.approve(TWO);
    },
    act: (shop) => shop.deploy(TWO, true),
  },
  { name: "rollback by link", byLink: true, before: second, act: (shop) => shop.rollback(NAME) },
  { name: "restore by link", byLink: true, before: second, act: (shop) => shop.rollback(NAME, { restore: true }) },
  {
    name: "restore by link after a rollback",
    byLink: true,
    before: (shop) => {
      second(shop);
      shop.rollback(NAME);
    },
    act: (shop) => shop.rollback(NAME, { restore: true }),
  },
  {
    name: "forced upgrade by link where somebody put a folder",
    byLink: true,
    before: byHand,
    act: (shop) => shop.deploy(TWO, true),
  },
  {
    name: "undo by link of such a deploy, which brings the folder back",
    byLink: true,
    before: (shop, disk) => {
      byHand(shop, disk);
      shop.deploy(TWO, true);
    },
    act: (shop) => shop.rollback(NAME, { undo: true }),
  },
  {
    name: "upgrade by link that led nowhere",
    byLink: true,
    before: (shop, disk) => {
      first(shop);
      disk.drop(`${place.data}/linked`);
      shop.approve(TWO);
    },
    act: (shop) => shop.deploy(TWO),
  },
];

function shopFor(one: Case, disk: MemoryDisk, seed = "a", broken: Break = null): Workshop {
  return aWorkshop(disk.again(broken).files, { ...place, byLink: one.byLink ?? false }, seed);
}

function prepared(one: Case): MemoryDisk {
  const disk = new MemoryDisk();
  for (const path of ["/ws/skills/other/SKILL.md", "/ws/notes.txt", "/home/decoy", "/ws/skills/.skill-forge", "/ws/memory/skill-forge/policy.json"])
    disk.put(path, `decoy ${path}`);
  one.before(shopFor(one, disk), disk);
  return disk;
}

/** What a host sees at the place: a folder, or a link with the folder behind it, whose own name counts up and says nothing. */
const tree = (disk: MemoryDisk) => {
  if (disk.files.facts(LIVE)?.kind !== "link") return JSON.stringify(disk.picture(LIVE));
  const target = disk.files.linkTarget(LIVE);
  return JSON.stringify([disk.files.facts(target) === null ? "a link to nothing" : "a link", disk.picture(target)]).replaceAll(target, "GENERATION");
};
const decoys = (disk: MemoryDisk) => Object.entries(disk.picture()).filter(([path, text]) => text.includes("decoy ") || path.startsWith("/home"));

/** Generations to which no link leads, because somebody removed or replaced it by hand: they are cleared by gc and no business of a deploy. */
const orphans = (disk: MemoryDisk): readonly string[] => {
  const live = disk.files.facts(LIVE)?.kind === "link" ? disk.files.linkTarget(LIVE) : "";
  return disk.files.facts(LINKED) === null ? [] : disk.files.names(LINKED).filter((name) => `${LINKED}/${name}` !== live);
};

type States = Readonly<{ old: string; fresh: string; count: number; left: readonly string[] }>;

function check(disk: MemoryDisk, shop: Workshop, { old, fresh, count, left }: States, what: string): void {
  const now = tree(disk);
  expect([old, fresh], what).toContain(now);
  const { treeDigest } = shop.live(NAME);
  const records = loadRollbacks(disk.files, place.data);
  const last = records.at(-1);
  // with the skill gone before and after, only the records can tell the two states apart
  if (old !== fresh) expect(records.length, what).toBe(now === fresh ? count + 1 : count);
  if (now === fresh && old !== fresh) expect(last?.after?.treeDigest ?? null, what).toBe(treeDigest);
  expect(new Set(records.map((one) => one.generation)).size, what).toBe(records.length);
  const promoted = loadCapsules(disk.files, place.data).filter((one) => one.status === "promoted");
  expect(
    promoted.map((one) => one.id),
    what,
  ).toEqual(last?.after == null ? [] : [last.after.capsule]);
  expect(
    disk.files.names("/ws/skills").filter((one) => /^\.skill-forge-/.test(one)),
    what,
  ).toEqual([]);
  expect(
    disk.files.names(place.data).filter((one) => one.endsWith(".tmp") || one === "journal.json"),
    what,
  ).toEqual([]);
  // behind a link lies exactly the generation that is live: nothing half written, nothing that nobody refers to
  expect(orphans(disk), what).toEqual(left);
  expect(checkLog(disk.files, shop.logPlace).status, what).toBe("ok");
}

function run(one: Case, start: MemoryDisk, broken: Break): Readonly<{ disk: MemoryDisk; error: unknown }> {
  const disk = start.clone();
  let error: unknown = null;
  try {
    one.act(shopFor(one, disk, "b", broken));
  } catch (caught) {
    error = caught;
  }
  return { disk, error };
}

/** Kills of a recovery go over pairs of moments; every day only some of the first kills are tried. */
const BETWEEN = IS_WHOLE ? 3 : 13;

describe.each(CASES)("an interrupted $name", (one) => {
  const start = prepared(one);
  const old = tree(start);
  const whole = run(one, start, null);
  const fresh = tree(whole.disk);
  const { moments, operations } = whole.disk;
  const count = loadRollbacks(start.files, place.data).length;
  const states: States = { old, fresh, count, left: orphans(start) };

  it("runs through when nothing interrupts it, and leaves everybody else's files alone", () => {
    expect(whole.error).toBeNull();
    check(whole.disk, shopFor(one, whole.disk, "c"), states, "whole");
    expect(decoys(whole.disk)).toEqual(decoys(start));
  });

  it("is the old or the new state after a kill at every moment, and the state files and the log agree", () => {
    let finished = 0;
    for (let at = 1; at <= moments; at += 1) {
      const { disk, error } = run(one, start, { kind: "kill", at });
      expect(error, `moment ${at}`).toBeInstanceOf(Killed);
      const shop = shopFor(one, disk, "c");
      shop.begin();
      check(disk, shop, states, `kill at ${at} of ${moments}`);
      expect(decoys(disk)).toEqual(decoys(start));
      if (loadRollbacks(disk.files, place.data).length > count) finished += 1;
      const settled = JSON.stringify(disk.picture());
      expect(shop.begin().recovered).toBeNull();
      expect(JSON.stringify(disk.picture())).toBe(settled);
    }
    expect(finished).toBeGreaterThan(0);
    expect(finished).toBeLessThan(moments);
  });

  it("survives a kill in the middle of the recovery from a kill", () => {
    let tried = 0;
    for (let at = 1; at <= moments; at += BETWEEN) {
      const { disk } = run(one, start, { kind: "kill", at });
      const probe = disk.clone();
      shopFor(one, probe, "c").begin();
      for (let again = 1; again <= probe.moments; again += 1) {
        const copy = disk.clone();
        expect(() => shopFor(one, copy, "c", { kind: "kill", at: again }).begin()).toThrow(Killed);
        const shop = shopFor(one, copy, "d");
        shop.begin();
        check(copy, shop, states, `kill at ${at}, then at ${again}`);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(IS_WHOLE ? 50 : 10);
  });

  it("can be done again after any kill, and then it is the new state", () => {
    for (let at = 1; at <= moments; at += 1) {
      const { disk } = run(one, start, { kind: "kill", at });
      const shop = shopFor(one, disk, "c");
      shop.begin();
      if (loadRollbacks(disk.files, place.data).length === count) one.act(shop);
      check(disk, shop, states, `again after ${at}`);
      expect(tree(disk)).toBe(fresh);
    }
  });

  it.each(["ENOSPC", "EACCES", "EIO"])("is the old or the new state when an operation fails with %s, before or after it took effect", (code) => {
    for (const after of [false, true]) {
      for (let at = 1; at <= operations; at += 1) {
        const { disk, error } = run(one, start, { kind: "fail", at, code, after });
        if (error !== null) expect(error, `operation ${at}`).toBeInstanceOf(ForgeError);
        const shop = shopFor(one, disk, "c");
        shop.begin();
        check(disk, shop, states, `${code} ${after ? "after" : "before"} operation ${at} of ${operations}`);
        expect(decoys(disk)).toEqual(decoys(start));
      }
    }
  });
});
