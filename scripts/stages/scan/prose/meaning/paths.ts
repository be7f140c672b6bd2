/** Paths are no longer than this; what is longer is no name. */
const LONGEST = 200;
const PART = /[\w./~@%-]/;
/** What follows a verb and not the name of a file: what it is done to, or where it goes. */
const DONE_TO = /^["'`\])]{0,3} (?:the|all|any|every\w*|each|it|them|this|that|these|those|your|their|his|her|an?|to|into|onto|at|via|user'?s?|whatever)\b/;

/**
 * Is a word at [from, to) a part of an address behind its host, or of a path between quotation marks ("'disable/impl.md'", "'lib/report/'")? Such a word orders
 * nothing; where the words go on as behind a verb, it may be one.
 */
export function isInPath(text: string, from: number, to: number): boolean {
  let [start, end] = [from, to];
  while (start > 0 && from - start < LONGEST && PART.test(text[start - 1] ?? "")) start--;
  while (end < text.length && end - to < LONGEST && PART.test(text[end] ?? "")) end++;
  const run = text.slice(start, end);
  if (text[start - 1] === ":" && run.startsWith("//")) return run.indexOf("/", 2) >= 0 && start + run.indexOf("/", 2) < from;
  if (!/['"]/.test(text[start - 1] ?? "") || text[end] !== text[start - 1] || DONE_TO.test(text.slice(end, end + 40))) return false;
  return /\w\/(?:[\w./-]*\/|[\w./-]*\.[a-z]{1,5})$/.test(run);
}
