import type { LogAdapter, LogRoot, LogSource, ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import { layoutOf } from "./layout.ts";
import { placesOf } from "./places.ts";
import { layoutSources } from "./read.ts";

/** OpenHands: event folders of both generations, saved trajectories, and the output of its evaluations. */
export const openhands: LogAdapter = Object.freeze({
  id: "openhands",
  label: "OpenHands",
  version: 3,
  roots: (host): readonly LogRoot[] => placesOf(host).map(({ path, why }) => ({ adapter: "openhands", path, why })),
  accepts: (path: string, powers: ReadPowers): boolean => {
    const { kind } = layoutOf(path, powers);
    return kind !== "absent" && kind !== "other";
  },
  sources: (root: LogRoot, powers: ReadPowers, options: ReadOptions): Iterable<LogSource> => layoutSources(layoutOf(root.path, powers), powers, options),
});
