import { visible } from "#kernel/visible";

/** An element of a page. Text is a string and nothing else: there is no way to put markup in as text. */
export type Element = Readonly<{ tag: string; attributes: Readonly<Record<string, string>>; children: readonly Child[] }>;
export type Child = Element | string;

/** Elements without an end tag (WHATWG HTML 13.1.2, those used here). */
const VOID: ReadonlySet<string> = new Set(["meta"]);

export function el(tag: string, attributes: Readonly<Record<string, string>>, ...children: readonly Child[]): Element {
  return { tag, attributes, children };
}

/** Element -> HTML. Every text and attribute is escaped, and what is not seen is spelled out; names of tags and attributes come from our own code only. */
export function htmlOf(node: Child): string {
  if (typeof node === "string") return escaped(node);
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const open = `<${node.tag}${attributes.join("")}>`;
  return VOID.has(node.tag) ? open : `${open}${node.children.map(htmlOf).join("")}</${node.tag}>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(text: string): string {
  return visible(text).replace(/[&<>"']/g, (one) => ENTITIES[one] ?? "");
}
