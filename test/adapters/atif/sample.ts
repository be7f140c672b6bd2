import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Sample } from "../../contracts/adapter-contract.ts";

const FIXTURES = new URL("../../fixtures/adapters/atif/", import.meta.url).pathname;

/** Two trajectories, one a line; the second repeats a step of another. */
export function atifSample(folder: string): Sample {
  mkdirSync(folder, { recursive: true });
  const transcript = join(folder, "trajectories.jsonl");
  copyFileSync(join(FIXTURES, "trajectories.jsonl"), transcript);
  return { root: folder, transcript, prompts: 3, counts: { sessions: 2, prompts: 3, replies: 3, calls: 1, results: 1 } };
}

/** One trajectory as a document. */
export function atifDocumentSample(folder: string): Sample {
  mkdirSync(folder, { recursive: true });
  const transcript = join(folder, "trajectory.json");
  copyFileSync(join(FIXTURES, "trajectory.json"), transcript);
  return { root: folder, transcript, prompts: 2, counts: { sessions: 1, prompts: 2, replies: 2, calls: 1, results: 1 } };
}
