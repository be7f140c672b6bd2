const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  shy: "",
  zwnj: "",
  zwj: "",
  ensp: " ",
  emsp: " ",
};

/** Look-alike letters of Greek, Cyrillic and others -> the Latin letter they are taken for. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  [..."аaвbсcԁdеeһhіiјjкkӏlмmоoрpԛqѕsтtцuѵvԝwхxуyАAВBСCЕEНHІIЈJКKМMОOРPЅSТTХXҮYαaοoνvρpιiτtκkυuΑAΒBΕEΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXɡgıiℓlⅼlǀl"].reduce<
    [string, string][]
  >((pairs, letter, at, all) => (at % 2 === 0 ? [...pairs, [letter, all[at + 1] ?? ""]] : pairs), []),
);

/**
 * Text -> the words a reader (or a model) takes it for, in lower case: compatibility forms folded (NFKC), invisible
 * characters gone, look-alike letters mapped inside of words that also hold Latin letters, entities decoded, white space joined.
 */
export function normalise(text: string): string {
  const decoded = text.replace(/&(?:#(x[0-9a-f]{1,6}|[0-9]{1,7})|([a-z]{2,6}));/gi, (whole, number: string | undefined, name: string | undefined) => {
    if (number !== undefined) {
      const point = number.toLowerCase().startsWith("x") ? Number.parseInt(number.slice(1), 16) : Number.parseInt(number, 10);
      return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff) ? String.fromCodePoint(point) : "";
    }
    return name !== undefined && Object.hasOwn(ENTITIES, name.toLowerCase()) ? (ENTITIES[name.toLowerCase()] ?? whole) : whole;
  });
  const folded = decoded
    .normalize("NFKC")
    .replace(/[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]|[\u{e0000}-\u{e01ef}]/gu, "");
  const words = /[^\p{ASCII}]/u.test(folded) ? folded.replace(/[\p{L}\p{M}]+/gu, latinWord) : folded;
  return words
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[“”«»„]/g, '"')
    .replace(/\s+/g, " ")
    .toLowerCase();
}

function latinWord(word: string): string {
  const plain = word.normalize("NFD").replace(/(?<=[a-z])\p{Mn}+/giu, "");
  const mapped = [...plain].map((letter) => LOOK_ALIKES.get(letter) ?? letter).join("");
  return /[a-z]/i.test(word) || /^[a-z]+$/i.test(mapped) ? mapped : word;
}
