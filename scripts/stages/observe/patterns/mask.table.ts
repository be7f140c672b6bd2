import type { SlotType } from "#kernel/pattern";

/** A kind of value that may vary without changing what is asked. `sub` tells values apart that are worked differently (`*.pdf`, `*.mp3`). Without `hint` in it a text cannot match, and is not searched. */
export type MaskRule = Readonly<{ type: SlotType; pattern: RegExp; hint: RegExp; accept?: (value: string) => boolean; sub?: (value: string) => string }>;

const NOT_BEFORE = "(?<![\\p{L}\\p{N}_])";
const NOT_AFTER = "(?![\\p{L}\\p{N}_])";

const MONTHS =
  "january|february|march|april|june|july|august|september|october|november|december|januar|jänner|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|januari|februari|maart|mei|augustus";
const SHORT_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec";
const WEEKDAYS =
  "mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|montags?|dienstags?|mittwochs?|donnerstags?|freitags?|samstags?|sonnabends?|sonntags?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье";
const RELATIVE =
  "today|tomorrow|yesterday|tonight|heute|morgen|gestern|übermorgen|vorgestern|aujourd'hui|demain|hier|hoy|mañana|ayer|oggi|domani|ieri|hoje|amanhã|ontem|vandaag|gisteren|idag|imorgon|igår|сегодня|завтра|вчера|今天|明天|昨天|后天|今日|明日|昨日|오늘|내일|어제";
const SPANS =
  "week|month|year|quarter|weekend|night|morning|evening|afternoon|day|sprint|woche|monat|jahr|semaine|mois|semana|mes|año|settimana|mese|anno|mês|maand";
const YEAR = "(?:19|20)\\d{2}";
const DATE = [
  `\\d{4}-\\d{1,2}-\\d{1,2}(?:[T ]\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\.\\d{1,6})?(?:Z|[+-]\\d{2}:?\\d{2})?)?`,
  `\\d{4}[-/]\\d{2}(?![-/\\d])`,
  `\\d{1,2}[./]\\d{1,2}[./](?:${YEAR}|\\d{2})`,
  `\\d{4}年(?:\\d{1,2}月(?:\\d{1,2}日)?)?|\\d{1,2}月(?:\\d{1,2}[日号])?`,
  `(?:${MONTHS}|${SHORT_MONTHS})\\.? \\d{1,2}(?:st|nd|rd|th)?(?:,? ${YEAR})?`,
  `(?:${MONTHS}|${SHORT_MONTHS})\\.? ${YEAR}`,
  `\\d{1,2}(?:st|nd|rd|th|\\.)?(?: of| de)? (?:${MONTHS}|${SHORT_MONTHS})\\.?(?:,?(?: de)? ${YEAR})?`,
  `(?:${MONTHS})`,
  // "may" is a verb, too; never after these.
  `(?<=(?<![\\p{L}])(?:the|of|for|in|from|since|until|till|by|my|our|last|next|this|vom|im) )may(?! (?:i|we|you|not|be|have)(?![\\p{L}]))`,
  `q[1-4](?:[ /-]${YEAR})?|h[12][ /-]${YEAR}|${YEAR}[ -]?q[1-4]`,
  `(?:(?:next|last|this|coming|past|nächste[nrs]?|letzte[nrs]?|diese[nrs]?) )?(?:${WEEKDAYS})`,
  `(?:next|last|this|past|coming|previous|current) (?:${SPANS})`,
  `(?:nächste[nrs]?|letzte[nrs]?|diese[nrs]?|vergangene[nrs]?) (?:woche|monats?|jahr(?:es)?)`,
  `(?:la |le |el |il |a |o )?(?:${SPANS}) (?:prochaine?|dernière?|dernier|passé|pasad[oa]|próxim[oa]|que viene|scors[oa]|prossim[oa]|passad[oa])`,
  `(?:上|下|本|这)(?:个)?(?:周|月|星期|季度)|(?:先|来|今)(?:週|月)|(?:지난|다음|이번) ?(?:주|달)`,
  `(?:${RELATIVE})`,
  `\\d{1,2}(?::\\d{2}){1,2} ?(?:am|pm|uhr)?|\\d{1,2} ?(?:am|pm|uhr|o'clock)`,
].join("|");

/** What every date has one of; looking for it costs a fraction of looking for dates. */
const HAS_DATE = new RegExp(
  `\\d[-/.:年月日]|\\d ?(?:am|pm|uhr|o'clock)|[qh][1-4]|may|[今明昨后周月期季週주달]|${SHORT_MONTHS}|${MONTHS}|${WEEKDAYS}|${SPANS}|${RELATIVE}`,
  "i",
);

const TLD =
  "com|org|net|io|dev|de|ch|at|uk|eu|fr|es|it|nl|pl|se|no|fi|dk|ru|cn|jp|kr|br|in|app|ai|co|gov|edu|info|me|tv|sh|xyz|cloud|tech|site|local|internal|lan|localdomain|example";
