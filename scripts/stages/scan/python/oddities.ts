import { mark, type Reading, shown } from "./context.ts";
import { STANDARD } from "./names.table.ts";
import { nameOf, type Node, part, textOf } from "./tree.ts";
import { exactText, textIn, textsOf, type Value } from "./value.ts";

/** Streams and settings that programs replace for good reasons. */
const SETTINGS =
  /^(?:sys\.(?:stdout|stderr|stdin|argv|path|dont_write_bytecode|tracebacklimit|ps1|ps2|exitcode)|os\.environ|csv\.\w+|socket\.timeout|logging\.\w+|random\.seed|warnings\.\w+|decimal\.\w+|locale\.\w+|json\.encoder\.FLOAT_REPR|tempfile\.tempdir|webbrowser\._tryorder|mimetypes\.\w+|readline\.\w+|signal\.\w+|multiprocessing\.\w+|turtle\.\w+|ssl\.(?!_create)\w+)/;
const LATE = /^(?:sys\.(?:excepthook|displayhook|unraisablehook|breakpointhook|__\w+hook__)|threading\.excepthook)$/;
/** Variables that make programs started later, or Python itself, run other code. */
const LOADERS =
  /^(?:LD_PRELOAD|LD_AUDIT|LD_LIBRARY_PATH|DYLD_\w+|PYTHONSTARTUP|PYTHONPATH|PYTHONHOME|PYTHONINSPECT|PYTHONWARNINGS|PYTHONBREAKPOINT|NODE_OPTIONS|BASH_ENV|ENV|PROMPT_COMMAND|GIT_SSH|GIT_SSH_COMMAND|GIT_EXTERNAL_DIFF|GIT_CONFIG_\w+|PERL5OPT|PERL5LIB|RUBYOPT|RUBYLIB|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|PAGER|EDITOR|VISUAL|BROWSER|IFS)$/;

/** Replaced built-ins, hooks, templates that look into objects, and variables that hijack what is started later. */
export function findOddities(reading: Reading): void {
  for (const node of reading.resolver.tree.nodes) {
    if (node.type === "assignment" || node.type === "augmented_assignment") assigned(reading, node);
    else if (node.type === "call") called(reading, node);
  }
}

function assigned(reading: Reading, node: Node): void {
  const left = part(node, "left");
  const right = part(node, "right");
  if (left === null || right === null) return;
  if (left.type === "attribute") attributeAssigned(reading, left, right);
  else if (left.type === "subscript" && !isNowhere(reading, right)) itemAssigned(reading, left);
  else if (left.type === "identifier" && left.scope === 0 && nameOf(reading.resolver.tree, left) === "__builtins__")
    reading.report(mark(node, "builtin-patch", { name: "__builtins__" }));
}

/** `os.environ["GIT_CONFIG_GLOBAL"] = os.devnull`: a program that reads nothing there runs nothing from there. */
function isNowhere({ resolver }: Reading, right: Node): boolean {
  const values = resolver.valuesOf(right);
  return values.length > 0 && values.every((one) => (one.kind === "thing" && one.name === "os.devnull") || exactText(one) === "/dev/null");
}

function attributeAssigned({ resolver, report }: Reading, left: Node, right: Node): void {
  const object = part(left, "object");
  const attribute = part(left, "attribute");
  if (object === null || attribute === null) return;
  const name = nameOf(resolver.tree, attribute);
  for (const value of resolver.valuesOf(object)) {
    if (value.kind !== "thing" || value.name.includes("(")) continue;
    const whole = `${value.name}.${name}`;
    if (LATE.test(whole)) report(mark(left, "late-code", { name: whole }));
    else if (SETTINGS.test(whole)) continue;
    else if (value.name === "builtins" || (STANDARD.has(value.name.split(".", 1)[0] ?? "") && isCode(resolver.valuesOf(right))))
      report(mark(left, "builtin-patch", { name: shown(whole) }));
  }
}

function isCode(values: readonly Value[]): boolean {
  return values.some((one) => one.kind === "function" || one.kind === "class" || one.kind === "partial" || (one.kind === "thing" && !one.name.endsWith(")")));
}

