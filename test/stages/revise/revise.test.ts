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
