import type { LintId } from "#stages/review/lint/catalogue.table";
import { lint } from "#stages/review/lint/lint";
import { describe, expect, it } from "vitest";
import { handSkill, lintFacts } from "./a-proposal.ts";

/**
 * What the Agent Skills specification and its reference validator say of a skill, case by case in our own words, and what this lint says. `theirs`: is it valid?
 * `differs`: why our answer is another one on purpose. Only the rules about the format are compared; how good a skill is the validator does not say.
 */
type Case = Readonly<{ name: string; folder: string; text: string; theirs: boolean; ours?: readonly LintId[]; differs?: string; file?: string }>;

const FORMAT = new Set<LintId>(["SF001", "SF002", "SF003", "SF004", "SF005", "SF006"]);
const skill = (head: string, body = "# Body\n") => `---\n${head}\n---\n${body}`;
const D = "description: A sample skill";
const named = (name: string, folder = name) => ({ folder, text: skill(`name: ${name}\n${D}`) });

const CASES: readonly Case[] = [
  {
    name: "the minimal example",
    folder: "skill-name",
    text: skill("name: skill-name\ndescription: A description of what this skill does and when to use it."),
    theirs: true,
  },
  {
    name: "the example with optional fields",
    folder: "pdf-processing",
    text: skill(
      'name: pdf-processing\ndescription: Extract PDF text, fill forms, merge files. Use when handling PDFs.\nlicense: Apache-2.0\nmetadata:\n  author: example-org\n  version: "1.0"',
    ),
    theirs: true,
  },
  { name: "the name data-analysis", ...named("data-analysis"), theirs: true },
  { name: "the name code-review", ...named("code-review"), theirs: true },
  { name: "the name PDF-Processing (upper case)", ...named("PDF-Processing"), theirs: false },
  { name: "the name -pdf (hyphen first)", ...named("-pdf"), theirs: false },
  { name: "a name with a hyphen last", ...named("pdf-"), theirs: false },
  { name: "the name pdf--processing (two hyphens)", ...named("pdf--processing"), theirs: false },
  { name: "an underscore in the name", ...named("pdf_processing"), theirs: false },
  { name: "a name of 64 characters", ...named("a".repeat(64)), theirs: true },
  { name: "a name of 65 characters", ...named("a".repeat(65)), theirs: false },
  { name: "a name that is not the folder's", ...named("right-name", "wrong-name"), theirs: false },
  { name: "no name", folder: "my-skill", text: skill(D), theirs: false },
  { name: "an empty name", folder: "my-skill", text: skill(`name: ""\n${D}`), theirs: false },
  {
    name: "a name in Chinese",
    ...named("技能"),
    theirs: true,
    ours: ["SF002"],
    differs: "a warning: the specification names a-z and 0-9, and other validators refuse the rest",
  },
  { name: "a name in Russian with a hyphen", ...named("мой-навык"), theirs: true, ours: ["SF002"], differs: "a warning, as above" },
  { name: "a Russian name in upper case", ...named("НАВЫК"), theirs: false },
  {
    name: "the same name, composed and decomposed",
    ...named("cafe\u0301", "café"),
    theirs: true,
    ours: ["SF002"],
    differs: "a warning, as above; the two forms are one name",
  },
  {
    name: "a name that is a number",
    ...named("7"),
    theirs: true,
    ours: ["SF002"],
    differs: "the reference reads every value as text; hosts with another YAML parser read a number and refuse it",
  },
  { name: "the name of a platform in the name", ...named("my-claude-skill"), theirs: true, ours: ["SF003"], differs: "the platform refuses it on upload" },
  { name: "no description", folder: "my-skill", text: skill("name: my-skill"), theirs: false },
  { name: "an empty description", folder: "my-skill", text: skill('name: my-skill\ndescription: ""'), theirs: false },
  { name: "a description of 1,024 characters", folder: "my-skill", text: skill(`name: my-skill\ndescription: ${"x".repeat(1024)}`), theirs: true },
  { name: "a description of 1,025 characters", folder: "my-skill", text: skill(`name: my-skill\ndescription: ${"x".repeat(1025)}`), theirs: false },
  {
    name: "a description of 1,024 characters outside of the first plane",
    folder: "my-skill",
    text: skill(`name: my-skill\ndescription: ${"𝔵".repeat(1024)}`),
    theirs: true,
  },
  {
    name: "angle brackets in the description",
    folder: "my-skill",
    text: skill('name: my-skill\ndescription: "Turn <b> into text"'),
    theirs: true,
    ours: ["SF004"],
    differs: "the list of skills is put into markup, and Anthropic's own quick check refuses them",
  },
  {
    name: "a license of any text",
    folder: "my-skill",
    text: skill(`name: my-skill\n${D}\nlicense: Proprietary. LICENSE.txt has complete terms`),
    theirs: true,
  },
  ...["Designed for Claude Code (or similar products)", "Requires git, docker, jq, and access to the internet", "Requires Python 3.14+ and uv"].map(
    (value): Case => ({ name: `compatibility: ${value}`, folder: "my-skill", text: skill(`name: my-skill\n${D}\ncompatibility: ${value}`), theirs: true }),
  ),
  { name: "compatibility of 500 characters", folder: "my-skill", text: skill(`name: my-skill\n${D}\ncompatibility: ${"x".repeat(500)}`), theirs: true },
  { name: "compatibility of 501 characters", folder: "my-skill", text: skill(`name: my-skill\n${D}\ncompatibility: ${"x".repeat(501)}`), theirs: false },
  {
    name: "compatibility without text",
    folder: "my-skill",
    text: skill(`name: my-skill\n${D}\ncompatibility: ""`),
    theirs: true,
    ours: ["SF006"],
    differs: "the specification says 1 to 500 characters; its validator looks at the upper limit only",
  },
  { name: "metadata of texts", folder: "my-skill", text: skill(`name: my-skill\n${D}\nmetadata:\n  author: Test`), theirs: true },
  {
    name: "a number in metadata",
    folder: "my-skill",
    text: skill(`name: my-skill\n${D}\nmetadata:\n  version: 1.0`),
    theirs: true,
    ours: ["SF005"],
    differs: "a warning: the specification says text; other parsers make 1 of it",
  },
  {
    name: "a map in metadata",
    folder: "my-skill",
    text: skill(`name: my-skill\n${D}\nmetadata:\n  a:\n    b: c`),
    theirs: true,
    ours: ["SF005"],
    differs: "the specification says a map from text to text; the reference turns it into a text without saying so",
  },
  {
    name: "allowed-tools as in the specification",
    folder: "my-skill",
    text: skill(`name: my-skill\n${D}\nallowed-tools: Bash(git:*) Bash(jq:*) Read`),
    theirs: true,
  },
  {
    name: "allowed-tools as a list",
    folder: "my-skill",
    text: skill(`name: my-skill\n${D}\nallowed-tools:\n  - Read`),
    theirs: true,
    ours: ["SF005"],
    differs: "a warning: the specification says one text; the reference does not look",
  },
  { name: "a field that is not in the specification", folder: "my-skill", text: skill(`name: my-skill\n${D}\nunknown_field: no`), theirs: false },
  { name: "no frontmatter", folder: "my-skill", text: "# No frontmatter here\n", theirs: false },
  { name: "frontmatter that does not close", folder: "my-skill", text: `---\nname: my-skill\n${D}\n`, theirs: false },
  { name: "broken YAML", folder: "my-skill", text: skill("name: [invalid\ndescription: broken"), theirs: false },
  { name: "frontmatter that is a list", folder: "my-skill", text: skill("- just\n- a\n- list"), theirs: false },
  { name: "a value with a colon and no quotes", folder: "my-skill", text: skill("name: my-skill\ndescription: Sort. Keywords: a, b"), theirs: false },
  { name: "the same field twice", folder: "my-skill", text: skill(`name: my-skill\nname: my-skill\n${D}`), theirs: false },
  { name: "an empty body", folder: "my-skill", text: skill(`name: my-skill\n${D}`, ""), theirs: true },
  { name: "no SKILL.md", folder: "my-skill", text: "", file: "README.md", theirs: false },
  {
    name: "skill.md in lower case",
    folder: "my-skill",
    text: skill(`name: my-skill\n${D}`),
    file: "skill.md",
    theirs: true,
    ours: ["SF001"],
    differs: "the specification says SKILL.md; hosts on file systems that tell case apart do not find it",
  },
];

describe("conformance with the Agent Skills specification", () => {
  it.each(CASES)("$name", ({ folder, text, theirs, ours, differs, file }) => {
    const bytes = new TextEncoder().encode(text);
    const made = file === undefined ? handSkill(text, {}, folder) : { name: folder, files: [{ path: file, mode: 0o644, bytes }] };
    const found = [...new Set(lint(made, lintFacts({ generated: false, host: "agent-skills" })).flatMap(({ id }) => (FORMAT.has(id) ? [id] : [])))];
    if (ours === undefined) expect(found.length === 0).toBe(theirs);
    else expect(found).toEqual(ours);
    expect(ours === undefined).toBe(differs === undefined);
  });

  it("differs only by being stricter", () => {
    for (const one of CASES) if (one.differs !== undefined) expect(one.theirs, one.name).toBe(true);
  });
});
