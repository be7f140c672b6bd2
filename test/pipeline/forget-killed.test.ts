import { beforeAll, describe, expect, it } from "vitest";
import { auditEvents } from "#pipeline/audit";
import { changing } from "#pipeline/changing";
import type { Context } from "#pipeline/context";
import { allGenes, crystallizeAll } from "#pipeline/crystallize";
import { forget, type Forget } from "#pipeline/forget";
import { allRequests } from "#pipeline/traces";
import { traceStore } from "#store/traces";
import { aRequest, aSource, aTrace } from "../contracts/store-contract.ts";
import { Killed, type MemoryDisk } from "../fakes/memory-files.ts";
import { memoryStore } from "../fakes/memory-store.ts";
import { aDisk, contextOn, NOW } from "./a-context.ts";

const DAY = 86_400_000;
const TRACES = "/data/traces.sqlite";

/** A process on the disk; `seed` makes its ids, `notes` takes its warnings. */
function at(disk: MemoryDisk, seed = "a", notes: string[] = []): Context {
  const made = contextOn(disk);
  let count = 0;
  const hex = (length: number) =>
    `${seed}${(count += 1)}`
      .replaceAll(/[^0-9a-f]/g, "f")
      .padStart(length, "0")
      .slice(-length);
  const note: Context["powers"]["note"] = (one) => {
    if (one.kind === "warning") notes.push(one.text);
  };
  return { ...made, powers: { ...made.powers, openStore: memoryStore(disk.files), ids: { hex }, note } };
}

/** Five sessions on five days that ask for the same, and the gene that was made of them. */
function learned(): MemoryDisk {
  const disk = aDisk();
  disk.files.makeFolder("/data", 0o700);
  const traces = [1, 2, 3, 4, 5].map((day) => aTrace(`s${day}`, NOW - day * DAY, [aRequest(`req-00000${day}`, `s${day}`, NOW - day * DAY)]));
  const store = traceStore(memoryStore(disk.files)(TRACES));
  store.put([aSource("log", traces)]);
  store.close();
  crystallizeAll(at(disk), null);
  return disk;
}

const kept = (disk: MemoryDisk): readonly string[] => allRequests(at(disk)).map((one) => one.id);
const genes = (disk: MemoryDisk): string => JSON.stringify(allGenes(at(disk)));
const told = (disk: MemoryDisk): readonly string[] =>
  auditEvents(at(disk)).flatMap(({ type, data }) => (/forg[eo]t/.test(type) ? [`${type} ${JSON.stringify(data.requests)}`] : []));

const WISHES: readonly Forget[] = [
  { kind: "before", value: NOW - 2.5 * DAY },
  { kind: "before", value: NOW },
  { kind: "session", value: "s3" },
];

describe.each(WISHES)("forgetting by $kind, killed at any moment", (wish) => {
  let start: MemoryDisk;
  let whole: MemoryDisk;
  let moments = 0;
  beforeAll(() => {
    start = learned();
    whole = start.clone().again();
    forget(at(whole, "b"), wish);
    moments = whole.moments;
  });

  it("is in the log before anything is gone, and finished by the next command", () => {
    expect(kept(whole).length).toBeLessThan(5);
    expect(allGenes(at(start))).toHaveLength(1);
    expect(genes(whole)).not.toBe(genes(start));
    let finished = 0;
    for (let moment = 1; moment <= moments; moment += 1) {
      const copy = start.clone().again({ kind: "kill", at: moment });
      expect(() => forget(at(copy, "b"), wish)).toThrow(Killed);
      copy.again();
      const gone = kept(copy).length < 5 || genes(copy) !== genes(start);
      if (gone) expect(told(copy).length, `killed at ${moment}: gone, and the log does not tell`).toBeGreaterThan(0);
      const notes: string[] = [];
      changing(at(copy, "c", notes), () => undefined);
      const now = kept(copy);
      expect([JSON.stringify(kept(start)), JSON.stringify(kept(whole))], `killed at ${moment}`).toContain(JSON.stringify(now));
      if (gone) expect(now, `killed at ${moment}: finished`).toEqual(kept(whole));
      if (now.length < 5) expect(told(copy), `killed at ${moment}`).toEqual(expect.arrayContaining([...told(whole)]));
      finished += notes.some((one) => one.includes("was finished")) ? 1 : 0;
      expect(copy.files.facts("/data/forgetting.json")).toBeNull();
    }
    expect(finished).toBeGreaterThan(moments / 4);
  });

  it("run again is done, and nothing of it stays behind", () => {
    for (let moment = 1; moment <= moments; moment += 1) {
      const copy = start.clone().again({ kind: "kill", at: moment });
      expect(() => forget(at(copy, "b"), wish)).toThrow(Killed);
      copy.again();
      forget(at(copy, "c"), wish);
      expect([kept(copy), genes(copy)], `killed at ${moment}`).toEqual([kept(whole), genes(whole)]);
      expect(copy.files.facts("/data/forgetting.json")).toBeNull();
    }
  });
});

it("a list of what is to be forgotten that cannot be read is kept, said, and stops nothing", () => {
  const disk = learned();
  for (const [index, text] of ["{", "null", '{"schemaVersion":1,"what":{"kind":"all"},"sessions":1,"requests":1,"txn":"a"}'].entries()) {
    disk.put("/data/forgetting.json", text, 0o600);
    const notes: string[] = [];
    changing(at(disk, `d${index}`, notes), () => undefined);
    expect(notes.join()).toContain("/data/forgetting.json.broken-");
    expect(kept(disk)).toHaveLength(5);
  }
  disk.put("/data/forgetting.json", '{"schemaVersion":2}', 0o600);
  expect(() => changing(at(disk), () => undefined)).toThrow("version 2");
});
