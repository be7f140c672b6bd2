import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { columns } from "#cli/render/lines";
import { generate } from "#stages/generate/generate";
import { HAS_TERMINAL, inTerminal } from "../fakes/pseudo-terminal.ts";
import { aGene, aStep } from "../stages/generate/a-gene.ts";
import { expectCode } from "./answer.ts";
import { aHome, environment, type Home, snapshotOf } from "./forge.ts";

if (!HAS_TERMINAL) console.warn("\n!!! SKIPPED: there is no `script` of util-linux here; forge review is not tried in a terminal\n");

const PROGRAM = fileURLToPath(new URL("../../dist/forge.js", import.meta.url));
const PROMPT = /Approve [a-z-]+ \[y,n,d,e,w,s,q,\?\]\? /;

type Kept = { name: string; status: string; edited?: { by: string }; decision: { how: string; reason: string; grants: unknown[] } | null };
const capsules = (home: Home) => (JSON.parse(readFileSync(join(home.data, "capsules.json"), "utf8")) as { capsules: Kept[] }).capsules;
const open = (home: Home, extra: Record<string, string> = {}) =>
  inTerminal(`'${process.execPath}' '${PROGRAM}' review`, environment(home.path, { TERM: "xterm", PAGER: "cat", ...extra }), { columns: 80, rows: 24 });

/** An editor that adds a script which reads any file: lint, scan and gates have to see it. */
function anEditor(home: Home): string {
  const path = join(home.path, "editor.sh");
  const script = 'import { readFileSync } from "node:fs";\nprocess.stdout.write(readFileSync(process.argv[2], "utf8"));\n';
  writeFileSync(path, `#!/bin/sh\nmkdir -p "$(dirname "$1")/scripts"\ncat > "$(dirname "$1")/scripts/main.mjs" <<'END'\n${script}END\n`);
  chmodSync(path, 0o755);
  return path;
}

