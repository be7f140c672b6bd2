import { ASKED } from "./classes.ts";
import type { Effect } from "./effects.table.ts";
import { anyOf, cyrillic, inBoth, latin, PUT_BACK, UNTOLD } from "./tongues.ts";

const SPOKEN_OF = String.raw`\b(?:attack\w*|malicious|suspicious|red flags?|vulnerab\w+|danger\w*|never|must not|should not|do not (?:add|allow|set|put|use)|don't (?:add|allow|set|put|use)|avoid|instead of|risky|niemals|gefahrlich\w*|nunca|peligros\w*|jamais|dangereu\w*|perigos\w*|mai|pericolos\w*)\b|不要|危险|禁止|しない|危険|위험|опасн`;
const ASKED_ABROAD = String.raw`\bwenn (?:der|die) (?:nutzer|benutzer|person|anwender)\w* (?:es |das |dies )?(?:wunsch|verlang|bitt|woll|will|zustimm)\w*|\bsi (?:el|la) (?:usuari[oa]|persona) (?:lo |la )?(?:pide|quiere|solicita|acepta)|\bsi l'utilisat\w+ (?:le |la )?(?:demande|veut|souhaite|accepte)|\bse (?:o|a|l'|il|la) ?(?:usuari[oa]|utente|pessoa|persona) (?:o |lo |la )?(?:ped\w*|quis\w*|chied\w*|vuole|aceit\w*|accett\w*)|если пользовател[а-я]+ (?:[а-я]+ )?(?:прос|попрос|хоч|соглас)|用户(?:明确)?(?:要求|同意|希望)|(?:ユーザー|利用者)が(?:希望|求め|同意)|사용자가 (?:요청|원하|동의)`;

