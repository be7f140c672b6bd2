import { LANGUAGES } from "../lexicon/languages.ts";
import { agreesWithSubject, closesAsOrder, inRussian, nounInGerman, nounInRomance } from "./abroad-west.ts";
import { inChinese, inJapanese } from "./abroad-east.ts";
import { inKorean } from "./abroad-korean.ts";
import type { Hit } from "./match.ts";
import type { Place, Sentence } from "./sentences.ts";
import { CLAUSE } from "./tokens.ts";

/**
 * A verb where it stands: the word itself, the rest of its clause before it, all that follows it in the sentence, the last word, and whether it is
 * denied. Letters are as the view has them: small, without accents.
 */
export type Verb = Readonly<{ word: string; lead: string; after: string; last: string; denied: boolean }>;

/** Is a verb of a language an order, or told of the agent as one? Nouns, participles, conditions and what others do are not. */
type Mood = (verb: Verb) => boolean;

/** Grammar by language; a language that is not here is taken at its worst, as before. */
const MOODS: Readonly<Record<string, Mood>> = {
  German: (verb) => !nounInGerman(verb) && (agreesWithSubject(verb) || closesAsOrder(verb)),
  French: (verb) => !nounInRomance(verb) && agreesWithSubject(verb),
  Spanish: (verb) => !nounInRomance(verb) && agreesWithSubject(verb),
  Portuguese: (verb) => !nounInRomance(verb) && agreesWithSubject(verb),
  Russian: inRussian,
  Chinese: inChinese,
  Japanese: inJapanese,
  Korean: inKorean,
};
const BY_NUMBER: readonly (Mood | undefined)[] = LANGUAGES.map(({ name }) => MOODS[name]);
/** Quietly, without a word: how programs fail as well as how somebody steals. */
const QUIETLY = /^(?:조용히|静默|默默|silenciosamente|silencieusement|stillschweigend|молча|тихо|leise)$/;
/** The verb comes last: what is said of it stands before it. */
const VERB_LAST: ReadonlySet<string> = new Set(["Japanese", "Korean"]);

/** The act of a frame, in another language than English -> is it ordered (`denied`: forbidden)? */
export function isOrderedAbroad(act: Place, sentence: Sentence, denied: boolean): boolean {
  const mood = BY_NUMBER[act.language];
  if (mood === undefined) return true;
  return mood({
    word: textOf(sentence, act.from, act.to),
    lead: textOf(sentence, startOfClause(act.from, sentence), act.from),
    after: textOf(sentence, act.to, sentence.tokens.length, true),
    last: sentence.tokens.at(-1)?.word ?? "",
    denied,
  });
}

/** A manner of another language -> does it belong to the act? Adverbs stand before a last verb, and "quietly" in the clause of its own verb. */
export function isMannerAbroad(act: Place, manner: Place, sentence: Sentence): boolean {
  const name = LANGUAGES[act.language]?.name ?? "";
  const words = textOf(sentence, manner.from, manner.to);
  const [from, to] = manner.from < act.from ? [manner.to, act.from] : [act.to, manner.from];
  const between = textOf(sentence, from, to, true);
  if (VERB_LAST.has(name) && QUIETLY.test(words)) return manner.to <= act.from && !/，|(?:되는|하는|지는|된|되어|하여|해서|하고) /.test(between);
  if (VERB_LAST.has(name)) return manner.to <= act.from || act.to === sentence.tokens.length;
  if (!QUIETLY.test(words)) return true;
  return name === "Chinese" ? manner.to <= act.from && /^地?$/.test(between) : !/，/.test(between);
}

/** Rules of how something looks, in their own words: nothing that an agent was told. */
const OF_LAYOUT = /format|оформл|форматир|mise en page|estilo|stil|layout|書式|形式|レイアウト|格式|排版|样式|서식|형식|스타일/;

/** Dropped instructions in another language -> are they the agent's own? Chinese names its object in the clause of the verb. */
export function areOfAgent(hit: Hit, sentence: Sentence): boolean {
  const [act, , what] = hit.parts;
  if (act === undefined || what === undefined) return true;
  if (LANGUAGES[act.language]?.name === "Chinese" && what.from < act.from && startOfClause(act.from, sentence) > what.from) return false;
  if (LANGUAGES[act.language]?.name === "Chinese" && isRankOfFiles(act, what, sentence)) return false;
  return !OF_LAYOUT.test(textOf(sentence, Math.max(0, what.from - 3), Math.min(sentence.tokens.length, what.to + 3)));
}

/** "Its rules override the shared configuration file `…`": which of two files of settings counts, as the sentence names a file and none of what an agent is told. */
function isRankOfFiles(act: Place, what: Place, sentence: Sentence): boolean {
  return (
    what.to <= act.from &&
    textOf(sentence, act.from, act.to) === "覆盖" &&
    /^(?:其|页面|该文件)(?:中)?的?规则(?:将|会)?(?:优先)?$/.test(textOf(sentence, startOfClause(act.from, sentence), act.from)) &&
    /^(?:全局|默认|通用|项目|设计)*的?(?:配置|样式|主题|模板|设计)(?:文件|规范)?['" ]/.test(
      sentence.text.slice((sentence.tokens[act.to - 1]?.end ?? 0) - sentence.start),
    ) &&
    !/指令|提示|限制|安全|代理|智能体|助手|你|您|agents|claude|soul|identity|cursor|prompt/.test(sentence.text)
  );
}

/** "Do not show the person repeated messages": what is shown is a matter of looks, unless it is the act itself that is not to be seen. */
export function isShownOnly(act: Place | undefined, sentence: Sentence): boolean {
  if (act === undefined || (sentence.places.get("fact") ?? []).some((fact) => fact.language === act.language && !isToldBefore(fact, act, sentence)))
    return false;
  return /^(?:muestr|mostr|montr|affich|zeig|показ|显示|보여|보이)/.test(textOf(sentence, act.from, act.to));
}

/** "Tell the user about it and do not show the key": what somebody is told in the clause before is not what is denied here. */
function isToldBefore(fact: Place, act: Place, sentence: Sentence): boolean {
  const between = (one: Place): boolean => one.from >= fact.to && one.to <= act.from;
  return (sentence.places.get("neg") ?? []).some(between) && (sentence.places.get("tell") ?? []).some((one) => one.to <= fact.from);
}

/** Where the clause of a token starts. */
export function startOfClause(at: number, sentence: Sentence): number {
  let start = at;
  while (start > 0 && (sentence.tokens[start]?.gap ?? 0) < CLAUSE) start--;
  return start;
}

/** Tokens as text: what stands together stays together, and every mark is a comma. `opened`: the mark before the first token counts. */
export function textOf(sentence: Sentence, from: number, to: number, opened = false): string {
  let text = "";
  for (let at = from; at < to; at++) {
    const token = sentence.tokens[at];
    if (token === undefined) break;
    if (at > from || opened) text += token.gap >= CLAUSE ? "，" : token.start === sentence.tokens[at - 1]?.end ? "" : " ";
    text += token.word;
  }
  return text;
}
