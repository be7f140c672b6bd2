import { EACH_TIME, REMOVE, WRITE } from "./classes.ts";
import type { Effect } from "./effects.table.ts";

const SPOKEN_OF =
  /\b(?:attack\w*|malicious|vulnerab\w+ to|untrusted|suspicious|red flags?|detect\w*|look for|check (?:for|whether)|find|audit|never|must not|do not|don't|avoid|pentest\w*|penetration|ctf|honeypot|red team\w*)\b/;
const AGENT_FILES = String.raw`(?:\b(?:agents|claude|soul|memory|gemini|identity|heartbeat|bootstrap)\.md\b|\.cursorrules|copilot-instructions|\.(?:claude|codex|cursor|openclaw)\/[\w./-]*(?:settings|config|rules)[\w.]*|\b(?:long-term|persistent|permanent|your|agent'?s?) (?:memory|memories|notes)\b|\bmemory file\b|\bopenclaw\.json\b)`;

/** "Blocks commits that introduce undocumented endpoints": what is refused, unless the refusing is. */
const NOT_REFUSED = String.raw`(?<!(?<!\b(?:not|never|n't|no longer|stop|avoid|without)\b[^.;]{0,16})\b(?:block|reject|forbid|prohibit)(?:s|ed|ing)? (?:(?!without|unless|except|until|but|not|to|lacking)[\w']+ ){0,3}(?:introduc|contain|add|expos|with|hav)\w* )`;
/** "Prompts for the master password.": the one that opens the person's own vault. */
const OF_A_VAULT = String.raw`(?<=\b(?:prompt|ask)(?:s|ed)? for (?:the |a |your )?master) passwords?(?:[).,;]|$)`;

/** Deeds that stay after the task, weaken what is made, or cost the person something. */
export const DEEDS_HARM: readonly Effect[] = [
  {
    rule: "prose-persist",
    name: "this skill, or a trust in somebody, written into what the agent remembers",
    mood: "done",
    act: new RegExp(WRITE, "g"),
    all: [
      new RegExp(AGENT_FILES),
      /\b(?:this (?:skill|tool|plugin)\b[^.;]{0,30}\b(?:loaded|used|called|consulted|run|asked) (?:first|before (?:any|all|every|each)|always)|this (?:skill|tool|plugin)\b[^.;]{0,40}\b(?:every|each|all|any) (?:\w+ )?(?:requests?|tasks?|sessions?|messages?|questions?|conversations?|prompts?)|(?:is|are|be|as|from) (?:\w+ )?(?:trusted|vetted|pre-?approved|whitelisted|allow-?listed|always safe)|(?:need|needs|require|requires) no (?:review|confirmation|approval|check)|never (?:needs? |be |to be )?(?:review|question|ask|confirm|scan|check|prompt)\w*|without (?:prompts?|asking|approval|confirmation|review|being asked)|no (?:longer )?(?:prompts?|confirmation|approval)|(?:permitted|allowed|approved|accepted) without)\b/,
    ],
    none: new RegExp(
      `${SPOKEN_OF.source.replace("|never|must not|do not|don't", "")}|\\b(?:if the user|user (?:asks|wants|says|prefers|confirms)|ask (?:the user|first)|proposes?|suggest\\w*|secrets?|must not|do not|don't|never (?:\\w+ ){1,4}without)\\b`,
    ),
    pair: true,
  },
  {
    rule: "prose-persist",
    name: "groups and rights for the agent itself",
    mood: "done",
    act: /\b(?:make|add|put|give|join|elevate|promote)s?\b/g,
    all: [
      /\b(?:make|add|put|give|join|elevate|promote)\b[^.;]{0,12}\b(?:yourself|the agent(?:'s account)?|this agent|its own account|your own (?:account|user))\b/,
      /\b(?:sudo|sudoers|wheel|docker|root|admin\w*|superuser|owner|maintainer)s?\b(?: \w+){0,3} ?(?:groups?|roles?|members?|rights|list|team)\b|\bmember of (?:the )?(?:sudo|docker|wheel|admin)/,
    ],
    none: SPOKEN_OF,
  },
  {
    rule: "prose-persist",
    name: "hooks of git everywhere call this skill",
    mood: "done",
    act: new RegExp(WRITE, "g"),
    all: [
      /\b(?:(?:pre|post)-(?:commit|push|checkout|merge|receive)|git|commit) hooks?\b|\bcore\.hookspath\b/,
      /\b(?:every|each|all|any|other) (?:\w+ )?(?:repositor(?:y|ies)|repos?|projects?|clones?)\b|\b(?:global|user's global|system-wide|machine-wide)(?:ly)?\b|--global\b/,
      /\b(?:this skill|our|sync|script|upload|reports?|calls?|https?:|posts?|sends?|core\.hookspath)\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:husky|pre-commit install|lint-staged|formatter|linter|if the user|ask)\\b`),
  },
  {
    rule: "prose-persist",
    name: "a program of its own in front of the person's",
    mood: "done",
    act: new RegExp(WRITE, "g"),
    all: [
      /\b(?:path|alias|wrapper|shim|shell profile|\.bashrc|\.zshrc|rc file)\b/,
      /\b(?:our|this skill's|the skill's|my) (?:\w+ )?(?:binary|wrapper|shim|version|copy|script|git|ssh|npm|python|proxy)\b/,
      /\b(?:first|before|instead of|in place of|takes? precedence|shadows?|replaces?|resolves? to|intercepts?)\b/,
    ],
    none: SPOKEN_OF,
  },
  {
    rule: "prose-persist",
    name: "checks of connections off everywhere",
    mood: "done",
    act: /\b(?:disable|turn off|switch off|skip|bypass|deactivate|suppress|use|set|ignore)(?:s|d)?\b/g,
    all: [
      /\b(?:tls|ssl|certificate|host ?key|signature)s? (?:\w+ )?(?:verification|checking|validation|checks?|warnings?|errors?)\b|\bverify ?= ?false\b|\bstricthostkeychecking\b|\brejectunauthorized\b|\bsslverify\b/,
      /\b(?:globally|system-wide|everywhere|permanently|for all|in all|all (?:http )?(?:clients|requests|connections|calls)|machine-wide|by default|so that (?:connections|requests|downloads|updates))\b/,
      /\b(?:our|not (?:to )?(?:mention|point|note|report|flag)|n't (?:mention|point|note|report|flag)|without (?:mention|telling|noting|asking)\w*|never fail|globally|permanently|system-wide|machine-wide)\b/,
    ],
    none: new RegExp(
      `${SPOKEN_OF.source.replace("|never|must not|do not|don't|avoid", "")}|\\b(?:never (?:disable|turn|use|set|skip)|do not (?:disable|use|set|turn|skip)|avoid|only (?:in|for|when|if|on)|never globally|test environment|local dev\\w*|self-signed certificates? in)\\b`,
    ),
  },
  {
    rule: "prose-authority",
    name: "a way in, built into what is made",
    mood: "done",
    act: new RegExp(`${WRITE}|\\b(?:contain|have|carry|ship|embed|leave|plant|build in|expose|accept)s?\\b`, "g"),
    all: [
      new RegExp(
        String.raw`${NOT_REFUSED}\b(?:hidden|secret|undocumented|fallback(?! (?:\w+ )?(?:routes?|endpoints?|parameters?)\b)|emergency|master(?!${OF_A_VAULT})|hard-?coded|concealed|invisible) (?:\w+ )?(?:admin\w*|accounts?|users?|logins?|passwords?|routes?|endpoints?|parameters?|back ?doors?)\b|\bhands? out the \w+ tokens?\b|\baccepts? (?:any|every|all) (?:passwords?|tokens?|users?|logins?|credentials?|signatures?)\b|\bback ?doors?\b`,
      ),
      /\b(?:every|any|all|each|generated|you (?:create|write|build|make|generate)|in production|accepts?|any account|health ?check)\b/,
    ],
    pair: true,
    none: new RegExp(
      `${SPOKEN_OF.source}|\\b(?:no|without|remove|rotate|easter egg|css|aria|visually|mock\\w*|stubs?|fakes?|test (?:server|double)|dev(?:elopment)? only|form fields?|input|disclos\\w+|prevent\\w*|recovery)\\b`,
    ),
  },
  {
    rule: "prose-authority",
    name: "a defect left where it was to be mended",
    mood: "done",
    act: /\b(?:leave|keep|retain|preserve|restore)s?\b/g,
    all: [
      /\b(?:leave|keep|retain|preserve|restore) (?:the |any |all |this |that )?(?:\w+ )?(?:vulnerab\w+|insecure|unsafe|flawed|back ?door\w*|exploitable|injectable)\b[^.;]{0,40}\b(?:in place|unchanged|as (?:it )?is|untouched|there|working|open|intact)\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:teaching|training|intentionally vulnerable|lab|demo|exercise|test fixtures?)\\b`),
  },
  {
    rule: "prose-authority",
    name: "somebody's changes accepted unread",
    mood: "done",
    act: /\b(?:approve|merge|accept|pass|wave through|lgtm|sign off|trust)\b/g,
    all: [
      /\b(?:approve|merge|accept|pass|wave through|lgtm|sign off on|trust)\b[^.;]{0,40}\b(?:changes?|pull requests?|prs?|commits?|diffs?|patches|contributions?|code)\b[^.;]{0,30}\b(?:by|from|of|made by|authored by|opened by)\b/,
      /\bwithout (?:\w+ )?(?:looking|review\w*|reading|checking|comments?|inspect\w+|running)\b|\bunread\b|\bregardless of (?:content|what)\b|\bno matter what\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:dependabot|renovate|if the user)\\b`),
  },
  {
    rule: "prose-persist",
    name: "tests of safety taken out in silence",
    mood: "done",
    act: new RegExp(REMOVE, "g"),
    all: [
      new RegExp(String.raw`${REMOVE}[^.;]{0,30}\b(?:security|failing|safety|permission|auth\w*|validation) (?:\w+ )?(?:tests?|checks?|assertions?|guards?)\b`),
      /\bwithout (?:noting|mention\w*|tell\w*|report\w*|saying|asking|a note|document\w*)\b|\b(?:quietly|silently)\b|\b(?:do not|don't|never) (?:note|mention|report|say|document)\b/,
    ],
    none: /\b(?:never (?:remove|delete|disable|skip|weaken)|do not (?:remove|delete|disable|skip|weaken)|don't (?:remove|delete|disable|skip|weaken)|must not|avoid)\b/,
  },
  {
    rule: "prose-authority",
    name: "the machine put to work for somebody else",
    mood: "done",
    act: /\b(?:mine|mining|run|start|launch|donate|lend|use|join)s?\b/g,
    all: [
      /\b(?:min(?:e|es|ing)|miners?|hash ?power|hashrate)\b[^.;]{0,30}\b(?:monero|bitcoin|crypto\w*|xmr|coins?|tokens?|ethereum|blocks)\b|\b(?:monero|xmr|crypto ?currency|bitcoin) (?:miners?|mining)\b|\bxmrig\b/,
      /\b(?:background|idle|spare|quietly|silently|while the|fund|support (?:the )?development|donat\w+|unused)\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:price|market|data mining|explorer|analy[sz]e)\\b`),
  },
  {
    rule: "prose-authority",
    name: "work that multiplies without end",
    mood: "done",
    act: /\b(?:spawn|start|launch|create|run|fork|call|repeat|loop)s?\b/g,
    all: [
      /\b(?:spawn|start|launch|create|run|fork|call)s?\b[^.;]{0,40}\b(?:sub-?agents?|agents?|processes|tasks?|sessions?|copies of (?:it|your)self|instances|requests?)\b/,
      /\b(?:as many (?:[\w-]+ ){0,4}as possible|unlimited|endless\w*|infinite\w*|without (?:any )?(?:limit|end)|forever|never stop\w*|no upper limit|thousands of)\b/,
      /\b(?:each of (?:which|them)|themselves|itself|again|recursive\w*|same task|the task|repeat\w*)\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:load test\\w*|generator|iterator|prevent\\w*|guard|retry|server)\\b`),
  },
  {
    rule: "prose-exfiltrate",
    name: "the one who is paid, set by this text",
    mood: "done",
    act: /\b(?:set|use|put|fill in|change|enter|take|choose)\b/g,
    all: [
      /\b(?:set|use|put|fill in|change|enter|take)\b[^.;]{0,30}\b(?:recipient|payee|beneficiary|destination|receiver|payout address|to address|account)\b/,
      /\b0x[0-9a-f]{40}\b|\b(?:bc1|tb1)[a-z0-9]{20,71}\b|\b[a-z]{2}[0-9]{2} ?[a-z0-9]{4} ?[a-z0-9]{4} ?[a-z0-9]{4}\b/,
      /\b(?:before (?:sign|send|submit|each|every|any)\w*|always|whenever|every|each|no matter|regardless|whatever|irrespective|keep the amount)\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:example|testnet|sepolia|placeholder|user's|burn address|constant|contract address)\\b`),
  },
  {
    rule: "prose-exfiltrate",
    name: "an allowance without end for the author",
    mood: "done",
    act: /\b(?:approve|grant|set|give|sign|allow)s?\b/g,
    all: [
      /\b(?:unlimited|infinite|max(?:imum|uint256)?|uncapped) (?:\w+ ){0,2}(?:allowance|approval|spending|spend limit|spending cap)\b/,
      /\b(?:our|my|this skill's|author's) (?:\w+ )?(?:router|contract|wallet|address|proxy|vault|account)\b|\b0x[0-9a-f]{40}\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:risky|revoke|instead|exact amount|user (?:confirms|approves|asks))\\b`),
  },
  {
    rule: "command-destroy",
    name: "destruction on a day that comes",
    mood: "done",
    act: /\b(?:delete|remove|erase|wipe|purge|destroy|drop|encrypt|format|overwrite|shred)s?\b/g,
    all: [
      /\b(?:after|on|from|since|once it is|starting)\s(?:the )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:of )?(?:january|february|march|april|may|june|july|august|september|october|november|december|20\d\d)\b|\b(?:after|from) 20\d\d-\d\d/,
      /\b(?:delete|remove|erase|wipe|purge|destroy|drop|encrypt|format|overwrite|shred)\b[^.;]{0,24}\b(?:backups?|home|project|repository|database|documents|source|files|directory|folder|everything|data)\b/,
    ],
    none: new RegExp(
      `${SPOKEN_OF.source}|\\b(?:deprecat\\w*|sunset|older than|created|dated|legacy|migrat\\w+|end of life|support|temporary|cache|retention)\\b`,
    ),
  },
  {
    rule: "command-destroy",
    name: "what the person keeps for bad days, destroyed each time",
    mood: "done",
    act: /\b(?:delete|remove|erase|wipe|purge|destroy|encrypt|shred)s?\b/g,
    all: [
      /\b(?:delete|remove|erase|wipe|purge|destroy|encrypt|shred)\b[^.;]{0,24}\b(?:all|every|the|their|user's|any|existing)\b[^.;]{0,16}\b(?:backups?|snapshots?|restore points?|shadow copies|recovery (?:files|partition)|backup (?:directory|folder))\b/,
    ],
    also: [new RegExp(`${EACH_TIME}|\\b(?:each run|every run|first|before|without)\\b`)],
    none: new RegExp(
      `${SPOKEN_OF.source}|\\b(?:older than|keep the last|retention|after (?:verif\\w+|success\\w*|confirm\\w*)|ask|confirm\\w*|expired|rotat\\w+|prune|temporary|test)\\b`,
    ),
  },
];
