/**
 * How people reject what was done. A pattern is tried on the lower-case words of a message that has work before it, so a
 * first request with "don't" in it is never looked at. `start` patterns only count where the message begins.
 */
export type ComplaintPattern = Readonly<{ code: "rejected" | "correction" | "undo" | "still-wrong"; pattern: RegExp; start: boolean }>;

/** "no" and its kin are a rejection when the message ends there or goes on about the work, not as in "no ads please, list ...". */
const NO =
  /^(?:no|nope|nah|nein|non|não|nao|nee|nej|nei|nie|ne|hayır|нет|ні|όχι|לא|لا|नहीं|không|tidak|bukan|ei|nem|nu)(?:\s*[,.!;:—–-]|\s*$|\s+(?:no|not|that|that's|thats|this|it|it's|its|i|i'm|you|your|don't|dont|do not|wrong|stop|wait|use|the other|they|these|those|please don't|way|das|nicht|so|falsch|ich|du|bitte nicht|ce|c'est|pas|ça|eso|esto|así|era|quería|isso|assim|dat|niet|это|не|так|bu)(?![\p{L}\p{N}]))/u;

/** A thing of one to three words. */
const THING = "[^\\s,;:!?()]{1,40}(?: [^\\s,;:!?()]{1,40}){0,2}";
/** "use A" and "instead of B" in one language: a message of these two alone is about the work before it; what goes on with work of its own is a request. */
const RATHER: readonly (readonly [use: string, instead: string])[] = [
  ["(?:use|take|run|prefer|with)", "(?:instead of|rather than|in place of|over)"],
  ["(?:nimm|nutze?|benutze?|verwende|mit)", "(?:statt|anstatt|anstelle von)"],
  ["(?:utilise[rz]?|prends|prenez|avec)", "(?:plutôt que|au lieu d[e'])"],
  ["(?:usa|use|utiliza|toma|con)", "(?:en vez de|en lugar de)"],
  ["(?:usa|usate|prendi|con)", "(?:invece di|al posto di)"],
  ["(?:usa|use|com)", "(?:em vez de|em lugar de)"],
  ["(?:gebruik|neem|met)", "(?:in plaats van)"],
  ["(?:använd|brug|bruk|med)", "(?:istället för|i stedet for)"],
  ["(?:użyj|używaj|weź)", "(?:zamiast)"],
  ["(?:используй|возьми)", "(?:вместо)"],
];
const COURTESY = "(?:(?:please|bitte|s'il te plaît|por favor|per favore|proszę|пожалуйста)[, ]+)?";
const ONLY_RATHER = RATHER.map(([use, instead]) => ["correction", new RegExp(`^${COURTESY}${use} ${THING} ${instead} ?${THING}[.! ]*$`, "u")] as const);

