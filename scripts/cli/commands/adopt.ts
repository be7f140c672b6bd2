import { visible } from "#kernel/visible";
import type { AdoptResult } from "#pipeline/adopt";
import type { Call } from "../command.ts";
import { contextOf, hostOf, needed } from "../context.ts";

/** Exit 0 when the changed copy waits for review or there was nothing to adopt. */
export async function run(call: Call): Promise<number> {
  const [{ adopt }, { CHANGES }] = await Promise.all([import("#pipeline/adopt"), import("#pipeline/drift")]);
  const result = await adopt(contextOf(call), needed(call, "skill"), { host: hostOf(call, "host"), project: call.flags.text("project") });
  call.print.data(result);
  for (const text of adoptText(result, CHANGES)) call.print.line(text);
  return 0;
}

function adoptText({ status, skill, path, differences, verdict, failed, capsule }: AdoptResult, words: Readonly<Record<string, string>>): readonly string[] {
  if (status === "nothing") return [`Nothing to adopt: ${visible(skill)} in ${visible(path)} is as it was deployed.`];
  return [
    `${status === "planned" ? "would be staged" : "staged"}: ${visible(skill)} as it is in ${visible(path)}`,
    ...differences.map((one) => `  ${visible(one.path)} ${words[one.what] ?? ""}`),
    `scan: ${verdict ?? ""}${failed.length === 0 ? "" : `; failed: ${failed.map(visible).join("; ")}`}`,
    status === "planned" ? "Nothing was changed (--dry-run)." : nextText(skill, capsule?.status === "approved"),
  ];
}

function nextText(skill: string, isApproved: boolean): string {
  return isApproved ? `It is approved already. Next: forge deploy --skill ${skill}` : `It counts when you say so. Next: forge review --skill ${skill}`;
}
