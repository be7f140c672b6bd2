import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodePowers } from "#platform/powers";
import { type Random, randomOf, seedOf } from "../fuzz/random.ts";
import { faultsOf, othersThan } from "./check.ts";
import { mutateDatabase } from "./database.ts";
import { copyOf, type Piece, type Store } from "./material.ts";
import { type Line, mutateLine, mutateText, plain } from "./mutate.ts";

/** One store broken in one of its files and read by every adapter. */
export type Tried = Readonly<{ store: string; piece: string; lines: number; faults: readonly string[] }>;

/** Share of lines that are longer than the limit. */
const LONG_LINE = 0.0005;
const LONG_CHARS = 1_200_000;
/** How many of the other adapters read a case; over many cases each reads each. */
const OTHERS = 4;

/** Seed and number of the case -> what came of it. The same numbers give the same files on every machine. `folder` is emptied afterwards. */
export function tryCase(stores: readonly Store[], seed: number, number: number, folder: string): Tried {
  const random = randomOf(seedOf(seed, number));
  const store = random.pick(stores);
  const piece = random.pick(store.pieces);
  copyOf(store, folder);
  const file = join(folder, piece.path);
  const { lines, broken } = breakFile(file, piece, store, stores, random);
  const powers = nodePowers({ home: folder, cwd: folder, env: {} });
  const root = join(folder, store.root);
  const faults = [
    ...faultsOf(store.adapter, root, powers, { file, broken }),
    ...some(othersThan(store.adapter), OTHERS, random).flatMap((one) => faultsOf(one, random.chance(0.3) ? root : file, powers, null)),
  ];
  rmSync(folder, { recursive: true, force: true });
  return { store: store.name, piece: piece.path, lines, faults };
}

function some<T>(list: readonly T[], count: number, random: Random): readonly T[] {
  const rest = [...list];
  return Array.from({ length: Math.min(count, list.length) }, () => rest.splice(random.below(rest.length), 1)).flat();
}

function breakFile(
  file: string,
  { storage }: Piece,
  store: Store,
  stores: readonly Store[],
  random: Random,
): Readonly<{ lines: number; broken: readonly number[] }> {
  if (storage === "database") return { lines: /-(?:wal|shm)$/.test(file) ? 0 : mutateDatabase(file, random, 5 + random.below(200), store.lines), broken: [] };
  if (storage === "document") return { lines: breakDocument(file, store, random), broken: [] };
  const seeds = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const own = storage === "text" ? seeds : [...seeds, ...store.lines];
  const lines = randomLines(own.length === 0 ? [""] : own, stores, random, storage === "text");
  const last = random.chance(0.7) ? "\n" : "";
  writeFileSync(file, Buffer.concat([...lines.flatMap(({ bytes }, at) => (at === 0 ? [bytes] : [Buffer.from("\n"), bytes])), Buffer.from(last)]));
  const broken = storage === "lines" ? lines.flatMap((line, at) => (line.broken ? [at + 1] : [])) : [];
  return { lines: lines.length, broken };
}

function randomLines(seeds: readonly string[], stores: readonly Store[], random: Random, isText: boolean): readonly Line[] {
  const lines: Line[] = [];
  const mutate = isText ? mutateText : mutateLine;
  // the first record tells what a file is: it stays whole more often than not
  if (random.chance(0.8)) lines.push(plain(seeds[0] ?? ""));
  const count = 20 + random.below(random.chance(0.3) ? 2000 : 200);
  while (lines.length < count) {
    const seed = isText && lines.length < seeds.length ? (seeds[lines.length] ?? "") : random.pick(seeds);
    if (random.chance(0.02)) lines.push(plain(random.pick(random.pick(stores).lines.concat("{}"))));
    else if (random.chance(LONG_LINE)) lines.push({ bytes: Buffer.from(JSON.stringify({ role: "user", content: "x".repeat(LONG_CHARS) })), broken: true });
    else lines.push(random.chance(0.5) ? mutate(seed, seeds, random) : plain(seed));
  }
  return lines.map((line) => ({ ...line, bytes: withoutLineEnds(line.bytes) }));
}

/** A line end in the middle would make two lines of it, and the count of places wrong. */
function withoutLineEnds(bytes: Uint8Array): Uint8Array {
  return bytes.includes(0x0a) ? bytes.map((byte) => (byte === 0x0a ? 0x20 : byte)) : bytes;
}

/** A document: its value changed a few times, now and then damaged as text. Its members count as lines. */
function breakDocument(file: string, store: Store, random: Random): number {
  let text = readFileSync(file, "utf8");
  const others = store.lines.length === 0 ? [text] : store.lines;
  for (let times = 1 + random.below(8); times > 0; times -= 1) {
    const next = Buffer.from(mutateLine(text, others, random).bytes);
    writeFileSync(file, next);
    text = next.toString("utf8");
  }
  return 1 + (text.match(/\},\s*\{/g)?.length ?? 0);
}
