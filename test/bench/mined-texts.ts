const SYLLABLES = "ba ko mi ru te sal von dir pek lum nas gor fi wex hul da en sor til mak".split(" ");
const LITTLE = "the a my of to for in on with and please this".split(" ");

/** What was asked, and the command lines that answered it. */
export type Drawn = Readonly<{ text: string; lines: readonly string[] }>;

/**
 * So many requests, of which about that share are worded like no other, in an invented language: families that are asked again and again (the
 * first far more often than the last, with files and numbers that change) and one-offs of words by rank. A family is answered by its own program between
 * lookups, a one-off by any of them or by everybody's interpreter. One at a time, so that nothing is left of what a reader does not keep. The same arguments give the
 * same requests.
 */
export function* requestsOf(size: number, distinct: number): Generator<Drawn> {
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
  for (let at = 0; at < size; at++) {
    const nth = Math.floor(families.length ** draw()) - 1;
    const family = families[nth] ?? [];
    const file = `~/in/${word()}-${at}.csv`;
    if (draw() >= distinct) {
      yield {
        text: `${family.slice(0, 3).join(" ")} ${little()} ${file} ${below(1000)}`,
        lines: [`head -3 ${file}`, `${family[0] ?? ""}${nth} ${family[1] ?? ""} --in ${file} && cat ${family[2] ?? ""}.log`],
      };
      continue;
    }
    const lines = [draw() < 0.5 ? `python3 run-${at}.py` : `${family[0] ?? ""}${nth} ${word()} ${word()}.txt`, `ls ~/out/${at}`];
    const own = Array.from({ length: 2 + below(5) }, () => `${little()} ${word()}`);
    yield { text: draw() < 0.5 ? own.join(" ") : `${family.filter(() => draw() < 0.7).join(" ")} ${own.slice(0, 2).join(" ")}`, lines };
  }
}
