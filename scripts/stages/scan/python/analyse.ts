import type { FileContext } from "../reading.ts";
import type { FlowSummary } from "../javascript/summary.ts";
import type { Report } from "../mark.ts";
import { checkInlineMetadata } from "../package/python.ts";
import type { Run } from "../programs/runs.ts";
import type { Reading, Thing } from "./context.ts";
import { findConcealed } from "./concealed.ts";
import { findFlows } from "./flows.ts";
import { findDestroyed } from "./destroys.ts";
import { findWiped } from "./wiped.ts";
import { findDynamic } from "./dynamic.ts";
import { escapesIn } from "./escapes.ts";
import { findFiles } from "./files.ts";
import { pythonGrammar } from "./grammar.ts";
import { findMade } from "./made.ts";
import { findModules } from "./modules.ts";
import { findLogs } from "./logs.ts";
import { findNetwork } from "./network.ts";
import { findOddities } from "./oddities.ts";
import { aroundOf } from "./own.ts";
import { parsePython } from "./parse.ts";
import { findPrograms } from "./programs.ts";
import { findRefused } from "./references.ts";
import type { Around, Resolver } from "./resolver.ts";
import { resolveScopes } from "./scope.ts";
import { findSecrets } from "./secrets.ts";
import { findSetup } from "./setup.ts";
import { findSwaps } from "./swaps.ts";
import type { Tree } from "./tree.ts";
import { findGivenCommands } from "./given-commands.ts";
import { isExpression } from "./usage.ts";
import { createResolver } from "./values.ts";
import { findWalks } from "./walks.ts";

export type PythonResult = Readonly<{ complete: boolean; loaded: readonly Run[]; flows: FlowSummary | null }>;

const WORK_PER_NODE = 60;

/** Python of an unknown author -> marks, whether it was read completely, and the skill's own files it runs. Throws only for lack of stack. */
export function analysePython(path: string, text: string, context: FileContext, report: Report): PythonResult {
  const grammar = pythonGrammar();
  if (grammar === null) {
    report({ rule: "unread-language", start: 0, end: Math.min(1, text.length), args: { language: "Python" } });
    return { complete: false, loaded: [], flows: null };
  }
  const tree = parsePython(text, grammar, context.limits, report);
  if (tree === null) return { complete: false, loaded: [], flows: null };
  const { resolver, things } = resolved(tree, aroundOf(path, context));
  const reading: Reading = { resolver, report, context, loaded: [], things, written: [], started: [] };
  findModules(reading);
  findRefused(reading);
  findDynamic(reading);
  findPrograms(reading);
  findFiles(reading);
  findMade(reading);
  findDestroyed(reading);
  findWiped(reading);
  findNetwork(reading);
  findLogs(reading);
  findSecrets(reading);
  findOddities(reading);
  findSetup(reading);
  findSwaps(reading);
  findGivenCommands(reading);
  findConcealed(reading, path);
  findWalks(reading);
  checkInlineMetadata(text, report);
  const followed = findFlows(reading);
  const complete = followed.complete && !resolver.exhausted();
  if (!complete)
    report({ rule: "scan-truncated", start: 0, end: Math.min(1, text.length), args: { why: "the file takes more work to follow than is allowed" } });
  return { complete, loaded: reading.loaded, flows: followed.flows };
}

/** Resolves a file; once more where something of power went to where it cannot be followed: what cannot be told may be that. */
function resolved(tree: Tree, around: Around): Pick<Reading, "resolver" | "things"> {
  const scopes = resolveScopes(tree);
  const budget = 20_000 + tree.nodes.length * WORK_PER_NODE;
  const first = createResolver(tree, scopes, around, budget);
  const things = thingsIn(first);
  const escaped = escapesIn(first, things);
  if (escaped.length === 0) return { resolver: first, things };
  const resolver = createResolver(tree, scopes, around, budget, escaped);
  return { resolver, things: thingsIn(resolver) };
}

/** Every expression that may be something from outside of the file. */
function thingsIn(resolver: Resolver): readonly Thing[] {
  const { tree, scopes } = resolver;
  const free = new Set(scopes.free);
  const found: Thing[] = [];
  for (const node of tree.nodes) {
    if (!isExpression(node) || (node.type === "identifier" && !scopes.bindingOf.has(node) && !free.has(node))) continue;
    for (const value of resolver.valuesOf(node)) if (value.kind === "thing") found.push({ node, name: value.name });
  }
  return found;
}
