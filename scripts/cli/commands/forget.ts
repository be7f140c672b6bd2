import { ForgeError } from "#kernel/errors";
import { visible } from "#kernel/visible";
import type { Forget } from "#pipeline/forget";
import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";
import { plural } from "../render/table.ts";

export async function run(call: Call): Promise<number> {
  const { forget } = await import("#pipeline/forget");
  const { homeShortened } = await import("#pipeline/project-bounds");
  const context = contextOf(call);
  const result = forget(
    context,
    wanted(call, (path) => homeShortened(context, path)),
  );
  call.print.data(result);
  const { sessions, requests, genes, skills, dryRun } = result;
  call.print.line(
    `${dryRun ? "Would be forgotten" : "Forgotten"}: ${plural(sessions, "session")}, ${plural(requests, "request")}. The agent's own log is not touched.`,
  );
  if (!dryRun) call.print.line("They are not taken in again while the log still holds them.");
  if (genes.length > 0)
    call.print.line(`${plural(genes.length, "gene")} learned from them${dryRun ? " would be made anew from what is left, or retired" : ""}:`);
  for (const gene of genes) call.print.line(`  ${gene.id}  ${visible(gene.title)} (${plural(gene.evidence, "request")})${dryRun ? "" : `: ${gene.now}`}`);
  for (const skill of skills)
    call.print.line(`The skill ${skill.name} (${skill.status}) was made of them and still says what it said: make it anew, reject it or roll it back.`);
  return 0;
}

/** Exactly one of the three flags. Throws USAGE. */
function wanted({ flags }: Call, project: (path: string) => string): Forget {
  const [before, session, folder] = [flags.text("before"), flags.text("session"), flags.text("project")];
  const given = [before, session, folder].filter((one) => one !== null);
  if (given.length !== 1) throw new ForgeError("USAGE", "forge forget takes one of --before DATE, --session ID, --project FOLDER");
  if (session !== null) return { kind: "session", value: session };
  if (folder !== null) return { kind: "project", value: project(folder) };
  return { kind: "before", value: instant(before ?? "") };
}

/** `2026-03-02` (midnight, UTC) or an ISO 8601 time -> milliseconds. Throws USAGE. */
function instant(text: string): number {
  const value = /^\d{4}-\d{2}-\d{2}(?:T.{4,30})?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isFinite(value)) throw new ForgeError("USAGE", `--before takes a date like 2026-03-02 or an ISO 8601 time, not "${visible(text)}"`);
  return value;
}
