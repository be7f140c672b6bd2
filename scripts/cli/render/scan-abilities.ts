import type { Capability, Finding, ScanReport } from "#kernel/finding";
import { columns, fit, fitEnd, lineOf, wrap } from "./lines.ts";
import { type Look, placeOf } from "./scan-findings.ts";
import { plural } from "./table.ts";

const KINDS = {
  "filesystem.read": "reads",
  "filesystem.write": "writes",
  network: "hosts",
  process: "programs",
  secrets: "secrets",
} as const;
const STATES = { missing: "MISSING", granted: "granted", listed: "listed", unused: "unused" } as const;
const COLOURS = { missing: "red", granted: "green", listed: "dim", unused: "dim" } as const;
const ORDER: readonly Capability["state"][] = ["missing", "granted", "listed", "unused"];
const SHOWN_PER_KIND = 8;
/** Categories of blocks that are powers of their own: no permission stands for them. */
const POWERS: ReadonlySet<string> = new Set(["dynamic-code", "process", "module-loading", "network", "persistence"]);

/** Report -> what the skill can do: each permission with its state and the place that proves it, then what no permission covers. */
export function abilityLines(report: ScanReport, titles: (rule: string) => string, look: Look): readonly string[] {
  const places = new Map(report.findings.map((one) => [one.fingerprint, one]));
  const width = Math.max(12, ...report.capabilities.map((one) => Math.min(34, columns(lineOf(one.value)))));
  const kinds = (Object.keys(KINDS) as Capability["kind"][]).flatMap((kind) => kindLines(kind, report.capabilities, { places, width }, look));
  const beyond = beyondLines(report.findings, titles, look);
  if (kinds.length + beyond.length === 0) return ["", `${look.style("bold", "What it can do")}: nothing that needs a permission, and it declares none`];
  const legend = report.capabilities.some((one) => one.state === "listed")
    ? ["  listed: the instructions name it, and the agent's host asks before it runs"]
    : [];
  return ["", look.style("bold", "What it can do"), ...kinds, ...beyond, ...legend.map((line) => look.style("dim", line)), ...grantLines(report, look)];
}

type Around = Readonly<{ places: ReadonlyMap<string, Finding>; width: number }>;

function kindLines(kind: Capability["kind"], all: readonly Capability[], around: Around, look: Look): readonly string[] {
  const own = all.filter((one) => one.kind === kind).sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const shown = look.verbose ? own : own.slice(0, SHOWN_PER_KIND);
  const rest = own.slice(shown.length);
  const lines = shown.map((one, at) => {
    const state = STATES[one.state].padEnd(7);
    const value = one.value === "*" ? "* (any)" : lineOf(one.value);
    const text = `  ${(at === 0 ? KINDS[kind] : "").padEnd(12)}  ${padded(fit(value, 34), around.width)}  `;
    const said = (one.state === "listed" ? "" : one.declared ? "declared" : "undeclared").padEnd(10);
    const room = look.width - columns(text) - state.length - said.length - 4;
    return `${text}${look.style(COLOURS[one.state], state)}  ${said}  ${fitEnd(proofOf(one, around.places), room)}`.trimEnd();
  });
  return rest.length === 0 ? lines : [...lines, `${" ".repeat(16)}and ${String(rest.length)} more: --verbose shows them`];
}

function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - columns(text)));
}

function proofOf(one: Capability, places: ReadonlyMap<string, Finding>): string {
  const [first] = one.findings.flatMap((id) => places.get(id) ?? []);
  const others = one.findings.length - 1;
  return first === undefined ? "" : `${placeOf(first)}${others > 0 ? ` and ${String(others)} more` : ""}`;
}

function beyondLines(findings: readonly Finding[], titles: (rule: string) => string, look: Look): readonly string[] {
  const powers = Map.groupBy(
    findings.filter((one) => one.disposition === "block" && POWERS.has(one.category)),
    (one) => one.ruleId,
  );
  return [...powers].map(([rule, ones], at) => {
    const place = ones[0] === undefined ? "" : placeOf(ones[0]);
    return fit(
      `  ${(at === 0 ? "beyond" : "").padEnd(12)}  ${titles(rule)}: ${place}${ones.length > 1 ? ` and ${String(ones.length - 1)} more` : ""}`,
      look.width,
    );
  });
}

/** A grant helps only where nothing blocks. */
function grantLines(report: ScanReport, look: Look): readonly string[] {
  if (report.permissions.missing.length === 0 || report.verdict === "block") return [];
  const flags = report.permissions.missing.slice(0, 4).map((one) => `--grant ${quoted(lineOf(one))}`);
  const rest = report.permissions.missing.length - flags.length;
  return wrap("  to grant    ", `forge scan PATH ${flags.join(" ")}${rest > 0 ? ` (and ${String(rest)} more)` : ""}`, look.width);
}

function quoted(text: string): string {
  return /^[\w.:/@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Report -> how much was read, and each file that was not, with the reason. */
export function coverageLines(report: ScanReport, look: Look): readonly string[] {
  const { files, filesRead, bytes, bytesRead } = report.stats;
  const unread = report.coverage.filter((one) => !one.scanned);
  const amount =
    files === filesRead
      ? `${files === 1 ? "the only file" : `all ${plural(files, "file")}`}, ${size(bytes)}`
      : `${String(filesRead)} of ${plural(files, "file")}, ${size(bytesRead)} of ${size(bytes)}`;
  const shown = look.verbose ? unread : unread.slice(0, 10);
  return [
    "",
    `${look.style("bold", "Read")}: ${files === 0 ? "nothing, there is no file" : amount}${unread.length === 0 ? "" : "; not read completely:"}`,
    ...shown.map((one) => fit(`  ${lineOf(one.file)}  ${lineOf(one.reason ?? "unread")} (${lineOf(one.kind)}, ${size(one.bytes)})`, look.width)),
    ...(unread.length > shown.length ? [`  and ${plural(unread.length - shown.length, "more file")}: --verbose shows them`] : []),
  ];
}

function size(bytes: number): string {
  return bytes < 10_240
    ? `${String(bytes)} bytes`
    : bytes < 10_485_760
      ? `${String(Math.round(bytes / 1024))} KiB`
      : `${String(Math.round(bytes / 1_048_576))} MiB`;
}
