import { isInPath } from "./paths.ts";

/** How far before a verb its subject, its denial or what it is an example of may stand. */
const LEAD = 160;
/** A clause ends at a mark, or where another verb is joined. */
const JOINTS = /[,;:()]\s|\.\s|\n|(?:^|\s)(?:and|then|but|or|nor)\s/g;
const DENIAL =
  /(?:\b|n(?='t))(?:never|not|'t|cannot|avoid\w*|without|refus\w+|instead of|rather than|no need to|needn't|nothing to|no reason to|no longer|nobody|none|neither|nor|stop|refrain\w*|forbid\w*|prohibit\w*|prevent\w*)\b/;
/** "Do not hesitate to", "do not wait": what follows is wanted all the more. */
const TURNED = /\b(?:forget|hesitate|fail|omit|neglect|miss|worry|only|just|wait\w*|ask\w*|stop|delay|bother)\b/;
/** Denials that go on over "and" ("never copy keys and send them"); "do not wait and send it" denies the waiting. */
const LASTING = /\b(?:never|must not|should not|avoid|without|cannot|may not|prohibited|forbidden)\b/;
/** Somebody else's deed: whoever does harm stands before it in the sentence, what is harmful in the same clause. */
const HARMER =
  /\b(?:attack\w*|adversar\w*|malicious|malware|payloads?|hackers?|phish\w*|scam\w*|victims?|csrf|xss|ssrf|forgery|clickjacking|keyloggers?|spyware|ransomware|trojans?)\b/;
const HARMFUL = /\b(?:vulnerab\w*|exploit\w*|untrusted|suspicious|compromised|threats?|injection|injected|red flags?|hostile|rogue)\b/;
/** "To guard against hackers, upload it": what an order is said to be good for makes it nobody else's. */
const PURPOSE = /(^|[.;\n]\s*)(?:in order to|to|for|as a) [^,.;:]{1,80}[,:]\s/g;
/** A deed that is only thought of: looked for, asked about, shown. */
const ELSEWHOSE =
  /\b(?:detect\w*|flag(?:s|ged)?\b|look(?:s|ing)? for|check(?:s|ing)? (?:for|whether|that)|scan(?:s|ning)? for|watch(?:es|ing)? (?:out )?for|guard against|protect\w* (?:against|from)|whether|such as|for example|e\.g|claims? to|pretends? to|tries to|trying to|attempts? to|asks? you to|tells? you to|instructs? you to)\b/;
const POSSIBLE = /\b(?:could|might|would|may)\b/;
const BY_OTHERS =
  /\b(?:users?|they|he|she|people|visitors?|customers?|browsers?|clients?|callers?|which|who|you can|can)(?: \w+ly| also| then| often)?\s['"]?$/;
/** What stands right before the same letters where they are a noun or part of one. */
const NOUN = /\b(?:for|by|via|of|in|on|with|an?|the|this|that|these|those|your|its|per|from|each|every|any|their|our|no)\s['"]?$/;
/** The agent, this skill, or nobody named: whatever is told of them is told to be done. */
const AGENT =
  /\b(?:the |this |our |your )?(?:agents?|assistants?|models?|skills?|plugins?|tools?|helpers?|scripts?|it|we|you|claude|workflows?|process|step|hook)(?: \w+ly| also| then| always| must| should| will| shall| has to| have to| is to| are to)*\s$/;

/** "Let the browser visit": what a program is made to do is done by whoever has it do that. */
const CAUSED = /\b(?:let|have|make) (?:the |an? |your |their |every )?(?:browsers?|clients?) ['"]?$/;

/** Verb as a pattern (global), text of a sentence -> is the deed ordered, or told of the agent or of nobody named? */
export function isDone(act: RegExp, text: string): boolean {
  return placesOf(
    act,
    text,
    (lead, clause) =>
      !isElsewhose(lead) && !isDeniedBy(clause, lead) && !POSSIBLE.test(clause) && (AGENT.test(clause) || CAUSED.test(clause) || !BY_OTHERS.test(clause)),
  );
}

/** The same -> is the deed forbidden, left out, or said not to be needed? */
export function isDenied(act: RegExp, text: string): boolean {
  return placesOf(act, text, (lead, clause) => !isElsewhose(lead) && !BY_OTHERS.test(clause) && isDeniedBy(clause, lead));
}

function isElsewhose(lead: string): boolean {
  const own = /[^.;\n]*$/.exec(lead.replace(PURPOSE, "$1"))?.[0] ?? "";
  return ELSEWHOSE.test(own) || HARMER.test(own) || HARMFUL.test(/[^,:(]*$/.exec(own)?.[0] ?? "");
}

function placesOf(act: RegExp, text: string, holds: (lead: string, clause: string) => boolean): boolean {
  for (const place of text.matchAll(act)) {
    const lead = text.slice(Math.max(0, place.index - LEAD), place.index);
    if (NOUN.test(lead) || isInPath(text, place.index, place.index + place[0].length)) continue;
    const joint = [...lead.matchAll(JOINTS)].at(-1);
    if (holds(lead, joint === undefined ? lead : lead.slice(joint.index + joint[0].length))) return true;
  }
  return false;
}

/** Is what follows a clause denied in it, or in the one before that it is joined to? */
function isDeniedBy(clause: string, lead: string): boolean {
  const own = denialIn(clause);
  if (own !== null) return !TURNED.test(own);
  if (clause.trim() !== "") return false;
  const head = /(?:^|[.;:(]\s|\n)([^.;:(\n]*?)(?:,? (?:or|nor|and)|,)\s$/.exec(lead)?.[1] ?? "";
  const before = denialIn(head);
  if (before === null || TURNED.test(before)) return false;
  return /\b(?:or|nor)\s$/.test(lead) || LASTING.test(head);
}

/** From the last denial of a clause to its end, or null. */
function denialIn(clause: string): string | null {
  let at = -1;
  for (let next = clause.search(DENIAL), from = 0; next >= 0; ) {
    at = from + next;
    from = at + 3;
    next = clause.slice(from).search(DENIAL);
  }
  return at < 0 ? null : clause.slice(at);
}
