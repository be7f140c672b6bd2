import { describe, expect, it } from "vitest";
import { sarifLint } from "../../scripts/cli/render/sarif-lint.ts";
import { lintText } from "../../scripts/cli/render/lint.ts";
import { faultsOf } from "../cli/render/sarif-schema.ts";
import { fixSkills } from "#pipeline/lint-fix";
import { LINT_CATALOGUE, lintMessage, lintPath } from "#pipeline/lint";
import { versionsOf } from "#pipeline/lint-world";
import { approvedFor, aSkill } from "../fakes/a-capsule.ts";
import { saveCapsules } from "#store/state-files";
import { Killed, type MemoryDisk } from "../fakes/memory-files.ts";
import { aDisk, contextOn } from "./a-context.ts";

const WISH = { host: null, project: null };
const text = (name: string, more = "") =>
  `---\nname: ${name}\ndescription: Rotate nightly ${name} archives. Use when old ${name} backups are to be cleaned up.\n---\n# Demo\n\n## Steps\n\n1. Look.\n\n## Check\n\nDone.\n\n## Gotchas\n\nNone.\n${more}`;

function diskWith(skills: Readonly<Record<string, string>>): MemoryDisk {
  const disk = aDisk();
  for (const [path, content] of Object.entries(skills)) disk.put(path, new TextEncoder().encode(content));
  return disk;
}

function idsIn(disk: MemoryDisk, path: string, wish: Parameters<typeof lintPath>[2] = WISH, env: Readonly<Record<string, string>> = {}) {
  const context = contextOn(disk);
  const powers = { ...context.powers, host: { ...context.powers.host, env } };
  return lintPath({ ...context, powers }, path, wish).map((one) => ({
    path: one.path,
    ids: [...new Set(one.findings.map(({ id }) => id))],
    messages: one.findings.map(lintMessage),
    notChecked: one.notChecked.map(({ id }) => id),
  }));
}

