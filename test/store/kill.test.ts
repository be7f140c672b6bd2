import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkLog } from "#audit/read-log";
import { loadRollbacks } from "#store/state-files";
import { nodePowers } from "#platform/powers";
import { aWorkshop, type Place } from "../fakes/a-workshop.ts";
import { ONE, TWO } from "../fakes/forge-child.ts";

const { files } = nodePowers();
const CHILD = join(import.meta.dirname, "..", "fakes", "forge-child.ts");
let base = "";
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), "forge kill ' \" ü "));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const placeIn = (folder: string): Place => ({ root: join(folder, "skills"), data: join(folder, "data"), anchors: join(folder, "anchors") });

function started(name: string, before: (shop: ReturnType<typeof aWorkshop>) => void): string {
  const folder = join(base, name);
  mkdirSync(join(folder, "skills", "other"), { recursive: true });
  writeFileSync(join(folder, "skills", "other", "SKILL.md"), "decoy");
  before(aWorkshop(files, placeIn(folder)));
  return folder;
}

/** Records name the real path of the root, so the copy has to stand where the first stood. */
function runKilled(start: string, act: string, at: number): Readonly<{ killed: boolean; folder: string }> {
  const folder = join(base, "run");
  rmSync(folder, { recursive: true, force: true });
  cpSync(start, folder, { recursive: true });
  const { root, data, anchors } = placeIn(folder);
  const done = spawnSync(process.execPath, [CHILD, act, root, data, anchors, String(at)], { encoding: "utf8" });
  if (done.signal !== "SIGKILL" && done.status !== 0) throw new Error(done.stderr);
  return { killed: done.signal === "SIGKILL", folder };
}

describe.each([
  ["deploy", "deploy", [3, 12, 24, 31, 35, 38, 45]],
  ["upgrade", "upgrade", [5, 14, 24, 30, 34, 37, 40, 46]],
] as const)("a process killed for real in the middle of a %s", (_, act, moments) => {
  it("leaves the old or the new skill, and the next command settles the rest", () => {
    let killed = 0;
    for (const at of moments) {
      rmSync(join(base, "run"), { recursive: true, force: true });
      const start =
        act === "deploy"
          ? started("run", (shop) => shop.approve(ONE))
          : started("run", (shop) => {
              shop.approve(ONE);
              shop.deploy(ONE);
              shop.approve(TWO);
            });
      const kept = join(base, "kept");
      rmSync(kept, { recursive: true, force: true });
      cpSync(start, kept, { recursive: true });
      const result = runKilled(kept, act, at);
      if (result.killed) killed += 1;
      const place = placeIn(result.folder);
      const shop = aWorkshop(files, place, "next");
      shop.begin();
      const live = shop.live(ONE.name);
      const last = loadRollbacks(files, place.data).at(-1);
      expect(live.treeDigest, `killed at ${at}`).toBe(last?.after?.treeDigest ?? null);
      expect(readdirSync(place.root).filter((name) => name.startsWith("."))).toEqual([]);
      expect(existsSync(shop.places.journal)).toBe(false);
      expect(checkLog(files, shop.logPlace).status).toBe("ok");
      expect(shop.begin().recovered).toBeNull();
      expect(files.names(join(place.root, "other"))).toEqual(["SKILL.md"]);
    }
    expect(killed).toBe(moments.length);
  });
});
