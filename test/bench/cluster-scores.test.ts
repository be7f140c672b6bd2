import { describe, expect, test } from "vitest";
import { clusterScores } from "./cluster-scores.ts";

describe("clusterScores", () => {
  test("of the very same division under other names is one everywhere", () => {
    expect(clusterScores(["x", "x", "y", "z"], ["a", "a", "b", "c"])).toEqual({ accuracy: 1, nmi: 1, ari: 1 });
  });

  test("agrees with what is counted by hand for six texts in two halves, one of them in the wrong half", () => {
    // Cells 3, 1 and 2: H = -(2/3 ln 2/3 + 1/3 ln 1/3) and ln 2, I = 1/2 ln(3*6/(4*3)) + 1/6 ln(6/(4*3)) + 1/3 ln(2*6/(2*3)).
    const { accuracy, nmi, ari } = clusterScores(["x", "x", "x", "x", "y", "y"], ["a", "a", "a", "b", "b", "b"]);
    const shared = Math.log(1.5) / 2 + Math.log(0.5) / 6 + Math.log(2) / 3;
    const entropies = -((2 / 3) * Math.log(2 / 3) + Math.log(1 / 3) / 3) + Math.log(2);
    expect(accuracy).toBeCloseTo(5 / 6);
    expect(nmi).toBeCloseTo(shared / (entropies / 2));
    // Pairs together in both 4; in clusters 7, in classes 6, of 15: (4 - 2.8) / (6.5 - 2.8).
    expect(ari).toBeCloseTo(1.2 / 3.7);
  });

  test("matches clusters to classes so that the most texts fit, not the largest first", () => {
    // x is two thirds a; taking it for a leaves y without a class, so x is b (1) and y is a (2): 3, against 2 + 0.
    expect(clusterScores(["x", "x", "x", "y", "y"], ["a", "a", "b", "a", "a"]).accuracy).toBeCloseTo(3 / 5);
  });

  test("counts a text outside of every cluster as one of its own", () => {
    const { accuracy, ari } = clusterScores([null, null, null, null], ["a", "a", "b", "b"]);
    expect(accuracy).toBeCloseTo(2 / 4);
    expect(ari).toBe(0);
  });

  test("refuses lists that do not belong together", () => {
    expect(() => clusterScores(["x"], [])).toThrow(RangeError);
  });
});
