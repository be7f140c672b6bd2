import { isAbsolute, join, resolve } from "node:path";
import type { HostFacts } from "#kernel/powers";

/** A state directory that may be there, and why it is looked at. `legacy` ones count only when the current one is absent. */
export type StateDir = Readonly<{ path: string; why: string; legacy: boolean }>;

const LEGACY = [".clawdbot", ".moltbot", ".moldbot"] as const;

/** Environment of the machine -> state directories in the order in which OpenClaw looks for its own; the first that exists is the one. */
export function stateDirs(host: HostFacts): readonly StateDir[] {
  for (const name of ["OPENCLAW_STATE_DIR", "CLAWDBOT_STATE_DIR"] as const) {
    const value = host.env[name]?.trim() ?? "";
    if (value !== "") return [{ path: resolve(host.cwd, expandHome(value, host)), why: `$${name}`, legacy: false }];
  }
  const home = homeOf(host);
  const profile = host.env["OPENCLAW_PROFILE"]?.trim() ?? "";
  if (profile !== "" && profile !== "default" && /^[A-Za-z0-9._-]+$/.test(profile)) {
    return [{ path: join(home, `.openclaw-${profile}`), why: "$OPENCLAW_PROFILE", legacy: false }];
  }
  return [
    { path: join(home, ".openclaw"), why: "default", legacy: false },
    ...LEGACY.map((name) => ({ path: join(home, name), why: "legacy name", legacy: true })),
  ];
}

/** Home directory as OpenClaw sees it: `OPENCLAW_HOME` is the parent of `.openclaw`, not the state directory. */
export function homeOf(host: HostFacts): string {
  const named = host.env["OPENCLAW_HOME"]?.trim() ?? "";
  if (named === "") return host.home;
  const expanded = named === "~" || named.startsWith("~/") ? join(host.home, named.slice(1)) : named;
  return isAbsolute(expanded) ? resolve(expanded) : resolve(host.cwd, expanded);
}

/** Path with `~` at its start -> path below the home directory. */
export function expandHome(path: string, host: HostFacts): string {
  return path === "~" || path.startsWith("~/") || path.startsWith("~\\") ? join(homeOf(host), path.slice(1)) : path;
}

/** Is this the directory used when nothing is configured? Only then does OpenClaw read `~/.agents/skills`. */
export function isDefaultStateDir(stateDir: string, host: HostFacts): boolean {
  return stateDir === join(homeOf(host), ".openclaw");
}
