import { describe, expect, it } from "vitest";
import { forkLog } from "#audit/fork";
import { openLog } from "#audit/log";
import { checkLog, checkNewest, readLog } from "#audit/read-log";
import { sealLog } from "#audit/seal";
import { checkSince, checkWhole, takeCheckpoint } from "#audit/take";
import { digestOf } from "#kernel/digest";
import { codeOf } from "../fakes/error-of.ts";
import { Killed, MemoryDisk } from "../fakes/memory-files.ts";

const place = { path: "/data/events.jsonl", anchors: "/state/anchors/x" };
const hex = (length: number): string => digestOf("a key").slice(0, length);
const given = { now: "2026-03-02T10:00:00.000Z", hex };
const [ONE, TWO] = ["/data/events-0001.jsonl", "/data/events-0002.jsonl"];

function more(disk: MemoryDisk, events: number): void {
  const log = openLog(disk.files, place);
  for (let count = 0; count < events; count += 1) log.append({ type: "observe.done", actor: "ana", txn: null, data: { sessions: count } }, given);
  log.remember(given);
}

/** Genesis and 3 events, sealed; log.continued and 3, sealed; log.continued and 2: twelve events in three files. */
function sealedTwice(): MemoryDisk {
  const disk = new MemoryDisk();
  disk.folder("/data");
  more(disk, 3);
  sealLog(disk.files, place, given);
  more(disk, 3);
  sealLog(disk.files, place, given);
  more(disk, 2);
  return disk;
}

const bytesOf = (disk: MemoryDisk, path: string): Uint8Array => disk.files.bytes(path, 1 << 24);

describe("sealing", () => {
  it("keeps one chain and one tree over all segments, and each begins by saying what it continues", () => {
    const disk = sealedTwice();
    const { events, check } = readLog(disk.files, place);
    expect(check).toMatchObject({ status: "ok", events: 11, anchored: 11 });
    expect(events.map(({ seq }) => seq)).toEqual([...Array(11).keys()]);
    expect(events.filter(({ type }) => type === "log.continued").map(({ seq, data }) => [seq, data.segment, data.size])).toEqual([
      [4, 2, 4],
      [8, 3, 8],
    ]);
    expect(events[4]?.data).toMatchObject({ log: events[0]?.data.log, checksum: events[3]?.checksum, bytes: bytesOf(disk, ONE).byteLength });
    const { point } = takeCheckpoint(disk.files, place, hex);
    expect(point).toMatchObject({ size: 11, bytes: check.bytes });
    expect(checkWhole(disk.files, place, [point]).check.status).toBe("ok");
    expect(checkSince(disk.files, place).check).toMatchObject({ status: "ok", events: 11 });
  });

  it("leaves the sealed part readable by its owner only, and writable by nobody", () => {
    const disk = sealedTwice();
    for (const path of [ONE, TWO]) expect(disk.files.facts(path)?.mode).toBe(0o400);
  });

  it("does nothing to a segment that holds nothing but its beginning, and refuses a log that is not there", () => {
    const disk = sealedTwice();
    sealLog(disk.files, place, given);
    const before = disk.picture();
    expect(sealLog(disk.files, place, given)).toBeNull();
    expect(disk.picture()["/data/events-0004.jsonl"]).toBeUndefined();
    expect(Object.keys(disk.picture())).toEqual(Object.keys(before));
    const empty = new MemoryDisk();
    empty.folder("/data");
    expect(codeOf(() => sealLog(empty.files, place, given))).toBe("NOT_FOUND");
  });

  it("is finished by the next command wherever it was interrupted", () => {
    const start = new MemoryDisk();
    start.folder("/data");
    more(start, 3);
    const probe = start.clone();
    sealLog(probe.again().files, place, given);
    expect(probe.moments).toBeGreaterThan(15);
    for (let at = 1; at <= probe.moments; at += 1) {
      const disk = start.clone();
      expect(() => sealLog(disk.again({ kind: "kill", at }).files, place, given)).toThrow(Killed);
      openLog(disk.again().files, place).ready(given);
      const names = disk.files.names("/data").filter((one) => one.startsWith("events"));
      expect([["events.jsonl"], ["events-0001.jsonl", "events.jsonl"]], `kill at ${at}`).toContainEqual(names.filter((one) => !one.includes("torn")));
      if (names.includes("events-0001.jsonl")) expect(disk.files.facts(ONE)?.mode, `kill at ${at}`).toBe(0o400);
      more(disk, 1);
      const { check, events } = readLog(disk.files, place);
      expect(check.status, `kill at ${at}: ${check.firstBad?.detail ?? ""}`).toBe("ok");
      expect(events.filter(({ type }) => type === "observe.done")).toHaveLength(4);
    }
  });

  it("fails as a whole or is finished later when any of its writes fails", () => {
    const start = new MemoryDisk();
    start.folder("/data");
    more(start, 3);
    const probe = start.clone();
    sealLog(probe.again().files, place, given);
    for (let at = 1; at <= probe.operations; at += 1)
      for (const after of [false, true]) {
        const disk = start.clone();
        expect(codeOf(() => sealLog(disk.again({ kind: "fail", at, code: "ENOSPC", after }).files, place, given))).toBe("FILE_UNWRITABLE");
        more(disk.again(), 1);
        expect(checkLog(disk.files, place).status, `operation ${at}, ${after ? "after" : "before"}`).toBe("ok");
      }
  });
});

