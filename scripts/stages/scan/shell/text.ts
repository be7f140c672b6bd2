/** Stands in a text for a part that cannot be told. A script that holds the character itself only makes its own text unknown. */
export const HOLE = "\u0001";

/** Where the unknown or known characters of a text come from; a text carries all that went into it. */
export const FROM = {
  /** What the network answered. */
  network: 1,
  /** Credentials: a key file, every environment variable, the clipboard, the key chain. */
  secret: 2,
  /** Content of files, output of programs, what is read from the terminal. */
  data: 4,
  /** Decoded, decrypted, unpacked or reversed. */
  decoded: 8,
  /** Put together so that nobody can read it: indirect names, cut strings, braces, IFS. */
  crafted: 16,
  /** Arguments of the script or of a function nobody called yet. */
  argument: 32,
  /** The environment of the person. */
  environment: 64,
  /** Numbers, dates, temporary names: cannot hold more than it says. */
  plain: 128,
  /** Names of the machine and its user. */
  machine: 256,
  /** The whole of a file in which programs keep their keys (`.env`, `credentials.json`). */
  keys: 512,
  /** One value out of such a file: what a program signs in with. */
  key: 1024,
  /** Files of the skill itself and what its own programs print: its author chose every letter. */
  own: 2048,
  /** The answer of a well-known maker's installer, which its instructions have everybody run. */
  installer: 4096,
  /** What an installed tool prints for the shell to take in (`brew shellenv`): no more than it could do itself when it is started. */
  hook: 8192,
  /** Written in another alphabet (base64, hexadecimal), so that who looks at it on its way does not see what it is. */
  encoded: 16384,
  /** The person's table of schedules as `crontab -l` prints it, or some of its lines, and nothing else. */
  table: 32768,
  /** Words that stand in the script, of which nobody followed which: a shell reads them as words and nothing more. */
  word: 65536,
  /** Text that stands in the script and was not followed, with signs in it that are more than words to a shell. */
  script: 131072,
} as const;

/** A text of the script as far as it is known; `names` are the environment variables in it. */
export type Text = Readonly<{ text: string; from: number; names: readonly string[]; or?: readonly Text[] }>;

const NO_NAMES: readonly string[] = [];
const LENGTH_LIMIT = 200_000;
/** Letters from either end, and between, that are compared; a text that grows with every line must not cost more with every line. */
const COMPARED = 1_000;

export function known(text: string, from = 0): Text {
  return { text, from, names: NO_NAMES };
}

export function unknown(from: number, names: readonly string[] = NO_NAMES): Text {
  return { text: HOLE, from, names };
}

export const EMPTY: Text = known("");

export function isKnown(text: Text): boolean {
  return !text.text.includes(HOLE);
}

export function has(text: Text, bits: number): boolean {
  return (text.from & bits) !== 0;
}

/** Two texts -> one behind the other. Past a limit the text is a hole. */
export function concat(left: Text, right: Text): Text {
  if (left.or !== undefined || right.or !== undefined) {
    if (left.text === "" && left.or === undefined) return right;
    if (right.text === "" && right.or === undefined) return left;
    return concat(single(left), single(right));
  }
  const names = left.names.length === 0 ? right.names : right.names.length === 0 ? left.names : [...new Set([...left.names, ...right.names])];
  const isTooLong = left.text.length + right.text.length > LENGTH_LIMIT;
  return { text: isTooLong ? HOLE : left.text + right.text, from: left.from | right.from | (isTooLong ? FROM.script : 0), names };
}

export function concatAll(texts: readonly Text[], between = ""): Text {
  if (texts.length === 1) return texts[0] ?? EMPTY;
  const isTooLong = texts.reduce((sum, one) => sum + one.text.length, 0) > LENGTH_LIMIT;
  return {
    text: isTooLong ? HOLE : texts.map((one) => one.text).join(between),
    from: texts.reduce((bits, one) => bits | one.from, isTooLong ? FROM.script : 0),
    names: [...new Set(texts.flatMap((one) => one.names))],
  };
}

/** A text that nobody follows any further: a hole, which says where its letters came from, and whether the script's own are among them. */
export function lost<T extends Text & { each?: readonly Text[] }>(text: T): T {
  const all = [text, ...(text.or ?? [])];
  const { or: _or, each: _each, ...rest } = text;
  return { ...(rest as T), text: HOLE, from: all.reduce((bits, one) => bits | one.from | lettersIn(one.text), 0) };
}

/** Letters of the script -> FROM.word, FROM.script (also for what is long), or nothing where there are none. Words in pairs of quotes are words. */
function lettersIn(text: string): number {
  if (text.length > 4 * COMPARED) return FROM.script;
  if (/^[\s\u0001]*$/.test(text)) return 0;
  const bare = text.replace(/"[\w.,:=%@+/~ \t\u0000\u0001-]*"|'[\w.,:=%@+/~ \t\u0000\u0001-]*'/g, "");
  return /^[\w.,:=%@+/~ \t\u0000\u0001-]*$/.test(bare) ? FROM.word : FROM.script;
}

/** The same text, also coming from `bits`. */
export function marked(text: Text, bits: number): Text {
  return (text.from & bits) === bits ? text : { ...text, from: text.from | bits };
}

/** What remains of several possible texts when they are too many to follow: what they share, all of the origins, and of the rest what `lost` says. */
export function blur(texts: readonly Text[]): Text {
  const { text, without } = common(texts.map((one) => one.text));
  return {
    text,
    from: texts.reduce(
      (bits, one) => bits | one.from,
      without.reduce((bits, one) => bits | lettersIn(one), 0),
    ),
    names: [...new Set(texts.flatMap((one) => one.names))],
  };
}

