import type { MineItem } from "#stages/observe/patterns/nodes";
import { withoutAsides } from "#stages/observe/patterns/asides";
import { ran } from "../../crystallize/history.ts";
import { describe, expect, test } from "vitest";

function asked(list: readonly (readonly [text: string, line: string | null])[]): readonly MineItem[] {
  return list.map(([text, line], at) => ({
    id: `req-${at}`,
    text,
    session: `s${at}`,
    at: null,
    actions: line === null ? [] : [ran(line, at)],
    outcome: { label: "success" },
  }));
}

/** The words that are left of each request. */
function left(list: readonly (readonly [string, string | null])[]): readonly string[] {
  const items = asked(list);
  const words = withoutAsides(
    items,
    items.map((_item, at) => at),
  );
  return items.map(({ text }) => words(text));
}

describe("what is said in passing", () => {
  const lunch = "I am back from lunch.";

  test("beside ever other work is not what is asked", () => {
    expect(
      left([
        [`${lunch} Restart nginx`, "systemctl restart"],
        [`how many orders are open? ${lunch}`, "sqlite3 shop.db"],
        [`${lunch}\n\nCompress ~/film.mov`, "ffmpeg film.mov"],
      ]),
    ).toEqual(["Restart nginx", "how many orders are open?", "Compress ~/film.mov"]);
  });

  test("beside one kind of work asks for it", () => {
    const list: readonly (readonly [string, string])[] = [
      ["Compress the film. It is ~/a.mov", "ffmpeg a.mov"],
      ["Compress the film. Mind the sound of ~/b.mov", "ffmpeg b.mov"],
      ["Compress the film. ~/c.mov is the last", "ffmpeg c.mov"],
    ];
    expect(left(list)).toEqual(list.map(([text]) => text));
  });

  test("is kept where it also stands alone, where nobody knows what was done, and where it came back less often", () => {
    for (const list of [
      [
        [`${lunch} Restart nginx`, "systemctl restart"],
        [`${lunch} How many orders are open?`, "sqlite3 shop.db"],
        [lunch, "date"],
      ],
      [
        [`${lunch} Restart nginx`, null],
        [`${lunch} How many orders are open?`, null],
        [`${lunch} Compress ~/film.mov`, null],
      ],
      [
        [`${lunch} Restart nginx`, "systemctl restart"],
        [`${lunch} How many orders are open?`, "sqlite3 shop.db"],
      ],
    ] as const)
      expect(left(list)).toEqual(list.map(([text]) => text));
  });
});
