import type { Gene, Step } from "#kernel/gene";
import { hasCommonGround } from "#stages/crystallize/common-ground";
import { expect, test } from "vitest";

const step = (line: string): Step => ({ tool: "exec", kind: "run", verb: "pandoc", line, seen: 3, of: 3, evidence: [] });
const slot = (name: string, trusted: boolean): Gene["slots"][number] => ({ name, type: "path", examples: ["a.md"], distinct: 3, trusted });

const UNLIKE = [
  "date my usher for the postman",
  "explain the quilt about the monsoon",
  "defend our legend with the birdhouse",
  "split this yodel from the tailor",
];

test("one program for four purposes is no common ground", () => {
  expect(hasCommonGround(UNLIKE, [step("pandoc {value} -o {result}")], [slot("value", false), slot("result", false)])).toBe(false);
});

test.each<[string, readonly string[], readonly Step[], Gene["slots"]]>([
  ["a word that most wordings have", ["render the chapter", "chapter as a page", "the next chapter please"], [step("pandoc {value}")], [slot("value", false)]],
  ["a value that the person named", UNLIKE, [step("pandoc {file}")], [slot("file", true)]],
  ["the very same line each time", UNLIKE, [step("make site")], []],
  ["one wording only", ["render it all"], [step("pandoc {value}")], [slot("value", false)]],
  ["words of a script without spaces", ["把章节转成网页", "章节做成网页", "请把章节变网页"], [step("pandoc {value}")], [slot("value", false)]],
])("%s is", (_name, phrases, steps, slots) => {
  expect(hasCommonGround(phrases, steps, slots)).toBe(true);
});

test("a trusted slot that no step takes says nothing about the work", () => {
  expect(hasCommonGround(UNLIKE, [step("pandoc {value}")], [slot("value", false), slot("topic", true)])).toBe(false);
});
