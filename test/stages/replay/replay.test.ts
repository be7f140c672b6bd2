import fc from "fast-check";
import { breaksRule } from "#stages/crystallize/rules";
import { isLookup } from "#stages/crystallize/steps";
import { longestInOrder } from "#stages/replay/in-order";
import { fixedParts } from "#stages/replay/match";
import { type Judges, replay, type Told } from "#stages/replay/replay";
import { describe, expect, it } from "vitest";
import { asked } from "../crystallize/history.ts";
import { aStep } from "../generate/a-gene.ts";

const JUDGES: Judges = { looksOnly: (action) => isLookup(action.verb), breaks: (action, rule) => breaksRule(action, [rule]) };
const step = (line: string) => aStep(line, { verb: /^(?:gh \w+ \w+|git \w+|npm \w+|\S+)/.exec(line)?.[0] ?? "" });
const TOLD: Told = {
  steps: [step("git log {tag}..HEAD --oneline"), step("npm run {task}"), step("gh release create {tag}")],
  check: null,
  gotchas: [],
  rules: [],
};
const worked = (...lines: readonly string[]) => asked("held", [{ text: "release it", lines }]);

describe("replay", () => {
  it("counts steps seen in the skill's order, and only those", () => {
    const whole = worked("git log v1..HEAD --oneline", "npm run build", "gh release create v2");
    expect(replay(TOLD, whole, JUDGES)).toEqual({ inOrder: { hit: 3, of: 3 }, covered: { hit: 3, of: 3 }, contradictions: [] });
    const turned = worked("gh release create v2", "git log v1..HEAD --oneline", "npm run build");
    expect(replay(TOLD, turned, JUDGES)).toMatchObject({ inOrder: { hit: 2, of: 3 }, covered: { hit: 3, of: 3 } });
  });

  it("counts work that the skill does not know against what it covers, but not looking around, failures and repeats", () => {
    const more = worked("ls", "git log v1..HEAD --oneline", "!npm run build", "npm run build", "npm run build", "git push origin v2", "gh release create v2");
    expect(replay(TOLD, more, JUDGES)).toMatchObject({ inOrder: { hit: 3, of: 3 }, covered: { hit: 3, of: 4 } });
  });

  it("takes looking around for the work where nothing else was done", () => {
    expect(replay({ ...TOLD, steps: [step("wc -w {path}")] }, worked("wc -w a.md", "cat a.md"), JUDGES).covered).toEqual({ hit: 1, of: 2 });
  });

  it("does not take another subject of the same program for the step", () => {
    const told = { ...TOLD, steps: [step("curl -s https://wttr.in/{city}?format=3")] };
    expect(replay(told, worked("curl -X POST https://api.test/orders --data @order.json"), JUDGES).inOrder).toEqual({ hit: 0, of: 1 });
  });

  it("counts the check as the last step", () => {
    const told = { ...TOLD, steps: [step("npm run build")], check: step("npm test") };
    expect(replay(told, worked("npm run build", "npm test"), JUDGES).inOrder).toEqual({ hit: 2, of: 2 });
    expect(replay(told, worked("npm test", "npm run build"), JUDGES).inOrder).toEqual({ hit: 1, of: 2 });
  });

  it("names work that went well against a gotcha or a rule, and nothing that kept them", () => {
    const told: Told = {
      ...TOLD,
      gotchas: [{ failed: "gh release create {tag} --draft-only", instead: "gh release create {tag} --draft", seen: 2, evidence: ["a"] }],
      rules: [
        { kind: "instead", use: "pnpm", avoid: "npm", quote: "use pnpm, not npm", said: 2, followed: 2, saidLast: null, evidence: ["a"] },
        { kind: "always", use: null, avoid: null, quote: "always sign the tag", said: 2, followed: 2, saidLast: null, evidence: ["a"] },
      ],
    };
    const kept = worked("pnpm build", "gh release create v2 --draft", "!gh release create v2 --draft-only", "pnpm rebuild # npm is gone");
    expect(replay(told, kept, JUDGES).contradictions).toEqual([]);
    const broken = worked("npm run build", "gh release create v2 --draft-only");
    expect(replay(told, broken, JUDGES).contradictions).toEqual([
      { kind: "rule", says: "use pnpm, not npm", did: "npm run build", evidence: "held-00" },
      { kind: "gotcha", says: "gh release create {tag} --draft-only", did: "gh release create v2 --draft-only", evidence: "held-00" },
    ]);
  });

  it("never counts more than there is, whatever was done", () => {
    const line = fc.constantFrom("git log a..HEAD --oneline", "npm run x", "gh release create y", "ls", "!npm run z", "rm b");
    fc.assert(
      fc.property(fc.array(fc.array(line, { maxLength: 8 }), { maxLength: 5 }), (rows) => {
        const { inOrder, covered } = replay(
          TOLD,
          rows.flatMap((lines) => worked(...lines)),
          JUDGES,
        );
        expect(inOrder.of).toBe(3 * rows.length);
        expect(inOrder.hit).toBeLessThanOrEqual(inOrder.of);
        expect(covered.hit).toBeLessThanOrEqual(covered.of);
      }),
    );
  });
});

describe("the longest common order", () => {
  it("is that of every subsequence tried one by one", () => {
    const letters = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 7 });
    const isIn = (part: readonly string[], whole: readonly string[]) => {
      let from = 0;
      for (const one of whole) if (one === part[from]) from += 1;
      return from === part.length;
    };
    fc.assert(
      fc.property(letters, letters, (wanted, seen) => {
        const parts = Array.from({ length: 2 ** wanted.length }, (_none, bits) => wanted.filter((_one, at) => (bits >> at) % 2 === 1));
        const best = Math.max(...parts.filter((part) => isIn(part, seen)).map((part) => part.length));
        expect(longestInOrder(wanted, seen, (a, b) => a === b)).toBe(best);
      }),
    );
  });
});

describe("the fixed parts of a line", () => {
  it("are its words and what stands around a slot", () => {
    const parts = fixedParts('grep {name} ~/farm/herd.csv "x" | sort -k2 {dir}/vet-{name}.md');
    expect(parts.map((part) => part.text)).toEqual(["grep", "~/farm/herd.csv", "sort", "-k2", "/vet-", ".md"]);
    expect(parts.map((part) => [part.starts, part.ends].join())).toEqual(["true,true", "true,true", "true,true", "true,true", "false,false", "false,true"]);
  });
});
