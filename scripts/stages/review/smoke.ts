import type { HostFacts, ProgramResult, RunProgram, RunWalled } from "#kernel/powers";
import type { CompiledTemplate } from "#kernel/template";
import type { SkillFile } from "#kernel/tree";
import { visible } from "#kernel/visible";
import type { SmokeResult } from "./gate.ts";

const TIMEOUT_MS = 10_000;
const MEMORY_BYTES = 128 << 20;
/** Where bwrap itself is looked for; a folder that the person or a project put on the path could hold another one. */
const SYSTEM = { PATH: "/usr/bin:/bin:/usr/local/bin:/run/current-system/sw/bin" };
/** Names one wall, so that a machine with both can be asked for either: `bubblewrap` or `wasm`. Anything else stands for whichever there is. */
const CHOICE = "SKILL_FORGE_SMOKE_WALL";

export type SmokePowers = Readonly<{ run: RunProgram; runWalled: RunWalled; host: Pick<HostFacts, "nodePath" | "platform" | "env"> }>;
/** The staged skill: where it lies, and the same files in memory. */
export type SmokePlace = Readonly<{ folder: string; files: readonly SkillFile[] }>;
type Trial = CompiledTemplate["spec"]["smoke"][number];
/** Something that runs a trial without the machine; `name` says which in the gate's result. */
type Wall = Readonly<{ name: string; run: (trial: Trial) => ProgramResult | null }>;

/**
 * Runs a skill's scripts as its template says (`--help`, its sample input, a broken sample) behind a wall: bubblewrap
 * where it is usable, else WebAssembly. Neither has network, home or environment. Where there is no wall the result is
 * `not-run` with the reason, because running unreviewed code without one would be the accident this gate is for.
 */
export function smoke(place: SmokePlace, trials: readonly Trial[], powers: SmokePowers): SmokeResult {
  if (trials.length === 0) return { result: "not-run", detail: "the skill holds no code" };
  const wall = wallFor(place, trials, powers);
  if (wall === null) return { result: "not-run", detail: `no sandbox: ${missing(powers)}` };
  for (const trial of trials) {
    const fault = faultOf(trial, wall);
    if (fault !== null) return { result: "failed", detail: `node ${trial.script} ${trial.args.join(" ")}: ${fault} (in ${wall.name})` };
  }
  return { result: "passed", detail: `${trials.length} runs in ${wall.name} without network, home and environment` };
}

function wallFor(place: SmokePlace, trials: readonly Trial[], powers: SmokePowers): Wall | null {
  const wanted = powers.host.env[CHOICE];
  const bubblewrap = wanted === "wasm" ? null : bubblewrapFor(place.folder, powers);
  return bubblewrap ?? (wanted === "bubblewrap" ? null : webAssemblyFor(place.files, trials, powers));
}

function missing({ host }: SmokePowers): string {
  const [bubblewrap, wasm] = ["bwrap is not there or not allowed", "the WebAssembly engine could not be started"];
  return host.env[CHOICE] === "wasm" ? wasm : host.env[CHOICE] === "bubblewrap" ? bubblewrap : `${bubblewrap}, and ${wasm}`;
}

/** Null when a trial of Node itself does not come through. */
function bubblewrapFor(folder: string, { run, host }: SmokePowers): Wall | null {
  if (host.platform !== "linux") return null;
  const system = ["/usr", "/lib", "/lib64", "/bin"].flatMap((path) => ["--ro-bind-try", path, path]);
  const wall = [
    ...["--unshare-all", "--die-with-parent", "--new-session", "--clearenv"],
    ...system,
    ...["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--dir", "/run/forge"],
    ...["--ro-bind", host.nodePath, "/run/forge/node", "--ro-bind", folder, "/run/forge/skill", "--chdir", "/run/forge/skill", "/run/forge/node"],
  ];
  const probe = run("bwrap", [...wall, "--version"], { cwd: folder, env: SYSTEM, timeoutMs: TIMEOUT_MS });
  if (probe?.exitCode !== 0 || !probe.stdout.startsWith("v")) return null;
  const flags = ["--disallow-code-generation-from-strings"];
  return {
    name: "bubblewrap",
    run: ({ script, args, input }) => run("bwrap", [...wall, ...flags, script, ...args], { cwd: "/", env: SYSTEM, timeoutMs: TIMEOUT_MS, input }),
  };
}

/** Null when a trial of the engine with a script of ours does not come through. */
function webAssemblyFor(files: readonly SkillFile[], trials: readonly Trial[], { runWalled }: SmokePowers): Wall | null {
  const limits = { timeoutMs: TIMEOUT_MS, memoryBytes: MEMORY_BYTES };
  const probe = runWalled({ files: [{ path: "probe.mjs", text: 'console.log("ready");' }], script: "probe.mjs", args: [], input: "", ...limits });
  if (probe?.stdout !== "ready\n") return null;
  // only text goes in: what a script reads as UTF-8 it would read the same way from a disk
  const texts = files.map(({ path, bytes }) => ({ path, text: new TextDecoder().decode(bytes) }));
  const known = trials.every(({ script }) => files.some(({ path }) => path === script));
  return known ? { name: "WebAssembly", run: ({ script, args, input }) => runWalled({ files: texts, script, args, input, ...limits }) } : null;
}

function faultOf(trial: Trial, wall: Wall): string | null {
  const result = wall.run(trial);
  if (result === null) return "could not be started";
  if (result.timedOut) return `did not end within ${TIMEOUT_MS / 1000} s`;
  if (result.exitCode !== trial.exit) return `exit code ${result.exitCode} instead of ${trial.exit}: ${visible(result.stderr.trim().slice(0, 200))}`;
  if (trial.exit === 0 && result.stdout.trim() === "") return "printed nothing";
  // a script that fails must fail for the reason that the trial is about
  const said = trial.exit === 0 ? result.stdout : result.stderr;
  if (trial.says !== undefined && !said.includes(trial.says)) return `said nothing of "${trial.says}": ${visible(said.trim().slice(0, 200))}`;
  return trial.exit !== 0 && result.stderr.trim() === "" ? "failed without a word on stderr" : null;
}
