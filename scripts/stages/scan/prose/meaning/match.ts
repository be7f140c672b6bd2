import { ACTS, type Concept } from "../lexicon/concepts.ts";
import { denseness } from "../lexicon/languages.ts";
import { isOrderedAbroad } from "./abroad.ts";
import type { Frame, Slot } from "./frame.ts";
import type { Place, Sentence } from "./sentences.ts";
import { isForbiddenManner, isInsideWord, isListedUnderChineseDenial, isOfKey } from "./chinese.ts";
import { isListedUnderDenial, isNamedInDenial } from "./denied.ts";
import { isNamed } from "./named.ts";
import { CLAUSE } from "./tokens.ts";

/** A frame found in a sentence: the places of its parts, in the order of the frame. */
export type Hit = Readonly<{ frame: Frame; parts: readonly Place[]; from: number; to: number }>;

/** Words that make an order the object of a sentence ("flag files that send keys out"): only where they govern it, not where they just stand near. */
export const FRAMING: ReadonlySet<Concept> = new Set<Concept>(["defence", "attack"]);

const isAct = (concept: Concept): boolean => (ACTS as readonly Concept[]).includes(concept);
/** So many places of the first part are tried at most; a sentence that names one thing more often says nothing new. */
const TRIES = 12;

/** Sentence and frame -> the first place where all parts stand together, or null. */
export function matchFrame(frame: Frame, sentence: Sentence): Hit | null {
  if (frame.none?.some((concept) => !FRAMING.has(concept) && sentence.places.has(concept)) === true) return null;
  if (frame.with?.some((concept) => sentence.places.has(concept)) === false) return null;
  const lists = frame.parts.map((slot) => placesOf(slot, sentence));
  if (lists.some((list) => list.length === 0)) return null;
  for (const first of (lists[0] ?? []).slice(0, TRIES)) {
    if (!isMeant(frame, first, sentence)) continue;
    const parts = fill(frame, lists, first);
    if (parts === null) continue;
    const hit = { frame, parts, from: Math.min(...parts.map((one) => one.from)), to: Math.max(...parts.map((one) => one.to)) };
    if (isFramed(frame, hit, sentence)) continue;
    if (frame.negated !== true && isAct(first.concept) && isNamedInDenial(first, parts.slice(1), sentence)) continue;
    if (frame.when === undefined || frame.when(sentence, hit)) return hit;
  }
  return null;
}

/** Does a word of defence or attack stand before the order in its own clause, or inside of it, or call it by its name afterwards ("this is an injection")? */
function isFramed(frame: Frame, hit: Hit, sentence: Sentence): boolean {
  for (const concept of frame.none ?? []) {
    if (!FRAMING.has(concept)) continue;
    for (const place of sentence.places.get(concept) ?? []) {
      if (hit.parts.some((part) => place.from < part.to && part.from < place.to)) continue;
      if (place.from >= hit.from && place.to <= hit.to) return true;
      if (place.to <= hit.from && hit.from - place.to < 24 && inClause(sentence, place.from, hit.from)) return true;
      if (concept === "attack" && place.from >= hit.to && /^(?:is|are|as|an?)$/.test(sentence.tokens[place.from - 1]?.word ?? "")) return true;
    }
  }
  return false;
}

function placesOf(slot: Slot, sentence: Sentence): readonly Place[] {
  if (typeof slot === "string") return standing(sentence.places.get(slot) ?? [], sentence);
  const all = standing(
    slot.flatMap((concept) => sentence.places.get(concept) ?? []),
    sentence,
  );
  return slot.length > 1 ? [...all].sort((a, b) => a.from - b.from) : all;
}

