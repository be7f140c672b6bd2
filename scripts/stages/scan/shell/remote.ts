import { type Judge, optionsOf, words } from "./call.ts";
import { checkFlow } from "./flows.ts";
import { type Field, type Machine, type Place, refuse, shown } from "./machine.ts";
import { hostOf } from "./network.ts";
import { needHost, needPath, needProgram } from "./permissions.ts";
import { isPersonal, readFiles } from "./reads.ts";
import type { State } from "./state.ts";
import { concatAll, EMPTY, FROM, has, HOLE, isKnown, unknown } from "./text.ts";
import { pathIn, writeFile } from "./writes.ts";

type Out = Readonly<{ program: string; hosts: readonly string[]; place: Place }>;

/** nc, ncat, socat, telnet, openssl s_client: what they do with a connection is anybody's guess. */
export const judgeSocket: Judge = (machine, { args, around, program }) => {
  const { place } = around;
  const text = args.map((one) => one.text).join(" ");
  const isProbe = /(?:^|\s)-[a-zA-Z]*z/.test(text) && program !== "socat";
  const isRun = program === "socat" ? /\b(?:exec|system|shell|pty)\b/i.test(text) : /(?:^|\s)(?:-[a-zA-Z]*[ec]|--exec|--sh-exec|--lua-exec)(?:\s|$)/.test(text);
  const inputs = [...args, ...(around.stdin === null ? [] : [around.stdin])];
  if (isProbe && !isRun) {
    const host = args.find((one) => /[.\u0001]|^localhost$/.test(one.text) && !one.text.startsWith("-"));
    needHost(machine, place, program, host === undefined ? "*" : hostOf(host));
    return unknown(FROM.plain);
  }
  if (has(concatAll(inputs), FROM.secret)) refuse(machine, "command-exfiltrate", place, { text: shown(machine, place) });
  if (machine.mode === "told" && !isRun) needProgram(machine, place, program);
  else refuse(machine, "command-hidden", place, { text: shown(machine, place) }, [isRun ? "a program at the other end of a connection" : "a raw connection"]);
  return unknown(FROM.network | FROM.data);
};

/** Questions to name servers and echo requests carry data in the name they ask for. */
export const judgeName: Judge = (machine, { args, around, program }) => {
  const operands = args.filter((one) => !/^[-+@]/.test(one.text) && !/^(?:A|AAAA|TXT|MX|NS|ANY|SOA|CNAME|PTR|SRV|CAA)$/i.test(one.text));
  const hosts = operands.map(hostOf).filter((one) => one !== "" && !/^\d+$/.test(one));
  for (const one of args)
    checkFlow(machine, one, {
      program,
      hosts,
      place: around.place,
      auth: false,
      name: program !== "ping" || one.text.includes(".") || args.some((arg) => arg.text === "-p"),
    });
  if (around.stdin !== null) checkFlow(machine, around.stdin, { program, hosts, place: around.place, auth: false, name: true });
  for (const host of hosts) needHost(machine, around.place, program, host);
  return unknown(FROM.network | FROM.data);
};

const COPY = words(
  "-P -i -o -F -S -c -l -J -e --rsh --exclude --include --exclude-from --include-from --files-from --bwlimit --port --rsync-path -B -D -X --password-file --log-file --temp-dir --partial-dir --backup-dir --chmod --chown -f --filter",
);

