import { expect, it } from "vitest";
import { entriesOf, treeDigestOf } from "#kernel/tree";
import { treeAt } from "#store/leftovers";
import { saveCapsules } from "#store/state-files";
import { sweep } from "#store/sweep";
import { writeStaged } from "#store/trees";
import { approvedFor, aSkill } from "../fakes/a-capsule.ts";
import { Killed, MemoryDisk } from "../fakes/memory-files.ts";

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

it("leaves nothing of a proposal that another one replaced, wherever that was interrupted", () => {
  const [one, two] = ["# one\n", "# two\n"].map((text) => aSkill("alpha", { "SKILL.md": text, "scripts/a.mjs": text, "notes.md": text }));
  if (one === undefined || two === undefined) throw new Error("there are two");
  const start = new MemoryDisk();
  start.folder("/data");
  saveCapsules(start.files, "/data", [approvedFor(one), approvedFor(two)]);
  writeStaged(start.files, "/data", one);
  const probe = start.clone();
  writeStaged(probe.again().files, "/data", two);
  expect(probe.moments).toBeGreaterThan(20);
  for (let at = 1; at <= probe.moments; at += 1) {
    const disk = start.clone();
    expect(() => {
      writeStaged(disk.again({ kind: "kill", at }).files, "/data", two);
    }).toThrow(Killed);
    sweep(disk.again().files, places);
    expect(disk.files.names("/data/staging"), `kill at ${at}`).toEqual(["alpha"]);
    expect(
      [one, two].map((skill) => treeDigestOf(entriesOf(skill.files))),
      `kill at ${at}`,
    ).toContain(treeAt(disk.files, "/data/staging/alpha")?.digest);
  }
});
