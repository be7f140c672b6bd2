import { hasOption, type Judge, optionsOf, type Parsed, valueOf, words } from "./call.ts";
import { readFiles } from "./reads.ts";
import { checkFlow } from "./flows.ts";
import { isMakersInstaller } from "./installers.ts";
import { type Field, type Machine, type Place, refuse, shown, type Stream } from "./machine.ts";
import { needHost, needPath } from "./permissions.ts";
import { EMPTY, FROM, has, HOLE, isKnown, known, type Text, unknown } from "./text.ts";
import { keepFile, pathIn, writeFile } from "./writes.ts";

/** Options by which somebody else may answer for an address: another place to ask, names told by hand, a file of options, no look at who it is. */
const ASTRAY = words(
  "-x --proxy --preproxy --proxy1.0 --socks4 --socks4a --socks5 --socks5-hostname --resolve --connect-to --interface --unix-socket --abstract-unix-socket --doh-url --dns-servers -k --insecure --proxy-insecure --doh-insecure -K --config --cacert --capath --ca-certificate --no-check-certificate -e --execute -i --input-file -H --header",
);

/**
 * An address that is decoded and stands nowhere in the text: whoever reads the command does not see who is asked. What is decoded may also be looked
 * up at a host that everybody sees.
 */
function refuseDecoded(machine: Machine, place: Place, addresses: readonly Text[]): void {
  if (!addresses.some((one) => has(one, FROM.decoded))) return;
  // Another address beside it says nothing of this one.
  const plain = addresses.filter((one) => !has(one, FROM.decoded) && one.text.length > 1).map((one) => one.text.toLowerCase());
  const seen = plain.reduce((text, one) => text.replaceAll(one, " "), machine.frame.source.toLowerCase());
  const isHidden = (address: Text): boolean => {
    const host = hostOf(address);
    const origin = /^["']?([a-z][a-z0-9+.-]*:\/\/[^/?#]*)/i.exec(address.text)?.[1]?.toLowerCase() ?? host;
    // What nobody knows yet was not hidden by the author, unless a file of the skill holds it.
    const isTheirs = isKnown(address) || has(address, FROM.own);
    return has(address, FROM.decoded) && isTheirs && (host === "*" || (host !== "" && !seen.includes(origin)));
  };
  if (addresses.some(isHidden)) refuse(machine, "command-hidden", place, { text: shown(machine, place) }, ["an address that is decoded"]);
}

/** What is fetched from these addresses: of the network, or, where the instructions have a person install a tool, of its maker. */
function answerOf(machine: Machine, parsed: Parsed, addresses: readonly Text[]): Stream {
  const isMaker =
    machine.mode === "told" &&
    addresses.length > 0 &&
    !parsed.options.some(({ name }) => ASTRAY.has(name)) &&
    addresses.every((one) => isKnown(one) && isMakersInstaller(one.text));
  // `curl | sh` without an address, or with dots in its place, is how people speak of it.
  if (machine.mode === "told" && addresses.every((one) => /^["']?(?:[a-z]+:\/\/)?(?:\.{3,}|\u2026)\/?["']?$/i.test(one.text))) return unknown(FROM.data);
  return unknown((isMaker ? FROM.installer : FROM.network) | FROM.data);
}

const CURL = words(
  "-A -b -c -C -d -D -e -E -F -h -H -K -m -o -P -Q -r -t -T -u -U -w -x -X -y -Y -z --data --data-ascii --data-binary --data-raw --data-urlencode --json --form --form-string --upload-file --header --user --user-agent --output --output-dir --request --url --url-query --proxy --proxy-user --preproxy --socks5 --socks5-hostname --config --cookie --cookie-jar --cert --key --cacert --capath --max-time --connect-timeout --retry --retry-delay --retry-max-time --referer --range --write-out --dump-header --resolve --interface --limit-rate --oauth2-bearer --aws-sigv4 --unix-socket --max-redirs --max-filesize --connect-to --doh-url --dns-servers --netrc-file --stderr --trace --trace-ascii --continue-at --time-cond --ciphers --proto --proto-default --proto-redir --tls-max --pinnedpubkey --noproxy --keepalive-time --local-port --mail-from --mail-rcpt --quote --speed-limit --speed-time --engine --pass --rate --variable --expand-url --expand-data",
);
const BODY = words(
  "-d --data --data-ascii --data-binary --data-raw --data-urlencode --json -F --form --form-string -T --upload-file --url-query --expand-data",
);
const AUTH = words("-H --header -u --user --oauth2-bearer -b --cookie --aws-sigv4 --proxy-user -U");

/** Address -> its host, `*` when it cannot be told, "" when it leads nowhere. */
export function hostOf(address: Text): string {
  const text = address.text.replace(/^["']|["']$/g, "");
  if (text === "" || /^(?:data|about):/.test(text)) return "";
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)([/?#]|$)/i.exec(full);
  const host = authority?.[1] ?? "";
  // A host is known once the part of the address behind it has begun.
  if (host.replace(/:\u0001$/, "").includes(HOLE) || host === "" || /[{}[\]*<>$]/.test(host)) return "*";
  return host
    .replace(/^.*@/, "")
    .replace(/:(?:\d+|\u0001)$/, "")
    .toLowerCase();
}

export const judgeCurl: Judge = (machine, { args, around, program }) => {
  const { place } = around;
  const parsed = optionsOf(args, CURL);
  const addresses = [
    ...parsed.operands,
    ...parsed.options.filter((one) => one.name === "--url" || one.name === "--expand-url").flatMap((one) => (one.value === null ? [] : [one.value])),
  ];
  const hosts =
    addresses.length === 0
      ? parsed.unsure || hasOption(parsed, "-K", "--config")
        ? ["*"]
        : []
      : [...new Set(addresses.map(hostOf))].filter((one) => one !== "");
  for (const address of addresses) if (/^file:/i.test(address.text)) needPath(machine, place, program, "read", { ...address, text: address.text.slice(7) });
  for (const host of hosts) needHost(machine, place, program, host);
  refuseDecoded(machine, place, addresses);
  const config = valueOf(parsed, "-K", "--config");
  if (config !== null && machine.mode !== "told") refuse(machine, "command-hidden", place, { text: shown(machine, place) }, ["options that come from a file"]);
  if (
    addresses.some((one) => /^(?:telnet|dict|gopher|ldap|smb):/i.test(one.text)) ||
    (hasOption(parsed, "--unix-socket") && /docker\.sock/.test(valueOf(parsed, "--unix-socket")?.text ?? ""))
  )
    refuse(machine, "command-hidden", place, { text: shown(machine, place) }, ["a raw connection"]);
  for (const { name, value } of parsed.options) {
    if (value === null) continue;
    if (BODY.has(name)) sent(machine, name, value, around.stdin, { program, hosts, place });
    else if (AUTH.has(name)) checkFlow(machine, value, { program, hosts, place, auth: true, name: false });
    else if (/^(?:-A|--user-agent|-e|--referer)$/.test(name)) checkFlow(machine, value, { program, hosts, place, auth: false, name: false });
  }
  for (const address of addresses) checkFlow(machine, address, { program, hosts, place, auth: isQueryKey(address), name: false });
  return received(machine, parsed, addresses, { program, place, state: around.state });
};

/** `?key=$KEY` is how many services take their keys. */
function isQueryKey(address: Text): boolean {
  return /[?&](?:api_?key|key|token|access_token|appid|apikey|auth|app_id|client_id)=\u0001|bot\u0001\//i.test(address.text);
}

type Out = Readonly<{ program: string; hosts: readonly string[]; place: Place }>;

/** A body: text, `@file`, `name=@file`, `-` for what is piped in. */
function sent(machine: Machine, option: string, value: Field, stdin: Stream | null, out: Out): void {
  const sink = { ...out, auth: false, name: false };
  const isUpload = option === "-T" || option === "--upload-file";
  const path = isUpload ? value.text : /^(?:[^=@]*=)?[@<]([^;]*)/.exec(option === "--data-raw" || option === "--form-string" ? "" : value.text)?.[1];
  if (path === undefined) {
    checkFlow(machine, value, sink);
    return;
  }
  if (path === "-" || path === ".") {
    if (stdin !== null) checkFlow(machine, stdin, sink);
    return;
  }
  const file = { ...value, text: path };
  needPath(machine, out.place, out.program, "read", file);
  checkFlow(machine, readFiles(machine, [file]), sink);
}

type At = Readonly<{ program: string; place: Place; state: Parameters<typeof pathIn>[0] }>;

/** What was fetched goes to a file or on through the pipe. */
function received(machine: Machine, parsed: Parsed, addresses: readonly Field[], { program, place, state }: At): Stream {
  const answer = answerOf(machine, parsed, addresses);
  const folder = valueOf(parsed, "--output-dir");
  const to = valueOf(parsed, "-o", "--output");
  const within = (path: Text): Text => pathIn(state, folder === null ? path : { ...path, text: `${folder.text}/${path.text}`, from: path.from | folder.from });
  for (const option of ["-D", "--dump-header", "-c", "--cookie-jar", "--stderr", "--trace", "--trace-ascii"]) {
    const path = valueOf(parsed, option);
    if (path !== null && path.text !== "-") writeFile(machine, place, program, pathIn(state, path), unknown(FROM.data));
  }
  if (to !== null && to.text !== "-" && to.text !== "/dev/stdout") {
    writeFile(machine, place, program, within(to), answer);
    return valueOf(parsed, "-w", "--write-out") === null ? EMPTY : unknown(FROM.plain);
  }
  if (hasOption(parsed, "-O", "--remote-name", "--remote-name-all", "-J", "--remote-header-name")) {
    for (const address of addresses) writeFile(machine, place, program, within({ ...address, text: lastOf(address.text) }), answer);
    return EMPTY;
  }
  if (hasOption(parsed, "-I", "--head", "-V", "--version")) return unknown(FROM.plain | FROM.data);
  return answer;
}

function lastOf(address: string): string {
  return (
    address
      .split(/[?#]/)[0]
      ?.replace(/(?<!\/)\/+$/, "")
      .split("/")
      .at(-1) ?? "index.html"
  );
}

const WGET = words(
  "-o -a -e -i -B -t -O -T -w -Q -P -U -D -A -R -l --output-document --output-file --append-output --execute --input-file --base --tries --timeout --wait --quota --directory-prefix --user-agent --header --post-data --post-file --body-data --body-file --method --user --password --http-user --http-password --referer --load-cookies --save-cookies --ca-certificate --certificate --private-key --domains --accept --reject --level --limit-rate --config --use-askpass --dns-timeout --connect-timeout --read-timeout --proxy-user --proxy-password --cut-dirs --waitretry",
);

export const judgeWget: Judge = (machine, { args, around, program }) => {
  const { place, state } = around;
  const parsed = optionsOf(args, WGET);
  const hosts =
    parsed.operands.length === 0
      ? parsed.unsure || hasOption(parsed, "-i", "--input-file")
        ? ["*"]
        : []
      : [...new Set(parsed.operands.map(hostOf))].filter((one) => one !== "");
  for (const host of hosts) needHost(machine, place, program, host);
  refuseDecoded(machine, place, parsed.operands);
  const out = { program, hosts, place };
  for (const { name, value } of parsed.options) {
    if (value === null) continue;
    if (/^--(?:post|body)-file$/.test(name)) sent(machine, "-T", value, around.stdin, out);
    else if (/^--(?:post|body)-data$/.test(name)) checkFlow(machine, value, { ...out, auth: false, name: false });
    else if (/^--(?:header|password|http-password|user)$/.test(name)) checkFlow(machine, value, { ...out, auth: true, name: false });
    else if (/^(?:-U|--user-agent|--referer)$/.test(name)) checkFlow(machine, value, { ...out, auth: false, name: false });
    else if (name === "--use-askpass" || ((name === "-e" || name === "--execute") && /use_?askpass/i.test(value.text)))
      refuse(machine, "command-hidden", place, { text: shown(machine, place) });
  }
  for (const address of parsed.operands) checkFlow(machine, address, { ...out, auth: isQueryKey(address), name: false });
  const answer = answerOf(machine, parsed, parsed.operands);
  const to = valueOf(parsed, "-O", "--output-document");
  if (to !== null) {
    if (to.text === "-" || to.text === "/dev/stdout") return answer;
    writeFile(machine, place, program, pathIn(state, to), answer);
    return EMPTY;
  }
  if (hasOption(parsed, "--spider", "--version")) return unknown(FROM.plain);
  const folder = valueOf(parsed, "-P", "--directory-prefix");
  for (const address of parsed.operands) {
    const name = lastOf(address.text);
    writeFile(machine, place, program, pathIn(state, { ...address, text: folder === null ? name : `${folder.text}/${name}` }), answer);
  }
  if (hasOption(parsed, "-r", "--recursive", "-m", "--mirror", "-i")) machine.foreign.add(folder?.text ?? state.cwd.text);
  return EMPTY;
};

/** Other downloaders and clients: every operand may be an address, a file or data. */
export const judgeFetcher: Judge = (machine, { args, around, program }) => {
  const { place, state } = around;
  const addresses = args.filter((one) => /^[a-z]+:\/\/|^[\w-]+(?:\.[\w-]+)+(?:[/:]|$)/i.test(one.text));
  const hosts = addresses.length === 0 ? ["*"] : [...new Set(addresses.map(hostOf))];
  for (const host of hosts) needHost(machine, place, program, host);
  const sink = { program, hosts, place, auth: false, name: false };
  for (const one of args) checkFlow(machine, one, { ...sink, auth: /^(?:-?-?A|Authorization|X-Api-Key)/i.test(one.text) });
  if (around.stdin !== null) checkFlow(machine, around.stdin, sink);
  const answer = unknown(FROM.network | FROM.data);
  const at = args.findIndex((one) => /^(?:-o|-d|--out|--output|--dir|-P)$/.test(one.text));
  const to = args[at + 1];
  if (at >= 0 && to !== undefined) {
    writeFile(machine, place, program, pathIn(state, to), answer);
    machine.foreign.add(pathIn(state, to).text);
  } else if (/^(?:aria2c|axel|lftp|ftp|tftp)$/.test(program))
    for (const address of addresses) keepFile(machine, pathIn(state, known(lastOf(address.text))), answer);
  return answer;
};