/** scp, rsync, sftp, rclone: files from here to there or from there to here. */
export const judgeCopy: Judge = (machine, { args, around, program }) => {
  const { place, state } = around;
  const parsed = optionsOf(args, COPY);
  for (const { name, value } of parsed.options) {
    const proxy = name === "-o" && /ProxyCommand|LocalCommand|KnownHostsCommand/i.test(value?.text ?? "");
    const shell =
      (name === "-e" || name === "--rsh" || name === "-S" || name === "--rsync-path") &&
      value !== null &&
      !/^ssh(?: -[\w=@/.~ -]+)?$/.test(value.text.replaceAll(HOLE, "x"));
    if (proxy || shell) refuse(machine, "command-hidden", place, { text: shown(machine, place) }, ["an option that starts a program"]);
  }
  const operands = program === "rclone" ? parsed.operands.slice(1) : parsed.operands;
  const isRemote = (one: Field | undefined): boolean =>
    one !== undefined && (/^[^/.~][^/]*:(?!\\)|^(?:rsync|ssh|sftp|s3|gs):\/\//.test(one.text) || (program === "sftp" && !/^[./~]/.test(one.text)));
  const target = operands.at(-1);
  const sources = operands.slice(0, -1);
  if (!operands.some(isRemote)) {
    for (const one of sources) needPath(machine, place, program, "read", pathIn(state, one));
    if (target !== undefined) writeFile(machine, place, program, pathIn(state, target), unknown(FROM.data));
    return EMPTY;
  }
  needProgram(machine, place, program);
  const remote = operands.find(isRemote);
  const host = /^(?:[a-z0-9]+:\/\/)?(?:[^@/]*@)?([^:/]+)/.exec(remote?.text ?? "")?.[1] ?? "*";
  needHost(machine, place, program, program === "rclone" || host.includes(HOLE) ? "*" : host);
  if (isRemote(target)) sendCopies(machine, sources, { program, hosts: [host], place }, state);
  else if (target !== undefined) {
    writeFile(machine, place, program, pathIn(state, target), unknown(FROM.network | FROM.data));
    machine.foreign.add(pathIn(state, target).text);
  }
  return unknown(FROM.data);
};

function sendCopies(machine: Machine, sources: readonly Field[], out: Out, state: State): void {
  const { place, program } = out;
  for (const one of sources) {
    if (isPersonal(one)) refuse(machine, "command-exfiltrate", place, { text: shown(machine, place) }, ["a whole home folder or system"]);
    checkFlow(machine, readFiles(machine, [pathIn(state, one)]), { ...out, auth: false, name: false });
    needPath(machine, place, program, "read", pathIn(state, one));
  }
}

const SSH = words("-B -b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -P -Q -R -S -W -w");

/** ssh: a command at another machine; what is piped in goes there, what it says comes from there. */
export const judgeSsh: Judge = (machine, { args, around, program }) => {
  const { place } = around;
  const parsed = optionsOf(args, SSH, true);
  needProgram(machine, place, program);
  const [target, ...rest] = parsed.operands;
  const host =
    target === undefined || !isKnown(target)
      ? "*"
      : target.text
          .replace(/^ssh:\/\//, "")
          .replace(/^.*@/, "")
          .replace(/:\d+$/, "");
  needHost(machine, place, program, host);
  for (const { name, value } of parsed.options) {
    if (name === "-o" && /(?:ProxyCommand|LocalCommand|PermitLocalCommand|KnownHostsCommand)\b/i.test(value?.text ?? ""))
      refuse(machine, "command-hidden", place, { text: shown(machine, place) }, ["an option that starts a program"]);
    // A port of the other machine that leads to this one's own login lets whoever holds that machine in.
    const isWayIn = name === "-R" && /:22$/.test(value?.text ?? "");
    if (isWayIn || ((name === "-R" || name === "-D" || name === "-w") && machine.mode !== "told"))
      refuse(machine, "command-hidden", place, { text: shown(machine, place) }, ["a tunnel back into this machine"]);
  }
  const sink = { program, hosts: [host], place, auth: false, name: false };
  for (const one of rest) checkFlow(machine, one, sink);
  if (around.stdin !== null) {
    checkFlow(machine, around.stdin, sink);
    if (has(around.stdin, FROM.network | FROM.decoded) && /^(?:\S*\/)?(?:ba|da|k|z)?sh\b|^sudo\b|^$/.test(rest[0]?.text ?? ""))
      refuse(machine, "fetch-and-run", place, { text: shown(machine, place) });
  }
  const code = concatAll(rest, " ");
  if (/\b(?:curl|wget)\b[^\n;]{0,400}\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b/.test(code.text))
    refuse(machine, "fetch-and-run", place, { text: shown(machine, place) });
  return unknown(FROM.network | FROM.data);
};

/** mail, sendmail, gh gist, pastebins and clipboards of others: everything given leaves the machine. */
export const judgeSender: Judge = (machine, { args, around, program }) => {
  const { place, state } = around;
  needProgram(machine, place, program);
  const sink = { program, hosts: [], place, auth: false, name: false };
  for (const one of args) {
    checkFlow(machine, one, sink);
    if (/^[./~]/.test(one.text)) checkFlow(machine, readFiles(machine, [pathIn(state, one)]), sink);
  }
  if (around.stdin !== null) checkFlow(machine, around.stdin, sink);
  return unknown(FROM.data);
};

const LOGGER = words("-n -P -t -p -f -u -S --server --port --tag --priority --file --socket --size --sd-id --sd-param --msgid --rfc5424 --prio-prefix");

/** logger: a line for the log of this machine, or (`-n`) for whoever keeps another one. */
export const judgeLogger: Judge = (machine, { args, around, program }) => {
  const { place, state } = around;
  const servers = args.flatMap((one, at) =>
    /^(?:-[a-zA-Z]*n|--server)$/.test(one.text) ? args.slice(at + 1, at + 2) : /^--server=/.test(one.text) ? [{ ...one, text: one.text.slice(9) }] : [],
  );
  if (servers.length === 0) return EMPTY;
  const hosts = servers.map(hostOf).filter((one) => one !== "");
  const sink = { program, hosts, place, auth: false, name: false };
  for (const host of hosts) needHost(machine, place, program, host);
  const { options } = optionsOf(args, LOGGER);
  for (const { name, value } of options)
    if (/^(?:-f|--file)$/.test(name) && value !== null) checkFlow(machine, readFiles(machine, [pathIn(state, value)]), sink);
  for (const one of args) checkFlow(machine, one, sink);
  if (around.stdin !== null) checkFlow(machine, around.stdin, sink);
  return EMPTY;
};
