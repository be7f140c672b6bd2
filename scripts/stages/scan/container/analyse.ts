import { beginStage, type Build, checkKept, copyFiles, exact, listOf, readOptions, setNames, type Span, spanOf, startProgram, wordsIn } from "./build.ts";
import { type Instruction, instructionsIn } from "./lines.ts";
import type { FileContext } from "../reading.ts";
import type { Mark, Report } from "../mark.ts";
import type { Run } from "../programs/runs.ts";
import { copyState } from "../shell/state.ts";
import { FROM, known } from "../shell/text.ts";
import { withoutReturns } from "../text/returns.ts";
import { createWoven, finishWoven, rememberFiles, runWoven, type Strand } from "../shell/woven.ts";
import { pathIn } from "../shell/writes.ts";

export type ContainerResult = Readonly<{ complete: boolean; loaded: readonly Run[] }>;

/**
 * Container file of an unknown author -> marks, whether it was read completely, and the skill's own files it runs. What a build and the container it
 * makes start is judged as in a shell; what they write is written inside of it. Throws only for lack of stack.
 */
export function analyseContainer(path: string, source: string, context: FileContext, outer: Report): ContainerResult {
  const { text, report } = withoutReturns(source, outer);
  // What is run first may be fetched below, in another stage.
  const first = buildOnce(path, text, context, () => undefined, null);
  const { build, isRead } = buildOnce(path, text, context, (mark) => (isInside(mark) ? undefined : report(mark)), first.build);
  return { complete: isRead && build.woven.machine.complete, loaded: build.woven.machine.loaded };
}

const IMAGE_PLACES =
  /^writes to \/(?:etc\/(?:apt|yum|passwd|group|shadow|sudoers|environment|hosts|resolv|ld\.so|ssl|ca-certificates)|(?:usr\/)?(?:s?bin|lib(?:64)?)\/)/;

/** Files of the image are nobody's but its own: programs and their settings are what it is made for. What starts with it, or is obeyed, is not meant. */
function isInside(mark: Mark): boolean {
  if (mark.rule === "filesystem-access") return true;
  const text = mark.args?.["text"] ?? "";
  // Users of the image, but for another root or one with a password that everybody reads.
  if (mark.rule === "command-persist" && /^(?:useradd|usermod|update-alternatives|update-ca-certificates)\s/.test(text) && text.length < 100)
    return !/\s(?:-[a-zA-Z]*[op]\b|--non-unique|--password|(?:-[a-zA-Z]*u|--uid)[= ]?0\b)/.test(text);
  return mark.rule === "command-persist" && mark.evidence?.length === 1 && IMAGE_PLACES.test(mark.evidence[0] ?? "");
}

function buildOnce(path: string, text: string, context: FileContext, report: Report, before: Build | null): Readonly<{ build: Build; isRead: boolean }> {
  let isRead = true;
  const woven = createWoven(path, text, report, context, "sh");
  if (before !== null) rememberFiles(woven.machine, before.woven.machine, FROM.network | FROM.decoded);
  const build: Build = {
    woven,
    context,
    say: (rule, span, args, evidence = []) => {
      if (rule.startsWith("unread-")) isRead = false;
      report({ rule, start: span.at, end: Math.max(span.at + 1, Math.min(span.until, span.at + 400)), args, ...(evidence.length === 0 ? {} : { evidence }) });
    },
    stages: new Map(),
    first: copyState(woven.state),
    state: copyState(woven.state),
    isBegun: false,
    count: 0,
    entries: [],
    commands: [],
    mounted: new Set(),
    kept: new Set(),
  };
  const { instructions, syntax, problem } = instructionsIn(text);
  if (syntax !== null && !/^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?::[\w.-]+)?(?:@sha256:[0-9a-f]{64})?$/.test(syntax))
    build.say("unread-language", { at: 0, until: 1 }, { language: "another reader's" });
  if (problem !== null) build.say("unread-parse", { at: problem.at, until: problem.at + 1 }, { language: "Docker", why: problem.why });
  for (const one of instructions) readInstruction(build, one, 0);
  if (instructions.length > 0 && !build.isBegun) build.say("unread-parse", { at: 0, until: 1 }, { language: "Docker", why: "it builds on nothing" });
  startAll(build);
  finishWoven(woven);
  return { build, isRead };
}

const QUIET = /^(?:LABEL|MAINTAINER|EXPOSE|VOLUME|USER|STOPSIGNAL)$/;
const SHELL =
  /^(?:\/usr\/bin\/env )?(?:\/(?:usr\/)?(?:local\/)?bin\/)?(?:ba|da|a)?sh(?: -[euxo]+(?: pipefail)?| -o (?:pipefail|errexit|nounset)| --login| -l)* -[eulxo]*c$/;

