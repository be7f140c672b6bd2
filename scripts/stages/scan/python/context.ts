import type { FileContext } from "../reading.ts";
import type { Mark, Report } from "../mark.ts";
import type { Run } from "../programs/runs.ts";
import type { Resolver } from "./resolver.ts";
import type { Node } from "./tree.ts";
import type { RuleId } from "../rules.table.ts";
import type { Value } from "./value.ts";

/** What every question about one file gets: its resolver, where to report, the file's surroundings, and where to put files it has run. */
export type Reading = Readonly<{
  resolver: Resolver;
  report: Report;
  context: FileContext;
  loaded: Run[];
  things: readonly Thing[];
  /** Paths that are written, and files that are started: what is in both was made by the program itself. */
  written: Value[];
  started: Started[];
}>;

/** A file that a call runs as a program. */
export type Started = Readonly<{ call: Node; file: Value }>;

/** An expression that may be this thing from outside. */
export type Thing = Readonly<{ node: Node; name: string }>;

/** Node, rule, words -> a mark at the node. */
export function mark(node: Node, rule: RuleId, args: Readonly<Record<string, string>>, rest: Partial<Mark> = {}): Mark {
  return { rule, start: node.start, end: node.end, args, ...rest };
}

/** A name as a report shows it. */
export function shown(name: string): string {
  return name.replace(/^builtins\./, "").slice(0, 80);
}
