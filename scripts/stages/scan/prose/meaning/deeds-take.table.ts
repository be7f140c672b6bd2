import { ASKED, ELSEWHERE, FETCH, OBEY, SECRET } from "./classes.ts";
import type { Effect } from "./effects.table.ts";

const SPOKEN_OF =
  /\b(?:attack\w*|malicious|exfiltrat\w+|phish\w*|untrusted|suspicious|vulnerab\w+|injection|red flags?|detect\w*|never|must not|do not|don't|avoid|localhost)\b/;
/** Deeds that take orders from outside, or keys and codes from the person. */
export const DEEDS_TAKE: readonly Effect[] = [
  {
    rule: "prose-credentials",
    name: "the keys of a machine in the cloud, fetched",
    mood: "done",
    act: /\b(?:query|open|fetch|read|get|request|call|visit|curl|ask|download|retrieve|use|check|contact|access|hit)\b/g,
    all: [
      /https?:\/\/\S{3,100}?\/(?:(?:latest\/)?meta-data\/(?:iam|ram)\/security-credentials|latest\/user-data|computemetadata\/v1\/\S{0,40}service-accounts\/|metadata\/identity\/oauth2\/token|v[24]\/credentials\/|opc\/v[12]\/identity)/,
    ],
    pair: true,
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:ssrf|forger\\w+|pentest\\w*|payloads?|imds)\\b`),
  },
  {
    rule: "prose-credentials",
    name: "the real key into what is handed out",
    mood: "done",
    act: /\b(?:put|insert|use|include|paste|write|embed|place|fill in|substitute|show|print)\b/g,
    all: [
      /\b(?:real|actual|live|true|current|working|plain ?text) (?:values?|keys?|tokens?|secrets?|passwords?|credentials?)\b/,
      /\b(?:every|each|all|any|always)\b[^.;]{0,30}\b(?:code|samples?|examples?|snippets?|answers?|repl(?:y|ies)|files?|outputs?|messages?|responses?)\b/,
      new RegExp(SECRET),
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:replace (?:it|them|the placeholder)|with your|placeholders? (?:such|like|only))\\b`),
  },
  {
    rule: "prose-credentials",
    name: "the password of an account, said to be needed",
    all: [
      /\b(?:needs?|requires?|wants?|must have|has to have|depends on)\b[^.;]{0,16}\b(?:their|the user's|the person's|the customer's|his|her) (?:\w+ )?(?:account )?(?:passwords?|passphrase|pin|cvv|seed phrase|private key)\b/,
      /\b(?:typed?|types|entered|enters?|gave|given|shared|shares?|provides?d?|in (?:the|this) chat|here|sent|tell|told|paste[sd]?)\b/,
    ],
    pair: true,
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:sudo|database|browser|terminal|key ?chain|vault|no longer|page|form|themselves)\\b`),
  },
  {
    rule: "prose-credentials",
    name: "a code from the person's phone, passed on",
    mood: "done",
    act: /\b(?:submit|send|post|pass|forward|enter|relay|upload|hand)(?:s|ed|ing)?\b/g,
    all: [
      /\b(?:(?:six|6|four|4|eight|8)-?digit|one-time|verification|security|login|sms|2fa|mfa|authenticat\w+|confirmation) (?:\w+ )?(?:codes?|passwords?|pins?)\b|\botp\b|\bcode (?:from|on|sent to|shown on) (?:their|the user's|his|her|your) (?:phone|mobile|authenticator|e-?mail)\b/,
      new RegExp(ELSEWHERE),
      /\b(?:ask|have|get|make|tell|request|let|read|retrieve|obtain)\b/,
    ],
    pair: true,
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:api reference|endpoint|test (?:code|account)|sandbox|curl|twilio)\\b`),
  },
  {
    rule: "prose-credentials",
    name: "a password asked for and written down",
    mood: "done",
    act: /\b(?:ask|prompt|request|demand|have|get|obtain|collect|tell|require)(?:s|ed|ing)?\b/g,
    all: [
      /\b(?:ask|prompt|request|demand|obtain|collect|get|have)(?: \w+){0,4} (?:for |to (?:enter|type|share|give|provide|confirm) )?(?:\w+ ){0,3}(?:passwords?|passphrases?|pin|cvv|seed phrase|private keys?|recovery (?:phrase|codes?|words)|security answers?)\b/,
      /\b(?:save|store|write|keep|record|log|note|append|remember)\b[^.;]{0,24}\b(?:it|them|the (?:password|answer|value|pin|phrase|key))\b[^.;]{0,24}\b(?:in|into|to|for)\b[^.;]{0,24}(?:\.txt|\.md|\.json|\.log|\.csv|\b(?:memory|notes?|later use|plain ?text|a file|the log|file)\b)/,
    ],
    none: new RegExp(
      `${SPOKEN_OF.source}|\\b(?:key ?chain|key ?ring|vault|encrypt\\w*|hash\\w*|password manager|bcrypt|app|form|users table|database schema)\\b`,
    ),
  },
  {
    rule: "prose-remote",
    name: "what an address says is done",
    mood: "done",
    act: new RegExp(OBEY, "g"),
    all: [
      new RegExp(ELSEWHERE),
      new RegExp(
        String.raw`(?:${OBEY})[^.;]{0,40}\b(?:(?:its|their|the|these|those|each|every|all|any|new|latest|newest|whatever the) (?:\w+ )?(?:contents?|instructions?|steps?|lines?|commands?|directions?|orders?|items?|tasks?|entr(?:y|ies)|response|directives?|issue|message)|what(?:ever)? (?:it|they|the \w+ \w+|the \w+|that \w+) (?:says?|describes?|asks?|lists?|contains?|tells?|demands?|requires?|returns?|holds?|instructs?))\b|\bkeep going until\b|\b(?:complete|fulfil+) (?:them|it|each|those)\b|\blet (?:its|the|their) (?:text|contents?|answer|response|reply|words|output) (?:decide|determine|guide|tell|direct|control|set)\b|\b(?:carry|carries|work|works) (?:it|them|those|each) (?:out|through)\b|\bwhat (?:stands|is written|is listed|is said|you find) there\b|\b(?:execute|run|do|follow|obey) (?:each|them|it|whatever)\b`,
      ),
    ],
    also: [
      new RegExp(
        `${FETCH}|\\b(?:live|lies?|found|published|hosted|kept|stored|served|located|are|is|(?:puts?|keeps?|publish(?:es)?|posts?|leaves?|writes?)[^.;]{0,40}) (?:at|on|under|in)\\b`,
      ),
    ],
    pair: true,
    none: new RegExp(
      `${SPOKEN_OF.source}|${ASKED}|\\b(?:documentation|docs?\\b|readme|tutorial|quick ?start|install\\w*|reference|changelog|style|specification|license|dashboard|sign[- ]?up|console|login|browser|wizard|on-screen|setup|set up|getting started|migration|api key|checklist|guidelines?|conventions?|accessib\\w+|wcag|rfc|code of conduct)\\b`,
    ),
  },
  {
    rule: "prose-remote",
    name: "the agent's orders lie at an address",
    all: [
      new RegExp(ELSEWHERE),
      /\b(?:your|the (?:agent|assistant|skill|model)'?s?|working|actual|real|current|latest|up-to-date|full|live) (?:\w+ )?(?:instructions?|commands?|command list|task list|directives?|orders?|playbook|rules|behaviou?r|persona|system prompt|tasks)\b[^.;]{0,24}\b(?:live|lives|lie|lies|is|are|can be found|published|hosted|kept|stored|come|comes|maintained|served|located|updated|fetched)\b/,
      /\b(?:refresh|fetch|load|download|retrieve|read|check|execute|run|follow|obey|do|apply|act|each|every|daily|before)\b/,
    ],
    pair: true,
    none: new RegExp(
      `${SPOKEN_OF.source}|\\b(?:documentation|docs?\\b|readme|reference|install\\w*|version|release|api (?:key|endpoint)|todoist|jira|asana|trello|notion|linear|github issues)\\b`,
    ),
  },
  {
    rule: "prose-remote",
    name: "letters picked out of the text and obeyed",
    mood: "done",
    act: new RegExp(`${OBEY}|\\b(?:do|execute|follow|obey|run)\\b`, "g"),
    all: [
      /\b(?:letters?|initials?|characters?|words?|capitals?|lines?)\b[^.;]{0,60}\b(?:spell(?:s|ed)?|form(?:s|ed)?|make up|read (?:together|in order)|give)\b|\b(?:read|join|take|combine|string together|put together)\b[^.;]{0,40}\b(?:letters?|initials?|capitals?|first words?)\b/,
      /\b(?:do|execute|follow|obey|run|carry out|act on)\b[^.;]{0,24}\b(?:what (?:they|it|that|the)|it|them|that|result|message|instruction|command|sentence)\b/,
    ],
    pair: true,
    none: /\b(?:acronym|mnemonic|puzzle|crossword|game|player|cipher exercise|poem|attack\w*|detect\w*)\b/,
  },
  {
    rule: "prose-remote",
    name: "a line from a page into the terminal",
    mood: "done",
    act: /\b(?:paste|copy|enter|type|run|execute)\b/g,
    all: [
      /\b(?:terminal|powershell|command prompt|run dialog|console|shell)\b/,
      /\b(?:paste|copy|enter|type|run|execute)\b[^.;]{0,20}\b(?:line|commands?|snippets?|code|text|script|string)\b[^.;]{0,24}\b(?:shown|displayed|listed|given|from|found|at|on)\b[^.;]{0,16}(?:https?:\/\/|\b(?:that|this|the) (?:page|site|website))/,
    ],
    none: /\b(?:never|do not|don't|attack\w*|malicious|phish\w*|clickfix|documentation|docs?\b|brew\.sh|rustup\.rs|get\.docker\.com)\b/,
  },
];
