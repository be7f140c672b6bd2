import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { type Helper, IN_MEMORY, type Row, type StartHelper } from "#kernel/powers";
import { openContext } from "#pipeline/context";
import { type HelpGiven, helpReading } from "#pipeline/help-reading";
import { type LogsRead, readLogs } from "#pipeline/read-logs";
import { nodePowers } from "#platform/powers";
import { traceStore } from "#store/traces";
import { recordsOf } from "../../scripts/demo/records.ts";
import { ask, run } from "../../scripts/demo/turns.ts";
import { claudeCodeRecords, codexRecords } from "../bench/long-records.ts";
import { cases } from "../cases.ts";

const folder = mkdtempSync(join(tmpdir(), "forge-help-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SESSIONS = 14;
const TOKEN = (number: number): string => `ghp_${String(number).repeat(36).slice(0, 36)}`;

/** Sessions of three agents; every third holds secrets, some of them the same: their numbers tell the order in which they were met. */
function writeSessions(): void {
  for (let index = 0; index < SESSIONS; index += 1) {
    const secret = index % 3 === 0 ? [run(`curl -H "Authorization: token ${TOKEN(index)}" https://x.example/${TOKEN(index % 2)}`, "ok")] : [];
    const turns = [
      ask(`count the beans of crate ${index}`, [run(`wc -l ${index}.csv`, "41"), ...secret], "41."),
      ask("no, that is wrong", [run("wc -l b.csv", "7")], "7."),
    ];
    const name = `s${index}`;
    const plan = {
      name,
      agent: "main",
      key: `agent:main:explicit:${name}`,
      storage: "file",
      audience: "direct",
      channel: "webchat",
      start: index,
      machine: null,
      turns,
    } as const;
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
    for (const [path, records] of [
      [`.codex/sessions/2026/03/01/rollout-2026-03-01T00-00-00-${id}.jsonl`, codexRecords(plan)],
      [`.claude/projects/-home-ada/${id}.jsonl`, claudeCodeRecords(plan)],
      [`.openclaw/agents/main/sessions/${id}.jsonl`, recordsOf(plan, "new")],
    ] as const) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), records.map((record) => `${JSON.stringify(record)}\n`).join(""));
    }
  }
}
writeSessions();

const machine = nodePowers({ home: folder, cwd: folder, env: {} });

/** Every log read once, as if each took a second, beside such a helper. -> what was read, everything kept, and what the helper was given */
function readBeside(startHelper: StartHelper): Readonly<{ read: LogsRead; kept: readonly Row[]; given: HelpGiven | null }> {
  let now = 0;
  let given: HelpGiven | null = null;
  const powers = {
    ...machine,
    clock: { now: () => (now += 1000) },
    startHelper: (one: unknown) => startHelper((given = one as HelpGiven)),
  };
  const context = openContext(powers, { workspace: null, home: join(folder, "data"), dryRun: true, waitMs: 0, tolerant: false });
  const database = powers.openStore(IN_MEMORY);
  const store = traceStore(database);
  try {
    const read = readLogs(context, store, { days: null, source: "auto", path: null, includeGroups: false, includeDeleted: false });
    const kept = ["sources", "sessions", "requests", "calls", "marks"].flatMap((table) => [...database.rows(`SELECT * FROM ${table}`)]);
    return { read, kept, given };
  } finally {
    store.close();
  }
}

/** A helper that has done all it will before it is asked: the pieces that it wants and that are still to come, up to its end. */
const helperThat = (wants: (piece: number) => boolean, doneBefore = Infinity): Readonly<{ start: StartHelper; taken: () => number }> => {
  let taken = 0;
  const start: StartHelper = (given): Helper => {
    const made = new Map<number, unknown>();
    helpReading(given as HelpGiven, machine, {
      claim: (piece) => wants(piece),
      tell: (piece, one) => void made.set(piece, structuredClone(one)),
    });
    return {
      take: (piece) => {
        const one = piece < doneBefore ? (made.get(piece) ?? null) : null;
        if (isRead(one)) taken += 1;
        return one;
      },
      stop: () => undefined,
    };
  };
  return { start, taken: () => taken };
};

