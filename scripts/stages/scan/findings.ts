import { type Digest, digestOf } from "#kernel/digest";
import type { Acceptance, Disposition, Finding, Severity } from "#kernel/finding";
import { spellPermission } from "#kernel/permission";
import { escapeText } from "#kernel/escape-text";
import { dispositionOf } from "./collect.ts";
import type { Mark } from "./mark.ts";
import { messageOf, orderOf, ruleOf } from "./rules.ts";
import { excerptOf } from "./text/excerpt.ts";
import { lineStartsOf, rangeOf } from "./text/positions.ts";
import { snippetOf } from "./text/snippet.ts";

export type Located = Readonly<{ path: string; text: string; mark: Mark }>;

const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low", "info"];
const DISPOSITIONS: readonly Disposition[] = ["block", "grant", "warn", "note"];

/** Marks -> findings: deduplicated, fingerprinted, worst first. Past `limit` the least grave are dropped and a finding says so. */
export function findingsOf(located: readonly Located[], limit: number): readonly Finding[] {
  const placed = withoutEchoes(inOrder(located));
  const kept = placed.length <= limit ? placed : gravest(placed, limit - 1);
  const starts = new Map<string, readonly number[]>();
  const occurrences = new Map<string, number>();
  const findings = kept.map((one) => {
    const lines = starts.get(one.text) ?? lineStartsOf(one.text);
    starts.set(one.text, lines);
    return findingOf(one, lines, occurrences);
  });
  findings.sort(
    (a, b) =>
      DISPOSITIONS.indexOf(a.disposition) - DISPOSITIONS.indexOf(b.disposition) ||
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      orderOf(a.ruleId) - orderOf(b.ruleId),
  );
  const dropped = placed.length - kept.length;
  if (dropped === 0) return findings;
  const why = `${String(dropped)} more findings than the limit of ${String(limit)}`;
  // Notes without a permission change nothing that is decided: where only such are left out, everything that counts is in the report.
  const stays = new Set(kept);
  const isHarmless = placed.every((one) => stays.has(one) || (dispositionOf(one.mark) === "note" && one.mark.permission === undefined));
  const mark: Mark = {
    rule: "scan-truncated",
    start: 0,
    end: 0,
    args: { why },
    ...(isHarmless ? { disposition: "warn" as const, severity: "medium" as const } : {}),
  };
  return [findingOf({ path: findings[0]?.file ?? "", text: "", mark }, [0], occurrences), ...findings];
}

/** Marks by file and place, each once. */
function inOrder(located: readonly Located[]): readonly Located[] {
  const seen = new Set<string>();
  return located
    .map((one) => ({ one, permission: permissionOf(one.mark) }))
    .sort(
      ({ one: a, permission: left }, { one: b, permission: right }) =>
        compare(a.path, b.path) ||
        a.mark.start - b.mark.start ||
        a.mark.end - b.mark.end ||
        compare(a.mark.rule, b.mark.rule) ||
        compare(left ?? "", right ?? ""),
    )
    .flatMap(({ one, permission }) => {
      const identity = JSON.stringify([one.path, one.mark.rule, one.mark.start, one.mark.end, permission, one.mark.args ?? {}]);
      if (seen.has(identity)) return [];
      seen.add(identity);
      return [one];
    });
}

/**
 * Two readers of one text (a line and the code in it) say the same of places that lie in each other: one finding, at the narrower place, as grave as
 * the graver. `marks` are in order of their start.
 */
function withoutEchoes(marks: readonly Located[]): readonly Located[] {
  const last = new Map<string, number>();
  const kept: Located[] = [];
  for (const one of marks) {
    const key = JSON.stringify([one.path, one.mark.rule, permissionOf(one.mark), one.mark.args ?? {}]);
    const at = last.get(key) ?? -1;
    const before = kept[at];
    if (before === undefined || one.mark.start >= before.mark.end || one.text !== before.text) {
      last.set(key, kept.length);
      kept.push(one);
    } else kept[at] = graver(before, one);
  }
  return kept;
}

