import fc from "fast-check";
import type { Skill } from "#kernel/skill";
import { LINT_CATALOGUE, type LintId } from "#stages/review/lint/catalogue.table";
import { lint, lintMessage } from "#stages/review/lint/lint";
import type { LintFacts } from "#stages/review/lint/rule";
import { LINT_RULES } from "#stages/review/lint/rules";
import { describe, expect, it } from "vitest";
import { aGene, aReportGene, aTransformGene } from "../generate/a-gene.ts";
import { aSkill, handSkill, installedFrom, lintFacts, withFile } from "./a-proposal.ts";

const BODY = `
# Demo skill

## Steps

1. Run the thing with \`demo --all\`.

## Check

The output ends with "done".

## Gotchas

None known.
`;
const head = (lines: string) => `---\n${lines}\n---\n`;
const GOOD_HEAD = head('name: demo-skill\ndescription: "Rotate the nightly backup archives of a database. Use when somebody wants old backups cleaned up."');
const hand = lintFacts({ generated: false });

function idsOf(skill: Skill, facts: LintFacts = hand): readonly string[] {
  return [...new Set(lint(skill, facts).map((one) => one.id))];
}
const withHead = (lines: string) => handSkill(`${head(lines)}${BODY}`);
const withBody = (body: string, others: Readonly<Record<string, string>> = {}) => handSkill(`${GOOD_HEAD}${BODY}\n${body}`, others);
const D = 'description: "Rotate nightly backup archives. Use when old backups are to be cleaned up."';

