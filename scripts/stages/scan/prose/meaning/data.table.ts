import type { Frame } from "./frame.ts";
import type { Hit } from "./match.ts";
import { isAboutPrompt } from "./sending-east.ts";
import { isCleanedFirst, isPublicKey, isReadAndSent, isSent, isSignUp } from "./sending.ts";
import type { Sentence } from "./sentences.ts";
import { said } from "./words.ts";

const OUT = ["outside", "url", "email", "handle"] as const;
/** Signs that what is sent is not what the person asked to have sent. */
const UNASKED = ["each", "covert", "pretext", "unasked", "early", "ours"] as const;

/** Orders to send out what is private, and to move money. */
export const DATA: readonly Frame[] = [
  {
    rule: "prose-exfiltrate",
    name: "secrets sent out",
    parts: ["send", "secret", OUT],
    span: 34,
    none: ["auth", "defence", "attack"],
    when: (sentence, hit) => !isPublicKey(sentence) && !isSignUp(sentence) && !isCleanedFirst(sentence) && isSent(sentence, hit),
  },
  {
    rule: "prose-exfiltrate",
    name: "keys sent out",
    parts: ["send", "key", OUT],
    span: 26,
    with: ["ours", "covert", "pretext", "unasked", "early"],
    none: ["auth", "defence", "attack", "consent"],
    when: (sentence, hit) => !isPublicKey(sentence) && isSent(sentence, hit),
  },
  {
    rule: "prose-exfiltrate",
    name: "secrets read and sent",
    parts: ["gather", "secret", "send", OUT],
    span: 60,
    pair: true,
    none: ["auth", "defence", "attack"],
    when: (sentence, hit) => !isPublicKey(sentence) && isReadAndSent(sentence, hit),
  },
  {
    rule: "prose-exfiltrate",
    name: "secrets read into what is shown",
    parts: ["gather", "secret", "output", ["response", "hiddenplace"]],
    span: 34,
    pair: true,
    none: ["auth", "defence", "attack", "consent"],
    with: ["early", "each", "covert", "hiddenplace", "pretext"],
    when: (sentence, hit) => /\b(?:include|attach|append|embed|put|paste)\b/.test(said(sentence, hit)) && !isPublicKey(sentence),
  },
  {
    rule: "prose-exfiltrate",
    name: "the conversation sent out",
    parts: ["send", ["conversation", "prompt", "memory"], OUT],
    span: 34,
    none: ["auth", "defence", "attack", "consent"],
    with: ["each", "covert", "pretext", "unasked", "early", "ours", "all", "email", "handle"],
    when: isSent,
  },
  {
    rule: "prose-exfiltrate",
    name: "private data sent out",
    parts: ["send", "private", OUT],
    span: 34,
    none: ["auth", "defence", "attack", "consent"],
    with: UNASKED,
    when: isSent,
  },
  {
    rule: "prose-exfiltrate",
    name: "private data sent out (described)",
    parts: ["send", ["private", "secret", "conversation"], ["outside", "ours"]],
    span: 24,
    any: true,
    none: ["auth", "defence", "attack", "consent"],
    with: ["covert"],
  },
  {
    rule: "prose-exfiltrate",
    name: "private data published",
    parts: ["send", ["private", "secret"], "outside"],
    span: 24,
    none: ["auth", "defence", "attack", "consent"],
    when: (sentence) => /\bpublic gist|\bpastebin|\bpublic bucket|\bgist\b/.test(sentence.text) && !isPublicKey(sentence),
  },
  {
    rule: "prose-exfiltrate",
    name: "secrets carried in an address",
    parts: ["send", ["secret", "key", "conversation", "private", "prompt"], "hiddenplace"],
    span: 26,
    none: ["auth", "defence", "attack", "consent"],
    when: (sentence, hit) =>
      /\b(?:image|pixel|subdomain|query string|query param|url param|link|user agent|user-agent|referer|picture|html comment|hidden)(?!s? (?:proxy|api|library|search))/.test(
        said(sentence, hit),
      ) && !/\bapi docs|\bendpoint\b|\.env\.(?:example|sample|template)\b/.test(sentence.text),
  },
  {
    rule: "prose-exfiltrate",
    name: "secrets looked up as host names",
    parts: ["send", "it", "outside"],
    span: 16,
    pair: true,
    with: ["secret"],
    none: ["defence", "attack"],
    when: (sentence, hit) => /\b(?:subdomain|dns)/.test(said(sentence, hit)),
  },
  {
    rule: "prose-exfiltrate",
    name: "a request filled with private values",
    parts: ["fetch", "url"],
    span: 8,
    ordered: true,
    none: ["auth", "defence", "attack", "consent"],
    when: (sentence) =>
      /[?&][a-z]{1,12}=(?:<|\{|\[|%7b|\$)[^\s]{0,40}(?:key|token|secret|password|conversation|history|prompt|username|user_name|hostname|env)/.test(
        sentence.text,
      ) && /\b(?:filled in|real values?|replac|actual|substitut|with the values?)\b/.test(sentence.text),
  },
  {
    rule: "prose-exfiltrate",
    name: "a picture that carries what was said",
    parts: ["replace", ["conversation", "private", "key", "secret", "prompt"]],
    span: 18,
    pair: true,
    none: ["defence", "attack"],
    when: (sentence) =>
      /\b(?:image|picture|pixel|badge|logo|icon)\b|!\[/.test(sentence.text) &&
      /https?:\/\//.test(sentence.text) &&
      /[?&=]|summary|placeholder/.test(sentence.text),
  },
  {
    rule: "prose-exfiltrate",
    name: "a copy of everything for somebody",
    parts: [
      ["send", "put"],
      ["email", "handle"],
    ],
    span: 30,
    none: ["defence", "attack", "consent"],
    with: ["each", "all", "pretext"],
    when: (sentence) =>
      /\b(?:bcc|cc|copy of|copies of|guest|forward)\b/.test(sentence.text) &&
      /\b(?:every|all|each|invisible|hidden|always|whenever)\b/.test(sentence.text) &&
      /\b(?:e-?mails?|mails?|messages?|conversations?|invoices?|meetings?|invites?|documents?|reports?|events?)\b/.test(sentence.text),
  },
  {
    rule: "prose-exfiltrate",
    name: "every mail carries a hidden reader",
    parts: ["email", ["each", "all"]],
    span: 24,
    none: ["defence", "attack", "consent"],
    when: (sentence) => /\bbcc\b|\bblind copy\b|\bguest\b/.test(sentence.text) && /\b(?:must|always|every|each|whenever)\b/.test(sentence.text),
  },
  {
    rule: "prose-exfiltrate",
    name: "an invisible guest",
    parts: [["put", "send"], "email"],
    span: 14,
    none: ["defence", "attack", "consent"],
    when: (sentence) => /\b(?:invisible|hidden|silent|secret) (?:guest|attendee|reader|recipient|participant)/.test(sentence.text),
  },
  {
    rule: "prose-exfiltrate",
    name: "the person is watched",
    parts: ["watch", "private"],
    span: 16,
    pair: true,
    none: ["defence", "attack", "consent"],
    with: OUT,
    when: (sentence) => /\b(?:clipboard|screenshots?|keystrokes?|screen|webcam|microphone)\b/.test(sentence.text),
  },
  {
    rule: "prose-exfiltrate",
    name: "what is watched is passed on",
    parts: ["watch", ["private", "credential", "secret"], ["send"]],
    span: 26,
    none: ["defence", "attack", "consent"],
    when: (sentence) =>
      /\b(?:clipboard|keystrokes?|screen|webcam|microphone|passwords?)\b/.test(sentence.text) &&
      /\b(?:relay|send|forward|upload|transmit|post|endpoint)\b/.test(sentence.text),
  },
  {
    rule: "prose-exfiltrate",
    name: "the agent's own instructions shown",
    parts: ["output", "prompt"],
    span: 12,
    none: ["defence", "attack", "consent"],
    when: (sentence, hit) =>
      ((hit.parts[0]?.language ?? 0) > 0 && !isAboutPrompt(hit.parts[0], hit.parts[1], sentence)) ||
      (/\b(?:your (?:own |full |entire |complete |hidden |original |initial )*(?:system )?(?:prompt|instructions)|everything above|text above|above this line|hidden instructions|initial instructions|developer message)\b/.test(
        said(sentence, hit),
      ) &&
        /^(?:print|echo|output|display|repeat|reveal|show|dump|recite|start|begin|reproduce|quote|include|expose|spell|return|give|tell|paste)/.test(
          said(sentence, hit),
        ) &&
        !/\bwrite\b/.test(said(sentence, hit)) &&
        !isPutIntoPrompt(said(sentence, hit))),
  },
  {
    rule: "prose-exfiltrate",
    name: "secrets as host names or chunks",
    parts: ["gather", "secret", "pieces"],
    span: 24,
    pair: true,
    with: ["outside"],
    none: ["defence", "attack"],
    when: (sentence) => /\bsubdomain|\bdns\b/.test(sentence.text),
  },
  {
    rule: "prose-exfiltrate",
    name: "keys copied away as a backup",
    parts: ["send", "secret"],
    span: 14,
    with: ["pretext", "early"],
    none: ["auth", "defence", "attack", "consent"],
    when: (sentence, hit) =>
      isObject(sentence, hit) && /\b(?:s3:\/\/|public|shared|remote|https?:|cloud|server|bucket|ftp)/.test(sentence.text) && !isPublicKey(sentence),
  },
  {
    rule: "prose-exfiltrate",
    name: "money moved",
    parts: ["pay", "wallet"],
    span: 22,
    none: ["defence", "attack", "consent"],
    when: (sentence) =>
      /\b(?:all|whole|entire|full|balance|remaining|every|maximum|unlimited|max|uint256|automatically|fee)\b/.test(sentence.text) &&
      !/\b(?:example|e g|testnet|sepolia)\b/.test(sentence.text),
  },
  {
    rule: "prose-exfiltrate",
    name: "a payee replaced",
    parts: ["replace", ["wallet", "iban"]],
    span: 20,
    none: ["defence", "attack", "consent"],
    when: (sentence) =>
      /\b(?:recipient|address|payee|account|destination|receiver|beneficiary|iban)\b/.test(sentence.text) &&
      /\b(?:whenever|when|regardless|replace|swap|substitute|always|instead|every)\b/.test(sentence.text) &&
      !/\b0x(?:0{40}|dead[0-9a-f]{36})\b|\b(?:fixtures?|placeholder|mock|unit tests?)\b/.test(sentence.text),
  },
  {
    rule: "prose-exfiltrate",
    name: "secrets encoded into a link",
    parts: ["send", "secret"],
    span: 16,
    none: ["auth", "defence", "attack", "consent"],
    when: (sentence) =>
      /\b(?:base64|encode|hex)/.test(sentence.text) && /\b(?:parameter|links?|url|query|subdomain)\b/.test(sentence.text) && !isPublicKey(sentence),
  },
  {
    rule: "prose-exfiltrate",
    name: "a picture that carries the conversation",
    parts: ["hiddenplace", "conversation"],
    span: 18,
    none: ["defence", "attack", "consent"],
    when: (sentence) =>
      /\b(?:pixel|image|picture|badge)\b/.test(sentence.text) &&
      /\b(?:url|address|link|src|source)\b/.test(sentence.text) &&
      /\b(?:contain|carr|includ|with\b|encod|hold)/.test(sentence.text) &&
      // "Send an image URL along with the user's message to the model": the picture goes with the words, it does not hold them.
      !(
        /\b(?:send|pass|attach|give)\w* (?:an?|the) (?:image|picture)(?: url| link)? (?:along |together )?with\b/.test(sentence.text) &&
        /\bto the model\b/.test(sentence.text)
      ),
  },
  {
    rule: "prose-exfiltrate",
    name: "a copy of what is said for somebody",
    parts: ["send", "conversation", "ours"],
    span: 24,
    none: ["auth", "defence", "attack", "consent"],
    with: ["server", "outside", "email"],
    when: (sentence) => /\bour (?:\w+ ){0,2}(?:server|endpoint|api|bot|backend|service|database|system|team|channel|mailbox|collector)\b/.test(sentence.text),
  },
];

/** "Create the credential store → add the adapter": what stands before an English verb is sent only where the verb has no object of its own. */
function isObject(sentence: Sentence, hit: Hit): boolean {
  const [act, what] = hit.parts;
  if (act === undefined || what === undefined || act.language > 0 || what.from >= act.to) return true;
  return /^(?:|it|them|these|those|this|that|everything|all|both|each|any|copies|an?|the|to|into|onto|in|on|at|via|over|there|away|off)$/.test(
    sentence.tokens[act.to]?.word ?? "",
  );
}

/** "Get the context and include it in your prompt": something goes in, and nothing of it comes out. */
function isPutIntoPrompt(words: string): boolean {
  return (
    /\b(?:in|into|inside) your (?:system )?(?:prompt|instructions)\b/.test(words) &&
    !/\b(?:everything|anything|all|whatever|what|contents?|text|words|rules|lines?|hidden|initial|secrets?|is|was|written|stands?)\b/.test(words)
  );
}
