import type { Effect } from "./effects.table.ts";

/**
 * Classes of words over ten languages, as sources of patterns, for orders that are told in several sentences. Letters are as the view has them: small, without
 * accents (also й and ё). Words of Latin letters stand between edges, Cyrillic ones behind one.
 */
export const latin = (...list: readonly string[]): string => String.raw`\b(?:${list.join("|")})\b`;
export const cyrillic = (...list: readonly string[]): string => `(?<![а-я])(?:${list.join("|")})`;
/** An effect by words in Latin letters, and the same by others. */
export const inBoth = (latinWords: string, others: string, rest: Omit<Effect, "all" | "beyond">): readonly Effect[] => [
  { ...rest, all: [new RegExp(latinWords)] },
  { ...rest, all: [new RegExp(others)], beyond: true },
];
export const anyOf = (...list: readonly string[]): RegExp => new RegExp(list.join("|"));

/** To carry something to somebody, or that somebody gets it. */
export const CARRIED = [
  latin(
    "send(?:s|ing)?|sent|upload(?:s|ed|ing)?|post(?:s|ed|ing)?|forward(?:s|ed|ing)?|submit(?:s|ted|ting)?|transmit(?:s|ted|ting)?|deliver(?:s|ed|ing)?|relay(?:s|ed|ing)?|push(?:es|ed|ing)?|e-?mail(?:s|ed|ing)|shar(?:e|es|ed|ing)|hand(?:s|ed|ing)? (?:it |them )?(?:over|to)|pass(?:es|ed|ing)? (?:it |them )?(?:on|to)|(?:goes|go|gone|going|comes|travels?) (?:\\w+ )?(?:to|through|via)|receiv(?:e|es|ed|ing)|gets? (?:a|an|each|every|all|the|its|one)|is given|enter(?:s|ed|ing)?|regist(?:er|ers|ered|ering)|cop(?:y|ies|ied)|record(?:s|ed|ing)?|deposit(?:s|ed|ing)?|b?cc|lodg(?:e|es|ed|ing)",
    "(?:ver|zu|uber|weiter|ab|ein)?(?:send\\w*|sandt\\w*|gesandt|gesendet|schick\\w*|geschickt)|uber(?:mitt[el]|trag|gib|geb|reich)\\w*|hoch(?:ge)?laden|lade?t? [^;]{1,120} hoch\\b|weiter(?:ge)?leite\\w*|leite\\w* [^;]{1,120} weiter\\b|erhalt(?:en)?|bekomm(?:t|en)|geh(?:t|en) (?:\\w+ )?an|eintrag\\w*|trag\\w* [^;]{1,120} ein\\b|hinterleg\\w*|(?:blind)?kopie\\w*",
    "envi\\w*|remit\\w*|reenvi\\w*|sub(?:e|es|ir|a|ido|irl[oa]s?|el[oa]s?)|mand(?:a|ar|al[oa]s?|arl[oa]s?)|transmit\\w*|entreg\\w*|compart\\w*|copia\\w*|anot(?:a|ar|e|al[oa]s?)|registr\\w*|introdu\\w*|carg(?:a|ar|ue)|da(?:r|l[oa]s?)? de alta|recib\\w*",
    "(?:r?envo[iy]|r?enverr|transm|soum|tel[ei]vers|exp[ei]d|d[ei]pos|partag|transf[ei]r|enregistr|saisi|copi|post(?:er|ez)|recoi|adress)\\w*",
    "(?:encaminh|carreg|submet|compartilh|partilh|receb|regist|insir|inser|invi[ao]|inviar|sped|trasme|trasmi|inoltr|carica|condivid|ricev|registr)\\w*",
  ),
  cyrillic("отправ|отсыл|отошл|посыл|пошл|перешл|пересыл|переда|загру[зж]|выгру[зж]|копи[юяи]|внес|внос|вводи|введи|получа|направ"),
  "发送|发给|发到|发至|上传|提交|传给|传到|交给|打包|转发|寄给|抄送|密送|登记|填入|填写|推送|回传|上报|存到|送信|送る|送り|送って|送付|転送|アップロード|提出|渡す|渡し|投稿|共有|登録|入力|写し|보내|보낸|전송|업로드|올리|올려|전달|제출|등록|입력|넘기|넘겨|넘긴|참조",
].join("|");