function readInstruction(build: Build, one: Instruction, depth: number): void {
  const { name, text } = one;
  const span = spanOf(one);
  if (QUIET.test(name)) return;
  switch (name) {
    case "FROM":
      startAll(build);
      beginStage(build, one, span);
      return;
    case "ENV":
    case "ARG":
      setNames(build, one, span);
      return;
    case "WORKDIR":
      build.state.cwd = pathIn(build.state, wordsIn(build, text, one.at)[0] ?? known("."));
      return;
    case "COPY":
    case "ADD":
      copyFiles(build, one, span);
      return;
    case "SHELL":
      if (!SHELL.test((listOf(text) ?? []).join(" "))) build.say("unread-language", span, { language: text.slice(0, 40) });
      return;
    case "RUN":
      run(build, one, span);
      return;
    case "CMD":
      build.commands = [commandOf(one.text, one.at)];
      return;
    case "ENTRYPOINT":
      build.entries = [commandOf(one.text, one.at)];
      return;
    case "HEALTHCHECK":
      checkHealth(build, one);
      return;
    case "ONBUILD":
      again(build, one, span, depth);
      return;
    default:
      build.say("unread-parse", span, { language: "Docker", why: `${name.slice(0, 40)} is no instruction` });
  }
}

/** `ONBUILD instruction`: of the build that is made on this one. */
function again(build: Build, one: Instruction, span: Span, depth: number): void {
  const [, name = "", gap = "", text = ""] = /^([A-Za-z]+)([ \t]*)([^]*)$/.exec(one.text) ?? [];
  if (depth > 0) build.say("unread-parse", span, { language: "Docker", why: "an instruction for later inside of another" });
  else readInstruction(build, { ...one, name: name.toUpperCase(), text, at: one.at + name.length + gap.length }, depth + 1);
}

/** The list of words of an exec form; the text of a shell form as the words that start it. */
function commandOf(text: string, at: number): readonly Strand[] {
  const list = listOf(text);
  const place = { at, until: at + Math.max(1, text.length), isExact: false };
  if (list !== null) return list.map((one) => ({ ...known(one), ...place }));
  return text.trim() === "" ? [] : [{ ...known("/bin/sh"), ...place }, { ...known("-c"), ...place }, exact(text, at)];
}

function run(build: Build, one: Instruction, span: Span): void {
  const { text, at } = readOptions(build, one, span);
  const list = listOf(text);
  if (list !== null) startProgram(build, commandOf(text, at));
  else {
    const only = /^<<-?["']?\w+["']?$/.test(text.trim());
    const document = one.documents[0];
    if (only && document !== undefined) runDocument(build, document.text, document.at, span);
    else {
      const strands = [
        exact(text, at),
        ...one.documents.flatMap((each) => [exact(`\n${each.text}`, each.at - 1), { ...known(each.name), ...span, isExact: false }]),
      ];
      runWoven(build.woven, strands, copyState(build.state));
    }
  }
  checkKept(build, span);
}

/** A text that is the whole of what is run: by its first line, or by the shell. */
function runDocument(build: Build, text: string, at: number, span: Span): void {
  const first = /^#![^\n]*/.exec(text)?.[0] ?? "";
  if (first === "" || /^#!\s*\S*\/(?:env\s+)?(?:ba|da|a)?sh(?:\s+-[eux]+)?\s*$/.test(first)) runWoven(build.woven, [exact(text, at)], copyState(build.state));
  else if (/^#!\s*\S*\/(?:env\s+)?python3?\s*$/.test(first))
    runWoven(
      build.woven,
      [{ ...known("python3 <<'__END__'\n"), ...span, isExact: false }, exact(text, at), { ...known("__END__\n"), ...span, isExact: false }],
      copyState(build.state),
    );
  else build.say("unread-language", span, { language: first.slice(2, 60) });
}

function checkHealth(build: Build, { text, at }: Instruction): void {
  const found = /^(?:--[\w-]+=\S+[ \t]+)*(CMD[ \t]+)/i.exec(text);
  if (found === null) {
    if (!/^(?:--[\w-]+=\S+[ \t]+)*NONE$/i.test(text))
      build.say("unread-parse", { at, until: at + 1 }, { language: "Docker", why: "a check that is no command" });
    return;
  }
  startCommand(build, commandOf(text.slice(found[0].length), at + found[0].length));
}

/** What the container starts: the entry, and the command behind it or alone. */
function startAll(build: Build): void {
  const { entries, commands } = build;
  const empty: readonly (readonly Strand[])[] = [[]];
  for (const entry of entries.length === 0 ? empty : entries)
    for (const command of commands.length === 0 ? empty : commands) startCommand(build, [...entry, ...command]);
  if (entries.length > 0) for (const entry of entries) startCommand(build, entry);
  build.entries = [];
  build.commands = [];
}

function startCommand(build: Build, words: readonly Strand[]): void {
  const [shell, option, text] = words;
  // The shell form: its own text, word for word in its place.
  if (shell?.text === "/bin/sh" && option?.text === "-c" && text?.isExact === true) runWoven(build.woven, [text], copyState(build.state));
  // A single word with more in it is what an image's own entry hands to a shell.
  else if (words.length === 1 && shell !== undefined && /[\s;|&]/.test(shell.text)) runWoven(build.woven, words, copyState(build.state));
  else startProgram(build, words);
}
