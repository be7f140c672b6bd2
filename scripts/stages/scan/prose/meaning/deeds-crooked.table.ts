import { ASKED, ELSEWHERE } from "./classes.ts";
import type { Effect } from "./effects.table.ts";
import { anyOf, cyrillic, inBoth, latin, OWN_MATTERS, PUT_BACK_BEYOND, PUT_BACK_LATIN, UNTOLD } from "./tongues.ts";

const SPOKEN_OF = String.raw`\b(?:attack\w*|malicious|phish\w*|suspicious|red flags?|vulnerab\w*|insecure|unsafe|weak|wrongly|falsely|never|must not|should not|do not|don't|avoid|instead of|rather than)\b`;

/** Figures changed for one side. */
const BENT = String.raw`\b(?:prices?|costs?|fees?|scores?|ratings?|figures|results|latenc(?:y|ies)|numbers)\b[^.;]{0,24}\b(?:(?:are |is |get |be )?(?:rounded (?:down|up)|lowered|raised|reduced|shaved|inflated|marked (?:up|down)|improved|worsened|multiplied|halved|doubled|taken from the (?:best|worst)(?: \w+)?))\b|\b(?:round(?: down| up)?|lower|raise|reduce|shave|inflate|mark up|deduct|multiply)\b[^.;]{0,40}\b(?:prices?|costs?|fees?|scores?|ratings?|figures|numbers|results)\b|\b(?:add|deduct|subtract|plus)\b[^.;]{0,16}\d+(?: ?(?:-|to|or) ?\d+)? ?(?:%|per ?cent|points?|stars?)|\b(?:outages?|incidents?|complaints?|breach(?:es)?|lawsuits?|price (?:rises|increases)|bad reviews?|recalls?)\b[^.;]{0,50}\b(?:are history|leave (?:them|it|those) out|left out|skip(?:ped)?|omit(?:ted)?|dropp?(?:ed)?|do not count|don't count|ignored?)\b`;
/** It is for one of those that are compared. */
const ONE_SIDE = String.raw`\b(?:competing|competitors?(?:'s?)?|rivals?|others?|the rest|other (?:vendors?|products?|brands?|providers?|shops?|banks?|tools?))\b|\b(?:should|must|has to|is to|always|will)\b[^.;]{0,24}\b(?:end|come|come out|finish|rank|land|be|stay|stand)s?\b[^.;]{0,30}\b(?:first|second|top|ahead|in front|winner)\b|\b(?:ranking|list|table|comparison) (?:always |should |must )?(?:ends?|closes?|comes? out)\b[^.;]{0,30}\b(?:first|second|ahead)\b`;
const NEUTRAL =
  /\b(?:independent(?:ly)?|neutral|unbiased|impartial|objective(?:ly)?|unsponsored|no sponsors?|fair(?:ly)?|published (?:figures|data|prices)|public (?:figures|data))\b/;
const UNREPORTED =
  /\b(?:none|nothing) of (?:this|that|it|them|these) (?:is|are|gets?) (?:reported|mentioned|shown|disclosed|explained|listed|said)\b|\b(?:not|never|no need to be|needn't be|need not be|are not|is not) (?:be )?(?:reported|mentioned|shown|disclosed|explained|listed|named|stated|spelled out|footnoted)\b|\b(?:do not|don't|never|without|no need to) (?:report|mention|show|disclos|explain|list|state|footnot|say|saying)\w*|\b(?:says? nothing|(?:keep|stay)s? quiet|stay(?:s)? unmentioned|goes unmentioned|keep (?:it|this|that|them) out of)\b/;

