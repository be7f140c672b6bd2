import type { Sample } from "../contracts/adapter-contract.ts";
import { claudeCodeSample } from "./claude-code/sample.ts";
import { codexSample } from "./codex/sample.ts";
import { aiderSample } from "./aider/sample.ts";
import { gooseFileSample, gooseSample } from "./goose/sample.ts";
import { firstSample, secondSample, trajectorySample } from "./openhands/sample.ts";
import { atifDocumentSample, atifSample } from "./atif/sample.ts";
import { conversationsSample, rowsSample } from "./openai-messages/sample.ts";
import { sharegptSample } from "./sharegpt/sample.ts";
import { genericSample, storeSample, traceSample, tracesSample } from "./skillloop/sample.ts";
import { openclawSample } from "./openclaw/sample.ts";
import { copilotDocumentSample, copilotSample } from "./copilot-cli/sample.ts";
import * as opencode from "./opencode/sample.ts";
import { clineCliSample, clineSample } from "./cline/sample.ts";
import { copiedSample as piCopySample, piSample } from "./pi/sample.ts";
import { hermesFilesSample, hermesSample } from "./hermes/sample.ts";
import { cursorCliSample, cursorIdeSample, cursorSample } from "./cursor/sample.ts";
import { geminiDocumentSample, geminiSample } from "./gemini-cli/sample.ts";
import { qwenSample } from "./qwen-code/sample.ts";

/** A sample of every storage of every adapter, under `<adapter>` or `<adapter>:<storage>`: no other adapter may take it for its own. */
export const SAMPLES: Readonly<Record<string, (folder: string) => Sample>> = {
  openclaw: openclawSample,
  "claude-code": claudeCodeSample,
  codex: codexSample,
  aider: aiderSample,
  goose: gooseSample,
  "goose:files": gooseFileSample,
  openhands: firstSample,
  "openhands:second": secondSample,
  "openhands:trajectory": trajectorySample,
  "openai-messages": conversationsSample,
  "openai-messages:rows": rowsSample,
  sharegpt: sharegptSample,
  skillloop: storeSample,
  "skillloop:traces": tracesSample,
  "skillloop:trace": traceSample,
  "skillloop:generic": genericSample,
  atif: atifSample,
  "atif:document": atifDocumentSample,
  "copilot-cli": copilotSample,
  "copilot-cli:document": copilotDocumentSample,
  "opencode:database": opencode.databaseSample,
  "opencode:export": opencode.exportSample,
  "opencode:tree": opencode.treeSample,
  cline: clineSample,
  "cline:cli": clineCliSample,
  pi: piSample,
  "pi:copy": piCopySample,
  hermes: hermesSample,
  "hermes:files": hermesFilesSample,
  cursor: cursorSample,
  "cursor:ide": cursorIdeSample,
  "cursor:cli": cursorCliSample,
  "gemini-cli": geminiSample,
  "gemini-cli:document": geminiDocumentSample,
  "qwen-code": qwenSample,
};
