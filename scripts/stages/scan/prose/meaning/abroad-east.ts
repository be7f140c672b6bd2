import type { Verb } from "./abroad.ts";

/** Behind a verb or a noun of doing: an order, a link to the next verb, or the end of the sentence. */
const ORDERED =
  /^(?:し(?:て(?!い[るなまた]|あ[るり]|はな|はい)|ろ|なさい|ます|，|た(?:後|ら|上で|あと|のち)|ながら|つつ|$)|せよ|する(?:こと(?![がはもで])|よう(?![とな])|，|べき|$)|すべき|させ(?:て|る(?:こと(?![がはもで])|，|$))|され(?:なければ|るべき|ること(?![がはもで]))|を(?:行|実行|開始|お願い|し|せ|する)|，|$|・)/u;
/** The same behind the stem of a verb of the language itself. */
const BENT =
  /^(?:[りれろえせ]?(?:て(?!い[るなまた]|あ[るり])|で|なさい|ま[すし]|ください|ながら|つつ|，|$)|ろ|よ|[るすくう](?:こと(?![がはもで])|よう(?![とな])|，|$)|こと(?![がはもで])|，|$)/u;
/** A denial that describes what follows it ("an error that is not told"). */
const DESCRIBED = /^[しさせられえわか]{0,2}ない(?=[\p{Script=Han}\p{Script=Katakana}])(?!事|様)/u;
const SUBJECT = /^(?!.{0,8}(?:エージェント|スキル|あなた|モデル|アシスタント|ai))[^，]{1,24}?(?:が|は)/u;
const NOUN = /[\p{Script=Han}\p{Script=Katakana}ー]$/u;

/** A Japanese noun of doing is an act only with its verb, and a verb before a noun describes that noun. */
export function inJapanese({ word, lead, after, denied }: Verb): boolean {
  if (denied) return !DESCRIBED.test(after);
  const fits = NOUN.test(word) ? ORDERED.test(after) || BENT.test(after) : BENT.test(after) || ORDERED.test(after);
  return fits && !(/^(?:し|り|い)?ます/.test(after) && SUBJECT.test(lead));
}

/** Behind a Chinese verb: what makes it describe a noun, or be one. */
const NAMED = /^(?:的|率|者|器|端|量|失败|成功|错误|结果|历史|记录(?!下)|次数|功能|权限|接口|按钮|方式|方法|过程|操作|请求|风险|事件|面|范围)/;
/** "Press 'send code' (a button)". */
const BUTTON = /^[^，点按并后再]{0,8}(?:按钮|菜单项)/;
/** Right before it: not done, able to be done, done by something else, looked for, asked about. */
const NOT_DONE =
  /(?:[不未没無无会能][上发传转]?|可能|可以|导致|引发|造成|致使|是否|防止|避免|禁止|阻止|检测|识别|如何|怎样|怎么|被|由|已|已经|正在|曾|曾经|以免)$/;
const MADE = /(?:使|让|令|防止|避免|阻止|诱导|诱使|试图|企图|欺骗|要求)(?:模型|系统|它|代理|智能体|大模型|助手|ai)(?:会|去)?$/;
/** The agent or this skill is who does it. */
const OURS = /(?:你|您|代理|助手|智能体|本技能|该技能|此技能|我们)/;
const CONDITION = /^(?:如果|如(?=用户|您|客户|需)|若|假如|倘若|一旦|当|除非|即使|只要|每当)/;
const EXISTS = /存在[^，]{0,16}$/;

/** "A notice mechanism", "notice channels": a noun of what is told. */
const NOTICE = /^(?:机制|渠道|频率|模板|偏好|中心)/;

const OFTEN = /(?:频繁|反复|重复|过度|过多|多次)地?(?:向|给|对)?$/;
const FRAUD = /^[^，]{0,16}(?<![不非])(?:是|属于|即为|都是|均为)[^，]{0,6}(?:诈骗|欺诈|骗局|钓鱼|违法|违规|不安全)/;

/** A noun made of a verb and what stands beside it, or a thing that nobody reads: "notice mechanism", "opens the door", "found on its own" (which no person does), "a leak of data". */
function isCompound({ word, lead, after, denied }: Verb): boolean {
  if (/^(?:通知|提醒)$/.test(word) && NOTICE.test(after)) return true;
  if (denied) return (word === "发现" && /(?:自动|主动)$/.test(lead)) || OFTEN.test(lead);
  if (FRAUD.test(after)) return true;
  if (word === "打开" && /^了?(?:(?:房|大|车|木|铁|柜|院)门|抽屉|盒子|箱子|窗户)(?:$|，|[走看进出向，])/.test(after)) return true;
  if (word === "提交" && /^(?:通知|事件|次数|频率)/.test(after)) return true;
  if (word === "隐藏" && isPlaced(after) && !/[把将]/.test(lead)) return true;
  return word === "泄露" && lead !== "" && !/[把将被请让要应须会就]/.test(lead) && /^(?:$|，)/.test(after);
}

/** "Hidden in the app, …": a place and "的" behind the verb describe what comes then; another place at the end of the clause is where it is put. */
function isPlaced(after: string): boolean {
  const rest = /^在[^，]{1,16}?[中里内下]的([^，]+)/.exec(after)?.[1];
  return rest !== undefined && !/[中里内下上处]$/.test(rest);
}

/** "This would get round the restrictions": what comes of something, told in a sentence that says no more. */
function isConsequence({ word, lead, after }: Verb): boolean {
  return /^(?:绕过|覆盖|忽略|禁用|关闭|破坏)$/.test(word) && /^(?:这|那|此举)(?:样做?)?(?:就|将)?会(?:完全|直接|彻底)?$/.test(lead) && !after.includes("，");
}

/** A Chinese verb has no endings: the words around it say whether it is ordered, described, possible or a condition. */
export function inChinese(verb: Verb): boolean {
  const { lead, after, denied } = verb;
  // The same letters in a Japanese sentence.
  if (/^[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(after)) return false;
  if (isCompound(verb)) return false;
  if (isConsequence(verb)) return false;
  if (NAMED.test(after) || BUTTON.test(after) || EXISTS.test(lead) || CONDITION.test(lead) || MADE.test(lead)) return false;
  return denied || !NOT_DONE.test(lead) || (OURS.test(lead) && /(?:会|能|可以)$/.test(lead));
}
