import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { expectCode, expectError, fieldsOf, objectIn } from "./answer.ts";
import { aHome, snapshotOf } from "./forge.ts";

const COMMANDS = [
  "status",
  "full",
  "run",
  "observe",
  "patterns",
  "crystallize",
  "genes",
  "traces",
  "generate",
  "scan",
  "lint",
  "review",
  "deploy",
  "rollback",
  "undo",
  "audit",
  "approver",
  "explain",
  "doctor",
  "completion",
  "log",
];
const NO_NETWORK = pathToFileURL(fileURLToPath(new URL("../fixtures/e2e/no-network.mjs", import.meta.url))).href;

describe("the command line", () => {
  test("every command answers --help with examples first", () => {
    using home = aHome("empty");
    for (const command of COMMANDS) {
      const answer = home.forge([command, "--help"]);
      expectCode(answer, 0);
      expect(answer.stdout.trimStart().startsWith("Examples:"), command).toBe(true);
    }
    expect(Object.keys(snapshotOf(home.path))).toEqual([]);
  });

  test("unknown flags and commands exit 2 and help on stderr; with --json the error stands on stdout as well", () => {
    using home = aHome("empty");
    for (const args of [
      ["observe", "--dyas", "3"],
      ["obsreve"],
      ["--no-such-flag"],
      ["deploy"],
      ["scan"],
      ["observe", "--days", "many"],
      ["scan", ".", "--profile", "lax"],
    ]) {
      const plain = home.forge(args);
      expect(plain.code, args.join(" ")).toBe(2);
      expect(plain.stderr.trim(), args.join(" ")).not.toBe("");
      expectError(home.forge([...args, "--json"]), 2);
    }
  });

  test("a misspelt command is met with the right one", () => {
    using home = aHome("empty");
    expect(home.forge(["obsreve"]).stderr).toContain("observe");
  });

  test("--dry-run of every stage writes nothing at all, not even beside the agent's database", () => {
    using home = aHome();
    const before = snapshotOf(home.path);
    for (const args of [["observe"], ["crystallize"], ["--full"], ["generate", "--name", "x"], ["deploy", "--skill", "x"], ["rollback", "--skill", "x"]]) {
      home.forge([...args, "--dry-run"]);
      expect(Object.keys(snapshotOf(home.path)), args.join(" ")).toEqual(Object.keys(before));
    }
    expect(snapshotOf(home.path)).toEqual(before);
  });

  test("a dry run finds what a real one finds", () => {
    using home = aHome();
    const dry = home.forge(["observe", "--dry-run", "--json"]);
    const real = home.forge(["observe", "--json"]);
    expectCode(dry, 0);
    expect(objectIn(dry.json, "counts")).toEqual(objectIn(real.json, "counts"));
    expect(fieldsOf(dry)["patterns"]).toEqual(fieldsOf(real)["patterns"]);
  });

  test("nothing on the way to the workspace and back touches the network", () => {
    using home = aHome();
    const env = { NODE_OPTIONS: `--import ${NO_NETWORK}` };
    for (const args of [
      ["--full", "--name", "open-pulls"],
      ["review", "--skill", "open-pulls", "--approve"],
      ["deploy", "--skill", "open-pulls"],
      ["status"],
      ["doctor"],
      ["rollback", "--skill", "open-pulls"],
      ["audit", "verify"],
    ]) {
      const answer = home.forge(args, { env });
      expect(answer.stderr).not.toContain("network used");
      expectCode(answer, 0);
    }
  });

  test("the guard of the test above does see a connection", () => {
    using home = aHome("empty");
    const script = "import('node:net').then((net) => net.connect(9, '127.0.0.1'))";
    const answer = home.forge([], { env: { NODE_OPTIONS: `--import ${NO_NETWORK} --import data:text/javascript,${encodeURIComponent(script)}` } });
    expect(answer.code).toBe(99);
  });

  test("no colours with NO_COLOR, with --no-color, and off a terminal", () => {
    using home = aHome();
    for (const [args, env] of [
      [["--full"], { NO_COLOR: "1" }],
      [["status", "--no-color"], { NO_COLOR: "" }],
      [["genes"], { NO_COLOR: "", TERM: "xterm-256color" }],
    ] as const) {
      const answer = home.forge(args, { env });
      expect(`${answer.stdout}${answer.stderr}`.includes("\u001b"), args.join(" ")).toBe(false);
    }
  });

  test("--json gives one JSON document on stdout for every reading command", () => {
    using home = aHome();
    home.forge(["--full"]);
    for (const args of [["status"], ["observe"], ["genes"], ["traces"], ["audit", "verify"], ["doctor"], ["scan", join(home.skills, "plant-watering")]]) {
      expect(Object.keys(fieldsOf(home.forge([...args, "--json"]))).length, args.join(" ")).toBeGreaterThan(0);
    }
  });

  test("asking for a skill that is not there is a clear error", () => {
    using home = aHome();
    for (const args of [
      ["review", "--skill", "nothing", "--approve"],
      ["deploy", "--skill", "nothing"],
      ["rollback", "--skill", "nothing"],
      ["genes", "show", "gene-000000000000"],
    ]) {
      const answer = home.forge([...args, "--json"]);
      expect([1, 2, 4], args.join(" ")).toContain(answer.code);
    }
  });

  test("names that leave their folder are refused", () => {
    using home = aHome();
    for (const name of ["../x", "a/b", "..", "UPPER", "a b", "-x", ""]) expect(home.forge(["generate", "--name", name, "--json"]).code, name).not.toBe(0);
    expect(existsSync(join(home.data, "x"))).toBe(false);
  });

  test("SKILL_FORGE_HOME and --home decide where the data lies", () => {
    using home = aHome();
    expectCode(home.forge(["observe"], { env: { SKILL_FORGE_HOME: join(home.path, "elsewhere") } }), 0);
    expect(existsSync(join(home.path, "elsewhere/events.jsonl"))).toBe(true);
    expectCode(home.forge(["observe", "--home", join(home.path, "third")]), 0);
    expect(existsSync(join(home.path, "third/events.jsonl"))).toBe(true);
    expect(existsSync(home.data)).toBe(false);
  });

  test("explain knows every error code that it is asked about and says so when it does not", () => {
    using home = aHome("empty");
    expectCode(home.forge(["explain", "STALE_APPROVAL"]), 0);
    expect(home.forge(["explain", "NO_SUCH_CODE"]).code).not.toBe(0);
  });
});
