import { openEnvelope } from "./envelope.ts";
import type { Peeling } from "./peeling.ts";

const CHAT_HISTORY = "[Chat messages since your last reply - for context]";
const THREAD_HEADERS = new Set(["[Thread history - for context]", "[Thread starter - for context]"]);
const CURRENT = "[Current message - respond to this]";
const QUEUE = "[Queued messages while agent was busy]";
const QUEUED_ITEM = /^Queued #\d{1,9}(?:\s|$)/;

/**
 * Peeling -> peeling without the chat or thread history before the current message. The last `[Current message ...]`
 * line counts: an earlier one may be part of somebody's quoted message. Text with history but no current message
 * belongs to the history.
 */
export function cutHistory(peeling: Peeling): Peeling {
  if (!peeling.text.includes(" - for context]")) return peeling;
  const lines = peeling.text.split("\n");
  const chat = lines.findIndex((line) => line.trim() === CHAT_HISTORY);
  const thread = lines.findIndex((line) => THREAD_HEADERS.has(line.trim()));
  if (chat < 0 && thread < 0) return peeling;
  const current = lines.findLastIndex((line) => line.trim() === CURRENT);
  const first = chat < 0 ? thread : thread < 0 ? chat : Math.min(chat, thread);
  if (current > first) return removed(peeling, lines, 0, current + 1);
  if (chat >= 0) return removed(peeling, lines, chat, lines.length);
  return cutThreads(peeling, lines);
}

function cutThreads(peeling: Peeling, lines: readonly string[]): Peeling {
  const kept: string[] = [];
  const external: string[] = [...peeling.external];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    if (!THREAD_HEADERS.has(line.trim())) {
      kept.push(line);
      at += 1;
      continue;
    }
    const end = threadEnd(lines, at + 1);
    external.push(lines.slice(at, end).join("\n"));
    at = end;
  }
  return { ...peeling, text: kept.join("\n"), external };
}

/**
 * A thread ends at a blank line or at a line that is a bracketed header. Its own lines may carry envelopes; only where
 * nothing else ends it is the last line with an envelope the message itself.
 */
function threadEnd(lines: readonly string[], from: number): number {
  for (let at = from; at < lines.length; at += 1) {
    const line = (lines[at] ?? "").trim();
    if (line === "" || (line.startsWith("[") && line.endsWith("]"))) return at;
  }
  for (let at = lines.length - 1; at >= from; at -= 1) {
    if ((lines[at] ?? "").startsWith("[") && openEnvelope(lines[at] ?? "").header !== null) return at;
  }
  return lines.length;
}

function removed(peeling: Peeling, lines: readonly string[], from: number, to: number): Peeling {
  const text = [...lines.slice(0, from), ...lines.slice(to)].join("\n");
  return { ...peeling, text, external: [...peeling.external, lines.slice(from, to).join("\n")] };
}

/** Text -> the messages in it: one, or the items of a queue in their order. */
export function splitQueue(text: string): readonly string[] {
  if (!text.includes(QUEUE)) return [text];
  const lines = text.split("\n");
  const header = lines.findIndex((line) => line.trim() === QUEUE);
  if (header < 0) return [text];
  const items: string[][] = [lines.slice(0, header), []];
  for (let at = header + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const isSeparator = line.trim() === "---" && QUEUED_ITEM.test(lines[at + 1] ?? "");
    if (isSeparator || (at === header + 1 && QUEUED_ITEM.test(line))) {
      items.push([]);
      if (isSeparator) at += 1;
      continue;
    }
    items.at(-1)?.push(line);
  }
  return items.map((item) => item.join("\n")).filter((item) => item.trim() !== "");
}
