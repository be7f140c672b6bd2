import { visible } from "#kernel/visible";
import type { Printer } from "../printer.ts";
import { plural, table } from "./table.ts";

type Shown = Readonly<{
  path: string;
  errors: number;
  warnings: number;
  findings: readonly Readonly<{ id: string; level: "error" | "warn"; file: string; line: number; message: string }>[];
  notChecked: readonly Readonly<{ id: string; why: string }>[];
}>;

/** Rules named in the summary of many skills, the commonest first. */
const COMMONEST = 5;

/** Skills with what falls short in them -> lines: each skill that has findings, then what was not checked, then the sums. Everything from a skill is escaped. */
export function lintText(skills: readonly Shown[], { style, verbose }: Pick<Printer, "style" | "verbose">): readonly string[] {
  const many = skills.length > 1;
  const blocks = skills.flatMap((one) => {
    if (one.findings.length === 0) return many && verbose ? [`${visible(one.path)}  nothing found`] : [];
    const rows = one.findings.map((found) => [
      found.level,
      found.id,
      visible(found.line === 0 ? found.file : `${found.file}:${found.line}`),
      visible(found.message),
    ]);
    return [...(many ? [style("bold", visible(one.path))] : []), ...table(rows, rows.length), ...(many ? [""] : [])];
  });
  const unchecked = [...new Set(skills.flatMap((one) => one.notChecked.map(({ id, why }) => `not checked: ${id}, ${why}`)))].map((text) =>
    style("yellow", text),
  );
  return [...blocks, ...unchecked, summary(skills)];
}

type FixedShown = Readonly<{
  path: string;
  fixes: readonly Readonly<{ id: string; file: string; what: string }>[];
  diff: Readonly<{ files: readonly Readonly<{ path: string; lines: readonly Readonly<{ sign: string; text: string }>[] }>[] }>;
  left: string | null;
}>;

/** Repairs -> lines: each skill with what was done, in a dry run with the lines that would change, or why it was left alone. */
export function fixText(skills: readonly FixedShown[], dryRun: boolean, { style }: Pick<Printer, "style">): readonly string[] {
  const touched = skills.filter((one) => one.fixes.length > 0 || one.left !== null);
  const blocks = touched.flatMap((one) => [
    style("bold", visible(one.path)),
    ...(one.left === null ? [] : [style("yellow", `left alone: ${one.left} (--force repairs it all the same)`)]),
    ...one.fixes.map((fix) => `${dryRun ? "would fix" : "fixed"} ${fix.id} ${visible(fix.file)}: ${visible(fix.what)}`),
    ...(dryRun
      ? one.diff.files.flatMap((file) =>
          file.lines.map((line) => `  ${style(line.sign === "+" ? "green" : line.sign === "-" ? "red" : "dim", `${line.sign} ${visible(line.text)}`)}`),
        )
      : []),
    "",
  ]);
  const count = skills.reduce((sum, one) => sum + one.fixes.length, 0);
  return [...blocks, `${plural(count, "repair")}${dryRun ? ", nothing written (dry run)" : ""}`];
}

function summary(skills: readonly Shown[]): string {
  const sum = (of: (one: Shown) => number) => skills.reduce((total, one) => total + of(one), 0);
  const counts = `${plural(
    sum((one) => one.errors),
    "error",
  )}, ${plural(
    sum((one) => one.warnings),
    "warning",
  )}`;
  if (skills.length === 1) return counts;
  const clean = skills.filter((one) => one.findings.length === 0).length;
  const wrong = skills.filter((one) => one.errors > 0).length;
  const byRule = Map.groupBy(
    skills.flatMap((one) => [...new Set(one.findings.map(({ id }) => id))]),
    (id) => id,
  );
  const commonest = [...byRule].sort(([p, a], [q, b]) => b.length - a.length || (p < q ? -1 : 1)).slice(0, COMMONEST);
  const rules = commonest.map(([id, all]) => `${id} in ${all.length}`).join(", ");
  return `${skills.length} skills: ${clean} without findings, ${wrong} with errors; ${counts}${rules === "" ? "" : `; most often ${rules}`}`;
}
