import type { Call, Turn } from "./plan.ts";

const QUIET = { family: null, about: false, slots: {}, machine: null, speaker: null } as const;

/** Command line and what it printed -> a call of the host's `exec`. */
export function run(command: string, output = "", exitCode = 0): Call {
  return { tool: "exec", input: { command }, output, exitCode, isError: false };
}

/** Path and content -> a `read` or `write` call. */
export function file(tool: "read" | "write", path: string, content: string): Call {
  const input = tool === "read" ? { path } : { path, content };
  return { tool, input, output: tool === "read" ? content : `Wrote ${content.length} bytes to ${path}`, exitCode: null, isError: false };
}

/** What the person typed, the work it took and the answer -> a turn. `raw` differs from the words when the host decorated them. */
export function ask(text: string, calls: readonly Call[], answer: string, raw = text): Turn {
  return { ...QUIET, raw, typed: [text], calls, answer };
}

/** A turn that belongs to a family: the words asked, the parameter values in them, the work. */
export function familyTurn(family: string, text: string, slots: Readonly<Record<string, string>>, calls: readonly Call[], answer: string, raw = text): Turn {
  return { ...ask(text, calls, answer, raw), family, slots };
}

/** Words about the request before them (thanks, a yes, a complaint) and what they led to. */
export function about(text: string, calls: readonly Call[], answer: string): Turn {
  return { ...ask(text, calls, answer), about: true };
}

/** Text that no person typed in this session: host markers and commands (`machine` null), wake-ups (`machine` the tool), other people (`speaker`). */
export function foreign(raw: string, answer: string | null, by: Readonly<{ machine?: string; speaker?: string }> = {}, calls: readonly Call[] = []): Turn {
  return { ...QUIET, raw, typed: [], calls, answer, machine: by.machine ?? null, speaker: by.speaker ?? null };
}