describe("a segment", () => {
  it("with any byte flipped is found by the whole verification and by no less: its own file is named", () => {
    const disk = sealedTwice();
    for (const path of [ONE, TWO]) {
      const whole = bytesOf(disk, path);
      for (let at = 0; at < whole.byteLength; at += 1) {
        const changed = whole.slice();
        changed[at] = (changed[at] ?? 0) ^ 1;
        disk.put(path, changed);
        const { status, firstBad } = checkLog(disk.files, place);
        // a line break that became another byte joins two lines; where the last one goes, the file after it is short of a beginning
        expect({ status, file: firstBad?.file }, `${path} byte ${at}`).toEqual({ status: "broken", file: path.slice(6) });
      }
      disk.put(path, whole);
    }
    expect(checkLog(disk.files, place).status).toBe("ok");
  });

  it("that is missing is named, before all else", () => {
    for (const [path, kept] of [
      [ONE, 0],
      [TWO, 4],
    ] as const) {
      const disk = sealedTwice();
      disk.drop(path);
      for (const check of [checkLog(disk.files, place), checkNewest(disk.files, place), checkSince(disk.files, place).check])
        expect(check).toMatchObject({ status: "broken", events: kept, firstBad: { reason: "missing-segment", file: path.slice(6) } });
      expect(codeOf(() => openLog(disk.files, place).ready(given))).toBe("CHAIN_BROKEN");
    }
  });

  it("that changed places with another, was cut, doubled or emptied is found, and so is the newest when it is gone", () => {
    const rolled = sealedTwice();
    rolled.drop(place.path);
    expect(checkLog(rolled.files, place)).toMatchObject({ status: "rolled-back", firstBad: { reason: "shorter-than-anchor" } });
    for (const [what, change] of [
      [
        "swapped",
        (disk: MemoryDisk, one: Uint8Array, two: Uint8Array) => {
          disk.put(ONE, two);
          disk.put(TWO, one);
        },
      ],
      ["cut", (disk: MemoryDisk, one: Uint8Array) => disk.put(ONE, one.slice(0, one.lastIndexOf(10, -2) + 1))],
      ["doubled", (disk: MemoryDisk, one: Uint8Array) => disk.put(TWO, one)],
      ["emptied", (disk: MemoryDisk) => disk.put(ONE, "")],
      ["emptied second", (disk: MemoryDisk) => disk.put(TWO, "")],
      [
        "moved on",
        (disk: MemoryDisk, one: Uint8Array, two: Uint8Array) => {
          disk.put(ONE, Buffer.concat([one, two]));
          disk.put(TWO, "");
        },
      ],
    ] as const) {
      const disk = sealedTwice();
      change(disk, bytesOf(disk, ONE), bytesOf(disk, TWO));
      expect(checkLog(disk.files, place).status, what).toBe("broken");
      expect(checkLog(disk.files, place).firstBad?.file, what).toMatch(/^events-000[12]\.jsonl$/);
    }
  });

  it("that is a link, a device or linked from elsewhere is refused", () => {
    for (const change of [
      (disk: MemoryDisk) => disk.special(ONE, "link", TWO),
      (disk: MemoryDisk) => disk.special(ONE, "other"),
      (disk: MemoryDisk) => disk.hardLinks(ONE, 2),
    ]) {
      const disk = sealedTwice();
      change(disk);
      expect(codeOf(() => checkLog(disk.files, place))).toBe("UNSAFE_PATH");
    }
  });

  it("is not read again by a command that appends, nor by --since", () => {
    const disk = sealedTwice();
    const read = new Set<string>();
    const counting = { ...disk.files, chunks: (path: string, from?: number) => (read.add(path), disk.files.chunks(path, from)) };
    openLog(counting, place).append({ type: "observe.done", actor: "ana", txn: null, data: {} }, given);
    expect(checkSince(counting, place).check.status).toBe("ok");
    expect([...read]).toEqual([place.path]);
  });

  it("after a torn line in the newest one is left alone by its recovery", () => {
    const disk = sealedTwice();
    disk.put(place.path, Buffer.concat([bytesOf(disk, place.path), Buffer.from('{"actor":"a')]), 0o600);
    expect(openLog(disk.files, place).ready(given)).toBe("events.torn-1");
    expect(readLog(disk.files, place)).toMatchObject({ check: { status: "ok", events: 12 } });
  });
});

it("a fork sets every segment aside and starts anew, and goes on when it was interrupted", () => {
  const start = sealedTwice();
  start.drop(TWO);
  const random = { ...given, hex: (length: number) => digestOf("another").slice(0, length) };
  const probe = start.clone();
  forkLog(probe.again().files, place, "ana", random);
  for (let at = 1; at <= probe.moments; at += 1) {
    const disk = start.clone();
    expect(() => forkLog(disk.again({ kind: "kill", at }).files, place, "ana", random)).toThrow(Killed);
    if (checkLog(disk.again().files, place).status !== "ok") forkLog(disk.files, place, "ana", random);
    more(disk, 1);
    expect(checkLog(disk.files, place), `kill at ${at}`).toMatchObject({ status: "ok" });
    expect(disk.files.names("/data")).toEqual(expect.arrayContaining(["events-0001.broken-1", "events.broken-1", "events.jsonl"]));
  }
});