describe.skipIf(!HAS_TERMINAL)("forge review in a terminal", () => {
  let staged: Home;
  beforeAll(() => {
    staged = aHome("sample");
    expectCode(staged.forge(["--full"]), 0);
  });
  afterAll(() => {
    staged[Symbol.dispose]();
  });

  test("walks the queue: help, wrong keys, resize, why, diff, edit, skip, yes, no with a reason", async () => {
    using home = aHome(staged);
    const session = open(home, { VISUAL: anEditor(home) });
    const first = await session.until(PROMPT);
    const name = /Approve ([a-z-]+)/.exec(first)?.[1] ?? "";
    const card = first.split("\n").map((line) => line.replace(/\r$/, ""));
    expect(card.find((line) => /^(LOW|MEDIUM|HIGH) RISK: |^BLOCKED: /.test(line))).toBe(card.find((line) => line !== "" && !line.startsWith("/dev/")));
    expect(card.filter((line) => columns(line) > 80)).toEqual([]);
    session.type("?");
    expect(await session.until(PROMPT)).toContain("y  yes: approve exactly these bytes");
    session.type("x");
    expect(await session.until(PROMPT)).toContain("No such key");
    session.type("\u001b[A");
    expect(await session.until(PROMPT)).toContain("Several characters at once are no answer");
    session.widen(120);
    const redrawn = (await session.until(PROMPT)).split("\n").map((line) => columns(line.replace(/\r$/, "")));
    expect(Math.max(...redrawn)).toBeGreaterThan(80);
    session.type("w");
    expect(await session.until(PROMPT)).toContain("Reasons for care, worst first");
    session.type("d");
    expect(await session.until(PROMPT)).toContain("+ ## ");
    session.type("e");
    const edited = await session.until(PROMPT);
    expect(edited).toMatch(/\nBLOCKED: .*readFileSync/);
    expect(edited).toContain("edited by user:");
    expect(capsules(home).find((one) => one.name === name)?.edited?.by).toMatch(/^user:/);
    session.type("y");
    expect(await session.until(PROMPT)).toContain("It cannot be approved as it is");
    session.type("s");
    await session.until(PROMPT);
    session.type("y");
    expect(await session.until(PROMPT)).toMatch(/approved: [a-z-]+, tree [0-9a-f]{16}…, decided terminal/);
    session.type("n");
    await session.until(/nothing to go back\): /);
    session.type("\r");
    expect(await session.until(PROMPT)).toContain("Nothing was rejected");
    session.type("n");
    await session.until(/nothing to go back\): /);
    session.type("too broad\r");
    expect(await session.until(/left to decide/)).toContain("It is remembered");
    expect(session.all()).toContain("1 proposal left");
    expect(await session.ended).toBe(0);
    expect(
      capsules(home)
        .map((one) => [one.status, one.decision?.how, one.decision?.reason])
        .sort(),
    ).toEqual([
      ["approved", "terminal", ""],
      ["rejected", "terminal", "too broad"],
      ["staged", undefined, undefined],
    ]);
    expect(existsSync(join(home.data, "edit", name))).toBe(false);
  });

  test("Ctrl-C leaves everything as it was and answers 130, also in the middle of a reason", async () => {
    using home = aHome(staged);
    const before = snapshotOf(home.data);
    const session = open(home);
    await session.until(PROMPT);
    session.type("n");
    await session.until(/nothing to go back\): /);
    session.type("it is\u0003");
    await session.until(/Stopped/);
    expect(await session.ended).toBe(130);
    expect(snapshotOf(home.data)).toEqual(before);
  });

  test("Ctrl-Z gives the terminal back as it was, and fg draws the card again, still to be answered", async () => {
    using home = aHome(staged);
    const before = snapshotOf(home.data);
    const shell = inTerminal("bash --norc --noprofile -i", environment(home.path, { TERM: "xterm", PAGER: "cat", PS1: "SHELL> " }), { columns: 80, rows: 24 });
    await shell.until(/SHELL> /);
    shell.type(`'${process.execPath}' '${PROGRAM}' review\n`);
    await shell.until(PROMPT);
    shell.type("\u001a");
    await shell.until(/Stopped[^]*SHELL> /);
    shell.type('echo "modes: $(stty -a | grep -ow -e -icanon -e -echo | wc -l)"\n');
    expect(await shell.until(/modes: \d[^]*SHELL> /)).toContain("modes: 0");
    shell.type("fg\n");
    expect(await shell.until(PROMPT)).toMatch(/(LOW|MEDIUM|HIGH) RISK: |BLOCKED: /);
    expect(snapshotOf(home.data)).toEqual(before);
    shell.type("y");
    expect(await shell.until(PROMPT)).toContain("approved: ");
    shell.type("q");
    await shell.until(/left to decide[^]*SHELL> /);
    shell.type("exit\n");
    expect(await shell.ended).toBe(0);
  });

  test("a high risk is approved by nothing but its own name, typed", async () => {
    using home = aHome(staged);
    const editor = join(home.path, "editor.sh");
    // the script that the compiler makes of a GET: it asks for a host, which is a high risk and no block
    const gets = aGene({ slots: [], steps: [aStep("curl -fsS https://api.example.com/list", { kind: "network", verb: "curl" })], check: null, gotchas: [] });
    const { skill } = generate({ genes: [gets], template: "fetch", name: null, description: null });
    const script = skill.files.find((one) => one.path.endsWith(".mjs"));
    if (script === undefined) throw new Error("a fetch has a script");
    writeFileSync(join(home.path, "script.mjs"), script.bytes);
    writeFileSync(editor, `#!/bin/sh\nmkdir -p "$(dirname "$1")/scripts"\ncp "${join(home.path, "script.mjs")}" "$(dirname "$1")/${script.path}"\n`);
    chmodSync(editor, 0o755);
    const session = open(home, { VISUAL: editor });
    const name = /Approve ([a-z-]+)/.exec(await session.until(PROMPT))?.[1] ?? "";
    session.type("e");
    expect(await session.until(PROMPT)).toMatch(/HIGH RISK: /);
    for (const wrong of ["", "yes", name.slice(0, -1), name.toUpperCase()]) {
      session.type("y");
      await session.until(/The risk is high\. Type [a-z-]+ to approve it/);
      session.type(`${wrong}\r`);
      expect(await session.until(PROMPT)).toContain("That is not its name. Nothing was approved.");
      expect(capsules(home).find((one) => one.name === name && one.status === "approved")).toBeUndefined();
    }
    session.type("y");
    await session.until(/The risk is high/);
    session.type(`${name}\r`);
    expect(await session.until(PROMPT)).toContain(`approved: ${name}`);
    session.type("q");
    await session.until(/left to decide/);
    expect(await session.ended).toBe(0);
    expect(capsules(home).find((one) => one.name === name && one.status === "approved")?.decision?.how).toBe("terminal");
  });

  test("a terminal without keys takes lines, and q leaves the rest undecided", async () => {
    using home = aHome(staged);
    const session = open(home, { TERM: "dumb" });
    await session.until(PROMPT);
    session.type("yes\n");
    expect(await session.until(PROMPT)).toContain("Several characters");
    session.type("y\n");
    expect(await session.until(PROMPT)).toContain("approved: ");
    session.type("q\n");
    expect(await session.until(/left to decide/)).toContain("2 proposals left");
    expect(await session.ended).toBe(0);
    expect(session.all()).not.toContain("\u001b");
  });
});
