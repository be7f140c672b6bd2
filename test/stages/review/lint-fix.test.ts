import fc from "fast-check";
import type { Skill } from "#kernel/skill";
import { textOf } from "#kernel/tree";
import { fixSkill } from "#stages/review/lint/fix/fix";
import { lint } from "#stages/review/lint/lint";
import { readMarkdown } from "#stages/review/lint/markdown";
import { describe, expect, it } from "vitest";
import { handSkill, lintFacts } from "./a-proposal.ts";

const facts = lintFacts({ generated: false });
const D = "description: Rotate nightly backup archives. Use when old backups are to be cleaned up.";
const skillOf = (head: string, body = "\n# Demo\n", others: Readonly<Record<string, string>> = {}) => handSkill(`---\n${head}\n---\n${body}`, others);

function fixed(skill: Skill, path = "SKILL.md"): string {
  const { files } = fixSkill(skill, facts);
  return textOf(files.find((file) => file.path === path) ?? skill.files.find((file) => file.path === path) ?? { path, mode: 0, bytes: new Uint8Array() });
}

function after(skill: Skill): Skill {
  const { files } = fixSkill(skill, facts);
  return { ...skill, files: skill.files.map((file) => files.find((one) => one.path === file.path) ?? file) };
}

describe("the repair of a skill", () => {
  it("takes away what stands around the marks of the frontmatter", () => {
    expect(fixed(handSkill(`\uFEFF\n\n--- \nname: demo-skill\n${D}\n---  \n# Demo\n`))).toBe(`---\nname: demo-skill\n${D}\n---\n# Demo\n`);
  });

  it("puts a value with a colon into quotes, and leaves alone what may be meant as YAML", () => {
    expect(fixed(skillOf("name: demo-skill\ndescription: Rotate backups. Keywords: old, archive"))).toContain(
      'description: "Rotate backups. Keywords: old, archive"\n',
    );
    for (const head of ["name: demo-skill\ndescription: {a: b: c}", "name: demo-skill\ndescription: a: b # note", "name: demo-skill\nhooks: a: b"])
      expect(fixSkill(skillOf(head), facts).fixes).toEqual([]);
  });

  it("writes the folder's name where only case, blanks and underscores differ", () => {
    expect(fixed(skillOf(`name: Demo_Skill # mine\n${D}`))).toContain('name: "demo-skill" # mine\n');
    expect(fixSkill(skillOf(`name: other-skill\n${D}`), facts).fixes).toEqual([]);
  });

  it("puts numbers and truth values of metadata into quotes as they are written, and makes one text of a list of tools", () => {
    const head = `name: demo-skill\n${D}\nmetadata:\n  version: 1.10 # two\n  on: true\nallowed-tools:\n  - Bash(git:*)\n  - Read`;
    const text = fixed(skillOf(head));
    expect(text).toContain('  version: "1.10" # two\n');
    expect(text).toContain('  on: "true"\n');
    expect(text).toMatch(/^allowed-tools: "Bash\(git:\*\) Read"$/m);
    expect(fixed(skillOf(`name: demo-skill\n${D}\nallowed-tools: [Read, "Bash(git log:*)", Grep]`))).toContain("allowed-tools: [Read,");
  });

  it("repairs a link that can only mean one file, outside of code", () => {
    const others = { "references/Guide.md": "# Guide\n", "references/a.md": "# A\n", "references/A.md": "# A\n" };
    const body = "\n# Demo\n\nSee [guide](references\\guide.md#x) when lost, [two](references/a.MD), `[guide](references\\guide.md)`.\n";
    expect(fixed(skillOf(`name: demo-skill\n${D}`, body, others))).toContain(
      "[guide](references/Guide.md#x) when lost, [two](references/a.MD), `[guide](references\\guide.md)`",
    );
  });

  it("lists the sections of a long reference, and not where a heading holds marks", () => {
    const long = (heading: string) => `# Guide\n${["One", heading, "One"].map((one) => `\n## ${one}\n${"text\n".repeat(40)}`).join("")}`;
    const skill = (heading: string) =>
      skillOf(`name: demo-skill\n${D}`, "\nRead references/guide.md when a restore fails.\n", { "references/guide.md": long(heading) });
    expect(fixed(skill("Two, or more!"), "references/guide.md")).toContain("## Contents\n\n- [One](#one)\n- [Two, or more!](#two-or-more)\n- [One](#one-1)\n");
    expect(fixSkill(skill("The `two`"), facts).fixes).toEqual([]);
  });

  it("keeps line breaks of Windows, and touches no file that is not plain text", () => {
    const windows = `---\nname: Demo-Skill\n${D}\n---\n# Demo\n`.replaceAll("\n", "\r\n");
    expect(fixed(handSkill(windows))).toBe(windows.replace("Demo-Skill", '"demo-skill"'));
    expect(fixSkill(handSkill(`---\nname: Demo-Skill\n${D}\r\n---\n`), facts).fixes).toEqual([]);
  });

  it("done twice is done once, adds no finding, and never changes code", () => {
    const piece = fc.constantFrom(
      "---\n",
      "--- \n",
      "\uFEFF",
      "name: Demo Skill\n",
      "name: demo-skill\n",
      `${D}\n`,
      "description: a: b\n",
      "metadata: {version: 1.0}\n",
      "metadata:\n  v: 2\n",
      "allowed-tools: [Read, Grep]\n",
      "# T\n",
      "```\n[x](a\\b.md)\n```\n",
      "[x](REFERENCES\\a.md)\n",
      "`",
      "\n",
      "\r\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const skill = handSkill(pieces.join(""), { "references/a.md": `# A\n${"## S\ntext\n".repeat(60)}` });
        const once = after(skill);
        expect(fixSkill(once, facts).fixes).toEqual([]);
        const count = (one: Skill) => lint(one, facts).filter((found) => found.level === "error").length;
        const readable = (one: Skill) => !lint(one, facts).some((found) => found.id === "SF001");
        if (readable(skill) === readable(once)) expect(count(once)).toBeLessThanOrEqual(count(skill));
        const code = (one: Skill) =>
          readMarkdown(textOf(one.files[0] ?? { path: "", mode: 0, bytes: new Uint8Array() }).replaceAll("\r\n", "\n")).code.map((found) => found.text);
        if (readable(skill)) expect(code(once)).toEqual(code(skill));
      }),
      { numRuns: 200 },
    );
  });
});
