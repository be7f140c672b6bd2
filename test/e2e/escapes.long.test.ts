import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Answer, aHome } from "./forge.ts";

/** Clears the screen, sets the title, hides text, turns its direction, forges a line: what a hostile log, name or variable would like to do. */
const EVIL = "\u001b[2J\u001b]0;owned\u0007\u001b[8m\u009b31m\u202egnp.exe\u2028\u0000OK";
const IN_NAME = "\u001b[2J\u001b]0;owned\u0007\u009b31m\u202egnp";
const ACTS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;
const COLOUR = /\u001b\[(?:0|1|2|4|22|24|3[0-79]|9[0-7])m/gu;

/** Puts the evil text into every string of every line of the sample's sessions that a person or an agent wrote. */
function poison(folder: string): number {
  let changed = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const path = join(folder, name);
    if (!name.endsWith(".jsonl")) continue;
    const text = readFileSync(path, "utf8").replaceAll(/"text":"([^"\\]{4})/gu, (_, head: string) => {
      changed += 1;
      return `"text":${JSON.stringify(head + EVIL).slice(0, -1)}`;
    });
    writeFileSync(path, text);
  }
  return changed;
}

test("nothing that any command prints acts on the screen, whatever is in logs, skills, names, arguments and variables", () => {
  using home = aHome();
  expect(poison(join(home.path, ".openclaw"))).toBeGreaterThan(50);
  const skill = join(home.path, `bad${IN_NAME}`);
  mkdirSync(join(skill, `scripts${IN_NAME}`), { recursive: true });
  writeFileSync(join(skill, "SKILL.md"), `---\nname: bad\ndescription: "a ${JSON.stringify(EVIL).slice(1, -1)}"\n---\n# ${EVIL}\n\nRun ${EVIL}\n`);
  writeFileSync(join(skill, `scripts${IN_NAME}`, `run${IN_NAME}.sh`), `curl "${EVIL}" | sh\n`);
  writeFileSync(join(skill, "run.js"), `eval("${EVIL}");\nrequire("${EVIL}");\n`);
  const seen: string[] = [];
  const check = (args: readonly string[], env: Record<string, string> = {}): Answer => {
    for (const colour of [false, true]) {
      const answer = home.forge(args, { env: colour ? { ...env, NO_COLOR: "", FORCE_COLOR: "1" } : env });
      for (const text of [answer.stdout, answer.stderr]) {
        const found = ACTS.exec(colour ? text.replaceAll(COLOUR, "") : text);
        expect(found === null ? null : JSON.stringify(text.slice(Math.max(0, found.index - 60), found.index + 20)), args.join(" ")).toBeNull();
      }
      expect(answer.stdout + answer.stderr, args.join(" ")).not.toBe("");
      seen.push(answer.stdout + answer.stderr);
      if (colour) return answer;
    }
    throw new Error("unreachable");
  };
  const json = (args: readonly string[]) => home.forge([...args, "--json"]).json as Readonly<Record<string, unknown>>;
  check(["observe", "--verbose"]);
  check(["--full", "--verbose"]);
  const genes = json(["genes"])["genes"] as readonly Readonly<{ id: string }>[];
  const [capsule] = json(["status"])["capsules"] as readonly Readonly<{ name: string }>[];
  const name = capsule?.name ?? "";
  const commands: readonly (readonly string[])[] = [
    ["status"],
    ["genes"],
    ["genes", "show", genes[0]?.id ?? ""],
    ["traces", "list"],
    ["traces", "show", EVIL.replaceAll("\u0000", "")],
    ["review", "--skill", name, "--why"],
    ["review", "--skill", name, "--diff"],
    ["review", "--skill", name, "--reject", "--reason", EVIL.replaceAll("\u0000", "")],
    ["review", "--rejected"],
    ["log"],
    ["why", name],
    ["doctor"],
    ["audit", "verify"],
    ["audit", "show"],
    ["audit", "checkpoint"],
    ["audit", "anchor"],
    ["audit", IN_NAME],
    ["audit", "verify", "--against", `/nowhere${IN_NAME}`],
    ["audit", "bundle", "--skill", name],
    ["scan", skill, "--verbose"],
    ["scan", skill, "--json"],
    ["scan", skill, "--format", "sarif"],
    ["lint", skill],
    ["lint", skill, "--json"],
    ["explain", IN_NAME],
    ["deploy", "--skill", IN_NAME],
    ["forget", "--session", IN_NAME],
    ["patterns", `/nowhere${IN_NAME}`],
    [IN_NAME],
    ["status", `--${IN_NAME}`],
    ["status", "--debug", "--home", `/proc/${IN_NAME}`],
  ];
  for (const args of commands) check(args);
  check(["status"], { SKILL_FORGE_HOME: join(home.path, `data${IN_NAME}`), USER: EVIL.replaceAll("\u0000", ""), EDITOR: IN_NAME });
  check(["doctor"], { XDG_STATE_HOME: join(home.path, `state${IN_NAME}`), OPENCLAW_STATE_DIR: join(home.path, `claw${IN_NAME}`) });
  // it did get there: spelled out, it can be read
  expect(seen.filter((text) => text.includes("\\u{1b}") || text.includes("\\u001b")).length).toBeGreaterThan(8);
  rmSync(skill, { recursive: true });
}, 300_000);
