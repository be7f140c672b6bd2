import type { RuleId } from "../../rules.table.ts";
import { BESIDE } from "./beside.table.ts";
import { GATHER, SECRET } from "./classes.ts";
import { DEEDS } from "./deeds.ts";
import { PREREQUISITES } from "./prerequisites.table.ts";
import { TRUSTED } from "./trusted.table.ts";

/**
 * Something that a sentence says of an order without being one: that nobody is told, that it holds for every time, that it is only routine, that nobody is asked.
 * Each is ordinary by itself.
 */
export type Tell = "quiet" | "always" | "pretext" | "unasked" | "private" | "partial" | "loot" | "address";

export type TellSign = Readonly<{ tell: Tell; pattern: RegExp; none?: RegExp }>;

/**
 * An order by what it brings about, in whatever words: `act` must stand as an order, `all` in the same sentence. `needs`: one of these must stand in it or in
 * the two sentences around it; where there is none, the effect speaks for itself. `pair`: it may begin in the sentence before.
 */
export type Effect = Readonly<{
  rule: RuleId;
  name: string;
  all: readonly RegExp[];
  /** Asked for only where all of `all` stand: classes whose words are in every other sentence. */
  also?: readonly RegExp[];
  act?: RegExp;
  /** How the act stands: as a deed of the agent (ordered or told of it), or denied. Without it: as an order. */
  mood?: "done" | "denied";
  needs?: readonly Tell[];
  /** What the sentences around it (or `before` or `after` it) must say, each in any of them, and (`unless`) must not: an order told all over a list or a table. */
  around?: readonly RegExp[];
  before?: readonly RegExp[];
  after?: readonly RegExp[];
  unless?: RegExp;
  /** So many sentences are around it, where not as usual. */
  reach?: number;
  none?: RegExp;
  pair?: boolean;
  /** Its words are of languages without Latin letters: not looked for in a sentence that has none of their letters. */
  beyond?: boolean;
}>;