describe("lintPath", () => {
  it("takes a skill, its SKILL.md, or a folder of many at any depth", () => {
    const disk = diskWith({ "/c/one/SKILL.md": text("one"), "/c/x/y/two/SKILL.md": text("two"), "/c/x/y/two/SKILL/SKILL.md": "inner", "/c/notes.md": "x" });
    expect(idsIn(disk, "/c").map((one) => one.path)).toEqual(["one", "x/y/two"]);
    expect(idsIn(disk, "/c/one").map((one) => one.path)).toEqual(["."]);
    expect(idsIn(disk, "/c/one/SKILL.md")).toMatchObject([{ path: ".", ids: [] }]);
  });

  it("says of a folder without any skill that there is none", () => {
    expect(idsIn(diskWith({ "/c/notes.md": "x" }), "/c")).toMatchObject([{ ids: ["SF001"] }]);
  });

  it("compares the skills of one folder, and tells its sum once", () => {
    const long = (name: string) => text(name).replace("Rotate", `Rotate ${"many words about it ".repeat(35)}`);
    const many = Object.fromEntries(Array.from({ length: 30 }, (_none, at) => [`/c/skill-${at}/SKILL.md`, long(`skill-${at}`)]));
    const found = idsIn(diskWith(many), "/c");
    expect(found.filter((one) => one.messages.some((message) => message.startsWith("all listings")))).toHaveLength(1);
    expect(found.every((one) => one.ids.includes("SF017"))).toBe(true);
  });

  it("says that programs and versions were not checked where there is no machine or project to ask", () => {
    const disk = diskWith({ "/c/one/SKILL.md": text("one", "\n```sh\nfrobnicate --all\n```\n") });
    expect(idsIn(disk, "/c/one")).toMatchObject([{ ids: [], notChecked: ["SF016"] }]);
    expect(idsIn(disk, "/c/one", WISH, { PATH: "/bin" })).toMatchObject([{ ids: ["SF016"], notChecked: ["SF016"] }]);
    disk.put("/bin/frobnicate", new Uint8Array());
    expect(idsIn(disk, "/c/one", WISH, { PATH: "/usr/bin:/bin" })).toMatchObject([{ ids: [], notChecked: ["SF016"] }]);
  });

  it("does not take for programs what a block only holds: text of here-documents, own functions, output, what is installed first", () => {
    const block = "cat <<'EOF' > a.txt\nfrob one\nEOF\nbuild() {\n  echo x\n}\nbuild\nnpm install -g zapper\nzapper --now\n";
    const typed = "$ ls\ntotal 8\n";
    const disk = diskWith({
      "/c/one/SKILL.md": text("one", `\n\`\`\`sh\n${block}\`\`\`\n\n\`\`\`console\n${typed}\`\`\`\n`),
      "/bin/cat": "",
      "/bin/npm": "",
      "/bin/ls": "",
    });
    expect(idsIn(disk, "/c/one", WISH, { PATH: "/bin" })).toMatchObject([{ ids: [] }]);
  });

  it("compares stated versions and named files with the project around the skill, or the one it is told", () => {
    const skill = text("one", "\nNeeds Node 18 and react 19. Run `scripts/build.sh` and `scripts/gone.sh`.\n");
    const project = { "/p/package.json": '{"engines":{"node":">=22"},"dependencies":{"react":"^19.1.0"}}', "/p/scripts/build.sh": "" };
    const inside = idsIn(diskWith({ ...project, "/p/.claude/skills/one/SKILL.md": skill }), "/p/.claude/skills", WISH, { PATH: "/bin" });
    expect(inside).toMatchObject([{ messages: ["scripts/gone.sh: there is no such file", "Node 18: package.json says at least 22"], notChecked: [] }]);
    const told = idsIn(diskWith({ ...project, "/c/one/SKILL.md": skill }), "/c/one", { host: null, project: "/p" }, { PATH: "/bin" });
    expect(told).toMatchObject([{ messages: inside[0]?.messages }]);
  });

  it("judges the frontmatter by the host", () => {
    const disk = diskWith({ "/c/one/SKILL.md": text("one").replace("\n---\n#", "\nargument-hint: file\n---\n#") });
    const at = (host: "openclaw" | "claude-code" | "agent-skills" | null) => idsIn(disk, "/c/one", { host, project: null })[0]?.ids;
    expect([at(null), at("claude-code"), at("openclaw"), at("agent-skills")]).toEqual([[], [], ["SF005"], ["SF005"]]);
  });

  it("reports what could not be read", () => {
    const disk = diskWith({ "/c/one/SKILL.md": text("one"), "/c/one/huge.md": "x".repeat(30_000_000) });
    disk.special("/c/one/extra.md", "link", "/etc/passwd");
    expect(idsIn(disk, "/c/one")[0]?.messages).toEqual(["extra.md: is a link", "huge.md: is too large to be read"]);
  });
});

