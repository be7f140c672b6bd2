import { asFields, asList, type Fields } from "#adapters/common/fields";
import { jsonDocument, someRecord } from "#adapters/common/records";
import type { ReadPowers } from "#kernel/powers";

const EXPORT_BYTES = 256 * 1024 * 1024;
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

/** Is this a transcript of Goose: metadata first, messages with a time in seconds and its blocks, or an export? */
export function isFileOfGoose(path: string, powers: ReadPowers): boolean {
  return someRecord(path, powers, (value) => isMetadata(value) || isMessage(value)) || exportIn(path, powers) !== null;
}

/** File -> the exported session that it is; null for any other. */
export function exportIn(path: string, powers: ReadPowers): Fields | null {
  if (!path.endsWith(".json")) return null;
  const document = jsonDocument(path, powers, EXPORT_BYTES);
  return document.dropped === null && isExport(document.value) ? asFields(document.value) : null;
}

/** Is this a session as `goose session export` gives it: the columns of one, and its messages? */
function isExport(value: unknown): boolean {
  const fields = asFields(value);
  return fields !== null && Array.isArray(fields["conversation"]) && typeof fields["working_dir"] === "string" && typeof fields["session_type"] === "string";
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
