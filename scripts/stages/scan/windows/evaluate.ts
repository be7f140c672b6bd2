import { member } from "./methods.ts";
import { SET_BY_SYSTEM } from "./places.ts";
import { derived, either, FROM, isKnown, known, NOTHING, type Session, setVariable, step, unknown, type Value, isProfile, listOf } from "./session.ts";
import type { Node } from "./tree.ts";

const LONGEST = 100_000;

/** Part of a text -> what it stands for. */
export function evaluate(session: Session, node: Node): Value {
  if (!step(session)) return NOTHING;
  switch (node.kind) {
    case "text":
      return textOf(session, node);
    case "variable":
      return variable(session, node.name);
    case "list":
      return listOf(node.items.map((one) => evaluate(session, one)));
    case "hash":
      return { text: "", entries: new Map(node.entries.map(([key, value]) => [evaluate(session, key).text.toLowerCase(), evaluate(session, value)])) };
    case "block":
      return { text: "", block: node.block };
    case "sub":
      return session.run.body(session, node.body);
    case "type":
      return { text: "", type: node.name };
    case "cast":
      return cast(session, node.type, evaluate(session, node.of));
    case "unary":
      return counted(session, node) ?? unary(session, node.op, evaluate(session, node.of));
    case "binary":
      return binary(session, node.op, evaluate(session, node.left), evaluate(session, node.right));
    case "index":
      return indexed(session, evaluate(session, node.of), evaluate(session, node.at));
    case "member":
      return member(session, node, evaluate);
  }
}

function textOf(session: Session, { parts, odd }: Extract<Node, { kind: "text" }>): Value {
  const values = parts.map((part) => (typeof part === "string" ? known(part) : evaluate(session, part)));
  const [only] = values;
  if (values.length === 1 && only !== undefined && typeof parts[0] === "string") return odd ? { ...only, made: true } : only;
  const joins = values.some((one, at) => at > 0 && /[\p{L}\d]$/u.test(values[at - 1]?.text ?? "") && /^[\p{L}\d]/u.test(one.text));
  const text = values.map((one) => one.text).join("");
  return odd || joins ? { text: text.slice(0, LONGEST), made: true } : known(text.slice(0, LONGEST));
}

/** A variable's value: what the text set, what Windows sets, or one that only the person knows. */
export function variable(session: Session, name: string): Value {
  const key = name.toLowerCase().replace(/^(?:global|script|local|private|using|variable):/, "");
  const set = session.variables.get(key);
  if (set !== undefined) return set;
  const system = SET_BY_SYSTEM.get(key) ?? (/^profile/.test(key) ? SET_BY_SYSTEM.get("profile") : undefined);
  if (system !== undefined) return known(system);
  if (key.startsWith("env:")) return unknown(session, { from: FROM.named, names: [name.slice(4)] });
  return unknown(session, { from: FROM.given });
}

function itemsOf(value: Value): readonly Value[] {
  return value.items ?? [value];
}

function made(text: string): Value {
  return { text: text.slice(0, LONGEST), made: true };
}

function cast(session: Session, type: string, value: Value): Value {
  if (/^char\[\]$/.test(type)) {
    if (value.items !== undefined) return listOf(value.items.map((one) => cast(session, "char", one)));
    return isKnown(value) ? listOf([...value.text].map(made)) : value;
  }
  if (type === "char") {
    const code = Number(value.text);
    if (value.text === "" || !isKnown(value)) return value;
    return made(Number.isInteger(code) && code >= 0 && code < 0x110000 && value.text.trim().length > 1 ? String.fromCodePoint(code) : value.text);
  }
  if (type === "scriptblock") return { text: value.text, type: "scriptblock", args: [value] };
  if (/^(?:u?int(?:16|32|64)?|byte|long|double)$/.test(type) && /^[a-z]$/i.test(value.text)) return known(String(value.text.codePointAt(0)));
  if (type === "string" && value.items !== undefined) return known(value.items.map((one) => one.text).join(" "));
  if (type === "net.webclient" || type === "wmiclass") return { text: value.text, type, args: [value] };
  return value;
}

/** `$i++`: what is counted is a number that nobody follows. */
function counted(session: Session, { op, of }: Extract<Node, { kind: "unary" }>): Value | null {
  if ((op !== "++" && op !== "--") || of.kind !== "variable") return null;
  const before = evaluate(session, of);
  setVariable(session, of.name, derived(session, 0, before, unknown(session, {})));
  return before;
}

function unary(session: Session, op: string, value: Value): Value {
  if (op === "-join")
    return made(
      itemsOf(value)
        .map((one) => one.text)
        .join(""),
    );
  if (op === "-split") return isKnown(value) ? listOf(value.text.split(/\s+/).map(known)) : value;
  if (op === ",") return listOf([value]);
  if (op === "!" || op === "-not") return unknown(session, {});
  return op === "-" && /^\d+$/.test(value.text) ? known(`-${value.text}`) : value;
}

