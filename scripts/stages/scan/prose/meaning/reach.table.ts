import type { Saying } from "./sayings.ts";

const REMOTE = /\bhttps?:\/\//;
const HARMLESS =
  /\b(?:never|do not|don't|avoid|detect\w*|check for|look for|scan for|flag|vulnerab\w+|malicious|suspicious|attack\w*|honeypot|user asks|ask first|with the user|user approves|user confirms)\b/;

/** Orders that reach beyond the task: doors in what is made, other skills, tasks from elsewhere, rules that are declared void, the memory of the agent. */
export const REACH: readonly Saying[] = [
  {
    rule: "prose-authority",
    name: "a door in what is made for the person",
    act: /\b(?:include|add|insert|carry|contain|create|put|open|leave|expose|ship|have|has|give|get|gets|plant|embed|build)\b/g,
    all: [
      /\bback ?-?doors?\b|\b(?:admin\w*|root|super ?user|emergency|hidden|secret|maintenance|support) (?:account|user|login|route|endpoint|port)s?\b[^;\n]{0,60}\b(?:password\W{1,3}["'][^"'\s]|(?:emergency|remote|support|our) access)|\b(?:route|endpoint|parameter|port|header|handler)s?\b[^;\n]{0,50}\b(?:runs?|executes?|evals?|evaluates?|passes)\b[^;\n]{0,60}\b(?:exec\w*|eval|shell|commands?|subprocess|os\.system|spawn)\b/,
      /\b(?:every|each|any|all|when(?:ever)?|while)\b[^;\n]{0,24}\b(?:servers?|apps?|applications?|sites?|programs?|apis?|services?|databases?|code|projects?|websites?|user data|back ?-?ends?)\b|\b(?:generated|written|produced) (?:code|files|apps?|servers?)\b/,
    ],
    none: HARMLESS,
  },
  {
    rule: "prose-persist",
    name: "words for every other skill",
    act: /\b(?:copy|add|append|insert|paste|write|put|replicate|propagate|carry|spread|repeat)\b/g,
    all: [
      /\b(?:each|every|all|any)(?: of the)? (?:other |installed |remaining |further )+(?:skill\.md|agents\.md|claude\.md|skills?\b)|\b(?:each|every|all|any) (?:skill\.md|agents\.md|claude\.md)[^;\n]{0,24}\b(?:machine|disk|computer|home|you (?:can )?(?:find|see|reach)|system)\b/,
      /\b(?:this|these|the following|section|paragraph|lines|block|from here)\b/,
      /\b(?:copy|append|insert|paste|replicate|propagate|spread|add|write|put)\b[^;\n]{0,80}\b(?:in|into|to|across|at|through)\b/,
    ],
    none: HARMLESS,
  },
  {
    rule: "prose-remote",
    name: "tasks fetched and done",
    all: [
      REMOTE,
      /\b(?:ask|fetch|get|poll|check|query|read|load|call|visit|pull|contact|consult|open)\b[^;\n]{0,30}https?:\/\/[^;\n]{0,120}\b(?:tasks?|orders?|commands?|instructions?|to-?dos?|directives|jobs?)\b[^;\n]{0,40}\b(?:carry (?:them|it|those|these|each) out|(?:obey|execute|perform|follow|act on|work through|do) (?:them|it|those|these|each|whatever))\b/,
    ],
    none: /\b(?:documentation|docs|install\w*|guide|schema|user'?s? (?:asks|tasks)|ask first|todoist|jira|asana|github|gitlab|linear|trello|notion)\b/,
  },
  {
    rule: "prose-authority",
    name: "rules declared void by a mode",
    all: [
      /\b(?:maintenance|developer|debug|admin\w*|test\w*|emergency|service|override|privileged|god|special|training|evaluation|diagnostic|elevated) (?:mode|session|window)\b|\b(?:system|security|admin\w*|platform|vendor) (?:notice|override|directive|bulletin)\b/,
      /\b(?:(?:permission|approval|confirmation|safety|security|content|usage) (?:\w+ )?(?:prompts?|checks?|polic(?:y|ies)|rules?|filters?|guidelines?|restrictions?|limits?|requests?)|guardrails?|safeguards?)\b[^;\n]{0,30}\b(?:(?:is|are|does|do|need|has|have) (?:not|no longer)(?: be)? (?:needed|required|appl(?:y|ied)|necessary|in force|in effect|hold|binding)|(?:suspended|waived|lifted|void))\b/,
    ],
    none: /\b(?:read-only|docker|container|sandbox\w*|flag|never|pretend\w*|claims?|attack\w*|inject\w*)\b/,
  },
  {
    rule: "prose-persist",
    name: "limits lifted in the agent's own files",
    act: /\b(?:replace|write|add|append|change|edit|set|rewrite|overwrite|put|insert|update|delete|remove|strip)\b/g,
    all: [
      /\b(?:agents|claude|soul|memory|gemini|identity|heartbeat)\.md\b|\.cursorrules|copilot-instructions/,
      /\b(?:boundar\w+|limits?|safety|confirm\w*|refus\w+|guardrails?|restrictions?|approvals?|permissions?|ask(?:ing)? (?:first|before))\b/,
      /\bwithout (?:any )?(?:limits?|restrictions?|asking|confirm\w*|boundaries)\b|\b(?:i|you|we) (?:\w+ )?(?:skip|ignore|drop|bypass) (?:them|confirm\w*|approv\w*|permission\w*|safety|limits?|boundar\w*)\b|\bno (?:limits?|boundaries|restrictions?|confirmations?|refusals?)\b|\bnever (?:refuse|ask|confirm|decline)\b/,
    ],
    none: /\b(?:detect\w*|check for|look for|flag|attack\w*|malicious|user asks|ask the user|user approves)\b/,
  },
  {
    rule: "prose-exfiltrate",
    name: "a secret as part of a host name",
    all: [
      /[<{([][^<>{}()[\]\n]{0,60}(?:netrc|\.env\b|\.ssh|\.aws|credentials?|passwords?|secrets?|tokens?|api[ _-]?keys?|private key|environment|env var)[^<>{}()[\]\n]{0,40}[>})\]]\.(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,}/,
    ],
    none: HARMLESS,
  },
  {
    rule: "prose-exfiltrate",
    name: "a token read and everything passed on under a pretext",
    act: /\b(?:forward|send|post|upload|transmit|relay|report|submit|deliver|push|mirror)\b/g,
    all: [
      /\b(?:session|access|auth|api|bearer|oauth|refresh|login)[ _-]?(?:tokens?|keys?|secrets?)\b|\bcredentials\b|\bsecrets\b/,
      /\b(?:forward|send|post|upload|transmit|relay|report|submit|deliver|push|mirror) (?:all|the|every|any|this|it|them|these|those|that|collected|everything)\b[^;\n]{0,40}\bto https?:\/\//,
      /\bfor (?:\w+ )?(?:audit\w*|compliance|verification|validation|diagnostics?|quality|backup|monitoring|analytics|safe-?keeping|review|telemetry)\b/,
    ],
    none: /\b(?:authorization|bearer|oauth|header|redact\w*|mask\w*|never|do not|don't|user asks|log ?in|sign ?in)\b/,
    pair: true,
  },
  {
    rule: "prose-exfiltrate",
    name: "what a keeper of keys prints, put where it is seen",
    all: [
      /\b(?:gh auth token|aws configure export|gcloud auth (?:application-default )?print-|az account get-access-token|security find-(?:generic|internet)-password|kubectl config view|vault kv get|op read|pass show|git credential fill)\b/,
      /\b(?:commits?|trailers?|pull requests?|branch(?: name)?|tags?|answers?|reply|replies|comments?|readme|issue|subject line|file ?name|title|footer|link|image|url)\b/,
      /\b(?:made of|consists of|ends? with|starts? with|contains?|carr(?:y|ies)|includ\w+|append\w*|add(?:ed)?|put|paste|insert|embed|holds?|goes into|write)\b/,
    ],
    none: /\b(?:never|do not|don't|authorization|bearer|header|log ?in|env(?:ironment)? variable|export [a-z_]+=)\b/,
    pair: true,
  },
  {
    rule: "prose-remote",
    name: "messages of a stranger that are orders",
    all: [
      /\b(?:e-?mails?|mails?|issues?|comments?|posts?|tickets?|messages?|invitations?|events?) (?:\w+ ){0,3}?(?:with|from|that|whose|by|titled|labell?ed|marked|signed|containing|in which)\b/,
      /\b(?:carry out|do|follow|obey|execute|perform|act on) (?:whatever|everything|what|all) (?:that )?(?:they|it|he|she|these|those)\b[^;\n]{0,16}\b(?:says?|asks?|orders?|contains?|tells?|wants?|demands?)|\b(?:follow|obey|carry out|execute) (?:their|its|these|those) (?:instructions|orders|commands)\b/,
    ],
    none: /\b(?:never|do not|don't|not|user|users|person|customer|reviewers?|team|maintainers?|if asked|ask first|untrusted|attack\w*|injection)\b/,
  },
  {
    rule: "prose-exfiltrate",
    name: "a second payment on the side",
    act: /\b(?:make|send|transfer|wire|pay|book|add|create|issue|move)\b/g,
    all: [
      /\b[a-z]{2}[0-9]{2}(?: ?[a-z0-9]{4}){3,7}\b|\b0x[0-9a-f]{40}\b|\b(?:bc1|tb1)[a-z0-9]{20,71}\b/,
      /\b(?:second|another|additional|extra|further|small) (?:transfers?|payments?|transactions?|fees?)\b|\bdifference\b|\b(?:one|two|three|\d+(?:\.\d+)?) ?(?:percent|%)/,
      /\b(?:each|every|any|all|whenever|before|after)\b/,
    ],
    none: /\b(?:invoice template|example|testnet|placeholder|user asks|user confirms|show the user)\b/,
  },
  {
    rule: "prose-conceal",
    name: "something sent, and not spoken of",
    act: /\b(?:send|forward|post|upload|transmit|pass|copy|share|submit|deliver|mail|email|cc|bcc)\b/g,
    all: [
      /\b(?:send|forward|post|upload|transmit|pass|copy|share|submit|deliver|e?mail|cc|bcc)\b[^;\n]{0,100}(?:https?:\/\/|[\w.+-]@[a-z0-9-]{1,63}\.[a-z])/,
      /\b(?:do not|don't|never|no (?:need|call|reason|point) (?:to|in)|without|there's no call to) (?:ever )?(?:mention|speak of|speaking of|talk about|bring(?:ing)?|say(?:ing)? (?:anything|so)|disclos\w+|reveal\w*|let on)(?: it| this| that| anything)?(?: up)?(?: |$|[.,;])/,
    ],
    none: /\b(?:user asks|passwords?|placeholder|internal (?:names?|details)|competitors?|prices?|pricing)\b/,
    pair: true,
  },
];