const EXTENSION = (value: string): string =>
  `*.${(/\.([A-Za-z0-9]{1,8})$/.exec(value)?.[1] ?? "")
    .toLowerCase()
    .replace(/^jpeg$/, "jpg")
    .replace(/^yml$/, "yaml")}`;
const PATH_SUB = (value: string): string =>
  /\.[A-Za-z][A-Za-z0-9]{0,7}$/.test(value) ? EXTENSION(value) : /^[\w-][\w.-]*\/[\w.-]+$/.test(value) ? "repo" : "folder";

const NO_FILE = /^(?:e\.g|i\.e|a\.m|p\.m|u\.s|vs\.|etc\.|node\.js|next\.js|nuxt\.js|vue\.js|react\.js|d3\.js|three\.js|express\.js|asp\.net|socket\.io)$/i;
const PAIR =
  /^(?:and\/or|he\/she|she\/he|his\/her|yes\/no|true\/false|input\/output|i\/o|client\/server|read\/write|either\/or|on\/off|n\/a|w\/o|pros\/cons|ci\/cd|tcp\/ip|km\/h|und\/oder|y\/o|et\/ou|up\/down|start\/stop|left\/right|before\/after|in\/out|front\/back|pass\/fail|win\/loss|am\/pm)$/i;

const rule = (type: SlotType, hint: RegExp, pattern: string, more: Partial<MaskRule> = {}): MaskRule => ({
  type,
  hint,
  pattern: new RegExp(pattern, "giu"),
  ...more,
});

