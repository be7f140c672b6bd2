import type { Concept } from "../lexicon/concepts.ts";
import { LANGUAGES } from "../lexicon/languages.ts";
import { startOfClause, textOf } from "./abroad.ts";
import type { Place, Sentence } from "./sentences.ts";
import { CLAUSE } from "./tokens.ts";

const CHINESE = LANGUAGES.findIndex(({ name }) => name === "Chinese");

/** Does a place stand in Chinese? */
export function isChinese(place: Place | undefined): boolean {
  return place?.language === CHINESE;
}

/** Where the clause of a place ends. */
export function endOfClause(at: number, sentence: Sentence): number {
  let end = at;
  while (end < sentence.tokens.length && (sentence.tokens[end]?.gap ?? 0) < CLAUSE) end++;
  return end;
}

/** The letters of "do not" that end another word ("especially", "identify", "each"); behind "knowledge" or "this part" they are two words. */
const ENDS_WORD = /(?:(?<![知常意共学见])识|(?<!模)特|(?<![部十百得积成])分|辨|鉴|甄)$/;
/** "Cannot be" with what makes one word of it ("unavailable"); "not by any means" is two. */
const GOES_ON = /^(?:用(?:时|的|，|或|则|$)|逆)/;

/** Is a denial only a part of a longer word? Chinese is read letter by letter. */
export function isInsideWord(neg: Place, sentence: Sentence): boolean {
  if (!isChinese(neg)) return false;
  const word = textOf(sentence, neg.from, neg.to);
  if (/^[别別]$/.test(word)) return ENDS_WORD.test(textOf(sentence, Math.max(0, neg.from - 2), neg.from));
  return word === "不可" && GOES_ON.test(textOf(sentence, neg.to, Math.min(sentence.tokens.length, neg.to + 3)));
}

/** What forbids, not what says that something is needless. */
const FORBIDS = /^(?:不要|不得|别|別|勿|请勿|切勿|不能|不可|禁止|严禁|嚴禁|绝不|不会|不會|从不|從不|不准)$/;
/** Deeds that a prohibition protects the person from. Telling is none. */
const DEEDS: readonly Concept[] = ["send", "run", "install", "put", "delete", "gather", "watch", "pay", "fetch", "replace", "disable", "output", "spread"];
/** To leave something off: what is forbidden then is the leaving off. */
const LEFT_OFF = /停|终止|中断|中止|取消|忘|拒绝|省略|跳过|犹豫|迟疑|拖延|等待|漏/;
const BEFORE_DEED = /^(?:自动|直接|擅自|随意|随便|主动|私自|任意|进行|(?:将|把|对|向|给|从)[^，]{1,14})?$/;

function forbidden(sentence: Sentence, from: number, to: number): readonly Place[] {
  return (sentence.places.get("neg") ?? []).filter(
    (neg) => isChinese(neg) && neg.from >= from && neg.to <= to && !isInsideWord(neg, sentence) && FORBIDS.test(textOf(sentence, neg.from, neg.to)),
  );
}

function deedsIn(sentence: Sentence, from: number, to: number): readonly Place[] {
  return DEEDS.flatMap((concept) => sentence.places.get(concept) ?? []).filter((one) => isChinese(one) && one.from >= from && one.to <= to);
}

/** Right before a manner: it is forbidden to do it in that way. */
const FORBIDDING = /(?:严禁|禁止|不得|切勿|请勿|不要|绝不|不会|不能|不可|不允许|不应该?)(?:在|于|对)?$/;
/** Or somebody may come to suffer it. */
const SUFFERED = /可能会?被$/;

