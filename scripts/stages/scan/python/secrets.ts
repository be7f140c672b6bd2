import { PLAIN_VARIABLES } from "../javascript/things.table.ts";
import { mark, type Reading } from "./context.ts";
import type { Resolver } from "./resolver.ts";
import { nameOf, type Node, part } from "./tree.ts";
import { usageOf } from "./usage.ts";

const QUIET =
  /^(?:PATH|PATHEXT|PYTHON\w*|VIRTUAL_ENV|CONDA_(?:PREFIX|DEFAULT_ENV)|USER|LOGNAME|USERNAME|HOSTNAME|LOG_?LEVEL|DISPLAY|WAYLAND_DISPLAY|TERM_PROGRAM|SystemRoot|COMSPEC|APPDATA|LOCALAPPDATA|PROGRAMFILES|WINDIR|OPENCLAW_(?:HOME|WORKSPACE|STATE_DIR|DIR)|CLAUDE_PROJECT_DIR|GITHUB_ACTIONS|PORT|HOST|TZ)$/;
const KEEPERS =
  /^(?:keyring\.get_(?:password|credential)|secretstorage\..*|browser_cookie3\..*|pyperclip\.paste|pandas\.read_clipboard|win32clipboard\.GetClipboardData|browsercookie\..*|pycookiecheat\..*|tkinter\.Tk\(\)\.clipboard_get|xerox\.paste|clipboard\.paste)$/;

/** Reads of the environment and of places that keep secrets -> marks with the variable each needs. */
export function findSecrets(reading: Reading): void {
  const { resolver, report, things } = reading;
  for (const { node, name } of things) {
    if (node.type === "call" && /^os\.environ\[/.test(name)) read(reading, node, name);
    else if (node.type === "subscript" && name.startsWith("os.environ[") && isRead(node)) read(reading, node, name);
    else if (name === "os.environ" || name === "os.environb" || name === "os.environ.copy") whole(reading, node);
    else if (KEEPERS.test(name) && usageOf(resolver.tree, node).kind === "called")
      report(mark(node, "secret-access", { name, variable: "stored secrets" }, { permission: { kind: "secrets", value: "*" }, severity: "critical" }));
    else if (/^dotenv\.(?:load_dotenv|find_dotenv)$/.test(name) && usageOf(resolver.tree, node).kind === "called")
      report(mark(node, "filesystem-access", { name, mode: "read", path: ".env" }, { permission: { kind: "filesystem.read", value: ".env" } }));
  }
}

/** Does this stand where a value is read, not written or deleted? */
function isRead(node: Node): boolean {
  return !(node.field === "left" && node.parent?.type === "assignment") && node.parent?.type !== "delete_statement";
}

function read({ report, resolver }: Reading, node: Node, name: string): void {
  const direct = node.type === "subscript" || isLookup(resolver, node);
  if (!direct) return;
  const variable = /^os\.environ\[([^\]]*)\]/.exec(name)?.[1] ?? "*";
  if (PLAIN_VARIABLES.has(variable) || QUIET.test(variable)) report(mark(node, "plain-variable", { variable }));
  else
    report(
      mark(
        node,
        "secret-access",
        { name: "os.environ", variable: variable === "*" ? "every variable" : variable },
        { permission: { kind: "secrets", value: variable } },
      ),
    );
}

/** Is it this call that looks the variable up, not a function that hands on what another one read? */
function isLookup(resolver: Resolver, call: Node): boolean {
  const callee = part(call, "function");
  if (callee === null) return false;
  if (resolver.valuesOf(callee).some((one) => one.kind === "thing" && /^os\.(?:getenv|getenvb|environ\.(?:get|pop|setdefault|__getitem__))$/.test(one.name)))
    return true;
  const object = callee.type === "attribute" ? part(callee, "object") : null;
  return object !== null && resolver.valuesOf(object).some((one) => one.kind === "thing" && one.name === "os.environ");
}

/** The whole environment, where it is more than handed to a program that inherits it anyway. */
function whole({ resolver, report }: Reading, node: Node): void {
  if (isInherited(resolver, node, 0)) return;
  report(mark(node, "secret-access", { name: "os.environ", variable: "every variable" }, { permission: { kind: "secrets", value: "*" } }));
}

/** Methods that read one variable, or only change the environment. */
const ONE = /^(?:get|pop|setdefault|__getitem__|__setitem__|__contains__|update|clear|keys|putenv)$/;

/** Is this environment only looked up by name, changed, or given to a program as `env=`? */
export function isInherited(resolver: Resolver, node: Node, depth: number): boolean {
  if (depth > 6) return false;
  const parent = node.parent;
  if (parent === null) return false;
  switch (parent.type) {
    case "attribute": {
      if (node.field !== "object") return false;
      const name = part(parent, "attribute");
      const method = name === null ? "" : nameOf(resolver.tree, name);
      if (ONE.test(method)) return true;
      return method === "copy" && parent.parent?.type === "call" && isInherited(resolver, parent.parent, depth + 1);
    }
    case "subscript":
      return node.field === "value";
    case "keyword_argument": {
      const name = part(parent, "name");
      return name !== null && nameOf(resolver.tree, name) === "env";
    }
    case "comparison_operator":
    case "delete_statement":
      return true;
    case "argument_list": {
      const callee = parent.parent === null ? null : part(parent.parent, "function");
      const isCopy =
        callee !== null &&
        resolver
          .valuesOf(callee)
          .some((one) => one.kind === "thing" && /^(?:builtins\.dict|copy\.(?:copy|deepcopy)|builtins\.(?:isinstance|len|bool))$/.test(one.name));
      if (callee !== null && isPatched(resolver, node, callee)) return true;
      return isCopy && parent.parent !== null && isInherited(resolver, parent.parent, depth + 1);
    }
    case "dictionary_splat":
    case "dictionary":
    case "parenthesized_expression":
    case "conditional_expression":
    case "boolean_operator":
      return isInherited(resolver, parent, depth + 1);
    case "import_from_statement":
    case "expression_statement":
      return true;
    case "with_item":
      return false;
    case "assignment":
      return node.field === "left" || namesInherited(resolver, parent, depth);
    case "call":
      return node.field === "function" && isInherited(resolver, parent, depth + 1);
    default:
      return parent.type === "for_statement" ? false : parent.type === "binary_operator" && isInherited(resolver, parent, depth + 1);
  }
}

/** `@patch.dict(os.environ, {...})`, `with patch.dict(os.environ, ...):`: a test that changes it and puts it back; with a name it would hand it on. */
function isPatched(resolver: Resolver, node: Node, callee: Node): boolean {
  const call = callee.parent;
  const isFirst = node.parent?.children.find((one) => one.type !== "(" && one.type !== "comment") === node;
  return (
    isFirst &&
    (call?.parent?.type === "decorator" || call?.parent?.type === "with_item") &&
    resolver.valuesOf(callee).some((one) => one.kind === "thing" && /^(?:unittest\.)?mock\.patch\.dict$/.test(one.name))
  );
}

function namesInherited(resolver: Resolver, assignment: Node, depth: number): boolean {
  const left = part(assignment, "left");
  if (left?.type !== "identifier") return false;
  const binding = [...(resolver.scopes.all[left.scope]?.names.values() ?? [])].find((one) => one.name === nameOf(resolver.tree, left));
  return binding !== undefined && binding.loads.length < 60 && binding.loads.every((load) => isInherited(resolver, load, depth + 1));
}
