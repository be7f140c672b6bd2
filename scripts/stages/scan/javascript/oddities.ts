import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Report } from "../mark.ts";
import { textOf } from "./fold.ts";
import { isTextByForm } from "./textual.ts";
import { keyName } from "./binding.ts";
import type { Node } from "./tree.ts";
import { usageOf } from "./usage.ts";
import type { Resolver, Value } from "./value.ts";

/** Resolver -> marks for what is wrong by its form: with, timers and handlers made of text, script addresses, prototypes and built-ins that are replaced. */
export function findOddities(resolver: Resolver, report: Report): void {
  for (const node of resolver.tree.nodes) {
    switch (node.type) {
      case T.WithStatement:
        report({ rule: "with-statement", start: node.range[0], end: node.range[0] + 4 });
        break;
      case T.CallExpression:
      case T.NewExpression:
        call(resolver, node, report);
        break;
      case T.AssignmentExpression:
        assignment(resolver, node, report);
        break;
      case T.MemberExpression:
        exit(resolver, node, report);
        if (isNamed(resolver, node, "unknown.prototype")) break;
        if (!node.computed && /^(?:prepareStackTrace|getFunction|getThis)$/.test(keyName(node.property)))
          report({ rule: "stack-introspection", start: node.range[0], end: node.range[1], args: { name: keyName(node.property) } });
        break;
      case T.JSXOpeningElement:
        element(resolver, node, report);
        break;
      case T.Property:
        if (!node.computed && keyName(node.key) === "__html" && resolver.tree.parents.get(node)?.type === T.ObjectExpression)
          markupText(resolver, node, node.value, report);
        break;
      case T.JSXAttribute:
        if (node.value?.type === T.Literal && typeof node.value.value === "string" && isScript(node.value.value))
          report({ rule: "script-url", start: node.range[0], end: node.range[1], args: { text: node.value.value.slice(0, 60) } });
        break;
      default:
        break;
    }
  }
}

function call(resolver: Resolver, node: TSESTree.CallExpression | TSESTree.NewExpression, report: Report): void {
  const first = node.arguments[0];
  const names = resolver.valuesOf(node.callee).flatMap((value) => (value.kind === "thing" ? [value.name] : []));
  borrowedTimer(resolver, node, report);
  if (
    first !== undefined &&
    names.some((name) => /^(?:setTimeout|setInterval|setImmediate|requestAnimationFrame)$/.test(name)) &&
    (resolver.valuesOf(first).some(isText) || isTextByForm(resolver, first))
  ) {
    report({ rule: "string-timer", start: node.range[0], end: node.range[1], args: { name: names[0] ?? "timer" } });
  }
  if (first !== undefined) opening(resolver, node, first, names, report);
  if (names.includes("document.write") || names.includes("document.writeln") || names.includes("document.createElement")) markup(resolver, node, report);
  if (
    names.includes("Object.defineProperty") ||
    names.includes("Object.assign") ||
    names.includes("Object.setPrototypeOf") ||
    names.includes("Reflect.defineProperty") ||
    names.includes("Reflect.setPrototypeOf") ||
    names.includes("Reflect.set")
  ) {
    const target = first === undefined ? [] : resolver.valuesOf(first);
    if (target.some((value) => value.kind === "thing" && /\.prototype$/.test(value.name)))
      report({ rule: "prototype-change", start: node.range[0], end: node.range[1], args: { name: names[0] ?? "" } });
  }
  if (node.callee.type === T.MemberExpression) methodCall(resolver, node, node.callee, report);
}

/** `window.open(address)`, `location.assign(address)`, by whatever way the window was reached: an address that is a script. */
function opening(resolver: Resolver, node: TSESTree.CallExpression | TSESTree.NewExpression, first: Node, names: readonly string[], report: Report): void {
  const { callee } = node;
  const opens =
    names.some((name) => /^(?:(?:document\.)?location\.(?:assign|replace)|open)$/.test(name)) ||
    (callee.type === T.MemberExpression &&
      /^(?:open|assign|replace)$/.test(keyName(callee.property)) &&
      resolver.valuesOf(callee.object).some((value) => value.kind === "thing" && /^(?:global|location|document\.location)$/.test(value.name)));
  if (!opens) return;
  const isAddress = resolver.valuesOf(first).some((value) => isScript(value.kind === "text" ? `${value.prefix}x` : (textOf(value) ?? "")));
  if (isAddress) report({ rule: "script-url", start: node.range[0], end: node.range[1], args: { text: "javascript:" } });
}

