/** Concepts that are things; all others are kinds of work. A pattern needs a thing, or a value in its place, beside the work. */
export const THING_CONCEPTS: ReadonlySet<string> = new Set(
  "pr issue mail weather meeting invoice expense photo report file folder price table todo note log total schedule backup database branch commit server playlist newsletter".split(
    " ",
  ),
);
