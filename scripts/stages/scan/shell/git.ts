import { type Call, hasOption, type Judge, optionsOf, valueOf, words } from "./call.ts";
import { embedShell } from "./evaluate.ts";
import { checkFlow } from "./flows.ts";
import { type Field, type Machine, refuse, shown, type Stream } from "./machine.ts";
import { hostOf } from "./network.ts";
import { needHost, needProgram } from "./permissions.ts";
import { concatAll, FROM, has, HOLE, isKnown, unknown } from "./text.ts";
import { pathIn } from "./writes.ts";
import type { RuleId } from "../rules.table.ts";

const ANY: Stream = unknown(FROM.data);

function block(machine: Machine, call: Call, rule: RuleId, why: string): void {
  refuse(machine, rule, call.around.place, { text: shown(machine, call.around.place) }, [why]);
}

const GIT_VALUED = words("-C -c --git-dir --work-tree --namespace --exec-path --config-env --super-prefix");
/** Settings of git that are commands or lead to some (git-config manual). */
const GIT_RUNS =
  /^(?:core\.(?:hookspath|fsmonitor|sshcommand|editor|pager|askpass|gitproxy|alternaterefscommand|attributesfile|worktree)|sequence\.editor|pager\.|alias\.|credential\.(?:.*\.)?helper|diff\.(?:.*\.)?(?:external|command|textconv)|merge\..*\.driver|filter\..*\.(?:clean|smudge|process)|gpg\.(?:.*\.)?program|interactive\.difffilter|difftool\..*\.cmd|mergetool\..*\.cmd|browser\..*\.cmd|uploadpack\.packobjectshook|protocol\.ext\.allow|init\.templatedir|include\.path|includeif\.|url\..*\.(?:insteadof|pushinsteadof)|http\.(?:.*\.)?(?:proxy|sslverify|extraheader)|remote\..*\.(?:uploadpack|receivepack|vcs)|submodule\..*\.update|sendemail\.)/i;

/** git: settings that are commands, hooks, and what comes from and goes to elsewhere. */
export const judgeGit: Judge = (machine, call) => {
  const { args, around, program } = call;
  const { place } = around;
  const parsed = optionsOf(args, GIT_VALUED, true);
  needProgram(machine, place, program);
  for (const { name, value } of parsed.options)
    if ((name === "-c" || name === "--config-env") && value !== null)
      setting(machine, call, (value.text.split("=")[0] ?? "").trim(), value.text.slice(value.text.indexOf("=") + 1));
  if (hasOption(parsed, "--exec-path") && valueOf(parsed, "--exec-path") !== null)
    block(machine, call, "command-hidden", "programs of git from another folder");
  const [verb, ...rest] = parsed.operands;
  if (/^(?:commit|commit-tree|tag|notes|merge|revert|branch)$/.test(verb?.text ?? "") && args.some((one) => has(one, FROM.secret)))
    refuse(machine, "command-exfiltrate", place, { text: shown(machine, place) }, ["credentials or the whole environment in what git keeps and hands on"]);
  const judge = VERBS[verb?.text ?? ""];
  if (judge !== undefined) return judge(machine, call, rest, verb?.text ?? "");
  if (verb !== undefined && !isKnown(verb) && (verb.from & ~FROM.argument) !== 0 && machine.mode !== "told")
    block(machine, call, "command-hidden", "what git does cannot be told");
  if (rest.some((one) => /\.git\/hooks/.test(one.text))) block(machine, call, "command-persist", "a hook of git");
  return ANY;
};

type Verb = (machine: Machine, call: Call, rest: readonly Field[], verb: string) => Stream;

const configure: Verb = (machine, call, rest) => {
  const operands = rest.filter((one) => !one.text.startsWith("-"));
  const isSet = operands[0]?.text === "set";
  const [key, value] = isSet ? operands.slice(1) : operands;
  if (key !== undefined && value !== undefined && !rest.some((one) => /^--(?:get|unset|list)/.test(one.text))) setting(machine, call, key.text, value.text);
  return ANY;
};

