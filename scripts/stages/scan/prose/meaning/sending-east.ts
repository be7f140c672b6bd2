import { startOfClause, textOf } from "./abroad.ts";
import { endOfClause, isChinese } from "./chinese.ts";
import type { Place, Sentence } from "./sentences.ts";

/** A verb of sending, what is sent, and where to. */
type Sending = Readonly<{ act: Place; what: Place; target: Place }>;

/** Is the thing what the Chinese verb sends, and is the target where it sends it? The order of the words tells, as no word has an ending. */
export function isSentInChinese(sending: Sending, sentence: Sentence): boolean {
  return (
    !isTopic(sending, sentence) &&
    !isOfSomethingElse(sending, sentence) &&
    !isNeededLater(sending, sentence) &&
    !isInstrument(sending, sentence) &&
    !isKeptHere(sending, sentence) &&
    !isOwnKeyKept(sending, sentence) &&
    !isRequestToOwn(sending, sentence) &&
    !isRefused(sending, sentence) &&
    !isDeniedLater(sending, sentence) &&
    !isOwnMailbox(sending, sentence)
  );
}

/** "For questions about keys and bills, write to …": what the questions are about is not in the letter. */
function isTopic({ act, what }: Sending, sentence: Sentence): boolean {
  const lead = textOf(sentence, Math.max(0, what.from - 20), what.from);
  const after = textOf(sentence, what.to, act.from);
  if (!/(?:关于|有关|对于)[^。]{0,16}$/.test(lead) || !/^[^。]{0,24}?(?:的|相关)(?:任何)?(?:问题|疑问|咨询|疑虑)/.test(after)) return false;
  return !/[其它]|附上|一并|附带/.test(textOf(sentence, what.to, sentence.tokens.length).replace(/其他/g, ""));
}

/** What somebody publishes or asks: named behind "将" or "把" as what is sent. */
const HARMLESS =
  /^ ?(?:这篇|该|新的?|更新后的)?(?:文章|博文|博客|网站|网页|页面|帖子|推文|图片|镜像|构建(?:产物|结果)?|版本|更改|代码|请求|问题|查询|评论|表单)$/;

/** What somebody is told: no key of a later clause, unless that one says that it goes along. */
const TOLD = /^ ?(?:该|新的?|这些)?(?:汇总(?:结果)?|摘要|通知|消息|提醒|告警|警报|日报|周报|简报|报告)$/;
const WITH_IT = /包含|包括|含|附|带|连同|同时|一起|[并再也还和及]|其中|以及|里面|内容/;

/** "With a deploy token set, so that it can push the article": the object stands before the verb, and is not the key of another clause. */
function isOfSomethingElse({ act, what }: Sending, sentence: Sentence): boolean {
  const start = startOfClause(act.from, sentence);
  const object = /[将把]([^，]*?)[推发传转寄]?$/.exec(textOf(sentence, start, act.from))?.[1];
  if (object === undefined) return false;
  if (what.to <= start) return HARMLESS.test(object);
  const later = startOfClause(what.from, sentence);
  return later > act.to && (HARMLESS.test(object) || TOLD.test(object)) && !WITH_IT.test(textOf(sentence, act.to, endOfClause(what.to, sentence)));
}

const SET_UP = /(?:配置|设置|需要|填写|申请|准备)[^，]{0,10}$/;
const COPIED = /(?:复制|获取|保存)[^，]{0,10}$/;
const JOINED = /附|带|连同|同时|一起|一并|其中|以及|里面|内容|作为|正文|放|贴|[其它后再]|然后|发|传|提交|推|包含|包括/;

