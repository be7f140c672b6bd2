import { basename, dirname, join } from "node:path";
import { asFields, type Fields, parsedOrUndefined, timeOf, valueAt } from "#adapters/common/fields";
import { jsonDocument } from "#adapters/common/records";
import { dropOf, fingerprintOf } from "#adapters/common/sources";
import { filesBelow, kindOf, namesIn } from "#adapters/common/walk";
import type { ReadOptions } from "#adapters/contract";
import type { Dropped } from "#kernel/dropped";
import type { ReadPowers } from "#kernel/powers";
import { type Candidate, contentOf, copiesAmong } from "./copies.ts";
import { isOldMessage, modernized } from "./old-message.ts";
import { headOf, NO_COPIES, type SessionHead, type Store, type StoredMessage, type StoredSession } from "./store.ts";

/** Where a tree of JSON files keeps what: `storage/{session,message,part}` or, older, `storage/session/{info,message,part}`. */
export type Tree = Readonly<{ sessions: string; messages: string; parts: string }>;

type Reader = Readonly<{ tree: Tree; powers: ReadPowers; options: ReadOptions; copiesOf: (session: string) => ReadonlySet<string> }>;

/** A `storage` folder -> its trees; none when it holds none. */
export function treesIn(storage: string, powers: ReadPowers): readonly Tree[] {
  const old = join(storage, "session", "info");
  if (kindOf(old, powers) === "folder") return [{ sessions: old, messages: join(storage, "session", "message"), parts: join(storage, "session", "part") }];
  if (kindOf(join(storage, "session"), powers) !== "folder") return [];
  return [{ sessions: join(storage, "session"), messages: join(storage, "message"), parts: join(storage, "part") }];
}

/** File or folder of sessions inside a tree -> the tree around it; null elsewhere. */
export function treeAround(path: string, powers: ReadPowers): Tree | null {
  for (let folder = path, up = 0; up < 4; folder = dirname(folder), up += 1) {
    if (basename(folder) === "storage") return treesIn(folder, powers)[0] ?? null;
  }
  return null;
}

/** Files of sessions below a folder. */
export function sessionFiles(folder: string, powers: ReadPowers): ReturnType<typeof filesBelow> {
  return filesBelow(folder, powers, (relative) => /^(?:.*\/)?ses_[\w-]+\.json$/.test(relative), { depth: 2 });
}

/** Tree and the files of sessions wanted of it -> store. Other sessions of the tree are looked at only for what a fork took over. */
export function treeStore(tree: Tree, files: readonly string[], powers: ReadPowers, options: ReadOptions): Store {
  const dropped: Dropped[] = [];
  let copies: ReadonlyMap<string, ReadonlySet<string>> | null = null;
  const copiesOf = (session: string): ReadonlySet<string> => (copies ??= copiesIn(reader)).get(session) ?? NO_COPIES;
  const reader: Reader = { tree, powers, options, copiesOf };
  const sessions = files.flatMap((path) => {
    const read = jsonDocument(path, powers, options.lineBytes);
    const head = read.dropped === null ? headOf(asFields(read.value)) : null;
    if (head === null || !isPlainName(head.id)) dropped.push(read.dropped ?? dropOf("record.wrong-shape", path, "session"));
    return head === null || !isPlainName(head.id) ? [] : [sessionAt(path, head, reader)];
  });
  return { sessions, dropped };
}

/** An id out of a log becomes part of a path: it must not lead anywhere. */
function isPlainName(id: string): boolean {
  return /^[\w-]{1,200}$/.test(id);
}

function sessionAt(path: string, head: SessionHead, reader: Reader): StoredSession {
  let isForked = false;
  return {
    head,
    path,
    stamp: stampOf(path, head.id, reader),
    messages: function* () {
      for (const message of messagesOf(head.id, reader)) {
        if (!("reason" in message)) isForked ||= !isOwn(message);
        yield message;
      }
    },
    copies: () => (isForked ? reader.copiesOf(head.id) : NO_COPIES),
  };
}

