import type { Step } from "#kernel/gene";
import { plainLine, plainText } from "#kernel/visible";
import { clip } from "./clip.ts";

/** A script longer than this is shown by its first line only. */
const SCRIPT_LINES = 20;

/** How each verb of an agent's own tools reads; they stand before the argument in a step's line. */
const TOOLS: Readonly<Record<string, string>> = { read: "Read", write: "Write", edit: "Edit", web_fetch: "Request", web_search: "Search the web for" };

/** The name of a tool, and nothing that reads like a sentence. */
const TOOL = /^[\w.:/-]{1,100}$/;

/** Programs that make a command line count as network. */
const CLIENTS = new Set(["curl", "wget", "http", "https", "ssh", "scp", "sftp"]);

/** One step in words: what to do, by which tool, with what. `script` holds a command of several lines, which must keep them. */
export type Act = Readonly<{ how: string; tool: string | null; text: string; script: string | null; cut: 0 | 1 }>;

/** Step and the most characters to show -> how it reads. Nothing that was cut is shown as if it were whole. */
export function actOf(step: Step, most: number): Act {
  const own = Object.hasOwn(TOOLS, step.verb) ? TOOLS[step.verb] : undefined;
  const lead = own !== undefined && step.line.startsWith(`${step.verb} `) ? step.verb.length + 1 : 0;
  const script = plainText(step.line.slice(lead)) || plainText(step.verb) || step.kind;
  const how = own ?? (isCommand(step) ? "Run" : "Use");
  const tool = how === "Use" && TOOL.test(step.tool) ? step.tool : null;
  const lines = script.split("\n");
  if (lines.length === 1) {
    const text = clip(script, most);
    return { how, tool, text, script: null, cut: text === plainLine(script) ? 0 : 1 };
  }
  if (script.length <= most && lines.length <= SCRIPT_LINES && how === "Run") return { how, tool, text: firstLine(script, most), script, cut: 0 };
  return { how, tool, text: firstLine(script, most), script: null, cut: 1 };
}

/** Is the step a line for a shell? Its verb then names programs; a web or other tool has a verb of its own. */
export function isCommand(step: Step): boolean {
  return step.kind === "run" || (step.kind === "network" && step.verb.split(" && ").some((verb) => CLIENTS.has(verb)));
}

/** Text -> its first line, with an ellipsis when there is more. */
export function firstLine(text: string, most: number): string {
  const [first = "", ...others] = plainText(text).split("\n");
  return others.length === 0 ? clip(first, most) : `${clip(first, most - 2)} …`;
}
