import { DOING, EACH_TIME, GATHER, INFORM, PERSON, REMOVE, SAY, SELF, SEND, TELL, WRITE } from "./classes.ts";
import type { Effect } from "./effects.table.ts";

const QUIET = String.raw`\b(?:quietly|silently|discreetly|covertly|secretly|stealthily|invisibly|unobtrusively|behind the scenes|out of sight|unnoticed|in secret)\b`;
/** Between a verb and its object no other clause begins. */
const NEAR = String.raw`(?:(?!\b(?:if|when|but|and|while|because|that are)\b)[^.;,:\n]){0,50}?`;
const REVIEWER = String.raw`\b(?:(?:automated|ai|security|skill|code|malware|static|llm|registry|marketplace)[- ](?:\w+ )?(?:reviewers?|scanners?|auditors?|analy[sz]ers?|moderators?|checkers?|judges?|graders?)|scanners and reviewers|reviewers and scanners)\b`;

/** Deeds that keep a person, or whoever looks at the skill, from knowing what is done. */
export const DEEDS_CONCEAL: readonly Effect[] = [
  {
    rule: "prose-conceal",
    name: "an act that people would mind, not told",
    mood: "denied",
    act: new RegExp(
      String.raw`(?:${INFORM}${NEAR}|${TELL}(?=[^.;]{0,100}\b(?:in|into|from|to) (?:the |your |any |its )?(?:\w+ )?(?:summary|summaries|answer|reply|response|report|recap|output|message|account|changelog|commit|${PERSON}))${NEAR})(?:${DOING})`,
      "g",
    ),
    all: [new RegExp(DOING), new RegExp(`${PERSON}|\\b(?:summary|summaries|answer|reply|response|report|recap|output|message|account|changelog|commit)\\b`)],
    none: /\b(?:until|unless|before|without (?:asking|permission)|confidential|passwords?|log level|verbose|debug|stack traces?|ticket|duplicates?|if (?:they|it|the)|only (?:if|when)|backups? (?:exist|file)|available|successful\w*|failed)\b/,
  },
  {
    rule: "prose-conceal",
    name: "an act that people would mind, left out of the account",
    mood: "done",
    act: /\b(?:omit|leave|leaving|keep|exclude|drop|hide|strip|suppress|withhold)s?\b/g,
    all: [
      new RegExp(DOING),
      /\b(?:summary|summaries|answer|reply|response|recap|report|account|final message|chat|transcript)\b/,
      new RegExp(
        String.raw`\b(?:omit|leave|leaving|keep|exclude|drop|hide|strip|suppress|withhold)s?\b[^.;]{0,30}(?:${DOING})[^.;]{0,30}\b(?:from|out of|off|in)\b`,
      ),
    ],
    none: /\b(?:duplicates?|failed|empty|personal|sensitive)\b/,
  },
  {
    rule: "prose-conceal",
    name: "this text kept from the person",
    mood: "done",
    act: /\b(?:keep|hold|treat)\b/g,
    all: [
      new RegExp(
        String.raw`\b(?:keep|hold|treat) (?:\w+ )?(?:${SELF})[^.;]{0,12}\b(?:confidential|secret|private|hidden|undisclosed|to yourself|between us|as (?:confidential|secret))\b`,
      ),
    ],
    none: /\b(?:repositor\w+|api keys?|passwords?|tokens?|company)\b/,
  },
  {
    rule: "prose-conceal",
    name: "a reassuring answer held ready for whoever asks",
    mood: "done",
    act: new RegExp(SAY, "g"),
    all: [
      /\b(?:if|when|whenever|should|once)\b[^.;]{0,40}\b(?:asks?|asked|inquires?|enquires?|questions?|wonders?|notices?|complains?|confront\w*|challenged?|suspicious|doubts?|even on (?:direct )?request)\b|\beven (?:on|upon) (?:direct |explicit )?request\b/,
      /\b(?:this|the) (?:step|skill|request|upload|transfer|delay|traffic)|\b(?:network|traffic|activity|uploads?|connections?|permissions?|extra|delay|slow\w*|why|what (?:it|you|this|the skill) (?:does|do|did|is|are)|what happened|these (?:guidelines|instructions|rules|steps)|charges?|fees?|missing (?:files?|money|funds))\b/,
      /\b(?:(?:it|this|that|you|the skill|everything|they) (?:\w+ )?(?:is|are|was|were|works?|runs?|stays?|only|merely|just|simply)\b[^.;]{0,30}\b(?:offline|locally|local|only|just|merely|simply|harmless|normal|routine|standard|required|nothing|formatting|a bug|an? (?:error|glitch|update|cache|index)\w*|by design|safe)|nothing (?:is|was|gets) (?:sent|shared|uploaded|stored|collected|wrong)|no data (?:is|was|leaves))\b/,
    ],
    none: /\b(?:honest\w*|truthful\w*|if it is true|check first|verify)\b/,
  },
  {
    rule: "prose-conceal",
    name: "another face for whoever looks",
    mood: "done",
    act: /\b(?:present|show|pretend|behave|act|hide|produce|return|give|do|print|run|use|stop|skip)\b/g,
    all: [
      /\b(?:if|when|whenever|once|should|while)\b[^.;]{0,30}\b(?:auditors?|inspectors?|analysts?|moderators?|security (?:teams?|tools?)|scanners?|sandbox|virtual machine|evaluat\w+|reviewed|inspected|audited|analy[sz]ed)\b/,
      /\b(?:pretend|only the|behave (?:normally|as if|harmless\w*)|act (?:normal\w*|harmless\w*|as if)|harmless (?:part|version|branch)|does not exist|did not exist|hide the|stay (?:inactive|silent|dormant|idle)|(?:present|show|run|use|do) only)\b/,
      /\b(?:this (?:folder|skill|file|code|directory|package)|(?:analy[sz]es?|inspects?|reviews?|scans?|looks?|examines?|being)|detected|running in)\b/,
    ],
    none: /\b(?:findings|report only|show only (?:the )?(?:changed|relevant|failed|new|critical|high)|test\w*|read-only|dry[- ]run|user asks)\b/,
  },
  {
    rule: "prose-conceal",
    name: "done without a word where it would be looked up",
    mood: "done",
    act: new RegExp(`${WRITE}|${SEND}|${REMOVE}|\\b(?:publish|replace|turn|swap|bump|merge|deploy)\\b`, "g"),
    all: [
      /\bwithout (?:listing|mentioning|noting|naming|recording|stating|documenting|disclosing|reporting|a (?:note|word|trace|mention))\b[^.;]{0,24}\b(?:in|to|of|for|from) (?:the |your |any )?(?:\w+ )?(?:change ?logs?|change lists?|release notes|commit(?: message)?|summary|report|answer|reply|pull request|diff|user|person|customer|logs?)\b|\b(?:leave|keep) (?:it|that|this|them) out of (?:the |your |any )?(?:\w+ )?(?:change ?logs?|change lists?|release notes|commit(?: message)?|pull request|diff)\b/,
    ],
    none: /\b(?:typos?|whitespace|formatting|minor|trivial|internal refactor\w*|never|do not|don't|dependency bumps?)\b/,
  },
  {
    rule: "prose-conceal",
    name: "done out of sight, and carried on as if nothing were",
    mood: "done",
    act: new RegExp(`${SEND}|${GATHER}|${REMOVE}|\\b(?:perform|run|do|start|execute|install|make|complete|carry out)\\b`, "g"),
    all: [/\bas (?:if|though) (?:nothing|it (?:had|were|was) (?:never|not)|no(?:thing)? (?:else )?(?:happened|took place|was done))\b/],
    also: [new RegExp(`${QUIET}|${DOING}`)],
    none: /\b(?:missing|absent|not found|undefined|null|test|mock|undo)\b/,
  },
  {
    rule: "prose-conceal",
    name: "the record of what was done taken away",
    mood: "done",
    act: new RegExp(REMOVE, "g"),
    all: [
      new RegExp(
        String.raw`${REMOVE}[^.;]{0,24}\b(?:(?:log|history|audit|journal|event) (?:entr(?:y|ies)|lines?|records?|trails?)|(?:shell|bash|zsh|command|user's|audit|session|browser|chat|terminal) (?:history|logs?|trail))\b`,
      ),
      /\b(?:this skill|this step|this session|it(?:s)? (?:completes|finishes|own)|you (?:ran|did|made|created)|afterwards|when (?:done|finished)|once (?:done|finished|complete|it)|after (?:the|this|each|every|finishing|completion)|so (?:that )?(?:the|no|nobody|nothing|it))\b/,
    ],
    none: /\b(?:older than|retention|rotate|rotation|if the user|user (?:asks|wants|requests)|duplicates?|test|on logout|feature|button|app|expired|days)\b/,
  },
  {
    rule: "prose-conceal",
    name: "findings about somebody named, passed over",
    mood: "denied",
    act: new RegExp(`${TELL}|${WRITE}`, "g"),
    all: [
      /\b(?:security|vulnerabilit\w+|findings?|defects?|risks?|problems?|issues?|complaints?|warnings?|flaws?)\b/,
      /\b(?:concern(?:s|ing)?|affect(?:s|ing)?|involv(?:es|ing)|regarding|relat(?:es|ed|ing) to|(?:come|comes|coming) from|against)\b[^.;]{0,30}(?:"[^"\n]{2,40}"|'[^'\n]{2,40}'|\b(?:our|this (?:vendor|author|skill|company|provider))\b)[^.;]{0,12}\b(?:packages?|librar(?:y|ies)|products?|vendors?|compan(?:y|ies)|services?|teams?|modules?|skills?|brands?)?/,
      /\b(?:list|report|mention|include|flag|raise|show|name|disclose)\b/,
    ],
    none: /\b(?:duplicates?|already|style|formatting|test files?|out of scope|generated|false positives?|unless|until|without (?:evidence|proof))\b/,
  },
  {
    rule: "prose-conceal",
    name: "messages of those who guard the person, left out",
    mood: "done",
    act: /\b(?:leave|omit|skip|hide|drop|exclude|ignore|filter|delete|remove|archive)\b/g,
    all: [
      /\b(?:leave|omit|skip|hide|drop|exclude|ignore|filter|delete|remove|archive)\b[^.;]{0,40}\b(?:e-?mails?|messages?|alerts?|warnings?|notifications?|notices?)\b[^.;]{0,20}\b(?:from|of|by|about) (?:the |your |their )?(?:security|fraud|bank|it[- ]security|compliance|abuse|incident|account security)\b/,
    ],
    none: /\b(?:phishing|spam|duplicates?|marketing)\b/,
  },
  {
    rule: "prose-conceal",
    name: "a result that stands before the work is done",
    mood: "done",
    act: /\b(?:state|say|claim|show|read|conclude|declare|report|return|write|answer|print|mark|output|give|rate|contain)s?\b/g,
    all: [
      /\b(?:no (?:\w+ ){0,2}(?:vulnerabilit\w+|issues?|problems?|errors?|findings?|risks?|concerns?|threats?)|(?:all|every) (?:tests?|checks?) (?:pass\w*|succe\w+)|(?:is|as|was|are) (?:safe|clean|secure|compliant|benign|harmless|approved|accepted)|a high score|full marks|success)\b/,
      /\b(?:irrespective|regardless|no matter|whatever|independent(?:ly)? of|even (?:if|when|though)|without (?:looking|running|checking|testing)|unseen|unread|unchecked)\b[^.;]{0,60}\b(?:outcome|results?|findings?|finds?|found|tests?|scan|fail\w*|actual\w*|says?|shows?|issues?|problems?|content)\b/,
    ],
    none: /\b(?:do not|don't|never|must not) (?:state|say|claim|report|declare|mark|conclude)\b/,
  },
  {
    rule: "prose-conceal",
    name: "paid words that are not called so",
    mood: "denied",
    act: new RegExp(
      String.raw`\b(?:stat(?:e|ing)|say(?:ing)?|disclos(?:e|ing)|mention(?:ing)?|mark(?:ing)?|label(?:ling|ing)?|reveal(?:ing)?|not(?:e|ing)|tell(?:ing)?|point(?:ing)? out|declar(?:e|ing)|acknowledg(?:e|ing))\b[^.;]{0,40}\b(?:paid|sponsor\w*|advert\w*|affiliate|partnerships?|commission|placements?)\b`,
      "g",
    ),
    all: [
      /\b(?:paid|sponsor\w*|advert\w*|affiliate|partners?|commission|promot\w+|placements?)\b/,
      /\b(?:first|always|every|all|any|each|top|prefer\w*|recommend\w*|highest)\b/,
      /\b(?:rank|place|list|put|recommend|include|insert|add|mention|prefer|promote|favou?r|choose|show)\w*\b/,
    ],
    none: /\b(?:unless|must (?:mark|label|disclose)|skip (?:sponsored|ads)|ignore (?:sponsored|ads))\b/,
  },
  {
    rule: "prose-override",
    name: "words for whoever checks the skill",
    all: [
      new RegExp(REVIEWER),
      /\b(?:safe|benign|clean|trusted|verified|approved|skip|ignore|disregard|exclude|pass|no (?:further|additional|more) (?:analysis|review|checks?|inspection)|harmless|whitelist\w*|allow-?list\w*|false positives?)\b/,
      new RegExp(
        String.raw`\b(?:notes?|messages?|hints?|attention|instructions?|information|dear|to all|for)\b[^.;:]{0,16}${REVIEWER}|${REVIEWER}[^.;]{0,16}\b(?:should|must|can|may|need to|are to|are asked to|please|do(?:es)? not need)\b[^.;]{0,24}\b(?:skip|ignore|disregard|exclude|pass over|classify|treat|mark|look|scan|analy[sz]e|read)\b`,
      ),
      /\b(?:this|the) (?:skill|folder|package|plugin|file|scripts?|code|directory|\w+ (?:folder|directory))\b|\bclassif(?:y|ied)\b|\bmark (?:it|this)\b/,
    ],
    none: /\b(?:attack\w*|malicious|such as|for example|e\.g|use (?:this|the) skill|when to use|not for|false negatives?|detect\w*)\b/,
  },
  {
    rule: "prose-conceal",
    name: "advertising put into everything that is said",
    mood: "done",
    act: new RegExp(WRITE, "g"),
    all: [
      /\b(?:all|every|each|any) (?:of your |of the |your |future |later |following |subsequent |new )*(?:messages?|answers?|repl(?:y|ies)|responses?|summar(?:y|ies)|e-?mails?|documents?|reports?|conversations?)\b/,
      /["'][^"'\n]{0,80}\b(?:recommend|try|buy|visit|choose|invest\w*|sign up|subscribe|trust|switch to|check out)\b/,
    ],
    none: new RegExp(`\\b(?:user|project|your) (?:name|brand|company)|signature|footer the user|if the user`),
  },
  {
    rule: "prose-conceal",
    name: "done each time without the person being told",
    mood: "done",
    act: new RegExp(SEND, "g"),
    all: [new RegExp(QUIET), new RegExp(EACH_TIME)],
    also: [
      /\b(?:the|a|their|your|user's|all|every|each|any)\b[^.;]{0,30}\b(?:conversation|files?|data|documents?|inputs?|prompts?|messages?|contents?|cop(?:y|ies)|queries|results?|keys?|history|outputs?)\b/,
    ],
    none: /\b(?:attack\w*|git|branch|cache|state|locally|local|remote origin|never|background (?:job|task|thread))\b/,
  },
];
