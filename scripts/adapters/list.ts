import type { LogAdapter } from "#adapters/contract";
import { aider } from "#adapters/aider/adapter";
import { atif } from "#adapters/atif/adapter";
import { claudeCode } from "#adapters/claude-code/adapter";
import { cline } from "#adapters/cline/adapter";
import { copilotCli } from "#adapters/copilot-cli/adapter";
import { cursor } from "#adapters/cursor/adapter";
import { geminiCli } from "#adapters/gemini-cli/adapter";
import { goose } from "#adapters/goose/adapter";
import { hermes } from "#adapters/hermes/adapter";
import { openaiMessages } from "#adapters/openai-messages/adapter";
import { codex } from "#adapters/codex/adapter";
import { openclaw } from "#adapters/openclaw/adapter";
import { opencode } from "#adapters/opencode/adapter";
import { openhands } from "#adapters/openhands/adapter";
import { pi } from "#adapters/pi/adapter";
import { qwenCode } from "#adapters/qwen-code/adapter";
import { sharegpt } from "#adapters/sharegpt/adapter";
import { skillloop } from "#adapters/skillloop/adapter";

/** Every agent whose logs can be read, in the order in which they are tried: formats without a home come last. */
export const ADAPTERS: readonly LogAdapter[] = Object.freeze([
  openclaw,
  aider,
  copilotCli,
  goose,
  opencode,
  cline,
  openhands,
  claudeCode,
  pi,
  hermes,
  cursor,
  geminiCli,
  qwenCode,
  codex,
  skillloop,
  openaiMessages,
  sharegpt,
  atif,
]);
