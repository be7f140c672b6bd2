import type { Frame } from "./frame.ts";
import { isOrderedAbroad, textOf } from "./abroad.ts";
import { isChinese } from "./chinese.ts";
import { isAsked } from "./sending.ts";
import type { Sentence } from "./sentences.ts";
import type { Hit } from "./match.ts";
import { said, wordsOf } from "./words.ts";

/** Orders to ask for secrets, and to show them. */
export const CREDENTIALS: readonly Frame[] = [
  {
    rule: "prose-credentials",
    name: "asks for recovery words or codes",
    parts: ["ask", "phrase"],
    span: 20,
    none: ["defence", "attack"],
    when: (sentence, hit) =>
      isAsked(sentence, hit) &&
      !isOneTime(sentence, hit) &&
      // What sets a captcha off asks nobody for a code.
      !/触发[^，。；]{0,6}验证码/.test(sentence.text) &&
      ((hit.parts[0]?.language ?? 0) > 0 ||
        /\b(?:seed|recovery|mnemonic|wallet|backup|secret|twelve|12|24|keystore)\b/.test(said(sentence, hit)) ||
        sentence.places.has("outside") ||
        sentence.places.has("send")),
  },
  {
    rule: "prose-credentials",
    name: "asks for passwords",
    parts: ["ask", "user", "credential"],
    span: 16,
    none: ["defence", "attack"],
    when: (sentence, hit) =>
      isAsked(sentence, hit) &&
      isHandedOver(sentence, hit) &&
      !isTypedElsewhere(sentence) &&
      // Which cards somebody has is no secret; what is printed on them is.
      !/\b(?:what|which) credit cards?\b/.test(said(sentence, hit)) &&
      !/\b(?:form|field|reset|page|login screen|validate|export|environment|op read|keychain|secure)\b/.test(sentence.text) &&
      !/\b(?:read|set|rotate|change|manage|generate)\b/.test(said(sentence, hit)) &&
      // What is asked for is help, and what it is for comes after.
      !/\brequest\w* (?:\w+ ){0,4}(?:support|access|help|assistance) for\b/.test(said(sentence, hit)) &&
      !isResetOnly(sentence),
  },
  {
    rule: "prose-credentials",
    name: "asks for a private key",
    parts: ["ask", "credential"],
    span: 8,
    ordered: true,
    none: ["defence", "attack"],
    when: (sentence, hit) =>
      !isTypedElsewhere(sentence) &&
      /^(?:ask|prompt|request|demand|require) (?:for )?(?:the |a |their |your |his |her )?(?:user's |wallet's |customer's |owner's )?(?:wallet |login |sudo |root |admin |system |bank )?(?:private keys?|seed|passwords?(?! (?:reset|change|recovery|update|rotation|manager|policy|field))|credit card|cvv|login password|bank)/.test(
        said(sentence, hit),
      ) &&
      !/^(?:change|reset|update|rotation|recovery|policy|strength|length|complexity)$/.test(sentence.tokens[hit.to]?.word ?? "") &&
      /\b(?:private key|seed|credit|cvv|user's|wallet|login|sudo|root|bank|store|keep|save)\b/.test(sentence.text) &&
      !/\b(?:form|field|page)\b/.test(sentence.text),
  },
  {
    rule: "prose-credentials",
    name: "the reader is to hand over secrets",
    parts: [
      ["paste", "send"],
      ["phrase", "credential"],
    ],
    span: 8,
    ordered: true,
    none: ["defence", "attack"],
    when: (sentence, hit) =>
      /\b(?:your|user's|their)\b/.test(said(sentence, hit)) &&
      /\b(?:seed|recovery|mnemonic|wallet|private key|sudo password|root password|credit card|cvv|bank|twelve|12|24)\b/.test(said(sentence, hit)) &&
      /\b(?:here|to us|to me|in (?:the |this )?(?:chat|conversation|reply|form below)|below|to (?:verify|validate|confirm|sync|restore|claim|unlock|continue)|for verification|on (?:the |our )?(?:website|page)|https?)\b/.test(
        sentence.text,
      ) &&
      !/^(?:export|back|backup|add)/.test(said(sentence, hit)),
  },
  {
    rule: "prose-credentials",
    name: "codes passed on",
    parts: [["ask", "gather"], "phrase", ["send"]],
    span: 34,
    any: true,
    none: ["defence", "attack"],
    // A code is passed on to somebody: "the user's email" is where it is read.
    when: (sentence, hit) =>
      isAsked(sentence, hit) &&
      !isCodeForUser(hit, sentence) &&
      (OUT.some((one) => sentence.places.has(one)) || (hit.parts[0]?.language ?? 0) > 0) &&
      !isSentBefore(hit, sentence),
  },
  {
    rule: "prose-credentials",
    name: "secrets put into what is shown",
    parts: ["output", ["key", "credential", "secret"], "response"],
    span: 16,
    ordered: true,
    none: ["auth", "defence", "attack", "consent"],
    when: (sentence, hit) => {
      const words = said(sentence, hit);
      return (
        /^(?:print|echo|output|display|repeat|write|include|commit|log|show|insert|dump|recite|reveal|expose|spell|embed|post|put|add|paste)/.test(words) &&
        /\b(?:api[ _-]?keys?|tokens?|secrets?|passwords?|credentials?|private keys?|environment variables|env vars|_key|_token|_secret|ssh keys?)\b/.test(
          words,
        ) &&
        /\b(?:in|into|to|as|at|within) (?:the |your |each |every |a |an |its |this |final )*(?:output|response|answer|reply|commit|message|comment|url|log|logs|readme|chat|report|summary|pull|issue|footer|final|code)\b/.test(
          words,
        ) &&
        !(
          /\b(?:estimate|count|cost)\w* tokens\b/.test(sentence.text) && !/\b(?:api|access|auth|bearer|refresh|session|secret|password|credential)/.test(words)
        ) &&
        !/\b(?:tokens? (?:count|usage|used|budget|costs?|spend|consumption|limits?|estimates?|totals?|savings)|count|number of tokens|placeholder|name of|redact|mask|\*\*\*)/.test(
          sentence.text,
        )
      );
    },
  },
  {
    rule: "prose-credentials",
    name: "current values of secrets shown",
    parts: ["output", "key", ["response", "it"]],
    span: 24,
    none: ["defence", "attack", "consent"],
    when: (sentence, hit) => /\b(?:current|actual|real|plain ?text) (?:value|values)\b/.test(said(sentence, hit)),
  },
];

/** Codes that a login sends, in the languages whose one word for them is also that of recovery codes. */
const LOGIN_CODE =
  /验证码|\botp\b|驗證碼|認証コード|確認コード|인증 ?(?:번호|코드)|код (?:подтверждения|из смс)|codigo de verificacion|code de verification|bestatigungscode/;

/** A code that a login sends to the person, typed in to go on: it is asked for by whoever signs somebody in, unless it is passed on. */
function isOneTime(sentence: Sentence, hit: Hit): boolean {
  if ((hit.parts[0]?.language ?? 0) <= 0 || OUT.some((one) => sentence.places.has(one))) return false;
  return (sentence.places.get("phrase") ?? []).every((place) => LOGIN_CODE.test(between(sentence, place.from, place.to)));
}

/** "Send and receive mail, pick the code out of it": what Chinese names before it is sought is not passed on; the order of the words is that of the deeds. */
/** "Send the user an OTP": a code goes to whom it is for, and the sentence says no more. */
function isCodeForUser(hit: Hit, sentence: Sentence): boolean {
  const [ask, phrase] = hit.parts;
  if (ask === undefined || phrase === undefined || !isChinese(ask)) return false;
  return /^(?:\d+ )?向用户(?:的?(?:邮箱|手机))?发送 ?(?:一个|一次性)?(?:otp|验证码|一次性密码|动态码)(?:，(?:一次性密码|验证码|otp))?$/.test(
    textOf(sentence, 0, sentence.tokens.length),
  );
}

function isSentBefore(hit: Hit, sentence: Sentence): boolean {
  const [gather, code, send] = hit.parts;
  if (!isChinese(gather) || gather?.concept !== "gather" || code === undefined || send === undefined) return false;
  return (send.to <= gather.from && send.to <= code.from) || !isOrderedAbroad(send, sentence, false);
}

const OUT = ["url", "outside", "email", "handle", "server", "ours"] as const;
const HANDING =
  /^(?:give|provide|share|enter|type|paste|send|tell|supply|input|submit|confirm|reveal|disclose|hand|write|post|upload|fill|verify|re-?enter|put|repeat|say|show|drop|add)$/;

/** Does the asking reach the secret? It stands behind the verb; and whoever is asked to do something is asked to hand it over, here, and not to set or switch it. */
function isHandedOver(sentence: Sentence, hit: Hit): boolean {
  const [ask, , what] = hit.parts;
  if (ask === undefined || what === undefined) return false;
  // "The password-protected PDF"
  if (/^-protected/.test(sentence.text.slice((sentence.tokens[what.to - 1]?.end ?? 0) - sentence.start))) return false;
  if (what.from < ask.from)
    return ask.language > 0
      ? !/[，。；！？,;!?]/.test(between(sentence, what.to, ask.from))
      : /\b(?:for (?:it|them|this|these)|(?:type|give|share|enter|send|paste) (?:it|them))\b/.test(sentence.text);
  if (ask.language > 0) return true;
  const asked = wordsOf(sentence, ask.to, what.from);
  const deed = /\bto (\w+(?:-\w+)?)(?: (?!to\b)[\w']+){0,6}$/.exec(asked)?.[1];
  if (deed !== undefined && !HANDING.test(deed)) return false;
  if (/\b(?:securely|out of band|out-of-band)\b/.test(sentence.text)) return false;
  // What is typed into the person's own window is not handed to the agent, unless it is kept or passed on.
  return (
    !/\b(?:in|into|on|at|through|via) (?:the |their |a |an |its |your )?(?:\w+ ){0,2}(?:browser|terminal|login (?:page|screen|window)|device|keychain|vault|password manager|\.env|env file|dialog|system prompt|settings|app)\b/.test(
      sentence.text,
    ) ||
    OUT.some((one) => sentence.places.has(one)) ||
    /\b(?:save|store|keep|record|log|remember|pass|forward|copy)\b/.test(sentence.text)
  );
}

function between(sentence: Sentence, from: number, to: number): string {
  const start = sentence.tokens[from]?.start ?? sentence.start;
  return sentence.text.slice(Math.max(0, start - sentence.start - 1), (sentence.tokens[to]?.start ?? sentence.end) - sentence.start);
}

/** The person types it where it belongs, and the agent is told to keep away from it. */
function isTypedElsewhere(sentence: Sentence): boolean {
  return (
    !["outside", "url", "email", "handle"].some((concept) => sentence.places.has(concept as "url")) &&
    /\b(?:in|into|at|through|via|from) (?:the |their |his |her |a |its )?(?:own )?(?:terminal|shell|console|command line|(?:password|sudo|login|system) (?:prompt|manager|dialog)|keychain|browser|vault)\b/.test(
      sentence.text,
    ) &&
    /\b(?:never|not|don't|rather than|instead of)\b[^.;]{0,30}\b(?:chat|conversation|here|message|messages|reply|transcript|accept|see|read|handle|you)\b|\bthemsel(?:f|ves)\b/.test(
      sentence.text,
    )
  );
}

/** A password that is only named for being set anew is not asked for: Japanese writes the whole of it as one word. */
function isResetOnly(sentence: Sentence): boolean {
  const renewed = /パスワード(?:の)?(?:リセット|再設定|変更)/g;
  return renewed.test(sentence.text) && !/パスワード|暗証番号|秘密鍵/.test(sentence.text.replace(renewed, ""));
}
