import type { Verb } from "./abroad.ts";

const ROMANCE_ARTICLE =
  /(?:^|[ '])(?:l|le|les|un|une|des|du|cet|cette|ce|d|chaque|tout|aucun|el|los|las|la|una|del|al|su|cada|o|os|um|uma|do|da|dos|das|ao|no|na|pelo|seu|este|esta|esse|essa)['’]? ?$/;
/** In French only what ends in "-ée", "-és" or "-ées": the accents are gone, and "-é" may be an order. */
const PARTICIPLE = /(?:ad|id)[oa]s?$|[a-z]ees?$|(?:oy|ag|sm|gist|fer|blie|pie)es$/;
const OWED =
  /(?:deb\w+|dever?\w*|deve\w*|tiene\w* que|ten\w* que|ha\w* de|doi(?:t|vent)|devra\w*|il faut que|faut) (?:\w+ )?(?:ser|etre|sejam?|sean?|soient?)(?: \w+)? ?$/;

/** A noun of doing behind an article, or a participle that nobody is told to bring about. Infinitives are orders, wherever they stand. */
export function nounInRomance({ word, lead, denied }: Verb): boolean {
  if (denied) return false;
  if (lead !== "" && PARTICIPLE.test(word)) return !OWED.test(lead);
  return ROMANCE_ARTICLE.test(lead) && !/(?:er|ir|re|ez)$/.test(word);
}

const GERMAN_ARTICLE = /(?:^| )(?:das|des|dem|beim|vom|zum|im|am|jedes|jeder|dieses|ein|kein|ohne) ?$/;
const GERMAN_PARTICIPLE = /^(?:hoch|weiter|uber|herunter)?ge\w{2,}(?:t|en)(?:e[nrsm]?)?$/;
const GERMAN_DUTY = /\b(?:muss|mussen|soll|sollen|sollst|hat|haben|sind)\b/;

/** "Das Senden", "beim Senden", "gesendete Mails": a noun or what was done; and a "nicht" that closes the clause. */
export function nounInGerman({ word, lead, after, denied }: Verb): boolean {
  if (denied) return false;
  if (GERMAN_PARTICIPLE.test(word)) return !GERMAN_DUTY.test(lead);
  return (GERMAN_ARTICLE.test(lead) && !/^ sie\b/.test(after)) || /^[^，]* nicht(?:，|$)/.test(after);
}

const GERMAN_WHITHER = /(?:^| )(?:an|nach|zu|zum|zur|auf|uber|bei|in|unter) /;
const GERMAN_POSSIBLE = /(?:^| )(?:kann|konnen|konnte\w*|darf|durfen|wurde\w*|mochte\w*|dass|wenn|falls|ob|weil|damit|um|ohne|statt|wir)(?: |$)| zu ?$/;

/** "Die Datei an X senden.": the infinitive that closes a clause is an order, as in every manual; a verb of the third person stands second. */
export function closesAsOrder({ word, lead, after, denied }: Verb): boolean {
  return !denied && /(?:en|ern|eln)$/.test(word) && (after === "" || after.startsWith("，")) && GERMAN_WHITHER.test(lead) && !GERMAN_POSSIBLE.test(lead);
}

const AGENT =
  /\b(?:agent\w*|skills?|assistent\w*|asistente|assistant|assistente|modell?\w*|modelo|modele|plugin|werkzeug|helfer|habilidad|competence|habilidade|ki|ia)\b/;
const SUBJECT =
  /^(?:der|die|das|ein|eine|dieser|diese|le|la|les|l|un|une|ce|cette|el|los|las|una|este|esta|o|a|os|as|um|uma|esse|essa)(?:['’] ?| )\p{L}+(?: \p{L}+){0,6} ?$/u;
const THIRD = /(?:[tea]|nt|en)$/;

/** A clause that begins with somebody and goes on with a verb of the third person tells what that one does; of the agent it is told as an order. */
export function agreesWithSubject({ word, lead, denied }: Verb): boolean {
  if (denied || !SUBJECT.test(lead.trim()) || AGENT.test(lead)) return true;
  return !THIRD.test(word) || /\b(?:muss|soll|zu|doit|debe|deve|para|pour)\b/.test(lead);
}

const RUSSIAN_NOUN = /(?:[внлргзс]к(?:а|и|у|е|ои)|ни(?:е|я|ю|ем)|ции|ция|цию)$/;
const RUSSIAN_PARTICIPLE = /(?:нн|ем|им|щ|вш|т)(?:ыи|ые|ых|ым|ыми|ая|ую|ои|ое|ого|ому|ии|ие|их|им|ими|ее|его|ему|еи)(?:ся)?$/;
const RUSSIAN_SHORT = /нн?[оыа]$/;
const RUSSIAN_TOLD = /(?:[аеиуя]ет|[аеиуюя]ют|[^аеи]ит|[яа]т|[аеиыя]л[аои]?)(?:ся|сь)?$/;
/** Orders that end as the past tense does. */
const RUSSIAN_ORDER = /^удали$/;
const RUSSIAN_AGENT = /(?:агент|навык|ассистент|помощник|скилл|модел|плагин)/;
const RUSSIAN_DUTY = /(?:должн|следует|надо|нужно|необходимо|обязан)/;

/** Russian tells an order by its ending: what ends as a noun, a participle or a verb of the third person is told of somebody else than the agent. */
export function inRussian({ word: words, lead, denied }: Verb): boolean {
  const word = words.replace(/^не /, "").split(" ")[0] ?? words;
  if (denied) return !RUSSIAN_NOUN.test(word);
  if (RUSSIAN_NOUN.test(word) || RUSSIAN_PARTICIPLE.test(word)) return false;
  if (RUSSIAN_SHORT.test(word)) return RUSSIAN_DUTY.test(lead);
  return RUSSIAN_ORDER.test(word) || !RUSSIAN_TOLD.test(word) || RUSSIAN_AGENT.test(lead) || RUSSIAN_DUTY.test(lead);
}
