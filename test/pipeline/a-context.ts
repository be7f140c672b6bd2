import { join } from "node:path";
import { type Context, openContext } from "#pipeline/context";
import { nodePowers } from "#platform/powers";
import { MemoryDisk } from "../fakes/memory-files.ts";

const powers = nodePowers({ env: {}, home: "/home", cwd: "/", programRoot: "/program", user: "ada" });
const shipped = powers.files.bytes(join(nodePowers().host.programRoot, "policy", "policy.json"), 1 << 20);

export const NOW = Date.parse("2026-03-09T09:00:00.000Z");

/** A disk with the shipped policy on it and nothing else. */
export function aDisk(): MemoryDisk {
  const disk = new MemoryDisk();
  disk.put("/program/policy/policy.json", shipped);
  return disk;
}

/** A new process on that disk: data in /data, workspace in /ws, the person is ada. */
export function contextOn(disk: MemoryDisk, dryRun = false): Context {
  const lock = <T>(_path: string, _wait: number, work: () => T) => work();
  const given = { ...powers, files: disk.files, lock, clock: { now: () => NOW }, run: () => null };
  return openContext(given, { workspace: "/ws", home: "/data", dryRun, tolerant: false, waitMs: 0 });
}
