import { basename, dirname, join } from "node:path";
import { asFields, asList, type Fields, textOrNull } from "#adapters/common/fields";
import { jsonLines } from "#adapters/common/records";
import { kindOf } from "#adapters/common/walk";
import type { ReadPowers } from "#kernel/powers";
import { filesOf, isNamedByPi } from "./layout.ts";

const FILES_TRIED = 20;
const HEAD = { lines: 60, bytes: 4 * 1024 * 1024 };
/** Tools that pi has from the start and OpenClaw, which writes the same records, has under other names. */
const OWN_TOOLS = new Set(["bash", "grep", "find", "ls"]);
const TOOLS_OF_OTHERS = new Set(["exec", "process", "message", "tool_call", "session_status", "memory_search", "cron"]);
const TYPES_OF_OTHERS = new Set(["reset", "session.started", "trace.metadata"]);

/** Does this place hold sessions of pi, and not of OpenClaw, which shares its format? By place and content. Never throws. */
export function acceptsRoot(path: string, powers: ReadPowers): boolean {
  return (filesOf(path, powers)?.files ?? []).slice(0, FILES_TRIED).some((file) => isSession(file, powers));
}

/** OpenClaw keeps an index beside its sessions and puts them below `agents/<name>`; pi names files by time and folders by project. */
function isSession(path: string, powers: ReadPowers): boolean {
  const folder = dirname(path);
  const isOpenclaws = kindOf(join(folder, "sessions.json"), powers) !== null || /\/agents\/[^/]+\/sessions$/.test(folder);
  const isOwnPlace = isNamedByPi(path) || /^--.*--$/.test(basename(folder));
  return !isOpenclaws && isContent(path, powers, isOwnPlace);
}

function isContent(path: string, powers: ReadPowers, isOwnPlace: boolean): boolean {
  let tried = 0;
  let hasHeader = false;
  let isMarked = isOwnPlace;
  for (const line of jsonLines(path, powers, { lineBytes: HEAD.bytes })) {
    tried += 1;
    const fields = line.dropped === null ? asFields(line.value) : null;
    if (fields !== null) {
      hasHeader ||= isHeader(fields);
      const mark = markOf(fields);
      if (mark === "others") return false;
      isMarked ||= mark === "own";
    }
    if (tried >= HEAD.lines) break;
  }
  return hasHeader && isMarked;
}

function isHeader(fields: Fields): boolean {
  return fields["type"] === "session" && typeof fields["timestamp"] === "string" && typeof fields["cwd"] === "string";
}

/** Who writes such a record: pi, somebody else, or (null) both. */
function markOf(fields: Fields): "own" | "others" | null {
  const type = fields["type"];
  if (type === "session") return isNamedByPi(textOrNull(fields["parentSession"]) ?? "") || "thinkingLevel" in fields ? "own" : null;
  if (typeof type === "string" && TYPES_OF_OTHERS.has(type)) return "others";
  if (type === "custom" && /^(?:openclaw|model-snapshot|cache-ttl)/.test(textOrNull(fields["customType"]) ?? "")) return "others";
  const message = asFields(fields["message"]);
  if (message === null) return null;
  if ("provenance" in message || "__openclaw" in message) return "others";
  const tools = [
    message["toolName"],
    ...asList(message["content"]).map((one) => (asFields(one)?.["type"] === "toolCall" ? asFields(one)?.["name"] : undefined)),
  ];
  if (tools.some((tool) => typeof tool === "string" && TOOLS_OF_OTHERS.has(tool))) return "others";
  return tools.some((tool) => typeof tool === "string" && OWN_TOOLS.has(tool)) ? "own" : null;
}
