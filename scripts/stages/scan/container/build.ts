import type { Instruction } from "./lines.ts";
import type { FileContext } from "../reading.ts";
import type { RuleId } from "../rules.table.ts";
import { setText } from "../shell/assign.ts";
import { type Place, refuse } from "../shell/machine.ts";
import { hostOf } from "../shell/network.ts";
import { needHost, need } from "../shell/permissions.ts";
import { readFiles, secretBits } from "../shell/reads.ts";
import { spill } from "../shell/spilled.ts";
import { copyState, type State } from "../shell/state.ts";
import { concatAll, FROM, HOLE, isKnown, known, type Text, unknown } from "../shell/text.ts";
import { placeWoven, runWoven, startWoven, type Strand, type Woven } from "../shell/woven.ts";
import { keepFile, pathIn, writeFile } from "../shell/writes.ts";

/** One build: its shell, what the stages before left behind, and what is started when the container is. */
export type Build = {
  readonly woven: Woven;
  readonly context: FileContext;
  readonly say: (rule: RuleId, span: Span, args: Readonly<Record<string, string>>, evidence?: readonly string[]) => void;
  readonly stages: Map<string, State>;
  /** What every stage begins with: the arguments before the first of them. */
  readonly first: State;
  state: State;
  isBegun: boolean;
  count: number;
  entries: (readonly Strand[])[];
  commands: (readonly Strand[])[];
  /** Where a secret lies while an instruction runs. */
  readonly mounted: Set<string>;
  /** Files with a secret in them that were told of. */
  readonly kept: Set<string>;
};
export type Span = Readonly<{ at: number; until: number }>;

export function spanOf({ at, text }: Instruction): Span {
  return { at, until: at + Math.max(1, text.length) };
}

export function exact(text: string, at: number): Strand {
  return { ...known(text), at, until: at + text.length, isExact: true };
}

/** Words of an instruction with the variables of the build put in. */
export function wordsIn(build: Build, text: string, at: number): readonly Text[] {
  const list = listOf(text);
  if (list !== null) return list.map((one) => known(one));
  const { woven } = build;
  let found: readonly Text[] = [];
  const before = woven.printed;
  woven.printed = (argv, _around, out) => {
    if (argv[0]?.text === ":") found = argv.slice(1);
    return out;
  };
  runWoven(woven, [{ ...known(": "), at, until: at + 1, isExact: false }, exact(withoutSigns(text), at)], copyState(build.state));
  woven.printed = before;
  return found;
}

/** Signs of a shell are letters here, outside of quotation marks as inside. */
function withoutSigns(text: string): string {
  let quote = "";
  let out = "";
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === "\\" && quote !== "'") {
      out += char + (text[++at] ?? "");
      continue;
    }
    if (quote === "" && (char === "'" || char === '"')) quote = char;
    else if (char === quote) quote = "";
    const isSign = (quote === "" && /[;&|<>()#\n]/.test(char)) || (quote !== "'" && (char === "`" || (char === "$" && text[at + 1] === "(")));
    out += isSign ? "_" : char;
  }
  return out;
}

/** `["a", "b"]` -> its words; null where it is no list of words. */
export function listOf(text: string): readonly string[] | null {
  if (!text.startsWith("[")) return null;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((one) => typeof one === "string") ? list : null;
  } catch {
    return null;
  }
}

/** `FROM image AS name`: what is fetched to build on, or a stage before. */
export function beginStage(build: Build, { text, at }: Instruction, span: Span): void {
  const words = wordsIn(
    { ...build, state: build.first },
    text.replace(/^(?:--\w+(?:[= ]\S+)?\s+)+/, (all) => " ".repeat(all.length)),
    at,
  );
  const [image, as, name] = words;
  if (image === undefined) {
    build.say("unread-parse", span, { language: "Docker", why: "a stage of nothing" });
    return;
  }
  const stage = build.stages.get(image.text.toLowerCase());
  if (stage === undefined) useImage(build, image, span);
  build.state = copyState(stage ?? build.first);
  build.isBegun = true;
  if (as !== undefined && /^as$/i.test(as.text) && name !== undefined) build.stages.set(name.text.toLowerCase(), build.state);
  build.stages.set(String(build.count++), build.state);
}

