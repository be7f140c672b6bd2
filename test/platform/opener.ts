import { parentPort, workerData } from "node:worker_threads";
import { openDatabase } from "#platform/database";

/** A thread that opens each database as soon as all threads are there, and says what went wrong. */
const { paths, gate, threads } = workerData as Readonly<{ paths: readonly string[]; gate: Int32Array; threads: number }>;
const failures: string[] = [];
for (const [round, path] of paths.entries()) {
  Atomics.add(gate, round, 1);
  while (Atomics.load(gate, round) < threads);
  try {
    openDatabase(path).close();
  } catch (error) {
    failures.push(String(error));
  }
}
parentPort?.postMessage(failures);
