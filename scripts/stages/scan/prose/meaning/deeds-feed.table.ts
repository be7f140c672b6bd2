import { ASKED, FETCH } from "./classes.ts";
import type { Effect } from "./effects.table.ts";

const SPOKEN_OF =
  /\b(?:attack\w*|malicious|injection|untrusted|suspicious|red flags?|detect\w*|phish\w*|angreifer|atacantes?|attaquants?)\b|攻击者|恶意|攻撃者|злоумышленник/;
const ELSEWHERE = /\bhttps?:\/\/(?!(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])\b)/;
/** What lies at the address, by what it is called there. */
const TEXT = String.raw`(?:edition|page|document|file|text|list|feed|guide|version|answer|response|copy|sheet|rules?|rulebook|handbook|note|notes|bulletin|gist|playbook|policy|board|site|website|post|it|that one|what (?:it|the page|stands there|is there)(?: says)?|remote (?:one|side|copy|text)|online (?:one|copy|text|version)|fetched (?:one|text|copy)|newer one|server|url|link|address|source|entry|schedule|channel|ledger|manual)`;
/** The person's own say: what was wished, asked or set. */
const SAY = String.raw`(?:(?:user|person|customer|owner|client|developer|operator|human|reader|author)(?:'s|s'|s)?(?: \w+){0,2} (?:wish(?:es)?|wants?|asks?|asked|says?|said|requests?|requested|instructions?|preferences?|orders?|words?|choices?|settings|decisions?|opinion|own)|(?:a |any |the )?(?:wish(?:es)?|request|instruction|order|preference|choice)s? (?:in|from|of|made in|given in) (?:the |this |a )?(?:conversation|chat|session|prompt|user|person|dialogue|thread|customer|owner)|what (?:the )?(?:user|person|customer|owner|they|somebody|anyone|people) (?:\w+ ){0,2}(?:wants?|asks?|asked|says?|said|wish\w*|prefers?|typed|wrote|told)|(?:the |this )?(?:conversation|chat)\b|(?:wishes|instructions|requests) of the (?:user|person|customer|owner|client))`;
/** It wins over. */
const OVER = String.raw`(?:overrules?|overrides?|outranks?|trumps?|beats?|supersedes?|(?:takes?|has|have|gets?|is given) (?:the )?(?:precedence|priority) (?:over|above|before)|(?:is|are|stands?|ranks?|comes?|goes|go|counts?) (?:\w+ )?(?:above|before|ahead of|over|higher than|more than)|prevails? over|wins? (?:over|against)|is (?:stronger|weightier|more important) than|replaces?)`;
const WINS = String.raw`(?:(?:is|are) (?:always )?(?:right|authoritative|decisive|binding|final|correct|the one that counts|what counts|to be followed|followed)|wins?\b|prevails?\b|(?:takes?|has|have|gets?) (?:the )?(?:precedence|priority|last word|final say|upper hand)|holds\b|governs?\b|counts\b|decides\b|applies\b|rules\b|overrides?\b|comes first|goes first|trumps?\b|outranks?\b|supersedes?\b|settles it|it is (?:followed|the one))`;
const DIFFER = String.raw`(?:differs?|disagrees?|conflicts?|contradicts?|diverges?|clash(?:es)?|deviates?|varies|vary|collides?|are at odds|is at odds|(?:something|anything) (?:else|different|other)|otherwise|say(?:s)? otherwise|other than|different(?:ly)?|against|contrary|even if|even where|even when|despite|regardless)`;
const TIMES = String.raw`\b(?:each|every|always|first|newest|latest|current|today's|whenever|before (?:you|each|every|any|answering|starting)|again|periodically|daily|hourly|start of|beginning of|up to date|live)\b`;
const NAMES = String.raw`\b(?:may|can|might|will|could|sometimes|also|often)(?: also| sometimes| even| well| then| again)*,? (?:names?|lists?|contains?|gives?|includes?|holds?|specif(?:y|ies)|carr(?:y|ies)|brings?|has|have|asks? for|calls? for|requires?|prescribes?|tells? you)\b[^.;]{0,24}\b(?:commands?|shell lines?|scripts?|programs?|one-liners|calls)\b`;
const TO_RUN = String.raw`${NAMES}[^.;]{0,30}\b(?:to (?:be )?(?:run|execut\w+|issue\w*|start\w*|carry out|carried out)|(?:that|which) (?:are|have to be|must be|should be) (?:run|executed))\b`;
/** For the agent itself, as a part of its task. */
const AS_TASK = String.raw`${NAMES}[^.;]{0,160}\b(?:for (?:you|the agent|the assistant) to (?:run|execute|issue)|(?:run|execute|issue|start) (?:them|those|these|it|each|all)\b|(?:which|that|they|these|those) (?:all )?(?:belong|are part|are a part|count as|form part|are covered|are included|you (?:run|execute)|are (?:already )?(?:approved|allowed|trusted|safe)))\b`;

