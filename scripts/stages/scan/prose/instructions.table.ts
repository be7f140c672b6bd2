import type { RuleId } from "../rules.table.ts";

/** One way of saying something hostile: matched against one normalised sentence. Every gap is bounded and free of nested repetition, so matching is linear. */
export type Instruction = Readonly<{ rule: RuleId; pattern: RegExp }>;

const on = (rule: RuleId, ...patterns: readonly RegExp[]): readonly Instruction[] => patterns.map((pattern) => ({ rule, pattern }));

export const INSTRUCTIONS: readonly Instruction[] = [
  ...on(
    "prose-override",
    /\b(?:ignore|disregard|forget|override|overwrite|bypass|discard|drop|skip|do not follow|don't follow|stop following|set aside|cancel)\b[^.!?]{0,30}\b(?:all |any |the |your |every |these |those )?(?:previous|prior|earlier|above|preceding|foregoing|existing|original|former|current|system|developer|safety|security|initial|other)\b[^.!?]{0,24}\b(?:instructions?|prompts?|rules?|directives?|guidelines?|guardrails?|polic(?:y|ies)|messages?|commands?|context|orders?|constraints?|restrictions?|training)\b/,
    /\b(?:ignore|disregard|forget|override|bypass)\b[^.!?]{0,20}\b(?:all|any|your|every|everything)\b[^.!?]{0,12}\b(?:instructions|rules|guidelines|guardrails|restrictions|directives|safeguards|you (?:were|have been) told)\b/,
    /\b(?:these|this|the following|my) (?:instructions?|rules?|directives?|skill|file|document|message)\b[^.!?]{0,30}\b(?:supersedes?|overrides?|replaces?|takes? (?:precedence|priority) over|outranks?)\b[^.!?]{0,40}\b(?:system|previous|prior|other|all|any|user|safety|developer)\b/,
    /\byou (?:must|should|are to|will|shall) (?:now )?(?:ignore|disregard|forget)\b[^.!?]{0,40}\b(?:instructions?|rules?|guidelines?|told|prompt|user)\b/,
    /\b(?:ignora|ignore|olvida|oublie[zr]?|vergiss|ignoriere|ignorez|dimentica|esque[cç]a|negeer|zignoruj|ignorera|glem|unohda)\b[^.!?]{0,40}\b(?:instrucciones|instructions precedentes|consignes|anweisungen|istruzioni|instru[cç][oõ]es|instructies|instrukcje|instruktioner|instruksjoner|ohjeet|precedentes|anteriores|vorherigen|bisherigen|precedenti)\b/,
    /(?:игнорируй(?:те)?|забудь(?:те)?|не обращай внимания)[^.!?]{0,40}(?:инструкци|указани|правил)/,
    /(?:忽略|无视|忘记|不要理会|無視)[^。!?]{0,16}(?:指令|指示|提示|规则|說明|说明|命令)/,
    /(?:以前|これまで|上記|前|すべて)の?[^。]{0,10}(?:指示|命令|ルール|プロンプト)を?[^。]{0,6}(?:無視|忘れ)/,
    /(?:이전|위의?|기존|모든)[^.]{0,12}(?:지시|명령|규칙|지침)[^.]{0,8}(?:무시|잊)/,
    /(?:تجاهل|انس)[^.]{0,24}(?:التعليمات|الأوامر|القواعد)/,
    /(?:पिछले|सभी)[^।]{0,20}(?:निर्देश|आदेश)[^।]{0,16}(?:अनदेखा|भूल)/,
  ),
  ...on(
    "prose-conceal",
    /\b(?:do not|don't|never|without|avoid|must not|should not|refrain from|shouldn't|mustn't|no need to)\b[^.!?]{0,24}\b(?:tell(?:ing)?|inform(?:ing)?|mention(?:ing)?|notify(?:ing)?|alert(?:ing)?|reveal(?:ing)?|disclos(?:e|ing)|show(?:ing)?|report(?:ing)?|ask(?:ing)?|warn(?:ing)?|let(?:ting)?)\b(?: (?:it|this|that|anything|them|these|any of this|about (?:it|this)))?(?: (?:to|with))? (?:the |your |any )?(?:user|human|person|operator|owner|developer)s?\b(?! (?:for|to (?:enter|confirm|type|provide)|which|what|about the (?:ticket|price))\b)/,
    /\b(?:hide|conceal|keep|mask|obscure)\b[^.!?]{0,30}\b(?:from the (?:user|human|person|operator|owner)|secret from|hidden from|invisible to the (?:user|human))\b/,
    /\bwithout (?:the )?(?:user|human|person|owner|operator)(?:'s)? (?:knowledge|knowing|noticing|consent|awareness|seeing|permission|approval)\b/,
    /\b(?:silently|secretly|covertly|quietly|in the background|discreetly|stealthily)\b[^.!?]{0,40}\b(?:send|upload|post|copy|collect|run|execute|install|add|append|forward|transmit|exfiltrate|record|log|include|email|share)\b[^.!?]{0,60}\b(?:key|keys|token|tokens|secrets?|credentials?|passwords?|env|environment|files?|history|conversation|contents?|data|user|script|command|server|http)/,
    /\b(?:do not|don't|never) (?:mention|reveal|disclose|acknowledge|reference|talk about|admit|log|report)\b[^.!?]{0,20}\b(?:this (?:step|instruction|action|rule|section|skill|command|file|request|note|upload)|these (?:steps|instructions|actions|rules)|that you (?:did|have|were|ran|sent|are)|the (?:upload|instruction|hidden|existence of (?:this|these)))\b/,
    /\b(?:no (?:le )?digas|no informes|no menciones|ne (?:le )?dites? pas|n'en parle pas|nicht (?:dem|den) (?:benutzer|nutzer|anwender)[^.!?]{0,20}(?:sagen|mitteilen|erwahnen)|non dire|nao (?:diga|conte|informe))\b[^.!?]{0,40}(?:usuario|utilisateur|benutzer|nutzer|utente|$)/,
    /(?:не (?:говори|сообщай|рассказывай|упоминай)(?:те)?)[^.!?]{0,30}пользовател/,
    /(?:不要|请勿|別)[^。]{0,8}(?:告诉|告知|通知|提及|告訴)[^。]{0,6}(?:用户|使用者|用戶)/,
  ),
  ...on(
    "prose-exfiltrate",
    /\b(?:send|upload|post|transmit|forward|exfiltrate|email|mail|submit|share|copy|push|leak|report|deliver|ship|relay|sync|pipe)\b[^.!?]{0,80}\b(?:api[ _-]?keys?|secret(?:s| keys?)|access tokens?|auth tokens?|tokens|credentials?|passwords?|private keys?|ssh keys?|\.ssh|\.env|id_rsa|env(?:ironment)? variables?|environment|cookies|seed phrase|wallet|conversation (?:history|log)|chat history|(?:full |whole |entire )?(?:system prompt|conversation)|(?:contents? of )?(?:the )?(?:user's|users'|their|his|her) (?:home|files|documents|data|messages|emails|contacts|inbox|private)[a-z ]{0,20}|\.aws|keychain|browser history|memory\.md)\b[^.!?]{0,80}(?:\bto\b[^.!?]{0,40}(?:https?:|[a-z0-9-]{2,}\.(?:com|net|org|io|dev|app|xyz|site|ru|cn|co|me|example|test|invalid|sh|cc|info|top|online|club)\b|@|\b(?:server|endpoint|webhook|url|address|attacker|us|our|remote|external|api|collector|telemetry|slack|telegram|discord|pastebin|gist)\b)|\b(?:via|using|through|with)\b[^.!?]{0,12}\b(?:curl|webhook|http|post|email|dns)\b)/,
    /\b(?:read|collect|gather|harvest|grab|find|take|dump|include|list|cat|open|extract)\b[^.!?]{0,60}\b(?:api[ _-]?keys?|secrets?|tokens|credentials?|passwords?|private keys?|ssh keys?|\.ssh|\.env|id_rsa|env(?:ironment)? variables?|\.aws|cookies|keychain|wallet)\b[^.!?]{0,80}\b(?:send|upload|post|transmit|forward|exfiltrate|email|submit|append|encode|attach)\b/,
    /\b(?:append|include|add|attach|encode|put|embed)\b[^.!?]{0,60}\b(?:api[ _-]?keys?|secrets?|tokens?|credentials?|passwords?|conversation|chat history|system prompt|user(?:'s)? (?:data|message|email|name|input)|env(?:ironment)?)\b[^.!?]{0,50}\b(?:as (?:a )?(?:query|url) param|to the (?:url|query|request|link|image)|in the (?:url|query string|image|link|header)|query string)/,
  ),
  ...on(
    "prose-credentials",
    /\b(?:ask|prompt|request|tell|instruct|require|get|have|make|convince|persuade)\b[^.!?]{0,24}\b(?:the )?(?:user|human|person|owner|them|customer)s?\b[^.!?]{0,40}\b(?:passwords?|seed phrases?|recovery phrases?|private keys?|mnemonic|credit card|cvv|social security|api[ _-]?keys?|secret keys?|access tokens?|2fa|one-time (?:code|password)|otp|pin (?:code|number)|login credentials?|credentials)\b/,
    /\b(?:enter|paste|type|provide|give|share|send|tell)\b[^.!?]{0,16}\b(?:me |us |here )?(?:your|the user's|their)\b[^.!?]{0,24}\b(?:passwords?|seed phrases?|recovery phrases?|private keys?|mnemonic|wallet key|credit card number|ssh key|root password|sudo password|master password|2fa code)\b/,
    /\b(?:print|echo|output|display|repeat|write|include|commit|log|show|return|insert|dump)\b[^.!?]{0,30}\b(?:the |all |any |your |their |every )?(?:value of )?(?:the )?(?:[a-z_]{0,20}(?:_key|_token|_secret)|api[ _-]?keys?|secret keys?|access tokens?|passwords?|credentials?|private keys?|environment variables|env vars)\b[^.!?]{0,30}\b(?:in|into|to|as|at)\b[^.!?]{0,20}\b(?:output|response|answer|reply|commit|message|comment|url|log|readme|file|chat|report|summary|pr|issue)\b/,
  ),
  ...on(
    "prose-remote",
    /\b(?:fetch|download|retrieve|open|visit|load|read|curl|get|pull|browse to|go to|check)\b[^.!?]{0,50}(?:https?:\/\/|\burl\b|\bgist\b|\bpastebin\b|\bwebsite\b|\bpage at\b|\bendpoint\b|\bremote\b|\bserver\b)[^!?]{0,100}\b(?:follow|execute|obey|run|perform|carry out|apply|do|act on|comply with)\b[^.!?]{0,30}\b(?:instructions?|commands?|steps|directives?|orders?|what(?:ever)? (?:it|they|the page|is there|you find|it says)|everything|it says|it contains)\b/,
    /\b(?:follow|execute|obey|run|perform|carry out|apply|comply with)\b[^.!?]{0,30}\b(?:instructions?|commands?|steps|directives?|orders?|whatever)\b[^.!?]{0,24}\b(?:at|from|on|in|returned by|found at|hosted (?:at|on)|served (?:at|by|from)|published (?:at|on))\b[^.!?]{0,16}(?:https?:\/\/|this url|the url|a url|our server|that page|the response|the remote|the website|a gist|pastebin)/,
    /\b(?:decode|base64|rot13|decrypt|deobfuscate|unhex|reverse|translate from (?:hex|morse|base64))\b[^.!?]{0,80}\b(?:and |then )(?:[a-z]+ ){0,3}(?:follow|execute|run|obey|perform|do|carry out|apply|comply|eval)/,
    /\b(?:follow|execute|run|obey|perform|carry out)\b[^.!?]{0,30}\b(?:decoded|decrypted|base64|encoded|hidden|rot13|reversed)\b[^.!?]{0,24}\b(?:instructions?|text|commands?|message|string|payload|content|result)\b/,
    /\b(?:join|concatenate|combine|assemble|put together|merge)\b[^.!?]{0,60}\b(?:parts?|pieces?|fragments?|fields?|files?|strings?|lines?|halves)\b[^.!?]{0,60}\b(?:and |then )(?:[a-z]+ ){0,3}(?:run|execute|follow|obey|eval)/,
  ),
  ...on(
    "prose-authority",
    /(?:^|[\n>#*\s])(?:\[|<|#+ ?|\*\*)?(?:system|developer|admin(?:istrator)?|root|anthropic|openai|openclaw)(?:\]|>|\*\*)? ?(?:message|notice|override|prompt|instruction|directive|alert|update)?(?:\]|>)? ?: ?[^.!?]{0,100}\b(?:you (?:are|must|may|should|will|can) |new (?:rules|policy|instructions?)|all (?:restrictions|safety|rules|requests)|approved|authori[sz]ed|comply|from now on|mode (?:enabled|on|activated)|disable|grant)/,
    /<\/?(?:system|system-reminder|tool_result|function_results|assistant|im_start|im_end|developer|inst)>|<\|(?:im_start|im_end|system|user|assistant|endoftext)\|>|\[\/?inst\]|<<\/?sys>>/,
    /\byou are (?:now|no longer)\b[^.!?]{0,40}\b(?:dan\b|developer mode|jailbroken|unrestricted|unfiltered|free (?:from|of)|bound by|without (?:any )?(?:restrictions|limits|filters|rules|guidelines)|an? (?:evil|amoral|uncensored)|in (?:god|debug|admin|root|maintenance) mode|restricted|limited by)\b/,
    /\b(?:act|behave|respond|operate|pretend|roleplay|role-play)\b[^.!?]{0,24}\b(?:as if|as though|like|as|that|to be|you)\b[^.!?]{0,40}\b(?:no (?:restrictions|rules|guidelines|limits|filters|safety)|without (?:any )?(?:restrictions|rules|guidelines|limits|filters|safety|constraints)|dan\b|unrestricted|uncensored|jailbroken|not bound by)\b/,
    /\b(?:enable|enter|activate|switch to)\b[^.!?]{0,16}\b(?:developer|dan|god|jailbreak|unrestricted|unfiltered|sudo|admin override) mode\b/,
    /\b(?:when(?:ever)?|before|after|every time|each time)\b[^.!?]{0,40}\b(?:other|another|any|every|all|the [a-z_-]+) (?:tools?|skills?|mcp)\b[^.!?]{0,60}\b(?:must|always|instead|first|bcc|also send|replace|redirect)\b[^.!?]{0,60}\b(?:to|call|use|send|this (?:skill|tool)|with)\b/,
    /\b(?:instead of|never use|do not use|stop using|don't use) (?:the |any |all )?(?:other|built-in|existing|official|original|default) (?:tools?|skills?|mcp)\b/,
  ),
  ...on(
    "prose-persist",
    /\b(?:add|append|write|insert|save|copy|put|store|create|edit|modify|update|overwrite|prepend|install|inject|persist)\b[^.!?]{0,100}\b(?:agents\.md|claude\.md|gemini\.md|soul\.md|memory\.md|heartbeat\.md|bootstrap\.md|tools\.md|\.cursorrules|copilot-instructions\.md|settings\.json|openclaw\.json|\.mcp\.json|mcp\.json|\.bashrc|\.zshrc|\.profile|\.bash_profile|authorized_keys|crontab|(?:agent|assistant|your|long-term|persistent)(?:'s)? (?:memory|settings|configuration|system prompt|instructions))(?![a-z])/,
    /\b(?:disable|turn off|switch off|skip|bypass|remove|suppress|circumvent)\b[^.!?]{0,30}\b(?:approval|approvals|permission (?:checks?|prompts?)|confirmations?|confirmation prompts?|safety (?:checks?|filters?|features?)|security (?:checks?|scann?(?:er|ing)|features?|warnings?)|sandbox(?:ing)?|guardrails?|human review|the scanner)\b/,
    /\b(?:grant|give|allow|set|add|enable|request|widen|elevate)\b[^.!?]{0,40}\b(?:all permissions|full (?:disk |file ?system |system |network )?access|unrestricted access|root access|sudo access|admin(?:istrator)? (?:rights|privileges|access)|bypasspermissions|--dangerously-skip-permissions|--yolo|auto-?approve|dangerously[a-z-]{0,20}|allow(?:ed)?-?tools? ?[:=]? ?\*)/,
    /--dangerously-skip-permissions|--dangerously-bypass-approvals/,
    /\b(?:approve|accept|allow|confirm|answer yes to)\b[^.!?]{0,16}\b(?:all|any|every)\b[^.!?]{0,24}\b(?:prompts?|requests?|permissions?|confirmations?|tool calls?|commands?)\b[^.!?]{0,40}\b(?:automatically|without|on behalf|yourself|silently)\b/,
  ),
  ...on(
    "prose-pressure",
    /\b(?:never refuse|do not refuse|don't refuse|must not refuse|must comply|comply without|no (?:disclaimers?|warnings?|caveats)|do not (?:add|give|include) (?:any )?(?:warnings?|disclaimers?|caveats)|do not question|without question|do not hesitate to run)\b/,
    /\b(?:this (?:skill|script|file|code|command) (?:has been|was|is) (?:fully |already |officially |security )*(?:audited|verified|approved|certified|whitelisted|reviewed|safe|trusted)|(?:pre-?approved|verified safe|certified safe|security[- ]audited|no need to (?:review|scan|check|verify|inspect))|security team (?:has )?(?:approved|reviewed))\b/,
    /\b(?:always use this skill (?:for|first|before)|use this skill for (?:everything|any(?:thing| request| task)|every)|must be used for (?:all|every|any)|always (?:load|activate|trigger|invoke) this skill|takes priority over (?:all |any )?other skills?|before any other skill)\b/,
    /\b(?:if|when|once|after)\b[^.!?]{0,40}\b(?:the date is|today is|it is after|the year is|the user (?:is named|types|says the (?:word|phrase)|mentions the (?:word|phrase))|running in ci|hostname (?:is|matches)|nobody is watching|not being (?:watched|monitored|tested))\b[^.!?]{0,60}\b(?:run|send|delete|execute|upload|ignore|fetch|download|switch)\b/,
  ),
];

/** Wording that quotes, teaches, forbids or looks for an attack instead of giving the order. Matched in the sentence and what introduces it. */
export const FRAMING =
  /\b(?:never|do not|don't|must not|should not|refuse|reject|detect(?:s|ing|ion)?|flag(?:s|ged|ging)?|look(?:s|ing)? for|watch (?:out )?for|scan(?:s|ning)? for|beware|guard against|protect against|prevent|block(?:s|ed|ing)?|attack(?:s|er|ers)?|malicious|adversar(?:y|ial|ies)|injection|phishing|jailbreak(?:s|ing)?|payloads?|example of|examples? of|for example|e\.g\.|such as|phrases? like|text like|prompts? like|strings? like|suspicious|red flags?|threat|vulnerab(?:le|ility|ilities)|anti-?patterns?|bad practice|social engineering|exploits?|if (?:a|the|any|you (?:see|find|encounter)) (?:page|file|document|text|message|email|website|content|tool|result)|treat (?:it|them|any|such)|untrusted)\b/;
