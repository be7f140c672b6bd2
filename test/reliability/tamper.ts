import { anchorFile, readAnchor } from "#audit/anchor";
import { type Checkpoint, originOf, signCheckpoint } from "#audit/checkpoint";
import { openLog } from "#audit/log";
import { rootOf } from "#audit/merkle";
import { readCheckpoint, signerIn, writeCheckpoint } from "#audit/points";
import { checkLog } from "#audit/read-log";
import { checkWhole, takeCheckpoint } from "#audit/take";
import { verifyLog } from "#audit/verify";
import { digestOf } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import type { EventType, ForgeEvent } from "#kernel/event";
import { MemoryDisk } from "../fakes/memory-files.ts";
import { rechained } from "../fakes/rechained.ts";
import type { Row } from "./part.ts";

const place = { path: "/data/events.jsonl", anchors: "/state/anchors/x" };
const TYPES: readonly EventType[] = [
  "observe.done",
  "gene.changed",
  "capsule.staged",
  "capsule.scanned",
  "capsule.approved",
  "deploy.begun",
  "deploy.done",
  "rollback.done",
];

/** A way of tampering and in how many tries each kind of look finds it: the chain alone, with what is remembered outside of the data folder, with a checkpoint kept elsewhere. */
export type Tampered = Readonly<{ what: string; tries: number; alone: number; anchored: number; elsewhere: number }>;

/** What somebody made of the log, and of what remembers it. */
type Forged = Readonly<{ bytes: Uint8Array; also?: (disk: MemoryDisk) => void }>;
type Way = Readonly<{ what: string; forged: () => Iterable<Forged> }>;

function aLog(events: number, seed: string, end = events): MemoryDisk {
  const disk = new MemoryDisk();
  disk.folder("/data");
  const log = openLog(disk.files, place);
  const hex = (length: number) => digestOf(seed).slice(0, length);
  for (let count = 0; count < end; count += 1) {
    const type = TYPES[count % TYPES.length] ?? "observe.done";
    const given = { now: new Date(1_780_000_000_000 + count).toISOString(), hex };
    log.append({ type, actor: "user:ümlaut ✓", txn: count % 2 === 0 ? null : "t1", data: { count, digest: digestOf(`${seed} ${count}`) } }, given);
    log.remember(given);
    if (type === "capsule.staged" || type === "deploy.done") takeCheckpoint(disk.files, place, hex);
  }
  takeCheckpoint(disk.files, place, hex);
  return disk;
}

const whole = aLog(16, "a");
const bytes = whole.files.bytes(place.path, 1 << 20);
const kept = readCheckpoint(whole.files, place.anchors);
const lines = new TextDecoder().decode(bytes).trimEnd().split("\n");
const events = lines.map((line) => JSON.parse(line) as ForgeEvent);
const encode = (list: readonly string[]): Uint8Array => new TextEncoder().encode(list.map((one) => `${one}\n`).join(""));
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
const forgedLines = (all: readonly (readonly string[])[]): readonly Forged[] => all.map((list) => ({ bytes: encode(list) }));
const older = upTo(lines.length - 1).map((count) => lines.slice(0, count + 1));
const olderWith = (also: (disk: MemoryDisk) => void) => () => older.map((list) => ({ bytes: encode(list), also }));
const at = (name: string): string => `${place.anchors}/${name}`;

const WAYS: readonly Way[] = [
  { what: "each bit of every byte flipped", forged: flipped },
  { what: "each line dropped", forged: () => forgedLines(lines.map((_, index) => lines.toSpliced(index, 1))) },
  { what: "each line doubled", forged: () => forgedLines(lines.map((line, index) => lines.toSpliced(index, 0, line))) },
  {
    what: "each two lines swapped",
    forged: () => forgedLines(lines.flatMap((line, index) => upTo(index).map((other) => lines.with(index, lines[other] ?? "").with(other, line)))),
  },
  {
    what: "a line inserted at each place",
    forged: () =>
      forgedLines(
        upTo(lines.length + 1).flatMap((index) =>
          ["", "{}", "null", lines[0] ?? "", rechained(events.slice(0, 3)).at(-1) ?? ""].map((text) => lines.toSpliced(index, 0, text)),
        ),
      ),
  },
  { what: "the end cut off at every byte", forged: () => upTo(bytes.byteLength).map((length) => ({ bytes: bytes.subarray(0, length) })) },
  { what: "an older copy, at every event", forged: () => forgedLines(older) },
  {
    what: "each event changed and the chain after it made anew",
    forged: () => forgedLines(events.map((event, index) => rechained(events.with(index, { ...event, actor: "somebody else" })))),
  },
  {
    what: "the first event replaced and the chain made anew",
    forged: () => forgedLines([rechained(events.with(0, { ...(events[0] as ForgeEvent), data: { log: "b".repeat(32) } }))]),
  },
  {
    what: "another history from each event on",
    forged: () =>
      forgedLines(
        upTo(lines.length - 1).map((index) => rechained(events.map((event, other) => (other > index ? { ...event, ts: "2026-06-01T00:00:00.000Z" } : event)))),
      ),
  },
  { what: "another log", forged: () => [{ bytes: aLog(20, "b").files.bytes(place.path, 1 << 20) }] },
  { what: "an older copy, and the anchor deleted", forged: olderWith((disk) => disk.drop(anchorFile(place.anchors))) },
  { what: "an older copy, and the checkpoint deleted", forged: olderWith((disk) => disk.drop(at("checkpoint"))) },
  { what: "an older copy, and the keys deleted", forged: olderWith((disk) => ["signing.key", "key.pub"].forEach((name) => disk.drop(at(name)))) },
  { what: "an older copy, and all that remembers it deleted", forged: olderWith((disk) => disk.drop(place.anchors)) },
  { what: "all of it put back to an older state: log, anchor, checkpoint", forged: putBack },
  { what: "all of it made anew with the key: log, anchor, checkpoint", forged: madeAnew },
];

