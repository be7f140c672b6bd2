import type { Disposition } from "#kernel/finding";
import type { Mark, Report } from "../mark.ts";

/** An example shows what is not to be done: what would be grave in it is noted, and what it would need is not needed. */
export function pass(mark: Mark, disposition: Disposition | null, text: string, base: number, report: Report): void {
  if (disposition === null) report(mark);
  else if (mark.permission === undefined && mark.disposition === undefined)
    report({
      rule: "example-code",
      start: mark.start,
      end: mark.end,
      args: {
        text: text
          .slice(mark.start - base, mark.end - base)
          .trim()
          .slice(0, 100),
      },
      evidence: [mark.rule],
    });
}
