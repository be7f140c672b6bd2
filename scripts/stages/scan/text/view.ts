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
 * joined to one blank (a blank line stays as `\n`). Linear. The places are worked out when they are first asked for: most texts say nothing that has one.
 */
export function viewOf(text: string): View {
  let places: readonly number[] | null = null;
  return {
    text: viewTextOf(text),
    get places() {
      return (places ??= placesOf(text));
    },
  };
}

/** Text -> the text of its view, for who asks for no place. */
export function viewTextOf(text: string): string {
  return fold(text, null);
}

function placesOf(text: string): readonly number[] {
  const places: number[] = [];
  fold(text, places);
  places.push(text.length);
  return places;
}

/** White space that is no single blank. */
const RAGGED = /[\u0000-\u0020]{2,}|[\u0000-\u001f]/g;

/** What is more than white space and capitals to the view. */
const MORE = /[&\u0080-\uffff]/;

/** White space -> one blank, or one line end where a line was left empty. */
function joinedSpace(space: string): string {
  return space.length > 1 && space.indexOf("\n") < space.lastIndexOf("\n") ? "\n" : " ";
}

/** Text -> the text of its view; the place of each of its characters is added to `places`, where these are wanted. */
function fold(text: string, places: number[] | null): string {
  if (places === null && !MORE.test(text)) return text.replaceAll("`", "'").replace(RAGGED, joinedSpace).toLowerCase();
  const out: string[] = [];
  const seen = { foreign: false };
  let isSpaced = false;
  const put = (letters: string, at: number): void => {
    if (letters === "") return;
    out.push(letters);
    isSpaced = endsWithSpace(letters);
    if (places !== null) for (let unit = 0; unit < letters.length; unit++) places.push(at);
  };
  const putShape = (cluster: string, at: number): void => {
    const shape = shapeOf(cluster);
    put(shape.plain, at);
    seen.foreign ||= shape.foreign;
  };
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === 38) {
      const [length, decoded] = entityAt(text, at);
      for (const one of decoded) putShape(one, at);
      at += length;
    } else if (code === 96) put("'", at++);
    else if (code < 128) {
      const end = plainEnd(text, at + 1);
      const piece = stretch(text, at, end, isSpaced, places);
      if (piece !== "") {
        out.push(piece);
        isSpaced = endsWithSpace(piece);
      }
      at = end;
    } else {
      const cluster = clusterAt(text, at);
      putShape(cluster, at);
      at += cluster.length;
    }
  }
  const joined = out.join("");
  return seen.foreign ? undisguised(joined) : joined;
}

function endsWithSpace(letters: string): boolean {
  const last = letters.charCodeAt(letters.length - 1);
  return last === 32 || last === 10;
}

/** Where a stretch of ASCII ends that only white space and capitals can change: before an ampersand, a back-tick or what is no ASCII. */
function plainEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 128 || code === 38 || code === 96) return at;
  }
  return text.length;
}

/** A stretch of plain ASCII: white space becomes one blank, or one line end where a line was left empty; none where there already is one (`isSpaced`). */
function stretch(text: string, from: number, to: number, isSpaced: boolean, places: number[] | null): string {
  let start = from;
  if (isSpaced) while (start < to && text.charCodeAt(start) <= 32) start++;
  if (places !== null)
    for (let at = start; at < to; at++) {
      places.push(at);
      if (text.charCodeAt(at) <= 32) while (at + 1 < to && text.charCodeAt(at + 1) <= 32) at++;
    }
  return text.slice(start, to).replace(RAGGED, joinedSpace).toLowerCase();
}

type Shape = Readonly<{ plain: string; foreign: boolean }>;
/** Few characters beyond ASCII are used in a text, and those again and again. */
const shapes = new Map<string, Shape>();
const MOST_SHAPES = 4_096;

/** A character with the marks on it -> how the view shows it, and whether letters beyond ASCII are left that may need a second look. */
function shapeOf(cluster: string): Shape {
  const known = shapes.get(cluster);
  if (known !== undefined) return known;
  const first = String.fromCodePoint(cluster.codePointAt(0) ?? 0);
  // a mark that comes first hangs on the ASCII letter before it: written in two parts, or struck through to hide the word
  const isLost = IGNORABLE.test(first) || /^[\u0300-\u036f\u20d0-\u20f0]/.test(first);
  const plain = isLost ? "" : plainOf(cluster);
  const made = { plain, foreign: /(?!\p{ASCII})[\p{L}\p{M}]/u.test(plain) };
  if (shapes.size >= MOST_SHAPES) shapes.clear();
  shapes.set(cluster, made);
  return made;
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
  for (let marks = 0; marks < 8 && text.charCodeAt(end) >= 0x300 && /^\p{Mn}/u.test(text.slice(end, end + 2)); marks++)
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