const isRead = (made: unknown): boolean => (made as { read: unknown } | null)?.read != null;

const alone = readBeside(() => null);

describe("a long reading with a helper", () => {
  test("is worth a comparison: sessions of three agents, secrets among them", () => {
    expect(alone.read.counts).toMatchObject({ sessions: 3 * SESSIONS, requests: 3 * SESSIONS });
    expect(alone.read.counts.redactions).toBeGreaterThan(3 * 5);
    expect(alone.given?.known.size).toBe(0);
  });

  test("keeps the same, to the byte, whichever logs the helper did and wherever it ended", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), fc.integer({ min: 0, max: 60 }), (wanted, end) => {
        const { read, kept } = readBeside(helperThat((piece) => wanted[piece] === true, end).start);
        expect(kept).toEqual(alone.kept);
        expect(read).toEqual(alone.read);
      }),
      { numRuns: cases(12) },
    );
  });

  test("takes what the helper made of logs without secrets, and reads those that hold one itself", () => {
    const helper = helperThat(() => true);
    expect(readBeside(helper.start).kept).toEqual(alone.kept);
    // the first four went by before anybody was asked; of all sessions a third holds a secret
    const [early, secrets] = [4, 3 * Math.ceil(SESSIONS / 3) - 2];
    expect(helper.taken()).toBe(3 * SESSIONS - early - secrets);
  });

  test("keeps the same beside a thread", () => {
    let taken = 0;
    // on a busy machine a thread takes its time to start
    for (let pauseMs = 25; taken === 0 && pauseMs < 1000; pauseMs *= 3) {
      const slowly: StartHelper = (given) => {
        const helper = machine.startHelper(given);
        const take = (piece: number): unknown => {
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
          const made = helper?.take(piece) ?? null;
          if (isRead(made)) taken += 1;
          return made;
        };
        return { take, stop: () => helper?.stop() };
      };
      expect(readBeside(slowly).kept).toEqual(alone.kept);
    }
    expect(taken).toBeGreaterThan(0);
  });

  test("keeps the same beside a thread that breaks", () => {
    expect(readBeside((given) => machine.startHelper({ ...(given as HelpGiven), places: null })).kept).toEqual(alone.kept);
  });

  test("is no matter of a history that was read before, of which some logs grew", () => {
    let [now, asked] = [0, 0];
    const context = openContext(
      { ...machine, clock: { now: () => (now += 1000) }, startHelper: () => ((asked += 1), null) },
      { workspace: null, home: join(folder, "data"), dryRun: true, waitMs: 0, tolerant: false },
    );
    const options = { days: null, source: "auto", path: null, includeGroups: false, includeDeleted: false } as const;
    const store = traceStore(machine.openStore(IN_MEMORY));
    readLogs(context, store, options);
    expect(asked).toBe(1);
    const sessions = join(folder, ".codex/sessions/2026/03/01");
    for (const name of readdirSync(sessions)) appendFileSync(join(sessions, name), `${JSON.stringify({ type: "event_msg", payload: {} })}\n`);
    expect(readLogs(context, store, options).read).toBe(SESSIONS);
    expect(asked).toBe(1);
    store.close();
  });

  test("does without where words are kept, or where what is left is soon read", () => {
    let asked = 0;
    const context = openContext(
      { ...machine, clock: { now: () => 0 }, startHelper: () => ((asked += 1), null) },
      { workspace: null, home: join(folder, "data"), dryRun: true, waitMs: 0, tolerant: false },
    );
    const store = traceStore(machine.openStore(IN_MEMORY));
    readLogs(context, store, { days: null, source: "auto", path: null, includeGroups: false, includeDeleted: false });
    store.close();
    expect(asked).toBe(0);
  });
});
