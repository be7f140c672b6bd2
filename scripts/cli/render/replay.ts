import type { CardReplay, Share } from "#kernel/card";
import { plural } from "./table.ts";

/** Why there is nothing to measure on, with how much is needed. */
const MISSING: Readonly<Record<Extract<CardReplay, { kind: "not-enough" }>["why"], (needed: number) => string>> = {
  sessions: (needed) => `too few sessions to hold ${needed} out`,
  "same-words": (needed) => `fewer than ${needed} later sessions with new words`,
  "not-kept": () => "its requests are no longer kept",
  "no-skill": () => "the earlier sessions alone make no skill",
};

/** Replay -> one sentence that calls it a proxy, whatever it shows. */
export function replayText(replay: CardReplay): string {
  if (replay.kind === "not-enough") return `replay (a proxy): ${MISSING[replay.why](replay.needed)}`;
  const against = replay.contradictions.length;
  return `replay (a proxy): in ${plural(replay.sessions, "held-out session")} ${percent(replay.inOrder)} of its steps came in order, ${percent(replay.covered)} of what was done is covered, ${plural(against, "contradiction")}`;
}

function percent({ hit, of }: Share): string {
  return of === 0 ? "none" : `${Math.round((100 * hit) / of)} %`;
}
