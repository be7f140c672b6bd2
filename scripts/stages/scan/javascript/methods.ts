import { textOfBytes } from "./decode.ts";
import { textOf } from "./fold.ts";
import { UNKNOWN, type Value, type Values } from "./value.ts";

const OPEN_TEXT: Value = { kind: "text", prefix: "" };

function constant(value: Constant): Value {
  return { kind: "constant", value };
}

/** Receiver, method name, arguments -> what the methods of lists, texts and numbers give, as far as names and addresses are built with them. */
export function methodOf(object: Value, name: string, args: readonly Values[]): Values {
  const flat = args.map((one) => (one.length === 1 && one[0]?.kind === "constant" ? one[0].value : null));
  const known = !flat.includes(null) || args.length === 0;
  if (name === "bind" && object.kind === "thing") return args.length < 2 ? [object] : [UNKNOWN];
  if (object.kind === "bytes") return bytesMethod(object.latin1, name, flat, known);
  if (object.kind === "list") return listMethod(object, name, args, flat, known);
  if (object.kind === "constant" && typeof object.value === "number" && name === "toString") {
    const radix = flat[0] === undefined ? 10 : Number(flat[0]);
    return known && radix >= 2 && radix <= 36 ? [constant(object.value.toString(radix))] : [OPEN_TEXT];
  }
  if (object.kind === "constant" && typeof object.value === "string") return textMethod(object.value, name, flat, known);
  if (object.kind === "text")
    return /^(?:concat|slice|substring|trim|toLowerCase|toUpperCase|replace|replaceAll|padEnd|repeat|toString|valueOf|normalize)$/.test(name)
      ? [name === "concat" || name === "toString" || name === "valueOf" ? object : OPEN_TEXT]
      : [UNKNOWN];
  if (
    /^(?:toString|toLowerCase|toUpperCase|trim|join|replaceAll|charAt|padStart|padEnd|toISOString|toFixed)$/.test(name) &&
    (object.kind === "unknown" || object.kind === "thing")
  )
    return [OPEN_TEXT];
  return [UNKNOWN];
}

function listMethod(object: Extract<Value, { kind: "list" }>, name: string, args: readonly Values[], flat: readonly Constant[], known: boolean): Values {
  if (name === "join") {
    const separator = args.length === 0 ? "," : flat[0];
    const parts = object.items.map((item) =>
      item.length === 1 && item[0] !== undefined
        ? item[0].kind === "constant" && (item[0].value === null || item[0].value === undefined)
          ? ""
          : textOf(item[0])
        : null,
    );
    const first = parts[0];
    return typeof separator === "string" && !parts.includes(null)
      ? [constant(parts.join(separator))]
      : [{ kind: "text", prefix: typeof first === "string" ? first : "" }];
  }
  if (name === "reverse" || name === "toReversed") return [{ kind: "list", items: [...object.items].reverse() }];
  if (name === "slice" && known)
    return [{ kind: "list", items: object.items.slice(Number(flat[0] ?? 0), flat[1] === undefined ? undefined : Number(flat[1])) }];
  if (name === "at" && known) return object.items.at(Number(flat[0])) ?? [constant(undefined)];
  if (name === "concat") return [concatenated(object.items, args)];
  if (name === "pop") return object.items.at(-1) ?? [constant(undefined)];
  if (name === "shift") return object.items[0] ?? [constant(undefined)];
  if (name === "toString") return [textOf(object) === null ? OPEN_TEXT : constant(textOf(object) ?? "")];
  return [UNKNOWN];
}

/** A list is put in by its elements, whatever else is as it is; what may be a list makes the length unknown. */
function concatenated(items: readonly Values[], args: readonly Values[]): Value {
  const all = [...items];
  for (const one of args) {
    const only = one.length === 1 ? one[0] : undefined;
    if (only?.kind === "list") all.push(...only.items);
    else if (one.every(({ kind }) => kind === "constant" || kind === "text" || kind === "bytes" || kind === "function")) all.push(one);
    else return UNKNOWN;
  }
  return { kind: "list", items: all };
}

function bytesMethod(latin1: string, name: string, flat: readonly Constant[], known: boolean): Values {
  const [form, from, to] = flat;
  const isWhole = known && (from === undefined || typeof from === "number") && (to === undefined || typeof to === "number");
  if (name === "toString") return isWhole ? [textOfBytes(latin1, form === undefined ? undefined : String(form), from, to)] : [OPEN_TEXT];
  return [UNKNOWN];
}

type Constant = string | number | boolean | null | undefined;

function textMethod(text: string, name: string, flat: readonly Constant[], known: boolean): Values {
  if (!known)
    return /^(?:replace|replaceAll|concat|padEnd|slice|substring|substr|repeat|padStart)$/.test(name)
      ? [{ kind: "text", prefix: name === "concat" || name === "padEnd" ? text : "" }]
      : [UNKNOWN];
  const number = (at: number): number | undefined => (flat[at] === undefined ? undefined : Number(flat[at]));
  const word = (at: number): string => String(flat[at]);
  switch (name) {
    case "concat":
      return [constant(text + flat.map(String).join(""))];
    case "slice":
      return [constant(text.slice(number(0), number(1)))];
    case "substring":
      return [constant(text.substring(number(0) ?? 0, number(1)))];
    case "substr":
      return [constant(text.slice(number(0)).slice(0, Math.max(0, number(1) ?? text.length)))];
    case "charAt":
      return [constant(text.charAt(number(0) ?? 0))];
    case "at":
      return [constant(text.at(number(0) ?? 0))];
    case "charCodeAt":
      return [constant(text.charCodeAt(number(0) ?? 0))];
    case "codePointAt":
      return [constant(text.codePointAt(number(0) ?? 0))];
    case "toLowerCase":
    case "toLocaleLowerCase":
      return [constant(text.toLowerCase())];
    case "toUpperCase":
      return [constant(text.toUpperCase())];
    case "trim":
      return [constant(text.trim())];
    case "toString":
    case "valueOf":
      return [constant(text)];
    case "normalize":
      return normalized(text, flat[0] === undefined ? "NFC" : word(0));
    case "repeat":
      return text.length * (number(0) ?? 0) < 10_000 && (number(0) ?? 0) >= 0 ? [constant(text.repeat(number(0) ?? 0))] : [OPEN_TEXT];
    case "split":
      return [pieces(flat[0] === undefined ? [text].slice(0, number(1)) : text.split(word(0), number(1)))];
    case "replace":
      return replaced(text, word(1), () => text.replace(word(0), word(1)));
    case "replaceAll":
      return replaced(text, word(1), () => text.replaceAll(word(0), word(1)));
    case "padStart":
      return (number(0) ?? 0) < 10_000 ? [constant(text.padStart(number(0) ?? 0, flat[1] === undefined ? " " : word(1)))] : [OPEN_TEXT];
    default:
      return [UNKNOWN];
  }
}

function pieces(parts: readonly string[]): Value {
  return parts.length > 4096 ? UNKNOWN : { kind: "list", items: parts.map((one) => [constant(one)]) };
}

function normalized(text: string, form: string): Values {
  return /^NFK?[CD]$/.test(form) ? [constant(text.normalize(form))] : [UNKNOWN];
}

/** Text with a part replaced, patterns such as `$&` filled in; those of long texts could make one out of all proportion. */
function replaced(text: string, by: string, make: () => string): Values {
  return by.includes("$") && text.length > 1_000 ? [OPEN_TEXT] : [constant(make())];
}
