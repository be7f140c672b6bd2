import type { Permission } from "#kernel/permission";
import { isSecretPath } from "../javascript/places.ts";
import { spellPath } from "../javascript/paths.ts";
import type { Mark, Report } from "../mark.ts";
import type { Run } from "../programs/runs.ts";
import type { FileContext } from "../reading.ts";
import type { RuleId } from "../rules.table.ts";
import { HOLE } from "../shell/text.ts";
import { isStart, SET_BY_SYSTEM, shareHost } from "../windows/places.ts";
import type { Node, Place } from "../windows/tree.ts";
import { type Constants, textsOf } from "./constants.ts";

/** One reading of a program: what is known of it, and what was said of it already. */
export type Check = Readonly<{
  constants: Constants;
  context: FileContext;
  report: Report;
  told: Set<string>;
  loaded: Run[];
  /** Variables where they are only given a value. */
  written: Set<Node>;
  source: string;
}>;

/** A mark, once for each place and rule. */
export function refuse(check: Check, rule: RuleId, place: Place, args: Readonly<Record<string, string>>, why?: string): void {
  tell(check, { rule, start: place.start, end: place.end, args, ...(why === undefined ? {} : { evidence: [why] }) }, String(place.start));
}

function tell(check: Check, mark: Mark, where: string): void {
  const key = `${mark.rule} ${where} ${JSON.stringify(mark.args ?? {})}`;
  if (check.told.has(key)) return;
  check.told.add(key);
  check.report(mark);
}

/** What is granted is granted to the whole program: the first place names it. */
export function need(check: Check, rule: RuleId, place: Place, permission: Permission, args: Readonly<Record<string, string>>, critical = false): void {
  tell(check, { rule, start: place.start, end: place.end, args, permission, ...(critical ? { severity: "critical" as const } : {}) }, "");
}

export function needProgram(check: Check, place: Place, program: string): void {
  need(check, "process-access", place, { kind: "process", value: program }, { name: "the script", program: program === "*" ? "any program" : program });
}

export function needHost(check: Check, place: Place, name: string, host: string): void {
  if (/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host)) return;
  need(check, "network-access", place, { kind: "network", value: host }, { name, host: host === "*" ? "any host" : host });
}

/** Drives of PowerShell that are no files: what is written there is code, a name of a command, or a variable (about_Providers). */
const NAMED_DRIVES = /^(?:microsoft\.powershell\.core\\)?(?:function|alias|variable)::?/i;
const REGISTRY = /^(?:microsoft\.powershell\.core\\)?(?:hk(?:lm|cu|cr|u|cc)|registry|hkey_\w+)::?|^hkey_/i;
const OTHER_DRIVES = /^(?:cert|wsman|ad|iis|sqlserver|wmi):/i;

/** Variables by which it is found what a name starts, and what is loaded with it. */
const STARTING =
  /^(?:path|pathext|comspec|psmodulepath|node_options|pythonstartup|pythonpath|pythonhome|perl5opt|rubyopt|java_tool_options|_java_options|jdk_java_options|bash_env|git_ssh|git_ssh_command|git_external_diff|ld_preload|cor_\w+|coreclr_\w+|complus_\w+|dotnet_startup_hooks)$/i;

/** Use of what lies at such a path. */
export function needPath(check: Check, place: Place, name: string, mode: "read" | "write", node: Node): void {
  for (const text of textsOf(check.constants, node)) needText(check, place, name, mode, text);
}

