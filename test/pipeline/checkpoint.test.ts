import { expect, it } from "vitest";
import { auditCheckpoint } from "#pipeline/audit";
import { aSkill } from "../fakes/a-capsule.ts";
import { Killed } from "../fakes/memory-files.ts";
import { aDisk, contextOn } from "./a-context.ts";
import { aShelf } from "./a-shelf.ts";

it("a checkpoint for a folder of the person that is killed in the middle leaves nothing there once it is asked for again", () => {
  const disk = aDisk();
  disk.folder("/home/ada");
  disk.put("/home/ada/.kept.note.backup.tmp", "mine");
  aShelf(disk).deploy(aSkill("alpha", { "SKILL.md": "# a\n" }));
  const whole = disk.clone().again();
  auditCheckpoint(contextOn(whole), "/home/ada/kept.note");
  let left = 0;
  for (let at = 1; at <= whole.moments; at += 1) {
    const copy = disk.clone().again({ kind: "kill", at });
    expect(() => auditCheckpoint(contextOn(copy), "/home/ada/kept.note")).toThrow(Killed);
    copy.again();
    left += copy.files.names("/home/ada").filter((one) => /^\.kept\.note\.[0-9a-f]{16}\.tmp$/.test(one)).length;
    auditCheckpoint(contextOn(copy), "/home/ada/kept.note");
    expect(copy.files.names("/home/ada"), `killed at ${at}`).toEqual([".kept.note.backup.tmp", "kept.note"]);
  }
  expect(left).toBeGreaterThan(0);
});
