import { featuresOf } from "#kernel/features";
import { votesOf } from "#stages/trigger/votes";
import { wordingsOf } from "#stages/trigger/wordings";
import { describe, expect, it } from "vitest";

const CARD = ["my card was stolen", "card stolen on the train", "the card is gone, I think stolen", "stolen card"];
const ORDER = ["my card has not come", "the card did not arrive on the train", "when does the card come", "card not here yet"];
const WEATHER = ["will it rain", "rain today", "is rain coming"];

const voice = (skills: readonly (readonly string[])[]) => {
  const wordings = wordingsOf(
    skills.flatMap((phrases, at) => phrases.map((text) => ({ at, features: featuresOf(text) }))),
    () => 1,
  );
  const votes = votesOf(wordings, skills.length);
  return (text: string, without = -1) => [...votes(wordings.cosines(featuresOf(text)), without)];
};

describe("votesOf", () => {
  it("speaks for the skill that the words set apart, and against the neighbour that shares the others", () => {
    const [stolen = 0, ordered = 0] = voice([CARD, ORDER, WEATHER])("a card, stolen");
    expect(stolen).toBeGreaterThan(0);
    expect(ordered).toBeLessThan(0);
  });

  it("says less of what neighbours share than of what sets them apart, though both are said as often", () => {
    const say = voice([CARD, ORDER, WEATHER]);
    const lead = (text: string) => (say(text)[0] ?? 0) - (say(text)[1] ?? 0);
    expect(lead("stolen")).toBeGreaterThan(2 * lead("card"));
  });

  it("hears no wording of a skill that is left out, neither for it nor against others", () => {
    const say = voice([CARD, ORDER]);
    expect(say("stolen")[1]).toBeLessThan(-0.2);
    // the letters of "the" and "train" in other wordings are all that is left
    expect(Math.abs(say("stolen", 0)[1] ?? 1)).toBeLessThan(0.02);
  });

  it("is the same whichever skill comes first, and nothing for a text that shares nothing", () => {
    const [a = 0, b = 0, c = 0] = voice([CARD, ORDER, WEATHER])("the stolen card");
    const turned = voice([WEATHER, ORDER, CARD])("the stolen card");
    expect(turned.toReversed().map((one) => one.toFixed(9))).toEqual([a, b, c].map((one) => one.toFixed(9)));
    expect(voice([CARD, ORDER, WEATHER])("qq ww")).toEqual([0, 0, 0]);
  });

  it("says nothing where there is one skill, none, or so many that learning would take seconds", () => {
    expect(voice([CARD])("stolen card")).toEqual([0]);
    expect(voice([])("stolen card")).toEqual([]);
    expect(voice(Array.from({ length: 201 }, (_none, at) => [`card number ${at}`]))("card number 7").every((one) => one === 0)).toBe(true);
  });
});
