/** A row of policy/coverage.md: a technique of attack, what a scan without grants must say of it, and what it said. */
export type Technique = Readonly<{ id: string; name: string; expected: string; met: string }>;

/** Markdown of policy/coverage.md -> its rows. */
export function techniquesIn(markdown: string): readonly Technique[] {
  return [...markdown.matchAll(/^\| ([A-Z]{2}-\d{3}) \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$/gm)].map(([, id = "", name = "", expected = "", met = ""]) => ({
    id,
    name: name.trim(),
    expected: expected.trim(),
    met: met.trim(),
  }));
}
