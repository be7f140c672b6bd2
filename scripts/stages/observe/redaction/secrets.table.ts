import { BY_PLACE } from "./secrets-by-place.table.ts";
import { BY_SHAPE } from "./secrets-by-shape.table.ts";
import type { SecretRule } from "./secret-rule.ts";

/** All rules in the order in which they are applied: what a value is by itself before where it stands. */
export const SECRET_RULES: readonly SecretRule[] = [...BY_SHAPE, ...BY_PLACE];
