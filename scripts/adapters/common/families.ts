/** A log that begins with a record of its own id; the time is its own even where the record was copied. */
export type Beginning = Readonly<{ path: string; first: string; at: number }>;

/**
 * Beginnings of logs -> for each copy the logs it repeats. A fork copies records under their old ids, the first one with
 * them, so logs with one first id are a family, and its earliest is the original.
 */
export function earlierOf(beginnings: readonly Beginning[]): ReadonlyMap<string, readonly string[]> {
  const families = new Map<string, Beginning[]>();
  for (const one of beginnings) {
    const family = families.get(one.first);
    if (family === undefined) families.set(one.first, [one]);
    else family.push(one);
  }
  const earlier = new Map<string, readonly string[]>();
  for (const family of families.values()) {
    const paths = family.toSorted((a, b) => a.at - b.at || (a.path < b.path ? -1 : 1)).map((one) => one.path);
    for (let at = 1; at < paths.length; at += 1) earlier.set(paths[at] ?? "", paths.slice(0, at));
  }
  return earlier;
}
