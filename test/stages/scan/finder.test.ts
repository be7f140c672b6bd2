import { expect, it } from "vitest";
import { problemOfFinder } from "#stages/scan/assets/finder";
import { rulesOf, scanOf } from "./samples.ts";

const SKILL = "---\nname: sample\ndescription: A sample.\n---\n# Sample\n\nCounts things.\n";

/** A store of one node with one record: `name`, `what` of four letters, kind and value. */
function store(kind = "long", value: Buffer = Buffer.from([0, 0, 0, 1])): Buffer {
  const data = Buffer.alloc(4_100);
  data.writeUInt32BE(1, 0);
  data.write("Bud1", 4, "latin1");
  for (const at of [8, 16]) data.writeUInt32BE(2_048, at);
  const root = 2_052;
  data.writeUInt32BE(3, root);
  // block 0 the root, 1 what the tree is, 2 its node; the lowest five bits are the size
  for (const [block, place] of [2_048 | 11, 64 | 5, 128 | 6].entries()) data.writeUInt32BE(place, root + 8 + block * 4);
  const contents = root + 8 + 1_024;
  data.writeUInt32BE(1, contents);
  data.write("\u0004DSDB", contents + 4, "latin1");
  data.writeUInt32BE(1, contents + 9);
  data.writeUInt32BE(2, 68);
  data.writeUInt32BE(1, 136);
  data.writeUInt32BE(1, 140);
  data.write("\u0000a", 144, "latin1");
  data.write(`Iloc${kind}`, 146, "latin1");
  value.copy(data, 154);
  return data;
}

it("reads a whole store of the Finder, and leaves a skill with one alone", () => {
  expect(problemOfFinder(store())).toBeNull();
  const report = scanOf({ "SKILL.md": SKILL, ".DS_Store": store() }, "imported");
  expect(rulesOf(report, "block")).toEqual([]);
  expect(rulesOf(report, "warn")).toContain("asset-unread");
});

it.each([
  ["a program by that name", Buffer.from("\u007fELF\u0002\u0001\u0001\u0000", "latin1")],
  ["other first bytes", Buffer.alloc(4_100)],
  ["a record of no kind", store("code")],
  ["a value past the end", store("blob", Buffer.from([0x7f, 0, 0, 0]))],
  ["a store that is cut", store().subarray(0, 2_100)],
])("refuses %s", (_what, bytes) => {
  expect(rulesOf(scanOf({ "SKILL.md": SKILL, ".DS_Store": bytes }, "imported"), "block")).toContain("unread-binary");
});

it("takes a module beside an example for the reader's own, and not one at an absolute place", () => {
  const shown = (from: string): string => `${SKILL}\nWrite the handler like this and run it:\n\n\`\`\`ts\nimport { run } from "${from}";\nrun();\n\`\`\`\n`;
  expect(rulesOf(scanOf({ "SKILL.md": shown("../../shared/context.js") }, "imported"), "block")).toEqual([]);
  expect(rulesOf(scanOf({ "SKILL.md": SKILL, "scripts/a.ts": `import { run } from "../../shared/context.js";\nrun();\n` }, "imported"), "block")).toContain(
    "remote-module",
  );
});