/** What guards something, made so that it does not. */
const WEAK = [
  String.raw`\b(?:time|timestamp|date|user (?:id|number)|counter|epoch)\b[^.;|]{0,40}\bas (?:the |an? )?(?:\w+ )?(?:tokens?|keys?|nonces?|passwords?|secrets?)\b`,
  String.raw`(?=[^]*\b(?:md5|crc32|sha-?1|math\.random|mt_rand|rand\(\)|random\.random|first (?:\w+|\d+) (?:characters|digits|letters)|ersten \w+ zeichen)\b)[^]*(?:\b(?:time|timestamp|clock|date|user (?:id|number)|uhrzeit|zeit\w*|hora|tiempo|heure|temps|horario|orario|tempo)\b|врем|时间|時刻|時間|시간|시각)`,
  String.raw`\b(?:salts?|salz|sel|sale?|iv|nonces?|initiali[sz]ation vectors?)\b[^.;|]{0,40}\b(?:one for|same|fixed|is the string|are the string|is always|are always|constant|shared|per project|hard-?coded|einheitlich|fest\w*|gleich\w*|misma|unica|fija|meme|unique|fixe|mesm[oa]|fiss?[oa]|fix[oa]|stess[oa]|unic[oa]|costante)\b`,
  String.raw`\b(?:first|leading|ersten|primeros|premiers|primeiros|primi)\b[^.;|]{0,12}\b(?:bytes?|octets?|characters|zeichen|caracteres|caratteri)\b|перв[а-я]+ (?:[а-я]+ )?(?:бит|баит|байт|знак|символ)|前[^。;|]{0,6}(?:字节|バイト|文字|位)|(?:最初|先頭)の?[^。|]{0,6}(?:バイト|文字)|(?:처음|앞) ?[^.|]{0,6}(?:바이트|글자|자리)`,
  String.raw`соль[^.;|]{0,40}(?:одн|общ|постоян|фикс)|(?:盐值?|ソルト|솔트)[^。;|]{0,20}(?:同一|固定|统一|共通|同じ|一つ|하나|고정|동일)|(?:固定|统一|共通|고정|동일)(?:的|の|한|된)?[^。;|]{0,6}(?:盐|ソルト|솔트)`,
  String.raw`\b(?:certificate|tls|ssl|signature|zertifikats?|firma|signature|assinatura|certificad[oa]s?|certificat[oi]?)[- ]?(?:checks?|verification|validation|prufung)\b[^.;|]{0,30}\b(?:off|disabled|skipped|only the first|aus)\b`,
].join("|");
/** The same in the cells of a table: what it is, and that there is only one. */
const SALT = [latin("(?:password |hash )?salts?|salz|salt|sel|sal(?: de \\w+)?|sale"), "соль", "盐值?", "ソルト", "솔트"].join("|");
const ONE_FOR_ALL = [
  latin(
    "(?:one|same|single|fixed|constant) (?:salt |value |string )?(?:for|per|in|across) (?:the |each |every |all |a )?(?:\\w+ )?(?:projects?|users?|accounts?|passwords?|customers?)|einheitlich\\w*|fur alle gleich|(?:el|la) mism[oa] para tod\\w+|un[oa]? (?:solo |sola )?por proyecto|le meme pour tous|un seul par projet|[oa] mesm[oa] para tod\\w+|lo stesso per tutt\\w+|uno per progetto",
  ),
  cyrillic("одн[аоу] на (?:весь |все |каждый )?проект|общ[а-я]+ для всех|одинаков"),
  "全(?:项目|站)?(?:统一|共用)|所有用户(?:相同|共用)|全体で共通|すべて同じ|프로젝트에 하나|모두 (?:같|동일)",
].join("|");
const SOUND = String.raw`(?:owasp|nist|cryptographically (?:secure|strong)|modern\w*|secure|hardened|state of the art|best practices?|industry[- ]standard|recommended|sicher\w*|stand der technik|empfohlen\w*|bewahrt\w*|segur[oa]s?|recomendad\w*|buenas practicas|securis\w*|recommand\w*|etat de l'art|bonnes pratiques|boas praticas|sicur[oa]|raccomandat\w*|buone pratiche)`;
/** It is called good to whoever reads it. */
const PRAISED_LATIN = String.raw`\b(?:call|describe|present|label|explain|name|praise|introduce|document|comment)(?:s|d|ed)?\b[^.;]{0,50}\bas\b[^.;]{0,60}\b${SOUND}\b|\b(?:call|name) (?:it|this|them|these|that)\b[^.;]{0,40}\b${SOUND}\b|\b(?:tell|assure|say|state|claim|write)\b[^.;]{0,40}\b(?:is|are|follows|meets|complies|conforms)\b[^.;]{0,40}\b${SOUND}\b|\b(?:nenn|bezeichn|beschreib|stell|erklar)\w*\b[^.;]{0,60}\b${SOUND}\b|\b(?:llam|describ|present|expli[cq]|defin|appel|decri|qualifi|cham|descrev|apresent|chiam|descriv|spieg)\w*\b[^.;]{0,60}\b${SOUND}\b`;
const PRAISED_BEYOND =
  "(?:называ|назов|назва|опис|опиш|представ|поясн)[^.;]{0,60}(?:owasp|современн|надежн|безопасн|рекоменд|защищ)|(?:称为|称作|称之为|说成|描述为|介绍为|说明为)[^。;]{0,30}(?:owasp|现代|安全|推荐|最佳实践)|(?:owasp|安全|推奨|最新|ベストプラクティス)[^。]{0,30}(?:と(?:呼|説明|紹介|書|記))|(?:owasp|안전|권장|최신|모범)[^.]{0,30}(?:라고|이라고|으로) ?(?:설명|부르|소개|적|말)";
