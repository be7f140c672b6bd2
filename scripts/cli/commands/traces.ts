import { ForgeError } from "#kernel/errors";
import { visible } from "#kernel/visible";
import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";
import { sessionText } from "../render/session.ts";
import { plural, table } from "../render/table.ts";

export async function run(call: Call): Promise<number> {
  const { withTraces } = await import("#pipeline/traces");
  const { homeShortened } = await import("#pipeline/project-bounds");
  const context = contextOf(call);
  const [action, id] = call.words;
  if (action === undefined || action === "list") {
    const traces = withTraces(context, [], (store) => store.traces());
    call.print.data({ schemaVersion: 1, traces });
    const rows = traces.map((one) => [
      one.id,
      one.startedAt === null ? "-" : new Date(one.startedAt).toISOString().slice(0, 16).replace("T", " "),
      one.agent === "main" ? one.adapter : `${one.adapter}: ${visible(one.agent)}`,
      String(one.counts.requests),
      visible(one.key ?? one.project ?? homeShortened(context, one.path)),
    ]);
    for (const line of table([["session", "started", "agent", "requests", "where"], ...rows], rows.length)) call.print.line(line);
    call.print.line(rows.length === 0 ? "Nothing was observed yet. Next: forge observe" : plural(rows.length, "session"));
    return 0;
  }
  if (action !== "show" || id === undefined) throw new ForgeError("USAGE", "forge traces takes list, or `show ID` with the id of a session or a request");
  const session = withTraces(context, null, (store) => store.session(id));
  if (session !== null) {
    call.print.data({ schemaVersion: 1, session });
    for (const line of sessionText(session)) call.print.line(line);
    return 0;
  }
  const request = withTraces(context, null, (store) => store.request(id));
  if (request === null) throw new ForgeError("NOT_FOUND", `there is no session and no request ${id}; forge traces lists the sessions`);
  call.print.data({ schemaVersion: 1, request });
  call.print.line(
    `${request.id}  ${request.at === null ? "" : new Date(request.at).toISOString()}  ${request.outcome.label} (${request.outcome.because.map((one) => one.code).join(", ")})`,
  );
  call.print.line(`  "${visible(request.text)}"`);
  for (const one of request.followUps) call.print.line(`  ${one.kind} after ${plural(one.after, "call")}: "${visible(one.text)}"`);
  for (const { code, evidence } of request.outcome.because) call.print.line(`  ${request.outcome.label} by ${code}: ${visible(evidence)}`);
  for (const step of request.actions) call.print.line(`  ${step.ok === null ? "?" : step.ok ? "ok" : "failed"}  ${visible(step.line)}`);
  call.print.line(`  in ${visible(request.place.path)}, line ${request.place.line}`);
  return 0;
}
