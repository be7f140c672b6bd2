import { join, resolve } from "node:path";
import type { HostFacts } from "#kernel/powers";

/** Machine -> folders in which OpenHands keeps conversations: those its environment names, the usual ones, the old one. */
export function placesOf(host: HostFacts): readonly Readonly<{ path: string; why: string }>[] {
  const places = new Map<string, string>();
  for (const name of ["OPENHANDS_CONVERSATIONS_DIR", "OPENHANDS_PERSISTENCE_DIR", "OH_CONVERSATIONS_PATH", "OH_PERSISTENCE_DIR", "FILE_STORE_PATH"]) {
    const value = host.env[name] ?? "";
    if (value !== "") places.set(resolve(host.cwd, value.startsWith("~/") ? join(host.home, value.slice(2)) : value), name);
  }
  for (const name of [".openhands", ".openhands-state"]) {
    const path = join(host.home, name);
    if (!places.has(path)) places.set(path, "home folder");
  }
  return [...places].map(([path, why]) => ({ path, why }));
}
