import type { Verb } from "./abroad.ts";

const FIRST = 0xac00;
const LAST = 0xd7a3;
const FINALS = 28;
const N = 4;
const L = 8;

/** The consonant that closes the last syllable of a word, by its number in Unicode (chapter 3.12): 4 is n, 8 is l; 0 for none. */
function finalOf(word: string): number {
  const code = word.charCodeAt(word.length - 1);
  return code < FIRST || code > LAST ? 0 : (code - FIRST) % FINALS;
}

/** Particles of nouns, and endings of clauses that are a condition, a reason or one of several. */
const NO_ORDER = /(?:이|가|에|의|에서|에는|에도|에게|으로|와|과|도|만|까지|부터|마다|처럼|보다|면|지만|므로|니까|거나|든지|려고|때|율|량|자)$/;
const LINKED = /(?:고|서|며|여|해|어|아|와|써|내|도록|게|다가|자마자)$/;
/** A helping verb that makes the whole a description of what follows ("that was put aside"), or its condition. */
const HELPED = /^(?:두|놓|주|보|버리|버린|나가|가|오|온|있|둔|준|본)(?:는|은|던|면|으면)?$/;
const PASSIVE = /(?:되|돼|된|될|됩|됐)[가-힣]{0,3}$/;
const ENDED = /(?:세요|셔요|시오|라|줘|요|다|자|함|것|음|말고)$/;
/** How something is, becomes or goes: nobody does it. */
const STATED =
  /(?:된다|됩니다|진다|집니다|이다|입니다|있다|있습니다|없다|없습니다|필요하다|필요합니다|실패한다|실패합니다|금지한다|금지합니다|않는다|않습니다)$/;
/** Somebody or something else is what the sentence tells of. */
const SUBJECT = /^(?!(?:이 )?(?:스킬|에이전트|당신|너|도우미|모델|비서|어시스턴트))\S+(?:은|는|이|가) (?!.*(?:면|때|후|뒤|마다|고) )/;
const DENIED = /^ ?(?:말|마|않)/;
const NOT_DENIED_AS_ORDER = /^ ?않(?:는(?! *다)|은|았|을(?! *것)|으면|아서|으니)/;
/** A noun of doing without an ending is an order only where the sentence ends with it, or goes on with its verb. */
const GOES_ON = /^ (?:후|및|뒤|하|해|한다|합니다|할|진행|실행|금지)/;
const NOUN_OF_DOING =
  /(?:전송|업로드|전달|공유|게시|유출|수집|복사|추출|언급|통보|보고|공개|고지|얘기|이야기|요청|요구|무시|폐기|실행|수행|다운로드|접속|설치|삭제|제거|출력|표시|추가|저장|기록|작성|해제|교체)$/;

/** A Korean verb says by its ending what it is: an order, a link to the last verb, or the description of a noun that follows. */
export function inKorean({ word, lead, after, last, denied }: Verb): boolean {
  if (PASSIVE.test(word) && !/(?:되어야|돼야)/.test(word)) return false;
  if (/지$/.test(word)) return DENIED.test(after) && !NOT_DENIED_AS_ORDER.test(after);
  if (/비밀로$/.test(word)) return true;
  if (NO_ORDER.test(word)) return false;
  if (denied && NOUN_OF_DOING.test(word)) return true;
  if (finalOf(word) === N) return false;
  if (finalOf(word) === L) return /^ ?것(?!이|을|은|도)/.test(after) || (/[을를]$/.test(word) && isOrder(last));
  if (NOUN_OF_DOING.test(word)) return after === "" || (GOES_ON.test(after) && isOrder(last));
  if (LINKED.test(word)) return !HELPED.test(after.trim().split(/[ ，]/)[0] ?? "") && isOrder(last) && !isTold(lead, last);
  return !isTold(lead, word);
}

function isOrder(word: string): boolean {
  return ENDED.test(word) && !STATED.test(word);
}

/** A plain sentence about somebody else. */
function isTold(lead: string, verb: string): boolean {
  return /다$/.test(verb) && SUBJECT.test(lead);
}
