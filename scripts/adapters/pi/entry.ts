import { asFields, asList, type Fields, textOrNull } from "#adapters/common/fields";

/** Entry -> its name across files: a fork copies it whole. Null for what never counts (headers) and for what has no time. */
export function nameOf(entry: Fields): string | null {
  const { type, timestamp } = entry;
  if (type === "session" || typeof type !== "string" || typeof timestamp !== "string") return null;
  const message = asFields(entry["message"]);
  return [type, textOrNull(entry["id"]) ?? textOrNull(message?.["role"]) ?? "", timestamp].join(" ");
}

/** Content of a message (text or blocks) -> its words; null for another shape. Pictures are let go at once. */
export function textIn(content: unknown): string | null {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return null;
  const blocks = asList(content).map(asFields);
  return blocks.flatMap((block) => (block?.["type"] === "text" && typeof block["text"] === "string" ? [block["text"]] : [])).join("\n");
}

/** The blocks of a message that are tool calls. */
export function callsIn(content: unknown): readonly Fields[] {
  return asList(content).flatMap((one) => {
    const block = asFields(one);
    return block?.["type"] === "toolCall" ? [block] : [];
  });
}

/** Entries that hold nothing a person asked for and nothing that was done. */
export const QUIET_TYPES: ReadonlySet<string> = new Set([
  "model_change",
  "thinking_level_change",
  "compaction",
  "branch_summary",
  "custom",
  "label",
  "session_info",
]);
export const QUIET_ROLES: ReadonlySet<string> = new Set(["branchSummary", "compactionSummary"]);
