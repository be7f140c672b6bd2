import MarkdownIt from "markdown-it";

/**
 * One unit of a SKILL.md: a frontmatter entry, a heading, one item of a list with all that is nested in it, or any other block.
 * `marker` is what makes it an item ("- ", "3. "), `text` the lines after it, verbatim; `gap` the blank lines that follow.
 */
export type Block = Readonly<{
  kind: "mark" | "field" | "heading" | "numbered" | "bullet" | "prose";
  section: string;
  level: number;
  marker: string;
  text: string;
  gap: readonly string[];
}>;

/** Section of everything between the two lines `---`. */
export const FRONTMATTER = "frontmatter";
/** Section that holds the footnotes of evidence. */
export const PROVENANCE = "Provenance";

const parser = new MarkdownIt("commonmark");

/** Text of a SKILL.md -> its blocks in order, which joined are the text again; null when it has no closed frontmatter. */
export function parseDocument(text: string): readonly Block[] | null {
  const lines = text
    .replace(/^\ufeff/, "")
    .replace(/\r\n/g, "\n")
    .split("\n");
  const end = lines.indexOf("---", 1);
  if (lines[0] !== "---" || end < 0) return null;
  const head = fieldsOf(lines.slice(1, end));
  const [first = 0, ...ranges] = starts(lines, end);
  const body = [first, ...ranges].map((from, at) => blockOf(lines, from, ranges[at] ?? lines.length));
  const lead = { ...mark(), gap: lines.slice(end + 1, first) };
  return [mark(), ...head, lead, ...sectioned(body)];
}

/** Blocks -> text. */
export function printDocument(blocks: readonly Block[]): string {
  return blocks.flatMap((block) => [block.marker + block.text, ...block.gap]).join("\n");
}

function mark(): Block {
  return { kind: "mark", section: FRONTMATTER, level: 0, marker: "", text: "---", gap: [] };
}

/** One entry a top-level key; comments and continued lines stay with the key before them. */
function fieldsOf(lines: readonly string[]): readonly Block[] {
  const from = lines.flatMap((line, at) => (at === 0 || /^[A-Za-z_][\w-]*:/.test(line) ? [at] : []));
  return from.map((start, at) => ({
    kind: "field",
    section: FRONTMATTER,
    level: 0,
    marker: "",
    text: lines.slice(start, from[at + 1] ?? lines.length).join("\n"),
    gap: [],
  }));
}

/** Line numbers at which a block of the body begins. What the parser takes no notice of (link definitions) is a block all the same. */
function starts(lines: readonly string[], end: number): readonly number[] {
  const offset = end + 1;
  const tokens = parser.parse(lines.slice(offset).join("\n"), {});
  const covered = new Uint8Array(lines.length + 1);
  const found: number[] = [];
  for (const { type, map, level } of tokens) {
    if (map === null) continue;
    const list = type === "bullet_list_open" || type === "ordered_list_open";
    if (!(level === 0 && !list && map[1] > map[0]) && !(level === 1 && type === "list_item_open")) continue;
    found.push(map[0] + offset);
    covered.fill(1, map[0] + offset, map[1] + offset);
  }
  for (let at = offset; at < lines.length; at += 1)
    if (covered[at] === 0 && lines[at]?.trim() !== "" && (covered[at - 1] === 1 || at === offset || lines[at - 1]?.trim() === "")) found.push(at);
  return [...new Set(found)].sort((a, b) => a - b);
}

function blockOf(lines: readonly string[], from: number, to: number): Block {
  let last = to;
  while (last > from + 1 && lines[last - 1]?.trim() === "") last -= 1;
  const text = lines.slice(from, last).join("\n");
  const gap = lines.slice(last, to);
  const level = /^(#{1,6})(?: |$)/.exec(text)?.[1]?.length ?? 0;
  const marker = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?: {1,4}|$)/.exec(text)?.[0] ?? "";
  const kind = level > 0 ? "heading" : marker === "" || /^ {0,3}(?:[-*] ?){3,}$/.test(text) ? "prose" : /\d/.test(marker) ? "numbered" : "bullet";
  const item = kind === "numbered" || kind === "bullet";
  return { kind, section: "", level, marker: item ? marker : "", text: item ? text.slice(marker.length) : text, gap };
}

/** Every block gets the path of the headings above it, the title (level 1) left out; a heading of the same path twice gets a number. */
function sectioned(blocks: readonly Block[]): readonly Block[] {
  const path: string[] = [];
  const seen = new Map<string, number>();
  let section = "";
  return blocks.map((block) => {
    if (block.level >= 2) {
      path.length = Math.min(path.length, block.level - 2);
      path.push(block.text.replace(/^#+ */, "").trim());
      const name = path.join(" › ");
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      section = count === 1 ? name : `${name} (${count})`;
    }
    return { ...block, section };
  });
}

/** What of an item is shown and compared: a numbered one without its number, which changes with its neighbours. */
export function textOfBlock(block: Block): string {
  return block.kind === "numbered" ? block.text : block.marker + block.text;
}
