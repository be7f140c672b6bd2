import { type Node, textOf, type Tree } from "./tree.ts";
import { constant, joined, textIn, union, UNKNOWN, type Value, type Values } from "./value.ts";

const NAMED: Readonly<Record<string, string>> = { "\\": "\\", "'": "'", '"': '"', a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\n": "" };

/** String node (plain, raw, bytes or formatted) -> its value; what is interpolated is asked for. */
export function stringValue(tree: Tree, node: Node, valuesOf: (node: Node) => Values): Values {
  const head = node.children[0];
  const prefix =
    head === undefined
      ? ""
      : textOf(tree, head)
          .replace(/["'].*/s, "")
          .toLowerCase();
  const isBytes = prefix.includes("b");
  let values: Values = [constant("")];
  for (const child of node.children) {
    if (child.type === "string_content") {
      const raw = textOf(tree, child);
      const text = prefix.includes("r") ? raw : unescaped(raw, isBytes);
      if (text === null) {
        values = [UNKNOWN];
        continue;
      }
      const plain = /[ft]/.test(prefix) ? text.replaceAll("{{", "{").replaceAll("}}", "}") : text;
      values = values.map((value) => joined(value, constant(plain)));
    } else if (child.type === "interpolation") {
      const part = interpolated(tree, child, valuesOf);
      values = union([values.slice(0, 8).flatMap((value) => part.slice(0, 8).map((one) => joined(value, one)))]);
    }
  }
  return isBytes ? values.map((value) => (value.kind === "constant" ? { kind: "bytes", value: String(value.value) } : UNKNOWN)) : values;
}

/** `{x}` as text: conversions and formats other than plain text make it unknown. */
function interpolated(tree: Tree, node: Node, valuesOf: (node: Node) => Values): Values {
  const inner = node.children.find((one) => one.field === "expression") ?? node.children[0];
  const plain = node.children.every((one) => one === inner || (one.type === "type_conversion" && textOf(tree, one) === "!s"));
  const shows = /=\s*$/.test(tree.text.slice(inner?.end ?? node.start, node.end - 1));
  if (inner === undefined || !plain || shows) return [{ kind: "text", prefix: "", suffix: "" }];
  return valuesOf(inner).map(asText);
}

/** What `str()` makes of a value. */
export function asText(value: Value): Value {
  if (value.kind === "constant") {
    if (typeof value.value === "string") return value;
    if (value.value === null) return constant("None");
    if (typeof value.value === "boolean") return constant(value.value ? "True" : "False");
    // Python writes exponents in another way (1e-07).
    return String(value.value).includes("e") ? { kind: "text", prefix: "", suffix: "" } : constant(String(value.value));
  }
  const text = textIn(value);
  if (text === null) return { kind: "text", prefix: "", suffix: "" };
  return text.exact ? constant(text.prefix) : { kind: "text", prefix: text.prefix, suffix: text.suffix };
}

/** Text between quotes -> what it means; null when it names a character whose name is not looked up. */
function unescaped(raw: string, isBytes: boolean): string | null {
  const unknown: string[] = [];
  if (!raw.includes("\\")) return raw;
  const text = raw.replace(
    /\\(?:(\r?\n)|x([0-9a-fA-F]{2})|([0-7]{1,3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|N\{([^}]*)\}|([\s\S]))/g,
    (whole, ...found: (string | undefined)[]) => {
      const [newline, hex, octal, short, long, name, one] = found;
      if (newline !== undefined) return "";
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      if (isBytes && (short ?? long ?? name) !== undefined) return whole;
      const code = short ?? long;
      if (code !== undefined) return Number.parseInt(code, 16) > 0x10ffff ? "\ufffd" : String.fromCodePoint(Number.parseInt(code, 16));
      if (name !== undefined) {
        const letter = /^LATIN (SMALL|CAPITAL) LETTER ([A-Z])$/i.exec(name.trim());
        if (letter === null) unknown.push(name);
        return letter?.[1]?.toUpperCase() === "SMALL" ? (letter[2] ?? "").toLowerCase() : (letter?.[2] ?? "").toUpperCase();
      }
      return one === undefined ? whole : (NAMED[one] ?? whole);
    },
  );
  return unknown.length === 0 ? text : null;
}

/** Number literal -> value; numbers that lose digits are unknown, and so is 3.0: here it would be the same as 3, whose text is another. */
export function numberValue(tree: Tree, node: Node): Value {
  const text = textOf(tree, node).replaceAll("_", "").toLowerCase();
  const value = /^0[0-7]+$/.test(text) ? Number.NaN : Number(text);
  return Number.isNaN(value) || Number.isInteger(value) !== (node.type === "integer") || (node.type === "integer" && !Number.isSafeInteger(value))
    ? UNKNOWN
    : constant(value);
}
