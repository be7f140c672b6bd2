import { parentPort, workerData } from "node:worker_threads";
import { LANGUAGE } from "#stages/scan/compiled/language.table";
import { type ChunkResult, runChunk } from "./chunk.ts";
import { minimise } from "./minimise.ts";
import { SPOILED } from "./spoiled.table.ts";

export type Order = Readonly<{ seed: number; chunk: number; programs: number }>;
export type Answer = Readonly<{
  chunk: number;
  counts: ChunkResult["counts"];
  escapes: readonly Readonly<{ code: string; what: readonly string[]; short: string }>[];
}>;

const spoiled: unknown = workerData;
const language = typeof spoiled === "string" ? (SPOILED[spoiled] ?? LANGUAGE) : LANGUAGE;

parentPort?.on("message", (order: Order) => {
  void answer(order).then((done) => parentPort?.postMessage(done));
});

async function answer({ seed, chunk, programs }: Order): Promise<Answer> {
  const { counts, escapes } = await runChunk(seed, chunk, programs, language);
  const short: { code: string; what: readonly string[]; short: string }[] = [];
  for (const one of escapes.slice(0, 3)) short.push({ ...one, short: await minimise(one.code, language) });
  return { chunk, counts, escapes: short };
}
