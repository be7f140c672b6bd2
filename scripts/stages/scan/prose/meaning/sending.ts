import { isOrderedAbroad, textOf } from "./abroad.ts";
import { isChinese } from "./chinese.ts";
import type { Hit } from "./match.ts";
import { isSentInChinese } from "./sending-east.ts";
import type { Place, Sentence } from "./sentences.ts";
import { SENTENCE } from "./tokens.ts";
import { wordsOf } from "./words.ts";

/** A public key, a placeholder or sample values: nothing that is secret. */
export function isPublicKey(sentence: Sentence): boolean {
  return /\bpublic (?:ssh )?key|\.pub\b|\bplaceholder|\bexample values?\b/.test(sentence.text);
}

/** The fields of a registration or login, named for the reader of an API: the person's own account at the service that is called. */
export function isSignUp(sentence: Sentence): boolean {
  return (
    /\bcredentials\W{1,3}(?:e-?mail|user ?name|login)\b/.test(sentence.text) &&
    !/\b(?:all|stored|saved|every|any|collected|found|the user's|their|harvest\w*|aws|ssh|cloud|browser)\b[^.;]{0,30}\bcredentials\b/.test(sentence.text)
  );
}

/** "在提交前均会被替换": what is taken out before anything is sent, in a sentence that speaks of no other sending. */
export function isCleanedFirst(sentence: Sentence): boolean {
  const cleaned = /(?:提交|发送|上传|上报|传输)(?:之)?前[^。；;\n]{0,12}(?:替换|脱敏|屏蔽|删除|去除|移除|过滤|遮盖|匿名)/g;
  return cleaned.test(sentence.text) && !/提交|发送|上传|上报|传输/.test(sentence.text.replace(cleaned, ""));
}

/** Verbs that only sometimes mean sending: they need their target right behind a preposition. */
const WEAK =
  /^(?:add|put|includ|copy|append|embed|encod|giv|provid|get|export|resolv|attach|route|stream|feed|pass|report|sync|back|email|mail|paste|route|pipe|cc|bcc)/;

/** Is the thing sent (and not where it is put: "add the key to .env"), and does the sending reach the target? Other languages are taken as found. */
export function isSent(sentence: Sentence, hit: Hit): boolean {
  const [act, what] = hit.parts;
  const target = hit.parts.at(-1);
  if (act === undefined || what === undefined || target === undefined) return true;
  if (act.language > 0)
    return isChinese(act) ? isSentInChinese({ act, what, target }, sentence) : !isTokenOfForm(what, target, sentence) && !isUsedAbroad(act, what, sentence);
  const word = (at: number): string => sentence.tokens[at]?.word ?? "";
  if (what.to <= act.from && isOfSomethingElse(sentence, act, what)) return false;
  const before = /^(?:the|your|a|an|my|their|this)$/.test(word(what.from - 1)) ? word(what.from - 2) : word(what.from - 1);
  if (/^(?:to|in|into|inside|under|within|as|via|see|with)$/.test(before) && what.from > act.from) return false;
  const near = sentence.tokens.slice(Math.max(0, target.from - 5), target.to).map((token) => token.word);
  const reaches = near.some((one) => /^(?:to|at|via|into|using|through|on|towards|over|with|as|against|by)$/.test(one));
  return reaches && (!WEAK.test(word(act.from)) || near.some((one) => /^(?:to|at|via|into|using|through|on)$/.test(one)));
}

/** The secret is what is read, in the same sentence, and the sending comes after and is done by whoever reads. */
function isReadFirst(gather: Place, secret: Place, send: Place, sentence: Sentence): boolean {
  const [from, to] = gather.from < secret.from ? [gather.to, secret.from] : [secret.to, gather.from];
  for (let at = from; at <= to; at++) if (sentence.tokens[at]?.gap === SENTENCE) return false;
  return send.from > gather.from && isOrderedAbroad(send, sentence, false);
}

/** "Sends the request with the token": Japanese marks a tool and an object by what stands behind them. */
function isUsedAbroad(act: Place, what: Place, sentence: Sentence): boolean {
  const between = textOf(sentence, what.to, act.from);
  return (
    /^を(?:使|用い|利用し|使用し)/.test(between) && /(?:リクエスト|クエリ|メッセージ|通知|記事|投稿|画像)を$/.test(between) && !/それ|これ|含/.test(between)
  );
}

/** The token of a form, put beside its own directive ("@csrf を含めて"): no handle is written to. */
function isTokenOfForm(what: Place, target: Place, sentence: Sentence): boolean {
  return (
    target.concept === "handle" &&
    /^[cx]srf$/.test(sentence.tokens[what.from - 1]?.word ?? "") &&
    /^(?:を|'を)含/.test(wordsOf(sentence, target.to, target.to + 2).replaceAll(" ", "")) &&
    !(["outside", "url", "email"] as const).some((concept) => sentence.places.has(concept))
  );
}

/** "Read the key from .env and send the request": what is sent is named, and it is not the secret. "Read .env and send the file" names it again. */
function isOfSomethingElse(sentence: Sentence, act: Place, what: Place): boolean {
  const object: string[] = [];
  for (let at = act.to; at < sentence.tokens.length && object.length < 5; at++) {
    const { word = "", gap = 0 } = sentence.tokens[at] ?? {};
    if (gap > 0 || /^(?:to|at|via|on|into|over|using|through|with|as|in)$/.test(word)) break;
    object.push(word);
  }
  const named = object.at(-1) ?? "";
  if (
    /^(?:requests?|quer(?:y|ies)|prompts?|questions?|messages?|reports?|summar(?:y|ies)|images?|builds?|releases?|packages?|pages?|posts?|tweets?|invoices?|forms?)$/.test(
      named,
    )
  )
    return true;
  return /^(?:file|files|document|documents|data)$/.test(named) && /^(?:from|via|with|using|in)$/.test(sentence.tokens[what.from - 1]?.word ?? "");
}

/** Read first, sent after: the send is a strong one, or reaches its target by a preposition. */
export function isReadAndSent(sentence: Sentence, hit: Hit): boolean {
  const [gather, secret, send, target] = hit.parts;
  if (gather === undefined || secret === undefined || send === undefined || target === undefined) return false;
  if (isChinese(gather)) return isReadFirst(gather, secret, send, sentence) && isSentInChinese({ act: send, what: secret, target }, sentence);
  if (gather.language > 0) return true;
  const word = (at: number): string => sentence.tokens[at]?.word ?? "";
  if (/^(?:to|in|into|as|via)$/.test(word(secret.from - 1)) || /^(?:get|find|check|access|open|pull|load)$/.test(word(gather.from))) return false;
  if (secret.to <= send.from && isOfSomethingElse(sentence, send, secret)) return false;
  if (send.from < gather.from || WEAK.test(word(send.from))) return false;
  return sentence.tokens.slice(Math.max(0, target.from - 5), target.to).some((token) => /^(?:to|at|via|into|using|through|on)$/.test(token.word));
}

/** "Ask for", or "have the person type": a verb that only sometimes asks needs a person who is to answer. */
export function isAsked(sentence: Sentence, hit: Hit): boolean {
  if (
    (hit.parts[0]?.language ?? 0) > 0 ||
    /^(?:ask|prompt|request|instruct|convinc|persuad|urg|trick|demand|solicit|tell|invit)/.test(sentence.tokens[hit.parts[0]?.from ?? 0]?.word ?? "")
  )
    return true;
  return /\b(?:get|have|make|require|lead|remind|need)\w* (?:the |that |each |every |your )?(?:user|person|human|customer|owner|operator|them|victim|client)s? (?:to )?(?:type|enter|read|provide|give|share|tell|confirm|paste|send|reveal|hand|submit|write|input)\b/.test(
    sentence.text,
  );
}
