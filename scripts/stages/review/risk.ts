import type { Gate } from "#kernel/capsule";
import type { Card, CardFinding, CardPermission, CardRisk, RiskLevel } from "#kernel/card";
import type { Finding, ScanReport, Severity } from "#kernel/finding";
import { type Permissions, listPermissions, parsePermissions, type PermissionKind, spellPermission } from "#kernel/permission";
import { lintMessage } from "./lint/lint.ts";
import type { LintFinding } from "./lint/rule.ts";

const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low", "info"];

/** What a permission lets happen, in the order of how much harm it can do. */
const MEANINGS: Readonly<Record<PermissionKind, string>> = {
  secrets: "reads this secret from the environment",
  network: "talks to this host",
  process: "runs this program",
  "filesystem.write": "changes files here",
  "filesystem.read": "reads files here",
};
const ORDER = Object.keys(MEANINGS);

/** Permissions of report and skill -> list for the card: what approving would grant first, then what was granted, then what it declares or only tells the agent to use. */
export function cardPermissions(report: ScanReport, declared: Permissions): readonly CardPermission[] {
  const { missing, granted } = report.permissions;
  const seen = report.capabilities.filter((one) => one.state === "listed");
  const only = [...new Set([...listPermissions(declared), ...seen].map(spellPermission))].filter((one) => !missing.includes(one) && !granted.includes(one));
  const rows = [...missing.map((one) => row(one, "asked")), ...granted.map((one) => row(one, "granted")), ...only.map((one) => row(one, "declared"))];
  const rank = ({ permission, state }: CardPermission) =>
    ["asked", "granted", "declared"].indexOf(state) * 10 + ORDER.findIndex((kind) => permission.startsWith(`${kind}:`));
  return rows.toSorted((a, b) => rank(a) - rank(b) || (a.permission < b.permission ? -1 : 1));
}

function row(permission: string, state: CardPermission["state"]): CardPermission {
  const kind = parsePermissions(permission)[0]?.kind;
  return { permission, state, meaning: kind === undefined ? "" : MEANINGS[kind] };
}

/** Findings of scan and lint -> one list, worst first: blocking before all, what was accepted last, then by severity, then by place. */
export function cardFindings(report: ScanReport, lint: readonly LintFinding[]): readonly CardFinding[] {
  const scanned = report.findings.filter((one) => one.disposition !== "grant").map(scanRow);
  const linted = lint.map(
    (one): CardFinding => ({
      rule: one.id,
      severity: one.level === "error" ? "high" : "low",
      blocking: one.level === "error",
      place: placeOf(one.file, one.line),
      message: lintMessage(one),
      fingerprint: null,
      accepted: null,
    }),
  );
  const rank = (one: CardFinding) => (one.blocking ? 0 : one.accepted === null ? 10 : 20) + SEVERITIES.indexOf(one.severity);
  return [...scanned, ...linted].toSorted((a, b) => rank(a) - rank(b) || (a.place < b.place ? -1 : a.place > b.place ? 1 : 0));
}

function scanRow(one: Finding): CardFinding {
  return {
    rule: one.ruleId,
    severity: one.severity,
    blocking: one.disposition === "block",
    place: placeOf(one.file, one.range.startLine),
    message: one.message,
    fingerprint: one.fingerprint,
    accepted: one.accepted?.reason ?? null,
  };
}

function placeOf(file: string, line: number): string {
  return line > 0 ? `${file}:${line}` : file;
}

const LEVELS: readonly RiskLevel[] = ["blocked", "high", "medium", "low"];
/** So many reasons stand in the headline. */
const HEADLINE = 3;
/** Characters of a message, and of a name, in a reason: the first line of a card has to stay one. */
const CLAUSE = 70;
const NAME = 48;