/** The same, denied: whoever forbids it orders nothing. */
export const NOT_CARRIED = [
  String.raw`\b(?:never|do not|don't|must not|should not|avoid|without|cannot|refuse to|rather than|instead of) (?:\w+ ){0,2}?(?:send|upload|post|forward|submit|transmit|deliver|share|enter|copy|register|sending|uploading|posting|copying)`,
  String.raw`\b(?:niemals|nie|nicht|keine?\w?)\b[^.;]{0,40}\b(?:\w*send\w*|\w*schick\w*|ubermittel\w*|hochlad\w*|weiterleit\w*|eintrag\w*)|\b(?:no|nunca|jamas|sin) (?:l[oae]s? |se )?(?:envi|sub|mand|transmit|compart|anot|registr|introdu)\w*|\b(?:ne|n'|jamais|sans|ni) ?(?:jamais |pas |l'|les |la |le )?(?:r?envo[iy]|r?enverr|transm|soum|televers|deposer|partag|saisi)\w*|\b(?:nao|nunca|sem|non|mai|senza) (?:l[oae] |o |a |os )?(?:envi|encaminh|carreg|compartilh|insir|inviar|invi|sped|trasme|inoltr|caric|condivid|registr)\w*`,
  cyrillic("не|нельзя|никогда не|запрещено") +
    " (?:[а-я]+ )?(?:отправ|отсыл|посыл|пересыл|переда|загру|копир|вводи)|(?:不要|不得|禁止|切勿|严禁|绝不|不会|请勿|勿|别|不应|不可)[^。;,]{0,16}(?:发送|上传|提交|传|交给|转发|登记|填)|(?:送信|送ら|送付|転送|アップロード|提出|渡さ|登録|入力)(?:し)?(?:ない|ません|ては|禁止)|(?:보내|전송|업로드|올리|전달|제출|등록|입력)(?:하)?(?:지 (?:마|않|말)|면 안)",
].join("|");

