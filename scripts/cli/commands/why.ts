import { howText } from "#kernel/capsule";
import { visible } from "#kernel/visible";
import type { Call } from "../command.ts";
import { contextOf, count } from "../context.ts";
import { plural } from "../render/table.ts";

export async function run(call: Call): Promise<number> {
  const { why } = await import("#pipeline/why");
  const [name = "", number] = call.words;
  const result = why(contextOf(call), name, number === undefined ? null : count(number, "the line"));
  call.print.data(result);
  const { line } = call.print;
  const { capsule } = result;
  line(
    `${capsule.name}, ${capsule.status}, from ${capsule.genes.map((one) => `${one.id} version ${one.version}`).join(", ")} by template ${capsule.template.id}`,
  );
  if (result.line !== null) line(`line ${result.line.number}: ${visible(result.line.text)}`);
  const { decision } = capsule;
  line(
    decision === null
      ? "not decided yet"
      : `${decision.kind} ${decision.at} by ${visible(decision.by)} (${howText(decision)})${decision.reason === "" ? "" : `: ${visible(decision.reason)}`}`,
  );
  line(`${plural(result.evidence.length, "request")} behind it:`);
  for (const { id, request } of result.evidence) {
    const when = request?.at === null || request === null ? "" : new Date(request.at).toISOString().slice(0, 10);
    line(request === null ? `  ${id}  forgotten` : `  ${id}  ${when}  ${request.outcome.label}  "${visible(request.text)}"`);
  }
  return 0;
}
