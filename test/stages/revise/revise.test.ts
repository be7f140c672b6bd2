import { describe, expect, it } from "vitest";
import { aGene, aReportGene, aStep } from "../generate/a-gene.ts";
import { withFile } from "../review/a-proposal.ts";
import { compiled, edited, revision, revisedFrom, textIn } from "./a-version.ts";

const gene = aGene();
const base = compiled(gene);
const [list, checks] = gene.steps;
const grown = compiled(aGene({ steps: [...gene.steps, aStep("gh pr view {repo} --comments", { evidence: ["req-0005ee"] })] }));
const other = compiled(aGene({ steps: [aStep("gh pr list --repo {repo} --state all --json number,title,author"), ...gene.steps.slice(1)] }));
const edits = (made: ReturnType<typeof revisedFrom>) => made.revision.edits.map((one) => `${one.kind} ${one.section ?? ""}: ${one.item}`);

describe("a new version", () => {
  it("leaves the person's version of an item, and says what it would have changed", () => {
    const live = edited(base, (text) => text.replace("--state open --json number,title,author", "--state open --json number,title,author,url"));
    const made = revision(base, other, live);
    expect(made.kind).toBe("same");
    expect(made.kind === "same" ? made.conflicts.map((one) => [one.hand, one.edit.kind, one.edit.section]) : null).toEqual([["changed", "replace", "Steps"]]);
  });

  it("does not bring back what a person took away", () => {
    const live = edited(base, (text) => text.replace(/^1\. .*\n/m, "").replace(/^2\. /m, "1. "));
    const made = revision(base, other, live);
    expect(made.kind === "same" ? made.conflicts.map((one) => one.hand) : made.kind).toEqual(["deleted"]);
  });

  it("asks nothing when a person had made the same change already", () => {
    const live = edited(base, (text) => text.replace("--state open --json number,title,author", "--state all --json number,title,author"));
    expect(revision(base, other, live)).toMatchObject({ kind: "same", conflicts: [] });
  });

  it("puts a new step behind hand-made ones that follow its neighbour, and counts the list again", () => {
    const live = edited(base, (text) => text.replace(/^(2\. .*)$/m, "$1\n3. Tell Bo"));
    const steps = textIn(revisedFrom(base, grown, live).skill).match(/^\d+\. .*$/gm) ?? [];
    expect(steps.map((line) => line.slice(0, 12))).toEqual(["1. Run `gh p", "2. When need", "3. Tell Bo", "4. Run `gh p"]);
  });

  it("moves a step as one edit", () => {
    if (list === undefined || checks === undefined) throw new Error("two steps");
    const made = revisedFrom(base, compiled(aGene({ steps: [checks, list] })));
    expect(made.revision.edits.length).toBe(1);
    expect(made.revision.edits[0]).toMatchObject({ kind: "replace", section: "Steps" });
    expect((textIn(made.skill).match(/^\d+\. .*$/gm) ?? []).map((line) => /`gh pr (\w+)/.exec(line)?.[1])).toEqual(["checks", "list"]);
  });

  it("replaces the line that stands for an empty list by the first item that comes, in one edit", () => {
    const empty = compiled(aGene({ gotchas: [] }));
    const made = revisedFrom(empty, base);
    expect(edits(made).filter((one) => one.includes("Gotchas:"))).toEqual(["replace Gotchas: gh pr ls {repo}"]);
    expect(textIn(made.skill)).not.toContain("None seen");
    expect(textIn(revisedFrom(base, empty).skill)).toContain("None seen");
  });

  it("names evidence that stands in skill.json, under numbers that nothing else has", () => {
    const made = revisedFrom(base, grown);
    const text = textIn(made.skill);
    const notes = [...text.matchAll(/^- \[(\d+)\] (.*)$/gm)];
    expect(new Set(notes.map((one) => one[1])).size).toBe(notes.length);
    const record = JSON.parse(textIn(made.skill, "skill.json")) as { evidence: string[]; version: string; revision: { base: string; edits: unknown[] } };
    for (const [, , row] of notes) for (const id of row?.match(/req-\w+/g) ?? []) expect(record.evidence).toContain(id);
    expect(record).toMatchObject({ version: "2", revision: { base: made.revision.base, edits: [{ kind: "add", section: "Steps" }] } });
  });

  it("replaces a script whole, keeps one that a person changed, and keeps files they added", () => {
    const report = compiled(aReportGene());
    const script = report.files.find((one) => one.path.endsWith(".mjs"))?.path ?? "";
    const wanted = withFile(report, script, (text) => `${text}// more\n`);
    const note = { path: "notes.md", bytes: new TextEncoder().encode("mine\n"), mode: 0o644 };
    const made = revisedFrom(report, wanted, { ...report, files: [...report.files, note] });
    expect(made.revision.edits.map((one) => [one.kind, one.file])).toEqual([["replace", script]]);
    expect([textIn(made.skill, script), textIn(made.skill, "notes.md")]).toEqual([textIn(wanted, script), "mine\n"]);
    expect(made.revision.hand.map((one) => [one.kind, one.file])).toEqual([["added", "notes.md"]]);
    const mine = revision(
      report,
      wanted,
      withFile(report, script, (text) => `// mine\n${text}`),
    );
    expect(mine.kind === "same" ? mine.conflicts.map((one) => [one.hand, one.edit.file]) : mine.kind).toEqual([["changed", script]]);
  });

  it("keeps the sentence that leads to the steps while the steps themselves change", () => {
    const before = compiled(aGene({ steps: [aStep("gh auth status", { seen: 9 })], check: null, slots: [] }));
    const after = compiled(aGene({ steps: [aStep("gh pr checks {n}", { seen: 9 })], gotchas: [] }));
    const text = textIn(before).replace(/^(1\. .*)$/m, "$1\n- Never on Fridays");
    expect(textIn(before)).toContain("Seen in 9 of 9");
    const made = revisedFrom(
      before,
      after,
      edited(before, () => text),
    );
    expect(textIn(made.skill)).toContain("- Never on Fridays");
    expect(textIn(made.skill)).toMatch(/^1\. .*gh pr checks/m);
    expect(textIn(made.skill)).toContain("Seen in 9 of 9");
  });

  it("never takes the last step away from a copy from which a person took the others", () => {
    const before = compiled(aGene({ steps: [aStep("gh auth status"), aStep("git fetch --all")] }));
    const after = compiled(aGene({ steps: [aStep("gh auth status")] }));
    const one = textIn(before).replace(/^1\. .*\n/m, "");
    expect(one).toMatch(/^2\. .*git fetch --all/m);
    const made = revision(
      before,
      after,
      edited(before, () => one),
    );
    expect(made.kind).toBe("same");
  });

  it.each([
    ["no frontmatter", () => "# Mine\n"],
    ["other items", () => "---\nname: list-pull-requests\ndescription: x\n---\n\n# Mine\n\n- a\n- b\n"],
    ["no Provenance", (text: string) => text.slice(0, text.indexOf("## Provenance"))],
  ])("is refused for a copy with %s, with what to do", (_what, change) => {
    const made = revision(base, grown, edited(base, change));
    expect(made.kind).toBe("refused");
    expect(made.kind === "refused" ? made.reason : "").toContain("forge rollback --skill list-pull-requests");
  });

  it("reads a copy with other line ends", () => {
    const made = revisedFrom(
      base,
      grown,
      edited(base, (text) => text.replaceAll("\n", "\r\n")),
    );
    expect(made.revision.hand).toEqual([]);
    expect(textIn(made.skill)).toContain("--comments");
  });
});

describe("an edit that stands against a change by hand", () => {
  const own = edited(base, (text) => text.replace("--state open --json number,title,author", "--state open --json number,title,author,url"));
  const gone = edited(base, (text) => text.replace(/^1\. .*\n/m, "").replace(/^2\. /m, "1. "));
  const idOf = (live: typeof base) => {
    const made = revision(base, other, live);
    return made.kind === "refused" ? "" : (("conflicts" in made ? made.conflicts : made.revision.conflicts)[0]?.edit.id ?? "");
  };
  const stepsOf = (made: ReturnType<typeof revisedFrom>) => textIn(made.skill).match(/^\d+\. .*$/gm) ?? [];

  it.each([
    ["by its id", (live: typeof base) => [idOf(live)]],
    ["with all of them", () => ["all"]],
  ])("is made over it when it is taken %s, and the change is named as given up", (_how, take) => {
    const made = revisedFrom(base, other, own, { take: take(own) });
    expect(stepsOf(made)[0]).toContain("--state all --json number,title,author");
    expect(textIn(made.skill)).not.toContain("title,author,url");
    expect(made.revision.conflicts).toEqual([]);
    expect(made.revision.hand).toEqual([]);
    expect(made.revision.dropped?.map((one) => [one.kind, one.file, one.after?.includes("author,url")])).toEqual([["changed", "SKILL.md", true]]);
    expect(made.manifest.revision?.hand).toEqual([]);
  });

  it("comes back where it would stand when the item was taken away", () => {
    const made = revisedFrom(base, other, gone, { take: ["all"] });
    expect(stepsOf(made).map((line) => /`gh pr (\w+)/.exec(line)?.[1])).toEqual(["list", "checks"]);
    expect(stepsOf(made)[0]).toContain("1. Run `gh pr list --repo {repo} --state all");
    expect(made.revision.dropped?.map((one) => one.kind)).toEqual(["deleted"]);
  });

  it("leaves every other change by hand as it is", () => {
    const live = edited(own, (text) => text.replace(/^(2\. .*)$/m, "$1\n3. Tell Bo"));
    const made = revisedFrom(base, other, live, { take: ["all"] });
    expect(stepsOf(made).at(-1)).toBe("3. Tell Bo");
    expect(made.revision.hand.map((one) => one.after)).toEqual(["Tell Bo"]);
  });

  it("is refused when it stands against nothing, or is another one", () => {
    expect(() => revision(base, other, own, { take: ["edit-000000000000"] })).toThrow(/stands against a hand-made change/);
    expect(() => revision(base, other, base, { take: ["edit-000000000000"] })).toThrow(/stands against a hand-made change/);
  });

  it("of a script is made whole", () => {
    const report = compiled(aReportGene());
    const script = report.files.find((one) => one.path.endsWith(".mjs"))?.path ?? "";
    const wanted = withFile(report, script, (text) => `${text}// more\n`);
    const live = withFile(report, script, (text) => `${text}// mine\n`);
    const made = revisedFrom(report, wanted, live, { take: ["all"] });
    expect(textIn(made.skill, script)).toBe(textIn(wanted, script));
    expect(made.revision.dropped?.map((one) => one.file)).toEqual([script]);
  });
});

describe("what a person changed in skill.json", () => {
  it("is named as not kept, member by member, because each version makes its record anew", () => {
    const live = withFile(base, "skill.json", (text) => text.replace(/"process": \[[^\]]*\]/, '"process": ["gh", "rm"]').replace(/^\{/, '{ "owner": "me",'));
    const made = revisedFrom(base, grown, live);
    expect(made.revision.dropped?.map((one) => [one.kind, one.file, one.item])).toEqual([
      ["added", "skill.json", "owner"],
      ["changed", "skill.json", "permissions"],
    ]);
    expect(made.revision.dropped?.[1]?.after).toContain('"rm"');
    expect(made.manifest.permissions.process).not.toContain("rm");
  });

  it("is nothing where nobody changed it, also when it cannot be read it is said", () => {
    expect(revisedFrom(base, grown).revision.dropped).toBeUndefined();
    const broken = withFile(base, "skill.json", () => "{");
    expect(revisedFrom(base, grown, broken).revision.dropped?.map((one) => [one.kind, one.item])).toEqual([["deleted", "skill.json"]]);
  });
});