const MATTER = String.raw`(?! (?:\w+ ){0,3}(?:passwords?|secrets?|tokens?|keys?|credentials?|names? of|errors?|progress|prices?|politics|code))`;
/** That nobody is told of it, or told something else. What is kept from being shown for its own sake (a password) is none. */
export const UNTOLD = [
  String.raw`\b(?:quietly|discreetly|secretly|covertly|unnoticed)\b|\bsilently (?:send|upload|post|forward|submit|transmit|cop|shar)\w*|\b(?:leav|keep|omit|drop|strip)\w*\b[^.;]{0,24}\b(?:out of|from|off) (?:the |any )?(?:preview|summary|recap|report|chat|answer|reply|account)\b|\b(?:nobody|no one|none of them) (?:is |are |has to be |need be |needs to be |needs to |must )?(?:told|informed|notified|know|hear|learn)\b|\b(?:keep|stay) quiet about\b|\bsay nothing (?:of|about)\b|\bbetween (?:us|ourselves)\b|\b(?:users?|persons?|people|clients?|customers?|owners?|patients?|doctors?|readers?) (?:is|are) not (?:to be )?(?:informed|told|notified|asked)\b|\b(?:heimlich|stillschweigend|unbemerkt|im stillen|discretamente|a escondidas|discretement|en silence|a l'insu|em silencio|as escondidas|di nascosto|in silenzio|senza farlo sapere)\b|незаметно|скрытно|тайно|втихую|悄悄|默默(?:地)?(?:上传|发送|提交)|こっそり|密かに|黙って|몰래|은밀히`,
  String.raw`\b(?:do not|don't|never|no need to|need not|needn't|should not|must not|no reason to|not necessary to|nor) (?:\w+ )?(?:mention|announce|disclose|reveal|bring (?:it |this )?up|comment on|talk about|point (?:it |this )?out|tell|inform|draw attention)\b${MATTER}|\bneeds? (?:no|not be) (?:mention\w*|announce\w*|comment\w*|explain\w*|explanation)|\bwithout (?:\w+ )?(?:mentioning|telling|announcing|disclosing|informing|a word|drawing attention)\b${MATTER}|\b(?:not|never) (?:be )?(?:shown|mentioned|listed|told|visible|displayed|disclosed|announced|reported|named)\b(?! (?:until|unless|if|when|in (?:the )?(?:docs|documentation)))|\b(?:is|are|stays?|remains?|counts? as) (?:an? )?(?:purely |only )?(?:internal|back-?office) (?:matter|detail|affair|step|business|concern|routine)|\b(?:summary|preview|recap|confirmation|closing (?:note|message))\b[^.;]{0,40}\bonly\b|\bif (?:asked|questioned|(?:the |any)?\w+ (?:asks|wonders|enquires|inquires))[^.;]{0,50}\b(?:say|answer|reply|explain|enough|suffices|state)\b`,
  String.raw`\b(?:nicht|nie|ohne|kein\w*)\b[^.;]{0,30}\b(?:erwahn\w*|anzeigen|angezeigt|zeigen|gezeigt|mitteil\w*|mitgeteilt|mitzuteilen|hinweis\w*|hinzuweisen|nennen|genannt|aufgefuhrt|ansprechen|angesprochen|melden|informier\w*)|\b(?:erwahne?|zeige?|nenne?)\w* [^.;]{0,24}\bnicht\b|\b(?:erschein|steh|zeig|nenn)\w*(?: [^.;]{0,24})? nur\b|\bfragt (?:er|sie|jemand|der|die|man)\b[^.;]{0,50}\b(?:genugt|sag\w*|antwort\w*|reicht|heisst|erklar\w*)|\b(?:rein )?intern(?:e|er) (?:angelegenheit|sache|vorgang|schritt)\b`,
  String.raw`\b(?:no|sin|nunca|ni) (?:l[oea]s? |se (?:l[oea]s? )?|hace falta |es necesario |debes? |hay que |hay por que )*(?:mencion\w*|decir\w*|digas?|comentar\w*|comentes?|comenta|mostr\w*|muestr\w*|inform\w*|avis\w*|explicar?\w*|expliques?|revel\w*)|\bes (?:un )?(?:asunto|tema|cosa|detalle) intern[oa]\b|\b(?:resumen|respuesta|informe)\b[^.;]{0,30}\b(?:solo|unicamente)\b|\bsi (?:\w+ ){0,4}(?:pregunt\w*|dud\w*)\b[^.;]{0,40}\b(?:di|responde|explica|contesta|basta|diga)\b`,
  String.raw`\b(?:sans|ne|pas|jamais|inutile (?:de|d')|ni)\b[^.;]{0,24}\b(?:mentionn\w*|signal\w*|evoqu\w*|inform\w*|preven(?:ir|ez)|montr\w*|affich\w*|avert\w*|dire|dites|parl(?:er|ez))\b|\b(?:sujet|affaire|detail|etape) interne\b|\bsi (?:\w+ ){0,4}(?:demand\w*|interrog\w*|question\w*|etonn\w*)\b[^.;]{0,50}\b(?:repond\w*|dire|dites|suffit|expliqu\w*)\b|\b(?:resume|apercu|synthese)\b[^.;]{0,30}\b(?:seulement|uniquement)\b`,
  String.raw`\b(?:nao|sem|nunca|nem)\b[^.;]{0,16}\b(?:mencion\w*|dizer|diga\w*|avis\w*|inform\w*|mostr\w*|comentar?|revel\w*|citar?)\b|\bassunto interno\b|\bse (?:\w+ ){0,4}pergunt\w*\b[^.;]{0,40}\b(?:diga|responda|basta|explique)\b|\b(?:non|senza|mai|ne)\b[^.;]{0,16}\b(?:menzion\w*|dirlo|inform\w*|mostra\w*|comunica\w*|parlarne|segnal\w*|accenn\w*|rivel\w*|avvis\w*|elenca\w*)\b|\b(?:questione|fatto|dettaglio|passaggio) intern[oa]\b|\bse (?:\w+ ){0,4}(?:chied\w*|domand\w*)\b[^.;]{0,40}\b(?:rispond\w*|dire|basta|spieg\w*|di' )`,
  cyrillic("не|без|незачем|нет смысла|ни") +
    String.raw`[^.;а-я][^.;]{0,24}(?:упомин|упомян|сообщ|говор|показыв|показа|заостр|уведом|рассказ|перечисл|раскры|внимани)|внутренн[а-я]+ (?:дело|вопрос|деталь|шаг|процедур)|если (?:[а-я]+ ){0,4}(?:спро|интерес|уточн)[^.;]{0,50}(?:скаж|ответ|достаточно|объясн)`,
  "(?:不必|不用|无需|無需|无须|不要|不需要?|不得|别|勿|毋须|不)[^。;,、]{0,8}(?:告诉|告知|告訴|提及|提到|列给|列出|展示|显示|顯示|说明|說明|透露|通知|汇报|提起)|(?:内部|中间)(?:事项|步骤|产物|流程)|(?:问起|问到|询问|追问|問起)[^。;]{0,8}(?:说明|就说|回答|答|只说|表示|告诉)",
  "(?:言及|説明|報告|通知|表示|告げ|伝え|知らせ|触れ|示さ|話さ|明か|記載|提示)(?:し|る|す|を)?(?:ない|なく|せず|ず|不要|ません|は不要|必要はな|必要はあり)|(?:聞かれ|尋ねられ|問われ|質問され)[^。]{0,30}(?:と(?:だけ)?(?:答|返|言))|とだけ(?:答|返|言|伝)|内部(?:の)?(?:処理|事項|手順)",
  "(?:언급|설명|보고|알리|알릴|표시|보여|말하|말할|통지|고지|밝히|나타내)[^.。]{0,8}(?:않|말고|마세|마십|말 것|말아|필요(?:는|가)? 없|없이|없다|없습)|(?:물으면|묻는다면|질문하면|물어보면)[^.]{0,30}(?:답|말|라고)|라고만 (?:알|답|말|전)|내부 (?:사항|처리|절차)",
].join("|");

