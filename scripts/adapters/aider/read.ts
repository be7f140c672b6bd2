import { basename, dirname, relative } from "node:path";
import { dropOf, fingerprintOf, leftOut, nothing } from "#adapters/common/sources";
import { conversationOf } from "#adapters/common/story";
import type { Found } from "#adapters/common/walk";
import type { LogSource, Reading, ReadOptions } from "#adapters/contract";
import type { Dropped } from "#kernel/dropped";
import { linesOf } from "#kernel/lines";
import type { ReadPowers } from "#kernel/powers";
import { startOf } from "./lines.ts";
import { Session } from "./session.ts";
import { inputHistoryOf, TypedTimes } from "./typed-times.ts";

/** Root and its histories -> a source for each file; its sessions come out of it in order. */
export function* historySources(root: string, found: Found | null, powers: ReadPowers, options: ReadOptions): Generator<LogSource> {
  if (found === null || found.files.length === 0) {
    const reason = found === null ? dropOf("source.absent", root) : dropOf("source.absent", root, "no history of Aider in it");
    yield* leftOut("nothing", [reason, ...(found?.dropped ?? [])]);
    return;
  }
  yield* leftOut("left-out", found.dropped);
  for (const path of found.files) {
    const times = inputHistoryOf(path, powers);
    const id = path === root ? basename(path) : relative(root, path);
    yield { id, fingerprint: fingerprintOf([path, times], powers), read: () => readHistory(path, times, powers, options) };
  }
}

/** One history -> a reading for each of its sessions; one of them is held at a time. Never throws. */
function* readHistory(path: string, inputs: string, powers: ReadPowers, options: ReadOptions): Generator<Reading> {
  const times = new TypedTimes(inputs, powers);
  const stamps = new Map<string, number>();
  const before: Dropped[] = [];
  let session: Session | null = null;
  try {
    for (const { bytes, number } of linesOf(powers.files.chunks(path), options.lineBytes)) {
      const place = { path, line: number };
      if (bytes === null) {
        const dropped = { reason: "record.too-long", place } as const;
        if (session === null) before.push(dropped);
        else session.left(dropped);
        continue;
      }
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8").replace(/\r$/, "");
      const stamp = startOf(text);
      if (stamp !== null) {
        if (session !== null) yield readingOf(session, path);
        const times_ = (stamps.get(stamp) ?? 0) + 1;
        stamps.set(stamp, times_);
        session = new Session(idOf(path, stamp, times_), Date.parse(stamp), times);
      } else if (session !== null) session.add(text, place);
      else if (text.trim() !== "" && before.length === 0) before.push(dropOf("record.unknown-kind", path, "before the first session", number));
    }
  } catch {
    before.push(dropOf("source.unreadable", path));
  }
  if (session !== null) yield readingOf(session, path);
  else if (before.every((one) => one.reason !== "source.unreadable")) before.push(dropOf("source.unknown-shape", path));
  if (before.length > 0) yield { conversation: null, dropped: before };
}

/** A history has no ids: repository and time of the start, counted when two started in one second. */
function idOf(path: string, stamp: string, times: number): string {
  return `${basename(dirname(path))} ${stamp}${times === 1 ? "" : `#${times}`}`;
}

function readingOf(session: Session, path: string): Reading {
  session.end();
  if (session.isMachine) return nothing("session.machine", path, "--message");
  const { id, story, startedAt, runtime } = session;
  return { conversation: conversationOf({ id, adapter: "aider", path, project: dirname(path), startedAt, runtime }, story), dropped: story.dropped };
}
