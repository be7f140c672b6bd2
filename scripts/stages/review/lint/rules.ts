import type { LintRule } from "./rule.ts";
import { sf001 } from "./sf001.ts";
import { sf002 } from "./sf002.ts";
import { sf003 } from "./sf003.ts";
import { sf004 } from "./sf004.ts";
import { sf005 } from "./sf005.ts";
import { sf006 } from "./sf006.ts";
import { sf007 } from "./sf007.ts";
import { sf008 } from "./sf008.ts";
import { sf009 } from "./sf009.ts";
import { sf010 } from "./sf010.ts";
import { sf011 } from "./sf011.ts";
import { sf012 } from "./sf012.ts";
import { sf013 } from "./sf013.ts";
import { sf014 } from "./sf014.ts";
import { sf015 } from "./sf015.ts";
import { sf016 } from "./sf016.ts";
import { sf017 } from "./sf017.ts";
import { sf018 } from "./sf018.ts";
import { sf019 } from "./sf019.ts";
import { sf020 } from "./sf020.ts";

/** All rules in the order of their ids. A new rule costs a file, a line here, an entry in the catalogue and a test. */
export const LINT_RULES: readonly LintRule[] = Object.freeze([
  sf001,
  sf002,
  sf003,
  sf004,
  sf005,
  sf006,
  sf007,
  sf008,
  sf009,
  sf010,
  sf011,
  sf012,
  sf013,
  sf014,
  sf015,
  sf016,
  sf017,
  sf018,
  sf019,
  sf020,
]);
