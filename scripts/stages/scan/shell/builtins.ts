import { getopts, setOptions, shift } from "./positionals.ts";
import { mapfile, read } from "./read.ts";
import { copyState, putVariable } from "./state.ts";
import { forget, setText } from "./assign.ts";
import { SHADOWED } from "./builtins.table.ts";
import { type Call, hasOption, type Judge, optionsOf, valueOf, words } from "./call.ts";
import { declare, dump } from "./declare.ts";
import { embedShell } from "./evaluate.ts";
import { fold, formatted } from "./fold.ts";
import { lookup } from "./lookup.ts";
import { type Machine, refuse, shown, type Stream } from "./machine.ts";
import { needPath, needProgram, needVariable } from "./permissions.ts";
import { judgeWritten, ownFiles } from "./run-file.ts";
import { blur, concatAll, EMPTY, FROM, isKnown, known, lost, marked, unknown } from "./text.ts";
import { pathIn } from "./writes.ts";
import { join } from "./ways.ts";

export function isBuiltin(program: string): boolean {
  return BUILTINS.has(program);
}

export function callBuiltin(machine: Machine, call: Call): Stream {
  return BUILTINS.get(call.program)?.(machine, call) ?? EMPTY;
}

const grave = (machine: Machine, call: Call, why: string): void =>
  refuse(machine, "command-persist", call.around.place, { text: shown(machine, call.around.place) }, [why]);

const changeFolder: Judge = (_machine, { args, around }) => {
  const target = args.findLast((one) => !/^-[LPe@]+$/.test(one.text));
  const { state } = around;
  if (target === undefined) state.cwd = known("~");
  else if (target.text === "-") state.cwd = unknown(FROM.plain);
  else state.cwd = pathIn(state, target.many === true ? lost(target) : target);
  return EMPTY;
};

const evaluate: Judge = (machine, { args, around }) => {
  if (args.length === 0) return EMPTY;
  return embedShell(machine, concatAll(args, " "), around);
};

const source: Judge = (machine, call) => {
  const [file, ...args] = call.args.filter((one, at) => at > 0 || one.text !== "--");
  const { around } = call;
  if (file === undefined) return EMPTY;
  const path = pathIn(around.state, file);
  if (/^\/dev\/(?:stdin|fd\/0)$|^-$/.test(path.text)) {
    return embedShell(machine, around.stdin ?? unknown(FROM.data), around);
  }
  if (judgeWritten(machine, path, "shell", args, around)) return EMPTY;
  const own = ownFiles(machine, path);
  if (own.length > 0) return sourceOwn(machine, own, around);
  const isRc =
    /(?:^|\/)(?:\.(?:bashrc|zshrc|profile|bash_profile|zprofile|zshenv)|activate|\.?venv\/.*|nvm\.sh|conda\.sh|env|cargo\/env|sdkman-init\.sh|export\.sh|emsdk_env\.sh|setup\.bash|os-release|bash_completion|\.env(?:\.\w+)?|config(?:\.\w+)?|[\w-]*\.env|\.?\w*rc)$/.test(
      path.text,
    );
  needPath(machine, around.place, call.program, "read", path);
  if (machine.mode === "told" || isRc) {
    if (/(?:^|\/)[\w.-]*\.?env(?:\.\w+)?$/.test(path.text)) needVariable(machine, around.place, "*");
    return EMPTY;
  }
  if (isKnown(path)) needProgram(machine, around.place, path.text);
  else if (machine.active.length === 0 || (path.from & ~FROM.argument) !== 0)
    refuse(machine, "process-creation", around.place, { name: `${call.program} of a file that cannot be told` });
  return EMPTY;
};

/** The skill's own script is read in its place: its functions and variables are the caller's from here on. */
function sourceOwn(machine: Machine, own: readonly string[], around: Call["around"]): Stream {
  for (const path of own) {
    machine.loaded.push({ path, language: "shell" });
    const text = machine.context.textOf?.(path) ?? null;
    if (text !== null && own.length === 1 && machine.frame.depth < 4 && !machine.active.includes(`source ${path}`)) {
      machine.active.push(`source ${path}`);
      const printed = machine.run(known(text), around, null);
      machine.active.pop();
      return printed;
    }
  }
  return unknown(FROM.data);
}

const trap: Judge = (machine, call) => {
  const { args, around } = call;
  const [code, ...signals] = args.filter((one) => !/^-[lp]$/.test(one.text));
  if (code === undefined || code.text === "-" || code.text === "" || signals.length === 0) return EMPTY;
  if (signals.some((one) => /^(?:SIG)?DEBUG$/i.test(one.text))) grave(machine, call, "runs before every command");
  // Whatever the script has set by then is what it finds.
  machine.traps.push({ code, place: around.place });
  const way = copyState(around.state);
  const printed = embedShell(machine, code, { ...around, state: way });
  // A signal may come at once: what the code sets is then there.
  if (signals.some((one) => !/^(?:0|(?:SIG)?(?:EXIT|DEBUG|RETURN|ERR))$/i.test(one.text))) join(machine, around.state, [copyState(around.state), way]);
  return printed;
};

