import { packed, unpack } from "./cmdlets-files.ts";
import { copyFile, loadCode, readFile, registryFile, runFile, setEnvironment, setRegistry, writeFile } from "./deeds.ts";
import { isRoot, shareHost, tidy } from "./places.ts";
import { type JudgeProgram, lineFrom, optionOf, plainWords } from "./program.ts";
import { derived, FROM, known, NOTHING, originOf, refuse, report, type Session, setVariable, unknown, type Value } from "./session.ts";

const printed = (session: Session, ...values: readonly Value[]): Value => derived(session, FROM.printed, ...values);

/** Files, the registry and the environment, as programs of Windows change them. */
const remove: JudgeProgram = (session, program) => {
  const isDeep = /(?:^|\s)\/s\b|\/s\/q|\/q\/s|(?:^|\s)-(?:r|rf|fr|recurse)\b/i.test(program.line);
  for (const one of plainWords(program))
    if (isRoot(one.text) && (isDeep || /\*/.test(one.text))) refuse(session, "command-destroy", "a whole disk or folder of the person");
  return NOTHING;
};

const copy: JudgeProgram = (session, program) => {
  const words = plainWords(program);
  const to = words.length > 1 ? (words.at(-1) ?? NOTHING) : known(".");
  for (const one of words.slice(0, Math.max(1, words.length - 1))) copyFile(session, one, to);
  return NOTHING;
};

const link: JudgeProgram = (session, program) => {
  const [to = NOTHING, from = NOTHING] = plainWords(program);
  copyFile(session, from, to);
  return NOTHING;
};

const show: JudgeProgram = (session, program) => {
  const words = plainWords(program).filter((one) => !/^\*?$/.test(one.text));
  if (program.name === "findstr" || program.name === "find")
    return derived(session, 0, ...(program.stdin === null ? words.slice(1).map((one) => readFile(session, one)) : [program.stdin]));
  const [first] = words;
  return first === undefined
    ? (program.stdin ?? NOTHING)
    : words.length === 1
      ? readFile(session, first)
      : derived(session, 0, ...words.map((one) => readFile(session, one)));
};

const archive: JudgeProgram = (session, program) => {
  const words = plainWords(program);
  const isOut =
    /^(?:expand|unzip)$/.test(program.name) ||
    program.texts.some((one, at) => /^-+\w*x\w*$|^--extract$/.test(one) || (at === 0 && /^(?:x|e|[\w-]*x[\w-]*)$/.test(one)));
  if (isOut) for (const one of program.args) unpack(session, one);
  else {
    const file = optionOf(program, /^-\w*f$/) ?? words.find((one) => /\.(?:zip|7z|tar|t?gz|cab|rar|bz2|xz)$/i.test(one.text)) ?? words[0] ?? NOTHING;
    writeFile(session, file, packed(session, { text: "", items: words.filter((one) => one.text !== file.text) }));
  }
  return NOTHING;
};

const reg: JudgeProgram = (session, program) => {
  const [verb, key = ""] = [program.texts[0], program.args[1]?.text];
  const name = optionOf(program, /^[-/]v$/)?.text ?? "";
  if (verb === "add" || verb === "copy") setRegistry(session, verb === "copy" ? (program.args[2]?.text ?? "") : key, name);
  else if (verb === "save" || verb === "export") hive(session, key);
  else if (verb === "import" || verb === "restore" || verb === "load") imported(session, program.args[1] ?? NOTHING);
  return printed(session, ...program.args);
};

/** The parts of the registry in which Windows keeps passwords. */
function hive(session: Session, key: string): void {
  if (/^(?:hklm|hkey_local_machine)\\(?:sam|security|system)$/i.test(key.trim())) report(session, "credential-store", { name: "A command", path: key.trim() });
}

function imported(session: Session, path: Value): void {
  const file = session.files.get(tidy(path.text));
  if (file?.content != null) registryFile(session, file.content);
  else loadCode(session, path);
}

const regedit: JudgeProgram = (session, program) => {
  for (const one of plainWords(program)) imported(session, one);
  return NOTHING;
};

const setx: JudgeProgram = (session, program) => {
  const [name = NOTHING, value = NOTHING] = plainWords(program);
  setEnvironment(session, name.text, value, true);
  return NOTHING;
};

