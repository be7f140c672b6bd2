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
} as const;

/** A text of the script as far as it is known; `names` are the environment variables in it. */
export type Text = Readonly<{ text: string; from: number; names: readonly string[]; or?: readonly Text[] }>;

const NO_NAMES: readonly string[] = [];
const LENGTH_LIMIT = 200_000;

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
  const text = left.text.length + right.text.length > LENGTH_LIMIT ? HOLE : left.text + right.text;
  return { text, from: left.from | right.from, names };
}

export function concatAll(texts: readonly Text[], between = ""): Text {
  if (texts.length === 1) return texts[0] ?? EMPTY;
  const length = texts.reduce((sum, one) => sum + one.text.length, 0);
  return {
    text: length > LENGTH_LIMIT ? HOLE : texts.map((one) => one.text).join(between),
    from: texts.reduce((bits, one) => bits | one.from, 0),
    names: [...new Set(texts.flatMap((one) => one.names))],
  };
}

/** The same text, also coming from `bits`. */
export function marked(text: Text, bits: number): Text {
  return (text.from & bits) === bits ? text : { ...text, from: text.from | bits };
}

/** What remains of several possible texts when they are too many to follow: the letters they share at both ends, all of the origins. */
export function blur(texts: readonly Text[]): Text {
  return {
    text: common(texts.map((one) => one.text)),
    from: texts.reduce((bits, one) => bits | one.from, 0),
    names: [...new Set(texts.flatMap((one) => one.names))],
  };
}

/** How all of the texts begin and end, with a hole between. */
function common(texts: readonly string[]): string {
  const [first = "", ...rest] = texts;
  if (rest.length === 0) return HOLE;
  const shortest = Math.min(2_000, ...texts.map((one) => one.length));
  let start = 0;
  while (start < shortest && rest.every((one) => one[start] === first[start])) start++;
  let end = 0;
  while (end < shortest - start && rest.every((one) => one[one.length - 1 - end] === first[first.length - 1 - end])) end++;
  return `${first.slice(0, start)}${HOLE}${end === 0 ? "" : first.slice(-end)}`;
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

const ALTERNATIVES = 6;

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
