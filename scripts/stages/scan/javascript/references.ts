import { AST_NODE_TYPES as T } from "@typescript-eslint/typescript-estree";
import type { Report } from "../mark.ts";
import { keyName } from "./scope.ts";
import { REFUSED_THINGS } from "./things.table.ts";
import type { Node } from "./tree.ts";
import { isInert, usageOf } from "./usage.ts";
import type { Resolver, Value } from "./value.ts";

/**
 * Resolver -> a mark for each reference to something that no grant allows. The reference is the finding, not the call:
 * it can be stored, passed, returned or tagged out of sight.
 */
export function findRefused(resolver: Resolver, report: Report): void {
  for (const node of resolver.tree.nodes) {
    if (!isSource(resolver, node)) continue;
    for (const value of resolver.valuesOf(node)) {
      if (value.kind !== "thing") continue;
      const refused = refusal(resolver, node, value.name);
      if (refused === null) continue;
      const name = shown(value.name);
      report({ rule: refused.rule, start: node.range[0], end: node.range[1], args: { name, why: refused.why, text: name }, evidence: [`resolves to ${name}`] });
      break;
    }
  }
  for (const node of resolver.tree.nodes) if (node.type === T.Property) patternProperty(resolver, node, report);
}

/** Only where a thing is first reached: a free name, a member, a call that fetches one. Later uses of a local alias repeat nothing. */
function isSource(resolver: Resolver, node: Node): boolean {
  if (node.type === T.Identifier) return resolver.scopes.bindingOf(node) === null && isUsed(resolver, node);
  if (node.type === T.MemberExpression) return !resolver.valuesOf(node.object).some((value) => value.kind === "thing" && find(value.name) !== null);
  if (node.type === T.JSXIdentifier) return resolver.scopes.bindingOf(node) === null && resolver.tree.parents.get(node)?.type !== T.JSXAttribute;
  if (node.type === T.CallExpression)
    return !resolver.valuesOf(node.callee).some((value) => value.kind === "thing" && find(value.name) !== null) && isFetching(resolver, node.callee);
  return false;
}

function isUsed(resolver: Resolver, node: Node): boolean {
  return resolver.tree.parents.has(node) && referenced(resolver).has(node);
}

const REFERENCES = new WeakMap<Resolver, ReadonlySet<Node>>();
function referenced(resolver: Resolver): ReadonlySet<Node> {
  const known = REFERENCES.get(resolver);
  if (known !== undefined) return known;
  const made = new Set<Node>(resolver.scopes.references);
  REFERENCES.set(resolver, made);
  return made;
}

function isFetching(resolver: Resolver, callee: Node): boolean {
  return resolver
    .valuesOf(callee)
    .some(
      (value) =>
        value.kind === "thing" &&
        /^(?:Reflect\.get|Object\.getOwnPropertyDescriptor|Reflect\.getOwnPropertyDescriptor|Object\.getPrototypeOf|Reflect\.getPrototypeOf)$/.test(value.name),
    );
}

type Refusal = Readonly<{ rule: Parameters<Report>[0]["rule"]; why: string }>;

function refusal(resolver: Resolver, node: Node, name: string): Refusal | null {
  if (isInert(resolver, node)) return null;
  if (name === "global.*") return { rule: "dynamic-code", why: "a computed name on the global object can be eval" };
  if (name === "process.*") return { rule: "process-escape", why: "a computed name on process" };
  if (name === "require.*" || name === "module.*") return { rule: "computed-module", why: "a computed name on the module loader" };
  if (name === "Deno.*" || name === "Bun.*") return { rule: "process-creation", why: "a computed name on the runtime" };
  if (name === "Function.*" || name === "Function.prototype.*") return { rule: "dynamic-code", why: "a computed name on Function" };
  if (name === "Function" && isPeaceful(resolver, node)) return null;
  if (name.startsWith("module:") && (node.type === T.Identifier || node.type === T.CallExpression)) return null;
  if (name === "unknown.constructor") return constructorUse(resolver, node);
  return find(name);
}