function methodCall(resolver: Resolver, node: TSESTree.CallExpression | TSESTree.NewExpression, callee: TSESTree.MemberExpression, report: Report): void {
  const first = node.arguments[0];
  const method = keyName(callee.property);
  if (method === "setAttribute" || method === "setAttributeNS") {
    const attribute = first === undefined ? null : (resolver.keysOf(first)[0] ?? null);
    const value = node.arguments[method === "setAttribute" ? 1 : 2];
    const values = value === undefined ? [] : resolver.valuesOf(value);
    if ((attribute !== null && /^on[a-z]+$/i.test(attribute)) || values.some((one) => one.kind === "constant" && isScript(String(one.value))))
      report({ rule: "string-timer", start: node.range[0], end: node.range[1], args: { name: attribute ?? method } });
  }
  const html = method === "insertAdjacentHTML" ? node.arguments[1] : method === "createContextualFragment" || method === "setHTMLUnsafe" ? first : undefined;
  if (html !== undefined) markupText(resolver, node, html, report);
  if (method === "_compile" || method === "_load")
    report({ rule: "computed-module", start: node.range[0], end: node.range[1], args: { name: method, why: "loads or compiles a module directly" } });
  if (method === "template" && callee.object.type === T.Identifier && /^(?:_|lodash|underscore)$/.test(callee.object.name))
    report({ rule: "template-engine", start: node.range[0], end: node.range[1], args: { name: "template" } });
}

function markup(resolver: Resolver, node: TSESTree.CallExpression | TSESTree.NewExpression, report: Report): void {
  const first = node.arguments[0];
  const text =
    first === undefined
      ? null
      : resolver
          .valuesOf(first)
          .map(textOf)
          .find((one) => one !== null && /<script|^script$/i.test(one));
  if (typeof text === "string") report({ rule: "script-url", start: node.range[0], end: node.range[1], args: { text: text.slice(0, 60) } });
}

/** HTML put together in a script: a script element, or a handler in which a primitive is named, is code in a text. */
function markupText(resolver: Resolver, node: Node, html: Node, report: Report): void {
  const text = resolver
    .valuesOf(html)
    .map((value) => (value.kind === "text" ? value.prefix : textOf(value)))
    .find((one) => one !== null && isActiveMarkup(one));
  if (typeof text === "string") report({ rule: "script-url", start: node.range[0], end: node.range[1], args: { text: text.slice(0, 60) } });
}