/** "Never send without the user's word", "it is forbidden to run it without their consent", "may be moved quietly": a manner in which nobody is to do anything. */
export function isForbiddenManner(manner: Place, sentence: Sentence): boolean {
  if (!isChinese(manner)) return false;
  const lead = textOf(sentence, startOfClause(manner.from, sentence), manner.from);
  if (SUFFERED.test(lead)) return true;
  let end = endOfClause(manner.to, sentence);
  if (isSaidToBeForbidden(manner, end, sentence)) return true;
  // "Without their consent, never …": only where the sentence begins with it, as else it may belong to what stands before.
  if (manner.from === 0 && forbidden(sentence, end, end + 3).some((neg) => neg.from === end)) end = endOfClause(end + 1, sentence);
  const behind = forbidden(sentence, manner.to, end);
  if (behind.length > 0) return behind.every((neg) => neg.to === behind[0]?.to && isDeedForbidden(neg, end, sentence));
  return (
    FORBIDDING.test(lead) &&
    !UNSAID.test(lead.replace(FORBIDDING, "")) &&
    deedsIn(sentence, manner.to, end).length > 0 &&
    !LEFT_OFF.test(textOf(sentence, manner.to, end)) &&
    !(sentence.places.get("neg") ?? []).some((neg) => neg.from >= manner.to && neg.to <= end)
  );
}

/** The rest of its clause, behind a manner: that whatever is done so is forbidden. */
const IS_FORBIDDEN =
  /^(?:事先|明确|书面|的)*(?:批准|同意|许可|授权|确认|要求|请求)?(?:的[^，]{0,10})?(?:都是|均是|是|均为|均被?|一律被?|都被?|被)(?:严格)?(?:禁止|不允许|不被允许|违规)的?$/;
const AFTER_ALL = /但|不过|然而|除外|直接|仍|照|可以|忽略|无视|也要|反而|却/;

/** "Changes without the person's word are forbidden": said of what stands before, and nothing is done after it all the same. */
function isSaidToBeForbidden(manner: Place, end: number, sentence: Sentence): boolean {
  return (
    IS_FORBIDDEN.test(textOf(sentence, manner.to, end)) &&
    !AFTER_ALL.test(textOf(sentence, end, sentence.tokens.length)) &&
    deedsIn(sentence, end, sentence.tokens.length).length === 0
  );
}

function isDeedForbidden(neg: Place, end: number, sentence: Sentence): boolean {
  return deedsIn(sentence, neg.to, end).some((deed) => {
    const between = textOf(sentence, neg.to, deed.from);
    return BEFORE_DEED.test(between) && !LEFT_OFF.test(between);
  });
}

const LISTED = /(?:^|[，。])[^，]{0,12}?(?:不会|不得|绝不|从不|不要|切勿|请勿|禁止|严禁)(?:被)?([^；]{1,40}?)(或者?|以及)?(?:被)?$/;
const ASKS = /[问告]|提示|通知|确认|但|而|然后|并|直接/;

/** "It will not be recorded, cached or sent": a denial goes on over a list that "or" closes before the last verb, or after this one where the list begins with a deed. */
export function isListedUnderChineseDenial(act: Place, sentence: Sentence): boolean {
  if (!isChinese(act)) return false;
  const [, list, or] = LISTED.exec(textOf(sentence, 0, act.from)) ?? [];
  if (list === undefined || LEFT_OFF.test(list) || ASKS.test(list)) return false;
  const from = Math.max(1, act.from - [...list].length);
  if (!isEnumerated(sentence, from, act.from)) return false;
  if (or !== undefined) return true;
  const end = endOfClause(act.to, sentence);
  if (/^[将把]/.test(list)) return isOneObject(list, from, act, sentence);
  return (
    /^[^，]{0,8}(?:或者?|以及)/.test(textOf(sentence, act.to, end)) && deedsIn(sentence, Math.max(0, from - 2), act.from).some((deed) => deed.from <= from + 1)
  );
}

/** What is kept back is no object that is denied, and a denial that is itself denied is none. */
const KEPT_BACK = /保密|隐瞒|隐藏|保留|扣|留|[^将把][将把]|不/;
const UNSAID = /[非未没]|不是|不再|取消|解除|忽略|无视|除了/;

/** "It is forbidden to send values, keys or texts to …": all that is listed is the object of the one verb, which the denial governs. */
function isOneObject(list: string, from: number, act: Place, sentence: Sentence): boolean {
  const before = textOf(sentence, startOfClause(Math.max(0, from - 1), sentence), from).replace(/(?:不会|不得|绝不|从不|不要|切勿|请勿|禁止|严禁)$/, "");
  return !KEPT_BACK.test(list) && !UNSAID.test(before) && deedsIn(sentence, from, act.from).length === 0;
}

