import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { nodePowers } from "#platform/powers";
import { traceStore } from "#store/traces";
import { aRequest, aSource, aTrace, storeContract } from "../contracts/store-contract.ts";
import { codeOf } from "../fakes/error-of.ts";

const folder = mkdtempSync(join(tmpdir(), "forge traces ü "));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const { openStore, files } = nodePowers();
let count = 0;
const fresh = () => join(folder, `${(count += 1)}.sqlite`);

storeContract("in SQLite", () => {
  const path = fresh();
  return { store: traceStore(openStore(path)), again: () => traceStore(openStore(path)) };
});

it("keeps all of several sessions or none", () => {
  const store = traceStore(openStore(fresh()));
  const broken = { ...aTrace("s2", 2, []), requests: [null] } as unknown as ReturnType<typeof aTrace>;
  expect(() => store.put([aSource("a", [aTrace("s1", 1, [aRequest("r1", "s1", 1)]), broken])])).toThrow(TypeError);
  expect(store.counts()).toEqual({ sessions: 0, requests: 0 });
});

it("refuses a store that a newer program made, and leaves it as it is", () => {
  const path = fresh();
  const database = openStore(path);
  database.run("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)");
  database.run("INSERT INTO meta VALUES ('version', '5')");
  database.close();
  const before = files.bytes(path, 1 << 20);
  expect(codeOf(() => traceStore(openStore(path)))).toBe("STATE_TOO_NEW");
  expect(files.bytes(path, 1 << 20)).toEqual(before);
});

it("keeps what a store of version 2 has, places its follow-ups, and has every log read again", () => {
  const path = fresh();
  const first = traceStore(openStore(path));
  first.put([aSource("a", [aTrace("s1", 1, [aRequest("r1", "s1", 1)])])]);
  first.close();
  const database = openStore(path);
  const [row] = [...database.rows("SELECT request FROM requests")];
  database.run("UPDATE requests SET request = ?", JSON.stringify({ ...JSON.parse(String(row?.["request"])), followUps: ["no, in euros"] }));
  database.run("UPDATE meta SET value = '2' WHERE key = 'version'");
  database.close();
  const store = traceStore(openStore(path));
  expect(store.requests()).toMatchObject([{ id: "r1", followUps: [{ kind: "complaint", text: "no, in euros", after: 0 }] }]);
  expect([...store.sources().values()].map((one) => one.adapterVersion)).toEqual([-1]);
});

it("writes nothing when it is only opened and read again", () => {
  const path = fresh();
  traceStore(openStore(path)).put([aSource("a", [aTrace("s1", 1, [aRequest("r1", "s1", 1)])])]);
  const before = files.facts(path);
  expect(traceStore(openStore(path)).requests()).toHaveLength(1);
  expect(files.facts(path)).toEqual(before);
});
