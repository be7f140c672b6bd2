/** A part of a page that can be shortened: never below `least` lines, and what is left out is counted in a line of its own (null: the part before it counts). `whole`: gives way at once, to the line of `more`. */
export type Block = Readonly<{ lines: readonly string[]; least: number; more: ((left: number) => string) | null; whole?: true }>;

/** A part that stands as it is. */
export function solid(...lines: readonly string[]): Block {
  return { lines, least: lines.length, more: null };
}

/**
 * Parts -> lines, at most `rows` of them when the parts can be shortened so far. The part that is longest above its least gives way first;
 * the line that counts what is left out takes the place of a line. Never drops a line without counting it.
 */
export function fitted(blocks: readonly Block[], rows: number): readonly string[] {
  const shown = blocks.map((one) => one.lines.length);
  const total = () => blocks.reduce((sum, one, at) => sum + heightOf(one, shown[at] ?? 0), 0);
  while (total() > rows) {
    const spare = blocks.map((one, at) => (shown[at] ?? 0) - one.least);
    const widest = spare.indexOf(Math.max(...spare));
    if ((spare[widest] ?? 0) <= 0) break;
    shown[widest] = blocks[widest]?.whole === true ? blocks[widest].least : (shown[widest] ?? 0) - 1;
  }
  return blocks.flatMap((one, at) => {
    const count = shown[at] ?? 0;
    const left = one.lines.length - count;
    return left === 0 ? one.lines : [...one.lines.slice(0, count), ...(one.more === null ? [] : [one.more(left)])];
  });
}

function heightOf(block: Block, shown: number): number {
  return shown === block.lines.length || block.more === null ? shown : shown + 1;
}
