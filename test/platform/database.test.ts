import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";

const ROUNDS = 60;
const THREADS = 2;

it("a database that two open at once for the first time is opened by both", async () => {
  const folder = mkdtempSync(join(tmpdir(), "forge-database-"));
  try {
    const paths = Array.from({ length: ROUNDS }, (_, at) => join(folder, `${String(at)}.sqlite`));
    const gate = new Int32Array(new SharedArrayBuffer(4 * ROUNDS));
    const answers = Array.from(
      { length: THREADS },
      () =>
        new Promise<readonly string[]>((resolve, reject) => {
          const worker = new Worker(new URL("opener.ts", import.meta.url), { workerData: { paths, gate, threads: THREADS } });
          worker.once("message", resolve);
          worker.once("error", reject);
        }),
    );
    expect((await Promise.all(answers)).flat()).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
