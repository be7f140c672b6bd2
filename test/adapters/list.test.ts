import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADAPTERS } from "#adapters/list";
import { nodePowers } from "#platform/powers";
import { SAMPLES } from "./samples.ts";

test("every adapter of the list has its own id and a sample", () => {
  expect(new Set(ADAPTERS.map((one) => one.id)).size).toBe(ADAPTERS.length);
  expect(Object.isFrozen(ADAPTERS)).toBe(true);
  expect([...new Set(Object.keys(SAMPLES).map((name) => name.split(":")[0]))].sort()).toEqual(ADAPTERS.map((one) => one.id).sort());
});

test("sessions of Droid, whose messages look like OpenClaw's, are nobody's", () => {
  const folder = mkdtempSync(join(tmpdir(), "adapters-"));
  const path = join(folder, "5f0c.jsonl");
  const said = {
    type: "message",
    id: "m1",
    parentId: "s1",
    timestamp: "2026-03-02T09:00:00.000Z",
    message: { role: "user", content: [{ type: "text", text: "hi" }] },
  };
  writeFileSync(path, `${JSON.stringify({ type: "session_start", id: "s1", title: "hi", cwd: "/home/ada", version: 2 })}\n${JSON.stringify(said)}\n`);
  const powers = nodePowers({ home: folder, cwd: folder, env: {} });
  expect(ADAPTERS.filter((one) => one.accepts(path, powers)).map((one) => one.id)).toEqual([]);
  rmSync(folder, { recursive: true });
});

describe("a log is known by its own adapter only", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "adapters-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(Object.keys(SAMPLES))("%s", (name) => {
    const home = join(folder, name.replace(":", "-"));
    const sample = SAMPLES[name]?.(home);
    if (sample === undefined) throw new Error(`no sample ${name}`);
    const powers = nodePowers({ home, cwd: home, env: {} });
    for (const path of [sample.root, sample.transcript]) {
      expect(ADAPTERS.filter((one) => one.accepts(path, powers)).map((one) => one.id)).toEqual([name.split(":")[0]]);
    }
  });
});
