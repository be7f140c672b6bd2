import Handlebars from "handlebars";
import { PLACE_HELPERS, type Place, type SlotSpec, type TemplateSpec } from "#kernel/template";
import { FIRST, inverseOf, isBlock, isContent, isMustache, joined, LAST, textAfter, textBefore } from "./template-neighbours.ts";
import { originOf, placeOf, type Source } from "./template-source.ts";

type Statement = hbs.AST.Statement;
type Scope = readonly SlotSpec[];
/** What may stand right before and after a statement; null: something other than plain text. */
type Around = Readonly<{ before: string | null; after: string | null }>;
/** A value that a template asks for; `slot` is the declaration it meets, `place` null where it is only looked at. */
export type Use = Readonly<{ slot: SlotSpec; place: Place | null }>;

const FILE_HELPERS: Readonly<Record<string, readonly string[]>> = {
  ".md.hbs": ["yaml", "json", "line", "code", "fence"],
  ".mjs.hbs": ["js", "json", "comment"],
};

/**
 * Checks one template file against the constrained language: text, comments, `{{helper slot}}` with the helper of a place
 * the slot declares, `{{#each list}}` and `{{#if slot}}`. No raw output, partials, decorators, literals, parent paths,
 * white-space control or subexpressions. Returns what the file asks for. Throws Error with file, line, reason and what to do.
 */
