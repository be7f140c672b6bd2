import { decoded, toUtf8 } from "./codecs.ts";
import { asText } from "./literal.ts";
import { constant, crossed, exactText, joined, textIn, union, UNKNOWN, type Value, type Values } from "./value.ts";

type Given = readonly Values[];

/** Method of a text or bytes value -> its result; unknown text keeps what its ends tell. */
export function textMethod(receiver: Value, method: string, given: Given, named: ReadonlyMap<string, Values>): Values {
  if (receiver.kind === "bytes") return bytesMethod(receiver.value, method, given);
  const text = textIn(receiver);
  if (text === null) return [UNKNOWN];
  if (method === "join") return joinedList(receiver, given[0] ?? []);
  if (method === "format") return [formatted(receiver, given, named)];
  if (method === "split" || method === "rsplit" || method === "splitlines") return [splitText(text, method, given)];
  if (!text.exact) return inexact(text, method, given.length);
  const args = given.map((one) => (one.length === 1 && one[0] !== undefined ? one[0] : UNKNOWN));
  return [exactMethod(text.prefix, method, args)];
}

/** What keeps its beginning when the rest is unknown. */
function inexact(text: Readonly<{ prefix: string; suffix: string }>, method: string, args: number): Values {
  // Without arguments only what is blank falls off; what else may, nobody can tell of text that is not all known.
  if (args === 0 && /^(?:strip|rstrip|lstrip)$/.test(method) && text.prefix.trim() === text.prefix && text.suffix.trim() === text.suffix)
    return [{ kind: "text", prefix: text.prefix, suffix: text.suffix }];
  if (/^(?:encode|decode|as_posix)$/.test(method)) return [{ kind: "text", prefix: text.prefix, suffix: text.suffix }];
  return [{ kind: "text", prefix: "", suffix: "" }];
}

