import type { Gene } from "#kernel/gene";

/** What is to be emptied, what is left: ids of requests. `now` is milliseconds. */
type Forgetting = Readonly<{ lost: ReadonlySet<string>; left: ReadonlySet<string>; now: number }>;

/** Does a gene rest, in part or as a whole, on any of these requests? */
export function restsOn(gene: Gene, lost: ReadonlySet<string>): boolean {
  const parts = [gene, ...gene.preconditions, ...gene.steps, ...gene.gotchas, ...gene.rules, ...(gene.check === null ? [] : [gene.check])];
  return parts.some((part) => part.evidence.some((id) => lost.has(id)));
}

/**
 * Genes -> the same genes, those that rest on forgotten requests without a word, a value or a name out of any request: what is still known has to make them
 * anew. They keep their id, so that a skill made of them still finds them, and the ids of evidence that is left; a gene without any is retired.
 */
export function emptied(genes: readonly Gene[], { lost, left, now }: Forgetting): readonly Gene[] {
  const titles = new Set(genes.filter((gene) => restsOn(gene, lost)).map((gene) => gene.title));
  return genes.map((gene) => {
    if (restsOn(gene, lost)) return emptyOf(gene, left, now);
    const notFor = gene.notFor.filter((title) => !titles.has(title));
    return notFor.length === gene.notFor.length ? gene : { ...gene, notFor };
  });
}

/** Was it emptied, and not made anew since? */
export function isEmpty(gene: Gene): boolean {
  return gene.steps.length === 0;
}

function emptyOf(gene: Gene, left: ReadonlySet<string>, now: number): Gene {
  const evidence = gene.evidence.filter((id) => left.has(id));
  return {
    ...gene,
    version: gene.version + 1,
    status: evidence.length === 0 && gene.status === "active" ? "retired" : gene.status,
    name: `forgotten-${gene.id.slice("gene-".length)}`,
    title: "forgotten",
    action: "",
    object: "",
    wording: "",
    phrases: [],
    slots: [],
    preconditions: [],
    steps: [],
    check: null,
    gotchas: [],
    rules: [],
    terms: [],
    notFor: [],
    evidence,
    sessions: [],
    days: [],
    uses: 0,
    outcomes: { success: 0, failure: 0, mixed: 0, unknown: 0 },
    proof: {},
    successRate: 0,
    confidence: 0,
    firstSeen: null,
    lastSeen: null,
    updatedAt: new Date(now).toISOString(),
  };
}
