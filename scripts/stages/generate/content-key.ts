import { type Digest, digestOfJson } from "#kernel/digest";
import { plainLine } from "#kernel/visible";
import type { Content } from "./compose.ts";

/**
 * What a skill tells the agent to do, without counts, versions, quotes and dates: gene ids, template, steps, checks, rules and
 * gotchas. A rejected key is not proposed again until clearly more sessions stand behind it, although every new session
 * changes the skill's bytes and thereby its tree digest.
 */
export function contentKeyOf(content: Content, template: string): Digest {
  return digestOfJson([
    "skill-forge/content/v1",
    template,
    content.genes.map((gene) => gene.id).sort(),
    content.parts.map((part) => [part.steps.map((step) => [step.kind, plainLine(step.line)]), part.check === null ? null : plainLine(part.check.line)]),
    ...(content.rules.length === 0
      ? []
      : [
          content.rules.map((one) => [
            one.kind,
            one.use === null ? null : plainLine(one.use),
            one.avoid === null ? null : plainLine(one.avoid),
            one.kind === "instead" ? "" : plainLine(one.quote),
          ]),
        ]),
    ...(content.preconditions.length === 0 ? [] : [content.preconditions.map((one) => [one.kind, plainLine(one.what)]).sort()]),
    content.gotchas.map((one) => [plainLine(one.failed), plainLine(one.instead)]),
  ]);
}
