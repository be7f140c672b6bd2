import type { Sender } from "./metadata.ts";
import { cut, type Peeling } from "./peeling.ts";

/** What shows, in the stored text, that a message came over Feishu: its words are the person's where it did not. */
const CAME_OVER = /message_id(?:: |": ")om_|^System: \[[^\]\n]{1,60}\] Feishu\[/m;
const ARRIVAL = /^System: \[\d{4}-\d{2}-\d{2} [^\]\n]{1,40}\] Feishu\[/;
/** Sentences that the channel adds for the model, each a line in brackets. */
const SENTENCES = [
  "The bot encountered a Feishu API permission error.",
  "The content may include mention tags in the form ",
  'If user_id is "',
  "Your reply will automatically @mention: ",
  "Feishu users mentioned in the incoming message",
].map((start) => `[System: ${start}`);
const SENDER_ID = /^(ou_[0-9a-z]{16,64}): ?/;
const MEDIA = "[media attached";
const QUOTE = '[Replying to: "';
const QUOTE_END = '"]';

/**
 * Peeling of which the metadata is cut, the stored text and what the metadata said of the sender -> peeling without what the channel Feishu writes
 * around a message (lines of arrival, sentences for the model, the sender before the words, the message that is answered), and the sender.
 */
export function cutFeishu(peeling: Peeling, stored: string, sender: Sender): Readonly<{ peeling: Peeling; sender: Sender }> {
  if (!CAME_OVER.test(stored)) return { peeling, sender };
  const lines = peeling.text.split("\n");
  const kept = lines.filter((line) => !isOfChannel(line));
  const start = kept.findIndex((line) => line.trim() !== "" && !line.startsWith(MEDIA));
  if (start < 0) return { peeling: { ...peeling, text: kept.join("\n"), injected: peeling.injected + lines.length - kept.length }, sender };
  const body = kept.slice(start).join("\n");
  const id = SENDER_ID.exec(body);
  const name = sender.names.find((one) => body.startsWith(`${one}: `));
  const prefix = id?.[0].length ?? (name === undefined ? 0 : name.length + 2);
  const before = kept.slice(0, start).map((line) => `${line}\n`);
  const bare = { ...peeling, text: `${before.join("")}${body.slice(prefix)}`, injected: peeling.injected + lines.length - kept.length + (prefix > 0 ? 1 : 0) };
  return { peeling: withoutQuote(bare, before.join("").length), sender: id === null ? sender : { ...sender, id: sender.id ?? id[1] ?? null } };
}

/** Is this text nothing the person wrote, but the channel telling of itself? */
export function isOfChannel(line: string): boolean {
  return ARRIVAL.test(line) || (line.trimEnd().endsWith("]") && SENTENCES.some((start) => line.startsWith(start)));
}

/** The quote may hold its own end mark, so the last one ends it; without one it runs to the end of the text. */
function withoutQuote(peeling: Peeling, at: number): Peeling {
  if (!peeling.text.startsWith(QUOTE, at)) return peeling;
  const trimmed = peeling.text.trimEnd();
  const last = trimmed.lastIndexOf(`${QUOTE_END}\n`);
  const end = last > at ? last + QUOTE_END.length : trimmed.length;
  return cut(peeling, [{ start: at, end, whose: "external" }]);
}