/** For each rule: skills that break it, and look-alikes that must stay clean. */
const CASES: Readonly<Record<LintId, Readonly<{ bad: readonly Skill[]; good: readonly Skill[] }>>> = {
  SF001: {
    bad: [
      handSkill("# no head"),
      { name: "demo-skill", files: [] },
      handSkill("---\nname: x\n"),
      withHead("- a list"),
      withHead("name: a\nname: b"),
      withHead("a: &x 1\nb: *x"),
      withHead('name: "open'),
      withHead("a: !!js/function x"),
      handSkill(` ${GOOD_HEAD}${BODY}`),
    ],
    good: [handSkill(`${GOOD_HEAD}${BODY}`.replaceAll("\n", "\r\n"))],
  },
  SF002: {
    bad: [withHead(`name: Demo\n${D}`), withHead(`name: demo--skill\n${D}`), withHead(`name: other\n${D}`), withHead(`name: 7\n${D}`), withHead(D)],
    good: [withHead(`name: "demo-skill"\n${D}`)],
  },
  SF003: { bad: [handSkill(`${head(`name: my-claude-skill\n${D}`)}${BODY}`, {}, "my-claude-skill")], good: [] },
  SF004: {
    bad: [
      withHead("name: demo-skill"),
      withHead('name: demo-skill\ndescription: ""'),
      withHead(`name: demo-skill\ndescription: "${"a ".repeat(600)}"`),
      withHead('name: demo-skill\ndescription: "a <b> when"'),
      withHead('name: demo-skill\ndescription: "a\\u202e when"'),
      withHead("name: demo-skill\ndescription: [a]"),
    ],
    good: [],
  },
  SF005: {
    bad: [
      withHead(`name: demo-skill\n${D}\ntriggers: x`),
      withHead(`name: demo-skill\n${D}\nmetadata: text`),
      withHead(`name: demo-skill\n${D}\nmetadata: {"mine":{"deep":{"er":1}}}`),
      withHead(`name: demo-skill\n${D}\nmetadata: {"mine":{"a":"b"}}`),
      withHead(`name: demo-skill\n${D}\nmetadata: {"mine":[1]}`),
    ],
    good: [
      withHead(
        `name: demo-skill\n${D}\nlicense: MIT\nuser-invocable: true\nmetadata: {"openclaw":{"requires":{"bins":["node"]}},"mine":"x","skillforge-a":"b"}`,
      ),
    ],
  },
  SF006: {
    bad: [withHead(`name: demo-skill\n${D}\ncompatibility: ""`), withHead(`name: demo-skill\n${D}\ncompatibility: 7`)],
    good: [withHead(`name: demo-skill\n${D}\ncompatibility: "Node 22"`)],
  },
  SF007: {
    bad: [
      withHead('name: demo-skill\ndescription: "Rotates nightly backup archives."'),
      withHead('name: demo-skill\ndescription: "I can rotate your backup archives. Use when old."'),
      withHead('name: demo-skill\ndescription: "Use when you want."'),
      withHead(`name: demo-skill\ndescription: "Use when ${"rotate backup archives ".repeat(25)}"`),
    ],
    good: [withHead('name: demo-skill\ndescription: "Rotate backup archives. Use when the user says \\"clean up my backups\\"."')],
  },
  SF008: { bad: [withHead(`name: demo-skill\ndescription: "Use when ${"x".repeat(1600)}"`)], good: [] },
  SF009: { bad: [withBody("word ".repeat(1500)), withBody("x\n".repeat(600)), withBody("word ".repeat(5000))], good: [] },
  SF010: {
    bad: [
      withBody("[x](missing.md)"),
      withBody("[x](../other/SKILL.md)"),
      withBody("[x](/etc/passwd)"),
      withBody("[x](references\\\\a.md)"),
      withBody("![x](a/b/c.png)", { "a/b/c.png": "" }),
      withBody("[x](%2e%2e/a.md)"),
    ],
    good: [
      withBody("[x](references/a.md), [y](https://example.org), [z](#steps), see `[w](none.md)`; read [x](./references/a.md) when lost", {
        "references/a.md": "# A",
      }),
    ],
  },
  SF011: {
    bad: [
      withBody("", { "references/a.md": "# A" }),
      withBody("references/a.md", { "references/a.md": "# A" }),
      withBody("Read references/a.md when a restore fails.", { "references/a.md": "# A\n".repeat(120) }),
    ],
    good: [withBody("Read references/a.md when a restore fails.", { "references/a.md": `# A\n## Contents\n${"x\n".repeat(120)}` })],
  },
  SF012: { bad: [handSkill(`${GOOD_HEAD}# Demo\n\nSome text.\n`), handSkill(`${GOOD_HEAD}${BODY.replace("## Gotchas", "## More")}`)], good: [] },
  SF013: {
    bad: [
      withBody("Handle errors appropriately."),
      withBody("Follow best practices."),
      withBody("You can use sed, awk, or perl for this."),
      withBody("ALWAYS run it twice."),
    ],
    good: [
      withBody("Handle the error E42 by running it again."),
      withBody("NEVER run it twice, because the second run deletes the first archive."),
      withBody("Say `handle errors appropriately` only in code."),
    ],
  },
  SF014: {
    bad: [
      withBody("Look into `/home/ana/work`."),
      withBody("Look into /Users/ana/work."),
      withBody("As of 2025-03-01 this is new."),
      withBody("Ask build01.corp for it."),
      withBody("`C:\\Users\\ana\\x`"),
    ],
    good: [withBody("Look into `~/work` or `/home/user/work`."), withBody("Dates look like 2025-03-01.")],
  },
  SF015: {
    bad: [
      withBody("Run {{command}}."),
      withBody("TODO: write this."),
      withBody("Put [your token here] there."),
      withBody("Lorem ipsum dolor."),
      withBody("## Proposal for a change"),
      withBody("Use <your name>."),
    ],
    good: [
      withBody("Run `docker ps --format '{{.Names}}'`."),
      withBody("```\nTODO\n```"),
      withBody("The file todo.md holds open work."),
      withBody("## Planning a rotation"),
    ],
  },
  SF016: {
    bad: [withBody("Run `scripts/clean.mjs` first.", { "scripts/other.mjs": "" }), withBody("```sh\nbash ./scripts/go.sh x\n```", { "scripts/other.sh": "" })],
    good: [
      withBody("Run `scripts/build.sh` of the project, then `node {baseDir}/references/<name>.md`."),
      withBody("`demo > scripts/new.mjs`, `demo -o references/out.md`, `scripts/*.mjs`", { "scripts/other.mjs": "", "references/a.md": "" }),
      withBody("Run `node ${CLAUDE_SKILL_DIR}/scripts/a.mjs` when lost.", { "scripts/a.mjs": "" }),
    ],
  },
  SF017: { bad: [], good: [] },
  SF018: {
    bad: [
      withHead(`name: demo-skill\n${D}\nallowed-tools: "*"`),
      handSkill(`${head(`name: demo-skill\n${D}\nallowed-tools: Bash`)}${BODY}\n\`\`\`sh\ngit log | head\n\`\`\`\n`),
      withHead(`name: demo-skill\n${D}\nallowed-tools: Bash(terraform:*) Read`),
      withHead(`name: demo-skill\n${D}\nallowed-tools: Read, NotebookEdit`),
      withHead(`name: demo-skill\n${D}\nallowed-tools: ["WebFetch"]`),
    ],
    good: [
      withHead(`name: demo-skill\n${D}\nallowed-tools: Bash(demo:*) Read Grep`),
      withHead(`name: demo-skill\n${D}\nallowed-tools: Bash`),
      handSkill(`${head(`name: demo-skill\n${D}\nallowed-tools: "Bash(git log:*), Write"`)}${BODY}\nSave what \`git log -1\` says.\n`),
    ],
  },
  SF019: { bad: [], good: [] },
  SF020: {
    bad: [
      withBody("", { "tool.exe": "x" }),
      withBody("", { "a.zip": "x" }),
      withBody("", { "scripts/x.pyc": "x" }),
      withBody("", { "data.txt": "a\u0000b" }),
      withBody("", { "A.md": "x", "a.md": "x" }),
    ],
    good: [withBody("", { "scripts/x.py": "print(1)", LICENSE: "MIT", "assets/a.png": "\u0000", "scripts/run": "#!/bin/sh\n", "src/a.rs": "fn x() {}" })],
  },
};

