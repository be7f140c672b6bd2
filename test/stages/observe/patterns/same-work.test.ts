import { nodesOf } from "#stages/observe/patterns/nodes";
import { candidateOf, holdingOf } from "#stages/observe/patterns/repeat";
import { joinedByWork } from "#stages/observe/patterns/same-work";
import { describe, expect, test } from "vitest";
import { type Ask, family, history } from "./history.ts";

const renamed = (text: string): Ask => ({ family: "rename", text, commands: ["npx ts-rename one two"] });
const spoken = ["rename cart to basket everywhere", "rename user to member", "rename invoice to bill in the code base"].map(renamed);
const called = ["price should be called amount", "total should be called sum please", "order should be called purchase"].map(renamed);
const apart = renamed("the identifier session has to become visit");

/** Nodes in the order of the asks, and the groups of words over them; all that was done is the group's own, or nothing is. */
function joined(asks: readonly Ask[], groups: readonly (readonly number[])[], own: boolean): readonly (readonly number[])[] {
  const { items } = history(asks);
  const order = asks.map(({ text }) => items.findIndex((item) => item.text === text));
  const nodes = nodesOf(items, order);
  const weights = nodes.map(() => 1);
  const group = (at: readonly number[]) => ({ nodes: at, holding: holdingOf(at.flatMap((one) => nodes[one] ?? []).map((node) => candidateOf(node, 1))) });
  return joinedByWork(groups.map(group), nodes, weights, () => own).map((one) => one.nodes);
}

describe("groups that the same work answered", () => {
  const asks = [...spoken, ...called, apart];

  test("are one however they are worded, and who did the same joins them", () => {
    expect(
      joined(
        asks,
        [
          [0, 1, 2],
          [3, 4, 5],
        ],
        true,
      ),
    ).toEqual([[0, 1, 2, 3, 4, 5, 6]]);
  });

  test("stay two where the work is used for much else", () => {
    expect(
      joined(
        asks,
        [
          [0, 1, 2],
          [3, 4, 5],
        ],
        false,
      ),
    ).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
  });

  test("stay two where it was done to other things", () => {
    const films = family("film", ["cut the film", "shorten that film", "trim my film"], () => ["ffmpeg -i film.mov -t 5 out.mov"]);
    const songs = family("song", ["song as mp3", "make an mp3 of the song", "the song in mp3 please"], () => ["ffmpeg -i song.wav out.mp3"]);
    expect(
      joined(
        [...films, ...songs],
        [
          [0, 1, 2],
          [3, 4, 5],
        ],
        true,
      ),
    ).toHaveLength(2);
  });

  test("of everyday tools stay as they are", () => {
    const plain = asks.map((ask) => ({ ...ask, commands: ["git status"] }));
    expect(
      joined(
        plain,
        [
          [0, 1, 2],
          [3, 4, 5],
        ],
        true,
      ),
    ).toHaveLength(2);
  });
});
