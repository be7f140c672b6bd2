import { ASKED, EACH_TIME, ELSEWHERE, GATHER, PRIVATE, SECRET, SEND, WRITE } from "./classes.ts";
import type { Effect } from "./effects.table.ts";

const SPOKEN_OF =
  /\b(?:attack\w*|malicious|exfiltrat\w+|phish\w*|untrusted|suspicious|vulnerab\w+|injection|red flags?|detect\w*|never|must not|do not|don't|avoid|localhost)\b/;
const HARMLESS = new RegExp(
  `${SPOKEN_OF.source}|${ASKED}|\\b(?:authorization|bearer|headers?|oauth|sign in|log ?in|authenticat\\w+|api reference|documentation|secrets? manager|vault|rotate|issue tracker|pull requests?)\\b`,
);
/** "Copy it again from https://…": where it is made, and not where it goes. */
const NOT_COPIED_FROM = String.raw`(?<!\bcop(?:y|ied|ying) (?:[\w']+ ){0,4}from \W{0,2})`;
/** Where something is put that others read or fetch later. */
const PUBLIC = String.raw`\b(?:gists?|pastebin|paste\.\w+|public (?:repo\w*|bucket|page|folder|url|link)|(?:to|via|on|into) (?:a |the |our )?(?:\w+ )?telegram|discord webhook|webhook\.site|ntfy\.sh|transfer\.sh|file\.io|0x0\.st)\b`;
/** Sent for somebody else than the person. */
const ASIDE = String.raw`\b(?:telemetry|analytics|metrics|statistics|insights|license|licen[cs]ing|registration|activat\w+|diagnos\w+|monitor\w*|quality|improv\w+|train\w*|research|support|our (?:side|end|team|server|service|systems?|records|database|endpoint)|processing can|cross-device|health ?check|verif\w+|validat\w+|restor\w+|safe ?keeping|redundan\w+|central|collector|partners?|archiv\w+)\b`;

/** Deeds that carry off what belongs to the person. */
export const DEEDS_LEAK: readonly Effect[] = [
  {
    rule: "prose-exfiltrate",
    name: "what opens doors, gathered and sent",
    mood: "done",
    act: new RegExp(SEND, "g"),
    all: [new RegExp(SECRET), new RegExp(`${NOT_COPIED_FROM}(?:${ELSEWHERE})`)],
    also: [
      new RegExp(GATHER),
      new RegExp(`${SEND}[^.;]{0,60}(?:${ELSEWHERE}|\\bto\\b)`),
      /\b(?:them|it|each|all|every|everything|contents?|values?|results?|cop(?:y|ies)|bundle|archive|output|together|file|files|entire|whole|full|keys|secrets|cookies|credentials|environment)\b/,
    ],
    pair: true,
    none: HARMLESS,
  },
  {
    rule: "prose-exfiltrate",
    name: "each secret itself given to a service that only looks at it",
    mood: "done",
    act: new RegExp(SEND, "g"),
    all: [
      new RegExp(
        String.raw`${SEND} (?:each|every|all|all of the|any)(?: \w+){0,2}? (?:secret|credential|password|passphrase|private key|api key|token)(?: values?|s)?\b[^.;]{0,30}\bto (?:the|that|this|our|its|a|an)(?: \w+){0,3} (?:api|endpoint|service|server|validator|url|address)\b`,
      ),
    ],
    none: HARMLESS,
  },
  {
    rule: "prose-credentials",
    name: "what opens doors, said back",
    mood: "done",
    act: /\b(?:echo(?:es|ing)?|repeat(?:s|ing)?|recit(?:e|es|ing)|restat(?:e|es|ing)|read(?:s|ing)? (?:them |it )?back|quot(?:e|es|ing)|weav(?:e|es|ing))\b/g,
    all: [
      /\b(?:echo(?:es|ing)?|repeat(?:s|ing)?|recit(?:e|es|ing)|restat(?:e|es|ing)|read(?:s|ing)? back|quot(?:e|es|ing))(?: back)? (?:any|all|every|each|the user's|their|those|these)(?: \w+){0,3}? (?:credentials?|passwords?|passphrases?|secrets?|(?:api |access |private )(?:keys?|tokens?)|pins?|account details|card numbers?)\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:mask\\w*|redact\\w*|placeholders?|without|except|instead of|test|fake|sample)\\b`),
  },
  {
    rule: "prose-exfiltrate",
    name: "stores of keys put where others can read",
    mood: "done",
    act: new RegExp(`${GATHER}|${SEND}|${WRITE}|\\b(?:summari[sz]e)\\b`, "g"),
    all: [new RegExp(SECRET), new RegExp(PUBLIC)],
    also: [
      /\b(?:saved|stored|browser|ssh|private|signing|wallet|cookies|credentials?|passwords?|secrets|\.env|environment|all|every|values?)\b/,
      new RegExp(`${SEND}|${WRITE}|\\b(?:summari[sz]e)\\b`),
    ],
    none: new RegExp(`${HARMLESS.source}|\\b(?:bot token|scan|check (?:for|that)|sk-|redact\\w*|scopes?|settings|create a|leak(?:s|ed)?|expos(?:e|ed|ure))\\b`),
  },
  {
    rule: "prose-exfiltrate",
    name: "gathered from the person's places, and sent after",
    mood: "done",
    act: new RegExp(SEND, "g"),
    all: [
      new RegExp(ELSEWHERE),
      new RegExp(
        String.raw`${SEND} (?:them|it|these|those|each|everything|all of (?:them|it)|the (?:result|results|archive|bundle|output|collection|files|contents?|encoded \w+|zip|tarball))\b[^.;]{0,40}(?:${ELSEWHERE})`,
      ),
    ],
    needs: ["loot"],
    none: HARMLESS,
  },
  {
    rule: "prose-exfiltrate",
    name: "a copy of the person's things for somebody else, each time",
    mood: "done",
    act: new RegExp(SEND, "g"),
    all: [
      new RegExp(ELSEWHERE),
      new RegExp(
        String.raw`\b(?:a|the|another|one|full|complete) cop(?:y|ies) (?:of [^.;]{0,40})?(?:is|are|gets?|will be|must be|should be) (?:\w+ )?(?:sent|forwarded|mailed|e-?mailed|uploaded|posted|delivered|stored|kept|shared|mirrored)\b|\b(?:all|every|each|the (?:entire|whole|full)) (?:\w+ ){0,3}(?:contacts?|customers?|e-?mails?|messages|photos|documents?|conversations?|transcripts?|prompts?)\b[^.;]{0,40}\b(?:is|are|must be|should be|gets?|will be|has to be|have to be) (?:\w+ )?(?:sent|forwarded|mailed|e-?mailed|uploaded|posted|delivered|exported|shared|mirrored|copied|synced)\b`,
      ),
    ],
    also: [new RegExp(`${EACH_TIME}|${ASIDE}|\\b(?:all|every)\\b`)],
    none: HARMLESS,
  },
  {
    rule: "prose-exfiltrate",
    name: "the person's things sent for somebody else's sake",
    mood: "done",
    act: new RegExp(SEND, "g"),
    all: [
      new RegExp(ELSEWHERE),
      /\b(?:(?:contents?|copy|text|history|transcript|source|whole|full|entire|current|user's|their|all) (?:\w+ ){0,4}(?:workspace|conversation|codebase|repository|documents?|files?|inbox|contacts|home (?:folder|directory)|prompts?|messages|code)|hostname|host name|whoami|serial number|machine id|mac address|ip addr\w*|user ?name together|directory listing)\b/,
    ],
    also: [new RegExp(ASIDE), new RegExp(`${EACH_TIME}|\\b(?:before|after|whenever|during|first|together with|report|for)\\b`)],
    pair: true,
    none: HARMLESS,
  },
  {
    rule: "prose-exfiltrate",
    name: "the person's work sent for the good of somebody else",
    mood: "done",
    act: new RegExp(SEND, "g"),
    all: [
      new RegExp(ELSEWHERE),
      /\b(?:so (?:that )?|in order that |for |to let |to help |helps? |lets? )(?:the |our |its |this skill's )?(?:\w+ )?(?:vendors?|maintainers?|authors?|publishers?|makers?|providers?|partners?|sponsors?|we|us|models?|training|our (?:\w+ )?(?:team|desk|side|models?))\b/,
      new RegExp(String.raw`${PRIVATE}|\b(?:spreadsheets?|originals?|drafts?|manuscripts?|invoices?|code|inputs?|rows|tables?|dataset|queries|text)\b`),
    ],
    none: new RegExp(`${HARMLESS.source}|\\b(?:bugs?|issues?|crash|feedback|errors?|reproduc\\w+|support request)\\b`),
  },
  {
    rule: "prose-exfiltrate",
    name: "every key that is pressed",
    mood: "done",
    act: new RegExp(`${SEND}|${GATHER}|\\b(?:keep|record|log|track|monitor)\\b`, "g"),
    all: [
      /\b(?:every|each|all|any) keys? (?:that )?(?:the (?:user|person|customer)|they|is|are|pressed|being)\b|\b(?:keystrokes?|key ?presses|typed characters)\b/,
      /\b(?:record|log|keep|capture|collect|track|monitor|store)\w*\b/,
      new RegExp(ELSEWHERE),
    ],
    none: HARMLESS,
  },
  {
    rule: "prose-exfiltrate",
    name: "keys that sign, pushed to somebody",
    mood: "done",
    act: /\b(?:push|upload|send|mail|e-?mail|post|copy|attach|forward|export|publish)(?:s|es|ed|ing)?\b/g,
    all: [
      /\b(?:push|upload|send|mail|e-?mail|post|attach|forward|publish)\w* (?:the |all |their |user's |your |every |any )*(?:\w+ )?(?:signing|private|ssh|gpg|deploy|master|encryption|wallet) keys?\b[^.;]{0,24}\b(?:to|at|into|onto|via)\b/,
    ],
    none: new RegExp(`${HARMLESS.source}|\\b(?:public|secrets?|keystore|kms|hsm|keychain|hardware|card|server's|own)\\b`),
  },
  {
    rule: "prose-exfiltrate",
    name: "the environment laid open and mailed",
    mood: "done",
    act: /\b(?:dump|capture|export|collect|print|snapshot|gather|record|read)(?:s|ed|ing)?\b/g,
    all: [
      /\b(?:dump|capture|export|collect|print|snapshot|gather|record|read)\w* (?:the |all |your |its )?(?:whole |full |entire |complete |process |current )?(?:environment(?: variables)?|env(?: vars)?|memory dump|process list)\b/,
      new RegExp(ELSEWHERE),
    ],
    also: [new RegExp(SEND)],
    none: HARMLESS,
  },
  {
    rule: "prose-exfiltrate",
    name: "values of secrets fastened to what others see",
    mood: "done",
    act: new RegExp(`${SEND}|${WRITE}|\\b(?:print|echo|embed|expose)\\b`, "g"),
    all: [
      /\b(?:values?|contents?|plain ?text|all|every) (?:of )?(?:all |the |every |any |its |their )*(?:secrets|credentials|tokens|passwords|api keys|environment variables|env vars|\.env)\b/,
      /\b(?:artifacts?|build logs?|job summary|step summary|issue comment|pull request (?:comment|description)|commit message|release notes|public log|changelog|status page)\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:mask\\w*|redact\\w*|without|names of|whether|ensure no|no secrets|scan|leak\\w*)\\b`),
  },
  {
    rule: "prose-exfiltrate",
    name: "keys once gathered, kept for the next try",
    mood: "done",
    act: new RegExp(`${WRITE}|${SEND}`, "g"),
    all: [
      /\b(?:collected|gathered|harvested|captured|stolen|obtained|grabbed) (?:\w+ )?(?:keys|credentials|secrets|passwords|cookies|tokens|logins|wallets?)\b/,
      /\b(?:server|endpoint|upload|next run|later|again|\/tmp|send|https?:|remote|offline|cache)\b/,
    ],
    none: SPOKEN_OF,
  },
  {
    rule: "prose-exfiltrate",
    name: "a picture that carries the person's words",
    mood: "done",
    act: /\b(?:render|show|embed|include|add|append|insert|load|display|place|put|end|output|draw)(?:s|ed|ing)?\b/g,
    all: [
      /\b(?:image|picture|pixel|badge|icon|logo|gif|banner)s?\b/,
      /\b(?:hold|contain|carr|includ|encod|with|fill|replac|substitut|whose (?:source|url|address|src|link))\w*\b[^.;]{0,40}\b(?:user's|person's|their|the (?:user|last|full|whole|current|previous))\b[^.;]{0,24}\b(?:questions?|quer(?:y|ies)|messages?|prompts?|answers?|words|text|inputs?|names?|conversation|data|e-?mail|request)\b/,
      /https?:\/\/[^\s"']{1,200}[?&#][\w-]{1,24}=/,
    ],
    pair: true,
    none: new RegExp(`${HARMLESS.source}|\\b(?:generat\\w+|prompt=|pollinations|chart|qr)\\b`),
  },
  {
    rule: "prose-authority",
    name: "the person's acquaintances written to for the author",
    mood: "done",
    act: new RegExp(`${SEND}|\\b(?:invite|message|write)\\b`, "g"),
    all: [
      /\b(?:address ?book|contacts?|contact list|followers|friends|colleagues|subscribers)\b/,
      /\b(?:send|invite|message|mail|e-?mail|forward|write|post|share)\b[^.;]{0,50}\b(?:each|every|all|everyone)\b/,
      /\b(?:this (?:skill|plugin|tool|service)|our (?:service|product|site|skill|newsletter|app)|https?:|referral|affiliate|advert\w*)\b/,
    ],
    none: HARMLESS,
  },
  {
    rule: "prose-exfiltrate",
    name: "what is worked on, of people, leaves with a name for it",
    mood: "done",
    act: new RegExp(SEND, "g"),
    all: [
      new RegExp(ELSEWHERE),
      new RegExp(PRIVATE),
      new RegExp(
        String.raw`\b(?:monitoring|insights|telemetry|analytics|logging|collection|tracking|archive|backup|mirror|ingest\w*|collect\w*|raw) (?:bucket|server|endpoint|service|address|inbox|pool|host|channel)\b|\bs3:\/\/[\w-]*(?:raw|collect|drop|loot|inbox|ingest|insights)`,
      ),
    ],
    also: [new RegExp(EACH_TIME)],
    none: HARMLESS,
  },
];
