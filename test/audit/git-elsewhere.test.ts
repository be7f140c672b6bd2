import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { gitElsewhere } from "#audit/git-elsewhere";
import { runProgram } from "../../scripts/platform/run.ts";
import { codeOf } from "../fakes/error-of.ts";

let folder: string;
let repository: string;
const REF = "refs/skill-forge/0123456789abcdef";
const git = (...args: readonly string[]): string => execFileSync("git", ["-C", repository, ...args], { encoding: "utf8" });
const place = (path = repository) => gitElsewhere(runProgram, process.env["PATH"] ?? "", path, REF);
const note = (size: number): string => `skill-forge/x\n${size}\nroot\n\n\u2014 skill-forge abc\n`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "forge-git-"));
  repository = join(folder, "repository");
  execFileSync("git", ["init", "-q", "-b", "main", repository]);
  writeFileSync(join(repository, "mine.txt"), "mine\n");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it("keeps each checkpoint as a commit that no branch, index or work tree shows, and reads the newest back", () => {
  const before = git("status", "--porcelain");
  expect(place().read()).toBeNull();
  place().write(note(3));
  place().write(note(5));
  expect(place().read()).toBe(note(5));
  expect(git("log", "--format=%an %s", REF).trim().split("\n")).toEqual([
    "skill-forge Checkpoint of an audit log, 5 events",
    "skill-forge Checkpoint of an audit log, 3 events",
  ]);
  expect(git("status", "--porcelain")).toBe(before);
  expect(git("branch", "--list")).toBe("");
});

it("runs no hook and no program of the repository", () => {
  const trap = join(folder, "sprung");
  for (const name of ["reference-transaction", "post-commit", "pre-commit"]) {
    const hook = join(repository, ".git/hooks", name);
    writeFileSync(hook, `#!/bin/sh\necho > ${trap}\n`);
    chmodSync(hook, 0o755);
  }
  git("config", "core.fsmonitor", `sh -c 'echo > ${trap}'`);
  git("config", "gpg.program", join(repository, ".git/hooks/pre-commit"));
  git("config", "commit.gpgSign", "true");
  place().write(note(3));
  expect(place().read()).toBe(note(3));
  expect(existsSync(trap)).toBe(false);
});

it("sets a log that was given up aside, and begins anew", () => {
  place().write(note(9));
  place().setAside();
  expect(place().read()).toBeNull();
  expect(git("for-each-ref", "--format=%(refname)")).toMatch(/^refs\/skill-forge\/0123456789abcdef-broken-[0-9a-f]{12}\n$/);
  place().write(note(1));
  expect(place().read()).toBe(note(1));
});

it("is no repository because one above it is, and says what it cannot use", () => {
  const inner = join(repository, "inner");
  execFileSync("mkdir", [inner]);
  for (const path of [inner, join(folder, "nowhere"), folder]) expect(codeOf(() => place(path).read())).toBe("FILE_UNREADABLE");
  expect(codeOf(() => gitElsewhere(() => null, "", repository, REF).read())).toBe("FILE_UNREADABLE");
});

it("writes nothing over a checkpoint that somebody else wrote in between", () => {
  place().write(note(3));
  const first = git("rev-parse", REF).trim();
  let calls = 0;
  const racing = gitElsewhere(
    (program, args, options) => {
      // between our look at the head and our own commit
      if (args.includes("commit-tree") && (calls += 1) === 1) place().write(note(7));
      return runProgram(program, args, options);
    },
    process.env["PATH"] ?? "",
    repository,
    REF,
  );
  expect(codeOf(() => racing.write(note(5)))).toBe("FILE_UNREADABLE");
  expect(place().read()).toBe(note(7));
  expect(git("rev-parse", `${REF}^`).trim()).toBe(first);
});
