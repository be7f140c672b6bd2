/** Beginnings of messages that hold no human text: what the host sends itself (wake markers, reminders, other agents). */
const MACHINE_STARTS: readonly string[] = [
  "[OpenClaw heartbeat poll]",
  "[OpenClaw exec completion]",
  "[OpenClaw cron wake]",
  "[OpenClaw session event]",
  "[OpenClaw session reset]",
  "Read HEARTBEAT.md",
  "Follow the heartbeat monitor scratch",
  "[cron:",
  "A scheduled reminder has been triggered.",
  "A scheduled cron event was triggered",
  "An async command you ran earlier has completed",
  "An async command completion event was triggered",
  "Exec finished",
  "exec finished",
  "exec completed (",
  "exec failed (",
  "A new session was started via /new or /reset",
  "Continue the OpenClaw runtime event.",
  "OpenClaw runtime event.",
  "OpenClaw runtime context",
  "Pre-compaction memory flush",
  "[Post-compaction context refresh]",
  "[Inter-session message",
  "[Subagent Context]",
  "[Subagent Task]",
  "A background task completed.",
  "[Queued announce messages while agent was busy]",
  "[System Message] [sessionId:",
  "The previous attempt did not produce a user-visible answer.",
];

/** How the host tells of a helper or a job that ended. */
const ENDED = /^A (?:background task|subagent task|cron job) "[^\n]{0,500}" just (?:completed successfully\.|timed out\.|failed: |finished with )/;
const SYSTEM_LINE = /^System(?: \(untrusted\))?:(?: |$)/;
const TOKEN = /HEARTBEAT_OK|NO_REPLY/i;
const ACKNOWLEDGEMENT = /^(?:HEARTBEAT_OK|NO_REPLY)$/i;
const ACTION = /^\{\s*"action"\s*:\s*"(?:HEARTBEAT_OK|NO_REPLY)"\s*\}$/i;
const AROUND_TOKEN = "*\"'`_“”‘’ \t\n\r";
const AROUND_ACTION = "*`\"' \t\n";

/** Text at the start of a message, and the heartbeat prompt of the configuration -> did the host write the whole message? */
export function isMachineStart(text: string, heartbeatPrompt: string | null): boolean {
  const start = text.trimStart();
  if (heartbeatPrompt !== null && heartbeatPrompt.trim() !== "" && start.startsWith(heartbeatPrompt.trim())) return true;
  return MACHINE_STARTS.some((marker) => start.startsWith(marker)) || ENDED.test(start);
}

/** Text -> text without the queued `System:` lines at its start and the blank lines after them. */
export function withoutSystemLines(text: string): string {
  let from = 0;
  let sawEvent = false;
  while (from < text.length) {
    const newline = text.indexOf("\n", from);
    const end = newline < 0 ? text.length : newline;
    const head = text.slice(from, Math.min(end, from + 24));
    const isEvent = SYSTEM_LINE.test(head);
    const isBlank = sawEvent && text.slice(from, end).trim() === "";
    if (!isEvent && !isBlank) break;
    sawEvent ||= isEvent;
    from = newline < 0 ? text.length : newline + 1;
  }
  return sawEvent ? text.slice(from) : text;
}

/** Text of an assistant message -> is it nothing but an acknowledgement token (so that its prompt was a heartbeat)? */
export function isAcknowledgement(text: string): boolean {
  if (!TOKEN.test(text)) return false;
  const trimmed = text.trim();
  if (trimmed.length > 200) return false;
  if (ACTION.test(bare(trimmed, AROUND_ACTION))) return true;
  return ACKNOWLEDGEMENT.test(bare(trimmed, AROUND_TOKEN));
}

function bare(text: string, around: string): string {
  let [start, end] = [0, text.length];
  while (start < end && around.includes(text.charAt(start))) start += 1;
  while (end > start && around.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
