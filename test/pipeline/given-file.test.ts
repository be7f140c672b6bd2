import { describe, expect, it } from "vitest";
import { giveFile, refuseTaken } from "#pipeline/given-file";
import { codeOf } from "../fakes/error-of.ts";
import { Killed, MemoryDisk } from "../fakes/memory-files.ts";

const TEXT = `${"a plan, or a page ".repeat(200)}\n`;

function aDiskWith(before: string | null): MemoryDisk {
  const disk = new MemoryDisk();
  disk.folder("/home/notes");
  if (before !== null) disk.put("/home/notes/plan.json", before);
  return disk;
}

function write(disk: MemoryDisk): void {
  giveFile(disk.files, "/home/notes/plan.json", TEXT, 0o600);
}

describe("a file that the person asked for", () => {
  it.each([null, "an older one\n"])("is as it was (%j) or whole, wherever writing it was killed, and the next run leaves nothing beside it", (before) => {
    const probe = aDiskWith(before);
    write(probe.again());
    const whole = probe.picture("/home/notes");
    expect(probe.moments).toBeGreaterThan(2);
    for (let at = 1; at <= probe.moments; at += 1) {
      const disk = aDiskWith(before);
      expect(() => {
        write(disk.again({ kind: "kill", at }));
      }).toThrow(Killed);
      const there = disk.again().picture("/home/notes")["/home/notes/plan.json"];
      expect([aDiskWith(before).picture("/home/notes")["/home/notes/plan.json"], whole["/home/notes/plan.json"]], `kill at ${at}`).toContain(there);
      write(disk);
      expect(disk.picture("/home/notes"), `kill at ${at}`).toEqual(whole);
    }
  });

  it("says where it could not be written, and takes the place of nothing that it must not", () => {
    const disk = aDiskWith("mine\n");
    expect(codeOf(() => giveFile(disk.again({ kind: "fail", at: 1, code: "ENOSPC", after: false }).files, "/home/notes/plan.json", TEXT, 0o600))).toBe(
      "FILE_UNWRITABLE",
    );
    expect(disk.again().picture("/home/notes")["/home/notes/plan.json"]).toContain("mine");
    expect(codeOf(() => refuseTaken(disk.files, "/home/notes/plan.json"))).toBe("FILE_UNWRITABLE");
    expect(codeOf(() => refuseTaken(disk.files, "/home/notes/other.json"))).toBeNull();
  });
});
