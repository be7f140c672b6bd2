import { viewTextOf } from "../text/view.ts";
import { isDeclinedSpan } from "./declined.ts";
import type { Part } from "./markdown.ts";

/** Headings whose sections are about attacks: what stands there is shown, not ordered. */
export const TEACHING =
  /\b(?:attacks?|attacker|threats?|malicious|anti-?patterns?|red flags?|what not to|vulnerabilit|injections?|unsafe|insecure|bad examples?|jailbreak|exploits?|adversarial|security (?:checks?|audit|patterns?|rules? catalog|scan|findings?)|test cases?|detection|(?:patterns?|signs?|things|what) to (?:look|watch)(?: out)? for|what (?:it|this(?: \w+)?) (?:detects|flags|catches|looks for)|false positives?)|恶意(?:模式|代码|行为|指令|命令|技能|特征)|攻击(?:模式|手法|方式|特征|示例|向量)|(?:危险|可疑|不安全)(?:模式|代码|行为|指令|命令|信号|特征)|注入(?:攻击|模式|检测)|检测(?:内容|项目|规则|模式|范围)|安全(?:检查|审计|扫描)(?:内容|规则|模式)/i;
/** Headings and introductions under which a list names what is forbidden or looked for. */
const FORBIDDING =
  /\b(?:never|do not|don'?ts?|must not|should not|avoid|prohibited|forbidden|not allowed|detects?|flags?|flagged|look(?:s|ing)? for|watch(?:es)? (?:out )?for|scans? for|checks? for|red flags?|malicious|suspicious|attack(?:s|ers?)?|blocks?|blocked|rejects?|refuses?|anti-?patterns?|threats?|risks?|vulnerabilit\w*|violations?|won'?t|will not|cannot|warning signs?|examples? of)\b/i;
