import type { Report } from "../mark.ts";
import { decodedRuns } from "../text/encoded.ts";
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

/** So many texts are judged of one program; what makes more of them says that it was not read to its end. */
const MOST = 400;
const LONGEST = 100_000;

/**
 * Judge of the texts that a program makes of others by decoding, turning, or counting: each once, and not those whose words stand in its source anyway, because
 * they are only put together there. `isReadable` is asked before.
 */
export function judgeOfMade(path: string, source: string, report: Report): (text: string, place: Place) => void {
  const judged = new Set<string>();
  let size = 0;
  let plain: string | null = null;
  return (text, place) => {
    if (judged.has(text)) return;
    judged.add(text);
    size += text.length;
    if (judged.size > MOST || size > LONGEST) {
      if (judged.size === MOST + 1 || size - text.length <= LONGEST)
        report({ rule: "scan-truncated", ...place, args: { why: "the program makes more texts than are read" } });
      return;
    }
    plain ??= lettersOf(source);
    if (!isSaidPlainly(text, plain)) judgeConcealed(text, "made by the program", place, weaknessOf(path, source, place.start), report);
  };
}

/** Words with one blank between them, whatever stood there. */
function lettersOf(text: string): string {
  return ` ${text.toLowerCase().replace(/\\[nrt]|[^\p{L}\p{N}]+/gu, " ")} `;
}

/** Do most pairs of neighbouring words stand in the source, too? */
function isSaidPlainly(text: string, plain: string): boolean {
  const words = lettersOf(text).trim().split(" ");
  const pairs = words.slice(1).map((word, at) => ` ${words[at] ?? ""} ${word} `);
  return pairs.filter((pair) => plain.includes(pair)).length * 2 > pairs.length;
}
