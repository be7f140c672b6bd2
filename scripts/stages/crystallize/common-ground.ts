import type { Gene, Step } from "#kernel/gene";

/** A word holds wordings together when this share of them has it, and two at least; that share of the wordings has to have such a word. */
const HOLDING = 0.3;
const COVERED = 0.5;

/** Words that stand in any request, whatever it is about. */
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a an the this that these those my our your his her its their i me we us you he she it they is are was were be been am do does did can could would will should may must have has had not no and or but if
  of for from in into on onto at by to with without about over under up down out off as than then so too also just please hey hi hello ok okay yes thanks what which who when where why how some any all more most there here let now
  der die das den dem des ein eine einen einem einer eines und oder von vom zu zum zur mit für auf an am im in ist sind mein meine meinen dein deine bitte mir mich ich du wir uns wie was wer wo wann nicht
  le la les l un une des du de d et ou à au aux en dans pour par sur avec est sont mon ma mes ton ta tes nous vous je tu il elle que qui quoi où ce cette ces pas
  el los las lo unos unas y o del al para con por sin sobre es son mi mis tu tus su que quien como cuando este esta se no
  il gli i uno e ed della dello delle dei nel nella sul sulla che chi di da per tra mio mia tuo tua questo questa non
  os as um uma do da dos das no na nos nas ao em com meu minha seu sua este esta não het een van voor met op te dat deze dit ik je jij mijn jouw niet en wat hoe`
    .split(/\s+/)
    .filter((word) => word !== ""),
);

/**
 * Wordings of a pattern and the steps that were mined -> is there anything besides the program that makes them one request? Either most wordings have a content
 * word in common with others, or a step takes a value that the person named, or every value of the steps is the same each time. Whoever ran the same
 * program for seven different purposes did not ask for one thing seven times.
 */
export function hasCommonGround(phrases: readonly string[], steps: readonly Step[], slots: Gene["slots"]): boolean {
  const used = (name: string) => steps.some((step) => step.line.includes(`{${name}}`));
  if (slots.some((slot) => slot.trusted && used(slot.name)) || steps.every((step) => !/\{[a-z][a-z0-9_]*\}/.test(step.line))) return true;
  const wordings = phrases.map(contentWords);
  const counts = new Map<string, number>();
  for (const words of wordings) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const least = Math.max(2, Math.ceil(HOLDING * wordings.length));
  const covered = wordings.filter((words) => [...words].some((word) => (counts.get(word) ?? 0) >= least)).length;
  return wordings.length < 2 || covered >= COVERED * wordings.length;
}

/** Words without endings: scripts without spaces count by pairs of letters. */
function contentWords(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  return new Set(
    words.flatMap((word) => {
      if (FUNCTION_WORDS.has(word)) return [];
      if (!/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word))
        return [word.length > 5 ? word.slice(0, 5) : word.replace(/s$/, "")];
      return Array.from({ length: Math.max(0, word.length - 1) }, (_none, at) => word.slice(at, at + 2));
    }),
  );
}