function binary(session: Session, op: string, left: Value, right: Value): Value {
  if (op === "+") return added(session, left, right);
  if (op === "-join")
    return made(
      itemsOf(left)
        .map((one) => one.text)
        .join(right.text),
    );
  if (op === "-f") return formatted(session, left, itemsOf(right));
  if (op === "*")
    return /^\d{1,4}$/.test(right.text) && !/^\d+$/.test(left.text) ? made(left.text.repeat(Number(right.text))) : numbers(session, op, left, right);
  if (op === "-" || op === "/" || op === "%" || /^-(?:bxor|band|bor)$/.test(op)) return numbers(session, op, left, right);
  if (op === "..") return rangeOf(session, left, right);
  if (op === "??") return either(session, [left, right]);
  if (op === "?:") return either(session, itemsOf(right));
  if (op === "-as") return right.type === undefined ? left : cast(session, right.type, left);
  if (op === "-replace") return replaced(session, left, itemsOf(right));
  if (op === "-split") return isKnown(left) && isKnown(right) ? listOf(splitBy(left.text, right.text).map(made)) : derived(session, 0, left, right);
  if (/^-(?:and|or|xor|is|isnot|in|notin|eq|ne|gt|ge|lt|le|contains|notcontains)$/.test(op)) return left.items === undefined ? unknown(session, {}) : left;
  return left;
}

function added(session: Session, left: Value, right: Value): Value {
  if (left.items !== undefined) return listOf([...left.items, ...itemsOf(right)].slice(0, 2_000));
  if (left.entries !== undefined || right.entries !== undefined) return { text: "", entries: new Map([...(left.entries ?? []), ...(right.entries ?? [])]) };
  if (/^-?\d+$/.test(left.text) && /^-?\d+$/.test(right.text) && left.made !== true) return known(String(Number(left.text) + Number(right.text)));
  if (left.type !== undefined || right.type !== undefined || left.text.length + right.text.length > LONGEST) return derived(session, 0, left, right);
  return made(left.text + (right.items === undefined ? right.text : right.items.map((one) => one.text).join(" ")));
}

function numbers(session: Session, op: string, left: Value, right: Value): Value {
  const [a, b] = [Number(left.text), Number(right.text)];
  if (!Number.isFinite(a) || !Number.isFinite(b) || left.text === "" || right.text === "")
    return derived(session, FROM.decoded * Number(op === "-bxor" && left.text !== ""), left, right);
  const results: Readonly<Record<string, number>> = { "-": a - b, "*": a * b, "/": a / b, "%": a % b, "-bxor": a ^ b, "-band": a & b, "-bor": a | b };
  return known(String(results[op] ?? 0));
}

function rangeOf(session: Session, left: Value, right: Value): Value {
  const [from, to] = [Number(left.text), Number(right.text)];
  if (!Number.isInteger(from) || !Number.isInteger(to) || Math.abs(from - to) > 500) return unknown(session, {});
  const length = Math.abs(from - to) + 1;
  return listOf(Array.from({ length }, (_, at) => known(String(from <= to ? from + at : from - at))));
}

/** `'{1}{0}' -f 'a', 'b'` */
export function formatted(session: Session, format: Value, parts: readonly Value[]): Value {
  if (format.ways !== undefined || format.type !== undefined) return derived(session, 0, format, ...parts);
  return made(format.text.replace(/\{(\d+)(?:[,:][^}]*)?\}/g, (_all, at: string) => parts[Number(at)]?.text ?? ""));
}

/** A pattern without signs is its letters; what another one takes out nobody follows. */
function replaced(session: Session, left: Value, [pattern = NOTHING, by = NOTHING]: readonly Value[]): Value {
  if (left.items !== undefined) return listOf(left.items.map((one) => replaced(session, one, [pattern, by])));
  if (!isKnown(pattern) || !isKnown(left) || by.block !== undefined) return derived(session, 0, left, pattern, by);
  if (/[[\](){}*+?.^$|\\]/.test(pattern.text.replace(/\\[^\w\s]/g, ""))) return byPattern(session, left, pattern.text, by);
  return made(inPlaceOf(left.text, pattern.text.replace(/\\([^\w\s])/g, "$1"), by.text));
}

/** Every place of some letters, however they are written, gets others. */
function inPlaceOf(text: string, letters: string, by: string): string {
  if (letters === "") return text;
  const lower = text.toLowerCase();
  const old = letters.toLowerCase();
  let out = "";
  let from = 0;
  for (let next = lower.indexOf(old); next >= 0 && out.length < LONGEST; next = lower.indexOf(old, from)) {
    out += text.slice(from, next) + by;
    from = next + old.length;
  }
  return out + text.slice(from);
}

/** One set of characters is taken out, which is how letters are hidden among others; any other pattern may be made to run for ever. */
function byPattern(session: Session, left: Value, pattern: string, by: Value): Value {
  if (!/^(?:\[[^\][\\]{1,40}\]|\.|\\[sdwDSW])[+*]?$/.test(pattern)) return derived(session, 0, left, by);
  try {
    return made(left.text.replace(new RegExp(pattern, "giu"), by.text));
  } catch {
    return derived(session, 0, left, by);
  }
}

function splitBy(text: string, pattern: string): readonly string[] {
  return text.split(/^\\?[^\w\\]$|^[\w ]+$/.test(pattern) ? pattern.replace(/^\\/, "") : /[\s,;|]+/).slice(0, 2_000);
}

function indexed(session: Session, of: Value, at: Value): Value {
  const entry = of.entries?.get(at.text.toLowerCase());
  if (entry !== undefined) return entry;
  if (of.ways !== undefined || of.type !== undefined || !isKnown(at)) return derived(session, 0, of, at);
  if (isProfile(of)) return of;
  const all = of.items ?? [...of.text].map(known);
  const picked = itemsOf(at).map((one) => all.at(Number(one.text)) ?? NOTHING);
  const [first = NOTHING] = picked;
  if (all.length === 0 || (of.items === undefined && !isKnown(of))) return derived(session, 0, of);
  return picked.length === 1 ? (of.items === undefined ? { ...first, made: true } : first) : listOf(picked);
}
