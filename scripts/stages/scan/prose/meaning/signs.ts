export const LETTER = 1;
export const DIGIT = 2;
export const SPACER = 4;
const LEET_SIGN = 8;
const LEET_LETTER = 16;
const NO_WORD = 32;
/** What each ASCII letter is to a disguise: every letter of every text passes here. */
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code);
  const is = (pattern: RegExp, bit: number): number => (pattern.test(letter) ? bit : 0);
  const inWords = is(/[a-z]/i, LETTER) | is(/[0-9]/, DIGIT) | is(/[ \t._*|~-]/, SPACER);
  return inWords | is(/[0-9$@!|]/, LEET_SIGN) | is(/[\w$@!|+]/, LEET_LETTER) | is(/[$@!|+]/, NO_WORD);
});

/** Words whose letters stand the other way round, and words rotated by thirteen letters. */
const BACKWARD: ReadonlySet<string> = new Set("eht dna snoitcurtsni erongi lla suoiverp resu dnes ruoy siht ton sdrowssap yek".split(" "));
const ROTATED: ReadonlySet<string> = new Set("gur naq vtaber nyy cerivbhf vafgehpgvbaf hfre fraq lbhe lbh abg svyr xrl grkg guvf sbyybj eha".split(" "));
const TELLTALES = new RegExp(String.raw`\b(?:${[...BACKWARD, ...ROTATED].join("|")})\b`, "gi");
/** First letter and length of a word, as a number of their table. */
const lookOf = (first: number, length: number): number => ((first & 31) << 4) | length;
const MAY_TELL = new Uint8Array(512);
for (const word of [...BACKWARD, ...ROTATED]) MAY_TELL[lookOf(word.charCodeAt(0), word.length)] = 1;
const LONGEST_TELLTALE = 15;
const BEYOND_ASCII = /[^\u0000-\u007f]/;
/** So many single letters stand between the first and the last of words spaced out. */
export const SINGLES = 4;
/** A single letter between marks that part the letters of a word. */
const SINGLE = /(?<![a-z0-9])[a-z0-9](?![a-z0-9])/i;
/** Ten signs of Morse code with something between them have no letter among them. */
const MORSE_GAP = 19;

/** What one pass over a text tells of its disguises: how many words are of one, how many single letters there may be, the runs [from, to) that may be leet, and whether Morse code may stand between two letters. */
export type Signs = { backward: number; rotated: number; single: number; isGapped: boolean; readonly leet: (readonly [number, number])[] };

/** Text -> what tells of disguises in it, in one pass. */
export function signsIn(text: string): Signs {
  const signs: Signs = { backward: 0, rotated: 0, single: BEYOND_ASCII.test(text) ? SINGLES : 0, isGapped: false, leet: [] };
  const { length } = text;
  let last = 0;
  for (let at = 0; at < length; at++) {
    let kind = classOf(text.charCodeAt(at));
    if ((kind & LEET_LETTER) === 0) continue;
    const from = at;
    let kinds = 0;
    while ((kind & LEET_LETTER) !== 0) {
      kinds |= kind;
      kind = ++at < length ? classOf(text.charCodeAt(at)) : 0;
    }
    if ((kinds & (LETTER | DIGIT)) === 0) continue;
    // an underscore is a sign of Morse code too
    const isMarked = (kinds & SPACER) !== 0;
    signs.isGapped ||= (isMarked ? at : from) - last >= MORSE_GAP;
    last = isMarked ? from : at;
    if (at - from === 1) signs.single++;
    else if (isMarked && SINGLE.test(text.slice(from, at))) signs.single += SINGLES;
    if (kinds === (LETTER | LEET_LETTER)) {
      if (at - from <= LONGEST_TELLTALE && MAY_TELL[lookOf(text.charCodeAt(from), at - from)] === 1) tell(text.slice(from, at), signs);
    } else if ((kinds & LETTER) !== 0) {
      if ((kinds & NO_WORD) !== 0) for (const [word] of text.slice(from, at).matchAll(TELLTALES)) tell(word, signs);
      if (at - from > 2 && (kinds & LEET_SIGN) !== 0) signs.leet.push([from, at]);
    }
  }
  signs.isGapped ||= length - last >= MORSE_GAP;
  return signs;
}

function tell(word: string, signs: Signs): void {
  const lower = word.toLowerCase();
  if (BACKWARD.has(lower)) signs.backward++;
  else if (ROTATED.has(lower)) signs.rotated++;
}

/** What a letter is to a disguise; beyond ASCII nothing. */
export function classOf(code: number): number {
  return code < 128 ? (CLASSES[code] ?? 0) : 0;
}
