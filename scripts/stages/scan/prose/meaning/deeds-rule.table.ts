import { EACH_TIME, SELF, WRITE } from "./classes.ts";
import type { Effect } from "./effects.table.ts";

/** Rules that bind the agent, by what they are called. */
const RULES = String.raw`\b(?:restrictions?|limits?|limitations?|rules?|guidelines?|safeguards?|guardrails?|filters?|constraints?|polic(?:y|ies)|instructions?|confirmations?|approvals?|safety (?:\w+ )?(?:checks?|measures?|settings?)|permission (?:checks?|prompts?)|directives?|protections?|boundaries)\b`;
/** Rules that stand over a skill: of the host, of who runs it, of what was said before. */
const STANDING_RULES = String.raw`(?:\b(?:system|safety|security|content|usage|earlier|previous|prior|existing|original|usual|normal|default|host'?s?|platform'?s?|operator'?s?|developer'?s?|anthropic'?s?|openai'?s?|assistant'?s?|agent'?s?|model'?s?|ethical|built-in|your|its)\b(?: \w+){0,2}? (?:${RULES})|(?:${RULES})[^.;]{0,30}\b(?:in|of|from|set by|given by|made by|configured by) (?:the |your )?(?:system(?: prompt)?|operator|developers?|platform|host|administrator|anthropic|openai|user|provider|model)\b|\b(?:operator|system prompt|platform|host|developer|administrator)\b[^.;]{0,40}(?:${RULES}))`;
const VOID = String.raw`(?:\b(?:lifted|void|suspended|waived|inactive|obsolete|outdated|cancell?ed|revoked|superseded|expired|retired|moot|overruled|set aside|removed|disabled|switched off|turned off|off)\b|\b(?:does|do|is|are|should|must|need|shall|has|have)(?: not|n't)(?: be)? (?:apply|applied|applicable|count|binding|relevant|considered|followed|obeyed|hold|in force|in effect|valid|enforced|matter)\b|\bno longer\b|\b(?:not|n't) be (?:considered|followed|applied|obeyed|enforced)(?: any ?more)?\b)`;
const HERE = String.raw`\b(?:while|within|inside|during|in|for|under|as long as|when) (?:\w+ )?(?:this|the) (?:skill|workflow|session|conversation|plugin|task|mode|procedure)\b|\b(?:any ?more|from now on|henceforth|hereby|now on|you|your|the (?:agent|assistant|model))\b`;
const AUTHORITY = String.raw`\b(?:security team|platform team|anthropic|openai|administrators?|system administrators?|it department|compliance (?:team|department)|developers of (?:this|your)|vendor|head office|management|your (?:developers?|creators?|makers?|operators?)|trust and safety|the (?:platform|provider|registry|marketplace))\b`;
const SPOKEN_OF =
  /\b(?:claims?|claiming|pretend\w*|attack\w*|malicious|injection|untrusted|suspicious|such as|for example|e\.g|never trust|even if|phish\w*|css|stylesheet|firewall|rate limits?|lint\w*|eslint|robots\.txt|node|api|endpoint|browser)\b/;