const CLONE = words(
  "-b -o -u -c -j --branch --depth --origin --upload-pack --config --template --reference --jobs --filter --separate-git-dir --bundle-uri --server-option",
);

const clone: Verb = (machine, call, rest) => {
  const { operands, options } = optionsOf(rest, CLONE);
  for (const { name, value } of options) {
    if (/^(?:-u|--upload-pack|--template)$/.test(name) && value !== null) block(machine, call, "command-hidden", "an option of git that starts a program");
    if (/^(?:-c|--config)$/.test(name) && value !== null) setting(machine, call, value.text.split("=")[0] ?? "", value.text.slice(value.text.indexOf("=") + 1));
  }
  const [address, folder] = operands;
  if (address === undefined) return ANY;
  reach(machine, call, address);
  const name =
    folder?.text ??
    address.text
      .replace(/(?<!\/)\/+$/, "")
      .replace(/\.git$/, "")
      .split(/[/:]/)
      .at(-1) ??
    "";
  if (name !== "") machine.foreign.add(pathIn(call.around.state, { ...address, text: name }).text);
  return ANY;
};

const push: Verb = (machine, call, rest) => {
  const remote = rest.find((one) => !one.text.startsWith("-"));
  const address = remote === undefined ? undefined : (machine.files.get(remoteKey(remote.text)) ?? remote);
  if (address === undefined || !/:\/\/|@[^@:\n\r\u2028\u2029]*:/.test(address.text)) return ANY;
  reach(machine, call, address);
  // one branch goes where work is published; every ref of whatever repository this is, to an address that the script names, is a copy for somebody
  if (machine.mode !== "told" && isKnown(address) && rest.some((one) => /^--(?:mirror|all)$/.test(one.text)))
    machine.report({ rule: "secret-flow", ...call.around.place, args: { source: "the whole repository", sink: hostOf(address) } });
  return ANY;
};

