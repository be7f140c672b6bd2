import { readFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { HAS_TERMINAL } from "../fakes/pseudo-terminal.ts";
import { castOf, lasting, neutral, scenesOf } from "./cast.ts";
import { CAST, recorded } from "./record.ts";

if (!HAS_TERMINAL) console.warn("\n!!! SKIPPED: there is no `script` of util-linux here; the recording is not played again\n");

const cast = readFileSync(CAST, "utf8");

describe("the recorded session", () => {
  test("is an asciicast of version 2 whose moments only go on", () => {
    const [head, ...events] = cast
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    expect(head).toEqual({ version: 2, width: 100, height: 32, title: "forge review, deploy, rollback", env: { TERM: "xterm-256color" } });
    const moments = events.map((event) => (Array.isArray(event) ? Number(event[0]) : Number.NaN));
    expect(moments.length).toBeGreaterThan(100);
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
  });

  test("holds nothing of the machine and the day it was recorded on", () => {
    for (const trace of [tmpdir(), homedir(), process.cwd(), "forge-e2e"]) expect(cast).not.toContain(trace);
    expect(new Set(cast.match(/user:[a-z]+/g))).toEqual(new Set(["user:ada"]));
    const dates = [...cast.matchAll(/\b\d{4}-\d{2}-\d{2}\b/g)].map(([date]) => date).sort();
    expect([dates[0]?.slice(0, 7), dates.at(-1)]).toEqual(["2026-02", "2026-03-23"]);
  });

  test("is read back as the scenes it was made of", () => {
    const scenes = [
      { typed: "forge review\r", shown: "forge review\r\na card\r\n? " },
      { typed: "y", shown: "y\r\napproved\r\n" },
    ];
    expect(scenesOf(castOf(scenes))).toEqual(scenes);
    expect(
      neutral([{ typed: "y", shown: "/tmp/x/skills by user:eve until 2026-11-22" }], { home: "/tmp/x", user: "eve", now: Date.UTC(2026, 10, 22, 23) }),
    ).toEqual([{ typed: "y", shown: "/home/ada/skills by user:ada until 2026-03-09" }]);
  });

  test.skipIf(!HAS_TERMINAL)("shows what the same keys show today; if it does not: node test/recording/record.ts", { timeout: 180_000 }, async () => {
    const [kept, now] = [scenesOf(cast), await recorded()];
    expect(now.map(({ typed }) => typed)).toEqual(kept.map(({ typed }) => typed));
    for (const [at, { shown }] of now.entries()) expect(lasting(shown)).toBe(lasting(kept[at]?.shown ?? ""));
  });
});
