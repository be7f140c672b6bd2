import { REFUSED, type Refusal } from "./things.table.ts";

/** Name of a thing -> why it is refused; null when it is not. */
export function refusalOf(name: string): Refusal | null {
  if (name.endsWith(")") || name.endsWith("]")) return null;
  const exact = REFUSED.get(name) ?? REFUSED.get(`${name}.*`);
  if (exact !== undefined) return exact;
  for (let dot = name.lastIndexOf("."); dot > 0; dot = name.lastIndexOf(".", dot - 1)) {
    // What a refused function gave is no mention of it: that is where it is called.
    if (name.includes("(", dot)) return null;
    const tree = REFUSED.get(`${name.slice(0, dot)}.*`);
    if (tree !== undefined) return tree;
  }
  return null;
}
