import { LineCounter, parseDocument, visit } from "yaml";
import type { Report } from "../mark.ts";

export type Frontmatter = Readonly<{ data: Readonly<Record<string, unknown>>; end: number }>;

const SIZE_LIMIT = 65_536;
/** Mistakes of writing that a reader of lines takes in one way only: a colon, a bracket or a quotation mark in a value without quotation marks. */
const SLIPS: ReadonlySet<string> = new Set([
  "BLOCK_AS_IMPLICIT_KEY",
  "BAD_SCALAR_START",
  "UNEXPECTED_TOKEN",
  "MULTILINE_IMPLICIT_KEY",
  "BAD_INDENT",
  "MISSING_CHAR",
  "NON_STRING_KEY",
]);
/**
 * Bold text at the start of a value that has no quotation marks. YAML takes it for an alias; as nothing in the document has an anchor, every reader of
 * YAML gives up there, and one of lines has the text ("YAML 1.2.2", 7.1: it is an error for an alias node to use an anchor that does not occur before).
 */
const BOLD = /^\*\*[^*\s]+\*\*\S*$/;
const REFUSED_KEYS: ReadonlyMap<string, string> = new Map([
  ["hooks", "sets hooks, which run by themselves"],
  ["mcpservers", "starts servers"],
  ["mcp-servers", "starts servers"],
  ["mcp", "starts servers"],
  ["permission-mode", "changes the permission mode of the agent"],
  ["permissionmode", "changes the permission mode of the agent"],
  ["system-prompt", "changes the agent's own instructions"],
  ["system", "changes the agent's own instructions"],
  ["env", "sets environment variables"],
  ["run", "runs a command"],
  ["exec", "runs a command"],
  ["postinstall", "runs a command"],
  ["install", "runs a command"],
  ["dangerously-skip-permissions", "skips permissions"],
]);

/** SKILL.md text -> its frontmatter; null when there is none. YAML that two readers could take differently (anchors, tags, doubles, several documents) is reported. */
export function readFrontmatter(text: string, report: Report): Frontmatter | null {
  const open = /^\ufeff?---[ \t]*\r?\n/.exec(text);
  if (open === null) return null;
  const close = /^(?:---|\.\.\.)[ \t]*\r?$/m.exec(text.slice(open[0].length));
  const refuse: Refuse = (why, start = 0, end = 3, weak = false) =>
    report({ rule: "frontmatter-refused", start, end, args: { why }, ...(weak ? { disposition: "warn", severity: "low" } : {}) });
  if (close === null) {
    // Read as words below; what a host that is not strict would act on are its first lines.
    const lines = readLines(text.slice(open[0].length, open[0].length + SIZE_LIMIT).split(/\n[ \t]*\r?\n/, 1)[0] ?? "");
    refuse("has no closing line", 0, 3, !actsOn(lines));
    return null;
  }
  const base = open[0].length;
  const source = text.slice(base, base + close.index);
  const end = base + close.index + close[0].length;
  if (source.length > SIZE_LIMIT) {
    refuse("is longer than 64 KiB");
    return { data: {}, end };
  }
  return { data: parseMap(source, base, refuse), end };
}

type Refuse = (why: string, start?: number, end?: number, weak?: boolean) => void;

