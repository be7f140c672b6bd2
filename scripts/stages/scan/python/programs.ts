import { spellPath } from "../javascript/paths.ts";
import type { Report } from "../mark.ts";
import { judgeArgv } from "../shell/argv.ts";
import { HOLE } from "../shell/text.ts";
import { readCommand } from "../shell/command.ts";
import { isOnlyType } from "./annotations.ts";
import { mark, type Reading, shown } from "./context.ts";
import { commandsByCaller } from "./each-call.ts";
import { ownFile } from "./externals.ts";
import { startedFiles } from "./made.ts";
import type { Resolver } from "./resolver.ts";
import type { Node } from "./tree.ts";
import { nameOf, part } from "./tree.ts";
import { exactText, NOTHING_KNOWN, textIn, UNKNOWN, type Value, type Values } from "./value.ts";
import { isNamedElsewhere, isTyped, rewritesArguments } from "./typed.ts";
import { usageOf } from "./usage.ts";
import { shellWords } from "./words.ts";

const STARTS = /^subprocess\.(?:run|call|check_call|check_output|Popen)$/;
/** Ways to become another program, which is told with a list of its words. */
const BECOMES = /^os\.exec(?:v|ve|vp|vpe)$/;
const MOST_COMMANDS = 40;

/**
 * Uses of subprocess -> marks. Under its own name, without a shell, and with a program that can be told, starting it is a permission; everything
 * else is refused: another name hides what is done, and a command that cannot be told can be any command.
 */
export function findPrograms(reading: Reading): void {
  const { resolver, report, things } = reading;
  for (const { node, name } of things) {
    if (!STARTS.test(name)) continue;
    const usage = usageOf(resolver.tree, node);
    // What a call gives is no plain name: `getattr(subprocess, "Po" + "pen")`, or an own function that hands it out.
    if (node.type === "call") {
      if (!/^(?:compared|caught|member)$/.test(usage.kind))
        report(mark(node, "process-creation", { name: shown(name) }, { evidence: ["subprocess under another name"] }));
      continue;
    }
    if (/^(?:compared|caught|dropped|member)$/.test(usage.kind) || (usage.kind === "typed" && isOnlyType(reading, name))) continue;
    if (usage.kind === "named" && isPlain(resolver, node)) continue;
    if (usage.kind !== "called")
      report(mark(node, "process-creation", { name: shown(name) }, { evidence: ["it is handed on, so what it will start cannot be told"] }));
    else if (!isPlain(resolver, node)) report(mark(node, "process-creation", { name: shown(name) }, { evidence: ["subprocess under another name"] }));
    else started(reading, usage.call);
  }
}

/**
 * `os.execv(python, [python, script])` under its own name, where the one is the running interpreter or that of an environment in the skill's own folder and the
 * other a script of the skill: it starts again, or goes on as another of them, which is judged like a program that is started. False for any other use.
 */
export function becomes(reading: Reading, name: string, node: Node, call: Node): boolean {
  if (!BECOMES.test(name) || !isPlain(reading.resolver, node)) return false;
  const { by, named, open } = reading.resolver.givenTo(call);
  const [program = [], lists = []] = by;
  const words = lists.map((one) => ownWords(reading.resolver, call) ?? (one.kind === "list" ? one : null));
  const isOwn = words.every((one) => one !== null && (one.items[1] ?? []).length > 0 && one.items[1]?.every(isOfSkill) === true);
  if (open || named.size > 0 || program.length === 0 || words.length === 0 || !program.every(isOwnPython) || !isOwn) return false;
  const fail = (why: string): void => reading.report(mark(call, "process-creation", { name: shown(name) }, { evidence: [why] }));
  for (const one of words) if (one !== null) argued(reading, call, { ...one, items: [program, ...one.items.slice(1)] }, fail);
  return true;
}

const isOfSkill = (one: Value): boolean => /^\u0000skill\/(?!.*\.\.).*\.py$/.test(exactText(one) ?? "");