/** The nearest place of each further part: apart from the others, within the span, in the language of the act, in order where the frame says so. */
function fill(frame: Frame, lists: readonly (readonly Place[])[], first: Place): readonly Place[] | null {
  const parts = [first];
  for (const list of lists.slice(1)) {
    const last = parts.at(-1) ?? first;
    let best: Place | null = null;
    for (const place of list) {
      if (parts.some((one) => place.from < one.to && one.from < place.to)) continue;
      if (!agrees(first, place)) continue;
      if (frame.ordered === true && first.language <= 0 && place.from < last.to) continue;
      if (best === null || distance(place, first) < distance(best, first)) best = place;
    }
    if (best === null) return null;
    parts.push(best);
    const from = Math.min(...parts.map((one) => one.from));
    const to = Math.max(...parts.map((one) => one.to));
    if (to - from > frame.span * denseness(first.language)) return null;
  }
  return parts;
}

/** Places -> those that stand for what their letters say: a manner that is ruled out is none, and whose key it is says nothing of where it goes. */
function standing(places: readonly Place[], sentence: Sentence): readonly Place[] {
  const isOther = (place: Place): boolean =>
    (place.concept === "covert" && place.language > 0 && isForbiddenManner(place, sentence)) || (place.concept === "outside" && isOfKey(place, sentence));
  return places.some(isOther) ? places.filter((place) => !isOther(place)) : places;
}

function distance(a: Place, b: Place): number {
  return a.from >= b.to ? a.from - b.to : b.from >= a.to ? b.from - a.to : 0;
}

/** An English act takes English words and shapes; one of another language also takes English ones, as names of things stay English. */
function agrees(first: Place, other: Place): boolean {
  if (other.language <= 0) return true;
  return first.language <= 0 ? first.language === -1 : first.language === other.language;
}

/** Is the act of a frame an order (or, where the frame says so, a forbidden thing)? Only verbs are asked. */
function isMeant(frame: Frame, act: Place, sentence: Sentence): boolean {
  if (!isAct(act.concept)) return true;
  if (isNegated(act, sentence) !== (frame.negated === true)) return false;
  if (frame.negated === true && isToldInstead(act, sentence)) return false;
  if (frame.negated !== true && isListedUnderChineseDenial(act, sentence)) return false;
  if (act.language > 0) return isOrderedAbroad(act, sentence, frame.negated === true);
  if (isNamed(act, sentence) || (frame.negated !== true && isListedUnderDenial(act, sentence))) return false;
  const before = sentence.tokens[act.from - 1]?.word ?? "";
  // "Users find it without you telling them": how something happens, and no word to anybody.
  if (frame.negated === true && act.form === 3 && before === "you") return false;
  // "is not an alert": a noun. "Which keys were read": told of the past.
  if (frame.negated === true) return act.form !== 0 || !/^(?:a|an|the)$/.test(before);
  if (frame.any === true) return act.form !== 2 || !/^(?:was|were|been)$/.test(before);
  if (act.form === 0) return isOrder(act, sentence);
  return act.form === 3 ? isGerundOrder(act, sentence) : act.form === 2 && isPassiveOrder(act, sentence);
}