const RULES: readonly (readonly [ComplaintPattern["code"], RegExp])[] = [
  ["rejected", NO],
  ["rejected", /^(?:不|不是|不对|不對|不行|错了|錯了|不要这样|不是这个|いいえ|いや|違う|違います|ちがう|だめ|ダメ|아니|아니요|아뇨|틀렸)/u],
  [
    "rejected",
    /(?<![\p{L}\p{N}])(?:(?:that|this|it|you|which|answer|output|result|number|numbers|file|these|those)(?:'s| is| was| are| were|'re)? (?:all |still |totally |completely |just |clearly )?(?:wrong|incorrect|not right|not correct|not what i|isn't right|isn't what|isn't correct|wasn't what|bad|broken|useless|garbage|terrible|awful)|you (?:broke|forgot|missed|misunderstood|ignored|skipped|deleted the wrong|changed the wrong|did it wrong|got it wrong|messed)|wrong (?:file|one|repo|folder|branch|answer|format|date|directory|account|person|column|place|language|again|\p{L}+[.!]?$)|i (?:said|asked for|asked you|meant|wanted|told you|didn't ask|did not ask|never asked|don't like|do not like|hate)|not what i (?:asked|wanted|meant|said)|(?:the|your) (?:\p{L}+ ){1,3}(?:is|are|was|were|looks?|seems?) (?:still |all |also )?(?:wrong|incorrect|missing|broken|not right|not correct)|why (?:did|didn't|would|are) you|what have you done|this makes no sense|that makes no sense|you're wrong|you are wrong|stop doing)(?![\p{L}\p{N}])/u,
  ],
  [
    "rejected",
    /^(?:wrong|incorrect|bad|terrible|awful|stop(?: (?:it|that|this|now))?|ugh|wtf|nonsense|rubbish|falsch|quatsch|stopp|schlecht|faux|mauvais|mal|incorrecto|equivocado|está mal|sbagliato|errato|errado|fout|verkeerd|fel|feil|źle|špatně|yanlış|неправильно|неверно|плохо|стоп|خطأ|गलत|sai rồi|salah)(?:\s*[,.!;:—–-]|\s*$)/u,
  ],
  [
    "rejected",
    /(?<![\p{L}\p{N}])(?:das (?:ist|war|stimmt) (?:so )?(?:nicht|falsch)|das ist nicht was|nicht das,? was|so nicht|ich (?:meinte|wollte|sagte|habe gesagt)|du hast (?:\p{L}+ )?(?:vergessen|falsch)|ce n'est pas (?:ça|bon|correct|ce que)|c'est (?:faux|pas ça|pas bon|incorrect)|j'ai (?:dit|demandé)|je voulais|tu as oublié|eso no (?:es|era|está)|no es (?:eso|correcto|lo que)|está (?:mal|equivocado)|te pedí|quise decir|quería que|olvidaste|non è (?:quello|corretto|giusto)|è sbagliato|ho detto|volevo|intendevo|hai dimenticato|não é (?:isso|o que)|está errado|eu (?:disse|queria|pedi)|esqueceu|dat is (?:niet|fout|verkeerd)|ik (?:bedoelde|wilde|zei)|je bent vergeten|это не то|это неправильно|ты забыл|я (?:имел|просил|хотел|сказал)|to nie (?:tak|to)|miałem na myśli)(?![\p{L}\p{N}])/u,
  ],
  ["rejected", /不是我要的|不是我想要|你忘了|做错|搞错|弄错|错误的|間違っ|違います|そうじゃない|頼んでいない|忘れて(?:い)?ます|잘못|틀렸|그게 아니/u],
  [
    "correction",
    /^(?:not (?!bad)[^.!?]{1,80}(?:,|;| but| use| -|—)|nicht [^.!?]{1,80}(?:,|;| sondern)|pas [^.!?]{1,80}(?:,| mais)|no [^.!?]{1,60}, sino |non [^.!?]{1,60}, ma )/u,
  ],
  [
    "correction",
    /^(?:(?:i|ich) mean[te]?[,: ]|actually,? (?:no|use|i|it|make|that|not|don't|the)|instead,? |rather,? |use [^.!?]{1,60} instead(?! of)|please use [^.!?]{1,60} (?:instead(?! of)|not )|should (?:be|have been)|it should (?:be|have)|that should (?:be|have)|don't (?:do|use|touch|change|delete|add|include|send|write|make|put|overwrite|call)|dont (?:do|use|touch|change|delete|add)|do not (?:do|use|touch|change|delete|add|include|send|write)|never (?:do|use|touch|change)|lieber |stattdessen |plutôt |en vez de |mejor (?:usa|con)|invece |em vez |in plaats |вместо )/u,
  ],
  [
    "correction",
    /(?<![\p{L}\p{N}])(?:, not (?:the|a|in|with|from|to|that|this|as|by)|instead of (?:that|this|what you)|statt ?dessen|use \p{L}[^.!?]{0,40}, not)(?![\p{L}\p{N}])/u,
  ],
  ...ONLY_RATHER,
  [
    "correction",
    /^[^\s,;:!?()]{1,40} (?:instead of|rather than|statt|au lieu de|en vez de|invece di|em vez de|zamiast|вместо) [^\s,;:!?()]{1,40}(?: please)?[.! ]*$/u,
  ],
  [
    "correction",
    /^(?:请)?用[^。！？，,]{1,20}(?:而不是|代替)[^。！？，,]{1,20}$|^[^。！？、]{1,20}の代わりに[^。！？]{1,20}(?:を使って|で)(?:ください)?$|^[^.!?]{1,20} ?대신 ?[^.!?]{1,20} ?(?:써|사용해)(?:줘|주세요)?$/u,
  ],
  // "not X, use Y" in languages that put it differently.
  [
    "correction",
    /^(?:não [^.!?]{1,60}, (?:mas |sim |use |usa )|niet [^.!?]{1,60}(?:,| maar) |inte [^.!?]{1,60}(?:,| utan) |ikke [^.!?]{1,60}(?:,| men) |nie [^.!?]{1,60}, (?:tylko|lecz|ale) |не [^.!?]{1,60}, а |[^.!?]{1,40} değil[, ])/u,
  ],
  [
    "correction",
    /^(?:不是[^。！？]{1,40}[，,]|不要用?[^。！？]{1,40}[，,]|别用[^。！？]{1,40}[，,]|[^。！？]{1,30}(?:じゃなくて|ではなく|じゃなく)|[^。！？]{1,30} ?말고 )/u,
  ],
  // Reminding of what was said before.
  [
    "rejected",
    /(?<![\p{L}\p{N}])(?:ich hatte [^.!?]{1,40} (?:gesagt|gewollt|gemeint)|wie (?:schon )?gesagt|j'avais (?:dit|demandé)|comme (?:je l'ai )?dit|(?:te|le) (?:había dicho|dije)|había (?:dicho|pedido)|avevo (?:detto|chiesto)|(?:eu )?tinha (?:dito|pedido)|ik had [^.!?]{1,40} (?:gezegd|gevraagd)|jag (?:sa|bad om)|jeg (?:sa|sagde|ba om)|mówił(?:em|am)|prosił(?:em|am)|я же (?:сказал|говорил|просил)|söylemiştim|demiştim|istemiştim)(?![\p{L}\p{N}])/u,
  ],
  ["rejected", /我说(?:的是|过)|我要的是|と言った|って言った|と言いました|라고 했|라고 말했/u],
  // What was done, and a denial: "that does not add up", "it isn't sorted". One short clause, because what goes on asks for something.
  [
    "still-wrong",
    /^(?:(?:no|hm+|but|and|well|sorry|wait|oh)[,. ]+)*(?:that|this|it|these|those|they) (?:(?:really|still|just|simply|clearly|also|even|quite) )?(?:(?:does|do|did|is|are|was|were|has|have|can|could|will|would|should)(?:n't| not)|doesnt|dont|didnt|isnt|arent|wasnt)(?! (?:a |an |really |so |that |too |very |to |have to )*(?:bad|big|deal|hurt|hurry|important|matter|mind|necessary|need|needed|problem|required|rush|urgent|worry))(?![\p{L}])[^?,;:]{0,50}$/u,
  ],
  [
    "still-wrong",
    /^[^?,;:]{0,40}(?<![\p{L}])(?:(?:do|does|did)(?:n't| not) (?:match|add up|fit|agree|line up|balance|reconcile|tally|make (?:any )?sense)|makes? (?:no|little) sense|(?:stimm(?:t|en)|pass(?:t|en)|geh(?:t|en)) (?:\p{L}+ ){0,2}nicht (?:auf|überein|zusammen)|(?:ergibt|ergeben|macht|machen) keinen sinn|ne (?:correspond|colle|tient|va)(?:ent|nt)? pas|n'a (?:pas de|aucun) sens|no (?:cuadran?|coinciden?|encajan?|tienen? sentido)|non (?:torna(?:no)?|quadra(?:no)?|corrisponde|corrispondono|ha senso)|não (?:batem?|conferem?|coincidem?|faz sentido)|slaat nergens op|st[äe]mmer (?:inte|ikke)|nie ma sensu|uymuyor|tutmuyor|не (?:сходится|сходятся|совпадает|совпадают|имеет смысла))(?![\p{L}])[^?,;:]{0,40}$/u,
  ],
  [
    "still-wrong",
    /^[^？?，,；、]{0,20}(?:对不上|對不上|不一致|不相符|没有道理|合わない|合いません|合っていない|合ってない|辻褄が|안 ?맞|맞지 ?않)[^？?，,；、]{0,12}$/u,
  ],
  // Something is missing or does not add up.
  [
    "still-wrong",
    /(?<![\p{L}\p{N}])(?:(?:da |es |hier )?fehl(?:t|en) (?:der|die|das|ein|eine|noch|zwei|drei|\d)|(?:der|die|das) \p{L}+ (?:fehlt|fehlen|ist falsch|sind falsch|stimmt nicht)|stimmt (?:so |noch |immer noch )?nicht|il manque|(?:le|la|les) \p{L}+ (?:manque|manquent|est faux|est fausse)|falta(?:n)? (?:el|la|los|las|un|una|o|a|os|as|um|uma)|manca(?:no)? (?:il|la|lo|i|le|gli|un|una)|(?:er )?ontbre(?:ekt|ken)|klopt (?:nog )?niet|saknas|det blev fel|mangler|brakuje|nie zgadza|не хватает|отсутствует|eksik|yanlış (?:\p{L}+)$)(?![\p{L}\p{N}])/u,
  ],
  ["still-wrong", /缺了|缺少|还缺|還缺|漏了|少了|足りない|抜けてい|抜けてる|빠졌|빠져/u],
  ["undo", /(?<![\p{L}\p{N}])(?:put|bring|get) (?:it|that|this|them|everything|all of (?:it|that|them)|those) back(?![\p{L}\p{N}])/u],
  [
    "undo",
    /^(?:please |bitte |ok |okay )?(?:undo|revert|roll ?back|take (?:it|that|this) back|put (?:it|that) back|restore|cancel|mach (?:das|es) rückgängig|rückgängig|annule|deshaz|deshacer|revierte|annulla|desfaz|desfaça|ongedaan|ångra|cofnij|geri al|отмени|откати|верни|撤销|还原|取消|元に戻して|取り消して|되돌려|취소)(?:\s+(?:that|this|it|them|everything|all|all that|the last|your|those|these|please|bitte|das|es|alles|ça|tout|eso|todo|ciò|tutto|isso|tudo|dat|alles|это|всё)(?:\s+(?:change|changes|edit|edits|step|commit|one|please|bitte|of it|now|thing))?)?[\s.!。！]*$/u,
  ],
  [
    "still-wrong",
    /(?<![\p{L}\p{N}])(?:(?:still|again|also) (?:\p{L}+ )?(?:wrong|broken|fails|failing|failed|not working|doesn't work|does not work|not right|missing|an error|errors|crashes|the same (?:error|problem|issue))|same (?:error|problem|issue|mistake)(?: again)?|(?:doesn't|does not|didn't|did not|isn't|not|won't) (?:work|working|help|fix|compile|run)(?:ing|ed)?|it (?:fails|failed|crashes|crashed|broke|errors)|tests? (?:fail|fails|failed|are failing|still fail)|got an error|get an error|getting an error|throws an error|funktioniert (?:noch |immer noch |so )?nicht|geht (?:noch |immer noch |so )?nicht|klappt (?:noch |so )?nicht|immer noch (?:falsch|kaputt|der fehler)|(?:ça )?ne (?:marche|fonctionne) (?:toujours )?pas|marche pas|no funciona|sigue (?:mal|fallando|igual|sin)|continua (?:sem|a non|errado|igual)|nem (?:jó|ez|így|az)|non funziona|não funciona|nao funciona|werkt (?:nog )?(?:steeds )?niet|fungerar inte|virker ikke|ei toimi|nie działa|nefunguje|nem működik|nu funcționează|çalışmıyor|не работает|опять не|снова не|لا يعمل|काम नहीं)(?![\p{L}\p{N}])/u,
  ],
  ["still-wrong", /还是不|仍然不|不工作|没有用|没用|失败了|报错|動かない|動きません|うまくいかない|エラーが(?:出|で)|안 ?돼|안 ?됩니다|작동하지 않|여전히/u],
];

export const COMPLAINTS: readonly ComplaintPattern[] = RULES.map(([code, pattern]) => ({ code, pattern, start: pattern.source.startsWith("^") }));

/** Good news that looks like bad: taken out before the patterns are tried. */
export const GOOD_NEWS =
  /(?<![\p{L}\p{N}])(?:(?:no|zero|0|without|not a single|keine?|aucune?|sin|ningún|nessun|sem|geen|без|нет)\s+(?:\p{L}+\s+){0,2}?(?:errors?|problems?|issues?|failures?|failed|failing|fails|worries|complaints?|warnings?|fehler|probleme?|erreurs?|problèmes?|errores|problemas?|errori|problemi|erros|fouten|ошибок|проблем)|nothing (?:failed|fails|is wrong|broke|is broken|wrong|missing)|not bad|nicht schlecht|pas mal|not wrong|no need|no longer (?:fails|failing|broken|wrong|crashes)|doesn't (?:fail|crash) any ?more|never mind|nevermind|no doubt|no rush|no hurry|no thanks to me|kein problem|kein ding|pas de problème|sin problema|nessun problema|sem problema|geen probleem|(?:0|zero|no) of \d+ failed|没问题|沒問題|没有错误|問題ない|問題なし|문제 ?없)(?![\p{L}\p{N}])/gu;
