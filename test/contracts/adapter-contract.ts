import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LogAdapter, Reading, ReadOptions } from "#adapters/contract";
import { countDropped, DROP_REASONS } from "#kernel/dropped";
import type { Powers, ReadPowers } from "#kernel/powers";
import { type Counts, countsOf } from "./adapter-counts.ts";
import { IS_WHOLE } from "../cases.ts";
import { eachWrongRow, mutations, spread } from "./adapter-mutations.ts";

/** A small store of an agent. `root` is what `roots` would name, `transcript` one log file in it with at least two records a line. */
export type Sample = Readonly<{ root: string; transcript: string; prompts: number; counts?: Counts }>;

/** What an adapter gives the suite: itself, powers, and a sample written into a folder. */
export type AdapterCase = Readonly<{
  adapter: LogAdapter;
  powers: Powers;
  /** How `transcript` holds its records: one JSON a line (unless stated), one JSON document, text without structure, or rows of a database. */
  storage?: "lines" | "document" | "text" | "database";
  /** Writes a small store of this agent below `folder`. */
  writeSample(folder: string): Sample;
  /** Path of a database below the sample's root that the adapter would open; null when the agent has none. */
  database(root: string): string | null;
  /** A record of a kind that this agent does not write (yet); a function puts one into a transcript that has no lines. Null where a format has no kinds. */
  unknownKind: Readonly<Record<string, unknown>> | ((transcript: string) => void) | null;
  /** Column of `database` that holds a record as JSON: the suite puts wrong types into it. */
  jsonColumn?: Readonly<{ table: string; column: string }>;
  /** Adds to the sample what its program would add; unless given, a line end at the end of the transcript. */
  grow?(sample: Readonly<{ root: string; transcript: string }>): void;
}>;

const OPTIONS: ReadOptions = { includeGroups: false, includeDeleted: false, lineBytes: 1 << 20 };

/** A test that some storages have: what does not apply is not there, rather than skipped. */
function testIf(applies: boolean, name: string, work: () => void): void {
  if (applies) test(name, work);
}

/** All readings of a root, each source read before the next is asked for, as the pipeline does. */
export function readingsOf(adapter: LogAdapter, path: string, powers: ReadPowers, options: ReadOptions = OPTIONS): readonly Reading[] {
  const readings: Reading[] = [];
  for (const source of adapter.sources({ adapter: adapter.id, path, why: "test" }, powers, options))
    readings.push(...[...source.read()].map(({ conversation, dropped }) => ({ conversation, dropped })));
  return readings;
}

