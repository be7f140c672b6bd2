import type { NumberRows } from "./growing-rows.ts";
import type { Node } from "./nodes.ts";
import type { Bare } from "./tokens.ts";
import type { Work } from "./work.ts";

/** What nodes are made of: `wordings` are rows of numbers of `tokens`, `members` a row for each node; and of each node the number of its wording and its work. */
export type Kept = Readonly<{ tokens: readonly Bare[]; wordings: NumberRows; wordingOf: Int32Array; works: readonly Work[]; members: NumberRows }>;

/** A node that reads its words and its members when it is asked: two lists for each of a million would take more memory than all that is worked out of them. */
export class KeptNode implements Node {
  readonly #kept: Kept;
  readonly #node: number;

  constructor(kept: Kept, node: number) {
    this.#kept = kept;
    this.#node = node;
  }

  get tokens(): readonly Bare[] {
    const { tokens, wordings, wordingOf } = this.#kept;
    const wording = wordingOf[this.#node] ?? 0;
    const found: Bare[] = [];
    for (let at = wordings.starts[wording] ?? 0; at < (wordings.starts[wording + 1] ?? 0); at++) {
      const token = tokens[wordings.numbers[at] ?? 0];
      if (token !== undefined) found.push(token);
    }
    return found;
  }

  get work(): Work {
    const { works } = this.#kept;
    const work = works[this.#node];
    if (work === undefined) throw new Error("a node that was not kept");
    return work;
  }

  get members(): readonly number[] {
    const { starts, numbers } = this.#kept.members;
    const found: number[] = [];
    for (let at = starts[this.#node] ?? 0; at < (starts[this.#node + 1] ?? 0); at++) found.push(numbers[at] ?? 0);
    return found;
  }
}
