import type { Report } from "../mark.ts";
import { findCommands, readCommandLine } from "./commands.ts";
import { judgeText } from "./instructions.ts";
import { type Stretch, textsIn } from "./texts.ts";
import { TEACHING } from "./told.ts";

type Spoken = "data" | "hash" | "shell" | "slash";

/**
 * Data and code are read by the agent, too, but what they say is addressed to nobody; a comment that describes an upload orders none.
 * Words that speak to a model, or of its instructions, can be an order to it.
 */
const ADDRESSED =
  /\b(?:assistants?|(?:ai|coding|llm|autonomous) (?:agents?|models?|systems?)|(?:the|this|any|dear|every) (?:agent|model|llm|chatbot)|agents?[:,]|as an ai|claude|chatgpt|copilot|codex|gemini|language models?|(?:note|message|instructions?|hint) (?:to|for) (?:the )?(?:ai|agents?|models?|llms?)|you are now|(?:previous|prior|earlier|original|system|above) (?:instructions|prompts?|rules|directives)|instructions (?:you|that) (?:were|have))|<(?:important|critical)>|\b(?:before|after|when|whenever|each time) (?:you )?(?:us(?:e|ing)|call(?:ing)?|invok(?:e|ing)) (?:this|any|the|another|other) (?:tool|function)s?\b|助手|智能体|大模型|アシスタント|エージェント|어시스턴트|에이전트|ассистент|агент|помощник|асистент|asistente|assistente|assistenz|assistenten|asystent|asistan|المساعد|الوكيل|सहायक|एजेंट|trợ lý/iu;
/** Pieces of words one of which is in whatever of this, or of what is asked for below, is ASCII: most data has none. No quotation mark and no escape stands inside of one. */
const MENTIONED =
  /assist|asist|asyst|agent|model|llm|chatbot|claude|chatgpt|copilot|codex|gemini| ai|(?:ai|coding|autonomous) system|you are now|instruction|prompt|rules|directive|<important|<critical|any tool|this tool|the tool|other tool|https?:/i;
const BEYOND_ASCII = /[^\u0000-\u007f]/;
const PIECE = 8_000;
const OVERLAP = 400;

/** Or which name an address together with what nobody sends there unasked, or with following what it says. */
const ORDERING =
  /https?:\/\/[^]{0,400}\b(?:instructions|follow|obey|terminal|paste|steps)\b|\b(?:ssh|id_rsa|\.env|aws|credentials?|seed phrase|recovery phrase|private keys?|passwords?|secrets?|tokens?|conversation|keychain)\b[^]{0,200}https?:\/\/|\busers?\b[^]{0,200}https?:\/\//i;
/** Examples of commands and lists of options show an address without ordering anything; as commands they are read elsewhere. */
const SHOWN = /\b(?:curl|wget|http(?:ie)?|usage)\b|(?:^|\s)--[a-z][\w-]*/im;

/** May these words be an order to the agent? */
export function speaks(text: string): boolean {
  return ADDRESSED.test(text) || (ORDERING.test(text) && !SHOWN.test(text));
}

