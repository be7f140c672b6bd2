import { type Dice, diceOf } from "../synthetic/dice.ts";

/** A seeded source of characters: the same seed gives the same secrets, and none of them stands in a file. */
export class Draw {
  private readonly dice: Dice;
  readonly below: Dice["below"];
  readonly pick: Dice["pick"];

  constructor(seed: number) {
    this.dice = diceOf(seed);
    this.below = this.dice.below;
    this.pick = this.dice.pick;
  }

  from(letters: string, length: number): string {
    return Array.from({ length }, () => letters.charAt(this.below(letters.length))).join("");
  }

  hex = (length: number): string => this.from("0123456789abcdef", length);
  digits = (length: number): string => this.from("123456789", 1) + this.from("0123456789", length - 1);
  lower = (length: number): string => this.from("abcdefghijklmnopqrstuvwxyz0123456789", length);
  upper = (length: number): string => this.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", length);
  letters = (length: number): string => this.from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", length);
  alnum = (length: number): string => this.from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", length);
  base32 = (length: number): string => this.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", length);
  /** Letters, digits, `-` and `_`, beginning and ending with a letter. */
  url = (length: number): string =>
    this.letters(1) + this.from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", length - 2) + this.letters(1);
  base64 = (length: number): string =>
    this.letters(1) + this.from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/", length - 2) + this.letters(1);
  uuid = (): string => [8, 4, 4, 4, 12].map((length) => this.hex(length)).join("-");
  words = (count: number): string => Array.from({ length: count }, () => this.pick(WORDS)).join(" ");
  /** As people make them up: two words or a word, with a number and sometimes a sign. */
  password = (): string => {
    const [a, b] = [this.pick(WORDS), this.pick(WORDS)];
    const number = String(this.below(9000) + 10);
    return this.pick([
      `${a.charAt(0).toUpperCase()}${a.slice(1)}${number}!`,
      `${a}-${b}-${number}`,
      `${a}${b.toUpperCase()}${number}`,
      `${this.alnum(6)}#${this.alnum(6)}`,
      `${this.alnum(14)}7`,
    ]);
  };
}

const WORDS =
  "absorb acoustic alley anchor apple armor autumn bamboo basket beach blossom breeze bridge butter cactus candle canyon carbon castle cherry cliff cloud cobalt copper coral cotton crater crystal desert diamond dragon eagle ember falcon feather fossil garden ginger glacier harbor hazel hollow island ivory jungle kettle ladder lantern legend lemon lizard magnet maple marble meadow mirror mountain nectar ocean olive orbit orchid oyster paddle panther pebble pepper planet prairie puzzle quartz rabbit ribbon river rocket saddle salmon shadow silver spider sunset timber tunnel turtle valley velvet violin walnut willow window winter zebra".split(
    " ",
  );