function exactMethod(text: string, method: string, args: readonly Value[]): Value {
  const first = args[0] === undefined ? undefined : exactText(args[0]);
  const second = args[1] === undefined ? undefined : exactText(args[1]);
  switch (method) {
    case "casefold":
    case "swapcase":
    case "capitalize":
    case "title":
      return isAscii(text) ? constant(recased(text, method)) : { kind: "text", prefix: "", suffix: "" };
    case "lower":
      return constant(text.toLowerCase());
    case "upper":
      return constant(text.toUpperCase());
    case "strip":
    case "lstrip":
    case "rstrip":
      return first === null ? UNKNOWN : constant(stripped(text, method, first));
    case "replace":
      return typeof first === "string" && typeof second === "string" && args.length === 2 ? constant(text.replaceAll(first, second)) : UNKNOWN;
    case "removeprefix":
      return typeof first === "string" ? constant(text.startsWith(first) ? text.slice(first.length) : text) : UNKNOWN;
    case "removesuffix":
      return typeof first === "string" ? constant(first !== "" && text.endsWith(first) ? text.slice(0, -first.length) : text) : UNKNOWN;
    case "encode":
      if (first === undefined || /^utf[-_]?8$/i.test(first ?? "")) return { kind: "bytes", value: toUtf8(text) };
      return isAscii(text) && /^(?:ascii|latin[-_]?1)$/i.test(first ?? "") ? { kind: "bytes", value: text } : UNKNOWN;
    case "__add__":
      return args[0] === undefined ? UNKNOWN : joined(constant(text), args[0]);
    case "__str__":
      return constant(text);
    case "expandtabs":
      return text.includes("\t") ? { kind: "text", prefix: text.slice(0, text.indexOf("\t")), suffix: "" } : constant(text);
    case "translate":
      return translated(text, args[0]);
    case "startswith":
      return typeof first === "string" ? constant(text.startsWith(first)) : UNKNOWN;
    case "endswith":
      return typeof first === "string" ? constant(text.endsWith(first)) : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text);

/** Letters of ASCII in other case; for others the two languages know different tables. */
function recased(text: string, method: string): string {
  if (method === "casefold") return text.toLowerCase();
  if (method === "swapcase") return text.replace(/[a-z]/gi, (one) => (one >= "a" ? one.toUpperCase() : one.toLowerCase()));
  if (method === "capitalize") return text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase();
  return text.toLowerCase().replace(/[a-z]+/g, (one) => one.slice(0, 1).toUpperCase() + one.slice(1));
}

function stripped(text: string, method: string, letters: string | undefined): string {
  const isOut = (letter: string | undefined): boolean => letter !== undefined && (letters === undefined ? /\s/.test(letter) : letters.includes(letter));
  let start = 0;
  let end = text.length;
  if (method !== "rstrip") while (start < end && isOut(text[start])) start++;
  if (method !== "lstrip") while (end > start && isOut(text[end - 1])) end--;
  return text.slice(start, end);
}

function translated(text: string, table: Value | undefined): Value {
  if (table?.kind !== "dict" || table.open) return UNKNOWN;
  const to = new Map<string, string>();
  for (const [keys, values] of table.entries) {
    const [key, otherKey] = keys;
    const [value, otherValue] = values;
    if (otherKey !== undefined || otherValue !== undefined) return UNKNOWN;
    if (key?.kind !== "constant" || value?.kind !== "constant") return UNKNOWN;
    to.set(letterOf(key.value), letterOf(value.value));
  }
  return constant([...text].map((one) => to.get(one) ?? one).join(""));
}

/** Character by number, as chr() gives it; numbers that are none give nothing. */
function letterOf(code: string | number | boolean | null): string {
  if (typeof code === "number") return Number.isInteger(code) && code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  return code === null ? "" : String(code);
}

function bytesMethod(bytes: string, method: string, given: Given): Values {
  if (method === "hex") return [constant(Buffer.from(bytes, "latin1").toString("hex"))];
  if (method === "decode") {
    const codec = given[0] === undefined ? "utf-8" : exactText(given[0][0] ?? UNKNOWN);
    const text = codec === null ? null : decoded(codec, bytes);
    return [text === null ? UNKNOWN : constant(text)];
  }
  const result = textMethod(
    constant(bytes),
    method,
    given.map((one) => one.map((value) => (value.kind === "bytes" ? constant(value.value) : value))),
    new Map(),
  );
  return result.map((one) => (one.kind === "constant" && typeof one.value === "string" ? { kind: "bytes", value: one.value } : UNKNOWN));
}

function joinedList(separator: Value, lists: Values): Values {
  return union([
    lists.map((list): Value => {
      if (list.kind === "constant" && typeof list.value === "string" && separator.kind === "constant")
        return constant([...list.value].join(String(separator.value)));
      if (list.kind !== "list") return { kind: "text", prefix: "", suffix: "" };
      let out: Values = [constant("")];
      for (const [at, item] of list.items.entries()) {
        if (at > 0) out = crossed(out, [separator], joined);
        out = crossed(out, item, joined);
      }
      if (!list.open) return out.length === 1 && out[0] !== undefined ? out[0] : { kind: "text", prefix: "", suffix: "" };
      return { kind: "text", prefix: shared(out.map((one) => textIn(one)?.prefix ?? "")), suffix: "" };
    }),
  ]);
}

/** What all of these begin with. */
function shared(texts: readonly string[]): string {
  const [first = ""] = texts;
  let size = first.length;
  while (!texts.every((one) => one.startsWith(first.slice(0, size)))) size--;
  return first.slice(0, size);
}

function splitText(text: Readonly<{ prefix: string; suffix: string; exact: boolean }>, method: string, given: Given): Value {
  const separator = given[0] === undefined ? null : exactText(given[0][0] ?? UNKNOWN);
  if ((given[0] !== undefined && (separator === null || separator === "")) || given.length > 1) return { kind: "list", items: [], open: true };
  const cut = method === "splitlines" ? /\r\n|\r|\n/ : separator === null ? /\s+/ : separator;
  const words = (separator === null && method !== "splitlines" ? text.prefix.trimStart() : text.prefix).split(cut);
  if (text.exact) return { kind: "list", items: words.filter((one) => separator !== null || one !== "").map((one) => [constant(one)]), open: false };
  return { kind: "list", items: words.slice(0, -1).map((one) => [constant(one)]), open: true };
}

/** `template.format(...)`: fields without conversions, formats or traversal; anything else leaves the ends. */
function formatted(template: Value, given: Given, named: ReadonlyMap<string, Values>): Value {
  const text = exactText(template);
  if (text === null) return { kind: "text", prefix: "", suffix: "" };
  let next = 0;
  let out: Value = constant("");
  for (const piece of text.split(/(\{\{|\}\}|\{[^{}]*\})/)) {
    if (piece === "{{" || piece === "}}") out = joined(out, constant(piece.slice(1)));
    else if (/^\{[^{}]*\}$/.test(piece)) {
      const field = piece.slice(1, -1);
      const values = field === "" ? given[next++] : /^\d+$/.test(field) ? given[Number(field)] : named.get(field);
      out = joined(out, values?.length === 1 && values[0] !== undefined ? asText(values[0]) : { kind: "text", prefix: "", suffix: "" });
    } else out = joined(out, constant(piece));
  }
  return out;
}

/** `template % values`: `%s` and `%d` are filled in, anything else is unknown text. */
export function percent(template: Value, right: Value): Value {
  const text = exactText(template);
  if (text === null) return { kind: "text", prefix: textIn(template)?.prefix.split("%", 1)[0] ?? "", suffix: "" };
  const given: readonly Values[] = right.kind === "list" ? right.items : [[right]];
  let next = 0;
  let out: Value = constant("");
  for (const piece of text.split(/(%%|%[sdic]|%\([^)]*\)[sd]|%[-+ #0-9.]*[a-zA-Z])/)) {
    if (piece === "%%") out = joined(out, constant("%"));
    else if (/^%[sdi]$/.test(piece)) {
      const values = given[next++];
      out = joined(out, values?.length === 1 && values[0] !== undefined ? asText(values[0]) : { kind: "text", prefix: "", suffix: "" });
    } else if (piece === "%c") {
      const one = given[next++]?.[0];
      out = joined(out, one?.kind === "constant" ? constant(letterOf(one.value)) : { kind: "text", prefix: "", suffix: "" });
    } else if (/^%[^%]/.test(piece)) {
      next++;
      out = joined(out, { kind: "text", prefix: "", suffix: "" });
    } else out = joined(out, constant(piece));
  }
  return out;
}
