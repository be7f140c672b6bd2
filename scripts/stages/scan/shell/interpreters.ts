import { INTERPRETERS, type Language, READ_SHELLS } from "./builtins.table.ts";
import { type Call, hasOption, type Judge, optionsOf, type Parsed, valueOf, words } from "./call.ts";
import { embed } from "./embed.ts";
import { embedShell } from "./evaluate.ts";
import { type Field, type Machine, refuse, shown, step, type Stream } from "./machine.ts";
import { isFilter } from "./perl.ts";
import { needProgram } from "./permissions.ts";
import { ownFiles, runFile } from "./run-file.ts";
import { pathIn } from "./writes.ts";
import { putVariable, type State, stateOfChild } from "./state.ts";
import { blur, FROM, has, isKnown, known, lost, unknown } from "./text.ts";

const SHELL_VALUED = words("-c -o -O +o +O --rcfile --init-file");

/** `bash -c`, `bash file`, `... | bash`. */
export const judgeShell: Judge = (machine, call) => {
  const { program, around } = call;
  const args = program === "busybox" ? call.args.slice(1) : call.args;
  if (program === "busybox") {
    const applet = call.args[0];
    if (applet === undefined) return unknown(FROM.plain);
    if (!READ_SHELLS.has(applet.text)) return machine.start(call.args, around, true);
  }
  const parsed = shellWords(args);
  for (const name of ["--rcfile", "--init-file"]) {
    const file = valueOf(parsed, name);
    if (file !== null) runFile(machine, program, "shell", file, [], around);
  }
  if (!READ_SHELLS.has(program) && machine.mode === "told" && (around.stdin === null || !has(around.stdin, FROM.network | FROM.decoded))) {
    needProgram(machine, around.place, program);
    return unknown(FROM.data);
  }
  if (!READ_SHELLS.has(program)) {
    refuse(machine, "command-hidden", around.place, { text: shown(machine, around.place) }, [`${program}, which this version does not read`]);
    return unknown(FROM.data);
  }
  const [first, ...rest] = parsed.operands;
  if (hasOption(parsed, "-c")) {
    if (machine.mode === "code") refuse(machine, "process-creation", around.place, { name: program });
    return first === undefined
      ? unknown(FROM.data)
      : embedShell(machine, first, { ...around, state: childOf(machine, around.state, program, rest) }, behind(rest));
  }
  if (first !== undefined && first.text !== "-" && !hasOption(parsed, "-s") && !/^\/dev\/(?:stdin|fd\/0)$/.test(first.text)) {
    if (/^\/dev\/fd\//.test(first.text)) return embedShell(machine, machine.files.get(first.text) ?? unknown(FROM.data), around, rest);
    runFile(machine, program, "shell", first, rest, around);
    return unknown(FROM.data);
  }
  if (around.stdin !== null) {
    if (machine.mode === "code") refuse(machine, "process-creation", around.place, { name: program });
    return embedShell(
      machine,
      around.stdin,
      { ...around, state: childOf(machine, around.state, program, []) },
      hasOption(parsed, "-s") ? parsed.operands : rest,
    );
  }
  if (!hasOption(parsed, "--version", "-n")) needProgram(machine, around.place, program);
  return unknown(FROM.data);
};

/** `sh -c code name word`: a shell of its own, in which `$0` is the first word behind the code. */
function childOf(machine: Machine, state: State, program: string, [name = known(program)]: readonly Field[]): State {
  const { child, cost } = stateOfChild(state);
  step(machine, 1 + cost);
  putVariable(child, "0", { values: [name.many === true ? lost(name) : name], elements: null, reference: null });
  return child;
}

/** The words behind the first; where nobody has counted what stands there, the first may be among them. */
function behind(words: readonly Field[]): readonly Field[] {
  const [first, ...rest] = words;
  return first?.many === true ? [{ ...lost(blur(words)), many: true }] : rest;
}

/** Options of a shell are letters of which only `c`, `o` and `O` take a word, and the word of `c` is the first operand. */
function shellWords(args: readonly Field[]): ReturnType<typeof optionsOf> {
  const options: { name: string; value: Field | null }[] = [];
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at];
    if (arg === undefined || arg.text === "--" || !/^[-+]./.test(arg.text)) break;
    if (arg.text.startsWith("--")) {
      if (SHELL_VALUED.has(arg.text)) options.push({ name: arg.text, value: args[++at] ?? null });
      else options.push({ name: arg.text, value: null });
      continue;
    }
    for (const letter of arg.text.slice(1, 40)) {
      options.push({ name: `-${letter}`, value: null });
      if (letter === "o" || letter === "O") at++;
    }
  }
  if (args[at]?.text === "--" || (args[at]?.text === "-" && at + 1 < args.length)) at++;
  return { options, operands: args.slice(at), unsure: false };
}

