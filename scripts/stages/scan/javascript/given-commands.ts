import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import type { Report } from "../mark.ts";
import { givenCommands, takesCommands } from "../given-commands.ts";
import { keyName } from "./binding.ts";
import type { Node } from "./tree.ts";
import { textOf } from "./fold.ts";
import type { Resolver } from "./value.ts";

/** Commands that are given to what comes from outside of the file and is not known (execa, zx, `terminal.sendText("...")`): what no skill needs is a mark. */
export function findGivenCommands(resolver: Resolver, report: Report): void {
  const check = givenCommands(resolver.tree.text.length, report);
  for (const node of resolver.tree.nodes) {
    const callee = node.type === T.CallExpression ? node.callee : node.type === T.TaggedTemplateExpression ? node.tag : null;
    if (callee === null || !takesCommands(calledName(callee)) || isPattern(resolver, callee)) continue;
    // What the file itself does with it, or the runtime, is judged as what it is.
    if (
      resolver
        .valuesOf(callee)
        .some((one) => one.kind === "function" || (one.kind === "thing" && /^(?:module:(?:node:)?child_process|method)\./.test(one.name)))
    )
      continue;
    const [start, end] = node.range;
    if (node.type === T.TaggedTemplateExpression) check([node.quasi.quasis.map(({ value }) => value.cooked ?? "").join("…")], { start, end });
    else if (node.type === T.CallExpression) check(wordsOf(resolver, node.arguments), { start, end });
  }
}

/** `/a/.exec(text)`, also of a pattern that has a name. */
function isPattern(resolver: Resolver, callee: Node): boolean {
  if (callee.type !== T.MemberExpression) return false;
  const binding = callee.object.type === T.Identifier ? resolver.scopes.bindingOf(callee.object) : null;
  const made = binding === null ? [callee.object] : binding.writes.flatMap((write) => write.from ?? []);
  return made.some(
    (one) => (one.type === T.Literal && "regex" in one) || (one.type === T.NewExpression && one.callee.type === T.Identifier && one.callee.name === "RegExp"),
  );
}

function calledName(callee: Node): string {
  if (callee.type === T.Identifier) return callee.name;
  // `$({ shell: true })\`...\``: what a call gives is called again.
  if (callee.type === T.CallExpression) return calledName(callee.callee);
  return callee.type === T.MemberExpression && !callee.computed ? keyName(callee.property) : "";
}

/** `execa("sh", ["-c", "..."])`: the words of a list stand for themselves. */
function wordsOf(resolver: Resolver, given: readonly Node[]): readonly (string | null)[] {
  return given.slice(0, 2).flatMap((one) => {
    const values = resolver.valuesOf(one);
    const only = values.length === 1 ? values[0] : undefined;
    if (only === undefined) return [null];
    if (only.kind === "list") return only.items.slice(0, 3).map((item) => (item.length === 1 && item[0]?.kind === "constant" ? textOf(item[0]) : null));
    return [only.kind === "constant" && typeof only.value === "string" ? only.value : null];
  });
}
