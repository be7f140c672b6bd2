import type { Finding, ScanReport } from "#kernel/finding";
import type { Printer } from "../printer.ts";
import type { RulePages } from "../rule-pages.ts";
import { columns, fit, lineOf, wrap } from "./lines.ts";
import { plural } from "./table.ts";

export type Look = Readonly<{ width: number; verbose: boolean; style: Printer["style"]; pages: RulePages }>;

/** What is shown without --verbose; the rest is counted. */
const SHOWN = { rules: 8, places: 3, needs: 6 };
const COLOURS = { block: "red", grant: "yellow", warn: "yellow", note: "dim" } as const;
/** Enough of a fingerprint to name a finding on the command line. */
export const SHORT_ID = 12;

/** Findings of one disposition, worst first -> lines: each rule once with its places, why it matters and what would make it pass. */
export function findingSection(title: string, findings: readonly Finding[], look: Look): readonly string[] {
  if (findings.length === 0) return [];
  const groups = [...Map.groupBy(findings, (one) => one.ruleId).values()];
  const shown = look.verbose ? groups : groups.slice(0, SHOWN.rules);
  const rest = groups.slice(shown.length);
  const more =
    rest.length === 0
      ? []
      : wrap(
          "  ",
          `and ${plural(rest.length, "more rule")}: ${rest.map((group) => `${group[0]?.ruleId ?? ""} (${String(group.length)})`).join(", ")}; --verbose shows them`,
          look.width,
        );
  return ["", look.style("bold", `${title} (${plural(findings.length, "finding")})`), ...shown.flatMap((group) => groupLines(group, look)), ...more];
}

function groupLines(group: readonly Finding[], look: Look): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const page = look.pages(first.ruleId);
  const name = look.style(COLOURS[first.disposition], first.ruleId);
  const shown = look.verbose ? group : group.slice(0, first.severity === "low" ? 1 : SHOWN.places);
  const rest = group.length - shown.length;
  return [
    "",
    `  ${name}  ${first.severity}${group.length === 1 ? "" : `, ${plural(group.length, "place")}`}`,
    ...shown.flatMap((one, at) => placeLines(one, one.message !== shown[at - 1]?.message, look)),
    ...(rest === 0 ? [] : [`    and ${plural(rest, "more place")}: ${lineOf(placesOf(group.slice(shown.length)))}`]),
    ...(page === null || page.why === "" ? [] : wrap("    why  ", page.why, look.width)),
    ...(page === null || page.fix === "" ? [] : wrap("    do   ", page.fix, look.width)),
  ];
}

/** What is missing, each permission with the place that needs it. A block makes granting pointless, so there it is left to the table of what the skill can do. */
export function needSection(report: ScanReport, look: Look): readonly string[] {
  const { missing, required } = report.permissions;
  if (missing.length === 0 || (report.verdict === "block" && !look.verbose)) return [];
  const places = new Map(report.findings.map((one) => [one.fingerprint, one]));
  const shown = look.verbose ? missing : missing.slice(0, SHOWN.needs);
  const lines = shown.flatMap((permission) => {
    const all = (required.find((one) => one.permission === permission)?.findings ?? []).flatMap((id) => places.get(id) ?? []);
    const few = look.verbose ? all : all.slice(0, 1);
    return [
      "",
      `  ${look.style("yellow", fit(lineOf(permission), look.width - 16))}${all.length > 1 ? `  ${plural(all.length, "place")}` : ""}`,
      ...few.flatMap((one) => placeLines(one, true, look)),
    ];
  });
  const rest = missing.length - shown.length;
  return [
    "",
    look.style("bold", `Needs permissions that nobody granted (${String(missing.length)})`),
    ...lines,
    ...(rest > 0 ? ["", `  and ${plural(rest, "more permission")}, listed below`] : []),
  ];
}

function placesOf(rest: readonly Finding[]): string {
  const files = [...Map.groupBy(rest, (one) => one.file)].map(([file, ones]) => `${file} (${String(ones.length)})`);
  return files.slice(0, 3).join(", ") + (files.length > 3 ? `, and ${plural(files.length - 3, "more file")}` : "");
}

function placeLines(one: Finding, withMessage: boolean, look: Look): readonly string[] {
  const id = one.disposition === "warn" ? look.style("dim", `  id ${one.fingerprint.slice(0, SHORT_ID)}`) : "";
  return [
    `    ${placeOf(one)}${id}`,
    ...(withMessage ? wrap("      ", lineOf(one.message), look.width) : []),
    ...excerptLines(one, look),
    ...(one.flow.length > 0
      ? one.flow.map(
          (step) =>
            `      ${step.file === one.file && step.range !== null ? `line ${String(step.range.startLine)}` : lineOf(step.file)}: ${lineOf(step.message)}`,
        )
      : evidenceLines(one, look)),
    ...(one.accepted === null
      ? []
      : wrap("      ", `accepted by ${lineOf(one.accepted.by)} on ${lineOf(one.accepted.at.slice(0, 10))}: ${lineOf(one.accepted.reason)}`, look.width)),
  ];
}

function evidenceLines(one: Finding, look: Look): readonly string[] {
  const news = one.evidence.filter((text) => !one.message.includes(text));
  const shown = news.slice(0, look.verbose ? news.length : 3).map((text) => fit(`      = ${lineOf(text)}`, look.width));
  return news.length > shown.length ? [...shown, `      = and ${String(news.length - shown.length)} more`] : shown;
}

/** The line and a caret under what is meant. */
function excerptLines(one: Finding, look: Look): readonly string[] {
  if (one.excerpt === null) return [];
  const gutter = `      ${String(one.range.startLine)} | `;
  const room = Math.max(30, look.width - gutter.length);
  const text = lineOf(one.excerpt.text);
  // an excerpt is wider than a narrow terminal: cut what stands before the place, never the place
  const over = Math.max(0, Math.min(one.excerpt.from - 12, one.excerpt.from + Math.min(one.excerpt.length, room - 12) - room));
  const visible = over === 0 ? text : `…${text.slice(over + 1)}`;
  const from = columns(visible.slice(0, one.excerpt.from - over));
  const long = columns(visible.slice(one.excerpt.from - over, one.excerpt.from - over + one.excerpt.length));
  const caret = "^".repeat(Math.max(1, Math.min(long, room - from)));
  return [
    `${look.style("dim", gutter)}${fit(visible, room)}`,
    `${" ".repeat(gutter.length - 2)}${look.style("dim", "| ")}${" ".repeat(from)}${look.style(COLOURS[one.disposition], caret)}`,
  ];
}

/** `file:line:column` of a finding, on one line. */
export function placeOf(one: Finding): string {
  return `${lineOf(one.file)}:${String(one.range.startLine)}:${String(one.range.startColumn)}`;
}