const remote: Verb = (machine, call, rest, verb) => {
  for (const one of rest) {
    if (verb !== "pull" && /^ext::|^-{1,2}(?:upload-pack|exec|upload-archive)|^-u=?/.test(one.text))
      block(machine, call, "command-hidden", "an option of git that starts a program");
    if (/^(?:https?|ssh|git):\/\//.test(one.text)) reach(machine, call, one);
  }
  if (verb === "remote") {
    const [act, name, address] = rest.filter((one) => !one.text.startsWith("-"));
    if (name !== undefined && address !== undefined && /^(?:add|set-url)$/.test(act?.text ?? "")) {
      machine.files.set(remoteKey(name.text), address);
      carriesKey(machine, call, address);
    }
  }
  if (verb === "submodule") foreach(machine, call, rest);
  return ANY;
};

/** Where a remote of git is kept among the files that a script wrote. */
const remoteKey = (name: string): string => `\u0000git-remote/${name}`;

/** `https://name:ghp_...@host`: somebody's key, written out, by which this machine signs in elsewhere in their name. */
function carriesKey(machine: Machine, call: Call, address: Field): void {
  const isFilledIn = /x{6,}|\byour|_here|\.{3}|123456/i.test(address.text);
  if (!isFilledIn && /:\/\/[^/@\s]*(?:gh[opsu]_|github_pat_|glpat-|ATBB|x-token-auth:)[\w-]{16,}[^/@\s]*@/.test(address.text))
    block(machine, call, "command-exfiltrate", "signs in with a key of somebody else");
}

const bisect: Verb = (machine, { around }, rest) => {
  const at = rest.findIndex((one) => one.text === "run");
  if (at >= 0) machine.start(rest.slice(at + 1), around);
  return ANY;
};

const EXEC = words("-x --exec --tree-filter --index-filter --msg-filter --env-filter --parent-filter --commit-filter --tag-name-filter -O -f --extcmd --setup");

const launching: Verb = (machine, { around }, rest, verb) => {
  for (const { name, value } of optionsOf(rest, EXEC).options)
    if (value !== null && /^(?:-x|--exec|--extcmd|--open-files-in-pager|--[\w-]+-filter|--setup|-O)$/.test(name) && (verb !== "grep" || name === "-O"))
      embedShell(machine, value, around);
  return ANY;
};

const quiet: Verb = () => ANY;
const local: Verb = () => unknown(FROM.plain);

const VERBS: Readonly<Record<string, Verb | undefined>> = {
  config: configure,
  clone,
  push,
  remote,
  fetch: remote,
  pull: remote,
  "ls-remote": remote,
  submodule: remote,
  archive: remote,
  bisect,
  rebase: launching,
  "filter-branch": launching,
  difftool: launching,
  grep: launching,
  commit: quiet,
  add: quiet,
  status: quiet,
  "rev-parse": local,
  describe: local,
  branch: local,
  "symbolic-ref": local,
};

function foreach(machine: Machine, { around }: Call, rest: readonly Field[]): void {
  const at = rest.findIndex((one) => one.text === "foreach");
  const code = rest.slice(at + 1).filter((one) => !/^--?(?:recursive|quiet|q)$/.test(one.text));
  if (at >= 0 && code.length > 0) embedShell(machine, concatAll(code, " "), around);
}

/** Settings of the kinds above, with the values that start nothing but what everybody has. */
const HARMLESS: readonly (readonly [RegExp, RegExp])[] = [
  [/^core\.(?:editor|pager|askpass)$|^sequence\.editor$|^pager\./i, /^(?:|cat|less(?: -\w+)*|true|false|:|vim?|nvim|nano|emacs|code --wait|delta)$/],
  [/^alias\./i, /^[^!\u0001][^\u0001]*$/],
  [/^credential\./i, /^(?:|cache(?: --timeout=\d+)?|osxkeychain|manager(?:-core)?|store|libsecret|wincred|!(?:\/usr\/bin\/)?gh auth git-credential)$/],
  [/^core\.(?:hookspath|fsmonitor)$/i, /^(?:|\/dev\/null|true|false)$/],
  [/^core\.worktree$/i, /^/],
  [/^http\./i, /^true$/],
  [/^url\.(?:https:\/\/github\.com\/|git@github\.com:)\./i, /^/],
  [/^gpg\.program$/i, /^gpg2?$/],
  [/^core\.sshcommand$/i, /^ssh(?: -(?:i|o|p) ?[\w~/.=\u0001-]+)*$/],
  [/^init\.templatedir$/i, /^$/],
];

function setting(machine: Machine, call: Call, key: string, value: string): void {
  if (!GIT_RUNS.test(key) && !key.includes(HOLE)) return;
  const isHarmless =
    HARMLESS.some(([which, harmless]) => which.test(key) && harmless.test(value)) || (machine.mode === "told" && /^http\..*(?:extraheader|proxy)/i.test(key));
  if (!isHarmless) block(machine, call, "command-persist", `${key} makes git start something or go elsewhere`);
}

function reach(machine: Machine, call: Call, address: Field): void {
  const { around, program } = call;
  carriesKey(machine, call, address);
  if (/^ext::|^-/.test(address.text)) refuse(machine, "command-hidden", around.place, { text: shown(machine, around.place) }, ["an address that is a command"]);
  const ssh = /^(?:[\w.-]+@)?([\w.-]+\.[\w-]+):/.exec(address.text);
  if (ssh !== null) needHost(machine, around.place, program, ssh[1] ?? "*");
  else if (/:\/\//.test(address.text) || !isKnown(address)) needHost(machine, around.place, program, hostOf(address));
  checkFlow(machine, address, { program, hosts: [hostOf(address)], place: around.place, auth: true, name: false });
}
