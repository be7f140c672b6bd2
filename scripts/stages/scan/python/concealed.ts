import { isSaying, judgeOfMade } from "../prose/concealed.ts";
import { fromUtf8 } from "./codecs.ts";
import { mark, type Reading } from "./context.ts";
import type { Resolver } from "./resolver.ts";
import { between, nameOf, type Node, part, textOf } from "./tree.ts";
import type { Value } from "./value.ts";

/** What a program needs to make a text of one that cannot be read. */
const MAKES =
  /b(?:16|32|64|85)decode|a85decode|b64|decodebytes|fromhex|unhexlify|a2b_|codecs|rot_?13|decompress|\bchr\b|\bbytes\b|\bbytearray\b|:\s*-|reversed|translate|maketrans|unquote|\.decode\(|\.join\(/;

/** Texts that the program makes of others by decoding, turning or counting -> marks as if they stood in it; those made by arithmetic that is not followed are refused. */
export function findConcealed({ resolver, report }: Reading, path: string): void {
  const { tree } = resolver;
  if (!MAKES.test(tree.text)) return;
  const judge = judgeOfMade(path, tree.text, report);
  for (const node of tree.nodes) {
    if (node.type !== "call" && node.type !== "subscript") continue;
    for (const value of resolver.valuesOf(node)) {
      const text = textMade(value);
      if (text !== null) judge(text, { start: node.start, end: node.end });
    }
  }
  const counted = tree.nodes.find((node) => isArithmeticText(resolver, node));
  if (counted !== undefined)
    report(mark(counted, "obfuscated-code", { why: "Text is made of numbers by arithmetic" }, { evidence: [textOf(tree, counted).slice(0, 120)] }));
}

function textMade(value: Value): string | null {
  return value.kind === "bytes" ? fromUtf8(value.value) : value.kind === "constant" && typeof value.value === "string" ? value.value : null;
}

const FEWEST = 16;
const ARITHMETIC = /^(?:[-+*%^&|]|\/\/|<<|>>)$/;

/** `chr(n ^ 7)`, `bytes(a * n + b for n in numbers)`, `out.append(n - 7)` over numbers that the program holds: a text, unless what comes of it is known. */
function isArithmeticText(resolver: Resolver, call: Node): boolean {
  const argument = call.type === "call" ? part(call, "arguments")?.children[0] : undefined;
  if (argument === undefined || !makesText(resolver, call)) return false;
  const body = /comprehension|generator/.test(argument.type) ? part(argument, "body") : argument;
  const sum = body === null ? undefined : sumIn(resolver, body);
  if (sum === undefined || !isOfOwnNumbers(resolver, operandsOf(resolver, sum))) return false;
  for (let around: Node | null = call, up = 0; around !== null && up < 8; around = around.parent, up += 1)
    if (around.type === "call" && resolver.valuesOf(around).every(isJudged)) return false;
  return true;
}

/** What is known of a text is judged for itself; a letter of it says nothing. */
function isJudged(value: Value): boolean {
  const text = textMade(value);
  return text !== null && isSaying(text);
}

function makesText(resolver: Resolver, call: Node): boolean {
  const callee = part(call, "function");
  if (callee === null) return false;
  if (callee.type === "attribute") {
    const object = part(callee, "object");
    const name = part(callee, "attribute");
    return object !== null && name !== null && /^(?:append|extend)$/.test(nameOf(resolver.tree, name)) && isBytearray(resolver, object);
  }
  return resolver.valuesOf(callee).some((one) => one.kind === "thing" && /^builtins\.(?:chr|bytes|bytearray)$/.test(one.name));
}

function isBytearray(resolver: Resolver, object: Node): boolean {
  const writes = resolver.scopes.bindingOf.get(object)?.writes ?? [];
  return (
    resolver.valuesOf(object).some((one) => one.kind === "bytes") ||
    writes.some((one) => one.kind === "value" && /^(?:builtins\s*\.\s*)?bytearray\s*\(/.test(textOf(resolver.tree, one.node)))
  );
}

/** The arithmetic within an expression, parentheses and calls of numbers around it taken off. */
function sumIn(resolver: Resolver, node: Node): Node | undefined {
  for (const one of [node, ...node.children, ...node.children.flatMap((child) => child.children)]) {
    const [left, right] = [part(one, "left"), part(one, "right")];
    if (one.type === "binary_operator" && left !== null && right !== null && ARITHMETIC.test(between(resolver.tree, left, right).trim())) return one;
  }
  return undefined;
}

/** Names in an arithmetic; what is taken out of a list is asked about as a whole. */
function operandsOf({ scopes }: Resolver, node: Node): readonly Node[] {
  const found: Node[] = [];
  const work: Node[] = [node];
  for (let one = work.pop(); one !== undefined && found.length < 20; one = work.pop()) {
    if (one.type === "subscript" || (one.type === "identifier" && scopes.bindingOf.has(one))) found.push(one);
    else work.push(...one.children);
  }
  return found;
}

/** Does an expression give the numbers of a list, a text or bytes that the program holds? Names are followed to what they are given, one by one. */
function isOfLiteral(resolver: Resolver, node: Node, depth: number): boolean {
  if (depth > 10) return false;
  if (resolver.valuesOf(node).some(isLongLiteral)) return true;
  switch (node.type) {
    case "identifier": {
      const writes = resolver.scopes.bindingOf.get(node)?.writes ?? [];
      return (
        writes.length > 0 && writes.length < 8 && writes.some((one) => one.kind === "value" && one.node !== node && isOfLiteral(resolver, one.node, depth + 1))
      );
    }
    case "call": {
      const callee = part(node, "function");
      const object = callee?.type === "attribute" ? part(callee, "object") : null;
      if (object !== null && isOfLiteral(resolver, object, depth + 1)) return true;
      return isGivenLiterals(resolver, node, depth);
    }
    case "list_comprehension":
    case "generator_expression":
    case "set_comprehension": {
      const clause = node.children.find((one) => one.type === "for_in_clause");
      const source = clause === undefined ? null : part(clause, "right");
      return source !== null && isOfLiteral(resolver, source, depth + 1);
    }
    case "subscript": {
      const base = part(node, "value");
      const key = part(node, "subscript");
      // Which of a table is taken is said by the key: where that comes from outside, so does what is made.
      return (
        base !== null && key !== null && isOfLiteral(resolver, base, depth + 1) && !operandsOf(resolver, key).some((one) => isForeign(resolver, one, depth + 1))
      );
    }
    case "parenthesized_expression":
      return node.children.some((one) => isOfLiteral(resolver, one, depth + 1));
    default:
      return false;
  }
}

/** `map(int, numbers)`, `zip(numbers, others)`, `enumerate(numbers)`: of several lists all are the program's own. */
function isGivenLiterals(resolver: Resolver, call: Node, depth: number): boolean {
  const given = (part(call, "arguments")?.children ?? []).slice(0, 4).filter((one) => !resolver.valuesOf(one).every(isNoList));
  return given.length > 0 && given.every((one) => isOfLiteral(resolver, one, depth + 1));
}

function isNoList(value: Value): boolean {
  return (
    value.kind === "function" ||
    value.kind === "class" ||
    (value.kind === "thing" && /^builtins\.\w+$/.test(value.name)) ||
    (value.kind === "constant" && typeof value.value !== "string")
  );
}

/** Are some of them the program's own numbers, and none a part of something that it is given? */
function isOfOwnNumbers(resolver: Resolver, operands: readonly Node[]): boolean {
  return operands.some((one) => isOfLiteral(resolver, one, 0)) && !operands.some((one) => isForeign(resolver, one, 0));
}

/** Is it an item of what the program does not hold itself: of a list that it reads, of a parameter? Single numbers from elsewhere are a key at most. */
function isForeign(resolver: Resolver, node: Node, depth: number): boolean {
  if (isOfLiteral(resolver, node, depth + 1) || resolver.valuesOf(node).every((one) => one.kind === "constant")) return false;
  if (node.type === "subscript") return true;
  const writes = resolver.scopes.bindingOf.get(node)?.writes ?? [];
  return writes.some(
    (one) =>
      (one.kind === "param" && !resolver.valuesOf(node).every(isNoList)) || (one.kind === "value" && one.path.length > 0 && !isCounted(resolver, one.node)),
  );
}

/** `for i in range(...)` counts; what it counts is asked about where it is used. */
function isCounted(resolver: Resolver, source: Node): boolean {
  return /^(?:range|reversed\s*\(\s*range)\b/.test(textOf(resolver.tree, source));
}

function isLongLiteral(value: Value): boolean {
  if (value.kind === "bytes") return value.value.length >= FEWEST;
  if (value.kind === "constant") return typeof value.value === "string" && value.value.length >= FEWEST;
  return (
    value.kind === "list" &&
    value.items.length >= FEWEST &&
    value.items.every((one) => one.length === 1 && one[0]?.kind === "constant" && /^-?\d{1,10}$/.test(String(one[0].value).trim()))
  );
}
