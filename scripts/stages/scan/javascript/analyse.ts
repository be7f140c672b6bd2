import type { Report } from "../mark.ts";
import type { Aliases } from "../package/entries.ts";
import { findCapabilities } from "./capabilities.ts";
import { findConcealed } from "./concealed.ts";
import { findDestroyed } from "./destroys.ts";
import { findDisguise } from "./disguise.ts";
import { findEscapes } from "./escapes.ts";
import { findFlows } from "./flows.ts";
import { findModules } from "./modules.ts";
import { findOddities } from "./oddities.ts";
import { findPageLoads } from "./page-loads.ts";
import { type ParseLimits, parseJavaScript } from "./parse.ts";
import { findRefused } from "./references.ts";
import { replacesBuiltins } from "./patches.ts";
import { resolveScopes } from "./scope.ts";
import type { FlowSummary } from "./summary.ts";
import { findSwaps } from "./swaps.ts";
import type { Tree } from "./tree.ts";
import type { Resolver } from "./value.ts";
import { findGivenCommands } from "./given-commands.ts";
import { createResolver } from "./values.ts";
import { findWalks } from "./walks.ts";

export type JavaScriptResult = Readonly<{ complete: boolean; loaded: readonly string[]; flows: FlowSummary | null }>;

const WORK_PER_NODE = 60;

/** Tree -> what its expressions may be. A program that replaces what the language brings is read again, with nothing known of what these functions give. */
export function resolverOf(tree: Tree): Resolver {
  const scopes = resolveScopes(tree);
  const work = 20_000 + tree.nodes.length * WORK_PER_NODE;
  const resolver = createResolver(tree, scopes, work);
  return replacesBuiltins(resolver) ? createResolver(tree, scopes, work, true) : resolver;
}

/** JavaScript or TypeScript of an unknown author -> marks, whether it was read completely, and the skill's own files it loads. Throws only for lack of stack. */
export function analyseJavaScript(
  path: string,
  text: string,
  files: ReadonlySet<string>,
  limits: ParseLimits,
  report: Report,
  aliases: Aliases,
): JavaScriptResult {
  const tree = parseJavaScript(path, text, limits, report);
  if (tree === null) return { complete: false, loaded: [], flows: null };
  const resolver = resolverOf(tree);
  findRefused(resolver, report);
  const loaded = findModules(resolver, files, report, aliases);
  findEscapes(resolver, report);
  findCapabilities(resolver, files, report);
  findDestroyed(resolver, report);
  findSwaps(resolver, report);
  findGivenCommands(resolver, report);
  const followed = findFlows(resolver, files, report);
  findOddities(resolver, report);
  findPageLoads(resolver, report);
  findDisguise(tree, report);
  findConcealed(resolver, report);
  findWalks(resolver, report);
  const reference = /^\/\/\/[ \t]*<(?:reference|amd)[^>]*>/m.exec(text);
  if (reference !== null) report({ rule: "triple-slash", start: reference.index, end: reference.index + reference[0].length });
  const complete = followed.complete && !resolver.exhausted();
  if (!complete) report({ rule: "scan-truncated", start: 0, end: 1, args: { why: "the file takes more work to follow than is allowed" } });
  return { complete, loaded, flows: followed.flows };
}
