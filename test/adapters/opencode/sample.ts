import { join } from "node:path";
import type { Sample } from "../../contracts/adapter-contract.ts";
import { assistant, other, session, text, tool, user, writeDatabase, writeJson, writeTree } from "./home.ts";

/** Two prompts, one command that failed. */
export const cart = () =>
  session("ses_01cart", [
    user("msg_01", 1, text("fix the failing cart test"), text('Called the Read tool with the following input: {"filePath":"cart.ts"}', { synthetic: true })),
    assistant("msg_02", 2, [
      other("step-start"),
      tool("call_1", "bash", { command: "npm test" }, { status: "completed", output: "1 failing", metadata: { exit: 1, truncated: false } }),
      other("step-finish", { reason: "tool-calls" }),
    ]),
    assistant("msg_03", 8, [text("It fails on the empty cart.")]),
    user("msg_04", 30, text("then fix the empty cart as well")),
  ]);

const COUNTS = { sessions: 1, prompts: 2, replies: 2, calls: 1, results: 1 };

export function databaseSample(folder: string): Sample {
  return { root: folder, transcript: writeDatabase(join(folder, "opencode.db"), [cart()]), prompts: 2, counts: COUNTS };
}

export function treeSample(folder: string): Sample {
  return { root: folder, transcript: writeTree(folder, [cart()]), prompts: 2, counts: COUNTS };
}

export function exportSample(folder: string): Sample {
  return { root: folder, transcript: writeJson(join(folder, "session.json"), cart()), prompts: 2, counts: COUNTS };
}