const alias: Judge = (machine, call) => {
  const isPrinted = call.args.every((one) => !one.text.includes("="));
  if (isPrinted) return blur([...machine.aliases.values()].flat());
  for (const one of call.args) {
    const [, name = "", value = ""] = /^([^=]+)=([\s\S]*)$/.exec(one.text) ?? [];
    if (name === "") continue;
    if (SHADOWED.has(name) && !new RegExp(`^(?:command |\\\\)?${name.replace(/\W/g, "\\$&")}(?: --?[\\w=-]+)*$`).test(value))
      grave(machine, call, `${name} is redefined`);
    machine.aliases.set(name, [...(machine.aliases.get(name) ?? []), { ...one, text: value }]);
    if (isKnown(one) && !machine.active.includes(`alias ${name}`)) {
      machine.active.push(`alias ${name}`);
      embedShell(machine, { ...one, text: value }, call.around);
      machine.active.pop();
    }
  }
  return EMPTY;
};

const unset: Judge = (machine, call) => {
  for (const one of call.args) {
    if (/^(?:HISTFILE|HISTSIZE|HISTFILESIZE|HISTCONTROL)$/.test(one.text))
      refuse(machine, "command-hidden", call.around.place, { text: shown(machine, call.around.place) }, ["switches the history off"]);
    const [, name = "", index] = /^([A-Za-z_]\w*)(\[[^\]]*\])?$/.exec(one.text) ?? [];
    if (name === "") continue;
    if (index !== undefined) forget(machine, call.around.state, name);
    else putVariable(call.around.state, name, { values: [EMPTY], elements: [], reference: null });
  }
  return EMPTY;
};

const history: Judge = (machine, call) => {
  if (call.args.some((one) => /^-[acdw]/.test(one.text)))
    refuse(machine, "command-hidden", call.around.place, { text: shown(machine, call.around.place) }, ["changes the history"]);
  return unknown(FROM.secret);
};

const printf: Judge = (machine, call) => {
  const at = call.args.findIndex((one) => one.text === "-v");
  if (at !== 0) return formatted(call.args);
  const [, name, ...rest] = call.args;
  // Without a format it is an error, and the variable keeps what it has.
  if (name !== undefined && rest.length > 0) setText(machine, call.around.state, name.text, [marked(formatted(rest), FROM.crafted)], call.around.place);
  return EMPTY;
};

/** `command x`, `builtin x`, `exec -a name x`: the same program, past functions and aliases. */
const direct: Judge = (machine, call) => {
  const { args, around, program } = call;
  const parsed = optionsOf(args, words(program === "exec" ? "-a" : ""), true);
  if (program === "command" && hasOption(parsed, "-v", "-V")) {
    const found = parsed.operands[0];
    return found === undefined ? EMPTY : { text: found.text, from: found.from, names: found.names };
  }
  if (parsed.operands.length === 0) return EMPTY;
  return machine.start(parsed.operands, around, true);
};

const enable: Judge = (machine, call) => {
  if (call.args.some((one) => one.text.startsWith("-f"))) refuse(machine, "native-code", call.around.place, { name: shown(machine, call.around.place) });
  return EMPTY;
};

const hash: Judge = (machine, call) => {
  if (call.args.some((one) => one.text === "-p")) grave(machine, call, "gives a program's name to another file");
  return EMPTY;
};

const positionalLookup: Judge = (machine, call) => {
  const name = call.args[0]?.text ?? "";
  if (/^[A-Za-z_]\w*$/.test(name)) return blur(lookup(machine, call.around.state, name, call.around.place));
  return dump(machine, call);
};

const complete: Judge = (machine, call) => {
  const code = valueOf(optionsOf(call.args, words("-C -F -A -G -W -P -S -X -o")), "-C");
  return code === null ? EMPTY : embedShell(machine, code, call.around);
};

/** `break 2`, `continue`, `return`: what holds here holds behind the loop or function. */
const leave: Judge = (machine, { program, args, around }) => {
  const kind = program === "return" ? "function" : "loop";
  const frames = machine.escapes.filter((one) => one.of === kind);
  const count = kind === "function" ? 1 : Number(args[0]?.text ?? 1);
  for (const { states } of frames.slice(Number.isInteger(count) ? -Math.max(1, count) : 0)) {
    states.push(copyState(around.state));
    if (states.length < MOST_LEFT) continue;
    const all = copyState(around.state);
    join(machine, all, states.splice(0));
    states.push(all);
  }
  return EMPTY;
};

/** States that wait to be joined. */
const MOST_LEFT = 16;

const QUIET_FOLD: Judge = (machine, call) => fold(machine, call);

const BUILTINS: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ["cd", changeFolder],
  ["pushd", changeFolder],
  ["popd", (_machine, { around }) => ((around.state.cwd = unknown(FROM.plain)), EMPTY)],
  ...["export", "declare", "typeset", "local", "readonly"].map((one): [string, Judge] => [one, declare]),
  ["read", read],
  ["mapfile", mapfile],
  ["readarray", mapfile],
  ["set", setOptions],
  ["shift", shift],
  ["eval", evaluate],
  ["source", source],
  [".", source],
  ["trap", trap],
  ["alias", alias],
  ["unset", unset],
  ["history", history],
  ["printf", printf],
  ["getopts", getopts],
  ["command", direct],
  ["builtin", direct],
  ["exec", direct],
  ["enable", enable],
  ["hash", hash],
  ["printenv", positionalLookup],
  ["complete", complete],
  ["echo", QUIET_FOLD],
  ...["break", "continue", "return"].map((one): [string, Judge] => [one, leave]),
]);
