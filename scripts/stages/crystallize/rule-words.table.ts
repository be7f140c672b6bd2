/** A thing to use or to avoid: one to four words, as short as the sentence allows. */
const T = (name: string): string => `["'\`“„«]?(?<${name}>[\\p{L}\\p{N}@./][\\p{L}\\p{M}\\p{N}@._/+#-]*(?: [\\p{L}\\p{N}@._/+#-]+){0,3}?)["'\`”“»]?`;
/** Where a thing ends: at a stop, at the end, or before words that say for what. */
const END =
  "(?=\\s*(?:[,.;:!?()—–]|$)|\\s(?:please|instead|here|from|for|in|when|and|but|next|bitte|stattdessen|hier|für|und|aber|por favor|per favore|s'il|pour|et|para|y|per|e|voor|en|för|och|dla|и|для)(?![\\p{L}]))";
/** Chinese and Japanese write without spaces: what stands for a thing is a run of Latin letters or a few signs. */
const D = (name: string): string => ` ?(?<${name}>[A-Za-z0-9@._/+#-]+|[\\p{Script=Han}\\p{Script=Katakana}ー]{1,10}?|[\\p{Script=Hangul}]{1,10}) ?`;

/** A way to say it, and a word that every such sentence holds: an expression about letters of all alphabets takes 10 ms to compile, so only those that can match are. */
export type Instead = Readonly<{ sign: RegExp; pattern: RegExp }>;

const rule = (sign: string, pattern: string): Instead => ({ sign: new RegExp(sign, "i"), pattern: new RegExp(`(?<![\\p{L}\\p{N}])${pattern}`, "iu") });
const dense = (sign: string, pattern: string): Instead => ({ sign: new RegExp(sign), pattern: new RegExp(pattern, "iu") });

/** "use A, not B" and "not B, use A", as people say it in many languages. Tried in this order on one sentence. */
export const INSTEAD: readonly Instead[] = [
  rule(
    "(?:use|take|run|prefer|call it with) .*(?:not|never|rather than|instead of|over) ",
    `(?:use|take|run|prefer|call it with) ${T("use")},? (?:and )?(?:not|never|rather than|instead of|over) (?:with |use )?${T("avoid")}${END}`,
  ),
  rule(
    "(?:not|t|never|no) .*(?:use|take|run|prefer|rather|it's) ",
    `(?:do not|don't|dont|never|not|no) (?:ever )?(?:use |run |take |call |with )?${T("avoid")}[,;:.]? (?:but |please )?(?:use|take|run|prefer|rather|it's) ${T("use")}${END}`,
  ),
  rule(" instead", `(?:do not|don't|dont|never) (?:use|run|take|call) ${T("avoid")},? ${T("use")} instead${END}`),
  rule("instead of", `${T("use")} instead of ${T("avoid")}${END}`),
  rule(
    "(?:nicht|statt|anstelle von) ",
    `(?:nimm|nutze?|benutze?|verwende|mit) ${T("use")},? (?:und )?(?:nicht|statt|anstatt|anstelle von) (?:mit )?${T("avoid")}${END}`,
  ),
  rule(
    "(?:nicht|kein).* (?:sondern|nimm|nutz|benutz|verwende|mit|lieber) ",
    `(?:nicht|keine?n?) (?:mit )?${T("avoid")}[,;:]? (?:sondern|nimm|nutze?|benutze?|verwende|mit|lieber) (?:mit )?${T("use")}${END}`,
  ),
  rule(
    "(?:pas|plutôt que|au lieu de) ",
    `(?:utilise[rz]?|prends|prenez|avec) ${T("use")},? (?:et )?(?:pas|plutôt que|au lieu de) (?:avec )?${T("avoid")}${END}`,
  ),
  rule("pas .*[,;:] ", `(?:n'utilise[rz]? pas|pas) (?:avec )?${T("avoid")}[,;:] (?:mais |plutôt )?(?:utilise[rz]? |prends |avec )?${T("use")}${END}`),
  rule("(?:no|en vez de|en lugar de) ", `(?:usa|utiliza|con) ${T("use")},? (?:y )?(?:no|en vez de|en lugar de) (?:con )?${T("avoid")}${END}`),
  rule("no .*[,;:] ", `no (?:uses |con )?${T("avoid")}[,;:] (?:sino |mejor )?(?:usa |utiliza |con )?${T("use")}${END}`),
  rule("(?:non|invece di) ", `(?:usa|con) ${T("use")},? (?:e )?(?:non|invece di) (?:con )?${T("avoid")}${END}`),
  rule("non .*[,;:] ", `non (?:usare |con )?${T("avoid")}[,;:] (?:ma )?(?:usa |con )?${T("use")}${END}`),
  rule("(?:não|em vez de) ", `(?:usa|use|com) ${T("use")},? (?:e )?(?:não|em vez de) (?:com )?${T("avoid")}${END}`),
  rule("não .*[,;:] ", `não (?:uses? |com )?${T("avoid")}[,;:] (?:mas |sim )?(?:usa |use |com )?${T("use")}${END}`),
  rule("(?:niet|in plaats van) ", `gebruik ${T("use")},? (?:en )?(?:niet|in plaats van) ${T("avoid")}${END}`),
  rule("niet .*[,;:] ", `niet (?:met )?${T("avoid")}[,;:] (?:maar )?(?:gebruik |met )?${T("use")}${END}`),
  rule(
    "(?:inte|ikke|istället för|i stedet for) ",
    `(?:använd|bruk|brug) ${T("use")},? (?:och |og )?(?:inte|ikke|istället för|i stedet for) ${T("avoid")}${END}`,
  ),
  rule("(?:inte|ikke) .*[,;:] ", `(?:inte|ikke) ${T("avoid")}[,;:] (?:utan |men )?(?:använd |bruk |brug )?${T("use")}${END}`),
  rule("(?:użyj|używaj) ", `(?:użyj|używaj) ${T("use")},? (?:a )?(?:nie|zamiast) ${T("avoid")}${END}`),
  rule("nie .*[,;:] ", `nie ${T("avoid")}[,;:] (?:tylko |lecz )?(?:użyj |używaj )?${T("use")}${END}`),
  rule("(?:используй|возьми) ", `(?:используй|возьми) ${T("use")},? (?:а )?(?:не|вместо) ${T("avoid")}${END}`),
  rule("не .*[,;:] ", `не ${T("avoid")}[,;:] (?:а )?(?:используй |возьми )?${T("use")}${END}`),
  rule(" değil", `${T("avoid")} değil[, ]+${T("use")}(?: kullan)?${END}`),
  dense("用", `(?:不要用|别用|不用|不是)${D("avoid")}[，,]?(?:要用|改用|而是|用)${D("use")}`),
  dense("用", `用${D("use")}[，,]?(?:而不是|不要用|别用|不用)${D("avoid")}`),
  dense("代わりに|じゃなく|ではなく", `${D("avoid")}(?:じゃなくて|ではなく|の代わりに)、?${D("use")}(?:を|で)`),
  dense("말고|대신", `${D("avoid")}(?:말고|대신)[ ,]*${D("use")}`),
];

