/** Words that descriptions and instructions share whatever they are about. */
const STOP = new Set(
  "a about after all also an and any are as ask asked asks at be been before but by can do does each for from has have how if in into is it its like may me my no not of on one only or other our out please says say show so some such than that the their them then there these they this to use used user users uses using want wants was what when where which who why will with words would you your person agent skill".split(
    " ",
  ),
);

/** Text -> how often each word and each pair of neighbouring words occurs. Lower case, common words left out, plural s dropped. */
export function termsOf(text: string): ReadonlyMap<string, number> {
  const words = (
    text
      .toLowerCase()
      .normalize("NFKC")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
    .filter((word) => word.length > 1 && !STOP.has(word))
    .map(stem);
  const counts = new Map<string, number>();
  const add = (term: string) => counts.set(term, (counts.get(term) ?? 0) + 1);
  words.forEach((word, at) => {
    add(word);
    const next = words[at + 1];
    if (next !== undefined) add(`${word} ${next}`);
  });
  return counts;
}

function stem(word: string): string {
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}
