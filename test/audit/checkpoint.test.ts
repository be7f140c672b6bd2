import { describe, expect, it } from "vitest";
import { openCheckpoint } from "#audit/checkpoint";
import { forkLog } from "#audit/fork";
import { openLog } from "#audit/log";
import { verifierOf } from "#audit/note";
import { checkpointText, readVerifier, signerIn } from "#audit/points";
import { checkLog } from "#audit/read-log";
import { checkSince, checkWhole, takeCheckpoint } from "#audit/take";
import { digestOf } from "#kernel/digest";
import { codeOf } from "../fakes/error-of.ts";
import { MemoryDisk } from "../fakes/memory-files.ts";

const place = { path: "/data/events.jsonl", anchors: "/state/anchors/x" };
const hex = (length: number): string => digestOf("a key").slice(0, length);
const given = { now: "2026-03-02T10:00:00.000Z", hex };

function more(disk: MemoryDisk, events: number, actor = "ana"): void {
  const log = openLog(disk.files, place);
  for (let count = 0; count < events; count += 1) log.append({ type: "observe.done", actor, txn: null, data: { sessions: 3 } }, given);
  log.remember(given);
}

function aDisk(events: number): MemoryDisk {
  const disk = new MemoryDisk();
  disk.folder("/data");
  more(disk, events);
  return disk;
}

const bytesOf = (disk: MemoryDisk): Uint8Array => disk.files.bytes(place.path, 1 << 24);

describe("a checkpoint", () => {
  it("is signed by a key that only its owner can read, and says the same however it was reached", () => {
    const stepwise = aDisk(3);
    for (let round = 0; round < 6; round += 1) {
      takeCheckpoint(stepwise.files, place, hex);
      more(stepwise, round);
    }
    const once = aDisk(3 + 0 + 1 + 2 + 3 + 4 + 5);
    const [one, other] = [takeCheckpoint(stepwise.files, place, hex), takeCheckpoint(once.files, place, hex)];
    expect(one).toEqual(other);
    expect(one.point).toMatchObject({ size: 19, bytes: bytesOf(once).byteLength });
    expect(stepwise.files.facts("/state/anchors/x/signing.key")?.mode).toBe(0o600);
    expect(openCheckpoint(one.note, verifierOf(signerIn(stepwise.files, place.anchors, hex)))).toEqual(one.point);
  });

  it("of an unchanged log writes nothing, of one without events is refused", () => {
    const disk = aDisk(2);
    const first = takeCheckpoint(disk.files, place, hex);
    const before = disk.picture();
    expect(takeCheckpoint(disk.files, place, hex)).toEqual(first);
    expect(disk.picture()).toEqual(before);
    expect(codeOf(() => takeCheckpoint(aDisk(0).files, place, hex))).toBe("NOT_FOUND");
  });

  it("finds an older copy, a cut and a rewritten log also when the anchor is gone", () => {
    for (const [what, change] of [
      ["cut", (disk: MemoryDisk) => disk.put(place.path, bytesOf(disk).slice(0, bytesOf(aDisk(2)).byteLength))],
      [
        "rewritten",
        (disk: MemoryDisk) => {
          const forged = new MemoryDisk();
          forged.folder("/data");
          more(forged, 5, "eve");
          disk.put(place.path, bytesOf(forged));
        },
      ],
      ["gone", (disk: MemoryDisk) => disk.drop(place.path)],
    ] as const) {
      const disk = aDisk(5);
      takeCheckpoint(disk.files, place, hex);
      change(disk);
      disk.drop("/state/anchors/x/newest.json");
      expect(checkLog(disk.files, place).status, what).toBe("rolled-back");
      expect(
        codeOf(() => openLog(disk.files, place).ready(given)),
        what,
      ).toBe("LOG_ROLLED_BACK");
    }
  });

  it("that was changed, or whose key was exchanged, is refused and never overwritten", () => {
    for (const name of ["checkpoint", "key.pub", "signing.key"]) {
      const disk = aDisk(4);
      takeCheckpoint(disk.files, place, hex);
      const path = `/state/anchors/x/${name}`;
      const bytes = disk.files.bytes(path, 1 << 20);
      bytes[20] = (bytes[20] ?? 0) ^ 1;
      disk.put(path, bytes);
      more(disk, name === "signing.key" ? 1 : 0);
      const before = disk.picture();
      expect(
        codeOf(() => takeCheckpoint(disk.files, place, hex)),
        name,
      ).toBe("STATE_UNREADABLE");
      expect(disk.picture()).toEqual(before);
    }
  });
});

