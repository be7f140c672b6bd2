import { belongs, isForeign } from "../shell/flows.ts";
import { isMakersInstaller } from "../shell/installers.ts";
import { secretBits } from "../shell/reads.ts";
import { FROM as SHELL } from "../shell/text.ts";
import { isRegisteredStart, isStart, isStore, isVault, shareHost, tidy } from "./places.ts";
import {
  derived,
  FROM,
  isKnown,
  joined,
  known,
  type Language,
  list,
  NOTHING,
  type Origin,
  originOf,
  originOfText,
  PLAIN,
  refuse,
  report,
  type Session,
  shownText,
  textsOf,
  unknown,
  type Value,
  withoutSigns,
} from "./session.ts";

const DEEPEST = 24;
const KEYS = /KEY|TOKEN|SECRET|PASSW|CREDENTIAL|MNEMONIC|SEED_PHRASE|_PAT$/i;

export function hostOf(address: string): string {
  const host = /^(?:[a-z]+:\/\/)?([\w.-]+\.[\w-]+|localhost|\[[\da-f:]+\])(?::\d+)?(?:[/?#]|$)/i.exec(address.trim())?.[1];
  return host === undefined || withoutSigns(host) !== host ? "*" : host.toLowerCase();
}

/** Address -> what it answers. */
export function fetched(session: Session, address: Value, isOpen = false): Value {
  const texts = textsOf(address);
  for (const text of texts) list(session, "network", hostOf(text));
  send(session, texts, [address], "address");
  // Behind somebody else's answer no name says who made it.
  const sources = texts.map((text) => (session.isDiverted || isOpen || withoutSigns(text) !== text || /\s/.test(text.trim()) ? "" : text.trim()));
  return unknown(session, { from: FROM.network, sources, names: originOf(session, address).names, whole: true });
}

/** Values that go to addresses, in one of these parts of a request; in a header a key is shown to sign in with it. */
export function send(session: Session, addresses: readonly string[], values: readonly Value[], part: "header" | "address" | "body"): void {
  const hosts = addresses.map(hostOf);
  for (const host of hosts) list(session, "network", host);
  const origin = joined(values.map((one) => originOf(session, one)));
  if (hosts.length > 0 && hosts.every((host) => /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host))) return;
  if ((origin.from & FROM.secret) !== 0) refuse(session, "command-exfiltrate", "credentials, the clipboard or the whole environment");
  else if ((origin.from & FROM.keys) !== 0 && part !== "header") refuse(session, "command-exfiltrate", "a whole file of keys");
  for (const name of origin.names) {
    if (!KEYS.test(name)) continue;
    const upper = name.toUpperCase();
    if (hosts.some((host) => host !== "*" && isForeign(upper, host))) refuse(session, "command-exfiltrate", `${upper} goes to ${hosts.join(", ")}`);
    else if (part !== "header" && !hosts.every((host) => belongs(upper, host)))
      report(session, "secret-flow", { source: upper, sink: hosts.join(", ") }, { severity: "medium" });
  }
}

/** Path -> is what lies there the person's way in, or one program's? */
function keptIn(path: string): number {
  const bits = secretBits({ text: path.replaceAll("\\", "/"), from: 0, names: [] });
  if (bits === SHELL.keys) return FROM.keys;
  return bits !== 0 || isStore(path) ? FROM.secret : 0;
}

/** Path -> what lies there. */
export function readFile(session: Session, path: Value): Value {
  const held = textsOf(path).map((text) => {
    const file = session.files.get(tidy(text));
    if (file !== undefined && file.content !== null) return known(file.content);
    const secret = keptIn(text);
    const origin = file?.origin ?? PLAIN;
    return unknown(session, { ...origin, from: origin.from | FROM.file | secret });
  });
  const [first = NOTHING] = held;
  return held.length === 1 ? first : derived(session, 0, ...held);
}

/** A file gets content. */
export function writeFile(session: Session, path: Value, content: Value, append = false): void {
  for (const text of textsOf(path)) {
    if (/^(?:nul|\$null|con)?$/i.test(text.trim())) continue;
    const key = tidy(text);
    if (isStart(text) && /profile\.ps1$/.test(key) && isSetting(content))
      report(session, "command-persist", undefined, { disposition: "warn", severity: "low" });
    else if (isStart(text)) refuse(session, "command-persist", `writes to ${shownText(text)}`);
    if (isSavedHistory(key)) refuse(session, "command-hidden", "changes the history");
    const before = append ? session.files.get(key) : undefined;
    const origin = originOf(session, content);
    const isPlain = origin.from === 0 && content.ways === undefined && origin.names.length === 0;
    const all = before === undefined ? origin : joined([before.origin, origin]);
    const old = before === undefined ? "" : before.content;
    session.files.set(key, {
      origin: session.conditions > 0 ? joined([session.files.get(key)?.origin ?? PLAIN, all]) : all,
      content: isPlain && old !== null ? `${old}${content.text}\n` : null,
    });
  }
}

const SETTING_LINE =
  /^\s*(?:#.*|\$env:(?!https?_proxy|all_proxy|psmodulepath|node_options|cor_|coreclr_|comspec)[a-z]\w*\s*\+?=\s*["']?[^;|&(`$]*["']?|(?:invoke-expression|iex)\s+\(+&?\s*[\w-]+ (?:init|hook|activate|completions?|env)[\w -]*\)+|[\w-]+ (?:init|hook|activate|completions?|env)[\w -]*(?: \| out-string)? \| (?:invoke-expression|iex)|)\s*$/i;

/** Words that everybody can read, which set a variable or load what a tool has for a shell. */
function isSetting(content: Value): boolean {
  return isKnown(content) && content.items === undefined && content.text.split("\n").every((line) => SETTING_LINE.test(line));
}

function isSavedHistory(key: string): boolean {
  return /consolehost_history\.txt$/.test(key);
}

/** A file or a folder goes to another place: what it is goes with it. */
export function copyFile(session: Session, from: Value, to: Value): void {
  for (const text of textsOf(from)) {
    if (isVault(text)) report(session, "credential-store", { name: "A command", path: shownText(text) });
    const share = textsOf(to)
      .map(shareHost)
      .find((one) => one !== null);
    if (share !== undefined && isStore(text)) refuse(session, "command-exfiltrate", `copied to ${share}`);
    const content =
      shareHost(text) !== null || session.drives.has(tidy(text).slice(0, 2))
        ? unknown(session, { from: FROM.network, sources: [""] })
        : readFile(session, known(text));
    const name = tidy(text).split("\\").at(-1) ?? "";
    writeFile(session, to, content);
    if (name !== "" && !name.includes("*"))
      for (const one of textsOf(to)) {
        // Where a folder is named the file keeps its name.
        if (!isStart(one) && isStart(`${one.replace(/[\\/]+$/, "")}\\${name}`)) refuse(session, "command-persist", `writes to ${shownText(one)}`);
        session.files.set(`${tidy(one)}\\${name}`, session.files.get(tidy(one)) ?? { origin: originOf(session, content), content: null });
      }
  }
}

function isOfMakers(origin: Origin): boolean {
  return origin.whole && origin.from === FROM.network && origin.sources.length > 0 && origin.sources.every(isMakersInstaller);
}

/** What was fetched or decoded runs: its maker says whether that is a matter of trust. */
export function runFetched(session: Session, origin: Origin): void {
  if (isOfMakers(origin)) report(session, "unpinned-install");
  else refuse(session, "fetch-and-run", (origin.from & FROM.network) !== 0 ? "what was fetched" : "what was decoded");
}

/** A value that is run as a text of commands -> what it prints. */
export function runText(session: Session, value: Value, language: Language): Value {
  const printed = textsOf(value).map((text) => runOne(session, text, language));
  return printed.length === 1 ? (printed[0] ?? NOTHING) : derived(session, 0, ...printed);
}

/** A program with its words in one text, which no shell takes apart: a bar in it is one of the words. */
export function runProcess(session: Session, value: Value): Value {
  const printed = textsOf(value).map((text) => {
    const words = text.match(/"[^"]*"|[^\s"]+/g) ?? [];
    return session.run.program(
      session,
      words.map((one) => known(one.replace(/^"(.*)"$/, "$1"))),
      null,
    );
  });
  return printed.length === 1 ? (printed[0] ?? NOTHING) : derived(session, 0, ...printed);
}

