import { basename, dirname, join } from "node:path";
import { asFields, asList, textOrNull, timeOf } from "#adapters/common/fields";
import { jsonDocument, jsonLines, someRecord } from "#adapters/common/records";
import { dropOf, fingerprintOf, leftOut, nothing } from "#adapters/common/sources";
import { conversationOf } from "#adapters/common/story";
import { filesBelow, type Found, rootKind } from "#adapters/common/walk";
import type { LogRoot, LogSource, Reading, ReadOptions } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import { tell } from "./conversation.ts";
import { Messages } from "./messages.ts";

/** A session of the older kind is one document: it is held at once, so there is an end to it. */
const DOCUMENT_BYTES = 256 * 1024 * 1024;
const FILES_TRIED = 20;

/** Does this place hold sessions of Gemini CLI? By what the first records say. Never throws. */
export function acceptsRoot(path: string, powers: ReadPowers): boolean {
  return (filesOf(path, powers)?.files ?? []).slice(0, FILES_TRIED).some((file) => {
    if (someRecord(file, powers, isHeader)) return true;
    if (!isDocument(file)) return false;
    const read = jsonDocument(file, powers, DOCUMENT_BYTES);
    return read.dropped === null && isHeader(read.value);
  });
}

function isHeader(value: unknown): boolean {
  const fields = asFields(value);
  return typeof fields?.["sessionId"] === "string" && typeof fields["projectHash"] === "string";
}

/** Root -> a source for each session file. */
export function* rootSources(root: LogRoot, powers: ReadPowers, options: ReadOptions): Generator<LogSource> {
  const found = filesOf(root.path, powers);
  if (found === null || found.files.length + found.dropped.length === 0) {
    yield* leftOut("root", [dropOf("source.absent", root.path, found === null ? "nothing there" : "no sessions")]);
    return;
  }
  const files = new Set(found.files);
  const named = byStem(found.files);
  for (const path of found.files) {
    const id = path.startsWith(`${root.path}/`) ? path.slice(root.path.length + 1) : path;
    const isOlder = isDocument(path) && files.has(`${path}l`);
    const copies = isUnderHash(path) ? (named.get(stemOf(path)) ?? []) : [];
    const read = (): readonly Reading[] => [
      isOlder ? nothing("session.duplicate", path, "the same session as lines") : readSession(path, copies, powers, options),
    ];
    yield { id, fingerprint: fingerprintOf([path, join(projectFolder(path), ".project_root"), ...copies], powers), read };
  }
  yield* leftOut("left-out", found.dropped);
}

/** Projects had the digest of their path for a name. Their folders were copied under the names of today, and stayed. */
function isUnderHash(path: string): boolean {
  return /^[0-9a-f]{64}$/.test(basename(projectFolder(path)));
}

/** Session files of projects with a name -> those of one session, by their own name. */
function byStem(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, string[]>();
  for (const path of files.filter((one) => !isUnderHash(one))) {
    const same = named.get(stemOf(path));
    if (same === undefined) named.set(stemOf(path), [path]);
    else same.push(path);
  }
  return named;
}

function stemOf(path: string): string {
  return basename(path).replace(/\.jsonl?$/, "");
}

/** Root (state, `tmp`, a project, its chats, one file) -> session files; null when nothing is there. */
function filesOf(path: string, powers: ReadPowers): Found | null {
  const kind = rootKind(path, powers);
  if (kind === null) return null;
  if (kind !== "folder") return { files: kind === "file" ? [path] : [], dropped: [] };
  const isChats = basename(path) === "chats" || basename(dirname(path)) === "chats";
  const wanted = (relative: string): boolean => /\.jsonl?$/.test(relative) && (isChats || /(?:^|\/)(?:chats\/|session-[^/]*$)/.test(relative));
  return filesBelow(path, powers, wanted, { depth: 5, enter: (relative) => !/(?:^|\/)(?:history|node_modules|extensions|\.git)$/.test(relative) });
}

function isDocument(path: string): boolean {
  return path.endsWith(".json");
}

/** Session file -> its conversation without what its copies have. */
function readSession(path: string, copies: readonly string[], powers: ReadPowers, options: ReadOptions): Reading {
  const elsewhere = copies.map((copy) => keysIn(copy, powers, options));
  const messages = messagesIn(path, powers, options);
  const { header } = messages;
  if (header?.["kind"] === "subagent" || (basename(dirname(dirname(path))) === "chats" && header !== null)) return nothing("session.subagent", path);
  const same = elsewhere.filter(({ session }) => session !== null && session === header?.["sessionId"]);
  const isCopied = same.filter(({ keys }) => messages.leaveOut(keys)).length > 0;
  const story = tell(messages);
  if (isCopied && story.events.length === 0) return nothing("session.duplicate", path, "in the folder of its project's new name");
  if (story.events.length === 0)
    return { conversation: null, dropped: [...story.dropped, dropOf(header === null ? "source.unknown-shape" : "source.not-transcript", path)] };
  const facts = {
    id: textOrNull(header?.["sessionId"]) ?? basename(path),
    adapter: "gemini-cli",
    path,
    project: projectOf(path, messages, powers),
    startedAt: timeOf(header?.["startTime"]),
    runtime: "gemini-cli",
  };
  return { conversation: conversationOf(facts, story), dropped: story.dropped };
}

function keysIn(path: string, powers: ReadPowers, options: ReadOptions): Readonly<{ session: string | null; keys: readonly string[] }> {
  const { header, all } = messagesIn(path, powers, options);
  return { session: textOrNull(header?.["sessionId"]), keys: [...all.keys()] };
}

function messagesIn(path: string, powers: ReadPowers, options: ReadOptions): Messages {
  const messages = new Messages();
  if (isDocument(path)) {
    const read = jsonDocument(path, powers, DOCUMENT_BYTES);
    if (read.dropped === null) messages.record(read.value, { path, line: 1 });
    else messages.dropped.push(read.dropped);
  } else {
    for (const line of jsonLines(path, powers, options)) {
      if (line.dropped === null) messages.record(line.value, line.place);
      else messages.dropped.push(line.dropped);
    }
  }
  return messages;
}

function projectFolder(path: string): string {
  return dirname(dirname(path));
}

/** The file beside the chats that holds the path; otherwise what the session or its opening message says. */
function projectOf(path: string, messages: Messages, powers: ReadPowers): string | null {
  try {
    const noted = Buffer.from(powers.files.bytes(join(projectFolder(path), ".project_root"), 4096))
      .toString("utf8")
      .trim();
    if (noted.startsWith("/")) return noted;
  } catch {
    // older releases keep none
  }
  const stated = asList(messages.header?.["directories"]).find((one) => typeof one === "string");
  if (typeof stated === "string") return stated;
  const [first] = messages.all.values();
  const text = first?.type === "user" ? (textOrNull(first.parts[0]?.["text"]) ?? "").slice(0, 4000) : "";
  return /(?:Workspace Directories:\*\*\n {2}- |working in the directory: )(\/[^\n]{1,1000})/.exec(text)?.[1]?.trim() ?? null;
}
