import { closeSync, constants, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLog } from "#audit/log";
import type { LogPlace } from "#audit/read-log";
import { checkSince, checkWhole, takeCheckpoint } from "#audit/take";
import { writeAnchor } from "#audit/anchor";
import type { ForgeEvent } from "#kernel/event";
import { nodeFiles } from "../../scripts/platform/files.ts";
import { logLines } from "./a-log.ts";
import { medianOf, type Result } from "./measure.ts";
import type { Options } from "./options.ts";
import { verifyChain } from "./verify.ts";

const NEW = 100;
const APPENDS = 200;

/** The log: a whole verification, what verifying since a checkpoint costs as the log grows, and an append against a bare write and fsync of the same bytes. */
export function auditSpeed({ events }: Options): readonly Result[] {
  return [verifyChain(), ...sinceCheckpoint(events), ...appends()];
}

/** Each log has a checkpoint and 100 events after it. The cost of the longest is compared with that of the shortest: the length of what came before must not show. */
function sinceCheckpoint(most: number): readonly Result[] {
  const results: Result[] = [];
  for (let events = 1000; events <= most; events *= 10) {
    const folder = mkdtempSync(join(tmpdir(), "forge-bench-"));
    try {
      const ms = sinceIn(folder, events);
      const shortest = results[0]?.ms ?? ms.since;
      results.push({
        name: `since a checkpoint, ${events} before`,
        ms: ms.since,
        floorMs: shortest,
        ratio: ms.since / shortest,
        goal: "<= 1.5x",
        met: ms.since / shortest <= 1.5,
        note: `${NEW} events after it; all of it takes ${ms.whole.toFixed(0)} ms`,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return results;
}

function sinceIn(folder: string, events: number): Readonly<{ since: number; whole: number }> {
  const files = nodeFiles();
  const place: LogPlace = { path: join(folder, "events.jsonl"), anchors: join(folder, "anchors") };
  const add = (lines: Iterable<string>): ForgeEvent => {
    const descriptor = openSync(place.path, "a", 0o600);
    let last = "";
    let rest: string[] = [];
    for (const line of lines) {
      rest.push(line);
      last = line;
      if (rest.length === 4096) {
        writeSync(descriptor, rest.join(""));
        rest = [];
      }
    }
    writeSync(descriptor, rest.join(""));
    closeSync(descriptor);
    const event = JSON.parse(last) as ForgeEvent;
    writeAnchor(files, place.anchors, {
      schemaVersion: 1,
      log: "00112233445566778899aabbccddeeff",
      events: event.seq + 1,
      checksum: event.checksum,
      at: event.ts,
    });
    return event;
  };
  const last = add(logLines(events));
  takeCheckpoint(files, place, (length) => "c".repeat(length));
  add(logLines(NEW, last));
  const whole = medianOf(1, () => checkWhole(files, place, []));
  const look = (): void => {
    const { check } = checkSince(files, place);
    if (check.status !== "ok" || check.events !== events + NEW) throw new Error(`the log of the bench is ${check.status}`);
  };
  // the shortest is measured first and is what the others are compared with: it must not pay for compiling the code
  medianOf(100, look);
  const since = medianOf(101, look);
  return { since, whole };
}

/** One event in an open log, durable, as a command that records several adds each of them, against one write of as many bytes and one fsync; in turn, so that a slow disk slows both. */
function appends(): readonly Result[] {
  const folder = mkdtempSync(join(tmpdir(), "forge-bench-"));
  try {
    const files = nodeFiles();
    const log = openLog(files, { path: join(folder, "events.jsonl"), anchors: join(folder, "anchors") });
    let hexes = 0;
    const given = { now: "2026-03-02T10:00:00.000Z", hex: (length: number) => `${(hexes += 1)}`.padStart(length, "0") };
    const input = { type: "observe.done", actor: "user:bench", txn: null, data: { sessions: 3, requests: 12 } } as const;
    const bytes = new TextEncoder().encode(`${"x".repeat(330)}\n`);
    const ours: number[] = [];
    const floors: number[] = [];
    const anchors: number[] = [];
    for (let count = 0; count < APPENDS; count++) {
      ours.push(medianOf(1, () => log.append(input, given)));
      anchors.push(
        medianOf(1, () => {
          log.remember(given);
        }),
      );
      floors.push(medianOf(1, () => bareAppend(join(folder, "floor"), bytes)));
    }
    return [0.5, 0.99].map((share) => {
      const [ms, floorMs] = [quantile(ours.slice(5), share), quantile(floors.slice(5), share)];
      return {
        name: `append, p${100 * share}`,
        ms,
        floorMs,
        ratio: ms / floorMs,
        goal: "<= 2x",
        met: ms / floorMs <= 2,
        note: `one event, fsynced; the anchor, once a command, takes ${quantile(anchors.slice(5), share).toFixed(1)} ms`,
      };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function bareAppend(path: string, bytes: Uint8Array): void {
  const descriptor = openSync(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT, 0o600);
  writeSync(descriptor, bytes);
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
