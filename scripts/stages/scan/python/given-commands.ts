import { givenCommands, takesCommands } from "../given-commands.ts";
import type { Reading } from "./context.ts";
import { nameOf, part } from "./tree.ts";
import { exactText } from "./value.ts";

/** Commands that are given to what comes from outside of the file and is not known (`c.run("...")`, `session.run("sh", "-c", "...")`): what no skill needs is a mark. */
export function findGivenCommands({ resolver, report }: Reading): void {
  const check = givenCommands(resolver.tree.text.length, report);
  for (const node of resolver.tree.nodes) {
    const callee = node.type === "call" ? part(node, "function") : null;
    const named = callee?.type === "attribute" ? part(callee, "attribute") : callee;
    if (callee === null || named === null || !takesCommands(nameOf(resolver.tree, named))) continue;
    // What the file or the standard library does with it is judged as what it is.
    if (
      resolver
        .valuesOf(callee)
        .some((one) => one.kind === "function" || one.kind === "class" || (one.kind === "thing" && /^(?:subprocess|os|builtins|re|logging)\./.test(one.name)))
    )
      continue;
    const given = resolver
      .givenTo(node)
      .by.slice(0, 3)
      .map((values) => (values.length === 1 && values[0] !== undefined ? exactText(values[0]) : null));
    check(given, node);
  }
}
