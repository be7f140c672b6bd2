import type { RuleId } from "../rules.table.ts";
import { shareHost } from "./places.ts";
import type { JudgeProgram, Program } from "./program.ts";
import { runProcess } from "./deeds.ts";
import { derived, FROM, known, NOTHING, refuse, report, type Session, type Value } from "./session.ts";

/** A line of a program that changes the machine -> the rule it breaks and why. Of several rows the first counts. */
type Row = readonly [programs: string, line: RegExp, rule: RuleId, why: string];
const ROWS: readonly Row[] = [
  ["schtasks", /(?:^|\s)[-/](?:create|change)\b/i, "command-persist", "a task that Windows starts"],
  ["at", /\d:\d\d/, "command-persist", "a task that Windows starts"],
  ["net net1", /\buser\b.*\s\/add\b/i, "command-persist", "a new account"],
  ["net net1", /\b(?:local)?group\b.*\badmin\w*\b.*\s\/add\b/i, "command-persist", "somebody becomes an administrator"],
  [
    "net net1",
    /\bstop\s+"?(?:windefend|mpssvc|wscsvc|eventlog|sense|vss|sysmon\w*|security center|windows defender)/i,
    "command-persist",
    "ends what protects the machine",
  ],
  ["netsh", /\b(?:adv)?firewall\b.*\b(?:state\s+off|opmode\s+(?:mode=)?disable)/i, "command-persist", "turns the firewall off"],
  ["netsh", /\badd\s+helper\b|\bportproxy\s+add\b|\bwinhttp\s+set\s+proxy\b/i, "command-persist", "others are let in, or asked"],
  ["vssadmin", /\bdelete\s+shadows\b|\bresize\s+shadowstorage\b/i, "command-destroy", "copies kept by Windows"],
  ["wbadmin", /\bdelete\b/i, "command-destroy", "backups of Windows"],
  ["diskshadow", /\bdelete\s+shadows\b/i, "command-destroy", "copies kept by Windows"],
  [
    "bcdedit",
    /\b(?:recoveryenabled|bootstatuspolicy|safeboot|testsigning|nointegritychecks|loadoptions|debug)\b/i,
    "command-persist",
    "how Windows starts, and what it trusts",
  ],
  ["wevtutil", /^\s*(?:cl|clear-log)\b/i, "command-hidden", "empties a log of Windows"],
  ["auditpol", /\/(?:clear|remove)\b|\/(?:success|failure):disable/i, "command-hidden", "nothing is logged any more"],
  ["fsutil", /\busn\s+deletejournal\b/i, "command-hidden", "empties a log of Windows"],
  ["cipher", /\/w\b/i, "command-destroy", "what was deleted cannot be brought back"],
  ["format", /(?:^|\s)"?[a-z]:/i, "command-destroy", "a disk"],
  ["sdelete sdelete64", /(?:^|\s)[a-z]:\\?(?:\s|$)/i, "command-destroy", "a disk"],
  [
    "taskkill",
    /\b(?:msmpeng|mssense|nissrv|sysmon\w*|csfalcon\w*|sentinelagent|securityhealthservice)\b/i,
    "command-persist",
    "ends what protects the machine",
  ],
  ["fltmc", /\bunload\b/i, "command-persist", "ends what protects the machine"],
  ["assoc ftype", /=./, "command-persist", "what opens files of a kind"],
  ["mountvol", /\/d\b/i, "command-destroy", "a disk"],
  ["mpcmdrun", /-removedefinitions|-downloadfile/i, "command-persist", "changes what protects the machine"],
  ["dism", /disable-feature.*defender/i, "command-persist", "takes away what protects the machine"],
];

const judge: JudgeProgram = (session, program) => {
  const row = ROWS.find(([programs, line]) => programs.split(" ").includes(program.name) && line.test(program.line));
  if (row !== undefined) refuse(session, row[2], row[3]);
  if (program.name === "net" || program.name === "net1") mapped(session, program);
  return printed(session, program);
};

function printed(session: Session, { args, stdin }: Program): Value {
  return derived(session, FROM.printed, ...args, ...(stdin === null ? [] : [stdin]));
}

/** `net use Z: \\host\share`: from then on the drive is the other machine's. */
function mapped(session: Session, { texts, args }: Program): void {
  const drive = texts.find((one) => /^(?:[a-z]:|\*)$/.test(one));
  const share = args.map((one) => shareHost(`${one.text}\\`)).find((one) => one !== null);
  if (texts[0] !== "use" || share === undefined) return;
  if (drive === "*") session.isAway = true;
  else if (drive !== undefined) session.drives.add(drive);
}

const subst: JudgeProgram = (session, { args, texts }) => {
  if (shareHost(`${args[1]?.text ?? ""}\\`) !== null) session.drives.add(texts[0] ?? "");
  return NOTHING;
};

/** What Windows keeps of other programs' passwords is named, or shown. */
const vault: JudgeProgram = (session, program) => {
  if (program.name === "vaultcmd" && /\/listcreds/i.test(program.line))
    report(session, "credential-store", { name: "A command", path: "the vault of Windows" });
  if (program.name === "cmdkey" && /\/list/i.test(program.line))
    report(session, "credential-store", { name: "A command", path: "the stored keys of Windows" }, { disposition: "warn", severity: "medium" });
  return derived(session, FROM.printed | FROM.secret);
};

const wifi: JudgeProgram = (session, program) => {
  if (!/\bwlan\b.*\bkey\s*=\s*clear\b|\bwlan\s+export\b/i.test(program.line)) return judge(session, program);
  report(session, "credential-store", { name: "A command", path: "the passwords of networks" }, { disposition: "warn", severity: "medium" });
  return derived(session, FROM.printed | FROM.secret);
};

/** Lines for `diskpart` come from a file or through the pipe. */
const diskpart: JudgeProgram = (session, { stdin, line }) => {
  const file = /\/s\s+"?([^"\s]+)/i.exec(line)?.[1];
  const script = file === undefined ? stdin?.text : session.files.get(file.toLowerCase())?.content;
  if (script != null && /\b(?:clean|format|delete)\b/i.test(script)) refuse(session, "command-destroy", "a disk");
  return NOTHING;
};

/** `schtasks /create /tr "..."`: it is also a command that runs. */
const schtasks: JudgeProgram = (session, program) => {
  const at = program.texts.findIndex((one) => /^[-/]tr$/.test(one));
  if (at >= 0) runProcess(session, known(program.args[at + 1]?.text ?? ""));
  return judge(session, program);
};

export const SYSTEM_PROGRAMS: readonly (readonly [string, JudgeProgram])[] = [
  ...ROWS.flatMap(([programs]) => programs.split(" ").map((one) => [one, judge] as const)),
  ["netsh", wifi],
  ["schtasks", schtasks],
  ["subst", subst],
  ["vaultcmd", vault],
  ["cmdkey", vault],
  ["diskpart", diskpart],
];
