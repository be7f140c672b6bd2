import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { areaOf, comparedArea, publishedFiles } from "./published.ts";

const paths = publishedFiles().map((file) => file.path);
const ignored = readFileSync(join(import.meta.dirname, "../.clawhubignore"), "utf8").split("\n");

describe("what is published", () => {
  it("holds neither tests nor attack samples nor sources, whichever way it goes", () => {
    expect(paths.filter((path) => /^(?:test|scripts|\.ci|\.tools|node_modules)\//.test(path))).toEqual([]);
    for (const folder of ["test/", "scripts/", ".ci/", ".tools/", "node_modules/"]) expect(ignored).toContain(folder);
    expect(paths).toEqual(expect.arrayContaining(["SKILL.md", "skill.json", "package.json", "policy/policy.json", "LICENSE"]));
    expect(new Set(paths.map(areaOf))).toContain("templates");
  });

  it.each(["skill", "documents", "policy", "templates"])("is in its part %s exactly what was reviewed", async (area) => {
    const compared = await comparedArea(area);
    expect(compared?.found).toEqual(compared?.reviewed);
    expect(compared).not.toBeNull();
  });
});
