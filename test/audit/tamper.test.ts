import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Anchor, readAnchor } from "#audit/anchor";
import { openLog } from "#audit/log";
import { verifyLog } from "#audit/verify";
import { canonicalJson } from "#kernel/canonical-json";
import { digestOf } from "#kernel/digest";
import { checksumOf, type ForgeEvent } from "#kernel/event";
import { MemoryDisk } from "../fakes/memory-files.ts";
import { rechained } from "../fakes/rechained.ts";

const place = { path: "/data/events.jsonl", anchors: "/state/anchors/x" };
const WORDS = ["plain", "ümlaut ✓", 'quote " and \\ back', "line\nbreak", "\u2028", "𝒳"];

function aLog(events: number, seed = "a"): MemoryDisk {
  const disk = new MemoryDisk();
  disk.folder("/data");
  const log = openLog(disk.files, place);
  for (let count = 0; count < events; count += 1) {
    const given = { now: new Date(1_780_000_000_000 + count).toISOString(), hex: (length: number) => digestOf(seed).slice(0, length) };
    log.append(
      {
        type: "observe.done",
        actor: WORDS.at(count % WORDS.length) ?? "",
        txn: count % 2 === 0 ? null : "t1",
        data: { count, digest: digestOf(String(count)), "10": 1, "9": 2 },
      },
      given,
    );
    log.remember(given);
  }
  return disk;
}

function anchorsOf({ files }: MemoryDisk): readonly Anchor[] {
  const anchor = readAnchor(files, place.anchors);
  return anchor === null ? [] : [anchor];
}

const disk = aLog(12);
const bytes = disk.files.bytes(place.path, 1 << 20);
const anchors = anchorsOf(disk);
const lines = new TextDecoder().decode(bytes).trimEnd().split("\n");
const encode = (list: readonly string[]) => new TextEncoder().encode(list.map((one) => `${one}\n`).join(""));
const statusOf = (changed: Uint8Array, withAnchor = true) => verifyLog(changed, withAnchor ? anchors : []);

