import type { Frame } from "./frame.ts";
import { isAsked } from "./sending.ts";
import type { Sentence } from "./sentences.ts";
import { said } from "./words.ts";

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
      /^(?:ask|prompt|request|demand|require) (?:for )?(?:the |a |their |your |his |her )?(?:user's |wallet's |customer's |owner's )?(?:wallet |login |sudo |root |admin |system |bank )?(?:private keys?|seed|passwords?|credit card|cvv|login password|bank)/.test(
        said(sentence, hit),
      ) &&
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
    when: isAsked,
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
        !/\b(?:tokens? (?:count|usage|used|budget)|count|number of tokens|placeholder|name of|redact|mask|\*\*\*)/.test(sentence.text)
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
