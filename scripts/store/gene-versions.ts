type Fields = Readonly<Record<string, unknown>>;

/** genes.json of version 1 -> version 2: outcomes can be mixed and have kinds of evidence, and there are rules. What was not counted then is not made up now. */
export function withOutcomes(old: Fields): unknown {
  return newer(old, 2, (gene) => ({
    ...gene,
    outcomes: isFields(gene["outcomes"]) ? { mixed: 0, ...gene["outcomes"] } : gene["outcomes"],
    proof: {},
    rules: [],
  }));
}

/** genes.json of version 2 -> version 3: genes say what has to hold first, and which gene they were split from. The next run finds out what has to hold. */
export function withPreconditions(old: Fields): unknown {
  return newer(old, 3, (gene) => ({ ...gene, preconditions: [], splitFrom: null }));
}

function newer(old: Fields, schemaVersion: number, make: (gene: Fields) => Fields): unknown {
  const { genes } = old;
  return { ...old, schemaVersion, genes: Array.isArray(genes) ? genes.map((gene: unknown) => (isFields(gene) ? make(gene) : gene)) : genes };
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