function isActiveMarkup(text: string): boolean {
  return (
    /<script\b/i.test(text) ||
    /[\s"'/]on[a-z]{3,20}\s*=[^>]{0,200}\b(?:eval|Function|fetch|import|XMLHttpRequest|alert|atob|constructor|setTimeout|document\.cookie|location)\b/i.test(
      text,
    ) ||
    /(?:href|src|action)\s*=\s*["']?\s*javascript:(?!void|;|\s*["'])/i.test(text)
  );
}

/** `<script>{code}</script>`, `<iframe srcDoc={page}>`: JSX that makes code or documents out of values. */
function element(resolver: Resolver, node: TSESTree.JSXOpeningElement, report: Report): void {
  const name = node.name.type === T.JSXIdentifier ? node.name.name : "";
  const parent = resolver.tree.parents.get(node);
  const filled =
    parent?.type === T.JSXElement && parent.children.some((one) => one.type === T.JSXExpressionContainer && one.expression.type !== T.JSXEmptyExpression);
  const has = (wanted: string): boolean =>
    node.attributes.some(
      (one) => one.type === T.JSXAttribute && one.name.type === T.JSXIdentifier && one.name.name === wanted && one.value?.type === T.JSXExpressionContainer,
    );
  if ((name === "script" && (filled || has("dangerouslySetInnerHTML"))) || (name === "iframe" && has("srcDoc")))
    report({ rule: "script-url", start: node.range[0], end: node.range[1], args: { text: name } });
}

function assignment(resolver: Resolver, node: TSESTree.AssignmentExpression, report: Report): void {
  const target = node.left;
  if (target.type !== T.MemberExpression) return;
  const names = target.computed ? resolver.keysOf(target.property) : [keyName(target.property)];
  const values = resolver.valuesOf(node.right);
  if (names.some((name) => name !== null && /^(?:innerHTML|outerHTML|srcdoc)$/.test(name))) markupText(resolver, node, node.right, report);
  const text = values.map(textOf).find((one) => one !== null && isScript(one));
  if (typeof text === "string" && names.some((name) => name === null || /^(?:href|src|location|action|formAction|srcdoc)$/.test(name)))
    report({ rule: "script-url", start: node.range[0], end: node.range[1], args: { text: text.slice(0, 60) } });
  if (names.some((name) => name !== null && /^on[a-z]{3,}$/.test(name)) && values.some(isText))
    report({ rule: "string-timer", start: node.range[0], end: node.range[1], args: { name: names[0] ?? "handler" } });
  const owners = resolver.valuesOf(target.object).flatMap((value) => (value.kind === "thing" ? [value.name] : []));
  if (
    names.includes("__proto__") ||
    owners.some((name) => /^(?:unknown|Function|Object|Array|String|Number|Promise|Map|Set|RegExp|Date|Error|Symbol)\.prototype/.test(name))
  )
    report({ rule: "prototype-change", start: target.range[0], end: target.range[1], args: { name: names[0] ?? "prototype" } });
  else if (owners.some((name) => /^(?:JSON|console|Math|Object|Array|String|Number|Promise|Reflect|Date|module:[^.]*)$/.test(name)))
    report({ rule: "builtin-patch", start: target.range[0], end: target.range[1], args: { name: `${owners[0] ?? ""}.${names[0] ?? "?"}` } });
  else if (
    owners.includes("global") &&
    names.some((name) => name !== null && /^(?:fetch|JSON|console|Promise|Object|Array|setTimeout|process|require|Buffer|crypto)$/.test(name))
  )
    report({ rule: "builtin-patch", start: target.range[0], end: target.range[1], args: { name: names[0] ?? "" } });
}

/** `process.exit(1)` said plainly ends the program early; taken out of sight or replaced it is an escape. */
function exit(resolver: Resolver, node: TSESTree.MemberExpression, report: Report): void {
  if (!isNamed(resolver, node, "process.exit")) return;
  const plain = node.object.type === T.Identifier && !node.computed && usageOf(resolver.tree, node).kind === "called";
  const [start, end] = node.range;
  if (plain) report({ rule: "process-exit", start, end, args: { name: "process.exit" } });
  else report({ rule: "process-escape", start, end, args: { name: "process.exit" } });
}

function isNamed(resolver: Resolver, node: Node, name: string): boolean {
  return resolver.valuesOf(node).some((value) => value.kind === "thing" && value.name === name);
}

function isText(value: Value): boolean {
  return value.kind === "text" || (value.kind === "constant" && typeof value.value === "string");
}

function isScript(text: string): boolean {
  return /^[\u0000-\u0020]*(?:javascript|vbscript):[\s\S]*\S/i.test(text) || /^[\u0000-\u0020]*data:text\/(?:html|javascript)/i.test(text);
}

/** `setTimeout.call(null, "code")`, `setInterval.apply(null, ["code", 1])`: a timer called by way of Function.prototype. */
function borrowedTimer(resolver: Resolver, node: TSESTree.CallExpression | TSESTree.NewExpression, report: Report): void {
  if (node.callee.type !== T.MemberExpression) return;
  const [, given] = node.arguments;
  const names = resolver.valuesOf(node.callee.object).flatMap((value) => (value.kind === "thing" ? [value.name] : []));
  const timer = names.find((name) => /^(?:setTimeout|setInterval|setImmediate|requestAnimationFrame)$/.test(name));
  if (timer === undefined || given === undefined) return;
  const code = given.type === T.ArrayExpression ? given.elements[0] : given;
  if (code !== null && code !== undefined && resolver.valuesOf(code).some(isText))
    report({ rule: "string-timer", start: node.range[0], end: node.range[1], args: { name: timer } });
}
