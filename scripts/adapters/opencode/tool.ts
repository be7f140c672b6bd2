import { asFields, type Fields, integerOrNull, textOrNull, timeOf } from "#adapters/common/fields";
import type { Ending } from "#adapters/common/story";

/** One tool part: the call, and how it ended when it did. */
export type ToolPart = Readonly<{ id: string; tool: string; input: Fields; startedAt: number | null; endedAt: number | null; ending: Ending | null }>;

const SHELLS = new Set(["bash", "shell"]);

/** A part of type `tool` -> call and ending; null when it has no name. "completed" says that the tool came back, not that a command succeeded. */
export function toolOf(part: Fields): ToolPart | null {
  const tool = textOrNull(part["tool"]);
  const state = asFields(part["state"]);
  const id = textOrNull(part["callID"]) ?? textOrNull(part["id"]);
  if (tool === null || state === null || id === null) return null;
  const time = asFields(state["time"]);
  const [startedAt, endedAt] = [timeOf(time?.["start"]), timeOf(time?.["end"])];
  return { id, tool, input: asFields(state["input"]) ?? {}, startedAt, endedAt, ending: endingOf(tool, state, startedAt, endedAt) };
}

function endingOf(tool: string, state: Fields, startedAt: number | null, endedAt: number | null): Ending | null {
  const status = textOrNull(state["status"]);
  if (status !== "completed" && status !== "error") return null;
  const durationMs = startedAt === null || endedAt === null || endedAt < startedAt ? null : endedAt - startedAt;
  const text = textOrNull(state[status === "error" ? "error" : "output"]) ?? "";
  const exitCode = integerOrNull(asFields(state["metadata"])?.["exit"]);
  const ok = status === "error" ? false : exitCode !== null ? exitCode === 0 : SHELLS.has(tool) ? null : true;
  return { ok, exitCode, status, durationMs, text };
}
