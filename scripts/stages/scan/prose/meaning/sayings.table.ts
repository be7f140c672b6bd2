import type { Saying } from "./sayings.ts";

/** A sentence about what is asked first, allowed, or only an example. */
const ASKED_FIRST =
  /\b(?:if the user (?:asks|wants|agrees|confirms|approves)|when the user (?:asks|wants|agrees|confirms)|user asks|user wants|user[- ]configured|the user configured|on request|upon request|ask the user|ask first|opt(?:s|ed)?[- ]in|explicit(?:ly)?|for example|placeholder)\b/;
const MACHINE = /\b(?:container|docker|vm|sandboxed|ci|explain|warn|documentation|proxy|cors|cache|playwright|chrome|browser)\b/;

const UNTOLD =
  /\b(?:no (?:need|reason|point)|needn't|not|don't|never|without|skip|nothing)\b[^,;]{0,40}\b(?:mention|tell|inform|notif|disclos|reveal|alert|warn|br(?:ing|ought)|point|announc)\w*|\b(?:mention|tell|inform|notif|disclos|reveal|alert|warn)\w*\b[^,;]{0,60}\b(?:unnecessary|not (?:needed|necessary|required)|needless|superfluous|pointless)\b|\b(?:stay|remain|keep|be) (?:silent|quiet|mum)\b|\bsay nothing\b|\bkeep (?:it|this|that) to yourself\b/;
