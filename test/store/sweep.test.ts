import { expect, it } from "vitest";
import { saveCapsules } from "#store/state-files";
import { sweep } from "#store/sweep";
import { approvedFor, aSkill } from "../fakes/a-capsule.ts";
import { MemoryDisk } from "../fakes/memory-files.ts";

const places = { data: "/data", store: "/data/store" };

it("clears halves of what was staged and brings back what had no successor, and touches nothing that was never proposed", () => {
  const disk = new MemoryDisk();
  const skill = aSkill("alpha", { "SKILL.md": "# one\n" });
  disk.folder("/data");
  saveCapsules(disk.files, "/data", [approvedFor(skill)]);
  for (const folder of ["alpha", ".alpha.old", ".beta.new", ".gamma.old"])
    disk.put(`/data/staging/${folder}/SKILL.md`, folder === ".alpha.old" ? "# one\n" : "# other\n");
  // not ours: a file, other names, and words that nobody proposed beside a skill that waits
  disk.put("/data/staging/.notes.old", "mine");
  disk.put("/data/staging/.My Notes.old/x.md", "mine");
  disk.put("/data/staging/delta/SKILL.md", "# delta\n");
  disk.put("/data/staging/.delta.old/SKILL.md", "# mine\n");
  sweep(disk.files, places);
  expect(disk.files.names("/data/staging")).toEqual([".My Notes.old", ".delta.old", ".notes.old", "alpha", "delta", "gamma"]);
  expect(new TextDecoder().decode(disk.files.bytes("/data/staging/gamma/SKILL.md", 99))).toBe("# other\n");
});
