import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readLog } from "#audit/read-log";
import { nodePowers } from "#platform/powers";

it("keeps one chain when several processes append at once, and loses nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "forge writers ü "));
  try {
    const [data, anchors] = [join(folder, "data"), join(folder, "anchors")];
    mkdirSync(data);
    const child = join(import.meta.dirname, "..", "fakes", "forge-child.ts");
    const writers = [1, 2, 3].map(() => spawn(process.execPath, [child, "append", data, anchors, "60"], { stdio: "inherit" }));
    const codes = await Promise.all(writers.map(async (one) => ((await once(one, "exit")) as [number | null])[0]));
    expect(codes).toEqual([0, 0, 0]);
    const { events, check } = readLog(nodePowers().files, { path: join(data, "events.jsonl"), anchors });
    expect(check).toMatchObject({ status: "ok", events: 181, anchored: 181 });
    for (const writer of writers) {
      expect(events.filter((one) => one.type === "observe.done" && one.actor === String(writer.pid)).map((one) => one.data.index)).toEqual(
        Array.from({ length: 60 }, (_, index) => index),
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
