import { stanceOf } from "./stance.ts";

/** What is longer says what it wants, too. */
const SHORT = 40;
/** "too formal", "that one too"; "too many open tabs, close them" is asked of anybody. */
const FEW_WORDS = 3;
/** What begins so names nothing but the work before it; "the date is wrong" names a thing, and asks for work on it. */
const OF_THE_WORK =
  /^(?:(?:no|nope|nah|not (?:like )?(?:that|this|it)|nein|nicht so|non|pas comme ça|não|nee|niet|nej|inte|nei|ikke|нет|не|that|this|it|you|das|es|du|ça|eso|isso|too|zu|trop|demasiado|troppo)(?![\p{L}\p{N}])|不|いいえ|違|아니)/iu;

/**
 * Does a message say no more than how work was done ("no, use tabs", "you missed one", "too formal")? A conversation that begins with it, after a reset or in
 * another window, leaves open what it is about: however often it comes back, nothing is asked for.
 */
export function isRemark(text: string): boolean {
  const words = text.trim();
  if (words.length > SHORT || !OF_THE_WORK.test(words)) return false;
  const stance = stanceOf(words, true);
  return stance.kind === "complaint" ? stance.code !== "still-wrong" : stance.kind === "steering" && words.split(/\s+/u).length <= FEW_WORDS;
}
