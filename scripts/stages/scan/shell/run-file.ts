import { type Around, type Field, type Machine, type Place, refuse, shown } from "./machine.ts";
import type { Language } from "./builtins.table.ts";
import { embed } from "./embed.ts";
import { FROM, has, HOLE, isKnown, type Text } from "./text.ts";
import { pathIn } from "./writes.ts";
import { needPath, needProgram } from "./permissions.ts";

const LANGUAGE_NAMES = { javascript: "javascript", python: "Python", shell: "shell", powershell: "PowerShell" } as const;
const SHARED = /^(?:\/tmp|\/var\/tmp|\/dev\/shm|\/private\/tmp)\//;

/** Word that names a file -> the files of the skill it can mean. */
export function ownFiles(machine: Machine, path: Text): readonly string[] {
  if (path.text === "" || path.text === HOLE) return [];
  // A folder that nobody knows is taken for that of the skill, but not one that the script names and nobody followed.
  if (!isKnown(path) && has(path, FROM.word | FROM.script)) return [];
  const inside = path.text.startsWith("\u0000skill/") ? path.text.slice(7) : path.text;
  const last = inside.slice(inside.lastIndexOf("/") + 1);
  if (last.includes(HOLE) || last === "") return [];
  if (path.text.startsWith("\u0000skill/") && machine.context.paths.has(inside)) return [inside];
  return machine.own(inside.replaceAll(HOLE, "$"));
}

/** A path in the place of a command: a file of the skill, one the script made or fetched, or one that lies elsewhere -> is all said? */
export function runPath(machine: Machine, word: Field, args: readonly Field[], around: Around): boolean {
  const path = pathIn(around.state, word);
  const isSystem = /^\/(?:usr\/(?:local\/)?s?bin|s?bin|opt\/homebrew\/bin)\/[^/]+$/.test(path.text);
  // What the text itself put there is no program of the system.
  if (isSystem && !machine.files.has(path.text)) return false;
  if (judgeWritten(machine, path, null, args, around)) return true;
  const own = ownFiles(machine, path);
  for (const file of own) {
    // Without a first line that says otherwise, a shell reads what has no ending of a script.
    if (!/\.(?:[cm]?[jt]sx?|py|rb|pl|php|lua|ps1)$/i.test(file)) machine.loaded.push({ path: file, language: "shell", isStarted: true });
  }
  if (own.length > 0) return true;
  if (SHARED.test(path.text) && machine.mode !== "told" && !isInEnvironment(machine, path)) {
    refuse(machine, "process-creation", around.place, { name: `${path.text.replaceAll(HOLE, "…").slice(0, 80)} (a file in a shared folder)` });
    return true;
  }
  if (/(?:^|\/)(?:bin|Scripts)\/[^/]+$/.test(path.text) || !isKnown(path)) return false;
  if (/^\/|^~/.test(path.text)) return false;
  needProgram(machine, around.place, path.text);
  return true;
}

/** A program of an environment that the script itself made in its own folder is the program of that name. */
function isInEnvironment(machine: Machine, path: Text): boolean {
  return isKnown(path) && machine.environments.has(environmentOf(path.text));
}

function environmentOf(path: string): string {
  return /^(.+)\/(?:bin|Scripts)\/[\w.-]+$/.exec(path)?.[1] ?? "";
}

/** Has the script put anything into an environment, into the folder around it, or another folder in the place of either? A path that cannot be told may lead there. */
function isSpoilt({ files, links, filled }: Machine, environment: string): boolean {
  return [...files.keys(), ...links.keys(), ...filled].some(
    (one) => one.includes(HOLE) || `${one}/`.startsWith(`${environment}/`) || environment.startsWith(`${one}/`),
  );
}

/** An interpreter is given a file: what the script knows of it decides. */
export function runFile(machine: Machine, program: string, language: Language | "shell", word: Field, args: readonly Field[], around: Around): void {
  const { place } = around;
  if (/^(?:https?|ftp|git|npm|jsr|data):/.test(word.text)) {
    refuse(machine, "fetch-and-run", place, { text: shown(machine, place) });
    return;
  }
  const path = pathIn(around.state, word);
  if (judgeWritten(machine, path, language, args, around)) return;
  const own = ownFiles(machine, path);
  if (own.length > 0) {
    for (const file of own) machine.loaded.push({ path: file, language: language === null ? program : LANGUAGE_NAMES[language] });
    return;
  }
  if (has(word, FROM.network | FROM.decoded)) refuse(machine, "fetch-and-run", place, { text: shown(machine, place) });
  else if (isKnown(path)) {
    needProgram(machine, place, program);
    needPath(machine, place, program, "read", path);
    if (SHARED.test(path.text) && machine.mode !== "told")
      refuse(machine, "process-creation", place, { name: `${program} ${path.text.slice(0, 80)} (a file in a shared folder)` });
  } else if (!runMatching(machine, program, language, path)) unknownFile(machine, program, path, place);
}

