import { LOOKUPS } from "../actions/programs.table.ts";
import type { MineItem } from "./nodes.ts";

/** In so many sessions before a sentence is somebody's manner. */
const OFTEN = 3;
/** Share of its requests that took one kind of work before it is what they ask for. */
const ASKING = 0.5;
const LONGEST = 200;
/** Sentences are counted by a hash first: of a million requests hardly one says what another said, and only those are looked at. */
const BUCKETS = 1 << 20;

/** Where a sentence ends and another may begin. Most requests are one, and are passed over by this alone. */
const MAY_GO_ON = /[.!?…]\s|[。！？\n]/u;

type Sentence = Readonly<{ text: string; key: string }>;
type Seen = Readonly<{ sessions: Set<string>; verbs: Map<string, number>; count: { worked: number } }>;

/**
 * Requests -> their words without what is said in passing. A sentence that came back word for word beside other sentences, each time before other work ("I am back
 * from lunch.", "The boss is waiting."), is how the person talks: two requests that share it share nothing. What asks for one kind of work is never taken out,
 * nor is anything where nobody knows what was done.
 */
export function withoutAsides(items: readonly MineItem[], indices: readonly number[]): (text: string) => string {
  const often = countedOften(items, indices);
  if (often === null) return (text) => text;
  const seen = new Map<string, Seen>();
  for (const index of indices) {
    const item = items[index];
    if (item === undefined || item.actions.length === 0 || !MAY_GO_ON.test(item.text)) continue;
    const sentences = sentencesOf(item.text);
    if (sentences.length < 2) continue;
    for (const { key } of sentences) {
      if (key === "" || !often(key)) continue;
      const one: Seen = seen.get(key) ?? { sessions: new Set(), verbs: new Map(), count: { worked: 0 } };
      seen.set(key, one);
      one.sessions.add(item.session);
      one.count.worked++;
      for (const verb of verbsOf(item)) one.verbs.set(verb, (one.verbs.get(verb) ?? 0) + 1);
    }
  }
  const asides = new Set([...seen].filter(([, one]) => isAside(one)).map(([key]) => key));
  if (asides.size > 0) for (const index of indices) forgetRequest(asides, items[index]);
  if (asides.size === 0) return (text) => text;
  return (text) => {
    if (!MAY_GO_ON.test(text)) return text;
    const sentences = sentencesOf(text);
    const kept = sentences.filter(({ key }) => !asides.has(key));
    return kept.length === 0 || kept.length === sentences.length ? text : kept.map((one) => one.text).join("\n");
  };
}

/** What was once all that somebody asked for is no aside. */
function forgetRequest(asides: Set<string>, item: MineItem | undefined): void {
  if (item === undefined || item.actions.length === 0 || item.text.length > 2 * LONGEST) return;
  const [only, more] = sentencesOf(item.text);
  if (only !== undefined && more === undefined) asides.delete(only.key);
}

function isAside({ sessions, verbs, count }: Seen): boolean {
  return sessions.size >= OFTEN && Math.max(0, ...verbs.values()) < ASKING * count.worked;
}

function verbsOf({ actions }: MineItem): ReadonlySet<string> {
  return new Set(actions.flatMap(({ verb }) => verb.split(" && ")).filter((verb) => !LOOKUPS.has(verb)));
}

/** A sentence -> may it have come back? Null where no request that was worked on has several sentences. */
function countedOften(items: readonly MineItem[], indices: readonly number[]): ((key: string) => boolean) | null {
  let counts: Uint8Array | null = null;
  for (const index of indices) {
    const item = items[index];
    if (item === undefined || item.actions.length === 0 || !MAY_GO_ON.test(item.text)) continue;
    const sentences = sentencesOf(item.text);
    if (sentences.length < 2) continue;
    counts ??= new Uint8Array(BUCKETS);
    for (const { key } of sentences) {
      const bucket = bucketOf(key);
      counts[bucket] = Math.min(OFTEN, (counts[bucket] ?? 0) + 1);
    }
  }
  const found = counts;
  return found === null ? null : (key) => (found[bucketOf(key)] ?? 0) >= OFTEN;
}

function bucketOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
}

/** Sentences and lines of a text; one that is too long to be said in passing counts as itself alone. */
function sentencesOf(text: string): readonly Sentence[] {
  return text
    .split(/(?<=[.!?…])\s+|(?<=[。！？])\s*|\n+/u)
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .map((one) => ({
      text: one,
      key:
        one.length > LONGEST
          ? ""
          : one
              .toLowerCase()
              .replace(/[\s\p{P}]+/gu, " ")
              .trim(),
    }));
}