/** The suite every adapter passes: it never throws for what a log holds, and whatever it leaves out has a reason. */
export function adapterContract(name: string, make: () => AdapterCase): void {
  describe(`adapter contract: ${name}`, () => {
    const given = make();
    let folder = "";
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "adapter-contract-"));
    });
    afterAll(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    const { adapter, powers, storage = "lines", unknownKind } = given;
    const isLines = storage === "lines";
    const unknownLine = typeof unknownKind === "object" && unknownKind !== null ? `${JSON.stringify(unknownKind)}\n` : "";
    let made = 0;
    const fresh = () => {
      made += 1;
      const own = join(folder, String(made));
      mkdirSync(own, { recursive: true });
      return given.writeSample(own);
    };
    const read = (path: string, options = OPTIONS): readonly Reading[] => readingsOf(adapter, path, powers, options);
    const prompts = (readings: readonly Reading[]): number =>
      readings.flatMap((one) => one.conversation?.events ?? []).filter((event) => event.kind === "prompt").length;
    const reasons = (readings: readonly Reading[]) => countDropped(readings.flatMap((one) => one.dropped));
    const file = (content: string | Uint8Array): string => {
      made += 1;
      const path = join(folder, `file-${made}.jsonl`);
      writeFileSync(path, content);
      return path;
    };

    test("it accepts its own sample and reads every prompt of it", () => {
      const { root, transcript, prompts: expected, counts } = fresh();
      expect(adapter.accepts(root, powers)).toBe(true);
      expect(adapter.accepts(transcript, powers)).toBe(true);
      expect(prompts(read(root))).toBe(expected);
      if (counts !== undefined) expect(countsOf(read(root))).toEqual(counts);
      for (const { conversation } of read(root)) if (conversation !== null) expect(conversation.adapter).toBe(adapter.id);
    });

    test("reading twice gives the same", () => {
      const { root } = fresh();
      expect(read(root)).toEqual(read(root));
    });

    test("sources have ids of their own, and fingerprints that change when the log grows and only then", () => {
      const sample = fresh();
      const stamps = (): ReadonlyMap<string, string | null> =>
        new Map([...adapter.sources({ adapter: adapter.id, path: sample.root, why: "test" }, powers, OPTIONS)].map((one) => [one.id, one.fingerprint]));
      const ids = [...adapter.sources({ adapter: adapter.id, path: sample.root, why: "test" }, powers, OPTIONS)].map((one) => one.id);
      expect(new Set(ids).size).toBe(ids.length);
      const before = stamps();
      expect(stamps()).toEqual(before);
      if (given.grow === undefined) appendFileSync(sample.transcript, "\n");
      else given.grow(sample);
      const after = stamps();
      expect([...after].some(([id, stamp]) => stamp === null || stamp !== before.get(id))).toBe(true);
    });

    test("every reason it gives is in the catalogue and every drop has a place", () => {
      const { root, transcript } = fresh();
      if (storage === "database") writeFileSync(transcript, "no database");
      else writeFileSync(transcript, `not json\n${readFileSync(transcript, "utf8")}[1]\n${unknownLine}{"half`);
      for (const { reason, place } of read(root).flatMap((one) => one.dropped)) {
        expect(Object.keys(DROP_REASONS)).toContain(reason);
        expect(place.path).not.toBe("");
      }
    });

    testIf(storage === "document", "a document that is cut short is counted and gives nothing", () => {
      const { root, transcript } = fresh();
      const whole = readFileSync(transcript, "utf8").trimEnd();
      for (const share of [0.3, 0.6, 0.99]) {
        writeFileSync(transcript, whole.slice(0, Math.floor(whole.length * share)));
        expect(Object.keys(reasons(read(root))).some((reason) => ["record.not-json", "record.half-written"].includes(reason))).toBe(true);
      }
    });

    testIf(storage === "text", "text that is cut anywhere gives no more prompts than the whole", () => {
      const { root, transcript, prompts: expected } = fresh();
      const whole = readFileSync(transcript);
      for (let at = 0; at < whole.byteLength; at += Math.max(1, Math.floor(whole.byteLength / 50))) {
        writeFileSync(transcript, whole.subarray(0, at));
        expect(prompts(read(root))).toBeLessThanOrEqual(expected);
      }
    });

    testIf(isLines, "a half-written last line is not there yet, and the rest is read", () => {
      const { root, transcript, prompts: expected } = fresh();
      writeFileSync(transcript, `${readFileSync(transcript, "utf8")}{"type":"mess`);
      expect(reasons(read(root))).toMatchObject({ "record.half-written": 1 });
      expect(prompts(read(root))).toBe(expected);
    });

    testIf(isLines, "a broken line in the middle is counted and the rest is read", () => {
      const { root, transcript, prompts: expected } = fresh();
      writeFileSync(transcript, readFileSync(transcript, "utf8").replace("\n", "\n\u0000\u0000{]\n"));
      expect(reasons(read(root))).toMatchObject({ "record.not-json": 1 });
      expect(prompts(read(root))).toBe(expected);
    });

    testIf(unknownKind !== null, "records of unknown kind are counted and the rest is read", () => {
      const { root, transcript, prompts: expected } = fresh();
      if (typeof unknownKind === "function") unknownKind(transcript);
      else writeFileSync(transcript, `${readFileSync(transcript, "utf8")}${unknownLine}`);
      expect(reasons(read(root))).toMatchObject({ "record.unknown-kind": 1 });
      expect(prompts(read(root))).toBe(expected);
    });

    testIf(isLines, "a line over the limit is left out and counted", () => {
      const { root, transcript } = fresh();
      const lines = readFileSync(transcript, "utf8").split("\n");
      const longest = Math.max(...lines.map((line) => Buffer.byteLength(line)));
      expect(reasons(read(root, { ...OPTIONS, lineBytes: longest - 1 }))["record.too-long"]).toBeGreaterThan(0);
    });

    test("forced onto a file of something else it reports and gives no conversation", () => {
      for (const content of ["", "\n\n", "hello\nworld\n", '{"a":1}\n{"b":2}\n', "[]", '"text"', new Uint8Array([0xff, 0xfe, 0, 1, 2, 10, 3])]) {
        const readings = read(file(content));
        expect(readings.every((one) => one.conversation === null)).toBe(true);
        expect(readings.flatMap((one) => one.dropped).length).toBeGreaterThan(0);
        expect(adapter.accepts(file(content), powers)).toBe(false);
      }
    });

    test("a path with nothing there and an empty folder are reported", () => {
      expect(reasons(read(join(folder, "nothing")))).toEqual({ "source.absent": 1 });
      const empty = join(folder, "empty");
      mkdirSync(empty);
      expect(read(empty).flatMap((one) => one.dropped).length).toBeGreaterThan(0);
      expect(adapter.accepts(empty, powers)).toBe(false);
    });

    test("random bytes never make it throw", () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
          expect(read(file(bytes)).every((one) => one.conversation === null || one.conversation.events.length >= 0)).toBe(true);
        }),
        { numRuns: 60 },
      );
    });

    testIf(isLines, "wrong JSON types in any field never make it throw, and the same input gives the same counts", () => {
      const { transcript } = fresh();
      const records = readFileSync(transcript, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line): unknown => JSON.parse(line));
      const lines = records.flatMap((record) => mutations(record)).map((one) => JSON.stringify(one));
      const path = file(`${lines.join("\n")}\n`);
      expect(lines.length).toBeGreaterThan(100);
      expect(reasons(read(path))).toEqual(reasons(read(path)));
      for (const line of spread(lines, IS_WHOLE ? Infinity : 400)) expect(read(file(`${line}\n`)).length).toBeGreaterThan(0);
    });

    testIf(storage === "document", "wrong JSON types anywhere in a document never make it throw", () => {
      const { root, transcript } = fresh();
      const documents = mutations(JSON.parse(readFileSync(transcript, "utf8")));
      expect(documents.length).toBeGreaterThan(100);
      for (const one of spread(documents, 400)) {
        writeFileSync(transcript, JSON.stringify(one));
        expect(read(root)).toEqual(read(root));
      }
    });

    testIf(given.jsonColumn !== undefined, "wrong JSON types in a row never make it throw", () => {
      const { root } = fresh();
      const rows = eachWrongRow(given.database(root) ?? "", given.jsonColumn ?? { table: "", column: "" }, (isCut) => {
        const readings = read(root);
        expect(readings.every((reading) => reading.conversation === null || reading.conversation.adapter === adapter.id)).toBe(true);
        if (isCut) expect(readings.flatMap((reading) => reading.dropped).length).toBeGreaterThan(0);
      });
      expect(rows).toBeGreaterThan(0);
    });

    test("a database that is none, is damaged or is locked gives its reason", () => {
      const { root } = fresh();
      const path = given.database(root);
      if (path === null) return;
      mkdirSync(join(path, ".."), { recursive: true });
      for (const content of ["", "this is no database", `SQLite format 3\u0000${"x".repeat(5000)}`]) {
        writeFileSync(path, content);
        const found = Object.keys(reasons(read(root)));
        expect(found.some((reason) => ["source.corrupt", "source.unknown-shape", "source.unreadable"].includes(reason))).toBe(true);
      }
      rmSync(path);
      const writer = new DatabaseSync(path);
      writer.exec("CREATE TABLE unrelated (x); PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; INSERT INTO unrelated VALUES (1)");
      expect(Object.keys(reasons(read(root)))).toContain("source.locked");
      writer.exec("COMMIT");
      writer.close();
      expect(Object.keys(reasons(read(root)))).toContain("source.unknown-shape");
    });
  });
}