describe("verifying since a checkpoint", () => {
  it("reads what is new alone, and finds every byte of it that was changed", () => {
    const disk = aDisk(30);
    const { point } = takeCheckpoint(disk.files, place, hex);
    more(disk, 3);
    let read = 0;
    const counting = {
      ...disk.files,
      chunks: (path: string, from?: number) => ((read += bytesOf(disk).byteLength - (from ?? 0)), disk.files.chunks(path, from)),
    };
    expect(checkSince(counting, place).check).toMatchObject({ status: "ok", events: 34, bytes: bytesOf(disk).byteLength });
    expect(read).toBe(bytesOf(disk).byteLength - point.bytes);
    const whole = bytesOf(disk).slice();
    for (let at = point.bytes; at < whole.byteLength; at += 1) {
      const changed = whole.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      disk.put(place.path, changed);
      expect(checkSince(disk.files, place).check.status, `byte ${at}`).not.toBe("ok");
    }
  });

  it("finds a log that ends before it", () => {
    const disk = aDisk(30);
    takeCheckpoint(disk.files, place, hex);
    disk.put(place.path, bytesOf(aDisk(10)));
    expect(checkSince(disk.files, place).check.status).not.toBe("ok");
  });

  it("reads the whole when the edge of the tree is lost or another's", () => {
    for (const edge of [null, "", "{}", '{"size":31,"hashes":["AAAA"]}']) {
      const disk = aDisk(30);
      const { point } = takeCheckpoint(disk.files, place, hex);
      if (edge === null) disk.drop("/state/anchors/x/edge.json");
      else disk.put("/state/anchors/x/edge.json", edge);
      more(disk, 1);
      expect(checkSince(disk.files, place).check).toMatchObject({ status: "ok", events: 32 });
      expect(takeCheckpoint(disk.files, place, hex).point.size).toBe(point.size + 1);
    }
  });
});

describe("checkpoints that were kept elsewhere", () => {
  it("are found again in the log that goes on from them, and in no other", () => {
    const disk = aDisk(3);
    const kept = [0, 1, 2].map((round) => {
      more(disk, round);
      return takeCheckpoint(disk.files, place, hex).point;
    });
    more(disk, 4);
    expect(checkWhole(disk.files, place, kept).check).toMatchObject({ status: "ok", events: 11 });
    // who can write everything here, key and anchors included, still cannot make another log fit a copy that lies elsewhere
    const forged = new MemoryDisk();
    forged.folder("/data");
    more(forged, 10, "eve");
    takeCheckpoint(forged.files, place, hex);
    expect(checkWhole(forged.files, place, []).check.status).toBe("ok");
    expect(checkWhole(forged.files, place, kept).check).toMatchObject({ status: "rolled-back", firstBad: { reason: "rewritten" } });
    const short = new MemoryDisk();
    short.folder("/data");
    more(short, 3);
    expect(checkWhole(short.files, place, kept).check).toMatchObject({ status: "rolled-back", firstBad: { reason: "shorter-than-anchor" } });
  });
});

describe("a fork", () => {
  it("sets the checkpoint of the log before aside, and the new log gets its own", () => {
    const disk = aDisk(5);
    takeCheckpoint(disk.files, place, hex);
    disk.put(place.path, bytesOf(aDisk(2)));
    forkLog(disk.files, place, "ana", { ...given, hex: (length) => digestOf("another").slice(0, length) });
    expect(checkLog(disk.files, place)).toMatchObject({ status: "ok", events: 1 });
    expect(disk.files.facts("/state/anchors/x/checkpoint.broken-1")?.kind).toBe("file");
    expect(checkpointText(disk.files, place.anchors)).toBeNull();
    expect(takeCheckpoint(disk.files, place, hex).point.size).toBe(1);
    expect(readVerifier(disk.files, place.anchors)).not.toBeNull();
  });
});
