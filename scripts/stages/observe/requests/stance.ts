import { tokensOf } from "../patterns/tokens.ts";
import { conceptsOf, namesWork } from "../patterns/vectors.ts";
import { COMPLAINTS, GOOD_NEWS } from "./complaints.table.ts";
import { isExtension } from "./extension.ts";
import { type Piece, piecesOf, plain, type Role } from "./pieces.ts";

/** What a message says about the work before it. `rest` is what it asks for besides, "" when nothing. */
export type Stance =
  | Readonly<{ kind: "request" }>
  | Readonly<{ kind: "approval" | "consent" | "steering"; word: string; rest: string }>
  | Readonly<{ kind: "complaint"; code: string; word: string; praised: boolean }>;

/** What is said about work, as against asked. */
export type Said = Exclude<Stance, Readonly<{ kind: "request" }>>;

/** An order for all times ("always", "from now on"), said after work: about how to do it, neither praise nor blame. */
const STANDING =
  /^(?:(?:and|ok|okay|please|bitte|und|et|y|e)[, ]+)*(?:always|never|from now on|in (?:the )?future|next time|immer|nie(?:mals)?|ab jetzt|in zukunft|künftig|nächstes mal|toujours|jamais|désormais|à l'avenir|la prochaine fois|siempre|nunca|jamás|a partir de ahora|la próxima vez|sempre|mai più|d'ora in poi|de agora em diante|da próxima vez|altijd|nooit|voortaan|alltid|altid|aldrig|zawsze|nigdy|odtąd|всегда|никогда|впредь|her zaman|asla|bundan sonra)[ ,:](?! ?mind)|^(?:以后|今后|总是|永远|今後|必ず|いつも|次から|앞으로|항상|절대|다음부터)/u;

/** A message of more words than this says more than yes. */
const AFFIRMATION_WORDS = 14;
/** A rejection stands in the first words; a long message that mentions a failure far behind is a new request. */
const COMPLAINT_HEAD = 160;

/**
 * Words of a person -> what they say about the work before them. Without work before (`after` false) there is nothing to complain
 * about, so "no ads please, list ..." and "don't forget ..." are requests; thanks and a yes are never one.
 */
export function stanceOf(text: string, after: boolean): Stance {
  const words = plain(text);
  if (/^[\p{P}\p{S}\p{Emoji_Presentation}\p{Extended_Pictographic}\p{M}\s\u200d\ufe0f]+$/u.test(words)) return symbolStance(words);
  if (after) {
    const complaint = complaintOf(words);
    if (complaint !== null) return complaint;
    if (STANDING.test(words)) return { kind: "steering", word: "instruction", rest: "" };
    if (isExtension(words)) return { kind: "steering", word: "extension", rest: "" };
  }
  return affirmationOf(text);
}

/** Is it thanks or a yes and nothing else, whatever stood before? */
export function isAffirmation(text: string): boolean {
  const stance = stanceOf(text, false);
  return (stance.kind === "approval" || stance.kind === "consent") && stance.rest === "";
}

/** Emoji and punctuation only: 👎 rejects, 👍 approves, "?" asks to go on. */
function symbolStance(words: string): Stance {
  if (/[👎❌✗😡🤬🤦💩]/u.test(words)) return { kind: "complaint", code: "rejected", word: words.slice(0, 8), praised: false };
  const approving = /\p{Extended_Pictographic}/u.test(words) && !/[🤔❓⏳]/u.test(words);
  return { kind: approving ? "approval" : "steering", word: words.slice(0, 8), rest: "" };
}

function complaintOf(words: string): Stance | null {
  const head = words.slice(0, COMPLAINT_HEAD).replace(GOOD_NEWS, " ").trim();
  const asks = startsWithWork(head) && piecesOf(head)[0]?.role !== "approval";
  for (const { code, pattern, start } of COMPLAINTS) {
    if (asks && !start) continue;
    const found = pattern.exec(head);
    if (found !== null) return { kind: "complaint", code, word: found[0].trim().slice(0, 60), praised: isPraised(head.slice(0, found.index)) };
  }
  return null;
}

const BUT =
  /(?<![\p{L}])(?:but|except|only|aber|nur|mais|sauf|pero|solo|ma|mas|porém|maar|men|ale|tylko|но|только|ama|yalnız)(?![\p{L}])|但|不过|只是|でも|けど|ただ|하지만|그런데/u;
const THANKS =
  /^(?:many )?(?:thank|thx|ty$|cheers|danke|vielen dank|merci|gracias|muchas|grazie|obrigad|valeu|bedankt|dank|tack|takk?|kiito|dzięk|děku|díky|ďakuj|kösz|mulțumesc|hvala|спасибо|дякую|благодар|teşekkür|sağ ?ol|ευχαριστώ|תודה|شكر|धन्यवाद|शुक्रिया|cảm ơn|terima kasih|谢|謝|多[谢謝]|ありがとう|감사|고마|고맙)/u;

/** Words before a complaint: praise and a "but"? Thanks alone are courtesy. */
function isPraised(before: string): boolean {
  const but = BUT.exec(before);
  return but !== null && piecesOf(before.slice(0, but.index)).some((piece) => piece.role === "approval" && !THANKS.test(piece.text));
}

