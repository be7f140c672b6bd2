/** Stems of the words met last: most words come again and again. */
const STEMS = new Map<string, string>();
const MOST_STEMS = 50_000;

/** Word -> a light stem: case, plural and the commonest endings of Latin scripts. Longer words only, so that short ones stay apart. */
export function stemOf(word: string): string {
  const known = STEMS.get(word);
  if (known !== undefined) return known;
  if (STEMS.size === MOST_STEMS) STEMS.clear();
  const stem = stemmed(word);
  STEMS.set(word, stem);
  return stem;
}

function stemmed(word: string): string {
  const low = word
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['’](?:s|re|ve|ll|d|m|t)$/u, (ending) => (/t$/.test(ending) ? ending : ""));
  if (!/^[\p{Script=Latin}\p{M}]+$/u.test(low) || low.length < 4) return low;
  let stem = low;
  if (/(?:ies|ied)$/.test(stem) && stem.length > 4) stem = `${stem.slice(0, -3)}y`;
  else if (/(?:sses|xes|ches|shes|zes)$/.test(stem)) stem = stem.slice(0, -2);
  else if (/[^suio]s$/.test(stem)) stem = stem.slice(0, -1);
  else if (/os$|ss$/.test(stem)) stem = stem.replace(/os$/, "o");
  if (/[a-z]{3}ing$/.test(stem) && stem.length > 5) stem = undouble(stem.slice(0, -3));
  else if (/[a-z]{3}ed$/.test(stem) && stem.length > 5) stem = undouble(stem.slice(0, -2));
  stem = stem.replace(/is(e|ation|er)?$/, (_whole, end: string | undefined) => (end === undefined ? "is" : `iz${end}`));
  return stem.length > 4 ? stem.replace(/e$/, "") : stem;
}

function undouble(stem: string): string {
  return /([bdgklmnprt])\1$/.test(stem) && !/(?:ll|ss)$/.test(stem) ? stem.slice(0, -1) : stem;
}
