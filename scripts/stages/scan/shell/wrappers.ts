import { setText } from "./assign.ts";
import { type Call, hasOption, type Judge, optionsOf, type Parsed, valueOf, words } from "./call.ts";
import { dump } from "./declare.ts";
import { embedShell } from "./evaluate.ts";
import { type Field, type Machine, type Place, refuse, shown, type Stream } from "./machine.ts";
import { needPath, needProgram } from "./permissions.ts";
import { isSecretRead } from "./reads.ts";
import { copyState, type State } from "./state.ts";
import { concatAll, either, EMPTY, FROM, has, HOLE, isKnown, known, lost, type Text, unknown } from "./text.ts";
import { WRAPPERS } from "./wrappers.table.ts";

/** sudo, env, nohup, timeout ...: the program behind them is what runs. */
export const judgeWrapper: Judge = (machine, call) => {
  const wrapper = WRAPPERS.get(call.program);
  if (wrapper === undefined) return unknown(FROM.data);
  const { around } = call;
  let args = call.args;
  if (wrapper.verbs !== undefined) {
    const at = args.findIndex((one) => !one.text.startsWith("-"));
    if (at < 0 || !wrapper.verbs.includes(args[at]?.text ?? "")) {
      needProgram(machine, around.place, call.program);
      return unknown(FROM.data);
    }
    args = args.slice(at + 1);
  }
  if (wrapper.grant === true) needProgram(machine, around.place, call.program);
  const parsed = optionsOf(args, words(wrapper.valued), true);
  if (call.program === "env") {
    const split = parsed.options.find((one) => one.name === "-S" || one.name === "--split-string");
    if (split !== undefined)
      refuse(machine, "command-hidden", around.place, { text: shown(machine, around.place) }, ["env -S takes a text apart into a command"]);
  }
  if (call.program === "flock" && hasOption(parsed, "-c")) return embedShell(machine, parsed.operands.at(-1) ?? EMPTY, around);
  let operands: readonly Field[] = parsed.operands.slice(wrapper.skip ?? 0);
  const state = copyState(around.state);
  if (wrapper.assignments === true) operands = assigned(machine, operands, state, around.place);
  if (operands.length === 0) return alone(machine, call, parsed);
  return behind(machine, call, operands, state);
};

/** `X=1 Y=2 program`: sets them and leaves the rest. */
function assigned(machine: Machine, given: readonly Field[], state: State, place: Place): readonly Field[] {
  let operands = given;
  for (let [one] = operands; one !== undefined && /^[A-Za-z_]\w*=/.test(one.text); [one] = operands) {
    const cut = one.text.indexOf("=");
    setText(machine, state, one.text.slice(0, cut), [{ ...one, text: one.text.slice(cut + 1) }], place);
    operands = operands.slice(1);
  }
  return operands;
}

/** A launcher with nothing to launch: `env` prints every variable, `sudo -s` is a shell. */
function alone(machine: Machine, call: Call, parsed: Parsed): Stream {
  const { around } = call;
  if (call.program === "env" && call.args.every((one) => !one.text.startsWith("-i"))) return dump(machine, call);
  if (call.program === "sudo" && hasOption(parsed, "-s", "-i") && around.stdin !== null) return embedShell(machine, around.stdin, around);
  return EMPTY;
}

function behind(machine: Machine, call: Call, operands: readonly Field[], state: State): Stream {
  const { around } = call;
  // `watch` and `parallel` hand one text to a shell.
  if ((call.program === "watch" || call.program === "entr") && operands.length === 1) return embedShell(machine, operands[0] ?? EMPTY, around);
  if (call.program === "parallel") return launched(machine, call, operands, around.stdin);
  const first = operands[0];
  if (call.program === "uv" && first !== undefined && /\.py$/.test(first.text)) return machine.start([known("python3"), ...operands], { ...around, state });
  return machine.start(operands, { ...around, state }, call.program !== "time");
}

/** A program that gets more words from what is piped in: it may be given anything that comes out of there. */
function launched(machine: Machine, call: Call, operands: readonly Field[], input: Text | null): Stream {
  const { around } = call;
  const more: Field = { ...unknown(input?.from ?? FROM.data), many: true };
  const [first] = operands;
  if (first === undefined) return unknown(FROM.data);
  if (first.text.includes(" ") && operands.length === 1) return embedShell(machine, first, around);
  return machine.start([...operands, more], { ...around, stdin: null });
}

const XARGS = words("-I -i -n -P -L -l -s -d -E -e -a --replace --max-args --max-procs --max-lines --delimiter --arg-file --max-chars --eof");

/** xargs: the words of the pipe become arguments; in front of a shell or an interpreter they become its program. */
export const judgeXargs: Judge = (machine, call) => {
  const { around } = call;
  const parsed = optionsOf(call.args, XARGS, true);
  const mark = valueOf(parsed, "-I", "-i", "--replace")?.text ?? (hasOption(parsed, "-I", "-i", "--replace") ? "{}" : null);
  const input = around.stdin ?? unknown(FROM.data);
  const [first] = parsed.operands;
  if (first === undefined) return unknown(input.from, input.names);
  const item = input.text.includes(HOLE) && !input.text.includes("\n") ? input : lost(input);
  const own = { ...around, stdin: null };
  if (mark !== null)
    return machine.start(
      parsed.operands.map((one) => (one.text.includes(mark) ? replaceMark(one, mark, item) : one)),
      own,
    );
  const words = wordsOf(parsed, input) ?? [{ ...item, many: true }];
  return either(inTurn(words, valueOf(parsed, "-n", "--max-args")).map((some) => machine.start([...parsed.operands, ...some], own)));
};

