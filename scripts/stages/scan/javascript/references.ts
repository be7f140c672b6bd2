import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import type { Report } from "../mark.ts";
import { LISTED } from "./builtins.table.ts";
import { keyName } from "./binding.ts";
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
  for (const node of resolver.tree.nodes) {
    if (node.type === T.Property) patternProperty(resolver, node, report);
    aliasUse(resolver, node, report);
  }
}

/** Only where a thing is first reached: a free name, a member, a call that fetches one. Later uses of a local alias repeat nothing. */
function isSource(resolver: Resolver, node: Node): boolean {
  if (node.type === T.Identifier) return resolver.scopes.bindingOf(node) === null && isUsed(resolver, node);
  if (node.type === T.MemberExpression)
    return !resolver.valuesOf(node.object).every((value) => value.kind === "thing" && value.name !== "Function.prototype" && find(value.name) !== null);
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
  if (name === "require.*" || name === "module.*" || name === "module:module.*")
    return { rule: "computed-module", why: "a computed name on the module loader" };
  if (name === "Deno.*" || name === "Bun.*") return { rule: "process-creation", why: "a computed name on the runtime" };
  if (name === "Function.*" || name === "Function.prototype.*") return { rule: "dynamic-code", why: "a computed name on Function" };
  if (name === "module:module" && (node.type === T.Identifier || node.type === T.CallExpression)) return loaderUse(resolver, node);
  if (name.startsWith("module:") && (node.type === T.Identifier || node.type === T.CallExpression)) return null;
  if (name === "unknown.constructor") return constructorUse(resolver, node);
  const found = find(name);
  return found === null || isPeaceful(resolver, node, name) ? null : found;
}

/** Uses that take nothing: comparisons, `Function.prototype.toString`, the path of the main module, asking whether a process lives. */
function isPeaceful(resolver: Resolver, node: Node, name: string): boolean {
  const usage = usageOf(resolver.tree, node);
  if (usage.kind === "compared") return true;
  if (name === "Function") return usage.kind === "member" && (usage.key === "name" || (usage.key === "prototype" && isPlainPrototype(resolver, usage.node)));
  if (name === "require.main" || name === "module.parent") return usage.kind === "member" && /^(?:filename|path|id)$/.test(usage.key ?? "");
  if (name !== "process.kill" || usage.kind !== "called") return false;
  // kill(2): signal 0 is only the question whether the process is there.
  const signal = usage.call.arguments[1];
  return signal !== undefined && resolver.valuesOf(signal).every((value) => value.kind === "constant" && value.value === 0);
}

function isPlainPrototype(resolver: Resolver, node: Node): boolean {
  const usage = usageOf(resolver.tree, node);
  // What is taken out of an alias is looked at where it is taken.
  if (usage.kind === "compared" || usage.kind === "aliased" || usage.kind === "destructured") return true;
  return usage.kind === "member" && /^(?:toString|call|apply|bind|hasOwnProperty|name|length)$/.test(usage.key ?? "");
}

/** The loader's own module as a value: its known members are followed, everything else can load or compile. */
function loaderUse(resolver: Resolver, node: Node): Refusal | null {
  const { kind } = usageOf(resolver.tree, node);
  return kind === "passed" || kind === "exported" || kind === "called" ? { rule: "computed-module", why: "changes how modules are loaded" } : null;
}

const GIVEN_TEXT: Refusal = { rule: "dynamic-code", why: "the constructor of an unknown value is given text" };

/** `x.constructor` of an unknown x: its name and `new this.constructor()` are ordinary; giving it text to run is not. */
function constructorUse(resolver: Resolver, node: Node): Refusal | null {
  const usage = usageOf(resolver.tree, node);
  if (usage.kind !== "called" || (node.type === T.MemberExpression && node.object.type === T.ThisExpression)) return null;
  return isFedText(resolver, usage.call) ? GIVEN_TEXT : null;
}

/** A call that hands text over, or whose result is called at once as only a made function is. An error of the same kind that is thrown is no program. */
function isFedText(resolver: Resolver, call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const result = usageOf(resolver.tree, call);
  if (result.kind === "called" && result.call.callee !== call) return false;
  if (result.kind === "called") return true;
  if (call.type === T.NewExpression && resolver.tree.parents.get(call)?.type === T.ThrowStatement) return false;
  return call.arguments.some((one) =>
    resolver.valuesOf(one).some((value) => value.kind === "text" || (value.kind === "constant" && typeof value.value === "string")),
  );
}

/** A variable that may hold the constructor of something unknown, called like a program maker. */
function aliasUse(resolver: Resolver, node: Node, report: Report): void {
  if (node.type !== T.CallExpression) return;
  const { callee } = node;
  if (callee.type === T.MemberExpression) return;
  const isMaker =
    resolver.valuesOf(callee).some((value) => value.kind === "thing" && value.name === "unknown.constructor") || isAskedForMaker(resolver, callee);
  if (!isMaker || !isFedText(resolver, node)) return;
  report({ rule: GIVEN_TEXT.rule, start: node.range[0], end: node.range[1], args: { name: "constructor", why: GIVEN_TEXT.why } });
}

/** `get(get(""))("constructor")("text")`: whatever function looks it up, what is called next is what has that name. */
function isAskedForMaker(resolver: Resolver, callee: Node): boolean {
  if (callee.type !== T.CallExpression) return false;
  return callee.arguments.some((one) => {
    const values = resolver.valuesOf(one);
    return values.length > 0 && values.every((value) => value.kind === "constant" && value.value === "constructor");
  });
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
  return unlisted(name);
}

/** A member of a powerful built-in that no list knows. */
function unlisted(name: string): Refusal | null {
  const dot = name.lastIndexOf(".");
  const listed = dot < 0 ? undefined : LISTED.get(name.slice(0, dot));
  if (listed !== undefined && !listed.known.has(name.slice(dot + 1)) && !name.endsWith(".*")) return listed;
  return dot < 0 || !name.slice(0, dot).includes(".") ? null : unlisted(name.slice(0, dot));
}

/** How a thing is called towards people. */
export function shown(name: string): string {
  return name
    .replace(/^module:/, "")
    .replace(/^global$/, "globalThis")
    .replace(/\.\*$/, "[computed]")
    .replace(/^global\[/, "globalThis[");
}