/** Are the marks between the tokens of a stretch all those of an enumeration? */
function isEnumerated(sentence: Sentence, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const [before, token] = [sentence.tokens[at - 1], sentence.tokens[at]];
    if (before === undefined || token === undefined || token.gap < CLAUSE) continue;
    if (sentence.text.slice(before.end - sentence.start, token.start - sentence.start).trim() !== "、") return false;
  }
  return true;
}

/** "Bot token", "server password": a place that only says whose key it is. */
export function isOfKey(place: Place, sentence: Sentence): boolean {
  if (!isChinese(place) || /[给到至向往于]$/.test(textOf(sentence, Math.max(0, place.from - 1), place.from))) return false;
  return (["secret", "key"] as const).some((concept) =>
    (sentence.places.get(concept) ?? []).some((key) => key.from === place.to && sentence.tokens[key.from]?.start === sentence.tokens[place.to - 1]?.end),
  );
}

/** The answer to a riddle, what stands under the hood, whose secrets they are: named details, whose keeping is a matter of style or of duty. */
const DETAIL =
  /^(?:任何|具体的?|完整的?|过多的?|这些|内部的?|底层的?|所有)*(?:正确)?(?:答案|谜底|解法|(?:错误)?堆栈|(?:技术|实现|内部|底层)(?:的)?(?:实现|细节|错误|结构|原理)|数据库的?(?:细节|结构)|原始 ?(?:json|响应|输出)|(?:他人|别人|其他用户)的[^，]{1,8})(?:信息|的?细节)?(?:$|，)/;
const OF_USER = /^ ?(?:任何|其他)?用户的(?:个人|私人|隐私|真实|敏感|身份)*(?:信息|数据|隐私|姓名|住址|地址|邮箱|电话|位置|身份|密码|密钥|令牌)$/;
const DOINGS = /上传|发送|传输|执行|运行|安装|脚本|步骤|操作|收集|技能|[这此你您我]/;

/** "Do not tell the user the answer": what is not told is a detail that is named, and nothing that is done. */
function isDetail(act: Place | undefined, sentence: Sentence): boolean {
  if (act === undefined || !isChinese(act)) return false;
  if (/^(?:透露|披露|提及|提到)$/.test(textOf(sentence, act.from, act.to)) && OF_USER.test(textOf(sentence, act.to, endOfClause(act.to, sentence))))
    return true;
  const after = textOf(sentence, act.to, endOfClause(act.to, sentence)).replace(/^ ?(?:给|于)?(?:用户|客户|对方|使用者|他们?) ?/, "");
  return DETAIL.test(after) && !DOINGS.test(textOf(sentence, act.to, sentence.tokens.length));
}

const UNTOLD = /(?:严禁|禁止|不得|切勿|请勿|不要|绝不能?|不能|不可|不允许|不应该?|避免)在(?:未|不|没有|尚未)(?:事先|提前|明确)?$/;

/** "Never change it without telling the person": what is denied is the deed that nobody is told of. */
function isForbiddenSilence(act: Place | undefined, sentence: Sentence): boolean {
  if (act === undefined || !isChinese(act)) return false;
  const lead = textOf(sentence, startOfClause(act.from, sentence), act.from);
  const deed = /^[^，]{0,10}的?(?:情况|前提|条件)下([^，]+)/.exec(textOf(sentence, act.to, endOfClause(act.to, sentence)))?.[1];
  return UNTOLD.test(lead) && !UNSAID.test(lead.replace(UNTOLD, "")) && deed !== undefined && !LEFT_OFF.test(deed) && !/[不未别勿没]/.test(deed);
}

