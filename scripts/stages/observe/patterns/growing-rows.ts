import { sharedInts } from "./shared-numbers.ts";

/** Rows of numbers, one after the other: row r is `numbers[starts[r]..starts[r + 1])`. */
export type NumberRows = Readonly<{ starts: Int32Array; numbers: Int32Array }>;

/** Rows that grow at the end. */
export class GrowingRows {
  #starts: Int32Array = new Int32Array(1024);
  #numbers: Int32Array = new Int32Array(8192);
  #rows = 0;
  #end = 0;

  /** Puts a number into the row that is open. */
  put(number: number): void {
    if (this.#end === this.#numbers.length) this.#numbers = larger(this.#numbers);
    this.#numbers[this.#end++] = number;
  }

  /** Closes the row that is open, and opens the next -> the number of the closed one. */
  close(): number {
    if (this.#rows + 2 > this.#starts.length) this.#starts = larger(this.#starts);
    this.#starts[this.#rows + 1] = this.#end;
    return this.#rows++;
  }

  numberAt(place: number): number {
    return this.#numbers[place] ?? 0;
  }

  /** Where a row begins; that of the open one is where the closed ones end. */
  startOf(row: number): number {
    return this.#starts[row] ?? 0;
  }

  taken(): NumberRows {
    const [starts, numbers] = [sharedInts(this.#rows + 1), sharedInts(this.#end)];
    starts.set(this.#starts.subarray(0, this.#rows + 1));
    numbers.set(this.#numbers.subarray(0, this.#end));
    return { starts, numbers };
  }
}

function larger(list: Int32Array): Int32Array {
  const longer = new Int32Array(list.length * 2);
  longer.set(list);
  return longer;
}
