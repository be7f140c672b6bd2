import { isAbsolute } from "node:path";

/** What an OpenClaw host asks before it installs something: the parts of its request that decide here. */
export type InstallRequest = Readonly<{
  targetType: "skill" | "plugin";
  targetName: string;
  sourcePath: string;
  sourcePathKind: "directory" | "file";
  /** The doctor's probe: an empty folder that stands for nothing. */
  isProbe: boolean;
  /** May the material change between the answer and the copy? */
  isMutable: boolean;
}>;

export const REQUEST_BYTES = 262_144;

/**
 * Bytes of standard input -> request, or why it is none (protocol 1 of OpenClaw's `security.installPolicy`). Unknown fields
 * are normal; a field that decides and is missing or of another type is not guessed.
 */
export function parseRequest(bytes: Uint8Array): InstallRequest | Readonly<{ why: string }> {
  if (bytes.byteLength > REQUEST_BYTES) return { why: `the request has more than ${String(REQUEST_BYTES)} bytes` };
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { why: "the request is no JSON in UTF-8" };
  }
  if (!isRecord(data)) return { why: "the request is no JSON object" };
  if (data["protocolVersion"] !== 1)
    return { why: `the request speaks version ${JSON.stringify(data["protocolVersion"] ?? null).slice(0, 40)} of the protocol; this program knows 1` };
  const { targetType, targetName, sourcePath, sourcePathKind } = data;
  if (targetType !== "skill" && targetType !== "plugin") return { why: "the request names neither a skill nor a plugin" };
  if (typeof targetName !== "string" || targetName === "") return { why: "the request names no target" };
  if (typeof sourcePath !== "string" || !isAbsolute(sourcePath) || sourcePath.includes("\u0000")) return { why: "the request gives no absolute path" };
  if (sourcePathKind !== "directory" && sourcePathKind !== "file") return { why: "the request does not say whether the path is a folder or a file" };
  const origin = isRecord(data["origin"]) ? data["origin"] : {};
  const source = isRecord(data["source"]) ? data["source"] : {};
  return { targetType, targetName, sourcePath, sourcePathKind, isProbe: origin["type"] === "doctor", isMutable: source["mutable"] !== false };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
