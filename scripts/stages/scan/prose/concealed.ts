import type { Report } from "../mark.ts";
import { decodedRuns, isReadable } from "../text/encoded.ts";
import { viewOf } from "../text/view.ts";
import { findCommands } from "./commands.ts";
import { judge } from "./meaning/judge.ts";
import { TEACHING } from "./told.ts";

type Place = Readonly<{ start: number; end: number }>;

/** What nobody can read where it stands, decoded -> marks as if it stood there in plain words, or weaker ones (`weak`). */
export function judgeConcealed(text: string, how: string, place: Place, weak: "warn" | "note" | null, report: Report): void {
  const [first] = judge(viewOf(text).text, { teaching: false, quoted: false }).filter((one) => one.weak !== "note");
  if (first !== undefined)
    report({
      ...(weak === null ? {} : { disposition: weak, severity: weak === "note" ? ("info" as const) : ("medium" as const) }),
      rule: "prose-remote",
      ...place,
      args: { text: `${how}: ${text.slice(0, 80)}` },
      evidence: [`${how}: ${text.slice(0, 150)}`, first.name, ...first.parts],
    });
  findCommands(text, place.start, weak === "note" ? "note" : null, (mark) => {
    if (mark.rule === "unpinned-install" || mark.rule === "command-listed") return;
    report({ ...mark, ...place, ...(weak === "warn" && mark.disposition === undefined ? { disposition: "warn", severity: "medium" } : {}) });
  });
}

/** How far before a text of a program words tell what it is kept for. */
const LEAD = 240;
/** Names of what is compared with a text: what a scanner looks for, and what a test expects of it. */
const LOOKED_FOR =
  /\b(?:\w*(?:pattern|regex|signature|block_?list|deny_?list|detect|suspicious|malicious|forbidden|flagged|indicator|fixture|expect|assert)\w*|re\.(?:compile|search|match|findall))\b|\b(?:describe|it|test)\(/i;

/** Source of a program -> marks for what runs of base64, hex and other codes in it say: it may print them, and whoever runs it reads what it prints. */
export function checkConcealed(path: string, source: string, report: Report): void {
  for (const { start, end, how, text } of decodedRuns(source)) judgeConcealed(text, how, { start, end }, weaknessOf(path, source, start), report);
}

/** A text of a program that may be there to be compared with others only warns: a name says so, and anybody can give one. */
function weaknessOf(path: string, source: string, at: number): "warn" | null {
  const lead = source.slice(Math.max(0, at - LEAD), at);
  return TEACHING.test(path) || TEACHING.test(lead) || LOOKED_FOR.test(lead) ? "warn" : null;
}

/** Shorter texts order nothing. */
const SHORTEST = 12;

/** Can a text that a program makes say something to whoever reads what it prints? */
export function isSaying(text: string): boolean {
  return text.length >= SHORTEST && isReadable(text);
}

/** So much is judged, and so much compared with the source, of what one program makes; what makes more says that it was not read to its end. */
const MOST_JUDGED = 100_000;
const MOST_COMPARED = 4_000_000;

/**
 * Judge of the texts that a program makes of others by decoding, turning, or counting: each once, and not those whose words stand in its source anyway, because
 * they are only put together there.
 */
export function judgeOfMade(path: string, source: string, report: Report): (text: string, place: Place) => void {
  const seen = new Set<string>();
  let plain: ReadonlySet<string> | null = null;
  let [judged, compared] = [0, 0];
  let isCut = false;
  return (text, place) => {
    if (isCut || seen.has(text) || !isSaying(text)) return;
    seen.add(text);
    compared += text.length;
    plain ??= new Set(pairsOf(source));
    const isPlain = compared <= MOST_COMPARED && isSaidPlainly(text, plain);
    if (isPlain) return;
    judged += text.length;
    isCut = judged > MOST_JUDGED || compared > MOST_COMPARED;
    if (isCut) report({ rule: "scan-truncated", ...place, args: { why: "the program makes more texts than are read" } });
    else judgeConcealed(text, "made by the program", place, weaknessOf(path, source, place.start), report);
  };
}

/** Pairs of neighbouring words, whatever stands between them. */
function pairsOf(text: string): readonly string[] {
  const words = text
    .toLowerCase()
    .replace(/\\[nrt]|[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .split(" ");
  return words.slice(1).map((word, at) => `${words[at] ?? ""} ${word}`);
}

/** Do most pairs of neighbouring words stand in the source, too? */
function isSaidPlainly(text: string, plain: ReadonlySet<string>): boolean {
  const pairs = pairsOf(text);
  return pairs.filter((pair) => plain.has(pair)).length * 2 > pairs.length;
}
