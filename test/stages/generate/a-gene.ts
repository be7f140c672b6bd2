import type { Gene, Step } from "#kernel/gene";

const TIME = "2026-03-09T08:00:00.000Z";

/** A step seen in all of nine successful requests. */
export function aStep(line: string, parts: Partial<Step> = {}): Step {
  return {
    tool: "exec",
    kind: "run",
    verb: line.split(" ").slice(0, 2).join(" "),
    line,
    seen: 9,
    of: 9,
    evidence: ["req-0001aa", "req-0002bb", "req-0003cc", "req-0004dd"],
    ...parts,
  };
}

/** A believable gene: the weekly list of pull requests; any part can be replaced. */
export function aGene(parts: Partial<Gene> = {}): Gene {
  return {
    id: "gene-0123456789ab",
    version: 2,
    status: "active",
    mergedInto: null,
    splitFrom: null,
    name: "list-pull-requests",
    title: "List open pull requests",
    action: "list",
    object: "pull request",
    wording: "show me the open pull requests of {repo}",
    phrases: ["show me the open pull requests of acme/shop", "which PRs are open in acme/api?", "list open PRs for acme/web please"],
    slots: [{ name: "repo", type: "id", examples: ["acme/shop", "acme/api", "acme/web"], distinct: 5, trusted: true }],
    preconditions: [],
    steps: [aStep("gh pr list --repo {repo} --state open --json number,title,author"), aStep("gh pr checks --repo {repo}", { seen: 3 })],
    check: aStep("gh pr list --repo {repo} --state open --json number", { seen: 7 }),
    gotchas: [{ failed: "gh pr ls {repo}", instead: "gh pr list --repo {repo}", seen: 2, evidence: ["req-0005ee"] }],
    rules: [],
    terms: ["pull", "requests", "PRs", "open"],
    notFor: ["merge a pull request"],
    evidence: ["req-0001aa", "req-0002bb", "req-0003cc", "req-0004dd", "req-0005ee"],
    sessions: ["s1", "s2", "s3", "s4", "s5", "s6", "s7"],
    days: ["2026-03-02", "2026-03-03", "2026-03-05", "2026-03-09"],
    uses: 11,
    outcomes: { success: 9, failure: 1, mixed: 0, unknown: 1 },
    proof: {},
    successRate: 0.9,
    confidence: 0.81,
    firstSeen: TIME,
    lastSeen: TIME,
    createdAt: TIME,
    updatedAt: TIME,
    madeFrom: { requests: "a".repeat(64), policy: "b".repeat(64), tool: "skill-forge 0.1.0" },
    ...parts,
  };
}

/** A gene about granted CSV files, which the report template claims. */
export function aReportGene(parts: Partial<Gene> = {}): Gene {
  return aGene({
    id: "gene-aaaaaaaaaaaa",
    version: 1,
    name: "summarize-sales-csv",
    title: "Summarize a sales CSV by region",
    action: "summarize",
    object: "csv",
    wording: "summarize {file} by region",
    phrases: ["summarize ~/sales/2026-01.csv by region", "give me totals per region from ~/sales/2026-02.csv"],
    slots: [{ name: "file", type: "path", examples: ["~/sales/2026-01.csv", "~/sales/2026-02.csv"], distinct: 4, trusted: true }],
    steps: [aStep("{file}", { tool: "read", kind: "read", verb: "read" })],
    check: null,
    gotchas: [],
    rules: [],
    terms: ["summarize", "sales", "region"],
    notFor: [],
    ...parts,
  });
}

/** A gene about converting CSV files, which the transform template claims. */
export function aTransformGene(parts: Partial<Gene> = {}): Gene {
  return aReportGene({
    id: "gene-bbbbbbbbbbbb",
    name: "convert-orders-to-json",
    title: "Convert an orders CSV to JSON",
    action: "convert",
    object: "csv",
    wording: "convert {file} to json",
    phrases: ["convert ~/orders/week-01.csv to json", "turn ~/orders/week-02.csv into json"],
    slots: [
      { name: "file", type: "path", examples: ["~/orders/week-01.csv", "~/orders/week-02.csv"], distinct: 4, trusted: true },
      { name: "target", type: "path", examples: ["~/orders/json/week-01.json"], distinct: 4, trusted: true },
    ],
    steps: [aStep("{file}", { tool: "read", kind: "read", verb: "read" }), aStep("{target}", { tool: "write", kind: "write", verb: "write" })],
    terms: ["convert", "orders", "json"],
    ...parts,
  });
}

/** A gene whose every step gets an address of one host, which the fetch template claims. */
export function aFetchGene(parts: Partial<Gene> = {}): Gene {
  return aGene({
    id: "gene-cccccccccccc",
    name: "list-open-issues",
    title: "List the open issues of {repo}",
    object: "issue",
    wording: "list the open issues of {repo}",
    phrases: ["list the open issues of acme/shop", "which issues are open in acme/api?"],
    steps: [aStep("curl -sSf https://api.tracker.example/repos/{repo}/issues?state=open", { kind: "network", verb: "curl" })],
    check: null,
    gotchas: [],
    terms: ["issues", "open"],
    notFor: [],
    ...parts,
  });
}

/** A gene of looks that are not always done, which the checklist template claims. */
export function aChecklistGene(parts: Partial<Gene> = {}): Gene {
  return aGene({
    id: "gene-dddddddddddd",
    name: "check-before-release",
    title: "Check {repo} before a release",
    action: "check",
    object: "release",
    steps: [
      aStep("git -C {repo} status --short"),
      aStep("git -C {repo} log --oneline -5", { seen: 6 }),
      aStep("npm --prefix {repo} outdated", { seen: 4 }),
      aStep("{repo}/CHANGELOG.md", { kind: "read", tool: "read", verb: "read", seen: 7 }),
    ],
    ...parts,
  });
}

/** One gene, or two, that each template serves by itself. */
export const GENES_OF: Readonly<Record<string, readonly Gene[]>> = {
  checklist: [aChecklistGene()],
  composite: [aGene(), aTransformGene()],
  fetch: [aFetchGene()],
  procedure: [aGene()],
  report: [aReportGene()],
  transform: [aTransformGene()],
};
