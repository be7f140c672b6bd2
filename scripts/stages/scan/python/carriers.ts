import { classOf, loadsOf } from "./parameters.ts";
import type { Resolver } from "./resolver.ts";
import type { Write } from "./scope.ts";
import { nameOf, type Node, part } from "./tree.ts";
import { union, type Values } from "./value.ts";

const MOST_CALLS = 2_000;

/** Calls that call a function they are given, in a thread, a process, later or for each of a list: with the rest of what they are given. */
const CARRIERS =
  /^(?:Thread|Process|Timer|start_new_thread|submit|map|imap|imap_unordered|starmap|apply|apply_async|map_async|run_in_executor|to_thread|register|call_later|call_soon|call_soon_threadsafe|partial)$/;

/** A function that is named as an argument of such a call -> that call; null where it is something else. */
export function carrierOf(resolver: Resolver, load: Node): Node | null {
  const list = load.parent?.type === "keyword_argument" ? load.parent.parent : load.parent;
  const call = list?.type === "argument_list" ? list.parent : null;
  const callee = call === null ? null : part(call, "function");
  if (call === null || callee === null) return null;
  const isCarrier =
    CARRIERS.test(nameOf(resolver.tree, part(callee, "attribute") ?? callee)) ||
    resolver.valuesOf(callee).some((one) => one.kind === "thing" && CARRIERS.test(/[^.]*$/.exec(one.name)?.[0] ?? ""));
  return isCarrier ? call : null;
}

/**
 * Name of a parameter of a plain function -> what it may also be where the function is handed to such a call, and what its plain calls give it. More than
 * the values of a name, which are unknown there: asked only by whoever looks for the worst.
 */
export function carriedTo(resolver: Resolver, name: Node): Values {
  const writes = name.type === "identifier" ? (resolver.scopes.bindingOf.get(name)?.writes ?? []) : [];
  return union(
    writes.flatMap((write) =>
      write.kind === "param" && write.spread === 0 && classOf(write.owner) === null
        ? loadsOf(resolver.scopes, write.owner, null)
            .slice(0, MOST_CALLS)
            .map((load) => givenBy(resolver, load, write))
        : [],
    ),
  );
}

function givenBy(resolver: Resolver, load: Node, { index, name }: Extract<Write, { kind: "param" }>): Values {
  const plain = load.field === "function" && load.parent?.type === "call" ? load.parent : null;
  const call = plain ?? carrierOf(resolver, load);
  if (call === null || index < 0) return [];
  const { by, named } = resolver.givenTo(call);
  if (plain !== null) return named.get(name) ?? by[index] ?? [];
  const listed = named.get("args")?.flatMap((one) => (one.kind === "list" ? (one.items[index] ?? []) : [])) ?? [];
  const place = load.parent?.type === "argument_list" ? load.parent.children.indexOf(load) : -1;
  const behind = place < 0 ? [] : by.slice(place + 1);
  const each = behind.flatMap((values) => values.flatMap((one) => (one.kind === "list" ? one.items.flat() : [])));
  return union([listed, behind[index] ?? [], each]);
}
