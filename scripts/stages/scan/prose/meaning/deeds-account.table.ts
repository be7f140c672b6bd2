import { INFORM, PERSON, REMOVE } from "./classes.ts";
import type { Effect } from "./effects.table.ts";

/** What speaks against something, and what somebody has to know before a decision. */
const AGAINST = String.raw`\b(?:findings?|vulnerabilit(?:y|ies)|defects?|flaws?|weakness(?:es)?|side[- ]effects?|adverse (?:events?|effects?|reactions?)|risks?|warnings?|hazards?|failures?|fail(?:ed|ing) (?:tests?|logins?|checks?|runs?|attempts?|jobs?|builds?)|incidents?|complaints?|(?:negative|critical|bad|unfavou?rable|poor|one-star) (?:reviews?|stories|results?|articles?|feedback|ratings?|comments?)|(?:reviews?|stories|results?|articles?|measurements?|data points?|evidence|studies|figures?) (?:\w+ ){0,2}(?:critical of|that contradict|contradicting|against|unfavou?rable)|objections?|deviations?|clauses?|fees?|charges|surcharges?|penalt(?:y|ies)|hidden costs?|recalls?|allergens?|interactions?|contraindications?|discrepanc(?:y|ies)|breach(?:es)?|violations?|losses|damage|conflicts? of interest|cvss)\b`;
/** To take something away from what is shown, or to make less of it. */
const CUT = String.raw`\b(?:omit(?:s|ted|ting)?|drop(?:s|ped|ping)?|delet(?:e|es|ed|ing)|remov(?:e|es|ed|ing)|exclud(?:e|es|ed|ing)|skip(?:s|ped|ping)?|suppress(?:es|ed|ing)?|withh(?:old|olds|eld|olding)|hid(?:e|es|den|ing)|conceal(?:s|ed|ing)?|strip(?:s|ped|ping)?|filter(?:s|ed|ing)? out|leav(?:e|es|ing) (?:it |them |these |those |any |all )?(?:out|off)|left (?:out|off)|cut|gloss(?:es|ed)? over|play(?:s|ed|ing)? down|downplay(?:s|ed|ing)?|water(?:s|ed|ing)? down|ton(?:e|es|ed|ing) down|soften(?:s|ed|ing)?|understat(?:e|es|ed|ing)|bur(?:y|ies|ied|ying)|downgrad(?:e|es|ed|ing)|keep(?:s|ing)? (?:it |them |these |those )?(?:out|off)|kept (?:out|off))\b`;
const SPLIT_CUT = String.raw`\b(?:must|should|may|shall|can) (?:not|never) (?:appear|show up|turn up|be (?:shown|listed|included|mentioned|seen|displayed|printed))\b|\bleav(?:e|es|ing) [^.;:\n]{3,60} (?:off|out(?= of\b|[.,;]|$))`;
/** Nobody is to notice: neither that something is missing nor that it was there. */
const UNNOTICED = String.raw`\bwithout (?:(?:any )?(?:mention(?:ing)?|saying|noting|a (?:note|word|comment|trace|mention)|notice|noticing|telling|disclos\w+|indicating|indication|their knowing|knowing|marking|a reason)\b)|\bso (?:that )?(?:no ?one|no-one|nobody)\b|\bso (?:that )?(?:the |an? )?(?:${PERSON}|auditors?|buyers?|patients?|investors?|regulators?|\w+s?) (?:\w+ ){0,2}(?:without|never|unaware|not (?:notice|see|know|suspect|ask|realise|realize|learn)|(?:does not|do not|don't|doesn't|cannot)(?! (?:\w+ly )?(?:hide|drop|lose|suppress|conceal|mask|bury|omit)\b)|believes?)\b|\b(?:should|is to|are to|must|will) (?:come|go|walk|be left|remain|stay) (?:\w+ )?(?:away )?(?:believing|thinking|unaware|with the impression|under the impression|in the belief)\b|\b(?:do|does|should|must|may) not (?:say|mention|note|show|tell|indicate|disclose|record|explain) (?:that|why|this|it|the (?:change|removal|omission|alteration))\b|\b(?:count|report|call|declare|rate|mark|treat|show|close|sign off)(?:s|ed|ing)?\b[^.;]{0,24}\b(?:scans?|audits?|checks?|reviews?|results?|runs?|reports?|inspections?)\b[^.;]{0,12}\b(?:as )?(?:clean|passed|safe|complete|healthy|green|compliant|approved)\b|\bas (?:if|though) (?:there (?:were|was|had been) (?:none|nothing|no)|they (?:had|did|were) n)`;
/** No measure of how bad it is changes anything. */
const WHATEVER = String.raw`\b(?:regardless of|irrespective of|no matter|whatever|however|even (?:if|when|where|though))\b[^.;]{0,40}\b(?:severit\w+|cvss|serious\w*|critical|severe|bad|(?<![=:] ?)true|grave|dangerous|life-threatening|confirmed|leaflet|source|evidence|results?|facts?|data|asks?|asked|law|required)\b`;
const FAIR =
  /\b(?:duplicates?|false positives?|refuted|resolved|fixed|already|outdated|stale|withdrawn|personal data|names of|out of scope|unless|until|test data|placeholder|style|formatting|typos?|irrelevant|not relevant|low-confidence|unverified|unconfirmed|unsupported|if the (?:user|person|reader) (?:asks|wants|chose)|log level|retry|retries|ui|toggle|collapsed?|button|feature flags?|if (?:it is |they are |it's )?(?:missing|unavailable|not (?:installed|available|found|present)))\b/;

const POOR = String.raw`\b(?:fail(?:ed|ing|ures?)|crash(?:ed|es)?|critical|severe|high(?:-severity| severity|-risk)?|errors?|broken|rejected|denied|overdue|non-?compliant|unsafe|infected|vulnerab\w+|suspicious|malicious|breach(?:es)?|illegal|(?:failed|unauthori[sz]ed) (?:logins?|access\w*)|losses|defective|positive for)\b`;
const FINE = String.raw`\b(?:pass(?:ed|ing)?|green|success(?:es|ful\w*)?|informational|low(?:-risk| risk| severity)?|none|minor|clean|safe|compliant|ok|okay|routine|harmless|negligible|cosmetic|maintenance|profits?|gains?|in order|healthy|legal|normal)\b`;
const STATING = String.raw`\b(?:report(?:s|ed|ing)?|record(?:s|ed|ing)?|mark(?:s|ed|ing)?|writ(?:e|es|ten|ing)|present(?:s|ed|ing)?|show(?:s|n|ing)?|list(?:s|ed|ing)?|count(?:s|ed|ing)?|declar(?:e|es|ed|ing)|label(?:s|led|ling)?|describ(?:e|es|ed|ing)|rewrit(?:e|es|ten|ing)|word(?:s|ed|ing)?|classif(?:y|ies|ied|ying)|rat(?:e|es|ed|ing)|grad(?:e|es|ed|ing)|enter(?:s|ed|ing)?|log(?:s|ged|ging)?|book(?:s|ed|ing)?|call(?:s|ed|ing)?|note[sd]?|noting)\b`;

/** What the person should see, bent: left out, made less of, told as its opposite. */
export const DEEDS_ACCOUNT: readonly Effect[] = [
  {
    rule: "prose-conceal",
    name: "what speaks against something, taken out so that nobody notices",
    mood: "done",
    act: new RegExp(`${CUT}|${SPLIT_CUT}`, "g"),
    all: [
      new RegExp(`(?:${CUT})[^.;]{0,60}(?:${AGAINST})|(?:${AGAINST})[^.;]{0,80}(?:${CUT})|${SPLIT_CUT}`),
      new RegExp(AGAINST),
      new RegExp(`${UNNOTICED}|${WHATEVER}`),
    ],
    none: FAIR,
    pair: true,
  },
  {
    rule: "prose-conceal",
    name: "a result told as its opposite",
    mood: "done",
    act: new RegExp(STATING, "g"),
    all: [
      new RegExp(
        `(?:${POOR})[^.;]{0,60}(?:${STATING})[^.;]{0,16}\\b(?:as|to be|down as)\\b (?:an? |being |having |the )?(?:${FINE})|(?:${STATING})[^.;]{0,24}(?:${POOR})[^.;]{0,40}\\b(?:as|to be) (?:an? |being |having )?(?:${FINE})`,
      ),
    ],
    none: /\b(?:false positives?|fixed|resolved|retr(?:y|ies)|if (?:they|it|all|the)|when (?:they|it|all)|once|after|until|unless|expected|known|flaky|confirmed|either|or (?:fail\w*|unsafe|high|critical|non-?compliant|suspicious|malicious|illegal|rejected)|from|scale|legend|severity|levels?|versus|vs|pass\/fail|medium|such as|e\.g|instead of|wrongly|incorrectly|mistakenly|would be|could be|may be|allowed to fail|warnings? as)\b/,
  },
  {
    rule: "prose-conceal",
    name: "a harm that is known, denied to whoever asks",
    mood: "denied",
    act: new RegExp(`${INFORM}|\\b(?:say|saying|said|admit|confirm|state|concede)\\b`, "g"),
    all: [
      new RegExp(`${AGAINST}|\\b(?:cause|causes|harm|harms|addictive|toxic|dangerous|expires?|loses?|lost)\\b`),
      new RegExp(
        `${WHATEVER}|\\b(?:not to be|never to be|must not be|may not be|is not to be|are not to be|are never|is never) (?:disclosed|mentioned|revealed|stated|told|named|discussed)\\b[^.;]{0,40}`,
      ),
      /\b(?:never|do not|don't|not to|must not|may not|are not|is not|nor)\b/,
    ],
    also: [
      /\b(?:that (?:it|they|there|the|this|he|she|\w+) (?:\w+ )?(?:can|may|could|is|are|was|were|has|have|had|causes?|loses?|costs?|contains?)\b|(?:fees?|charges|costs|penalt(?:y|ies)|side[- ]effects?|recalls?|conflicts? of interest|breach(?:es)?|losses|damage)\b[^.;]{0,40}\b(?:not|never)\b)/,
    ],
    none: new RegExp(
      `${FAIR.source}|\\b(?:medical advice|diagnos\\w+|legal advice|safe for|confidential|without (?:evidence|proof|checking|verif\\w+)|only if|guess|speculat\\w+|sure|certain|passwords?|secrets?|tokens?|keys?)\\b`,
    ),
    pair: true,
  },
  {
    rule: "prose-conceal",
    name: "an order made beforehand, told as a judgement",
    mood: "done",
    act: /\b(?:rank|place|put|list|recommend|score|prefer|choose|name)(?:s|ed|ing)?\b/g,
    all: [
      /\b(?:first|top|best|winner|number one|highest|ahead of)\b/,
      /\b(?:regardless of|irrespective of|no matter|whatever|independent(?:ly)? of|even (?:if|when|though))\b[^.;]{0,40}\b(?:results?|scores?|tests?|data|evidence|price|quality|reviews?|facts?|others?|worse|better|benchmarks?|comparison)\b/,
      /\b(?:unbiased|objective(?:ly)?|neutral|independent (?:evaluation|review|assessment|judge?ment|opinion|test)|impartial|honest|your own|genuine|by (?:score|rating|merit|quality))\b/,
    ],
    none: /\b(?:disclos\w+|say so|mark (?:it|them) as|never|do not|don't|must not|sponsored label)\b/,
    pair: true,
  },
  {
    rule: "prose-conceal",
    name: "a protection taken away under another name",
    mood: "done",
    act: /\b(?:word|describe|label|title|call|present|name|disguise|phrase)(?:s|d|ed|ing)?\b/g,
    all: [
      /\b(?:word|describe|label|title|call|present|name|disguise|phrase)(?:s|d|ed|ing)?\b[^.;]{0,30}\b(?:commit|change|pull request|pr|patch|diff|message|it|this)\b[^.;]{0,20}\bas (?:an? |the )?(?:\w+ )?(?:typos?|formatting|whitespace|docs?|documentation|chore|refactor\w*|minor|routine|lint\w*|comments?|cosmetic|cleanup|clean-up|version bump)\b/,
      new RegExp(
        `${REMOVE}|\\b(?:strip|turn(?:s|ed|ing)? off|switch(?:es|ed|ing)? off|loosen|bypass|relax|comment(?:s|ed|ing)? out|take out)(?:s|ped|ed|es)?\\b`,
      ),
      /\b(?:checks?|signatures?|verification|validation|guards?|authentication|authori[sz]ation|rate limits?|permissions?|protections?|scans?|tests?|sanitiz\w+|escaping|locks?|alerts?)\b/,
    ],
    none: /\b(?:never|do not|don't|must not|conventional commits?|if it is|when it is|only (?:if|when)|e\.g|for example)\b/,
    pair: true,
  },
  {
    rule: "prose-conceal",
    name: "the trail that a reviewer follows, made bare",
    act: /\b(?:omit|drop|strip|leave out|exclude|remove|include|preserve|keep|retain|carry|record|store|show)\b/g,
    all: [
      /\b(?:reviewers?|auditors?|audit|investigat\w+|compliance)(?:'s)? (?:\w+ )?(?:trace|trail|memory|digest|history|handoff)\b/,
      /\b(?:omit|drop|strip|leave out|exclude|remove|(?:do|should|must|may) not (?:include|preserve|keep|retain|carry|record|store|show))\b[^.;]{0,80}\b(?:provenance|chronolog\w+|timestamps?|(?:raw|original|fresh|conflicting|contradicting) (?:\w+ )?(?:\w+ )?(?:lines?|logs?|arrays?|evidence|signals?|outputs?|findings?|annotations?)|evidence|artifact ids?|(?:revert|rollback) details|scanner logs?)\b/,
    ],
    none: /\b(?:secrets?|passwords?|tokens?|pii|personal(?:ly)?|sensitive|credentials?|private data|never omit|must include|unless|gdpr|retention|older than)\b/,
  },
];