/** What the risk of a proposal is judged by. */
export type RiskFacts = Readonly<{
  permissions: readonly CardPermission[];
  findings: readonly CardFinding[];
  gates: readonly Gate[];
  why: Pick<Card["why"], "requests" | "success" | "failure" | "mixed">;
  nearest: Card["nearest"];
  trigger: Card["trigger"];
  budgets: Card["budgets"];
  replay: Card["replay"];
  status: Card["status"];
  /** The staged bytes are not those of the proposal. */
  changed: boolean;
  scripts: number;
}>;

/** Facts -> every reason for care, worst first, never empty. One bad thing decides the level; good things beside it change nothing. */
export function risksOf(facts: RiskFacts): readonly CardRisk[] {
  const found = [...standing(facts), ...checks(facts), ...powers(facts), ...warnings(facts), ...doubts(facts)];
  const risks = found.length > 0 ? found : [{ level: "low" as const, text: calm(facts) }];
  return risks.toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
}

/** The first reasons as the first line of a card: `HIGH RISK: it may talk to x.example; only 3 requests`. */
export function headlineOf(risks: readonly CardRisk[]): string {
  const level = risks[0]?.level ?? "low";
  const more = risks.length - HEADLINE;
  const reasons = risks.slice(0, HEADLINE).map((one) => one.text);
  return `${level === "blocked" ? "BLOCKED" : `${level.toUpperCase()} RISK`}: ${reasons.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}

function risk(level: RiskLevel, text: string): readonly CardRisk[] {
  return [{ level, text }];
}

function standing({ status, changed }: RiskFacts): readonly CardRisk[] {
  if (changed) return risk("blocked", "its files were changed since it was proposed");
  if (status === "expired") return risk("blocked", "its time for a decision is over; the next run proposes it anew");
  return ["staged", "approved", "promoted"].includes(status) ? [] : risk("blocked", `it is ${status} and cannot be approved`);
}

/** Blocking findings and failed gates; the gates that only repeat a blocking finding are not told twice. */
function checks({ findings, gates }: RiskFacts): readonly CardRisk[] {
  const blocking = findings.filter((one) => one.blocking);
  const failed = gates.filter((one) => one.result === "failed" && (blocking.length === 0 || (one.gate !== "scan" && one.gate !== "lint")));
  const [first] = blocking;
  const more = blocking.length > 1 ? `, and ${blocking.length - 1} more blocking` : "";
  return [
    ...(first === undefined ? [] : risk("blocked", `${clause(first.message)} (${first.rule} in ${first.place}${more})`)),
    ...failed.flatMap((one) => risk("blocked", `its ${one.gate} check failed: ${clause(one.detail)}`)),
  ];
}

const MAY: Readonly<Record<PermissionKind, readonly [level: RiskLevel, verb: string, any: string]>> = {
  network: ["high", "it may talk to", "any host"],
  secrets: ["high", "it may read the secret", "of any name"],
  process: ["high", "it may start", "any program"],
  "filesystem.write": ["medium", "it may change", "any file"],
  "filesystem.read": ["medium", "it may read", "any file"],
};
/** A folder that holds everything is as good as no limit. */
const EVERYTHING = /^(\*|\/|~)$/;

/** What it gets when it is approved, and which hosts and secrets its instructions send the agent to. */
function powers({ permissions }: RiskFacts): readonly CardRisk[] {
  const parsed = permissions.flatMap((one) => parsePermissions(one.permission).map(({ kind, value }) => ({ kind, value, own: one.state !== "declared" })));
  return (Object.keys(MAY) as PermissionKind[]).flatMap((kind) => {
    const [level, verb, any] = MAY[kind];
    const own = parsed.filter((one) => one.kind === kind && one.own).map((one) => one.value);
    const told = parsed.filter((one) => one.kind === kind && !one.own).map((one) => one.value);
    const wide = own.some((value) => EVERYTHING.test(value));
    return [
      ...(own.length === 0 ? [] : risk(wide ? "high" : level, `${verb} ${named(own, any)}`)),
      ...(told.length === 0 || (kind !== "network" && kind !== "secrets")
        ? []
        : risk("medium", `it tells the agent to ${kind === "network" ? "talk to" : "use the secret"} ${named(told, any)}`)),
    ];
  });
}

/** Of a long name both ends: `good.example.evil.example` must not read as the beginning of it. */
function short(name: string): string {
  return name.length > NAME ? `${name.slice(0, NAME / 2)}…${name.slice(1 - NAME / 2)}` : name;
}

/** At most two by name; the rest is counted. The widest stands for all. */
function named(values: readonly string[], any: string): string {
  if (values.includes("*")) return any;
  const [a = "", b, ...others] = values.map(short);
  if (b === undefined) return a;
  return others.length === 0 ? `${a} and ${b}` : `${a}, ${b} and ${others.length} more`;
}

function warnings({ findings }: RiskFacts): readonly CardRisk[] {
  return (["critical", "high", "medium"] as const).flatMap((severity) => {
    const found = findings.filter((one) => !one.blocking && one.accepted === null && one.severity === severity);
    const [first] = found;
    if (first === undefined) return [];
    return risk(severity === "medium" ? "medium" : "high", `${clause(first.message)}${found.length > 1 ? `, and ${found.length - 1} more ${severity}` : ""}`);
  });
}

/** What may make it useless or harmful without any bad intent. */
function doubts({ why, nearest, gates, scripts, trigger, budgets, replay }: RiskFacts): readonly CardRisk[] {
  const misses =
    trigger.verdict !== "clean" && trigger.verdict !== "not-enough-evidence" && !gates.some((one) => one.gate === "trigger" && one.result === "failed");
  const full = budgets.filter((one) => one.state === "over").map((one) => one.host);
  const against = replay.kind === "measured" ? replay.contradictions.length : 0;
  const unrun = scripts > 0 && gates.some((one) => one.gate === "smoke" && one.result === "not-run");
  return [
    ...(nearest === null || nearest.band === "distinct"
      ? []
      : risk("medium", nearest.band === "duplicate" ? `it says the same as ${short(nearest.name)}` : `it may be mistaken for ${short(nearest.name)}`)),
    ...(enough(why) ? [] : risk("medium", `little evidence: ${supportOf(why)}`)),
    ...(misses ? risk("medium", clause(trigger.detail)) : []),
    ...(against === 0 ? [] : risk("medium", `later work speaks against it ${against === 1 ? "once" : `${against} times`}`)),
    ...(full.length === 0 ? [] : risk("medium", `the skill listing of ${named(full, "")} has no room for it`)),
    ...(unrun ? risk("medium", "its script was never tried out") : []),
  ];
}

/**
 * Is there enough to say that it works more often than not? The lower bound of the 95 % Wilson score interval of the success rate
 * (a mixed outcome counts half) lies above one half: 4 of 4, 7 of 9, 15 of 22; not 3 of 3, not 4 of 5.
 */
export function enough({ success, failure, mixed }: RiskFacts["why"]): boolean {
  const m = success + failure + mixed;
  if (m === 0) return false;
  const p = (success + mixed / 2) / m;
  const square = 1.96 ** 2;
  return (p + square / (2 * m) - 1.96 * Math.sqrt((p * (1 - p)) / m + square / (4 * m * m))) / (1 + square / m) > 0.5;
}

function supportOf({ requests, success, failure, mixed }: RiskFacts["why"]): string {
  const asked = `${requests === 1 ? "1 request" : `${requests} requests`} only`;
  const parts = mixed > 0 ? `, ${mixed} in part` : "";
  return success + failure + mixed === 0 ? `${asked}, and no outcome is known` : `${asked}, ${success} of ${success + failure} worked${parts}`;
}

function calm({ scripts }: RiskFacts): string {
  return scripts === 0 ? "instructions only, it asks for no permission" : "its script asks for no permission";
}

/** The first sentence of a message, so that it can stand inside another. */
function clause(message: string): string {
  const [first = ""] = message.split(/(?<=[^.\s]{2})\.(?:\s|$)/);
  return first.length > CLAUSE ? `${first.slice(0, CLAUSE - 1)}…` : first;
}