function runOne(session: Session, text: string, language: Language): Value {
  const origin = originOfText(session, text);
  if ((origin.from & (FROM.network | FROM.decoded)) !== 0) {
    // a whole answer among words of its own: `"& { $(irm address) } -Quiet"`
    const alone = text.replace(/^\s*&\s*\{\s*|\s*\}\s*(?:-\w+\s*)*$/g, "").trim();
    runFetched(session, alone.length === 1 ? originOfText(session, alone) : { ...origin, whole: false });
    return unknown(session, { from: FROM.printed });
  }
  const start = text.trimStart().replace(/^["'&.\s]+/, "");
  if (withoutSigns(start.slice(0, 1)) !== start.slice(0, 1)) {
    if (origin.from !== 0) refuse(session, "command-hidden", "runs what cannot be told");
    return unknown(session, { from: FROM.printed });
  }
  if (session.depth >= DEEPEST) {
    refuse(session, "command-hidden", "commands inside of commands, too deep to follow");
    return NOTHING;
  }
  const { fixed } = session;
  session.fixed = true;
  session.depth++;
  const printed = session.run.text(session, text, language);
  session.depth--;
  session.fixed = fixed;
  return printed;
}

const PROGRAMS = /\.(?:exe|com|scr|pif|cpl|msi|bat|cmd|ps1|psm1|vbs|vbe|js|jse|wsf|hta|lnk|dll|reg|py|jar|url|msc|appinstaller|msix|chm|xll|iso)$/i;

/** A file is started, loaded or opened. */
export function runFile(session: Session, path: Value): void {
  for (const text of textsOf(path)) runPath(session, text);
}

function runPath(session: Session, text: string): void {
  const key = tidy(text);
  const share = shareHost(text);
  if (share !== null || session.drives.has(key.slice(0, 2))) {
    refuse(session, "fetch-and-run", `starts what lies on another machine${share === null ? "" : ` (${share})`}`);
    return;
  }
  const origin = originOfText(session, text);
  if ((origin.from & (FROM.network | FROM.decoded)) !== 0 && withoutSigns(key.split("\\").at(-1) ?? "") !== key.split("\\").at(-1)) {
    runFetched(session, origin);
    return;
  }
  const file = fileAt(session, key);
  if (file !== undefined && (file.origin.from & (FROM.network | FROM.decoded)) !== 0) runFetched(session, file.origin);
  else if (file !== undefined && file.content !== null) runContent(session, key, file.content);
  else if ((session.isAway || session.unpacked !== null) && PROGRAMS.test(key) && !/^(?:[a-z]:|~)\\(?:windows|program files)/.test(key))
    runFetched(session, session.isAway ? { ...PLAIN, from: FROM.network } : { ...(session.unpacked ?? PLAIN), whole: false });
}

/** The file under its name, wherever somebody went in between. */
function fileAt(session: Session, key: string): Session["files"] extends Map<string, infer T> ? T | undefined : never {
  const direct =
    session.files.get(key) ??
    (/\.\w+$/.test(key) ? undefined : (session.files.get(`${key}.exe`) ?? session.files.get(`${key}.bat`) ?? session.files.get(`${key}.cmd`)));
  if (direct !== undefined) return direct;
  const name = key.split("\\").at(-1) ?? "";
  if (!PROGRAMS.test(name) && !/^[^.]{3,}$/.test(name)) return undefined;
  for (const [path, file] of session.files) {
    const other = path.split("\\").at(-1) ?? "";
    if ((other === name || (!name.includes(".") && other === `${name}.exe`)) && (file.origin.from & (FROM.network | FROM.decoded)) !== 0) return file;
  }
  return undefined;
}

function runContent(session: Session, key: string, content: string): void {
  if (/\.(?:bat|cmd)$/.test(key)) runText(session, known(content), "cmd");
  else if (/\.psm?1$/.test(key)) runText(session, known(content), "powershell");
  else if (/\.reg$/.test(key)) registryFile(session, content);
  else if (/\.(?:vbs|vbe|jse?|wsf|hta|sct)$/.test(key)) refuse(session, "command-hidden", "runs a script for Windows that this version does not read");
}

/** What a file of the registry says -> the same as if it were said by commands. */
export function registryFile(session: Session, content: string): void {
  let key = "";
  for (const line of content.split("\n")) {
    key = /^\s*\[-?([^\]]+)\]/.exec(line)?.[1] ?? key;
    const name = /^\s*(?:"([^"]*)"|@|([\w-]+))\s*=/.exec(line);
    if (name !== null) setRegistry(session, key, name[1] ?? name[2] ?? "");
  }
}

