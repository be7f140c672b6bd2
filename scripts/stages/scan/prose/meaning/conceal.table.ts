import type { Concept } from "../lexicon/concepts.ts";
import { isMannerAbroad, isShownOnly, textOf } from "./abroad.ts";
import { isKeptFairly, isQuietOnly, isUnconfirmedOnly } from "./chinese.ts";
import { isDeniedManner } from "./denied.ts";
import type { Frame } from "./frame.ts";
import type { Hit } from "./match.ts";
import type { Place, Sentence } from "./sentences.ts";
import { said, wordsOf } from "./words.ts";

const INFORMING = /^(?:tell|told|inform|mention|notif|alert|disclos|reveal|warn|let|make|announc|acknowledg|bring|point)/;

/** The words after a hit, up to the next mark. */
function rest(sentence: Sentence, hit: Hit): string {
  let to = hit.to;
  while (to < sentence.tokens.length && sentence.tokens[to]?.gap === 0 && to - hit.to < 12) to++;
  return sentence.tokens
    .slice(hit.to, to)
    .map((token) => token.word)
    .join(" ");
}

/** "If the user does not acknowledge this": the person is the one who does not speak, and nobody is told to be silent. */
function isOfUser(sentence: Sentence, hit: Hit): boolean {
  const [act, user] = hit.parts;
  if (act === undefined || user === undefined || user.to > act.from) return false;
  return /^(?:(?:do|does|did|has|have) not|(?:don|doesn|didn|hasn|haven)'t)(?: \w+ly)?$/.test(wordsOf(sentence, user.to, act.from));
}

/** "No reliable way to tell whether a build has them": to find out, and not to say. */
function isDiscerned(sentence: Sentence, hit: Hit): boolean {
  const act = hit.parts[0];
  if (act === undefined || !/^(?:whether|if|apart|from|which)$/.test(sentence.tokens[act.to]?.word ?? "")) return false;
  return /\b(?:ways?|how|able|possible|impossible|hard|easy|difficult|reliably|enough|signal|means) to$|\b(?:cannot|can't|can not|can never)$/.test(
    wordsOf(sentence, Math.max(0, act.from - 3), act.from),
  );
}

const DECIDES =
  /\b(?:logic|scores?|prompts?|outputs?|classifiers?|rules?|signals?|flags?|keywords?|thresholds?|heuristics?) alone (?:must|may|should|can) ?not(?: \w+ or)?$/;

/** "A score alone must not notify anyone": what decides it, and not what is kept quiet. Only of the very verb, and of nothing that the sentence goes on with. */
function isDecision(sentence: Sentence, hit: Hit): boolean {
  const act = hit.parts[0];
  return act !== undefined && DECIDES.test(wordsOf(sentence, Math.max(0, act.from - 6), act.from)) && !/[:;]/.test(sentence.text.slice(0, -1));
}

const NO_NEWS =
  /\b(?:if|when) (?:there (?:is|are) (?:no|nothing)|nothing(?: has| is| was| had)?) (?:due\b|to report\b|needs (?:attention|action)\b|requires (?:attention|action)\b|new\b|updates?\b|changes?\b|changed\b)|(?:如果|若|如|当)(?:没有|无|未发现|未检测到)(?:任何)?(?:新(?!的?(?:要求|指令|规则))|更新|变化|变更)|(?:没有|无)(?:任何)?(?:更新|变化|变更|新[^，。]{1,6})时|\bsi no hay (?:nada nuevo|novedades|cambios)\b|\bwenn (?:es )?nichts neues\b|\bs'il n'y a rien de nouveau\b|\bse nao houver (?:nada novo|novidades|mudancas)\b|\bесли (?:нет )?(?:ничего )?нового\b|新しい[^、。]{1,10}(?:がない|がなければ)/;
/** Hours of rest: when somebody is told. */
const NOT_NOW = /(?:非工作时间|深夜|夜间|凌晨|安静时段|免打扰|勿扰)/;
const NO_DEED: readonly Concept[] = ["send", "gather", "run", "install", "put", "delete", "pay", "watch", "fetch", "replace", "disable", "output", "spread"];

/** "If there is nothing new, end without a word": there is nothing to tell, and nothing is done. */
function isNothingNew(sentence: Sentence): boolean {
  return (NO_NEWS.test(sentence.text) || NOT_NOW.test(sentence.text)) && !NO_DEED.some((concept) => sentence.places.has(concept));
}

/** What is kept from the person: nothing named, the act itself, or what the agent did. A named detail is a matter of style. */
function isWhole(sentence: Sentence, hit: Hit): boolean {
  if (isNothingNew(sentence)) return false;
  // What a model was told is kept from a reader by many a product; what it does is not.
  if ((hit.parts[0]?.language ?? 0) > 0)
    return (
      !isShownOnly(hit.parts[0], sentence) &&
      !isKeptFairly(hit.parts[0], sentence) &&
      !/透露(?:提示词|系统提示)|ユーザー?(?:が|は)[^。、]{0,8}(?:言わ|教え|伝え)な/.test(sentence.text)
    );
  if (isOfUser(sentence, hit) || isDiscerned(sentence, hit)) return false;
  // "A scenario is not permission to notify anyone": how far a yes reaches.
  if (/\b(?:is|are|was) not (?:a |an )?(?:permission|authority|licen[cs]e|grounds|an invitation) to\b/.test(sentence.text)) return false;
  if (isDecision(sentence, hit)) return false;
  // "You need not tell the user about every intermediate step": how much is told, not what is hidden.
  if (
    /\b(?:every|each|all|single|any)(?: single)? (?:intermediate|internal|single|small|minor|individual|low-level|little|trivial) (?:steps?|details?|commands?|calls?|actions?)\b/.test(
      sentence.text,
    )
  )
    return false;
  const after = rest(sentence, hit);
  const inside = said(sentence, hit);
  if (sentence.places.has("until") && /\b(?:until|unless|before you|except|more than)\b/.test(sentence.text)) return false;
  if (!INFORMING.test(sentence.tokens[hit.parts[0]?.from ?? 0]?.word ?? "")) return false;
  if (/^(?:to|if|which|how|when|where|what|the (?:build|test|result)|\w+ is|\w+ are)\b/.test(after)) return false;
  if (after === "" || /^(?:and|but|or|then|so|at all|in any way|under any|either)\b/.test(after))
    return /\b(?:this|it|that|these|anything)\b/.test(inside) || /\b(?:tell|inform|notify|alert|warn|know|aware)\b/.test(inside);
  return (
    /^(?:about|of|regarding|that you|that we|that this|that an?|that any|that (?:\w+ ){1,4}(?:is|are|was|were|has been|have been) (?:being )?(?:upload|sent|shared|transfer|collect|copied|delet|install|stored|record|track)\w*|that the (?:upload|data|file|key|skill)|anything|this|it|any of)\b/.test(
      after,
    ) &&
    /^(?:that you|anything|this\b|it\b)|\b(?:this|these|it|that|upload|transfer|exfil|request|connection|network|command|script|hidden|instruction|step|background|collection|copy|telemetry|tracking|skill|payload|injection|backdoor|download|sending|activit|access|behaviou?r|process|webhook|call)/.test(
      after,
    )
  );
}

/** Orders to keep the person from knowing. */
export const CONCEAL: readonly Frame[] = [
  { rule: "prose-conceal", name: "the person is not to be told", parts: ["tell", "user"], span: 9, negated: true, none: ["defence"], when: isWhole },
  {
    rule: "prose-conceal",
    name: "the act is not to be mentioned",
    parts: ["tell", "fact"],
    span: 5,
    negated: true,
    ordered: true,
    none: ["defence", "consent"],
    when: (sentence, hit) =>
      (hit.parts[0]?.language ?? 0) === 0 &&
      /\b(?:this|these) (?:step|steps|instruction|instructions|action|actions|section|skill|operation|process|behaviou?r|command|request)|what (?:you|was|happened)|that you\b/.test(
        said(sentence, hit),
      ) &&
      INFORMING.test(sentence.tokens[hit.from]?.word ?? "") &&
      !/^(?:to|if|in (?:the )?(?:code|commit|changelog))\b/.test(rest(sentence, hit)) &&
      !/\b(?:until|unless|before|not sure|uncertain)\b/.test(sentence.text),
  },
  {
    rule: "prose-conceal",
    name: "something is kept from the person",
    parts: ["hide", "user"],
    span: 12,
    none: ["defence", "attack"],
    when: (sentence, hit) =>
      (hit.parts[0]?.language ?? 0) > 0
        ? sentence.places.has("fact") || sentence.places.has("secret") || sentence.places.has("covert")
        : /\b(?:hidden|secret|invisible)? ?(?:from|to) (?:the |your )?(?:user|human|person|operator|owner|customer)s?\b/.test(said(sentence, hit)) &&
          /\b(?:this|it|that|these|operation|step|activity|behaviou?r|upload|transfer|command|script|output|request|instruction|from the)/.test(
            said(sentence, hit),
          ) &&
          !/\b(?:screens|view|sidebar|button|ui|complexity|details|column|field|internal)\b/.test(sentence.text),
  },
  {
    rule: "prose-conceal",
    name: "done without the person's knowledge",
    parts: [
      ["send", "run", "install", "put", "gather", "watch", "endorse", "spread"],
      "covert",
      ["secret", "private", "conversation", "outside", "startup", "settings", "memory", "url", "email", "prompt", "installer"],
    ],
    span: 22,
    any: true,
    none: ["defence", "attack", "consent"],
    when: isCovert,
  },
  {
    rule: "prose-conceal",
    name: "done without consent",
    parts: [["send", "run", "install", "put", "delete", "gather", "watch", "pay"], "covert"],
    span: 14,
    none: ["defence", "attack", "consent"],
    when: (sentence, hit) =>
      !isDeniedManner(hit.parts[1], sentence) &&
      !isOfAnotherAct(sentence, hit) &&
      ((!/\b(?:pass|passes|go|goes|went|slip|slips) (?:by |through )?(?:unnoticed|undetected)\b/.test(sentence.text) &&
        /\bwithout (?:the |their )?(?:user'?s?|owner'?s?|human'?s?)? ?(?:knowledge|knowing|noticing|awareness|consent|seeing)\b|\b(?:secretly|covertly|stealthily|undetected|unnoticed)\b/.test(
          sentence.text,
        )) ||
        (hit.parts[0]?.language ?? 0) > 0),
  },
  {
    rule: "prose-conceal",
    name: "the person must not find out",
    parts: ["user", "neg"],
    span: 7,
    ordered: true,
    none: ["defence", "until"],
    when: (sentence, hit) =>
      // "A limit that users don't notice": which one is meant.
      !/^(?:that|which|things|what|something|anything)$/.test(sentence.tokens[(hit.parts[0]?.from ?? 0) - 1]?.word ?? "") &&
      /^(?:find out|know|notice|learn|see this|be aware|become aware|discover|suspect|realise|realize|be told|be informed|be notified|hear|be alerted)\b/.test(
        rest(sentence, hit),
      ) &&
      /\b(?:must|should|shall|may|can|is|does|so that|ever|make sure|ensure|so)\b/.test(sentence.text) &&
      // "The user does not realize the quiz commits them": told of how things are, and no order to keep them so.
      (!/\b(?:does|do|did)(?: not|n't) (?:reali[sz]e|notice) (?:that )?(?:the|it|this|an?|they)\b/.test(sentence.text) ||
        /\b(?:make sure|ensure|so that|must|should|so|keep|take care|see to it|important|as long as|while you)\b/.test(sentence.text)) &&
      // "It has no label, so users do not know its purpose".
      (!/\bknow (?:its|their) (?:purpose|meaning|role|state|value|label|type)\b/.test(sentence.text) ||
        /\b(?:make sure|ensure|so that|must|should|keep|take care|see to it)\b/.test(sentence.text)) &&
      !/\bknow \([^)]{0,60}\) (?:what|how|which|where|if|whether)\b/.test(sentence.text) &&
      !/\b(?:know (?:what|how|which|where|if|whether|the)|may not (?:know|notice|reali[sz]e|see|be aware|suspect|discover)|does not know|might not|doesn't know|if the user)\b/.test(
        sentence.text,
      ),
  },
  {
    rule: "prose-conceal",
    name: "kept to itself",
    parts: ["hide"],
    span: 8,
    none: ["defence"],
    when: (sentence) =>
      /\bkeep (?:it|this|that|its \w+|the \w+|these) to yourself\b|\b(?:stay|remain|keep\w* (?:it|this)) (?:invisible|hidden|secret) (?:to|from) the (?:person|user|human|operator|owner)\b/.test(
        sentence.text,
      ),
  },
  {
    rule: "prose-conceal",
    name: "hidden section",
    parts: [["fact", "it", "document"], "user"],
    span: 22,
    said: [
      /\b(?:this|these|it|that|they|section|steps?|instructions?|document|file|paragraph|rules?|actions?|activity|requests?|uploads?|transfers?|part)(?: (?!when|if|where)\w+){0,2} (?:must|should|shall|has to|needs to) (?:stay|remain|be) (?:invisible|hidden|secret|concealed)\b/,
      /\b(?:to|from) the (?:person|user|human|operator|owner)\b/,
    ],
  },
  {
    rule: "prose-conceal",
    name: "a lie for the person who asks",
    parts: ["deny", "fake"],
    span: 12,
    none: ["attack", "defence"],
    pair: true,
    when: (sentence) =>
      /\b(?:if|when|should|once) (?:(?:the )?(?:user|they|he|she|anyone|somebody|someone)|asked|questioned|confronted)\b/.test(sentence.text) &&
      /\b(?:deny|lie|say|claim|pretend|insist|change the subject|play dumb|tell them|deflect|say that you)\b/.test(sentence.text) &&
      /\b(?:only|just|harmless|routine|formatted|nothing|something else|network fee|system error|change the subject)\b/.test(sentence.text),
  },
  {
    rule: "prose-conceal",
    name: "denial",
    parts: ["deny"],
    span: 12,
    none: ["attack", "defence"],
    said: [
      /\b(?:deny (?:it|this|that|any|having|all|everything)(?! unless (?:they|it|he|she) (?:earn|meet|pass|deserve|satisf|fulfil)\w*)|lie about|change the subject)\b/,
      /\b(?:user|asked|asks|anyone|they)\b/,
    ],
    when: (sentence, hit) => /^(?:deny|lie|deflect)/.test(sentence.tokens[hit.from]?.word ?? ""),
  },
  {
    rule: "prose-conceal",
    name: "a false account of an act",
    parts: [["tell", "deny"], "fake"],
    span: 12,
    any: true,
    none: ["attack", "defence"],
    with: ["pay", "delete", "send", "put", "wallet", "secret"],
    when: (sentence, hit) =>
      !isOfClause(sentence, hit.parts[1]) &&
      /\b(?:describe|report|show|present|tell|label|say)\b[^.]{0,40}\b(?:as an?|it is an?|that says|that it is)\b|\breport an? (?:disk|system|network|hardware)/.test(
        sentence.text,
      ),
  },
  {
    rule: "prose-conceal",
    name: "a false display while something is sent",
    parts: ["show", "fake"],
    span: 14,
    none: ["attack", "defence"],
    when: (sentence) => /\b(?:while|during|as)\b[^.]{0,60}\b(?:transferred|uploaded|sent|copied|exfiltrated|encrypted|deleted|installed)\b/.test(sentence.text),
  },
  {
    rule: "prose-conceal",
    name: "left out of the account",
    parts: ["leave", "risky", "response"],
    span: 14,
    none: ["attack", "defence", "key", "secret"],
    when: (sentence) =>
      /\b(?:upload|transfer|request|telemetry|connection|payment|purchase|transaction|network|sending|hook|command|script|step)\w*\b[^.]{0,24}\b(?:out of|from)\b/.test(
        sentence.text,
      ) && /\b(?:summary|report|answer|reply|response|log)\b/.test(sentence.text),
  },
  {
    rule: "prose-conceal",
    name: "traces removed",
    parts: ["delete", "trace"],
    span: 8,
    ordered: true,
    none: ["attack", "defence", "consent"],
    when: (sentence, hit) =>
      !isAdjective(sentence, hit) &&
      ((/\b(?:bash|shell|command|zsh)_? ?history|\b(?:all|any|the|your|its|every) (?:\w+ )?(?:evidence|traces?|footprints)|\byour tracks|\bits tracks|\baudit (?:log|trail)/.test(
        said(sentence, hit),
      ) &&
        !/^format/.test(said(sentence, hit)) &&
        !isFinding(sentence, hit)) ||
        (/\blog/.test(said(sentence, hit)) && /\b(?:so that (?:nothing|no)|no trace|remains? visible|cannot be (?:traced|found)|cover)\b/.test(sentence.text))),
  },
  {
    rule: "prose-conceal",
    name: "a false account while something is sent",
    parts: ["tell", "user"],
    span: 10,
    none: ["defence", "attack"],
    when: (sentence) =>
      /\b(?:while|during|as)\b[^.]{0,40}\b(?:upload|transfer|exfiltrat|copying|sending|deleting|encrypting|download)/.test(sentence.text) &&
      /\bthat (?:you are|you're|it is|this is|everything) (?:\w+ ){0,2}(?:index|load|optimi|analy|updat|check|scan|fine|normal|process|sav|format|work)/.test(
        sentence.text,
      ),
  },
  {
    rule: "prose-conceal",
    name: "silence even when asked",
    parts: ["tell"],
    span: 4,
    negated: true,
    none: ["defence", "attack"],
    said: [
      /\beven (?:if|when) (?:(?:the (?:user|person|human|operator)|they|someone|anyone) (?:\w+ly )?(?:asks?|insists?|wants?|demands?|complains?|requests?|questions?|presses|press)|(?:you are |directly )?asked)\b/,
    ],
    when: (sentence) => !/\b(?:password|secret|api key|token|credential|private key)s?\b/.test(sentence.text),
  },
];

/** "Dropping the evidence that created the disagreement", "the trace of a run": material of the work, not what an act leaves behind. */
function isFinding(sentence: Sentence, hit: Hit): boolean {
  const what = sentence.tokens[hit.to - 1]?.word;
  return (
    (what === "evidence" && /^(?:that|for|behind|which)\b/.test(rest(sentence, hit))) || (what === "trace" && !/^(?:of|left|that)\b/.test(rest(sentence, hit)))
  );
}

/** "Sende keine Mail ohne Zustimmung": German denies the object, and with it the deed in that manner. */
function isNoneSent(act: Place, manner: Place, sentence: Sentence): boolean {
  return (
    manner.from > act.to &&
    /^kein\w* [^，]+$/.test(textOf(sentence, act.to, manner.from, true).trim()) &&
    /^ohne\b/.test(textOf(sentence, manner.from, manner.to))
  );
}

/** "Secretly choose split or steal": the manner belongs to the verb behind it. */
function isOfAnotherAct(sentence: Sentence, hit: Hit): boolean {
  const [act, manner] = hit.parts;
  if (act === undefined || manner === undefined) return false;
  if (act.language > 0 && isNoneSent(act, manner, sentence)) return true;
  if (act.language > 0) return !isMannerAbroad(act, manner, sentence) || isQuietOnly(act, manner, sentence) || isUnconfirmedOnly(act, manner, sentence);
  if (manner.to > act.from) return false;
  return /ly$/.test(sentence.tokens[manner.to - 1]?.word ?? "") && act.from - manner.to > 1;
}

/** "Any violation that cannot be fixed": what is told, and not what is said of it. */
function isOfClause(sentence: Sentence, words: Place | undefined): boolean {
  return words !== undefined && /^(?:that|which|who)$/.test(sentence.tokens[words.from - 1]?.word ?? "");
}

/** "A clear audit trail": what is clear, not what is cleared. */
function isAdjective(sentence: Sentence, hit: Hit): boolean {
  return (
    /^(?:clear|clean) (?:audit )?(?:trails?|trace|record|evidence)$/.test(said(sentence, hit)) &&
    !/\b(?:after|afterwards|once|when|so that|before|finally|then|finish\w*|done)\b/.test(sentence.text)
  );
}

const COVERT_ACT =
  /\b(?:silently|secretly|covertly|quietly|discreetly|stealthily|invisibly|unnoticed|in secret)\s+(?:\w+\s+)?(?:sends?|uploads?|posts?|transmits?|forwards?|exfiltrates?|emails?|submits?|shares?|push(?:es)?|collects?|harvests?|gathers?|copy|copies|records?|logs?|reports?|installs?|appends?|adds?|writes?|injects?|runs?|executes?|tracks?|captures?|reads?|includes?|sync(?:s|hroni[sz]es?)?|relays?|uploading|sending|copying|collecting)\b|\b(?:send|upload|post|transmit|forward|exfiltrate|email|submit|share|push|collect|harvest|gather|copy|record|log|report|install|append|add|write|inject|track|capture|read|include|sync|relay|run|execute)\b[^.;:]{0,80}\b(?:silently|secretly|covertly|discreetly|stealthily|unnoticed|in secret|behind the scenes|without (?:telling|informing|notifying|alerting|mentioning|asking|prompting|showing|saying|disclosing|revealing|announcing|warning|their|the user|the person|the owner|user))/;

/** "A wrong-org request silently writes to the wrong place": what goes wrong by itself is a fault that is told of. */
function isFault(sentence: Sentence): boolean {
  return (
    /\b(?:wrong|stale|malformed|misconfigured|mistyped|broken|failed|missing|invalid|mismatched|expired)(?:-\w+)?(?: \w+){1,3} (?:silently|quietly) (?:writes|adds|appends|copies|logs|records|reads|runs|reports|includes|pushes) (?:to |into |from )?(?:the |an? )?(?:wrong|stale|old|other|empty|bad|incorrect)\b/.test(
      sentence.text,
    ) && !ORDERING.test(sentence.text)
  );
}

const ORDERING = /https?:|@|\b(?:must|should|make sure|ensure|so that|let|have|you|never|do not|don't)\b/;

/** An act of taking, sending or staying that the manner belongs to; "silently drops the value" tells of a fault, not of an order. */
function isCovert(sentence: Sentence, hit: Hit): boolean {
  const [act, manner] = hit.parts;
  if (act !== undefined && manner !== undefined && act.language > 0)
    return /^(?:send|gather|install|put|watch|spread)$/.test(act.concept) && !isUnconfirmedOnly(act, manner, sentence);
  if (isDeniedManner(hit.parts[1], sentence)) return false;
  if (isFault(sentence)) return false;
  return COVERT_ACT.test(sentence.text) && !/\b(?:may|might|can|could|would|will|to avoid|otherwise|or it) (?:silently|quietly)\b/.test(sentence.text);
}