const CODE: Readonly<Record<string, ReadonlySet<string>>> = {
  python: words("-c"),
  javascript: words("-e --eval -p --print -pe"),
  perl: words("-e -E"),
  ruby: words("-e"),
  php: words("-r -B -R -E --run"),
  lua: words("-e"),
  luajit: words("-e"),
  Rscript: words("-e"),
  R: words("-e"),
  osascript: words("-e"),
  julia: words("-e -E --eval --print"),
  elixir: words("-e --eval"),
  raku: words("-e"),
};
const VALUED: Readonly<Record<string, ReadonlySet<string>>> = {
  python: words("-c -m -W -X -Q --check-hash-based-pycs"),
  javascript: words(
    "-e --eval -p --print -pe -r --require --import --loader --experimental-loader -C --conditions --title --env-file --input-type --max-old-space-size --test-reporter --preload --config --import-map --lock --cert -c --tsconfig --project -P",
  ),
  perl: words("-e -E -I -M -m -i -F -l -0 -x -C -D"),
  ruby: words("-e -I -r -E -F -K -x -C"),
  osascript: words("-e -l -s"),
};
const LOADS = words("-r --require --import --loader --experimental-loader --preload");
const OWN_VERBS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["deno", words("run test bench serve watch")],
  ["bun", words("run test watch")],
  ["tsx", words("watch")],
  ["electron", words("")],
]);

/** `python -c`, `node file`, `perl -e`, `... | ruby`. */
export const judgeInterpreter: Judge = (machine, call) => {
  const base = call.program.replace(/(?<![0-9.])[0-9.]+$/, "");
  const language: Language = INTERPRETERS.get(call.program) ?? INTERPRETERS.get(base) ?? null;
  const kind = language ?? base;
  const { around } = call;
  const verbs = OWN_VERBS.get(call.program);
  const verb = call.args[0]?.text ?? "";
  const args = verbs?.has(verb) === true ? call.args.slice(1) : call.args;
  if (verbs !== undefined && !verbs.has(verb)) {
    const other = otherVerb(machine, call, verb);
    if (other !== null) return other;
  }
  const parsed = optionsOf(args, VALUED[kind] ?? CODE[kind] ?? new Set(), true);
  if (language === "javascript") runLoaded(machine, call, parsed);
  if (isCheck(parsed, kind)) return unknown(FROM.plain);
  const code = parsed.options.filter((one) => CODE[kind]?.has(one.name) === true || (kind === "perl" && one.name === "-e"));
  if (code.length > 0) {
    for (const { value } of code) if (value !== null) embedCode(machine, language, value, call);
    return unknown(FROM.data | (around.stdin?.from ?? 0));
  }
  if (kind === "python" && hasOption(parsed, "-m")) return runModule(machine, valueOf(parsed, "-m"), call);
  return runOperand(machine, call, language, parsed);
};

function isCheck(parsed: Parsed, kind: string): boolean {
  return hasOption(parsed, "--check", "--syntax-check") || (kind === "perl" && hasOption(parsed, "-c"));
}

/** `node --require x`: code that is loaded before the program. */
function runLoaded(machine: Machine, { program, around }: Call, parsed: Parsed): void {
  for (const { name, value } of parsed.options)
    if (LOADS.has(name) && value !== null && /^[./~\u0000\u0001]|:/.test(value.text)) runFile(machine, program, "javascript", value, [], around);
}