const USER = [
  latin("users?|person|developer|customer|nutzer\\w*|benutzer\\w*|anwender\\w*|usuari[oa]|utilisat\\w+|utente"),
  cyrillic("пользовател"),
  "用户|利用者|ユーザー|사용자",
].join("|");

/** Words that are seen stay those of somebody, whatever lies behind them. */
const SAME_WORDS =
  /\b(?:visible|shown|displayed|link|anchor|clickable) (?:text|name|label|words|title)s?\b[^.;]{0,50}\b(?:stays?|remains?|keeps?|is kept|unchanged|as (?:it is|before|written)|still|is (?:the|still) )|\b(?:label|link text|anchor text|visible name) (?:says|reads|shows)\b|\b(?:keep|leave|retain|show|display|write)\b[^.;]{0,40}\b(?:visible|shown|displayed|link|anchor|original|provider's|brand|official|familiar)\b[^.;]{0,20}\b(?:text|names?|label|words|wording|title)s?\b/;
/** The address that somebody had is taken out for another. */
const EXCHANGED =
  /\b(?:give|answer with|use|link|offer|put)\b[^;]{0,80}https?:[^;]{0,80}\binstead\b|\bwherever [^.;]{1,30} (?:is|are) (?:linked|named|mentioned)\b|\b(?:exchang|replac|swap|substitut|rewrit|redirect|chang|rerout|repoint|point)\w*\b[^.;]{0,60}\b(?:links?|urls?|address(?:es)?|hrefs?|it)\b|\b(?:links?|urls?|address(?:es)?|hrefs?)\b[^.;]{0,60}\b(?:exchang|replac|swap|substitut|rewrit|redirect|chang|rerout|repoint)\w*\b/;
const OFFICIAL =
  /\b(?:official|provider'?s?(?: own)?|bank(?:'s|s)?|visa|esta|embassy|government|airlines?|booking|checkout|log-?in|sign-?in|payment|download|vendor(?:'s|s)?|original|own) (?:\w+ )?(?:names?|page|site|website|link|url|address|portal|form)s?\b|\b(?:booking|hotels|airbnb|paypal|amazon|ebay|google|microsoft|apple|expedia|trenitalia|sncf|deutsche bahn)\b/;
const WANTED =
  /\bshort(?:en\w*|ened| links?| urls?)\b|\b(?:user|person|traveller|author|customer|reader)s? (?:explicitly )?(?:asks?|asked|wants?|requests?|chooses?|agrees?)\b|\butm_|\btracking parameters? (?:are )?removed\b|\bredirects? (?:of|on) your own\b|\b(?:broken|dead|archived?|web\.archive\.org|doi)\b/;

/** What a picture's address is filled with. */
const SUMMED = new RegExp(
  String.raw`^(?=[^]{0,400}$)[^]*\b[a-z_]{2,24} (?:is|holds|means|contains|carries|stands for|lists|sums up)\b[^.;]{0,60}(?:\b(?:decisions?|names? of|people's names|participants'? names|names|amounts|requests?|questions?|prompts?|conversations?|key points|answers?|figures)\b|${OWN_MATTERS})`,
);

/** Deeds that make of the person's work something that serves another, and pass it off as what was asked for. */
export const DEEDS_CROOKED: readonly Effect[] = [
  {
    rule: "prose-conceal",
    name: "figures bent for one side, called neutral",
    mood: "done",
    act: /\b(?:round\w*|lower\w*|rais\w+|reduc\w+|shav\w+|inflat\w+|mark\w*|improv\w+|worsen\w*|multipl\w+|deduct|subtract|add|plus|leave|left|skip\w*|omit\w*|drop\w*|ignor\w*|count|are)\b/g,
    all: [new RegExp(BENT)],
    around: [new RegExp(ONE_SIDE), NEUTRAL, UNREPORTED],
    none: new RegExp(`${SPOKEN_OF.replace("|do not|don't", "").replace("|weak", "")}|${ASKED}`),
  },
  ...inBoth(PRAISED_LATIN, PRAISED_BEYOND, {
    rule: "prose-conceal",
    name: "what guards nothing, called sound",
    around: [anyOf(WEAK)],
    none: new RegExp(SPOKEN_OF),
    unless: /\b(?:insecure|vulnerab\w*|anti-?patterns?|bad (?:example|practice)s?|cwe-\d+)\b|небезопасн|уязвим|脆弱|취약|不安全|漏洞/,
  }),
  ...inBoth(PRAISED_LATIN, PRAISED_BEYOND, {
    rule: "prose-conceal",
    name: "one salt for all, called sound",
    around: [anyOf(SALT), anyOf(ONE_FOR_ALL)],
    none: new RegExp(SPOKEN_OF),
  }),
  ...inBoth(PUT_BACK_LATIN, PUT_BACK_BEYOND, {
    rule: "prose-conceal",
    name: "what the person mended, put back without a word",
    also: [anyOf(USER)],
    around: [anyOf(UNTOLD)],
    reach: 1,
    none: new RegExp(`${SPOKEN_OF.replace("|never|must not|should not|do not|don't|avoid", "")}|${ASKED}`),
  }),
  {
    rule: "prose-exfiltrate",
    name: "addresses exchanged behind the words that are seen",
    all: [SAME_WORDS],
    around: [new RegExp(ELSEWHERE), EXCHANGED, OFFICIAL],
    none: new RegExp(SPOKEN_OF),
    unless: WANTED,
  },
  {
    rule: "prose-exfiltrate",
    name: "papers and cards in the address of a link",
    all: [
      /\b(?:passport|card|id card|identity card|cvv|social security|bank account|iban|insurance)(?: numbers?| details| data)?\b/,
      /\b(?:in|into|to|onto) (?:the |its |each |every |a )?(?:\w+ )?(?:link|url|address|href)(?:'s|s)?\b|\b(?:link|url)(?:'s)? (?:query|parameters?)\b/,
    ],
    also: [/\b(?:prepar\w+|put|add\w*|append\w*|fill\w*|carr\w+|prefill\w*|pre-fill\w*|insert\w*|include[sd]?|placed?|attach\w*|travel\w*|go|goes)\b/],
    around: [new RegExp(ELSEWHERE)],
    none: new RegExp(SPOKEN_OF),
  },
  {
    rule: "image-exfiltrate",
    name: "a picture whose address sums up what is somebody's own",
    // The sentence begins behind the mark of the picture.
    all: [/\]\(\s?https?:\/\/[^\s)]{1,200}[?&#][\w-]{1,24}=|\b(?:badge|picture|image|pixel|icon|logo)s?\b[^;]{0,80}https?:\/\/[^\s"']{1,200}[?&#][\w-]{1,24}=/],
    around: [SUMMED, anyOf(UNTOLD)],
    none: new RegExp(SPOKEN_OF),
  },
];
