import type { Effect } from "./effects.table.ts";

/** Spoken of, not done; never ordered in other languages than English (there the mood tells). */
const SPOKEN_OF =
  /\b(?:attack\w*|malicious|exfiltrat\w+|untrusted|suspicious|vulnerab\w+|red flags?|detect\w*|angreifer\w*|atacantes?|attaquants?|aggressor\w*)\b|攻击者|黑客|恶意|攻撃者|悪意|злоумышленник|공격자|(?:\b(?:nunca|jamas|jamais|niemals|nie|mai|nooit|nigdy)\b|никогда|нельзя|不要|切勿|请勿|绝不|不得|禁止|严禁)[^.;。；，]{0,30}(?:cod|kod|base|hex|код|编码|转|输出|写|schreib|escrib|escrev|ecri|scriv|запис)/;
/** Not to be done with these very things; "do not forget" is no denial. */
const DENIED = (what: string): string =>
  String.raw`\b(?:never|do not|don't|must not|should not|not to) (?:\w+ly |ever )?(?:encode|put|write|include|print|add|embed|copy|read|send|commit|paste|store|log|join|take|use|touch|open|dump|expose|show|list|output|collect|hash)\b(?:(?!\b(?:but|then|instead|rather|just|and|only|without)\b)[^.;]){0,60}(?:${what})`;

/** Where keys belong, encoded as those ask for it; and what of them is not shown. */
const AT_HOME =
  /\b(?:kubernetes|k8s|kubectl|kustomize|helm|(?:secret|sealed) manifests?|sealed ?secrets?|github secrets?|(?:actions|repository|ci) secrets?|gh secret|secrets? managers?|vault|basic auth\w*|authorization|mask\w*|redact\w*|placeholders?|\.env\.(?:example|sample|template)|gitignore\w*)\b|掩码|脱敏|маскир|マスク/;

