import type { Lexicon } from "./concepts.ts";
import { ENGLISH } from "./english.table.ts";
import { CZECH, GREEK, HEBREW, PERSIAN, ROMANIAN, SWEDISH } from "./further.table.ts";
import { DUTCH, GERMAN } from "./germanic.table.ts";
import { ARABIC, CHINESE, HINDI, JAPANESE, KOREAN, TURKISH } from "./others.table.ts";
import { FRENCH, ITALIAN, PORTUGUESE, SPANISH } from "./romance.table.ts";
import { POLISH, RUSSIAN, UKRAINIAN } from "./slavic.table.ts";
import { INDONESIAN, THAI, VIETNAMESE } from "./southeast.table.ts";

/**
 * A language: its words, and how a text is known to be written in it (a script of its own, or its commonest words).
 * `dense`: it is written without blanks and read letter by letter; so many letters make a word.
 */
export type Language = Readonly<{ name: string; lexicon: Lexicon; script: RegExp | null; common: string; dense?: number }>;

export const LANGUAGES: readonly Language[] = [
  { name: "English", lexicon: ENGLISH, script: null, common: "the a an of to and is for in you your with on or it this are be that as by from at not do if" },
  {
    name: "German",
    lexicon: GERMAN,
    script: null,
    common:
      "der die das und ist nicht den dem des ein eine einen einem mit auf für zu von im an sich wird du sie alle deine dein davon bevor dann wenn oder aber nach bei aus diese dieser",
  },
  {
    name: "Dutch",
    lexicon: DUTCH,
    script: null,
    common: "de het een en van is niet met op voor te zijn naar dit deze alle je jouw onze over dan als of bij om door uit wel",
  },
  {
    name: "French",
    lexicon: FRENCH,
    script: null,
    common:
      "le la les l d un une des et est ne n pas de du à avec sur pour au aux ses sa son que qui toutes tout ce cette vous tu votre notre dans ou mais avant",
  },
  {
    name: "Spanish",
    lexicon: SPANISH,
    script: null,
    common: "el la los las un una y es no de del al con en para por que todas todos sus su lo se este esta tu nuestro nuestra antes luego cuando si pero como",
  },
  {
    name: "Portuguese",
    lexicon: PORTUGUESE,
    script: null,
    common:
      "o a os as um uma e é não de do da dos das ao com em para por que todas todos seus sua seu no na este esta você nosso nossa antes depois quando se mas como pelo",
  },
  {
    name: "Italian",
    lexicon: ITALIAN,
    script: null,
    common:
      "il lo la i gli le un una e è non di del della dei delle al alla all con su sul sulla per che tutte tutti sue suo sua questo questa nostro nostra prima poi quando se ma come nulla",
  },
  {
    name: "Polish",
    lexicon: POLISH,
    script: null,
    common:
      "i w na z do nie o że się jest to dla po jak lub oraz wszystkie wszystkich wcześniejsze poprzednie tego ten przed potem gdy jeśli ale jego naszego nasz",
  },
  {
    name: "Turkish",
    lexicon: TURKISH,
    script: null,
    common: "ve bir bu için ile tüm bütün önceki de da ama önce sonra eğer veya olarak kullanıcının kullanıcıya bizim her",
  },
  { name: "Russian", lexicon: RUSSIAN, script: /\p{Script=Cyrillic}/u, common: "" },
  { name: "Ukrainian", lexicon: UKRAINIAN, script: /\p{Script=Cyrillic}/u, common: "" },
  { name: "Chinese", lexicon: CHINESE, script: /\p{Script=Han}/u, common: "", dense: 2 },
  { name: "Japanese", lexicon: JAPANESE, script: /[\p{Script=Hiragana}\p{Script=Katakana}]/u, common: "", dense: 2 },
  { name: "Korean", lexicon: KOREAN, script: /\p{Script=Hangul}/u, common: "" },
  { name: "Arabic", lexicon: ARABIC, script: /\p{Script=Arabic}/u, common: "" },
  { name: "Hindi", lexicon: HINDI, script: /\p{Script=Devanagari}/u, common: "" },
  {
    name: "Vietnamese",
    lexicon: VIETNAMESE,
    script: null,
    common: "và của là cho một các không người được với trong này khi hãy đừng những đến nội dung sau trước tất cả mọi về nó bạn",
  },
  {
    name: "Indonesian",
    lexicon: INDONESIAN,
    script: null,
    common: "yang dan di ke dari untuk dengan ini itu tidak pada adalah akan setelah sebelum jangan semua seluruh atau dalam oleh kepada anda kamu jika isi",
  },
  { name: "Thai", lexicon: THAI, script: /\p{Script=Thai}/u, common: "", dense: 4 },
  {
    name: "Swedish",
    lexicon: SWEDISH,
    script: null,
    common: "och att det som en på är av för med till den inte om ett alla detta efter innan från när eller din ditt vår utan",
  },
  {
    name: "Czech",
    lexicon: CZECH,
    script: null,
    common: "a na se je že s z do to pro po jako nebo všechny před při když obsah tomto tento také jen ale uživateli uživatele",
  },
  {
    name: "Romanian",
    lexicon: ROMANIAN,
    script: null,
    common: "și de la în cu pe din nu este care pentru o un să după toate înainte sau fără acest această ce despre",
  },
  { name: "Greek", lexicon: GREEK, script: /\p{Script=Greek}{3}/u, common: "" },
  { name: "Hebrew", lexicon: HEBREW, script: /\p{Script=Hebrew}/u, common: "" },
  { name: "Persian", lexicon: PERSIAN, script: /[\u067e\u0686\u0698\u06a9\u06af\u06cc]/u, common: "" },
];

/** How many letters make a word of a language that is read letter by letter; 1 where blanks part the words. */
export function denseness(language: number): number {
  return LANGUAGES[language]?.dense ?? 1;
}