/** A value in the registry is set. */
export function setRegistry(session: Session, key: string, name: string): void {
  if (isRegisteredStart(key, name)) refuse(session, "command-persist", `sets ${shownText(key)}`);
}

/** Code is loaded into the program itself. */
export function loadCode(session: Session, value: Value): void {
  const origin = originOf(session, value);
  if ((origin.from & (FROM.network | FROM.decoded)) !== 0) runFetched(session, { ...origin, whole: false });
  else runFile(session, value);
}

/** A setting by which others start, or by which somebody else answers. */
export function setEnvironment(session: Session, name: string, value: Value, isKept: boolean): void {
  const upper = name.toUpperCase();
  if (/^(?:HTTPS?_PROXY|ALL_PROXY|PSMODULEPATH)$/.test(upper)) session.isDiverted = true;
  if (
    /^(?:COR_PROFILER(?:_PATH)?|CORECLR_PROFILER(?:_PATH)?|COMPLUS_\w+|DOTNET_STARTUP_HOOKS|PSMODULEPATH|PYTHONSTARTUP|GIT_SSH_COMMAND|BASH_ENV|USERINITMPRLOGONSCRIPT|COMSPEC)$/.test(
      upper,
    )
  )
    refuse(session, "command-persist", `sets ${upper}`);
  else if (isKept && upper === "NODE_OPTIONS" && /--(?:require|import|loader)|-r\b/.test(value.text)) refuse(session, "command-persist", `sets ${upper}`);
}
