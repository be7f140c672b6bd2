import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Sample } from "../../contracts/adapter-contract.ts";

const FIXTURES = new URL("../../fixtures/adapters/sharegpt/", import.meta.url).pathname;

/** Conversations in the forms that data sets have. */
export function sharegptSample(folder: string): Sample {
  mkdirSync(folder, { recursive: true });
  const transcript = join(folder, "conversations.jsonl");
  copyFileSync(join(FIXTURES, "conversations.jsonl"), transcript);
  return { root: folder, transcript, prompts: 5, counts: { sessions: 4, prompts: 5, replies: 6, calls: 4, results: 4 } };
}