/** "fix the wrong file name in a.txt" asks for work on something that is wrong; "fix it, it doesn't work" is about the work before. */
function startsWithWork(head: string): boolean {
  const words =
    head
      .replace(/^(?:(?:please|now|then|also|and|next|ok|can you|could you|would you|bitte|kannst du|puedes|peux-tu)[, ]+){1,3}/u, "")
      .match(/[\p{L}\p{M}\p{N}'.-]+/gu) ?? [];
  return words.length >= 4 && namesWork(words[0] ?? "") && !/^(?:it|that|this|them|again|es|das|lo|ça|le|la|isso)$/u.test(words[1] ?? "");
}

function affirmationOf(text: string): Stance {
  const pieces = piecesOf(text);
  const lead = leadOf(pieces);
  const strongest = strongestOf(pieces.slice(0, lead));
  if (isRetry(text, pieces)) return { kind: "steering", word: plain(text).slice(0, 40), rest: "" };
  if (isShortThanks(text, pieces)) return { kind: "approval", word: plain(text).slice(0, 40), rest: "" };
  if (strongest === null || strongest.role === null || strongest.role === "filler") return { kind: "request" };
  const kind = strongest.role;
  if (lead === pieces.length) return pieces.length <= AFFIRMATION_WORDS ? { kind, word: strongest.text, rest: "" } : { kind: "request" };
  const last = pieces[lead - 1];
  const rest = text
    .normalize("NFC")
    .slice(last?.end ?? 0)
    .replace(/^[\s\p{P}\p{S}]+/u, "")
    .replace(/^(?:(?:now|next|then|and|so|but)(?:[,:]|\s)\s*){1,3}/iu, "")
    .trim();
  const open = pieces.slice(lead).filter((piece) => piece.role === null).length;
  // "yes, delete them": too little of its own to be a request.
  if (
    open <= 2 &&
    !/\d/.test(rest) &&
    /(?<![\p{L}])(?:it|that|this|them|those|these|both|das|es|alle|alles|ça|lo|la|los|eso|isso|это)(?![\p{L}])/u.test(plain(rest)) &&
    pieces.length <= 6
  )
    return { kind, word: strongest.text, rest: "" };
  if (kind !== "approval" && isMoreOfIt(rest, lead < pieces.length && last?.border === true)) return { kind, word: strongest.text, rest: "" };
  return leadsOff(pieces.slice(0, lead), kind) ? { kind, word: strongest.text, rest } : { kind: "request" };
}

/** After a yes: up to three words that name no work and no value ("yes, the rest too", "sí, dale") still only say yes. */
function isMoreOfIt(rest: string, closed: boolean): boolean {
  if (isExtension(plain(rest))) return true;
  const tokens = tokensOf(rest);
  return closed && tokens.length <= 3 && tokens.every((token) => token.kind === "word" && !token.dense && !namesWork(token.text.toLowerCase()));
}

/** Why, and then only to go on or try again: "the network is back, try once more". The reason is short, and names no kind of work, no thing and no value. */
function isRetry(text: string, pieces: readonly Piece[]): boolean {
  const open = pieces.findLastIndex((piece) => piece.role === null);
  const asked = pieces.slice(open + 1);
  const strongest = strongestOf(asked);
  const last = pieces[open];
  if (last?.border !== true || pieces.length > AFFIRMATION_WORDS || strongest?.role !== "steering") return false;
  const why = tokensOf(text.normalize("NFC").slice(0, last.end));
  return why.every((token) => token.kind === "word") && conceptsOf(why).every((one) => one === null);
}

/** Thanks with up to two words that no list knows, none of them a kind of work, a thing or a value: "kiitos paljon", "дуже дякую", "thanks a bunch". */
function isShortThanks(text: string, pieces: readonly Piece[]): boolean {
  if (pieces.length > 6 || !pieces.some((piece) => piece.role === "approval" && THANKS.test(piece.text))) return false;
  const tokens = tokensOf(text);
  return (
    pieces.filter((piece) => piece.role === null).length <= 2 &&
    tokens.every((token) => token.kind === "word") &&
    conceptsOf(tokens).every((one) => one === null)
  );
}

/** Number of leading pieces that are on the lists; fillers at the end of the lead belong to what follows. */
function leadOf(pieces: readonly Piece[]): number {
  let lead = pieces.findIndex((piece) => piece.role === null);
  if (lead < 0) return pieces.length;
  let border = -1;
  for (let at = 0; at < lead; at++) if (pieces[at]?.border === true) border = at;
  if (border >= 0) return border + 1;
  while (lead > 0 && pieces[lead - 1]?.role === "filler") lead--;
  return lead;
}

/** Does the lead stand by itself: closed by punctuation, or a word nobody begins a request with? */
function leadsOff(lead: readonly Piece[], kind: Role): boolean {
  if (lead.at(-1)?.border === true) return true;
  return (
    kind !== "steering" &&
    lead.every((piece) =>
      /^(?:ok|okay|yes|yeah|yep|thanks|thank you|thx|ty|danke|merci|gracias|grazie|obrigado|obrigada|ja|sí|oui|bedankt|tack|спасибо|да|cheers|perfect|perfekt|parfait|perfecto|alright|sure|now|and|so|very|much)$/u.test(
        piece.text,
      ),
    )
  );
}

function strongestOf(pieces: readonly Piece[]): Piece | null {
  for (const role of ["approval", "consent", "steering"] as const) {
    const found = pieces.find((piece) => piece.role === role);
    if (found !== undefined) return found;
  }
  return pieces[0] ?? null;
}
