import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Sample } from "../../contracts/adapter-contract.ts";

export const FIXTURES = new URL("../../fixtures/adapters/openhands/", import.meta.url).pathname;
const COUNTS = { sessions: 1, prompts: 2, replies: 6, calls: 6, results: 5 };

/** Events of the first generation as a saved trajectory. */
export function trajectorySample(folder: string): Sample {
  mkdirSync(folder, { recursive: true });
  const transcript = join(folder, "trajectory.json");
  copyFileSync(join(FIXTURES, "trajectory.json"), transcript);
  return { root: transcript, transcript, prompts: 2, counts: COUNTS };
}

/** The same events as a folder of sessions. */
export function firstSample(folder: string): Sample {
  const events = join(folder, "sessions", "8d2f", "events");
  mkdirSync(events, { recursive: true });
  const list = JSON.parse(readFileSync(join(FIXTURES, "trajectory.json"), "utf8")) as readonly unknown[];
  for (const [index, event] of list.entries()) writeFileSync(join(events, `${index}.json`), JSON.stringify(event));
  return { root: folder, transcript: events, prompts: 2, counts: COUNTS };
}

/** Conversations of the second generation. */
export function secondSample(folder: string): Sample {
  cpSync(join(FIXTURES, "v1"), folder, { recursive: true });
  return { root: folder, transcript: join(folder, "conversations", "0f3c"), prompts: 2, counts: { sessions: 1, prompts: 2, replies: 5, calls: 5, results: 5 } };
}
