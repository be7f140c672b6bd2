import { homeOf, type SampleFile } from "../../../scripts/demo/home.ts";
import type { Call, SessionPlan, Turn } from "../../../scripts/demo/plan.ts";
import { uuidOf } from "../../../scripts/demo/records.ts";
import { Session } from "../../adapters/claude-code/sample.ts";
import * as codex from "../../adapters/codex/sample.ts";
import * as gemini from "../../adapters/gemini-cli/sample.ts";
import * as pi from "../../adapters/pi/sample.ts";

/** Plans of one agent -> the files it would have left below the home folder. */
type Write = (plans: readonly SessionPlan[]) => readonly SampleFile[];
type Fields = Readonly<Record<string, unknown>>;

/** Every agent whose logs are written; a plan looks the same whoever logs it. */
export const WRITERS = {
  "claude-code": (plans) => plans.map(claudeFile),
  codex: (plans) => plans.map(codexFile),
  "gemini-cli": (plans) => plans.map(geminiFile),
  openclaw: (plans) => homeOf(plans).files,
  pi: (plans) => plans.map(piFile),
} as const satisfies Record<string, Write>;
export type Writer = keyof typeof WRITERS;

const file = (path: string, records: readonly Fields[]): SampleFile => ({ path, text: records.map((one) => `${JSON.stringify(one)}\n`).join(""), zstd: false });

/** Turns take two minutes, records two seconds. */
function clock(plan: SessionPlan): () => string {
  let at = plan.start;
  return () => {
    at += 2000;
    return new Date(at).toISOString();
  };
}

const failed = (call: Call): boolean => call.isError || (call.exitCode ?? 0) !== 0;
const command = (call: Call): string | null => call.input["command"] ?? null;
const said = (turn: Turn): string => turn.raw;

function claudeFile(plan: SessionPlan): SampleFile {
  const id = uuidOf("claude", plan.name);
  const tick = clock(plan);
  // what a program asks by `-p` or the SDK is marked by its entry point
  const session = new Session(id, plan.machine === null ? {} : { entrypoint: "sdk-cli", promptSource: "sdk" });
  plan.turns.forEach((turn, at) => {
    session.user(said(turn), { timestamp: tick() });
    turn.calls.forEach((call, nth) => {
      const [call_, message] = [`toolu_${id.slice(0, 8)}_${at}_${nth}`, `msg_${id.slice(0, 8)}_${at}_${nth}`];
      const line = command(call);
      const [name, input] =
        line === null
          ? [
              call.tool === "read" ? "Read" : "Write",
              { file_path: call.input["path"] ?? "", ...(call.tool === "read" ? {} : { content: call.input["content"] ?? "" }) },
            ]
          : ["Bash", { command: line }];
      session.answer(message, { type: "tool_use", id: call_, name, input }, { timestamp: tick() });
      const text = failed(call) ? `Exit code ${call.exitCode ?? 1}\n${call.output}` : call.output;
      session.user([{ tool_use_id: call_, type: "tool_result", content: text, is_error: failed(call) }], {
        toolUseResult: failed(call) ? `Error: ${text}` : { stdout: call.output, stderr: "", interrupted: false },
        timestamp: tick(),
      });
    });
    if (turn.answer !== null) session.answer(`msg_${id.slice(0, 8)}_${at}`, turn.answer, { timestamp: tick() });
  });
  return { path: `.claude/projects/-home-ada-shop/${id}.jsonl`, text: session.jsonl, zstd: false };
}

