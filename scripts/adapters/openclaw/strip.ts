import type { DropReason } from "#kernel/dropped";
import type { Span } from "#kernel/trust";
import { readCommand, readReferences, type SkillNames } from "./strip/commands.ts";
import { openEnvelope, withoutTimestamp } from "./strip/envelope.ts";
import { cutFeishu, isOfChannel } from "./strip/feishu.ts";
import { cutHistory, splitQueue } from "./strip/history.ts";
import { isMachineStart, withoutSystemLines } from "./strip/machine.ts";
import { cutMetadata, type Sender } from "./strip/metadata.ts";
import type { Peeling } from "./strip/peeling.ts";
import { cutForwarded, cutMedia, cutQuotes, cutSections, isForwarded } from "./strip/quotes.ts";
import { cutWrappers } from "./strip/wrappers.ts";

/** `heartbeatPrompt` of the configuration (null: the built-in one); `skills` by name; `group`: several people speak here. */
export type StripOptions = Readonly<{ heartbeatPrompt: string | null; skills: SkillNames; group: boolean }>;

/**
 * One message of the person, or why there is none. `removed` says what was cut out of it; `groupSeen` that the
 * message itself shows a conversation of several people.
 */
export type Stripped = Readonly<{ removed: readonly DropReason[]; groupSeen: boolean }> &
  (
    | Readonly<{ kind: "words"; spans: readonly Span[]; speaker: string | null; references: readonly string[] }>
    | Readonly<{ kind: "skill-use"; skill: string; text: string; speaker: string | null }>
    | Readonly<{ kind: "dropped"; reason: DropReason }>
  );

const CHAT_HISTORY_MARK = "[Chat messages since your last reply - for context]";

/**
 * Stored user text -> what the person typed, without what the host put around it. A queue gives several messages; a
 * message without human text gives its reason. Text of others never comes out with trust `user`: it is an `external`
 * span. Never throws; linear in the text.
 */
export function stripDecoration(raw: string, options: StripOptions): readonly Stripped[] {
  const text = withoutTimestamp(normal(raw).trimStart());
  if (isMachineStart(text, options.heartbeatPrompt)) return [dropped("prompt.machine", [], false)];
  const body = withoutSystemLines(text);
  if (body.trim() === "") return [dropped(body === text ? "prompt.no-words" : "prompt.machine", [], false)];
  const whole = cutHistory(cutWrappers({ text: body, external: [], injected: body === text ? 0 : 1 }));
  const groupSeen = raw.includes(CHAT_HISTORY_MARK);
  const items = splitQueue(whole.text);
  const [first, ...rest] = items.length === 0 ? [""] : items;
  return [
    stripOne({ ...whole, text: first ?? "" }, options, groupSeen, first !== whole.text),
    ...rest.map((item) => stripOne({ text: item, external: [], injected: 0 }, options, groupSeen, true)),
  ];
}

function stripOne(whole: Peeling, options: StripOptions, groupMarked: boolean, fromQueue: boolean): Stripped {
  const start = fromQueue ? withoutSystemLines(withoutTimestamp(whole.text.trimStart())) : whole.text;
  const opened = openEnvelope(start);
  const plain = cutMetadata({ ...whole, text: opened.text, injected: whole.injected + (opened.text === start.trimStart() ? 0 : 1) });
  const { peeling, sender } = cutFeishu(plain.peeling, whole.text, plain.sender);
  const groupSeen = groupMarked || sender.group;
  if (isMachineStart(withoutTimestamp(withoutSystemLines(peeling.text.trimStart())), options.heartbeatPrompt) || isOfChannel(plain.peeling.text.trim()))
    return dropped("prompt.machine", removedFrom(peeling), groupSeen);
  const unquoted = cutQuotes(peeling);
  if (isForwarded(openAgain(unquoted, opened.text))) return dropped("prompt.forwarded", [...removedFrom(unquoted), "text.external"], groupSeen);
  const clean = cutSections(cutMedia(cutForwarded(unquoted)));
  const { text, speaker } = withoutSender(tidy(openAgain(clean, opened.text)), sender, opened.sender, options.group);
  return classify(text, speaker, clean, options, groupSeen);
}

function classify(text: string, speaker: string | null, clean: Peeling, options: StripOptions, groupSeen: boolean): Stripped {
  const removed = removedFrom(clean);
  if (isForwarded(text)) return dropped("prompt.forwarded", [...removed, "text.external"], groupSeen);
  if (text === "") return dropped("prompt.no-words", removed, groupSeen);
  const command = readCommand(text, options.skills);
  if (command?.kind === "command") return dropped("prompt.command", removed, groupSeen);
  if (command !== null) return { ...command, speaker, removed, groupSeen };
  const external = clean.external.map((one): Span => ({ trust: "external", text: one }));
  return { kind: "words", spans: [{ trust: "user", text }, ...external], speaker, references: readReferences(text, options.skills), removed, groupSeen };
}

/** Envelope and time stamp once more after all blocks are gone, but only where something was cut: the person's own bracket stays. */
function openAgain(clean: Peeling, before: string): string {
  const text = clean.text.trimStart();
  return before.trimStart().startsWith(text.slice(0, 80)) ? withoutTimestamp(text) : openEnvelope(text).text;
}

/**
 * In a group a body may begin with `Name: `. It is the host's writing only when the metadata or the header that was cut
 * names the same person; otherwise the person may have typed it.
 */
function withoutSender(text: string, sender: Sender, headerSender: string | null, group: boolean): Readonly<{ text: string; speaker: string | null }> {
  const names = headerSender === null ? sender.names : [...sender.names, headerSender];
  const known = sender.id ?? sender.names[0] ?? headerSender;
  if (!group) return { text, speaker: null };
  const prefix = names.find((name) => text.startsWith(`${name}: `));
  if (prefix === undefined) return { text, speaker: known };
  return { text: text.slice(prefix.length + 2).trimStart(), speaker: sender.id ?? prefix };
}

/** CRLF to LF, no byte order mark. */
function normal(raw: string): string {
  const text = raw.includes("\r") ? raw.replaceAll("\r\n", "\n") : raw;
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/** White space is collapsed only at the end, because the markers are recognised line by line. */
function tidy(text: string): string {
  if (!text.includes("\n")) return text.trim();
  const lines: string[] = [];
  for (const line of text.split("\n")) {
    const end = line.trimEnd();
    if (end !== "" || lines.at(-1) !== "") lines.push(end);
  }
  return lines.join("\n").trim();
}

function removedFrom(peeling: Peeling): readonly DropReason[] {
  return [...peeling.external.map(() => "text.external" as const), ...Array.from({ length: peeling.injected }, () => "text.injected" as const)];
}

function dropped(reason: DropReason, removed: readonly DropReason[], groupSeen: boolean): Stripped {
  return { kind: "dropped", reason, removed, groupSeen };
}
