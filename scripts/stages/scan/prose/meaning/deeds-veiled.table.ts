import type { Effect } from "./effects.table.ts";
import { anyOf, CARRIED, cyrillic, latin, NOT_CARRIED, OWN_MATTERS, UNTOLD } from "./tongues.ts";

const ADDRESS =
  /\b(?:https?|s3|ftp|wss?):\/\/(?!(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])\b)|\w@[a-z0-9-]{1,63}\.[a-z]{2}|\b(?:[a-z0-9-]{1,40}\.){1,3}(?:com|net|org|io|app|dev|ai|co|example|info|site|xyz|cloud|me|ru|cn|jp|kr|de|fr|es|it|br)\/\w/;
const SPOKEN_OF = String.raw`\b(?:attack\w*|malicious|phish\w*|exfiltrat\w+|red flags?|suspicious|vulnerab\w+|angreifer|atacantes?|attaquants?|aggressori)\b|攻击者|恶意|攻撃者|공격자|злоумышленник`;
/** The person's own address, or one that the person named. */
const OF_THE_PERSON = String.raw`\b(?:user|person|client|customer|owner)(?:'s|s')? (?:own )?(?:address|inbox|mailbox|server|instance|bucket|account)|\b(?:your|their|his|her) own (?:\w+ )?(?:address|inbox|mailbox|server|instance|bucket|account|shop)|\b(?:eigene\w?|propi[oa]s?|propria?|proprio|proprie) \w+`;

const MAILED = /\w@[a-z0-9-]{1,63}\.[a-z]{2}/;
const BLIND = [
  latin("bcc|blind (?:carbon )?cop(?:y|ies)|blind-copied|blindkopie\\w*|copia oculta|copie cachee|copia nascosta|copia(?:s)? ocult\\w*|cci|cco|ccn"),
  cyrillic("скрыт[а-я]+ копи"),
  "密送|密件抄送|暗送|bcc|숨은 ?참조|비밀 ?참조",
].join("|");

/** A number on a card, and the number that proves who holds it. */
const CARD = [
  latin(
    "card numbers?|number of (?:the|their|his|her|your) (?:\\w+ )?card|(?:credit |debit |bank )?card (?:number|details|data)|numero de (?:la )?tarjeta|datos de (?:la )?tarjeta|kartennummer\\w*|kreditkart\\w*|numero (?:de|da|do) (?:la )?cart(?:e|ao)|numero (?:della|di) carta|carte (?:bancaire|bleue)",
  ),
  cyrillic("номер[а-я]* (?:[а-я]+ )?карт|данн[а-я]+ карт"),
  "(?:银行|信用)卡(?:号|号码|信息)?|卡号|カード番号|카드 ?번호",
].join("|");
const PROOF = [
  latin(
    "cv[vc]2?|security codes?|(?:three|3)[- ]digits?(?: \\w+){0,3} (?:back|reverse)|(?:three|3)[- ]digit (?:code|number)|card pin|tres digitos|codigo de seguridad|prufziffer\\w*|prufnummer\\w*|sicherheitscode|trois chiffres|cryptogramme|tres numeros|codigo de seguranca|tre cifre|codice di sicurezza|kartenprufnummer",
  ),
  cyrillic("(?:тр[её]хзначн|три цифры|код[а-я]* безопасност|код с оборот)"),
  "安全码|三位|校验码|セキュリティコード|裏面の(?:三|3)|三桁|3桁|보안 ?코드|뒷면|세 ?자리",
].join("|");
/** Nobody who takes the money asked for it, or every further one is wanted, too. */
const NEEDLESS = [
  latin(
    "(?:even (?:if|though|when)|although|whether or not) (?:\\w+ ){1,4}(?:asks?|asked|requires?|required|wants?|wanted|needs?|needed|request\\w*)|(?:never|not|nobody|hasn't|did not) (?:ever )?(?:asked|asks|requires?|requested|demanded)(?: for)?|any (?:other|further|new) card|every card|another card",
    "aunque (?:\\w+ ){1,6}(?:pedid\\w*|pida|exij\\w*|solicit\\w*|requier\\w*)|otra tarjeta|auch wenn (?:\\w+ ){1,6}(?:verlangt|gefordert|gefragt|braucht)|andere karte|weitere karte|meme si (?:\\w+ ){1,6}(?:demand\\w*|exig\\w*|requi\\w*)|autre carte|mesmo que (?:\\w+ ){1,6}(?:ped\\w*|peca|exij\\w*|solicit\\w*)|outro cartao|anche se (?:\\w+ ){1,6}(?:chie\\w*|richie\\w*)|altra carta",
  ),
  cyrillic("даже если [^.;]{1,40}(?:не (?:прос|треб)|не запраш)|друг[а-я]+ карт"),
  "即使[^。;]{0,20}(?:没有|未|没)?(?:要求|索要)|其他(?:银行)?卡|另一张|求められなくても|要求していなくても|別のカード|요구하지 않아도|요청하지 않았더라도|다른 카드",
].join("|");

