const TIMESTAMP = /^\[[A-Za-z]{3} \d{4}-\d{2}-\d{2} \d{2}:\d{2}[^\]]*\] */;
const DATE = /\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}/;
const ELAPSED = /^\+\d+(?:\.\d+)?[a-z]{1,3}$/i;
const WEEKDAY = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)$/;
const CHANNEL_HEADER_LIMIT = 200;
/** Headers of blocks that may hold a date themselves: taking one for an envelope would free the block's content. */
const BLOCK_HEADER =
  /^(?:Forwarded from |Replying to |Quoting |media attached|Attachment[ :]|Unsupported document format:|message_id:|Audio|Image|Video|Queued |Thread )/;

const CHANNELS = [
  "WebChat",
  "WhatsApp",
  "Telegram",
  "Signal",
  "Slack",
  "Discord",
  "Google Chat",
  "iMessage",
  "Teams",
  "Matrix",
  "Zalo Personal",
  "Zalo",
  "BlueBubbles",
] as const;

/** What stood before a message: the text without it, and who the header names as sender (null when none was there). */
export type Opened = Readonly<{ text: string; header: string | null; sender: string | null }>;

/** Text -> text without one time stamp at its start (`[Mon 2026-03-02 08:04 GMT+1] `). */
export function withoutTimestamp(text: string): string {
  return text.replace(TIMESTAMP, "");
}

/** Text -> text without time stamp and envelope header at its start. A bracket with neither date nor channel is the person's own. */
export function openEnvelope(text: string): Opened {
  const start = withoutTimestamp(text.trimStart());
  const end = headerEnd(start);
  if (end < 0) return { text: start, header: null, sender: null };
  const header = start.slice(1, end);
  return { text: withoutTimestamp(start.slice(end + 1).trimStart()), header, sender: senderOf(header) };
}

/** Position of the bracket that closes an envelope header at the start of the text, -1 when there is no such header. */
function headerEnd(text: string): number {
  if (!text.startsWith("[")) return -1;
  for (const end of [balancedEnd(text), text.indexOf("]")]) {
    if (end < 0) continue;
    const header = text.slice(1, end);
    if (BLOCK_HEADER.test(header)) return -1;
    if (header.includes("\n")) continue;
    if (DATE.test(header) || (channelOf(header) !== null && end < CHANNEL_HEADER_LIMIT)) return end;
  }
  return -1;
}

/** The bracket that closes the one at position 0 on the first line: names of chats may hold brackets themselves. */
function balancedEnd(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === "\n") return -1;
    if (char === "[") depth += 1;
    if (char === "]") depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

function channelOf(header: string): string | null {
  return CHANNELS.find((channel) => header.startsWith(`${channel} `)) ?? null;
}

/** Header -> the words before elapsed time, weekday or date: whom the channel names as sender or chat. */
function senderOf(header: string): string | null {
  const channel = channelOf(header);
  if (channel === null) return null;
  const words = header.slice(channel.length).trim().split(/\s+/, 40);
  const stop = words.findIndex((word) => ELAPSED.test(word) || WEEKDAY.test(word) || /^\d{4}-\d{2}-\d{2}/.test(word));
  const sender = (stop < 0 ? words : words.slice(0, stop)).join(" ");
  return sender === "" ? null : sender;
}
