import { runFetched, runFile, runProcess, runText } from "./deeds.ts";
import { shareHost, tidy } from "./places.ts";
import { type JudgeProgram, lineFrom, optionOf, plainWords, type Program } from "./program.ts";
import { NETWORK_PROGRAMS } from "./programs-network.ts";
import { FILE_PROGRAMS } from "./programs-files.ts";
import { SYSTEM_PROGRAMS } from "./programs-system.ts";
import { derived, FROM, isKnown, known, list, NOTHING, originOf, originOfText, PLAIN, refuse, type Session, unknown, type Value } from "./session.ts";

const PRINTED: JudgeProgram = (session, { args, stdin }) => derived(session, FROM.printed, ...args, ...(stdin === null ? [] : [stdin]));

/** `powershell`, whose options are known by any beginning of their names. */
const powershell: JudgeProgram = (session, program) => {
  const { args, texts, stdin } = program;
  for (let at = 0; at < args.length; at++) {
    const value = args[at] ?? NOTHING;
    const name = /^[-/\u2013\u2014]{1,2}(\w+)$/.exec(texts[at] ?? "")?.[1];
    if (value.block !== undefined) return session.run.block(session, value.block, [], stdin);
    if (name === undefined)
      return /\.ps1$/i.test(value.text) && !/[\s;|(]/.test(value.text.trim())
        ? script(session, value)
        : runText(session, text(args.slice(at), stdin), "powershell");
    if (isOption(name, "command", 1))
      return args[at + 1]?.block === undefined
        ? runText(session, text(args.slice(at + 1), stdin), "powershell")
        : session.run.block(session, args[at + 1]?.block ?? { attributes: [], params: [], body: [] }, [], stdin);
    if (isOption(name, "encodedcommand", 1) || name === "ec") {
      const code = args[at + 1];
      // The shortest command is longer than this in base64 of two bytes a letter: `powershell -enc` in a row of names runs nothing.
      if (code === undefined || (isKnown(code) && !/^["']?[A-Za-z0-9+/]{8,}/.test(code.text))) return NOTHING;
      runFetched(session, { ...PLAIN, from: FROM.decoded });
      return unknown(session, { from: FROM.printed });
    }
    if (isOption(name, "file", 1)) return script(session, args[at + 1] ?? NOTHING);
    if (/^(?:ep|ex\w*|w\w*|ver\w*|v|inp\w*|if|out\w*|of|o|psc\w*|wd|conf\w*|cus\w*|set\w*)$/.test(name) && name !== "wait") at++;
  }
  return stdin === null ? NOTHING : runText(session, stdin, "powershell");
};

function isOption(name: string, full: string, least: number): boolean {
  return name.length >= least && full.startsWith(name);
}

function script(session: Session, path: Value): Value {
  runFile(session, path);
  return unknown(session, { from: FROM.printed });
}

/** The words of a command, or what is piped in for `-`. */
function text(args: readonly Value[], stdin: Value | null): Value {
  return (args.length === 0 || args[0]?.text === "-") && stdin !== null ? stdin : lineFrom(args);
}

const cmd: JudgeProgram = (session, { args, texts, stdin }) => {
  const at = texts.findIndex((one) => /^\/[ckr]/.test(one));
  if (at < 0) return stdin === null ? NOTHING : runText(session, stdin, "cmd");
  const glued = (args[at]?.text ?? "").slice(2);
  const rest = [...(glued === "" ? [] : [known(glued)]), ...args.slice(at + 1)];
  // The first and the last quotation mark are taken off.
  const line = lineFrom(rest);
  return runText(session, { ...line, text: line.text.replace(/^\s*"(.*)"\s*$/s, "$1") }, "cmd");
};

/** Linux beside Windows: what stands behind its own options is a command of a shell. */
const wsl: JudgeProgram = (session, { args, texts, stdin }) => {
  let at = 0;
  while (at < args.length && /^--?\w/.test(texts[at] ?? "") && !/^(?:-e|--exec|-c|-lc)$/.test(texts[at] ?? ""))
    at += /^(?:-d|-u|--distribution|--user|--cd)$/.test(texts[at] ?? "") ? 2 : 1;
  const line = lineFrom(args.slice(/^(?:-e|--exec|--|-c|-lc)$/.test(texts[at] ?? "") ? at + 1 : at));
  const { from } = originOf(session, line);
  if (stdin !== null && (originOf(session, stdin).from & (FROM.network | FROM.decoded)) !== 0) runFetched(session, originOf(session, stdin));
  if (from & (FROM.network | FROM.decoded)) runFetched(session, originOf(session, line));
  else inLinux(session, line.text.replace(/[\ue000-\uf8ff]/g, "x"));
  return unknown(session, { from: FROM.printed });
};

/** Where nobody is there who reads a shell, its worst is told by its words. */
function inLinux(session: Session, text: string): void {
  if (session.shell === null) {
    if (/\b(?:curl|wget)\b[^|]*\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b/.test(text)) refuse(session, "fetch-and-run", "in Linux beside Windows");
    return;
  }
  const start = session.base + session.place.start;
  session.shell(text, (mark) => {
    if (mark.permission === undefined) session.report({ ...mark, start, end: session.base + Math.max(session.place.start + 1, session.place.end) });
  });
}

/** `start "title" /b program words` */
const start: JudgeProgram = (session, { args, stdin }) => {
  const rest = args.filter(
    (one, at) =>
      !/^\/(?:b|i|min|max|wait|low|normal|high|realtime|abovenormal|belownormal|separate|shared)$/i.test(one.text) &&
      !(at === 0 && /^(?:".*"|)$/.test(one.text)),
  );
  const at = /^\/d/i.test(rest[0]?.text ?? "") ? 2 : 0;
  return session.run.program(session, rest.slice(at), stdin);
};

const REMOTE = /https?:|ftp:|javascript:|vbscript:|scrobj|-decode|-urlcache|\/transfer|\/addfile|scriptlet|-verifyctl|\/setnotifycmdline/i;

/** Programs of Windows that run what an address or a file holds. */
const loader: JudgeProgram = (session, program) => {
  const { line, args, name } = program;
  const isAddress = /^url\.dll,/i.test(line) || (name === "certutil" && !/-urlcache|-decode|-verifyctl/i.test(line));
  if (REMOTE.test(line) && !isAddress) refuse(session, "fetch-and-run", `${name} fetches or starts what cannot be read`);
  else if (/comsvcs(?:\.dll)?\W+(?:#?\+?24|minidump)/i.test(line)) refuse(session, "command-hidden", "copies the memory in which Windows keeps passwords");
  else for (const one of args) runFile(session, { ...one, text: one.text.replace(/^["']|["']$|,.*$/g, "") });
  return PRINTED(session, program);
};

const wmic: JudgeProgram = (session, program) => {
  const { line } = program;
  const created = /\bcall\s+create\s+["']?(.+?)["']?$/i.exec(line)?.[1];
  if (created !== undefined) runProcess(session, known(created));
  else if (/\/format:\s*["']?(?:https?:|\\\\)/i.test(line)) refuse(session, "fetch-and-run", "a style sheet that runs");
  else if (/shadowcopy\b.*\bdelete/i.test(line)) refuse(session, "command-destroy", "copies kept by Windows");
  else if (/__eventfilter|eventconsumer/i.test(line)) refuse(session, "command-persist", "Windows runs it at an event");
  return PRINTED(session, program);
};

/** Programs that start the program they are given. */
const launcher: JudgeProgram = (session, program) => {
  const given = optionOf(program, program.name === "forfiles" ? /^[-/]c$/ : /^[-/]a$/);
  if (given !== null && /^(?:forfiles|pcalua)$/.test(program.name))
    return runText(session, { ...given, text: given.text.replaceAll(/^"|"$/g, "").replace(/0x22/g, '"') }, "cmd");
  return session.run.program(session, plainWords(program), program.stdin);
};

/** `sudo`, `runas`: the words behind the options, or the one text that they are. */
const runas: JudgeProgram = (session, program) => {
  const rest = plainWords(program);
  return rest.length === 1 ? runText(session, rest[0] ?? NOTHING, "cmd") : session.run.program(session, rest, program.stdin);
};

/** An interpreter runs the file that it is given, or what is piped in. */
const interpreter: JudgeProgram = (session, program) => {
  const { args, stdin, texts } = program;
  const isModule = texts[0] === "-m";
  if (!isModule) for (const one of plainWords(program).slice(0, 1)) runFile(session, one);
  const piped = stdin === null ? PLAIN : originOf(session, stdin);
  const words = args
    .map((one) => originOfText(session, one.text))
    .find((one) => (one.from & (FROM.network | FROM.decoded)) !== 0 && /^-(?:c|e|-eval)$/.test(texts[0] ?? ""));
  if ((piped.from & (FROM.network | FROM.decoded)) !== 0 && plainWords(program).length === 0) runFetched(session, piped);
  else if (words !== undefined) runFetched(session, words);
  return PRINTED(session, program);
};

const JUDGES: ReadonlyMap<string, JudgeProgram> = new Map<string, JudgeProgram>([
  ...["powershell", "pwsh", "powershell_ise", "pwsh-preview"].map((one) => [one, powershell] as const),
  ["cmd", cmd],
  ...["wsl", "bash", "sh"].map((one) => [one, wsl] as const),
  ...["start", "saps"].map((one) => [one, start] as const),
  ...(
    "mshta regsvr32 rundll32 msiexec wscript cscript installutil cmstp regasm regsvcs msbuild hh control certutil bitsadmin odbcconf mavinject presentationhost ieexec msdt " +
    "infdefaultinstall explorer dnscmd squirrel update msxsl appinstaller te desktopimgdownldr"
  )
    .split(" ")
    .map((one) => [one, loader] as const),
  ["wmic", wmic],
  ...["forfiles", "pcalua", "conhost", "scriptrunner"].map((one) => [one, launcher] as const),
  ...["runas", "sudo", "gsudo", "psexec", "psexec64", "nircmd"].map((one) => [one, runas] as const),
  ...["python", "python3", "py", "pythonw", "node", "deno", "bun", "ruby", "perl", "php", "java", "javaw", "dotnet"].map((one) => [one, interpreter] as const),
  ...NETWORK_PROGRAMS,
  ...FILE_PROGRAMS,
  ...SYSTEM_PROGRAMS,
]);

/** Names that are worth hiding: what they do is judged. */
export function hasJudge(name: string): boolean {
  return JUDGES.has(nameOf(name));
}

function nameOf(word: string): string {
  return (tidy(word).split("\\").at(-1) ?? "").replace(/\.(?:exe|com)$/, "");
}

/** What prints lines for a shell to start with: `starship init powershell`. */
const HOOK = /^(?:--?)?(?:init|hook|activate|env|completions?|docker-env|podman-env|shell-hook|shell\.powershell|shellenv|export)$/;

/** A program of Windows, its name first, with what is piped into it -> what it prints. */
export function judgeProgram(session: Session, argv: readonly Value[], stdin: Value | null): Value {
  const [first = NOTHING, ...args] = argv;
  const word = first.text.trim().replace(/^"(.*)"$/, "$1");
  if (/^(?:https?|mailto|ms-settings|shell):/i.test(word)) return NOTHING;
  const { from } = originOfText(session, word);
  const name = nameOf(word);
  if ((from & (FROM.network | FROM.decoded)) !== 0 && originOfText(session, name).from !== 0) {
    runFetched(session, originOfText(session, word));
    return unknown(session, { from: FROM.printed });
  }
  if ((originOfText(session, name).from & (FROM.printed | FROM.file | FROM.secret)) !== 0 && name.length < 3)
    refuse(session, "command-hidden", "starts what cannot be told");
  if (/amsi(?:utils|initfailed|scanbuffer|context|session)/i.test(args.map((one) => one.text).join("")))
    refuse(session, "command-hidden", "turns off what looks at scripts");
  if (shareHost(word) !== null || session.drives.has(word.slice(0, 2).toLowerCase()) || /[\\/.]/.test(word) || session.files.has(tidy(word)))
    runFile(session, known(word));
  const judge = JUDGES.get(name);
  if (/^[a-z][\w.+-]*$/.test(name)) list(session, "process", name);
  const texts = args.map((one) => one.text.toLowerCase());
  const program: Program = { name, args, texts, line: args.map((one) => one.text).join(" "), stdin };
  if (judge !== undefined) return judge(session, program);
  if (texts.some((one) => HOOK.test(one))) return unknown(session, {});
  return PRINTED(session, program);
}