function isOwnPython(one: Value): boolean {
  if (one.kind === "thing") return one.name === "sys.executable";
  return /^\u0000skill\/(?!.*\.\.)(?:[^/]+\/)*(?:bin\/python[0-9.]*|Scripts\/python\.exe)$/.test(exactText(one) ?? "");
}

/** `[python] + sys.argv`: the script itself, and what was typed behind its name. */
function ownWords(resolver: Resolver, call: Node): Extract<Value, { kind: "list" }> | null {
  const words = part(call, "arguments")?.children[1];
  const [left, right] = words?.type === "binary_operator" ? [part(words, "left"), part(words, "right")] : [];
  const isOwn = right !== null && right !== undefined && resolver.valuesOf(right).every((one) => one.kind === "thing" && one.name === "sys.argv");
  if (left?.type !== "list" || left.children.length !== 1 || !isOwn || resolver.scopes.attributes.has("argv") || rewritesArguments(resolver)) return null;
  return { kind: "list", items: [[UNKNOWN], [ownFile(resolver.around.path)]], open: true };
}

/** `subprocess.run` as a plain import brought it, or `run` from a plain `from subprocess import run`; `os.execv` likewise. */
function isPlain(resolver: Resolver, node: Node): boolean {
  const root = node.type === "attribute" ? part(node, "object") : node;
  const binding = root?.type === "identifier" ? resolver.scopes.bindingOf.get(root) : undefined;
  if (binding === undefined || root === null || binding.writes.length === 0) return false;
  const own = nameOf(resolver.tree, root);
  const wanted = node.type === "attribute" ? /^(?:os|subprocess)$/ : new RegExp(`^(?:os|subprocess)\\.${own}$`);
  return binding.writes.every((write) => write.kind === "import" && write.imported.plain && wanted.test(write.imported.thing));
}

