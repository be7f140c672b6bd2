import { PERMISSION_KINDS, type Permission, spellPermission } from "#kernel/permission";

/** Does a grant cover a need? Paths by folder, hosts exactly or `*.example.com` for what lies below, programs and variables exactly; `*` covers all. */
export function covers(granted: Permission, needed: Permission): boolean {
  if (granted.kind !== needed.kind) return false;
  if (granted.value === "*") return true;
  if (needed.value === "*") return false;
  if (granted.kind === "network") return coversHost(granted.value.toLowerCase(), needed.value.toLowerCase());
  if (granted.kind === "filesystem.read" || granted.kind === "filesystem.write") return coversPath(tidyPath(granted.value), tidyPath(needed.value));
  return granted.value === needed.value;
}

/** Permissions -> their spellings, sorted, without doubles. */
export function spellAll(list: readonly Permission[]): readonly string[] {
  const rank = (one: Permission) => PERMISSION_KINDS.indexOf(one.kind);
  const sorted = [...list].sort((a, b) => rank(a) - rank(b) || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
  return [...new Set(sorted.map(spellPermission))];
}

/** Path -> the same without `.`, doubled slashes and resolvable `..`; relative paths keep leading `..`. `""` becomes `.`. */
export function tidyPath(path: string): string {
  const slashed = path.replaceAll("\\", "/");
  const rooted = slashed.startsWith("/");
  const out: string[] = [];
  for (const part of slashed.split("/")) {
    if (part === "" || part === ".") continue;
    const last = out.at(-1);
    if (part === ".." && last !== undefined && last !== ".." && last !== "~" && !last.startsWith("\u0000")) out.pop();
    else if (part !== ".." || !rooted || out.length > 0) out.push(part);
  }
  const joined = out.join("/");
  return rooted ? `/${joined}` : joined === "" ? "." : joined;
}

function coversHost(granted: string, needed: string): boolean {
  return granted.startsWith("*.") ? needed.endsWith(granted.slice(1)) && needed.length > granted.length - 1 : granted === needed;
}

function coversPath(granted: string, needed: string): boolean {
  if (granted === needed) return true;
  if (needed.startsWith("..") || needed.includes("/../"))
    return granted.startsWith("..") && needed.startsWith(`${granted}/`) && !needed.slice(granted.length + 1).startsWith("..");
  if (granted === ".") return !needed.startsWith("/") && !needed.startsWith("~");
  return needed.startsWith(granted === "/" ? "/" : `${granted}/`);
}
