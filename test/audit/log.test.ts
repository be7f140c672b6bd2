import { describe, expect, it } from "vitest";
import { forkLog } from "#audit/fork";
import { readAnchor } from "#audit/anchor";
import { openLog } from "#audit/log";
import { checkLog, readLog } from "#audit/read-log";
import { digestOf } from "#kernel/digest";
import { Killed, MemoryDisk } from "../fakes/memory-files.ts";
import { codeOf } from "../fakes/error-of.ts";

const place = { path: "/data/events.jsonl", anchors: "/state/anchors/x" };
const given = { now: "2026-03-02T10:00:00.000Z", hex: (length: number) => "ab".repeat(length).slice(0, length) };
const input = { type: "observe.done", actor: "tester", txn: null, data: { sessions: 3 } } as const;

function aDisk(events = 0): MemoryDisk {
  const disk = new MemoryDisk();
  disk.folder("/data");
  const log = openLog(disk.files, place);
  for (let count = 0; count < events; count += 1) log.append(input, given);
  log.remember(given);
  return disk;
}

describe("append", () => {
  it("begins with a genesis that holds a random id, then the event", () => {
    const { events, check } = readLog(aDisk(1).files, place);
    expect(events.map(({ seq, type }) => [seq, type])).toEqual([
      [0, "log.created"],
      [1, "observe.done"],
    ]);
    expect(events[0]?.data).toEqual({ log: given.hex(32) });
    expect(check).toMatchObject({ status: "ok", events: 2, anchored: 2 });
  });

  it("keeps the log readable by its owner only", () => {
    expect(aDisk(1).files.facts(place.path)?.mode).toBe(0o600);
  });

  it("goes on after an append of another process", () => {
    const disk = aDisk(1);
    const first = openLog(disk.files, place);
    const second = openLog(disk.files, place);
    first.append(input, given);
    second.append(input, given);
    first.append(input, given);
    expect(checkLog(disk.files, place)).toMatchObject({ status: "ok", events: 5 });
  });

  it("writes nothing to a log that is broken before its last line", () => {
    const disk = aDisk(4);
    const bytes = disk.files.bytes(place.path, 1 << 20);
    bytes[300] = (bytes[300] ?? 0) ^ 1;
    disk.put(place.path, bytes);
    const before = disk.picture();
    expect(codeOf(() => openLog(disk.files, place).append(input, given))).toBe("CHAIN_BROKEN");
    expect(disk.picture()).toEqual(before);
  });

  it("writes nothing to a log that was cut, deleted or exchanged", () => {
    for (const change of [
      (disk: MemoryDisk) => disk.put(place.path, disk.files.bytes(place.path, 1 << 20).slice(0, 400)),
      (disk: MemoryDisk) => disk.put(place.path, aDisk(1).files.bytes(place.path, 1 << 20)),
      (disk: MemoryDisk) => disk.put(place.path, ""),
      (disk: MemoryDisk) => disk.drop(place.path),
    ]) {
      const disk = aDisk(4);
      change(disk);
      const before = disk.picture();
      expect(checkLog(disk.files, place).status).toBe("rolled-back");
      expect(codeOf(() => openLog(disk.files, place).append(input, given))).toBe("LOG_ROLLED_BACK");
      expect(disk.picture()).toEqual(before);
    }
  });

  it("refuses a log that is a link, and an anchor that cannot be read", () => {
    const disk = aDisk(1);
    disk.put("/elsewhere", disk.files.bytes(place.path, 1 << 20));
    disk.special(place.path, "link", "/elsewhere");
    expect(codeOf(() => openLog(disk.files, place).append(input, given))).toBe("UNSAFE_PATH");
    const other = aDisk(1);
    other.put("/state/anchors/x/newest.json", "{");
    expect(codeOf(() => openLog(other.files, place).append(input, given))).toBe("STATE_UNREADABLE");
    other.put("/state/anchors/x/newest.json", '{"schemaVersion":2,"heads":[]}');
    expect(codeOf(() => openLog(other.files, place).append(input, given))).toBe("STATE_TOO_NEW");
  });
});

describe("what remembers a log", () => {
  const remembered = (disk: MemoryDisk) => readAnchor(disk.files, place.anchors)?.events;

  it("is brought up to date once for all events of a command, and not written when it knows them", () => {
    const disk = aDisk(2);
    const log = openLog(disk.files, place);
    for (let count = 0; count < 3; count += 1) log.append(input, given);
    expect(remembered(disk)).toBe(3);
    log.remember(given);
    expect(remembered(disk)).toBe(6);
    const before = disk.operations;
    log.remember(given);
    expect(disk.operations).toBe(before);
  });

  it("knows the first event before there is a second", () => {
    const disk = new MemoryDisk();
    disk.folder("/data");
    const log = openLog(disk.files, place);
    log.append(input, given);
    expect(remembered(disk)).toBe(1);
    expect(checkLog(disk.files, place)).toMatchObject({ status: "ok", events: 2, anchored: 1 });
  });

  it("is brought up to date by whoever comes next when a command ended before", () => {
    const disk = aDisk(2);
    openLog(disk.files, place).append(input, given);
    const log = openLog(disk.files, place);
    log.ready(given);
    log.remember(given);
    expect(remembered(disk)).toBe(4);
  });
});

