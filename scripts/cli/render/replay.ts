import type { CardReplay, Share } from "#kernel/card";
import { plural } from "./table.ts";

/** Replay -> one sentence that calls it a proxy, whatever it shows; too little evidence is said with how much is needed. */
export function replayText(replay: CardReplay): string {
  if (replay.kind === "not-enough") return `replay (a proxy): ${replay.sessions} of at least ${replay.needed} held-out sessions`;
  const against = replay.contradictions.length;
  return `replay (a proxy): in ${plural(replay.sessions, "held-out session")} ${percent(replay.inOrder)} of its steps came in order, ${percent(replay.covered)} of what was done is covered, ${plural(against, "contradiction")}`;
}

function percent({ hit, of }: Share): string {
  return of === 0 ? "none" : `${Math.round((100 * hit) / of)} %`;
}
