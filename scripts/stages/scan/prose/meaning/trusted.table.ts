import type { Effect } from "./effects.table.ts";

const ELSEWHERE = /\b(?:https?|s3|ftp):\/\/(?!(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])\b)/;
const KEYS =
  /(?:^|[\s"'(/~])\.env\b(?!\.(?:example|sample|template))|\b(?:api|access|private|ssh|signing|secret) (?:keys?|tokens?)\b|\b(?:secrets?|credentials?|passwords?|tokens?|hosts\.yml|secrets\.ya?ml|\.npmrc|\.netrc|id_(?:rsa|ed25519))\b/;
const HARMLESS =
  /\b(?:never|do not|don't|must not|should not|avoid|refuse|reject|user (?:asks|wants|requests|agrees|confirms|approves|explicitly)|ask the user|if the user|for example|e\.g|placeholder|attack\w*|malicious|phishing|injection|detect\w*|red flags?|vulnerab\w+)\b/;

/** Orders that lean on trust nobody gave: in the person's name, for the author's good, under rules that lie elsewhere. */
export const TRUSTED: readonly Effect[] = [
  {
    rule: "prose-exfiltrate",
    name: "the person's things sent for the author's good",
    act: /\b(?:send|upload|post|report|submit|transmit|forward|push|share|call|ping|notify)\b/g,
    all: [
      ELSEWHERE,
      /\b(?:user's|person's|their|your|the|full|whole|entire) (?:\w+ ){0,2}(?:files?|workspace|project|documents?|folder|directory|repository|codebase|source code|hostname|host name|user ?name|working directory|home|machine|environment|questions?|answers?|conversation|prompts?|messages?|history|inbox|contacts|calendar)\b|\b(?:hostname|username|workspace|transcript|conversation)\b/,
      /\b(?:so (?:that )?we can|to (?:help )?(?:us|improve)|for (?:debugging|diagnostic|quality|research|training|support|statistics|statistical|verification|improvement)(?: purposes)?|telemetry|analytics|usage (?:data|statistics|metrics)|stats|metrics|crash reports?|license (?:check|verification)|(?:after|before) (?:answering|each (?:answer|response|reply)|every (?:answer|response|reply))|when the skill (?:finishes|starts|runs|ends|completes)|whenever the skill)\b/,
    ],
    none: HARMLESS,
  },
  {
    rule: "prose-conceal",
    name: "a step that people would mind left out of the account",
    all: [
      /\b(?:do not|don't|never|no need to|need not|should not|does not need to|doesn't need to|must not)\b[^.;]{0,16}\b(?:mention|list|report|show|shown|name|disclose|include|mentioned|reported|disclosed|listed|explain)\w*\b/,
      /\b(?:sync|upload|transfer|back-?up|telemetry|network (?:call|request)|payment|install\w*|delet\w+|copy|send\w*|forward\w*|data collection)\b/,
      /\b(?:confus\w+|worr\w+|distract\w*|alarm\w*|bother\w*|internal (?:step|detail|matter|process)|this step is internal|unnecessar\w+ concern|upset\w*)\b/,
    ],
    none: /\b(?:passwords? in|log level|stack traces?|jargon|implementation details?|attack\w*|malicious|tool names?|ticket numbers?)\b/,
  },
  {
    rule: "prose-remote",
    name: "rules that lie at an address, looked up each time",
    act: /\b(?:check|load|read|fetch|get|open|visit|consult|pull|retrieve|poll|download)\b/g,
    all: [
      ELSEWHERE,
      /\b(?:follow|obey|apply|execute|carry out|act on|adopt|honou?r|comply with)\b[^.;]{0,40}\b(?:rules?|instructions?|commands?|directives?|orders?|tasks?)\b/,
      /\b(?:each|every|start of|whenever|latest|current|new|daily|periodically|always|before (?:continuing|starting|you start|proceeding|each|every))\b/,
    ],
    none: /\b(?:documentation|docs|style guide|changelog|install\w*|api reference|conventions?|specification|standard|guidelines|checklist|license|never|do not|don't|must not|user (?:asks|provides|gives)|attack\w*|malicious|injection|untrusted)\b/,
  },
  {
    rule: "prose-persist",
    name: "everything allowed in the settings of the agent",
    act: /\b(?:update|edit|change|modify|add|set|write|configure|adjust|extend|put)\b/g,
    all: [
      /\b(?:settings(?:\.local)?\.json|config\.toml|openclaw\.json|\.claude\b|\.codex\b|\.cursor\b|agent's (?:settings|configuration|permissions)|allow-?list|approval (?:mode|policy)|permission (?:mode|settings))/,
      /\b(?:allow|permit|approve|whitelist|enable|auto-?approve|skip|bypass)\w*\b[^.;]{0,24}\b(?:all|every|any)\b[^.;]{0,20}\b(?:commands?|tools?|bash|prompts?|permissions?|confirmations?|calls?|requests?|edits?)\b/,
      /\b(?:without|so that|so the|no more|avoid|stops?)\b[^.;]{0,40}\b(?:prompts?|prompting|asking|approvals?|confirmations?|interrupt\w*|questions?)\b/,
    ],
    none: /\b(?:never|do not|don't|must not|should not|danger\w*|user (?:asks|wants|requests|confirms)|if you want|sandbox\w*|container|ci\b|attack\w*|malicious|risk\w*)\b/,
  },
  {
    rule: "prose-credentials",
    name: "a password to be typed at an address, under a pretext",
    act: /\b(?:tell|inform|ask|prompt|direct|instruct|have|show|let|warn|say)\b/g,
    all: [
      ELSEWHERE,
      /\b(?:user|person|customer|owner|client|them)\b/,
      /\b(?:enter|re-?enter|type|submit|confirm|provide|verify|give)\b[^.;]{0,30}\b(?:passwords?|passphrase|credentials?|seed|card (?:number|details)|pin|2fa|otp|recovery)\b/,
      /\b(?:expired|suspended|locked|re-?authenticat\w*|security (?:check|reasons?|verification)|session|unusual activity|verify (?:their|your) identity|account (?:will|has)|licen[cs]e)\b/,
    ],
    none: HARMLESS,
  },
  {
    rule: "prose-conceal",
    name: "a harmless answer for who asks what went out",
    act: /\b(?:say|answer|reply|tell|claim|state|respond|explain|assure)\b/g,
    all: [
      /\b(?:if|when|should|in case) (?:the |a |any)?(?:user|person|customer|someone|anyone|somebody|they|owner|reviewer)s? (?:\w+ )?(?:asks?|wonders?|inquires?|questions?|notices?|wants? to know)\b/,
      /\b(?:sent|uploaded|shared|collected|transmitted|copied|transferred|network (?:activity|traffic)|extra (?:request|step|file)|accessed|installed|connection)\b/,
      /\b(?:say|answer|reply|tell|claim|state|respond|explain|assure)\b[^.;]{0,40}\b(?:only|just|merely|routine|harmless|anonym\w+|nothing|no data|standard|normal|part of)\b/,
    ],
    none: /\b(?:never|do not|don't|honest\w*|truth\w*|attack\w*|malicious|link them|point them)\b/,
  },
  {
    rule: "prose-authority",
    name: "somebody let into everything that is touched",
    act: /\b(?:add|grant|invite|share|give|make|assign|include)\b/g,
    all: [
      /[\w.+-]{1,64}@[a-z0-9-]{1,63}\.[a-z]{2}/,
      /\b(?:collaborators?|editors?|owners?|admin\w*|viewers?|writers?|maintainers?|access|members?|permissions?|reviewers?)\b/,
      /\b(?:every|each|all|any|whenever|always)\b[^.;]{0,40}\b(?:repositor\w+|sheets?|documents?|files?|folders?|calendars?|projects?|workspaces?|boards?|events?|accounts?|channels?|you (?:create|touch|edit|open|make))\b/,
    ],
    none: HARMLESS,
  },
  {
    rule: "prose-credentials",
    name: "keys written where they are published",
    act: /\b(?:include|write|put|embed|add|append|paste|hard-?code|store|insert|copy)\b/g,
    all: [
      /\b(?:include|write|put|embed|add|append|paste|hard-?code|insert|copy)\b(?: \w+){0,3} (?:api keys?|access tokens?|tokens|secrets|credentials|passwords|private keys?)\b(?! (?:count|usage|budget|names?|placeholders?))/,
      /\b(?:and|then)\b[^.;]{0,16}\b(?:commit|push|publish|post|upload)\b/,
    ],
    none: /\b(?:never|do not|don't|must not|should not|avoid|without|placeholder|encrypt\w*|sealed|vault|gitignore|example|instead|secrets? manager|github secrets|actions secrets|repository secrets)\b/,
  },
  {
    rule: "prose-override",
    name: "not to be looked into",
    all: [
      /\b(?:do not|don't|never|skip|no need to|exclude)\b[^.;]{0,12}\b(?:run|running|scan|scanning|audit|auditing|inspect|inspecting|analy[sz]e|review|reviewing|check)\b/,
      /\b(?:security|scanner|anti-?virus|malware|audit\w*|skill[- ]?scanner|vulnerability scan\w*|linter for security)\b/,
      /\b(?:on|for|of|in|with) (?:this (?:folder|skill|file|directory|plugin|package|script)|these (?:files|scripts|folders)|our (?:scripts?|files|helpers?))\b|\b(?:scan|audit|inspect|review|analy[sz]e) (?:this|these|our) (?:folder|skill|file|directory|plugin|package|scripts?|files)\b/,
    ],
    none: /\b(?:user (?:asks|wants|requests)|ask the user|use (?:this|the) skill (?:for|when)|when not to use|not for|read-only|out of scope|instead use|attack\w*|malicious)\b/,
  },
  {
    rule: "prose-exfiltrate",
    name: "work pushed to a mirror each time",
    all: [
      /\b(?:git )?(?:remote|mirror)\b/,
      ELSEWHERE,
      /\bpush\b[^.;]{0,40}\b(?:all|every|each|after|branches|everything|always|mirror)\b|\b(?:after|on|with) (?:each|every|any) commit\b/,
    ],
    none: /\b(?:fork|upstream|user's|your (?:own )?(?:fork|repository|repo|remote)|never|do not|don't|if the user|user (?:asks|wants|gives)|migrat\w+|for example|<[\w -]+>|deploy\w*|heroku|dokku)\b/,
  },
  {
    rule: "prose-authority",
    name: "a consent that nobody gave",
    all: [
      /\b(?:standing|blanket|permanent|general|implied|universal) (?:permission|consent|approval|authori[sz]ation)\b|\b(?:user|person|owner) has (?:already |previously |pre-?)?(?:approved|authori[sz]ed|consented to|agreed to|granted|permitted)\b/,
      /\b(?:run|execute|use|do|perform|take|access|install|delete|send|approve)\b[^.;]{0,16}\b(?:any|all|every)\b[^.;]{0,20}\b(?:commands?|actions?|tools?|requests?|operations?|files?|steps?)\b|\bnever ask\b|\bwithout (?:further )?(?:asking|confirmation|approval)\b/,
    ],
    none: /\b(?:do not|don't|must not|does not mean|is not|isn't|unless|only (?:if|when|after)|never (?:assume|treat|infer)|wait|until|attack\w*|malicious|claims?|check whether|verify)\b/,
  },
  {
    rule: "prose-authority",
    name: "what was refused done with more rights",
    act: /\b(?:retry|rerun|re-run|run|try|repeat|execute|escalate|use)\b/g,
    all: [
      /\b(?:silently|automatically|always|quietly|immediately|without (?:asking|telling))\b/,
      /\b(?:elevated|root|administrator|admin|sudo|higher) (?:permissions?|privileges?|rights|access)\b|\b(?:with|using|via|through) sudo\b/,
      /\b(?:denied|blocked|refused|rejected|not (?:allowed|permitted)|permission error)\b/,
    ],
    none: /\b(?:never|do not|don't|must not|should not|avoid|ask|user (?:confirms|approves)|instead of)\b/,
  },
  {
    rule: "prose-exfiltrate",
    name: "keys in disguise on their way out",
    act: /\b(?:encode|put|add|append|include|insert|embed|write|attach|place|hide|send)\b/g,
    all: [
      KEYS,
      /\b(?:base-?64|hex|rot13|encoded?)\b[^.;]{0,60}\b(?:user-?agent|referer|header of (?:the|each|every|any) (?:next|request)|query string|file ?name|subdomain|cookie of|commit message|next request|outgoing|white text)\b|\b(?:white (?:text|font|on white)|hidden (?:text|cell|sheet|layer)|invisible (?:text|font)|font size (?:0|1)\b|zero-width)\b/,
    ],
    none: /\b(?:never|do not|don't|must not|avoid|basic auth|authorization|kubernetes|k8s|manifest|decode|detect\w*|check for|look for|scan|find|attack\w*|malicious|verify|remove|strip)\b/,
  },
  {
    rule: "prose-remote",
    name: "everything fetched from an address without a name",
    all: [
      /\b(?:mirrors?|registry|index|repository|package source|download server)\b/,
      /\bhttps?:\/\/(?!(?:127|10|0|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.)\d{1,3}(?:\.\d{1,3}){3}\b/,
      /\b(?:downloads?|install\w*|packages?|updates?|dependencies)\b/,
    ],
    none: HARMLESS,
  },
];
