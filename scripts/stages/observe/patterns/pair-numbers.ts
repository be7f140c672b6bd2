const FIRST = 1 << 12;

/** Pairs of numbers, numbered in the order in which they were met first: an open hash table over numbers, because a Map of Maps for a million of them would take more than what they stand for. */
export class PairNumbers {
  #pairs = new Int32Array(FIRST);
  #table = new Int32Array(FIRST).fill(-1);
  #size = 0;

  /** The number of a pair, the next one where it is new. */
  numberOf(first: number, second: number): number {
    const place = this.#placeOf(first, second);
    const known = this.#table[place] ?? -1;
    if (known >= 0) return known;
    const number = this.#size++;
    this.#table[place] = number;
    this.#pairs[2 * number] = first;
    this.#pairs[2 * number + 1] = second;
    if (this.#size * 2 === this.#table.length) this.#makeRoom();
    return number;
  }

  #placeOf(first: number, second: number): number {
    const mask = this.#table.length - 1;
    let hash = Math.imul(first ^ Math.imul(second, 0x85ebca6b), 0x9e3779b1);
    hash ^= hash >>> 15;
    let place = hash & mask;
    for (let number = this.#table[place] ?? -1; number >= 0; number = this.#table[place] ?? -1) {
      if (this.#pairs[2 * number] === first && this.#pairs[2 * number + 1] === second) break;
      place = (place + 1) & mask;
    }
    return place;
  }

  #makeRoom(): void {
    const pairs = new Int32Array(this.#pairs.length * 2);
    pairs.set(this.#pairs);
    this.#pairs = pairs;
    this.#table = new Int32Array(this.#table.length * 2).fill(-1);
    for (let number = 0; number < this.#size; number++) this.#table[this.#placeOf(pairs[2 * number] ?? 0, pairs[2 * number + 1] ?? 0)] = number;
  }
}
