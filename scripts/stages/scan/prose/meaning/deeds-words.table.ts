import type { Effect } from "./effects.table.ts";

const SPOKEN_OF =
  /\b(?:attack\w*|malicious|scam\w*|phish\w*|fraud\w*|thie(?:f|ves)|untrusted|suspicious|red flags?|detect\w*|impostors?|nobody (?:\w+ ){0,3}(?:asks?|needs?)|angreifer|betrug\w*|betruger\w*|estaf\w+|golpe\w*|arnaque\w*|escro\w+|truff\w+)\b/;

const COUNT = String.raw`(?:12|15|18|21|24|25|twelve|fifteen|eighteen|twenty[- ]?four|twenty-?five)`;
/** Words that open a wallet by what they are called. */
const CALLED = String.raw`\b(?:(?:recovery|backup|back-?up|seed|mnemonic|restore|restoration|rescue|wallet|secret recovery) (?:words|word list|sentence)|(?:words?|word list|sentence) (?:that|which) (?:restores?|recovers?|opens?|unlocks?) (?:the |their |his |her |your )?(?:wallet|funds|coins|account)s?|(?:wallet|wallet's|user's|their|bip-?39|customer's) mnemonics?|mnemonic (?:phrase|seed)|words (?:from|on|of|in|off) (?:the |their |his |her |your |its )?(?:[a-z']+ )?(?:recovery|backup|back-?up|seed|wallet|rescue) (?:sheet|card|paper|list|note|phrase|back-?up|plate))\b`;
/** The same by their number, or by how the person came by them. */
const NUMBERED = String.raw`\b${COUNT}(?:[- ]or[- ]${COUNT}|\/${COUNT})?[- ](?:(?:secret|english|simple|random|ordinary|plain|magic|single|written|short) )?words?\b`;
const KEPT = String.raw`\bwords? (?:that |which )?(?:the \w+ |they |you |he |she |was |were )?(?:had |have |has )?(?:been )?(?:wrote|written|noted|copied|jotted|put|shown|given|got|received|saved|kept|backed up)\b[^.;]{0,40}\b(?:down|paper|start|set-?up|setup|beginning|install\w*|first|safe|created|creation|card|sheet|wallet)\b`;
const PURSE =
  /\b(?:wallets?|coins|funds|crypto\w*|ledger|metamask|phantom|trezor|balances?|seed|cold storage|mnemonic|(?:recovery|backup|back-?up|restore|rescue|emergency) (?:words?|list|sheet|card|paper|phrase|note)|(?:wrote|written|noted|jotted|copied) (?:\w+ )?down|(?:recover|restor|re-?sync|rebuil[dt]|unlock|import)\w*\b[^.;]{0,30}\b(?:accounts?|access|wallets?|funds|keys?|view))\b/;