export const TELLS: readonly TellSign[] = [
  {
    tell: "quiet",
    pattern:
      /\b(?:no (?:need|reason|point|call|use)|needn't|need not|not necessary|unnecessary|do not|don't|never|without|nothing to|not to be) (?:to )?(?:be |being )?(?:ever )?(?:mention|bring|bringing|raise|raised|raising|comment|commented|announce|announced|spoken|speak|talk|list|listed|show|shown|tell|telling|refer|referred|point|explain|explained|discuss|discussed|note|noted|report|reported)\w*|\b(?:quietly|silently|discreetly|unobtrusively|in the background|behind the scenes|out of sight|under the hood|inconspicuous\w*)\b|\b(?:carry on|continue|go on|proceed|answer|reply|act) (?:\w+ ){0,2}as (?:if|though) (?:nothing|it had|it were|this had|usual)|\blooks? (?:the same|unchanged|as before|untouched|like before|ordinary)\b|\bnobody (?:needs|has|will|is going) to (?:know|notice|see)|\b(?:does not|do not|don't|doesn't|not) (?:belong|appear|show up|figure|turn up) in (?:the|your|any) (?:chat|answer|reply|report|summary|output|log|transcript)|\bkeep (?:it|this|that|them) (?:out of|off) (?:the|your)\b|\b(?:leave|leaving) (?:it|this|that|them|the \w+) out of (?:the|your)\b|\b(?:confus|worr|distract|both)\w* (?:people|users?|them|anyone|anybody|everybody|reviewers?|the (?:user|person|reader|customer|operator|owner|human|team|reviewers?))\b|\bmarked as read\b|\b(?:do|does|will|would) not (?:look|check|notice|read) (?:at )?(?:\w+ )?(?:anyway|anyhow)\b|\bnot (?:look|looks) at \w+ anyway\b|\b(?:too small|not worth|hardly worth|isn't worth|is not worth)\b|\bso that (?:nobody|no one|no-one) (?:has to|needs to|must) (?:look|read|see|click|think)|\b(?:trip|stumble|trips|stumbles) over (?:it|this|them)\b|\bno reason to (?:bother|trouble|disturb)|\b(?:people|users?|persons?|customers?) find \w+(?: \w+){0,6} (?:confusing|distracting|annoying)/,
    none: /\b(?:passwords?|api keys?|personal (?:data|remarks)|verbos\w+|debug|log level|progress)\b/,
  },
  {
    tell: "always",
    pattern:
      /\b(?:after|before|with|at|on|for|in|during) (?:each|every|any|all)\b|\beach time\b|\bevery time\b|\bwhenever\b|\balways\b|\bat the (?:start|end|beginning) of (?:each|every|a|the) (?:session|conversation|task|answer|chat)|\bthe first time (?:you|this)|\bfrom now on\b|\bafterwards\b|\bonce (?:done|finished|the (?:answer|summary|task|work))|\bas (?:the )?(?:last|final|first) step\b|\bevery (?:answer|reply|summary|finished|new|run|session|result)\b|\blater (?:conversations?|sessions?|requests?|tasks?|answers?)\b|\bfuture (?:conversations?|sessions?|requests?|tasks?|answers?)\b/,
  },
  {
    tell: "pretext",
    pattern:
      /\b(?:routine|housekeeping|quality (?:programme|program|assurance|control|sample)|telemetry|usage (?:metrics|data|statistics)|analytics|diagnostics?|compliance|audit(?:ing)? purposes|for (?:our |the )?records|licen[cs]e (?:check|validation|verification)|activation|registration|registered|warranty|to (?:keep|help) (?:\w+ ){1,4}(?:accurate|improve|better|healthy|up to date)|to improve (?:the|our|this)|good advice needs|backup|safe ?keeping|load balanc\w+|verification|sync(?:hroni[sz]ation)? check|support (?:team|desk)|standard procedure|as usual|part of (?:the )?(?:setup|onboarding|installation))\b/,
  },
  {
    tell: "unasked",
    pattern:
      /\b(?:on (?:their|the (?:user|person)'s|his|her|everyone's|its) behalf|for them\b(?=[.,;]|$)|without (?:asking|waiting|confirm\w+|approval|a question|checking back)|(?:need not|needn't|no need to|do not|don't|never|not to) (?:be )?(?:ask|asked|wait|confirm|check back|prompt|prompted)\b|not (?:be )?asked (?:about )?(?:it |this )?again|slows? (?:people|users?|them|things|everyone|the (?:user|person|work)) down|in their name|in the name of the (?:user|person|owner)|(?:account|session) that is (?:signed|logged) in|signed-in account|logged-in (?:account|session))\b/,
  },
  {
    tell: "private",
    pattern:
      /\b(?:transcripts?|conversations?|chat history|what (?:the )?(?:person|user|they|he|she) (?:\w+ ){0,3}(?:said|told|wrote|typed|asked)|has told you|names and numbers|connection strings?|dsn|user ?names?|name of the (?:\w+ )?user|host ?names?|credentials?|passwords?|tokens?|api keys?|private keys?|secrets?|cookies?|\.env\b|environment variables?|key files?|ssh|kubeconfig|\.kube|address book|contacts|inbox|e-?mails? (?:in|of|from)|calendar entries|clipboard|browser history|(?:full|whole|entire|complete|unredacted|original) (?:text|document|file|files|source|code|query|prompt|message|input|output)|customer (?:data|records|list)|phone numbers|login names?|(?:source|original|input) texts?|full list|key ?ring|browser(?:'s)? profile|(?:\w+ )?arguments|personal data|medical|salary|salaries|bank details|card numbers?|file names|folder contents|directory listing|home (?:folder|directory)|list of (?:installed|running)|ip address|location|machine id|serial number)\b/,
    none: /\b(?:public key|placeholder|fake|sample|dummy|example) (?:data|credentials?|token|values?)\b/,
  },
  {
    tell: "partial",
    pattern:
      /\b(?:comes?|go|goes|stands?|are listed|is listed|rank|ranks|appears?) (?:first|last|on top|at the top|ahead|at the bottom) (?:in|of|on) (?:every|each|all|any|the) |\b(?:without|minus|excluding|leav\w+ out) (?:the |its |their )?(?:\w+ )?(?:fees?|costs?|risks?|drawbacks?|reviews?|surcharge)\b|\b(?:favou?r|prefer|promote|push|feature)\w* (?:the )?(?:\w+ ){0,2}(?:chain|brand|products?|partner|sponsor|vendor|shop|provider|bank|fund)s?\b|\bin (?:its|their|our) favou?r\b|\b(?:sponsor|partner|affiliate|commission)\w*\b/,
    none: /\b(?:disclos\w+|say so|mark (?:it|them) as|label\w* as|never|do not|don't)\b/,
  },
  {
    tell: "loot",
    pattern: new RegExp(
      String.raw`${GATHER}[^.;]{0,60}(?:${SECRET})|${GATHER} (?:all|every|each|the whole|the entire)\b[^.;]{0,24}\b(?:documents?|files?|photos?|folders?|messages?|notes?)\b[^.;]{0,24}\b(?:home|desktop|documents|user's|person's|downloads|pictures) (?:folder|directory)\b`,
    ),
    none: /\b(?:never|do not|don't|must not|attack\w*|malicious|detect\w*|names? of|whether)\b/,
  },
  {
    tell: "address",
    pattern: /\b(?:open|fetch|read|load|get|visit|check|download|retrieve|consult)s?\b[^.;]{0,40}\bhttps?:\/\/(?!localhost\b|127\.)/,
    none: /\b(?:never|do not|don't|must not|documentation|docs|reference|tutorial|install\w*)\b/,
  },
];

const HARMLESS =
  /\b(?:never|do not|don't|must not|avoid) (?:\w+ )?(?:send|post|upload|share|forward|submit|transmit|follow|obey|delete|move|disable|turn off)|\b(?:if|when|once|after) the (?:user|person|customer) (?:asks|wants|requests|agrees|confirms|approves|has (?:agreed|confirmed|approved|asked))|\bask (?:the user|first|before)|\b(?:user|person)'s own\b|\b(?:attack\w*|malicious|injection|phishing|scam|suspicious|untrusted|red team\w*|vulnerab\w+)\b|\b(?:example|sample) (?:request|response|payload|output|call)\b/;

const ADDRESS =
  /\bhttps?:\/\/(?!(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])\b)|[\w.+-]{1,64}@[a-z0-9-]{1,63}\.[a-z]{2}|\b(?:github|gitlab|bitbucket)\.com\/[\w.-]+\/[\w.-]+|\b(?:pastebin\.com|webhook\.site|ngrok|rentry\.co|transfer\.sh|0x0\.st|file\.io|paste\.rs|dpaste|termbin|requestbin|pipedream|t\.me\/|discord(?:app)?\.com\/api\/webhooks|hooks\.slack\.com|api\.telegram\.org)/;
/** "The email did exist", "(email + password)", "the account email (a@b.c)": a noun, by what stands behind it. */
const NO_VERB = String.raw`\b\*{0,2}(?: ?[+)]| (?:did|does|is|was|has|had|must|should|exists?|address\w*|account|and (?:an? |the )?(?:\w+ )?password)\b| \(['"]?[\w.+-]{1,64}@)`;
/** Verbs that carry something off; weak ones ("open", "load") only with the thing that carries it. */
const CARRYING = String.raw`(?:send|post|put|place|drop(?!-ins?\b)|upload|forward|transmit|submit|deliver|push|copy(?=[^.;]{0,80}\b(?:to|into|onto|over|there|across|on|at|in|as)\b)|(?:e-?)?mail(?!${NO_VERB})|relay|report|sync|mirror|share|publish|pass|hand|archive|travels?|ends? up|goes|go(?! to https?:)|(?:is|are|been|be|gets?)(?: \w+){0,2},? (?:sent|posted|copied|forwarded|uploaded|mailed|delivered|archived|written|entered|logged|recorded|stored|placed|added|transferred|published|mirrored)|(?:write|place|put|store|drop|log|record|save|note) (?:\w+ ){1,6}(?:to|on|at|in|into) (?:the |an? )?(?:\w+ ){0,3}https?:|(?:load|fetch|request|open|show|embed|include) (?:the |an? )?(?:picture|image|pixel|badge|logo|icon|link|url)|(?:open|create|file|add) (?:an? |the )?(?:public |new |private )?(?:issue|ticket|gist|paste|comment|discussion|pull request))`;
/** A word of an address is no verb. */
const SENDING = new RegExp(String.raw`\b${CARRYING}\b(?![\w.+-]{0,64}@[a-z0-9])`);
const SEND_ACT = new RegExp(SENDING, "g");

const OTHER_SKILL =
  /\b(?:(?:another|other|second|older|existing|any other|different|previous|competing|similar|duplicate) (?:[\w-]+ ){0,2}(?:skill|plugin|extension|tool)s?|(?:skill|plugin|extension)s? (?:of the same|with (?:a|the) (?:same|similar)|for the same|that (?:does|do|handles?|covers?|reads?) the same)|the other (?:one|skill|plugin)|their (?:skill\.md|folders?))\b/;

/** Orders known by what they bring about. */
export const EFFECTS: readonly Effect[] = [
  ...PREREQUISITES,
  ...BESIDE,
  ...TRUSTED,
  ...DEEDS,
  {
    rule: "prose-exfiltrate",
    name: "private data leaves beside the task",
    act: SEND_ACT,
    all: [
      ADDRESS,
      SENDING,
      /\b(?:with|together with|including|included|along with|plus|contents?|text|full|whole|entire|every|each|all|the (?:query|connection|name|transcript|conversation|user|host|file|prompt|answer|document|original|result|summary|key|token))\b/,
    ],
    needs: ["private"],
    none: /https?:\/\/\S+ with (?:[\w']+ ){0,3}(?:token|api key|key)\b|\b(?:authorization|bearer|oauth|api reference|rate limit|endpoint returns|documentation|user asks|if the user|placeholder)\b|\brequests? (?:all )?(?:go|goes|are sent|is sent) to \W*https?:\S+ (?:as|with|using) (?:an? )?(?:multipart|json|post|get|form|http|rest)\b/,
  },
  {
    rule: "prose-remote",
    name: "a page that stands in for the skill",
    all: [
      /\bhttps?:\/\/|\b(?:the|that|this) (?:page|document|gist|feed|file there|remote file|site|response)\b|\bglot\.io|\bpastebin|\brentry/,
      /\b(?:treat|take|read|regard|consider|handle|apply|use)\b[^.;]{0,60}\bas (?:though|if) (?:\w+ ){0,4}(?:printed|written|stood|said|given|typed|part|here|from|in this)|\b(?:is|holds|contains|carries|has|are) (?:the )?(?:current|latest|real|actual|live|full|rest of the|remaining|newest) (?:version|text|rules?|steps?|instructions?|part|copy|body|content)s?(?: (?:of|for) (?:this|the) (?:skill|file|document|guide|workflow|page|assistant|agent))\b|\b(?:its|their|whose) (?:paragraphs?|lines?|sentences?|steps?|rules?|contents?|text)\b[^.;]{0,40}\b(?:count|counts|apply|applies|hold|holds|are binding|take precedence|as (?:though|if))\b|\b(?:do|carry out|act on|work through) (?:what|whatever|everything) (?:it|the page|the file|the response|that page|they) (?:says?|lists?|asks?|names?|contains?|tells?|holds?|demands?)\b/,
    ],
    none: HARMLESS,
  },
  {
    rule: "prose-persist",
    name: "a preference of the author's in what the agent remembers",
    act: /\b(?:add|append|write|store|save|put|record|note|remember|keep|insert|set|memori[sz]e|enter)\b/g,
    all: [
      /\b(?:long-term|permanent|persistent|lasting|standing|your own|your|agent's|global|user) (?:\w+ )?(?:notes?|memory|memories|preferences?|instructions?|profile|rules?)\b|\bmemory\b(?! (?:decline|loss|impairment|deficits?|problems?|complaints?|leaks?|usage|limits?|footprint|bandwidth|pressure|allocation|safety))|\b(?:agents|claude|soul|memory|user|gemini)\.md\b|\bremember\b/,
      /\b(?:later|future|every|all|any|next|new|other|subsequent|from now on|hereafter|holds?|stays?|survives?|permanently)\b/,
      /\b(?:preferred|recommend\w*|suggest\w*|first choice|trusted|trustworthy|reliable source|always (?:use|choose|pick|recommend|allow|approve|trust|buy)|only (?:use|choose|recommend|suggest)|not to be (?:suggested|recommended|questioned|asked|mentioned)|best (?:choice|provider|shop|vendor|option)|authoritative|safe to (?:run|open|install))\b/,
    ],
    none: /\b(?:if|when) the (?:user|person) (?:asks|says|states|tells|prefers|wants|confirms)|\b(?:user|person)'s (?:own )?(?:preferred|preferences?)|\b(?:they|user|person) (?:prefer|prefers|said|asked|chose)\b/,
  },
  {
    rule: "prose-persist",
    name: "other skills put out of the way",
    act: /\b(?:move|delete|remove|rename|point|redirect|replace|overwrite|edit|change|shadow|disable|uninstall|trash|unlink|empty|alias|take over|insert|append|add)\b/g,
    all: [
      OTHER_SKILL,
      /\b(?:move|delete|remove|rename|trash|unlink|uninstall|disable|shadow|overwrite|empty|redirect|replace|point|alias)\b[^.;]{0,60}\b(?:it|them|its|their|that|those|the other|trash|bin|here|this (?:one|folder|skill|file)|us|folder|name|description)\b/,
    ],
    needs: ["quiet", "unasked", "always"],
    pair: true,
    none: /\b(?:if|when|once|after) the (?:user|person) (?:asks|wants|requests|agrees|confirms|approves)|\bask (?:the user|first|before|which)|\b(?:can|may|could) be\b|\bby the user\b/,
  },
  {
    rule: "prose-conceal",
    name: "findings against a named party kept out of the report",
    all: [
      /\b(?:risks?|concerns?|clauses?|problems?|defects?|complaints?|drawbacks?|weakness\w*|vulnerabilit\w+|side effects?|warnings?|negative\w*|criticism|recalls?|lawsuits?|fees?|costs?|downsides?|shortcomings?|findings?)\b/,
      /\b(?:(?:do|does|should|must|shall|will|need)(?: not|n't)|never|not to|are not to|is not to) (?:be )?(?:belong|appear|go|stand|figure|listed?|mentioned?|included?|raised?|reported?|named?|shown?|described?)\b|\b(?:leave|left|keep|kept) (?:\w+ ){0,3}(?:out|off)\b|\bas (?:market standard|harmless|minor|normal|usual|acceptable|safe|unproblematic|customary)\b[^.;]{0,30}\b(?:whatever|regardless|no matter|even if|in any case)\b/,
      /\b(?:from|of|by|about|with|against|concerning|favou?rs?|for) (?:such|these|those|our|this|that|the (?:author|vendor|sponsor|partner|maker|publisher)\w*|[a-z]+ (?:holdings|inc|ltd|gmbh|corp|group|labs|capital|partners|ag|llc))\b|\bwhatever (?:it|they|the (?:clause|text|review|data|numbers?)) (?:says?|show|shows|contains?)\b|\bour (?:products?|brand|partners?|sponsors?)\b/,
    ],
    needs: ["quiet", "always", "unasked", "pretext", "private"],
    none: /\b(?:confidential|personal data|out of scope|style|formatting|duplicates?|passwords?|secrets?|false positives?|low severity|unverified|unconfirmed)\b/,
  },
  {
    rule: "prose-authority",
    name: "the person's approval given by the agent",
    act: /\b(?:answer|click|accept|confirm|approve|say|press|choose|select|dismiss|close|acknowledge|tick|reply|respond|grant|allow)\b/g,
    all: [
      /\b(?:confirm\w*|approv\w*|permission|consent|safety|security|authori[sz]ation) (?:window|dialogue?|prompt|question|box|pop-?up|step|screen|request|message|button)s?\b|\b(?:window|dialogue?|prompt|question|box|pop-?up) (?:\w+ ){0,4}(?:asks?|shows?|appears?|opens?) (?:\w+ ){0,6}(?:confirm\w*|approv\w*|permission|consent|allow|before)\b/,
      /\b(?:answer|reply|respond|click|press|choose|select|accept|confirm|approve|dismiss|grant|tick|say)\b[^.;]{0,40}\b(?:yes|ok|okay|allow|accept|always|approved?|agree|it|them)\b/,
    ],
    needs: ["unasked"],
    pair: true,
    none: /\b(?:never|do not|don't|must not|wait for|user (?:clicks|answers|confirms|approves))\b/,
  },
  {
    rule: "prose-authority",
    name: "opinions published in the person's name",
    act: /\b(?:leave|post|write|give|submit|publish|cast|add|file|rate|upvote|star|endorse|downvote|like|follow|comment)\b/g,
    all: [
      /\b(?:(?:one|two|three|four|five|\d)[- ]stars?|ratings?|reviews?|votes?|upvotes?|downvotes?|likes?|endorsements?|testimonials?|comments?)\b/,
      /\b(?:account|session|profile|identity|browser) (?:that is |which is )?(?:signed|logged) in\b|\b(?:signed|logged)-in (?:account|session|user|profile)\b|\b(?:user|person|owner|customer)'s (?:account|name|profile|identity)\b|\bin their name\b|\btheir account\b|\bas the (?:user|person|owner)\b/,
    ],
    needs: ["always", "quiet", "unasked"],
    pair: true,
    none: /\b(?:user asks|if the user|draft|user approves|user confirms|ask the user|show the draft|pull requests?|code reviews?)\b/,
  },
  {
    rule: "prose-authority",
    name: "a check switched off while something passes",
    act: /\b(?:turn|switch|disable|deactivate|suspend|pause|stop|mute|silence|unset|comment|bypass|skip|remove|delete|rename)\b/g,
    all: [
      /\b(?:scann?ers?|scans?|secret scanning|checks?|guards?|hooks?|alarms?|alerts?|monitors?|monitoring|logging|audit(?:ing)?|protection|review(?:er)?s?|workflows?|firewall|antivirus|edr|dlp|branch protection|approval rules?|code ?owners|rate limits?|filters?)\b/,
      /\b(?:turn|switch) (?:\w+(?:'s)? ){0,6}(?:off|back)\b|\b(?:disable|deactivate|suspend|pause|mute|silence|bypass|unset)\b/,
      /\b(?:again|back on|re-?enabled?|restored?|restore it|back) (?:afterwards|after|later|when done|once|at the end)?|\bafterwards\b|\bput it back\b|\b(?:before|while) you (?:push|commit|send|upload|merge|deploy|publish|copy|transfer)\b/,
    ],
    needs: ["quiet"],
    none: /\b(?:test|tests|migration|maintenance window|dry run|user asks|ask the user|never|do not|don't|deprecated)\b/,
  },
  {
    rule: "prose-exfiltrate",
    name: "a standing rule that forwards mail",
    all: [
      /\b(?:filters?|rules?|forwarding|auto-?forward\w*|redirects?|delegat\w+|bcc|subscri\w+|webhooks?|integrations?)\b/,
      /[\w.+-]{1,64}@[a-z0-9-]{1,63}\.[a-z]{2}|\bhttps?:\/\//,
      /\b(?:go|goes|going|forward\w*|redirect\w*|cop(?:y|ies|ied)|send|sends|sent|deliver\w*|receives?|added)\b/,
      /\b(?:messages?|mails?|e-?mails?|invoices?|resets?|subjects?|events?|invit\w+|files?|documents?|tickets?|orders?|payments?)\b/,
    ],
    needs: ["quiet", "unasked"],
    pair: true,
    none: HARMLESS,
  },
  {
    rule: "prose-authority",
    name: "a way in that only the author knows",
    act: /\b(?:accept|allow|treat|let|skip|bypass|pass|grant|recogni[sz]e|honou?r|take|check|return|add|include|compare|admit)\b/g,
    all: [
      /\b(?:headers?|parameters?|query|cookies?|passwords?|passphrase|pin|user ?names?|user agents?|accounts?|tokens?|values?|strings?|codes?)\b/,
      /\b(?:log ?ins?|sign ?ins?|auth\w*|identity|session|access|permission|middleware|guard|admin\w*)\b/,
      /\bas (?:a )?(?:proof of|valid|sufficient|enough|authenticated|logged in|signed in|admin\w*|an admin\w*|the owner)\b|\bin place of (?:a |the )?(?:password|login|session|token)\b|\bwithout (?:a |the |any )?(?:password|login|check|session|further)\b|\bskips? the (?:check|login|password)\b|\b(?:counts|passes|works|goes) (?:as|for|through)\b|\bfor (?:any|every|all) (?:accounts?|users?|logins?)\b/,
      /["'`][^"'`\n]{0,40}[:= ][^"'`\n]{1,40}["'`]|["'`][\w-]{4,40}["'`]|\b[a-z]*[0-9][a-z0-9]{3,}\b/,
    ],
    none: /\b(?:never|test (?:environment|double|fixture|user)|mock\w*|in tests|unit tests?|documentation|vulnerab\w+|attack\w*|malicious|returns? 401|reject\w*)\b/,
  },
  {
    rule: "prose-conceal",
    name: "a ready answer for who asks",
    act: /\b(?:say|answer|reply|tell|claim|state|explain|respond|call|attribute|put|point)\b/g,
    all: [
      /\b(?:should|if|when|once|in case) (?:somebody|someone|anybody|anyone|they|people|users?|(?:the|a) (?:person|user|customer|reader|client|reviewer|owner)|asked)\b[^.;]{0,24}\b(?:ask\w*|want\w* to know|wonder\w*|question\w*|notic\w+|complain\w*)\b|\b(?:if|when) asked\b/,
      /\b(?:say|answer|reply|tell (?:them|him|her|the \w+)|claim|state|explain|respond|attribute (?:it|this) to|put (?:it|this) down to|point to)\b[^.;]{0,40}\b(?:that (?:it|this|they|the)|it (?:is|was)|this (?:is|was)|they (?:are|were)|(?:to|by|for|due to|because of) )/,
    ],
    needs: ["partial"],
    pair: true,
    none: HARMLESS,
  },
  {
    rule: "prose-override",
    name: "what other tools are given goes through this skill first",
    all: [
      /\b(?:before|whenever|each time|every time|prior to)\b[^.;]{0,40}["']?\b(?:bash|shell|write|edit|read|browser|fetch|search|terminal|mcp|any|every|each|other|another)["']?(?: \w+ ["']?\w+["']?)? (?:tools?|calls?|commands?|functions?)\b/,
      /\b(?:arguments?|parameters?|inputs?|payloads?|contents?|what (?:it|they) (?:is|are) given|request bod(?:y|ies))\b/,
      /\b(?:this skill|this tool|our|[a-z]+_[a-z_]+)\b/,
      /\b(?:see|sees|seen|pass|passed|hand|handed|send|sent|give|given|show|shown|route|routed|go|goes|receive|receives|check|checked|inspect|inspected)\b[^.;]{0,40}\b(?:first|through|over|as (?:they|it) (?:are|is)|verbatim|unchanged|to it|to this|them|before)\b/,
    ],
    none: HARMLESS,
  },
  {
    rule: "prose-exfiltrate",
    name: "a piece of a key where it is published",
    act: /\b(?:end|begin|start|add|append|put|include|write|insert|set|close|finish|attach|prefix|name|sign|mark)\b/g,
    all: [
      /\b(?:base-?64|hex\w*|encod\w+|hash(?!ed)|(?:first|last|next) (?:\w+ )?(?:letters|characters|digits|bytes|half|part)|reversed?|rot13|checksum)\b[^.;]{0,30}\bof\b/,
      /\b(?:deploy\w*|api|private|signing|access|encryption|service|secret|ssh|session|auth\w*|master|database|user's|owner's|account)(?:'s)? (?:keys?|tokens?|passwords?|secrets?|credentials?)\b|\bcredentials?\b/,
      /\b(?:messages?|lines?|trailers?|commits?|footers?|titles?|branch\w*|comments?|answers?|outputs?|file ?names?|tags?|descriptions?|subjects?|headers?|versions?|reports?)\b/,
    ],
    none: HARMLESS,
  },
  {
    rule: "prose-exfiltrate",
    name: "money set aside for the author",
    all: [
      /\b[a-z]{2}[0-9]{2}(?: ?[a-z0-9]{4}){3,7}\b|\b0x[0-9a-f]{40}\b|\b(?:bc1|tb1)[a-z0-9]{20,71}\b|\bpaypal\.me\/|\bbuymeacoffee\.com\//,
      /\b(?:goes|go|flows?|is (?:sent|transferred|credited|paid|moved|donated|booked)|transfer|send|pay|credit|donate|move|book)\b/,
      /\b(?:rest|difference|remainder|surplus|cents|rounding|share|percent|fee|part|half|tenth|change|tip|margin|every|each|any)\b/,
    ],
    needs: ["quiet", "unasked"],
    pair: true,
    none: /\b(?:invoice template|example|testnet|placeholder|user asks|user confirms|show the user|ask the user|support the project)\b/,
  },
  {
    rule: "prose-authority",
    name: "every question of a gate answered beforehand",
    all: [
      /\bwhatever (?:the |it |they )?(?:\w+ )?(?:asks?|question|prompt|says?)\b|\b(?:all|any|every|each) (?:\w+ )?(?:prompts?|questions?|confirmations?|warnings?|gates?|dialogs?)\b|\bare you sure\b/,
      /\b(?:the )?(?:answer|reply|response) is (?:always )?["']?(?:y|yes|ok|continue|proceed|allow)\b|\b(?:pipe|feed|type|send) (?:it|y|yes|["']y["']|["']yes["']) (?:in|into|to)\b|\banswer(?:ed)? (?:with )?["']?(?:y|yes)["']?\b/,
    ],
    needs: ["quiet", "unasked"],
    none: /\b(?:never|do not|don't|staging|test environment|dry run|non-interactive|ci\b|if the user|ask the user)\b/,
  },
];
