import { nodesOf } from "#stages/observe/patterns/nodes";
import { tokensOf } from "#stages/observe/patterns/tokens";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Action } from "#kernel/trace";

const word = fc.constantFrom(..."rename the photos by date 12 7 a.csv b.csv sock-drawer ... 写真".split(" "));
const program = fc.constantFrom("magick resize", "ffmpeg", "");

function actionOf(verb: string): Action {
  return {
    id: "c1",
    tool: "exec",
    kind: "run",
    verb,
    object: null,
    line: verb,
    at: null,
    ok: true,
    exitCode: 0,
    durationMs: null,
    status: null,
    error: null,
    artifacts: [],
  };
}

test("every request with words is in one node, whose words are its words and whose work is its work", () => {
  const requests = fc.array(fc.tuple(fc.array(word, { maxLength: 3 }), program), { maxLength: 60 });
  fc.assert(
    fc.property(requests, (drawn) => {
      const items = drawn.map(([words, verb], at) => ({
        id: `i${at}`,
        text: words.join(" "),
        session: `s${at}`,
        at: null,
        actions: verb === "" ? [] : [actionOf(verb)],
        outcome: { label: "unknown" } as const,
      }));
      const nodes = nodesOf(items, [...items.keys()]);
      const spelled = (at: number): string => JSON.stringify([tokensOf(items[at]?.text ?? "").map(({ key }) => key), drawn[at]?.[1] ?? ""]);
      const having = [...items.keys()].filter((at) => tokensOf(items[at]?.text ?? "").length > 0);
      expect(nodes.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual(having);
      for (const { tokens, work, members } of nodes)
        for (const at of members) expect(JSON.stringify([tokens.map(({ key }) => key), work.special.join()])).toBe(spelled(at));
      expect(nodes.map(({ members }) => members[0] ?? -1)).toEqual([...nodes.map(({ members }) => Math.min(...members))].sort((a, b) => a - b));
    }),
  );
});
