import { join, resolve } from "node:path";
import type { HostFacts } from "#kernel/powers";

/** Environment of the machine -> configuration folders of Claude Code. The variable may name several, separated by commas. */
export function configFolders(host: HostFacts): readonly Readonly<{ path: string; why: string }>[] {
  const named = (host.env["CLAUDE_CONFIG_DIR"] ?? "").split(",").map((one) => one.trim());
  const given = named.filter((one) => one !== "").map((one) => resolve(host.cwd, one === "~" || one.startsWith("~/") ? join(host.home, one.slice(1)) : one));
  if (given.length > 0) return [...new Set(given)].map((path) => ({ path, why: "$CLAUDE_CONFIG_DIR" }));
  const xdg = host.env["XDG_CONFIG_HOME"]?.trim() ?? "";
  const config = xdg === "" ? join(host.home, ".config") : resolve(host.cwd, xdg);
  return [
    { path: join(host.home, ".claude"), why: "default" },
    { path: join(config, "claude"), why: xdg === "" ? "default" : "$XDG_CONFIG_HOME" },
  ];
}
