import type { Report } from "../mark.ts";
import { findCommands } from "./commands.ts";
import { judgeText } from "./instructions.ts";
import { HOST_TAG } from "./meaning/forged.table.ts";
import { carries, checkPictures } from "./pictures.ts";

const PLAIN = { teaching: false, quoted: false };
/** Elements that only do something by an attribute need one: `Map<Base>` and `<object>` are types in running text. */
const ACTIVE = /<(?:script|iframe|form)\b|<(?:object|embed|meta|base|link)\s[^>]{0,400}=|\son[a-z]{3,20}\s*=|javascript:/i;
const UNSEEN =
  /(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*(?:0*\.\d+|[01])(?:px|pt|em|rem|%)?\s*(?:[;"']|!)|opacity\s*:\s*0(?:\.0\d*)?(?![.\d])|(?:^|[;"'\s])color\s*:\s*(?:white|#fff(?:fff)?|transparent|rgba?\([^)]{0,24},\s*0\s*\))|(?:left|top|text-indent)\s*:\s*-\d{3,5}(?:px|em|rem)|clip\s*:\s*rect\(0|(?:height|width|max-height)\s*:\s*0(?:px)?\s*[;"']|mso-hide)|<[a-z]{1,12}\s(?:[^>]{0,200}\s)?hidden(?=[\s=>])|<font\s[^>]{0,80}color\s*=\s*["']?(?:white|#fff)|aria-hidden\s*=\s*["']true/i;
const ADDRESSED =
  /\b(?:(?:agent|assistant|claude|gpt|llm|ai|model|bot)s?\b[^.!?\n]{0,40}\b(?:must|should|shall|always|never|please|will|need to|do|execute|run|send|note)|(?:you are|you must|you should always|as an ai|when you read this|if you are an? (?:ai|agent|llm|assistant)|note to (?:the )?(?:agent|assistant|ai|model)|instructions? (?:to|for) (?:the )?(?:agent|assistant|ai|model|llm)))\b/i;

/** A comment that calls its reader by name: "Assistant:", "AI agent,". */
const CALLED =
  /(?:^|\n)[^\S\n]*(?:(?:note|message|dear|hey|attention|hint|reminder)(?:\s*(?:to|for))?[\s:,-]*)?(?:the )?(?:ai |llm |coding |helpful )?(?:agent|assistant|claude|gpt|llm|model|bot|copilot|chatbot|ai)s?\s*[:,\u2014-]/i;
const SENDS =
  /\b(?:send|forward|e?mail|post|upload|copy|cc|bcc|transmit|share|submit|relay|export|deliver|push)\b[^!?]{0,160}(?:\bhttps?:\/\/|[\w.+-]@[a-z0-9-]{1,63}\.[a-z]|\bwebhook\b)/i;
const HARMLESS = /\b(?:never|do not|don't|must not|avoid)\b[^.!?]{0,60}\b(?:send|forward|mail|email|post|upload|copy|share)\b/i;

/** Does a comment order the agent to send something to an address? */
function sendsForAgent(words: string): boolean {
  return (CALLED.test(words) || ADDRESSED.test(words)) && SENDS.test(words) && !HARMLESS.test(words);
}

/** A piece of HTML in prose -> marks: comments and hidden elements are read as instructions, active elements are named. */
export function checkHtml(text: string, start: number, end: number, report: Report): void {
  for (const comment of text.matchAll(/<!--([\s\S]*?)(?:-->|$)/g)) {
    const words = comment[1] ?? "";
    const at = start + comment.index + 4;
    judgeText(words, (from, to) => [at + from, at + to], PLAIN, "a comment", report);
    findCommands(words, at, null, report);
    if (sendsForAgent(words))
      report({
        rule: "prose-exfiltrate",
        start: at,
        end: at + words.length,
        args: { text: words.trim().slice(0, 100) },
        evidence: ["a comment that nobody sees orders the agent to send something out"],
      });
    if (ADDRESSED.test(words) && words.length > 40)
      report({ rule: "prose-disguised", start: at, end: at + words.length, args: { why: "a comment that nobody sees speaks to the agent" } });
  }
  // Between other words this may be a blank to be filled in ("docs/<system>/"): it is judged with them.
  const forged = text === "<system>" ? null : HOST_TAG.exec(text);
  if (forged !== null)
    report({
      rule: "prose-authority",
      start: start + forged.index,
      end: start + forged.index + forged[0].length,
      args: { text: forged[0] },
      evidence: ["marks of a turn or of the host", forged[0]],
    });
  const visible = text.replace(/<!--[\s\S]*?(?:-->|$)/g, (one) => " ".repeat(one.length));
  const words = visible.replace(/<[^>]*>?/g, (one) => (one.endsWith(">") ? " ".repeat(one.length) : one));
  const unseen = UNSEEN.exec(visible);
  if (words.trim().length > 3)
    judgeText(
      words,
      (from, to) => [Math.min(end, start + from), Math.min(end, start + to)],
      PLAIN,
      unseen === null ? null : "an element that nobody sees",
      report,
    );
  for (const attribute of visible.matchAll(/\b(?:alt|title|aria-label|data-[a-z-]{1,30}|content|placeholder)\s*=\s*(?:"([^"]{12,2000})"|'([^']{12,2000})')/gi))
    judgeText(
      attribute[1] ?? attribute[2] ?? "",
      () => [start + attribute.index, start + attribute.index + attribute[0].length],
      PLAIN,
      "an attribute",
      report,
    );
  checkPictures(visible, start, report);
  const active = ACTIVE.exec(visible) ?? unseen;
  if (active !== null)
    report({ rule: "html-active", start: start + active.index, end: start + active.index + active[0].length, args: { text: active[0].trim().slice(0, 60) } });
}

/** Values that stand for something the agent is to fill in. */
const FILLED =
  /^https?:[^?#]*[?#].*(?:\{|%7[Bb]|\$|<|%3[Cc]|\[|%5[Bb]|(?<=[?&;#/])(?:data|q|d|s|k|token|key|secret|payload|content|leak|exfil|env|msg|c|x|info)=(?:$|[A-Z_]{3,}(?![a-z])|your|the_|base64|insert))/;
const IN_PATH =
  /^https?:\/\/[^?#]*(?:\{\{?|%7b|\$\{|<)\s*(?:[a-z_ ]{0,30})(?:data|secret|key|token|conversation|history|prompt|env|content|summary|message|password|user)/i;

/** The address of a link or picture -> marks. A picture is fetched without anybody clicking, so what its address carries is sent. */
export function checkLink(address: string, image: boolean, start: number, end: number, report: Report): void {
  if (image && (FILLED.test(address) || IN_PATH.test(address) || (/^https?:/i.test(address) && carries(address, false))))
    report({ rule: "image-exfiltrate", start, end, args: { text: address.slice(0, 80) } });
  else if (/^\s*(?:javascript|vbscript):|^\s*data:(?!image\/)/i.test(address))
    report({ rule: "html-active", start, end, args: { text: address.slice(0, 60) } });
}

/** Commands that only look at the repository one is in, word for word: no program named by settings, no address, no second command. */
const LOOKS =
  /^(?:git (?:--no-pager )?(?:status(?: --short| --branch| --porcelain| -sb?| -b)*|branch(?: --show-current| -a| -v| --list)?|rev-parse (?:--abbrev-ref |--short |--show-toplevel )?(?:HEAD)?|log(?: --oneline)?(?: -n? ?\d{1,3})?|remote -v|describe --tags(?: --abbrev=0)?)|pwd|date(?: \+["']?[%\w: -]{1,30}["']?)?|ls(?: -[alh1]{1,4})?|uname(?: -[asmr]{1,3})?|node --version|node -v|python3? --version)(?: 2>\/dev\/null)?(?: \| (?:(?:head|tail) (?:-n ?|-)\d{1,3}|wc -l))?$/;
const MOST_LOOKED = 20;

/** The text itself, unparsed -> marks for what a renderer drops or a host runs: script addresses, load-time commands, comments made of references, blank padding. */
export function checkRaw(text: string, base: number, report: Report): void {
  const mark = (rule: "html-active" | "load-time-command" | "prose-padding", found: RegExpExecArray | null, length = found?.[0].length ?? 0): void => {
    if (found !== null)
      report({
        rule,
        start: base + found.index,
        end: base + found.index + length,
        ...(rule === "prose-padding" ? {} : { args: { text: found[0].trim().slice(0, 80) } }),
      });
  };
  mark("html-active", /\]\(\s*<?\s*(?:(?:javascript|vbscript):|data:(?!image\/))/i.exec(text) ?? /<(?:javascript|vbscript|data):[^>\s]/i.exec(text));
  const loading = [...text.matchAll(/(?:^|[\s(])!`([^`\n]{1,400})`/gm)];
  mark("load-time-command", loading.find(([, command = ""]) => !LOOKS.test(command.trim())) ?? /^```!\s*$/m.exec(text));
  for (const looked of loading.slice(0, MOST_LOOKED))
    if (LOOKS.test((looked[1] ?? "").trim()))
      report({
        rule: "load-time-command",
        start: base + looked.index,
        end: base + looked.index + looked[0].length,
        args: { text: looked[0].trim().slice(0, 80) },
        disposition: "warn",
        severity: "low",
      });
  for (const comment of text.matchAll(
    /^\[[^\]\n]{0,60}\]:[ \t]*(?:#|<>|[^\s]{0,60})[ \t]+(?:\(([^)\n]{10,1000})\)|"([^"\n]{10,1000})"|'([^'\n]{10,1000})')/gm,
  )) {
    const start = base + comment.index;
    judgeText(comment[1] ?? comment[2] ?? comment[3] ?? "", () => [start, start + comment[0].length], PLAIN, "a link reference", report);
  }
  mark("prose-padding", /\S(?:[ \t\u00a0\u3000]{200,}|(?:[ \t]*\r?\n){60,}[ \t]*)\S/.exec(text), 1);
}
