/**
 * The tree that the entries of a file form. The branch that counts is the path from the last entry to the root; a
 * prompt beside it was left for another try.
 */
export class Branches {
  private readonly parents = new Map<string, string | null>();
  private last: string | null = null;

  /** An entry in the order of the file. One whose parent is not there (a broken line, version 1) follows the entry before. */
  add(id: string, parent: string | null | undefined): void {
    const isRoot = parent === null;
    const isKnown = typeof parent === "string" && this.parents.has(parent);
    this.parents.set(id, isRoot ? null : isKnown ? parent : this.last);
    this.last = id;
  }

  /** The program went back to this entry without writing another. */
  moveTo(id: string): void {
    if (this.parents.has(id)) this.last = id;
  }

  has(id: string): boolean {
    return this.parents.has(id);
  }

  /** Of these entries, those that are not on the way from the last entry to the root. */
  left(ids: readonly string[]): readonly string[] {
    const current = new Set<string>();
    for (let at = this.last; at !== null && !current.has(at); at = this.parents.get(at) ?? null) current.add(at);
    return ids.filter((id) => !current.has(id));
  }
}