/** The id of a message begins with its time; in a fork that is the time of the fork, far from the time inside. */
function isOwn({ id, info }: StoredMessage): boolean {
  const stamp = /^msg_([0-9a-f]{12})/.exec(id)?.[1];
  const created = timeOf(valueAt(info, "time", "created"));
  if (stamp === undefined || created === null) return false;
  const wrap = 2 ** 36;
  const apart = (((Math.floor(Number.parseInt(stamp, 16) / 4096) - created) % wrap) + wrap) % wrap;
  return Math.min(apart, wrap - apart) < 100;
}

/** Session file, messages and the parts of the last one: what a session at work writes to. */
function stampOf(path: string, id: string, { tree, powers }: Reader): string | null {
  const folder = join(tree.messages, id);
  const messages = namesIn(folder, powers, []);
  const partFolders = messages.map((name) => partsFolder(tree, id, name.replace(/\.json$/, "")));
  const last = partFolders.at(-1);
  const parts = last === undefined ? [] : namesIn(last, powers, []).map((name) => join(last, name));
  return fingerprintOf([path, folder, ...messages.map((name) => join(folder, name)), ...partFolders, ...parts], powers);
}

function partsFolder(tree: Tree, session: string, message: string): string {
  return basename(tree.sessions) === "info" ? join(tree.parts, session, message) : join(tree.parts, message);
}

function* messagesOf(session: string, reader: Reader): Generator<StoredMessage | Dropped> {
  const dropped: Dropped[] = [];
  for (const { id, path, info } of messageFiles(session, reader, dropped)) {
    if (isOldMessage(info)) yield { id, place: { path, line: 0 }, dropped: [], ...modernized(info) };
    else yield { id, place: { path, line: 0 }, info, ...partsOf(session, id, reader) };
  }
  yield* dropped;
}

function* messageFiles(
  session: string,
  { tree, powers, options }: Reader,
  dropped: Dropped[],
): Generator<Readonly<{ id: string; path: string; info: Fields }>> {
  const folder = join(tree.messages, session);
  for (const name of namesIn(folder, powers, dropped)) {
    if (!name.endsWith(".json")) continue;
    const path = join(folder, name);
    const info = documentAt(path, powers, options, dropped);
    if (info !== null) yield { id: name.slice(0, -".json".length), path, info };
  }
}

function partsOf(session: string, message: string, { tree, powers, options }: Reader): Readonly<{ parts: readonly Fields[]; dropped: readonly Dropped[] }> {
  const dropped: Dropped[] = [];
  const folder = partsFolder(tree, session, message);
  const parts = namesIn(folder, powers, dropped).flatMap((name) => {
    const part = name.endsWith(".json") ? documentAt(join(folder, name), powers, options, dropped) : null;
    return part === null ? [] : [part];
  });
  return { parts, dropped };
}

function documentAt(path: string, powers: ReadPowers, options: ReadOptions, dropped: Dropped[]): Fields | null {
  if (kindOf(path, powers) === "link") {
    dropped.push(dropOf("source.link", path));
    return null;
  }
  const read = jsonDocument(path, powers, options.lineBytes);
  const fields = read.dropped === null ? asFields(read.value) : null;
  if (fields === null) dropped.push(read.dropped ?? dropOf("record.wrong-shape", path));
  return fields;
}

/** Every message of the tree with its time: read once, and only when a fork is there. */
function copiesIn(reader: Reader): ReadonlyMap<string, ReadonlySet<string>> {
  const { tree, powers, options } = reader;
  const heads = sessionFiles(tree.sessions, powers)
    .files.flatMap((path) => headOf(asFields(headText(path, powers, options))) ?? [])
    .filter((head) => isPlainName(head.id))
    .sort((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0) || (a.id < b.id ? 1 : -1));
  const candidates = heads.flatMap((head) =>
    [...messageFiles(head.id, reader, [])].flatMap(({ id, info }): readonly Candidate[] => {
      const created = timeOf(valueAt(info, "time", "created"));
      const { role } = info;
      return created === null ? [] : [{ session: head.id, message: id, created, content: () => contentOf(role, partsOf(head.id, id, reader).parts) }];
    }),
  );
  return copiesAmong(
    candidates,
    heads.map((head) => head.id),
  );
}

function headText(path: string, powers: ReadPowers, options: ReadOptions): unknown {
  try {
    return parsedOrUndefined(Buffer.from(powers.files.bytes(path, options.lineBytes)).toString("utf8"));
  } catch {
    return undefined;
  }
}
