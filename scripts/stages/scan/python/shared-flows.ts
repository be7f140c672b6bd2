import type { Elsewhere, FlowSummary } from "../javascript/summary.ts";
import type { Reading } from "./context.ts";
import type { Sink } from "./sinks.ts";
import type { Source } from "./sources.ts";
import { createState, first, type State } from "./taint.ts";
import { nameOf, type Node, part } from "./tree.ts";
import type { Resolver } from "./resolver.ts";

const MOST = 40;

/** What of other files goes out in this one, as it is asked sink by sink, and with it what functions of this file give. */
export type Shared = Readonly<{ sent(node: Node, sink: Sink): void; with(loose: FlowSummary | null): FlowSummary | null; exhausted(): boolean }>;

/**
 * Private data between the files of a skill by the very names of functions: `state` says what the functions of this file give, and calls of functions that
 * another file of the skill holds are followed to where they go out.
 */
export function sharedBy({ resolver, context }: Reading, state: State): Shared {
  const others = [...context.paths].filter((path) => path.endsWith(".py") && path !== resolver.around.path);
  const calls = others.length === 0 ? new Map<Node, readonly Elsewhere[]>() : importedCalls(resolver, others);
  const sent: FlowSummary["sent"][number][] = [];
  const following =
    calls.size === 0 ? null : createState(resolver, (_resolver, node): Source | null => (calls.has(node) ? { says: "another file", steps: [node] } : null));
  return {
    sent: (node, sink) => {
      const source = following === null || sent.length >= MOST ? null : first(following, sink.inputs);
      for (const from of source?.steps.flatMap((one) => calls.get(one) ?? []) ?? [])
        sent.push({ from, sink: sink.says, place: { start: node.start, end: node.end } });
    },
    exhausted: () => following?.answers.exhausted() === true,
    with: (loose) => {
      const exports = others.length === 0 || !resolver.around.isImported ? [] : givenByFunctions(resolver, state);
      if (exports.length + sent.length === 0) return loose;
      return {
        exports: [...(loose?.exports ?? []), ...exports],
        sent: [...(loose?.sent ?? []), ...sent],
        senders: loose?.senders ?? [],
        handed: loose?.handed ?? [],
      };
    },
  };
}

/** Calls of what another file of the skill holds -> each file that may be meant, and the name there: folders are no part of an import that is found by the path of modules. */
function importedCalls(resolver: Resolver, others: readonly string[]): ReadonlyMap<Node, readonly Elsewhere[]> {
  const byName = Map.groupBy(others, (path) => path.slice(path.lastIndexOf("/") + 1, -".py".length));
  const found = new Map<Node, readonly Elsewhere[]>();
  for (const node of resolver.tree.nodes) {
    const callee = node.type === "call" ? part(node, "function") : null;
    if (callee === null) continue;
    for (const value of resolver.valuesOf(callee)) {
      const parts = value.kind === "thing" && value.name.startsWith(".") ? /^\.+(?:([\w.]+)\.)?(\w+)$/.exec(value.name) : null;
      const paths = byName.get(parts?.[1]?.split(".").at(-1) ?? "") ?? [];
      if (paths.length > 0)
        found.set(
          node,
          paths.slice(0, MOST).map((path) => ({ path, name: parts?.[2] ?? "", exact: true })),
        );
    }
  }
  return found;
}

/** Private data that functions at the outermost level of the file give to whoever calls them. */
function givenByFunctions(resolver: Resolver, state: State): FlowSummary["exports"] {
  return resolver.tree.nodes
    .filter((node) => node.type === "function_definition" && node.scope === 0)
    .flatMap((node) => {
      const name = part(node, "name");
      const source = name === null ? null : first(state, [...resolver.results(node), ...resolver.yielded(node)]);
      const step = source?.steps[0] ?? node;
      return source === null || name === null ? [] : [{ name: nameOf(resolver.tree, name), what: source.says, place: { start: step.start, end: step.end } }];
    })
    .slice(0, MOST);
}
