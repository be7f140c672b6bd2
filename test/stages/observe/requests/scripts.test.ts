import type { Request } from "#kernel/trace";
import { withoutScripts } from "#stages/observe/requests/scripts";
import { describe, expect, test } from "vitest";
import { asked } from "../../crystallize/history.ts";

const runs = (texts: readonly string[], unattended = true): readonly Request[] =>
  asked(
    "run",
    texts.map((text) => ({ text, lines: ["git log"] })),
  ).map((one) => (unattended ? { ...one, unattended: true } : one));
const heard = (requests: readonly Request[]): readonly string[] => withoutScripts(requests, 3).heard.map((one) => one.id);

describe("withoutScripts", () => {
  test("the same words in three runs are a script's, numbers, dates and hashes aside, and are told", () => {
    const requests = runs(["Summarise the commits since 2026-11-01", "Summarise the commits  since 2026-11-08", "Summarise the commits since 2026-11-15"]);
    expect(withoutScripts(requests, 3)).toEqual({
      heard: [],
      rejected: [
        { reason: "sent-by-program", title: "Summarise the commits since 2026-11-01", requests: ["run-00", "run-01", "run-02"], detail: "3 sessions" },
      ],
    });
    expect(heard(runs(["review 4f2a91c now", "review 88b01de now", "review 1c0ffee now"]))).toEqual([]);
  });

  test("a person words it otherwise, or asks in a session that can be answered in", () => {
    expect(heard(runs(["sum up the commits", "what was committed, sum it up", "commits of this week please"]))).toHaveLength(3);
    expect(heard(runs(["sum up a.md", "sum up decade.md", "sum up c.md"]))).toHaveLength(3);
    expect(heard(runs(["sum up the commits", "sum up the commits", "sum up the commits"], false))).toHaveLength(3);
  });

  test("twice, or often in one session, is not yet a script", () => {
    expect(heard(runs(["sum up the commits", "sum up the commits"]))).toHaveLength(2);
    expect(heard(runs(["sum up", "sum up", "sum up"]).map((one) => ({ ...one, session: "one" })))).toHaveLength(3);
  });

  test("leaves what people asked in other sessions alone", () => {
    const others = runs(["sum up the commits"], false).map((one) => ({ ...one, id: "other" }));
    expect(heard([...runs(["sum up the commits", "sum up the commits", "sum up the commits"]), ...others])).toEqual(["other"]);
  });
});
