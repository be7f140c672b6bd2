import { basename, dirname, join } from "node:path";
import { asFields, textOrNull } from "#adapters/common/fields";
import { jsonLines, someRecord } from "#adapters/common/records";
import { dropOf, fingerprintOf, leftOut, nothing } from "#adapters/common/sources";
import { type Found, filesBelow, kindOf, rootKind } from "#adapters/common/walk";
import type { LogRoot, LogSource, Reading, ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import { Session } from "./conversation.ts";

const FILES_TRIED = 20;
const TYPES = new Set(["user", "assistant", "tool_result", "system"]);

/** Does this place hold sessions of Qwen Code? By what the first records say. Never throws. */
export function acceptsRoot(path: string, powers: ReadPowers): boolean {
  return (filesOf(path, powers)?.files ?? []).slice(0, FILES_TRIED).some((file) => someRecord(file, powers, isRecord));
}

/** A record of a message in Google's parts, under an id of this program. */
function isRecord(value: unknown): boolean {
  const fields = asFields(value);
  if (fields === null || !TYPES.has(textOrNull(fields["type"]) ?? "") || "userType" in fields) return false;
  return typeof fields["uuid"] === "string" && typeof fields["sessionId"] === "string" && Array.isArray(asFields(fields["message"])?.["parts"]);
}

/** Root -> a source for each session file. A session that was branched off names the one its first records are from. */
export function* rootSources(root: LogRoot, powers: ReadPowers, options: ReadOptions): Generator<LogSource> {
  const found = filesOf(root.path, powers);
  if (found === null || found.files.length + found.dropped.length === 0) {
    yield* leftOut("root", [dropOf("source.absent", root.path, found === null ? "nothing there" : "no sessions")]);
    return;
  }
  for (const path of found.files) {
    const id = path.startsWith(`${root.path}/`) ? path.slice(root.path.length + 1) : path;
    yield { id, fingerprint: fingerprintOf([path], powers), read: () => [readSession(path, powers, options)] };
  }
  yield* leftOut("left-out", found.dropped);
}

function filesOf(path: string, powers: ReadPowers): Found | null {
  const kind = rootKind(path, powers);
  if (kind === null) return null;
  if (kind !== "folder") return { files: kind === "file" ? [path] : [], dropped: [] };
  const isChats = basename(path) === "chats";
  return filesBelow(path, powers, (relative) => relative.endsWith(".jsonl") && (isChats || /(?:^|\/)chats\//.test(relative)), { depth: 5 });
}

function readSession(path: string, powers: ReadPowers, options: ReadOptions): Reading {
  if (basename(dirname(path)) === "subagents") return nothing("session.subagent", path);
  const isRead = (id: string): boolean => /^[\w-]{1,100}$/.test(id) && kindOf(join(dirname(path), `${id}.jsonl`), powers) === "file";
  const session = new Session(path, isRead);
  for (const line of jsonLines(path, powers, options)) {
    if (line.dropped === null) session.record(line.value, line.place);
    else session.lose(line.dropped);
  }
  return session.reading();
}
