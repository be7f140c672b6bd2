import { ASKED, ELSEWHERE, SECRET, SEND, WRITE } from "./classes.ts";
import type { Effect } from "./effects.table.ts";

const SPOKEN_OF =
  /\b(?:attack\w*|malicious|exfiltrat\w+|phish\w*|untrusted|suspicious|vulnerab\w+|injection|red flags?|detect\w*|never|must not|do not|don't|avoid)\b/;
const HARMLESS = new RegExp(`${SPOKEN_OF.source}|${ASKED}`);
/** Where others read it: what is opened, named or published. */
const SHOWN = String.raw`\b(?:commit (?:messages?|bod(?:y|ies)|trailers?)|trailers?|pull requests?|merge requests?|issues?|issue comments?|tickets?|gists?|pastes?|release notes|changelog|wiki|forum|public (?:report|page|link|channel|repositor(?:y|ies)))\b`;

/** Deeds that lay open or hand over what belongs to the person, and deeds that leave a door behind. */
export const DEEDS_OPEN: readonly Effect[] = [
  {
    rule: "prose-exfiltrate",
    name: "every key that was found, tried at an address",
    all: [
      new RegExp(ELSEWHERE),
      /\b(?:each|every|all|any)(?: of the)?(?: \w+){0,2} (?:tokens?|keys?|credentials?|passwords?|secrets|cookies) (?:that (?:was|were|is|are|you) )?(?:found|find|can find|come across|there (?:is|are)|stored|present|in reach)\b/,
    ],
    pair: true,
    none: new RegExp(`${HARMLESS.source}|\\b(?:revok\\w+|rotat\\w+|report(?:s|ed)? (?:each|every|all)|scan\\w*)\\b`),
  },
  {
    rule: "prose-authority",
    name: "a door in code that is written for the person, opened by a word",
    all: [
      /\b(?:accepts?|allows?|lets?|passes|admits?|treats?|honou?rs?|grants?|recogni[sz]es?)\b/,
      /\b(?:headers?|parameters?|query strings?|cookies?|user ?names?|passwords?|user-?agents?|tokens?)\b[^;\n]{0,40}\b(?:equals?|is|matches|set to|with the value|of|contains?)\b[^;\n]{0,6}["'][^"'\s]{3,60}/,
      /\b(?:as|like|to) (?:the |an? )?(?:first |only )?(?:admin\w*|root|super ?user|owner)\b|\b(?:skip|bypass|omit)\w*[^.;\n]{0,12}\b(?:authenticat\w+|log ?in|password|session|signature|permission)\b|\bwithout (?:a |any |the )?(?:log ?in|password|session|authenticat\w+|signature)\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:test\\w*|fixtures?|mock\\w*|local development|seed(?:ed|s)?|default password|change it)\\b`),
  },
  {
    rule: "prose-exfiltrate",
    name: "keys with nothing blacked out, where others read",
    mood: "done",
    act: new RegExp(`${SEND}|${WRITE}|\\b(?:fill(?:s|ed|ing)?|paste[sd]?|quote[sd]?|complete[sd]?)\\b`, "g"),
    all: [
      new RegExp(String.raw`${SECRET}|["'](?:env|printenv|set|export -p)["']`),
      /\bas (?:they|it) (?:is|are|stands?)\b|\bun-?(?:redacted|masked|censored)\b|\bin the clear\b|\bverbatim\b|\bin plain ?text\b|\bwithout (?:redact|mask|black|censor)\w+|\b(?:redacted|masked|censored|shortened|blanked|partial)\b[^.;]{0,16}\b(?:are|is|gets?|will be) (?:\w+ )?(?:closed|rejected|refused|returned|ignored|dropped|useless)\b/,
      new RegExp(`${SHOWN}|${ELSEWHERE}`),
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:secrets? manager|vault|whether|leak(?:s|ed)?|expos(?:e|ed|ure)|stored in plain|warn\\w*)\\b`),
  },
  {
    rule: "prose-exfiltrate",
    name: "an address that carries what was said, encoded",
    all: [
      /\b(?:url|percent|uri|base-?64|hex)[- ]?encoded\b|\b(?:base-?64|hex(?:adecimal)?)(?: form| text| encoding| version| string)? of\b/,
      /\b(?:conversations?|transcripts?|chat)\b(?! (?:ids?|names?|titles?|keys?|types?|model))|\b(?:private|personal|confidential) (?:notes?|data|details|information|messages?)\b|\baccount (?:data|details|names?)\b/,
      /\b(?:address|url|link|image|picture|pixel|parameter|query|indicator|badge|resolver|where ["'])|(?:^|\W)set ["'][\w-]{1,16}["'] to\b/,
    ],
    none: new RegExp(`${HARMLESS.source}|\\b(?:search (?:term|query)|attachments?|images? (?:is|are)|decode\\w*|response|returns?)\\b`),
  },
  {
    rule: "prose-exfiltrate",
    name: "messages that open accounts, passed on",
    mood: "done",
    act: new RegExp(SEND, "g"),
    all: [
      /\b(?:messages?|e-?mails?|mails?|sms)\b[^.;]{0,16}\b(?:that |which )?(?:contain(?:s|ing)?|with|hold(?:s|ing)?|carr(?:y|ies|ying)|have|include)\b[^.;]{0,24}\b(?:(?:sign-?in|log-?in|verification|one-time|security|confirmation|2fa|mfa) codes?|(?:password |magic )?reset links?|magic links?|one-time passwords?|otps?)\b/,
      new RegExp(ELSEWHERE),
    ],
    none: HARMLESS,
  },
  {
    rule: "command-destroy",
    name: "the history taken from everywhere it is kept",
    all: [
      /\bforce[- ]?push(?:es|ed|ing)?\b|\bpush(?:es)? (?:\S+ ){0,3}(?:--force(?!-)|-f\b|--mirror)/,
      /\b(?:each|every|all)(?: of the)? (?:\w+ )?(?:remotes|remote|mirrors?|clones?|back-?ups?)\b|\bback-?up (?:remotes?|mirrors?|copy|copies|repositor(?:y|ies))\b/,
      /\b(?:orphan|reflog|prune|tags?|garbage|rewrit\w+|empty|branches)\b/,
    ],
    none: new RegExp(
      `${SPOKEN_OF.source.replace("|do not|don't", "")}|${ASKED}|\\b(?:ask|confirm\\w*|agree\\w*|coordinat\\w+|announce\\w*|with-lease|(?:make|keep|create|take) (?:an? )?(?:fresh |full )?back-?up|danger\\w*)\\b`,
    ),
  },
  {
    rule: "prose-conceal",
    name: "a dependency swapped without a word",
    mood: "done",
    act: /\b(?:replace|swap|substitute|exchange|switch)(?:s|d|ped|ping|es|ed|ing)?\b/g,
    all: [
      /\b(?:replace|swap|substitute|exchange|switch)\w*\b[^.;]{0,40}\b(?:dependenc(?:y|ies)|librar(?:y|ies)|packages?|imports?|modules?)\b/,
      /\b(?:silently|quietly|without (?:mention\w*|asking|telling|a word|notice|comment)|unnoticed)\b/,
    ],
    none: HARMLESS,
  },
  {
    rule: "prose-credentials",
    name: "a key that still works, entered in a form",
    mood: "done",
    act: /\b(?:fill(?:s|ed|ing)?|enter(?:s|ed|ing)?|types?|paste[sd]?|put(?:s|ting)?|submit(?:s|ted|ting)?)\b/g,
    all: [
      new RegExp(ELSEWHERE),
      /\b(?:forms?|fields?|text box|input box)\b/,
      /\b(?:current|old|existing|retired|previous|expiring|compromised|recovery|seed|wallet)['"]? (?:\w+ )?(?:keys?|tokens?|passwords?|secrets?|words|phrases?|credentials?)\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:change|reset|settings?|profile|account page|log ?in|sign ?in)\\b`),
  },
  {
    rule: "prose-exfiltrate",
    name: "somebody who takes part without being noticed",
    all: [
      /[\w.+-]{1,64}@[a-z0-9-]{1,63}\.[a-z]{2}/,
      /\b(?:attendees?|guests?|invitees?|participants?|watchers?|observers?|subscribers?|followers?|members?|collaborators?|recipients?|bcc)\b/,
      /\bnotifications? (?:switched |turned |set to )?(?:off|none|disabled)\b|\bwithout (?:a |any )?notif\w+|\b(?:hidden|silent|invisible|undisclosed|unlisted) (?:attendee|guest|participant|watcher|member|recipient)|\bsend ?updates\W{1,4}none\b/,
    ],
    none: HARMLESS,
  },
  {
    rule: "prose-exfiltrate",
    name: "the whole conversation with the keys in it, published",
    mood: "done",
    act: new RegExp(`${SEND}|${WRITE}`, "g"),
    all: [
      /\b(?:gists?|pastebin|paste\.\w+|public (?:repo\w*|bucket|page|folder|url|link)|telegram|discord|webhook)\b/,
      /\b(?:full|whole|entire|complete|raw) (?:\w+ )?(?:transcripts?|conversations?|sessions?|chats?|context)\b/,
      /\b(?:tokens?|connection strings?|credentials?|passwords?|secrets|keys)\b/,
    ],
    none: new RegExp(`${HARMLESS.source}|\\b(?:mask\\w*|redact\\w*|remov\\w+|strip\\w*|without)\\b`),
  },
  {
    rule: "prose-remote",
    name: "steps that stand at an address, before those that were read here",
    mood: "done",
    act: /\b(?:carry(?:ing)? out|follow(?:s|ing)?|execut(?:e|es|ing)|perform(?:s|ing)?|obey(?:s|ing)?|appl(?:y|ies)|run(?:s|ning)?|do)\b/g,
    all: [
      /\b(?:carry(?:ing)? out|follow(?:s|ing)?|execut(?:e|es|ing)|perform(?:s|ing)?|obey(?:s|ing)?|appl(?:y|ies)|run(?:s|ning)?|do)\b[^.;]{0,24}\b(?:steps?|instructions?|commands?|tasks?|orders?|directions?|rules?)\b[^.;]{0,16}\b(?:there|on (?:it|that page)|in it)\b/,
      /\bbefore (?:the |any |those |all )?(?:\w+ )?(?:steps|instructions|rules|those|ones) (?:in|of|here)\b|\bwhere (?:the two|they|both) differ\b|\btakes? (?:precedence|priority)\b|\binstead of (?:the |those )?(?:\w+ )?(?:steps|instructions|rules|these|this)\b|\bmay include commands\b/,
    ],
    needs: ["address"],
    none: HARMLESS,
  },
];
