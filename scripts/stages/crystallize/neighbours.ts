import type { Pattern } from "#kernel/pattern";

const MOST = 3;

/** A pattern and all of them -> titles of the others that share most of its terms: what a skill for it must not be mistaken for. */
export function notForOf(pattern: Pattern, all: readonly Pattern[]): readonly string[] {
  const terms = new Set(pattern.terms);
  return all
    .filter((other) => other.id !== pattern.id)
    .map((other) => ({ title: other.title.slice(0, 120), near: alike(terms, other.terms) }))
    .filter(({ near }) => near > 0)
    .sort((a, b) => b.near - a.near || (a.title < b.title ? -1 : 1))
    .slice(0, MOST)
    .map(({ title }) => title);
}

function alike(terms: ReadonlySet<string>, others: readonly string[]): number {
  const shared = others.filter((term) => terms.has(term)).length;
  return shared === 0 ? 0 : shared / (terms.size + others.length - shared);
}