const MOST_MATCHING = 40;

/** `find assets -name '*.dat' -exec bash {} \\;`: files of the skill that only their folder and ending name are programs too, whatever they are called. */
function runMatching(machine: Machine, program: string, language: Language | "shell", path: Text): boolean {
  const first = path.text.indexOf(HOLE);
  const start = path.text.startsWith("\u0000skill/") ? path.text.slice("\u0000skill/".length, first) : path.text.slice(0, first);
  const end = path.text.slice(path.text.lastIndexOf(HOLE) + 1);
  if (!/^[\w-][^/~]*\/|^$/.test(start) || (start === "" && end === "") || (path.from & ~(FROM.data | FROM.plain)) !== 0) return false;
  const found = [...machine.context.paths].filter((one) => one.startsWith(start) && one.endsWith(end) && one.length >= start.length + end.length);
  if (found.length === 0 || found.length > MOST_MATCHING) return false;
  for (const one of found) machine.loaded.push({ path: one, language: language === null ? program : LANGUAGE_NAMES[language] });
  return true;
}

function unknownFile(machine: Machine, program: string, path: Text, place: Place): void {
  needProgram(machine, place, program);
  if (machine.mode === "told") return;
  const chosen = FROM.argument | FROM.environment | FROM.plain | FROM.machine;
  // Its caller or the person says which file; anything else could be anything.
  if ((path.from & ~chosen) === 0 || machine.active.length > 0) needProgram(machine, place, "*");
  else if (/\.\w{1,4}$/.test(path.text)) needProgram(machine, place, "*");
  else refuse(machine, "process-creation", place, { name: `${program} with a program that cannot be told` });
}

/** Does a path lie in a folder that came from elsewhere? */
function isForeign({ foreign }: Machine, path: string): boolean {
  if (foreign.size === 0) return false;
  if (foreign.has(".") && /^[^/~\u0000]/.test(path)) return true;
  for (let cut = path.lastIndexOf("/"), steps = 0; cut > 0 && steps < 100; cut = path.lastIndexOf("/", cut - 1), steps++)
    if (foreign.has(path.slice(0, cut))) return true;
  return false;
}

/** Is the file one that the script wrote, fetched or unpacked? Then what it holds is what runs. */
export function judgeWritten(machine: Machine, path: Text, language: Language | "shell", args: readonly Field[], around: Around): boolean {
  const { place } = around;
  machine.ran.push({ path: path.text, place });
  const inForeign = isForeign(machine, path.text);
  if (inForeign && ownFiles(machine, path).length === 0) {
    if (machine.mode === "told") machine.report({ rule: "unpinned-install", ...place, args: { text: shown(machine, place) } });
    else refuse(machine, "fetch-and-run", place, { text: shown(machine, place) });
    return true;
  }
  const content = machine.files.get(path.text);
  if (content === undefined) return false;
  if (has(content, FROM.network | FROM.decoded)) {
    refuse(machine, "fetch-and-run", place, { text: shown(machine, place) });
    return true;
  }
  runContent(machine, content, language, args, around);
  return true;
}

/** Known or half known text that is run as a program. */
function runContent(machine: Machine, content: Text, language: Language | "shell", args: readonly Field[], around: Around): void {
  const first = /^#!.*/.exec(content.text)?.[0] ?? "";
  const as =
    language ??
    (/python/.test(first)
      ? "python"
      : /\b(?:node|bun|deno)\b/.test(first)
        ? "javascript"
        : first === "" || /\b(?:ba|da|k|a)?sh\b/.test(first)
          ? "shell"
          : null);
  if (as === "shell") machine.run(content, around, args);
  else embed(machine, as, content, around, first);
}

/** At the end: a file run before it was fetched in the text is fetched all the same when functions are called in another order. */
export function finishFiles(machine: Machine): void {
  const spoilt = new Set([...machine.environments].filter((one) => isSpoilt(machine, one)));
  for (const { path, place } of machine.ran) {
    if (spoilt.has(environmentOf(path))) refuse(machine, "process-creation", place, { name: `${path.slice(0, 80)} (a file in a shared folder)` });
    const content = machine.files.get(path);
    if (path !== HOLE && content !== undefined && has(content, FROM.network | FROM.decoded))
      refuse(machine, "fetch-and-run", place, { text: path.replaceAll(HOLE, "…").slice(0, 80) });
  }
}
