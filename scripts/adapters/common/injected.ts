/** A text without some of its blocks, and how many were cut. */
export type Cut = Readonly<{ text: string; blocks: number }>;

/**
 * Text and names of tags -> the text without `<tag ...>...</tag>` of those names. Only closed blocks are cut: a person
 * may quote an opening tag. Linear: each tag is looked for from where the last one ended.
 */
export function withoutBlocks(text: string, tags: ReadonlySet<string>): Cut {
  const parts: string[] = [];
  let from = 0;
  let blocks = 0;
  const without = new Set<string>();
  for (const found of text.matchAll(/<([A-Za-z][A-Za-z0-9_-]{0,60})(?=[\s>])[^<>]{0,400}>/g)) {
    const tag = found[1] ?? "";
    if (found.index < from || !tags.has(tag) || without.has(tag)) continue;
    const close = `</${tag}>`;
    const end = text.indexOf(close, found.index + found[0].length);
    if (end < 0) {
      without.add(tag);
      continue;
    }
    parts.push(text.slice(from, found.index));
    from = end + close.length;
    blocks += 1;
  }
  if (blocks === 0) return { text, blocks };
  parts.push(text.slice(from));
  return { text: parts.join("").trim(), blocks };
}

/** The inside of the first closed `<tag>...</tag>`, trimmed; null when there is none. */
export function insideBlock(text: string, tag: string): string | null {
  const open = new RegExp(`<${tag}(?:\\s[^<>]{0,400})?>`).exec(text);
  if (open === null) return null;
  const start = open.index + open[0].length;
  const end = text.indexOf(`</${tag}>`, start);
  return end < 0 ? null : text.slice(start, end).trim();
}

/** Does the text, spaces before it left out, begin with one of these markers of a program? */
export function beginsWith(text: string, markers: readonly string[]): boolean {
  const trimmed = text.trimStart();
  return markers.some((marker) => trimmed.startsWith(marker));
}

/** The last line that says an exit code, as shells of agents write it; null when none does. */
export function exitCodeIn(text: string): number | null {
  const tail = text.slice(-400);
  const head = text.slice(0, 400);
  for (const part of [head, tail]) {
    for (const pattern of EXIT_LINES) {
      const code = pattern.exec(part)?.[1];
      if (code !== undefined) return Number(code);
    }
  }
  return null;
}

const EXIT_LINES = [
  /^Exit code:? (-?\d{1,6})$/im,
  /^\(?Command exited with code (-?\d{1,6})\)?\.?$/m,
  /^Process exited with code (-?\d{1,6})$/m,
  /<exited with exit code (-?\d{1,6})>/,
];