/** `-n 2`: the program is started for two words at a time. */
function inTurn(words: readonly Field[], count: Field | null): readonly (readonly Field[])[] {
  const size = Number(count?.text ?? "x");
  if (!(size >= 1) || words.length <= size) return [words];
  return Array.from({ length: Math.ceil(words.length / size) }, (_, at) => words.slice(at * size, (at + 1) * size));
}

const MOST_WORDS = 2_000;

/** Text that is known to the last letter -> the words xargs makes of it, where no option and no quotation has it cut otherwise. */
function wordsOf(parsed: Parsed, input: Text): readonly Field[] | null {
  const isPlain = parsed.options.every(({ name }) => /^(?:-[rtnP]|--no-run-if-empty|--verbose|--max-args|--max-procs)$/.test(name));
  if (!isPlain || input.or !== undefined || !isKnown(input) || /["'\\]/.test(input.text) || input.text.length > 40_000) return null;
  const found = input.text.split(/\s+/).filter((one) => one !== "");
  return found.length > MOST_WORDS ? null : found.map((text) => ({ ...input, text }));
}

function replaceMark(one: Field, mark: string, item: Text): Field {
  return { ...one, text: one.text.replaceAll(mark, item.text), from: one.from | item.from, names: [...one.names, ...item.names] };
}

const FIND_RUN = /^-(?:exec|execdir|ok|okdir)$/;

/** find: reads folders; -exec starts programs with the files it found, -delete and -fprint change files. */
export const judgeFind: Judge = (machine, call) => {
  const { args, around } = call;
  const starts = args.findIndex((one) => /^[-(!]/.test(one.text) && !/^-[HLP]$/.test(one.text));
  const folders = args.slice(0, starts < 0 ? args.length : starts).filter((one) => !/^-[HLPOD]/.test(one.text));
  for (const one of folders.length === 0 ? [known(".")] : folders) needPath(machine, around.place, "find", "read", one);
  const found = foundBy(args, folders);
  for (let at = 0; at < args.length; at++) {
    const text = args[at]?.text ?? "";
    if (FIND_RUN.test(text)) {
      const rest = args.slice(at + 1);
      const end = rest.findIndex((one) => one.text === ";" || one.text === "+" || one.text === "\\;");
      const argv = (end < 0 ? rest : rest.slice(0, end)).map((one) =>
        one.text.includes("{}") ? { ...one, text: one.text.replaceAll("{}", found.text), from: one.from | FROM.data } : one,
      );
      if (end < 0) refuse(machine, "command-hidden", around.place, { text: shown(machine, around.place) }, ["what find runs cannot be told"]);
      machine.start(argv, { ...around, stdin: null });
      at += argv.length + 1;
    } else if (text === "-delete") for (const one of folders) deleteUnder(machine, one, call);
    else if (/^-f(?:print0?|printf|ls)$/.test(text) && args[at + 1] !== undefined) needPath(machine, around.place, "find", "write", args[at + 1] ?? EMPTY);
  }
  if (!args.some((one) => /^-(?:printf|fprintf|exec|ls)/.test(one.text))) return { text: found.text, from: FROM.data, names: [] };
  return unknown(FROM.argument | (folders.some((one) => has(one, FROM.secret)) ? FROM.secret : 0));
};

/** The files a search can find: below its folder, with the ending its name asks for. */
function foundBy(args: readonly Field[], folders: readonly Field[]): Field {
  const folder = folders.length === 1 ? (folders[0]?.text ?? "").replace(/(?<!\/)\/+$/, "") : folders.length === 0 ? "." : "";
  const below = `${folder === "." ? "" : `${folder}/`}${HOLE}`;
  const found = namesIn(args).map((name): Field => ({ ...unknown(FROM.data), text: name === "" ? below : `${below}/${name}` }));
  // Of several names any may be found: the one that lets somebody in counts.
  return found.find((one) => isSecretRead(one)) ?? found[0] ?? { ...unknown(FROM.data), text: below };
}

/** The names a search asks for, as far as they are written out: a hole, and what stands behind the last star. */
function namesIn(args: readonly Field[]): readonly string[] {
  return args.flatMap((one, at) => {
    if (!/^-i?name$/.test(one.text)) return [];
    const name = args[at + 1]?.text ?? "";
    const ending = name.replace(/^.*[*?[\]]/, "");
    return [ending === "" ? "" : ending === name ? name : `${HOLE}${ending}`];
  });
}

function deleteUnder(machine: Machine, folder: Field, { around }: Call): void {
  if (/^(?:\/|~\/?|\/(?:etc|usr|var|home|bin|lib|opt|root|Users|System|Library)\/?)$/.test(folder.text))
    refuse(machine, "command-destroy", around.place, { text: shown(machine, around.place) });
  else needPath(machine, around.place, "find -delete", "write", folder);
}

/** Text behind the options is one command for a shell (`su -c`, `script -c`, `tmux new-session`). */
export function textLauncher(options: string, skip = 0): Judge {
  const names = words(options);
  return (machine, call) => {
    const parsed = optionsOf(call.args, new Set([...names, "-u", "-t", "-s", "-n"]), true);
    needProgram(machine, call.around.place, call.program);
    const code = parsed.options.find((one) => names.has(one.name))?.value;
    if (code !== undefined && code !== null) return embedShell(machine, code, call.around);
    const rest = parsed.operands.slice(skip);
    return rest.length === 0 ? unknown(FROM.data) : embedShell(machine, concatAll(rest, " "), call.around);
  };
}
