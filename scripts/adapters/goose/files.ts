import { basename } from "node:path";
import { asFields, type Fields, secondsOf, textOrNull, timeOf, valueAt } from "#adapters/common/fields";
import { jsonLines } from "#adapters/common/records";
import { dropOf, fingerprintOf } from "#adapters/common/sources";
import { conversationOf, Story } from "#adapters/common/story";
import type { LogSource, Reading, ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import { isMetadata } from "./accepts.ts";
import { tellMessage } from "./message.ts";

/** Transcript of the old storage -> its source. `taken` names sessions that the database holds as well. */
export function fileSource(path: string, taken: ReadonlySet<string>, powers: ReadPowers, options: ReadOptions): LogSource {
  const id = basename(path, ".jsonl");
  const read = (): readonly Reading[] =>
    taken.has(id) ? [{ conversation: null, dropped: [dropOf("session.duplicate", path)] }] : [readFile(path, id, powers, options)];
  return { id: basename(path), fingerprint: taken.has(id) ? null : fingerprintOf([path], powers), read };
}

function readFile(path: string, id: string, powers: ReadPowers, options: ReadOptions): Reading {
  const story = new Story();
  let metadata: Fields = {};
  let messages = 0;
  for (const line of jsonLines(path, powers, options)) {
    if (line.dropped !== null) {
      story.dropped.push(line.dropped);
      continue;
    }
    const { value, place } = line;
    const fields = asFields(value);
    if (fields === null) story.drop("record.not-json", place);
    else if (fields["role"] === undefined && isMetadata(value)) metadata = { ...metadata, ...fields };
    else if (fields["role"] === undefined) story.drop("record.unknown-kind", place);
    else {
      messages += 1;
      const at = { at: timeOfMessage(fields["created"]), place };
      tellMessage(story, {
        id: textOrNull(fields["id"]) ?? `${id}:${place.line}`,
        role: fields["role"],
        content: fields["content"],
        visible: isVisible(fields["metadata"]),
        at,
      });
    }
  }
  if (messages === 0) {
    const isEmpty = Object.keys(metadata).length > 0;
    return { conversation: null, dropped: [...story.dropped, isEmpty ? dropOf("source.not-transcript", path, "empty") : dropOf("source.unknown-shape", path)] };
  }
  if (textOrNull(metadata["schedule_id"]) !== null) return { conversation: null, dropped: [dropOf("session.machine", path, "schedule")] };
  const facts = { id, adapter: "goose", path, project: textOrNull(metadata["working_dir"]), startedAt: timeOfName(id) };
  return { conversation: conversationOf(facts, story), dropped: story.dropped };
}

/** Seconds; a number that would be a far future in seconds is one of milliseconds. */
export function timeOfMessage(value: unknown): number | null {
  const number = typeof value === "bigint" ? Number(value) : value;
  return typeof number === "number" && number > 1e11 ? timeOf(number) : secondsOf(number);
}

export function isVisible(metadata: unknown): boolean {
  return valueAt(metadata, "userVisible") !== false;
}

/** A file is named by its local time: `20260302_080000`. */
function timeOfName(id: string): number | null {
  const found = /^(\d{4})(\d{2})(\d{2})_(\d{2})(\d{2})(\d{2})$/.exec(id);
  return found === null ? null : timeOf(`${found[1] ?? ""}-${found[2] ?? ""}-${found[3] ?? ""}T${found[4] ?? ""}:${found[5] ?? ""}:${found[6] ?? ""}`);
}
