import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLine } from "#audit/line";
import { quickLines } from "#audit/quick-line";
import { verifyLog } from "#audit/verify";
import { canonicalJson } from "#kernel/canonical-json";
import { digestOf } from "#kernel/digest";
import { checksumOf, EVENT_DOMAIN, FIRST_PREV, type ForgeEvent } from "#kernel/event";
import { cases } from "../cases.ts";
import { rechained } from "../fakes/rechained.ts";

const STATE = { events: 7, lastChecksum: "ab".repeat(32), logId: "cd".repeat(16) };

/** A line whose `data` is any text, with the checksum that a forger would compute over it. */
function forged(data: string, given: Partial<Pick<ForgeEvent, "actor" | "type" | "txn" | "seq" | "prev">> = {}): string {
  const { actor, type, txn, seq, prev } = { actor: "user:ada", type: "observe.done", txn: null, seq: STATE.events, prev: STATE.lastChecksum, ...given };
  const head = `{"actor":${JSON.stringify(actor)},`;
  const rest = `"data":${data},"prev":"${prev}","seq":${seq},"ts":"2026-03-09T09:00:00.000Z","txn":${JSON.stringify(txn)},"type":"${type}","v":1}`;
  return `${head}"checksum":"${digestOf(EVENT_DOMAIN + head + rest)}",${rest}`;
}

/** What the quick way says after it saw these lines, and what the long way says alone. */
function both(line: string, before: readonly string[] = []) {
  const quick = quickLines();
  for (const one of before) quick(one, STATE);
  const judged = [quick, undefined].map((way) => {
    const result = checkLine(line, STATE, way);
    return result.ok ? { ok: true, event: result.event(), type: result.type, checksum: result.checksum } : result;
  });
  return { ours: judged[0], long: judged[1], isQuick: quick(line, STATE) !== null };
}

const plain = fc.dictionary(
  fc.constantFrom("a", "b", "count", "digest", "prev", "seq", "9", "10", "ä", 'q"'),
  fc.oneof(
    { maxDepth: 2 },
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constantFrom(null, "", "plain text", "ü", '"', "\u007f", "\ud800", ',"prev":"', 0.5, 1e21),
    fc.array(fc.constantFrom<unknown>(1, "x", null), { maxLength: 3 }),
    fc.record({ b: fc.nat(), a: fc.constant("x") }),
  ),
);

describe("the quick way to check a line", () => {
  it("takes what the writer writes", () => {
    for (const [type, data] of [
      ["observe.done", '{"requests":12,"sessions":3}'],
      ["deploy.done", `{"after":"${"a".repeat(64)}","before":null,"forced":true,"generation":3,"skills":["a","b"],"why":{"a":[{"b":1},{"b":2}]}}`],
    ] as const) {
      const line = forged(data, { type, txn: "0123abcd" });
      expect(both(line)).toMatchObject({ isQuick: true, ours: { ok: true, event: JSON.parse(line) as unknown } });
    }
  });

  it("says the same as the long way of any data, whatever it saw before", () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 4 }), plain, fc.boolean(), (before, data, isSorted) => {
        const texts = [...before, data].map((one) => {
          try {
            return isSorted ? canonicalJson(one) : JSON.stringify(one);
          } catch {
            return JSON.stringify(one);
          }
        });
        const line = forged(texts.at(-1) ?? "{}");
        const { ours, long, isQuick } = both(
          line,
          texts.map((text) => forged(text)),
        );
        if (isQuick) taken += 1;
        expect(ours).toEqual(long);
      }),
      { numRuns: cases(2000) },
    );
    expect(taken).toBeGreaterThan(20);
  });

  it("says the same as the long way of data that was changed by a character, after it saw it right", () => {
    const right = '{"aim":[1,2],"count":12,"digest":"00ff","flag":true,"name":"a b","sub":{"x":-5,"y":null}}';
    let refused = 0;
    const pieces = [...'{}[],:"\\ 0-+.eE1u\u007f\u0001ü\ud800', "01", "-0", "1.0", "1e2", "\\u0061", "9007199254740993", "999999999999999999", '"b":1,', "NaN"];
    for (let at = 0; at <= right.length; at += 1) {
      for (const piece of [...pieces, ""]) {
        for (const over of [0, 1, 2]) {
          const data = right.slice(0, at) + piece + right.slice(at + over);
          const { ours, long } = both(forged(data), [forged(right)]);
          expect(ours, data).toEqual(long);
          if (ours?.ok === false) refused += 1;
        }
      }
    }
    expect(refused).toBeGreaterThan(3000);
  });

  it("says the same as the long way of a frame that is other than it should be, with a right checksum", () => {
    const before = [forged('{"a":1}')];
    for (const given of [
      { seq: 8 },
      { seq: 6 },
      { prev: FIRST_PREV },
      { type: "log.created" as const },
      { actor: "someone else" },
      { actor: 'a"b' },
      { actor: "" },
      { txn: "0a" },
      { txn: "ü" },
      { txn: "" },
    ]) {
      const { ours, long } = both(forged('{"a":1}', given), before);
      expect(ours, JSON.stringify(given)).toEqual(long);
    }
  });

  it("leaves the first event to the rules for it", () => {
    const record = { v: 1, seq: 0, ts: "2026-03-09T09:00:00.000Z", type: "observe.done", actor: "ada", txn: null, data: {}, prev: FIRST_PREV } as const;
    const log = rechained([{ ...record, checksum: checksumOf(record) }]).map((line) => `${line}\n`);
    expect(verifyLog(new TextEncoder().encode(log.join("")), [])).toMatchObject({ status: "broken", firstBad: { line: 1, reason: "no-genesis" } });
  });

  it.each(["[", '{"a":', '[{"a":'])("refuses data that is nested sixty thousand times (%s) and says so", (open) => {
    const close = open === "[" ? "]" : open === '{"a":' ? "}" : "}]";
    const data = `{"deep":${open.repeat(60_000)}1${close.repeat(60_000)}}`;
    expect(checkLine(forged(data), STATE, quickLines())).toMatchObject({ ok: false, reason: "wrong-type" });
  });

  it("is quick about data that is nested as deep as it is read", () => {
    const data = `{"deep":${"[".repeat(500)}1${"]".repeat(500)}}`;
    expect(both(forged(data), [forged(data)]).ours).toMatchObject({ ok: true });
  });
});
