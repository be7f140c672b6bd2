import { latinOf } from "./scripts.ts";

/** A text as a reader or a model takes it, in lower case, with the place of each of its characters in the raw text. */
export type View = Readonly<{ text: string; places: readonly number[] }>;

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
  thinsp: " ",
  period: ".",
  comma: ",",
  colon: ":",
  sol: "/",
  lowbar: "_",
  hyphen: "-",
  commat: "@",
  num: "#",
  Tab: " ",
  NewLine: "\n",
};
const IGNORABLE = /^(?:[\p{Default_Ignorable_Code_Point}\u061c\u2800\ufff9-\ufffb]|[\u{e0000}-\u{e01ef}])$/u;
const QUOTES: ReadonlyMap<string, string> = new Map([
  ...[..."‘’ʼ`´‹›＇"].map((one) => [one, "'"] as const),
  ...[..."“”«»„‟「」『』《》"].map((one) => [one, '"'] as const),
  ...[..."‐‑‒–−"].map((one) => [one, "-"] as const),
]);

/**
 * Text -> its view: entities decoded, compatibility forms folded (NFKC), invisible characters gone, accents of Latin, Greek,
 * Cyrillic and Arabic letters dropped, look-alike letters mapped inside of words that also hold Latin letters, white space
 * joined to one blank (a blank line stays as `\n`). Linear.
 */
export function viewOf(text: string): View {
  const out: string[] = [];
  const places: number[] = [];
  let foreign = false;
  const put = (letters: string, at: number): void => {
    for (let unit = 0; unit < letters.length; unit++) {
      out.push(letters.charAt(unit));
      places.push(at);
    }
  };
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === 38) {
      const [length, decoded] = entityAt(text, at);
      for (const one of decoded === "" ? [] : decoded) foreign = putOne(one, at, put) || foreign;
      at += length;
    } else if (code < 128) {
      if (code <= 32) at = space(text, at, out, places);
      else if (code === 96) put("'", at++);
      else {
        let end = at + 1;
        while (end < text.length && isPlain(text.charCodeAt(end))) end++;
        out.push(text.slice(at, end).toLowerCase());
        while (at < end) places.push(at++);
      }
    } else {
      const cluster = clusterAt(text, at);
      foreign = putOne(cluster, at, put) || foreign;
      at += cluster.length;
    }
  }
  const joined = out.join("");
  places.push(text.length);
  return { text: foreign ? undisguised(joined) : joined, places };
}

/** ASCII that stands for itself (neither space nor ampersand nor back-tick), of which a stretch is taken at once. */
function isPlain(code: number): boolean {
  return code > 32 && code < 128 && code !== 38 && code !== 96;
}

/** White space -> one blank, or one line end where a line was left empty. Answers where it ends. */
function space(text: string, at: number, out: string[], places: number[]): number {
  let end = at;
  let lines = 0;
  while (end < text.length && text.charCodeAt(end) <= 32) if (text.charCodeAt(end++) === 10) lines++;
  const last = out.at(-1);
  if (last !== " " && last !== "\n") {
    out.push(lines > 1 ? "\n" : " ");
    places.push(at);
  }
  return end;
}

function putOne(cluster: string, at: number, put: (letters: string, at: number) => void): boolean {
  const first = String.fromCodePoint(cluster.codePointAt(0) ?? 0);
  // a mark that comes first hangs on the ASCII letter before it: written in two parts, or struck through to hide the word
  if (IGNORABLE.test(first) || /^[\u0300-\u036f\u20d0-\u20f0]/.test(first)) return false;
  const plain = plainOf(cluster);
  put(plain, at);
  return /[^\p{ASCII}]/u.test(plain);
}

function plainOf(cluster: string): string {
  const quote = QUOTES.get(cluster);
  if (quote !== undefined) return quote;
  const point = cluster.codePointAt(0) ?? 0;
  // Negative circled and negative squared letters have no compatibility form (Unicode block Enclosed Alphanumeric Supplement).
  if (point >= 0x1f150 && point <= 0x1f169) return String.fromCharCode(97 + point - 0x1f150);
  if (point >= 0x1f170 && point <= 0x1f189) return String.fromCharCode(97 + point - 0x1f170);
  const folded = cluster.normalize("NFKC").replace(/\p{Zs}/gu, " ");
  const bare = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}]/u.test(folded)
    ? folded.normalize("NFD").replace(/[\u0300-\u036f\u064b-\u065f\u0653-\u0655\u0670]|(?<=[a-zA-Z])\p{Mn}/gu, "")
    : folded;
  return keepCase(bare);
}

/** A capital that looks like a Latin one need not have a small twin that does, so it is kept until the words are known. */
function keepCase(letters: string): string {
  return [...letters].map((letter) => (latinOf(letter) !== undefined && /\p{Lu}/u.test(letter) ? letter : letter.toLowerCase())).join("");
}

/** Letters of look-alike alphabets that no living language writes with, so that they only stand there to look like Latin ones. */
const RARE = /[ѕѵԁԝԛһԍӏɑɡɩɪʏʀꜱᴀ-ᴢͿϳϲϹⲀ-ⳮꓐ-ꓽᎠ-Ᏽꭰ-ꮿᐁ-ᙿ]/u;

/** View with foreign letters -> the same, with disguised words in Latin letters. A word wholly of look-alikes is one only among Latin words. */
function undisguised(view: string): string {
  const isLatin = (view.match(/[a-z]{2,}/g)?.length ?? 0) >= (view.match(/[\p{Script=Cyrillic}\p{Script=Greek}]{2,}/gu)?.length ?? 0);
  return view.replace(/[\p{L}\p{M}]+/gu, (word) => {
    if (/^[\u0000-\u007f]*$/.test(word)) return word;
    const mapped = [...word].map((letter) => latinOf(letter)?.toLowerCase() ?? letter.toLowerCase()).join("");
    const isDisguised = /^[a-z]+$/.test(mapped) ? isLatin || /[a-z]/.test(word) || RARE.test(word) : /[a-z]/.test(word) && isLatin;
    const result = isDisguised ? mapped : word.toLowerCase();
    return result.length === word.length ? result : word;
  });
}

function clusterAt(text: string, at: number): string {
  const point = text.codePointAt(at) ?? 0;
  let end = at + (point > 0xffff ? 2 : 1);
  // Combining marks hang on the letter before them; a tower of more than eight is no writing.
  for (let marks = 0; marks < 8 && end < text.length && /^\p{Mn}/u.test(text.slice(end, end + 2)) && text.charCodeAt(end) >= 0x300; marks++)
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  return text.slice(at, end);
}

const ENTITY = /&(?:#(x[0-9a-f]{1,6}|[0-9]{1,7})|([a-z]{2,8}));/iy;

/** The entity at a place -> how long it is and what it stands for; an ampersand that starts none is itself. */
function entityAt(text: string, at: number): readonly [number, string] {
  ENTITY.lastIndex = at;
  const found = ENTITY.exec(text);
  if (found === null) return [1, "&"];
  const [whole, number, name] = found;
  if (number !== undefined) {
    const point = /^x/i.test(number) ? Number.parseInt(number.slice(1), 16) : Number.parseInt(number, 10);
    return [whole.length, point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff) ? String.fromCodePoint(point) : ""];
  }
  const word = name ?? "";
  const known = Object.hasOwn(ENTITIES, word) ? ENTITIES[word] : ENTITIES[word.toLowerCase()];
  return known === undefined ? [1, "&"] : [whole.length, known];
}