const echo: JudgeProgram = (_session, program) => lineFrom(program.args);

/** `set` by itself prints the whole environment. */
const set: JudgeProgram = (session, program) => {
  const [, name = "", text = ""] = /^\s*"?([^=\s"]+)=(.*?)"?$/s.exec(program.line) ?? [];
  if (program.args.length === 0) return unknown(session, { from: FROM.secret });
  if (name !== "" && !/^\/[ap]$/i.test(program.texts[0] ?? "")) {
    setEnvironment(session, name, known(text), false);
    setVariable(session, `env:${name}`, known(text));
  } else if (/^\/p$/i.test(program.texts[0] ?? "")) {
    const asked = /^\/p\s+"?([^=\s"]+)=/i.exec(program.line)?.[1];
    if (asked !== undefined) setVariable(session, `env:${asked}`, program.stdin ?? unknown(session, { from: FROM.given }));
  }
  return NOTHING;
};

const pushd: JudgeProgram = (session, program) => {
  for (const one of program.args) if (shareHost(`${one.text}\\`) !== null || session.drives.has(tidy(one.text).slice(0, 2))) session.isAway = true;
  return NOTHING;
};

/** `sc` is a short name for writing a file in PowerShell, and the program for services elsewhere. */
const sc: JudgeProgram = (session, program) => {
  const at = /^\\\\/.test(program.texts[0] ?? "") ? 1 : 0;
  const verb = program.texts[at] ?? "";
  if (verb === "create" || (verb === "config" && /binpath/i.test(program.line)) || verb === "failure" || verb === "sdset")
    refuse(session, "command-persist", "a service that Windows starts");
  else if (
    /^(?:stop|delete|config|pause)$/.test(verb) &&
    /\b(?:windefend|wdnissvc|wdfilter|sense|mpssvc|wscsvc|eventlog|securityhealthservice|sysmon\w*|csagent|sentinelagent)\b/i.test(program.line)
  )
    refuse(session, "command-persist", "ends what protects the machine");
  else if (verb === "config" && /start=\s*auto/i.test(program.line)) report(session, "command-persist", undefined, { disposition: "warn", severity: "low" });
  else if (!/^(?:create|start|stop|query|queryex|delete|config|qc|pause|continue|description|sdshow|qdescription|qfailure)$/.test(verb)) {
    const [path = NOTHING, value = program.stdin ?? NOTHING] = plainWords(program);
    writeFile(session, path, value);
  }
  return NOTHING;
};

const call: JudgeProgram = (session, program) => {
  const [first = NOTHING] = program.args;
  if (/^:/.test(first.text)) return NOTHING;
  return session.run.program(session, program.args, program.stdin);
};

/** A database of the machine's accounts is copied out of where nobody can read it. */
const copyLocked: JudgeProgram = (session, program) => {
  if (/ntds\.dit|\\config\\(?:sam|security|system)\b|create full|\bifm\b|lsass/i.test(program.line))
    report(session, "credential-store", { name: "A command", path: program.line.slice(0, 80) });
  const words = plainWords(program);
  if (originOf(session, lineFrom(words)).from & FROM.network) for (const one of words) runFile(session, one);
  return NOTHING;
};

export const FILE_PROGRAMS: readonly (readonly [string, JudgeProgram])[] = [
  ...["del", "erase", "rd", "rmdir", "deltree"].map((one) => [one, remove] as const),
  ...["copy", "xcopy", "robocopy", "move", "ren", "rename", "replace"].map((one) => [one, copy] as const),
  ["mklink", link],
  ...["type", "more", "findstr", "find"].map((one) => [one, show] as const),
  ...["tar", "7z", "7za", "expand", "unzip", "unrar", "makecab"].map((one) => [one, archive] as const),
  ["reg", reg],
  ["regedit", regedit],
  ["setx", setx],
  ["echo", echo],
  ["set", set],
  ...["pushd", "cd", "chdir"].map((one) => [one, pushd] as const),
  ["sc", sc],
  ["call", call],
  ...["ntdsutil", "esentutl", "procdump", "procdump64", "diskshadow", "mimikatz"].map((one) => [one, copyLocked] as const),
];