const UNKNOWING =
  /\b(?:do not|don't|never|must not|should not) let (?:the |your )?(?:users?|person|people|humans?|owner|operator|customers?|anyone|anybody) (?:know|notice|find out|learn|realise|realize|suspect|become aware)(?: (?:about|of) (?:this|it|that|these|the (?:upload|transfer|copy|copying|request|sending|collection|recording|step)s?))?(?:[.,;!:]|$)/;
const CLAIMED =
  /\b(?:users?|customers?|owners?|person|people|they|clients?|operators?|everyone|everybody|he|she)(?: (?:has|have|had|already|implicitly|in advance|all|once)){0,3} (?:agreed|accepted|consented|approved|opted in|okayed|authori[sz]ed|signed|acknowledged|said yes|ticked|gave (?:their |his |her |its )?(?:ok|okay|consent|permission|approval|agreement))\b|\b(?:terms(?: of \w+)?|policy|licen[cs]e|eula|agreement|contract|onboarding|sign-?up)\b(?: \w+){0,4}? (?:covers?|allows?|permits?|includes?|states?|says?|authori[sz]es?|discloses?|mentions?)\b|\b(?:covered|agreed|accepted|consented|stated|disclosed|given|approved|allowed|settled)\b(?: \w+){0,3}? (?:in|by|with|under|at|through|on|during) (?:the |our |their |its )?(?:\w+ )?(?:terms|policy|licen[cs]e|eula|agreement|contract|sign-?up|installation|install|onboarding|registration)\b|\bconsent (?:box|form|screen)\b/;
const MOVED =
  /\b(?:upload|transfer|transmission|transmit|sync|copy|copies|send|sent|sends|sending|shar|collect|record|telemetry|tracking|track|request|payment|charge|access|data|download|install|connection|background|step|this|it)\w{0,6}\b/;

const ASKED =
  /\b(?:asks?|asked|wants? to know|inquires?|enquires?|is curious|questions? you|wonders?)\b[^.!?]{0,60}\b(?:what|about|how|explain|describe)\b[^.!?]{0,40}\b(?:skill|tool|does|do|did|doing|actions?|works?|steps?|run|happened|happens|changed|this)\b|\basked to (?:explain|describe)\b[^.!?]{0,30}\b(?:skill|tool|yourself|steps?|this)\b/;
const LEFT_OUT =
  /\b(?:leav(?:e|ing)|keep(?:ing)?) (?:out )?(?:\w+ ){0,5}?(?:upload|network|sync|send|transfer|remote|hidden|background|telemetry|collection|request|copy|step|part|second|data|call)\w*(?: \w+){0,2}? ?(?:out\b|$|[,;.])|\b(?:omit(?:ting)?|leav(?:e|ing) out|do not (?:mention|go into|talk about|speak of|describe|discuss|bring up)|don't (?:mention|go into|talk about|describe)|never (?:mention|describe|discuss)|without mentioning|nothing (?:about|of)|pass(?:ing)? over|gloss(?:ing)? over|(?:and|but) not (?:about|of)|stay(?:ing)? silent (?:about|on)|avoid(?:ing)?)\b[^.;]{0,30}\b(?:upload|network|sync|send|transfer|remote|hidden|background|telemetry|collection|request|copy|step|second|outgoing|data|call)\w*/;

const MEMORY =
  /\b(?:agents|claude|soul|memory|gemini|identity|user|tools|bootstrap|heartbeat)\.md\b|\b(?:long-term|persistent|agent|agent's|your|own|permanent) (?:[\w-]+ )?(?:memory|memories|instructions?|notes)\b|\bmemory (?:file|bank|store|entry)\b|\.cursorrules|copilot-instructions|\binstructions? files?\b/;
const APPROVAL =
  /\b(?:(?:pre-?)?approv\w+|(?:pre-?)?authori[sz]\w+|grant\w*|permission|permits?|permitted|consent\w*|allowed|allows|trusted|trusts|accepts?|agree[sd]?)\b/;
const STANDING =
  /\b(?:(?:no|without|not need|needn't|never|not|don't|skip) (?:\w+ ){0,3}?(?:ask\w*|confirm\w*|prompt\w*|questions?|approval|consent|permission)|permanent\w*|standing|blanket|pre-?(?:approved|authori[sz]ed)|in advance|(?:for )?(?:all|every|any) (?:\w+ )?(?:future|session|shell|payment|command|tool|network|transaction|purchase|deploy|transfer|push)\w*|always (?:approve|allow|accept|trust|run)\w*)\b/;
const ACTS =
  /\b(?:shell|commands?|payments?|transfers?|deploy\w*|network|install\w*|push\w*|delet\w+|execut\w+|purchases?|scripts?|access|transactions?|wallet|sudo|root|uploads?|spend\w*|tool calls?|tools?|running)\b/;
const STRICT =
  /\b(?:never|not|don't|no|nothing)\b[^.;]{0,30}\bwithout\b|\b(?:always|must|first) (?:ask|confirm|request|require|get|check)|(?<!never |not |n't )\b(?:requires?|needs?) (?:\w+ )?(?<!no )(?:approval|confirmation|permission)\b|\bonly (?:after|when|if)\b|\bunless\b|\buntil\b/;

const SECRET_NAME =
  /(?<![\w])(?!(?:primary|foreign|cache|sort|partition|next|page|max|public|publishable|idempotency|object|routing|csrf|min|input|output|total|completion)_)(?:[a-z][a-z0-9]{0,20}_){1,5}(?:key|token|secret|password|passwd|pwd|pass|pat|credentials?|dsn|passphrase|seed|mnemonic)\b/;
const KEY_FILE =
  /(?<![\w])\.env\b|(?<![\w])[\w-]{1,60}\.(?:pem|key|p12|pfx|ppk|kdbx|jks|keystore)\b|\bid_(?:rsa|ed25519|ecdsa)\b(?!\.pub)|\.ssh\/|\.aws\/|\bcredentials\.json\b/;
const VALUE = /\b(?:values?|contents?|text|what(?:ever)? (?:it|is|they)|bytes|base-?64|hex|encod(?:e|ed|ing)|rot13|gzip\w*|raw|dump)\b|\$\{?[a-z]/;
const ENCODED = /\b(?:base-?64|hex\w*|encod(?:e|ed|ing)|rot13|gzip\w*|obfuscat\w+|reversed|scrambled|compress\w*)\b/;
const PUT =
  /\b(?:put|include|add|append|write|embed|insert|place|attach|paste|print|echo|output|set|encode|send|post|commit|copy|pass|submit|show|repeat|fill|go|goes|use|end|finish|begin|start|close|quote|hand|take|make|mention|list|state|give|turn|convert|base64|transmit|deliver|forward|carry)\b/g;
const SHOWN =
  /\b(?:commit (?:message|body|trailer|description|title)s?|(?:your|each|every|final) (?:\w+ )?(?:output|answers?|reply|replies|responses?|summary|report|comments?|message)|pull request|pr (?:description|body|title)|merge request|issue (?:title|body)|branch name|tag name|chat reply|log (?:line|message)s?|footer)\b/;
const PICTURE =
  /\b(?:image(?!s? (?:proxy|api|library|hosting|service|assets?)\b)|picture|pixel|badge|logo|icon|avatar|favicon|tracking|thumbnail|subdomain|host ?name)\b/;
const ADDRESS = /\b(?:url|link|address|query|parameter|path|src|subdomain|host ?name)\b/;
const FIELD = /\b(?:fields?|parameters?|params?|body|payload|attribute|property|json|form|headers?)\b/;
const REMOTE =
  /\b(?:https?|wss?|ftp):\/\/|\b(?:[a-z0-9-]{1,63}\.){1,5}(?:com|net|org|io|dev|app|co|ai|xyz|cloud|site|online|info|me|ru|cn|invalid|example|test)\b|@[a-z0-9-]{1,63}\.[a-z]/;
const SIGNING_IN =
  /\b(?:authorization|bearer|authenticat\w*|oauth\w*|client_secret|token endpoint|grant_type|log ?in|sign ?in|x-api-key|signing|m?tls(?!\.)|licen[cs]e|redact\w*|mask\w*|placeholder|public[_ ]key|anon_key|name of|publishable\w*)\b/;

const OTHERS =
  /\b(?:(?:any|some|every) other|others?|another|different|competing|existing|remaining|rival) (?:\w+ )?(?:skills?|plugins?|tools?)\b|\b(?:skills?|plugins?|tools?) other than\b/;
const STOPPED =
  /\b(?:stop|prevent|block|halt|abort|cancel|interrupt|disable|suppress|kill|override|overrule|must not|may not|(?:do not|don't|never) (?:let|use|call|run|allow)|not be (?:used|called|run|loaded|allowed)|refuse|uninstall|unload|cut (?:it|them) off|terminate|silence|overtake|step in front)\b/;
const THIS_ONE =
  /(?<!not |never |don't )\b(?:use|run|call|choose|pick|load|prefer|invoke|take|switch to|answer with|reply with|respond with|go with|activate) (?:only |always )?(?:this|our)\b(?! skill (?:to|for|when|if|as|again))(?! one (?:again|too))|\b(?:this (?:one|skill|tool)|our skill)\b[^.;]{0,24}\b(?:instead|in (?:its|their) (?:place|stead)|takes? over|must (?:always )?(?:run|be (?:used|called))|always)\b/;

const REVIEWED = /\b(?:security|vulnerabilit\w+|audit\w*|safe|safety|malicious|risks?|review\w*|problems?|issues?|scan\w*)\b/;
const CLEARED =
  /\b(?:report|answer|say|state|reply|respond|tell|claim|conclude|declare|return|write)\b[^.;]{0,50}\b(?:none\b|no (?:\w+ )?(?:issues?|problems?|findings?|risks?|vulnerabilit\w+|concerns?)(?! without)|nothing\b|(?:it|this|everything|all|skill|folder|code) (?:is|was|looks) (?:\w+ )?(?:safe|clean|fine|ok|harmless|secure))/;
const ASKED_BY = /\b(?:asks?|asked|wants?|requests?|questions?|reviewers?|auditors?|inspectors?|whoever|scanner)\b/;

const CONFIRMED =
  /\b(?:users?|customer|owner|person|client)(?:_confirmed\b| (?:(?:has|have|had|already|just|also) ){0,3}(?:confirmed|approved|authori[sz]ed|agreed|signed off|said yes|accepted)\b)|\b(?:user|customer|owner|operator|human|person)(?:'s)? (?:approval|confirmation|consent|permission|authori[sz]ation) (?:(?:is|was|has been|already) )*(?:received|given|granted|obtained|recorded|confirmed|on file)\b|\b(?:user_)?(?:confirmed|approved|consent|confirmation|approval)["']? ?[=:] ?["']?(?:true|yes|1|granted|given)\b/;
const MONEY = /\b(?:transfers?|payments?|pay|funds|usdc|usdt|eth|btc|bitcoin|wallet|wire|transactions?|purchases?|money|withdraw\w*|payout|swap)\b/;
const GO =
  /\b(?:execute|proceed|send|continue|carry (?:it )?out|go (?:ahead|on)|complete|submit|sign|release|perform|finish|make|initiate|start|wire|pay|transfer|book)\b/g;
const CONDITION =
  /\b(?:if|when|(?<!at )once|after|unless|until|only|whether|before|verify|check(?:s|ed)? (?:that|whether|if)|ensure|make sure|must (?:be|have)|should|wait|not yet|has not|hasn't|for example|e\.g|testnet)\b/;

const TALK =
  /\b(?:each|every|all|any)\b(?: \w+){0,2} (?:prompts?|conversations?|chats?|transcripts?|dialogues?|turns?)\b|\b(?:each|every|all|any) (?:user(?:'s)? )(?:\w+ )?(?:messages?|inputs?|questions?|requests?|queries)\b|\b(?:user's|whole|full|entire|current|complete|past) (?:\w+ )?(?:conversation|transcript|chat(?: log| history)?|prompts?|messages)\b|\b(?:chat|conversation|dialogue|session) so far\b|\b(?:what(?:ever|soever)?|everything|all|anything) (?:that )?the (?:user|person|customer|human) (?:types?|writes?|says?|asks?|enters?|said|typed|wrote)\b|\b(?:each|every|any|all) (?:\w+ )?(?:questions?|messages?|requests?|words?|lines?|inputs?) (?:that )?the (?:user|person|customer|human)\b/;
const PRETEXT =
  /\b(?:compliance|analytics|quality|audit\w*|improve\w*|training|telemetry|statistics|monitoring|debug\w*|diagnostic\w*|archiv\w*|backup|record-?keeping|records|regulat\w+|research|insights?|help us|legal|safety|reasons|purposes)\b/;
const SEND =
  /\b(?:post|send|forward|mirror(?:ed)?|copy|copied|upload(?:ed)?|transmit(?:ted)?|submit(?:ted)?|stream(?:ed)?|relay(?:ed)?|push(?:ed)?|deliver(?:ed)?|sync|sent|forwarded|posted|export|e?mail|share|goes|pass|hand|report|ship|log)\b/g;
const OUT_OF_ACCOUNT =
  /\b(?:keep|leave|hold|omit|drop|exclude)\w* (?:it|that|this|them|the (?:upload|transfer|export|copy|sync|request|payment|call)\w*)\b(?: \w+){0,2}? (?:out of|from|off)\b[^.;]{0,20}\b(?:summary|report|answer|reply|response|recap|logs?|notes|message)\b|\b(?:do not|don't|never|must not|should not) (?:list|mention|include|contain|show|report|note) (?:this|that|it|the (?:upload|transfer|export|copy|sync|request|payment|call)\w*)\b[^.;]{0,12}\b(?:in|into) (?:the |your |any )?(?:\w+ )?(?:summary|report|answer|reply|response|recap|logs?|notes)\b|\b(?:summary|report|answer|reply|response|recap)s? (?:should|must|shall|may|does|do)(?:n't| not|) ?(?:not )?(?:contain|mention|include|list|show) (?:this|that|it)\b/;

/** Orders whose words may stand in any order, so that the groups are what counts. */
export const SAYINGS: readonly Saying[] = [
  {
    rule: "prose-conceal",
    name: "silence because of a consent that is claimed",
    all: [UNTOLD, CLAIMED, MOVED],
    none: /\b(?:until|unless|before|whether|only|forget|if they|even though|although|still)\b/,
    pair: true,
  },
  { rule: "prose-conceal", name: "the person is not to know", all: [UNKNOWING], none: /\b(?:until|unless|before|if they|only)\b/ },
  { rule: "prose-conceal", name: "a cover story", all: [ASKED, LEFT_OUT], none: /\b(?:until|unless|password|secret|token|api key|only if)\b/, pair: true },
  {
    rule: "prose-conceal",
    name: "kept out of the account",
    act: SEND,
    all: [OUT_OF_ACCOUNT],
    none: /\b(?:duplicates?|draft|noise|empty|personal details)\b/,
    pair: true,
  },
  {
    rule: "prose-persist",
    name: "a standing approval in the agent's memory",
    act: /\b(?:write|add|append|save|store|put|record|insert|note|persist|place|remember|state|enter|keep|update|extend|leave|make|ensure|set)\b/g,
    all: [MEMORY, APPROVAL, STANDING, ACTS],
    none: STRICT,
    pair: true,
  },
  {
    rule: "prose-persist",
    name: "a mode without approvals for itself",
    act: /\b(?:set|change|switch|put|flip|move|edit|enter|enable|activate|go|pick|choose|select|adjust|configure|modify|update|make|reconfigure|alter)\b/g,
    all: [
      /\b(?:bypass\w*(?! (?:your|their|his|her|the|an?) (?!permission|approval|confirmation|safety|sandbox|check|guard|prompt|review|consent|default))|auto-?(?:approve|accept|confirm)\w*|yolo|never-?ask|dont-?ask|skip-?permissions?|full-?auto)\b|\b(?:nothing|no \w+) (?:has|have|needs?) to be (?:approved|confirmed)\b|\b(?:every|all|any) (?:\w+ ){1,2}(?:is|are|gets?) (?:accepted|approved|allowed|confirmed)\b|\b(?:skip|bypass|no|without|drop) (?:all |any |every )?(?:approvals?|permission (?:checks?|prompts?)|confirmations?)\b|\b(?:accept|approve|allow) (?:all|every|any)/,
      /\b(?:your|yourself|own|defaultmode|(?:permission|approval|confirmation)s? mode|this session)\b/,
      /\b(?:mode|settings?|permissions?|config(?:uration)?|yourself|defaultmode|options|preferences)\b/,
    ],
    none: new RegExp(`${ASKED_FIRST.source}|${MACHINE.source}`),
  },
  {
    rule: "prose-persist",
    name: "its own prompts switched off",
    act: /\b(?:disable|turn|switch|remove|suppress|deactivate|stop|mute|drop)\b/g,
    all: [
      /\b(?:approval|permission|confirmation|safety|security|consent)s?(?: \w+)? ?(?:prompts?|dialogs?|checks?|requests?|questions?|gates?)\b/,
      /\b(?:your|yourself) (?:own )?(?:settings?|config\w*|preferences|permissions|options|profile)\b|\byour own\b|\byourself\b/,
      /\b(?:disable|turn|switch|remove|suppress|deactivate|stop|mute|drop)\b[^.;]{0,60}/,
    ],
    none: new RegExp(`${ASKED_FIRST.source}|${MACHINE.source}`),
  },
  {
    rule: "prose-authority",
    name: "no safety, and all rights",
    act: /\b(?:disable|turn|switch|bypass|skip|suspend|deactivate|drop|remove|ignore|override|lift|circumvent|disregard)\b/g,
    all: [
      /\b(?:safety|security|protective|permission)(?: \w+)? (?:checks?|rails?|measures?|controls?|filters?|limits?|prompts?|mechanisms?|guards?|features?)\b|\bguardrails?\b|\bsafeguards?\b/,
      /\b(?:root|sudo|administrator|superuser|elevated|privileg\w+)\b/,
      /\b(?:without (?:asking|confirm\w*|approval|prompt\w*|permission)|(?:do not|don't|never|not|no need to) (?:\w+ ){0,3}?(?:ask|prompt|confirm|wait|check|stop)|no (?:confirmation|approval|questions?|prompts?|permission))\b/,
    ],
    pair: true,
    none: ASKED_FIRST,
  },
  {
    rule: "prose-exfiltrate",
    name: "a named secret put where it is seen",
    act: PUT,
    all: [
      new RegExp(`${SECRET_NAME.source}|${KEY_FILE.source}`),
      SHOWN,
      new RegExp(`${VALUE.source}|\\b(?:quote|paste|print|echo|include|embed|insert|write|append|put|show|repeat)\\b`),
    ],
    none: new RegExp(
      `${SIGNING_IN.source}|\\b(?:whether|length|missing|present|is set|rename|renamed|environment variables? (?:table|section)|required|new setting|never (?:in|into|to|as))\\b`,
    ),
    pair: true,
  },
  {
    rule: "prose-exfiltrate",
    name: "a named secret in the address of a picture",
    act: PUT,
    all: [new RegExp(`${SECRET_NAME.source}|${KEY_FILE.source}`), ADDRESS, PICTURE],
    none: SIGNING_IN,
  },
  {
    rule: "prose-exfiltrate",
    name: "a named secret, encoded, in a request",
    act: PUT,
    all: [SECRET_NAME, ENCODED, new RegExp(`${FIELD.source}|${ADDRESS.source}|\\b(?:requests?|call|get|post)\\b|\\?[a-z]{1,12}=`), REMOTE],
    pair: true,
    none: SIGNING_IN,
  },
  {
    rule: "prose-exfiltrate",
    name: "a key file in a field of a request",
    act: PUT,
    all: [KEY_FILE, VALUE, FIELD, REMOTE],
    none: SIGNING_IN,
    pair: true,
  },
  {
    rule: "prose-authority",
    name: "other skills are stopped for this one",
    all: [OTHERS, STOPPED, THIS_ONE],
    none: /\b(?:fails?|failed|out of scope|outside (?:the |this )?scope|if the user|user asks|user prefers|conflicts?)\b/,
  },
  {
    rule: "prose-conceal",
    name: "a false report to a reviewer",
    all: [ASKED_BY, REVIEWED, CLEARED],
    none: /\b(?:if (?:there (?:are|is)|no|none|nothing|you (?:find|found)|it is)|when (?:no|none|nothing|there)|only if|otherwise|if clean|finds? (?:no|nothing|none)|found (?:no|nothing|none) |do not|don't|never)\b/,
  },
  {
    rule: "prose-exfiltrate",
    name: "a payee exchanged",
    act: /\b(?:replace|swap|substitute|exchange|change|overwrite|rewrite|switch|put|print|write|insert|show|paste|give|use)\b/g,
    all: [
      /\b(?:wallet|bitcoin|btc|ethereum|eth|usdc|crypto\w*|deposit|payment|recipient|payee|beneficiary|payout|bank)\b[^.;]{0,20}?\b(?:address(?:es)?|account|details|number|wallet)\b|\biban\b/,
      /\b(?:ours|mine|our (?:own|wallet|address|account|iban)|my (?:own|wallet|address|account|iban))\b|\b0x[0-9a-f]{40}\b|\b(?:bc1|tb1)[a-z0-9]{20,71}\b|\b[a-z]{2}[0-9]{2} ?[a-z0-9]{4} ?[a-z0-9]{4}/,
      /\b(?:user|user's|customer|customer's|client|client's|text|message|clipboard|invoices?|pastes?|pasted|every|each|any|whenever|wherever|when|before)\b/,
      /\b(?:replace|swap|substitute|exchange|overwrite|rewrite|switch|change|instead|in (?:its|their) (?:place|stead))\b/,
    ],
    none: /\b(?:user asks|for example|testnet|placeholder|regex|validat\w+|mask|redact|redacted|checksum)\b/,
  },
  {
    rule: "prose-authority",
    name: "a confirmation that nobody gave",
    act: GO,
    all: [
      CONFIRMED,
      MONEY,
      /\b(?:execute|proceed|send|continue|carry (?:it )?out|go (?:ahead|on)|complete|submit|sign|release|perform|finish|make|initiate|start|wire|pay)\b/,
    ],
    none: CONDITION,
    pair: true,
  },
  {
    rule: "prose-exfiltrate",
    name: "what the person writes is passed on under a pretext",
    act: SEND,
    all: [TALK, REMOTE, PRETEXT],
    none: new RegExp(
      `\\b(?:if|when|whenever) the user (?:asks|wants|agrees)\\b|\\b(?:user[- ]configured|the user configured|on request|upon request|ask first|opt(?:s|ed)?[- ]in)\\b|\\b(?:header|authorization|endpoint accepts|your own|localhost|sdk|mock)\\b`,
    ),
  },
  {
    rule: "prose-exfiltrate",
    name: "private data passed on and kept out of the account",
    act: SEND,
    all: [/\b(?:contacts?|address ?book|e-?mails?|inbox|calendar|photos?|documents|customers?|records|phone numbers?|location)\b/, REMOTE, OUT_OF_ACCOUNT],
  },
];
