import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type MineItem, minePatterns } from "#stages/observe/patterns/mine";
import { describe, expect, test } from "vitest";

const SUPPORT = { sessions: 3, days: 1 };
const ROOT = join(import.meta.dirname, "../../../..");

function items(texts: readonly string[]): readonly MineItem[] {
  return texts.map((text, at) => ({ id: `i${at}`, text, session: `s${at}`, at: null, actions: [], outcome: { label: "unknown" } }));
}

/** Questions that share how people ask, and name things that nobody else asked for. */
function asked(lines: number): readonly string[] {
  let state = 5;
  const below = (end: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4_294_967_296) * end);
  };
  const pick = (list: readonly string[]): string => list[below(list.length)] ?? "";
  const starts =
    "how many|how long|what is|what are|which|who made|when was|where is|can you|tell me about|is there|show me|do you know|why does|look up".split("|");
  const links = "in|for|of|to|with|on|from|at|and|or".split("|");
  // Of letters: words of few syllables would be alike for these.
  const names = Array.from({ length: 2500 }, () => Array.from({ length: 4 + below(5) }, () => pick([..."abcdefghijklmnopqrstuvwxyz"])).join(""));
  const name = (): string => pick(names);
  return Array.from({ length: lines }, () => `${pick(starts)} ${name()} ${name()} ${pick(links)} ${name()} ${below(2) === 0 ? name() : ""}`.trim());
}

describe("what one person asked once", () => {
  const once = asked(1200);

  test.each([3, 20])("does not hide the very same words asked %d times", (times) => {
    const again = Array.from({ length: times }, () => "rotate the penguin enclosure webcams");
    const { assignments } = minePatterns(items([...again, ...once]), SUPPORT);
    const [id] = assignments;
    expect(id).not.toBe(null);
    expect(assignments.map((one) => one === id)).toEqual([...again.map(() => true), ...once.map(() => false)]);
  });

  test("does not hide three wordings of one request, each asked again and again", () => {
    const wordings = ["rotate the penguin enclosure webcams", "turn the penguin webcams around", "penguin webcams, rotate them"];
    const again = wordings.flatMap((text) => Array.from({ length: 5 }, () => text));
    const { assignments } = minePatterns(items([...again, ...once]), SUPPORT);
    expect(new Set(assignments.slice(0, again.length)).size).toBe(1);
    expect(assignments[0]).not.toBe(null);
    expect(assignments.slice(again.length).filter((one) => one === assignments[0])).toEqual([]);
  });
});

/** The sentences of this project's own pages: real prose about one thing, in which the same is hardly said three times. */
function sentences(): readonly string[] {
  const rooms = ["scripts", "test"].flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith("README.md"))
      .sort()
      .map((path) => join(room, path)),
  );
  const prose = ["README.md", "SKILL.md", "CHANGELOG.md", ...rooms].map((path) =>
    readFileSync(join(ROOT, path), "utf8").replace(/```[\s\S]*?```|^[|#].*$/gm, ""),
  );
  const found = prose.flatMap((text) => text.split(/(?<=[.!?;:])\s+|\n\s*\n|\n[-*] /)).map((sentence) => sentence.replace(/\s+/g, " ").trim());
  return [...new Set(found)].filter(({ length }) => length > 25 && length < 250);
}

describe("prose", () => {
  const texts = sentences();
  const { assignments } = minePatterns(items(texts), SUPPORT);

  test("is more than can be compared pair by pair", () => {
    expect(texts.length).toBeGreaterThan(800);
  });

  test("is mostly left alone, though every sentence is somewhat like some others", () => {
    expect(assignments.filter((id) => id !== null).length).toBeLessThan(0.2 * texts.length);
  });
});
