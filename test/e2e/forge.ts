import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { digestOf } from "#kernel/digest";
import { sampleHome } from "../../scripts/demo/sample.ts";
import { writeSampleHome } from "../../scripts/demo/write.ts";

/** What a run of the program left: `json` is stdout parsed, undefined when it is no JSON. */
export type Answer = Readonly<{ code: number | null; stdout: string; stderr: string; json: unknown }>;
export type Forge = (args: readonly string[], options?: Readonly<{ env?: Record<string, string>; input?: string; cwd?: string }>) => Answer;

const PROGRAM = process.env["FORGE_PROGRAM"] ?? fileURLToPath(new URL("../../dist/forge.js", import.meta.url));
/** The program is run as it is published: generated code is impossible, and nothing is inherited that a test did not choose. */
const FLAGS = ["--disallow-code-generation-from-strings", "--no-warnings", PROGRAM];

/** Hundreds of processes would each compile the same files; Node keeps that by the text of a file. */
const COMPILED = fileURLToPath(new URL("../../.cache/e2e-compiled", import.meta.url));

export function environment(home: string, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: home,
    TMPDIR: tmpdir(),
    NO_COLOR: "1",
    XDG_STATE_HOME: join(home, ".local/state"),
    XDG_DATA_HOME: join(home, ".local/share"),
    XDG_CONFIG_HOME: join(home, ".config"),
    XDG_CACHE_HOME: join(home, ".cache"),
    NODE_COMPILE_CACHE: COMPILED,
    ...extra,
  };
}

/** Home folder -> a function that runs `forge` there as a process and waits for it. */
export function forgeIn(home: string): Forge {
  return (args, options = {}) => {
    const done = spawnSync(process.execPath, [...FLAGS, ...args], {
      cwd: options.cwd ?? home,
      env: environment(home, options.env),
      input: options.input ?? "",
      encoding: "utf8",
      timeout: 120_000,
      maxBuffer: 1 << 28,
    });
    return { code: done.status, stdout: done.stdout, stderr: done.stderr, json: parsed(done.stdout) };
  };
}

/** Starts `forge` without waiting; the promise gives its answer. */
export function forgeStarted(
  home: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Readonly<{ child: ChildProcess; answer: Promise<Answer> }> {
  const child = spawn(process.execPath, [...FLAGS, ...args], { cwd: home, env: environment(home, env), stdio: ["ignore", "pipe", "pipe"] });
  const out: string[] = [];
  const err: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (text: string) => out.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => err.push(text));
  const answer = new Promise<Answer>((resolve) =>
    child.on("close", (code) => resolve({ code, stdout: out.join(""), stderr: err.join(""), json: parsed(out.join("")) })),
  );
  return { child, answer };
}

export type Home = Readonly<{ path: string; data: string; skills: string; forge: Forge }> & Disposable;

/** A temporary home: empty, with the sample, or a copy of another one. `[Symbol.dispose]` removes it. */
export function aHome(from: "empty" | "sample" | Home = "sample"): Home {
  const path = mkdtempSync(join(tmpdir(), "forge-e2e-"));
  if (from === "sample") writeSampleHome(sampleHome(Date.now()), path);
  const workspace = join(path, ".openclaw/workspace");
  if (typeof from === "object") copyHome(from, path, join(workspace, "memory/skill-forge"));
  return {
    path,
    data: join(workspace, "memory/skill-forge"),
    skills: join(workspace, "skills"),
    forge: forgeIn(path),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** What is remembered of a log lies under the name of its data folder, so it moves along: a log without it is not called whole. */
function copyHome(from: Home, path: string, data: string): void {
  cpSync(from.path, path, { recursive: true, preserveTimestamps: true });
  const anchors = join(path, ".local/state/skill-forge/anchors");
  const old = join(anchors, digestOf(from.data).slice(0, 16));
  if (existsSync(old)) renameSync(old, join(anchors, digestOf(data).slice(0, 16)));
}

/** Folder -> every file and folder below it with its mode and the digest of its bytes, for comparing before and after. */
export function snapshotOf(folder: string, leaveOut: (path: string) => boolean = () => false): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    names
      .filter((name) => !leaveOut(name))
      .map((name) => {
        const facts = statSync(join(folder, name));
        return [name, `${facts.mode.toString(8)} ${facts.isFile() ? digestOf(readFileSync(join(folder, name))) : "folder"}`];
      }),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
