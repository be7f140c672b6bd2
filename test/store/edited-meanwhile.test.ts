import { expect, it } from "vitest";
import { ForgeError } from "#kernel/errors";
import { aSkill } from "../fakes/a-capsule.ts";
import { errorOf } from "../fakes/error-of.ts";
import { aWorkshop, type Place } from "../fakes/a-workshop.ts";
import { MemoryDisk } from "../fakes/memory-files.ts";

const place: Place = { root: "/ws/skills", data: "/ws/memory/skill-forge", anchors: "/state/anchors/x" };
const LIVE = `${place.root}/report-sales`;

it.each([
  ["a copy", false, false],
  ["a link", true, false],
  ["a copy on another disk than what is kept", false, true],
])("keeps what somebody writes into a skill in the very moment in which it moves in, as %s, and says that it is there", (_, byLink, isFar) => {
  const disk = new MemoryDisk();
  disk.folder(place.root);
  const skill = aSkill("report-sales", { "SKILL.md": "# one\n" });
  const at: Place = { ...place, byLink };
  aWorkshop(disk.files, at).approve(skill);
  const writes = (to: string): void => {
    if (to !== LIVE) return;
    const real = byLink ? disk.files.linkTarget(LIVE) : LIVE;
    disk.put(`${real}/SKILL.md`, "# by hand\n");
  };
  const files = {
    ...disk.files,
    rename: (from: string, to: string) => {
      if (isFar && to.startsWith(`${place.data}/saved/`))
        throw new ForgeError("FILE_UNWRITABLE", `cannot move to ${to}: EXDEV`, { details: { reason: "EXDEV" } });
      disk.files.rename(from, to);
      writes(to);
    },
    link: (target: string, path: string, via: string) => {
      disk.files.link(target, path, via);
      writes(path);
    },
  };
  const error = errorOf(() => aWorkshop(files, at, "b").deploy(skill));
  const kept = Object.entries(disk.picture(`${place.data}/saved`)).filter(([, text]) => text.includes("# by hand"));
  expect(kept.map(([path]) => path.split("/").at(-1))).toEqual(["SKILL.md"]);
  expect(error).toMatchObject({ code: "STALE_PLAN", details: { path: LIVE, saved: kept[0]?.[0].replace("/SKILL.md", "") } });
  expect(error?.message).toContain("in the moment in which it moved in");
  expect(disk.files.facts(LIVE)).toBeNull();
  expect(aWorkshop(disk.files, at, "c").begin().recovered).toBeNull();
});