/** `os.environ["LD_PRELOAD"] = ...`, `builtins.__dict__["print"] = ...`. */
function itemAssigned(reading: Reading, left: Node): void {
  const { resolver, report } = reading;
  const base = part(left, "value");
  const key = part(left, "subscript");
  if (base === null || key === null) return;
  const names = textsOf(resolver.valuesOf(key));
  for (const value of resolver.valuesOf(base)) {
    if (value.kind === "thing" && value.name === "os.environ") variable(reading, left, names);
    else if (value.kind === "thing" && value.name === "builtins.__dict__") report(mark(left, "builtin-patch", { name: "builtins" }));
    else if (value.kind === "names" && value.of === "module" && names.includes(null)) report(mark(left, "builtin-patch", { name: "globals()" }));
  }
}

function variable({ report }: Reading, node: Node, names: readonly (string | null)[]): void {
  for (const name of names)
    if (name !== null && LOADERS.test(name))
      report(mark(node, "process-creation", { name }, { evidence: ["programs started later run what this variable names"] }));
}

function called(reading: Reading, node: Node): void {
  const { resolver } = reading;
  const callee = part(node, "function");
  if (callee?.type !== "attribute") return;
  const method = nameOf(resolver.tree, part(callee, "attribute") ?? callee);
  const object = part(callee, "object");
  if (object === null) return;
  if (method === "format" || method === "format_map") template(reading, node, object);
  else if (method === "setdefault" || method === "update" || method === "putenv") {
    if (!resolver.valuesOf(object).some((one) => one.kind === "thing" && (one.name === "os.environ" || one.name === "os"))) return;
    const given = resolver.givenTo(node);
    variable(reading, node, [...textsOf(given.by[0] ?? []), ...given.named.keys(), ...keysOf(given.by[0] ?? [])]);
  } else if (method === "from_string" || method === "Template") compiledTemplate(reading, node, callee);
}

function keysOf(values: readonly Value[]): readonly (string | null)[] {
  return values.flatMap((one) => (one.kind === "dict" ? one.entries.flatMap(([keys]) => keys.map(exactText)) : []));
}

/** `template.format(x)`: `{0.__class__.__init__.__globals__}` in a template reads anything that x leads to. */
function template({ resolver, report }: Reading, node: Node, object: Node): void {
  const given = resolver.givenTo(node);
  const all = [...given.by, ...given.named.values()];
  for (const value of resolver.valuesOf(object)) {
    const text = textIn(value);
    if (text?.exact === true) {
      if (text.prefix.match(/\{[^{}]*\}/g)?.some((field) => field.includes("._") || field.includes("[_")) === true)
        report(mark(node, "stack-introspection", { name: "str.format" }, { evidence: [text.prefix.slice(0, 120)] }));
    } else if ((value.kind === "unknown" || value.kind === "text" || value.kind === "thing") && all.some((values) => values.some(leadsOn)))
      report(mark(node, "stack-introspection", { name: "str.format" }, { evidence: ["the template is computed, and it can reach into what it is given"] }));
  }
}

/** Values that lead on to modules: own objects, functions, classes, modules. */
function leadsOn(value: Value): boolean {
  return (
    value.kind === "object" ||
    value.kind === "class" ||
    value.kind === "function" ||
    (value.kind === "thing" && !/[()[\]]/.test(value.name) && value.name !== "sys.executable" && STANDARD.has(value.name))
  );
}

/** A template that is text of the program's own making is compiled to code. */
function compiledTemplate({ resolver, report }: Reading, node: Node, callee: Node): void {
  const things = resolver.valuesOf(callee).flatMap((one) => (one.kind === "thing" ? [one.name] : []));
  if (!things.some((name) => /^jinja2\.(?:Template|(?:Native)?Environment\(\)\.from_string)$|^django\.template\.Template$/.test(name))) return;
  const text = resolver.givenTo(node).by[0] ?? [];
  const isPlain = text.length > 0 && text.every((one) => exactText(one) !== null && !reachesIn(exactText(one) ?? ""));
  if (!isPlain && text.some((one) => exactText(one) !== null || one.kind === "unknown"))
    report(mark(node, "template-engine", { name: textOf(resolver.tree, callee).slice(0, 60) }));
}

/** Does a template of Jinja's manner name `__...` in an expression or a statement? */
function reachesIn(template: string): boolean {
  const isNamed = (part: string): boolean => {
    const open = part.indexOf("{{");
    return open >= 0 && part.includes("__", open + 2);
  };
  return template.split("}").some(isNamed) || template.split("%").some((part, at, all) => part.includes("__") && all[at - 1]?.endsWith("{") === true);
}
