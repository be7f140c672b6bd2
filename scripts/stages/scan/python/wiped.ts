import { mark, type Reading, shown } from "./context.ts";
import type { Resolver } from "./resolver.ts";
import type { Source } from "./sources.ts";
import { createState, first } from "./taint.ts";
import { nameOf, type Node, part, textOf, type Tree } from "./tree.ts";

/** Lists of all that an account holds: of its buckets, machines, snapshots, tables, databases, repositories. */
const LISTS =
  /^(?:boto3\.(?:client|resource|Session\(\)\.(?:client|resource))\(\)\.(?:(?:describe|list)_\w+|\w+\.all)|(?:github|gitlab)\..*\.(?:get_repos|projects\.list)|(?:pymongo|motor)\..*\.list_database\w*|(?:azure|google)\..*\)\.list\w*|minio\.Minio\(\)\.list_buckets)$/;
/** What makes such a list one of a part that somebody named. */
const NARROWS = /^(?:Filters?|Bucket|Prefix|prefix|Names?|\w+Names?|\w+Ids?|\w+Arns?|\w*filter\w*|resource_group\w*|tags?|TableName|bucket_name)$/;
const DELETES = /^(?:delete\w*|terminate\w*|drop_\w+|deregister_\w+|schedule_key_deletion|begin_delete\w*)$/;
const WORDS = /\b(?:delete|terminate|drop_|deregister_|schedule_key_deletion|begin_delete)/;

/**
 * Each thing of a list of all that an account holds, deleted, and nothing asked of it before -> a refusal, whatever is granted. A program that tidies up looks
 * at an age, a name or a mark first, or asks.
 */
export function findWiped({ resolver, report }: Reading): void {
  if (!WORDS.test(resolver.tree.text) || !resolver.tree.nodes.some((node) => listed(resolver, node) !== null)) return;
  const state = createState(resolver, listed);
  for (const node of resolver.tree.nodes) {
    const callee = node.type === "call" ? part(node, "function") : null;
    if (callee?.type !== "attribute" || !DELETES.test(nameOf(resolver.tree, part(callee, "attribute") ?? callee))) continue;
    const object = part(callee, "object");
    const given = part(node, "arguments")?.children ?? [];
    const found = first(state, [...given, ...(object === null ? [] : [object])]);
    if (found !== null && !isAsked(resolver.tree, node))
      report(mark(node, "command-destroy", { text: `${shown(nameOf(resolver.tree, part(callee, "attribute") ?? callee))} of ${found.says}` }));
  }
}

function listed(resolver: Resolver, node: Node): Source | null {
  const callee = node.type === "call" ? part(node, "function") : null;
  if (callee === null || !resolver.valuesOf(callee).some((one) => one.kind === "thing" && LISTS.test(one.name))) return null;
  const isNarrow = (part(node, "arguments")?.children ?? []).some((one) => {
    const name = one.type === "keyword_argument" ? nameOf(resolver.tree, part(one, "name") ?? one) : "";
    return one.type === "dictionary_splat" || (NARROWS.test(name) && !/^Owner/.test(name));
  });
  return isNarrow ? null : { says: "all that an account holds", steps: [node] };
}

/** Is there anything that decides whether the deed is done: a condition around it, one before it that leaves, or a list that is filtered? */
function isAsked(tree: Tree, deed: Node): boolean {
  for (let node = deed, above = deed.parent; above !== null; node = above, above = above.parent) {
    if (/^(?:if_statement|elif_clause|else_clause|conditional_expression|boolean_operator|if_clause|case_clause)$/.test(above.type) && !isStart(tree, above))
      return true;
    if (above.children.some((one) => one.type === "if_clause")) return true;
    if (above.type === "block" && above.children.some((one) => one.end <= node.start && one.type === "if_statement")) return true;
    if (/^(?:function_definition|lambda)$/.test(above.type)) return false;
  }
  return false;
}

/** `if __name__ == "__main__":` decides nothing. */
function isStart(tree: Tree, node: Node): boolean {
  const condition = part(node, "condition");
  return condition !== null && /^__name__\s*==/.test(textOf(tree, condition));
}
