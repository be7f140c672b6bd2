import type { Request } from "#kernel/trace";

/** Sessions to learn from, and later ones that the skill must not have seen. Both hold whole sessions, never single requests of one. */
export type Split = Readonly<{ train: readonly Request[]; heldOut: readonly Request[]; trainedOn: number; sessions: number; sameWords: number }>;

/** `train`: least sessions to learn from; `heldOut`: least sessions to measure on. */
export type SplitNeeds = Readonly<{ train: number; heldOut: number }>;

/** Share of the words two prompts have in common (Jaccard) from which they are near duplicates. */
const NEAR = 0.9;

type Session = Readonly<{ id: string; at: number; requests: readonly Request[] }>;

/**
 * All requests of one family -> earlier sessions to learn from and later ones to measure on, about a third of them; the cut lies at one moment, whatever came
 * out of it. Only successful requests are measured on, and none whose words an earlier session used too: those are counted in `sameWords`. Sessions without a
 * time can be learned from only. What is too little is given as it is; the caller compares it with what is needed.
 */
export function split(requests: readonly Request[], needs: SplitNeeds): Split {
  const sessions = sessionsOf(requests);
  const most = sessions.filter((one) => Number.isFinite(one.at)).length;
  let held = Math.min(most, Math.max(needs.heldOut, Math.ceil(sessions.length / 3)));
  let cut = cutAt(sessions, held);
  while (cut.sessions < needs.heldOut && held < most && sessions.length - held - 1 >= needs.train) {
    held += 1;
    cut = cutAt(sessions, held);
  }
  return cut;
}

function cutAt(sessions: readonly Session[], held: number): Split {
  const earlier = sessions.slice(0, sessions.length - held);
  const later = sessions.slice(sessions.length - held).filter((one) => one.requests.some(succeeded));
  const known = earlier.flatMap((one) => one.requests.map((request) => wordsOf(request.text)));
  const repeats = (one: Session) => one.requests.some((request) => known.some((words) => isNear(words, wordsOf(request.text))));
  const own = later.filter((one) => !repeats(one));
  return {
    train: earlier.flatMap((one) => one.requests),
    heldOut: own.flatMap((one) => one.requests.filter(succeeded)),
    trainedOn: earlier.length,
    sessions: own.length,
    sameWords: later.length - own.length,
  };
}

function succeeded(request: Request): boolean {
  return request.outcome.label === "success" && request.actions.some((action) => action.ok !== false);
}

/** Sessions in the order of their first request; those without any time first. */
function sessionsOf(requests: readonly Request[]): readonly Session[] {
  const byId = Map.groupBy(requests, (one) => one.session);
  return [...byId]
    .map(([id, own]) => ({ id, at: own.reduce((first, one) => Math.min(first, one.at ?? Number.NEGATIVE_INFINITY), Number.POSITIVE_INFINITY), requests: own }))
    .sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at - b.at));
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[^\s,;:!?"'()]+/gu) ?? []);
}

function isNear(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const shared = [...a].filter((word) => b.has(word)).length;
  const all = a.size + b.size - shared;
  return all === 0 || shared / all >= NEAR;
}
