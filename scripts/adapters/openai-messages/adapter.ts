import { genericAdapter } from "#adapters/common/generic";
import type { LogAdapter } from "#adapters/contract";
import { isConversation } from "./shape.ts";
import { tellFile } from "./read.ts";

/** Conversations as lists of OpenAI messages: one a line, one message a line, prompt and completion, items of the Responses API. */
export const openaiMessages: LogAdapter = genericAdapter({
  id: "openai-messages",
  label: "OpenAI messages",
  version: 1,
  is: isConversation,
  tell: tellFile,
});
