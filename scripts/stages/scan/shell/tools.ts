import { type Call, type Judge, optionsOf, valueOf, words } from "./call.ts";
import { embedShell } from "./evaluate.ts";
import { isPersonal, readFiles, secretBits } from "./reads.ts";
import { checkFlow } from "./flows.ts";
import { type Field, type Machine, refuse, shown, type Stream } from "./machine.ts";
import { hostOf } from "./network.ts";
import { needHost, needProgram } from "./permissions.ts";
import { runFile } from "./run-file.ts";
import { FROM, HOLE, isKnown, unknown } from "./text.ts";
import { pathIn } from "./writes.ts";
import { isUnprotected } from "../package/origin.ts";
import type { RuleId } from "../rules.table.ts";
import { ADMINISTERS, LAUNCHES, QUERIES, SWITCHES } from "./tools.table.ts";

export const ANY: Stream = unknown(FROM.data);

export function block(machine: Machine, call: Call, rule: RuleId, why: string): void {
  refuse(machine, rule, call.around.place, { text: shown(machine, call.around.place) }, [why]);
}

/** Something that starts or is trusted later, and that a person may well have asked for. */
export function warnPersist(machine: Machine, { around: { place } }: Call): void {
  machine.report({ rule: "command-persist", ...place, args: { text: shown(machine, place) }, disposition: "warn", severity: "medium" });
}

/** A program that is only a permission, with what it is given looked at by `look`. */
export function tool(look: (machine: Machine, call: Call, line: string) => void): Judge {
  return (machine, call) => {
    needProgram(machine, call.around.place, call.program);
    look(machine, call, ` ${call.args.map((one) => one.text.replaceAll(HOLE, "\u2026")).join(" ")} `);
    const secret = call.args.reduce((bits, one) => bits | (one.from & (FROM.network | FROM.secret)) | secretBits(one), 0);
    return unknown(FROM.data | secret);
  };
}

