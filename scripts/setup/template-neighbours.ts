/** What text of a template stands next to a value: blocks may vanish or repeat, so there can be several candidates, and the worst one counts. */
type Statement = hbs.AST.Statement;

/** Characters right after, and right before, a value that would change what its escaping means. */
export const FIRST = /^`/;
export const LAST = /[`!\\]$/;

/** The plain text right after statement `at`; null when a value may stand there. A block can vanish, then what follows it counts as well. */
export function textAfter(body: readonly Statement[], at: number, end: string | null): string | null {
  const next = body[at + 1];
  if (next === undefined) return end;
  if (isContent(next) && next.value !== "") return next.value;
  if (isMustache(next)) return null;
  const beyond = textAfter(body, at + 1, end);
  if (!isBlock(next)) return beyond;
  const inverse = inverseOf(next);
  return joined(textAfter(next.program.body, -1, beyond), inverse === null ? beyond : textAfter(inverse, -1, beyond), FIRST);
}

/** The plain text right before statement `at`, as above. */
export function textBefore(body: readonly Statement[], at: number, start: string | null): string | null {
  const previous = body[at - 1];
  if (previous === undefined) return start;
  if (isContent(previous) && previous.value !== "") return previous.value;
  if (isMustache(previous)) return null;
  const beyond = textBefore(body, at - 1, start);
  if (!isBlock(previous)) return beyond;
  const inverse = inverseOf(previous);
  const inside = (part: readonly Statement[]) => textBefore(part, part.length, beyond);
  return joined(inside(previous.program.body), inverse === null ? beyond : inside(inverse), LAST);
}

/** Two texts that can stand in one place -> the worse of both; null when either is no text. */
export function joined(one: string | null, other: string | null, bad: RegExp): string | null {
  return one === null || other === null ? null : bad.test(other) ? other : one;
}

/** The part after `{{else}}`; the parser leaves it out where its types say that it is always there. */
export function inverseOf(node: hbs.AST.BlockStatement): readonly Statement[] | null {
  return (node as Partial<hbs.AST.BlockStatement>).inverse?.body ?? null;
}

export function isContent(node: Statement): node is hbs.AST.ContentStatement {
  return node.type === "ContentStatement";
}
export function isMustache(node: Statement): node is hbs.AST.MustacheStatement {
  return node.type === "MustacheStatement";
}
export function isBlock(node: Statement): node is hbs.AST.BlockStatement {
  return node.type === "BlockStatement";
}
