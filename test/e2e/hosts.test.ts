import { appendFileSync, existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectCode, expectError, fieldsOf } from "./answer.ts";
import { aHome, type Home, snapshotOf } from "./forge.ts";

const NAME = "invoice-csv";

describe("a skill at other agents than OpenClaw, by the built program on a real disk", () => {
  let approved: Home;
  beforeAll(() => {
    approved = aHome();
    expectCode(
      approved.forge(["--full", "--name", NAME, "--description", "Convert the invoice PDFs of a month to csv. Use when asked for invoices as csv."]),
      0,
    );
    expectCode(approved.forge(["review", "--skill", NAME, "--approve"]), 0);
    for (const folder of [".claude", ".cursor", ".codex"]) mkdirSync(join(approved.path, folder), { recursive: true });
  });
  afterAll(() => approved[Symbol.dispose]());
  const at = (home: Home, root: string): string => join(home.path, root, NAME);
  const verified = (home: Home): void => {
    expect(fieldsOf(home.forge(["audit", "verify", "--json"]))).toMatchObject({ status: "ok" });
  };

  test("Claude Code gets a link to a folder of its own; an edit through it is seen, saved and undone", () => {
    using home = aHome(approved);
    const tree = snapshotOf(join(home.data, "staging", NAME));
    const place = at(home, ".claude/skills");
    const answer = home.forge(["deploy", "--skill", NAME, "--to", "claude-code", "--json"]);
    expectCode(answer, 0);
    expect(fieldsOf(answer)).toMatchObject({ status: "deployed", host: "claude-code", how: "link", alsoSeenBy: ["cursor"], deployedTo: ["claude-code"] });
    expect(lstatSync(place).isSymbolicLink()).toBe(true);
    expect(readlinkSync(place).startsWith(join(realpathSync(home.data), "linked", NAME))).toBe(true);
    expect(snapshotOf(realpathSync(place))).toEqual(tree);

    appendFileSync(join(place, "SKILL.md"), "my own line\n");
    expect(home.forge(["status"]).stdout).toContain("live, CHANGED since deploy at claude-code");
    expectError(home.forge(["rollback", "--skill", NAME, "--json"]), 5, "CHANGED_SINCE");
    expectCode(home.forge(["rollback", "--skill", NAME, "--force"]), 0);
    expect(existsSync(place)).toBe(false);
    expectCode(home.forge(["undo"]), 0);
    expect(readFileSync(join(place, "SKILL.md"), "utf8")).toContain("my own line");
    expectCode(home.forge(["rollback", "--skill", NAME, "--to", "1"]), 0);
    expect(snapshotOf(realpathSync(place))).toEqual(tree);
    verified(home);
  });

  test("Cursor and Codex get copies; what a host sees already is refused, and each is taken back by name", () => {
    using home = aHome(approved);
    for (const [host, root] of [
      ["cursor", ".cursor/skills"],
      ["codex", ".agents/skills"],
    ] as const) {
      expectCode(home.forge(["deploy", "--skill", NAME, "--to", host]), 0);
      expect(lstatSync(at(home, root)).isDirectory(), host).toBe(true);
    }
    expectError(home.forge(["deploy", "--skill", NAME, "--json"]), 1, "NAME_TAKEN");
    expectError(home.forge(["rollback", "--skill", NAME, "--json"]), 2, "USAGE");
    expectCode(home.forge(["rollback", "--skill", NAME, "--host", "cursor"]), 0);
    expect([existsSync(at(home, ".cursor/skills")), existsSync(at(home, ".agents/skills"))]).toEqual([false, true]);
    expectCode(home.forge(["rollback", "--skill", NAME]), 0);
    expect(existsSync(at(home, ".agents/skills"))).toBe(false);
    verified(home);
  });

  test("into a project as a copy, never through a link in it", () => {
    using home = aHome(approved);
    const project = join(home.path, "work");
    mkdirSync(project);
    expectCode(home.forge(["deploy", "--skill", NAME, "--to", "claude-code", "--project", "work"]), 0);
    expect(lstatSync(join(project, ".claude/skills", NAME)).isDirectory()).toBe(true);
    expectCode(home.forge(["rollback", "--skill", NAME]), 0);
    rmSync(join(project, ".claude"), { recursive: true });
    mkdirSync(join(home.path, "elsewhere", "skills"), { recursive: true });
    symlinkSync(join(home.path, "elsewhere"), join(project, ".claude"));
    expectError(home.forge(["deploy", "--skill", NAME, "--to", "claude-code", "--project", "work", "--force", "--json"]), 1, "UNSAFE_PATH");
    expect(existsSync(join(home.path, "elsewhere", "skills", NAME))).toBe(false);
  });

  test("a host that is not there or not known is told so", () => {
    using home = aHome(approved);
    rmSync(join(home.path, ".claude"), { recursive: true });
    expectError(home.forge(["deploy", "--skill", NAME, "--to", "claude-code", "--json"]), 2, "NOT_FOUND");
    expectError(home.forge(["deploy", "--skill", NAME, "--to", "emacs", "--json"]), 2, "USAGE");
    expectError(home.forge(["rollback", "--skill", NAME, "--host", "emacs", "--json"]), 2, "USAGE");
    expectError(home.forge(["deploy", "--skill", NAME, "--project", "work", "--json"]), 2, "USAGE");
  });
});
