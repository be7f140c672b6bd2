import type { ShareWork } from "#kernel/powers";
import { Chooser, type Edges } from "./chooser.ts";
import { type Counted, Likelihoods } from "./likelihoods.ts";
import { sharedInts } from "./shared-numbers.ts";

/** What the two threads tell each other: the block that is swept now, which sweep it is, how many texts have moved since the beginning, and whether all is over. */
const AT = 0;
const SWEEP = 1;
const MOVED = 2;
const OVER = 3;
const STATE = 4;

/** Texts of one block. The other thread keeps so many blocks ahead of the sweep at least, so that it is done when that comes by, and at most. */
const BLOCK = 64;
const NEAREST = 4;
const FARTHEST = 48;
const PAUSE_MS = 1;
const NOTHING = -1;

/**
 * A sweep over texts that a second thread runs ahead of, as data that both have: of each block how many texts had moved, and one, when the choices for it were begun
 * (0 before they are all there), and of each text the cluster that was chosen. `open`: which texts each sweep, and the next, asks.
 */
export type Race = Readonly<{
  counted: Counted;
  edges: Edges;
  community: Int32Array;
  clusters: number;
  open: readonly [Uint8Array, Uint8Array];
  state: Int32Array;
  stamps: Int32Array;
  choices: Int32Array;
}>;

/** In the other thread: chooses for the texts of one block after another, until all is over. */
export function runAhead(race: Race): void {
  const { state, stamps } = race;
  const choose = choosingAhead(race);
  let [sweep, next] = [-1, 0];
  while (Atomics.load(state, OVER) === 0) {
    const now = Atomics.load(state, SWEEP);
    if (now !== sweep) [sweep, next] = [now, 0];
    const at = Atomics.load(state, AT);
    const block = Math.max(next, at + NEAREST);
    if (block >= stamps.length || block > at + FARTHEST) {
      Atomics.wait(state, AT, at, PAUSE_MS);
      continue;
    }
    next = block + 1;
    choose(block, sweep);
  }
}

/** Chooses for the texts of a block, as things stand in a sweep. */
export function choosingAhead({ counted, edges, community, clusters, open, state, stamps, choices }: Race): (block: number, sweep: number) => void {
  const chooser = new Chooser(edges, community, clusters, new Likelihoods(counted));
  return (block, sweep) => {
    const moved = Atomics.load(state, MOVED);
    const asked = open[sweep % 2 === 0 ? 0 : 1];
    for (let text = block * BLOCK; text < Math.min(choices.length, (block + 1) * BLOCK); text++) {
      choices[text] = asked[text] === 1 && chooser.look(text) ? chooser.choose(text) : NOTHING;
    }
    Atomics.store(stamps, block, moved + 1);
  };
}

/**
 * The side of the sweep itself. A choice is taken over only where nothing that it stands on has changed since it was begun: the choice is what this thread would
 * have made now, whatever the other one read in between, so the result is the same at every timing. It stands on the clusters of the text and its neighbours and on what
 * is counted in them; who came into one of these, or left it, changed it.
 */
export class Ahead {
  readonly #race: Race;
  readonly #finish: (work: () => void) => void;
  /** After how many moves each cluster was changed last. */
  readonly #changed: Int32Array;
  #moved = 0;
  #block = -1;
  /** How many texts had moved when the choices of this block were begun; -1 where there are none yet. */
  #begun = -1;
  #isLeft = false;

  constructor(race: Omit<Race, "state" | "stamps" | "choices">, share: ShareWork) {
    const texts = race.community.length;
    this.#race = { ...race, state: sharedInts(STATE), stamps: sharedInts(Math.ceil(texts / BLOCK)), choices: sharedInts(texts) };
    this.#changed = new Int32Array(race.clusters);
    this.#finish = share(this.#race, 1);
  }

  /** A sweep begins. */
  begin(sweep: number): void {
    const { state, stamps } = this.#race;
    if (sweep > 0) stamps.fill(0);
    this.#block = -1;
    Atomics.store(state, AT, 0);
    Atomics.store(state, SWEEP, sweep);
  }

  /** The sweep comes to a text, around which a chooser has looked -> the cluster that was chosen for it; null where it has to be chosen now. */
  chosen(text: number, { near, count }: Chooser): number | null {
    const { state, stamps, choices } = this.#race;
    const block = Math.floor(text / BLOCK);
    if (block !== this.#block) {
      this.#block = block;
      this.#begun = -1;
      Atomics.store(state, AT, block);
    }
    if (this.#isLeft) return null;
    if (this.#begun < 0) this.#begun = Atomics.load(stamps, block) - 1;
    if (this.#begun < 0) return null;
    for (let at = 0; at < count; at++) if ((this.#changed[near[at] ?? 0] ?? 0) > this.#begun) return null;
    const choice = choices[text] ?? NOTHING;
    return choice === NOTHING ? null : choice;
  }

  /** A text has moved, and all that comes with it is written. */
  moved(from: number, to: number): void {
    this.#changed[from] = this.#changed[to] = ++this.#moved;
    Atomics.store(this.#race.state, MOVED, this.#moved);
  }

  /** Words are counted elsewhere from now on: the other thread does not see them. */
  leave(): void {
    this.#isLeft = true;
  }

  end(): void {
    Atomics.store(this.#race.state, OVER, 1);
    this.#finish(() => undefined);
  }
}