/** An index of packages that is named in the command: one without protection on the way is no index. */
function installFrom(machine: Machine, call: Call, line: string): void {
  const { place } = call.around;
  const index = [...line.matchAll(/\s(?:--(?:extra-)?index-url|-i|--registry|--find-links|-f)[= ]["']?(\S+)/g)].map((one) => one[1] ?? "").find(isUnprotected);
  if (index === undefined) machine.report({ rule: "unpinned-install", ...place, args: { text: shown(machine, place) }, severity: "high" });
  else machine.report({ rule: "package-origin", ...place, args: { name: call.program, path: index.slice(0, 80) } });
}

/** Package managers: what is not pinned can be anything next week. */
export const judgeInstaller: Judge = (machine, call) => {
  const { args, around, program } = call;
  needProgram(machine, around.place, program);
  const line = ` ${args.map((one) => one.text.replaceAll(HOLE, "$X")).join(" ")} `;
  const verb = args.find((one) => !one.text.startsWith("-"))?.text ?? "";
  const runs = /^(?:npx|bunx|uvx|pnpx)$/.test(program) || (program === "pipx" && verb === "run") || /^(?:dlx|exec|x)$/.test(verb);
  if (
    /\s(?:--(?:extra-)?index-url|-i|--registry|--find-links|-f|--trusted-host)[= ](?!https:\/\/(?:pypi\.org|registry\.npmjs\.org|download\.pytorch\.org|registry\.npmmirror\.com|pypi\.tuna))/.test(
      line,
    ) &&
    /pip|uv|npm|pnpm|yarn|bun/.test(program) &&
    /\sinstall|\sadd|\s-i\s/.test(line) &&
    /https?:/.test(line)
  )
    installFrom(machine, call, line);
  if (
    /\s(?:config|set)\s/.test(line) &&
    // To run no scripts of packages, and to ask the registry that is asked anyway, leads nowhere else.
    !/\s(?:ignore-scripts[ =]true|registry[ =]https:\/\/registry\.npmjs\.org\/?)\s*$/.test(line) &&
    /\b(?:registry|script-shell|node-options|ignore-scripts|index-url|globalconfig|userconfig)\b/.test(line) &&
    /\sset\s/.test(line)
  )
    block(machine, call, "command-persist", "a setting of the package manager that leads elsewhere");
  if (isUnpinned(args, verb, runs)) machine.report({ rule: "unpinned-install", ...around.place, args: { text: shown(machine, around.place) } });
  if (runs) {
    const code = valueOf(optionsOf(args, words("-c --call -p --package")), "-c", "--call");
    if (code !== null) embedShell(machine, code, around);
  }
  return unknown(FROM.data | (around.stdin?.from ?? 0));
};

function isUnpinned(args: readonly Field[], verb: string, runs: boolean): boolean {
  if (!runs && !/^(?:install|i|add|create|init)$/.test(verb)) return false;
  const valued = words(
    "-r --requirement -c --constraint -p --package --python -i --index-url --extra-index-url --registry -t --target --prefix -C --dir --from --with -w --filter -e --editable --tag",
  );
  const { operands, options } = optionsOf(args, valued, runs && verb !== "dlx" && verb !== "exec");
  const named = runs && !/^(?:dlx|exec|run|x)$/.test(verb) ? operands.slice(0, 1) : operands.slice(1, runs ? 2 : undefined);
  const all = [
    ...named,
    ...options.filter((one) => /^(?:--from|--with|-p|--package)$/.test(one.name)).flatMap((one) => (one.value === null ? [] : [one.value])),
  ];
  return all.some(
    (one) =>
      !/[^@]@v?[0-9]|==|~=|@sha|#[0-9a-f]{7,}|^\.{0,2}\/|^\.$|\.(?:whl|tgz|tar\.gz|txt|toml)$|^\[|^-/.test(one.text) &&
      !/\$\(|^[&|;]/.test(one.text) &&
      one.text !== "",
  );
}

export const judgeSecurity: Judge = tool((machine, call, line) => {
  if (call.program === "security") {
    if (/\s(?:dump-keychain|find-(?:generic|internet|key)\S*|export|unlock-keychain)\s/.test(line)) {
      if (/\sfind-/.test(line) && machine.mode === "told") return;
      // The person types the password of the key chain; only one that stands in the line would be somebody else's to know.
      if (/\sunlock-keychain\s/.test(line) && !/\s-p(?:\s|$)/.test(line) && machine.mode === "told") return;
      block(machine, call, "command-hidden", "reads the key chain");
    } else if (/\s(?:add-trusted-cert|authorizationdb)\s/.test(line)) block(machine, call, "command-persist", "changes what is trusted");
    return;
  }
  const isOrdinary =
    /^(?:ufw|iptables|ip6tables|nft|firewall-cmd|useradd|usermod|passwd|sysctl|modprobe|update-alternatives|update-ca-certificates|defaults|visudo|nvram|setfacl)$/.test(
      call.program,
    );
  if (machine.mode === "told" && isOrdinary && !/\s(?:disable|-F|--flush|flush|reset)\s/.test(line)) return;
  if (machine.mode === "told" && call.program === "xattr" && /\/(?:bin|Applications)\//.test(line)) warnPersist(machine, call);
  else if (isAdministration(call.program, line)) warnPersist(machine, call);
  else if (SWITCHES[call.program]?.test(line) === true) block(machine, call, "command-persist", "changes what the machine protects or trusts");
});

/** One account or one switch of the kernel is changed by saying which: all else that these programs can be told counts as the worst. */
function isAdministration(program: string, line: string): boolean {
  const isNamed = program === "usermod" || program === "useradd";
  return ADMINISTERS[program]?.test(line) === true && (isNamed || SWITCHES[program]?.test(line) !== true);
}

export const judgeDestroyer: Judge = tool((machine, call, line) => {
  if (QUERIES[call.program]?.test(line) !== true) block(machine, call, "command-destroy", "formats or overwrites");
});

/** Programs by which others are started from inside (editors, pagers, debuggers): the option that does so is what is looked for. */
export const judgeEscape: Judge = tool((machine, call, line) => {
  if (LAUNCHES[call.program]?.test(line) === true) block(machine, call, "command-hidden", `${call.program} that starts something else`);
  if (SWITCHES[call.program]?.test(line) === true) block(machine, call, "command-persist", "changes what the machine protects or trusts");
  if (call.program === "screen" || call.program === "tmux") typed(machine, call);
});

/** `screen -X stuff 'npm start\n'`, `tmux send-keys`: what is typed into a terminal is a command, read as one where it can be told. */
function typed(machine: Machine, call: Call): void {
  const at = call.args.findIndex((one) => one.text === (call.program === "screen" ? "stuff" : "send-keys"));
  if (at < 0) return;
  const keys = call.args.slice(at + 1).filter((one) => !/^-|^(?:Enter|C-m|C-c|C-d|C-l|q|Escape|Up|Down|Tab|BSpace)$/.test(one.text));
  const target = call.program === "tmux" ? call.args.findIndex((one, index) => index > at && one.text === "-t") : -1;
  for (const one of keys) {
    if (target >= 0 && one === call.args[target + 1]) continue;
    if (!isKnown(one)) {
      if (call.program === "screen") block(machine, call, "command-hidden", "types what cannot be told into a terminal");
    } else if (/\s/.test(one.text.trim())) embedShell(machine, { ...one, text: one.text.replace(/\\[nr]|\^M/g, "\n") }, call.around);
  }
}

/** openssl: s_client is a socket, enc -d decodes. */
export const judgeOpenssl: Judge = (machine, call) => {
  const { args, around } = call;
  const verb = args[0]?.text ?? "";
  const line = ` ${args.map((one) => one.text).join(" ")} `;
  if (verb === "s_client" || verb === "s_server") {
    const isProbe = around.stdin === null || around.stdin.text.trim() === "" || /^(?:Q|quit)?\s*$/i.test(around.stdin.text);
    const host = valueOf(optionsOf(args, words("-connect -servername -CAfile -cert -key -host -port")), "-connect");
    needHost(machine, around.place, "openssl", host === null ? "*" : hostOf(host));
    if (!isProbe || verb === "s_server" || /\s-quiet\s/.test(line)) block(machine, call, "command-hidden", "a raw connection");
    return unknown(FROM.network | FROM.data);
  }
  if (/\s-engine\s|\s-provider-path/.test(line)) block(machine, call, "command-hidden", "loads native code");
  needProgram(machine, around.place, "openssl");
  const input = around.stdin ?? unknown(FROM.data);
  if (verb === "rand" || verb === "dgst" || verb === "version") return unknown(FROM.plain | (input.from & FROM.secret));
  return unknown(input.from | FROM.data | (/\s-(?:d|D)\s|\s-decrypt\s/.test(line) ? FROM.decoded : 0), input.names);
};

/** gpg, age: what they decrypt is nobody's text before. */
export const judgeDecrypt: Judge = (machine, call) => {
  needProgram(machine, call.around.place, call.program);
  const line = ` ${call.args.map((one) => one.text).join(" ")} `;
  if (/\s--export-secret/.test(line)) return unknown(FROM.secret);
  return unknown((call.around.stdin?.from ?? 0) | FROM.data | (/\s-(?:d|-decrypt)\b/.test(line) ? FROM.decoded : 0));
};

/** The clipboard holds what the person copied last: often a password. */
export const judgeClipboard: Judge = (machine, call) => {
  needProgram(machine, call.around.place, call.program);
  const writes =
    /^(?:pbcopy|wl-copy|clip)$/.test(call.program) ||
    (/^x/.test(call.program) && call.around.stdin !== null && !call.args.some((one) => /^-o|^--output|^-out/.test(one.text)));
  return writes ? unknown(FROM.plain) : unknown(FROM.secret | FROM.data);
};

/** gh, glab, aws, gcloud ...: what they print may be a token; `gist create` and uploads send files out. */
export const judgeCloud: Judge = (machine, call) => {
  const { args, around, program } = call;
  needProgram(machine, around.place, program);
  const line = ` ${args.map((one) => one.text).join(" ")} `;
  const sink = { program, hosts: [], place: around.place, auth: false, name: false };
  const sends = /\s(?:gist create|s3 (?:cp|mv|sync)|storage cp|cp|rsync|upload|release upload|issue create|pr create|api|secret set|blob upload)\s/.test(line);
  if (sends) {
    for (const one of args) {
      checkFlow(machine, one, sink);
      const path = pathIn(around.state, one);
      if (/[./~]/.test(one.text))
        checkFlow(machine, { ...readFiles(machine, [path]), from: readFiles(machine, [path]).from | (isPersonal(path) ? FROM.secret : 0) }, sink);
    }
    if (around.stdin !== null) checkFlow(machine, around.stdin, sink);
  }
  if (
    /\s(?:auth token|auth print-(?:access|identity)-token|sts get-session-token|secretsmanager get-secret-value|iam create-access-key|secrets versions access|ssm get-parameter|configure get|keyvault secret show|item get|read op:\/\/)\b/.test(
      line,
    ) &&
    !/\sauth token\s/.test(line)
  )
    return unknown(FROM.secret | FROM.data);
  if (program === "gh" && /\s(?:alias set|extension install|extension exec)\s/.test(line)) {
    if (/\salias set\s[^!]*!/.test(line)) block(machine, call, "command-persist", "an alias that is a command");
    machine.report({ rule: "unpinned-install", ...around.place, args: { text: shown(machine, around.place) } });
  }
  return unknown(FROM.data);
};

/** Windows' own ways to fetch and run, named in a POSIX shell text. */
export const judgeWindows: Judge = (machine, call) => {
  const line = call.args.map((one) => one.text).join(" ");
  if (!/https?:|javascript:|vbscript:|\\\\|-urlcache|\/transfer|scrobj|-decode/i.test(line) || /^url\.dll,/i.test(line)) return ANY;
  block(machine, call, "fetch-and-run", `${call.program} fetches or starts what cannot be read`);
  return ANY;
};

export const judgeJvm: Judge = (machine, call) => {
  const { args, around, program } = call;
  needProgram(machine, around.place, program);
  const jar = valueOf(optionsOf(args, words("-jar -cp -classpath --class-path"), true), "-jar") ?? args.find((one) => /\.(?:jar|java|groovy)$/.test(one.text));
  if (jar !== undefined) runFile(machine, program, null, jar, [], around);
  if (args.some((one) => /^-(?:javaagent|agentpath|agentlib):/.test(one.text))) block(machine, call, "native-code", "an agent inside of the machine");
  return ANY;
};
