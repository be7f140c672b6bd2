import type { Report } from "../mark.ts";
import { checkAgentHooks } from "../package/agent-hooks.ts";
import { decodedRuns } from "../text/encoded.ts";
import { lineStartsOf } from "../text/positions.ts";
import { type Aligner, alignerOf } from "./align.ts";
import { ALONE, findCommands, mayHoldCommand, readCommandLine } from "./commands.ts";
import { judgeConcealed } from "./concealed.ts";
import { withoutDeclined } from "./declined.ts";
import { readFrontmatter } from "./frontmatter.ts";
import { checkHtml, checkLink, checkRaw } from "./hidden.ts";
import { isSplit, judgeText } from "./instructions.ts";
import { type Part, partsOf } from "./markdown.ts";
import { checkScattered } from "./scattered.ts";
import { checkBlock, type ReadCode } from "./blocks.ts";
import { readWindowsSaid } from "./windows.ts";
import { forbiddingHeading, isForbiddenCell, isListedAsForbidden, isTeaching, runsElsewhere, TEACHING, tellingOf } from "./told.ts";

export type { ReadCode } from "./blocks.ts";

type Prose = Extract<Part, { kind: "prose" }>;
/** Longer stretches of one section are judged in pieces, so that a finding's place is found without reading a megabyte again. */
const PIECE = 12_000;

/** Markdown (or plain text) of a skill -> marks for what it tells an agent to do, what it hides, and the code it tells the agent to run. */
export function checkProse(text: string, readCode: ReadCode, report: Report): Readonly<Record<string, unknown>> {
  const front = readFrontmatter(text, report);
  const data = front?.data ?? {};
  const base = front === null ? 0 : front.end;
  if (front !== null) frontWords(data, text.slice(0, front.end), report);
  const body = text.slice(base);
  const starts = lineStartsOf(body).map((at) => at + base);
  const range = (part: { from: number; to: number }): readonly [number, number] =>
    part.to === 0 ? [base, Math.min(text.length, base + 1)] : [starts[part.from] ?? base, starts[part.to] ?? text.length];
  const parts = partsOf(body);
  const elsewhere = runsElsewhere(parts);
  for (const section of sectionsOf(parts)) judgeSection(section, text, range, report);
  for (const part of parts) {
    const [start, end] = range(part);
    if (part.kind === "prose") {
      const shown = isShown(part) ? "note" : null;
      if (mayHoldCommand(part.text, true)) findCommands(withoutDeclined(part.text), start, shown, report, true);
      // Markdown takes a backslash out of `\\host`; whoever types it in does not.
      const whole = end - start < part.text.length * 4 + 200 ? text.slice(start, end) : part.text;
      readWindowsSaid(withoutDeclined(whole), start, shown, report, ALONE);
    } else if (part.kind === "hidden") judgeText(part.text, () => [start, end], { teaching: false, quoted: false }, part.what, report);
    else if (part.kind === "html") checkHtml(part.text, start, end, report);
    else if (part.kind === "link") checkLink(part.text, part.image, start, end, report);
    else checkBlock(part, tellingOf(part, elsewhere), start, end, readCode, report);
  }
  checkScattered(parts, range, report);
  checkRaw(body, base, report);
  checkEncoded(body, base, report);
  checkAgentHooks(body, (mark) => report({ ...mark, start: base + mark.start, end: base + mark.end }), false);
  return data;
}

function isShown(part: Prose): boolean {
  return (
    isTeaching(part.heading) ||
    isListedAsForbidden(part.intro, part.text) ||
    forbiddingHeading(part.heading) ||
    /\b(?:never|do not|don't|avoid|malicious|attack(?:s|ers?)?|dangerous|unsafe|accidental(?:ly)?(?= `)|arbitrary (?:code|commands?))\b/i.test(part.text)
  );
}

/** Every word of the frontmatter is in the agent's context, whatever its key; it is judged as it is written and as YAML reads it. */
function frontWords(data: unknown, source: string, report: Report): void {
  for (const value of wordsOf(data)) {
    const at = source.indexOf(value.slice(0, 40));
    const start = Math.max(0, at);
    const locate = (from: number, to: number): readonly [number, number] => (at < 0 ? [0, source.length] : [start + from, Math.min(source.length, start + to)]);
    judgeText(value, locate, { teaching: false, quoted: false }, null, report);
  }
  frontComments(source, report);
  for (const command of commandsOf(data)) {
    const at = Math.max(0, source.indexOf(command.slice(0, 40)));
    readCommandLine(command, { start: at, end: Math.min(source.length, at + command.length) }, report);
  }
}

/** Comments are nothing to YAML; the agent reads the file as it is, those of several lines as one text. */
function frontComments(source: string, report: Report): void {
  const found = [...source.matchAll(/(?<=^|\s)#[ \t]?([^\n]+)$/gm)].map(({ index, 0: whole, 1: words = "" }) => ({
    at: index + whole.length - words.length,
    words,
  }));
  const placeOf = (offset: number): number => {
    let before = 0;
    for (const { at, words } of found) {
      if (offset <= before + words.length) return at + offset - before;
      before += words.length + 1;
    }
    return source.length;
  };
  const text = found.map(({ words }) => words).join("\n");
  judgeText(text, (from, to) => [placeOf(from), placeOf(to)], { teaching: false, quoted: false }, null, report);
}