describe("a torn last line", () => {
  it("is set aside and recorded, and the log goes on", () => {
    const disk = aDisk(2);
    const torn = '{"actor":"tes';
    disk.put(place.path, Buffer.concat([disk.files.bytes(place.path, 1 << 20), Buffer.from(torn)]), 0o600);
    expect(checkLog(disk.files, place)).toMatchObject({ status: "broken", firstBad: { line: 4, reason: "torn" } });
    const log = openLog(disk.files, place);
    expect(log.ready(given)).toBe("events.torn-1");
    log.append(input, given);
    const { events, check } = readLog(disk.files, place);
    expect(check).toMatchObject({ status: "ok", events: 5 });
    expect(events[3]).toMatchObject({ type: "log.recovered", data: { bytes: torn.length, file: "events.torn-1", sha256: digestOf(torn) } });
    expect(new TextDecoder().decode(disk.files.bytes("/data/events.torn-1", 100))).toBe(torn);
  });

  it("never takes the place of one that was set aside before", () => {
    const disk = aDisk(1);
    disk.put("/data/events.torn-1", "older");
    disk.put(place.path, Buffer.concat([disk.files.bytes(place.path, 1 << 20), Buffer.from("\u0000\n")]), 0o600);
    expect(openLog(disk.files, place).ready(given)).toBe("events.torn-2");
    expect(new TextDecoder().decode(disk.files.bytes("/data/events.torn-1", 100))).toBe("older");
  });

  it("is not believed when the anchor knows of more events", () => {
    const disk = aDisk(3);
    const bytes = disk.files.bytes(place.path, 1 << 20);
    disk.put(place.path, bytes.slice(0, bytes.byteLength - 1), 0o600);
    expect(checkLog(disk.files, place)).toMatchObject({ status: "rolled-back", torn: null });
    expect(codeOf(() => openLog(disk.files, place).ready(given))).toBe("LOG_ROLLED_BACK");
  });
});

it("loses no acknowledged event and leaves a readable log after a kill at every moment of an append", () => {
  for (const events of [0, 2]) {
    const start = aDisk(events);
    const probe = start.clone();
    openLog(probe.again().files, place).append(input, given);
    for (let at = 1; at <= probe.moments; at += 1) {
      const disk = start.clone();
      expect(() => openLog(disk.again({ kind: "kill", at }).files, place).append(input, given)).toThrow(Killed);
      const log = openLog(disk.again().files, place);
      log.ready(given);
      log.append(input, given);
      const { check, events: kept } = readLog(disk.files, place);
      expect(check.status, `kill at ${at}`).toBe("ok");
      expect(kept.filter((one) => one.type === "observe.done").length).toBeGreaterThanOrEqual(events + 1);
    }
  }
});

it("begins a new log after a broken one only when asked, keeps the old one, and says what it follows", () => {
  const disk = aDisk(3);
  const bytes = disk.files.bytes(place.path, 1 << 20);
  disk.put(place.path, bytes.slice(0, 300), 0o600);
  const genesis = forkLog(disk.files, place, "tester", { ...given, hex: (length) => "cd".repeat(length).slice(0, length) });
  expect(genesis.data.follows).toMatchObject({ status: "rolled-back", events: 1 });
  openLog(disk.files, place).append(input, given);
  expect(checkLog(disk.files, place)).toMatchObject({ status: "ok", events: 2 });
  expect(disk.files.bytes("/data/events.broken-1", 1 << 20)).toEqual(bytes.slice(0, 300));
});

it("goes on after the first two processes that ever wrote to it were killed, whenever that was", () => {
  let both = 0;
  for (let first = 1; first <= 12; first += 1)
    for (let second = 1; second <= 24; second += 1) {
      const disk = aDisk();
      for (const at of [first, second]) {
        try {
          openLog(disk.again({ kind: "kill", at }).files, place).append(input, given);
        } catch (error) {
          if (!(error instanceof Killed)) throw error;
          both += 1;
        }
      }
      openLog(disk.again().files, place).append(input, given);
      expect(checkLog(disk.files, place).status, `kills at ${first} and ${second}`).toBe("ok");
    }
  expect(both).toBeGreaterThan(50);
});