const SMALL_GAP = 3;

type Common = Readonly<{ text: string; without: readonly string[] }>;

/** How all of the texts begin and end, and the words between that all of them have in one order, with holes for the rest, which is given beside it. */
function common(texts: readonly string[]): Common {
  const [first = "", ...rest] = texts;
  if (rest.length === 0) return { text: HOLE, without: [first] };
  const held = first.includes(HOLE) && texts.every((one) => one.length <= COMPARED) ? rest.map((one) => inHoles(first, one)) : [null];
  if (held.every((one) => one !== null)) return { text: first, without: held.flat() };
  const shortest = Math.min(COMPARED, ...texts.map((one) => one.length));
  let start = 0;
  while (start < shortest && rest.every((one) => one[start] === first[start])) start++;
  let end = 0;
  while (end < shortest - start && rest.every((one) => one[one.length - 1 - end] === first[first.length - 1 - end])) end++;
  const between = texts.map((one) => one.slice(start, one.length - end));
  const after = end === 0 ? "" : first.slice(-end);
  const middle = between.some((one) => one.length > COMPARED) ? { text: HOLE, without: between } : shared(between);
  // What is lost at either end is judged with the rest of its word, of which a quote may stand there.
  const count = texts.length;
  const lead = /\S*$/.exec(first.slice(0, start))?.[0] ?? "";
  const tail = /^\S*/.exec(after)?.[0] ?? "";
  const without = middle.without.map((one, at) => (one === "" ? "" : `${at < count ? lead : ""}${one}${at >= middle.without.length - count ? tail : ""}`));
  return { text: `${first.slice(0, start)}${middle.text}${after}`, without };
}

/** A text with holes and another -> what fills them in the other; null where it begins, goes on or ends in another way. */
function inHoles(general: string, text: string): readonly string[] | null {
  const [start = "", ...parts] = general.split(HOLE);
  const end = parts.pop() ?? "";
  if (!text.startsWith(start) || !text.endsWith(end) || text.length < start.length + end.length) return null;
  const held: string[] = [];
  let at = start.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0) return null;
    held.push(text.slice(at, found));
    at = found + part.length;
  }
  return at > text.length - end.length ? null : [...held, text.slice(at, text.length - end.length)];
}

/** Words that all texts have in one order, found from left to right in one pass over each; a hole for whatever one of them has between two. */
function shared(texts: readonly string[]): Common {
  const all = texts.map((one) => one.match(/\s+|\w+|[^\w\s]/g) ?? []);
  const places = all.map(placesOf);
  let next = all.map(() => 0);
  let text = "";
  const without: string[] = [];
  for (const [at, word] of (all[0] ?? []).entries()) {
    const found = places.map((one, which) => nextPlace(one.get(word), Math.max(next[which] ?? 0, which === 0 ? at : 0)));
    const gaps = found.map((place, which) => place - (next[which] ?? 0));
    const isBeside = gaps.every((one) => one === 0);
    if (found.includes(-1) || (!isBeside && !isFound(word, gaps))) continue;
    // What ends a word in all of them ends it here.
    const lasts = all.map((words, which) => (gaps[which] === 0 ? "" : (words[(found[which] ?? 0) - 1] ?? "")));
    const blank = lasts.every((one) => one === lasts[0] && one.trim() === "") ? (lasts[0] ?? "") : "";
    text += isBeside ? word : HOLE + blank + word;
    without.push(...all.map((words, which) => words.slice(next[which], found[which]).join("")));
    next = found.map((place) => place + 1);
  }
  return { text: text + HOLE, without: [...without, ...all.map((words, which) => words.slice(next[which]).join(""))] };
}

/** Behind a gap a long word says where the texts go on alike, and a short one where the gap is small; blanks are everywhere, and so say nothing. */
function isFound(word: string, gaps: readonly number[]): boolean {
  return word !== HOLE && word.trim() !== "" && (word.length > 2 || Math.max(...gaps) <= SMALL_GAP);
}

/** Word -> where it stands. */
function placesOf(words: readonly string[]): ReadonlyMap<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, word] of words.entries()) {
    const known = places.get(word);
    if (known === undefined) places.set(word, [at]);
    else known.push(at);
  }
  return places;
}

/** The first place from one on; those before it are taken out, as nobody asks for them again. */
function nextPlace(places: number[] | undefined, from: number): number {
  while (places?.[0] !== undefined && places[0] < from) places.shift();
  return places?.[0] ?? -1;
}

/** What a pipe or a substitution gives when one of several commands printed it. */
export function either(texts: readonly Text[]): Text {
  const [first, ...rest] = alternatives(texts.flatMap((one) => (one.or === undefined ? [one] : [{ ...one, or: [] }, ...one.or])));
  if (first === undefined) return EMPTY;
  return rest.length === 0 ? first : { ...first, or: rest };
}

/** The same as one text. */
export function single(text: Text): Text {
  return text.or === undefined || text.or.length === 0 ? text : blur([text, ...text.or]);
}

/** How many possible texts are followed each for itself. */
export const ALTERNATIVES = 24;

/** Possible texts -> the same without doubles; too many become one that cannot be told. */
export function alternatives(texts: readonly Text[]): readonly Text[] {
  if (texts.length <= 1) return texts;
  const seen = new Map<string, Text>();
  for (const one of texts) seen.set(`${String(one.from)}\u0000${one.text}\u0000${one.names.join()}`, one);
  const left = [...seen.values()];
  return left.length > ALTERNATIVES ? [blur(left)] : left;
}

/** At which letters words end where nobody set IFS, or unset it (bash manual, "Word Splitting"). */
export const BLANKS = " \t\n";
