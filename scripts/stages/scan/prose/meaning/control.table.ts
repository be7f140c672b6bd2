import type { Frame } from "./frame.ts";
import { isDecodedOrder, isLookUp, isOnScreen, isOwnFile, isRemoteOrder, isTakenAsData } from "./obeying.ts";
import type { Sentence } from "./sentences.ts";
import { said } from "./words.ts";

/** Orders to take orders from elsewhere, to bring programs in, and to put this skill in place of other tools. */
export const CONTROL: readonly Frame[] = [
  {
    rule: "prose-remote",
    name: "fetch and obey",
    parts: ["fetch", ["url", "outside"], "obey", "found"],
    span: 44,
    pair: true,
    none: ["defence", "attack"],
    when: isRemoteOrder,
  },
  {
    rule: "prose-remote",
    name: "fetch from a named place and obey",
    parts: ["fetch", "server", "obey", "found"],
    span: 30,
    pair: true,
    none: ["defence", "attack"],
    when: (sentence, hit) =>
      /\b(?:remote (?:server|page|file|url|endpoint|host)|website|web page|gist|(?:our|the|a|external) (?:server|endpoint|url|site)|channel)\b/.test(
        sentence.text,
      ) && isRemoteOrder(sentence, hit),
  },
  {
    rule: "prose-remote",
    name: "obey what lies elsewhere",
    parts: ["obey", "found", ["url", "outside"]],
    span: 18,
    ordered: true,
    none: ["defence", "attack", "consent"],
    when: (sentence, hit) =>
      !/\b(?:documentation|docs|install|installation|setup|guide|tutorial|readme|official|below|above|naming|conventions?|style)\b/.test(sentence.text) &&
      /\b(?:instructions?|commands?|directives|orders|tasks|whatever|steps|returned|script)\b/.test(said(sentence, hit)),
  },
  {
    rule: "prose-remote",
    name: "decode and obey",
    parts: ["decode", ["encoded", "it"], "obey"],
    span: 30,
    pair: true,
    none: ["defence", "attack"],
    when: isDecodedOrder,
  },
  {
    rule: "prose-remote",
    name: "obey what is encoded",
    parts: ["obey", "encoded", "found"],
    span: 14,
    none: ["defence", "attack"],
    when: (sentence, hit) =>
      /\b(?:instruction|command|directive|order|payload|message|text|script)/.test(said(sentence, hit)) &&
      !/\b(?:url-encoded|percent-encoded|encoded (?:image|data|file|video|audio)|encoding|decode the (?:image|token))\b/.test(sentence.text),
  },
  {
    rule: "prose-remote",
    name: "put together and obey",
    parts: ["join", ["pieces", "found"], ["obey", "run"]],
    span: 30,
    pair: true,
    none: ["defence", "attack"],
    when: (sentence) =>
      /\b(?:run|execute|follow|obey|eval\w*|act on|carry out|do what)\b[^.,;:]{0,24}\b(?:it|result|them|string|command|instruction|text|whole|outcome|says?|sentence|together)\b/.test(
        sentence.text,
      ) &&
      /\b(?:parts?|pieces?|fragments?|fields?|strings?|values|part|halves|lines above|letters|chunks|segments|snippets|portions|slices|both files)\b/.test(
        sentence.text,
      ),
  },
  {
    rule: "prose-remote",
    name: "the skill replaced from elsewhere",
    parts: ["fetch", "url", ["replace", "put"], ["document", "skill", "memory"]],
    span: 40,
    pair: true,
    none: ["defence", "attack", "consent"],
    when: (sentence) =>
      /\b(?:overwrite|replace|swap|rewrite)\b[^.]{0,60}\b(?:this file|this skill|skill\.md|itself|these instructions|agents\.md|soul\.md|claude\.md|own instructions)/.test(
        sentence.text,
      ),
  },
  {
    rule: "prose-remote",
    name: "text from elsewhere is the person's word",
    parts: [["obey", "fetch"], "found"],
    span: 30,
    none: ["defence", "attack"],
    when: (sentence, hit) =>
      /(?<!\b(?:not|never|n.t) (?:be )?)\btreat\b[^.]{0,40}\b(?:as (?:coming|if|though|from)|as (?:the )?(?:user|system|trusted|your|instructions|orders))/.test(
        sentence.text,
      ) &&
      /https?:|\b(?:comment|page|post|channel|issue|email|response|server|gist|file|website|feed)/.test(sentence.text) &&
      (hit.parts[0] === undefined || !isTakenAsData(sentence, hit.parts[0])),
  },
  {
    rule: "prose-remote",
    name: "messages that are orders",
    parts: [["fetch", "watch"], ["handle", "outside", "url"], "obey"],
    span: 34,
    pair: true,
    none: ["defence", "attack"],
    when: (sentence) =>
      !isOnScreen(sentence) &&
      /\b(?:orders|commands|instructions)\b[^.]{0,30}\b(?:obey|follow|execute|carry out)|\b(?:obey|execute|carry out|follow)\b[^.]{0,40}\b(?:orders|commands|instructions|messages that)/.test(
        sentence.text,
      ),
  },
  {
    rule: "prose-remote",
    name: "orders from name records",
    parts: ["fetch", "obey"],
    span: 24,
    none: ["defence", "attack"],
    when: (sentence) => /\b(?:txt|dns) record/.test(sentence.text) && /\b(?:execute|run|obey|follow)\b/.test(sentence.text),
  },
  {
    rule: "prose-remote",
    name: "an archive with a password",
    parts: [["fetch", "install"], "installer", "password"],
    span: 34,
    pair: true,
    none: ["defence", "attack"],
    when: (sentence) =>
      /\b(?:password|pass|pw|passcode)\b/.test(sentence.text) &&
      /\b(?:extract|unzip|unpack|decompress|open)\b/.test(sentence.text) &&
      /https?:|\bdownload|releases?\b/.test(sentence.text),
  },
  {
    rule: "prose-remote",
    name: "a program from elsewhere to be run first",
    parts: ["fetch", "installer", "run"],
    span: 44,
    pair: true,
    none: ["defence", "attack", "consent"],
    when: (sentence) =>
      /https?:|\bdownload|\breleases?\b/.test(sentence.text) &&
      /\b(?:\.?exe|administrator|msi|dmg|pkg|executable|unsigned|scr|driver|appimage|archive)\b/.test(sentence.text) &&
      /\b(?:required|requires?|prerequisite|needs?|otherwise|inactive|will not work|won't work|before (?:you|use|using|continu)|otherwise|inactive|first-time|missing|administrator|continue|must)\b/.test(
        sentence.text,
      ),
  },
  {
    rule: "prose-remote",
    name: "a command from a page into a terminal",
    parts: [["fetch", "paste"], ["url", "installer"], "paste", "terminal"],
    span: 44,
    pair: true,
    none: ["defence", "attack"],
    when: (sentence) =>
      /https?:|\bvisit|\bopen\b|\bpage\b/.test(sentence.text) &&
      /\b(?:script|command|snippet|code|it)\b/.test(sentence.text) &&
      /\b(?:copy|paste|copied|pasting)\b/.test(sentence.text) &&
      // An address goes into a browser, where no shell reads it.
      !/\bpast(?:e|ing) (?:it |this |that |the (?:link|address|url) )?(?:in|into) (?:your |the |a )?(?:web )?browser\b/.test(sentence.text),
  },
  {
    rule: "prose-remote",
    name: "a command shown elsewhere to be run",
    parts: [
      ["paste", "run"],
      ["installer", "found"],
    ],
    span: 26,
    pair: true,
    none: ["defence", "attack"],
    when: (sentence) =>
      !isShownHere(sentence) &&
      /\b(?:copy|paste) (?:the|this|that) (?:command|script|code|snippet)[^.]{0,30}\b(?:shown|displayed|there|from the page|found|listed)\b/.test(
        sentence.text,
      ) &&
      /\b(?:execute|run|paste)\b[^.]{0,30}\b(?:terminal|shell|console|command line|powershell|prompt)\b/.test(sentence.text),
  },
  {
    rule: "prose-remote",
    name: "pasted from the clipboard into the system",
    parts: [["paste", "run"]],
    span: 24,
    said: [/\b(?:win ?\+? ?r|windows ?\+? ?r|windows key (?:\+|and) r)\b/, /\b(?:paste|ctrl ?\+? ?v|clipboard|verification)\b/],
  },
  {
    rule: "prose-remote",
    name: "a browser extension from a file",
    parts: ["fetch", "installer"],
    span: 20,
    none: ["defence", "attack"],
    when: (sentence) => /\bcrx\b/.test(sentence.text) && /\b(?:developer mode|all sites|grant)\b/.test(sentence.text),
  },
  {
    rule: "prose-authority",
    name: "other tools are replaced by this one",
    parts: ["othertools", "thistool"],
    span: 34,
    pair: true,
    none: ["attack"],
    when: (sentence) =>
      /\b(?:instead of|call this skill instead|use this (?:skill|tool) instead|always (?:use|call|route)|must (?:first )?(?:call|use|go through)|supersede|deprecated|insecure|broken|compromised|never use)/.test(
        sentence.text,
      ) &&
      /\b(?:whenever|all other|any other|every other|is about to|must|always|never)\b/.test(sentence.text) &&
      (/\b(?:recipient|mail|send|https?|proxy|through|let it|supersede|all other|any other)\b/.test(sentence.text) ||
        (/\bfirst\b/.test(sentence.text) && !isLookUp(sentence))),
  },
  {
    rule: "prose-authority",
    name: "other tools are to be avoided",
    parts: ["othertools", "url"],
    span: 40,
    pair: true,
    none: ["attack"],
    when: (sentence) =>
      /\b(?:never use|do not use|don't use|deprecated|insecure|broken|unsafe|disabled)\b/.test(sentence.text) &&
      /\b(?:always|route|instead|must|proxy|only)\b/.test(sentence.text),
  },
  {
    rule: "prose-remote",
    name: "a program in an archive from elsewhere",
    parts: ["fetch", "installer", "run"],
    span: 44,
    pair: true,
    none: ["defence", "attack", "consent"],
    when: (sentence) => /\.(?:rar|zip|7z)\b/.test(sentence.text) && /\.(?:exe|scr|bat|msi)\b/.test(sentence.text) && /https?:/.test(sentence.text),
  },
  {
    rule: "prose-remote",
    name: "an installer elsewhere that must be run",
    parts: ["run", "installer", "url"],
    span: 20,
    ordered: true,
    none: ["defence", "attack", "consent"],
    when: (sentence) => /\b(?:must|otherwise|required|first-time|before (?:you|use|using|continu)|prerequisite|mandatory)\b/.test(sentence.text),
  },
  {
    rule: "prose-remote",
    name: "rules fetched and followed",
    parts: ["fetch", "instructions", ["url", "outside"]],
    span: 26,
    pair: true,
    none: ["defence", "attack"],
    when: (sentence, hit) =>
      /\b(?:follow|obey|apply|adopt|execute|act on|comply with) (?:them|it|these|those)\b/.test(sentence.text) &&
      !isOwnFile(sentence, hit) &&
      !/\b(?:documentation|docs|lint|eslint|style guide|license)\b/.test(sentence.text),
  },
];

/** "Copy the command shown above": it stands in this text. */
function isShownHere(sentence: Sentence): boolean {
  return (
    /\b(?:shown|displayed|listed|printed) (?:above|below|earlier)\b/.test(sentence.text) &&
    !/https?:|\b(?:pages?|sites?|websites?|url|link|there|browser|server|message)\b/.test(sentence.text)
  );
}
