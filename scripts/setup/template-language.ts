import Handlebars from "handlebars";
import { PLACE_HELPERS, type SlotSpec, type TemplateSpec } from "#kernel/template";

type Statement = hbs.AST.Statement;
type Scope = readonly SlotSpec[];
/** What may stand right before and after a statement; null: something other than plain text. */
type Around = Readonly<{ before: string | null; after: string | null }>;

const FILE_HELPERS: Readonly<Record<string, readonly string[]>> = {
  ".md.hbs": ["yaml", "json", "line", "code", "fence"],
  ".mjs.hbs": ["js", "json", "comment"],
};

/**
 * Checks one template file against the constrained language: text, comments, `{{helper slot}}` with the helper of a place
 * the slot declares, `{{#each list}}` and `{{#if slot}}`. No raw output, partials, decorators, literals, parent paths,
 * white-space control or subexpressions. Throws Error with file, line and reason.
 */
export function checkTemplate(spec: TemplateSpec, file: string, text: unknown): void {
  // Handlebars also takes a ready-made tree, which would go round every check here.
  if (typeof text !== "string") throw new Error(`${file}: a template is text`);
  const ending = Object.keys(FILE_HELPERS).find((one) => file.endsWith(one));
  const helpers = ending === undefined ? undefined : FILE_HELPERS[ending];
  if (helpers === undefined) throw new Error(`${file}: a template file ends in ${Object.keys(FILE_HELPERS).join(" or ")}`);
  if (/\{\{~|~\}\}|\{\{\{|\{\{&/.test(text)) throw new Error(`${file}: raw output and white-space control are no part of the template language`);
  checkBody(Handlebars.parse(text).body, spec.slots, { before: "\n", after: "\n" }, { file, helpers });
}

type Rules = Readonly<{ file: string; helpers: readonly string[] }>;

function checkBody(body: readonly Statement[], scope: Scope, around: Around, rules: Rules): void {
  body.forEach((statement, at) => {
    checkStatement(statement, scope, { before: textBefore(body, at, around.before), after: textAfter(body, at, around.after) }, rules);
  });
}

function checkStatement(statement: Statement, scope: Scope, around: Around, rules: Rules): void {
  if (isContent(statement) || statement.type === "CommentStatement") return;
  if (isMustache(statement)) checkMustache(statement, scope, around, rules);
  else if (isBlock(statement)) checkBlock(statement, scope, around, rules);
  else throw refuse(statement, rules, `${statement.type} is no part of the template language`);
}

function checkMustache(node: hbs.AST.MustacheStatement, scope: Scope, around: Around, rules: Rules): void {
  const helper = pathOf(node.path, rules);
  const place = PLACE_HELPERS.get(helper);
  if (place === undefined || !rules.helpers.includes(helper)) throw refuse(node, rules, `{{${helper}}} is no helper for this kind of file`);
  if (!node.escaped) throw refuse(node, rules, "raw output");
  const slot = slotOf(node, scope, rules);
  if (slot.type === "list" || !slot.places.includes(place)) throw refuse(node, rules, `slot ${slot.name} does not declare ${place}`);
  if (place === "markdown-fence" && !(around.before?.endsWith("\n    ") === true && around.after?.startsWith("\n") === true))
    throw refuse(node, rules, "a fence stands alone on its line, after four spaces");
  if (place !== "markdown-code" && place !== "markdown-line") return;
  if (around.before === null || around.after === null) throw refuse(node, rules, "a value needs text of the template on both sides");
  if (LAST.test(around.before) || FIRST.test(around.after)) throw refuse(node, rules, "a value touches a mark that would change its meaning");
}

function checkBlock(node: hbs.AST.BlockStatement, scope: Scope, around: Around, rules: Rules): void {
  const kind = pathOf(node.path, rules);
  if (kind !== "each" && kind !== "if") throw refuse(node, rules, `{{#${kind}}} is no part of the template language`);
  const slot = slotOf(node, scope, rules);
  if (kind === "each" && slot.type !== "list") throw refuse(node, rules, `{{#each}} needs a list`);
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
    throw refuse(node, rules, "exactly one slot is expected");
  const name = pathOf(only, rules);
  const slot = scope.find((one) => one.name === name);
  if (slot === undefined) throw refuse(node, rules, `${name} is no slot here`);
  return slot;
}

function pathOf(node: hbs.AST.Node, rules: Rules): string {
  const path = node as Partial<hbs.AST.PathExpression>;
  if (node.type !== "PathExpression" || path.data === true || path.depth !== 0 || path.parts?.length !== 1 || typeof path.original !== "string")
    throw refuse(node, rules, "only a plain name is allowed");
  return path.original;
}

/** The plain text right after statement `at`; null when a value may stand there. A block can vanish, then what follows it counts as well. */
function textAfter(body: readonly Statement[], at: number, end: string | null): string | null {
  const next = body[at + 1];
  if (next === undefined) return end;
  if (isContent(next) && next.value !== "") return next.value;
  if (isMustache(next)) return null;
  const beyond = textAfter(body, at + 1, end);
  if (!isBlock(next)) return beyond;
  const inverse = inverseOf(next);
  return joined(textAfter(next.program.body, -1, beyond), inverse === null ? beyond : textAfter(inverse, -1, beyond), FIRST);
}

function textBefore(body: readonly Statement[], at: number, start: string | null): string | null {
  const previous = body[at - 1];
  if (previous === undefined) return start;
  if (isContent(previous) && previous.value !== "") return previous.value;
  if (isMustache(previous)) return null;
  const beyond = textBefore(body, at - 1, start);
  if (!isBlock(previous)) return beyond;
  const inverse = inverseOf(previous);
  const inside = (part: readonly Statement[]) => textBefore(part, part.length, beyond);
  return joined(inside(previous.program.body), inverse === null ? beyond : inside(inverse), LAST);
}

const FIRST = /^`/;
const LAST = /[`!\\]$/;

/** Two texts that can stand in one place -> the worse of both; null when either is no text. */
function joined(one: string | null, other: string | null, bad: RegExp): string | null {
  return one === null || other === null ? null : bad.test(other) ? other : one;
}

/** The part after `{{else}}`; the parser leaves it out where its types say that it is always there. */
function inverseOf(node: hbs.AST.BlockStatement): readonly Statement[] | null {
  return (node as Partial<hbs.AST.BlockStatement>).inverse?.body ?? null;
}

function isContent(node: Statement): node is hbs.AST.ContentStatement {
  return node.type === "ContentStatement";
}
function isMustache(node: Statement): node is hbs.AST.MustacheStatement {
  return node.type === "MustacheStatement";
}
function isBlock(node: Statement): node is hbs.AST.BlockStatement {
  return node.type === "BlockStatement";
}

function refuse(node: hbs.AST.Node, rules: Rules, why: string): Error {
  return new Error(`${rules.file}:${node.loc.start.line}: ${why}`);
}
