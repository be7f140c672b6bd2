import { makeRedactor } from "#stages/observe/redaction/redact";
import { Draw } from "./draw.ts";
import { HARMLESS } from "./harmless.table.ts";
import { CONTEXTS, KINDS } from "./kinds.table.ts";

/** A text, and the secret in it; null where it holds none. */
export type Sample = Readonly<{ name: string; text: string; secret: string | null }>;

/** A finder of secrets. Text -> does it find one, and what is left of the text when it takes out what it found (null: it only tells). */
export type Finder = Readonly<{ name: string; find: (text: string) => Promise<Readonly<{ found: boolean; left: string | null }>> }>;

/** How many samples of a kind, and how many of them were caught (secrets) or wrongly taken for one (harmless text). */
export type Tally = Readonly<{ name: string; total: number; hits: number; misses: readonly string[] }>;

/** So many letters of a secret in a row are as good as the secret. */
const TELLING = 12;

/** Seed and samples of each kind and place -> texts with secrets, in every place where such a secret is met. */
export function secretSamples(seed: number, each: number): readonly Sample[] {
  const draw = new Draw(seed);
  return KINDS.flatMap(({ kind, make, met }) =>
    (met ?? CONTEXTS).flatMap((place) =>
      Array.from({ length: each }, () => {
        const secret = make(draw);
        return { name: kind, text: place(secret, draw), secret };
      }),
    ),
  );
}

/** Seed and samples of each kind -> texts without secrets that look as if they held one. */
export function harmlessSamples(seed: number, each: number): readonly Sample[] {
  const draw = new Draw(seed);
  return HARMLESS.flatMap(([name, make]) => Array.from({ length: each }, () => ({ name, text: make(draw), secret: null })));
}

/** Our own redaction as a finder. */
export const OURS: Finder = {
  name: "forge",
  find(text) {
    const { text: left, found } = makeRedactor()(text);
    return Promise.resolve({ found: Object.keys(found).length > 0, left });
  },
};

/** Samples and a finder -> for each kind, how many were hit: a secret when nothing telling of it is left, a harmless text when anything was found. */
export async function tallyOf(samples: readonly Sample[], { find }: Finder): Promise<readonly Tally[]> {
  const tallies = new Map<string, { total: number; hits: number; misses: string[] }>();
  for (const { name, text, secret } of samples) {
    const tally = tallies.get(name) ?? { total: 0, hits: 0, misses: [] };
    tallies.set(name, tally);
    const { found, left } = await find(text);
    const hit = found && (secret === null || left === null || !isTold(left, secret));
    tally.total++;
    if (hit) tally.hits++;
    if (hit === (secret === null)) tally.misses.push(text);
  }
  return [...tallies].map(([name, tally]) => ({ name, ...tally }));
}

/** All tallies as one: hits of total. */
export function shareOf(tallies: readonly Tally[]): number {
  const total = tallies.reduce((sum, one) => sum + one.total, 0);
  return total === 0 ? 0 : tallies.reduce((sum, one) => sum + one.hits, 0) / total;
}

function isTold(left: string, secret: string): boolean {
  const window = Math.min(TELLING, secret.length);
  for (let at = 0; at + window <= secret.length; at++) {
    const part = secret.slice(at, at + window);
    // The armour of a key is no secret.
    if (!part.includes("-----") && !/ (?:PRIVATE|PUBLIC) KEY| KEY BLOCK|BEGIN |END /.test(part) && left.includes(part)) return true;
  }
  return false;
}
