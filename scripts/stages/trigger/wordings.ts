import { FAMILIES, type Family, type Features } from "#kernel/features";

/** A wording and the number of its skill. */
export type Line = Readonly<{ at: number; features: Features }>;
/** A text at unit length: features that some wording holds by their numbers, and what each counts. What no wording holds counts for the length alone. */
export type Vector = readonly Readonly<{ feature: number; weight: number }>[];
export type Wordings = Readonly<{
  skills: readonly number[];
  vectors: readonly Vector[];
  /** So many different features occur. */
  features: number;
  /** Likeness of a text with each wording. */
  cosines: (text: Features) => Float64Array;
}>;

/** What a family of features counts in the likeness of two wordings. */
const WEIGHT: Readonly<Record<Family, number>> = { word: 1, pair: 0.4, gap: 0.3, letters: 0.3 };
/** Of each skill so many wordings count, the second nearest half as much as the nearest, the third a third. */
const NEAREST = 3;

/** Wordings, and how rare a feature is -> the same as vectors that can be compared. */
export function wordingsOf(lines: readonly Line[], rarity: (family: Family, key: string) => number): Wordings {
  const numbers = new Map<string, number>();
  for (const { features } of lines)
    for (const family of FAMILIES)
      for (const key of features[family].keys()) {
        const name = `${family} ${key}`;
        if (!numbers.has(name)) numbers.set(name, numbers.size);
      }
  const vectorOf = (features: Features): Vector => {
    const parts = FAMILIES.flatMap((family) =>
      [...features[family]].map(([key, count]) => ({
        feature: numbers.get(`${family} ${key}`),
        weight: Math.sqrt(count) * WEIGHT[family] * rarity(family, key),
      })),
    );
    const length = Math.sqrt(parts.reduce((sum, { weight }) => sum + weight * weight, 0)) || 1;
    return parts.flatMap(({ feature, weight }) => (feature === undefined ? [] : [{ feature, weight: weight / length }]));
  };
  const vectors = lines.map(({ features }) => vectorOf(features));
  const holders = Array.from({ length: numbers.size }, (): { line: number; weight: number }[] => []);
  for (const [line, vector] of vectors.entries()) for (const { feature, weight } of vector) holders[feature]?.push({ line, weight });
  const cosines = (text: Features): Float64Array => {
    const found = new Float64Array(lines.length);
    for (const { feature, weight } of vectorOf(text)) for (const one of holders[feature] ?? []) found[one.line] = (found[one.line] ?? 0) + weight * one.weight;
    return found;
  };
  return { skills: lines.map(({ at }) => at), vectors, features: numbers.size, cosines };
}

/** Cosines with all wordings -> for each of so many skills, how near its nearest ones are. */
export function nearness({ skills }: Wordings, cosines: Float64Array, count: number): readonly number[] {
  const best = Array.from({ length: count }, (): number[] => []);
  for (const [line, at] of skills.entries()) if ((cosines[line] ?? 0) > 0) best[at]?.push(cosines[line] ?? 0);
  return best.map((list) =>
    list
      .sort((a, b) => b - a)
      .slice(0, NEAREST)
      .reduce((sum, cosine, nth) => sum + cosine / (nth + 1), 0),
  );
}