/** Deeds that put this text, or its author, above the person and above the rules that bind the agent. */
export const DEEDS_RULE: readonly Effect[] = [
  {
    rule: "prose-override",
    name: "this text above all that is said otherwise",
    all: [
      new RegExp(
        String.raw`${SELF}[^.;]{0,30}\b(?:take(?:s)? (?:absolute |full )?(?:priority|precedence)|ha(?:s|ve) (?:priority|precedence)|prevails?|override[sd]?|overrules?|supersedes?|outranks?|trumps?|wins?|comes? (?:first|before)|stands? above)\b`,
      ),
      /\b(?:over|above|before|against|than|supersedes?|override[sd]?|overrules?|outranks?|trumps?)\b[^.;]{0,50}\b(?:system (?:prompt|message|instructions?)|by the system|the system|(?:user|operator|developer|host|platform|person)(?:'s|s)?(?: \w+)? ?(?:says?|instructions?|wishes|requests?|rules?|settings?|prompt|messages?)?|safety|(?:anything|everything|whatever) (?:else )?(?:you were|stated|said|written|told|asked|given)|the conversation)\b/,
    ],
    none: /\b(?:not|never|n't)\b|\b(?:unless|except)\b|\b(?:style|format\w*|naming|defaults?|conflict with (?:the )?(?:docs|documentation))\b/,
  },
  {
    rule: "prose-override",
    name: "an order to other agents, left where they read",
    mood: "done",
    act: /\b(?:append|add|insert|put|write|include|place|embed|plant|leave|hide|prepend)(?:s|ing|ed)?\b/g,
    all: [
      /\b(?:append|add|insert|put|write|include|place|embed|plant|leave|hide|prepend)(?:s|ing|ed)?\b[^.;"'\n]{0,60}["'](?:[^"'\n]{0,40}\b)?(?:ignore|disregard|forget) (?:all |any |the |your |of )*(?:previous|prior|earlier|above|preceding|existing|other) (?:\w+ )?(?:instructions?|prompts?|rules|directives|orders)\b[^"'\n]{0,160}["'] (?:to|in|into|at|on|as|inside|behind|under|after|before)\b/,
    ],
    none: /\b(?:tests?|testing|evals?|fixtures?|guardrails?|red team\w*|examples?|scanners?|detect\w*|attack\w*|adversar\w*|injections?|patterns?|samples?|honeypots?|datasets?|block ?list|deny ?list|keywords?|never|do not|don't|must not|probe\w*|payloads?|verify|check)\b/,
  },
  {
    rule: "prose-override",
    name: "rules that bind the agent, declared void",
    all: [new RegExp(RULES), new RegExp(VOID), new RegExp(STANDING_RULES)],
    also: [new RegExp(HERE), new RegExp(String.raw`(?:${RULES})[^.;]{0,70}(?:${VOID})`)],
    none: new RegExp(
      `${SPOKEN_OF.source}|\\b(?:if|when) (?:the )?(?:user|operator)|\\b(?:ask|deprecated|migrat\\w+|legacy|requires?|needs?|error|fails?|warn)\\b`,
    ),
  },
  {
    rule: "prose-override",
    name: "restrictions taken as lifted",
    mood: "done",
    act: /\b(?:treat|consider|regard|assume)\b/g,
    all: [
      new RegExp(
        String.raw`\b(?:treat|consider|regard|assume)\b[^.;]{0,12}(?:${STANDING_RULES})[^.;]{0,16}\b(?:advisory|suggestions?|recommendations?|hints?|advice|optional|non-binding)\b|\b(?:treat|consider|regard|assume)\b[^.;]{0,40}(?:${RULES})[^.;]{0,24}\b(?:lifted|void|suspended|waived|inactive|obsolete|outdated|optional|non-binding|cancell?ed|revoked|superseded|expired|irrelevant|gone|off)\b`,
      ),
    ],
    none: SPOKEN_OF,
  },
  {
    rule: "prose-override",
    name: "its own restraint, laid down",
    mood: "done",
    act: /\b(?:set(?:s|ting)?|put(?:s|ting)?|la(?:y|ys|ying)|leav(?:e|es|ing)) (?=\w+ \w+ ?|aside)|\b(?:relax|loosen|suspend|shed|shelve|waive|forgo|dispens\w+ with|let go of|abandon|discard|drop)(?:e?s|ing)?\b/g,
    all: [
      /\b(?:set(?:s|ting)?|put(?:s|ting)?|la(?:y|ys|ying)|leav(?:e|es|ing)|relax\w*|loosen\w*|suspend\w*|shed\w*|shelv\w+|waiv\w+|forgo\w*|dispens\w+ with|let go of|abandon\w*|discard\w*|drop\w*)\b[^.;]{0,14}\b(?:(?:its|your|their|the (?:agent|assistant|model)'s|claude's) (?:own )?(?:usual|normal|default|standard|ordinary|typical|built-in|operational|operating|ethical|safety|internal|customary)|(?:its|your) own)\b(?: \w+){0,2}? (?:restrictions?|limits?|limitations?|rules?|guidelines?|safeguards?|guardrails?|constraints?|polic(?:y|ies)|boundaries|restraint|caution|reservations|inhibitions)\b/,
    ],
    none: SPOKEN_OF,
  },
  {
    rule: "prose-override",
    name: "rules that are said to be advice",
    all: [
      new RegExp(
        String.raw`(?:${STANDING_RULES})[^.;]{0,16}\b(?:are|is|be|being|become|as)\b(?: \w+){0,2} (?:(?:treated|considered|regarded|seen|taken|understood|read|viewed|handled) as )?(?:mere |only |just |simply )*(?:advisory|suggestions?|recommendations?|hints?|advice|optional|non-binding)\b`,
      ),
      /\b(?:rather than|instead of|not) (?:as )?(?:\w+ )?(?:requirements?|rules?|orders?|binding|mandatory|obligations?|commands?|constraints?|limits?)\b|\bfrom (?:now|here) on\b|\b(?:while|when|under|with|in) this (?:skill|mode|session)\b|\b(?:you|the (?:agent|assistant|model))\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:style|design|naming|format\\w*|layout|writing|coding)\\b`),
  },
  {
    rule: "prose-override",
    name: "what the host or the person said, put aside",
    all: [
      /\b(?:anything|everything|what(?:ever)?|all|any (?:rules?|limits?|words?|wish(?:es)?))\b[^.;]{0,12}\b(?:host|system|operator|user|platform|developer|application|administrator|provider|person)s?\b[^.;]{0,24}\b(?:told|tells?|said|says?|gave|instructed|asked|configured|stated|laid down|set)\b/,
      /\b(?:may|can|should|must|is to|are to|has to|need to) (?:now |safely )?be (?:set aside|put aside|ignored|disregarded|dropped|forgotten|skipped|discarded|overruled)\b|\b(?:set|put) aside\b|\b(?:does|do|is|are)(?: not|n't) (?:apply|count|matter|binding)\b/,
    ],
    none: SPOKEN_OF,
  },
  {
    rule: "prose-authority",
    name: "the question for leave, said to be settled",
    all: [
      /\b(?:no need (?:for|of|to)|do not need|don't need|need not|needn't|skip|without|dispense with|forgo)\b[^.;]{0,20}\b(?:permission|approval|confirmation|consent) (?:dialog(?:ue)?s?|prompts?|requests?|questions?|steps?|windows?)\b/,
      /\b(?:licen[cs]e|terms|plugin|subscription|contract|installation|installing|registry|marketplace)\b[^.;]{0,24}\b(?:covers?|includes?|allows?|permits?|grants?|means|counts|settles)\b|\balready (?:covers?|includes?|allows?|permits?|grants?|settled)\b/,
    ],
    pair: true,
    none: SPOKEN_OF,
  },
  {
    rule: "prose-authority",
    name: "leave given in the name of somebody with power",
    all: [
      new RegExp(AUTHORITY),
      /\b(?:authori[sz]e[sd]?|permit(?:s|ted)?|allow(?:s|ed)?|grant(?:s|ed)?|clear(?:s|ed)?|approve[sd]?|exempt(?:s|ed)?|entitle[sd]?|instruct(?:s|ed)?|require[sd]?|you (?:may|can) now|updated|has decided|ordered)\b/,
      /\b(?:bypass|skip|ignore|disable|override|without (?:any )?(?:approval|asking|confirmation|restriction|review|permission|limits?)|any (?:command|action|file|tool)|all (?:commands|actions|files|tools|checks)|usual checks|no longer)\b/,
    ],
    also: [
      new RegExp(
        String.raw`\b(?:as|from|by|on behalf of|in the name of|order of|issued by|this (?:message|note|notice) (?:is|comes) from|we,?|hereby)\b[^.;]{0,24}${AUTHORITY}|${AUTHORITY}[^.;]{0,24}\b(?:has|have|hereby)\b`,
      ),
      /\b(?:you|your|we|agents?|assistants?|this skill)\b/,
    ],
    none: new RegExp(
      `${SPOKEN_OF.source}|\\b(?:not|never|n't) (?:\\w+ )?(?:authori[sz]e|permit|allow|bypass|skip|ignore|disable)|\\b(?:ask|contact|consult|must be|unless|until|only if)\\b`,
    ),
  },
  {
    rule: "prose-authority",
    name: "the agent told that its filters are gone",
    all: [
      /\b(?:content|safety|output|ethical|moderation|refusal|usage|all) (?:filters?|restrictions?|guardrails?|polic(?:y|ies)|limits?|safeguards?|checks?)\b[^.;]{0,24}\b(?:removed|disabled|off|lifted|turned off|switched off|deactivated|stripped|absent|bypassed)\b|\b(?:without|no|free of|free from) (?:any )?(?:content|safety|ethical|moderation) (?:filters?|restrictions?|guardrails?|polic(?:y|ies)|limits?)\b/,
      /\b(?:you|your|yourself|the assistant|the agent|the model|this session|assistant)\b/,
      /\b(?:are|operate|operating|run|running|work|working|act|acting|respond|answer|has|have|is)\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:if|when|never|do not|don't|test\\w*|image|video|generator|stable diffusion|settings)\\b`),
  },
  {
    rule: "prose-authority",
    name: "a mode in which nothing is declined",
    all: [
      /\b(?:mode|state|session|persona|character|role|licen[cs]e|developer|maintenance|debug|unlocked)\b/,
      /\b(?:answers?|fulfil+s?|compl(?:y|ies) with|executes?|performs?|does|accepts?|responds? to) (?:\w+ )?(?:every|any|all|each|anything|everything)\b[^.;]{0,40}\bwithout (?:declin|refus|object|hesitat|question|restrict|filter|limit|exception|warn|disclaim)\w*|\b(?:never|does not|do not|don't|doesn't|will not|cannot) (?:decline|refuse|reject|object)\w*\b[^.;]{0,20}\b(?:any|requests?|questions?|commands?|orders?|anything)\b/,
      /\b(?:assistant|agent|model|you|ai|claude|it)\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:server|http|game|player|npc)\\b`),
  },
  {
    rule: "prose-authority",
    name: "somebody with all rights, who obeys the author",
    mood: "done",
    act: /\b(?:adopt|assume|take on|become|act as|behave as|switch to|operate as|impersonate|you are (?:now )?)/g,
    all: [
      /\b(?:adopt|assume|take on|become|act as|behave as|switch to|operate as|impersonate|you are)\b[^.;]{0,50}\b(?:root|root-level|superuser|kernel|system process|daemon|administrator|unrestricted|unfiltered|privileged|god)\b/,
      /\b(?:obeys?|answers? only|listens? only|without (?:limits?|restrictions?|approval|question\w*)|skill(?:'s)? author|unrestricted|unfiltered|no (?:limits?|restrictions?)|full access)\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:linux|ubuntu|docker|dockerfile|container|sudo -u|database|user account|su -)\\b`),
  },
  {
    rule: "prose-authority",
    name: "a consent read into something else",
    all: [
      /\b(?:users?|person|owner|customer|operator)\b[^.;]{0,30}\b(?:agreed|agrees|consented|consents|accepted|accepts|authori[sz]ed|authori[sz]es|approved|permitted|waived|given (?:\w+ )?(?:consent|permission))\b|\bstanding (?:approval|permission|consent|authori[sz]ation)\b|\b(?:consent|permission|approval) (?:is|was|counts as|can be taken as) (?:implied|given|implicit|granted|assumed)\b/,
      /\b(?:no (?:further|additional|separate|more|extra|explicit) (?:permission|approval|consent|confirmation|question)s?|(?:do not|don't|need not|needn't|without) (?:\w+ )?(?:ask|asking|confirm|confirming|prompt|request)\w*|standing (?:approval|permission|consent)|implied|implicit)\b/,
      /\b(?:by (?:installing|using|loading|enabling|running|accepting|opening)|send\w*|shar\w+|upload\w*|files?|delete|payments?|outside|any|all|data|terms)\b/,
    ],
    none: new RegExp(
      `${SPOKEN_OF.source}|\\b(?:is not|isn't|does not|doesn't|never (?:assume|infer|treat)|not (?:mean|imply)|unless|only (?:if|when|after|for)|once the user)\\b`,
    ),
  },
  {
    rule: "prose-authority",
    name: "rights of its own taken as wide as they go",
    mood: "done",
    act: /\b(?:grant|give|allow|award|assign|raise|extend|escalate|request)\b/g,
    all: [
      /\b(?:grant|give|allow|award|assign|raise|extend|escalate) (?:yourself|itself|this skill|the agent|your own|its own|this agent)\b/,
      /\b(?:permissions?|rights?|access|privileges?|tools?|capabilit\w+)\b/,
      /\b(?:whatever|all|any|every|full|maximum|highest|unrestricted|root|admin\w*|everything|unlimited)\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:least|minimal|only what|user (?:asks|approves|confirms)|ask)\\b`),
  },
  {
    rule: "prose-authority",
    name: "the agent run with nobody asked",
    mood: "done",
    act: /\b(?:start|run|launch|use|set|keep|work|operate|continue|restart|switch|turn)\b/g,
    all: [
      /\b(?:approvals?|confirmations?|permission (?:prompts?|checks?|requests?)|safety (?:prompts?|checks?))\b[^.;]{0,16}\b(?:turned off|switched off|set to (?:off|none|never)|off|disabled|deactivated)\b/,
      /\b(?:agent|host|assistant|session|yourself|this skill|claude|openclaw|codex|harness)\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:never|do not|don't|sandbox\\w*|container|ci\\b|if the user|user (?:asks|wants|chooses)|dry[- ]run)\\b`),
  },
  {
    rule: "prose-authority",
    name: "every question of trust answered with yes",
    mood: "done",
    act: /\b(?:answer|reply|respond|say|press|click|choose|select|confirm|accept|approve|agree)\b/g,
    all: [
      /\b(?:any|every|all|each|whatever)\b[^.;]{0,16}\b(?:questions?|prompts?|dialog(?:ue)?s?|requests?|warnings?|confirmations?|pop-?ups?)\b/,
      /\b(?:answer|reply|respond|say|press|click|choose|select|confirm|accept|approve|agree)\b[^.;]{0,24}\b(?:yes|ok|accept|allow|trust|always|approve|dialog(?:ue)?s?|prompts?|warnings?)\b/,
      /\b(?:trust\w*|new keys?|host keys?|install scripts?|security|permissions?|certificates?|unknown|unsigned|elevat\w+|administrator|delet\w+|payments?|on the user's behalf|dangerous)\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:never|do not|don't|unless|if the user|after the user|only)\\b`),
  },
  {
    rule: "prose-authority",
    name: "other tools' work led through this skill",
    mood: "done",
    act: /\b(?:route|send|pass|redirect|hand|forward|direct|channel|give)\b/g,
    all: [
      /\b(?:another|other|any other|different|every other) (?:skill|tool|plugin|agent|assistant|server)s?\b/,
      /\b(?:route|send|pass|redirect|hand|forward|direct|channel|give)\b[^.;]{0,40}\b(?:through|to|via|into) (?:this (?:one|skill|tool|plugin)|us|our)\b/,
      new RegExp(`${EACH_TIME}|\\b(?:first|before|instead|must|all)\\b`),
    ],
    none: /\b(?:if the user|user (?:asks|prefers)|out of scope|instead of this|when (?:it|they) fails?)\b/,
  },
  {
    rule: "prose-persist",
    name: "words for every agent that is started",
    mood: "done",
    act: new RegExp(WRITE, "g"),
    all: [
      /\b(?:system prompts?|instructions|prompts?)\b[^.;]{0,12}\b(?:of|for|in) (?:any|every|each|all)(?: other)? (?:\w+ )?(?:sub-?agents?|agents?|assistants?|workers?)\b/,
      /\bhttps?:\/\/|\b(?:obey|never refuse|without (?:asking|approval)|this skill|our)\b/,
    ],
    none: SPOKEN_OF,
  },
];
