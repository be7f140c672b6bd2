import { beforeEach, describe, expect, it } from "vitest";
import { copyForEdit, dropCopy, takeCopy } from "#pipeline/edit";
import { cardFor, decide, type Reply } from "#pipeline/review";
import { stageSkill } from "#pipeline/stage";
import { loadCapsules } from "#store/state-files";
import { aGene } from "../fakes/a-gene.ts";
import type { MemoryDisk } from "../fakes/memory-files.ts";
import { aDisk, contextOn } from "./a-context.ts";

const YES: Reply = { kind: "approved", how: "terminal", reason: "", grants: null, denyGrants: [], accepted: [] };
const choice = { genes: [aGene()], template: null, name: null, description: null, onlyNews: false };

let disk: MemoryDisk;
let name: string;
beforeEach(async () => {
  disk = aDisk();
  const staged = await stageSkill(contextOn(disk), choice);
  if (staged.kind !== "staged") throw new Error(staged.reason);
  name = staged.capsule.name;
});

describe("a yes", () => {
  it("is to the bytes of the card that was shown and to no others", async () => {
    const { treeDigest } = await cardFor(contextOn(disk), name);
    for (const tree of ["0".repeat(16), treeDigest.slice(0, 4), ""]) {
      const refused = await decide(contextOn(disk), name, { ...YES, tree });
      expect([refused.status, refused.reasons.map((one) => one.code)]).toEqual(["blocked", ["changed"]]);
    }
    expect((await decide(contextOn(disk), name, { ...YES, tree: treeDigest.slice(0, 16) })).status).toBe("approved");
  });
});

describe("an edit of what is staged", () => {
  const edit = async (change: (text: string) => string) => {
    const copy = copyForEdit(contextOn(disk), name);
    const path = `${copy.folder}/SKILL.md`;
    const text = new TextDecoder().decode(disk.files.bytes(path, 1 << 20));
    disk.put(path, change(text));
    const result = await takeCopy(contextOn(disk), copy);
    dropCopy(contextOn(disk), copy.folder);
    return result;
  };

  it("is checked anew, kept with who made it, shown against what was generated, and waits for its own yes", async () => {
    await decide(contextOn(disk), name, YES);
    const { status, card } = await edit((text) => `${text}\nMind the gap.\n`);
    expect([status, card.status, card.edited?.by]).toEqual(["edited", "staged", "user:ada"]);
    expect(card.edited?.diff?.files.map((file) => file.path)).toEqual(["SKILL.md", "skill.json"]);
    expect(card.gates.find((one) => one.gate === "schema")?.result).toBe("passed");
    const [capsule] = loadCapsules(disk.files, "/data");
    expect([capsule?.status, capsule?.decision, capsule?.treeDigest]).toEqual(["staged", null, card.treeDigest]);
    expect((await decide(contextOn(disk), name, { ...YES, tree: card.treeDigest })).status).toBe("approved");
  });

  it("is not overwritten by the next run", async () => {
    await edit((text) => `${text}\nMind the gap.\n`);
    const again = await stageSkill(contextOn(disk), choice);
    expect(again.kind === "skipped" ? again.reason : "staged").toContain("as you edited it");
  });

  it("that changes nothing leaves the approval, and one that hides something is blocked", async () => {
    await decide(contextOn(disk), name, YES);
    expect((await edit((text) => text)).status).toBe("unchanged");
    expect(loadCapsules(disk.files, "/data").map((one) => one.status)).toEqual(["approved"]);
    const { card } = await edit((text) => `${text}\n\u202eMind the gap.\n`);
    expect([card.risk, card.confirm]).toEqual(["blocked", "none"]);
    expect((await decide(contextOn(disk), name, YES)).status).toBe("blocked");
  });

  it("is refused when the staged files changed meanwhile", async () => {
    const copy = copyForEdit(contextOn(disk), name);
    disk.put(`/data/staging/${name}/SKILL.md`, "other");
    await expect(takeCopy(contextOn(disk), copy)).rejects.toMatchObject({ code: "STALE_APPROVAL" });
  });
});
