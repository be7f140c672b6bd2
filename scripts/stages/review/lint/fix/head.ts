import { parseFrontmatter } from "#kernel/frontmatter";
import { isMap, isScalar, isSeq, type Pair, parseDocument } from "yaml";
import type { Repair } from "./fix.ts";

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Byte order mark and blank space around the first line and after the closing one. */
const opened: Repair = (text, file) => {
  if (file !== "SKILL.md") return null;
  const now = text.replace(/^\uFEFF?\s*(?=---[ \t]*\n)/, "").replace(/^---[ \t]+\n/, "---\n");
  const closed = now.startsWith("---\n") ? now.replace(/^(---\n[\s\S]*?\n---)[ \t]+(\n|$)/, "$1$2") : now;
  if (closed === text || parseFrontmatter(closed).head === null) return null;
  return { text: closed, fix: { id: "SF001", file, what: "took away what stood around ---" } };
};

/** A plain text with ": " in it is a map in YAML; it was meant as the text it is, because a value of such a key is one line of text. */
const quoted: Repair = (text, file) => {
  if (file !== "SKILL.md" || parseFrontmatter(text).head !== null) return null;
  const lines = text.split("\n");
  const end = lines.indexOf("---", 1);
  if (lines[0] !== "---" || end < 0) return null;
  const now = lines.map((line, at) => {
    const [, key, value = ""] = /^(name|description|license|compatibility|homepage):[ \t]+(.*\S)[ \t]*$/.exec(at < end ? line : "") ?? [];
    const plain =
      key !== undefined && /:(?: |$)/.test(value) && !/^[-?:,[\]{}#&*!|>'"%@`]/.test(value) && !value.includes(" #") && !/^\s/.test(lines[at + 1] ?? "");
    return plain ? `${key}: ${JSON.stringify(value)}` : line;
  });
  const after = now.join("\n");
  if (after === text || parseFrontmatter(after).head === null) return null;
  return { text: after, fix: { id: "SF001", file, what: "put a value with a colon into quotes" } };
};

/** The folder's name, where the two differ in case, blanks and underscores only. */
const named: Repair = (text, file, skill) => {
  const { head } = parseFrontmatter(text);
  const name = head?.["name"];
  if (file !== "SKILL.md" || typeof name !== "string" || name === skill.name || !NAME.test(skill.name)) return null;
  if (
    name
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, "-") !== skill.name
  )
    return null;
  return replaced(
    text,
    (top) => pairOf(top, "name"),
    JSON.stringify(skill.name),
    { ...head, name: skill.name },
    "SF002",
    `name is now ${skill.name}, as the folder`,
  );
};

/** A number or truth value under metadata becomes the text that stands there. */
const texted: Repair = (text, file) => {
  const { head } = parseFrontmatter(text);
  const metadata = head?.["metadata"];
  if (file !== "SKILL.md" || typeof metadata !== "object" || metadata === null || Array.isArray(metadata)) return null;
  for (const [key, value] of Object.entries(metadata)) {
    if (typeof value !== "number" && typeof value !== "boolean") continue;
    const find = (top: readonly Pair[]) => {
      const map = pairOf(top, "metadata")?.value;
      return isMap(map) ? pairOf(map.items, key) : undefined;
    };
    const source = sourceOf(text, find);
    if (source === null) continue;
    const meant = { ...head, metadata: { ...metadata, [key]: source } };
    const made = replaced(text, find, JSON.stringify(source), meant, "SF005", `put metadata.${key} into quotes`);
    if (made !== null) return made;
  }
  return null;
};

/** A list of tools becomes the one text that the specification wants; nothing is added or left out. */
const joined: Repair = (text, file) => {
  const { head } = parseFrontmatter(text);
  const tools: unknown = head?.["allowed-tools"];
  if (file !== "SKILL.md" || !Array.isArray(tools) || tools.length === 0) return null;
  if (!tools.every((one) => typeof one === "string" && /^[^\s,()]+(\([^\s()]*\))?$/.test(one))) return null;
  const whole = tools.join(" ");
  return replaced(
    text,
    (top) => pairOf(top, "allowed-tools"),
    JSON.stringify(whole),
    { ...head, "allowed-tools": whole },
    "SF005",
    "wrote allowed-tools as one text",
  );
};

export const fixHead: readonly Repair[] = [opened, quoted, named, texted, joined];

type Find = (top: readonly Pair[]) => Pair | undefined;

function pairOf(pairs: readonly Pair[], key: string): Pair | undefined {
  return pairs.find((one) => isScalar(one.key) && one.key.value === key);
}

/** Where a value stands in the frontmatter; null when it is not to be replaced by its place alone. */
function placeOf(text: string, find: Find): Readonly<{ from: number; to: number }> | null {
  const end = text.indexOf("\n---", 3);
  const document = parseDocument(text.slice(4, end + 1));
  const pair = isMap(document.contents) ? find(document.contents.items) : undefined;
  const value = pair?.value;
  if ((!isScalar(value) && !isSeq(value)) || !isScalar(pair?.key) || !value.range || !pair.key.range) return null;
  return { from: 4 + (isSeq(value) ? pair.key.range[1] : value.range[0]), to: 4 + value.range[1] };
}

function sourceOf(text: string, find: Find): string | null {
  const place = placeOf(text, find);
  return place === null ? null : text.slice(place.from, place.to).trim();
}

/** Puts a value in the place of another, and only when nothing but that changes in what is read. */
function replaced(text: string, find: Find, value: string, meant: unknown, id: "SF002" | "SF005", what: string): ReturnType<Repair> {
  const place = placeOf(text, find);
  if (place === null) return null;
  const old = text.slice(place.from, place.to);
  const list = old.startsWith(":");
  const tail = list && old.endsWith("\n") ? "\n" : "";
  const now = `${text.slice(0, place.from)}${list ? `: ${value}${tail}` : value}${text.slice(place.to)}`;
  const { head, body } = parseFrontmatter(now);
  return JSON.stringify(head) === JSON.stringify(meant) && body === parseFrontmatter(text).body ? { text: now, fix: { id, file: "SKILL.md", what } } : null;
}
