/** One line of the table: what was done how often, and how often the result was bad. `figures` is what else was measured. */
export type Row = Readonly<{ part: string; what: string; n: number; bad: number; figures: string; faults: readonly string[] }>;

/**
 * `seconds` bounds each part, `seed` chooses the samples, `share` (0..1] is the part of all points that a bounded run takes; kills and errors in memory are looked at once each whatever is said. `shard`: of the system calls only
 * every `of`-th from the `at`-th on (from 1), so that several processes share them.
 */
export type Options = Readonly<{ seconds: number; seed: number; share: number; shard?: Readonly<{ at: number; of: number }> }>;

export type Part = (options: Options) => readonly Row[] | Promise<readonly Row[]>;

const KEPT = 4;

/** Counts tries and keeps the first faults in words; `row()` is the line of the table. */
export class Tally {
  n = 0;
  bad = 0;
  readonly faults: string[] = [];
  readonly #times: number[] = [];

  readonly part: string;
  readonly what: string;

  constructor(part: string, what: string) {
    this.part = part;
    this.what = what;
  }

  /** One try: `look` gives what is wrong, nothing when all is well. An exception is a fault as well. */
  try(where: string, look: () => readonly string[]): void {
    this.n += 1;
    let wrong: readonly string[];
    try {
      wrong = look();
    } catch (error) {
      wrong = [error instanceof Error ? `${error.name}: ${error.message}` : String(error)];
    }
    this.wrong(where, wrong);
  }

  /** As try, for work that takes its time. */
  async later(where: string, look: () => Promise<readonly string[]>): Promise<void> {
    this.n += 1;
    this.wrong(where, await look().catch((error: unknown) => [error instanceof Error ? `${error.name}: ${error.message}` : String(error)]));
  }

  wrong(where: string, wrong: readonly string[]): void {
    if (wrong.length === 0) return;
    this.bad += 1;
    if (this.faults.length < KEPT) this.faults.push(`${this.what}, ${where}: ${wrong.join("; ")}`);
  }

  took(ms: number): void {
    this.#times.push(ms);
  }

  /** Recovery times as `recovery p50 1.2 ms, p99 4.0 ms`. */
  get times(): string {
    if (this.#times.length === 0) return "";
    const sorted = this.#times.toSorted((a, b) => a - b);
    const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
    return `recovery p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
  }

  row(figures = ""): Row {
    return {
      part: this.part,
      what: this.what,
      n: this.n,
      bad: this.bad,
      figures: [figures, this.times].filter((one) => one !== "").join("; "),
      faults: this.faults,
    };
  }
}

/** Numbers from a seed (mulberry32), so that a sample can be drawn again. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The things in an order of the seed. */
export function shuffled<T>(things: readonly T[], seed: number): readonly T[] {
  const next = random(seed);
  const keyed = things.map((thing) => ({ thing, key: next() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ thing }) => thing);
}

/** At most `most` of the things, chosen by the seed, in their order. */
export function sample<T>(things: readonly T[], most: number, seed: number): readonly T[] {
  if (things.length <= most) return things;
  return shuffled([...things.entries()], seed)
    .slice(0, most)
    .sort(([a], [b]) => a - b)
    .map(([, thing]) => thing);
}
