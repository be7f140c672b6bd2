import type { Permission } from "#kernel/permission";
import type { RuleId } from "../rules.table.ts";
import { isSecretPath } from "../javascript/places.ts";
import { spellPath } from "../javascript/paths.ts";
import type { Machine, Place } from "./machine.ts";
import { HOLE, type Text } from "./text.ts";

/**
 * A permission the command needs, once for each script: the first place names it. What the instructions tell the agent to
 * do runs under the agent's own approvals, so there it is only listed.
 */
export function need(machine: Machine, rule: RuleId, place: Place, permission: Permission, args: Readonly<Record<string, string>>, critical = false): void {
  const key = `${rule}\u0000${permission.kind}:${permission.value}`;
  if (machine.told.has(key)) return;
  machine.told.add(key);
  const severity = critical ? { severity: "critical" as const } : {};
  machine.report({ rule, ...place, args, permission, ...(machine.mode === "told" ? { disposition: "note" as const, severity: "info" as const } : severity) });
}

/** Requests are shown where commands stand, begun by the method (RFC 9110): none of them is the name of a program that people have. */
const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** What a person could have installed: a document also shows options on lines of their own, fields of JSON and words in rows. */
export function isProgramName(word: string): boolean {
  return word === "*" || (/^[\w@~./][\w@.+/-]*$/.test(word) && /[A-Za-z]/.test(word) && !METHODS.has(word));
}

export function needProgram(machine: Machine, place: Place, program: string): void {
  if (machine.mode === "told" && !isProgramName(program)) return;
  if (machine.mode === "told") need(machine, "command-listed", place, { kind: "process", value: program }, { name: program });
  else need(machine, "process-access", place, { kind: "process", value: program }, { name: "the script", program: program === "*" ? "any program" : program });
}

export function needHost(machine: Machine, place: Place, program: string, host: string): void {
  need(machine, "network-access", place, { kind: "network", value: host }, { name: program, host: host === "*" ? "any host" : host });
}

export function needVariable(machine: Machine, place: Place, name: string): void {
  need(machine, "secret-access", place, { kind: "secrets", value: name }, { name: "the script", variable: name === "*" ? "every variable" : name });
}

/** Use of a path by a program. In the skill's own folder reading needs nothing; what cannot be told needs everything. */
export function needPath(machine: Machine, place: Place, program: string, mode: "read" | "write", path: Text): void {
  if (machine.mode === "told" || path.text === "" || /^\/dev\/(?:null|stdin|stdout|stderr|tty|fd\/[\d-]+|zero|u?random)$/.test(path.text)) return;
  if (mode === "write" && !/^(?:mkdir|rmdir|rm)$/.test(program)) machine.filled.add(path.text);
  const { own, path: spelled } = spellText(path);
  if (own && mode === "read") return;
  const kind = mode === "read" ? "filesystem.read" : "filesystem.write";
  need(
    machine,
    "filesystem-access",
    place,
    { kind, value: spelled },
    { name: program, mode, path: spelled === "*" ? "any path" : spelled },
    isSecretPath(spelled),
  );
}

/** A path as far as it is known -> as a permission spells it. A hole anywhere could lead anywhere. */
export function spellText(path: Text): Readonly<{ own: boolean; path: string }> {
  if (path.text.includes(HOLE)) return { own: false, path: "*" };
  return spellPath(path.text);
}
