import type { Static } from "typebox";
import { ForgeError } from "./errors.ts";
import type { PermissionsSchema } from "./permission.schema.ts";

export type Permissions = Static<typeof PermissionsSchema>;

export const PERMISSION_KINDS = ["filesystem.read", "filesystem.write", "network", "process", "secrets"] as const;
export type PermissionKind = (typeof PERMISSION_KINDS)[number];

/** One permission: `value` is a path, a host, a program or a variable name; `*` stands for "all", the worst case of what could not be resolved. */
export type Permission = Readonly<{ kind: PermissionKind; value: string }>;

export const NO_PERMISSIONS: Permissions = { filesystem: { read: [], write: [] }, network: [], process: [], secrets: [] };

/** Permission -> `network:example.com`, the spelling of the command line and of grants. */
export function spellPermission(permission: Permission): string {
  return `${permission.kind}:${permission.value}`;
}

/** `process:node,git` -> two permissions. Throws USAGE for an unknown kind or an empty value. */
export function parsePermissions(text: string): readonly Permission[] {
  const colon = text.indexOf(":");
  const kind = PERMISSION_KINDS.find((one) => one === text.slice(0, colon));
  const rest = text.slice(colon + 1);
  if (kind === undefined || colon < 0 || rest.trim() === "") {
    throw new ForgeError("USAGE", `"${text}" is not a permission; write KIND:VALUE with a kind of ${PERMISSION_KINDS.join(", ")}`);
  }
  // Only a path may have blanks around it: what a scan asks for has to be what can be granted.
  if (kind.startsWith("filesystem")) return [{ kind, value: rest }];
  const values = kind === "process" ? rest.split(",") : [rest];
  return values.map((value) => ({ kind, value: value.trim() })).filter((one) => one.value !== "");
}

/** Permissions of skill.json -> flat list in the order of PERMISSION_KINDS. */
export function listPermissions(permissions: Permissions): readonly Permission[] {
  return [
    ...permissions.filesystem.read.map((value) => ({ kind: "filesystem.read" as const, value })),
    ...permissions.filesystem.write.map((value) => ({ kind: "filesystem.write" as const, value })),
    ...permissions.network.map((value) => ({ kind: "network" as const, value })),
    ...permissions.process.map((value) => ({ kind: "process" as const, value })),
    ...permissions.secrets.map((value) => ({ kind: "secrets" as const, value })),
  ];
}

/** Flat list -> the form of skill.json, sorted by code unit, without doubles. */
export function collectPermissions(list: readonly Permission[]): Permissions {
  const of = (kind: PermissionKind) => [...new Set(list.filter((one) => one.kind === kind).map((one) => one.value))].sort();
  return {
    filesystem: { read: of("filesystem.read"), write: of("filesystem.write") },
    network: of("network"),
    process: of("process"),
    secrets: of("secrets"),
  };
}
