import { analyseJavaScript } from "../javascript/analyse.ts";
import type { Mark } from "../mark.ts";
import { shifted } from "../text/shift.ts";
import type { Page } from "./page.ts";

/** A script of a page or the code of an attribute. `exact`: it stands in the page as it was read; else marks over it are shown at `start`..`end`. */
export type Piece = Readonly<{ code: string; start: number; end: number; exact: boolean; module: boolean }>;

type Span = Readonly<{ start: number; end: number }>;

/**
 * Scripts of one page see what the others name at their top (ECMA-262, 16.1.7: one global environment), and code of attributes sees it, too: `var g = window`
 * in one and `g.eval(x)` in the next are innocent each. What was read one by one is read once more as one program, and what only shows then is reported.
 * Pieces that make no program together cannot be told, which blocks.
 */
export function readTogether(page: Page, pieces: readonly Piece[], known: ReadonlySet<string>): void {
  const plain = pieces.filter(({ module }) => !module);
  const seen = new Set(known);
  if (plain.length > 1) readAsOne(page, plain, "js", seen);
  if (pieces.length > 1 && plain.length < pieces.length) readAsOne(page, pieces, "mjs", seen);
}

/** What a mark says and asks for, and where: so that nothing is said twice. Another address at the same place is another thing. */
export function keyOf({ rule, start, end, permission, disposition }: Mark): string {
  return JSON.stringify([rule, start, end, permission, disposition]);
}

function readAsOne(page: Page, pieces: readonly Piece[], ending: string, seen: Set<string>): void {
  const { text, places } = laidOut(page.text, pieces);
  const { paths, limits, aliases } = page.context;
  const inPage = (one: Span): Span => places.find(({ from, to }) => one.start >= from && one.start < to)?.place ?? { start: one.start, end: one.end };
  const { complete } = analyseJavaScript(
    `${page.path}.${ending}`,
    text,
    paths,
    limits,
    (mark) => {
      const flow = mark.flow?.map((step) => (step.path === undefined ? { ...step, ...inPage(step) } : step));
      const moved = shifted({ ...mark, ...inPage(mark), ...(flow === undefined ? {} : { flow }) }, 0, page.text);
      if (seen.has(keyOf(moved))) return;
      seen.add(keyOf(moved));
      page.report(moved);
    },
    aliases,
  );
  if (!complete) page.complete = false;
}

/** The page with all but its scripts blanked, so that these keep their places, and what does not stand in it as such behind its end. */
function laidOut(page: string, pieces: readonly Piece[]): Readonly<{ text: string; places: readonly Readonly<{ from: number; to: number; place: Span }>[] }> {
  const parts: string[] = [];
  let at = 0;
  // the last letter of each gap keeps two scripts apart, and a directive from being one for all
  const gap = (end: number): string =>
    page
      .slice(at, end)
      .replace(/[^\n]/g, " ")
      .replace(/[ \n]$/, ";");
  for (const { code, start, end } of pieces.filter(({ exact }) => exact)) {
    parts.push(gap(start), code);
    at = end;
  }
  parts.push(gap(page.length), "\n");
  let length = page.length + 1;
  const places = pieces
    .filter(({ exact }) => !exact)
    .map(({ code, start, end }) => {
      parts.push(";", code, "\n");
      const from = length + 1;
      length = from + code.length + 1;
      return { from, to: length, place: { start, end } };
    });
  return { text: parts.join(""), places };
}
