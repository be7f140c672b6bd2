import { dirname } from "node:path";
import { ForgeError } from "#kernel/errors";
import type { RunProgram } from "#kernel/powers";
import type { Elsewhere } from "./elsewhere.ts";

/** No hook, no monitor and no configuration of the person's runs: a repository must not be able to run code here. Objects reach the disk before the ref does. */
const SAFE = ["-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "gc.auto=0", "-c", "core.fsync=all", "--no-replace-objects"];
const NOBODY = { NAME: "skill-forge", EMAIL: "skill-forge@localhost" };

/**
 * A git repository of the person's: each checkpoint is a commit under `ref`, which no branch, index or work tree shows. Pushed elsewhere (`git push REMOTE REF`) it
 * is out of reach. Reading takes the newest commit alone.
 */
export function gitElsewhere(run: RunProgram, path: string, repository: string, ref: string): Elsewhere {
  const env = {
    PATH: path,
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
    // the folder itself is the repository, and not a part of one above it
    GIT_CEILING_DIRECTORIES: dirname(repository),
    GIT_AUTHOR_NAME: NOBODY.NAME,
    GIT_AUTHOR_EMAIL: NOBODY.EMAIL,
    GIT_COMMITTER_NAME: NOBODY.NAME,
    GIT_COMMITTER_EMAIL: NOBODY.EMAIL,
  };
  const git = (args: readonly string[], input = "", fine: readonly number[] = [0]): Readonly<{ out: string; exitCode: number }> => {
    const done = run("git", [...SAFE, ...args], { cwd: repository, env, timeoutMs: 20_000, input });
    if (done === null) throw new ForgeError("FILE_UNREADABLE", `the anchor git:${repository} needs git, which is not there`, { details: { path: repository } });
    if (done.exitCode === null || !fine.includes(done.exitCode)) {
      const why = done.timedOut ? "it took too long" : (done.stderr.split("\n")[0] ?? "");
      throw new ForgeError("FILE_UNREADABLE", `git cannot use ${repository} as an anchor: ${why}`, { details: { path: repository } });
    }
    return { out: done.stdout, exitCode: done.exitCode };
  };
  const head = (): string => git(["rev-parse", "--verify", "--quiet", `${ref}^{commit}`], "", [0, 1]).out.trim();
  return {
    name: `git:${repository}`,
    read: () => {
      const commit = head();
      return commit === "" ? null : git(["cat-file", "blob", `${commit}:checkpoint`]).out;
    },
    write: (note) => {
      const before = head();
      const blob = git(["hash-object", "-w", "--stdin"], note).out.trim();
      const tree = git(["mktree"], `100644 blob ${blob}\tcheckpoint\n`).out.trim();
      const parent = before === "" ? [] : ["-p", before];
      const commit = git(["commit-tree", tree, ...parent], `Checkpoint of an audit log, ${note.split("\n")[1] ?? ""} events\n`).out.trim();
      git(["update-ref", ref, commit, before]);
    },
    setAside: () => {
      const commit = head();
      if (commit === "") return;
      git(["update-ref", `${ref}-broken-${commit.slice(0, 12)}`, commit]);
      git(["update-ref", "-d", ref, commit]);
    },
  };
}
