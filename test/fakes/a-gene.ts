import type { Gene } from "#kernel/gene";

/** A valid gene with the given differences. */
export function aGene(differences: Partial<Gene> = {}): Gene {
  return {
    id: "gene-0123456789ab",
    version: 1,
    status: "active",
    mergedInto: null,
    name: "list-invoices",
    title: "List the invoices of {month}",
    action: "list",
    object: "invoice",
    wording: "list the invoices of {month}",
    phrases: ["list the invoices of march"],
    slots: [],
    steps: [{ tool: "exec", kind: "run", verb: "ls", line: "ls ~/invoices", seen: 4, of: 4, evidence: ["req-1"] }],
    check: null,
    gotchas: [],
    rules: [],
    terms: ["invoice"],
    notFor: [],
    evidence: ["req-1"],
    sessions: ["a", "b", "c"],
    days: ["2026-03-01", "2026-03-02"],
    uses: 4,
    outcomes: { success: 4, failure: 0, mixed: 0, unknown: 0 },
    proof: {},
    successRate: 1,
    confidence: 0.4,
    firstSeen: null,
    lastSeen: null,
    createdAt: "2026-03-02T00:00:00.000Z",
    updatedAt: "2026-03-02T00:00:00.000Z",
    madeFrom: { requests: "0".repeat(64), policy: "0".repeat(64), tool: "0" },
    ...differences,
  };
}