describe("fixSkills", () => {
  const broken = text("one").replace("name: one", "name: One");
  const path = "/c/one/SKILL.md";
  const fixOn = (disk: MemoryDisk, at: string, options: Readonly<{ dryRun?: boolean; force?: boolean }> = {}) => {
    const context = contextOn(disk, options.dryRun ?? false);
    return fixSkills(context, lintPath(context, at, WISH), options.force ?? false);
  };

  it("writes what it repaired with the mode it had, and in a dry run nothing", () => {
    const disk = diskWith({ [path]: broken });
    const before = disk.picture("/c");
    expect(fixOn(disk, "/c", { dryRun: true })).toMatchObject([{ fixes: [{ id: "SF002" }], diff: { added: 1, removed: 1 } }]);
    expect(disk.picture("/c")).toEqual(before);
    expect(fixOn(disk, "/c")).toMatchObject([{ left: null, skill: { findings: [] } }]);
    expect(disk.picture("/c")[path]).toBe(before[path]?.replace("name: One", 'name: "one"'));
    expect(fixOn(disk, "/c")).toMatchObject([{ fixes: [] }]);
  });

  it("killed in the middle of its write leaves the file as it was, and the next run removes what was left of it and nothing else", () => {
    const others = ["/c/one/.SKILL.md.backup.tmp", "/c/one/.other.md.0123456789abcdef.tmp", "/c/one/notes.tmp"];
    const disk = diskWith({ [path]: broken, ...Object.fromEntries(others.map((one) => [one, "mine"])) });
    const whole = disk.clone().again();
    fixOn(whole, "/c");
    let left = 0;
    for (let at = 1; at <= whole.moments; at += 1) {
      const copy = disk.clone().again({ kind: "kill", at });
      expect(() => fixOn(copy, "/c")).toThrow(Killed);
      copy.again();
      left += Object.keys(copy.picture("/c")).filter((one) => /\.SKILL\.md\.[0-9a-f]{16}\.tmp/.test(one)).length;
      const after = fixOn(copy, "/c");
      expect(JSON.stringify(after[0]?.skill.findings)).not.toMatch(/\.SKILL\.md\.[0-9a-f]{16}\.tmp/);
      expect(copy.picture("/c"), `killed at ${at}`).toEqual(whole.picture("/c"));
    }
    expect(left).toBeGreaterThan(0);
  });

  it("leaves a skill alone that was deployed or staged, says what a change would mean, and does it with force", () => {
    const disk = diskWith({ "/ws/skills/one/SKILL.md": broken });
    const context = contextOn(disk);
    disk.folder("/data");
    saveCapsules(context.powers.files, context.places.data, [approvedFor(aSkill("one", { "SKILL.md": broken }), { status: "promoted" })]);
    const before = disk.picture("/ws/skills/one");
    expect(fixOn(disk, "/ws/skills/one")[0]?.left).toContain("--force");
    expect(disk.picture("/ws/skills/one")).toEqual(before);
    expect(fixOn(disk, "/ws/skills/one", { force: true })[0]?.left).toBeNull();
    expect(disk.picture("/ws/skills/one")).not.toEqual(before);
  });
});

describe("versionsOf", () => {
  it("reads version files, engines, dependencies and pyproject, the nearest to the tool first", () => {
    const files: Readonly<Record<string, string>> = {
      ".nvmrc": "v22.3.0\n",
      ".tool-versions": "nodejs 20.1.0\npython 3.12.1\n",
      "package.json": '{"engines":{"node":">=18","pnpm":"9"},"dependencies":{"React":"~18.2.1"}}',
      "pyproject.toml": 'requires-python = ">=3.10"\n',
    };
    expect(Object.fromEntries(versionsOf((name) => files[name] ?? null))).toEqual({
      node: { version: "22.3.0", atLeast: false, from: ".nvmrc" },
      python: { version: "3.12.1", atLeast: false, from: ".tool-versions" },
      pnpm: { version: "9", atLeast: false, from: "package.json" },
      react: { version: "18", atLeast: false, from: "package.json" },
    });
    expect(versionsOf(() => "[broken").size).toBe(0);
  });
});

describe("what is shown of a lint", () => {
  const skills = [
    {
      path: "a b",
      errors: 1,
      warnings: 0,
      findings: [{ id: "SF002", level: "error" as const, file: "SKILL.md", line: 2, message: "name \u202eX" }],
      notChecked: [{ id: "SF016", why: "nobody looked" }],
    },
    { path: "c", errors: 0, warnings: 0, findings: [], notChecked: [] },
  ];

  it("fits the official schema of SARIF, with each finding at its place and what was not checked as a notice", () => {
    const log = sarifLint("skills", skills, { catalogue: LINT_CATALOGUE, pages: () => null });
    expect(faultsOf(log)).toEqual([]);
    expect(log).toMatchObject({
      runs: [
        {
          results: [
            { ruleId: "SF002", level: "error", locations: [{ physicalLocation: { artifactLocation: { uri: "a%20b/SKILL.md" }, region: { startLine: 2 } } }] },
          ],
          invocations: [{ toolExecutionNotifications: [{ message: { text: "SF016: not checked, nobody looked" } }] }],
        },
      ],
    });
  });

  it("is a block for each skill, what was not checked, and the sums", () => {
    const lines = lintText(skills, { style: (_style, one) => one, verbose: false });
    expect(lines.at(0)).toBe("a b");
    expect(lines.at(1)).toContain("name \\u{202e}X");
    expect(lines.slice(-2)).toEqual([
      "not checked: SF016, nobody looked",
      "2 skills: 1 without findings, 1 with errors; 1 error, 0 warnings; most often SF002 in 1",
    ]);
  });
});
