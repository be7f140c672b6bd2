import type { Action, ActionKind, ResultEvent, TraceEvent } from "#kernel/trace";
import type { Redact } from "../redaction/redact.ts";
import { shortenHome } from "../redaction/home.ts";
import { errorOf } from "./error-kind.ts";
import { fileScript, patchedPaths } from "./file-script.ts";
import { classOf, objectOf } from "./object.ts";
import { mainPrograms } from "./program.ts";
import { LOOKUPS } from "./programs.table.ts";
import { parseCommands } from "./shell-command.ts";
import { CHOICE_KEYS, TOOL_FAMILIES, type ToolFamily } from "./tools.table.ts";

type Call = Extract<TraceEvent, { kind: "call" }>;

/** Longest `line` kept; the rest of a long script is data. */
const LINE = 900;

const FAMILY_OF: ReadonlyMap<string, ToolFamily> = new Map(TOOL_FAMILIES.flatMap((family) => family.names.map((name) => [name, family] as const)));

/** A tool call and its result (null when none came) -> the canonical action, redacted and with home folders shortened. */
export function actionOf(call: Call, result: ResultEvent | null, redact: Redact, home: string | null): Action {
  const named = nameOf(call);
  return {
    id: call.id.slice(0, 64),
    tool: clean(call.tool).slice(0, 100),
    kind: named.kind,
    verb: clean(redact(named.verb).text).slice(0, 200),
    object: named.object === null ? null : clean(redact(named.object).text).slice(0, 100),
    line: clean(shortenHome(redact(named.line.slice(0, 20_000)).text, home))
      .trim()
      .slice(0, LINE)
      .toWellFormed(),
    at: call.at,
    ok: okOf(result),
    exitCode: result?.exitCode ?? null,
    durationMs: result?.durationMs ?? null,
    status: result?.status == null ? null : clean(result.status).slice(0, 40),
    error: errorOf(result, okOf(result)),
    artifacts: named.kind === "write" ? artifactsOf(named.paths ?? [], redact, home) : [],
  };
}

/** Paths that a call writes to, as a person may read them. */
function artifactsOf(paths: readonly string[], redact: Redact, home: string | null): readonly string[] {
  return [
    ...new Set(
      paths.map((path) =>
        clean(shortenHome(redact(path).text, home))
          .trim()
          .slice(0, 300),
      ),
    ),
  ]
    .filter((path) => path !== "")
    .slice(0, 20);
}

/** Is this looking around (`ls`, `cat`, `grep`), an action that says little about what was wanted? */
export function isLookup(verb: string): boolean {
  return verb.split(" && ").every((part) => LOOKUPS.has(part));
}

type Named = Readonly<{ kind: ActionKind; verb: string; object: string | null; line: string; paths?: readonly string[] }>;

function nameOf(call: Call): Named {
  const family = FAMILY_OF.get(plainName(call.tool));
  if (family === undefined) return otherTool(call);
  const argument = argumentOf(call.input, family.argument);
  const choice = call.input["command"];
  // Many-sided file tools say in `command` what they do.
  if (family.verb === "edit" && typeof choice === "string" && /^(?:view|create)$/.test(choice)) {
    return { ...fileAction(choice === "view" ? "read" : "write", argument), kind: choice === "view" ? "read" : "write" };
  }
  if (family.verb === "run") return runAction(argument);
  if (family.verb === "web_fetch") {
    const address = argument === "" ? addressIn(call.input["prompt"]) : argument;
    return { kind: "network", verb: family.verb, object: classOf(address), line: `${family.verb} ${address}` };
  }
  if (family.kind === "network") return { kind: "network", verb: family.verb, object: null, line: `${family.verb} ${argument}` };
  return { ...fileAction(family.verb, argument), kind: family.kind };
}

