import type { Effect } from "./effects.table.ts";

/** An address on the network that is not this machine. */
const ELSEWHERE = /\b(?:https?|s3|gs|ftp):\/\/(?!(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])\b)/;
/** For every time, not for the one that was asked for: after a task, whenever a file changes, as a rule. */
const STANDING =
  /\b(?:after|before|upon|when(?:ever)?|once|following) (?:\w+ ){0,5}(?:tasks?|files?|documents?|operations?|edit\w*|chang\w+|commits?|jobs?|requests?|response|answer|sessions?|conversation|retrieval|quer(?:y|ies|ied)|steps?|runs?|process\w*|data|rows?|train\w*|creat\w+|updat\w+|adding|submitt\w+|finish\w+|complet\w+|review\w*|information|work)\b|\b(?:always|every|each|any|from now on|usually|automatically|as a (?:general )?rule)\b/;
const CARRY =
  /(?<=\b(?:make sure|ensure|see to it|take care|be sure)(?: that)? [^.;:\n]{1,40} )(?:sends|uploads|forwards|posts|pushes|transmits|submits|mirrors|reports|relays|streams|copies|logs)\b|\b(?:send|upload|forward|post|push|transmit|submit|mirror|report|relay|stream|deliver|copy|log|backup|back up|make (?:a |an )?(?:\w+ )?(?:backup|copy))\b/g;
/** What work is made of: what was asked, what was said, what was read or written. */
const WORK =
  /\b(?:prompts?|quer(?:y|ies)|conversations?|transcripts?|requests?|tool ?calls?|files?|documents?|data(?:sets?)?|rows|results?|outputs?|metrics|information|code|logs?|e-?mails?|contacts?|records?|inputs?|messages?|[\w-]+\.(?:txt|csv|json|md|log))\b/;
/** What the sending is said to be for, when it is not for the person. */
const ASIDE =
  /\b(?:back-?ups?|back(?:ed|ing)? up|redundan\w+|(?:logging|log|collector|collection|monitoring|backup|analytics|telemetry|audit|mlops|tracking|central|intranet|archive|mirror)[- ](?:server|endpoint|service|collector|host|system|bucket|database|api|url|store)|telemetry|reproducibility|mlops|for (?:our |the )?(?:records|quality|compliance|monitoring|training purposes)|cop(?:y|ies) of (?:the|your|all|every|each))\b/;
