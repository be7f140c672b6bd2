import { DESTROYING, KEEPING } from "./cmdlets.table.ts";
import { judgeNetworkCmdlet } from "./cmdlets-network.ts";
import { judgeFileCmdlet } from "./cmdlets-files.ts";
import { loadCode, runFile, runProcess, runText } from "./deeds.ts";
import { type Given, param, paramOr } from "./given.ts";
import { construct } from "./methods.ts";
import {
  derived,
  FROM,
  isKnown,
  known,
  list,
  NOTHING,
  originOf,
  refuse,
  report,
  type Session,
  setVariable,
  shownText,
  unknown,
  type Value,
} from "./session.ts";

/** A command of PowerShell with what it was given -> what it prints. */
export function judgeCmdlet(session: Session, name: string, given: Given, input: Value | null): Value {
  list(session, "process", name);
  return (
    judgeRunner(session, name, given, input) ??
    judgeNetworkCmdlet(session, name, given, input) ??
    judgeFileCmdlet(session, name, given, input) ??
    judgeMachine(session, name, given, input) ??
    judgeNames(session, name, given, input) ??
    other(session, given, input)
  );
}

/** Commands that run what they are given. */
function judgeRunner(session: Session, name: string, given: Given, input: Value | null): Value | null {
  switch (name) {
    case "invoke-expression":
      return runText(session, param(given, "command") ?? oneOf(given.words) ?? input ?? NOTHING, "powershell");
    case "start-process": {
      const file = paramOr(given, 0, "filepath");
      const words = param(given, "argumentlist", "args") ?? given.words[param(given, "filepath") === null ? 1 : 0];
      return session.run.program(session, [file, ...split(words)], input);
    }
    case "invoke-item":
      runFile(session, paramOr(given, 0, "path", "literalpath"));
      return NOTHING;
    case "import-module":
      loadCode(session, input ?? paramOr(given, 0, "name"));
      return NOTHING;
    case "add-type":
      return addType(session, given);
    case "invoke-command":
    case "start-job":
    case "start-threadjob":
      if (param(given, "filepath") !== null) runFile(session, param(given, "filepath") ?? NOTHING);
      return blocks(session, given, input);
    case "foreach-object":
      return blocks(session, given, input);
    case "invoke-wmimethod":
    case "invoke-cimmethod":
      if (given.raw.some((one) => /win32_process$/i.test(one.text))) runProcess(session, commandLine(given));
      return unknown(session, { from: FROM.printed });
    default:
      return null;
  }
}

/** What a process of WMI is to run: in a table of arguments, or the last of the words. */
function commandLine(given: Given): Value {
  const args = param(given, "arguments", "argumentlist");
  return args?.entries?.get("commandline") ?? args?.items?.[0] ?? args ?? given.words.at(-1) ?? NOTHING;
}

function oneOf(words: readonly Value[]): Value | null {
  const [first] = words;
  return words.length === 1 ? (first ?? null) : words.length === 0 ? null : known(words.map((one) => one.text).join(" "));
}

