import { ADAPTERS } from "#adapters/list";
import type { LogAdapter, Reading, ReadOptions } from "#adapters/contract";
import { DROP_REASONS } from "#kernel/dropped";
import type { ReadPowers } from "#kernel/powers";
import type { Conversation, TraceEvent } from "#kernel/trace";
import { observe, type ObserveSettings } from "#stages/observe/observe";
import { makeRedactor } from "#stages/observe/redaction/redact";

/** Processor time that reading one small store may take, however it is broken. */
const SECONDS = 4;
const OPTIONS: ReadOptions = { includeGroups: false, includeDeleted: false, lineBytes: 1 << 20 };
const SETTINGS: ObserveSettings = { redact: makeRedactor(), home: "/home/ada", textChars: 4000 };
const DETAIL_CHARS = 200;
const NOT_READ = new Set(["record.not-json", "record.half-written", "record.too-long", "record.wrong-shape", "record.unknown-kind", "record.undecodable"]);

/** What is wrong with how an adapter read a path; nothing when all is well. `broken` are lines of `file` that must be counted. */
export function faultsOf(
  adapter: LogAdapter,
  path: string,
  powers: ReadPowers,
  own: Readonly<{ file: string; broken: readonly number[] }> | null,
): readonly string[] {
  const faults: string[] = [];
  const before = process.cpuUsage();
  try {
    const readings = read(adapter, path, powers, faults);
    for (const reading of readings) faults.push(...faultsIn(reading, adapter));
    const used = process.cpuUsage(before);
    if ((used.user + used.system) / 1e6 > SECONDS) faults.push(`took ${((used.user + used.system) / 1e6).toFixed(1)} s of processor time`);
    if (own !== null) {
      if (nameOf(read(adapter, path, powers, faults)) !== nameOf(readings)) faults.push("reading twice gives two results");
      for (const { conversation } of readings) if (conversation !== null) observe(conversation, SETTINGS);
      faults.push(...uncounted(readings, own.file, own.broken));
    }
  } catch (error) {
    faults.push(`threw ${error instanceof Error ? (error.stack ?? error.message).split("\n").slice(0, 5).join(" ") : String(error)}`);
  }
  return faults.map((fault) => `${adapter.id}: ${fault}`);
}

/** All adapters but the store's own read it as well: none may break on another's log. */
export function othersThan(adapter: LogAdapter): readonly LogAdapter[] {
  return ADAPTERS.filter((one) => one !== adapter);
}

function read(adapter: LogAdapter, path: string, powers: ReadPowers, faults: string[]): readonly Reading[] {
  adapter.accepts(path, powers);
  const readings: Reading[] = [];
  const ids = new Set<string>();
  for (const source of adapter.sources({ adapter: adapter.id, path, why: "fuzz" }, powers, OPTIONS)) {
    if (ids.has(source.id)) faults.push("two sources have one id");
    ids.add(source.id);
    readings.push(...source.read());
  }
  if (readings.every((one) => one.conversation === null) && readings.every((one) => one.dropped.length === 0))
    faults.push("nothing came out, and nothing was counted");
  return readings;
}

/** Everything that came out, as one text; of the input of a call its keys, for it may be nested deeper than JSON can be written. */
function nameOf(readings: readonly Reading[]): string {
  return JSON.stringify(readings, (key, value: unknown) => (key === "input" && typeof value === "object" && value !== null ? Object.keys(value) : value));
}

/** A line that is no JSON is in no conversation, so it must be among what was left out, unless the whole file was. */
function uncounted(readings: readonly Reading[], file: string, broken: readonly number[]): readonly string[] {
  const isRead = readings.some(({ conversation }) => conversation?.path === file && conversation.events.length > 0);
  if (!isRead) return [];
  const counted = new Set(
    readings.flatMap(({ dropped }) => dropped.filter((one) => NOT_READ.has(one.reason) && one.place.path === file).map((one) => one.place.line)),
  );
  const missing = broken.filter((line) => !counted.has(line));
  return missing.length === 0 ? [] : [`broken lines are not counted: ${missing.slice(0, 5).join(", ")}`];
}

function faultsIn({ conversation, dropped }: Reading, adapter: LogAdapter): readonly string[] {
  const faults: string[] = [];
  for (const { reason, place, detail } of dropped) {
    if (!Object.hasOwn(DROP_REASONS, reason)) faults.push(`the reason ${reason} is not in the catalogue`);
    if (place.path === "" || !Number.isInteger(place.line) || place.line < 0) faults.push(`a ${reason} without a place`);
    if (detail !== undefined && (detail.length > DETAIL_CHARS || detail.includes("\n"))) faults.push(`the detail of a ${reason} holds content`);
  }
  return conversation === null ? faults : [...faults, ...faultsOfConversation(conversation, adapter)];
}

const isTime = (at: number | null): boolean => at === null || (Number.isFinite(at) && Math.abs(at) <= 8.64e15);
const isText = (value: unknown): boolean => typeof value === "string";
const isNumber = (value: unknown): boolean => value === null || (typeof value === "number" && Number.isFinite(value));

function faultsOfConversation(conversation: Conversation, adapter: LogAdapter): readonly string[] {
  const { id, agent, key, project, runtime, startedAt, events } = conversation;
  const faults: string[] = [];
  if (conversation.adapter !== adapter.id) faults.push("a conversation of another adapter");
  if (!isText(id) || id === "" || !isText(agent)) faults.push("a conversation without a name");
  if (![key, project, runtime].every((one) => one === null || isText(one))) faults.push("a fact of a conversation is no text");
  if (!isTime(startedAt)) faults.push("a conversation outside of time");
  for (const event of events) if (!isSound(event)) faults.push(`a malformed event: ${JSON.stringify(event).slice(0, 200)}`);
  return faults.slice(0, 5);
}

function isSound(event: TraceEvent): boolean {
  if (!isTime(event.at) || event.place.path === "") return false;
  if (event.kind === "prompt") return isText(event.id) && event.spans.every((span) => isText(span.text)) && (event.speaker === null || isText(event.speaker));
  if (event.kind === "reply") return isText(event.id) && isText(event.text) && (event.failed === null || isText(event.failed));
  if (event.kind === "call") return isText(event.id) && isText(event.tool) && typeof event.input === "object" && !Array.isArray(event.input);
  if (event.kind === "skill-use") return isText(event.skill) && isText(event.text);
  if (event.kind !== "result") return true;
  const { ok, exitCode, status, durationMs, text } = event;
  return (ok === null || typeof ok === "boolean") && isNumber(exitCode) && isNumber(durationMs) && (status === null || isText(status)) && isText(text);
}