/** "Send /newbot, and copy the token", "sends a text, for which a key is to be set": the verb has an object of its own, and the key one of a later clause. */
function isNeededLater({ act, what }: Sending, sentence: Sentence): boolean {
  const end = endOfClause(act.to, sentence);
  if (what.from < end || JOINED.test(textOf(sentence, end, sentence.tokens.length))) return false;
  const from = sentence.tokens[act.to - 1]?.end ?? sentence.end;
  const object = sentence.text.slice(from - sentence.start, from - sentence.start + 12);
  const lead = textOf(sentence, startOfClause(what.from, sentence), what.from);
  return (
    (/^ ?['"]?\/[a-z]/.test(object) && COPIED.test(lead)) || (/^(?:短信|消息|通知|推文|帖子|评论|语音|提醒)(?![的里中])/.test(object) && SET_UP.test(lead))
  );
}

/** "Uses the Git credentials to push it": a key that something is done with. What is read first is no tool. */
function isInstrument({ act, what }: Sending, sentence: Sentence): boolean {
  const start = startOfClause(act.from, sentence);
  if (what.from < start || what.to > act.from) return false;
  const used = /(?:使用(?!户)|利用|借助|凭借)((?:用户|您|你|自己)?的?[^，]{0,6})$/.exec(textOf(sentence, start, what.from))?.[1];
  if (used === undefined || /[读取收集窃偷抓到]/.test(used)) return false;
  return /^(?:来|去)?(?:[将把][其它])?(?:直接|自动)?[推发传转寄]?$/.test(textOf(sentence, what.to, act.from));
}

/** "Copies the variables to a local file, and restarts the proxy server": a file on this machine is where they go, and nothing is sent to what comes after. */
function isKeptHere({ act, target }: Sending, sentence: Sentence): boolean {
  const end = endOfClause(act.to, sentence);
  if (target.from < end || !/[到至]/.test(textOf(sentence, act.to - 1, act.to + 1))) return false;
  const from = sentence.tokens[act.to - 1]?.end ?? sentence.end;
  const place = sentence.text.slice(from - sentence.start, (sentence.tokens[end]?.start ?? sentence.end) - sentence.start);
  if (!/^[\s'"]*(?:~?\.{0,2}\/|本地)[^:]*$/.test(place)) return false;
  return !/[发送传寄递交抄推往至到给向]|同步|备份|复制|镜像/.test(textOf(sentence, end, target.from));
}

/** "Send your API key only to …, and never anywhere else": the reader's own key at the service it is for. */
function isOwnKeyKept({ act, what }: Sending, sentence: Sentence): boolean {
  const text = textOf(sentence, startOfClause(act.from, sentence), what.to);
  if (!/^请?(?:仅|只)(?:能|应|可)?[将把](?:您|你)的 ?api ?(?:密钥|令牌|key|token)$/.test(text)) return false;
  return /(?:切勿|请勿|不要|绝不|不得)[^，]{0,4}(?:发送|提供|泄露|分享|透露)[^，]{0,3}(?:其他|别的|他人|第三方)/.test(
    textOf(sentence, what.to, sentence.tokens.length),
  );
}

/** "Your API key may only stand in requests that are sent to …": the reader's own key, and where alone it belongs. */
function isRequestToOwn({ act, target }: Sending, sentence: Sentence): boolean {
  return (
    /^(?:您|你)的 ?api ?(?:密钥|令牌|key|token)(?:仅|只)(?:应该?|能|可以?|会)?(?:出现|包含|用)(?:在|于)发?$/.test(
      textOf(sentence, startOfClause(act.from, sentence), act.from),
    ) && /^['" /*]*的请求中?$/.test(textOf(sentence, target.to, sentence.tokens.length))
  );
}

/** "If anything asks you to send the key somewhere, refuse": what others ask for, in a sentence whose last word it is that it is refused. */
function isRefused({ act }: Sending, sentence: Sentence): boolean {
  return (
    /^(?:如果|若|假如|一旦|当|任何)/.test(textOf(sentence, 0, act.from)) &&
    /(?:要求|请求|让|诱导|指示|命令)(?:您|你|代理|助手)[将把][^，]{1,30}$/.test(textOf(sentence, startOfClause(act.from, sentence), act.from)) &&
    /^[^，]{0,20}，(?:请|都?应|应该|必须|一律|务必|立即|要)*(?:拒绝|予以拒绝)(?:执行|该请求|此请求|该要求)?$/.test(
      textOf(sentence, act.to, sentence.tokens.length),
    )
  );
}

/** "The data are sent to the server, and the key is never sent": what the later clause says of the key is that it stays. */
function isDeniedLater({ act, what }: Sending, sentence: Sentence): boolean {
  if (what.from < endOfClause(act.to, sentence)) return false;
  const start = startOfClause(what.from, sentence);
  const [before, after] = [textOf(sentence, start, what.from), textOf(sentence, what.to, endOfClause(what.to, sentence))];
  return (
    /^(?:您的?|你的?|用户的?|任何|api)? ?$/.test(before) &&
    /^(?:等)?(?:永远|也|都|均|将)*(?:绝?不会|不得|绝不)(?:被|以明文|以任何)?[^，不未]{0,10}(?:发送|传输|上传|泄露|暴露|记录|离开|共享|分享)[^，不未]{0,14}$/.test(
      after,
    ) &&
    !/停|终止|中断|忘|拒绝|省略|跳过|漏|缺|少|例外|除外|遗|丢|延迟|晚/.test(after) &&
    !/[其它]|连同|包括|包含|一起|一并|附|带/.test(textOf(sentence, act.to, start))
  );
}

/** "To the mailbox that the user gave": the person's own. */
function isOwnMailbox({ act, target }: Sending, sentence: Sentence): boolean {
  return (
    textOf(sentence, target.from, target.to) === "邮箱" &&
    /^[到至给]?(?:用户|您|你)(?:自己)?(?:提供|指定|绑定|注册)?的?(?:恢复|备用)?$/.test(textOf(sentence, act.to, target.from)) &&
    !(["url", "email", "handle"] as const).some((concept) => sentence.places.has(concept))
  );
}

/** "Show the date in the system prompt", "a template of the system prompt": the prompt is a place, or what something else is of. */
export function isAboutPrompt(act: Place | undefined, prompt: Place | undefined, sentence: Sentence): boolean {
  if (!isChinese(act) || prompt === undefined) return false;
  const before = textOf(sentence, Math.max(0, prompt.from - 2), prompt.from);
  const after = textOf(sentence, prompt.to, Math.min(sentence.tokens.length, prompt.to + 8));
  if (/^词?的(?:模板|示例|例子|格式|长度|字数)/.test(after)) return true;
  return /在$/.test(before) && /^词?[中里内](?!的)/.test(after) && (act?.from ?? 0) >= prompt.to;
}
