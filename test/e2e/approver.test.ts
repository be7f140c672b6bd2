import { existsSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { digestOf } from "#kernel/digest";
import { HAS_TERMINAL, inTerminal } from "../fakes/pseudo-terminal.ts";
import { expectCode } from "./answer.ts";
import { aHome, environment, type Home } from "./forge.ts";

if (!HAS_TERMINAL) console.warn("\n!!! SKIPPED: there is no `script` of util-linux here; passphrases are not tried in a terminal\n");

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
  });
});
