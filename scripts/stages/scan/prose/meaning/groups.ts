import { EFFECT_NEEDS, EFFECT_PATTERNS, PAIRED_EFFECTS } from "./effects.ts";
import { FORGED } from "./forged.table.ts";
import { SAYINGS } from "./sayings.ts";
import { SHAPES } from "./things.ts";

/** All lists of groups: those of the sayings come first, then those of the effects. */
export const GROUP_LISTS: readonly (readonly RegExp[])[] = [...SAYINGS.map(({ all }) => all), ...EFFECT_PATTERNS];
/** Which lists may be spread over two sentences. */
export const PAIRED_LISTS: readonly boolean[] = [...SAYINGS.map(({ pair }) => pair === true), ...PAIRED_EFFECTS];
/** What needs are asked for: the groups by the same numbers, and behind those of an effect the act it does not go without. */
export const NEEDED: readonly (readonly RegExp[])[] = [...SAYINGS.map(({ all }) => all), ...EFFECT_NEEDS];
/** Every group of every saying and effect: which list it belongs to, and its bit there. */
export const GROUPS = GROUP_LISTS.flatMap((all, list) => all.map((pattern, bit) => ({ pattern, list, bit: 1 << bit })));

/** Every pattern that a view is looked through for: the groups, what is forged, the shapes of things. The build makes the table of its finder. */
export const LOOKED_FOR: readonly RegExp[] = [
  ...GROUPS.map((one) => one.pattern),
  ...FORGED.map((one) => one.pattern),
  ...SHAPES.map(([, pattern]) => pattern),
];