describe("lint", () => {
  it("has a rule for each entry of the catalogue, in order", () => {
    expect(LINT_RULES.map((rule) => rule.id)).toEqual(Object.keys(LINT_CATALOGUE));
  });

  it("finds nothing in a good skill written by hand", () => {
    expect(lint(handSkill(`${GOOD_HEAD}${BODY}`), hand)).toEqual([]);
  });

  it("finds nothing in what the templates give", () => {
    for (const gene of [aGene(), aReportGene(), aTransformGene()]) expect(lint(aSkill(gene), lintFacts({ genes: [gene] }))).toEqual([]);
  });

  for (const [id, { bad, good }] of Object.entries(CASES)) {
    bad.forEach((skill, at) => {
      it(`${id} is found in bad example ${at + 1}`, () => {
        expect(idsOf(skill)).toContain(id);
      });
    });
    good.forEach((skill, at) => {
      it(`${id} stays silent about look-alike ${at + 1}`, () => {
        expect(idsOf(skill)).not.toContain(id);
      });
    });
  }

  it("SF008 counts all installed skills together", () => {
    const many = Array.from({ length: 30 }, (_none, at) => ({ ...installedFrom(aSkill()), name: `other-${at}`, description: "x".repeat(700), body: "" }));
    expect(idsOf(aSkill(), lintFacts({ installed: many }))).toContain("SF008");
  });

  it("SF017 warns about a look-alike, errs about a copy, and does not mind the version before", () => {
    const skill = aSkill();
    const twin = { ...installedFrom(skill), name: "show-open-prs" };
    expect(lint(skill, lintFacts({ installed: [twin] })).filter((one) => one.id === "SF017")).toMatchObject([
      { level: "error", args: { other: "show-open-prs" } },
    ]);
    expect(idsOf(skill, lintFacts({ installed: [installedFrom(skill)] }))).not.toContain("SF017");
    expect(idsOf(skill, lintFacts({ installed: [installedFrom(aSkill(aReportGene())), installedFrom(aSkill(aTransformGene()))] }))).not.toContain("SF017");
  });

  it("SF019 finds a step or gotcha whose evidence was removed, invented or is in no gene", () => {
    const skill = aSkill();
    const edits = [
      (text: string) => text.replace(" [1]\n", "\n"),
      (text: string) => text.replace(/^- \[1\].*$/m, "- [1] `req-invented`"),
      (text: string) => text.replace("## Check", "3. Run `rm -rf build`\n\n## Check"),
      (text: string) => text.replace("## Provenance", "- `x` failed; `y` then worked.\n\n## Provenance"),
    ];
    const levels = (one: Skill, facts = lintFacts()) => [...new Set(lint(one, facts).flatMap((found) => (found.id === "SF019" ? [found.level] : [])))];
    for (const edit of edits) expect(levels(withFile(skill, "SKILL.md", edit))).toEqual(["error"]);
    expect(levels(skill, lintFacts({ genes: [aGene({ evidence: ["req-other"], steps: [], check: null, gotchas: [] })] }))).toEqual(["warn"]);
  });

  it("never throws, and its messages leave no argument open", () => {
    const piece = fc.constantFrom(
      "---\n",
      "name: a\n",
      "description: ",
      '"',
      "`",
      "```\n",
      "[x](",
      ")",
      "# ",
      "## Steps\n",
      "1. x\n",
      "{{",
      "\u202e",
      "\0",
      "%41%",
      "<",
      "- ",
      "\n",
      "é",
      "a: *b\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.boolean(), (pieces, generated) => {
        const skill = handSkill(pieces.join(""), { "skill.json": pieces.slice(3).join("") });
        for (const one of lint(skill, lintFacts({ generated }))) expect(lintMessage(one)).not.toMatch(/\{[a-z]+\}/);
      }),
      { numRuns: 300 },
    );
  });

  it("does not take minutes over a large hostile body", () => {
    const started = performance.now();
    for (const body of ["[".repeat(50_000), "`".repeat(50_000), "> ".repeat(20_000), "/home/".repeat(20_000), "a ".repeat(50_000), "<".repeat(50_000)])
      lint(withBody(body), hand);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
