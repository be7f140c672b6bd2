import { type Fields, textOrNull, valueAt } from "#adapters/common/fields";
import type { Speaker } from "./entry.ts";

/** Hosts in which no person types: SDKs, `-p`, CI, benchmarks, triggers. */
const PROGRAM_HOSTS = new Set(["sdk-cli", "sdk-ts", "sdk-py", "mcp", "bench", "claude-code-github-action", "remote_trigger", "remote_cowork_trigger"]);
/** What starts a turn when no person does. */
const HOST_TURNS = new Set(["scheduled", "task_notification", "auto_continuation", "host_synthetic", "peer", "system"]);
/** Where a prompt that a person sent came from. */
const PERSON_SOURCES = new Set(["typed", "queued", "suggestion_accepted"]);
const FLAGS = ["isMeta", "isCompactSummary", "isVisibleInTranscriptOnly", "isVirtual", "textNotTyped", "noPersonArrived"] as const;

/** User record or queued command -> who spoke. Newer versions say so; older ones only say which host it was. */
export function speakerOf(fields: Fields): Speaker {
  const flag = FLAGS.find((name) => fields[name] === true);
  if (flag !== undefined) return { who: "host", how: flag };
  if (textOrNull(fields["planContent"]) !== null) return { who: "host", how: "plan" };
  const origin = textOrNull(valueAt(fields, "origin", "kind")) ?? textOrNull(fields["origin"]);
  if (origin !== null && origin !== "human") return { who: "host", how: "origin" };
  const turn = textOrNull(fields["turnOrigin"]);
  const source = textOrNull(fields["promptSource"]);
  if (textOrNull(fields["wakeupSource"]) !== null || (turn !== null && HOST_TURNS.has(turn)) || source === "system") return { who: "host", how: "turn" };
  if (origin === "human" || (source !== null && PERSON_SOURCES.has(source))) return { who: "person" };
  return { who: isProgramHost(fields["entrypoint"]) ? "program" : "person" };
}

/** Is this the entry point of a host in which no person types? */
export function isProgramHost(entrypoint: unknown): boolean {
  return typeof entrypoint === "string" && PROGRAM_HOSTS.has(entrypoint);
}