export function checkTemplate(spec: TemplateSpec, source: Source): readonly Use[] {
  const { file, text } = source;
  // Handlebars also takes a ready-made tree, which would go round every check here.
  if (typeof (text as unknown) !== "string") throw new Error(`${file}: a template is text`);
  const helpers = Object.entries(FILE_HELPERS).find(([ending]) => file.endsWith(ending))?.[1];
  if (helpers === undefined) throw new Error(`${file}: a template file ends in ${Object.keys(FILE_HELPERS).join(" or ")}; rename it`);
  const raw = /\{\{~|~\}\}|\{\{\{|\{\{&/.exec(text);
  if (raw !== null)
    throw new Error(`${placeAt(source, raw.index)}: ${raw[0]} is raw output or white-space control, which the language has not; write {{helper slot}}`);
  const uses: Use[] = [];
  checkBody(parsed(source).body, spec.slots, { before: "\n", after: "\n" }, { source, helpers, uses });
  return uses;
}

/** The tree of a template file. Throws Error with the place where the syntax ends. */
export function parsed(source: Source): hbs.AST.Program {
  try {
    return Handlebars.parse(source.text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const line = Number(/\bline (\d+)/.exec(message)?.[1] ?? /- (\d+):/.exec(message)?.[1] ?? "1");
    const found = message.split("\n").at(-1) ?? message;
    throw new Error(`${placeOf(originOf(source, line))}: no Handlebars here (${found}); every {{ needs its }} and every block its end`, { cause: error });
  }
}

function placeAt(source: Source, index: number): string {
  return placeOf(originOf(source, source.text.slice(0, index).split("\n").length));
}

type Rules = Readonly<{ source: Source; helpers: readonly string[]; uses: Use[] }>;

function checkBody(body: readonly Statement[], scope: Scope, around: Around, rules: Rules): void {
  body.forEach((statement, at) => {
    checkStatement(statement, scope, { before: textBefore(body, at, around.before), after: textAfter(body, at, around.after) }, rules);
  });
}

function checkStatement(statement: Statement, scope: Scope, around: Around, rules: Rules): void {
  if (isContent(statement) || statement.type === "CommentStatement") return;
  if (isMustache(statement)) checkMustache(statement, scope, around, rules);
  else if (isBlock(statement)) checkBlock(statement, scope, around, rules);
  else if (/^Partial/.test(statement.type))
    throw refuse(statement, rules, "a shared section is named alone on its line, `{{> name}}`, without anything else; other partials there are not");
  else throw refuse(statement, rules, `${statement.type} is no part of the language; take it out`);
}

function checkMustache(node: hbs.AST.MustacheStatement, scope: Scope, around: Around, rules: Rules): void {
  const helper = pathOf(node.path, rules);
  const place = PLACE_HELPERS.get(helper);
  if (place === undefined || !rules.helpers.includes(helper))
    throw refuse(node, rules, `{{${helper}}} is no helper for this kind of file; there are ${rules.helpers.join(", ")}, written {{helper slot}}`);
  if (!node.escaped) throw refuse(node, rules, "raw output; write {{helper slot}}");
  const slot = slotOf(node, scope, rules);
  if (slot.type === "list") throw refuse(node, rules, `slot ${slot.name} is a list; go through it with {{#each ${slot.name}}}`);
  if (!slot.places.includes(place))
    throw refuse(node, rules, `slot ${slot.name} does not declare ${place}; add it to its places, or use the helper of ${slot.places.join(" or ")}`);
  rules.uses.push({ slot, place });
  if (place === "markdown-fence" && !(around.before?.endsWith("\n    ") === true && around.after?.startsWith("\n") === true))
    throw refuse(node, rules, "a fence stands alone on its line, after four spaces");
  if (place !== "markdown-code" && place !== "markdown-line") return;
  if (around.before === null || around.after === null) throw refuse(node, rules, "two values touch; put words or a blank between them");
  if (LAST.test(around.before) || FIRST.test(around.after))
    throw refuse(node, rules, "a value touches a back-tick, `!` or `\\`, which would change its meaning; put a blank between them");
}

function checkBlock(node: hbs.AST.BlockStatement, scope: Scope, around: Around, rules: Rules): void {
  const kind = pathOf(node.path, rules);
  if (kind !== "each" && kind !== "if") throw refuse(node, rules, `{{#${kind}}} is no part of the language; there are {{#each list}} and {{#if slot}}`);
  const slot = slotOf(node, scope, rules);
  if (kind === "each" && slot.type !== "list") throw refuse(node, rules, `{{#each}} needs a list, and ${slot.name} is one value; use {{#if ${slot.name}}}`);
  rules.uses.push({ slot, place: null });
  const inner = kind === "each" && slot.type === "list" ? slot.of : scope;
  const body = node.program.body;
  // One round of a loop is followed by the next.
  const loop = {
    before: joined(around.before, textBefore(body, body.length, around.before), LAST),
    after: joined(around.after, textAfter(body, -1, around.after), FIRST),
  };
  checkBody(body, inner, kind === "each" ? loop : around, rules);
  const inverse = inverseOf(node);
  if (inverse !== null) checkBody(inverse, scope, around, rules);
}

function slotOf(node: hbs.AST.MustacheStatement | hbs.AST.BlockStatement, scope: Scope, rules: Rules): SlotSpec {
  const [only, ...others] = node.params;
  if (only === undefined || others.length > 0 || ((node as Partial<typeof node>).hash?.pairs.length ?? 0) > 0)
    throw refuse(node, rules, "exactly one slot is expected, without options; write {{helper slot}}");
  const name = pathOf(only, rules);
  const slot = scope.find((one) => one.name === name);
  if (slot === undefined) throw refuse(node, rules, `${name} is no slot here; there are ${scope.map((one) => one.name).join(", ")}`);
  return slot;
}

function pathOf(node: hbs.AST.Node, rules: Rules): string {
  const path = node as Partial<hbs.AST.PathExpression>;
  if (node.type !== "PathExpression" || path.data === true || path.depth !== 0 || path.parts?.length !== 1 || typeof path.original !== "string")
    throw refuse(node, rules, "only a plain name is allowed: no literal, path, parent, @variable or subexpression");
  return path.original;
}

function refuse(node: hbs.AST.Node, { source }: Rules, why: string): Error {
  return new Error(`${placeOf(originOf(source, node.loc.start.line))}: ${why}`);
}
