import type { Located } from "./findings.ts";
import { isSecretPath } from "./javascript/places.ts";
import type { RuleId } from "./rules.table.ts";

/** Warnings that say something is bent or hidden. Alone each has good uses; in a file that can also reach out, two halves of an attack meet. */
const INDICATORS: ReadonlySet<RuleId> = new Set<RuleId>([
  "builtin-patch",
  "prototype-change",
  "stack-introspection",
  "late-code",
  "prose-disguised",
  "control-characters",
  "prose-padding",
]);
/** A program's own settings are read by every client of a service; the stores of the person are not. */
const OWN_SETTINGS = /(?:^|[/\\])(?:\.env(?:\.[a-z]+)?|credentials(?:\.json)?|secrets?\.(?:json|ya?ml|toml))$/i;

/**
 * All marks of a skill -> findings for what is dangerous together: an indicator beside a capability in one file, and
 * credentials of the person read anywhere beside a network anywhere. They weigh; they never block by themselves.
 */
export function combinedIn(located: readonly Located[]): readonly Located[] {
  const out: Located[] = [];
  const byPath = Map.groupBy(located, (one) => one.path);
  for (const here of byPath.values()) {
    const indicator = here.find((one) => INDICATORS.has(one.mark.rule));
    const capability = here.find(({ mark }) => mark.permission !== undefined && mark.rule.endsWith("-access") && mark.disposition === undefined);
    if (indicator !== undefined && capability !== undefined) out.push(together(indicator, capability));
  }
  const stores = located.find(({ mark }) => mark.permission?.kind === "filesystem.read" && isStore(mark.permission.value));
  const network = located.find(({ mark }) => mark.rule === "network-access");
  if (stores !== undefined && network !== undefined) out.push(together(stores, network));
  return out;
}

function isStore(path: string): boolean {
  return isSecretPath(path) && !OWN_SETTINGS.test(path);
}

function together(first: Located, second: Located): Located {
  const named = ({ path, mark }: Located) => `${mark.rule} (${path})`;
  return {
    path: first.path,
    text: first.text,
    mark: {
      rule: "combined-risk",
      start: first.mark.start,
      end: first.mark.end,
      args: { first: named(first), second: named(second) },
      evidence: [named(second)],
    },
  };
}
