import { describe, expect, test } from "vitest";
import { minePatterns } from "#stages/observe/patterns/mine";
import { type Ask, family, history } from "./history.ts";

const SUPPORT = { sessions: 3, days: 2 };
const PLAIN = family("other", [
  "name the two halves of the orchard",
  "which river is the longest one in Chile",
  "write a postcard to Aunt Vera",
  "what rhymes with marble",
  "how many bolts hold the mast",
  "is the bakery open on Sundays",
  "translate this label into Danish",
  "why does bread go stale",
  "draw a fox with a hat",
  "when did the ferry sink",
  "suggest a film for tonight",
  "how deep is the quarry",
]);

/** Titles of what was found, and of what only one program speaks for. */
const titlesOf = (asks: readonly Ask[]): readonly string[] => minePatterns(history([...asks, ...PLAIN]).items, SUPPORT).patterns.map((one) => one.title);

describe("requests that one program answered", () => {
  test("are no repeat when their words meet by pairs only", () => {
    const texts = [
      "reverse my advert with the Malaga",
      "scan this echo with the brothers",
      "guess the scarf with the Malaga",
      "imagine the kiosk of the birdhouse",
      "trim our yodel from the harbour",
    ];
    expect(titlesOf(family("cal", texts, (text) => [`cal ${text.length}`]))).toEqual([]);
  });

  test("are no repeat when the program was used for other things as often", () => {
    const asked = (texts: readonly string[]): readonly Ask[] => family("tar", texts, (text) => [`tar tf crate${text.length}.tar`]);
    const alike = ["rehearse our anthem for the balcony", "rehearse this cipher from the harbour", "rehearse my detour for the elevator"];
    const others = [
      "weigh the saddle",
      "what is the plot of the opera",
      "repaint our dome in copper",
      "predict the flood of the island",
      "frame this mosaic for Kyoto",
    ];
    expect(titlesOf([...asked(alike), ...asked(others)])).toEqual([]);
  });

  test("are no repeat when it was the least of what they did", () => {
    const asked = [
      ["play the song on the balcony", "music-find --all", "vlc balcony"],
      ["who wrote the song of the film", "music-find --all", "imdb film"],
      ["make the playlist of the film private", "music-find --all", "chmod 600 list"],
      ["is the playlist too long for the balcony", "music-find --all", "sox balcony"],
    ];
    const asks = asked.flatMap(([text = "", ...commands]) => family("song", [text], () => commands));
    expect(titlesOf(asks)).toEqual([]);
    expect(titlesOf(asks.map((ask) => ({ ...ask, commands: ask.commands.slice(0, 1) })))).toHaveLength(1);
  });

  test("are one however they are worded, when the program is theirs and their words hang together", () => {
    const texts = ["ship the page", "push the page to production", "deploy to production please", "the page can go out", "release the shop page"];
    expect(titlesOf(family("deploy", texts, () => ["./deploy.sh --to live"]))).toHaveLength(1);
  });
});

describe("many requests by words alone", () => {
  test("are no repeat for one word, whether it is written with a hyphen or without", () => {
    const verbs = "dispute interpret untangle reorder justify salvage".split(" ");
    const things = "lamp jewel genie saga chimney programme".split(" ");
    const about = verbs.map((verb, at) => `${verb} our ${things[at] ?? ""} about the drowned-village`);
    // more than are compared pair by pair
    const many = Array.from({ length: 620 }, (_none, at) => `${word(at)} our ${word(at + 1000)} about the ${word(at + 2000)}`);
    expect(titlesOf([...family("village", about), ...family("once", many)])).toEqual([]);
  });
});

/** Number -> a word of its own. */
function word(number: number): string {
  const syllables = "ba ko mi ru te sal von dir pek lum nas gor fi wex hul".split(" ");
  return [number % 15, Math.floor(number / 15) % 15, Math.floor(number / 225)].map((at) => syllables[at] ?? "").join("");
}
