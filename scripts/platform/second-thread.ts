import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker, workerData } from "node:worker_threads";
import type { Helper, Helping, StartHelper } from "#kernel/powers";

/** What the two threads share: how much was told, where the asking side is, whether all is over, and then for each piece whose it is. */
const TOLD = 0;
const AT = 1;
const OVER = 2;
const PIECES = 3;
const MOST = 1 << 16;
const ASKING = 1;
const HELPING = 2;

/** The helper begins so far before the asking side that it is done when that one comes by, and stops where too much would wait in memory. */
const NEAREST = 8;
const FARTHEST = 64;
/** A helper that is silent for so long is taken for dead: the asking side does the piece itself. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 20;

type Told = Readonly<{ piece: number; made: unknown }>;
type Started = Readonly<{ given: unknown; shared: Int32Array; port: MessagePort }>;

/** A thread of this program that reads logs. It dies with the program, and the program does not wait for it. */
export const startHelper: StartHelper = (given) => {
  if (availableParallelism() < 2) return null;
  const shared = new Int32Array(new SharedArrayBuffer(4 * (PIECES + MOST)));
  const { port1, port2 } = new MessageChannel();
  const started: Started = { given, shared, port: port2 };
  try {
    const worker = new Worker(entry(), { workerData: started, transferList: [port2], env: {}, stdout: true, stderr: true });
    // what it could not do is done here: its end is no error of the program
    worker.on("error", () => undefined);
    worker.unref();
    return helperOf(shared, port1, () => void worker.terminate());
  } catch {
    return null;
  }
};

function helperOf(shared: Int32Array, port: MessagePort, end: () => void): Helper {
  const told = new Map<number, unknown>();
  const stop = (): void => {
    if (Atomics.exchange(shared, OVER, 1) === 0) end();
  };
  const receive = (): void => {
    for (let one = receiveMessageOnPort(port); one !== undefined; one = receiveMessageOnPort(port)) {
      const { piece, made } = one.message as Told;
      told.set(piece, made);
    }
  };
  return {
    take: (piece) => {
      Atomics.store(shared, AT, piece);
      if (piece >= MOST || Atomics.compareExchange(shared, PIECES + piece, 0, ASKING) === 0) return null;
      for (;;) {
        const seen = Atomics.load(shared, TOLD);
        const isOver = Atomics.load(shared, OVER) === 1;
        receive();
        if (told.has(piece) || isOver) break;
        if (Atomics.wait(shared, TOLD, seen, PATIENCE_MS) === "timed-out") stop();
      }
      const made = told.get(piece) ?? null;
      told.delete(piece);
      return made;
    },
    stop,
  };
}

/** In the thread itself: does the work with what it was given. */
export function help(work: (given: unknown, helping: Helping) => void, { given, shared, port } = workerData as Started): void {
  const isOver = (): boolean => Atomics.load(shared, OVER) === 1;
  const announce = (): void => {
    Atomics.add(shared, TOLD, 1);
    Atomics.notify(shared, TOLD);
  };
  try {
    work(given, {
      claim: (piece) => {
        while (piece > Atomics.load(shared, AT) + FARTHEST && !isOver()) Atomics.wait(shared, OVER, 0, PAUSE_MS);
        if (isOver() || piece >= MOST || piece < Atomics.load(shared, AT) + NEAREST) return false;
        return Atomics.compareExchange(shared, PIECES + piece, 0, HELPING) === 0;
      },
      tell: (piece, made) => {
        port.postMessage({ piece, made } satisfies Told);
        announce();
      },
    });
  } finally {
    Atomics.store(shared, OVER, 1);
    announce();
  }
}

/** Beside the room in the sources, in a folder of its own beside the bundled chunks. */
function entry(): string {
  const own = import.meta.url;
  return fileURLToPath(new URL(own.endsWith(".ts") ? "../cli/reading-thread.ts" : "cli/reading-thread.js", own));
}
