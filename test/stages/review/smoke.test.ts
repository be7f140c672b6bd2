import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { TEMPLATES } from "#generated/templates";
import type { ProgramResult, RunProgram } from "#kernel/powers";
import { nodePowers } from "#platform/powers";
import { smoke } from "#stages/review/smoke";
import { describe, expect, it } from "vitest";
import { aReportGene } from "../generate/a-gene.ts";
import { aSkill } from "./a-proposal.ts";

const trials = TEMPLATES.find((one) => one.spec.id === "report")?.spec.smoke ?? [];
const host = { nodePath: "/opt/node", platform: "linux" };
const ended = (parts: Partial<ProgramResult> = {}): ProgramResult => ({ exitCode: 0, stdout: "v24.0.0", stderr: "", timedOut: false, ...parts });
/** Answers the trial of Node itself, then each run of the script in turn. */
const answering = (...results: (ProgramResult | null)[]): RunProgram => {
  const queue = [...results];
  return () => queue.shift() ?? null;
};
const expected = trials.map((trial) => ended({ exitCode: trial.exit, stdout: trial.exit === 0 ? "x" : "", stderr: trial.exit === 0 ? "" : "no" }));

describe("smoke", () => {
  it("does not run anything where there is no sandbox, and says so instead of passing", () => {
    expect(smoke("/s", trials, { run: () => null, host })).toMatchObject({ result: "not-run" });
    expect(smoke("/s", trials, { run: () => ended({ exitCode: 1, stdout: "", stderr: "bwrap: no namespaces" }), host })).toMatchObject({ result: "not-run" });
    expect(smoke("/s", trials, { run: () => ended(), host: { ...host, platform: "darwin" } })).toMatchObject({ result: "not-run" });
    expect(smoke("/s", [], { run: () => ended(), host })).toMatchObject({ result: "not-run" });
  });

  it("passes only when every run ends as the template says", () => {
    expect(smoke("/s", trials, { run: answering(ended(), ...expected), host })).toMatchObject({ result: "passed" });
    const spoiled: readonly Partial<ProgramResult>[] = [{ exitCode: 7 }, { exitCode: null, timedOut: true }, { stdout: "" }];
    for (const fault of spoiled) expect(smoke("/s", trials, { run: answering(ended(), ended(fault)), host })).toMatchObject({ result: "failed" });
    expect(smoke("/s", trials, { run: answering(ended(), ...expected.slice(0, -1), ended({ stdout: "x" })), host })).toMatchObject({ result: "failed" });
  });

  it("builds a wall without network, home and environment around every run", () => {
    const calls: { program: string; args: readonly string[]; env: Readonly<Record<string, string>> }[] = [];
    smoke("/staged", trials, {
      run: (program, args, options) => {
        calls.push({ program, args, env: options.env });
        return ended();
      },
      host,
    });
    for (const { program, args, env } of calls) {
      expect(program).toBe("bwrap");
      expect(Object.keys(env)).toEqual(["PATH"]);
      for (const flag of ["--unshare-all", "--die-with-parent", "--new-session", "--clearenv"]) expect(args).toContain(flag);
      expect(args.filter((_arg, at) => args[at - 1] === "--bind")).toEqual([]);
    }
  });

  it("runs the real script where bubblewrap is usable", ({ skip }) => {
    const folder = mkdtempSync(join(tmpdir(), "smoke-"));
    try {
      for (const file of aSkill(aReportGene()).files) {
        mkdirSync(dirname(join(folder, file.path)), { recursive: true });
        writeFileSync(join(folder, file.path), file.bytes);
      }
      const result = smoke(folder, trials, nodePowers());
      if (result.result === "not-run") {
        console.warn(`SKIPPED: ${result.detail}`);
        skip();
      }
      expect(result).toMatchObject({ result: "passed" });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
