type Fields = Readonly<Record<string, unknown>>;

/** genes.json of version 1 -> version 2: outcomes can be mixed and have kinds of evidence, and there are rules. What was not counted then is not made up now. */
export function newerGenes(old: Fields): unknown {
  const { genes } = old;
  return { ...old, schemaVersion: 2, genes: Array.isArray(genes) ? genes.map(newerGene) : genes };
}

function newerGene(gene: unknown): unknown {
  if (!isFields(gene)) return gene;
  return { ...gene, outcomes: isFields(gene["outcomes"]) ? { mixed: 0, ...gene["outcomes"] } : gene["outcomes"], proof: {}, rules: [] };
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
