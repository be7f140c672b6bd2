import type { Holding } from "./repeat.ts";

/** A group of nodes, by their numbers, that passed the second test, and what holds it together. */
export type Group = Readonly<{ nodes: readonly number[]; holding: Holding }>;
