import { describe, expect, it } from "vitest";
import type { Action, Request, Trace } from "#kernel/trace";
import { keyOf, type SourceRead, type TraceStore } from "#store/trace-store";

const action: Action = {
  id: "a1",
  tool: "exec",
  kind: "run",
  verb: "gh pr list",
  object: null,
  line: "gh pr list --state open",
  ok: true,
  at: 1_790_000_000_000,
  exitCode: 0,
  status: "completed",
  error: null,
  artifacts: ["~/a.csv"],
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

/** A source that holds these sessions, and nothing left out of it. */
export function aSource(name: string, traces: readonly Trace[], more: Partial<SourceRead> = {}): SourceRead {
  const sum = (of: (counts: Trace["counts"]) => number) => traces.reduce((total, one) => total + of(one.counts), 0);
  const counts = {
    sessions: traces.length,
    userPrompts: sum((one) => one.userPrompts),
    assistantMessages: sum((one) => one.assistantMessages),
    toolCalls: sum((one) => one.toolCalls),
    requests: sum((one) => one.requests),
    redactions: 0,
  };
  const sessions = traces.map((trace) => ({ trace, texts: [] }));
  return { adapter: "openclaw", root: "/logs", name, readAs: "", adapterVersion: 1, fingerprint: "f1", raw: null, sessions, counts, dropped: {}, ...more };
}

/** What every trace store has to do, whatever it is made of. `open` gives an empty one, `again` the same one after a restart. */
export function storeContract(name: string, open: () => Readonly<{ store: TraceStore; again: () => TraceStore }>): void {
  describe(`the trace store ${name}`, () => {
    it("gives back requests oldest first, those without a time at the end", () => {
      const { store } = open();
      store.put([
        aSource("a", [
          aTrace("s2", 20, [aRequest("r3", "s2", 30), aRequest("r4", "s2", null)]),
          aTrace("s1", 10, [aRequest("r1", "s1", 10), aRequest("r2", "s1", 10)]),
        ]),
      ]);
      expect(store.requests().map((one) => one.id)).toEqual(["r1", "r2", "r3", "r4"]);
      expect(store.traces().map((one) => one.id)).toEqual(["s1", "s2"]);
      expect(store.counts()).toEqual({ sessions: 2, requests: 4 });
    });

    it("keeps a request whole", () => {
      const { store, again } = open();
      const request = aRequest("r1", "s1", 1_790_000_000_000, "Ünïcode ✓ 'quotes' \" \\ \u0000 𝒳");
      store.put([aSource("a", [aTrace("s1", 5, [request])])]);
      expect(store.request("r1")).toEqual(request);
      expect(again().request("r1")).toEqual(request);
      expect(store.request("nothing")).toBeNull();
    });

    it("replaces a session that is put again, with all its requests", () => {
      const { store } = open();
      store.put([
        aSource("a", [aTrace("s1", 5, [aRequest("r1", "s1", 1), aRequest("r2", "s1", 2)])]),
        aSource("b", [aTrace("s2", 6, [aRequest("r9", "s2", 9)])]),
      ]);
      store.put([aSource("c", [aTrace("s1", 5, [aRequest("r2", "s1", 2, "changed")])])]);
      expect(store.requests().map((one) => [one.id, one.text])).toEqual([
        ["r2", "changed"],
        ["r9", "list the open pull requests"],
      ]);
    });

    it("leaves out requests known to be older, and keeps those without a time", () => {
      const { store } = open();
      store.put([aSource("a", [aTrace("s1", 5, [aRequest("r1", "s1", 99), aRequest("r2", "s1", 100), aRequest("r3", "s1", null)])])]);
      expect(store.requests({ since: 100 }).map((one) => one.id)).toEqual(["r2", "r3"]);
    });

    it("takes times that are no whole numbers or no numbers at all", () => {
      const { store } = open();
      store.put([aSource("a", [aTrace("s1", Number.NaN, [aRequest("r1", "s1", 1.5), aRequest("r2", "s1", Number.POSITIVE_INFINITY)])])]);
      expect(store.requests().map((one) => one.id)).toEqual(["r1", "r2"]);
    });

    it("replaces all of a source that is put again, and knows it by what told it apart", () => {
      const { store, again } = open();
      const first = aSource("a", [aTrace("s1", 5, [aRequest("r1", "s1", 1)]), aTrace("s2", 6, [aRequest("r2", "s2", 2)])], {
        dropped: { "record.not-json": 3 },
      });
      store.put([first, aSource("b", [aTrace("s3", 7, [aRequest("r3", "s3", 3)])])]);
      store.put([{ ...aSource("a", [aTrace("s1", 5, [aRequest("r1", "s1", 1)])]), fingerprint: "f2" }]);
      expect(store.traces().map((one) => one.id)).toEqual(["s1", "s3"]);
      for (const one of [store, again()]) {
        expect(one.sources().size).toBe(2);
        expect(one.sources().get(keyOf(first))).toMatchObject({ fingerprint: "f2", adapterVersion: 1, counts: { sessions: 1, requests: 1 }, dropped: {} });
      }
    });

    it("keeps one reading of a source: one with other settings replaces it", () => {
      const { store } = open();
      const sessions = (...ids: readonly string[]) => ids.map((id) => aTrace(id, 5, [aRequest(`r-${id}`, id, 1)]));
      store.put([aSource("a", sessions("s1", "s2")), aSource("b", sessions("s3"))]);
      store.put([aSource("a", sessions("s1"), { readAs: "without groups" })]);
      expect(store.traces().map((one) => one.id)).toEqual(["s1", "s3"]);
      expect(store.sources().size).toBe(2);
      expect(store.requestIds()).toEqual(["r-s1", "r-s3"]);
    });

    it("gives the requests of some sources only, and their ids", () => {
      const { store } = open();
      const [a, b] = [aSource("a", [aTrace("s1", 5, [aRequest("r1", "s1", 1)])]), aSource("b", [aTrace("s2", 6, [aRequest("r2", "s2", 2)])])];
      store.put([a, b]);
      const id = store.sources().get(keyOf(b))?.id ?? -1;
      expect(store.requests({ sources: new Set([id]) }).map((one) => one.id)).toEqual(["r2"]);
      expect(store.requestIds({ sources: new Set([id]) })).toEqual(["r2"]);
      expect(store.requestIds()).toEqual(["r1", "r2"]);
    });

    it("forgets a session, a project or what is older, and knows that it is not to come back", () => {
      const { store, again } = open();
      const of = (id: string, project: string | null, at: number) => ({ ...aTrace(id, at, [aRequest(`r-${id}`, id, at)]), project });
      store.put([aSource("a", [of("s1", "~/shop", 10), of("s2", "~/shop/web", 20), of("s3", "~/shopping", 30), of("s4", null, 40), of("s5", null, 50)])]);
      expect(store.selected({ kind: "project", value: "~/shop" })).toEqual({ sessions: ["s1", "s2"], requests: ["r-s1", "r-s2"] });
      expect(store.counts()).toEqual({ sessions: 5, requests: 5 });
      expect(store.forget({ kind: "project", value: "~/shop" }, 1)).toEqual({ sessions: ["s1", "s2"], requests: ["r-s1", "r-s2"] });
      expect(store.forget({ kind: "session", value: "s4" }, 1)).toEqual({ sessions: ["s4"], requests: ["r-s4"] });
      expect(store.forget({ kind: "before", value: 31 }, 1)).toEqual({ sessions: ["s3"], requests: ["r-s3"] });
      expect(store.requests().map((one) => one.id)).toEqual(["r-s5"]);
      expect(again().forgotten()).toEqual({ before: 31, sessions: new Set(["s4"]), projects: ["~/shop"] });
      expect(store.hasOlder(50)).toBe(false);
      expect(store.hasOlder(51)).toBe(true);
      expect(store.expire(51)).toEqual({ sessions: ["s5"], requests: ["r-s5"] });
      expect(store.counts()).toEqual({ sessions: 0, requests: 0 });
      expect(store.forgotten().before).toBe(31);
    });

    it("keeps the words of a session where they were asked for, and the session with its digest", () => {
      const { store } = open();
      const trace = aTrace("s1", 5, [aRequest("r1", "s1", 1)]);
      const texts = [{ kind: "prompt.user", at: 1, text: "list them" }];
      store.put([{ ...aSource("a", [trace]), sessions: [{ trace, texts }] }]);
      const kept = store.session("s1");
      expect(kept).toMatchObject({ texts, adapterVersion: 1, trace: { id: "s1" }, requests: [{ id: "r1" }] });
      expect(kept?.normalized).toMatch(/^[0-9a-f]{64}$/);
      store.put([aSource("a", [trace])]);
      expect(store.session("s1")?.texts).toEqual([]);
      expect(store.session("s1")?.normalized).toBe(kept?.normalized);
      expect(store.session("none")).toBeNull();
    });

    it("counts every change, and remembers one result under its key", () => {
      const { store, again } = open();
      const before = store.generation();
      store.put([aSource("a", [aTrace("s1", 5, [])])]);
      expect(again().generation()).toBe(before + 1);
      expect(store.remembered("k")).toBeNull();
      store.remember("k", "v");
      expect(again().remembered("k")).toBe("v");
      store.remember("k2", "v2");
      expect(store.remembered("k")).toBeNull();
      expect(store.generation()).toBe(before + 1);
    });
  });
}
