import { basename, dirname, join } from "node:path";
import { asFields, asList, type Fields, parsedOrUndefined, textOrNull } from "#adapters/common/fields";
import type { ReadPowers } from "#kernel/powers";

/** Tools of pi, the agent that this format comes from; here they have other names. */
const TOOLS_OF_PI = new Set(["bash", "grep", "find", "ls"]);
const OWN_TOOLS = new Set(["exec", "process", "message", "tool_call", "session_status", "memory_search", "cron"]);

/** Is a transcript pi's and not ours? Our place decides, then pi's, then which tools its first records call. */
export class SignsOfPi {
  private readonly isOwnPlace: boolean;
  private readonly isPlaceOfPi: boolean;
  private own = false;
  private pis = false;

  constructor(path: string, { files }: ReadPowers) {
    const folder = dirname(path);
    this.isOwnPlace = /\/agents\/[^/]+\/sessions$/.test(folder) || files.facts(join(folder, "sessions.json")) !== null;
    this.isPlaceOfPi = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z_[\w-]{8,}\.jsonl$/.test(basename(path)) || /^--.*--$/.test(basename(folder));
  }

  look(line: string): void {
    if (this.isOwnPlace || this.isPlaceOfPi) return;
    const fields = asFields(parsedOrUndefined(line));
    const message = asFields(fields?.["message"]);
    if (fields === null) return;
    this.own ||= fields["type"] === "reset" || (message !== null && "provenance" in message) || isOwnState(fields);
    for (const tool of toolsIn(message)) {
      this.own ||= OWN_TOOLS.has(tool);
      this.pis ||= TOOLS_OF_PI.has(tool);
    }
  }

  isPis(): boolean {
    return !this.isOwnPlace && (this.isPlaceOfPi || (this.pis && !this.own));
  }
}

function isOwnState(fields: Fields): boolean {
  return fields["type"] === "custom" && /^(?:openclaw|model-snapshot|cache-ttl)/.test(textOrNull(fields["customType"]) ?? "");
}

function toolsIn(message: Fields | null): readonly string[] {
  const called = asList(message?.["content"]).map((one) => (asFields(one)?.["type"] === "toolCall" ? asFields(one)?.["name"] : undefined));
  return [message?.["toolName"], ...called].filter((tool) => typeof tool === "string");
}