function codexFile(plan: SessionPlan): SampleFile {
  const id = uuidOf("codex", plan.name);
  const tick = clock(plan);
  const start = new Date(plan.start);
  // a script runs `codex exec`, as a person may: its log says no more than that
  const how = plan.machine === null ? {} : { source: "exec", originator: "codex_exec" };
  const records: Fields[] = [codex.meta(id, { timestamp: start.toISOString(), ...how })];
  plan.turns.forEach((turn, at) => {
    records.push(codex.event("task_started", { turn_id: `t${at}` }), ...codex.typed(said(turn)));
    turn.calls.forEach((call, nth) => {
      const name = `call_${at}_${nth}`;
      // Codex has no tools for files: it reads and writes them by the shell
      const path = call.input["path"] ?? "";
      const line = command(call) ?? (call.tool === "read" ? `cat ${path}` : `printf %s "$TEXT" > ${path}`);
      records.push(
        codex.call(name, line),
        codex.output(name, `Wall time: 0.4 seconds\nProcess exited with code ${call.exitCode ?? 0}\nOutput:\n${call.output}`),
      );
    });
    if (turn.answer !== null) records.push(codex.event("agent_message", { message: turn.answer }), codex.answer(turn.answer));
  });
  const day = start.toISOString().slice(0, 10).split("-");
  const stamp = start.toISOString().slice(0, 19).replaceAll(":", "-");
  return file(
    `.codex/sessions/${day.join("/")}/rollout-${stamp}-${id}.jsonl`,
    records.map((one) => ({ ...one, timestamp: tick() })),
  );
}

function piFile(plan: SessionPlan): SampleFile {
  const id = uuidOf("pi", plan.name);
  const tick = clock(plan);
  const records: Fields[] = [pi.header({ id, timestamp: new Date(plan.start).toISOString() })];
  let last: string | null = null;
  const add = (make: (own: string, parent: string | null) => Fields): void => {
    const own = uuidOf(plan.name, String(records.length)).slice(0, 8);
    const [timestamp, record] = [tick(), make(own, last)];
    const message = record["message"] as Fields;
    records.push({ ...record, timestamp, message: { ...message, timestamp: Date.parse(timestamp) } });
    last = own;
  };
  plan.turns.forEach((turn, at) => {
    add((own, parent) => pi.user(own, parent, said(turn)));
    turn.calls.forEach((call, nth) => {
      const line = command(call);
      const name = line === null ? call.tool : "bash";
      add((own, parent) => pi.call(own, parent, `call_${at}_${nth}`, name, line === null ? call.input : { command: line }));
      const text = failed(call) ? `${call.output}\n\nCommand exited with code ${call.exitCode ?? 1}` : call.output;
      add((own, parent) => pi.result(own, parent, `call_${at}_${nth}`, name, text, failed(call)));
    });
    const { answer } = turn;
    if (answer !== null) add((own, parent) => pi.answer(own, parent, answer));
  });
  const stamp = new Date(plan.start).toISOString().replace(/[:.]/gu, "-");
  return file(`.pi/agent/sessions/--home-ada-shop--/${stamp}_${id}.jsonl`, records);
}

function geminiFile(plan: SessionPlan): SampleFile {
  const id = uuidOf("gemini", plan.name);
  const tick = clock(plan);
  const start = new Date(plan.start).toISOString();
  const records: Fields[] = [gemini.header({ sessionId: id, startTime: start, lastUpdated: start })];
  plan.turns.forEach((turn, at) => {
    records.push({ ...gemini.user(`m${at}`, said(turn)), timestamp: tick() });
    const calls = turn.calls.map((call, nth) => {
      const line = command(call);
      const name = line === null ? (call.tool === "read" ? "read_file" : "write_file") : "run_shell_command";
      const args =
        line === null ? { file_path: call.input["path"] ?? "", ...(call.tool === "read" ? {} : { content: call.input["content"] ?? "" }) } : { command: line };
      const output = line === null ? call.output : `Output: ${call.output}\nExit Code: ${call.exitCode ?? 0}`;
      return gemini.call(`${name}-${at}-${nth}`, name, args, output, call.isError ? "error" : "success");
    });
    if (calls.length > 0) records.push({ ...gemini.answer(`m${at}c`, "", { toolCalls: calls }), timestamp: tick() });
    if (turn.answer !== null) records.push({ ...gemini.answer(`m${at}a`, turn.answer), timestamp: tick() });
  });
  return file(`.gemini/tmp/shop/chats/session-${start.slice(0, 16).replace(":", "-")}-${id.slice(0, 8)}.jsonl`, records);
}