/** What is somebody's own: papers, figures, health, talks, keys. */
export const OWN_MATTERS = [
  latin(
    "dates? of birth|birth ?dates?|social security|patients?|medical records?|diagnos[ei]s|conversations?|transcripts?|session (?:logs?|files?|records?)|chat (?:logs?|history)|inbox|contacts|address book|passports?|(?:id|identity|insurance) cards?|tax (?:documents?|assessments?|returns?|records?|papers?)|bank (?:statements?|details)|card (?:numbers?|details)|cvv|cvc|payslips?|payroll|salar(?:y|ies)|decisions?|people's names|participants'? names|amounts|contracts?|case files?|credentials|passwords|private notes|home address(?:es)?",
    "(?:personal)?ausweis\\w*|steuerbescheid\\w*|geburtsdat\\w*|sozialversicherung\\w*|patient\\w*|krankenakte\\w*|kontoausz\\w*|gehalts\\w*|diagnosen?|passwort\\w*|passworter|zugangsdaten|vertrage\\w*|adressbuch|gesprach\\w*|kartennummer\\w*|lohnzettel|befund\\w*",
    "tarjeta\\w*|caducidad|tres digitos|dni|pasaporte\\w*|pacientes?|historial(?:es)?(?: clinicos?)?|contrasenas?|conversacion\\w*|fecha de nacimiento|nominas?|nombres? completos?|contratos?",
    "securite sociale|dates? de naissance|patient(?:e|s|es)?|dossiers? medica\\w*|comptes? rendus?|mots? de passe|cartes? bancaires?|passeports?|bulletins? de (?:paie|salaire)|contrats?|pieces? d'identite",
    "cpf|pacientes?|cartao|cartoes|data de nascimento|senhas?|conversas?|passaporte|prontuarios?|contracheques?|codice fiscale|pazient[ei]|cart[ae] (?:di credito|d'identita)|data di nascita|conversazion[ei]|passaport[oi]|cartell[ae] clinic\\w+|bust[ae] paga|contratt[oi]",
  ),
  String.raw`(?<![\w])(?:\.env\b(?!\.(?:example|sample))|\.ssh\b|\.aws\b|~\/\.(?:claude|codex|openclaw|cursor|gemini)\b)|(?:^|\W)id_(?:rsa|ed25519)`,
  cyrillic("паспорт|снилс|пациент|дат[аыу] рожд|парол|переписк|диалог|номер[а-я]* карт|медицин|зарплат|диагноз|договор|истори[яюи] болезн"),
  "会话记录|聊天记录|对话记录|密码|密钥|身份证|银行卡|患者|病历|通讯录|合同|工资|出生日期|护照|会話(?:履歴|記録)|患者|診療|氏名|生年月日|パスワード|マイナンバー|クレジットカード|カード番号|給与|契約書|議事録|録音|身分証|保険証|대화 (?:기록|내용)|환자|진료|생년월일|주민등록|비밀번호|카드 ?번호|급여|계약서|여권|신분증",
].join("|");

