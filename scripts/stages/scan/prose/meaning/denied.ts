import type { Place, Sentence } from "./sentences.ts";
import { CLAUSE } from "./tokens.ts";

/** What may stand behind "or" without going on with a list of acts ("or else", "or the key is lost"). */
const NO_ACT = /^(?:else|you|we|i|it|they|he|she|the|an?|this|that|these|those|your|our|its|if|when|by|to|from|with|in|on|https?|otherwise|not)$/;
const TURNS = /^(?:and|then|but|so|instead|rather|just|always|please|now)$/;

/**
 * "Do not watch meetings, track who attends, or label people": what a denial at the head of a sentence denies is the whole list, which ends with ", or".
 * A list without it is read as orders of their own ("do not ask, send it").
 */
export function isListedUnderDenial(act: Place, sentence: Sentence): boolean {
  if (act.language > 0) return false;
  const head = (sentence.places.get("neg") ?? []).find((one) => one.from === 0 && one.language <= 0);
  if (head === undefined || act.from <= head.to) return false;
  let last = -1;
  for (let at = head.to; at < sentence.tokens.length; at++) {
    const { word = "", gap = 0 } = sentence.tokens[at] ?? {};
    if (gap < CLAUSE) continue;
    if (/^n?or$/.test(word)) {
      if (!NO_ACT.test(sentence.tokens[at + 1]?.word ?? "else")) last = at;
    } else if (TURNS.test(word)) break;
  }
  return last >= 0 && act.from <= last + 1;
}

/** A manner that is denied ("rather than silently", "do not persuade covertly", "never use it to watch people without their knowledge"): within its own clause, and not behind an "and". */
export function isDeniedManner(manner: Place | undefined, sentence: Sentence): boolean {
  if (manner === undefined || manner.language > 0) return false;
  for (let at = manner.from; at > 0; at--) {
    const before = sentence.tokens[at - 1]?.word ?? "";
    if (/^(?:than|of)$/.test(before) && /^(?:rather|instead)$/.test(sentence.tokens[at - 2]?.word ?? "")) return manner.from - at <= 1;
    if ((sentence.tokens[at]?.gap ?? 0) >= CLAUSE || /^(?:and|then|but|so)$/.test(before)) {
      at = at - 1;
      break;
    }
    const neg = sentence.places.get("neg")?.find((one) => one.to === at && one.language <= 0);
    if (neg !== undefined && neg.to < manner.from && !(sentence.places.get("forget") ?? []).some((one) => one.from >= neg.from && one.to <= manner.from))
      return !/^(?:fail|forget|hesitate|omit|skip|stop|neglect|refuse|miss|worry)/.test(sentence.tokens[neg.to]?.word ?? "");
  }
  return false;
}

/** "Keep the log; never dump passwords into chat": what is named behind a denial in a later clause belongs to what is denied there. */
export function isNamedInDenial(act: Place, others: readonly Place[], sentence: Sentence): boolean {
  if (act.language > 0 || others.length === 0) return false;
  const first = Math.min(...others.map((one) => one.from));
  return (sentence.places.get("neg") ?? []).some((neg) => {
    if (neg.language > 0 || neg.from < act.to || neg.to > first || (sentence.tokens[neg.from]?.gap ?? 0) < CLAUSE) return false;
    const denied = sentence.tokens.slice(neg.to, first).map((token) => token.word);
    return !denied.some((word) => /^(?:omit|skip|leave|forget|fail|miss|exclude|hesitate|redact|mask|hide|strip|and|then|but|so|drop|without)/.test(word));
  });
}
