/** Named character references that stand for letters of code or addresses (HTML Standard, 13.5); others stay as written. */
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  Tab: "\t",
  NewLine: "\n",
  colon: ":",
  semi: ";",
  comma: ",",
  period: ".",
  lpar: "(",
  rpar: ")",
  lsqb: "[",
  lbrack: "[",
  rsqb: "]",
  rbrack: "]",
  lcub: "{",
  lbrace: "{",
  rcub: "}",
  rbrace: "}",
  sol: "/",
  bsol: "\\",
  excl: "!",
  num: "#",
  dollar: "$",
  percnt: "%",
  plus: "+",
  equals: "=",
  quest: "?",
  commat: "@",
  Hat: "^",
  lowbar: "_",
  UnderBar: "_",
  grave: "`",
  DiacriticalGrave: "`",
  vert: "|",
  verbar: "|",
  ast: "*",
  midast: "*",
  ZeroWidthSpace: "\u200b",
  shy: "\u00ad",
};

/** References that work without a semicolon for the sake of old pages. */
const BARE = /^(?:amp|AMP|lt|LT|gt|GT|quot|QUOT|nbsp|shy)/;

/** Text of an attribute or of running text -> the characters it stands for. Linear: one pass over the ampersands. */
export function decodeReferences(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#[xX]([0-9a-fA-F]{1,8});?|#([0-9]{1,9});?|([A-Za-z][A-Za-z0-9]{1,24})(;?))/g, (whole, hex, decimal, name, end) => {
    if (typeof hex === "string") return codePoint(Number.parseInt(hex, 16));
    if (typeof decimal === "string") return codePoint(Number.parseInt(decimal, 10));
    if (typeof name !== "string") return whole;
    if (end === ";" && Object.hasOwn(NAMED, name)) return NAMED[name] ?? whole;
    const bare = BARE.exec(name)?.[0];
    return bare === undefined ? whole : `${NAMED[bare.toLowerCase()] ?? ""}${name.slice(bare.length)}${String(end)}`;
  });
}

function codePoint(code: number): string {
  return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? "\ufffd" : String.fromCodePoint(code);
}
