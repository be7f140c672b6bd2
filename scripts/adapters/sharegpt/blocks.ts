/** Text -> the insides of its closed `<tag>` blocks, trimmed, and the rest of it. An open block stays in the rest. Linear. */
export function blocksOf(text: string, tag: string): Readonly<{ inside: readonly string[]; rest: string }> {
  const [open, close] = [`<${tag}>`, `</${tag}>`];
  const inside: string[] = [];
  const rest: string[] = [];
  let from = 0;
  for (let start = text.indexOf(open); start >= 0; start = text.indexOf(open, from)) {
    const end = text.indexOf(close, start + open.length);
    if (end < 0) break;
    rest.push(text.slice(from, start));
    inside.push(text.slice(start + open.length, end).trim());
    from = end + close.length;
  }
  rest.push(text.slice(from));
  return { inside, rest: rest.join("").trim() };
}
