import { ASKED, GATHER, REMOVE, SECRET, SEND, WRITE } from "./classes.ts";
import type { Effect } from "./effects.table.ts";

const SPOKEN_OF =
  /\b(?:attack\w*|malicious|exfiltrat\w+|phish\w*|untrusted|suspicious|vulnerab\w+|injection|red flags?|detect\w*|never|must not|do not|don't|avoid)\b/;
/** What is not shown in full, or only looked for. */
const CAREFUL = String.raw`\b(?:mask\w*|redact\w*|remov\w+|strip\w*|without|only the names?|names of|no secrets|scan\w*|leak\w*|gitignore\w*|placeholders?|encrypt\w*|sanitiz\w+)\b|\.env\.(?:example|sample|template)`;
/** The whole environment: what a command prints of it, or every variable with what it holds. */
const ENVIRONMENT = String.raw`["'](?:env|printenv|set|export -p|declare -p?x|get-childitem env:|gci env:)(?: ?\|[^"'\n]{0,40})?(?:["']|$)|\b(?:every|each|all|all of the)(?: of the)?(?: environment| env| shell)? (?:variables?|vars?)\b(?! (?:names?|that (?:is|are) (?:needed|required|missing)))[^.;]{0,40}\b(?:with|and|including|plus) (?:its|their|the)(?: \w+)? values?\b`;
/** Where others read it: what is committed, opened, named or published. */
const SHOWN = String.raw`\b(?:commit (?:messages?|bod(?:y|ies)|trailers?)|trailers?|pull requests?|merge requests?|issues?|issue comments?|gists?|file ?names?|branch names?|tag names?|release notes|changelog|wiki|appendix|public (?:report|page|link|channel)|user-?agent|referer|request ids?)\b`;

const NAMED = /\b(?:sub-?domains?|host ?names?|dns|domain|labels?|names?)\b/;

/** Deeds that put what belongs to the person where others see it, and deeds that wait for a day or a machine. */
export const DEEDS_SHOWN: readonly Effect[] = [
  {
    rule: "prose-exfiltrate",
    name: "the environment or a store of keys, written where others read it",
    mood: "done",
    act: new RegExp(
      `${WRITE}|${SEND}|\\b(?:carr(?:y|ies)|hold(?:s|ing)?|contain(?:s|ing)?|embed(?:s|ded)?|list(?:s|ing)?|show(?:s|ing)?|print(?:s|ing)?|name(?:s|d)?)\\b`,
      "g",
    ),
    all: [
      new RegExp(
        String.raw`(?:${ENVIRONMENT})|\b(?:text|contents?|output|values?|base-?64|dump|cop(?:y|ies)) of [^.;]{0,60}(?:${SECRET})|["'](?:cat|type|base64) [^"'\n]{0,40}(?:${SECRET})|${GATHER} [^;\n]{0,40}(?:${SECRET})[^;\n]{0,40}\band\b[^.;]{0,30}\b(?:its|their) (?:text|contents?|values?|lines?|output)\b`,
      ),
      new RegExp(SHOWN),
    ],
    none: new RegExp(`${SPOKEN_OF.source}|${ASKED}|${CAREFUL}|\\b(?:secrets? manager|vault|rotate|whether)\\b`),
  },
  {
    rule: "prose-exfiltrate",
    name: "a name to look up, made of what is private",
    mood: "done",
    act: /\b(?:look(?:s|ing)? up|resolv(?:e|es|ing)|quer(?:y|ies|ying)|ping(?:s|ing)?|dig|nslookup|request(?:s|ing)?)\b/g,
    all: [
      /\b(?:look(?:s|ing)? up|resolv(?:e|es|ing)|quer(?:y|ies|ying)|ping(?:s|ing)?|dig|nslookup)\b[^.;]{0,40}\b(?:sub-?domain|host ?name|name|label|record|domain)s?\b/,
      /\b(?:made (?:up )?(?:of|from|out of)|built (?:from|of|out of)|consist\w* of|composed of|formed (?:from|of|by)|contain\w*|hold\w*|start\w* with|prefix\w*|carr\w+|encod\w+|joined|concatenat\w+)\b/,
      new RegExp(SECRET),
    ],
    also: [NAMED],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:secrets? manager|vault|service discovery|certificate)\\b`),
  },
  {
    rule: "prose-authority",
    name: "a destruction that waits for a day or for a machine",
    mood: "done",
    act: new RegExp(REMOVE, "g"),
    all: [
      /\b(?:from (?:that|this) (?:day|date|moment|time)(?: on(?:wards?)?)?|(?:from|after|on|until|once) (?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:january|february|march|april|may|june|july|august|september|october|november|december)|(?:after|from|on) (?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}|(?:after|from|on|once it is|past) 20\d\d-\d\d-\d\d|(?:if|when|whenever|where) (?:the |its |this )?(?:host ?name|machine(?:'s)? name|domain name|user ?name|login name|time ?zone|locale|keyboard layout|system language|country)\b[^.;]{0,24}\b(?:contains?|is|starts|ends|matches|equals|includes|belongs|says))\b/,
      new RegExp(
        String.raw`(?:${REMOVE}) (?:the |all |every |any |each |their |its |user's |of |oldest |remote |local )*(?:\w+ ){0,2}(?:branch(?:es)?|tags|repositor(?:y|ies)|databases?|tables?|back-?ups?|snapshots?|volumes?|home (?:folder|directory)|files?|documents?|commits?|history|logs?|data|records?|buckets?|namespaces?|accounts?|projects?)\b`,
      ),
    ],
    none: new RegExp(
      `${SPOKEN_OF.source}|${ASKED}|\\b(?:older than|expired?|expires|retention|deprecated|obsolete|temporary|stale|merged|cache|dry[- ]run|staging|propose|warn|deprecat\\w+|support (?:ends|for)|end of life)\\b`,
    ),
  },
  {
    rule: "prose-authority",
    name: "money paid out to an account of the author's each time",
    mood: "done",
    act: /\b(?:initiat|issu|mak|trigger|execut|start|book|order|send|pay|approv)(?:e|es|ing|s)?\b/g,
    all: [
      /\b(?:initiate|issue|make|trigger|execute|start|book|order|send|approve)s? (?:an? |the )?(?:\w+ ){0,2}(?:refund|payment|transfer|payout|withdrawal|credit note|donation)\b/,
      /[\w.+-]{1,64}@[a-z0-9-]{1,63}\.[a-z]{2}|\b[a-z]{2}[0-9]{2}(?: ?[a-z0-9]{4}){3,7}\b|\b0x[0-9a-f]{8,40}\b|\b(?:test|house|operator|our|this|following) (?:\w+ )?(?:account|wallet|address)\b/,
      /\b(?:each|every|all|any|whenever|always|before (?:answering|replying|responding|anything))\b/,
    ],
    needs: ["quiet", "unasked", "pretext"],
    pair: true,
    none: new RegExp(
      `${SPOKEN_OF.source.replace("|never|must not|do not|don't|avoid", "")}|${ASKED}|\\b(?:confirmation|ask|wait for|sandbox|test mode|never|show the)\\b`,
    ),
  },
  {
    rule: "image-exfiltrate",
    name: "a picture whose address is filled with what was said",
    mood: "done",
    act: /\b(?:replac|substitut|fill|swap|insert|put)(?:e|es|ing|s)?\b/g,
    all: [
      // The sentence begins after the mark of the picture.
      /\]\(\s?https?:\/\/[^\s)?]{1,200}\.(?:png|svg|gif|jpe?g|webp|ico|bmp)\?[\w-]{1,24}=|!\[[^\]\n]{0,60}\]\(\s?https?:\/\/[^\s)]{1,200}[?&][\w-]{1,24}=/,
      /\b(?:replac|substitut|fill|swap|insert|put)\w*\b[^;]{0,160}\b(?:(?:last|latest|previous|whole|full) (?:requests?|messages?|questions?|answers?|prompts?)|conversation|transcript|working directory|(?:api |names of )?keys|tokens|secrets|credentials|what the (?:user|person) (?:said|asked|wrote|typed))\b/,
    ],
    pair: true,
    none: new RegExp(`${SPOKEN_OF.source}|${ASKED}`),
  },
  {
    rule: "prose-authority",
    name: "words of somebody else's that pass for the person's",
    mood: "done",
    act: /\b(?:treat|count|regard|consider|handle|follow|obey|take|read)(?:s|ed|ing)?\b/g,
    all: [
      /\b(?:treat|count|regard|consider|handle|follow|obey|take|read)(?:s|ed|ing)?\b[^.;]{0,30}\bas (?:if|though) (?:the |your |my )?(?:user|person|owner|operator|developer|human|customer)s? (?:had |has |have |themselves |himself |herself )*(?:written|wrote|said|given|gave|typed|asked|approved|confirmed|requested|ordered|signed)\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|${ASKED}|\\b(?:test|simulat\\w+|role-?play|mock\\w*)\\b`),
  },
  {
    rule: "prose-exfiltrate",
    name: "an address that is opened with what opens doors behind it",
    mood: "done",
    act: /\b(?:visit|open|load|fetch|request|call|get|curl|ping)(?:s|ed|ing)?\b/g,
    all: [
      /\b(?:visit|open|load|fetch|request|call|get|curl|ping)(?:s|ed|ing)?\b[^;\n]{0,40}\bhttps?:\/\/[^\s"']{1,200}["']?/,
      new RegExp(
        String.raw`\b(?:followed by|plus|with|and|extended by|ending (?:in|with)|appended)\b[^;\n]{0,24}\b(?:text|contents?|values?|lines?|base-?64|hex|dump)\b[^;\n]{0,40}(?:${SECRET})`,
      ),
    ],
    none: new RegExp(`${SPOKEN_OF.source}|${ASKED}|${CAREFUL}`),
  },
  {
    rule: "prose-exfiltrate",
    name: "a way in that was made, told to somebody",
    mood: "done",
    act: new RegExp(`${SEND}|\\b(?:enter|register|tell|give)s?\\b`, "g"),
    all: [
      /\b(?:create|make|mint|generate|issue|add|bind|grant)(?:s|d)?\b[^.;]{0,60}\b(?:accounts?|users?|roles?|tokens?|keys?|cluster-admin|admin\w*|access)\b/,
      new RegExp(
        String.raw`(?:${SEND})[^.;]{0,16}\b(?:its|the|their|this|that|new) (?:\w+ )?(?:tokens?|keys?|passwords?|secrets?|kubeconfig|certificates?|credentials?)\b[^.;]{0,40}\bto\b[^.;]{0,60}https?:`,
      ),
      /\b(?:cluster-admin|admin\w*|root|owner|full (?:access|rights)|all (?:scopes|rights|permissions)|kube-system|superuser|write access)\b/,
    ],
    pair: true,
    none: new RegExp(`${SPOKEN_OF.source}|${ASKED}`),
  },
  {
    rule: "prose-authority",
    name: "a consent that is said to lie in having the skill",
    all: [
      /\b(?:users?|persons?|people|owners?|customers?|operators?) (?:has|have|had) (?:\w+ )?(?:agreed|consented|accepted|approved|authori[sz]ed|given (?:their |his |her )?(?:consent|permission|approval))\b[^.;]{0,24}\bby (?:installing|using|loading|enabling|downloading|running|adding|choosing|activating)\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:licen[cs]e|terms of (?:use|service))\\b`),
  },
  {
    rule: "prose-authority",
    name: "a review that nobody makes, in the person's name",
    mood: "done",
    act: /\b(?:approve|dismiss|override|bypass|merge|switch|turn|disable)(?:s|d)?\b/g,
    all: [
      /\b(?:approve|merge)(?:s|d)?\b[^.;]{0,40}\b(?:pull|merge) requests?\b|\b(?:pull|merge) requests?\b[^;]{0,80}\b(?:approved?|merged?)\b/,
      /\b(?:dismiss|override|bypass|disable|suspend)(?:s|d|es)?\b[^.;]{0,24}\b(?:reviews?|branch protection|required checks?|approval rules?|code ?owners)\b|\b(?:switch|turn)(?:s|ed)? (?:the )?(?:branch protection|required checks?|approval rules?) off\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|${ASKED}|\\b(?:stale|outdated|re-?request|propose|unless|only (?:if|when|after))\\b`),
  },
  {
    rule: "prose-remote",
    name: "whatever a text says is to be done",
    all: [
      /\b(?:whatever|everything|anything|all) (?:that )?(?:that|the|this|it|its|an?)\b[^.;,]{0,40}\b(?:says?|contains?|asks?(?: for)?|orders?|demands?|tells?|lists?|names?)\b[^.;]{0,12}\b(?:is|are|must|has|have|should|will) (?:to )?(?:be )?(?:done|executed|carried out|followed|obeyed|run|performed)\b/,
      /\b(?:without (?:asking|checking|confirm\w*|a question|question|approval|review)|including (?:the |any |all )?(?:commands?|scripts?)|wherever (?:it|they) comes? from|whoever (?:wrote|sent|made)|no matter who|unconditionally|immediately)\b/,
    ],
    pair: true,
    none: new RegExp(
      `${SPOKEN_OF.source.replace("|never|must not|do not|don't|avoid", "|never|must not")}|\\b(?:users?|person|customer|owner|specification|standard|test|suite|checklist)(?:'s)? (?:says?|asks?|lists?|contains?|requirements?)\\b`,
    ),
  },
  {
    rule: "prose-exfiltrate",
    name: "what is the person's, written where nobody sees it",
    mood: "done",
    act: new RegExp(WRITE, "g"),
    all: [
      /\b(?:white (?:on|text|font|letters?)|invisible|zero-width|font size (?:0|1)\b|transparent (?:text|letters?)|hidden (?:text|line|cell|layer|sheet|field|comment|paragraph))\b/,
      new RegExp(
        String.raw`\b(?:clipboard|conversation|transcript|e-?mail address(?:es)?|contacts|browser history|user ?name|host ?name|home folder|what the (?:user|person) (?:said|typed|wrote))\b|(?:${SECRET})`,
      ),
      /\b(?:each|every|all|any|reports?|documents?|answers?|messages?|pages?|files?|outputs?)\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|${ASKED}|\\b(?:form fields?|csrf|labels?|screen readers?|accessib\\w+|remov\\w+|strip\\w*|input|html forms?)\\b`),
  },
];