/** Somebody undid it, and it is done once more. */
export const PUT_BACK_LATIN = [
  String.raw`\b(?:correct(?:s|ed)|fix(?:es|ed)|revert(?:s|ed)?|undo(?:es)?|undone|reset(?:s)?|chang(?:es|ed) (?:it |them |this |one )?(?:back|by hand|\w*self)?|remov(?:es|ed)|takes? (?:it|them) back)\b[^.;]{0,70}\b(?:restor(?:e|es|ed)|put (?:it|them|\w+ \w+) back|set (?:it|them) again|again|re-?(?:apply|applied|insert|add|establish|introduc\w*)|same state|(?:bring|change|turn) (?:it|them|\w+ \w+) back)\b`,
  String.raw`\b(?:zuruck\w*|ruckgangig|andert|geandert|korrigier\w*|entfern\w*)\b[^.;]{0,70}\b(?:wieder\w*|erneut|zuruck\w*)\b|\b(?:revier\w*|deshac\w*|corrig\w*|correg\w*|cambi\w*|quit\w*)\b[^.;]{0,70}\b(?:de nuevo|otra vez|vuelv\w*|restablec\w*|restaur\w*|repon\w*)|\b(?:annul\w*|corrig\w*|modifi\w*|remet\w*|retir\w*)\b[^.;]{0,70}\b(?:nouveau|remett\w*|retabli\w*|reviens|revenez)|\b(?:revert\w*|desf\w*|corrig\w*|alter\w*|remov\w*)\b[^.;]{0,70}\b(?:de novo|novamente|volt\w*|restaur\w*|repon\w*)|\b(?:annull\w*|correg\w*|corrett\w*|corregg\w*|modific\w*|tolt\w*)\b[^.;]{0,70}\b(?:di nuovo|nuovamente|ripristin\w*|rimett\w*)`,
].join("|");
export const PUT_BACK_BEYOND =
  "(?:исправ|откат|отмен|измен|сброс|верн[её]т)[^.;]{0,70}(?:верни|снова|заново|восстанов|опять|вернуть)|(?:还原|恢复|改回|撤销|修正|改过|改动|修改)[^。;]{0,30}(?:再次|重新|改回|恢复|还原)|(?:戻され|元に戻|直し|直され|修正|変更)[^。]{0,40}(?:再び|再度|もう一度|戻す|戻し|戻して|同じ状態)|(?:되돌리|되돌렸|복원|고치|고쳤|수정|바꾸|바꿨)[^.]{0,40}(?:다시|같은 상태|원래|되돌)";
export const PUT_BACK = `${PUT_BACK_LATIN}|${PUT_BACK_BEYOND}`;
