import { asFields, asList } from "#adapters/common/fields";
import { someRecord } from "#adapters/common/records";
import type { ReadPowers } from "#kernel/powers";

const OWN_BLOCKS = new Set(["toolRequest", "toolResponse", "toolConfirmationRequest", "frontendToolRequest", "actionRequired", "systemNotification"]);

/** Is this a database with the tables of Goose? One that cannot be opened is none: there is nothing to tell it by. */
export function isDatabaseOfGoose(path: string, powers: ReadPowers): boolean {
  try {
    const db = powers.files.openDatabase(path);
    try {
      return db.columns("messages").includes("content_json") && db.columns("sessions").includes("working_dir");
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}

/** Is this a transcript of Goose: metadata first, or messages with a time in seconds and its blocks? */
export function isFileOfGoose(path: string, powers: ReadPowers): boolean {
  return someRecord(path, powers, (value) => isMetadata(value) || isMessage(value));
}

export function isMetadata(value: unknown): boolean {
  const fields = asFields(value);
  return fields !== null && fields["role"] === undefined && typeof fields["message_count"] === "number" && ("working_dir" in fields || "description" in fields);
}

/** Messages of the OpenAI or the Anthropic kind have no time in seconds beside a list of blocks. */
function isMessage(value: unknown): boolean {
  const fields = asFields(value);
  if (fields === null || typeof fields["role"] !== "string" || typeof fields["created"] !== "number") return false;
  const types = asList(fields["content"]).map((block) => asFields(block)?.["type"]);
  return (
    types.length > 0 && types.every((type) => typeof type === "string" && (type === "text" || type === "thinking" || type === "image" || OWN_BLOCKS.has(type)))
  );
}
