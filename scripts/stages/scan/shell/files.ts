import { type Call, hasOption, type Judge, optionsOf, type Parsed, valueOf, words } from "./call.ts";
import { isSecretRead, readFiles, secretBits } from "./reads.ts";
import { fold } from "./fold.ts";
import { type Field, type Machine, refuse, shown, type Stream } from "./machine.ts";
import { needPath, needProgram, needVariable } from "./permissions.ts";
import { embedShell } from "./evaluate.ts";
import { namedBy } from "./named.ts";
import { ownFiles } from "./run-file.ts";
import { EMPTY, FROM, HOLE, isKnown, type Text, unknown } from "./text.ts";
import { isBackup, isPersistent, keepFile, pathIn, writeFile } from "./writes.ts";

/** Programs that read what their operands name. */
export function judgeReader(machine: Machine, call: Call): void {
  const { program, around } = call;
  const { parsed, files } = namedBy(call);
  for (const one of files) {
    if (one.text === "-" || (one.many === true && one.text === HOLE && /^(?:ls|wc|jq|grep|rg)$/.test(program))) continue;
    const path = pathIn(around.state, one);
    // What a listing or a question tells of a file is not its content.
    if (isSecretRead(path) && !/^(?:ls|stat|file|du|tree|wc|test|fd|fdfind|find)$/.test(program)) secretRead(machine, call, path);
    needPath(machine, around.place, program, "read", path);
  }
  if (/^(?:sort|tree|yq|uniq)$/.test(program)) {
    const out = valueOf(parsed, "-o", "--output");
    if (out !== null) writeFile(machine, around.place, program, pathIn(around.state, out), unknown(FROM.data));
  }
  if (program === "sort" && hasOption(parsed, "--compress-program")) refuse(machine, "command-hidden", around.place, { text: shown(machine, around.place) });
  if (/^(?:rg|ag)$/.test(program) && hasOption(parsed, "--pre", "--hostname-bin", "--pager"))
    refuse(machine, "command-hidden", around.place, { text: shown(machine, around.place) });
  if (/^(?:split)$/.test(program) && hasOption(parsed, "--filter")) embedShell(machine, valueOf(parsed, "--filter") ?? unknown(FROM.data), around);
  if (/^(?:fd|fdfind)$/.test(program)) fdRuns(machine, call);
}

function fdRuns(machine: Machine, { args, around }: Call): void {
  const at = args.findIndex((one) => /^(?:-x|-X|--exec|--exec-batch)$/.test(one.text));
  if (at >= 0) machine.start(args.slice(at + 1), { ...around, stdin: null });
}

/** Credentials are read: a permission of the worst kind, told of as such. */
function secretRead(machine: Machine, { around, program }: Call, path: Text): void {
  const key = `secret\u0000${path.text}`;
  if (machine.told.has(key)) return;
  machine.told.add(key);
  const name = path.text.replaceAll(HOLE, "…").slice(0, 80);
  machine.report({
    rule: "secret-access",
    ...around.place,
    args: { name: program, variable: name },
    permission: { kind: "secrets", value: "*" },
    evidence: [`credentials: ${name}`],
    severity: "critical",
    ...((machine.mode === "told" || (secretBits(path) & FROM.keys) !== 0) &&
    !/\.ssh\/|\.aws\/|\.gnupg|shadow|Keychains|Login Data|wallet|\.netrc|git-credentials/.test(path.text)
      ? { disposition: "note" as const }
      : {}),
  });
}

const SED = words("-e -f -E_ -l --expression --file --line-length");

/** sed: `e`, `s///e` and `w` start programs and write files (GNU sed manual); -i writes what it reads. */
export const judgeSed: Judge = (machine, call) => {
  const { args, around, program } = call;
  const parsed = optionsOf(args, SED);
  const scripts = parsed.options.filter((one) => one.name === "-e" || one.name === "--expression").flatMap((one) => (one.value === null ? [] : [one.value]));
  const files = scripts.length > 0 || hasOption(parsed, "-f", "--file") ? parsed.operands : parsed.operands.slice(1);
  const first = parsed.operands[0];
  // BSD sed takes the ending of a backup as a word of its own: `sed -i '' s/a/b/ file`.
  const code = scripts.length > 0 ? scripts : first === undefined ? [] : first.text === "" && parsed.operands[1] !== undefined ? [parsed.operands[1]] : [first];
  for (const one of code) {
    if (/(?:^|[;{}\n])[^\S\n]*(?:(?:[0-9$]+|\/(?:[^/\n\\]|\\.){0,200}\/)\s*)?e(?:\s|$)|^\s*[0-9]*e\s/.test(one.text) || isEvaluating(one.text)) {
      refuse(machine, "command-hidden", around.place, { text: shown(machine, around.place) }, ["sed that starts programs"]);
      break;
    }
    const out = /(?:^|[;{}\n/]|\/[gpiI0-9]{0,4})[^\S\n]*w\s+([^\n;]+)/.exec(one.text)?.[1];
    if (out !== undefined && !/^s/.test(out)) writeFile(machine, around.place, program, pathIn(around.state, { ...one, text: out.trim() }), unknown(FROM.data));
  }
  const inPlace = hasOption(parsed, "-i", "--in-place") || parsed.options.some((one) => one.name.startsWith("--in-place"));
  for (const one of files) {
    const path = pathIn(around.state, one);
    if (isSecretRead(path) && !inPlace) secretRead(machine, call, path);
    needPath(machine, around.place, program, "read", path);
    if (inPlace) writeFile(machine, around.place, program, path, unknown(FROM.data), true);
  }
  return fold(machine, call);
};

