import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Sample } from "../../contracts/adapter-contract.ts";

const FIXTURES = new URL("../../fixtures/adapters/openai-messages/", import.meta.url).pathname;

function sampleOf(name: string, counts: NonNullable<Sample["counts"]>): (folder: string) => Sample {
  return (folder) => {
    mkdirSync(folder, { recursive: true });
    const transcript = join(folder, name);
    copyFileSync(join(FIXTURES, name), transcript);
    return { root: folder, transcript, prompts: counts.prompts, counts };
  };
}

/** One conversation a line, each in another of its forms. */
export const conversationsSample = sampleOf("conversations.jsonl", { sessions: 6, prompts: 6, replies: 8, calls: 3, results: 3 });
/** One message a line, two conversations mixed. */
export const rowsSample = sampleOf("rows.jsonl", { sessions: 2, prompts: 2, replies: 2, calls: 1, results: 1 });
