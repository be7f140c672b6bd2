import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { digestOf } from "#kernel/digest";
import { HAS_TERMINAL, inTerminal } from "../fakes/pseudo-terminal.ts";
import { expectCode, expectError } from "./answer.ts";
import { aHome, environment, type Home } from "./forge.ts";

if (!HAS_TERMINAL) console.warn("\n!!! SKIPPED: there is no `script` of util-linux here; passphrases are not tried in a terminal\n");

// a passphrase takes half a second of one core on purpose, and the programs of other tests take the cores as well
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const PROGRAM = fileURLToPath(new URL("../../dist/forge.js", import.meta.url));
const SECRET = "correct horse battery staple";
const OTHER = "quite another long passphrase";

const at = (home: Home, words: string, extra: Record<string, string> = {}) =>
  inTerminal(`'${process.execPath}' '${PROGRAM}' ${words}`, environment(home.path, { TERM: "xterm", ...extra }), { columns: 100, rows: 30 });

/** Types answers to questions in turn and gives what was shown and the exit code. */
async function session(home: Home, words: string, answers: readonly (readonly [RegExp, string])[], extra: Record<string, string> = {}) {
  const run = at(home, words, extra);
  for (const [question, answer] of answers) {
    await run.until(question);
    run.type(`${answer}\r`);
  }
  const code = await run.ended;
  return { code, shown: run.all() };
}

const NEW = /New passphrase for [a-z]+ .*: /;
const AGAIN = /The same again: /;
const ASKED = /Passphrase of [a-z]+: /;

function stateFolder(home: Home): string {
  const anchors = join(home.path, ".local/state/skill-forge/anchors");
  const [only = ""] = readdirSync(anchors);
  return join(anchors, only);
}

/** A copy with its keys and anchors, which lie under the name of the data folder. */
function copyOf(from: Home): Home {
  const home = aHome(from);
  renameSync(stateFolder(home), join(home.path, ".local/state/skill-forge/anchors", digestOf(home.data).slice(0, 16)));
  return home;
}

/** Somebody else's machine: Node and the file. */
function verified(file: string): string {
  const done = spawnSync(process.execPath, [fileURLToPath(new URL("../../dist/verify-bundle.mjs", import.meta.url)), file], {
    encoding: "utf8",
    env: {},
    cwd: "/",
  });
  return `${done.stdout}${done.stderr}`;
}

type Kept = { name: string; status: string; decision: { how: string; approval?: { signatures: { name: string }[] } } | null };
const capsules = (home: Home) => (JSON.parse(readFileSync(join(home.data, "capsules.json"), "utf8")) as { capsules: Kept[] }).capsules;

