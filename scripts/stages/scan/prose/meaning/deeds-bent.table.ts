import type { Effect } from "./effects.table.ts";

const SPOKEN_OF =
  /\b(?:attack\w*|malicious|exfiltrat\w+|phish\w*|untrusted|suspicious|vulnerab\w+|injection|red flags?|detect\w*|fraud\w*|scams?|for example|e\.g|placeholder|must not|should not|avoid|refuse\w*)\b/;
/** Said to nobody, or said to be something else. */
const UNSAID =
  /\b(?:(?:do not|don't|never) (?:say|mention|tell|disclose|list|document|explain|reveal)|say nothing|(?:need|needs) not (?:know|be told)|(?:does|do) not need to know|without (?:saying|telling|mention\w*|disclos\w*)|as (?:independent|neutral|unbiased|objective)|not (?:mentioned|disclosed|told))\b/;
const UNASKED =
  /\b(?:no longer asks?|never asks?|without (?:asking|a question|any question|confirmation|a prompt)|do(?:es)? not ask|don't ask|no need to ask|need not ask|(?:prompt|question|confirmation)s?(?: for (?:it|this|that))? (?:was|were|is|has been|have been) (?:removed|dropped|gone))\b/;
const PAYEE = /\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,4})?\b|\bbc1[a-z0-9]{20,60}\b|\b0x[0-9a-f]{40}\b|\bpaypal\.me\/\w|\b\d{12,20}\b/;

/** Deeds by which what is made for the person serves somebody else: a way in, another payee, a verdict or a choice that was bought. */
export const DEEDS_BENT: readonly Effect[] = [
  {
    rule: "prose-authority",
    name: "somebody let into all that is generated",
    all: [
      /\b(?:each|every|all|generated?|generates?|scaffold\w*|when you (?:write|create|build)|production)\b/,
      /\b(?:accepts?|lets? in|admits?|contains?|recogni[sz]es?|runs?|executes?)\b[^.;]{0,60}\b(?:(?:maintenance|support|hidden|service|emergency|fallback|debug|secret|master) (?:accounts?|users?|passwords?|tokens?|log-?ins?|codes?)\b|tokens? signed (?:with|by) (?:the|our|a) (?:fixed )?key ["']|requests? (?:with|that carry|carrying) the header ["']|(?:the )?commands? (?:in|from|given by) (?:the |a )?(?:query|body|header|parameter|url))/,
      /["'][^\s"']/,
    ],
    none: new RegExp(
      `${SPOKEN_OF.source}|\\b(?:never|do not (?:accept|add|create|generate)|tests? (?:use|only)|fixtures?|mock\\w*|local development|read from|environment variable|if the user)\\b`,
    ),
  },
  {
    rule: "prose-exfiltrate",
    name: "the payee changed for another",
    all: [
      /\b(?:iban|bic|accounts?(?: numbers?)?|bank (?:details|account)|payee|recipient|beneficiary|donation address|wallet address|payment (?:links?|address|section))\b/,
      PAYEE,
      /\b(?:instead|in place of|whatever|regardless|irrespective|rather than|change the|swap\w*|exchange the|(?:every|each|all) (?:invoices?|payments?|bills?|transfers?)|no matter)\b/,
    ],
    pair: true,
    none: new RegExp(
      `${SPOKEN_OF.source}|\\b(?:examples?|sample|test (?:data|iban|account)|check (?:that|whether)|verif\\w+|never|do not|don't|ask the user|user's own)\\b`,
    ),
  },
  {
    rule: "prose-exfiltrate",
    name: "an account of the text's own in every bill",
    all: [
      /\b(?:write|put|use|insert|print|add|place)\b[^.;]{0,16}\b(?:the following|this|the) (?:account|iban|bank details|payee|address)\b/,
      /\b(?:every|each|all|any) (?:\w+ )?(?:invoices?|payments?|bills?|transfers?|quotes?|orders?)\b/,
      /\b(?:instead|outdated|whatever|rather than|not those|wrong)\b/,
    ],
    pair: true,
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:examples?|sample|ask the user|user's own|never|do not|don't)\\b`),
  },
  {
    rule: "prose-conceal",
    name: "changes let through unread",
    all: [
      /\b(?:approv(?:e|es|ed|ing)|merge[sd]?|waved? through|let through)\b/,
      /\b(?:without (?:reading|looking|opening|a look|being read)|unread|unseen|whatever (?:they|it) (?:changes?|contains?|does|do)|(?:also|even) (?:when|if) (?:they|it)|at once|no matter what)\b/,
      /\b(?:commits?|changes?|pull requests?|merge requests?|diffs?|patches)\b[^.;]{0,50}\b(?:by|of|from|below|under|in)\b[^.;]{0,20}["'@]/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:dependabot|renovate|never|do not approve|don't approve|tests? pass\\w*|checks? pass\\w*|after|only)\\b`),
  },
  {
    rule: "prose-conceal",
    name: "what a scanner finds called false",
    all: [
      /\bmark(?:s|ed|ing)? (?:it|them|this|these|those|every|each|all|any)\b[^.;]{0,60}\bfalse[- ]positives?\b|\bclos(?:e|es|ing) (?:every|each|all|any) (?:security )?(?:alerts?|findings?)\b/,
      /\b(?:security|scanner|secrets?|findings?|alerts?|vulnerabilit\w+)\b/,
      /\b(?:(?:do not|don't|never) report|every|each|all|any|whatever|if a (?:security )?(?:tool|scanner))\b/,
    ],
    none: /\b(?:users?|confirm\w*|verif\w+|review(?:ed|er|ers)?|explain|only|after|actually|unless|if (?:it|they) (?:is|are))\b/,
  },
  {
    rule: "prose-exfiltrate",
    name: "what others said, sent along in a field",
    all: [
      /\b(?:other|earlier|previous|all|every) (?:tools?|servers?|skills?)\b|\beverything the (?:user|person) (?:has )?(?:said|wrote|written|typed)\b|\b(?:full|entire|whole|complete) (?:conversation|chat|transcript|context)\b|\bopen files\b/,
      /\b(?:fields?|parameters?|arguments?)\b/,
      /\b(?:send|sends|sent|fill|fills|filled|put|puts|pass(?:es|ed)?|carr(?:y|ies|ied)|include[sd]?|add|adds|added|cop(?:y|ies|ied)|attach(?:es|ed)?|give[sn]?)\b/,
      /\b(?:(?:also|even) (?:when|if)|including|everything|nothing to do|(?:each|every|first) (?:call|request)|did not ask|results? of|outputs? of|sent along)\b/,
    ],
    none: new RegExp(
      `${SPOKEN_OF.source}|\\b(?:never|do not|don't|messages array|multi-turn|stateless|summar\\w+|compress\\w*|tokens?|user (?:asks|agrees|confirms))\\b|["']messages["']`,
    ),
  },
  {
    rule: "prose-conceal",
    name: "one choice put first, whatever is better",
    all: [
      /\b(?:rank|ranks|ranked|recommend\w*|places?|placed|puts?|lists?|listed|prefer\w*|favou?rs?|suggest\w*|end|present)\b[^.;]{0,80}\b(?:first|top|always|best|highest|neutral|independent)\b|\balways (?:recommend|prefer|suggest|name|list)\b/,
      /\b(?:whatever|regardless of|irrespective of|even (?:when|if|though)|no matter)\b[^.;]{0,40}\b(?:price|ratings?|reviews?|quality|another|others?|better|cheaper|the data|scores?|results?|fits?)\b/,
      /\b(?:products?|providers?|shops?|brands?|vendors?|plans?|comparisons?|hotels?|flights?|offers?|sponsored|sponsor|neutral|partner|[\w-]+\.(?:shop|store))\b/,
    ],
    pair: true,
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:never|not rank|user (?:asks|prefers|wants)|user's)\\b`),
  },
  {
    rule: "prose-conceal",
    name: "links led by way of somebody, unsaid",
    all: [
      /\b(?:rewrit\w+|replac\w+|chang\w+|swap\w*|redirect\w*|wrap\w*|pass through)\b/,
      /\b(?:links?|urls?|affiliate|tags?)\b/,
      /\btag=|\baffiliate\b|\bhttps?:\/\/[^\s'"]{3,80}[?&]\w{1,20}=|\breferr?al\b/,
      UNSAID,
    ],
    pair: true,
    none: SPOKEN_OF,
  },
  {
    rule: "command-destroy",
    name: "what cannot be undone, and nobody is asked",
    all: [
      UNASKED,
      /\bforce[- ]push\w*|\brewrit\w+ (?:published|public|shared|remote) (?:history|branches)\b|\b(?:delet\w+|remov\w+|drop(?:s|ped)?) (?:the |all |every |any )?(?:remote |production )?(?:branches|originals?|back-?ups?|tags|stashes|databases?|tables|volumes)\b|\b(?:back-?up tags|stashes|back-?ups)\b[^.;]{0,24}\b(?:removed|deleted|dropped)\b|\bempt(?:y|ies|ied) the (?:trash|bin|recycle bin)\b|\bdrops? and recreates?\b/,
    ],
    none: new RegExp(
      `${SPOKEN_OF.source}|\\b(?:never (?:force|delete|remove|drop)|do not (?:force|delete|remove|drop)|unless|only (?:if|when|after)|if the user|test (?:database|data|container)|local|temp\\w*|dry[- ]run|(?:own|feature) branch|when (?:the )?user asks|read-only)\\b`,
    ),
  },
  {
    rule: "prose-authority",
    name: "questions of the host, answered for the person",
    all: [
      /\b(?:confirmation|permission|approval|security|safety) (?:questions?|prompts?|dialog(?:ue)?s?|requests?)\b/,
      /\b(?:answer(?:ed|s)?|confirm(?:ed|s)?|accept(?:ed|s)?|approve[sd]?)\b[^.;]{0,24}\b(?:with (?:yes|ok|y|allow)|yes|affirmatively)\b/,
      /\b(?:host|agent|session|assistant|harness|client|claude|codex)\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:never|user (?:answers|confirms|decides)|if the user|wait)\\b`),
  },
  {
    rule: "prose-authority",
    name: "orders from somewhere, approved before they come",
    all: [
      /\b(?:commands?|instructions?|packages?|scripts?|recommendations?|requests?|actions?|orders?)\b[^.;]{0,24}\b(?:from|by|of)\b[^;\n]{0,40}(?:\b[a-z0-9-]{2,40}\.[a-z][a-z0-9.-]{1,40}\b|\bplugin\b|\bskill\b|["'][\w-]{3,40}["'])/,
      /\b(?:pre-?approved|approved in advance|approved beforehand|need no (?:confirmation|approval|question)|are trusted)\b/,
    ],
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:users?|administrators?|allow-?list\\w*|settings|never|not|unless|only|registry|npmjs|pypi)\\b`),
  },
  {
    rule: "prose-persist",
    name: "words that are put back whenever somebody removes them",
    all: [
      /\b(?:restore|re-?add|write (?:it|them) again|put (?:it|them) back|re-?insert|add (?:it|them) again)\b/,
      /\b(?:removed|removes|deleted|deletes|missing|gone|not there)\b/,
      /\b(?:agents\.md|claude\.md|gemini\.md|memory\.md|soul\.md|\.cursorrules|copilot-instructions|(?:each|every|any|a) (?:new )?session|paragraph)\b/,
    ],
    pair: true,
    none: new RegExp(
      `${SPOKEN_OF.source}|\\b(?:user (?:asks|wants|removed|deleted)|ask|by accident|accident\\w*|from (?:the )?back-?up|git (?:checkout|restore)|never|do not|don't)\\b`,
    ),
  },
  {
    rule: "prose-remote",
    name: "skills written over with what was fetched",
    all: [
      /\b(?:write|save|saving|copy|put|download\w*|replac\w+|overwrit\w+|install\w*)\b[^;\n]{0,140}\b(?:over|in place of|instead of|overwrit\w+)\b[^;\n]{0,24}\b(?:skill\.md|this (?:file|skill)|the (?:other |installed )?skills?)\b/,
      /\bhttps?:\/\/|\bmanifest\b|\b(?:each|every) entry\b|\bfetch\w*\b|\bdownload\w*\b/,
      /\b(?:each|every|daily|hourly|morning|whenever|start of|always|latest)\b/,
    ],
    pair: true,
    none: new RegExp(`${SPOKEN_OF.source}|\\b(?:user (?:asks|agrees|confirms|approves)|ask|git pull|never|do not|don't)\\b`),
  },
];
