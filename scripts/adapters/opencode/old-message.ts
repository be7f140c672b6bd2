import { asFields, asList, type Fields, textOrNull, timeOf, valueAt } from "#adapters/common/fields";

/** Messages of the first releases (mid 2025) hold their parts and have `metadata`; later ones have neither. */
export function isOldMessage(info: Fields): boolean {
  return Array.isArray(info["parts"]) && asFields(info["metadata"]) !== null;
}

/** Such a message -> what a later release would have made of it. */
export function modernized(message: Fields): Readonly<{ info: Fields; parts: readonly Fields[] }> {
  const metadata = asFields(message["metadata"]) ?? {};
  const assistant = asFields(metadata["assistant"]) ?? {};
  const info = {
    role: message["role"],
    time: metadata["time"],
    path: assistant["path"],
    error: metadata["error"] ?? assistant["error"],
    summary: assistant["summary"],
  };
  return { info, parts: asList(message["parts"]).map((part) => partOf(asFields(part) ?? {}, metadata)) };
}

function partOf(part: Fields, metadata: Fields): Fields {
  const invocation = asFields(part["toolInvocation"]);
  if (part["type"] !== "tool-invocation" || invocation === null) return part;
  const id = textOrNull(invocation["toolCallId"]);
  const about = id === null ? null : asFields(valueAt(metadata, "tool", id));
  const result = textOrNull(invocation["result"]);
  const isDone = invocation["state"] === "result";
  const status = !isDone ? "pending" : about?.["error"] === true ? "error" : "completed";
  const time = { start: timeOf(valueAt(about, "time", "start")), end: timeOf(valueAt(about, "time", "end")) };
  const state = { status, input: invocation["args"], output: result, error: result, metadata: about, time };
  return { type: "tool", tool: invocation["toolName"], callID: id, state };
}
