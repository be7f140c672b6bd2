import type { ForgeEvent } from "#kernel/event";
import { visible } from "#kernel/visible";
import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";

export async function run(call: Call): Promise<number> {
  const { auditEvents } = await import("#pipeline/audit");
  const skill = call.flags.text("skill");
  const events = auditEvents(contextOf(call)).filter((event) => skill === null || event.data.skill === skill);
  call.print.data({ schemaVersion: 1, events });
  for (const event of events)
    call.print.line(
      `${`#${event.seq}`.padStart(5)}  ${event.ts.slice(0, 19).replace("T", " ")}  ${event.type.padEnd(18)}  ${visible(saidOf(event))}  ${call.print.style("dim", visible(event.actor))}`,
    );
  if (events.length === 0) call.print.line("Nothing is recorded yet.");
  return 0;
}

/** The few facts of an event that tell a person what happened. */
function saidOf({ data }: ForgeEvent): string {
  const parts = [
    "purpose",
    "outcome",
    "model",
    "origin",
    "attempts",
    "skill",
    "host",
    "generation",
    "verdict",
    "mode",
    "threshold",
    "name",
    "how",
    "sessions",
    "requests",
    "status",
  ].flatMap((key) => {
    const value = data[key];
    return typeof value === "string" || typeof value === "number" ? [`${key} ${value}`] : [];
  });
  const { genes } = data;
  const signers = signersIn(data);
  return [...parts, ...(signers.length === 0 ? [] : [`signed by ${signers.join(" and ")}`]), ...(Array.isArray(genes) ? [`genes ${genes.length}`] : [])].join(
    ", ",
  );
}

/** Names under an approval, or under a change of who may give one. */
function signersIn({ signatures, approval }: ForgeEvent["data"]): readonly string[] {
  const given = typeof approval === "object" && approval !== null && "signatures" in approval ? approval.signatures : signatures;
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  return list.flatMap((one) => (typeof one === "object" && one !== null && "name" in one && typeof one.name === "string" ? [one.name] : []));
}
