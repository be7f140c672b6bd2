import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atif } from "#adapters/atif/adapter";
import { countDropped } from "#kernel/dropped";
import { nodePowers } from "#platform/powers";
import { afterAll, expect, test } from "vitest";
import { adapterContract, readingsOf } from "../../contracts/adapter-contract.ts";
import { countsOf } from "../../contracts/adapter-counts.ts";
import { atifDocumentSample, atifSample } from "./sample.ts";

const powers = nodePowers({ home: "/nonexistent", cwd: "/nonexistent", env: {} });
const folder = mkdtempSync(join(tmpdir(), "atif-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

adapterContract("atif", () => ({ adapter: atif, powers, writeSample: atifSample, database: () => null, unknownKind: { kind: "hologram", deep: [[1]] } }));

test("a document reads as a line does; what a continued trajectory repeats counts where it was first", () => {
  const sample = atifDocumentSample(join(folder, "document"));
  expect(atif.accepts(sample.root, powers)).toBe(true);
  expect(countsOf(readingsOf(atif, sample.root, powers))).toEqual(sample.counts);
  const readings = readingsOf(atif, atifSample(join(folder, "lines")).root, powers);
  expect(readings.flatMap((one) => one.conversation ?? [])[0]).toMatchObject({ id: "s1", runtime: "demo 1.0", startedAt: Date.parse("2026-03-02T08:02:00Z") });
  expect(countDropped(readings.flatMap((one) => one.dropped))).toEqual({ "record.duplicate": 1 });
  expect(readings.flatMap((one) => one.conversation?.events ?? []).find((event) => event.kind === "result")).toMatchObject({ ok: false, exitCode: 1 });
});
