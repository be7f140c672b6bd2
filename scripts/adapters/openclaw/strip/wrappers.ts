import { atLineStart, type Block, blocksOf, cut, type Mark, type Peeling, seeker } from "./peeling.ts";

const INTERNAL_OPEN = "<<<BEGIN_OPENCLAW_INTERNAL_CONTEXT>>>";
const INTERNAL_CLOSE = "<<<END_OPENCLAW_INTERNAL_CONTEXT>>>";
const EXTERNAL_MARK = /<<<(END_)?EXTERNAL_UNTRUSTED_CONTENT/g;
const EXTERNAL_ID = /^[ \t]{0,8}id="([^"\n]{1,200})"/;
const FILE_MARK = /<(?:file(?=>|[ \t\n]+[A-Za-z_:-]{1,40}=)|\/file>)/g;
const NOTICE = "SECURITY NOTICE:";

/**
 * Peeling -> peeling without external content, internal context and attached files, content and all (they may nest;
 * unclosed ones run to the end). External content goes first: it may hold the end mark of any block around it.
 */
export function cutWrappers(peeling: Peeling): Peeling {
  if (!peeling.text.includes("<")) return peeling;
  const { text } = peeling;
  const withoutExternal = cut(peeling, withNotices(text, externalBlocks(text)));
  const withoutInternal = cut(withoutExternal, blocksOf(internalMarks(withoutExternal.text), withoutExternal.text.length, "host"));
  return cut(withoutInternal, blocksOf(fileMarks(withoutInternal.text), withoutInternal.text.length, "external"));
}

function internalMarks(text: string): readonly Mark[] {
  if (!text.includes(INTERNAL_OPEN)) return [];
  const [nextOpen, nextClose] = [seeker(text, INTERNAL_OPEN), seeker(text, INTERNAL_CLOSE)];
  const marks: Mark[] = [];
  for (let at = 0; ; ) {
    const [open, close] = [nextOpen(at), nextClose(at)];
    if (open < 0 && close < 0) return marks;
    const opens = close < 0 || (open >= 0 && open < close);
    const start = opens ? open : close;
    at = start + (opens ? INTERNAL_OPEN : INTERNAL_CLOSE).length;
    marks.push({ start, end: at, opens, id: null });
  }
}

function externalBlocks(text: string): readonly Block[] {
  if (!text.includes("<<<EXTERNAL_UNTRUSTED_CONTENT")) return [];
  const closing = seeker(text, ">>>");
  const marks: Mark[] = [];
  for (const match of text.matchAll(EXTERNAL_MARK)) {
    const name = match.index + match[0].length;
    const brackets = closing(name);
    marks.push({
      start: match.index,
      end: brackets < 0 ? text.length : brackets + 3,
      opens: match[1] === undefined,
      id: EXTERNAL_ID.exec(text.slice(name, name + 220))?.[1] ?? null,
    });
  }
  return blocksOf(marks, text.length, "external");
}

/** The paragraph `SECURITY NOTICE: ...` directly before external content belongs to it. */
function withNotices(text: string, blocks: readonly Block[]): readonly Block[] {
  let from = 0;
  return blocks.map((block) => {
    const before = text.slice(from, block.start).trimEnd();
    const notice = before.lastIndexOf(NOTICE);
    const start = notice >= 0 && atLineStart(before, notice) && !before.includes("\n\n", notice) ? from + notice : block.start;
    from = block.end;
    return { ...block, start };
  });
}

/** `<file name="...">` anywhere; a bare `<file>` only at the start of a line, because people write it as a placeholder. */
function fileMarks(text: string): readonly Mark[] {
  if (!text.includes("<file")) return [];
  const closing = seeker(text, ">");
  const marks: Mark[] = [];
  for (const match of text.matchAll(FILE_MARK)) {
    const opens = match[0] === "<file";
    const start = match.index;
    if (opens && text.charAt(start + 5) === ">" && !atLineStart(text, start)) continue;
    const bracket = closing(start);
    marks.push({ start, end: bracket < 0 ? text.length : bracket + 1, opens, id: null });
  }
  return marks;
}
