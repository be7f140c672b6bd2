import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LogAdapter, Reading, ReadOptions } from "#adapters/contract";
import { countDropped, DROP_REASONS } from "#kernel/dropped";
import type { Powers, ReadPowers } from "#kernel/powers";

/** What an adapter gives the suite: itself, powers, and a sample written into a folder. */
export type AdapterCase = Readonly<{
  adapter: LogAdapter;
  powers: Powers;
  /** Writes a small store of this agent below `folder`. `root` is what `roots` would name, `transcript` one log file in it with at least two records a line. */
  writeSample(folder: string): Readonly<{ root: string; transcript: string; prompts: number }>;
  /** Path of a database below the sample's root that the adapter would open; null when the agent has none. */
  database(root: string): string | null;
  /** A record of a kind that this agent does not write (yet). */
  unknownKind: Readonly<Record<string, unknown>>;
}>;

const OPTIONS: ReadOptions = { includeGroups: false, includeDeleted: false, lineBytes: 1 << 20 };
const WRONG_VALUES: readonly unknown[] = [null, 0, -1, 1e308, true, "", "x", [], [null], {}, { type: 1 }, [[["a"]]]];

/** All readings of a root, each source read before the next is asked for, as the pipeline does. */
export function readingsOf(adapter: LogAdapter, path: string, powers: ReadPowers, options: ReadOptions = OPTIONS): readonly Reading[] {
  const readings: Reading[] = [];
  for (const source of adapter.sources({ adapter: adapter.id, path, why: "test" }, powers, options)) readings.push(...source.read());
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

    const { adapter, powers } = given;
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
      const { root, transcript, prompts: expected } = fresh();
      expect(adapter.accepts(root, powers)).toBe(true);
      expect(adapter.accepts(transcript, powers)).toBe(true);
      expect(prompts(read(root))).toBe(expected);
      for (const { conversation } of read(root)) if (conversation !== null) expect(conversation.adapter).toBe(adapter.id);
    });

    test("reading twice gives the same", () => {
      const { root } = fresh();
      expect(read(root)).toEqual(read(root));
    });

    test("every reason it gives is in the catalogue and every drop has a place", () => {
      const { root, transcript } = fresh();
      writeFileSync(transcript, `not json\n${readFileSync(transcript, "utf8")}[1]\n${JSON.stringify(given.unknownKind)}\n{"half`);
      for (const { reason, place } of read(root).flatMap((one) => one.dropped)) {
        expect(Object.keys(DROP_REASONS)).toContain(reason);
        expect(place.path).not.toBe("");
      }
    });

    test("a half-written last line is not there yet, and the rest is read", () => {
      const { root, transcript, prompts: expected } = fresh();
      writeFileSync(transcript, `${readFileSync(transcript, "utf8")}{"type":"mess`);
      expect(reasons(read(root))).toMatchObject({ "record.half-written": 1 });
      expect(prompts(read(root))).toBe(expected);
    });

    test("a broken line in the middle is counted and the rest is read", () => {
      const { root, transcript, prompts: expected } = fresh();
      writeFileSync(transcript, readFileSync(transcript, "utf8").replace("\n", "\n\u0000\u0000{]\n"));
      expect(reasons(read(root))).toMatchObject({ "record.not-json": 1 });
      expect(prompts(read(root))).toBe(expected);
    });

    test("records of unknown kind are counted and the rest is read", () => {
      const { root, transcript, prompts: expected } = fresh();
      writeFileSync(transcript, `${readFileSync(transcript, "utf8")}${JSON.stringify(given.unknownKind)}\n`);
      expect(reasons(read(root))).toMatchObject({ "record.unknown-kind": 1 });
      expect(prompts(read(root))).toBe(expected);
    });

    test("a line over the limit is left out and counted", () => {
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

    test("wrong JSON types in any field never make it throw, and the same input gives the same counts", () => {
      const { transcript } = fresh();
      const records = readFileSync(transcript, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line): unknown => JSON.parse(line));
      const lines = records.flatMap((record) => mutations(record)).map((one) => JSON.stringify(one));
      const path = file(`${lines.join("\n")}\n`);
      expect(lines.length).toBeGreaterThan(100);
      expect(reasons(read(path))).toEqual(reasons(read(path)));
      for (const line of lines) expect(read(file(`${line}\n`)).length).toBeGreaterThan(0);
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

/** Record -> copies of it, each with one field (at any depth) of another type or missing. */
function mutations(value: unknown, depth = 0): readonly unknown[] {
  if (typeof value !== "object" || value === null || depth > 4) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const put = (one: unknown): unknown => (Array.isArray(value) ? value.with(Number(key), one) : { ...value, [key]: one });
    const without = Array.isArray(value) ? value.toSpliced(Number(key), 1) : Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
    return [without, ...WRONG_VALUES.map(put), ...mutations(inner, depth + 1).map(put)];
  });
}
