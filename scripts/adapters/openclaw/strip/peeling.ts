/**
 * A message on its way through the rules: the text still taken for the person's, what was cut out of it as somebody
 * else's words, and how many pieces of the host's own writing were removed.
 */
export type Peeling = Readonly<{ text: string; external: readonly string[]; injected: number }>;

/** A stretch of text to cut; `whose` says whose words it holds. */
export type Block = Readonly<{ start: number; end: number; whose: "external" | "host" }>;

/** A place where a block opens or closes. With an `id`, only a closing mark with the same id ends the block. */
export type Mark = Readonly<{ start: number; end: number; opens: boolean; id: string | null }>;

/**
 * Peeling and blocks in order -> peeling without them. Each block leaves a line break (or the given filler) behind, so
 * that the pieces around it can never join into a marker that was not there.
 */
export function cut(peeling: Peeling, blocks: readonly Block[], filler = "\n"): Peeling {
  if (blocks.length === 0) return peeling;
  const kept: string[] = [];
  const external: string[] = [...peeling.external];
  let injected = peeling.injected;
  let from = 0;
  for (const block of blocks) {
    kept.push(peeling.text.slice(from, block.start), filler);
    if (block.whose === "host") injected += 1;
    else external.push(peeling.text.slice(block.start, block.end));
    from = block.end;
  }
  kept.push(peeling.text.slice(from));
  return { text: kept.join(""), external, injected };
}

/**
 * Opening and closing marks in order -> blocks. Nested marks count; a block that is never closed goes on to the end of
 * the text; further closing marks after a closed block extend it, because quoted text may hold a closing mark to
 * smuggle what follows it out of the quote.
 */
export function blocksOf(marks: readonly Mark[], length: number, whose: Block["whose"]): readonly Block[] {
  const blocks: Block[] = [];
  let open: Mark | null = null;
  let depth = 0;
  for (const mark of marks) {
    if (open === null) {
      if (mark.opens) [open, depth] = [mark, 1];
      else extend(blocks, mark);
      continue;
    }
    if (open.id !== null && mark.id !== open.id) continue;
    depth += mark.opens ? 1 : -1;
    if (depth > 0) continue;
    blocks.push({ start: open.start, end: mark.end, whose });
    open = null;
  }
  if (open !== null) blocks.push({ start: open.start, end: length, whose });
  return blocks;
}

function extend(blocks: Block[], closing: Mark): void {
  const last = blocks.pop();
  if (last !== undefined) blocks.push({ ...last, end: closing.end });
}

/**
 * Text and a needle -> `indexOf` for positions that only grow: it looks at every character once, however often it is
 * asked. That keeps the rules linear on a megabyte of opening brackets.
 */
export function seeker(text: string, needle: string): (from: number) => number {
  let found = -2;
  return (from) => {
    if (found !== -1 && found < from) found = text.indexOf(needle, from);
    return found;
  };
}

/** Does a line begin at this position? */
export function atLineStart(text: string, position: number): boolean {
  return position === 0 || text.charCodeAt(position - 1) === 0x0a;
}
