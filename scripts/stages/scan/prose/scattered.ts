import type { Report } from "../mark.ts";
import { viewOf } from "../text/view.ts";
import type { Part } from "./markdown.ts";
import { judge } from "./meaning/judge.ts";

type Prose = Extract<Part, { kind: "prose" }>;
/** A word or two of an order in each item; longer items say something of their own. */
const SHORT = 18;
/** What an order in pieces would be: sending out, hiding, dropping instructions. */
const GRAVE = /^prose-(?:override|exfiltrate|conceal|authority)$/;
const RUN = 4;

/** Parts -> a warning where short list items, table cells or first letters read together are an instruction. */
export function checkScattered(parts: readonly Part[], range: (part: Prose) => readonly [number, number], report: Report): void {
  const prose = parts.filter((part): part is Prose => part.kind === "prose" && part.text.trim() !== "");
  let run: Prose[] = [];
  for (const part of prose) {
    if (part.text.length <= SHORT && part.text.trim().split(/\s+/).length <= 2 && !part.title) run.push(part);
    else {
      judgeRun(run, range, report);
      run = [];
    }
  }
  judgeRun(run, range, report);
  acrostic(prose, range, report);
}

function judgeRun(run: readonly Prose[], range: (part: Prose) => readonly [number, number], report: Report): void {
  if (run.length < RUN) return;
  for (const joined of [run.map((one) => one.text).join(" "), bodyOf(run), columnwise(run)]) if (joined !== null && said(joined, run, range, report)) return;
}

/** Cells of a table without those of its first row, which only name the columns. */
function bodyOf(run: readonly Prose[]): string | null {
  const head = run.find((one) => one.cell)?.from;
  return head === undefined
    ? null
    : run
        .filter((one) => one.from !== head)
        .map((one) => one.text)
        .join(" ");
}

/** Cells of a table read down its columns: cells of one row share their lines. */
function columnwise(run: readonly Prose[]): string | null {
  const rows = new Map<number, Prose[]>();
  for (const one of run) {
    if (!one.cell) continue;
    const row = rows.get(one.from);
    if (row === undefined) rows.set(one.from, [one]);
    else row.push(one);
  }
  let width = 0;
  for (const row of rows.values()) width = Math.max(width, row.length);
  if (rows.size < 3 || width < 2 || width > 12) return null;
  return Array.from({ length: width }, (_, column) => [...rows.values()].map((row) => row[column]?.text ?? "").join(" ")).join(". ");
}

function said(joined: string, run: readonly Prose[], range: (part: Prose) => readonly [number, number], report: Report): boolean {
  const [first] = judge(viewOf(joined.slice(0, 4_000)).text, { teaching: false, quoted: false }).filter((one) => one.weak === null && GRAVE.test(one.rule));
  const [from] = run;
  const to = run.at(-1);
  if (first === undefined || from === undefined || to === undefined) return false;
  report({
    rule: "prose-disguised",
    start: range(from)[0],
    end: range(to)[1],
    args: { why: "short pieces read together are an instruction" },
    evidence: [joined.slice(0, 160), first.name, ...first.parts],
  });
  return true;
}

const SPELLED =
  /ignoreall|ignoreprev|previousinstr|allinstruct|systemprompt|sendkeys|sendsecret|sendpassw|obeyme|deleteall|deletefiles|exfiltrate|donttell|hidefromuser|disregard|readssh|uploadkeys|stealkeys|sendenv|runthis|bypass(?:all|safety)|overriderules|ignorerules/;

/** First letters of the lines or items, one after the other. */
function acrostic(prose: readonly Prose[], range: (part: Prose) => readonly [number, number], report: Report): void {
  const lines = prose.flatMap((part) => part.text.split("\n").map((line) => ({ part, letter: /[a-z]/i.exec(line)?.[0]?.toLowerCase() ?? " " })));
  const letters = lines.map((one) => one.letter).join("");
  const found = SPELLED.exec(letters);
  const at = found === null ? undefined : lines[found.index];
  if (found === null || at === undefined) return;
  const last = lines[found.index + found[0].length - 1] ?? at;
  report({
    rule: "prose-disguised",
    start: range(at.part)[0],
    end: range(last.part)[1],
    args: { why: "first letters read together are an instruction" },
    evidence: [found[0]],
  });
}
