import { digestOf } from "#kernel/digest";
import type { Disposition, Finding, Severity } from "#kernel/finding";
import { spellPermission } from "#kernel/permission";
import { escapeText } from "#kernel/escape-text";
import type { Mark } from "./mark.ts";
import { messageOf, orderOf, ruleOf } from "./rules.ts";
import { lineStartsOf, rangeOf } from "./text/positions.ts";
import { snippetOf } from "./text/snippet.ts";

export type Located = Readonly<{ path: string; text: string; mark: Mark }>;

const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low", "info"];
const DISPOSITIONS: readonly Disposition[] = ["block", "grant", "warn", "note"];

/** Marks -> findings: deduplicated, fingerprinted, worst first. Past `limit` the least grave are dropped and a finding says so. */
export function findingsOf(located: readonly Located[], limit: number): readonly Finding[] {
  const starts = new Map<string, readonly number[]>();
  const occurrences = new Map<string, number>();
  const seen = new Set<string>();
  const inOrder = [...located].sort(
    (a, b) =>
      compare(a.path, b.path) ||
      a.mark.start - b.mark.start ||
      a.mark.end - b.mark.end ||
      compare(a.mark.rule, b.mark.rule) ||
      compare(permissionOf(a.mark) ?? "", permissionOf(b.mark) ?? ""),
  );
  const findings: Finding[] = [];
  for (const one of inOrder) {
    const identity = JSON.stringify([one.path, one.mark.rule, one.mark.start, one.mark.end, permissionOf(one.mark), one.mark.args ?? {}]);
    if (seen.has(identity)) continue;
    seen.add(identity);
    const key = `${one.path}\u0000${String(one.text.length)}`;
    const lines = starts.get(key) ?? lineStartsOf(one.text);
    starts.set(key, lines);
    findings.push(findingOf(one, lines, occurrences));
  }
  findings.sort(
    (a, b) =>
      DISPOSITIONS.indexOf(a.disposition) - DISPOSITIONS.indexOf(b.disposition) ||
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      orderOf(a.ruleId) - orderOf(b.ruleId),
  );
  if (findings.length <= limit) return findings;
  const dropped = findings.length - limit + 1;
  const told = findingOf(
    {
      path: findings[limit]?.file ?? "",
      text: "",
      mark: { rule: "scan-truncated", start: 0, end: 0, args: { why: `${String(dropped)} more findings than the limit of ${String(limit)}` } },
    },
    [0],
    new Map(),
  );
  return [told, ...findings.slice(0, limit - 1)];
}

function findingOf({ path, text, mark }: Located, starts: readonly number[], occurrences: Map<string, number>): Finding {
  const rule = ruleOf(mark.rule);
  const snippet = snippetOf(text, mark.start, mark.end);
  const permission = permissionOf(mark);
  const place = JSON.stringify([mark.rule, path, snippet.replace(/\s+/g, " "), permission]);
  const occurrence = (occurrences.get(place) ?? 0) + 1;
  occurrences.set(place, occurrence);
  const args = Object.fromEntries(Object.entries(mark.args ?? {}).map(([name, value]) => [name, escapeText(value)]));
  return {
    ruleId: mark.rule,
    category: rule?.category ?? "unread",
    severity: mark.severity ?? rule?.severity ?? "high",
    disposition: mark.disposition ?? rule?.disposition ?? "block",
    message: messageOf(mark.rule, args),
    file: path,
    range: rangeOf(starts, mark.start, mark.end),
    snippet,
    evidence: (mark.evidence ?? []).map(escapeText),
    permission,
    fingerprint: digestOf(`skill-forge/finding/v1\n${place}\n${String(occurrence)}`),
    suppressed: false,
  };
}

function permissionOf(mark: Mark): string | null {
  return mark.permission === undefined ? null : spellPermission(mark.permission);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
