import type { Report } from "../mark.ts";
import { isMixed } from "../text/scripts.ts";
import { normalise } from "../text/normalise.ts";
import { lineStartsOf } from "../text/positions.ts";
import { findCommands } from "./commands.ts";
import { type Part, partsOf } from "./markdown.ts";
import { FRAMING, INSTRUCTIONS } from "./instructions.table.ts";
import { readFrontmatter } from "./frontmatter.ts";

/** Reads a piece of JavaScript found in prose; the scan hands it in, so that fences are read as files are. */
export type ReadCode = (language: string, text: string, base: number, report: Report) => boolean;

const RUN =
  /\b(?:run|execute|paste|enter|type|invoke|launch|start|use|call|eval(?:uate)?|apply|perform|do|issue|copy)\b|\b(?:ejecut|ausf[uü]hr|ex[eé]cut|esegu|execut)[a-z]*|运行|执行|実行|실행|выполн|запуст/i;
const NOT_RUN =
  /\b(?:never|do not|don't|must not|should not|avoid|not to)\b[^.,;:!?]{0,40}\b(?:run|runn?ing|execut\w{0,4}|use|using|paste|pasting|do|write|copy|pipe|piping|install\w{0,4}|trust)\b|\b(?:malicious|attack(?:er|s)?|dangerous|unsafe|vulnerable|insecure|anti-?pattern|red flags?|suspicious|reject|refuse|examples? of what not|what not to)\b/i;
const TEACHING = /\b(?:attacks?|threats?|malicious|anti-?patterns?|red flags?|what not to|vulnerabilit|injections?|unsafe|insecure|bad examples?)\b/i;
const SHELL = /^(?:sh|bash|zsh|fish|shell|console|terminal|shell-session|shellsession|ksh|powershell|ps1|pwsh|cmd|bat|batch)$/i;
const SCRIPT = /^(?:js|javascript|mjs|cjs|node|nodejs|jsx|ts|typescript|tsx|mts|cts)$/i;

/** Markdown (or plain text) of a skill -> marks for what it tells an agent to do, what it hides, and the code it tells the agent to run. */
export function checkProse(text: string, readCode: ReadCode, report: Report): Readonly<Record<string, unknown>> {
  const front = readFrontmatter(text, report);
  const data = front?.data ?? {};
  for (const value of wordsOf(data)) instructions(value, 0, front?.end ?? 0, false, report);
  const body = front === null ? text : text.slice(front.end);
  const base = front === null ? 0 : front.end;
  const starts = lineStartsOf(body).map((at) => at + base);
  const place = (part: Part): readonly [number, number] => [
    starts[part.from] ?? base,
    part.to === 0 ? (starts[part.from] ?? base) + 1 : (starts[part.to] ?? text.length),
  ];
  for (const part of partsOf(body)) checkPart(part, place(part), readCode, report);
  rawText(body, base, report);
  return data;
}

function checkPart(part: Part, [start, end]: readonly [number, number], readCode: ReadCode, report: Report): void {
  switch (part.kind) {
    case "prose":
      instructions(part.text, start, end, TEACHING.test(part.heading), report);
      findCommands(part.text, start, NOT_RUN.test(part.text) || TEACHING.test(part.heading) ? "note" : null, report);
      return;
    case "hidden":
      instructions(part.text, start, end, false, report);
      return;
    case "html":
      html(part.text, start, end, report);
      return;
    case "inline-code":
      findCommands(part.text, start, NOT_RUN.test(part.said) || TEACHING.test(part.heading) ? "note" : null, report);
      listPrograms(part.text, part.said, start, end, report);
      return;
    case "link":
      link(part, start, end, report);
      return;
    case "code":
      code(part, start, readCode, report);
  }
}

function code(part: Extract<Part, { kind: "code" }>, start: number, readCode: ReadCode, report: Report): void {
  const language = (part.info.split(/[\s{,:]/)[0] ?? "").toLowerCase();
  const context = normalise(part.said);
  const isExample = NOT_RUN.test(context) || TEACHING.test(part.heading);
  const isTold = !isExample && RUN.test(context);
  if (SCRIPT.test(language)) {
    const kept: Parameters<Report>[0][] = [];
    const complete = readCode(language, part.text, start, (mark) => kept.push(mark));
    if (isTold) {
      for (const mark of kept) if (!mark.rule.startsWith("unread-")) report(mark);
      if (!complete) report({ rule: "fence-unread", start, end: start + 1, args: { language } });
    } else
      for (const mark of kept.slice(0, 3))
        if (!mark.rule.startsWith("unread-") && mark.disposition === undefined)
          report({ rule: "example-code", start: mark.start, end: mark.end, args: { text: mark.rule }, evidence: [mark.rule] });
    return;
  }
  findCommands(part.text, start, isExample ? "note" : null, report);
  if (language === "" || /^(?:text|txt|plain|plaintext|md|markdown|prompt|example|json|yaml)$/.test(language)) {
    // A block labelled as text is still read by an agent that is told to follow it.
    if (isTold || /\b(?:follow|obey|instructions?)\b/.test(context)) instructions(part.text, start, start + part.text.length, isExample, report);
  }
  if (SHELL.test(language) && !isExample) listLines(part.text, start, report);
}

function listLines(text: string, start: number, report: Report): void {
  let at = start;
  for (const line of text.split("\n")) {
    listPrograms(line.replace(/^\s*[$>#]\s+/, ""), "run", at, at + line.length, report);
    at += line.length + 1;
  }
}

function instructions(text: string, start: number, end: number, teaching: boolean, report: Report): void {
  const sentences = normalise(text).match(/[^.!?。！？]+(?:[.!?。！？]+(?!\s|$)[^.!?。！？]*)*[.!?。！？]*/g) ?? [];
  let before = "";
  for (const sentence of sentences) {
    const window = sentence.slice(0, 2_000);
    for (const { rule, pattern } of INSTRUCTIONS) {
      const hit = pattern.exec(window) ?? pattern.exec(`${before}${window}`.slice(-2_400));
      if (hit === null || isFramed(rule, window, before, hit, teaching)) continue;
      report({ rule, start, end, args: { text: hit[0].trim().slice(0, 100) }, evidence: [hit[0].trim().slice(0, 160)] });
      break;
    }
    before = window.slice(-300);
  }
  if (/[^\p{ASCII}]/u.test(text)) {
    const mixed = text.match(/[\p{L}\p{M}]{3,}/gu)?.find(isMixed);
    if (mixed !== undefined) report({ rule: "mixed-script", start, end, args: { name: mixed.slice(0, 40) } });
  }
}

/**
 * Is the sentence about an attack instead of being one? Words of teaching in the same clause before the match, a match in
 * quotation marks that something introduces, or a section whose heading is about attacks. A command to conceal begins
 * with "do not" itself, so what stands inside of the match never counts; nor does another clause ("do not worry, ...").
 */
function isFramed(rule: string, sentence: string, before: string, hit: RegExpExecArray, teaching: boolean): boolean {
  const words = hit[0].trim();
  const at = sentence.indexOf(words);
  const lead = at < 0 ? before : sentence.slice(0, at);
  const rest = at < 0 ? "" : sentence.slice(at + words.length);
  const isQuoted = /["'`(][^"'`]{0,40}$/.test(lead) && /^[^"'`]{0,80}["'`)]/.test(rest);
  const around = `${lead} ${rest}`;
  if (FRAMING.test(lead.split(/[,;\u2014]|\b(?:and|then|but)\b/).at(-1) ?? "")) return true;
  if (isQuoted && (FRAMING.test(around) || FRAMING.test(before))) return true;
  if (teaching && (isQuoted || FRAMING.test(around))) return true;
  return (
    rule === "prose-override" &&
    /\b(?:ignore|skip|drop|forget|discard|disregard)\b (?:the |any )?(?:previous|prior|earlier|existing|original|former|current|initial|other|above) (?:value|result|row|line|entry|column|item|state|commit|version|message id|context lines?)/.test(
      words,
    )
  );
}

function html(text: string, start: number, end: number, report: Report): void {
  for (const comment of text.matchAll(/<!--([\s\S]*?)(?:-->|$)/g)) {
    instructions(comment[1] ?? "", start, end, false, report);
    findCommands(comment[1] ?? "", start, null, report);
  }
  const words = text.replace(/<!--[\s\S]*?(?:-->|$)/g, "").replace(/<[^>]*>/g, " ");
  if (words.trim().length > 3) instructions(words, start, end, false, report);
  const active =
    /<(?:script|iframe|object|embed|form|meta|base|link)\b|\son[a-z]{3,}\s*=|javascript:|(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*[01](?:px|pt|em)?\b|opacity\s*:\s*0(?![.\d])|color\s*:\s*(?:white|#fff(?:fff)?|transparent)\b)|<[a-z]+[^>]*\shidden\b/i.exec(
      text,
    );
  if (active !== null) report({ rule: "html-active", start, end, args: { text: active[0].trim().slice(0, 60) } });
}

function link(part: Extract<Part, { kind: "link" }>, start: number, end: number, report: Report): void {
  if (
    part.image &&
    /^https?:[^?#]*[?#].*(?:\{|%7b|\$|<|%3c|\[|%5b|(?:data|q|d|token|key|secret|payload|content|leak|exfil|env|msg)=(?:$|[A-Z_]{3,}\b|your|the|base64|insert))/i.test(
      part.text,
    )
  )
    report({ rule: "image-exfiltrate", start, end, args: { text: part.text.slice(0, 80) } });
  else if (/^\s*(?:javascript|vbscript):|^\s*data:(?!image\/)/i.test(part.text))
    report({ rule: "html-active", start, end, args: { text: part.text.slice(0, 60) } });
}

const OWN_WORDS =
  /^(?:the|a|an|and|or|if|then|else|fi|do|done|for|while|in|case|esac|cd|echo|export|set|true|false|exit|return|local|function|source|test|\[|#|\/\/|[A-Z_]+=)/;

/** Plain commands are listed so that a person sees what the agent will run; they add nothing to the verdict. */
function listPrograms(line: string, said: string, start: number, end: number, report: Report): void {
  const program = /^\s*([a-z][a-z0-9._+-]{1,30})(?=\s+[\w./{~$"'-]|\s*$)/.exec(line)?.[1];
  // The skill's own scripts are read themselves; running them needs nothing more.
  if (/^\s*node\s+(?:\{baseDir\}\/|\.\/)?[\w-]+(?:\/[\w.-]+)*\.[cm]?[jt]s\b/.test(line)) return;
  if (program === undefined || OWN_WORDS.test(program) || !RUN.test(said) || (said !== "run" && !/\s/.test(line.trim()))) return;
  report({ rule: "command-listed", start, end, args: { name: program }, permission: { kind: "process", value: program } });
}

/** Marks by which hosts tell whose turn it is: in a skill they can only be forged. */
const FORGED =
  /<\/?(?:system|system-reminder|tool_result|function_results|im_start|im_end|developer)>|<\|(?:im_start|im_end|system|user|assistant|endoftext)\|>|\[\/?INST\]|<<\/?SYS>>/;

function rawText(text: string, base: number, report: Report): void {
  const forged = FORGED.exec(text);
  if (forged !== null) report({ rule: "prose-authority", start: base + forged.index, end: base + forged.index + forged[0].length, args: { text: forged[0] } });
  const address = /\]\(\s*<?\s*(?:(?:javascript|vbscript):|data:(?!image\/))/i.exec(text) ?? /<(?:javascript|vbscript|data):[^>\s]/i.exec(text);
  if (address !== null) report({ rule: "html-active", start: base + address.index, end: base + address.index + address[0].length, args: { text: address[0] } });
  const bang = /(?:^|[\s(])!`[^`\n]{1,400}`/m.exec(text) ?? /^```!\s*$/m.exec(text);
  if (bang !== null)
    report({ rule: "load-time-command", start: base + bang.index, end: base + bang.index + bang[0].length, args: { text: bang[0].trim().slice(0, 80) } });
  for (const comment of text.matchAll(/^\[[^\]\n]{0,60}\]:[ \t]*(?:#|<>|[^\s]{0,60})[ \t]+(?:\(([^)\n]{10,1000})\)|"([^"\n]{10,1000})"|'([^'\n]{10,1000})')/gm))
    instructions(comment[1] ?? comment[2] ?? comment[3] ?? "", base + comment.index, base + comment.index + comment[0].length, false, report);
  const padding = /\S(?:[ \t\u00a0\u3000]{200,}|(?:[ \t]*\r?\n){60,})[ \t]*\S/.exec(text);
  if (padding !== null) report({ rule: "prose-padding", start: base + padding.index, end: base + padding.index + 1 });
}

function wordsOf(value: unknown, depth = 0): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || depth > 8) return [];
  return Object.values(value).flatMap((one) => wordsOf(one, depth + 1));
}