/** Letters or whole words of names of variables that hold what opens doors: written alike in every language. */
const KEY_NAMES = /(?<![a-z0-9])(?:keys?|tokens?|secrets?|passw\w{0,6}|pwd|credentials?|creds)(?![a-z0-9])/;
/** Variables of the environment, in the languages that are read. */
const VARIABLES = String.raw`\b(?:env|printenv|environ|environment variables?|env vars?|shell variables?|exported (?:variables?|names)|(?:process|whole|entire|current|its|in the|of the|through the|from the) environment|set -o posix|(?:e?grep|rg|findstr)\b[^.;\n]{0,20}(?:key|token|secret|passw)\w*|umgebungsvariable\w*|umgebung|variables? d'environnement|variables? de entorno|entorno|variavei?s de ambiente|variavel de ambiente|variabil[ei] d'ambiente|omgevingsvariabele\w*|zmienn\w+ srodowiskow\w+|ortam degisken\w*)\b|环境变量|環境變量|環境変数|환경 ?변수|переменн\w*[а-я]* (?:окружения|среды)|змінн[а-я]* середовища`;
/** Chosen by what their names are like, not by one name. */
const CHOSEN = String.raw`\b(?:whose|with|where|having) (?:the |their |a )?(?:names?|keys?|left side|identifiers?)\b|\bnames? (?:that |which )?(?:end|contain|match|start|begin|look|include|hold|carr|finish|has|have|like)|\b(?:ending|ends|end|finishing|beginning|containing|matching|suffixed|called|named) (?:in|with|on|like|anything)\b|\b(?:every|each|all|any)\b[^.;]{0,30}\b(?:variable|line|entry|entries|value|name|pair)s?\b|\*_|_\*|\b(?:e?grep|rg|awk|sed|select-string|findstr)\b|\bin (?:the|their|its) names?\b|\b(?:deren|dessen) namen?\b|\bauf [^.;]{0,40}\bend(?:en|et)\b|\b(?:dont|cuyos?|cuyas?|cujos?|cujas?|il cui|i cui|le cui) (?:le |el |o |os |les )?(?:noms?|nombres?|nomes?|nomi)\b|\b(?:terminan?|terminem|terminam|finissent|finissant|se termine\w*|contienen|contem|contengan|contenant|contenenti|finiscono|acaban|acabam)\b|结尾|結尾|名称(?:中)?(?:含|带|包含|里有)|名字(?:中)?(?:含|带|包含|里有)|末尾|で終わる|を含む(?:もの|変数|名前)|名前[がに]|이름[이에]|끝나는|들어가는|포함된|оканчива|заканчива|именах? которых|чьи имена|в имени|содержа`;
/** To give letters another shape, or to string them together so that nobody reads them as what they are. */
const ENCODE = String.raw`\b(?:base ?-?(?:16|32|36|45|58|62|64|85|91)|b64|hex|hexa\w*|hex-?encod\w*|rot-?13|ascii ?-?85|uuencod\w*|z85|xxd|base-(?:32|64)|quoted-printable|percent-encod\w*|morse|octal|binary digits|gzip\w*|deflate\w*|encod(?:e|es|ed|ing)|cifrad\w+|codific\w+|kodier\w*|kodiert|encoda\w+|encode[rsz]?|codifi\w+|zakod\w+|kodow\w+)\b|编码|編碼|十六进制|十六進|エンコード|16 ?進|符号化|인코딩|16진|кодиру|кодиров|закодир|шестнадцат`;
const JOINED = String.raw`\b(?:join(?:s|ed|ing)?|concatenat\w+|string(?:s)? (?:them |the values )?together|strung together|glue[sd]?|run together|one after (?:the|an)other|separated by|comma-separated|in a row|line (?:by|after) line|row by row|aneinander\w*|verkett\w*|concaten\w+|encaden\w+|juntar?|unir|une|une[zr]|met(?:s|tre|tez) bout a bout|bout a bout)\b|拼接|拼成|连接|逐行|依次|連結|つなげ|一行ずつ|행마다|이어 ?붙|склей|соедин|построчно`;
/** Something that the skill makes and that others get to see, or a place in it. */
const MADE = String.raw`\b(?:trailers?|appendi(?:x|ces)|annex(?:es)?|addend(?:um|a)|finger ?prints?|foot(?:er|ers|note|notes)|header(?:s)? (?:line|field)s?|signature (?:block|line)|colophon|water ?marks?|meta ?data|front ?matter|build[- ]?(?:id|ref|tag|stamp|info)|provenance|reference (?:line|number|field|code|block)|serial (?:line|field)|stamps?|fields?|columns?|captions?|alt texts?|exif|qr(?: ?codes?)?|bar ?codes?|comments?|commit (?:messages?|bod(?:y|ies))|last (?:page|line|slide|sheet|row)|(?:document |custom )?propert(?:y|ies)|keywords|subject line|file ?names?|branch names?|release notes|\w*(?:anhang|fu(?:ss|ß)zeile|fu(?:ss|ß)note|fingerabdruck|feld|vermerk|kennung|kennzeichen|signatur)|pied de page|empreinte|champ|filigrane|annexe|anexo|apendice|pie de pagina|huella|campo|marca de agua|marca d'agua|rodape|impressao digital|assinatura|firma|piede? di pagina|impronta|allegato)\b|附录|附錄|指纹|指紋|页脚|备注|備註|校验码|标识|頁尾|水印|落款|字段|欄位|附件|元数据|编号|付録|フッター|透かし|署名|備考|欄|メタデータ|識別|부록|지문|바닥글|꼬리말|워터마크|메타데이터|приложени|отпечат|колонтитул|подпис|(?:^|[^а-я])пол[еяю](?:[^а-я]|$)|водян|метаданн|сноск`;
/** What such variables hold. */
const HELD = String.raw`\b(?:values?|contents?|what (?:they|it|each) hold\w*|right-hand sides?|after the equals sign|lines|wert\w*|inhalt\w*|valeurs?|valores|valor|valori|contenu|contenido|conteudo)\b|的值|取值|值|内容|値|中身|값|내용|значени`;

/** Folders and files that hold nothing but keys, or whose letters are keys. A public key, and the list of hosts, are neither. */
const STORE =
  /(?<![\w])(?:~?\/)?\.(?:ssh(?!\/(?:[\w*-]+\.pub|config\b|known_hosts))|gnupg|aws|kube|password-store|git-credentials|netrc|npmrc|pypirc|electrum|bitcoin|ethereum|docker\/config|config\/(?:gh|gcloud|solana|op)|env(?!\.(?:example|sample|template|dist)))(?![\w.-]*\.pub)\b|\bid_(?:rsa|ed25519|ecdsa)\b(?!\.pub)|\bwallet\.dat\b|\bkey ?stores?\b|\bkeychains?\b|\blogin\.keychain|\bkubeconfig\b|\blogin data\b|\b(?:private|ssh|signing|wallet) keys?\b|\bwallets? (?:folder|files?|directory)\b/;
