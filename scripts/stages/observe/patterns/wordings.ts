import { GrowingRows, type NumberRows } from "./growing-rows.ts";
import type { Bare, Token } from "./tokens.ts";

const FIRST = 1 << 12;

/**
 * Rows of masked words, each once: two are the same where their words have the same stems and their values are of one kind. Rows are told apart by an open
 * hash table over numbers, because a million spelled out as keys of a Map would be most of what is held while they are read.
 */
export class Wordings {
  /** What tokens are by themselves: a million texts share a few ten thousand, and one that carried its place would be kept for each. */
  readonly tokens: Bare[] = [];
  readonly #numbers = new Map<string, number>();
  /** Of each token the number of what makes it another word. */
  readonly #keys: number[] = [];
  readonly #keyNumbers = new Map<string, number>();
  readonly #rows = new GrowingRows();
  readonly #hashes = new GrowingRows();
  #table = new Int32Array(FIRST).fill(-1);
  #size = 0;

  /** Tokens of a text -> the number of its wording, the next one where it is new. */
  numberOf(tokens: readonly Token[]): number {
    const row = tokens.map((token) => this.#tokenNumber(token));
    let hash = 0x811c9dc5;
    for (const number of row) hash = Math.imul(hash ^ (this.#keys[number] ?? 0), 0x01000193);
    hash ^= hash >>> 15;
    const place = this.#placeOf(row, hash);
    const same = this.#table[place] ?? -1;
    if (same >= 0) return same;
    for (const number of row) this.#rows.put(number);
    const wording = this.#rows.close();
    this.#hashes.put(hash);
    this.#table[place] = wording;
    this.#size++;
    if (this.#size * 2 > this.#table.length) this.#makeRoom();
    return wording;
  }

  taken(): NumberRows {
    return this.#rows.taken();
  }

  #placeOf(row: readonly number[], hash: number): number {
    const mask = this.#table.length - 1;
    let place = hash & mask;
    for (let wording = this.#table[place] ?? -1; wording >= 0 && !this.#isSame(wording, row, hash); wording = this.#table[place] ?? -1)
      place = (place + 1) & mask;
    return place;
  }

  #isSame(wording: number, row: readonly number[], hash: number): boolean {
    if (this.#hashes.numberAt(wording) !== hash) return false;
    const start = this.#rows.startOf(wording);
    if (this.#rows.startOf(wording + 1) - start !== row.length) return false;
    return row.every((number, at) => this.#keys[number] === this.#keys[this.#rows.numberAt(start + at)]);
  }

  #makeRoom(): void {
    const table = new Int32Array(this.#table.length * 2).fill(-1);
    for (let wording = 0; wording < this.#size; wording++) {
      let place = this.#hashes.numberAt(wording) & (table.length - 1);
      while ((table[place] ?? -1) >= 0) place = (place + 1) & (table.length - 1);
      table[place] = wording;
    }
    this.#table = table;
  }

  /** Token -> the number of what it is by itself. */
  #tokenNumber(token: Token): number {
    const { key, dense } = token;
    const name = token.kind === "mask" ? `${key}${token.sub}` : token.tied === true ? `-${token.text}` : token.text;
    const same = this.#numbers.get(name);
    if (same !== undefined) return same;
    const bare: Bare =
      token.kind === "mask"
        ? { kind: "mask", key, dense, type: token.type, sub: token.sub }
        : { kind: "word", text: token.text, key, dense, ...(token.tied === true ? { tied: true } : {}) };
    const told = token.kind === "mask" && token.type === "path" ? `${key}${token.sub}` : key;
    const keyNumber = this.#keyNumbers.get(told) ?? this.#keyNumbers.size;
    this.#keyNumbers.set(told, keyNumber);
    this.#keys.push(keyNumber);
    this.#numbers.set(name, this.#keys.length - 1);
    return this.tokens.push(bare) - 1;
  }
}
