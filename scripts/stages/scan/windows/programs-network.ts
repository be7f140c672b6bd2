import { request } from "./cmdlets-network.ts";
import { fetched, readFile, send, writeFile } from "./deeds.ts";
import { tidy } from "./places.ts";
import { type JudgeProgram, plainWords, type Program } from "./program.ts";
import { FROM, known, NOTHING, type Session, textsOf, unknown, type Value } from "./session.ts";

const VALUED =
  /^(?:-[a-zA-Z]*[dFTHoXuAebKxEmyYzwrCtPQUc]|--(?:data(?:-\w+)?|form(?:-string)?|upload-file|header|output|output-dir|request|user|user-agent|referer|cookie|config|proxy|cert|max-time|connect-timeout|retry|retry-delay|write-out|range|url|json|resolve|connect-to|cacert|key))$/;

/** `curl.exe`, and `wget`; without options of theirs the command of PowerShell that has the same name there. */
const curl: JudgeProgram = (session, program) => {
  const { args, texts, stdin } = program;
  if (texts.some((one) => /^-(?:uri|outfile|method|body|headers|usebasicparsing|useb|infile)$/.test(one))) return asCommand(session, program);
  const bodies: Value[] = [];
  const shown: Value[] = [];
  const addresses: Value[] = [];
  let out: Value | null = null;
  let isOpen = false;
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? NOTHING;
    const name = word.text;
    if (!/^-\S/.test(name)) {
      addresses.push(word);
      continue;
    }
    if (/^(?:-[a-zA-Z]*[kx]|--(?:insecure|proxy|resolve|connect-to|preproxy|socks\S*))/.test(name)) isOpen = true;
    if (/^(?:-[a-zA-Z]*O|--remote-name)$/.test(name)) out = known("");
    if (!VALUED.test(name)) continue;
    const value = args[++at] ?? NOTHING;
    if (/^(?:-[a-zA-Z]*[dFT]|--(?:data\S*|form\S*|upload-file|json))$/.test(name)) bodies.push(bodyOf(session, value, stdin, /T$|upload/.test(name)));
    else if (/^(?:-[a-zA-Z]*[Hub]|--(?:header|user|cookie))$/.test(name)) shown.push(value);
    else if (/^(?:-[a-zA-Z]*o|--output)$/.test(name)) out = value;
    else if (name === "--url") addresses.push(value);
  }
  const address = addresses[0] ?? NOTHING;
  const texts2 = addresses.flatMap(textsOf);
  if (bodies.length > 0) send(session, texts2, bodies, "body");
  if (shown.length > 0) send(session, texts2, shown, "header");
  const answer = fetched(session, address, isOpen);
  if (out === null && program.name !== "wget") return answer;
  const named =
    out === null || out.text === ""
      ? known(
          tidy(address.text.replace(/[?#].*$/, ""))
            .split("\\")
            .at(-1) ?? "",
        )
      : out;
  writeFile(session, named, answer);
  return NOTHING;
};

/** `@file`, `name=@file`, `-`: what is sent is what lies there. */
function bodyOf(session: Session, value: Value, stdin: Value | null, isFile: boolean): Value {
  const file = isFile ? value.text : /(?:^|=)[@<]([^;]+)/.exec(value.text)?.[1];
  if (file === undefined) return value;
  return file === "-" || file === "." ? (stdin ?? NOTHING) : readFile(session, known(file));
}

function asCommand(session: Session, { args, stdin }: Program): Value {
  const named = new Map<string, Value>();
  const words: Value[] = [];
  for (let at = 0; at < args.length; at++) {
    const name = /^-(\w+)$/.exec(args[at]?.text ?? "")?.[1]?.toLowerCase();
    if (name === undefined) words.push(args[at] ?? NOTHING);
    else if (/^useb/.test(name)) named.set(name, known("True"));
    else named.set(name, args[++at] ?? NOTHING);
  }
  return request(session, { named, words, raw: args }, stdin);
}

/** Sends its words as an address, which may carry data. */
function addressed(session: Session, program: Program): void {
  const words = plainWords(program);
  send(
    session,
    words.map((one) => one.text),
    words,
    "address",
  );
}

/** What a server of names, a finger or a shell on another machine answers. */
const asking: JudgeProgram = (session, program) => {
  addressed(session, program);
  return unknown(session, { from: FROM.network, sources: [""] });
};

const ping: JudgeProgram = (session, program) => {
  addressed(session, program);
  return unknown(session, { from: FROM.printed });
};

/** Files that are copied to another machine. */
const copier: JudgeProgram = (session, program) => {
  const words = plainWords(program);
  const isOut = /[@\w.-]+:/.test(words.at(-1)?.text.replace(/^[a-z]:\\/i, "") ?? "") || program.stdin !== null;
  const sent = words.slice(0, -1).filter((one) => !program.texts.includes("-i") || one.text !== program.args[program.texts.indexOf("-i") + 1]?.text);
  if (isOut) send(session, ["*"], [...sent.map((one) => readFile(session, one)), ...(program.stdin === null ? [] : [program.stdin])], "body");
  else if (words.length > 1) writeFile(session, words.at(-1) ?? NOTHING, unknown(session, { from: FROM.network, sources: [""] }));
  return unknown(session, { from: FROM.network, sources: [""] });
};

const socket: JudgeProgram = (session, { stdin }) => {
  if (stdin !== null) send(session, ["*"], [stdin], "body");
  return unknown(session, { from: FROM.network, sources: [""] });
};

export const NETWORK_PROGRAMS: readonly (readonly [string, JudgeProgram])[] = [
  ["curl", curl],
  ["wget", curl],
  ...["nslookup", "finger", "whois", "dig"].map((one) => [one, asking] as const),
  ...["ping", "tracert", "pathping"].map((one) => [one, ping] as const),
  ...["scp", "sftp", "pscp", "ftp", "tftp", "rclone", "winscp"].map((one) => [one, copier] as const),
  ...["ssh", "plink", "nc", "ncat", "netcat", "telnet"].map((one) => [one, socket] as const),
];
