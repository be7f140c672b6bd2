import { cpSync } from "node:fs";
import { join } from "node:path";
import type { Sample } from "../../contracts/adapter-contract.ts";

const FIXTURES = new URL("../../fixtures/adapters/aider/", import.meta.url).pathname;

/** A history as Aider writes it, with the typed input beside it. */
export function aiderSample(folder: string): Sample {
  cpSync(join(FIXTURES, "kept"), folder, { recursive: true });
  const counts = { sessions: 2, prompts: 3, replies: 4, calls: 6, results: 6 };
  return { root: folder, transcript: join(folder, ".aider.chat.history.md"), prompts: 3, counts };
}
