import { validateSkillJson } from "#generated/validators";
import { ForgeError } from "#kernel/errors";
import { digestOf } from "#kernel/digest";
import { entriesOf, textOf } from "#kernel/tree";
import { generate, type Generated } from "#stages/generate/generate";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { aGene, aReportGene, aStep, aTransformGene } from "./a-gene.ts";

const plain = { template: null, name: null, description: null };
const fileOf = (made: Generated, path: string) => {
  const file = made.skill.files.find((one) => one.path === path);
  return file === undefined ? "" : textOf(file);
};
const headOf = (made: Generated): Record<string, unknown> => parse(fileOf(made, "SKILL.md").split(/^---$/m)[1] ?? "") as Record<string, unknown>;
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return error instanceof ForgeError ? error.code : String(error);
  }
  return "nothing was thrown";
};

describe("generate", () => {
  it("gives the same bytes for the same genes in any order", () => {
    const one = generate({ ...plain, genes: [aGene(), aReportGene(), aTransformGene()] });
    const other = generate({ ...plain, genes: [aTransformGene(), aGene(), aReportGene(), aGene()] });
    expect(entriesOf(one.skill.files)).toEqual(entriesOf(other.skill.files));
  });

  it("names the folder, the frontmatter and skill.json alike and keeps the description to 160 bytes", () => {
    const made = generate({
      ...plain,
      genes: [aGene({ title: "Übersicht über offene Änderungsanträge ".repeat(4), wording: "zeige die Änderungen ".repeat(9) })],
    });
    expect(headOf(made).name).toBe(made.skill.name);
    expect(headOf(made).description).toBe(made.description);
    expect(new TextEncoder().encode(made.description).byteLength).toBeLessThanOrEqual(160);
    expect(made.description).toMatch(/Use when/);
  });

  it("quotes in the description what adds most words for its length, or what is said most, and never more than fits", () => {
    const gene = aGene({
      title: "Check my card",
      wording: "check my card please",
      phrases: ["check my card", "is the card blocked?", "has my visa been approved by the bank", "my card, check!", "where is the visa"],
      slots: [],
    });
    const said = (style: "fresh" | "common") => generate({ ...plain, genes: [gene], style }).description;
    expect(said("common")).toMatch(/^Check my card\. Use when the user says "check my card" or "/);
    expect(said("fresh")).toMatch(/^Check my card\. Use when the user says "/);
    for (const word of ["blocked", "visa", "approved", "where"]) expect(said("fresh")).toContain(word);
    expect(said("fresh")).not.toContain('"my card');
    expect(new TextEncoder().encode(said("fresh")).byteLength).toBeLessThanOrEqual(160);
    // nothing that fits adds a word: the commonest is quoted all the same
    const alone = aGene({ title: "Check my card", wording: "check my card", phrases: ["my card check"], slots: [] });
    expect(generate({ ...plain, genes: [alone] }).description).toContain('"check my card"');
  });

  it("leaves changing parts that stand side by side open once", () => {
    const slots = ["from", "to"].map((name, at) => ({
      name,
      type: "id" as const,
      examples: [`acme/${"ab"[at] ?? ""}1`, `acme/${"ab"[at] ?? ""}2`],
      distinct: 4,
      trusted: true,
    }));
    const gene = aGene({ wording: "compare {from} {to}", phrases: ["compare acme/a1, acme/b1 by size", "compare acme/a2 acme/b2"], slots });
    const { description } = generate({ ...plain, genes: [gene] });
    expect(description).toContain("ompare …");
    expect(description).not.toMatch(/…[\s,]*…/);
  });

  it("leaves the changing parts of a wording open in the description", () => {
    const { description } = generate({ ...plain, genes: [aGene()] });
    expect(description).not.toMatch(/acme/);
  });

  it("writes a skill.json that fits its schema and lists every other file with its digest", () => {
    for (const gene of [aGene(), aReportGene(), aTransformGene()]) {
      const made = generate({ ...plain, genes: [gene] });
      const manifest = JSON.parse(fileOf(made, "skill.json")) as { files: { path: string; sha256: string }[]; evidence: string[] };
      expect(validateSkillJson(manifest)).toBe(true);
      expect(manifest.files.map((one) => one.path).sort()).toEqual(
        made.skill.files
          .map((one) => one.path)
          .filter((path) => path !== "skill.json")
          .sort(),
      );
      for (const { path, sha256 } of manifest.files) expect(digestOf(fileOf(made, path))).toBe(sha256);
      expect(manifest.evidence).toEqual([...new Set(gene.evidence)].sort());
    }
  });

  it("chooses code only for genes that do nothing but read or write granted files, and instructions otherwise", () => {
    const idOf = (gene = aGene()) => generate({ ...plain, genes: [gene] }).template.id;
    expect(idOf(aGene())).toBe("procedure");
    expect(idOf(aReportGene())).toBe("report");
    expect(idOf(aTransformGene())).toBe("transform");
    expect(idOf(aReportGene({ confidence: 0.3 }))).toBe("procedure");
    expect(idOf(aReportGene({ steps: [aStep("python sum.py {file}")] }))).toBe("procedure");
    expect(idOf(aReportGene({ slots: [{ name: "file", type: "path", examples: ["photos/a.png"], distinct: 2, trusted: true }] }))).toBe("procedure");
  });

  it("asks for no folder that only a program's output named, for no home and no system folder", () => {
    const readOf = (examples: string[], trusted: boolean) =>
      generate({ ...plain, template: "report", genes: [aReportGene({ slots: [{ name: "file", type: "path", examples, distinct: 2, trusted }] })] }).permissions
        .filesystem.read;
    expect(readOf(["~/sales/a.csv"], true)).toEqual(["~/sales"]);
    expect(readOf(["~/sales/a.csv"], false)).toEqual([]);
    expect(readOf(["~/a.csv", "/etc/hosts.csv", "/home/ana/a.csv", "~/.ssh/a.csv", "~/x/../../a.csv", "data/a.csv", "/", "~"], true)).toEqual([]);
  });

  it("says the title in words and quotes no request in which a secret was blacked out when there are others", () => {
    const made = generate({
      ...plain,
      genes: [
        aGene({ title: "Csv of the {month} invoices in {folder}, please", phrases: ["list PRs, the token is <secret:github-token>", "list PRs of acme/shop"] }),
      ],
    });
    expect(fileOf(made, "SKILL.md")).toContain("\n# Csv of the month invoices in a folder\n");
    expect(fileOf(made, "SKILL.md")).not.toContain("secret:");
  });

  it("shows steps seen in less than half of the sessions as needed only sometimes", () => {
    const text = fileOf(generate({ ...plain, genes: [aGene()] }), "SKILL.md");
    expect(text).toMatch(/2\. When needed: Run `gh pr checks --repo \{repo\}` \(seen in 3 of 9/);
  });

  it("keeps the lines of a command that has several, and says how each kind of step is done", () => {
    const steps = [
      aStep("cat > notes.md <<'EOF'\n# Week {repo}\n\n```\ncode\n```\nEOF", { verb: "shell" }),
      aStep("read ~/notes/{repo}.md", { kind: "read", verb: "read", tool: "read" }),
      aStep("edit ~/notes/{repo}.md", { kind: "write", verb: "edit", tool: "edit" }),
      aStep("web_fetch https://x.example/{repo}", { kind: "network", verb: "web_fetch", tool: "web_fetch" }),
      aStep("curl -s https://x.example/{repo}", { kind: "network", verb: "curl" }),
      aStep("calendar.list day=monday", { kind: "other", verb: "calendar.list", tool: "mcp__calendar__list" }),
    ];
    const text = fileOf(
      generate({ ...plain, genes: [aGene({ steps, check: null, gotchas: [{ failed: "a\nb", instead: "c", seen: 2, evidence: [] }] })] }),
      "SKILL.md",
    );
    expect(text).toContain("\n    ````sh\n    cat > notes.md <<'EOF'\n    # Week {repo}\n    \n    ```\n    code\n    ```\n    EOF\n    ````\n");
    expect(text).toContain("2. Read `~/notes/{repo}.md`");
    expect(text).toContain("3. Edit `~/notes/{repo}.md`");
    expect(text).toContain("4. Request `https://x.example/{repo}`");
    expect(text).toContain("5. Run `curl -s https://x.example/{repo}`");
    expect(text).toContain("6. Use the tool `mcp__calendar__list` for `calendar.list day=monday`");
    expect(text).toContain("- `a …` failed; `c` then worked");
  });

  it("declares the programs that its commands start, not what stands in quotes, documents or the agent's own tools", () => {
    const programsIn = (...steps: ReturnType<typeof aStep>[]) => generate({ ...plain, genes: [aGene({ steps, check: null })] }).permissions.process;
    expect(programsIn(aStep("cd ~/x && A=1 npm test | tee 'a | b; rm' > out.txt; sudo systemctl restart web"))).toEqual(["npm", "systemctl", "tee"]);
    expect(programsIn(aStep("cat > a.md <<'EOF'\nrm -rf /\nEOF"))).toEqual(["cat"]);
    expect(programsIn(aStep("curl -s https://x.example | jq '.a | .b'", { kind: "network", verb: "curl" }))).toEqual(["curl", "jq"]);
    expect(programsIn(aStep("web_fetch https://x.example", { kind: "network", verb: "web_fetch", tool: "web_fetch" }))).toEqual([]);
    expect(programsIn(aStep('{tool} --x | "$EVIL"'), aStep("read a.md", { kind: "read", verb: "read" }))).toEqual([]);
  });

  it("renames a slot that means something else in a second gene, in its steps too", () => {
    const other = aGene({
      id: "gene-ffffffffffff",
      sessions: ["s1"],
      slots: [{ name: "repo", type: "path", examples: ["./shop"], distinct: 2, trusted: true }],
      steps: [aStep("git -C {repo} status")],
      check: null,
    });
    const text = fileOf(generate({ ...plain, genes: [aGene(), other] }), "SKILL.md");
    expect(text).toContain("`{repo_2}`: a path");
    expect(text).toContain("`git -C {repo_2} status`");
  });

  it("cuts a large gene down instead of passing the size that a skill may have", () => {
    const steps = Array.from({ length: 20 }, (_none, at) =>
      aStep(`tool-${at} ${"--flag value ".repeat(60)}`, { seen: 20 - at, of: 20, evidence: Array.from({ length: 30 }, (_n, id) => `req-${at}-${id}`) }),
    );
    const text = fileOf(
      generate({ ...plain, genes: [aGene({ steps, phrases: Array.from({ length: 12 }, (_n, at) => `phrase ${at} ${"words ".repeat(70)}`) })] }),
      "SKILL.md",
    );
    expect(text.length / 3.4).toBeLessThanOrEqual(2000);
    expect(text).toMatch(/rarer steps were left out/);
  });

  it("keeps the content key when only counts change, and changes it with the steps", () => {
    const keyOf = (gene = aGene()) => generate({ ...plain, genes: [gene] }).content.key;
    expect(keyOf(aGene({ uses: 99, version: 9, sessions: ["a", "b", "c"], phrases: ["other words"] }))).toBe(keyOf());
    expect(keyOf(aGene({ steps: [aStep("gh pr view {repo}")] }))).not.toBe(keyOf());
  });

  it("refuses what does not fit with a code", () => {
    expect(codeOf(() => generate({ ...plain, genes: [] }))).toBe("NOT_FOUND");
    expect(codeOf(() => generate({ ...plain, genes: [aGene()], template: "nosuch" }))).toBe("NOT_FOUND");
    expect(codeOf(() => generate({ ...plain, genes: [aGene()], name: "../evil" }))).toBe("SLOT_INVALID");
    expect(codeOf(() => generate({ ...plain, genes: [aGene()], name: "claude-helper" }))).toBe("SLOT_INVALID");
    expect(codeOf(() => generate({ ...plain, genes: [aGene()], name: "a".repeat(33) }))).toBe("SLOT_INVALID");
    expect(codeOf(() => generate({ ...plain, genes: [aGene({ steps: [] })] }))).toBe("SLOT_INVALID");
    expect(codeOf(() => generate({ ...plain, genes: [aGene({ evidence: ["req-1`\n# x"] })] }))).toBe("SLOT_INVALID");
  });

  it("takes the wished name and description, cut to what hosts accept", () => {
    const made = generate({ ...plain, genes: [aGene()], name: "pr-list", description: 'Lists <b>PRs</b> "quickly"\nfor a repository' });
    expect(made.skill.name).toBe("pr-list");
    expect(made.description).toMatch(/^Lists b PRs \/b quickly for a repository\. Use when/);
  });
});
