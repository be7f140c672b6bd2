import type { Hit } from "./match.ts";
import type { Place, Sentence } from "./sentences.ts";
import { wordsOf } from "./words.ts";

/** Something fetched first and obeyed after: the order names what was fetched. */
export function isRemoteOrder(sentence: Sentence, hit: Hit): boolean {
  const [fetch, , obey, found] = hit.parts;
  if (fetch === undefined || obey === undefined || found === undefined || obey.from < fetch.from || isTakenAsData(sentence, obey)) return false;
  if (fetch.language > 0) return true;
  // The steps of another place that this text has shown itself.
  if (isOnScreen(sentence)) return false;
  if (/\bsame steps as (?!(?:there|it|on|in|at|listed|described|shown|that)\b)/.test(sentence.text)) return false;
  const words = sentence.tokens
    .slice(Math.min(obey.from, found.from), Math.max(obey.to, found.to))
    .map((token) => token.word)
    .join(" ");
  if (
    /\b(?:documentation|docs|naming|install|installation|setup|official|license|style|conventions?|api reference|redirects?|checklists?|guidelines?)\b/.test(
      sentence.text,
    )
  )
    return /\b(?:obey|whatever|act on|comply|carry out|execute)\b/.test(words);
  return (
    found.from <= obey.to + 6 &&
    found.to > obey.from &&
    /\b(?:instructions?|commands?|directives|orders?|item|steps|tasks|text it holds|whatever|what (?:it|they|is)|what it lists|everything|it says|it contains|it returns|you find|script|payload)\b/.test(
      words,
    ) &&
    /^(?:follow|obey|execut|run|carry|perform|comply|act|do|apply|implement|adhere|work|eval|treat|honou?r)/.test(words)
  );
}

/** "Follow the instructions on the screen": what a page shows to whoever sits before it. */
export function isOnScreen(sentence: Sentence): boolean {
  return /\b(?:on-screen (?:instructions|steps)|(?:instructions|steps|prompts) (?:\w+ )?on (?:the |your )?(?:screen|display))\b/.test(sentence.text);
}

/** "Treat what it says as data", "do not treat it as instructions": the opposite of obeying. */
export function isTakenAsData(sentence: Sentence, obey: Place): boolean {
  if (!(sentence.tokens[obey.from]?.word.startsWith("treat") ?? false)) return false;
  return /\btreat(?:ed|ing)?\b[^.;]{0,60}\bas (?:untrusted |plain |mere |external )?(?:data|information|references?|content|input)\b|\b(?:not|never|don't) (?:be )?treat(?:ed)?\b/.test(
    sentence.text,
  );
}

/** Something decoded first and obeyed after. */
export function isDecodedOrder(sentence: Sentence, hit: Hit): boolean {
  const [decode, , obey] = hit.parts;
  if (decode === undefined || obey === undefined || obey.from < decode.from || !sentence.places.has("encoded")) return false;
  const words = sentence.tokens
    .slice(obey.from, obey.from + 6)
    .map((token) => token.word)
    .join(" ");
  return (
    /^(?:follow|obey|execute|run|carry out|perform|comply|act on|act upon|do|apply|eval|evaluate|implement|adhere)\b/.test(words) &&
    /\b(?:it|them|what|result|instructions?|commands?|output|text|message|payload|directives|orders?|decoded|says?|whatever|that)\b/.test(words)
  );
}

const OWN_FILE =
  /^(?:read|open|consult|load) ['"`]?(?:\.{1,2}\/)?(?:[\w-]+\/)*[\w-]+\.(?:md|txt|ya?ml|json)['"`]? and (?:follow|apply|adopt|comply with) (?:it|them)\b[^:@]{0,80}\.\s/;

/** "Read `rules.md` and apply it. The long form: https://…": what is read and meant by "it" lies in the skill; the address comes after it. */
export function isOwnFile(sentence: Sentence, hit: Hit): boolean {
  const at = sentence.tokens[hit.parts[0]?.from ?? 0]?.start ?? sentence.start;
  return OWN_FILE.test(sentence.text.slice(at - sentence.start));
}

/** "Call this first to get the ids for other tools": the others are served, not replaced. */
export function isLookUp(sentence: Sentence): boolean {
  return /\b(?:first (?:call|invoke|use) this(?: tool)?|(?:call|invoke|use) this(?: tool)? first) to (?:get|find|fetch|list|obtain|look up) (?:\w+ ){0,3}(?:ids?|identifiers|names|uuids|slugs|numbers) (?:for|needed by|required by) (?:the |your )?other tools\b/.test(
    wordsOf(sentence, 0, sentence.tokens.length),
  );
}
