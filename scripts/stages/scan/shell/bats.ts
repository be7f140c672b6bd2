import type { FileContext } from "../reading.ts";
import type { Report } from "../mark.ts";
import { skillFile, skillFolder } from "../javascript/paths.ts";
import type { ShellResult } from "./analyse.ts";
import { setText, setVariable } from "./assign.ts";
import { listed } from "./items.ts";
import type { Around, Field, Machine, Stream } from "./machine.ts";
import { ownFiles } from "./run-file.ts";
import { EMPTY, FROM, known, lost, marked, type Text, unknown } from "./text.ts";
import { createWoven, finishWoven, runWoven, type Strand } from "./woven.ts";
import { withoutReturns } from "../text/returns.ts";

/** How a line begins a test (bats-preprocess): what stands before the last brace is its name, in quotation marks or not. */
const TEST = /^([ \t]*)@test([ \t]+)(.*\S)([ \t]+)\{(.*)$/gm;
const STEPS = ["setup_suite", "setup_file", "setup", "teardown", "teardown_file", "teardown_suite"] as const;

/** Tests for bats -> marks, whether all was read, and the skill's own files they run. A test is a function between those that set it up and clear away. */
export function analyseBats(path: string, source: string, context: FileContext, outer: Report): ShellResult {
  const { text, report } = withoutReturns(source, outer);
  const woven = createWoven(path, text, report, context, "source");
  const { machine } = woven;
  const state = woven.state;
  const place = { start: 0, end: 1 };
  const given: Readonly<Record<string, Text>> = {
    BATS_TEST_DIRNAME: known(skillFolder(path)),
    BATS_TEST_FILENAME: known(skillFile(path)),
    ...Object.fromEntries(["TMPDIR", "TEST_TMPDIR", "FILE_TMPDIR", "SUITE_TMPDIR", "RUN_TMPDIR"].map((one) => [`BATS_${one}`, known(FOLDER)])),
    ...Object.fromEntries(
      ["TEST_NUMBER", "TEST_NAME", "TEST_DESCRIPTION", "SUITE_TEST_NUMBER", "VERSION", "LIB_PATH"].map((one) => [`BATS_${one}`, unknown(FROM.plain)]),
    ),
    status: unknown(FROM.plain),
    output: unknown(FROM.data),
    stderr: unknown(FROM.data),
  };
  machine.made.add(FOLDER);
  for (const [name, value] of Object.entries(given)) setText(machine, state, name, [value], place);
  const start = machine.start;
  machine.start = (argv, around, direct) => helper(machine, argv, around) ?? start(argv, around, direct);
  runWoven(woven, scriptOf(text), state);
  finishWoven(woven);
  return { complete: machine.complete, loaded: machine.loaded };
}

const FOLDER = "/tmp/mktemp-bats";

/** The text as bats makes a script of it: tests are functions, and each of them is run between the steps. */
function scriptOf(text: string): readonly Strand[] {
  const strands: Strand[] = [];
  const names: string[] = [];
  let at = 0;
  const exact = (from: number, to: number): void => {
    if (to > from) strands.push({ ...known(text.slice(from, to)), at: from, until: to, isExact: true });
  };
  for (const { 0: all, index, 1: lead = "", 2: gap = "", 3: title = "", 5: rest = "" } of text.matchAll(TEST)) {
    const span = { at: index + lead.length, until: index + lead.length + 5, isExact: false };
    const name = `test_${String(names.length + 1)}_of_bats`;
    names.push(name);
    exact(at, index + lead.length);
    strands.push({ ...known(`${name}() { : `), ...span });
    // What stands in double quotation marks is expanded by a shell, as some versions have it.
    const from = index + lead.length + 5 + gap.length;
    exact(from, from + title.length);
    strands.push({ ...known(" ; "), ...span });
    at = index + all.length;
    exact(at - rest.length, at);
  }
  exact(at, text.length);
  const has = (step: (typeof STEPS)[number]): string =>
    new RegExp(`^[ \\t]*(?:function[ \\t]+)?${step}[ \\t]*(?:\\(|\\{)`, "m").test(text) ? `${step}\n` : "";
  const [suite, file, setup, teardown, fileEnd, suiteEnd] = STEPS.map(has);
  const calls = names.map((name) => `( ${setup ?? ""}${name}\n${teardown ?? ""})\n`).join("");
  strands.push({ ...known(`\n${suite ?? ""}${file ?? ""}${calls}${fileEnd ?? ""}${suiteEnd ?? ""}`), at: text.length, until: text.length, isExact: false });
  return strands;
}

/** Words that only say how a test went. */
const SAYS = /^(?:skip|fail|bats_require_minimum_version|bats_load_library|bats_test_tags|(?:assert|refute)_\w+|batslib_\w+)$/;

/** What bats brings (bats-core, "Writing tests") -> what it prints; null for every other program, and where the file has its own of that name. */
function helper(machine: Machine, argv: readonly Field[], around: Around): Stream | null {
  const [word, ...args] = argv;
  const name = word?.text ?? "";
  if (machine.functions.has(name)) return null;
  if (name === "run") {
    const at = args.findIndex((one) => !/^(?:-\d*|!|--separate-stderr|--keep-empty-lines)$/.test(one.text));
    const rest = at < 0 ? [] : args.slice(args[at]?.text === "--" ? at + 1 : at);
    const out = machine.start(rest, around);
    const text = marked(lost(out), FROM.data);
    for (const one of ["output", "stderr"]) setText(machine, around.state, one, [text], around.place);
    setText(machine, around.state, "status", [unknown(FROM.plain)], around.place);
    for (const one of ["lines", "stderr_lines"]) setVariable(machine, around.state, one, listed([[{ ...text, many: true }]]), around.place);
    return EMPTY;
  }
  if (name === "assert" || name === "refute") return machine.start(args[0]?.text === "--" ? args.slice(1) : args, around);
  if (name === "bats_pipe") return piped(machine, args, around);
  if (name === "load" || name === "bats_load_safe") return load(machine, args, around);
  return SAYS.test(name) ? EMPTY : null;
}

/** `load helper`: the file itself, or with the ending of bash. */
function load(machine: Machine, args: readonly Field[], around: Around): Stream {
  const [first, ...rest] = args;
  if (first === undefined) return EMPTY;
  const longer = { ...first, text: `${first.text}.bash` };
  const file = ownFiles(machine, longer).length > 0 ? longer : first;
  return machine.start([{ ...known("source") }, file, ...rest], around);
}

/** `bats_pipe one \| other`. */
function piped(machine: Machine, args: readonly Field[], around: Around): Stream {
  let stdin = around.stdin;
  let from = 0;
  for (let at = 0; at <= args.length; at++) {
    if (at < args.length && args[at]?.text !== "|") continue;
    stdin = machine.start(args.slice(from, at), { ...around, stdin });
    from = at + 1;
  }
  return stdin ?? EMPTY;
}
