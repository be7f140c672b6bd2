import { canonicalJson } from "#kernel/canonical-json";
import { digestOfJson } from "#kernel/digest";
import { confidenceOf, successRateOf } from "#kernel/confidence";
import type { Gene } from "#kernel/gene";
import { dayOf, type OutcomeLabel, type Request } from "#kernel/trace";
import { isEmpty } from "./forgotten.ts";
import type { GeneContent } from "./gene.ts";
import { geneIdOf, less, type Place } from "./lineage.ts";
import { isSame } from "./rules.ts";

type Context = Readonly<{ requests: ReadonlyMap<string, Request>; policyDigest: string; now: number; tool: string }>;

const MOST_RULES = 8;

/**
 * New content and the gene it belongs to (null: a new one) -> the gene as it stands now; `change` is null when nothing did. `takers` says whose each request is: what
 * went to another gene is no evidence of this one any more.
 */
export function reconcile(
  content: GeneContent,
  { kept, splitFrom }: Pick<Place, "kept" | "splitFrom">,
  context: Context,
  { names, takers }: Readonly<{ names: ReadonlySet<string>; takers: ReadonlyMap<string, string> }>,
): Readonly<{ gene: Gene; change: "created" | "updated" | null }> {
  const { pattern, ...fresh } = content;
  const made = { policy: context.policyDigest, tool: context.tool.slice(0, 40) };
  const at = new Date(context.now).toISOString();
  if (kept === null) {
    const gene: Gene = {
      id: geneIdOf(pattern),
      version: 1,
      status: "active",
      mergedInto: null,
      splitFrom,
      ...fresh,
      name: freeName(fresh.name, names),
      createdAt: at,
      updatedAt: at,
      madeFrom: { requests: digestOfJson(fresh.evidence), ...made },
    };
    return { gene, change: "created" };
  }
  // Fewer days were read than before: what is known already stays known, nothing new is learned from seeing less.
  const isWhole = kept.evidence.every((id) => (takers.get(id) ?? kept.id) === kept.id);
  if (
    kept.status === "active" &&
    isWhole &&
    !isEmpty(kept) &&
    fresh.evidence.every((id) => kept.evidence.includes(id)) &&
    fresh.evidence.length < kept.evidence.length
  )
    return { gene: kept, change: null };
  const joined = { ...withOlder(fresh, kept, context.requests, takers), name: isEmpty(kept) ? freeName(fresh.name, names) : kept.name };
  const gene: Gene = {
    ...kept,
    ...joined,
    status: "active",
    mergedInto: null,
    splitFrom: kept.status === "active" ? kept.splitFrom : (splitFrom ?? kept.splitFrom),
    version: kept.version + 1,
    updatedAt: at,
    madeFrom: { requests: digestOfJson(joined.evidence), ...made },
  };
  return contentText(gene) === contentText(kept) ? { gene: kept, change: null } : { gene, change: "updated" };
}

type Fresh = Omit<GeneContent, "pattern">;

/** Evidence that this run did not read is added from the gene as it stood: ids, sessions, days and outcomes. */
function withOlder(fresh: Fresh, kept: Gene, requests: ReadonlyMap<string, Request>, takers: ReadonlyMap<string, string>): Fresh {
  const own = new Set(fresh.evidence);
  const older = kept.evidence.filter((id) => !requests.has(id) && !own.has(id) && (takers.get(id) ?? kept.id) === kept.id);
  if (older.length === 0) return fresh;
  const readAgain = kept.evidence.filter((id) => requests.has(id));
  const olderOf = (label: OutcomeLabel): number =>
    Math.max(0, kept.outcomes[label] - readAgain.filter((id) => requests.get(id)?.outcome.label === label).length);
  const outcomes = {
    success: fresh.outcomes.success + olderOf("success"),
    failure: fresh.outcomes.failure + olderOf("failure"),
    mixed: fresh.outcomes.mixed + olderOf("mixed"),
    unknown: fresh.outcomes.unknown + olderOf("unknown"),
  };
  const now = readAgain.flatMap((id) => requests.get(id) ?? []);
  const [gone, left] = [now.filter((one) => !own.has(one.id)), now.filter((one) => own.has(one.id))];
  const sessions = union(
    fresh.sessions,
    less(kept.sessions, gone, left, (one) => one.session),
  );
  const days = union(
    fresh.days,
    less(kept.days, gone, left, (one) => dayOf(one.at) ?? ""),
  );
  return {
    ...fresh,
    rules: [...fresh.rules, ...olderRules(fresh, kept, requests)].slice(0, MOST_RULES),
    evidence: union(fresh.evidence, older),
    sessions,
    days,
    uses: fresh.uses + older.length,
    outcomes,
    proof: olderProof(fresh, kept, readAgain, requests),
    successRate: successRateOf(outcomes),
    confidence: confidenceOf(outcomes, { sessions: sessions.length, days: days.length }),
    firstSeen: [fresh.firstSeen, kept.firstSeen].filter((one) => one !== null).sort()[0] ?? null,
    lastSeen:
      [fresh.lastSeen, kept.lastSeen]
        .filter((one) => one !== null)
        .sort()
        .at(-1) ?? null,
  };
}

/** Rules of which nothing was read now; what was read now is judged now. */
function olderRules(fresh: Fresh, kept: Gene, requests: ReadonlyMap<string, Request>): Gene["rules"] {
  const told = fresh.rules.map((one) => ({ ...one, what: one.quote }));
  return kept.rules.filter((one) => one.evidence.every((id) => !requests.has(id)) && !told.some((other) => isSame({ ...one, what: one.quote }, other)));
}

/** Kinds of evidence of the requests read now, and of those that were not what the gene had counted of them. */
function olderProof(fresh: Fresh, kept: Gene, readAgain: readonly string[], requests: ReadonlyMap<string, Request>): Gene["proof"] {
  const again = (code: string): number => readAgain.filter((id) => requests.get(id)?.outcome.because.some((one) => one.code === code) === true).length;
  const codes = union(Object.keys(fresh.proof), Object.keys(kept.proof));
  const counts = codes.map((code) => [code, (fresh.proof[code] ?? 0) + Math.max(0, (kept.proof[code] ?? 0) - again(code))] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])].sort();
}

function contentText(gene: Gene): string {
  const { version: _version, createdAt: _created, updatedAt: _updated, madeFrom: _made, ...content } = gene;
  return canonicalJson(content);
}

function freeName(name: string, names: ReadonlySet<string>): string {
  if (!names.has(name)) return name;
  for (let number = 2; ; number++) {
    const other = `${name.slice(0, 31 - String(number).length).replace(/-+$/, "")}-${number}`;
    if (!names.has(other)) return other;
  }
}
