import { LineCounter, parseDocument, visit } from "yaml";
import type { Report } from "../mark.ts";

export type Frontmatter = Readonly<{ data: Readonly<Record<string, unknown>>; end: number }>;

const SIZE_LIMIT = 65_536;
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
  ["command-dispatch", "calls a tool without the model"],
  ["command-tool", "calls a tool without the model"],
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
  const refuse = (why: string, start = 0, end = 3): void => report({ rule: "frontmatter-refused", start, end, args: { why } });
  if (close === null) {
    refuse("has no closing line");
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

type Refuse = (why: string, start?: number, end?: number) => void;

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
      refuse(`is not strict YAML (${problem.code})`, base + problem.pos[0], base + problem.pos[1]);
      return {};
    }
    const found = { trick: false };
    visit(document, {
      Alias: () => {
        found.trick = true;
      },
      Node: (_key, node) => {
        if ("anchor" in node) found.trick = true;
        if (node.tag !== undefined && !/^tag:yaml\.org,2002:(?:map|seq|str|int|float|bool|null)$/.test(node.tag)) found.trick = true;
        if (source.charAt(node.range?.[0] ?? -1) === "!") found.trick = true;
      },
    });
    if (found.trick) refuse("uses anchors, aliases or tags", base, base + 1);
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
    const why = REFUSED_KEYS.get(key.toLowerCase()) ?? wideTools(key, value);
    const at = Math.max(0, source.indexOf(key));
    if (why !== null) refuse(`has the key "${key}", which ${why}`, base + at, base + at + key.length);
  }
}

/** `allowed-tools` that allow every command without asking. */
function wideTools(key: string, value: unknown): string | null {
  if (!/^(?:allowed[-_]?tools|tools|permissions)$/i.test(key)) return null;
  const words = typeof value === "string" ? value.split(/[,\s]+(?![^(]*\))/) : Array.isArray(value) ? value.map(String) : [];
  return words.some((word) => /^(?:\*|all|bash\(\*(?::\*)?\)|shell\(\*\)|exec\(\*\)|bypasspermissions)$/i.test(word.trim()))
    ? "allows every command without asking"
    : null;
}