/** The same in Chinese, as the whole of a clause: who it is, and that none of what follows is done. */
const FORBIDDING_CHINESE =
  /^[\s*"'#\d.、-]*(?:请|该|本|这个?|此)?(?:技能|代理|助手|工具|脚本|插件|模型|它|您|你|我们)?(?:都|也|应|将|千万|永远|绝对)*(?:绝不会?|决不会?|从不|永不|不会|禁止|严禁|切勿|不得|不要|请勿|不可|不应|不执行|不进行)(?:进行|执行|做)?(?:任何)?(?:以下|下列|如下)?(?:的?(?:操作|行为|事项|事情|内容|活动))?\s*:?[\s*]*$/u;
/** A denied list says what is not done; a sentence or paragraph that begins like this says what is to be done after all. */
const GOES_ON = /(?:^|[.!?;:]\s)\s*(?:now|next|please|you must)\b|(?:^|[\n.!?;,。])\s*(?:现在|然后|接着|随后|接下来|请|务必|必须|立即|马上|但|而是)/iu;
const FORGETTING = /\b(?:forget|skip|hesitate|fail|worry|miss)\b/i;
/** An order to run something: the verb first in its clause, or after "then", "must", "you can". Names of functions called run or eval are no orders. */
const RUN =
  /(?:^|[.:;!?,\n(] ?|\b(?:then|and|to|must|should|please|now|can|always|first|just|will|or|by|next|finally|you|need to|have to|before) )(?:\w+ly |also |first |just )?(?:run|running|execute|executing|paste|launch|invoke|evaluate|start by running)\b(?! ?[(=])|\b(?:ejecut|ausf[uü]hr|ex[eé]cut(?=ez|er|e[sz]? (?:l|c))|esegu|uruchom|voer)[a-z]*|(?:führe|fuhre)[^.]{0,40} aus\b|运行|执行|実行|실행|выполн|запуст/i;
const NOT_RUN =
  /\b(?:never|do not|don't|must not|should not|avoid|not to)\b[^.,;:!?]{0,40}\b(?:run|runn?ing|execut\w{0,4}|use|using|paste|pasting|do|write|copy|pipe|piping|install\w{0,4}|trust)\b|\b(?:malicious|attack(?:er|s)?|dangerous|unsafe|vulnerable|insecure|anti-?pattern|red flags?|suspicious|reject|refuse|accidental(?:ly)?(?= ['`])|examples? of what not|what not to|arbitrary (?:code|commands?))\b/i;
const BACK =
  /\b(?:run|execute|paste|invoke|launch|eval(?:uate)?)\b[^.!?]{0,60}\b(?:(?:script|code|block|snippet|commands?|program|example)s?\b[^.!?]{0,24}\b(?:above|before|earlier|previous|preceding)|(?:above|previous|preceding|earlier)\b[^.!?]{0,16}\b(?:script|code|block|snippet|command|program|example))/i;
const ELSEWHERE =
  /\b(?:run|execute|paste|invoke|launch|eval(?:uate)?)\b[^.!?]{0,40}\b(?:(?:every|each|all(?: the)?|any) (?:code |fenced )?(?:blocks?|snippets?|scripts?|examples?)|(?:script|code|block|snippet|commands?|program|example)s?\b[^.!?]{0,24}\b(?:below|at the (?:end|bottom)|in (?:the )?(?:appendix|section|next section|last section|following section)|from (?:the )?(?:appendix|section)))/i;

/** Headings that say of their code what it is for: to be run. */
const USE =
  /(?:^|\/ )[^/]{0,24}\b(?:usage|quick ?start|getting started|how to (?:run|use)|run(?:ning)? (?:it|the)|(?<!\b(?:code|command) )execution)\b[^/]{0,24}$/i;

/** How the words around a code block take it: as something to run, as how something is used (only its heading says so), as an example of what not to do, or just shown. */
export type Telling = "run" | "used" | "shown" | "forbidden";

/** A code block -> what the reader is told to do with it. `elsewhere` says that another part of the file orders its blocks to be run. */
export function tellingOf(part: Extract<Part, { kind: "code" | "inline-code" }>, elsewhere: boolean): Telling {
  const said = orderIn(part.said);
  if (part.kind === "inline-code" && isDeclinedSpan(part.text, part.said)) return "forbidden";
  if (said === "forbidden" || isTeaching(part.heading) || forbids(part.intro)) return "forbidden";
  if (said === "run" || elsewhere || (part.kind === "code" && BACK.test(viewTextOf(part.after)))) return "run";
  return part.kind === "code" && USE.test(part.heading) ? "used" : "shown";
}

/** Pieces of words one of which every order to run something has in ASCII: most words around a span order nothing, which is told before their view is made. */
const MAY_RUN = /run|execut|past|launch|invok|evaluat|ejecut|ausf|esegu|uruchom|voer|hre/i;
/** The same of what says that it is not to be run. */
const MAY_FORBID = /never|not|don|avoid|malicious|attack|dangerous|unsafe|vulnerable|insecure|pattern|flag|suspicious|reject|refuse|accidental|arbitrary/i;

/** The words around a code block -> what they say is to be done with it. All spans of a paragraph have the same words around them. */
const orderIn = remembering((words): Telling => {
  if (!ODD.test(words) && !MAY_RUN.test(words) && !MAY_FORBID.test(words)) return "shown";
  const said = viewTextOf(words).slice(-600);
  return NOT_RUN.test(said) ? "forbidden" : RUN.test(said) ? "run" : "shown";
});

/** Is a heading one about attacks? */
export const isTeaching = remembering((heading) => TEACHING.test(heading));

/** Headings, introductions and paragraphs are asked about once for each part below or in them: the last answers are kept. */
function remembering<T>(ask: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = ask(text);
    if (answers.size >= 64) answers.clear();
    answers.set(text, answer);
    return answer;
  };
}

/** Does a text order its code blocks to be run from somewhere else in it ("execute the block in Appendix A")? */
export function runsElsewhere(parts: readonly Part[]): boolean {
  return parts.some(
    (part) => part.kind === "prose" && mayOrder(part.text) && ELSEWHERE.test(viewTextOf(part.text.slice(0, 4_000))) && !NOT_RUN.test(part.text),
  );
}

/** What may show other words in its view than it is written in: references, letters beyond ASCII. Dashes, quotation marks, arrows and frames show none. */
const ODD = /[&]|[^\u0000-\u007f\u2010-\u2027\u2190-\u21ff\u2500-\u25ff]/;
const ORDERING = /run|execute|paste|invoke|launch|eval/i;
const BLOCKS = /block|snippet|script|example|code|command|program/i;

/** Can there be an order to run something that stands elsewhere in a text? */
function mayOrder(text: string): boolean {
  return (ORDERING.test(text) && BLOCKS.test(text)) || ODD.test(text);
}

/** Does the sentence that introduces a list name what is forbidden or looked for? Only its last clause counts ("to prevent loss, do this:"). */
export const forbids = remembering((intro) => {
  const clause =
    viewTextOf(intro)
      .split(/[,;.!?。]/)
      .at(-1) ?? "";
  return (FORBIDDING.test(clause) && !FORGETTING.test(clause)) || FORBIDDING_CHINESE.test(clause);
});

/** A cell that says of the one behind it that it is not to be done. */
const FORBIDDING_CELL = /^[^\p{L}]*(?:never|forbidden|prohibited|not allowed|must not|禁止|严禁|不允许|不得|绝不|切勿)[^\p{L}]*$/iu;
const KEPT_UP = /^[^\p{L}]*(?:forget|skip|fail|miss|hesitate|omit|stop|delay|not\b|忘|停|终止|拒|漏|省略|跳过|犹豫|延|不|未(?!经)|没)/iu;

/** \`| Never | run it without asking |\`: a cell behind such a one in its row. */
export function isForbiddenCell(label: string, text: string): boolean {
  return FORBIDDING_CELL.test(label) && !KEPT_UP.test(viewTextOf(text)) && !GOES_ON.test(viewTextOf(text));
}

/** Is an item of a list only named as what is forbidden or looked for? */
export function isListedAsForbidden(intro: string, text: string): boolean {
  return forbids(intro) && !GOES_ON.test(viewTextOf(text));
}

/** Is a section one that names what is forbidden? The heading itself says so. */
export const forbiddingHeading = remembering((heading) =>
  /(don'?ts?|never|what not to|avoid|prohibited|forbidden|anti-?patterns?|red flags?|must not|do not|warning signs|dangerous)\b(?<=(?:^|\/ )\W*\1)/i.test(
    heading,
  ),
);
