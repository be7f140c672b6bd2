import { Worker } from "node:worker_threads";
import type { Counts } from "./chunk.ts";
import type { Answer, Order } from "./worker.ts";

/** Programs of one chunk: the unit that is handed out, counted and repeated. */
const CHUNK = 1_000;
/** A worker that says nothing for so long hangs in a program; its chunk is counted as lost and the run goes on. */
const HANGS_MS = 300_000;

export type Progress = { next: number; lost: number; milliseconds: number; counts: Counts };
export type Found = Answer["escapes"][number];
export type Budget = Readonly<{ seed: number; programs: number; seconds: number; workers: number; spoiled: string | null; stopAtEscape: boolean }>;

export const NOTHING: Counts = { tried: 0, accepted: 0, executed: 0, refusedByNode: 0, timeouts: 0 };

/**
 * Runs chunks on worker threads until the budget is used up. `progress` is brought up to date after each chunk and told
 * to `told`. Returns the escapes found. A worker that dies (out of memory) or hangs costs its chunk and nothing else.
 */
export async function drive(budget: Budget, progress: Progress, told: () => void): Promise<readonly Found[]> {
  const found: Found[] = [];
  const start = performance.now();
  const before = progress.milliseconds;
  const left = (): boolean =>
    progress.next * CHUNK < budget.programs && performance.now() - start < budget.seconds * 1000 && !(budget.stopAtEscape && found.length > 0);
  const lane = async (): Promise<void> => {
    let worker: Worker | null = null;
    while (left()) {
      worker ??= startWorker(budget.spoiled);
      const chunk = progress.next++;
      const answer = await ask(worker, { seed: budget.seed, chunk, programs: Math.min(CHUNK, budget.programs - chunk * CHUNK) });
      progress.milliseconds = before + performance.now() - start;
      if (answer === null) {
        progress.lost++;
        await worker.terminate();
        worker = null;
      } else {
        progress.counts = sum(progress.counts, answer.counts);
        found.push(...answer.escapes);
      }
      told();
    }
    await worker?.terminate();
  };
  await Promise.all(Array.from({ length: budget.workers }, lane));
  return found;
}

function startWorker(spoiled: string | null): Worker {
  return new Worker(new URL("worker.ts", import.meta.url), {
    workerData: spoiled,
    execArgv: ["--experimental-vm-modules", "--no-warnings"],
    resourceLimits: { maxOldGenerationSizeMb: 768 },
  });
}

function ask(worker: Worker, order: Order): Promise<Answer | null> {
  return new Promise((resolve) => {
    const answered = (answer: Answer): void => end(answer);
    const failed = (error: unknown): void => {
      process.stderr.write(`fuzz: a worker ended: ${String(error)}\n`);
      end(null);
    };
    const gone = (): void => end(null);
    const timer = setTimeout(gone, HANGS_MS);
    const end = (answer: Answer | null): void => {
      clearTimeout(timer);
      worker.off("message", answered).off("error", failed).off("exit", gone);
      resolve(answer);
    };
    worker.on("message", answered).on("error", failed).on("exit", gone);
    worker.postMessage(order);
  });
}

function sum(a: Counts, b: Counts): Counts {
  return {
    tried: a.tried + b.tried,
    accepted: a.accepted + b.accepted,
    executed: a.executed + b.executed,
    refusedByNode: a.refusedByNode + b.refusedByNode,
    timeouts: a.timeouts + b.timeouts,
  };
}