/** The person's say, in the languages whose words are of Latin letters and in others. */
const SAY_ABROAD = String.raw`\b(?:nutzer\w*|benutzer\w*|anwender\w*|kund\w+|gesprach\w*|unterhaltung\w*|usuari[oa]s?|client[es]*|conversacion|conversa|utilisateu?r\w*|utilisatrice|conversation|utent[ei]|conversazione|gebruiker\w*|gesprek|uzytkownik\w*|rozmow\w+|kullanici\w*|pengguna)\b|用户|使用者|对话|對話|ユーザー|利用者|会話|사용자|대화|пользовател|разговор|беседе|диалог|чате`;
const TEXT_ABROAD = String.raw`(?:seite|pages?|ausgabe|fassung|version|versao|pagina|edicion|edicao|documento?|dokument|datei|archivo|arquivo|fichier|liste?|lista|texto?|testo|guide|guia|feed|leitfaden|edition|edizione|blatt|hoja|folha|feuille|sito|site|web|strona|sayfa|halaman|网页|页面|该页|那里|文件|版本|文本|内容|清单|页|ページ|版|文書|内容|リスト|サイト|そちら|페이지|문서|버전|내용|목록|страниц[а-я]*|верси[а-я]*|документ[а-я]*|текст[а-я]*|редакци[а-я]*|списо?к[а-я]*|она|он|она|они|ней)`;
const WINS_ABROAD = String.raw`(?:gilt|gelten|geht vor|gehen vor|hat vorrang|haben vorrang|hat recht|sticht|zahlt|ist massgebl\w+|ist ma(?:ss|ß)gebl\w+|entscheidet|ist verbindlich|prevalece|prevaleceran?|manda|gana|vale|tiene (?:la )?(?:prioridad|razon|precedencia)|tem (?:prioridade|precedencia|razao)|prevaut|prime|l'emporte|emporte|fait foi|a raison|a (?:la )?priorite|prevale|vince|ha (?:la )?(?:priorita|precedenza|ragione)|heeft voorrang|wint|geldt|ma pierwszenstwo|obowiazuje|gecerlidir|ustundur|yang berlaku|为准|优先|为主|优于|高于|说了算|為準|優先|が正しい|正しい|従う|従い|우선|따른다|따르|맞다|옳다|приоритет\w*|важнее|главнее|верн[аоы]|прав[а]?(?![а-я])|выше|решает|действует)`;
const DIFFER_ABROAD = String.raw`(?:abweich\w*|weich(?:t|en)|distint\w*|diferente\w*|otra cosa|otro|autre chose|autrement|outra coisa|altro|diverso|anderes|widersp\w*|unterscheid\w*|anders|difier\w*|diverg\w*|contradi\w*|contrari\w*|contredi\w*|differ\w*|discord\w*|conflit\w*|conflict\w*|confligg\w*|wijk\w*|verschil\w*|sprzeczn\w*|rozni\w*|celis\w*|bertentang\w*|不一致|不同|冲突|矛盾|相左|出入|異な|食い違|違う|相違|반대|다르|다를|충돌|어긋|모순|расход\w*|отлича\w*|противореч\w*|вопреки|иначе|расхожд)`;

const both = (a: string, b: string, gap: number): string => `(?:${a})[^.;。；]{0,${String(gap)}}(?:${b})`;

/** Deeds that put a text at an address above the person, or let it name what is run. */
export const DEEDS_FEED: readonly Effect[] = [
  {
    rule: "prose-remote",
    name: "a text at an address that outranks the person",
    all: [
      ELSEWHERE,
      new RegExp(
        `\\b${TEXT} (?:\\w+ )?${OVER}[^.;]{0,60}\\b${SAY}|\\b${both(DIFFER, SAY, 80)}[^.;]{0,60}\\b${TEXT} (?:still |always |then )?${WINS}|\\b${both(SAY, DIFFER, 60)}[^.;]{0,60}\\b${TEXT} (?:still |always |then )?${WINS}|\\b${TEXT} (?:still |always )?${WINS}[^.;]{0,30}\\b${both(DIFFER, SAY, 60)}|\\b${TEXT} (?:still |always )?${WINS}[^.;]{0,30}\\b${both(SAY, DIFFER, 60)}`,
      ),
    ],
    also: [new RegExp(FETCH)],
    pair: true,
    none: SPOKEN_OF,
  },
  {
    rule: "prose-remote",
    name: "a text at an address that names what is to be run",
    all: [ELSEWHERE, new RegExp(`${TO_RUN}|${AS_TASK}`)],
    also: [new RegExp(FETCH), new RegExp(TIMES)],
    pair: true,
    none: new RegExp(
      `${SPOKEN_OF.source}|${ASKED}|\\b(?:show|review(?:ed|s)? (?:it|them|each)|approv(?:e|al)|confirm\\w*|propose|never run|do not run|don't run|not run|docs|documentation|readme|install\\w*|tutorial)\\b`,
    ),
  },
  {
    rule: "prose-remote",
    name: "a text at an address that names what is run as a part of the task",
    all: [ELSEWHERE, new RegExp(AS_TASK)],
    also: [new RegExp(FETCH), new RegExp(TIMES)],
    pair: true,
    none: new RegExp(`${SPOKEN_OF.source}|${ASKED}|\\b(?:never run|do not run|don't run|not run)\\b`),
  },
  {
    rule: "prose-remote",
    name: "a text at an address that outranks the person, in another language",
    all: [
      ELSEWHERE,
      new RegExp(SAY_ABROAD),
      new RegExp(DIFFER_ABROAD),
      new RegExp(`${both(TEXT_ABROAD, WINS_ABROAD, 24)}|${both(WINS_ABROAD, TEXT_ABROAD, 20)}`),
    ],
    pair: true,
    none: new RegExp(`${SPOKEN_OF.source}|${both(SAY_ABROAD, WINS_ABROAD, 6)}`),
  },
];