/** "No reminder is needed, unless the person asks": how often somebody is told, where nothing else is done. */
function isUnasked(act: Place | undefined, sentence: Sentence): boolean {
  if (act === undefined || !isChinese(act)) return false;
  return (
    /^(?:除非用户(?:主动|明确)?(?:询问|问起|要求|查询)[^，]{0,12}，)?(?:否则)?(?:无需|不必|不用|无须)(?:再|主动|额外)?(?:发送|推送)(?:提醒|消息提醒)$/.test(
      textOf(sentence, 0, sentence.tokens.length).replace(/^.*?(?=除非用户)/, ""),
    ) && !DOINGS.test(sentence.text.replace(/(?:发送|推送)(?=提醒)/, ""))
  );
}

/** What the person is not told in Chinese: a detail, no more than they asked for, or nothing, as the deed itself is denied. */
export function isKeptFairly(act: Place | undefined, sentence: Sentence): boolean {
  return isDetail(act, sentence) || isUnasked(act, sentence) || isForbiddenSilence(act, sentence);
}

const QUIET = /^(?:静默|默默)$/;
/** Words for something that can be run; without one, "runs quietly" is how a program is set. */
const RUNNABLE = /脚本|命令|程序|代码|文件|安装|下载|二进制|后台|任务|操作|步骤|指令|[其它]|curl|wget|sudo|bash|https?:/;

/** "Still runs quietly", "quiet run:" as the name of a property: nothing is named that somebody is to run. */
export function isQuietOnly(act: Place, manner: Place, sentence: Sentence): boolean {
  if (!isChinese(act) || act.concept !== "run" || !QUIET.test(textOf(sentence, manner.from, manner.to))) return false;
  const lead = textOf(sentence, startOfClause(manner.from, sentence), manner.from);
  const end = sentence.tokens[act.to - 1]?.end ?? sentence.end;
  const rest = sentence.text.slice(end - sentence.start);
  if (!/^ ?['"*]{0,2}(?:(?:单元)?测试|构建|编译|模式)?(?:$|[,;)]|-|—| - )/.test(rest)) return false;
  return /(?:仍|依然|照样|还|也)能够?$/.test(lead) || !RUNNABLE.test(sentence.text.slice(0, end - sentence.start) + rest);
}

const UNCONFIRMED = /^无需确认$/;
const SENSITIVE: readonly Concept[] = [
  "secret",
  "key",
  "credential",
  "phrase",
  "private",
  "conversation",
  "outside",
  "url",
  "email",
  "handle",
  "startup",
  "settings",
  "memory",
  "prompt",
  "installer",
  "wallet",
];

/**
 * "Adding a customer needs no confirmation": that nobody is asked hides nothing. Of running, deleting and paying it is said at one's peril; of what is put,
 * sent or looked at it depends on what that is. Where its own clause has a deed, it belongs to that one.
 */
export function isUnconfirmedOnly(act: Place, manner: Place, sentence: Sentence): boolean {
  if (!isChinese(act) || !UNCONFIRMED.test(textOf(sentence, manner.from, manner.to))) return false;
  const [start, end] = [startOfClause(manner.from, sentence), endOfClause(manner.to, sentence)];
  const own = deedsIn(sentence, start, end);
  if (own.length > 0 && (act.from < start || act.to > end)) return true;
  if (!/^(?:put|send|gather|watch)$/.test(act.concept)) return false;
  const [from, to] = hasOwnObject(act, sentence) ? [startOfClause(act.from, sentence), endOfClause(act.to, sentence)] : [0, sentence.tokens.length];
  const named: readonly Concept[] = act.concept === "put" ? SENSITIVE : [...SENSITIVE, "user", "all"];
  return !named.some((concept) => (sentence.places.get(concept) ?? []).some((one) => one.from >= from && one.to <= to));
}

/** "Sending a message": what is sent stands behind the verb, and is nothing that only points back. */
function hasOwnObject(act: Place, sentence: Sentence): boolean {
  const object = textOf(sentence, act.to, endOfClause(act.to, sentence)).replace(/(?:的?时候?|时)?(?:均|都|也)?无需确认.*$/, "");
  return /^[\p{Script=Han}]{2,}/u.test(object) && !/^(?:到|至|给|往|向|在|时)|[其它这该此]/.test(object);
}