function parseMap(source: string, base: number, refuse: Refuse): Readonly<Record<string, unknown>> {
  try {
    const document = parseDocument(source, {
      version: "1.2",
      schema: "core",
      strict: true,
      uniqueKeys: true,
      stringKeys: true,
      lineCounter: new LineCounter(),
      logLevel: "silent",
    });
    const problem = document.errors[0] ?? document.warnings[0];
    if (problem !== undefined) {
      const lines = readLines(source);
      const isSlip = SLIPS.has(problem.code) && !/^[^#\n]*(?:^|[\s,[{:])[&*!][A-Za-z]/m.test(source) && !hasDoubles(source) && !actsOn(lines);
      refuse(`is not strict YAML (${problem.code})`, base + problem.pos[0], base + problem.pos[1], isSlip);
      checkKeys(lines, source, base, refuse);
      return lines;
    }
    const found = { trick: false, bold: null as readonly [number, number] | null };
    visit(document, {
      Alias: (_key, node, path) => {
        const [start = 0, end = 0] = node.range ?? [];
        if (path.length === 3 && BOLD.test(source.slice(start, end))) found.bold ??= [start, end];
        else found.trick = true;
      },
      Node: (_key, node) => {
        if ("anchor" in node) found.trick = true;
        if (node.tag !== undefined && !/^tag:yaml\.org,2002:(?:map|seq|str|int|float|bool|null)$/.test(node.tag)) found.trick = true;
        if (source.charAt(node.range?.[0] ?? -1) === "!") found.trick = true;
      },
    });
    if (found.bold !== null && !found.trick) {
      const lines = readLines(source);
      refuse("has an alias of nothing", base + found.bold[0], base + found.bold[1], !hasDoubles(source) && !actsOn(lines));
      checkKeys(lines, source, base, refuse);
      return lines;
    }
    if (found.trick || found.bold !== null) refuse("uses anchors, aliases or tags", base, base + 1);
    const data: unknown = document.toJS({ maxAliasCount: 0 });
    if (typeof data !== "object" || data === null || Array.isArray(data)) {
      if (source.trim() !== "") refuse("is no map", base, base + 1);
      return {};
    }
    checkKeys(data, source, base, refuse);
    return { ...data };
  } catch {
    refuse("cannot be read", base, base + 1);
    return {};
  }
}

function checkKeys(data: object, source: string, base: number, refuse: Refuse): void {
  for (const [key, value] of Object.entries(data)) {
    const why = refusalOf(key, value);
    const at = Math.max(0, source.indexOf(key));
    if (why !== null) refuse(`has the key "${key}", which ${why}`, base + at, base + at + key.length);
  }
}

function refusalOf(key: string, value: unknown): string | null {
  const name = key.toLowerCase();
  if (name === "env" && isListOfNames(value)) return null;
  return REFUSED_KEYS.get(name) ?? wideTools(key, value);
}

const VARIABLE = /^[A-Za-z_]\w{0,99}$/;
/** What may be said of a variable that its reader is to have. A value or a default would set it. */
const SAID_OF_VARIABLE: ReadonlySet<string> = new Set(["name", "description", "required", "optional", "sensitive", "secret"]);

/** A list of names says which variables a skill reads; with no value in it, there is nothing that a host could set them to. */
function isListOfNames(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((item: unknown) => {
      if (typeof item === "string") return VARIABLE.test(item);
      if (typeof item !== "object" || item === null || Array.isArray(item)) return false;
      return (
        "name" in item &&
        typeof item.name === "string" &&
        VARIABLE.test(item.name) &&
        Object.entries(item).every(([key, said]) => SAID_OF_VARIABLE.has(key) && (typeof said !== "object" || said === null))
      );
    })
  );
}

/** `allowed-tools` that allow every command without asking. */
function wideTools(key: string, value: unknown): string | null {
  if (!/^(?:allowed[-_]?tools|tools|permissions)$/i.test(key)) return null;
  const words = typeof value === "string" ? (value.match(/(?:\([^()]*\)|[^,\s])+/g) ?? []) : Array.isArray(value) ? value.map(String) : [];
  return words.some((word) => /^(?:\*|all|bash\(\*(?::\*)?\)|shell\(\*\)|exec\(\*\)|bypasspermissions)$/i.test(word.trim()))
    ? "allows every command without asking"
    : null;
}

/** Frontmatter that is no YAML, as a reader of lines takes it: `key: value` at the margin, and what is indented below belongs to it. */
function readLines(source: string): Readonly<Record<string, unknown>> {
  const found = new Map<string, string>();
  let key = "";
  for (const line of source.split(/\r?\n/)) {
    const entry = /^["']?([A-Za-z_][\w.-]{0,60})["']?[ \t]*:(?:[ \t]+(.*)|$)/.exec(line);
    if (entry !== null) {
      key = entry[1] ?? "";
      found.set(key, (entry[2] ?? "").replace(/^["']|["']$/g, ""));
    } else if (key !== "") found.set(key, `${found.get(key) ?? ""}\n${line}`);
  }
  return Object.fromEntries(found);
}

function hasDoubles(source: string): boolean {
  const keys = [...source.matchAll(/^([A-Za-z_][\w.-]{0,60})[ \t]*:/gm)].map((match) => (match[1] ?? "").toLowerCase());
  return new Set(keys).size < keys.length;
}

/** Is there a key that hosts act on? */
function actsOn(data: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(data).some(([key, value]) => refusalOf(key, value) !== null);
}
