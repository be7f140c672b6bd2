import type { HostFacts, RunProgram } from "#kernel/powers";
import type { CompiledTemplate } from "#kernel/template";
import { visible } from "#kernel/visible";
import type { SmokeResult } from "./gate.ts";

const TIMEOUT_MS = 10_000;
/** Where bwrap itself is looked for; a folder that the person or a project put on the path could hold another one. */
const SYSTEM = { PATH: "/usr/bin:/bin:/usr/local/bin:/run/current-system/sw/bin" };

export type SmokePowers = Readonly<{ run: RunProgram; host: Pick<HostFacts, "nodePath" | "platform"> }>;
type Trial = CompiledTemplate["spec"]["smoke"][number];

/**
 * Runs a skill's scripts as its template says (`--help`, a sample, a broken sample) inside bubblewrap: no network, no home,
 * no environment, the skill read-only. `folder` holds the staged bytes. Where there is no such wall the result is
 * `not-run` with the reason, because running unreviewed code without one would be the accident this gate is for.
 */
export function smoke(folder: string, trials: readonly Trial[], powers: SmokePowers): SmokeResult {
  if (trials.length === 0) return { result: "not-run", detail: "the skill holds no code" };
  const wall = walls(folder, powers);
  if (wall === null) return { result: "not-run", detail: "no sandbox: bwrap is not there or not allowed" };
  for (const trial of trials) {
    const fault = faultOf(trial, wall, powers);
    if (fault !== null) return { result: "failed", detail: `node ${trial.script} ${trial.args.join(" ")}: ${fault}` };
  }
  return { result: "passed", detail: `${trials.length} runs in bubblewrap without network, home and environment` };
}

/** Arguments of bwrap before the program; null when a trial of Node itself does not come through. */
function walls(folder: string, { run, host }: SmokePowers): readonly string[] | null {
  if (host.platform !== "linux") return null;
  const system = ["/usr", "/lib", "/lib64", "/bin"].flatMap((path) => ["--ro-bind-try", path, path]);
  const wall = [
    ...["--unshare-all", "--die-with-parent", "--new-session", "--clearenv"],
    ...system,
    ...["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--dir", "/run/forge"],
    ...["--ro-bind", host.nodePath, "/run/forge/node", "--ro-bind", folder, "/run/forge/skill", "--chdir", "/run/forge/skill", "/run/forge/node"],
  ];
  const probe = run("bwrap", [...wall, "--version"], { cwd: folder, env: SYSTEM, timeoutMs: TIMEOUT_MS });
  return probe !== null && probe.exitCode === 0 && probe.stdout.startsWith("v") ? wall : null;
}

function faultOf(trial: Trial, wall: readonly string[], { run }: SmokePowers): string | null {
  const args = [...wall, "--disallow-code-generation-from-strings", trial.script, ...trial.args];
  const result = run("bwrap", args, { cwd: "/", env: SYSTEM, timeoutMs: TIMEOUT_MS, input: trial.input });
  if (result === null) return "could not be started";
  if (result.timedOut) return `did not end within ${TIMEOUT_MS / 1000} s`;
  if (result.exitCode !== trial.exit) return `exit code ${result.exitCode} instead of ${trial.exit}: ${visible(result.stderr.trim().slice(0, 200))}`;
  if (trial.exit === 0 && result.stdout.trim() === "") return "printed nothing";
  return trial.exit !== 0 && result.stderr.trim() === "" ? "failed without a word on stderr" : null;
}