/** Text of a file that is no document -> marks for the orders in it that speak to an agent: cells and values of data, comments, docstrings and texts of code. */
export function checkAddressed(path: string, source: string, spoken: Spoken, report: Report): void {
  const isEscaped = spoken === "data" && /\\u[0-9a-f]{4}/i.test(source);
  if (spoken === "data" && !isEscaped && !BEYOND_ASCII.test(source) && !MENTIONED.test(source)) return;
  const text = spoken === "data" ? unquoted(isEscaped ? unescaped(source) : source) : source;
  const seen = spoken === "data" ? text : text.replace(BETWEEN, "");
  if (!ADDRESSED.test(seen) && !ORDERING.test(seen) && (spoken === "data" || !FETCHED.test(seen))) return;
  // Resolved escapes move what stands behind them; the finding then names the file.
  const say: Report = isEscaped ? (mark) => report({ ...mark, start: 0, end: Math.min(source.length, 200) }) : report;
  for (const { from, to } of spoken === "data" ? paragraphsOf(text) : commentsOf(text, spoken)) {
    const raw = text.slice(from, to);
    if (!speaks(raw)) continue;
    // Comment marks are no part of what is said; places stay as they are.
    const words = spoken === "data" ? raw : raw.replace(/^[ \t]*(?:#|\/\/|\*|\/\*)+|["']{3}|\*\/$/gm, (one) => " ".repeat(one.length));
    const teaching = TEACHING.test(path) || TEACHING.test(words.slice(0, 400));
    findCommands(words, from, teaching ? "note" : null, ordered(say), true);
    judgeText(words, (start, end) => [from + start, Math.min(to, from + end)], { teaching, quoted: teaching }, null, say);
  }
  if (spoken !== "data") checkSaid(path, text, spoken, say);
}

/** What the texts of a program say, to whoever reads what it prints. */
function checkSaid(path: string, text: string, spoken: Exclude<Spoken, "data">, say: Report): void {
  for (const stretch of together(textsIn(text, spoken === "shell"), text)) {
    const words = joined(text.slice(stretch.from, stretch.to));
    const fetched = URGED.test(words) ? FETCHED.exec(words) : null;
    if ((fetched === null && !speaks(words)) || isWordList(words)) continue;
    const lead = text.slice(Math.max(0, stretch.from - LEAD), stretch.from);
    const teaching = TEACHING.test(path) || TEACHING.test(lead) || LOOKED_FOR.test(lead) || TITLE_OF_PATTERNS.test(text.slice(stretch.to, stretch.to + 60));
    judgeText(words, () => [stretch.from, stretch.to], { teaching, quoted: teaching }, null, say);
    if (fetched !== null && !teaching) readCommandLine(fetched[0], { start: stretch.from, end: stretch.to }, ordered(say));
  }
}

/** Fetched and run at once, in words that somebody is to act upon before the program goes on. */
const FETCHED =
  /\b(?:curl|wget|iwr|irm)\b[^\n]{0,300}(?:\|\s{0,4}(?:sudo )?(?:ba|z|da)?sh\b|\|\s{0,4}iex\b)|\b(?:ba|z)?sh -c\s{1,4}["'\\]{0,3}\$\((?:curl|wget)\b[^\n)]{0,300}\)/i;
const URGED =
  /\b(?:to (?:continue|proceed|fix this|unlock)|before (?:you )?(?:continu\w+|proceed\w*)|and (?:then )?(?:repeat|retry|try again|run this again|run it again)|repeat the command|in (?:a|the|your) terminal|no need to ask|without asking|must (?:now )?(?:run|execute)|please (?:run|execute))\b/i;

/** Many short entries between commas and no sentence: a table of words, which says nothing to anybody. */
function isWordList(words: string): boolean {
  const entries = words.split(",");
  return entries.length >= FEWEST_ENTRIES && entries.every((one) => one.trim().length <= LONGEST_ENTRY) && !/[.!?;:]\s/.test(words);
}

const FEWEST_ENTRIES = 20;
const LONGEST_ENTRY = 40;
/** How far before a text of a program words tell what it is kept for. */
const LEAD = 240;
/** Names of what is compared with a text, and not said to anybody: what a scanner looks for, and what a test expects of it. */
const LOOKED_FOR =
  /\b(?:\w*(?:pattern|regex|signature|keyword|phrase|block_?list|deny_?list|detect|suspicious|malicious|injection|forbidden|flagged|bad_?word|indicator|fixture|expect|assert|payload)\w*|re\.(?:compile|search|match|findall))\b|\b(?:describe|it|test)\(/i;

/** Behind the title of an entry: the patterns that it stands for. */
const TITLE_OF_PATTERNS = /^\s*,\s*["']?(?:patterns?|regex(?:es|ps?)?|signatures?)["']?\s*:\s*(?:\[\s*)?(?:\/|r?["']|new RegExp|re\.)/;

const PRINTS = /\b(?:print|echo|printf|console\.\w+|process\.stdout\.write|sys\.stdout\.write)\b/i;
/** What stands between two texts that are said as one: a sign that joins them, or the next call that prints. */
const JOINED = new RegExp(String.raw`^[\s+.;()\\]*(?:${PRINTS.source})?[\s(]*(?:\b[frbu]{1,2})?$`, "i");
/** The same with the marks around it; its gaps are bounded, as a mark before a desert of blanks would be tried in every way to divide them. */
const BETWEEN = new RegExp(String.raw`["'\`]{1,3}[\s+.;()\\]{0,60}(?:${PRINTS.source})?[\s(]{0,8}(?:\b[frbu]{1,2})?["'\`]{1,3}`, "gi");

/** Texts in a program -> one stretch where several are said behind each other. */
function together(texts: readonly Stretch[], text: string): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const { from, to } of texts) {
    const last = found.at(-1);
    if (last !== undefined && to - last.from < PIECE && from - last.to < 60 && JOINED.test(text.slice(last.to, from)))
      found[found.length - 1] = { from: last.from, to };
    else found.push({ from, to });
  }
  return found;
}

/** Texts of a program -> what they say: those that are put together without the signs that do it, those of several calls line by line. */
function joined(raw: string): string {
  return raw
    .replace(BETWEEN, (one) => (PRINTS.test(one) ? "\n" : ""))
    .replace(/\\[nrt]/g, "\n")
    .replace(/\\?["`]|^'{1,3}|'{1,3}$/g, " ");
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
export function commentsOf(text: string, spoken: Exclude<Spoken, "data">): readonly Stretch[] {
  const found: Stretch[] = [];
  const [lineMark, blocks] = spoken === "slash" ? (["//", ["/*"]] as const) : (["#", ['"""', "'''"]] as const);
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
