import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Report } from "../mark.ts";
import { judgeOfMade } from "../prose/concealed.ts";
import { keyName } from "./binding.ts";
import type { Node } from "./tree.ts";
import type { Resolver, Value } from "./value.ts";

/** What a program needs to make a text of one that cannot be read. */
const MAKES =
  /atob|base64|['"`](?:hex|latin1|binary|base64url|utf16le|ucs2)['"`]|fromCharCode|fromCodePoint|reverse|unescape|decodeURI|reduceRight|TextDecoder|Uint8Array|Buffer/i;
/** Of fewer numbers no text is made. */
const FEWEST = 16;

/** Texts that the program makes of others by decoding, turning or counting -> marks as if they stood in it; those made by arithmetic that is not followed are refused. */
export function findConcealed(resolver: Resolver, report: Report): void {
  const { tree } = resolver;
  if (!MAKES.test(tree.text)) return;
  const judge = judgeOfMade(tree.path, tree.text, report);
  let isTold = false;
  for (const node of tree.nodes) {
    if (node.type !== T.CallExpression && node.type !== T.NewExpression) continue;
    const [start, end] = node.range;
    for (const value of resolver.valuesOf(node)) {
      const text = textMade(value);
      if (text !== null) judge(text, { start, end });
    }
    if (isTold || !isArithmeticText(resolver, node)) continue;
    isTold = true;
    report({
      rule: "obfuscated-code",
      start,
      end,
      args: { why: "Text is made of numbers by arithmetic" },
      evidence: [tree.text.slice(start, Math.min(end, start + 120))],
    });
  }
}

function textMade(value: Value): string | null {
  if (value.kind === "bytes") return Buffer.from(value.latin1, "latin1").toString("utf8");
  return value.kind === "constant" && typeof value.value === "string" ? value.value : null;
}

const ARITHMETIC = /^(?:[-+*%^&|]|<<|>>>?)$/;

/** `String.fromCharCode(n ^ 7)`, `Buffer.from(numbers.map((n) => n ^ 7))` over numbers that the program holds: a text that nobody can read in it. */
function isArithmeticText(resolver: Resolver, { callee, arguments: given }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  // `from` of a typed list is no name that the resolver keeps.
  const maker = callee.type === T.MemberExpression && keyName(callee.property) === "from" ? callee.object : callee;
  const makers = [callee, maker].flatMap((node) => resolver.valuesOf(node)).flatMap((one) => (one.kind === "thing" ? [one.name] : []));
  const letters = makers.some((name) => /^String\.from(?:CharCode|CodePoint)$/.test(name)) ? given.slice(0, 4) : [];
  const bytes = makers.some((name) => /^(?:Buffer|Uint8(?:Clamped)?Array)(?:\.from)?$/.test(name)) ? itemsIn(resolver, given) : [];
  return [...letters, ...bytes].some((one) => {
    const sum = sumIn(one);
    if (sum === null) return false;
    const operands = operandsOf(sum);
    return operands.some((each) => isOwn(resolver, each, 0)) && !operands.some((each) => isForeign(resolver, each));
  });
}

/** What makes each item of a list: of `list.map(make)`, and of `from(list, make)`. */
function itemsIn(resolver: Resolver, [list, make]: readonly TSESTree.CallExpressionArgument[]): readonly Node[] {
  let source: Node | null = list ?? null;
  if (source?.type === T.Identifier) {
    const writes = resolver.scopes.bindingOf(source)?.writes ?? [];
    source = writes.length === 1 && writes[0]?.keys.length === 0 ? writes[0].from : null;
  }
  const mapped =
    source?.type === T.CallExpression && source.callee.type === T.MemberExpression && keyName(source.callee.property) === "map"
      ? source.arguments[0]
      : undefined;
  return [make, mapped].flatMap((one) => {
    if (one?.type !== T.ArrowFunctionExpression && one?.type !== T.FunctionExpression) return [];
    if (one.body.type !== T.BlockStatement) return [one.body];
    return one.body.body.flatMap((step) => (step.type === T.ReturnStatement && step.argument !== null ? [step.argument] : []));
  });
}

/** The arithmetic within an expression, calls that make a number of it taken off. */
function sumIn(node: Node): TSESTree.BinaryExpression | null {
  for (let one: Node | undefined = node; one !== undefined; ) {
    if (one.type === T.BinaryExpression) return ARITHMETIC.test(one.operator) ? one : null;
    one = one.type === T.CallExpression ? one.arguments[0] : one.type === T.SpreadElement ? one.argument : undefined;
  }
  return null;
}

/** What an arithmetic reckons with: names, items, and the codes of letters. */
function operandsOf(sum: Node): readonly Node[] {
  const found: Node[] = [];
  const work: Node[] = [sum];
  for (let one = work.pop(); one !== undefined && found.length < 20; one = work.pop()) {
    if (one.type === T.BinaryExpression) work.push(one.left, one.right);
    else if (one.type === T.UnaryExpression) work.push(one.argument);
    else if (one.type === T.CallExpression && one.callee.type === T.MemberExpression && /^(?:charCodeAt|codePointAt)$/.test(keyName(one.callee.property)))
      found.push(one);
    else if (one.type === T.CallExpression) work.push(...one.arguments);
    else if (one.type === T.Identifier || one.type === T.MemberExpression) found.push(one);
  }
  return found;
}

/** Is it an item of a list or a text that the program holds? */
function isOwn(resolver: Resolver, node: Node, depth: number): boolean {
  if (depth > 8) return false;
  if (node.type === T.CallExpression && node.callee.type === T.MemberExpression) {
    const [key] = node.arguments;
    return isLiteral(resolver, node.callee.object, depth) && (key === undefined || !isForeign(resolver, key));
  }
  if (node.type === T.MemberExpression && node.computed)
    return isLiteral(resolver, node.object, depth) && !operandsOf(node.property).some((one) => isForeign(resolver, one));
  if (node.type !== T.Identifier) return false;
  const source = sourceOf(resolver, node);
  return source !== null && isLiteral(resolver, source, depth + 1);
}

/** Is it an item of what the program does not hold: of a parameter, of what it reads? Counters and single numbers are none. */
function isForeign(resolver: Resolver, node: Node): boolean {
  if (resolver.valuesOf(node).every((one) => one.kind === "constant")) return false;
  if (isOwn(resolver, node, 0)) return false;
  if (node.type === T.CallExpression) return true;
  if (node.type === T.MemberExpression) return node.computed;
  return node.type === T.Identifier && sourceOf(resolver, node) !== null;
}

/** What a name goes through, item by item: `for (const name of ...)`, `list.map((name) => ...)`. */
function sourceOf({ tree }: Resolver, name: TSESTree.Identifier): Node | null {
  for (let node: Node | undefined = tree.parents.get(name), up = 0; node !== undefined && up < 40; node = tree.parents.get(node), up += 1) {
    if (node.type === T.ForOfStatement && namesIn(node.left).has(name.name)) return node.right;
    if (node.type !== T.ArrowFunctionExpression && node.type !== T.FunctionExpression) continue;
    const [first, second] = node.params;
    const call = tree.parents.get(node);
    if (call?.type !== T.CallExpression || call.callee.type !== T.MemberExpression) continue;
    const method = keyName(call.callee.property);
    const item = /^reduce(?:Right)?$/.test(method) ? second : first;
    if (item !== undefined && namesIn(item).has(name.name)) return method === "from" ? (call.arguments[0] ?? null) : call.callee.object;
  }
  return null;
}

function namesIn(node: Node): ReadonlySet<string> {
  if (node.type === T.Identifier) return new Set([node.name]);
  if (node.type === T.VariableDeclaration) return new Set(node.declarations.flatMap(({ id }) => [...namesIn(id)]));
  if (node.type === T.ArrayPattern) return new Set(node.elements.flatMap((one) => (one === null ? [] : [...namesIn(one)])));
  if (node.type === T.AssignmentPattern) return namesIn(node.left);
  return new Set();
}

/** Does an expression give many numbers, or a text, that stand in the program? */
function isLiteral(resolver: Resolver, node: Node, depth: number): boolean {
  if (depth > 8) return false;
  if (resolver.valuesOf(node).some(isLongLiteral)) return true;
  if (node.type === T.Identifier) {
    const source = sourceOf(resolver, node);
    return source !== null && isLiteral(resolver, source, depth + 1);
  }
  if (node.type === T.CallExpression)
    return (
      (node.callee.type === T.MemberExpression && isLiteral(resolver, node.callee.object, depth + 1)) ||
      node.arguments.slice(0, 2).some((one) => one.type !== T.SpreadElement && isLiteral(resolver, one, depth + 1))
    );
  if (node.type === T.NewExpression) return node.arguments.slice(0, 1).some((one) => isLiteral(resolver, one, depth + 1));
  if (node.type === T.ArrayExpression) return node.elements.some((one) => one?.type === T.SpreadElement && isLiteral(resolver, one.argument, depth + 1));
  return false;
}

function isLongLiteral(value: Value): boolean {
  if (value.kind === "bytes") return value.latin1.length >= FEWEST;
  if (value.kind === "constant") return typeof value.value === "string" && value.value.length >= FEWEST;
  return (
    value.kind === "list" &&
    value.items.length >= FEWEST &&
    value.items.every((one) => one.length === 1 && one[0]?.kind === "constant" && /^-?\d{1,10}$/.test(String(one[0].value).trim()))
  );
}
