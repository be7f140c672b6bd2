import { readdirSync, readFileSync } from "node:fs";
import { LINT_CATALOGUE } from "#stages/review/lint/catalogue.table";
import { lint } from "#stages/review/lint/lint";
import { describe, expect, it } from "vitest";
import { parsePage } from "../../../scripts/cli/rule-pages.ts";
import { handSkill, installedFrom, lintFacts } from "./a-proposal.ts";

const folder = new URL("../../../policy/lint/", import.meta.url);

type Example = Readonly<{ kind: string; ids: readonly string[] }>;

/**
 * Markdown of a lint page -> what the lint finds in its examples. A fence says ```` ````md refused|allowed [words] ```` and holds a whole SKILL.md; the words are:
 * `repeat=N` (its last line stands so many times), `name=FOLDER`, `with=PATH` (another file in the skill), `beside=NAME` (the same skill is installed under this name too), `generated`.
 */
function examplesOf(markdown: string): readonly Example[] {
  return [...markdown.matchAll(/^````md (refused|allowed)([^\n]*)\n([\s\S]*?)\n````$/gm)].map(([, kind = "", words = "", text = ""]) => {
    const word = (name: string) => new RegExp(` ${name}=(\\S+)`).exec(words)?.[1];
    const more = word("with");
    const last = text.slice(text.lastIndexOf("\n"));
    const skill = handSkill(text + last.repeat(Number(word("repeat") ?? "1") - 1), more === undefined ? {} : { [more]: "# A\n" }, word("name") ?? "demo-skill");
    const beside = word("beside");
    const installed = beside === undefined ? [] : [{ ...installedFrom(skill), name: beside }];
    return { kind, ids: lint(skill, lintFacts({ generated: / generated\b/.test(words), installed })).map((one) => one.id) };
  });
}

describe("the pages of the lint rules", () => {
  it("are one for each rule, and no other", () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(LINT_CATALOGUE).map((id) => `${id}.md`));
  });

  it.each(Object.keys(LINT_CATALOGUE))("%s says what, why and what to do, and both of its examples are judged as it says", (id) => {
    const markdown = readFileSync(new URL(`${id}.md`, folder), "utf8");
    const page = parsePage(id, markdown);
    expect(markdown.startsWith(`# ${id}\n`)).toBe(true);
    expect(page.summary).toMatch(/error|warning/);
    expect(page.why.length).toBeGreaterThan(40);
    expect(page.fix.length).toBeGreaterThan(20);
    const examples = examplesOf(markdown);
    expect(examples.map((one) => one.kind)).toEqual(["refused", "allowed"]);
    expect(examples[0]?.ids).toContain(id);
    expect(examples[1]?.ids).not.toContain(id);
  });
});