function split(words: Value | undefined): readonly Value[] {
  if (words === undefined) return [];
  if (words.items !== undefined) return words.items.flatMap((one) => (/^["'].*["']$/.test(one.text) ? [known(one.text.slice(1, -1))] : [one]));
  return (words.text.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((one) => known(one.replace(/^(["'])(.*)\1$/, "$2")));
}

/** Blocks among the arguments run, with what comes in. */
function blocks(session: Session, given: Given, input: Value | null): Value {
  const all = [...given.words, ...given.named.values()].flatMap((one) => one.items ?? [one]);
  const args = param(given, "argumentlist");
  const printed = all.flatMap((one) => {
    if (one.block !== undefined) return [session.run.block(session, one.block, args === null ? [] : (args.items ?? [args]), input)];
    return one.type === "scriptblock" ? [runText(session, one.args?.[0] ?? one, "powershell")] : [];
  });
  const [first] = printed;
  if (printed.length === 1 && first !== undefined) return first;
  if (printed.length === 0 && input !== null) return given.words.length === 1 && originOf(session, input).from !== 0 ? derived(session, 0, input) : input;
  return derived(session, 0, ...printed, ...(input === null ? [] : [input]));
}

const NATIVE =
  /virtualalloc|virtualprotect|createremotethread|createthread|writeprocessmemory|ntcreatethread|queueuserapc|rtlmovememory|urldownloadtofile|setwindowshookex|getasynckeystate|getprocaddress|process\.start|webclient|httpclient|tcpclient|socket|minidumpwritedump|cryptunprotectdata|amsi/i;

/** C# that is made a part of the session: what calls into other programs, the network or the keyboard is no help for anything here. */
function addType(session: Session, given: Given): Value {
  const path = param(given, "path", "literalpath");
  if (path !== null) loadCode(session, path);
  const code = param(given, "typedefinition", "memberdefinition") ?? (given.named.size === 0 ? given.words[0] : undefined);
  if (code === undefined || param(given, "assemblyname") !== null) return NOTHING;
  const { from } = originOf(session, code);
  if (from & (FROM.network | FROM.decoded)) loadCode(session, code);
  else if (from !== 0 || NATIVE.test(code.text)) refuse(session, "command-hidden", "C# that this version does not read");
  else report(session, "fence-unread", { language: "C#" });
  return NOTHING;
}

const PROTECTION = /^(?:windefend|wdnissvc|wdfilter|sense|securityhealthservice|mpssvc|wscsvc|eventlog|vss|sysmon\w*|csagent|sentinelagent)$/i;

/** Commands that change the machine. */
function judgeMachine(session: Session, name: string, given: Given, input: Value | null): Value | null {
  const words = given.raw.map((one) => one.text).join(" ");
  if (KEEPING.has(name)) {
    if (!/^(?:set-wmiinstance)$/.test(name) || /__eventfilter|eventconsumer|filtertoconsumer/i.test(words))
      refuse(session, "command-persist", "Windows starts or trusts it later");
    return NOTHING;
  }
  if (DESTROYING.has(name)) {
    refuse(session, "command-destroy", "a disk or a volume");
    return NOTHING;
  }
  if (name === "set-mppreference") refuse(session, "command-persist", "changes what protects the machine");
  else if (name === "set-executionpolicy") executionPolicy(session, words);
  else if (name === "add-localgroupmember" && /admin|remote/i.test(words)) refuse(session, "command-persist", "somebody becomes an administrator");
  else if (name === "set-netfirewallprofile" && /-enabled (?:false|0)\b/i.test(words)) refuse(session, "command-persist", "turns the firewall off");
  else if (/^(?:uninstall-windowsfeature|disable-windowsoptionalfeature|remove-windowsfeature)$/.test(name) && /defender/i.test(words))
    refuse(session, "command-persist", "takes away what protects the machine");
  else if (/^(?:stop|suspend)-service$|^stop-process$/.test(name) && isProtection(given)) refuse(session, "command-persist", "ends what protects the machine");
  else if (name === "set-service") service(session, given, words);
  else if (/^(?:clear|remove|limit)-eventlog$|^clear-history$/.test(name)) hideTraces(session, name);
  else if (name === "set-psreadlineoption" && /savenothing/i.test(words)) refuse(session, "command-hidden", "no history is kept");
  else if (/^remove-(?:ciminstance|wmiobject)$/.test(name) && (input?.type === "wmi:win32_shadowcopy" || /shadowcopy/i.test(words)))
    refuse(session, "command-destroy", "copies kept by Windows");
  else return null;
  return NOTHING;
}

function hideTraces(session: Session, name: string): void {
  if (name !== "clear-history") refuse(session, "command-hidden", "empties a log of Windows");
}

function isProtection(given: Given): boolean {
  return given.raw.some((one) => PROTECTION.test(one.text.replace(/\.exe$/i, "")) || /^(?:msmpeng|mssense|nissrv)$/i.test(one.text));
}

/** A service that is there already is started with Windows: nothing is brought by these words. */
function service(session: Session, given: Given, words: string): void {
  if (isProtection(given) && /disabled|manual|stopped/i.test(words)) refuse(session, "command-persist", "ends what protects the machine");
  else if (/automatic/i.test(words)) report(session, "command-persist", undefined, { disposition: "warn", severity: "low" });
}

function executionPolicy(session: Session, words: string): void {
  if (/\b(?:bypass|unrestricted)\b/i.test(words) && !/\bprocess\b/i.test(words))
    report(session, "command-persist", undefined, { disposition: "warn", severity: "low" });
}

/** Commands that give names, values and objects. */
function judgeNames(session: Session, name: string, given: Given, input: Value | null): Value | null {
  const first = paramOr(given, 0, "name", "typename", "path");
  const second = param(given, "value", "argumentlist") ?? given.words[given.words.length > 1 ? 1 : 0] ?? NOTHING;
  switch (name) {
    case "set-alias":
    case "new-alias":
      if (isKnown(first)) session.aliases.set(first.text.toLowerCase(), second.text.toLowerCase());
      return NOTHING;
    case "set-variable":
    case "new-variable":
      if (isKnown(first)) setVariable(session, first.text, param(given, "value") ?? given.words[1] ?? second);
      return NOTHING;
    case "get-variable":
      if (isKnown(first) && !/[*?[]/.test(first.text)) return session.variables.get(first.text.toLowerCase()) ?? unknown(session, { from: FROM.given });
      return unknown(session, { from: FROM.printed });
    case "get-command":
    case "get-alias":
      return /[*?[]/.test(first.text) || !isKnown(first) ? unknown(session, { from: FROM.printed }) : first;
    case "new-object":
      return newObject(session, given, first);
    case "get-wmiobject":
    case "get-ciminstance":
      return { text: "", type: `wmi:${paramOr(given, 0, "classname", "class").text.toLowerCase()}` };
    case "read-host":
    case "get-credential":
      return unknown(session, { from: FROM.given });
    case "get-clipboard":
      return unknown(session, { from: FROM.secret });
    case "write-output":
      return oneOf(given.words) ?? input ?? NOTHING;
    case "get-date":
    case "get-random":
    case "new-guid":
    case "test-path":
    case "get-location":
      return unknown(session, {});
    case "join-path":
      return known([paramOr(given, 0, "path"), paramOr(given, 1, "childpath")].map((one) => one.text.replace(/[\\/]+$/, "")).join("\\"));
    default:
      return null;
  }
}

function newObject(session: Session, given: Given, first: Value): Value {
  const com = param(given, "comobject");
  const args = param(given, "argumentlist") ?? given.words[param(given, "typename") === null ? 1 : 0];
  if (com === null) return construct(session, first.text, args === undefined ? [] : (args.items ?? [args]));
  if (!isKnown(com)) refuse(session, "command-hidden", "an object that cannot be told");
  list(session, "process", shownText(com.text));
  return { text: "", type: `com:${com.text.toLowerCase()}`, args: [] };
}

function other(session: Session, given: Given, input: Value | null): Value {
  const all = [...given.words, ...given.named.values()];
  if (all.some((one) => one.block !== undefined || one.type === "scriptblock")) return blocks(session, given, input);
  return derived(session, FROM.printed, ...all, ...(input === null ? [] : [input]));
}
