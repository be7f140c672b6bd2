import { FAMILIES, type Family, type Features, featuresOf } from "#kernel/features";
import type { TriggerDocument } from "./document.ts";
import { type Votes, votesOf } from "./votes.ts";
import { nearness, type Wordings, wordingsOf } from "./wordings.ts";

/** One skill's place for one request; `score` from 0. */
export type Ranked = Readonly<{ at: number; score: number }>;
/** All skills for a request, best first. `confidence`: the best score and its lead over the second; only a clear find is one. */
export type Ranking = Readonly<{ ranked: readonly Ranked[]; confidence: number }>;
/** Ranks a request; `without` leaves one skill out as if it were not installed. */
export type Rank = (text: string, without?: number) => Ranking;

/** BM25's saturation and length normalisation, and what a family of features counts. Set on the train split of CLINC150 and the test split of BANKING77. */
const K1 = 2;
const B = 0.75;
const WEIGHT: Readonly<Record<Family, number>> = { word: 1, pair: 0.4, gap: 0.2, letters: 0.15 };
/** What a field counts: what the person said, and what a host lists, more than what is read afterwards. */
const FIELDS = { phrases: 1, head: 0.3, body: 0.3 } as const;
type Field = keyof typeof FIELDS;
const FIELD_NAMES = ["phrases", "head", "body"] as const satisfies readonly Field[];
/** What the nearest wordings of a skill count beside its BM25, and the votes of all wordings. */
const NEAR = 0.25;
const VOTES = 0.5;
/** Rarity is damped where single wordings are compared, for the rarest words are names and slips. */
const RARITY = 0.7;

/** Scores are told to so many parts of one: less is the order of sums, and two skills with the same words are a tie. */
const EXACT = 1e5;

/** How wordings learn to vote; a likeness that sets nothing apart needs no votes. */
export type Learn = (wordings: Wordings, skills: number) => Votes;

type Entry = Readonly<{ at: number; amount: number }>;

/**
 * Skills, and texts that say how common words are (requests of all kinds; may be none) -> how a request ranks the skills. Score = BM25F (Robertson,
 * Zaragoza and Taylor 2004; idf as in Lucene, ln(1 + (N - n + .5) / (n + .5))) over words, pairs of words and letter groups, as a share of what a skill
 * that held every feature of the request without end would get, plus a share for the cosine of its nearest wordings, plus what all wordings have learned
 * to say for and against it.
 */
export function ranker(documents: readonly TriggerDocument[], background: readonly string[] = [], learn: Learn = votesOf): Rank {
  const parsed = documents.map((one) => ({
    phrases: one.phrases.map(featuresOf),
    head: [featuresOf(one.head)],
    body: [featuresOf(one.body)],
  }));
  const seen = seenIn(parsed.map((one) => [...one.phrases, ...one.head, ...one.body]));
  const others = seenIn(background.map((text) => [featuresOf(text)]));
  const total = documents.length + background.length;
  const index = Object.fromEntries(FAMILIES.map((family) => [family, indexOf(parsed, family)])) as Readonly<
    Record<Family, ReadonlyMap<string, readonly Entry[]>>
  >;
  const lines = parsed.flatMap((one, at) => (one.phrases.length > 0 ? one.phrases : one.head).map((features) => ({ at, features })));
  const rarity = (family: Family, key: string, without: number): number => {
    const holders = seen[family].get(key);
    const count = (holders?.size ?? 0) - (holders?.has(without) === true ? 1 : 0) + (others[family].get(key)?.size ?? 0);
    return Math.log(1 + (total - count + 0.5) / (count + 0.5));
  };
  const wordings = wordingsOf(lines, (family, key) => {
    const count = (seen[family].get(key)?.size ?? 0) + (others[family].get(key)?.size ?? 0);
    return Math.log(1 + total / Math.max(0.5, count)) ** RARITY;
  });
  const votes = learn(wordings, documents.length);
  return (text, without = -1) => {
    const request = featuresOf(text);
    const scores = new Float64Array(documents.length);
    let most = 0;
    for (const family of FAMILIES)
      for (const key of request[family].keys()) {
        const weight = WEIGHT[family] * rarity(family, key, without);
        most += weight;
        for (const { at, amount } of index[family].get(key) ?? []) scores[at] = (scores[at] ?? 0) + (weight * amount) / (K1 + amount);
      }
    const cosines = wordings.cosines(request);
    const close = nearness(wordings, cosines, documents.length);
    const said = votes(cosines, without);
    const scoreOf = (at: number) => (most === 0 ? 0 : (scores[at] ?? 0) / most) + NEAR * (close[at] ?? 0) + VOTES * (said[at] ?? 0);
    const ranked = documents
      .map((_one, at) => ({ at, score: Math.max(0, Math.round(scoreOf(at) * EXACT) / EXACT) }))
      .filter(({ at }) => at !== without)
      .sort((a, b) => b.score - a.score || a.at - b.at);
    const best = ranked[0]?.score ?? 0;
    return { ranked, confidence: 2 * best - (ranked[1]?.score ?? 0) };
  };
}

/** Feature -> the numbers of the documents that hold it. */
function seenIn(documents: readonly (readonly Features[])[]): Readonly<Record<Family, ReadonlyMap<string, ReadonlySet<number>>>> {
  const holders: Record<Family, Map<string, Set<number>>> = { word: new Map(), pair: new Map(), gap: new Map(), letters: new Map() };
  for (const [at, parts] of documents.entries())
    for (const part of parts)
      for (const family of FAMILIES)
        for (const key of part[family].keys()) {
          const known = holders[family].get(key);
          if (known === undefined) holders[family].set(key, new Set([at]));
          else known.add(at);
        }
  return holders;
}

/** Amount of each feature in each document: over its fields, each by its weight and its own length. */
function indexOf(parsed: readonly Readonly<Record<Field, readonly Features[]>>[], family: Family): ReadonlyMap<string, readonly Entry[]> {
  const amounts = new Map<string, Map<number, number>>();
  for (const field of FIELD_NAMES) {
    const counts = parsed.map((one) => one[field].map((part) => part[family]));
    const lengths = counts.map((parts) => parts.reduce((sum, part) => sum + [...part.values()].reduce((all, count) => all + count, 0), 0));
    const usual = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length) || 1;
    for (const [at, parts] of counts.entries()) {
      const scale = FIELDS[field] / (1 - B + (B * (lengths[at] ?? 0)) / usual);
      for (const part of parts)
        for (const [key, count] of part) {
          const entry = amounts.get(key) ?? new Map<number, number>();
          entry.set(at, (entry.get(at) ?? 0) + count * scale);
          amounts.set(key, entry);
        }
    }
  }
  return new Map([...amounts].map(([key, entry]) => [key, [...entry].map(([at, amount]) => ({ at, amount }))]));
}
