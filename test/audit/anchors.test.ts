import { describe, expect, it } from "vitest";
import { acceptLog } from "#audit/accept";
import { fileElsewhere, readKept, renewKept } from "#audit/elsewhere";
import { forkLog } from "#audit/fork";
import { openLog } from "#audit/log";
import { checkPrinted, parsePrinted, printedOf } from "#audit/printed";
import { checkLog, checkNewest, type LogPlace, readLog } from "#audit/read-log";
import { sealLog } from "#audit/seal";
import { checkSince, takeCheckpoint } from "#audit/take";
import { digestOf } from "#kernel/digest";
import { codeOf } from "../fakes/error-of.ts";
import { Killed, MemoryDisk } from "../fakes/memory-files.ts";

const plain = { path: "/data/events.jsonl", anchors: "/state/anchors/x" };
const hex = (length: number): string => digestOf("a key").slice(0, length);
const given = { now: "2026-03-02T10:00:00.000Z", hex };
const USB = "/usb/forge.checkpoint";

function placeOn(disk: MemoryDisk, ...paths: readonly string[]): LogPlace {
  return { ...plain, elsewhere: paths.map((path) => fileElsewhere(disk.files, path)) };
}

function more(disk: MemoryDisk, events: number, type: "observe.done" | "capsule.approved" = "observe.done", place: LogPlace = plain): void {
  const log = openLog(disk.files, place);
  for (let count = 0; count < events; count += 1) log.append({ type, actor: "ana", txn: null, data: { count } }, given);
  log.remember(given);
}

function signed(events: number): MemoryDisk {
  const disk = new MemoryDisk();
  disk.folder("/data");
  disk.folder("/usb");
  more(disk, events);
  takeCheckpoint(disk.files, plain, hex);
  more(disk, 1, "capsule.approved");
  return disk;
}

const bytesOf = (disk: MemoryDisk): Uint8Array => disk.files.bytes(plain.path, 1 << 24);

describe("a log whose anchor or checkpoint is gone", () => {
  const losses = [
    ["anchor", ["newest.json"], "no-anchor"],
    ["checkpoint", ["checkpoint"], "no-checkpoint"],
    ["both", ["newest.json", "checkpoint", "edge.json"], "no-anchor"],
    ["all of it, the key too", ["newest.json", "checkpoint", "edge.json", "signing.key", "key.pub"], "no-anchor"],
  ] as const;

  it("is not called whole by any way of looking, and nothing is written to it", () => {
    for (const [what, names, reason] of losses) {
      const disk = signed(4);
      for (const name of names) disk.drop(`/state/anchors/x/${name}`);
      for (const check of [checkLog(disk.files, plain), checkNewest(disk.files, plain), checkSince(disk.files, plain).check])
        expect(check, what).toMatchObject({ status: "unanchored", events: 6, firstBad: { reason, line: 0 } });
      const before = disk.picture();
      expect(
        codeOf(() => openLog(disk.files, plain).ready(given)),
        what,
      ).toBe("LOG_UNANCHORED");
      expect(
        codeOf(() => takeCheckpoint(disk.files, plain, hex)),
        what,
      ).toBe("LOG_UNANCHORED");
      expect(disk.picture()).toEqual(before);
    }
  });

  it("is taken for the right one when a person says so, and says that itself from then on", () => {
    for (const [what, names, reason] of losses) {
      const start = signed(4);
      for (const name of names) start.drop(`/state/anchors/x/${name}`);
      const probe = start.clone();
      expect(acceptLog(probe.again().files, plain, "ana", given), what).toMatchObject({ was: reason, event: { type: "log.anchored", actor: "ana", seq: 6 } });
      expect(checkLog(probe.files, plain)).toMatchObject({ status: "ok", events: 7 });
      for (let at = 1; at <= probe.moments; at += 1) {
        const disk = start.clone();
        expect(() => acceptLog(disk.again({ kind: "kill", at }).files, plain, "ana", given)).toThrow(Killed);
        acceptLog(disk.again().files, plain, "ana", given);
        openLog(disk.files, plain).ready(given);
        expect(checkLog(disk.files, plain).status, `${what}, kill at ${at}`).toBe("ok");
      }
    }
  });

  it("is not accepted when it is broken, rolled back or empty; a whole one needs no acceptance", () => {
    const cut = signed(4);
    cut.put(plain.path, bytesOf(cut).slice(0, bytesOf(cut).lastIndexOf(10, -2) + 1));
    expect(codeOf(() => acceptLog(cut.files, plain, "ana", given))).toBe("LOG_ROLLED_BACK");
    const broken = signed(4);
    const bytes = bytesOf(broken);
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    broken.put(plain.path, bytes);
    expect(codeOf(() => acceptLog(broken.files, plain, "ana", given))).toBe("CHAIN_BROKEN");
    expect(acceptLog(signed(4).files, plain, "ana", given)).toBeNull();
  });

  it("with an unfinished last line is not mended on the way: that would write the anchor anew without a word", () => {
    const disk = signed(4);
    for (const name of ["newest.json", "checkpoint"]) disk.drop(`/state/anchors/x/${name}`);
    disk.put(plain.path, Buffer.concat([bytesOf(disk), Buffer.from('{"actor":"a')]), 0o600);
    const before = disk.picture();
    expect(codeOf(() => openLog(disk.files, plain).ready(given))).toBe("LOG_UNANCHORED");
    expect(disk.picture()).toEqual(before);
    acceptLog(disk.files, plain, "ana", given);
    expect(
      readLog(disk.files, plain)
        .events.slice(-2)
        .map(({ type }) => type),
    ).toEqual(["log.recovered", "log.anchored"]);
  });

  it("a first event that a crash left without an anchor is no such log", () => {
    const disk = new MemoryDisk();
    disk.folder("/data");
    more(disk, 1);
    const genesis = bytesOf(disk).slice(0, bytesOf(disk).indexOf(10) + 1);
    disk.put(plain.path, genesis, 0o600);
    disk.drop("/state");
    expect(checkLog(disk.files, plain)).toMatchObject({ status: "ok", events: 1, anchored: null });
  });
});