/** `fn instanceof Function`, `Function.prototype.x`, comparisons: nothing is made. */
function isPeaceful(resolver: Resolver, node: Node): boolean {
  const usage = usageOf(resolver.tree, node);
  if (usage.kind === "member") return usage.key === "prototype" || usage.key === "name";
  return usage.kind === "compared";
}

/** `x.constructor` of an unknown x: its name and `new this.constructor()` are ordinary; giving it text to run is not. */
function constructorUse(resolver: Resolver, node: Node): Refusal | null {
  const usage = usageOf(resolver.tree, node);
  if (usage.kind !== "called" || (node.type === T.MemberExpression && node.object.type === T.ThisExpression)) return null;
  const first = usage.call.arguments[0];
  const isText =
    usage.call.arguments.length > 0 &&
    first !== undefined &&
    usage.call.arguments.some((one) =>
      resolver.valuesOf(one).some((value) => value.kind === "text" || (value.kind === "constant" && typeof value.value === "string")),
    );
  return isText ? { rule: "dynamic-code", why: "the constructor of an unknown value is given text" } : null;
}

/** `const { eval: e } = globalThis`: the key is where the thing is reached. */
function patternProperty(resolver: Resolver, node: Node, report: Report): void {
  if (node.type !== T.Property || resolver.tree.parents.get(node)?.type !== T.ObjectPattern) return;
  const key = node.computed ? null : keyName(node.key);
  if (key === "constructor" || key === "__proto__") {
    report({ rule: "dynamic-code", start: node.range[0], end: node.range[1], args: { name: key, why: "a constructor taken out of a value" } });
    return;
  }
  const target = node.value.type === T.AssignmentPattern ? node.value.left : node.value;
  if (target.type !== T.Identifier) return;
  const binding = resolver.scopes.bindingOf(target);
  const values: readonly Value[] =
    binding === null ? [] : binding.writes.filter((write) => write.keys.length > 0).flatMap((write) => resolver.valuesOfWrite(write));
  for (const value of values) {
    const refused =
      value.kind === "thing"
        ? value.name === "process.exit"
          ? { rule: "process-escape" as const, why: "process.exit out of sight" }
          : refusal(resolver, target, value.name)
        : null;
    const fromRefusedModule = value.kind === "thing" && value.name.startsWith("module:") ? find(value.name) : null;
    const found = refused ?? fromRefusedModule;
    if (value.kind === "thing" && found !== null) {
      report({
        rule: found.rule,
        start: node.range[0],
        end: node.range[1],
        args: { name: shown(value.name), why: found.why },
        evidence: [`resolves to ${shown(value.name)}`],
      });
      return;
    }
  }
}

/** Thing -> why it is refused, by the longest known beginning; null when it is not. */
export function find(name: string): Refusal | null {
  const last = /\.(binding|_linkedBinding|dlopen)$/.exec(name)?.[1];
  if (last !== undefined && /^(?:process|unknown)/.test(name)) return REFUSED_THINGS.get(`process.${last}`) ?? null;
  for (let part = name; part !== ""; part = part.slice(0, Math.max(0, part.lastIndexOf(".")))) {
    const refused = REFUSED_THINGS.get(part);
    if (refused !== undefined) return refused;
    if (part.startsWith("module:") && part.includes("/") && !part.includes(".")) {
      const parent = REFUSED_THINGS.get(part.slice(0, part.indexOf("/", part.startsWith("module:@") ? part.indexOf("/") + 1 : 0)));
      if (parent !== undefined) return parent;
    }
  }
  return null;
}

/** How a thing is called towards people. */
export function shown(name: string): string {
  return name
    .replace(/^module:/, "")
    .replace(/^global$/, "globalThis")
    .replace(/\.\*$/, "[computed]")
    .replace(/^global\[/, "globalThis[");
}