/** Standing orders: the sentence begins with the word, or has it behind the verb ("use A always"). */
export const ALWAYS =
  /^(?:always|you must always|immer|toujours|siempre|sempre|altijd|alltid|altid|zawsze|всегда|her zaman|总是|永远要|必ず|いつも|항상)(?![\p{Script=Latin}\p{Script=Cyrillic}])\s?(?<what>.+)$/iu;
export const NEVER =
  /^(?:never|don't ever|do not ever|you must never|nie(?:mals)?|ne .{2,20} jamais|jamais|nunca|jamás|mai|nooit|aldrig|nigdy|никогда|asla|永远不要|绝不要?|決して|절대)(?![\p{Script=Latin}\p{Script=Cyrillic}])\s?(?<what>.+)$/iu;
/** Words in front of an order that say since when, or are courtesy. */
export const LEAD =
  /^(?:(?:and|but|also|so|no|ok|okay|hey|please|from now on|in (?:the )?future|next time|remember(?: to)?|as i said|i (?:said|told you)(?: to)?|bitte|ab jetzt|in zukunft|nein|désormais|s'il te plaît|non|por favor|a partir de ahora|d'ora in poi|per favore|voortaan|впредь|пожалуйста|нет|以后|请|今後|앞으로)[,:!]?\s*)+/iu;

/** Somebody else's words, told: what a page, a file or another person says is no order of the person's. "I said" is one. */
export const REPORTED =
  /(?<![\p{L}])(?:(?:he|she|they|it|who|bob|the \p{L}+|(?:read)?me|docs?|documentation|readme|manual|page|mail|e-?mail|article|user|bot|tool|output|file|log|comment|error|ticket|issue)(?:'s \p{L}+)? (?:also )?(?:says?|said|writes?|wrote|claims?|told|tells?|wants?|reads?|suggests?|recommends?)|according to|quote|laut|sagt|schreibt|steht|selon|dit que|según|dice que|secondo|volgens|według|согласно|пишет)(?![\p{L}])/iu;
