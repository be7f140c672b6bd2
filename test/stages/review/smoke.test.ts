import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { TEMPLATES } from "#generated/templates";
import type { ProgramResult, RunProgram, RunWalled, WalledRun } from "#kernel/powers";
import { nodePowers } from "#platform/powers";
import { smoke } from "#stages/review/smoke";
import { describe, expect, it } from "vitest";
import { aReportGene } from "../generate/a-gene.ts";
import { aSkill } from "./a-proposal.ts";

const trials = TEMPLATES.find((one) => one.spec.id === "report")?.spec.smoke ?? [];
const host = { nodePath: "/opt/node", platform: "linux", env: {} };
const files = aSkill(aReportGene()).files;
const place = { folder: "/s", files };
const runWalled: RunWalled = () => null;
const ended = (parts: Partial<ProgramResult> = {}): ProgramResult => ({ exitCode: 0, stdout: "v24.0.0", stderr: "", timedOut: false, ...parts });
/** Answers the trial of Node itself, then each run of the script in turn. */
const answering = (...results: (ProgramResult | null)[]): RunProgram => {
  const queue = [...results];
  return () => queue.shift() ?? null;
};
const expected = trials.map((trial) => ended({ exitCode: trial.exit, stdout: trial.exit === 0 ? "x" : "", stderr: trial.exit === 0 ? "" : "no" }));

describe("smoke", () => {
  it("does not run anything where there is no sandbox, and says so instead of passing", () => {
    expect(smoke(place, trials, { run: () => null, runWalled, host })).toMatchObject({ result: "not-run" });
    expect(smoke(place, trials, { run: () => ended({ exitCode: 1, stdout: "", stderr: "bwrap: no namespaces" }), runWalled, host })).toMatchObject({
      result: "not-run",
    });
    expect(smoke(place, trials, { run: () => ended(), runWalled, host: { ...host, platform: "darwin" } })).toMatchObject({ result: "not-run" });
    expect(smoke(place, [], { run: () => ended(), runWalled, host })).toMatchObject({ result: "not-run" });
  });

  it("passes only when every run ends as the template says", () => {
    expect(smoke(place, trials, { run: answering(ended(), ...expected), runWalled, host })).toMatchObject({ result: "passed" });
    const spoiled: readonly Partial<ProgramResult>[] = [{ exitCode: 7 }, { exitCode: null, timedOut: true }, { stdout: "" }];
    for (const fault of spoiled) expect(smoke(place, trials, { run: answering(ended(), ended(fault)), runWalled, host })).toMatchObject({ result: "failed" });
    expect(smoke(place, trials, { run: answering(ended(), ...expected.slice(0, -1), ended({ stdout: "x" })), runWalled, host })).toMatchObject({
      result: "failed",
    });
  });

  it("builds a wall without network, home and environment around every run", () => {
    const calls: { program: string; args: readonly string[]; env: Readonly<Record<string, string>> }[] = [];
    smoke({ folder: "/staged", files }, trials, {
      run: (program, args, options) => {
        calls.push({ program, args, env: options.env });
        return ended();
      },
      runWalled,
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
      for (const file of files) {
        mkdirSync(dirname(join(folder, file.path)), { recursive: true });
        writeFileSync(join(folder, file.path), file.bytes);
      }
      const result = smoke({ folder, files }, trials, nodePowers({ env: { SKILL_FORGE_SMOKE_WALL: "bubblewrap" } }));
      if (result.result === "not-run") {
        console.warn(`SKIPPED: ${result.detail}`);
        skip();
      }
      expect(result).toMatchObject({ result: "passed" });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  describe("behind WebAssembly", () => {
    const wasm = nodePowers({ env: { SKILL_FORGE_SMOKE_WALL: "wasm" } });
    const limits = { args: [], input: "", timeoutMs: 4_000, memoryBytes: 64 << 20 };
    const walled = (text: string, more: Partial<WalledRun> = {}) =>
      wasm.runWalled({ files: [{ path: "scripts/main.mjs", text }], script: "scripts/main.mjs", ...limits, ...more });

    it("is chosen where there is no bubblewrap, and named in the result", () => {
      expect(smoke(place, trials, { ...wasm, run: () => null, host: { ...host, platform: "darwin" } })).toMatchObject({
        result: "passed",
        detail: expect.stringContaining("in WebAssembly") as string,
      });
      expect(smoke(place, trials, { run: answering(ended(), ...expected), runWalled, host })).toMatchObject({
        detail: expect.stringContaining("in bubblewrap") as string,
      });
    });

    for (const { spec } of TEMPLATES.filter((one) => one.spec.kind === "code")) {
      it(`runs what the template ${spec.id} gives, with its sample input`, () => {
        const folder = new URL(`../../../templates/${spec.id}/expected/`, import.meta.url);
        const [name = ""] = readdirSync(folder);
        const own = spec.files.map(({ path }) => ({ path, bytes: new Uint8Array(readFileSync(new URL(`${name}/${path}`, folder))), mode: 0o644 }));
        expect(smoke({ folder: "/nowhere", files: own }, spec.smoke, wasm)).toMatchObject({ result: "passed" });
      });
    }

    it("prints what Node prints", () => {
      const [first] = trials.filter((one) => one.exit === 0 && one.input !== "");
      const script = files.find((file) => file.path === first?.script);
      const folder = mkdtempSync(join(tmpdir(), "smoke-"));
      try {
        writeFileSync(join(folder, "main.mjs"), script?.bytes ?? "");
        const node = nodePowers().run(process.execPath, [join(folder, "main.mjs"), ...(first?.args ?? [])], {
          cwd: folder,
          env: {},
          timeoutMs: 20_000,
          input: first?.input ?? "",
        });
        const wall = walled(new TextDecoder().decode(script?.bytes), { args: first?.args ?? [], input: first?.input ?? "" });
        expect(node?.exitCode).toBe(0);
        expect(wall).toEqual({ ...node, timedOut: false });
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

    it("has nothing of the machine", () => {
      const names = "require fetch setTimeout Buffer module WebAssembly Deno std os navigator XMLHttpRequest";
      expect(
        walled(`console.log("${names}".split(" ").filter((name) => globalThis[name] !== undefined).length, Object.keys(process.env).length);`)?.stdout,
      ).toBe("0 0\n");
      for (const module of ["node:child_process", "node:net", "std", "os", "./other.mjs", "node:fs/promises"])
        expect(walled(`import * as one from "${module}"; console.log(one);`)).toMatchObject({ exitCode: 1, stdout: "" });
      expect(walled(`import { readFileSync } from "node:fs"; console.log(readFileSync("/etc/passwd"));`)).toMatchObject({ exitCode: 1, stdout: "" });
    });

    it("ends what does not end, and what takes all memory", () => {
      expect(walled("for (;;);", { timeoutMs: 500 })).toMatchObject({ timedOut: true });
      expect(walled("let text = 'x'; for (;;) text += text;")).toMatchObject({ exitCode: 1 });
      expect(walled("const go = () => go() + 1; go();")).toMatchObject({ exitCode: 1 });
    });

    it("is not-run, plainly, when a named wall is not there", () => {
      expect(smoke(place, trials, { run: () => null, runWalled, host: { ...host, env: { SKILL_FORGE_SMOKE_WALL: "wasm" } } })).toEqual({
        result: "not-run",
        detail: "no sandbox: the WebAssembly engine could not be started",
      });
    });
  });
});