/** An image comes from a registry, and is whatever lies there under its name. */
export function useImage({ woven, say }: Build, image: Text, span: Span): void {
  if (image.text === "scratch") return;
  const place = placeWoven(woven, span);
  const first = image.text.split("/")[0] ?? "";
  const host =
    image.text.includes("/") && (/[.:\u0001]/.test(first) || first === "localhost")
      ? hostOf({ ...image, text: first })
      : image.text.startsWith(HOLE)
        ? "*"
        : "docker.io";
  needHost(woven.machine, place, "the build", host);
  if (isKnown(image) && (!/[^/]:[\w.-]+$|@sha256:/.test(image.text) || image.text.endsWith(":latest")))
    say("unpinned-install", span, { text: image.text.slice(0, 80) });
}

/** `ENV name=value ...`, `ENV name value`, `ARG name=value`. */
export function setNames(build: Build, { name, text, at }: Instruction, span: Span): void {
  const { machine } = build.woven;
  const place = placeWoven(build.woven, span);
  const old = name === "ENV" ? /^([A-Za-z_]\w*)[ \t]+([^]*)$/.exec(text) : null;
  const pairs: readonly (readonly [string, Text | null])[] =
    old !== null
      ? [[old[1] ?? "", concatAll(wordsIn(build, old[2] ?? "", at), " ")]]
      : wordsIn(build, text, at).flatMap((one) => {
          const [, key = "", value] = /^([A-Za-z_]\w*)(?:=([^]*))?$/.exec(one.text) ?? [];
          return key === "" ? [] : [[key, value === undefined ? null : { ...one, text: value }] as const];
        });
  const frame = machine.frame;
  machine.frame = { source: text, base: place.start, fixed: place, depth: frame.depth };
  for (const [key, value] of pairs)
    for (const state of build.isBegun ? [build.state] : [build.state, build.first])
      setText(machine, state, key, [value ?? unknown(FROM.argument, [key])], place);
  machine.frame = frame;
}