/** Gemini CLI's `web_fetch` takes one text that has the address in it. */
function addressIn(prompt: unknown): string {
  return typeof prompt === "string" ? (/https?:\/\/[^\s<>"'`]{1,2000}(?<![.,;:!?)\]])/i.exec(prompt.slice(0, 20_000))?.[0] ?? "") : "";
}

function runAction(command: string): Named {
  const commands = parseCommands(command);
  const script = fileScript(command, commands);
  if (script !== null) return { ...filesAction(script.verb, script.paths), kind: "write" };
  const programs = mainPrograms(commands);
  const verb = [...new Set(programs.map((one) => one.verb))].join(" && ");
  const object = programs.map((one) => objectOf(one.verb, one.arguments)).find((one) => one !== null) ?? null;
  const network = programs.some((one) => /^(?:(?:curl|wget|http|https|scp|sftp)$|ssh(?: |$))/.test(one.verb));
  return { kind: network ? "network" : "run", verb: verb === "" ? "shell" : verb, object, line: command.trim() };
}

function fileAction(verb: string, argument: string): Omit<Named, "kind"> {
  const patched = patchedPaths(argument);
  return filesAction(verb, patched.length > 0 ? patched : [argument.split("\n")[0] ?? ""]);
}

function filesAction(verb: string, paths: readonly string[]): Omit<Named, "kind"> {
  const [path = ""] = paths;
  return { verb, object: verb === "grep" ? null : classOf(path), line: `${verb} ${path}`.trim(), paths };
}

function otherTool(call: Call): Named {
  const mcp = /^mcp__(.{1,60}?)__(.{1,60})$/.exec(call.tool);
  const name = mcp === null ? call.tool : `${mcp[1] ?? ""}.${mcp[2] ?? ""}`;
  const choice = CHOICE_KEYS.map((key) => call.input[key]).find((value) => typeof value === "string" && /^[a-z][A-Za-z0-9_.:-]{0,30}$/.test(value));
  const verb = typeof choice === "string" ? `${name} ${choice}` : name;
  const object = Object.values(call.input)
    .map((value) => (typeof value === "string" && value.length < 2000 ? classOf(value.trim()) : null))
    .find((one) => one !== null);
  return { kind: object?.startsWith("host:") === true ? "network" : "other", verb, object: object ?? null, line: `${verb}${shownInput(call.input)}` };
}

function shownInput(input: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(input)
    .filter(([key]) => !CHOICE_KEYS.some((one) => one === key))
    .slice(0, 12)
    .map(([key, value]) => ` ${key}=${(typeof value === "string" ? value : shownValue(value, 0)).slice(0, 120)}`);
  return parts.join("");
}

/** As JSON writes it, but no deeper and no longer than is shown: a log may nest a value without end. */
function shownValue(value: unknown, depth: number): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 200));
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (depth >= 8) return "…";
  if (Array.isArray(value))
    return `[${value
      .slice(0, 60)
      .map((one) => shownValue(one, depth + 1))
      .join(",")}]`;
  const fields = Object.entries(value).slice(0, 60);
  return `{${fields.map(([key, one]) => `${JSON.stringify(key)}:${shownValue(one, depth + 1)}`).join(",")}}`;
}

function argumentOf(input: Readonly<Record<string, unknown>>, keys: readonly string[]): string {
  for (const key of keys) {
    const value = input[key];
    if (typeof value === "string" && value !== "") return value;
    if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string")) return fromList(value);
  }
  return "";
}

/** `["bash", "-lc", "npm test"]` is the command line `npm test`. */
function fromList(words: readonly string[]): string {
  if (/(?:^|\/)(?:ba|z|da)?sh$/.test(words[0] ?? "") && /^-[a-z]*c$/.test(words[1] ?? "") && words.length >= 3) return words[2] ?? "";
  return words.map((word) => (/^[\w@%+=:,./~*?-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(" ");
}

function plainName(tool: string): string {
  const last = tool.startsWith("mcp__") ? tool : (tool.split(/[:/]/).at(-1) ?? tool);
  return last.toLowerCase().replace(/[_\s-]/g, "");
}

/** An exit code is the better witness: hosts report failed commands as delivered. */
function okOf(result: ResultEvent | null): boolean | null {
  if (result === null) return null;
  if (result.exitCode !== null) return result.exitCode === 0;
  return result.ok;
}

/** Control characters out, so that no line can move the cursor of who reads it; line breaks stay. */
function clean(text: string): string {
  if (/^[ -~\n]*$/.test(text)) return text;
  return text.toWellFormed().replace(/[\p{Cc}\p{Cf}]/gu, (letter) => (letter === "\n" ? letter : " "));
}
