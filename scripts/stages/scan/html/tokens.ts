import { decodeReferences } from "./references.ts";

export type Attribute = Readonly<{ name: string; value: string; start: number; end: number }>;
export type Token =
  | Readonly<{ kind: "open"; name: string; attributes: readonly Attribute[]; start: number; end: number; closed: boolean }>
  | Readonly<{ kind: "close"; name: string; start: number; end: number }>
  /** What stands between the tags of an element whose content is no markup: script, style, title and their kind. */
  | Readonly<{ kind: "content"; name: string; start: number; end: number }>
  | Readonly<{ kind: "comment" | "text" | "declaration"; start: number; end: number }>;

/** Elements whose content is text up to their own end tag (HTML Standard, 13.2.5: RCDATA, RAWTEXT, script data). */
const RAW: ReadonlySet<string> = new Set("script style textarea title xmp iframe noembed noframes plaintext".split(" "));

/**
 * Document -> tokens in source order, as a browser cuts it (HTML Standard, 13.2.5) or, for XML, as an XML parser does
 * (XML 1.0: no raw elements, CDATA sections are text). Tolerant: whatever follows becomes text or a tag, never an error. Linear.
 */
export function tokenize(text: string, xml: boolean): readonly Token[] {
  const out: Token[] = [];
  let at = 0;
  let from = 0;
  const flush = (end: number): void => {
    if (end > from) out.push({ kind: "text", start: from, end });
  };
  while (at < text.length) {
    const open = text.indexOf("<", at);
    if (open < 0) break;
    const markup = markupAt(text, open, xml);
    if (markup === null) {
      at = open + 1;
      continue;
    }
    // A CDATA section of XML is text: it stays part of the run around it.
    if (markup.kind === "text") {
      at = markup.end;
      continue;
    }
    flush(open);
    out.push(markup);
    at = markup.end;
    if (markup.kind === "open" && !xml && RAW.has(markup.name)) {
      const end = rawEnd(text, at, markup.name);
      out.push({ kind: "content", name: markup.name, start: at, end });
      at = end;
    }
    from = at;
  }
  flush(text.length);
  return out;
}

function markupAt(text: string, open: number, xml: boolean): Token | null {
  const next = text.charAt(open + 1);
  if (next === "!") return declarationAt(text, open, xml);
  if (next === "?") {
    const end = text.indexOf(xml ? "?>" : ">", open);
    return { kind: "declaration", start: open, end: end < 0 ? text.length : end + (xml ? 2 : 1) };
  }
  if (next === "/") {
    if (!/[A-Za-z_]/.test(text.charAt(open + 2))) return null;
    const { name, end } = tagAt(text, open + 2, xml);
    return { kind: "close", name, start: open, end };
  }
  if (!/[A-Za-z_:]/.test(next)) return null;
  const tag = tagAt(text, open + 1, xml);
  return { kind: "open", name: tag.name, attributes: tag.attributes, start: open, end: tag.end, closed: tag.closed };
}

function declarationAt(text: string, open: number, xml: boolean): Token {
  if (text.startsWith("<!--", open)) return { kind: "comment", start: open, end: commentEnd(text, open + 4) };
  if (text.startsWith("<![CDATA[", open)) {
    const end = text.indexOf("]]>", open + 9);
    // Outside of foreign elements a browser takes the section for a comment up to the first ">".
    if (xml) return { kind: "text", start: open, end: end < 0 ? text.length : end + 3 };
  }
  const end = xml && /^<!DOCTYPE/i.test(text.slice(open, open + 9)) ? doctypeEnd(text, open) : text.indexOf(">", open);
  return { kind: "declaration", start: open, end: end < 0 ? text.length : end + 1 };
}

/** `-->`, `--!>`, and the abrupt `<!-->` and `<!--->`. */
function commentEnd(text: string, from: number): number {
  if (text.startsWith(">", from)) return from + 1;
  if (text.startsWith("->", from)) return from + 2;
  const end = /--!?>/g;
  end.lastIndex = from;
  const found = end.exec(text);
  return found === null ? text.length : end.lastIndex;
}

/** A document type with an internal subset ends after its closing bracket. */
function doctypeEnd(text: string, open: number): number {
  const end = text.indexOf(">", open);
  const bracket = end < 0 ? -1 : text.slice(open, end).indexOf("[");
  if (bracket < 0) return end;
  const close = text.indexOf("]", open + bracket);
  return close < 0 ? -1 : text.indexOf(">", close);
}

type Tag = Readonly<{ name: string; attributes: readonly Attribute[]; end: number; closed: boolean }>;

const SPACE = /[\t\n\f\r ]/;

function tagAt(text: string, from: number, xml: boolean): Tag {
  let at = from;
  while (at < text.length && !/[\t\n\f\r />]/.test(text.charAt(at))) at++;
  const name = fold(text.slice(from, at), xml);
  const attributes: Attribute[] = [];
  let closed = false;
  while (at < text.length) {
    const letter = text.charAt(at);
    if (letter === ">") return { name, attributes, end: at + 1, closed };
    closed = letter === "/";
    if (letter === "/" || SPACE.test(letter)) at++;
    else {
      const attribute = attributeAt(text, at, xml);
      attributes.push(attribute);
      at = attribute.end;
    }
  }
  return { name, attributes, end: text.length, closed };
}

function attributeAt(text: string, start: number, xml: boolean): Attribute {
  let at = start + 1;
  while (at < text.length && !/[\t\n\f\r />=]/.test(text.charAt(at))) at++;
  const name = fold(text.slice(start, at), xml);
  let next = at;
  while (SPACE.test(text.charAt(next))) next++;
  if (text.charAt(next) !== "=") return { name, value: "", start, end: at };
  next++;
  while (SPACE.test(text.charAt(next))) next++;
  const quote = text.charAt(next);
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, next + 1);
    const end = close < 0 ? text.length : close;
    return { name, value: decodeReferences(text.slice(next + 1, end)), start, end: Math.min(text.length, end + 1) };
  }
  let end = next;
  while (end < text.length && !/[\t\n\f\r >]/.test(text.charAt(end))) end++;
  return { name, value: decodeReferences(text.slice(next, end)), start, end };
}

function fold(name: string, xml: boolean): string {
  // A prefix says only which vocabulary: `svg:script` runs like `script`.
  const local = xml && name.includes(":") ? name.slice(name.lastIndexOf(":") + 1) : name;
  return local.toLowerCase();
}

/** Where the content of a raw element ends: before its end tag; for a script with regard to its escaped states (13.2.5.18 ff.). */
function rawEnd(text: string, from: number, name: string): number {
  if (name === "plaintext") return text.length;
  const wanted = new RegExp(name === "script" ? "<!--|-->|<(/?)script(?=[\\t\\n\\f\\r />])" : `</${name}(?=[\\t\\n\\f\\r />])`, "gi");
  wanted.lastIndex = from;
  let escaped = false;
  let doubled = false;
  for (let found = wanted.exec(text); found !== null; found = wanted.exec(text)) {
    if (name !== "script") return found.index;
    if (found[0] === "<!--") {
      escaped = true;
      // `<!-->` opens and ends at once: its dashes count twice.
      wanted.lastIndex -= 2;
    } else if (found[0] === "-->") {
      escaped = false;
      doubled = false;
    } else if (found[1] === "/") {
      if (!doubled) return found.index;
      doubled = false;
    } else if (escaped) doubled = true;
  }
  return text.length;
}
