import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker, workerData } from "node:worker_threads";
import { ALONE, type ShareWork } from "#kernel/powers";

/** What the two threads share besides the work: the next piece that nobody took, whether the other thread has ended, how often anything was told, and then of each piece whether it is done. */
const NEXT = 0;
const OVER = 1;
const TOLD = 2;
const PIECES = 3;
/** A thread that does no piece for so long is taken for dead. */
const PATIENCE_MS = 10_000;

type Started = Readonly<{ given: unknown; pieces: number; shared: Int32Array }>;

/** Starts a thread of this program, which dies with it and which it does not wait for. Both take the next piece as soon as they have done one. */
export const shareWork: ShareWork = (given, pieces) => {
  if (availableParallelism() < 2) return ALONE(given, pieces);
  const shared = new Int32Array(new SharedArrayBuffer(4 * (PIECES + pieces)));
  try {
    const worker = new Worker(entry(), { workerData: { given, pieces, shared } satisfies Started, env: {}, stdout: true, stderr: true });
    // what it could not do is done here: its end is no error of the program
    worker.on("error", () => undefined);
    worker.unref();
    return (work) => {
      doPieces(shared, pieces, work);
      awaitPieces(shared, pieces, work);
      void worker.terminate();
    };
  } catch {
    return ALONE(given, pieces);
  }
};

/** In the thread itself: makes of what was given what does a piece, and does pieces until there are none. */
export function workBeside(pieceOf: (given: unknown) => (piece: number) => void, { given, pieces, shared } = workerData as Started): void {
  try {
    const work = pieceOf(given);
    doPieces(shared, pieces, work);
  } finally {
    tell(shared, OVER);
  }
}

function doPieces(shared: Int32Array, pieces: number, work: (piece: number) => void): void {
  for (let piece = Atomics.add(shared, NEXT, 1); piece < pieces; piece = Atomics.add(shared, NEXT, 1)) {
    work(piece);
    tell(shared, PIECES + piece);
  }
}

/** Says that something is so, and wakes who waits for anything to be. */
function tell(shared: Int32Array, what: number): void {
  Atomics.store(shared, what, 1);
  Atomics.add(shared, TOLD, 1);
  Atomics.notify(shared, TOLD);
}

/** Waits for the piece that the other thread is at, and does it where that one is silent. */
function awaitPieces(shared: Int32Array, pieces: number, work: (piece: number) => void): void {
  for (let piece = 0; piece < pieces; piece += 1)
    while (Atomics.load(shared, PIECES + piece) === 0) {
      const told = Atomics.load(shared, TOLD);
      const isOver = Atomics.load(shared, OVER) === 1;
      if (Atomics.load(shared, PIECES + piece) === 1) break;
      // what was told since is not waited for
      if (!isOver && Atomics.wait(shared, TOLD, told, PATIENCE_MS) !== "timed-out") continue;
      work(piece);
      break;
    }
}

/** Beside the room in the sources, in a folder of its own beside the bundled chunks. */
function entry(): string {
  const own = import.meta.url;
  return fileURLToPath(new URL(own.endsWith(".ts") ? "../cli/mining-thread.ts" : "cli/mining-thread.js", own));
}