/** `COPY`, `ADD`: files of the folder it is built in, of other stages and images, of addresses; and texts that stand below. */
export function copyFiles(build: Build, { name, text, at, documents }: Instruction, span: Span): void {
  const place = placeWoven(build.woven, span);
  const options = /^(?:--[\w-]+(?:=\S+)?\s+)*/.exec(text)?.[0] ?? "";
  const from = /--from=(\S+)/.exec(options)?.[1];
  if (from !== undefined && !build.stages.has(from.toLowerCase()))
    for (const image of wordsIn(build, from, at)) if (!build.stages.has(image.text.toLowerCase())) useImage(build, image, span);
  const words = wordsIn(build, text.slice(options.length).replace(/<<-?["']?(\w+)["']?/g, "\u0002$1"), at + options.length);
  const to = words.at(-1);
  if (to === undefined || words.length < 2) {
    build.say("unread-parse", span, { language: "Docker", why: "files without a place to go to" });
    return;
  }
  for (const word of words.slice(0, -1)) {
    const target = pathIn(build.state, within(to, word, words.length > 2));
    if (word.text.startsWith("\u0002")) {
      const document = documents.find((one) => one.name === word.text.slice(1));
      put(
        build,
        place,
        target,
        document === undefined || (!document.isLiteral && document.text.includes("$")) ? unknown(FROM.data | FROM.script) : known(document.text),
      );
    } else if (from !== undefined) copyBuilt(build, word, target);
    else if (/^(?:https?|ftp):|^git@|\.git(?:#.*)?$/.test(word.text) || (name === "ADD" && word.text.startsWith(HOLE))) addFetched(build, word, target, place);
    else copyOwn(build, word, target, place);
  }
}

/** A file of another stage is what it was there; of one that nobody fetched or wrote in a file nothing is known. */
function copyBuilt({ woven: { machine } }: Build, word: Text, target: Text): void {
  const content = readFiles(machine, [word]);
  if (machine.files.has(word.text) || (content.from & (FROM.network | FROM.decoded | FROM.secret)) !== 0) keepFile(machine, target, content);
  for (const [path, written] of [...machine.files])
    if (path.startsWith(`${word.text.replace(/\/$/, "")}/`))
      keepFile(machine, { ...target, text: `${target.text.replace(/\/$/, "")}/${path.slice(word.text.replace(/\/$/, "").length + 1)}` }, written);
  if (machine.foreign.has(word.text)) machine.foreign.add(target.text);
}

function within(to: Text, from: Text, isMany: boolean): Text {
  const last = from.text.slice(from.text.lastIndexOf("/") + 1);
  return to.text.endsWith("/") || to.text === "." || isMany ? { ...to, text: `${to.text.replace(/(?<!\/)\/+$/, "")}/${last}` } : to;
}

function addFetched(build: Build, address: Text, target: Text, place: Place): void {
  const { machine } = build.woven;
  needHost(machine, place, "the build", hostOf(address));
  if (/^git@|\.git(?:#.*)?$/.test(address.text)) machine.foreign.add(target.text);
  else put(build, place, target, unknown(FROM.network | FROM.data));
}

/** A file of the image gets content: what starts with it or is obeyed in it is no matter of the image alone. */
function put({ woven: { machine } }: Build, place: Place, target: Text, content: Text): void {
  const before = machine.frame;
  machine.frame = { source: target.text, base: place.start, fixed: null, depth: before.depth };
  writeFile(machine, place, "the build", target, content);
  machine.frame = before;
}

/** A file of the skill under another name is still what it holds, and a secret of the person's still theirs. */
function copyOwn(build: Build, word: Text, target: Text, place: Place): void {
  const { machine } = build.woven;
  const bits = secretBits(word);
  if (bits !== 0)
    need(machine, "secret-access", place, { kind: "secrets", value: "*" }, { name: "the build", variable: word.text.replaceAll(HOLE, "…").slice(0, 80) });
  const name = (path: string) => path.slice(path.lastIndexOf("/") + 1);
  const texts = machine.own(word.text.replaceAll(HOLE, "$")).flatMap((path) => {
    const text = build.context.textOf?.(path) ?? null;
    return text !== null && (name(path) !== name(target.text) || !/\.(?:sh|bash|py|[cm]?[jt]s)$/.test(path)) ? [known(text)] : [];
  });
  for (const text of texts) put(build, place, target, text);
  if (texts.length > 0) return;
  put(build, place, target, unknown(FROM.data | bits));
  // A file of the person's, or one of the skill that is read under its own name.
  if (bits === 0) machine.files.delete(target.text);
}

/** `RUN --mount=... --network=... command`: what it may reach besides. Gives back the words behind. */
export function readOptions(build: Build, { text, at }: Instruction, span: Span): Readonly<{ text: string; at: number }> {
  const options = /^(?:--[\w-]+=\S+[ \t]+|--[\w-]+=\S+$)*/.exec(text)?.[0] ?? "";
  for (const [, key = "", value = ""] of options.matchAll(/--([\w-]+)=(\S+)/g)) {
    if ((key === "security" && value !== "sandbox") || (key === "network" && value === "host") || key === "device")
      build.say("command-hidden", span, { text: `--${key}=${value}`.slice(0, 80) }, ["a build with the rights of the machine"]);
    if (key !== "mount") continue;
    const fields = new Map(value.split(",").map((one) => [one.split("=")[0] ?? "", one.slice(one.indexOf("=") + 1)] as const));
    if (fields.get("type") !== "secret") continue;
    const id = fields.get("id") ?? "secret";
    const target = fields.get("target") ?? fields.get("dst") ?? fields.get("destination") ?? `/run/secrets/${id}`;
    const name = fields.get("env");
    build.mounted.add(target);
    spill(build.woven.machine, known(target), FROM.secret);
    if (name !== undefined) setText(build.woven.machine, build.state, name, [unknown(FROM.secret)], placeWoven(build.woven, span));
  }
  return { text: text.slice(options.length), at: at + options.length };
}

/** A secret that is lent to one instruction and kept in a file is in the image, and whoever has that has it. */
export function checkKept(build: Build, span: Span): void {
  const { machine } = build.woven;
  if (build.mounted.size === 0) return;
  const found = [...[...machine.files].filter(([, content]) => (content.from & FROM.secret) !== 0).map(([path]) => path), ...machine.secretFiles.keys()];
  const fresh = [...new Set(found)].filter((path) => !build.mounted.has(path) && !path.startsWith("/dev/") && !build.kept.has(path));
  for (const path of fresh) build.kept.add(path);
  const [first] = fresh;
  if (first !== undefined)
    refuse(machine, "command-exfiltrate", placeWoven(build.woven, span), { text: first.replaceAll(HOLE, "…").slice(0, 80) }, [
      "a secret that is kept in the image",
    ]);
}

const PLACES = ["/usr/local/bin/", "/usr/bin/", "/bin/", "/usr/local/sbin/", "/usr/sbin/", "/sbin/", "/opt/bin/"];

/** A program with its words, started without a shell: also one that was put where programs are looked for. */
export function startProgram(build: Build, words: readonly Strand[]): void {
  const [first, ...rest] = words;
  if (first === undefined) return;
  const { machine } = build.woven;
  const where = first.text.includes("/") ? undefined : PLACES.find((one) => machine.files.has(one + first.text));
  startWoven(build.woven, where === undefined ? words : [{ ...first, text: where + first.text }, ...rest], copyState(build.state));
}