describe("a log that nobody touched", () => {
  it("verifies, with its length and last checksum, whatever the pieces it is read in", () => {
    const whole = statusOf(bytes);
    expect(whole).toMatchObject({ status: "ok", events: 13, bytes: bytes.byteLength, firstBad: null, anchored: 13 });
    for (const size of [1, 2, 7, 64, 1000]) {
      const pieces = Array.from({ length: Math.ceil(bytes.byteLength / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
      expect(verifyLog(pieces, anchors)).toEqual(whole);
    }
  });

  it("verifies again when the bytes are put back", () => {
    const changed = bytes.slice();
    changed[500] = (changed[500] ?? 0) ^ 1;
    expect(statusOf(changed).status).not.toBe("ok");
    changed.set(bytes.subarray(500, 501), 500);
    expect(statusOf(changed).status).toBe("ok");
  });

  it("holds for any events: what is appended verifies", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            actor: fc.string({ minLength: 1, unit: "grapheme" }),
            data: fc.dictionary(fc.string({ unit: "grapheme" }), fc.oneof(fc.maxSafeInteger(), fc.string({ unit: "grapheme" }), fc.boolean())),
          }),
          { minLength: 1, maxLength: 6 },
        ),
        (events) => {
          const other = new MemoryDisk();
          other.folder("/data");
          const log = openLog(other.files, place);
          for (const one of events)
            log.append({ type: "observe.done", txn: null, ...one }, { now: "2026-03-02T10:00:00.000Z", hex: (length) => "a".repeat(length) });
          expect(verifyLog(other.files.chunks(place.path), anchorsOf(other))).toMatchObject({ status: "ok", events: events.length + 1 });
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("a log that was tampered with is never ok", () => {
  it("finds every bit flipped in every byte, without an anchor as well", () => {
    const changed = bytes.slice();
    let tried = 0;
    for (let at = 0; at < bytes.byteLength; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        changed[at] = (bytes[at] ?? 0) ^ (1 << bit);
        expect(statusOf(changed, false).status, `byte ${at} bit ${bit}`).not.toBe("ok");
        tried += 1;
      }
      changed[at] = bytes[at] ?? 0;
    }
    expect(tried).toBe(bytes.byteLength * 8);
  });

  it("names the line that was changed", () => {
    for (const [index, line] of lines.entries()) {
      const at = line.indexOf('"ts":"') + 7;
      const changed = `${line.slice(0, at)}${line[at] === "1" ? "2" : "1"}${line.slice(at + 1)}`;
      expect(statusOf(encode(lines.with(index, changed)))).toMatchObject({ status: "broken", firstBad: { line: index + 1, reason: "wrong-checksum" } });
    }
  });

  it("finds every line dropped, doubled, swapped and inserted", () => {
    for (let index = 0; index < lines.length; index += 1) {
      const line = lines[index] ?? "";
      expect(statusOf(encode(lines.toSpliced(index, 1))).status, `dropped ${index}`).not.toBe("ok");
      expect(statusOf(encode(lines.toSpliced(index, 0, line))).status, `doubled ${index}`).toBe("broken");
      for (let other = index + 1; other < lines.length; other += 1) {
        expect(statusOf(encode(lines.with(index, lines[other] ?? "").with(other, line))).status, `swapped ${index} and ${other}`).toBe("broken");
      }
      for (const text of ["", "{}", "null", "[]", " ", "\ufeff", line.replace('"seq":', '"seq": ')]) {
        expect(statusOf(encode(lines.toSpliced(index, 0, text))).status, `inserted ${JSON.stringify(text)} at ${index}`).not.toBe("ok");
      }
    }
  });

  it("finds the end cut off at every byte; at a line's end only the anchor can", () => {
    let unseen = 0;
    for (let length = 0; length < bytes.byteLength; length += 1) {
      expect(statusOf(bytes.subarray(0, length)).status, `cut at ${length}`).not.toBe("ok");
      if (statusOf(bytes.subarray(0, length), false).status === "ok") unseen += 1;
    }
    expect(unseen).toBe(lines.length - 1);
    expect(statusOf(encode(lines.slice(0, 5)))).toMatchObject({ status: "rolled-back", firstBad: { line: 6, reason: "shorter-than-anchor" } });
  });

  it("finds an older copy, a new history of the same log, and another log", () => {
    const other = aLog(20, "b").files.bytes(place.path, 1 << 20);
    expect(statusOf(other)).toMatchObject({ status: "rolled-back", firstBad: { reason: "other-log" } });
    expect(statusOf(other, false).status).toBe("ok");
    const rewritten = rechained(
      lines.map((line) => JSON.parse(line) as ForgeEvent).map((event, index) => (index === 4 ? { ...event, actor: "somebody else" } : event)),
    );
    expect(statusOf(encode(rewritten), false).status).toBe("ok");
    expect(statusOf(encode(rewritten))).toMatchObject({ status: "rolled-back", firstBad: { reason: "rewritten", line: 13 } });
  });
});

describe("a line that carries a right checksum can still be wrong", () => {
  const events = lines.map((line) => JSON.parse(line) as ForgeEvent);
  const last = events.at(-1);
  const forged = (change: Readonly<Record<string, unknown>>, drop: readonly string[] = []) => {
    const { checksum: _, ...rest } = { ...last, ...change } as Record<string, unknown>;
    const record = Object.fromEntries(Object.entries(rest).filter(([key]) => !drop.includes(key)));
    return canonicalJson({ ...record, checksum: checksumOf(record as Omit<ForgeEvent, "checksum">) });
  };
  const reasonOf = (line: string) => statusOf(encode(lines.with(-1, line)), false).firstBad?.reason;

  it.each([
    ["an unknown version", forged({ v: 2 }), "unknown-version"],
    ["another field", forged({ extra: 1 }), "wrong-fields"],
    ["a missing field", forged({}, ["txn"]), "wrong-fields"],
    ["a seq that is text", forged({ seq: "12" }), "wrong-type"],
    ["a fraction", forged({ data: { x: 0.5 } }), "wrong-type"],
    ["data that is a list", forged({ data: [] }), "wrong-type"],
    ["a time without milliseconds", forged({ ts: "2026-03-02T10:00:00Z" }), "wrong-type"],
    ["a skipped number", forged({ seq: 13 }), "wrong-seq"],
    ["another predecessor", forged({ prev: "0".repeat(64) }), "wrong-prev"],
    ["a second genesis", forged({ type: "log.created", data: { log: "x" } }), "second-genesis"],
  ])("refuses %s", (_, line, reason) => {
    expect(reasonOf(line)).toBe(reason);
  });

  it("refuses every other spelling of a record: white space, order, doubles, escapes, CRLF, a byte order mark", () => {
    const line = lines.at(-1) ?? "";
    const { actor } = JSON.parse(line) as ForgeEvent;
    for (const other of [
      ` ${line}`,
      `${line} `,
      `${line}\r`,
      line.replace('"data":', '"data": '),
      line.replace('{"actor"', `{"v":1,"actor"`),
      line.replace('{"actor"', `{"actor":"x","actor"`),
      line.replace(',"v":1}', ',"v":1.0}'),
      line.replace(
        `"actor":${JSON.stringify(actor)}`,
        `"actor":"${[...actor].map((one) => `\\u${(one.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`).join("")}"`,
      ),
    ]) {
      expect(other).not.toBe(line);
      expect(reasonOf(other), other.slice(0, 40)).toBe("not-canonical");
    }
    expect(reasonOf(`\ufeff${line}`)).toBe("byte-order-mark");
    expect(statusOf(new TextEncoder().encode(lines.join("\r\n")), false).firstBad?.line).toBe(1);
    expect(statusOf(encode(lines.slice(1)), false).firstBad).toMatchObject({ line: 1, reason: "wrong-seq" });
  });

  it("refuses a line longer than any that is written, without reading on", () => {
    const endless = (function* () {
      for (;;) yield new Uint8Array(1 << 20).fill(97);
    })();
    expect(verifyLog(endless, []).firstBad).toMatchObject({ line: 1, reason: "too-long" });
  });
});
