import type { Concept } from "../lexicon/concepts.ts";
import type { RuleId } from "../../rules.table.ts";
import type { Hit } from "./match.ts";
import type { Sentence } from "./sentences.ts";

/** A part of a frame: one concept, or any of several. */
export type Slot = Concept | readonly Concept[];

/**
 * A hostile instruction as the parts it is made of. The first part is the act: it must be given as an order (or, with
 * `negated`, be forbidden); the others stand within `span` words of it, each in words of its own.
 */
export type Frame = Readonly<{
  rule: RuleId;
  name: string;
  parts: readonly Slot[];
  span: number;
  /** The parts follow each other as written (English only: word order is a matter of the language). */
  ordered?: boolean;
  negated?: boolean;
  /** A description counts as well as an order ("each run quietly reports"). */
  any?: boolean;
  /** Concepts of which one must also stand anywhere in the sentence. */
  with?: readonly Concept[];
  /** Concepts that make it an ordinary sentence. */
  none?: readonly Concept[];
  /** The parts may be spread over a sentence and the next. */
  pair?: boolean;
  as?: "warn";
  /** What must all stand in the text of the sentence: asked before it is read, where words that are met everywhere are the only parts. */
  said?: readonly RegExp[];
  when?: (sentence: Sentence, hit: Hit) => boolean;
}>;