describe("a checkpoint kept elsewhere", () => {
  const keep = (disk: MemoryDisk, place: LogPlace, create = true) => {
    const elsewhere = place.elsewhere ?? [];
    return renewKept(readKept(disk.files, place.anchors, elsewhere), elsewhere, takeCheckpoint(disk.files, place, hex).note, () => create);
  };

  it("holds against somebody who rewrites everything here, anchors and all", () => {
    const disk = signed(4);
    const place = placeOn(disk, USB);
    expect(keep(disk, place)).toEqual([]);
    expect(checkLog(disk.files, place).status).toBe("ok");
    const kept = disk.files.bytes(USB, 1 << 16);
    for (const [what, other, reason] of [
      ["shorter", signed(2), "shorter-than-anchor"],
      ["other", signed(9), "rewritten"],
    ] as const) {
      // signed with the very key: who has the user id has that too
      other.put(USB, kept);
      const forged = placeOn(other, USB);
      expect(checkLog(other.files, plain).status).toBe("ok");
      for (const check of [checkLog(other.files, forged), checkNewest(other.files, forged), checkSince(other.files, forged).check].slice(0, 2))
        expect(check, what).toMatchObject({ status: "rolled-back", firstBad: { reason } });
      expect(checkLog(other.files, forged).firstBad?.detail).toContain(USB);
      expect(codeOf(() => openLog(other.files, forged).ready(given))).toBe("LOG_ROLLED_BACK");
      expect(other.files.bytes(USB, 1 << 16)).toEqual(kept);
    }
  });

  it("counts also when another key signed it: the key can be made anew, the paper cannot", () => {
    const disk = signed(4);
    keep(disk, placeOn(disk, USB));
    const other = new MemoryDisk();
    other.folder("/data");
    const rekeyed = { ...given, hex: (length: number) => digestOf("another key").slice(0, length) };
    const log = openLog(other.files, plain);
    for (let count = 0; count < 9; count += 1) log.append({ type: "observe.done", actor: "eve", txn: null, data: {} }, rekeyed);
    takeCheckpoint(other.files, plain, rekeyed.hex);
    other.put(USB, disk.files.bytes(USB, 1 << 16));
    const place = placeOn(other, USB);
    expect(readKept(other.files, place.anchors, place.elsewhere ?? [])).toMatchObject([{ state: "foreign", point: { size: 6 } }]);
    expect(checkLog(other.files, place)).toMatchObject({ status: "rolled-back", firstBad: { reason: "other-log" } });
    expect(renewKept(readKept(other.files, place.anchors, place.elsewhere ?? []), place.elsewhere ?? [], "x", () => true)).toMatchObject([{ name: USB }]);
  });

  it("goes on under a new key when a person accepts the loss of the old one", () => {
    const disk = signed(4);
    const place = placeOn(disk, USB);
    keep(disk, place);
    disk.drop("/state");
    expect(checkLog(disk.files, place)).toMatchObject({ status: "unanchored", anchored: 6 });
    const fresh = { ...given, hex: (length: number) => digestOf("another key").slice(0, length) };
    expect(acceptLog(disk.files, place, "ana", fresh)).toMatchObject({ was: "no-anchor", faults: [] });
    expect(readKept(disk.files, place.anchors, place.elsewhere ?? [])).toMatchObject([{ state: "read", point: { size: 6 } }]);
    expect(checkLog(disk.files, place).status).toBe("ok");
  });

  it("that is gone, is no checkpoint, or is a link is named, never written over, and keeps nobody from the others", () => {
    for (const [state, change] of [
      ["absent", (disk: MemoryDisk) => disk.drop(USB)],
      ["unreadable", (disk: MemoryDisk) => disk.put(USB, "export PATH=/bin\n")],
      [
        "unreadable",
        (disk: MemoryDisk) => {
          disk.drop(USB);
          disk.special(USB, "link", "/home/.bashrc");
        },
      ],
      ["unreadable", (disk: MemoryDisk) => disk.hardLinks(USB, 2)],
    ] as const) {
      const disk = signed(4);
      const place = placeOn(disk, USB, "/other/copy");
      disk.folder("/other");
      keep(disk, place);
      change(disk);
      const before = disk.picture("/usb");
      more(disk, 2, "observe.done", place);
      expect(keep(disk, place, false)).toMatchObject([{ name: USB }]);
      expect(readKept(disk.files, place.anchors, place.elsewhere ?? [])).toMatchObject([{ state }, { state: "read", point: { size: 8 } }]);
      expect(disk.picture("/usb")).toEqual(before);
      expect(checkLog(disk.files, place).status).toBe("ok");
    }
  });

  it("that is no longer looked at is missed, because the log says where it was kept", () => {
    const disk = signed(4);
    const place = placeOn(disk, USB);
    keep(disk, place);
    disk.drop(USB);
    expect(acceptLog(disk.files, place, "ana", given)).toMatchObject({ was: "places" });
    const [id] = readLog(disk.files, place).check.elsewhere;
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    // the path cannot be found again by guessing: the key is its salt
    expect([digestOf(USB), digestOf(`skill-forge/anchor/v1\n${USB}`)].some((one) => one.startsWith(id ?? "?"))).toBe(false);
    expect(checkLog(disk.files, place).status).toBe("ok");
    for (const fewer of [plain, placeOn(disk, "/somewhere/else")])
      expect(checkLog(disk.files, fewer)).toMatchObject({ status: "unanchored", firstBad: { reason: "anchor-removed" } });
    acceptLog(disk.files, plain, "ana", given);
    expect(checkLog(disk.files, plain).status).toBe("ok");
  });

  it("of a log that was given up is set aside by the fork, and the next is written beside it", () => {
    const disk = signed(4);
    const place = placeOn(disk, USB);
    keep(disk, place);
    disk.put(plain.path, bytesOf(disk).slice(0, 300));
    forkLog(disk.files, place, "ana", { ...given, hex: (length: number) => digestOf("third").slice(0, length) });
    expect(disk.files.facts(`${USB}.broken-1`)?.kind).toBe("file");
    expect(keep(disk, place)).toEqual([]);
    expect(checkLog(disk.files, place).status).toBe("ok");
  });

  it("may be of a sealed part, which the whole verification compares", () => {
    const disk = signed(4);
    const place = placeOn(disk, USB);
    keep(disk, place);
    sealLog(disk.files, place, given);
    more(disk, 2, "observe.done", place);
    expect(checkLog(disk.files, place).status).toBe("ok");
    expect(checkNewest(disk.files, place).status).toBe("ok");
  });
});

describe("a checkpoint on paper", () => {
  it("is 24 letters that lead to one log only, however they were typed", () => {
    const disk = signed(4);
    const { point } = takeCheckpoint(disk.files, plain, hex);
    const printed = printedOf(point);
    expect(printed.code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
    const typed = `${printed.size}  ${printed.code.toLowerCase().replaceAll("-", " ").replaceAll("0", "O").replaceAll("1", "l")}`;
    expect(parsePrinted(typed)).toEqual(printed);
    more(disk, 3);
    sealLog(disk.files, plain, given);
    expect(checkPrinted(disk.files, plain, printed).status).toBe("ok");
    expect(checkPrinted(signed(2).files, plain, printed)).toMatchObject({ status: "rolled-back", firstBad: { reason: "shorter-than-anchor" } });
    expect(checkPrinted(signed(7).files, plain, printed)).toMatchObject({ status: "rolled-back", firstBad: { reason: "rewritten" } });
  });

  it("that is none is told from one", () => {
    for (const text of ["", "12", "0 0000-0000-0000-0000-0000-0000", "12 UUUU-0000-0000-0000-0000-0000", "12 0000-0000-0000-0000-0000-000"])
      expect(parsePrinted(text)).toBeNull();
  });
});
