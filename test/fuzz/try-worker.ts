import { parentPort, workerData } from "node:worker_threads";
import { LANGUAGE } from "#stages/scan/compiled/language.table";
import { accept, escapesOf } from "./chunk.ts";
import { makeRealm, NO_GRANTS } from "./realm.ts";
import { SPOILED } from "./spoiled.table.ts";

/** What came of a text: is it accepted, and what does it touch when it runs with the grants of its own report. */
export type ToTry = Readonly<{ code: string; spoiled: string | null }>;
export type Tried = Readonly<{ accepted: boolean; escapes: readonly string[] }>;

const tried: Tried[] = [];
for (const { code, spoiled } of workerData as readonly ToTry[]) {
  const granted = accept(code, spoiled === null ? LANGUAGE : (SPOILED[spoiled] ?? LANGUAGE));
  const escapes = await escapesOf({ code, granted: granted ?? NO_GRANTS }, await makeRealm());
  tried.push({ accepted: granted !== null, escapes });
}
parentPort?.postMessage(tried);