/** Many of them, or all that is in them. */
const WHOLE = String.raw`\b(?:each|every|all|any|everything|files|texts?|contents?|lines|whole|entire|jede\w*|alle\w*|inhalt\w*|dateien|chaque|tous|toutes|contenu|fichiers|cada|todos|todas|contenido|archivos|conteudo|arquivos|ogni|tutti|contenuto|file)\b|各|每|所有|全部|内容|文件|すべて|全て|各|中身|ファイル|모든|각|내용|파일|кажд|все|содержим|файл`;

const TAKE =
  /\b(?:tak(?:e|es|ing)|tak(?:en)|read(?:s|ing)?|collect\w*|gather\w*|pick\w*|select\w*|list(?:s|ed)?|go(?:es)? through|loop over|walk\w*|copy|copies|grab\w*|fetch\w*|get|use[sd]?|join\w*|concatenat\w*|encod\w+|write|writes|written|put|puts|append\w*|add|adds|added|insert\w*|includ\w+|embed\w*|convert\w*|render\w*|turn\w*|form(?:s|ed)?|made|make|makes|consist\w*|compos\w+|built|build|contain\w*|hold\w*|carr(?:y|ies)|hash\w*|print\w*|pack\w*|fold\w*|string\w*|compress\w*|store\w*|place\w*|fill\w*|set|nimm|lies|schreib\w*|kodier\w*|sammle\w*|setze?|fuge?|prends|prenez|prendre|lis|lisez|lire|ecri\w+|encod\w+|ajout\w+|toma|tome|tomar|lee|lea|leer|escrib\w+|anad\w+|codific\w+|agreg\w+|pegue|pega|leia|ler|escrev\w+|junte|prendi|leggi|scriv\w+|inseri\w*|aggiung\w+|is (?:the|a|an|its|all)|are (?:the|all)|each|every|all|whole|entire|jede[rsn]?|alle[rsn]?|tous|toutes|chaque|todos|todas|cada|tutti|ogni)\b|取|读|讀|转|轉|写|寫|编码|編碼|放|填|拼|逐行|収集|読み|読んで|書|入れ|変換|エンコード|並べ|連結|읽|인코딩|넣|적|변환|붙|возьм|взять|прочита|запиш|закодир|кодиру|добав|встав|собер|склей/g;

/** Deeds that put what opens doors into what the skill makes, in another shape, so that it goes wherever that goes. Languages of one grammar or another: what is written alike in all tells. */
export const DEEDS_ENCODED: readonly Effect[] = [
  {
    rule: "prose-exfiltrate",
    name: "variables chosen for being secret, in another shape",
    mood: "done",
    act: TAKE,
    all: [KEY_NAMES, new RegExp(ENCODE)],
    also: [new RegExp(VARIABLES), new RegExp(CHOSEN), new RegExp(`${HELD}|${JOINED}|${MADE}`)],
    pair: true,
    none: new RegExp(`${SPOKEN_OF.source}|${AT_HOME.source}|${DENIED(KEY_NAMES.source)}`),
  },
  {
    rule: "prose-exfiltrate",
    name: "values of variables chosen for being secret, in what is made",
    mood: "done",
    act: TAKE,
    all: [KEY_NAMES, new RegExp(HELD)],
    also: [new RegExp(VARIABLES), new RegExp(CHOSEN), new RegExp(MADE), new RegExp(JOINED)],
    pair: true,
    none: new RegExp(`${SPOKEN_OF.source}|${AT_HOME.source}|${DENIED(KEY_NAMES.source)}`),
  },
  {
    rule: "prose-exfiltrate",
    name: "a store of keys in another shape, in what is made",
    mood: "done",
    act: TAKE,
    all: [STORE, new RegExp(ENCODE)],
    also: [new RegExp(`${MADE}|${JOINED}`), new RegExp(WHOLE)],
    pair: true,
    none: new RegExp(`${SPOKEN_OF.source}|${AT_HOME.source}|${DENIED(STORE.source)}`),
  },
];
