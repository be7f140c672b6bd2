import { NO_PERMISSIONS, type Permissions } from "#kernel/permission";
import type { FileReading } from "./reading.ts";

/** Files read and what the caller knows -> the permissions the skill declares: in skill.json, else in the frontmatter of SKILL.md. */
export function declaredOf(read: ReadonlyMap<string, FileReading>, known: Permissions | null): Permissions {
  if (known !== null) return known;
  const manifest = permissionsIn(read.get("skill.json")?.json);
  if (manifest !== null) return manifest;
  const front = read.get("SKILL.md")?.frontmatter ?? null;
  return permissionsIn(front) ?? permissionsIn(record(front)?.["metadata"]) ?? NO_PERMISSIONS;
}

function permissionsIn(holder: unknown): Permissions | null {
  const given = record(record(holder)?.["permissions"]);
  if (given === null) return null;
  const files = record(given["filesystem"]);
  return {
    filesystem: { read: texts(files?.["read"]), write: texts(files?.["write"]) },
    network: texts(given["network"]),
    process: texts(given["process"]),
    secrets: texts(given["secrets"]),
  };
}

function texts(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : typeof value === "string" ? [value] : [];
  return list
    .filter((one): one is string => typeof one === "string" && one.trim() !== "" && one.length <= 1_024)
    .slice(0, 200)
    .map((one) => one.trim());
}

function record(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
}