function started(reading: Reading, call: Node): void {
  const { resolver, report } = reading;
  const given = resolver.givenTo(call);
  const fail = (why: string): void => report(mark(call, "process-creation", { name: "subprocess" }, { evidence: [why] }));
  const command = commandOf(resolver, call);
  const each = given.open || command === null ? null : commandsByCaller(resolver, command);
  const first = each ?? given.by[0] ?? given.named.get("args") ?? (given.open ? NOTHING_KNOWN : []);
  const shell = given.named.get("shell") ?? given.by[8] ?? [];
  const hidden = given.open && /\bshell\b|\bexecutable\b/.test(resolver.tree.text.replace(/#.*/g, ""));
  if (first.length === 0 || (each === null && first.length > MOST_COMMANDS)) {
    fail("the command cannot be told");
    return;
  }
  if (given.named.has("executable")) {
    fail("the program that runs is named apart from the command");
    return;
  }
  if (hidden) {
    fail("whether a shell runs it cannot be told");
    return;
  }
  if (isChosen(resolver, call, first)) {
    anyProgram(reading, call, "whoever starts the script types the program");
    return;
  }
  const byShell = shell.some((one) => one.kind !== "constant" || (one.value !== false && one.value !== null && one.value !== 0));
  for (const value of first) (byShell ? commanded : argued)(reading, call, value, fail);
}

function anyProgram({ report }: Reading, call: Node, why: string): void {
  report(mark(call, "process-access", { name: "the script", program: "any program" }, { permission: { kind: "process", value: "*" }, evidence: [why] }));
}

/** Can the command not be told because it is typed by whoever starts the script? Each that can be told is judged as it is. */
function isChosen(resolver: Resolver, call: Node, values: Values): boolean {
  if (
    values.some((one) => (one.kind === "list" ? one.items[0] !== undefined && one.items[0].every((head) => exactText(head) !== null) : exactText(one) !== null))
  )
    return false;
  const command = commandOf(resolver, call);
  return command !== null && isTyped(resolver, command);
}

/** The command, as it stands among the arguments of a call. */
function commandOf(resolver: Resolver, call: Node): Node | null {
  const given = part(call, "arguments")?.children ?? [];
  const named = given.find((one) => one.type === "keyword_argument" && nameOf(resolver.tree, part(one, "name") ?? one) === "args");
  return given.find((one) => one.type !== "keyword_argument") ?? (named === undefined ? null : part(named, "value"));
}

/** `shell=True`: the command is read as the shell reads it. */
function commanded({ report, context, loaded }: Reading, call: Node, value: Value, fail: (why: string) => void): void {
  const text = value.kind === "list" ? exactText(value.items[0]?.[0] ?? { kind: "unknown" }) : exactText(value);
  if (text === null) {
    fail("a shell runs a command that cannot be told");
    return;
  }
  loaded.push(...readCommand(plainPath(text), call.start, "code", at(call, report), context).loaded);
}

/** A program and its arguments, without a shell. */
function argued(reading: Reading, call: Node, value: Value, fail: (why: string) => void): void {
  const { report, context, loaded } = reading;
  const list = value.kind === "list" ? value : wordsOf(value);
  const heads = list?.items[0];
  const untold = (): void => {
    const command = commandOf(reading.resolver, call);
    if (command === null || !isNamedElsewhere(reading.resolver, command)) fail("the program cannot be told");
    else anyProgram(reading, call, "a caller, this machine or the person's environment names the program");
  };
  if (list === null || heads === undefined) {
    untold();
    return;
  }
  for (const head of heads) {
    if (head.kind === "constant" && head.value === null) continue;
    const program = programOf(head);
    if (head.kind === "thing" && head.name.startsWith("os.environ[")) {
      // What the person's own environment names is theirs to choose.
      anyProgram(reading, call, `the program is named by ${head.name}`);
      asInterpreter(reading, call, list);
      continue;
    }
    for (const file of startedFiles(program, head, list.items.slice(1))) reading.started.push({ call, file });
    if (program === null) {
      untold();
      asInterpreter(reading, call, list);
      continue;
    }
    const said = [program, ...list.items.slice(1, 8).map(wordOf)];
    if (isInstall(said) && !isFromList(said)) {
      report(
        mark(
          call,
          "remote-module",
          { name: said.map((one) => one?.replaceAll(HOLE, "…") ?? "…").join(" ") },
          { evidence: ["it installs packages while it runs"] },
        ),
      );
      continue;
    }
    const second = /^python[0-9.]*$/.test(program) ? (list.items[1] ?? []) : [];
    if (runsOwnFolder(second))
      report(mark(call, "process-access", { name: "the script", program: "a file of the skill itself" }, { disposition: "note", severity: "info" }));
    // A script that lies in the skill under a computed name is read anyway.
    const scripts = second.length > 0 && second.length <= MOST_COMMANDS ? [second.filter((one) => !isOwnScript(one)).map((one) => wordOf([one]))] : [];
    const rest = [...scripts, ...list.items.slice(1 + scripts.length).map(waysOf), ...(list.open ? [[null]] : [])];
    for (const words of everyWay(rest)) loaded.push(...judgeArgv([program, ...words], { start: call.start, end: call.end }, "code", at(call, report), context));
  }
}

/** `[os.environ["SHELL"], "-c", code]`: whatever program it is, code among its arguments is read as the interpreter would that takes it so. */
function asInterpreter({ report, context, loaded }: Reading, call: Node, list: Extract<Value, { kind: "list" }>): void {
  const words = list.items.slice(1, MOST_COMMANDS).map(wordOf);
  const place = words.findIndex((one, index) => one !== null && /^(?:-[a-z]{0,3}[ce]|--eval)$/.test(one) && typeof words[index + 1] === "string");
  if (place < 0) return;
  const isShell = words[place]?.endsWith("c") === true;
  const program = !isShell ? "node" : /^\s*(?:import|from|print|def|with|for \w+ in)\b/.test(words[place + 1] ?? "") ? "python3" : "sh";
  loaded.push(...judgeArgv([program, ...words], { start: call.start, end: call.end }, "code", at(call, report), context));
}

type Word = string | null;

/** A word of a command -> all it may be. */
function waysOf(values: Values): readonly Word[] {
  return values.length === 0 ? [null] : values.map((one) => wordOf([one]));
}

/** Words with all each may be -> the commands there are, each to be judged; of too many, words that may be several cannot be told. */
function everyWay(words: readonly (readonly Word[])[]): readonly (readonly Word[])[] {
  let all: readonly (readonly Word[])[] = [[]];
  for (const ways of words) {
    const open = all.length * ways.length > MOST_COMMANDS ? [null] : ways;
    all = all.flatMap((before) => open.map((one) => [...before, one]));
  }
  return all;
}

function wordsOf(value: Value): Extract<Value, { kind: "list" }> | null {
  if (value.kind === "path") return { kind: "list", items: [[value]], open: false };
  const words = textIn(value) === null ? null : shellWords(value);
  return words?.kind === "list" ? words : null;
}

/** First word -> the program as it would be spelled in a command; the running interpreter is Python. */
function programOf(value: Value): string | null {
  if (value.kind === "thing") return /^sys\.(?:executable|_base_executable)$/.test(value.name) ? "python3" : null;
  const text = exactText(value);
  return text === null || text === "" ? null : plainPath(text);
}

function wordOf(values: Values): string | null {
  const [only, more] = values;
  if (only === undefined || more !== undefined) return null;
  if (only.kind === "thing" && only.name === "sys.executable") return "python3";
  const text = only.kind === "constant" && typeof only.value === "number" ? String(only.value) : exactText(only);
  if (text !== null) return plainPath(text);
  // A name with a known domain behind it, an address with a known host before: what is known of a word counts.
  const part = textIn(only);
  return part === null || part.prefix.startsWith("\u0000") || `${part.prefix}${part.suffix}` === "" ? null : `${part.prefix}${HOLE}${part.suffix}`;
}

/** `python -m pip install x`, `uv pip install x`, `pip install x`: code from elsewhere, at run time. */
function isInstall(words: readonly (string | null)[]): boolean {
  const program = (words[0] ?? "").slice((words[0] ?? "").lastIndexOf("/") + 1).replace(/\.exe$/, "");
  if (/^python[0-9.]*$|^py$/.test(program)) {
    const at = words.indexOf("-m");
    const module = at < 0 ? "" : (words[at + 1] ?? "");
    return module === "ensurepip" || (/^(?:pip|uv|pipx|easy_install)$/.test(module) && isInstall([module, ...words.slice(at + 2)]));
  }
  return (
    /^(?:pip[0-9.]*|uv|pipx|easy_install|conda|mamba|poetry|pdm)$/.test(program) &&
    !(/^(?:uv|poetry|pdm)$/.test(program) && words[1] === "run") &&
    words.slice(1).some((one) => one === null || /^(?:install|add|sync|inject|download)$/.test(one) || (one === "run" && program === "pipx"))
  );
}

/** `pip install -r requirements.txt` and nothing besides: the list is named, and read like every file of the skill. */
function isFromList(words: readonly (string | null)[]): boolean {
  const at = words.indexOf("install");
  const rest = at < 0 ? [] : words.slice(at + 1);
  const list = rest.findIndex((one) => one === "-r" || one === "--requirement");
  if (list < 0 || !/^[\w./-]+\.txt$/.test(rest[list + 1] ?? "") || /^\/|\.\./.test(rest[list + 1] ?? "")) return false;
  return rest.every((one, index) => index === list + 1 || (one !== null && /^(?:-r|--requirement|-q|--quiet|--no-cache-dir|--upgrade|-U|--user)$/.test(one)));
}

/** `[sys.executable, str(HERE / name)]` where only the folder is known: every file there is read as the program it is. */
function runsOwnFolder(values: Values): boolean {
  return values.some(isOwnScript);
}

function isOwnScript(value: Value): boolean {
  const text = textIn(value);
  return text !== null && !text.exact && text.prefix.startsWith("\u0000skill/") && !text.suffix.includes("..") && text.suffix.endsWith(".py");
}

/** Paths in the skill as its own folder names them. */
function plainPath(text: string): string {
  return text.startsWith("\u0000") ? spellPath(text).path : text;
}

/** Marks of another reader, put at the call: what they count from is not the text of the file. */
function at(call: Node, report: Report): Report {
  return (one) => report({ ...one, start: call.start, end: call.end });
}