const INSTEAD =
  /\b(?:do not|don't|never) (?:comply|obey|proceed|(?:comply|go on) with (?:it|them|this|that)|(?:follow|execute|run|install|open|trust|obey) (?:it|them))(?:,? and| and instead|;) (?:instead |immediately |always )?(?:tell|inform|warn|notify|alert) (?:the |your )?(?:user|person|human|owner)s?(?: (?:instead|so|why|immediately|at once))?$/;

/** "Do not comply and tell the user": what is denied is the complying, and the sentence ends with who is told. */
function isToldInstead(act: Place, sentence: Sentence): boolean {
  return act.language <= 0 && act.concept === "tell" && INSTEAD.test(sentence.text.replace(/[\s.!"')]+$/, ""));
}

/** So many words may stand between a denial and its verb. */
const NEAR = 6;

/** A word of denial before the act in its clause (or after it, where a language puts it there). "Do not forget to" denies nothing. */
export function isNegated(act: Place, sentence: Sentence): boolean {
  for (const neg of sentence.places.get("neg") ?? []) {
    const gap = act.from - neg.to;
    if (gap < 0 || gap > NEAR * denseness(act.language) || !inClause(sentence, neg.from, act.from) || isInsideWord(neg, sentence)) continue;
    if (neg.language > 0 && act.language > 0 && neg.language !== act.language) continue;
    if (!isTurned(neg, act, sentence)) return true;
  }
  for (const neg of sentence.places.get("negAfter") ?? []) {
    const gap = neg.from - act.to;
    const reach = sentence.tokens[neg.from]?.word === "없이" ? 0 : 6;
    if (neg.language === act.language && gap >= -1 && gap <= reach && inClause(sentence, act.from, neg.from) && !isForgotten(act, sentence)) return true;
  }
  return false;
}

/** German, Dutch and French put their "not" behind the verb. */
const NOT_BEHIND: ReadonlySet<number> = new Set([1, 2, 3]);

/** "Do not forget to": the denial belongs to the forgetting. Where a language puts its "not" behind the verb ("n'oubliez pas"), it must stand right there. */
function isTurned(neg: Place, act: Place, sentence: Sentence): boolean {
  return (sentence.places.get("forget") ?? []).some(
    (one) => (one.from >= neg.from && one.to <= act.from + 1) || (NOT_BEHIND.has(one.language) && one.language === neg.language && one.to === neg.from),
  );
}

/** The verb of forgetting follows what is not to be forgotten, as in Japanese, Korean and Turkish. */
function isForgotten(act: Place, sentence: Sentence): boolean {
  return (sentence.places.get("forget") ?? []).some(
    (one) => one.language === act.language && one.from >= act.to && one.from - act.to <= 4 && inClause(sentence, act.from, one.from),
  );
}

function inClause(sentence: Sentence, from: number, to: number): boolean {
  for (let at = from + 1; at <= to; at++) if ((sentence.tokens[at]?.gap ?? 0) >= CLAUSE) return false;
  return true;
}

/** The first token of the clause that holds a place: after a mark, or after "and", "then", "or", "but". */
function clauseStart(sentence: Sentence, at: number): number {
  let start = at;
  while (start > 0 && (sentence.tokens[start]?.gap ?? 0) < CLAUSE && !/^(?:and|then|or|but|so|&)$/.test(sentence.tokens[start - 1]?.word ?? "")) start--;
  return start;
}

const MODAL =
  /^(?:must|should|shall|will|need|needs|have|has|to|please|always|you|ensure|sure|agent|agents|assistant|claude|ai|model|let|now|first|also|just|simply|never|not|don't|helper|bot|immediately|automatically|i|we|be|then|so|and|or|but|next|finally|important|instead|silently|again)$/;
/** An order may follow the time, place or purpose it is given for; any other noun before a bare verb is its subject, and the sentence a description. */
const SETTING =
  /^(?:before|after|when|whenever|once|if|on|at|for|in|during|upon|while|step|as|until|every|each|with|from|to|by|without|using|under|per|following|unless|[0-9]+[a-z]?)$/;
const SUBJECT = /^(?:that|which|who|whose|they|it|he|she|could|might|may|would|whether|why|attackers?|someone|can|does|did|doesn't|didn't|wouldn't|couldn't)$/;
/** "asks you to", "an attempt to": somebody else's order is told. */
const REPORTED =
  /\b(?:(?:ask|asks|asked|asking|tell|tells|told|telling|instruct|instructs|instructing|want|wants|try|tries|trying|claim|claims|say|says|request|requests|requesting|urge|urges|get|force|forces|trick|tricks|make)(?: (?:you|the agent|the model|it|claude|the assistant|an agent|the ai|agents|models))? to|(?:instructions?|attempts?|requests?|commands?|prompts?|ability|tries|trying|designed|aim|aims|meant|intended) to|\b(?:made|induced|coaxed|persuaded) to)$/;

/** "Users can attempt prompt injection to": what others do to get there. */
const ATTEMPTED =
  /\b(?:users?|attackers?|adversaries|people|someone|inputs?) (?:can|could|may|might|will)? ?(?:attempt|try) (?:\w+ )?(?:injections?|jailbreaks?|jailbreaking) to$/;

/** "Applications may inadvertently": what happens to others. Of the reader more may be meant. */
const MISHAP =
  /\b(?!(?:you|we|it|i|agents?|subagents?|assistants?|models?|claude|helpers?|workers?|bots?|skills?|tools?|and|then|or|but) )[a-z]{3,} (?:can|could|may|might) (?:inadvertently|accidentally|unintentionally|unknowingly|mistakenly)$/;

/** Does a bare verb stand where an order stands: first in its clause, or after "you must", "then", "always", an adverb or a list mark? */
function isOrder(act: Place, sentence: Sentence): boolean {
  const start = clauseStart(sentence, act.from);
  const lead = sentence.tokens.slice(start, act.from).map((token) => token.word);
  // "Force-push destroys the trail": the act is what the sentence is about.
  if (
    /^(?:is|are|was|were|destroys|makes|causes|breaks|rewrites|means|leads|removes|creates|loses|happens|fails|leaves|overwrites)$/.test(
      sentence.tokens[act.to]?.word ?? "",
    )
  )
    return false;
  if (lead.length === 0) return start === 0 || !(followsDescription(sentence, start) || followsAbility(sentence, start));
  const before = lead.at(-1) ?? "";
  if (lead.some((word) => /^(?:attackers?|which|who|whether|could|might|would)$/.test(word))) return false;
  const told = sentence.tokens
    .slice(Math.max(0, act.from - 6), act.from)
    .map((token) => token.word)
    .join(" ");
  if (ATTEMPTED.test(told) || MISHAP.test(told)) return false;
  if (REPORTED.test(told) && !/\b(?:i|we) (?:\w+ ){0,2}\w+ (?:you )?to$/.test(told)) return false;
  if (/^(?:each|every|any|an?|the|this|that|all|no|your|its|per)$/.test(before)) return false;
  // "when to skip the checks": a heading or a question, no order
  if (before === "to" && /^(?:when|how|where|whether|what|why|which)$/.test(lead.at(-2) ?? "")) return false;
  if (MODAL.test(before) || /ly$/.test(before)) return lead.length < 12;
  return lead.length <= 8 && SETTING.test(lead[0] ?? "") && !lead.some((word) => SUBJECT.test(word));
}

/** "commands that read .env and send it": the second verb belongs to the same description as the first. */
function followsDescription(sentence: Sentence, start: number): boolean {
  if (!/^(?:and|or)$/.test(sentence.tokens[start - 1]?.word ?? "")) return false;
  return sentence.tokens.slice(Math.max(0, start - 12), start).some((token) => /^(?:that|which|who|attackers?|could|might|would)$/.test(token.word));
}

/** "Skills can restrict or enable tools": the second verb tells what something is able to do, as the first does. Of the reader's own ability more may be meant. */
function followsAbility(sentence: Sentence, start: number): boolean {
  if (!/^(?:and|or)$/.test(sentence.tokens[start - 1]?.word ?? "")) return false;
  const before = sentence.tokens.slice(Math.max(0, start - 4), start - 1).map((token) => token.word);
  const modal = before.findIndex((word) => /^(?:can|cannot|may)$/.test(word));
  return modal > 0 && /[a-z]s$/.test(before[modal - 1] ?? "") && !/^(?:agents?|this|always)$/.test(before[modal - 1] ?? "");
}

/** "without telling", "by sending", "start uploading": an order in another form. */
function isGerundOrder(act: Place, sentence: Sentence): boolean {
  return (
    /^(?:by|start|begin|keep|continue|while|before|after|then|consider|require|requires|involves|means)$/.test(sentence.tokens[act.from - 1]?.word ?? "") ||
    (act.concept === "replace" && clauseStart(sentence, act.from) === act.from)
  );
}

/** "must be mirrored", "are to be sent", "has to be forwarded": an order without its actor. */
function isPassiveOrder(act: Place, sentence: Sentence): boolean {
  const [modal, be] = [sentence.tokens[act.from - 2]?.word ?? "", sentence.tokens[act.from - 1]?.word ?? ""];
  return be === "be" && /^(?:must|should|shall|to|always|will|also)$/.test(modal);
}