describe.skipIf(!HAS_TERMINAL)("approvals by signature, in a terminal", () => {
  let signing: Home;
  const name = "open-pulls";
  beforeAll(async () => {
    signing = aHome("sample");
    expectCode(signing.forge(["--full", "--name", name]), 0);
    const made = await session(signing, "approver init --name ada", [
      [NEW, "short"],
      [NEW, SECRET],
      [AGAIN, SECRET],
    ]);
    expect(made.shown).toContain("shorter than");
    expect(made.code, made.shown).toBe(0);
    expect(made.shown).not.toContain(SECRET);
    expectCode(signing.forge(["approver", "mode", "signature"]), 0);
  });
  afterAll(() => {
    signing[Symbol.dispose]();
  });

  test("a wrong passphrase signs nothing, the right one approves, and neither is ever shown", async () => {
    using home = copyOf(signing);
    const { code, shown } = await session(home, `review --skill ${name} --approve`, [
      [ASKED, OTHER],
      [ASKED, SECRET],
    ]);
    expect(code, shown).toBe(0);
    expect(shown).toContain("the passphrase is wrong");
    expect(shown).toMatch(/decided signature of ada by user:/);
    for (const word of [SECRET, OTHER]) expect(shown).not.toContain(word);
    const [capsule] = capsules(home).filter((one) => one.name === name);
    expect([capsule?.status, capsule?.decision?.how, capsule?.decision?.approval?.signatures.map((one) => one.name)]).toEqual([
      "approved",
      "signature",
      ["ada"],
    ]);
    expectCode(home.forge(["deploy", "--skill", name]), 0);
    expect(existsSync(join(home.skills, name, "SKILL.md"))).toBe(true);
    expect(home.forge(["why", name]).stdout).toContain("(signature of ada)");

    const file = join(home.path, "evidence.json");
    expectCode(home.forge(["audit", "bundle", "--skill", name, "--to", file]), 0);
    expect(verified(file)).toMatch(/^OK: .* was approved by user:\S+, signed by ada at /);
    const text = readFileSync(file, "utf8");
    const bundle = JSON.parse(text) as {
      events: { line: string }[];
      statement: { predicate: { decision: { how: string; approval: { signatures: { signature: string }[] } } } };
    };
    const spoiled = (edit: (made: typeof bundle) => void) => {
      const made = structuredClone(bundle);
      edit(made);
      writeFileSync(file, JSON.stringify(made));
      return verified(file);
    };
    const keyless = (made: typeof bundle) => (made.events = made.events.filter((one) => !one.line.includes("approver.added")));
    expect(spoiled(keyless)).toContain("NOT OK: changes of who may approve were left out of the bundle");
    expect(spoiled((made) => (made.statement.predicate.decision.approval.signatures = []))).toContain("NOT OK: the signatures are not the ones of the log");
    expect(spoiled((made) => (made.statement.predicate.decision.how = "unattended"))).toContain("NOT OK");
  });

  test("nothing but the keyboard gives a passphrase: no pipe, no variable, no flag", async () => {
    using home = copyOf(signing);
    const before = readFileSync(join(home.data, "capsules.json"), "utf8");
    const variables = { PASSPHRASE: SECRET, FORGE_PASSPHRASE: SECRET, SKILL_FORGE_PASSPHRASE: SECRET };
    for (const more of [[], ["--yes"], ["--confirm", name], ["--as", "ada"]]) {
      const answer = home.forge(["review", "--skill", name, "--approve", ...more, "--json"], { input: `${SECRET}\n${SECRET}\n`, env: variables });
      expectCode(answer, 4);
      expect(answer.stdout).toContain("a yes is signed here, with the key of an approver");
    }
    expectError(home.forge(["approver", "init", "--name", "bob", "--json"], { input: `${SECRET}\n${SECRET}\n`, env: variables }), 2, "NEEDS_PERSON");
    expectError(home.forge(["approver", "mode", "open", "--yes", "--json"], { input: `${SECRET}\n`, env: variables }), 2, "NEEDS_PERSON");
    expectError(home.forge(["approver", "revoke", "ada", "--yes", "--json"], { input: `${SECRET}\n`, env: variables }), 2, "NEEDS_PERSON");
    expectError(home.forge(["review", "--skill", name, "--approve", "--passphrase", SECRET, "--json"]), 2);
    // a terminal on one side is not one: what is typed must come from it, and what is asked must be seen there
    const half = at(home, `review --skill ${name} --approve < /dev/null`);
    expect(await half.ended).toBe(4);
    const asked = await session(
      home,
      `review --skill ${name} --approve`,
      [
        [ASKED, ""],
        [ASKED, ""],
        [ASKED, ""],
      ],
      variables,
    );
    expect([asked.code, asked.shown.includes("WRONG_PASSPHRASE")]).toEqual([1, true]);
    expect(readFileSync(join(home.data, "capsules.json"), "utf8")).toBe(before);
  });

  test("keys lie outside of the data folder, for their owner only, and not in the clear", () => {
    const folder = stateFolder(signing);
    const keys = readdirSync(folder).filter((one) => one.endsWith(".key") && one.startsWith("approver-"));
    expect(keys.length).toBe(1);
    for (const one of keys) {
      expect(statSync(join(folder, one)).mode & 0o777).toBe(0o600);
      const stored = JSON.parse(readFileSync(join(folder, one), "utf8")) as { kdf: unknown; cipher: { name: string; data: string } };
      expect(stored.kdf).toMatchObject({ name: "scrypt", logN: 17, r: 8, p: 1 });
      expect([stored.cipher.name, Buffer.from(stored.cipher.data, "base64").byteLength]).toEqual(["aes-256-gcm", 32]);
    }
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  test("two approvers: the second is taken in by the first, one signature waits with exit 3, two approve", async () => {
    using home = copyOf(signing);
    const bob = await session(home, "approver init --name bob", [
      [NEW, OTHER],
      [AGAIN, OTHER],
      [ASKED, SECRET],
    ]);
    expect(bob.code, bob.shown).toBe(0);
    expectCode(home.forge(["approver", "mode", "--threshold", "2"]), 0);
    const first = await session(home, `review --skill ${name} --approve --as ada`, [[ASKED, SECRET]]);
    expect([first.code, first.shown.includes("1 of 2 signatures (ada)")]).toEqual([3, true]);
    expect(home.forge(["review", "--skill", name]).stdout).toContain("the signature of 2 approvers (1 so far: ada)");
    expectCode(home.forge(["deploy", "--skill", name]), 4);
    expect((await session(home, `review --skill ${name} --approve --as ada`, [[ASKED, SECRET]])).code).toBe(4);
    const second = await session(home, `review --skill ${name} --approve --as bob`, [[ASKED, OTHER]]);
    expect([second.code, second.shown.includes("decided signature of ada, bob by")]).toEqual([0, true]);
    expectCode(home.forge(["deploy", "--skill", name]), 0);
    expect(home.forge(["approver", "list"]).stdout).toContain("signature of 2 approvers");
  });

  test("in mode terminal its name is typed, and --yes or --confirm is no answer", async () => {
    using home = copyOf(signing);
    const loose = await session(home, "approver mode terminal", [[ASKED, SECRET]]);
    expect(loose.code, loose.shown).toBe(0);
    for (const more of [[], ["--yes"], ["--confirm", name]])
      expectCode(home.forge(["review", "--skill", name, "--approve", ...more], { input: `${name}\n` }), 4);
    expect((await session(home, `review --skill ${name} --approve --yes --confirm ${name}`, [[/Type open-pulls to approve it: /, "yes"]])).code).toBe(4);
    const typed = await session(home, `review --skill ${name} --approve`, [[/Type open-pulls to approve it: /, name]]);
    expect([typed.code, typed.shown.includes("decided terminal by")]).toEqual([0, true]);
    expectCode(home.forge(["deploy", "--skill", name]), 0);
    writeFileSync(join(home.data, "policy.json"), JSON.stringify({ schemaVersion: 1, approval: { mode: "open" } }));
    expectError(home.forge(["review", "--skill", name, "--approve", "--json"]), 5, "APPROVAL_LOOSENED");
    expectCode(home.forge(["approver", "list"]), 6);
  });
});
