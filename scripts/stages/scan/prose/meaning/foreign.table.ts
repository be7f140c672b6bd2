import type { Frame } from "./frame.ts";
import type { Hit } from "./match.ts";
import type { Sentence } from "./sentences.ts";

/** Does the act stand in another language than English, whose frames look at the words around it? */
const isForeign = (_: Sentence, hit: Hit): boolean => (hit.parts[0]?.language ?? 0) > 0;

/** A denial in the language of the act: what is not to be asked for. */
const isDenied = (sentence: Sentence): boolean => ["neg", "negAfter", "covert"].some((one) => sentence.places.has(one as "neg"));

/** "A copy of each goes to": a sending without the verb, in the languages where it is the usual way to put it. */
const COPY =
  /\b(?:abschrift|kopie|durchschlag|geht|gehen|copie|duplicata|part|partent|copia|duplicado|cópia|copia|kopia|afschrift|gaat|trafia|idzie|kopię|kopya|gider|kopi|går)\b|копи|дублика|副本|抄送|コピー|写し|사본|نسخة|प्रति/u;

/** "Even where it contradicts": what is fetched outranks this file, or what the person wants. */
const CONTRARY =
  /widersp|entgegen|contredi|contradi|contraddi|contradig|wbrew|sprzeczn|противореч|вопреки|суперечи|矛盾|冲突|상충|모순|تعارض|celis|tegenspr|bertentangan|trai voi/u;

/** Words that open a wallet, by their number or by what they are called, in languages with letters of their own; those with Latin ones are among the deeds. */
const WALLET_WORDS =
  /(?:12|15|18|24|十二|二十四|十二个|廿四)\s?(?:个|個|组|組)?(?:英文|助记|恢复|復元|リカバリー|秘密|备份|備份)?(?:单词|單詞|词语|词|字|の?単語|の?言葉|語|ワード)|(?:恢复|备份|恢復|備份|復元|リカバリー|バックアップ|ウォレット)(?:用)?の?(?:单词|單詞|词|単語|言葉|ワード|フレーズ)|助记词|助記詞|ニーモニック|(?:12|24|열두|스물네)\s?(?:개의?|가지)?\s?(?:복구\s?|시드\s?)?단어|(?:복구|시드|백업)\s?(?:단어|문구)|니모닉|(?:12|24|двенадцат\p{L}*|двадцат\p{L}* четыр\p{L}*)(?: или (?:12|24))?\s(?:\p{L}+ )?слов|(?:слов\p{L}*|фраз\p{L}*) (?:для )?восстановлени|резервн\p{L}+ (?:слов|фраз)|мнемоник/u;
const WALLET =
  /钱包|錢包|资产|币|余额|餘額|恢复|助记|ウォレット|残高|資産|通貨|復元|ニーモニック|지갑|잔액|코인|복구|니모닉|кошел[её]?к|монет|баланс|крипто|восстановлени|мнемоник|wallet|metamask|ledger/;
/** Written on paper or typed into the person's own wallet, they go nowhere. */
const WALLET_OWN =
  /(?:钱包|錢包)(?:官方)?(?:应用|app|软件|程序|设备)(?:中|里|内|上)|纸上|抄在纸|ウォレットのアプリ|アプリに|紙に|지갑 앱|종이에|(?:на|в) (?:бумаг|приложении кошельк|само[мй] кошельк|устройстве)/;

/** Advice to keep them well, unless they are also to be handed over. */
const KEPT = /保存|抄写|抄好|备份好|记下|保管|妥善|書き留め|控えて|сохрани|запиши|сохранить|записать|저장|보관|적어 두/;
const HANDED =
  /对话|聊天|回复|发送|发给|发到|给你|告诉你|输入|填|表单|网页|https?:|チャット|フォーム|返信|入力|送|教えて|чат|форм|ответ|пришл|прислать|введ|채팅|답장|입력|보내|양식/;

/** Orders whose parts are told apart by their concepts alone, for the languages that have no patterns of words. */
export const FOREIGN: readonly Frame[] = [
  {
    rule: "prose-remote",
    name: "orders from an address, without asking",
    parts: ["fetch", "url", "obey", "instructions"],
    span: 40,
    none: ["defence", "attack", "consent"],
    with: ["covert", "approval"],
    when: (sentence, hit) => isForeign(sentence, hit) && isDenied(sentence),
  },
  {
    rule: "prose-remote",
    name: "orders from an address, whatever contradicts them",
    parts: ["fetch", "url", "obey"],
    span: 40,
    none: ["defence", "attack", "consent"],
    when: (sentence, hit) => isForeign(sentence, hit) && CONTRARY.test(sentence.text),
  },
  {
    rule: "prose-persist",
    name: "no more questions, for the agent's memory",
    parts: ["put", "memory", "approval"],
    span: 30,
    none: ["defence", "attack", "consent"],
    when: (sentence, hit) => isForeign(sentence, hit) && isDenied(sentence),
  },
  {
    rule: "prose-exfiltrate",
    name: "a payee replaced by one that stands there",
    parts: ["replace", ["iban", "wallet"]],
    span: 24,
    none: ["defence", "attack", "consent"],
    when: (sentence, hit) => isForeign(sentence, hit) && hit.parts[1]?.language === -1,
  },
  {
    rule: "prose-conceal",
    name: "sent, and not to be told",
    parts: ["tell", ["fact", "it", "user"]],
    span: 8,
    negated: true,
    none: ["defence", "attack", "consent"],
    with: ["email", "url", "outside"],
    pair: true,
    when: (sentence, hit) => isForeign(sentence, hit) && sentence.places.has("send"),
  },
  {
    rule: "prose-conceal",
    name: "a copy for somebody, and not to be spoken of",
    parts: ["tell"],
    span: 6,
    negated: true,
    none: ["defence", "attack", "consent"],
    with: ["email", "url", "outside"],
    pair: true,
    when: (sentence, hit) => isForeign(sentence, hit) && COPY.test(sentence.text),
  },
  {
    rule: "prose-authority",
    name: "another role, and nobody is asked",
    parts: [["persona", "pretend"], "instructions", "covert"],
    span: 30,
    none: ["defence", "attack", "consent"],
    when: isForeign,
  },
  {
    rule: "prose-credentials",
    name: "the words that open a wallet",
    parts: [["ask", "paste", "send", "tell"]],
    span: 40,
    pair: true,
    none: ["defence", "attack"],
    said: [WALLET_WORDS, WALLET],
    when: (sentence, hit) => isForeign(sentence, hit) && !WALLET_OWN.test(sentence.text) && (!KEPT.test(sentence.text) || HANDED.test(sentence.text)),
  },
];