/** Said, typed or put in where somebody else reads it. */
const HERE = String.raw`\b(?:(?:reply|answer|respond|message|write|come back) (?:you |to you )?with|as (?:a |the |one |their )?(?:reply|message|answer|response)|in (?:the |this |their |a |one )?(?:next )?(?:chat|conversation|reply|message|answer|thread|dialogue|dialog|ticket|session)|(?:in|into|to|on|at|through|via) (?:the |this |a |our |that |its )?(?:\w+ ){0,2}(?:form|page|field|box|site|website|portal|window|sheet|ticket|tool|service|widget|chat)|here|below|to (?:you|us|me|the (?:agent|assistant|support|desk|team|helper))|into the chat|(?:at|on|in|into|to) ['"(]?https?:|one (?:by one|after (?:the|an)other)|in order|separated by|aloud|out loud|you (?:can|may) (?:check|verify|repeat|rebuild|restore))\b|https?:\/\/`;
const ASK =
  /\b(?:(?:have|let|get|make|ask|tell|instruct|invite|request|prompt|guide|remind|need|want|lead) (?:the |a |your |each |every )?(?:user|person|customer|owner|client|caller|holder|them|him|her|visitor)s?(?:'s)?(?: \w+){0,2}? (?:to |for )?(?:type|typing|enter|entering|paste|send|give|read|dictate|share|provide|supply|write|fill|submit|spell|list|reply|say|state|repeat|tell|post|drop|put|upload|photograph|the|their|those|all|these)|(?:ask|request|prompt|wait)(?:s|ed|ing)? (?:\w+ )?for (?:the |their |those |these |all |his |her )?(?:\w+ ){0,3}words?|(?:type|enter|paste|input|fill(?: in| up| out)?|submit|post|upload|copy|put|key in|collect|take down|note|record|send|give|share|provide|dictate|spell out|read out|reply with|write)s? (?:them|it|the|these|those|your|their|all|each|his|her|every|out)\b)/;
const ASK_ACT =
  /\b(?:have|let|get|make|ask|tell|instruct|invite|request|prompt|guide|remind|need|want|lead|wait|type|enter|paste|input|fill|submit|post|upload|copy|put|key|collect|take|note|record|send|give|share|provide|dictate|spell|read|reply|write)s?\b/g;
/** Put into the person's own wallet, or kept on paper: the words go nowhere. */
const OWN =
  /\b(?:(?:in|into|on|to) (?:the|their|your|its) (?:(?:official|own|new|hardware|\w+) )?(?:wallet(?:'s)?|device|ledger|trezor)(?: (?:own |official )?(?:app|application|software|client|extension|screen|itself))?(?! (?:form|page|site|desk|support|chat))|on (?:a (?:piece|sheet) of )?paper|steel|metal plate|test vectors?|testnet)\b/;
const NEVER =
  /\b(?:never|not|don't|nobody|no one|won't|without)\b (?!\w* ?(?:hesitate|forget|worry|afraid|wait|skip|fail|miss|leave))(?:\w+ ){0,3}?(?:share|type|enter|paste|send|give|ask|request|disclose|reveal|tell|typed|shared|entered|asked|sent|accept|store|read|collect|need|want|see|handle)\w*\b/;

/** The same in languages of Latin letters. */
const WORDS_ABROAD =
  /\b(?:12|15|18|24|zwolf|vierundzwanzig|doce|veinticuatro|douze|vingt-quatre|doze|vinte e quatro|dodici|ventiquattro|twaalf|vierentwintig|dwanascie|dwadziescia cztery)(?: o(?:der|u|f)? (?:24|vierundzwanzig|veinticuatro|vingt-quatre|vinte e quatro|ventiquattro)| o las 24| ou les 24)?(?: (?:geheimen?|englischen?))? (?:worter\w*|palabras|mots|palavras|parole|woorden|slow\w*|kelime\w*|kata)\b|\b(?:wiederherstellungs?|sicherungs?|merk|seed|backup)-?(?:worter\w*|satz|phrase|liste)|\b(?:palabras|mots|palavras|parole|frase|phrase) (?:de |di |da |semilla|semente|seed|secrete|mnemonique)(?:la )?(?:recuperacion|recuperacao|recuperation|recupero|recup\w*|respaldo|sauvegarde|restauration|restauracion|backup|seguranca|secour\w*)?|\bmnemoni\w+\b/;
const PURSE_ABROAD =
  /\b(?:wallets?|geldborse|brieftasche|guthaben|kontostand|krypto\w*|monedero|billetera|cartera|saldo|fondos|cripto\w*|portefeuille|porte-monnaie|solde|fonds|carteira|moedas|portafogli\w*|portemonnee|portfel\w*|cuzdan\w*|dompet|(?:recuper|restaur|restablec)\w* (?:\w+ ){0,2}(?:acceso|cuenta|conta|acesso|acces|compte|account|saldo)|(?:konto|zugang) wiederherst\w*|ledger|metamask|trezor)\b/;
const ASK_ABROAD =
  /\b(?:bitte\w*|frag\w*|lass\w*|fordere?\w*|(?:ein|ab)?tipp\w*|eingeben|eingibt|gib|geben sie|schreib\w*|nenn\w*|diktier\w*|schick\w*|send\w*|pide\w*|pida\w*|pedir|solicit\w*|escrib\w*|introdu\w*|ingres\w*|envi\w*|dict\w*|peg(?:a|ue|ar)\w*|compart\w*|demand\w*|saisi\w*|tap\w*|ecri\w*|envoy\w*|communiqu\w*|coll\w+|peca\w*|peça\w*|digit\w*|escrev\w*|envie\w*|inform\w*|inser\w*|chied\w*|scriv\w*|invi\w*|incoll\w*|vraag|typ\w*|voer|stuur|popros\w*|wpis\w*|podaj\w*|wyslij|iste\w*|yaz\w*|gir\w*|minta\w*|ketik\w*|masuk\w*|kirim\w*)\b/;
const OWN_ABROAD =
  /\b(?:in (?:der|die|ihrer?|seiner?) (?:\w+ )?(?:wallet|app)(?:-app)?\b(?! (?:support|formular))|auf (?:dem )?papier|en (?:un )?papel|em (?:um )?papel|sur (?:du |un )?papier|su carta|en (?:la|su) (?:propia )?(?:app|aplicacion)|dans (?:l'|son |votre )application|n[oa] (?:seu |proprio )?(?:app|aplicativo)|nell'app)\b/;
const NEVER_ABROAD =
  /\b(?:(?:nunca|jamas|jamais|niemals|nie|mai|nooit|nigdy|asla|jangan|niemand\w*|nadie|personne|ninguem|nessuno) (?!dud|hesit|esit|vergess|olvid|oubli|esquec|dimentic)(?:\w+ ){0,3}?|(?:nicht|kein\w*|nao|non|ne) (?!dud|hesit|esit|vergess|olvid|oubli|esquec|dimentic)(?:\w+ )?|no (?:l[aeo]s? |se |me |te )?)(?:teil\w*|gib\w*|geb\w*|nach|frag\w*|compart\w*|pid\w*|ped\w*|escrib\w*|introdu\w*|partag\w*|demand\w*|donn\w*|saisi\w*|communiqu\w*|revel\w*|peca\w*|envi\w*|digit\w*|condivid\w*|chied\w*|deel\w*|podaw\w*|paylas\w*|bagikan|solicit\w*|tipp\w*|eing\w*)/;

/** Deeds that get the words out of somebody that open a wallet, whatever the words are called. */
export const DEEDS_WORDS: readonly Effect[] = [
  {
    rule: "prose-credentials",
    name: "the words that open a wallet, asked for by their number or by what they were kept for",
    mood: "done",
    act: ASK_ACT,
    all: [new RegExp(`${CALLED}|${NUMBERED}|${KEPT}`), new RegExp(HERE)],
    also: [PURSE, ASK],
    pair: true,
    none: new RegExp(`${SPOKEN_OF.source}|${OWN.source}|${NEVER.source}`),
  },
  {
    rule: "prose-credentials",
    name: "the words that open a wallet, asked for in another language",
    all: [WORDS_ABROAD, PURSE_ABROAD],
    also: [ASK_ABROAD],
    pair: true,
    none: new RegExp(`${SPOKEN_OF.source}|${OWN_ABROAD.source}|${NEVER_ABROAD.source}`),
  },
];