/** Ways that what is on this machine cannot tell every time, because the forger has or removed all that we have: a checkpoint kept elsewhere tells them. */
export const ONLY_ELSEWHERE: ReadonlySet<string> = new Set(WAYS.slice(-3).map((one) => one.what));

/** Tries everything; takes some seconds. */
export function tamperMatrix(): readonly Tampered[] {
  return WAYS.map(({ what, forged }) => {
    const found = { tries: 0, alone: 0, anchored: 0, elsewhere: 0 };
    for (const one of forged()) {
      found.tries += 1;
      // what the chain alone tells, the other looks tell as well: they begin with it
      const alone = verifyLog(one.bytes, []).status !== "ok";
      if (alone) found.alone += 1;
      if (alone || !passes(one, null)) found.anchored += 1;
      if (alone || !passes(one, kept)) found.elsewhere += 1;
    }
    return { what, ...found };
  });
}

/** The table of the matrix as a page. */
export function tamperPage(rows: readonly Tampered[]): string {
  const share = (found: number, tries: number): string => (found === tries ? "all" : `${found}`);
  const body = rows.map(
    (row) => `| ${row.what} | ${row.tries} | ${share(row.alone, row.tries)} | ${share(row.anchored, row.tries)} | ${share(row.elsewhere, row.tries)} |`,
  );
  return `# What the audit log tells of tampering

Made by \`UPDATE_TAMPER=1 npm test -- test/reliability/tamper.test.ts\`; a test fails when this page is not what the program finds. A log of ${lines.length} events
(${bytes.byteLength} bytes) is tampered with in every way below. *Chain*: only the log itself is looked at. *Here*: as \`forge audit verify\` does, with the anchor and
the signed checkpoint outside of the data folder. *Elsewhere*: with a checkpoint that was kept in another place (\`--against FILE\`).

| what was done | tries | chain | here | elsewhere |
| --- | --: | --: | --: | --: |
${body.join("\n")}

A cut in the middle of the last line that nothing remembers is what a crash leaves: it is told, kept aside and recorded, and never passes silently. Who acts as the same
user and has the key can make everything here anew, or put all of it back; only what is kept elsewhere tells that.
A log of nothing but its first event, with nothing left that remembers it, is like a new one.
`;
}

/** A row of the table of reliability for each way; bad is what is not found although it should be. */
export function tamper(): readonly Row[] {
  return tamperMatrix().map(({ what, tries, alone, anchored, elsewhere }) => {
    const found = ONLY_ELSEWHERE.has(what) ? elsewhere : Math.min(anchored, elsewhere);
    const faults = found === tries ? [] : [`${what}: ${tries - found} not found`];
    return { part: "tamper", what, n: tries, bad: tries - found, figures: `found by the chain ${alone}, here ${anchored}, elsewhere ${elsewhere}`, faults };
  });
}

/** Does the tampered log still look whole? What cannot be read is no whole log either. */
function passes({ bytes: changed, also }: Forged, point: Checkpoint | null): boolean {
  const disk = whole.clone();
  disk.put(place.path, changed, 0o600);
  also?.(disk);
  try {
    const check = point === null ? checkLog(disk.files, place) : checkWhole(disk.files, place, [point]).check;
    return check.status === "ok";
  } catch (error) {
    if (error instanceof ForgeError) return false;
    throw error;
  }
}

function* flipped(): Iterable<Forged> {
  for (let index = 0; index < bytes.byteLength; index += 1) {
    for (let bit = 0; bit < 8; bit += 1) {
      const changed = bytes.slice();
      changed[index] = (changed[index] ?? 0) ^ (1 << bit);
      yield { bytes: changed };
    }
  }
}

/** The data folder and what lies beside it as they were after fewer events. */
function putBack(): readonly Forged[] {
  return upTo(events.length - 2).map((count) => {
    const then = aLog(16, "a", count + 1);
    return { bytes: then.files.bytes(place.path, 1 << 20), also: (disk) => rememberAs(disk, then) };
  });
}

/** Another history, with the same id and signed with the same key. */
function madeAnew(): readonly Forged[] {
  const disk = whole.clone();
  const list = rechained(events.with(5, { ...(events[5] as ForgeEvent), actor: "somebody else" }));
  disk.put(place.path, encode(list), 0o600);
  for (const name of ["newest.json", "checkpoint", "edge.json"]) disk.drop(at(name));
  const last = JSON.parse(list.at(-1) ?? "") as ForgeEvent;
  const anchor = readAnchor(whole.files, place.anchors);
  disk.put(
    anchorFile(place.anchors),
    `${JSON.stringify({ schemaVersion: 1, log: anchor?.log ?? "", events: list.length, checksum: last.checksum, at: last.ts })}\n`,
    0o600,
  );
  const { edge, check } = checkWhole(disk.files, place, []);
  const point = { origin: originOf(anchor?.log ?? ""), size: list.length, root: rootOf(edge), chain: last.checksum, bytes: check.bytes };
  const signer = signerIn(disk.files, place.anchors, (length) => digestOf("a").slice(0, length));
  writeCheckpoint(disk.files, place.anchors, signCheckpoint(point, signer), edge);
  return [{ bytes: encode(list), also: (other) => rememberAs(other, disk) }];
}

function rememberAs(disk: MemoryDisk, other: MemoryDisk): void {
  disk.drop(place.anchors);
  for (const name of other.files.names(place.anchors)) disk.put(at(name), other.files.bytes(at(name), 1 << 20), 0o600);
}