/** `s/a/b/e` with any separator. */
function isEvaluating(script: string): boolean {
  for (const hit of script.slice(0, 4_000).matchAll(/(?:^|[;{}\n\s]|[0-9$/])s([^\w\s\\;{}])/g)) {
    const mark = hit[1] ?? "/";
    let at = hit.index + hit[0].length;
    for (let seen = 0; seen < 2 && at < script.length; at++) {
      if (script[at] === "\\") at++;
      else if (script[at] === mark) seen++;
    }
    if (/^[gpiImM0-9]*e/.test(script.slice(at, at + 8))) return true;
  }
  return false;
}

const AWK = words("-f -v -F -i -l -e -E --file --assign --field-separator --include --load --source --exec");

/** awk: system(), pipes to and from programs, @load and output to files. */
export const judgeAwk: Judge = (machine, call) => {
  const { args, around, program } = call;
  const parsed = optionsOf(args, AWK, true);
  const sources = parsed.options.filter((one) => one.name === "-e" || one.name === "--source").flatMap((one) => (one.value === null ? [] : [one.value]));
  const file = valueOf(parsed, "-f", "--file", "-E", "--exec");
  const [first] = parsed.operands;
  const code = sources.length > 0 ? sources : file === null && first !== undefined ? [first] : [];
  for (const one of code) {
    const bare = one.text
      .replace(/"(?:[^"\\\n]|\\.)*("?)/g, (text, close) => (close === "" ? text : `"${"s".repeat(text.length - 2)}"`))
      .replace(/\/(?:[^/\\\n]|\\.)+(\/?)/g, (text, close) => (close === "" ? text : "/r/"));
    if (/\bsystem\s*\(|@load|\|&|\|\s*getline|["\w)]\s*\|\s*(?:"|[a-z_]\w*\s*(?:[;}\n]|$))|\/inet\//.test(bare) || /\/inet[46]?\/|@load/.test(one.text))
      refuse(machine, "command-hidden", around.place, { text: shown(machine, around.place) }, ["awk that starts programs or opens connections"]);
    if (/\bENVIRON\b(?!\s*\[\s*")/.test(one.text)) needVariable(machine, around.place, "*");
    if (/\bprintf?\b[^;}\n]*>>?\s*(?:"|[a-z_])/.test(bare))
      needPath(machine, around.place, program, "write", /\bprintf?\b[^;}\n]*>>?\s*"\/dev\/std(?:err|out)"/.test(one.text) ? EMPTY : unknown(FROM.data));
    if (
      !isKnown(one) &&
      (one.from & ~(FROM.argument | FROM.environment | FROM.plain | FROM.machine | FROM.crafted | FROM.secret)) !== 0 &&
      (one.from & (FROM.network | FROM.decoded)) !== 0
    )
      machine.report({
        rule: "dynamic-code",
        ...around.place,
        args: { name: program, why: "what was fetched stands in its program" },
        disposition: "warn",
        severity: "medium",
      });
  }
  if (file !== null) runAwkFile(machine, call, parsed, file);
  for (const one of parsed.operands.slice(sources.length > 0 || file !== null ? 0 : 1)) {
    if (/^[A-Za-z_]\w*=/.test(one.text)) continue;
    const path = pathIn(around.state, one);
    if (isSecretRead(path)) secretRead(machine, call, path);
    needPath(machine, around.place, program, "read", path);
  }
  const read = parsed.operands.reduce((bits, one) => bits | secretBits(one), around.stdin?.from ?? 0);
  return unknown((read & ~FROM.keys) | FROM.data | ((read & FROM.keys) === 0 ? 0 : FROM.key));
};

/** A program of awk in a file, with the values that it is given: it may hand them to a shell. */
function runAwkFile(machine: Machine, call: Call, parsed: Parsed, file: Field): void {
  const { around, program } = call;
  for (const { name, value } of parsed.options) if (/^(?:-v|--assign)$/.test(name) && value !== null) givenTo(machine, value, call);
  for (const one of parsed.operands) givenTo(machine, one, call);
  const own = ownFiles(machine, pathIn(around.state, file));
  for (const path of own) machine.loaded.push({ path, language: "awk" });
  if (own.length === 0) needProgram(machine, around.place, program);
}

/** `name=value` that reads like a command. */
function givenTo(machine: Machine, { text, ...word }: Field, { around }: Call): void {
  const value = /^[A-Za-z_]\w*=([^]*)/.exec(text)?.[1] ?? "";
  if (/[;|&`]\s{0,4}(?:[A-Za-z]{2}[\w./-]{0,40}\s+\S|(?:ba|da|z|k)?sh\b)|\$\(|^eval\s/.test(value)) embedShell(machine, { ...word, text: value }, around);
}

const ROOTS =
  /^(?:\/|\/\*|~|~\/|~\/\*|\/(?:etc|usr|var|bin|sbin|lib|lib64|boot|opt|home|root|Users|System|Library|Applications|dev|proc|sys|srv|mnt|Volumes)(?:\/\*?)?|\/home\/[^/]+\/?\*?|\/Users\/[^/]+\/?\*?|~\/(?:Documents|Desktop|Downloads|Pictures|Library|\.ssh|\.config|\.aws|\.gnupg)(?:\/\*?)?|[A-Za-z]:[\\/]?\*?|\*|\.\/\*|\.|\.\.|\.\.\/\*?)$/;

function destroys(path: Text): boolean {
  return ROOTS.test(path.text) && !/^(?:\*|\.\/\*|\.|\.\.|\.\.\/\*?)$/.test(path.text);
}

const WRITER_VALUED = words("-t -S -m -o -g --target-directory --suffix --mode --owner --group --size --reference");

/** cp, mv, rm, chmod, tee ...: what their operands name is written, what is copied keeps where it came from. */
export function judgeWriter(machine: Machine, call: Call): Stream {
  const { program, args, around } = call;
  const { state } = around;
  if (program === "dd") return judgeDd(machine, call);
  const parsed = optionsOf(
    args,
    program === "rm" || program === "mkdir" || program === "chmod"
      ? words("--mode --reference")
      : program === "truncate"
        ? words("-s -r")
        : program === "shred"
          ? words("-n -s")
          : WRITER_VALUED,
  );
  const operands = parsed.operands.map((one) => pathIn(state, one));
  if (/^(?:rm|grm|trash|unlink|shred|srm|wipe|rmdir)$/.test(program)) return remove(machine, call, parsed, operands);
  if (program === "chmod" || program === "chown" || program === "chgrp") return changeMode(machine, call, parsed.operands);
  const folder = valueOf(parsed, "-t", "--target-directory");
  const target = folder !== null ? pathIn(state, folder) : /^(?:cp|mv|ln|install|gcp|gmv|rename)$/.test(program) ? operands.at(-1) : undefined;
  if (target === undefined) return writeAll(machine, call, parsed, operands);
  const sources = folder === null ? operands.slice(0, -1) : operands;
  for (const one of sources) copyInto(machine, call, one, target);
  return EMPTY;
}

function remove(machine: Machine, { program, around }: Call, parsed: Parsed, operands: readonly Text[]): Stream {
  const { place } = around;
  const text = shown(machine, place);
  const isForced = /^(?:shred|srm|wipe)$/.test(program) || hasOption(parsed, "-r", "-R", "--recursive", "--no-preserve-root");
  if (hasOption(parsed, "--no-preserve-root") || (isForced && operands.some(destroys))) refuse(machine, "command-destroy", place, { text });
  if (operands.some((one) => /\.(?:bash|zsh)_history$|^\/var\/log(?:\/|$)/.test(one.text)))
    refuse(machine, "command-hidden", place, { text }, ["removes traces"]);
  for (const one of operands) needPath(machine, place, program, "write", one);
  return EMPTY;
}

/** tee, touch, mkdir, truncate: every operand is written. */
function writeAll(machine: Machine, { program, around }: Call, parsed: Parsed, operands: readonly Text[]): Stream {
  const { place } = around;
  const content = program === "tee" || program === "sponge" ? (around.stdin ?? unknown(FROM.data)) : EMPTY;
  for (const one of operands) {
    if (/^\/dev\/(?:tcp|udp)\//.test(one.text)) refuse(machine, "command-hidden", place, { text: shown(machine, place) });
    if (program === "mkdir") needPath(machine, place, program, "write", one);
    else if (program === "touch") needPath(machine, place, program, "write", one);
    else writeFile(machine, place, program, one, content, hasOption(parsed, "-a", "--append"));
  }
  return program === "tee" || program === "sponge" ? content : EMPTY;
}

const INSTRUCTIONS = /^((?:[^]*\/)?)(?:AGENTS|CLAUDE|GEMINI)\.md$/;

function copyInto(machine: Machine, { program, around }: Call, from: Text, to: Text): void {
  const { place } = around;
  needPath(machine, place, program, "read", from);
  if (isSecretRead(from) && program !== "mv" && program !== "ln") machine.told.add(`copied\u0000${to.text}`);
  if (program === "ln" && !machine.files.has(from.text)) machine.links.set(to.text, from.text);
  const content = readFiles(machine, [from]);
  const within = { ...to, text: `${to.text.replace(/(?<!\/)\/+$/, "")}/${from.text.slice(from.text.lastIndexOf("/") + 1)}` };
  if (machine.mode === "told" && isPersistent(machine, to)) {
    // Installing a skill by copying it is what its instructions may well say.
    if (/\/(?:skills|commands|agents|plugins|extensions)(?:\/|$)/.test(to.text)) return;
  }
  // One text of a project under the name that another agent looks for.
  const [, fromFolder] = INSTRUCTIONS.exec(from.text) ?? [];
  const [, toFolder] = INSTRUCTIONS.exec(to.text) ?? [];
  if (machine.mode === "told" && program === "ln" && fromFolder !== undefined && fromFolder === toFolder && ownFiles(machine, from).length === 0) {
    needPath(machine, place, program, "write", to);
    return;
  }
  // A copy beside the file, under its name with more behind it, has nobody obey anything new.
  if (program === "cp" && isBackup(from, to)) needPath(machine, place, program, "write", to);
  else writeFile(machine, place, program, to, content);
  if (machine.files.has(from.text) || isSecretRead(from)) keepFile(machine, within, content);
  if (machine.foreign.has(from.text)) machine.foreign.add(to.text);
}

function judgeDd(machine: Machine, { args, around }: Call): Stream {
  const { place, state } = around;
  let out: Stream = around.stdin ?? unknown(FROM.data);
  for (const one of args) {
    const [, key, value = ""] = /^(if|of)=([\s\S]*)$/.exec(one.text) ?? [];
    const path = pathIn(state, { ...one, text: value });
    if (key === "if") {
      needPath(machine, place, "dd", "read", path);
      out = readFiles(machine, [path]);
    }
    if (key !== "of") continue;
    if (/^\/dev\/(?!null|zero|std|tty)/.test(value)) refuse(machine, "command-destroy", place, { text: shown(machine, place) });
    else writeFile(machine, place, "dd", path, out);
    out = EMPTY;
  }
  return out;
}

/** Modes that let everybody write. */
const FOR_ALL = /^(?:0?[0-7]{2}[2367]|(?:[ugo]*[oa][ugoa]*)?\+[rx]*w[rwx]*)$/;
/** Modes that let a program be started, and nobody else write to it. */
const STARTED = /^(?:(?:[ugo]*|a)\+r?x|0?7[05][05])$/;
/** More than one file of one's own: the folder one is in, a home, whatever lies outside of the project. */
const WIDE = /^(?:\.{1,2}\/?|\*|~.*|\/(?!tmp\/|var\/tmp\/|dev\/).*)$/;

function changeMode(machine: Machine, { program, args, around }: Call, operands: readonly Field[]): Stream {
  const isRecursive = args.some((one) => /^(?:-[a-z]*R[a-z]*|--recursive)$/i.test(one.text));
  const [mode, ...paths] = operands;
  const { place, state } = around;
  const text = shown(machine, place);
  if (program === "chmod" && mode !== undefined && /^(?:[ugoa]*[+=][rwxXt]*s[rwxXt]*|0?[2467][0-7]{3})$/.test(mode.text))
    refuse(machine, "command-persist", place, { text }, ["runs with the rights of its owner"]);
  const isOpened = program === "chmod" && mode !== undefined && FOR_ALL.test(mode.text);
  for (const one of paths) {
    const path = pathIn(state, one);
    if (isOpened && (isRecursive || WIDE.test(path.text)))
      refuse(machine, "command-persist", place, { text }, ["anybody on the machine may write there from then on"]);
    if (/^(?:\/|\/(?:etc|usr|bin|var|home|root)\/?)$/.test(path.text)) refuse(machine, "command-destroy", place, { text });
    // What a program of the skill holds stays as it was read.
    else if (program !== "chmod" || mode === undefined || !isKnown(mode) || !STARTED.test(mode.text) || !isShipped(machine, path))
      needPath(machine, place, program, "write", path);
  }
  return EMPTY;
}

function isShipped({ context, files }: Machine, path: Text): boolean {
  const inside = path.text.startsWith("\u0000skill/") ? path.text.slice("\u0000skill/".length) : path.text;
  return isKnown(path) && context.paths.has(inside) && !files.has(path.text);
}
