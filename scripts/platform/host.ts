import { existsSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { isatty } from "node:tty";
import { fileURLToPath } from "node:url";
import type { HostFacts } from "#kernel/powers";

/** Facts about this machine and person, as they are now; what is given wins. */
export function hostFacts(given: Partial<HostFacts> = {}): HostFacts {
  const env = given.env ?? process.env;
  return {
    env,
    home: isAbsolute(env.HOME ?? "") ? (env.HOME ?? "") : accountHome(),
    cwd: process.cwd(),
    platform: process.platform,
    user: userOf(env),
    nodeVersion: process.versions.node,
    nodePath: process.execPath,
    programRoot: programRoot(),
    terminal: isatty(0) && isatty(1),
    ...given,
  };
}

/** A program that a host starts with an empty environment, under a user id without an account, has no home at all. */
function accountHome(): string {
  try {
    return homedir();
  } catch {
    return "/nonexistent";
  }
}

/** A container can have a user id without a name. */
function userOf(env: HostFacts["env"]): string {
  try {
    return userInfo().username;
  } catch {
    return env.USER ?? env.LOGNAME ?? `uid-${process.getuid?.() ?? "unknown"}`;
  }
}

/** The folder above that holds package.json: the same from scripts/platform/ and from the bundle in dist/. */
function programRoot(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (dirname(folder) === folder) return start;
  }
}
