import { join } from "node:path";
import { canonicalJson } from "#kernel/canonical-json";
import { digestOf } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import type { ReadFiles, WriteFiles } from "#kernel/powers";

/**
 * The log must not let anybody guess what was forgotten: an id that is made of a person's words, or a digest of a few of them, is found again by trying words. So
 * such values stand in the log only together with a random salt, and the salts lie here (`salts.json`, by what they belong to). Whoever erases value and salt leaves
 * the chain whole, and nothing in it that could be compared with a guess.
 */
const NAME = "salts.json";
const LIMIT = 64 << 20;

/** `key`: what is forgotten together. Makes its salt when there is none yet. The caller holds the lock. Throws STATE_UNREADABLE for a damaged file. */
export function salted(files: WriteFiles, data: string, hex: (length: number) => string, key: string, value: string): string {
  const known = loadSalts(files, data);
  const salt = known.get(key) ?? hex(32);
  if (!known.has(key)) saveSalts(files, data, new Map([...known, [key, salt]]));
  return saltedDigest(salt, value);
}

/** How values of these keys stand in the log, as far as their salts are still there. A value is its own key. */
export function knownInLog(files: ReadFiles, data: string, values: readonly string[]): readonly string[] {
  const known = loadSalts(files, data);
  return values.flatMap((one) => {
    const salt = known.get(one);
    return salt === undefined ? [] : [saltedDigest(salt, one)];
  });
}

/** Forgets the salts of these keys; from then on nothing of theirs in the log can be matched. */
export function dropSalts(files: WriteFiles, data: string, keys: readonly string[]): void {
  const known = loadSalts(files, data);
  const left = new Map([...known].filter(([key]) => !keys.includes(key)));
  if (left.size < known.size) saveSalts(files, data, left);
}

function saltedDigest(salt: string, value: string): string {
  return digestOf(`skill-forge/salted/v1\n${salt}${value}`).slice(0, 32);
}

function loadSalts(files: ReadFiles, data: string): ReadonlyMap<string, string> {
  const path = join(data, NAME);
  if (files.facts(path) === null) return new Map();
  const wrong = new ForgeError("STATE_UNREADABLE", `${path} is damaged: it holds the salts of what stands in the log`, { details: { path } });
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(files.bytes(path, LIMIT)));
  } catch {
    throw wrong;
  }
  const { schemaVersion, salts } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (schemaVersion !== 1 || typeof salts !== "object" || salts === null) throw wrong;
  const entries = Object.entries(salts);
  if (entries.some(([, salt]) => typeof salt !== "string" || !/^[0-9a-f]{32}$/.test(salt))) throw wrong;
  return new Map(entries as readonly [string, string][]);
}

function saveSalts(files: WriteFiles, data: string, salts: ReadonlyMap<string, string>): void {
  const text = canonicalJson({ schemaVersion: 1, salts: Object.fromEntries(salts) });
  files.replace(join(data, NAME), new TextEncoder().encode(`${text}\n`), 0o600);
}