/** Lines that a host runs to install what a skill says it needs: the person presses a button and sees its label. */
function commandsOf(value: unknown, depth = 0): readonly string[] {
  if (typeof value !== "object" || value === null || depth > 8) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    typeof one === "string" ? (/^(?:command|cmd|run|script|shell|exec|execute|install)$/i.test(key) ? [one] : []) : commandsOf(one, depth + 1),
  );
}

type Section = Readonly<{ parts: readonly Prose[]; teaching: boolean; quoted: boolean }>;

/** Parts -> stretches of prose under one heading that are taken alike, so that an order may be spread over paragraphs and list items. */
function sectionsOf(parts: readonly Part[]): readonly Section[] {
  const sections: (Omit<Section, "parts"> & { parts: Prose[]; heading: string; size: number })[] = [];
  let before: Prose | null = null;
  for (const part of parts) {
    if (part.kind !== "prose" || part.text.trim() === "") continue;
    const isForbidden = before?.cell === true && part.cell && before.from === part.from && isForbiddenCell(before.text, part.text);
    before = part;
    const teaching = isTeaching(part.heading);
    const quoted =
      isForbidden || ((part.cell || part.item) && teaching) || (!part.title && (isListedAsForbidden(part.intro, part.text) || forbiddingHeading(part.heading)));
    const last = sections.at(-1);
    if (last === undefined || last.heading !== part.heading || last.quoted !== quoted || last.size > PIECE)
      sections.push({ parts: [part], heading: part.heading, teaching, quoted, size: part.text.length });
    else {
      last.parts.push(part);
      last.size += part.text.length;
    }
  }
  return sections;
}

function judgeSection(section: Section, raw: string, range: (part: Prose) => readonly [number, number], report: Report): void {
  const offsets: number[] = [];
  let text = "";
  for (const part of section.parts) {
    if (text !== "") text += "\n\n";
    offsets.push(text.length);
    text += part.text;
  }
  const aligners = new Map<Prose, Aligner>();
  const partAt = (at: number): number => {
    let found = 0;
    while (found + 1 < offsets.length && (offsets[found + 1] ?? 0) <= at) found++;
    return found;
  };
  const locate = (from: number, to: number): readonly [number, number] => {
    const first = partAt(from);
    const last = partAt(Math.max(from, to - 1));
    const place = (index: number, start: number, end: number): readonly [number, number] => {
      const part = section.parts[index];
      if (part === undefined) return [0, 0];
      const aligner = aligners.get(part) ?? alignerOf(raw, ...range(part), part.text);
      aligners.set(part, aligner);
      return aligner(Math.max(0, start - (offsets[index] ?? 0)), Math.min(part.text.length, end - (offsets[index] ?? 0)));
    };
    const start = place(first, from, Math.max(from + 1, to))[0];
    return [start, Math.max(start, place(last, last === first ? from : (offsets[last] ?? 0), to)[1])];
  };
  // Entities are decoded before the text is judged; only the raw text shows that its words were split.
  const watched: Report = (mark) => {
    report(mark);
    if (mark.disposition !== "note" && mark.rule !== "prose-disguised" && isSplit(raw.slice(mark.start, mark.end)))
      report({ rule: "prose-disguised", start: mark.start, end: mark.end, args: { why: "invisible or encoded characters split its words" } });
  };
  judgeText(text, locate, { teaching: section.teaching, quoted: section.quoted }, null, watched);
}

/** What a run of base64, hex or another code says is judged as if it stood there in plain words. */
function checkEncoded(body: string, base: number, report: Report): void {
  for (const { start, end, how, text } of decodedRuns(body)) {
    // Material about attacks shows encoded ones, too.
    const shown = TEACHING.test(`${body.slice(Math.max(0, start - 300), start)}\n${headingsOver(body, start)}`);
    judgeConcealed(text, how, { start: base + start, end: base + end }, shown ? "note" : null, report);
  }
}

/** The title of the text and the last heading before a place. */
function headingsOver(body: string, at: number): string {
  const title = /^#[ \t]+([^\n]{0,200})/m.exec(body.slice(0, 4_000))?.[1] ?? "";
  const last = body.lastIndexOf("\n#", at);
  return `${title}\n${last < 0 ? "" : (body.slice(last, Math.min(at, last + 200)).split("\n")[1] ?? "")}`;
}

function wordsOf(value: unknown, depth = 0): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || depth > 8) return [];
  return Object.values(value).flatMap((one) => wordsOf(one, depth + 1));
}
