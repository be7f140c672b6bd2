import type { Report } from "../mark.ts";
import { findCommands } from "./commands.ts";
import { judgeText } from "./instructions.ts";
import { TEACHING } from "./told.ts";

/** A stretch of a file that is written for readers and not for machines: [from, to). */
type Stretch = Readonly<{ from: number; to: number }>;
type Spoken = "data" | "hash" | "slash";

/**
 * Data and code are read by the agent, too, but what they say is addressed to nobody; a comment that describes an upload orders none.
 * Only words that speak to a model, or of its instructions, can be an order to it.
 */
const ADDRESSED =
  /\b(?:assistants?|(?:ai|coding|llm|autonomous) (?:agents?|models?|systems?)|(?:the|this|any|dear|every) (?:agent|model|llm|chatbot)|agents?[:,]|as an ai|claude|chatgpt|copilot|codex|gemini|language models?|(?:note|message|instructions?|hint) (?:to|for) (?:the )?(?:ai|agents?|models?|llms?)|you are now|(?:previous|prior|earlier|original|system|above) (?:instructions|prompts?|rules|directives)|instructions (?:you|that) (?:were|have))|助手|智能体|大模型|アシスタント|エージェント|어시스턴트|에이전트|ассистент|агент|помощник|асистент|asistente|assistente|assistenz|assistenten|asystent|asistan|المساعد|الوكيل|सहायक|एजेंट|trợ lý/iu;
const PIECE = 8_000;
const OVERLAP = 400;

/** Text of a file that is no document -> marks for the orders in it that speak to an agent: cells and values of data, comments and docstrings of code. */
export function checkAddressed(path: string, source: string, spoken: Spoken, report: Report): void {
  const isEscaped = spoken === "data" && /\\u[0-9a-f]{4}/i.test(source);
  const text = spoken === "data" ? unquoted(isEscaped ? unescaped(source) : source) : source;
  if (!ADDRESSED.test(text)) return;
  // Resolved escapes move what stands behind them; the finding then names the file.
  const say: Report = isEscaped ? (mark) => report({ ...mark, start: 0, end: Math.min(source.length, 200) }) : report;
  for (const { from, to } of spoken === "data" ? paragraphsOf(text) : commentsOf(text, spoken)) {
    const raw = text.slice(from, to);
    if (!ADDRESSED.test(raw)) continue;
    // Comment marks are no part of what is said; places stay as they are.
    const words = spoken === "data" ? raw : raw.replace(/^[ \t]*(?:#|\/\/|\*|\/\*)+|["']{3}|\*\/$/gm, (one) => " ".repeat(one.length));
    const teaching = TEACHING.test(path) || TEACHING.test(words.slice(0, 400));
    findCommands(words, from, teaching ? "note" : null, ordered(say), true);
    judgeText(words, (start, end) => [from + start, Math.min(to, from + end)], { teaching, quoted: teaching }, null, say);
  }
}

/** Versions are the matter of what installs, not of who mentions it. */
function ordered(report: Report): Report {
  return (mark) => {
    if (mark.rule !== "unpinned-install") report(mark);
  };
}

/** Escapes of JSON and YAML as what they stand for. */
function unescaped(text: string): string {
  return text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** A value ends where its quotation mark closes; every place stays where it is. */
function unquoted(text: string): string {
  return text.replace(/\\[nrt]/g, "\n ").replace(/\\?"/g, (one) => "\n".padStart(one.length, " "));
}

/** Stretches between empty lines, in pieces of a few thousand characters that end with a line; where there is none, they overlap. */
function paragraphsOf(text: string): readonly Stretch[] {
  const found: Stretch[] = [];
  let from = 0;
  while (from < text.length) {
    const blank = text.indexOf("\n\n", from);
    let to = blank < 0 ? text.length : blank;
    if (to - from > PIECE) {
      const line = text.lastIndexOf("\n", from + PIECE);
      to = line > from ? line : from + PIECE;
    }
    if (to > from) found.push({ from, to });
    const isCut = to < text.length && text.charCodeAt(to) !== 10;
    from = isCut ? to - OVERLAP : Math.max(to, from + 1);
  }
  return found;
}

/** Comments and docstrings. Lexical on purpose: a mark inside of a string shows a stretch too much, never one too few. */
function commentsOf(text: string, spoken: "hash" | "slash"): readonly Stretch[] {
  const found: Stretch[] = [];
  const [lineMark, blocks] = spoken === "hash" ? (["#", ['"""', "'''"]] as const) : (["//", ["/*"]] as const);
  for (let at = 0; at < text.length; ) {
    const block = blocks.find((mark) => text.startsWith(mark, at));
    if (block !== undefined) {
      const close = text.indexOf(block === "/*" ? "*/" : block, at + block.length);
      const to = close < 0 ? text.length : close + block.length;
      found.push({ from: at, to });
      at = to;
    } else if (text.startsWith(lineMark, at)) {
      const line = text.indexOf("\n", at);
      const to = line < 0 ? text.length : line;
      const last = found.at(-1);
      // Lines of comment that follow each other say one thing.
      if (last !== undefined && to - last.from < PIECE && text.slice(last.to, at).trim() === "") found[found.length - 1] = { from: last.from, to };
      else found.push({ from: at, to });
      at = to;
    } else at++;
  }
  return found;
}
