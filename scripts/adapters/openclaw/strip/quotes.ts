import { type Block, blocksOf, cut, type Mark, type Peeling, seeker } from "./peeling.ts";

const QUOTE_MARK = /\[(?:Replying to |Quoting |\/Replying\]|\/Quoting\])/g;
const FORWARDED = "[Forwarded from ";
const TOKEN =
  /\[(?:media attached(?: \d{1,4}\/\d{1,4})?: |Attachment[ :]|Unsupported document format: |No extractable text\]|\d{1,6} more attachments skipped\]|PDF content rendered to images\])|<media:(?:image|video|audio|document|sticker)>(?: \(\d{1,4} [a-z]{1,20}\))?/g;
const SECTION = /^\[(Audio|Image|Video)(?: \d{1,3}\/\d{1,3})?\]$/;
const FIELD = /^(User text|Transcript|Description):[ \t]*/;

/** Peeling -> peeling without replied-to and quoted text. */
export function cutQuotes(peeling: Peeling): Peeling {
  const { text } = peeling;
  if (!text.includes("[Replying to ") && !text.includes("[Quoting ")) return peeling;
  const [bracket, newline] = [seeker(text, "]"), seeker(text, "\n")];
  const marks: Mark[] = [];
  for (const match of text.matchAll(QUOTE_MARK)) {
    const opens = !match[0].startsWith("[/");
    const end = bracket(match.index);
    const line = newline(match.index);
    if (opens && (end < 0 || (line >= 0 && line < end))) continue;
    marks.push({ start: match.index, end: opens ? end + 1 : match.index + match[0].length, opens, id: null });
  }
  return cut(peeling, blocksOf(marks, text.length, "external"));
}

/** Does the message itself begin with forwarded text? Then all of it is somebody else's. */
export function isForwarded(text: string): boolean {
  return text.trimStart().startsWith(FORWARDED);
}

/** Peeling -> peeling without forwarded text after the person's own words: it has no end mark, so it runs to the end. */
export function cutForwarded(peeling: Peeling): Peeling {
  const found = peeling.text.indexOf(`\n${FORWARDED}`);
  return found < 0 ? peeling : cut(peeling, [{ start: found + 1, end: peeling.text.length, whose: "external" }]);
}

/** Peeling -> peeling without the tokens that stand for attachments. */
export function cutMedia(peeling: Peeling): Peeling {
  const { text } = peeling;
  if (!text.includes("[") && !text.includes("<media:")) return peeling;
  const blocks: Block[] = [];
  const bracket = seeker(text, "]");
  let past = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index < past) continue;
    const whole = match[0].endsWith("]") || match[0].startsWith("<");
    past = whole ? match.index + match[0].length : tokenEnd(text, match.index, bracket);
    blocks.push({ start: match.index, end: past, whose: "host" });
  }
  return cut(peeling, blocks, " ");
}

/** File names may hold brackets: the balanced end on the same line, else the next bracket, else the end of the text. */
function tokenEnd(text: string, start: number, bracket: (from: number) => number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === 0x0a) break;
    if (char === 0x5b) depth += 1;
    if (char === 0x5d) depth -= 1;
    if (depth === 0) return at + 1;
  }
  const next = bracket(start);
  return next < 0 ? text.length : next + 1;
}

/**
 * Peeling -> peeling in which sections for attached sound, pictures and video are replaced by what the person said in
 * them: the text after `User text:`, or a transcript of the person's voice. Once a description has begun (a model's
 * words about a picture, which may show text that looks like a section), nothing after it is taken for the person's.
 */
export function cutSections(peeling: Peeling): Peeling {
  if (!peeling.text.includes("[")) return peeling;
  const lines = peeling.text.split("\n");
  const first = lines.findIndex((line, at) => isSection(lines, at, line));
  if (first < 0) return peeling;
  const kept = lines.slice(0, first);
  const external: string[] = [...peeling.external];
  for (let at = first; at < lines.length; ) {
    const end = sectionEnd(lines, at + 1);
    const { own, others } = readSection((lines[at] ?? "").startsWith("[Audio"), lines.slice(at + 1, end));
    kept.push(...own);
    if (others.length > 0) external.push(others.join("\n"));
    at = end;
  }
  return { text: kept.join("\n"), external, injected: peeling.injected + 1 };
}

function isSection(lines: readonly string[], at: number, line: string): boolean {
  return line.startsWith("[") && SECTION.test(line.trim()) && FIELD.test(lines[at + 1] ?? "");
}

function sectionEnd(lines: readonly string[], from: number): number {
  for (let at = from; at < lines.length; at += 1) {
    if (FIELD.exec(lines[at] ?? "")?.[1] === "Description") return lines.length;
    if (isSection(lines, at, lines[at] ?? "")) return at;
  }
  return lines.length;
}

/** `User text:` counts only as the first field: inside a transcript or description the same words are content. */
function readSection(isAudio: boolean, lines: readonly string[]): Readonly<{ own: readonly string[]; others: readonly string[] }> {
  const field = FIELD.exec(lines[0] ?? "")?.[1];
  const own = field === "User text" || (field === "Transcript" && isAudio);
  const next = own ? lines.findIndex((line, at) => at > 0 && endsField(field, line)) : 0;
  const end = next < 0 ? lines.length : next;
  const [head = "", ...rest] = lines.slice(0, end);
  return { own: own ? [head.replace(FIELD, ""), ...rest] : [], others: lines.slice(end) };
}

function endsField(field: string, line: string): boolean {
  const other = FIELD.exec(line)?.[1];
  return other === "Description" || (field === "User text" && other === "Transcript");
}