export function needText(check: Check, place: Place, name: string, mode: "read" | "write", text: string): void {
  const plain = text.trim();
  if (plain === "" || /^(?:\$null|nul|con)$/i.test(plain)) return;
  if (NAMED_DRIVES.test(plain)) {
    if (mode === "write") refuse(check, "dynamic-code", place, { name, why: `it changes what a name stands for (${shown(plain)})` });
    return;
  }
  if (/^env:/i.test(plain)) {
    const variable = plain.slice(4).replace(/^[\\/]/, "");
    if (mode === "read") needVariable(check, place, variable === "" || variable.includes(HOLE) ? "*" : variable.toUpperCase());
    else if (variable.includes(HOLE) || STARTING.test(variable) || SET_BY_SYSTEM.has(`env:${variable.toLowerCase()}`)) needProgram(check, place, "*");
    return;
  }
  if (REGISTRY.test(plain) || OTHER_DRIVES.test(plain)) {
    if (mode === "write") needProgram(check, place, name);
    return;
  }
  if (mode === "write" && isStart(plain.startsWith("\u0000") ? spellPath(plain).path : plain))
    refuse(check, "persistence-write", place, { path: shown(plain) });
  const share = shareHost(plain.replace(/^filesystem::/i, ""));
  if (share !== null) needHost(check, place, name, /^[\w.-]+$/.test(share) ? share.toLowerCase() : "*");
  const { own, path } = spelled(plain);
  if (own && mode === "read") return;
  const kind = mode === "read" ? "filesystem.read" : "filesystem.write";
  need(check, "filesystem-access", place, { kind, value: path }, { name, mode, path: path === "*" ? "any path" : path }, isSecretPath(path));
}

/** Path -> as a permission spells it. A hole anywhere could lead anywhere, and so could a path when nobody can tell where it begins. */
function spelled(path: string): Readonly<{ own: boolean; path: string }> {
  if (path.includes(HOLE)) return { own: false, path: "*" };
  const slashed = path.replaceAll("\\", "/").replace(/^(?:filesystem|microsoft\.powershell\.core\/filesystem)::/i, "");
  const rooted = /^[A-Za-z]:/.test(slashed) ? `/${slashed}` : slashed;
  return spellPath(rooted.startsWith("\u0000") || rooted.startsWith("//") ? rooted : rooted.replace(/^\.\//, ""));
}

const PLAIN_VARIABLES =
  /^(?:TEMP|TMP|USERPROFILE|HOME|HOMEPATH|HOMEDRIVE|APPDATA|LOCALAPPDATA|PROGRAMDATA|PROGRAMFILES(?:\(X86\))?|PROGRAMW6432|ALLUSERSPROFILE|PUBLIC|SYSTEMROOT|WINDIR|SYSTEMDRIVE|COMSPEC|OS|PATHEXT|PATH|PSMODULEPATH|COMPUTERNAME|USERNAME|USERDOMAIN|USERDNSDOMAIN|LOGONSERVER|SESSIONNAME|PROCESSOR_\w+|NUMBER_OF_PROCESSORS|COMMONPROGRAMFILES(?:\(X86\))?|CI|DEBUG|VERBOSE|NO_COLOR|TERM|COLORTERM|LANG|LC_\w+|TZ|EDITOR|USER|LOGNAME|SHELL|HOSTNAME|PWD|WT_SESSION|VIRTUAL_ENV|CONDA_PREFIX|JAVA_HOME|GOPATH|NODE_ENV|CLAUDE_(?:PROJECT_DIR|PLUGIN_ROOT|SKILL_DIR)|GITHUB_(?:ACTIONS|OUTPUT|ENV|STEP_SUMMARY|REF|REF_NAME|SHA|REPOSITORY|WORKSPACE|EVENT_NAME|ACTOR|RUN_ID)|RUNNER_\w+|XDG_\w+|ONEDRIVE)$/i;

export function needVariable(check: Check, place: Place, name: string): void {
  if (PLAIN_VARIABLES.test(name)) return;
  need(check, "secret-access", place, { kind: "secrets", value: name }, { name: "the script", variable: name === "*" ? "every variable" : name });
}

/** Text for a reader. */
export function shown(text: string): string {
  return text
    .replaceAll(HOLE, "…")
    .replaceAll("\u0000skill", ".")
    .replace(/[\u0000-\u001f]/g, " ")
    .slice(0, 120);
}

export function shownAt(check: Check, place: Place): string {
  return check.source.slice(place.start, place.end).trim().slice(0, 80);
}