function graver(a: Located, b: Located): Located {
  const narrow = b.mark.end - b.mark.start < a.mark.end - a.mark.start ? b : a;
  const grave = (one: Located) => DISPOSITIONS.indexOf(dispositionOf(one.mark)) * SEVERITIES.length + SEVERITIES.indexOf(severityOf(one.mark));
  const worst = grave(b) < grave(a) ? b : a;
  return { ...narrow, mark: { ...narrow.mark, disposition: dispositionOf(worst.mark), severity: severityOf(worst.mark) } };
}

/** The `limit` gravest marks, in the order they came in: only what is shown is put into words. */
function gravest(placed: readonly Located[], limit: number): readonly Located[] {
  const ranks = placed.map(({ mark }, at) => ({
    at,
    rank: [DISPOSITIONS.indexOf(dispositionOf(mark)), SEVERITIES.indexOf(severityOf(mark)), orderOf(mark.rule)],
  }));
  ranks.sort((a, b) => a.rank.reduce((sum, one, part) => (sum !== 0 ? sum : one - (b.rank[part] ?? 0)), 0) || a.at - b.at);
  const kept = new Set(ranks.slice(0, limit).map(({ at }) => at));
  return placed.filter((_, at) => kept.has(at));
}

function severityOf(mark: Mark): Severity {
  return mark.severity ?? ruleOf(mark.rule)?.severity ?? "high";
}

function findingOf({ path, text, mark }: Located, starts: readonly number[], occurrences: Map<string, number>): Finding {
  const rule = ruleOf(mark.rule);
  const snippet = snippetOf(text, mark.start, mark.end);
  const permission = permissionOf(mark);
  const place = JSON.stringify([mark.rule, path, snippet.replace(/\s+/g, " "), permission]);
  const occurrence = (occurrences.get(place) ?? 0) + 1;
  occurrences.set(place, occurrence);
  const range = rangeOf(starts, mark.start, mark.end);
  const args = Object.fromEntries(Object.entries(mark.args ?? {}).map(([name, value]) => [name, escapeText(value)]));
  return {
    ruleId: mark.rule,
    category: rule?.category ?? "unread",
    severity: severityOf(mark),
    disposition: dispositionOf(mark),
    message: messageOf(mark.rule, args),
    file: path,
    range,
    snippet,
    // a mark without length is about the file, not about a place in it
    excerpt: mark.end <= mark.start ? null : excerptOf(text, starts[range.startLine - 1] ?? 0, starts[range.startLine] ?? text.length, mark.start, mark.end),
    evidence: (mark.evidence ?? []).map(escapeText),
    flow: (mark.flow ?? []).map((step) => ({
      file: step.path ?? path,
      range: step.path === undefined || step.path === path ? rangeOf(starts, step.start, step.end) : null,
      message: escapeText(step.says),
    })),
    permission,
    fingerprint: digestOf(`skill-forge/finding/v1\n${place}\n${String(occurrence)}`),
    suppressed: false,
    accepted: null,
  };
}

/** Findings of one tree, acceptances -> the same findings, with each warning that was accepted in exactly this tree marked so. Nothing but a warning can be. */
export function withAccepted(findings: readonly Finding[], accepted: readonly Acceptance[], tree: Digest): readonly Finding[] {
  const known = new Map(accepted.filter((one) => one.tree === tree && one.reason.trim() !== "").map((one) => [one.fingerprint, one]));
  return findings.map((finding) => {
    const one = finding.disposition === "warn" ? known.get(finding.fingerprint) : undefined;
    return one === undefined ? finding : { ...finding, suppressed: true, accepted: { reason: one.reason, by: one.by, at: one.at } };
  });
}

function permissionOf(mark: Mark): string | null {
  if (mark.permission === undefined) return null;
  const { kind, value } = mark.permission;
  // nobody can grant an empty name: what has none cannot be told, so it is the worst case
  return spellPermission({ kind, value: value.trim() === "" ? "*" : value });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