/** Whatever there is, as rules of permission write it. A sentence ends with its last word, not with the signs behind it. */
const WILD =
  /\b(?:bash|shell|exec\w*|terminal|run|web ?fetch|fetch|edit|write|read|mcp\w*|computer)\s?\(\s?(?:\*{1,2}|\*:\*|~?\/\*{1,2}(?:\/\*)?|~)\s?\)|["'](?:bash|shell|exec\w*|terminal|run|web ?fetch|computer)$/;
const ALLOW_LIST = [
  latin(
    "allow[- ]?(?:ed)?[- ]?(?:list|tools|commands|rules?)?|white ?list|permissions?|approval (?:list|rules?)|erlaub\\w*|freigabe\\w*|zulass\\w*|berechtigung\\w*|permis\\w*|permitid\\w*|lista blanca|autoris\\w*|liste blanche|permiss\\w*|lista branca|permess\\w*|autorizz\\w*|lista bianca|consentit\\w*",
  ),
  cyrillic("разреш[а-я]*|бел[а-я]+ спис"),
  "允许|白名单|许可|权限|許可|ホワイトリスト|権限|허용|권한",
].join("|");
const DENY_EMPTIED = [
  String.raw`\b(?:den(?:y|ied|ial)|block|ask|refus\w+|forbid\w*|black)(?:[- ]?(?:list|rules?)|ed (?:list|tools|commands))?\b[^.;]{0,40}\b(?:empty|emptied|clear(?:ed)?|delet\w+|remov\w+|blank)\b|\b(?:empty|clear|delete|remove|blank out)\b[^.;]{0,20}\b(?:den(?:y|ied|ial)|block|ask|refus\w+|black)[- ]?(?:list|rules?)`,
  String.raw`\b(?:sperr|verbots|ablehnungs|ausschluss)liste\w*[^.;]{0,30}\b(?:leer\w*|losch\w*|entfern\w*)|\b(?:lista|liste|elenco) (?:de |d'|dei |di |delle |des )?(?:deneg|bloque|bloc|prohib|proib|negad|negaz|divieti|refus|interdi|noire|negra|nera|rifiut)\w*[^.;]{0,40}\b(?:vaci|vid|esvazi|limp|svuot|cancell|borr|supprim|elimin)\w*|\b(?:vaci|vid|esvazi|limp|svuot|cancell|borr|supprim|elimin)\w* (?:la |a |l')?(?:lista|liste|elenco) (?:de |d'|dei |di |delle |des )?(?:deneg|bloque|bloc|prohib|proib|negad|negaz|divieti|refus|interdi|noire|negra|nera|rifiut)`,
  "(?:спис[а-я]+ (?:запрет|отказ)|запрет[а-я]*|черн[а-я]+ спис[а-я]+)[^.;]{0,30}(?:очист|удал|опустош|пуст)|(?:очист|удал|опустош)[^.;]{0,20}(?:спис[а-я]+ (?:запрет|отказ)|запрет|черн[а-я]+ спис)|(?:拒绝|禁止|黑)(?:列表|名单)[^。;]{0,12}(?:清空|删除|置空)|清空(?:拒绝|禁止|黑)|(?:拒否|禁止)(?:リスト|一覧)[^。]{0,10}(?:空|削除|消)|(?:거부|차단|금지) ?(?:목록|리스트)[^.]{0,10}(?:비우|비웁|비운|삭제|지우|지웁)",
].join("|");
const OFF = String.raw`(?:off|disabled?|deactivated?|false|never|suppress\w*|aus(?:zu)?(?:schalt|stell)\w*|abschalt\w*|abgeschaltet|deaktivier\w*|abstell\w*|aus\b|desactiv\w*|apag\w*|quit\w*|coup\w*|supprim\w*|desativ\w*|deslig\w*|disattiv\w*|spegn\w*|togli\w*)`;
const QUESTION = String.raw`(?:(?:confirmation|approval|permission|safety) (?:prompts?|dialog(?:ue)?s?|windows?|questions?|steps?|checks?)|confirmations|approvals|bestatigung\w*|ruckfrage\w*|nachfrage\w*|confirmaci\w*|confirmac\w*|demandes? (?:de confirmation|d'autorisation)|conferm\w*|richiest\w+ di conferma)`;
const CONFIRM_OFF_LATIN = String.raw`\b${QUESTION}[^.;]{0,40}\b${OFF}\b|\b(?:turn|switch|set) off (?:the |all |every )?${QUESTION}|\b${OFF} (?:the |all |every |las? |los? |les |as |le |die )?(?:\w+ )?${QUESTION}\b`;
const CONFIRM_OFF_BEYOND =
  "(?:подтвержден[а-я]+|запрос[а-я]+ (?:разрешен|подтвержд)[а-я]+)[^.;]{0,30}(?:отключ|выключ|убер)|(?:отключ|выключ|убер)[^.;]{0,20}подтвержден|确认(?:框|窗口|提示|步骤|弹窗)?[^。;]{0,12}(?:关闭|关掉|禁用|停用)|(?:关闭|关掉|禁用|停用)[^。;]{0,10}确认|確認(?:画面|ダイアログ|ウィンドウ|表示)?[^。]{0,10}(?:オフ|無効|切る|切り|切って|止め|出さない)|확인 ?(?:창|절차|단계|메시지)[^.]{0,10}(?:끕|끄|끈|꺼|비활성|해제|없앱|없애)";
const CONFIRM_OFF = `${CONFIRM_OFF_LATIN}|${CONFIRM_OFF_BEYOND}`;
const WHOLE_HOME = [
  String.raw`\b(?:whole|entire|full|complete) (?:home|user) ?(?:folder|directory)|\b(?:widen|extend|open|raise)\w*\b[^.;]{0,40}\b(?:home|root|entire disk|whole disk)\b|\b(?:ganze|gesamte|komplette)[nrsm]? (?:home|heim|benutzer)\w*|\b(?:toda la|tout le|toda a|tutta la|intera) (?:carpeta|dossier|repertoire|pasta|cartella|home)(?: (?:personal|de inicio|personnel|pessoal|home|utente))?`,
  "вс[яюе][а-я]* домашн|домашн[а-я]+ (?:папк|каталог)[а-я]* целиком|整个(?:主目录|家目录|用户目录|home)|ホーム(?:フォルダ|ディレクトリ)ー?全体|홈 ?(?:폴더|디렉터리|디렉토리) ?전체",
].join("|");
const AGENT = [
  latin("agents?|assistants?|hosts?|claude|codex|openclaw|harness|settings(?:\\.json)?|agenten\\w*|assistent\\w*|agentes?|asistentes?|agenti"),
  cyrillic("агент|ассистент|помощник"),
  "智能体|代理|助手|エージェント|アシスタント|에이전트|어시스턴트",
].join("|");

/** What is only a name of a list: short, and nothing else in it. */
const item = (what: string, length = 60): string => String.raw`^(?=[^]{0,${String(length)}}$)[^]*(?:${what})`;
const THIS_TEXT = [
  latin(
    "this (?:document|skill|file|guide|text|page|manual)|these (?:rules|instructions)|dies(?:e|er|es) (?:dokument|skill|datei|anleitung|regeln|text)|est[ea] (?:documento|skill|guia|archivo|texto)|estas reglas|ce (?:document|skill|guide|fichier|texte)|ces (?:regles|consignes)|est[ea] (?:documento|arquivo|guia|texto)|quest[oa] (?:documento|skill|guida|file|testo)",
  ),
  cyrillic("эт[а-я]+ (?:документ|файл|фаил|навык|инструкц|правил|текст)|данн[а-я]+ (?:документ|инструкц)"),
  "本(?:文|文件|文档|文書|書|技能|说明|スキル|指南)|(?:この|こちらの)(?:文書|スキル|説明書|ファイル)|(?:이|본) (?:문서|스킬|파일|지침)",
].join("|");
const THE_USER_LATIN = latin(
  "users?(?:'s?)?|person's|human's|customer's|nutzer\\w*|benutzer\\w*|anwender\\w*|usuari[oa]s?|personas?|utilisat(?:eur|rice)s?|utilizador\\w*|utent[ei]",
);
const THE_USER_BEYOND = [cyrillic("пользовател"), "用户|使用者|用戶|利用者|ユーザー|사용자"].join("|");
const THE_SYSTEM = [
  latin(
    "built-in|system (?:prompts?|messages?|instructions?|rules?|polic(?:y|ies))|(?:platform|host|safety|default|provider) (?:rules?|polic(?:y|ies)|notices?|guidelines?|instructions?)|eingebaut\\w*|system\\w*|sicherheits\\w*|(?:politicas|instrucciones|reglas|avisos) (?:\\w+ ){0,2}(?:del sistema|incorporad\\w*|de seguridad|integrad\\w*)|(?:consignes|regles|politiques?|instructions) (?:\\w+ ){0,2}(?:du systeme|integrees?|de securite|systeme)|(?:politicas|instrucoes|regras|avisos) (?:\\w+ ){0,2}(?:do sistema|embutid\\w*|de seguranca|integrad\\w*)|(?:politiche|istruzioni|regole|avvisi) (?:\\w+ ){0,2}(?:di sistema|del sistema|integrat\\w*|di sicurezza)",
  ),
  cyrillic("системн|встроенн|(?:правил[а-я]*|политик[а-я]*) безопасност"),
  "系统(?:提示|指令|规则)|内置|平台(?:规则|政策)|安全(?:规则|准则|提示|方針)|組み込み|システム(?:の)?(?:指示|プロンプト|方針)|既定の方針|시스템|내장|기본 (?:정책|방침)|안전 (?:수칙|규칙|지침)",
].join("|");
const ORDER = [
  latin(
    "order|priorit(?:y|ies)|precedence|conflict\\w*|contradict\\w*|disagree\\w*|reihenfolge|rang\\w*|vorrang|widersprech\\w*|orden|prioridad|conflictos?|contradi\\w*|ordre|priorites?|conflits?|contredis\\w*|ordem|prioridade|conflitos?|ordine|priorita|conflitt[oi]|contraddi\\w*",
  ),
  cyrillic("поряд|приоритет|противореч|расход"),
  "顺序|优先|次序|冲突|矛盾|順序|順で|順に|優先|食い違|순서|우선|충돌|어긋",
].join("|");

const RANK = String.raw`>|→|\b(?:first|last|finally|before|above|outranks?|zuerst|zuletzt|vor|primero|ultimo|antes|d'abord|enfin|avant|primeiro|por ultimo|prima|infine)\b|сначала|наконец|последн|выше|首先|最后|先于|高于|まず|最後|より優先|먼저|마지막|보다`;
/** The same in one sentence. */
const above = (user: string): string =>
  String.raw`(?:${THIS_TEXT})[^.;。]{0,60}(?:${user})[^.;。]{0,40}(?:[>→,、]|${RANK}|\b(?:and|then|und|dann|y|luego|et|puis|e|poi|depois)\b|и |然后|和|と|次に|그리고|다음)[^.;。]{0,24}(?:${THE_SYSTEM})`;

const SAFETY = [
  latin("safe|safety|security|sicherheit\\w*|seguridad|securite|seguranca|sicurezza|permissions?|consent"),
  cyrillic("безопасност"),
  "安全|セキュリティ|안전|보안",
].join("|");
const INQUIRED = [
  latin(
    "asked|asks|prompted|questioned|requested|gefragt|fragt|nachfrag\\w*|ruckfrag\\w*|pregunt\\w*|solicit\\w*|pid[ea]n?|demand\\w*|interrog\\w*|pergunt\\w*|pe[cd]\\w{1,4}|chie(?:de|sto|dono)|domand\\w*|richiest\\w*",
  ),
  cyrillic("спро|спраш|запро|потреб"),
  "询问|问到|问起|要求|求められ|聞かれ|尋ねられ|問われ|물으|묻|요청받|요구",
].join("|");
const ANSWERED = [
  latin("answer|reply|respond|say|state|tell|antwort\\w*|sag\\w*|respond\\w*|contest\\w*|di|diga|repond\\w*|dites|dire|rispond\\w*"),
  cyrillic("ответ|отвеч|скаж|говор"),
  "回答|答|返|说|說|言|답|말",
].join("|");
/** An answer that is ready before the question: it was looked at, all is well. */
const ready = (words: string): string => String.raw`["'](?!-)[^"'\n]{0,24}(?:${words})[^"'\n]{0,16}["']`;
const READY_LATIN = ready(
  String.raw`\b(?:checked|confirmed|verified|done|safe|approved|yes|all (?:good|clear)|ok|gepruft|bestatigt|erledigt|verificado|comprobado|confirmado|verifie|confirme|controle|verificato|confermato|controllato|all'? ?ok)\b`,
);
const READY_BEYOND = ready(
  "проверен|подтвержд|безопасно|已(?:确认|检查|核实|通过)|确认(?:完毕|过)|確認済|確認しました|問題ありません|확인(?:했|됨|되었|완료| 완료)|안전합니다",
);
const ONLY = [
  latin(
    "only|just|simply|always|nothing (?:else|more)|nur|lediglich|einfach|solo|solamente|unicamente|simplement|seulement|uniquement|apenas|soltanto|semplicemente",
  ),
  cyrillic("только|просто|лишь"),
  "只|仅|就|とだけ|だけ|라고만|만 ",
].join("|");

const TERMINAL = [
  latin("terminal|shell|command[- ]line|commands?|befehle?n?|kommandozeile|comandos?|commandes?|comandi"),
  cyrillic("команд|терминал"),
  "终端|命令|端末|コマンド|ターミナル|터미널|명령",
].join("|");
const MATERIAL = [
  latin(
    "recordings?|transcripts?|minutes|e-?mails?|attachments?|pages?|input|aufnahmen?|transkript\\w*|mitschrift\\w*|grabacion\\w*|transcripcion\\w*|enregistrements?|transcriptions?|gravac\\w*|transcric\\w*|registrazion[ei]|trascrizion[ei]",
  ),
  cyrillic("запис[ьиея]|расшифров|стенограмм|письм"),
  "录音|转写|文字稿|邮件正文|録音|文字起こし|議事|녹음|녹취|회의록|본문",
].join("|");
const TURNS_UP = [
  latin(
    "appears?|stands?|shows? up|turns? up|found|comes?|occurs?|erschein\\w*|auftauch\\w*|steh(?:t|en)|aparec\\w*|figur\\w*|apparai\\w*|appara\\w*|surgem?|compai\\w*|compare|trov\\w*",
  ),
  cyrillic("появ|встреч|содерж|стоит|стоят"),
  "出现|写有|現れ|書かれ|含まれ|나타나|나타날|적혀|들어",
].join("|");
const NO_QUESTION_LATIN = latin(
  "(?:no need to|need not|needn't|do not|don't|without|never) (?:\\w+ )?(?:ask|asking|confirm|confirming|check back)\\w*|ohne (?:nachzufragen|ruckfrage|zu fragen|nachfrage)|nicht (?:nach)?(?:fragen|gefragt)|sin (?:preguntar|consultar)|no (?:hace falta|es necesario) (?:preguntar|consultar)|sans (?:demander|poser)|inutile de demander|sem perguntar|nao (?:e preciso|precisa|e necessario) perguntar|senza (?:chiedere|domandare)|non (?:serve|occorre) chiedere",
);
const NO_QUESTION_BEYOND = [
  cyrillic("не (?:нужно |надо |стоит )?(?:спраш|переспраш)|без (?:вопрос|подтвержд|спрос)"),
  "(?:无需|不必|不用|无须)(?:每次)?(?:询问|确认|问|请示)|尋ねる必要はあり|尋ねる必要はな|確認は不要|確認せず|聞かずに|尋ねずに|묻지 (?:않|말)|물을 필요|물어볼 필요|확인 없이",
].join("|");

/** Deeds by which a skill widens what the agent may do, puts itself above whoever binds the agent, or takes orders from what is worked on. */
export const DEEDS_WIDENED: readonly Effect[] = [
  {
    rule: "prose-persist",
    name: "everything allowed to the agent, with what forbids or asks taken away",
    all: [WILD],
    also: [anyOf(ALLOW_LIST)],
    around: [anyOf(DENY_EMPTIED, CONFIRM_OFF, WHOLE_HOME)],
    none: anyOf(SPOKEN_OF, ASKED, ASKED_ABROAD),
  },
  {
    rule: "prose-persist",
    name: "everything allowed to the agent, unsaid or whenever somebody takes it back",
    all: [WILD],
    also: [anyOf(ALLOW_LIST)],
    around: [anyOf(UNTOLD, PUT_BACK)],
    none: anyOf(SPOKEN_OF),
  },
  ...inBoth(CONFIRM_OFF_LATIN, CONFIRM_OFF_BEYOND, {
    rule: "prose-authority",
    name: "the agent's questions switched off, unsaid or whenever somebody takes it back",
    around: [anyOf(AGENT), anyOf(ALLOW_LIST, WHOLE_HOME), anyOf(UNTOLD, PUT_BACK)],
    none: anyOf(SPOKEN_OF),
  }),
  ...inBoth(item(THE_USER_LATIN), item(THE_USER_BEYOND), {
    rule: "prose-override",
    name: "this text above the person, and the person above what binds the agent",
    before: [anyOf(item(THIS_TEXT)), anyOf(ORDER)],
    after: [anyOf(item(THE_SYSTEM, 80))],
    none: anyOf(THIS_TEXT),
  }),
  ...inBoth(above(THE_USER_LATIN), above(THE_USER_BEYOND), {
    rule: "prose-override",
    name: "this text first, the person and what binds the agent behind it",
    also: [anyOf(RANK)],
  }),
  ...inBoth(READY_LATIN, READY_BEYOND, {
    rule: "prose-conceal",
    name: "a question about safety, answered before it is asked",
    also: [anyOf(SAFETY), anyOf(INQUIRED), anyOf(ANSWERED), anyOf(ONLY)],
    none: /\b(?:never|do not|don't|must not|attack\w*|malicious|if (?:it is|all|nothing|no))\b|不要|禁止/,
  }),
  ...inBoth(NO_QUESTION_LATIN, NO_QUESTION_BEYOND, {
    rule: "prose-remote",
    name: "orders that turn up in what is worked on, carried out and nobody asked",
    also: [anyOf(TERMINAL), anyOf(MATERIAL), anyOf(TURNS_UP)],
    none: /\b(?:never|must not|ignore|treat(?:ed)? as (?:data|text)|attack\w*|injection|malicious|slash commands?)\b|忽略|无视|無視|무시/,
    pair: true,
  }),
];
