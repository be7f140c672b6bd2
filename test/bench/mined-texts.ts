const SYLLABLES = "ba ko mi ru te sal von dir pek lum nas gor fi wex hul da en sor til mak".split(" ");
const LITTLE = "the a my of to for in on with and please this".split(" ");

/**
 * So many requests, of which about that share are worded like no other, in an invented language: families that are asked again and again (the
 * first far more often than the last, with files and numbers that change) and one-offs of words by rank. The same arguments give the same texts.
 */
export function textsOf(size: number, distinct: number): readonly string[] {
  let state = 1;
  const draw = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4_294_967_296;
  };
  const below = (end: number): number => Math.floor(draw() * end);
  const vocabulary = Array.from({ length: Math.round(40 * size ** 0.5) }, () => Array.from({ length: 2 + below(2) }, () => SYLLABLES[below(20)]).join(""));
  // By rank: the first words are used far more often than the last.
  const word = (): string => vocabulary[Math.floor(vocabulary.length ** draw()) - 1] ?? "ba";
  const little = (): string => LITTLE[below(LITTLE.length)] ?? "the";
  const families = Array.from({ length: Math.round(size ** 0.5) }, () => Array.from({ length: 6 }, word));
  return Array.from({ length: size }, (_unused, at) => {
    const family = families[Math.floor(families.length ** draw()) - 1] ?? [];
    if (draw() >= distinct) return `${family.slice(0, 3).join(" ")} ${little()} ~/in/${word()}-${at}.csv ${below(1000)}`;
    const own = Array.from({ length: 2 + below(5) }, () => `${little()} ${word()}`);
    return draw() < 0.5 ? own.join(" ") : `${family.filter(() => draw() < 0.7).join(" ")} ${own.slice(0, 2).join(" ")}`;
  });
}