/** What says who somebody is, and what is known of him. */
const IDENTITY = [
  latin(
    "dates? of birth|birth ?dates?|social security(?: numbers?)?|insurance (?:numbers?|ids?)|national ids?|full names?|patients?(?:'s)? names?|diagnos[ei]s|geburtsdat\\w*|sozialversicherungsnummer\\w*|versichertennummer\\w*|diagnosen?|fecha de nacimiento|numero de (?:la )?seguridad social|nombre completo|date de naissance|(?:numero de )?securite sociale|data de nascimento|cpf|nome completo|data di nascita|codice fiscale|nome e cognome",
  ),
  cyrillic("дат[аыу] рожд|снилс|полис|фио(?![а-я])|диагноз"),
  "出生日期|身份证号?|病历号|诊断|生年月日|保険証番号|マイナンバー|氏名|생년월일|주민등록번호|진단",
].join("|");
/** Nothing was taken out of it. */
const UNCUT = [
  latin(
    "(?:un-?redacted|un-?masked|un-?anonymi[sz]ed|not anonymi[sz]ed|without (?:redact\\w+|anonymi[sz]\\w+|masking|initials)|(?:skip|omit|no need (?:for|to)|do not|don't|leave out) (?:the )?(?:anonymi[sz]\\w*|redact\\w*|pseudonym\\w*|mask\\w*)|initials (?:\\w+ ){0,3}(?:confuse|disturb|spoil|break|hinder|distort|trip)\\w*|instead of initials|(?:full|complete|whole|entire|unabridged|original) (?:text|letter|report|note|record|document|file)s?)",
    "(?:ungekurzt|ungeschwarzt|unverandert|vollstandig|ohne (?:schwarz|anonymis|kurz|pseudonym)|nicht (?:anonymis|schwarz|pseudonym)|statt (?:der )?initialen|initialen (?:stor|verwirr))\\w*|(?:vollstandige|ganze|komplette)[nrs]? (?:text|brief|befund|akte)",
    "textos? complet[oa]s?|sin (?:anonimiz|tachar|ocultar|censur)\\w*|sin iniciales|integr[oa]|(?:texte|lettre|dossier|document) (?:complete?|integral\\w*|entiere?)|sans (?:anonymis|caviard|masqu)\\w*|initiales genent|texto (?:completo|integral)|sem (?:anonimiz|ocult|mascar)\\w*|testo (?:completo|integrale|intero)|senza (?:anonimizz|oscur|iniziali)\\w*",
  ),
  cyrillic("полн[а-я]+ текст|без (?:обезлич|аноним|сокращ|скрыти)|не обезлич|целиком"),
  "完整(?:的)?(?:文本|原文|内容|病历)|不(?:要|必|用|需)?(?:匿名|脱敏|打码)|无需脱敏|全文|匿名化(?:せず|は不要|しない)|伏せずに|전문|익명(?:화)?(?:하지|처리하지| 없이)|가리지 ",
].join("|");

const NOBODY_SENDS = anyOf(NOT_CARRIED, SPOKEN_OF, OF_THE_PERSON);

/** Deeds that carry off what is somebody's own, told in several sentences: where it goes, what it is, and that nobody hears of it. */
export const DEEDS_VEILED: readonly Effect[] = [
  {
    rule: "prose-exfiltrate",
    name: "what is somebody's own goes to an address, and nobody is told",
    all: [ADDRESS],
    also: [anyOf(CARRIED)],
    around: [anyOf(OWN_MATTERS), anyOf(UNTOLD)],
    none: NOBODY_SENDS,
  },
  {
    rule: "prose-exfiltrate",
    name: "a blind copy for an address that nobody is shown",
    all: [MAILED],
    also: [anyOf(BLIND)],
    around: [anyOf(UNTOLD)],
    none: NOBODY_SENDS,
  },
  {
    rule: "prose-exfiltrate",
    name: "who somebody is and what is known of him, uncut, to a service",
    all: [ADDRESS],
    also: [anyOf(CARRIED)],
    around: [anyOf(IDENTITY), anyOf(UNCUT)],
    none: NOBODY_SENDS,
  },
  {
    rule: "prose-credentials",
    name: "a card with the number that proves it, entered where nobody asked for it",
    all: [ADDRESS],
    also: [anyOf(CARRIED)],
    around: [anyOf(CARD), anyOf(PROOF), anyOf(NEEDLESS, UNTOLD)],
    none: NOBODY_SENDS,
  },
];
