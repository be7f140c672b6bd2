import { DEEDS_ACCOUNT } from "./deeds-account.table.ts";
import { DEEDS_BENT } from "./deeds-bent.table.ts";
import { DEEDS_CONCEAL } from "./deeds-conceal.table.ts";
import { DEEDS_CROOKED } from "./deeds-crooked.table.ts";
import { DEEDS_ENCODED } from "./deeds-encoded.table.ts";
import { DEEDS_FEED } from "./deeds-feed.table.ts";
import { DEEDS_HARM } from "./deeds-harm.table.ts";
import { DEEDS_LEAK } from "./deeds-leak.table.ts";
import { DEEDS_NEIGHBOURS } from "./deeds-neighbours.table.ts";
import { DEEDS_OPEN } from "./deeds-open.table.ts";
import { DEEDS_RULE } from "./deeds-rule.table.ts";
import { DEEDS_SHOWN } from "./deeds-shown.table.ts";
import { DEEDS_TAKE } from "./deeds-take.table.ts";
import { DEEDS_VEILED } from "./deeds-veiled.table.ts";
import { DEEDS_WIDENED } from "./deeds-widened.table.ts";
import { DEEDS_WORDS } from "./deeds-words.table.ts";
import type { Effect } from "./effects.table.ts";

/** Deeds of every kind, in the order in which they are looked for. */
export const DEEDS: readonly Effect[] = [
  ...DEEDS_CONCEAL,
  ...DEEDS_ACCOUNT,
  ...DEEDS_BENT,
  ...DEEDS_RULE,
  ...DEEDS_LEAK,
  ...DEEDS_OPEN,
  ...DEEDS_SHOWN,
  ...DEEDS_TAKE,
  ...DEEDS_HARM,
  ...DEEDS_ENCODED,
  ...DEEDS_WORDS,
  ...DEEDS_FEED,
  ...DEEDS_VEILED,
  ...DEEDS_WIDENED,
  ...DEEDS_CROOKED,
  ...DEEDS_NEIGHBOURS,
];