/** The file an interpreter is given, or what is piped into it. */
function runOperand(machine: Machine, call: Call, language: Language, parsed: Parsed): Stream {
  const { around } = call;
  const [first, ...rest] = parsed.operands;
  if (first !== undefined && first.text !== "-" && !/^\/dev\/(?:stdin|fd\/0)$/.test(first.text)) {
    if (/^\/dev\/fd\//.test(first.text)) embedCode(machine, language, machine.files.get(first.text) ?? unknown(FROM.data), call);
    else runFile(machine, call.program, language, first, rest, around);
    return unknown(FROM.data);
  }
  if (hasOption(parsed, "--version", "-V", "-v", "--help", "-h")) return unknown(FROM.plain);
  if (around.stdin !== null) embedCode(machine, language, around.stdin, call);
  else needProgram(machine, around.place, call.program);
  return unknown(FROM.data);
}

/** Perl opens what it is given as file names: these are commands to it. */
const OPENS = /^\s*[|>]|\|\s*$/;

/** Code that may be read: what filters text in Perl's own small words is no more than sed. */
function embedCode(machine: Machine, language: Language, code: Field, call: Call): void {
  const { around, program } = call;
  // Code of a language that is read, written out in the call, is judged like a file of the skill that its interpreter runs.
  if (machine.mode === "code" && (language === null || !isKnown(code))) refuse(machine, "process-creation", around.place, { name: program });
  if (
    program === "perl" &&
    !has(code, FROM.network | FROM.decoded) &&
    isKnown(code) &&
    isFilter(code.text) &&
    !call.args.some((one) => one !== code && OPENS.test(one.text))
  )
    return;
  if (program === "osascript" && isHarmlessAppleScript(code)) {
    needProgram(machine, around.place, program);
    return;
  }
  if (machine.mode === "told" && language === null) needProgram(machine, around.place, program);
  embed(machine, language, code, around, program);
}

function isHarmlessAppleScript(code: Field): boolean {
  return (
    !/do shell script|doShellScript|run script|runScript|\$\.|currentApplication|keystroke|key code|hidden answer|password|default answer|keychain|the clipboard|System Events|load script|open location|curl|call method|system attribute|\bTerminal\b|iTerm|use framework|ObjC/i.test(
      code.text,
    ) &&
    !/\bof application\b|\b(?:Mail|Messages|Safari|Chrome|Finder|Keychain)\b/i.test(code.text) &&
    (code.from & (FROM.network | FROM.decoded)) === 0 &&
    !code.text.startsWith("\u0001")
  );
}

const MODULES_QUIET =
  /^(?:json\.tool|venv|py_compile|compileall|tokenize|timeit|calendar|this|zipfile|tarfile|unittest|doctest|pytest|mypy|black|ruff|flake8|isort|build|platform|sysconfig|site|ensurepip|virtualenv|cProfile|pstats|gzip|base64|uuid|textwrap|tabnanny|ast|dis)$/;

function runModule(machine: Machine, name: Field | null, call: Call): Stream {
  const { around, args } = call;
  const module = name?.text ?? "";
  const own = ownFiles(machine, known(`${module.replaceAll(".", "/")}.py`)).concat(ownFiles(machine, known(`${module.replaceAll(".", "/")}/__main__.py`)));
  const at = args.findIndex((one) => one.text === "-m");
  const rest = args.slice(at + 2);
  for (const path of own) machine.loaded.push({ path, language: "Python" });
  if (own.length > 0) return unknown(FROM.data);
  if (module === "pip" || module === "pipx" || module === "uv") return machine.start([{ ...known(module) }, ...rest], around, true);
  if (/^(?:http\.server|SimpleHTTPServer|pyftpdlib|smtpd)$/.test(module)) {
    if (machine.mode === "told") needProgram(machine, around.place, call.program);
    else refuse(machine, "listening-server", around.place, { name: `${call.program} -m ${module}` });
  }
  if (module === "venv" || module === "virtualenv") noteEnvironment(machine, rest, around);
  if (module === "venv" || module === "virtualenv" || module === "json.tool") return unknown((around.stdin?.from ?? 0) | FROM.data);
  if (name === null || !isKnown(name)) refuse(machine, "computed-module", around.place, { name: call.program, why: "the module cannot be told" });
  else if (!MODULES_QUIET.test(module) && machine.mode === "script" && !/^[\w.]+$/.test(module))
    refuse(machine, "computed-module", around.place, { name: module, why: "no name of a module" });
  needProgram(machine, around.place, call.program);
  return unknown(FROM.data);
}

/** An environment in a folder that only this script knows holds the interpreter, pip, and what pip is told to install there. */
function noteEnvironment(machine: Machine, args: readonly Field[], around: Call["around"]): void {
  const target = args.findLast((one) => !one.text.startsWith("-"));
  if (target === undefined || !isKnown(target) || target.many === true) return;
  const { text } = pathIn(around.state, target);
  if ([...machine.made].some((folder) => text === folder || text.startsWith(`${folder}/`))) machine.environments.add(text);
}

function otherVerb(machine: Machine, call: Call, verb: string): Stream | null {
  const { program, args, around } = call;
  if (program === "deno" && verb === "eval") {
    const code = args.slice(1).find((one) => !one.text.startsWith("-"));
    if (code !== undefined) embedCode(machine, "javascript", code, call);
    return unknown(FROM.data);
  }
  if (program === "bun" && /^(?:x|install|i|add|create|remove|update|link|build|pm|init|upgrade|publish)$/.test(verb))
    return machine.start([known(verb === "x" ? "bunx" : "npm"), ...args.slice(1)], around, true);
  if (program === "deno" && /^(?:install|add|task|fmt|lint|check|compile|bundle|doc|info|upgrade|jupyter|repl|cache|x|init)$/.test(verb)) {
    needProgram(machine, around.place, program);
    if (args.some((one) => /^(?:https?|npm|jsr):/.test(one.text)))
      machine.report({ rule: "unpinned-install", ...around.place, args: { text: shown(machine, around.place) } });
    return unknown(FROM.data);
  }
  return null;
}
