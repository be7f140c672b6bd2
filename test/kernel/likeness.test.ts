import { FAMILIES, featuresOf, wordsOf } from "#kernel/features";
import { likenessOf } from "#kernel/likeness";
import fc from "fast-check";
import { expect, test } from "vitest";

const WEIGHT = { word: 1, pair: 0.4, gap: 0.3, letters: 0.3 } as const;

/** Features of a text by name, with their weights. */
function vectorOf(text: string): ReadonlyMap<string, number> {
  const features = featuresOf(text);
  const vector = new Map(
    FAMILIES.flatMap((family) => [...features[family]].map(([key, count]) => [`${family} ${key}`, Math.sqrt(count) * WEIGHT[family]] as const)),
  );
  const length = Math.hypot(...vector.values()) || 1;
  return new Map([...vector].map(([key, weight]) => [key, weight / length]));
}

const word = fc.oneof(
  fc.constantFrom("list", "the", "open", "requests", "request", "aaaa", "naïve", "a", "打开文件夹", "里", "ภาษาไทย", "v2报告"),
  fc.string({ maxLength: 6 }),
);

test("texts are as like each other as the features that name them say, however often a word comes", () => {
  fc.assert(
    fc.property(fc.array(fc.array(word, { maxLength: 9 }), { maxLength: 7 }), (drawn) => {
      const texts = drawn.map((words) => words.join(" "));
      const likeness = likenessOf(texts.map(wordsOf));
      const vectors = texts.map(vectorOf);
      for (const [at, one] of vectors.entries())
        for (const [other, another] of vectors.entries()) {
          const expected = [...one].reduce((sum, [key, weight]) => sum + weight * (another.get(key) ?? 0), 0);
          expect(likeness[at * texts.length + other]).toBeCloseTo(expected, 12);
        }
    }),
  );
});
