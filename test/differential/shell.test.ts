import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { JUDGES } from "#stages/scan/shell/judges";
import type { Field } from "#stages/scan/shell/machine";
import { createMachine, createState, readWhole } from "#stages/scan/shell/reader";
import { EMPTY, HOLE } from "#stages/scan/shell/text";
import { prepareAll } from "#stages/scan/prepare";
import { cases } from "../cases.ts";
import { covers } from "./probe.ts";
import { PROBE, shellProgram } from "./shell-programs.ts";

await prepareAll();

const FOLDER = mkdtempSync(join(tmpdir(), "forge-shell-"));
const SEEN = join(FOLDER, "seen");
const OWN = ["seen", "f.txt", "f2.txt", "f.sh"].map((name) => join(FOLDER, name));
const BASH = spawnSync("bash", ["-c", 'echo "${BASH_VERSINFO[0]}"'], { encoding: "utf8" }).stdout;
const HAS_BASH = Number(BASH) >= 5;
if (!HAS_BASH) console.warn("SKIPPED: no bash of version 5 or later, so nothing that the scan says of shell programs is compared with what they do");

writeFileSync(join(FOLDER, PROBE), `#!/bin/sh\n{ for a in "$@"; do printf '%s\\037' "$a"; done; printf '\\036'; } >>"$PROBE_OUT"\n`, { mode: 0o755 });
afterAll(() => {
  rmSync(FOLDER, { recursive: true, force: true });
});

type Told = Readonly<{ calls: readonly (readonly Field[])[]; isRefused: boolean }>;

/** Script -> every way in which the scan sees the probe started, and whether it refuses the script anyway. */
function toldOf(text: string): Told {
  const calls: (readonly Field[])[] = [];
  let isRefused = false;
  const judges = JUDGES as Map<string, Parameters<typeof JUDGES.forEach>[0] extends (judge: infer J, ...rest: never[]) => void ? J : never>;
  judges.set(PROBE, (_machine, { args }) => {
    calls.push(args);
    return EMPTY;
  });
  const context = { paths: new Set<string>() } as unknown as Parameters<typeof createMachine>[5];
  const machine = createMachine(
    "scripts/a.sh",
    text,
    0,
    "script",
    ({ rule }) => {
      if (!/access$|^plain-variable$/.test(rule)) isRefused = true;
    },
    context,
  );
  readWhole(machine, createState());
  judges.delete(PROBE);
  return { calls, isRefused };
}

/** Script and its arguments -> what the probe was really given, call by call; null for no script of bash. */
function doneBy(text: string, args: readonly string[]): readonly (readonly string[])[] | null {
  for (const one of OWN) rmSync(one, { force: true });
  writeFileSync(join(FOLDER, "script.sh"), text);
  const { stderr } = spawnSync("bash", [join(FOLDER, "script.sh"), ...args], {
    env: { PATH: `${FOLDER}:/usr/bin:/bin`, PROBE_OUT: SEEN },
    cwd: FOLDER,
    timeout: 10_000,
    encoding: "utf8",
  });
  if (/syntax error|unexpected EOF/.test(stderr)) return null;
  const seen = existsSync(SEEN) ? readFileSync(SEEN, "utf8") : "";
  return seen
    .split("\u001e")
    .slice(0, -1)
    .map((call) => call.split("\u001f").slice(0, -1));
}

/** Seed -> what the script did that the scan does not know of; null where it is refused, or no script. */
function missedBy(seed: number): Readonly<{ text: string; done: number; exact: number; missed: readonly string[] }> | null {
  const { text, args } = shellProgram(seed);
  const told = toldOf(text);
  const done = told.isRefused ? null : doneBy(text, args);
  if (done === null) return null;
  const missed = done.filter((call) => !told.calls.some((one) => covers(one, call)));
  const exact = done.filter((call) =>
    told.calls.some((one) => one.length === call.length && one.every((field, at) => field.text === call[at] && field.many !== true)),
  );
  return { text, done: done.length, exact: exact.length, missed: missed.map((one) => JSON.stringify(one)) };
}

const COUNT = cases(500);
const PER_TEST = 50;

describe.skipIf(!HAS_BASH)("what the scan says a shell program starts, and what bash starts", () => {
  const sum = { compared: 0, done: 0, exact: 0 };

  for (let from = 0; from < COUNT; from += PER_TEST)
    it(`agree on programs ${String(from)} to ${String(Math.min(COUNT, from + PER_TEST))}`, { timeout: 120_000 }, () => {
      for (let seed = from; seed < Math.min(COUNT, from + PER_TEST); seed++) {
        const found = missedBy(seed);
        if (found === null) continue;
        sum.compared++;
        sum.done += found.done;
        sum.exact += found.exact;
        expect(found.missed, `seed ${String(seed)}\n${found.text}`).toEqual([]);
      }
    });

  it("compare most programs, and know some of their words to the letter", () => {
    expect(sum.compared).toBeGreaterThan(COUNT / 2);
    expect(sum.exact).toBeGreaterThan(sum.done / 40);
  });

  it("see a difference where there is one", () => {
    expect(covers([{ text: "a", from: 0, names: [] }], ["b"])).toBe(false);
    expect(covers([{ text: `a${HOLE}`, from: 0, names: [] }], ["ab", "c"])).toBe(false);
    expect(covers([{ text: "a", from: 0, names: [], many: true }], [])).toBe(true);
  });
});
