import { expect, it } from "vitest";
import { aSkill } from "../fakes/a-capsule.ts";
import { aWorkshop, type Place } from "../fakes/a-workshop.ts";
import { MemoryDisk } from "../fakes/memory-files.ts";

const place: Place = { root: "/ws/skills", data: "/ws/memory/skill-forge", anchors: "/state/anchors/x" };
const LIVE = `${place.root}/report-sales`;

it("keeps what somebody writes into a skill in the very moment in which it moves in", () => {
  const disk = new MemoryDisk();
  disk.folder(place.root);
  const skill = aSkill("report-sales", { "SKILL.md": "# one\n" });
  aWorkshop(disk.files, place).approve(skill);
  const files = {
    ...disk.files,
    rename: (from: string, to: string) => {
      disk.files.rename(from, to);
      if (to === LIVE) disk.put(`${LIVE}/SKILL.md`, "# by hand\n");
    },
  };
  expect(() => aWorkshop(files, place, "b").deploy(skill)).toThrow("does not hold what was written to it");
  const kept = Object.entries(disk.picture(`${place.data}/saved`)).filter(([, text]) => text.includes("# by hand"));
  expect(kept.map(([path]) => path.split("/").at(-1))).toEqual(["SKILL.md"]);
  expect(disk.files.facts(LIVE)).toBeNull();
  expect(aWorkshop(disk.files, place, "c").begin().recovered).toBeNull();
});
