import { Rows } from "#stages/observe/patterns/rows";
import { termsOf } from "#stages/observe/patterns/terms";
import { tokensOf } from "#stages/observe/patterns/tokens";
import fc from "fast-check";
import { expect, test } from "vitest";

const word = fc.constantFrom(..."rename the photos by date and send them to zebu kolibri please".split(" "));

test("texts held against a row together are as like it, to the last bit, as each by itself", () => {
  const texts = fc.array(fc.array(word, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 11 });
  fc.assert(
    fc.property(texts, (drawn) => {
      const terms = termsOf(drawn.map((words) => tokensOf(words.join(" "))));
      const rows = new Rows(terms);
      const all = Int32Array.from(drawn, (_words, at) => at);
      for (const row of all) {
        rows.ask(terms, row);
        const together = new Float64Array(all.length);
        rows.likenessToAll(all, all.length, together);
        expect([...together]).toEqual([...all].map((text) => rows.likenessTo(text)));
        expect(together[row]).toBeCloseTo(1, 5);
      }
    }),
    // all features there can be are looked through for each
    { numRuns: 15 },
  );
});
