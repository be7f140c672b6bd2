import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { analyseAwk } from "#stages/scan/awk/analyse";
import { analyseMake } from "#stages/scan/make/analyse";
import { prepareAll } from "#stages/scan/prepare";
import { JUDGES } from "#stages/scan/shell/judges";
import type { Field } from "#stages/scan/shell/machine";
import { EMPTY } from "#stages/scan/shell/text";
import { cases } from "../cases.ts";
import { covers } from "./probe.ts";
import { PROBE } from "./shell-programs.ts";
import { awkProgram, makeProgram } from "./small-programs.ts";

await prepareAll();

const FOLDER = mkdtempSync(join(tmpdir(), "forge-small-"));
const SEEN = join(FOLDER, "seen");
const has = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args, { encoding: "utf8" }).error === undefined;
const BUILDER = "make";
const MAKE = has(BUILDER, "--version") && /GNU Make (?:[4-9]|\d\d)\./.test(spawnSync(BUILDER, ["--version"], { encoding: "utf8" }).stdout);
const AWKS = ["gawk", "mawk"].filter((one) => has(one, "BEGIN { exit }"));
if (!MAKE) console.warn("SKIPPED: no GNU make, so nothing that the scan says of makefiles is compared with what make does");
if (AWKS.length === 0) console.warn("SKIPPED: neither gawk nor mawk, so nothing that the scan says of awk programs is compared with what they do");

writeFileSync(join(FOLDER, PROBE), `#!/bin/sh\n{ for a in "$@"; do printf '%s\\037' "$a"; done; printf '\\036'; } >>"$PROBE_OUT"\n`, { mode: 0o755 });
afterAll(() => {
  rmSync(FOLDER, { recursive: true, force: true });
});

/** Where lines are joined, places are kept and blanks are not: make makes one of them. */
function blanks(text: string): string {
  return text.replace(/ +/g, " ");
}

type Analyse = typeof analyseMake | typeof analyseAwk;

/** Program -> every way in which the scan sees the probe started, and what it refuses it for. */
function toldOf(analyse: Analyse, path: string, text: string): Readonly<{ calls: readonly (readonly Field[])[]; refused: readonly string[] }> {
  const calls: (readonly Field[])[] = [];
  const refused: string[] = [];
  const judges = JUDGES as Map<string, Parameters<typeof JUDGES.forEach>[0] extends (judge: infer J, ...rest: never[]) => void ? J : never>;
  judges.set(PROBE, (_machine, { args }) => {
    calls.push(args.map((one) => ({ ...one, text: blanks(one.text) })));
    return EMPTY;
  });
  const context = { paths: new Set<string>(), limits: { nodes: 400_000 } } as unknown as Parameters<typeof analyseMake>[2];
  analyse(path, text, context, ({ rule, args }) => {
    if (!/access$|^plain-variable$/.test(rule)) refused.push(`${rule} ${JSON.stringify(args)}`);
  });
  judges.delete(PROBE);
  return { calls, refused };
}

/** What the probe was really given, call by call; null where the program is none. */
function doneBy(program: string, args: readonly string[], text: string): readonly (readonly string[])[] | null {
  rmSync(SEEN, { force: true });
  writeFileSync(join(FOLDER, "program"), text);
  const { status } = spawnSync(program, args, { env: { PATH: `${FOLDER}:/usr/bin:/bin`, PROBE_OUT: SEEN }, cwd: FOLDER, timeout: 10_000, encoding: "utf8" });
  if (status !== 0) return null;
  const seen = existsSync(SEEN) ? readFileSync(SEEN, "utf8") : "";
  return seen
    .split("\u001e")
    .slice(0, -1)
    .map((call) => call.split("\u001f").slice(0, -1).map(blanks));
}

function compare(count: number, program: string, args: readonly string[], analyse: Analyse, path: string, make: (seed: number) => string): void {
  let compared = 0;
  for (let seed = 0; seed < count; seed++) {
    const text = make(seed);
    const { calls, refused } = toldOf(analyse, path, text);
    // What is refused may do what it likes.
    const done = refused.length > 0 ? null : doneBy(program, args, text);
    if (done === null) continue;
    compared++;
    const missed = done.filter((call) => !calls.some((one) => covers(one, call)));
    expect(
      missed.map((one) => JSON.stringify(one)),
      `seed ${String(seed)}\n${text}\n${calls.map((one) => JSON.stringify(one.map((word) => word.text))).join("\n")}`,
    ).toEqual([]);
  }
  expect(compared).toBeGreaterThan(count / 3);
}

describe("what the scan says that small languages start, and what their programs start", () => {
  it.skipIf(!MAKE)("agree on makefiles", { timeout: 300_000 }, () => {
    compare(cases(300), BUILDER, ["-s", "-f", "program"], analyseMake, "Makefile", makeProgram);
  });

  it.each(AWKS)("agree on awk programs: %s", { timeout: 300_000 }, (awk) => {
    compare(cases(200), awk, ["-f", "program"], analyseAwk, "a.awk", awkProgram);
  });
});
