import { namesWork } from "../patterns/vectors.ts";
import { tokensOf } from "../patterns/tokens.ts";

/** Widening what was asked takes few words; a longer message asks for something of its own. */
const WORDS = 7;

/** "and also", "same", "what about" and their kin in front; what follows names a place or a thing, never work. */
const FRONT =
  /^(?:(?:and|y|und|et|e|ed|en|och|og|i|и|ve|oh|then)[, ]+)?(?:also|too|(?:the |do the )?same(?: thing)?|likewise|ditto|what about|how about|auch|ebenso|genauso|(?:das )?gleiche|dasselbe|was ist mit|aussi|pareil|idem|(?:et )?la même chose|también|igual|lo mismo|anche|lo stesso|também|o mesmo|ook|hetzelfde|också|även|samma(?: sak)?|også|det samme|też|także|to samo|taky|také|totéž|тоже|также|то же(?: самое)?|так же|ayrıca|aynısı)[, ]+/u;
const BACK =
  /[, ](?:too|as well|also|auch|aussi|también|anche|também|ook|också|även|også|też|taky|také|тоже|также|de|da)(?: (?:please|bitte|pls|plz|por favor|per favore|s'il te plaît|пожалуйста|lütfen))?[.!]*$/u;
const DENSE = /^.{1,14}(?:も同じ(?:ように|く)?|一样处理|同样|也要|也一样|也是|也改|も|にも|でも|도|에도)(?:お願い(?:します)?|해 ?줘|해 ?주세요)?[。.!！]*$/u;

/** Where a clause begins that asks for work of its own. */
const ASKS =
  /^(?:can|could|would|will|please|kannst|könntest|peux|pourrais|puedes|podrías|puoi|potresti|pode|kun|kan|how|why|when|who|which|what|wie|warum|wann|wer|welche)(?![\p{L}])/u;

/** Lower-case words of a person, said after work -> do they only widen the request before ("also in tests", "same for staging", "the rest too")? */
export function isExtension(words: string): boolean {
  if (DENSE.test(words)) return true;
  if (words.split(" ").length > WORDS) return false;
  const front = FRONT.exec(words)?.[0];
  if (front === undefined && !BACK.test(words)) return false;
  const rest = words.slice(front?.length ?? 0);
  return !ASKS.test(rest) && !startsWithWork(rest);
}

/** Does it name work within its first words, before any preposition? */
function startsWithWork(text: string): boolean {
  const first = tokensOf(text)[0];
  return first?.kind === "word" && namesWork(first.text.toLowerCase());
}
