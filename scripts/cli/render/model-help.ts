import type { ModelHelp } from "#kernel/model-help";
import { lineOf } from "./lines.ts";
import { plural } from "./table.ts";

/**
 * What a model had to do with a proposal -> lines for the card, the first without a label. Everything in it is somebody's words: which lines are its own,
 * what it proposed and was refused, what it thinks. Empty when none was asked.
 */
export function modelHelpLines(help: ModelHelp | null): readonly string[] {
  if (help === null) return [];
  const { worded, refused, unanswered, opinion, outcomes } = help;
  const name = lineOf(help.model);
  return [
    worded.length === 0
      ? `no word of it is by ${name}`
      : `${worded.map((one) => one.slot).join(", ")} worded by ${name}; commands, numbers and quotes are as they were`,
    ...refused.map(({ slot, reason }) => `refused its ${slot}: ${lineOf(reason)}`),
    ...(opinion === null
      ? []
      : [
          `its opinion (1 to 5, decides nothing): clear ${opinion.clear}, grounded ${opinion.grounded}, complete ${opinion.complete}, safe ${opinion.safe}`,
          ...(opinion.remark === "" ? [] : [`it remarks: "${lineOf(opinion.remark)}"`]),
        ]),
    ...(outcomes === null
      ? []
      : [`of ${plural(outcomes.asked, "outcome")} not known it holds ${outcomes.success} for good and ${outcomes.failure} for failed; they stay not known`]),
    ...unanswered.map(({ purpose, reason }) => `no answer about ${purpose}: ${reason}`),
  ];
}