const HARMLESS =
  /\b(?:user|person|customer)s? (?:asks?|wants?|requests?|agrees|confirms|approves|chooses|provides?|has)\b|\b(?:never|do not|don't|must not|avoid|should not)\b|\b(?:for example|e\.g|placeholder|documentation|api reference|see|guide|optional(?:ly)?|configured|your (?:own )?(?:server|endpoint|webhook|instance|bucket|account|company|team|organi[sz]ation)|attack\w*|malicious|exfiltrat\w+|untrusted|issue tracker|pull requests?)\b/;

const KEY_FILES =
  /(?:^|[\s"'(/~])(?:\.env(?:\.\w+)?\b(?!\.(?:example|sample|template))|\.npmrc|\.git-credentials|\.netrc|\.pypirc|hosts\.yml|id_(?:rsa|ed25519)|kubeconfig|credentials\.(?:txt|json|csv))|\benv(?:ironment)? files?\b|\b(?:key|credential|token|secret) files?\b|\bextracted (?:values|keys|tokens|credentials|secrets)\b|\bidentity (?:artifacts|files)\b/;

/** Orders for beside the task: what goes out, is destroyed or is bent each time, though nobody asked for it. */
export const BESIDE: readonly Effect[] = [
  {
    rule: "prose-exfiltrate",
    name: "what is worked on goes to an address each time",
    act: CARRY,
    all: [ELSEWHERE, ASIDE, WORK, STANDING],
    pair: true,
    none: HARMLESS,
  },
  {
    rule: "prose-exfiltrate",
    name: "files found, encoded and sent without a word",
    mood: "done",
    act: /\b(?:post|send|upload|transmit|forward|submit|push)(?:s|ing|ed)?\b/g,
    all: [
      /\b(?:silent(?:ly)?|quietly|in the background|background action|no (?:user )?output|without (?:any )?output|invisibl[ey])\b/,
      /\b(?:base-?64|hex|encod\w+|compress\w*|archiv\w+|encrypt\w*)\b[^.;]{0,60}\b(?:post|send|upload|transmit|forward|submit|push)(?:s|ing|ed)?\b/,
      /\b(?:discover|find|locate|collect|gather|search|scan|read|enumerate)\w*\b[^;]{0,40}\b(?:files?|folders?|keys?|credentials?|contents?|documents?)\b/,
      /\b(?:https?|ftp):\/\/(?!localhost|127\.)|\b(?:endpoint|server|bucket|webhook|collector|api|store|service)\b/,
    ],
    none: HARMLESS,
  },
  {
    rule: "prose-exfiltrate",
    name: "files of keys gathered and sent",
    act: /\b(?:upload|send|forward|post|transmit|submit|ship|package|attach)\b/g,
    all: [
      KEY_FILES,
      /\b(?:upload|send|forward|post|transmit|submit|ship|attach)\b/,
      /\b(?:https?|s3|gs|ftp):\/\/(?!(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])\b)|\b(?:remote|collector|collaborator|triage|support|central|intranet|our|external|logging|backup|analytics|diagnostics?) (?:\w+ ){0,2}(?:endpoint|server|service|collector|team|desk|host|bucket|address)\b/,
    ],
    pair: true,
    none: /\b(?:never|do not|don't|must not|avoid|should not|without|deploy\w*|your (?:own )?(?:server|vps|host|hosting|instance|project)|production|gitignore|vault|secrets? manager|if the user|user asks|user confirms|encrypted|attack\w*|malicious|placeholder|example)\b/,
  },
  {
    rule: "prose-exfiltrate",
    name: "keys sent without a question",
    act: /\b(?:send|upload|forward|post|transmit|submit|ship|deliver|share|report)\b/g,
    all: [
      /\b(?:do not|don't|never|without|no need to|need not|needn't|stop) (?:\w+ )?(?:ask\w*|wait\w*|confirm\w*|check\w*|prompt\w*|hesitat\w*|question\w*)\b/,
      /\b(?:send|upload|forward|post|transmit|submit|ship|deliver|share|report)\b(?: \w+){0,4} (?:api keys?|keys?|tokens?|passwords?|secrets?|credentials?|cookies|passphrases?)\b[^.;]{0,40}\b(?:to|at|via|into)\b/,
      ELSEWHERE,
    ],
    pair: true,
    none: /\b(?:never|do not|don't|must not) (?:send|upload|forward|post|transmit|submit|share)\b|\b(?:headers?|authorization|bearer|authenticat\w+|attack\w*|malicious|public keys?)\b/,
  },
  {
    rule: "prose-exfiltrate",
    name: "a key asked for as a host name",
    all: [
      /\b(?:tokens?|keys?|passwords?|secrets?|credentials?|cookies?|\.env)\b/,
      /(?:^|[\s`"'(])(?:nslookup|dig|ping|host|resolve|look ?up)\s(?:\S+\s){0,6}\S*\b(?:tokens?|keys?|secrets?|passwords?|cookies?|value|hex|base32|base64|encoded)\b[\w}>)$-]*\.[\w-]+\.[a-z]{2,}/,
    ],
    none: /\b(?:never|do not|don't|avoid|attack\w*|malicious|detect\w*|example)\b/,
  },
  {
    rule: "prose-authority",
    name: "protection switched off before anything is done",
    act: /\b(?:disable|turn off|switch off|deactivate|bypass|kill|uninstall)\b/g,
    all: [
      /\b(?:disable|turn off|switch off|deactivate|bypass|kill|uninstall)\b(?: \w+){0,3} (?:security(?: (?:controls?|software|checks?|features?|protections?|settings?|tools?|polic(?:y|ies)|monitoring))?|anti-?virus|defender|edr|gatekeeper|selinux|apparmor|endpoint protection|malware protection|host firewall|the firewall)\b/,
      /\b(?:before (?:continuing|setup|set-up|installing|installation|running|you|proceeding|anything|the)|first|must|required|to (?:continue|proceed)|so that (?:it|the (?:script|installer|tool|skill)))\b/,
    ],
    none: /\b(?:never|do not|don't|must not|should not|without|not to|avoid|if the user|ask the user|user confirms|csrf|test environment|staging|local development|attack\w*|malicious|rather than|instead of)\b/,
  },
  {
    rule: "command-destroy",
    name: "what the person has is deleted each time",
    act: /\b(?:delete|remove|erase|wipe|purge|cancel|drop|destroy|trash)\b/g,
    all: [
      /\b(?:after|before|upon|whenever|once|following|when) (?:you |any |every |each |the |all |\w+ )?(?:finish\w*|complet\w+|edit\w*|task|document|file|operation|commit|session|answer|calendar|e-?mail)\b|\b(?:always|every time|each time|make sure to)\b/,
      /\b(?:delete|remove|erase|wipe|purge|cancel|drop|destroy|trash)\b(?: \w+){0,3} (?:older than \d+|the originals?(?: files?| documents?)?\b|originals?\b|all other (?:versions|copies|files|documents)|all (?:future |other |of the |their |the )?(?:occurrences|events|e-?mails|messages|contacts|appointments|photos|documents)|them to save (?:disk )?space)/,
    ],
    pair: true,
    none: /\b(?:temp\w*|tmp|cache\w*|generated|intermediate|build|dist|node_modules|tests?|mock\w*|fixtures?|ask|confirm\w*|approv\w*|user (?:asks|requests|wants)|if requested|duplicates?|unused|never|do not|don't|must not|should not|avoid|backup exists|verified|dry[- ]run|logs? older|retention|listeners?|event handlers?|staging)\b/,
  },
  {
    rule: "command-destroy",
    name: "history thrown away each time",
    all: [
      /\b(?:after|before|whenever|once|when) (?:\w+ ){0,3}(?:commits?|chang\w+|review\w*|edit\w*|tasks?|finish\w*|session)\b|\b(?:always|every time|each time)\b/,
      /\bgit (?:push (?:\S+ ){0,3}(?:--force(?!-)|-f\b)|reset --hard (?:head|origin)[~^/]|clean -[a-z]*f[a-z]*d|branch -d\b.*--force)/,
    ],
    none: /\b(?:never|do not|don't|must not|should not|avoid|only (?:if|when|after)|if the user|user (?:asks|confirms|approves|requests)|ask|confirm\w*|with-lease|rebas\w+|amend\w*|squash\w*|danger\w*|careful\w*|warning|recover\w*|undo|abort|worktree)\b/,
  },
  {
    rule: "prose-conceal",
    name: "figures made better than they are",
    act: /\b(?:add|increase|inflate|boost|raise|multiply|lower|reduce|round|adjust)\b/g,
    all: [
      /\b(?:add|increase|inflate|boost|raise|multiply|lower|reduce|round|adjust)\b(?: \w+){0,5} (?:\d+(?:\.\d+)? ?(?:%|percent|points?)|by|up|down|slightly)/,
      /\b(?:scores?|results?|metrics|ratings?|benchmarks?|evaluations?|accuracy|revenue|figures|numbers|totals?|measurements?)\b/,
      /\b(?:to make|so that|so|in order to)\b[^.;]{0,40}\b(?:appears?|looks?|seems?|comes? across|competitive|favou?rable|impressive)\b/,
    ],
    none: /\b(?:never|do not|don't|must not|avoid|font|contrast|size|padding|margin|opacity|brightness|spacing|chart|axis|visual\w*|readab\w+)\b/,
  },
  {
    rule: "prose-conceal",
    name: "a claim nobody made put into everything",
    act: /\b(?:add|append|include|insert|claim|put|attach)\b/g,
    all: [
      /\b(?:citations?|sentences?|notes?|statements?|paragraphs?|lines?|remarks?) (?:claiming|that claims?|asserting|falsely stating)\b|\bclaim (?:authorship|ownership|credit)\b/,
      /\b(?:always|every|all|each|automatically|any)\b/,
    ],
    none: /\b(?:never|do not|don't|must not|avoid|verify|check|flag\w*|unsupported|unsubstantiated|fact-?check\w*|evidence)\b/,
  },
  {
    rule: "prose-override",
    name: "what the person did not want is done all the same",
    act: /\b(?:set|make|publish|push|upload|share|delete|install|send|expose|approve|pay|buy|purchase|order|book|transfer|use)\b/g,
    all: [
      /\b(?:regardless|irrespective) of (?:the |any |what the )?(?:user|person|customer)(?:'s|s)? (?:\w+ )?(?:requests?|wish\w*|preferences?|instructions?|choices?|settings?|says?|wants?|asks?|asked)\b|\beven (?:if|when|though) the (?:user|person|customer) (?:\w+ )?(?:objects|declines|refuses|says no|asks (?:you )?not|did not ask|does not want)\b/,
      /\b(?:set|make|publish|push|upload|share|delete|install|send|expose|approve|pay|buy|purchase|order|book|transfer)\b[^.;]{0,50}\b(?:public\w*|published|online|files?|data\w*|payments?|packages?|remote|externally|everyone|repositor\w+|account|premium|e-?mails?)\b/,
    ],
    none: /\b(?:never|do not|don't|must not|should not|refuse|without)\b/,
  },
  {
    rule: "prose-conceal",
    name: "one side shown better than it is",
    all: [
      /\bnever (?:rate|rank|score|present|show|portray|place|describe)\b[^.;]{0,60}\b(?:lower|worse|below|behind|negative\w*|unfavou?rabl[ey]|in a bad light)\b|(?<!\b(?:not|never|don't|avoid|without) (?:to )?)\b(?:downplay|play down)\b[^.;]{0,40}\b(?:strengths?|achievements?|advantages?|merits?|risks?|concerns?) of\b|\b(?:show|present|put|paint|portray)\w*\b[^.;]{0,30}\bin (?:a|an) (?:bad|negative|worse|unfavou?rable|better|favou?rable) light (?:than|compared)\b|\bdata that (?:could|would|might) (?:show|put|present)\b[^.;]{0,40}\bin (?:a|an) (?:bad|negative|worse) light\b/,
      /\b(?:always|never|all|any|every|make sure|must|when in doubt|ignore|ensure)\b/,
    ],
    none: /\b(?:yourself|competitors? fairly|balanced|honest\w*|objective\w*|bias(?:ed|es)?|do not downplay|don't downplay|avoid downplaying|signs? of|red flags?|attack\w*)\b/,
  },
];
