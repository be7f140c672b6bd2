import { describe, expect, it } from "vitest";
import type { Action, Request, Trace } from "#kernel/trace";
import type { SourceFacts, TraceStore } from "#store/traces";

const action: Action = {
  id: "a1",
  tool: "exec",
  kind: "run",
  verb: "gh pr list",
  object: null,
  line: "gh pr list --state open",
  ok: true,
  exitCode: 0,
  durationMs: 12,
};

export function aRequest(id: string, session: string, at: number | null, text = "list the open pull requests"): Request {
  const outcome = { label: "success", because: [{ code: "thanks", evidence: "e1" }] } as const;
  return {
    id,
    session,
    adapter: "openclaw",
    agent: "main",
    project: null,
    speaker: null,
    at,
    place: { path: "/x.jsonl", line: 3 },
    text,
    followUps: [],
    actions: [action],
    outcome,
  };
}

export function aTrace(id: string, startedAt: number | null, requests: readonly Request[]): Trace {
  const counts = { userPrompts: requests.length, assistantMessages: 1, toolCalls: 1, requests: requests.length, redactions: 0 };
  return {
    id,
    adapter: "openclaw",
    agent: "main",
    key: null,
    path: "/x.jsonl",
    audience: "direct",
    project: null,
    startedAt,
    runtime: null,
    requests,
    counts,
    skillUses: { "some-skill": 2 },
  };
}

const facts: SourceFacts = { bytes: 10, modifiedMs: 1_790_000_000_000.25, inode: "18446744073709551615", device: "1" };

/** What every trace store has to do, whatever it is made of. `open` gives an empty one, `again` the same one after a restart. */
export function storeContract(name: string, open: () => Readonly<{ store: TraceStore; again: () => TraceStore }>): void {
  describe(`the trace store ${name}`, () => {
    it("gives back requests oldest first, those without a time at the end", () => {
      const { store } = open();
      store.put([
        aTrace("s2", 20, [aRequest("r3", "s2", 30), aRequest("r4", "s2", null)]),
        aTrace("s1", 10, [aRequest("r1", "s1", 10), aRequest("r2", "s1", 10)]),
      ]);
      expect(store.requests().map((one) => one.id)).toEqual(["r1", "r2", "r3", "r4"]);
      expect(store.traces().map((one) => one.id)).toEqual(["s1", "s2"]);
      expect(store.counts()).toEqual({ sessions: 2, requests: 4 });
    });

    it("keeps a request whole", () => {
      const { store, again } = open();
      const request = aRequest("r1", "s1", 1_790_000_000_000, "Ünïcode ✓ 'quotes' \" \\ \u0000 𝒳");
      store.put([aTrace("s1", 5, [request])]);
      expect(store.request("r1")).toEqual(request);
      expect(again().request("r1")).toEqual(request);
      expect(store.request("nothing")).toBeNull();
    });

    it("replaces a session that is put again, with all its requests", () => {
      const { store } = open();
      store.put([aTrace("s1", 5, [aRequest("r1", "s1", 1), aRequest("r2", "s1", 2)]), aTrace("s2", 6, [aRequest("r9", "s2", 9)])]);
      store.put([aTrace("s1", 5, [aRequest("r2", "s1", 2, "changed")])]);
      expect(store.requests().map((one) => [one.id, one.text])).toEqual([
        ["r2", "changed"],
        ["r9", "list the open pull requests"],
      ]);
    });

    it("leaves out requests known to be older, and keeps those without a time", () => {
      const { store } = open();
      store.put([aTrace("s1", 5, [aRequest("r1", "s1", 99), aRequest("r2", "s1", 100), aRequest("r3", "s1", null)])]);
      expect(store.requests(100).map((one) => one.id)).toEqual(["r2", "r3"]);
    });

    it("takes times that are no whole numbers or no numbers at all", () => {
      const { store } = open();
      store.put([aTrace("s1", Number.NaN, [aRequest("r1", "s1", 1.5), aRequest("r2", "s1", Number.POSITIVE_INFINITY)])]);
      expect(store.requests().map((one) => one.id)).toEqual(["r1", "r2"]);
    });

    it("knows a log by its facts: any one changed makes it new", () => {
      const { store, again } = open();
      expect(store.unchanged("/x", facts)).toBe(false);
      store.remember("/x", facts);
      expect(store.unchanged("/x", facts)).toBe(true);
      expect(again().unchanged("/x", facts)).toBe(true);
      for (const change of [{ bytes: 11 }, { modifiedMs: 1_790_000_000_000.5 }, { inode: "18446744073709551614" }, { device: "2" }])
        expect(store.unchanged("/x", { ...facts, ...change })).toBe(false);
      store.remember("/x", { ...facts, bytes: 11 });
      expect(store.unchanged("/x", facts)).toBe(false);
    });
  });
}