/** In the order in which they are tried; what one has taken, no later one sees. */
export const MASK_RULES: readonly MaskRule[] = [
  rule("id", /<secret:/i, "<secret:[a-z0-9-]{1,40}:\\d{1,6}>", { sub: () => "secret" }),
  rule("quoted", /```/, "```[^`]{0,4000}```"),
  rule(
    "url",
    /:\/\/|www\./i,
    "(?:https?|ftp|ssh|git|file|s3|gs|postgres(?:ql)?|mysql|redis|mongodb(?:\\+srv)?):\\/\\/[^\\s<>\"'`，。）)\\]]{1,1000}(?<![.,;:!?])|www\\.[^\\s<>\"'`，。)]{3,500}(?<![.,;:!?])",
    {
      sub: (value) => /^[a-z0-9+]+:\/\/(?:[^/@\s]*@)?(?:www\.)?([^/:?#\s]{1,100})/i.exec(value)?.[1]?.toLowerCase() ?? "",
    },
  ),
  rule("email", /@/, `${NOT_BEFORE}[\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,6}`),
  rule(
    "path",
    /[/\\]/,
    `(?<![\\p{L}\\p{N}_/.~-])(?:~|\\.{1,2}|[A-Za-z]:)?[/\\\\][\\p{L}\\p{N}_@%+=~.*?{}#-]{1,200}(?:[/\\\\][\\p{L}\\p{N}_@%+=~.*?{}#-]{1,200}){0,40}[/\\\\]?(?<![.,;:!?])`,
    { sub: PATH_SUB },
  ),
  rule("path", /\//, `(?<![\\p{L}\\p{N}_/.~@-])[\\p{L}\\p{N}_*-][\\p{L}\\p{N}_*.-]{0,80}(?:/[\\p{L}\\p{N}_@+*.-]{1,120}){1,30}/?(?<![.,;:!?])`, {
    sub: PATH_SUB,
    accept: (value) => !PAIR.test(value) && !/^\d+\/\d+(?:\/\d+)?$/.test(value) && /\p{L}/u.test(value),
  }),
  rule("host", /\d\.\d|localhost:/i, `${NOT_BEFORE}(?:\\d{1,3}\\.){3}\\d{1,3}(?::\\d{1,5})?${NOT_AFTER}|${NOT_BEFORE}localhost:\\d{1,5}${NOT_AFTER}`),
  rule("host", /\./, `${NOT_BEFORE}[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,62}(?:\\.[\\p{L}\\p{N}-]{1,63}){0,4}\\.(?:${TLD})(?::\\d{1,5})?(?![\\p{L}\\p{N}_-])`, {
    accept: (value) => !NO_FILE.test(value) && !/^\d/.test(value),
  }),
  rule(
    "version",
    /\d\.\d|v\d/i,
    `${NOT_BEFORE}v?\\d{1,5}\\.\\d{1,5}\\.\\d{1,6}(?:[.+-][0-9A-Za-z.-]{1,30})?${NOT_AFTER}|${NOT_BEFORE}v\\d{1,4}(?:\\.\\d{1,5}){0,3}(?:-[0-9A-Za-z.]{1,20})?${NOT_AFTER}`,
  ),
  rule("path", /\./, `(?<![\\p{L}\\p{N}_/.~@-])[\\p{L}\\p{N}_*-][\\p{L}\\p{N}_*.-]{0,100}\\.[A-Za-z][A-Za-z0-9]{0,7}${NOT_AFTER}`, {
    sub: PATH_SUB,
    accept: (value) => !NO_FILE.test(value) && !/\.(?:the|and|but|then|so|it|i|a|we|you)$/i.test(value),
  }),
  rule(
    "quoted",
    /["“„«「『《`'‘]/,
    `(?<![\\p{L}\\p{N}])(?:"[^"\\n]{1,300}"|“[^”\\n]{1,300}”|„[^“”\\n]{1,300}[“”]|«[^»\\n]{1,300}»|「[^」\\n]{1,200}」|『[^』\\n]{1,200}』|《[^》\\n]{1,200}》|\`[^\`\\n]{1,300}\`|'[^'\\n]{2,200}'|‘[^’\\n]{2,200}’)(?![\\p{L}\\p{N}])|(?:「[^」\\n]{1,200}」|《[^》\\n]{1,200}》|“[^”\\n]{1,200}”)`,
  ),
  rule("id", /-/, `${NOT_BEFORE}[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}${NOT_AFTER}`),
  rule("id", /[#-]\d/, `(?<![\\p{L}\\p{N}_])#\\d{1,8}${NOT_AFTER}|(?<![\\p{L}\\p{N}_-])[A-Za-z]{2,10}-\\d{1,7}(?:-\\d{1,7})?${NOT_AFTER}`, {
    accept: (value) => !/^(?:utf|sha|md|iso|covid|rfc|gpt|claude|mp|top)-/i.test(value) || /^rfc/i.test(value),
    sub: (value) => (value.startsWith("#") ? "number" : "ticket"),
  }),
  rule(
    "date",
    HAS_DATE,
    `${NOT_BEFORE}(?:${DATE})${NOT_AFTER}|(?:今天|明天|昨天|后天|今日|明日|昨日|\\d{4}年(?:\\d{1,2}月(?:\\d{1,2}[日号])?)?|\\d{1,2}月(?:\\d{1,2}[日号])?|(?:上|下|本|这)个?(?:周|月|星期)|先週|来週|今週|先月|来月|今月)`,
  ),
  rule("id", /\d[a-f]|[a-f]\d/i, `${NOT_BEFORE}[0-9a-f]{7,64}${NOT_AFTER}`, { accept: (value) => /\d/.test(value) && /[a-f]/i.test(value) }),
  // The sign of Kelvin is a K to a pattern that takes both cases.
  rule("id", /\d[A-Z\u212A]|[A-Z\u212A]\d/, `${NOT_BEFORE}(?=[A-Z0-9]{0,11}\\d)(?=[A-Z0-9]{0,11}[A-Z])[A-Z0-9]{5,20}${NOT_AFTER}`, {
    accept: (value) => value === value.toUpperCase() && /\d{2}/.test(value),
  }),
  rule("id", /@/, `(?<![\\p{L}\\p{N}_.@])@[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]{1,40}`, { sub: () => "handle" }),
  rule(
    "number",
    /[$€£¥₹]|[\d.,]\s?(?:usd|eur|gbp|chf|jpy|dollar|pound|yen|kr|zł)/iu,
    `(?<![\\p{L}\\p{N}_.])[$€£¥₹]\\s?\\d[\\d.,]{0,20}(?:\\s?(?:k|m|bn|million|billion))?${NOT_AFTER}|(?<![\\p{L}\\p{N}_.])\\d[\\d.,]{0,20}\\s?(?:[$€£¥₹]|(?:usd|eur|gbp|chf|jpy|dollars?|euros?|pounds?|yen|kr|zł)${NOT_AFTER})`,
    { sub: () => "amount" },
  ),
  rule(
    "number",
    /\d/,
    `(?<![\\p{L}\\p{N}_.])[+-]?\\d[\\d.,]{0,20}(?<![.,])\\s?(?:%|(?:kg|g|km|m|cm|mm|mi|miles?|gb|mb|kb|tb|ms|sec|seconds?|min|minutes?|mins|h|hours?|hrs|days?|weeks?|months?|years?|px|x|k|°c|°f|st|nd|rd|th|stunden|tage|minuten)${NOT_AFTER})?(?![\\p{L}\\p{N}_])`,
    {
      sub: (value) => /[\p{L}%°]+$/u.exec(value)?.[0].toLowerCase().replace(/s$/, "") ?? "",
    },
  ),
  // Digits inside of a Latin word (`mp3`, `h264`, `3d`) are part of it.
  rule("number", /\d/, "(?<![\\p{Script=Latin}\\p{N}_])\\d{1,12}(?![\\p{Script=Latin}\\p{N}_])"),
];
