import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changing } from "#pipeline/changing";
import { openContext } from "#pipeline/context";
import { forget } from "#pipeline/forget";
import { allRequests, observing } from "#pipeline/traces";
import { nodePowers } from "#platform/powers";
import { modelLedger } from "#store/model-ledger";
import { aRequest, aSource, aTrace } from "../contracts/store-contract.ts";
import { codeOf } from "../fakes/error-of.ts";

const { openStore, host } = nodePowers();
let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "forge-older-"));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

const data = (...parts: readonly string[]): string => join(home, "data", ...parts);
function context() {
  const powers = nodePowers({ home, cwd: home, env: {} });
  return openContext(
    { ...powers, host: { ...powers.host, programRoot: host.programRoot } },
    { workspace: null, home: data(), dryRun: false, tolerant: false, waitMs: 0 },
  );
}

/** A store with a request in it, as version 2 of the program left it. */
function older(): void {
  observing(context(), (store) => store.put([aSource("log", [aTrace("s1", 1, [aRequest("req-000001", "s1", 1, "count the red boats")])])]));
  const database = openStore(data("traces.sqlite"));
  database.run("UPDATE meta SET value = '2' WHERE key = 'version'");
  database.close();
}

const versionIn = (path: string): unknown => {
  const database = nodePowers().files.openDatabase(path);
  const [row] = [...database.rows("SELECT value FROM meta WHERE key = 'version'")];
  database.close();
  return row?.["value"];
};

describe("a trace store that an older program wrote", () => {
  it("stays as it was in backups/, readable by its owner only, before it is brought up to date, once", () => {
    older();
    expect(allRequests(context())).toHaveLength(1);
    expect(versionIn(data("traces.sqlite"))).toBe("4");
    expect(readdirSync(data("backups"))).toEqual(["traces.sqlite.v2"]);
    expect(versionIn(data("backups", "traces.sqlite.v2"))).toBe("2");
    expect(readFileSync(data("backups", "traces.sqlite.v2")).toString("latin1")).toContain("count the red boats");
    expect(statSync(data("backups", "traces.sqlite.v2")).mode & 0o777).toBe(0o600);
    const before = statSync(data("backups", "traces.sqlite.v2")).mtimeMs;
    allRequests(context());
    expect(statSync(data("backups", "traces.sqlite.v2")).mtimeMs).toBe(before);
  });

  it("and its copy, and those of genes, go with what is forgotten; other copies stay", () => {
    older();
    allRequests(context());
    for (const name of ["genes.json.v1-0123456789ab", "rollbacks.json.v1-0123456789ab", "my own.txt"]) writeFileSync(data("backups", name), "x");
    forget(context(), { kind: "before", value: Date.now() });
    expect(readdirSync(data("backups"))).toEqual(["my own.txt", "rollbacks.json.v1-0123456789ab"]);
    expect(readFileSync(data("traces.sqlite")).toString("latin1")).not.toContain("count the red boats");
  });
});

describe("what a newer program wrote is refused and stays as it is", () => {
  it("the ledger of models", () => {
    const path = join(home, "model.sqlite");
    const database = openStore(path);
    modelLedger(database);
    database.run("UPDATE meta SET value = 2 WHERE key = 'version'");
    database.close();
    const before = readFileSync(path);
    expect(codeOf(() => modelLedger(openStore(path)))).toBe("STATE_TOO_NEW");
    expect(readFileSync(path)).toEqual(before);
  });

  it("the anchor", () => {
    changing(context(), ({ record }) => record("observe.done", {}));
    const path = join(context().places.anchors, "newest.json");
    const newer = readFileSync(path, "utf8").replace('"schemaVersion":1', '"schemaVersion":2');
    expect(newer).toContain('"schemaVersion":2');
    writeFileSync(path, newer);
    expect(codeOf(() => changing(context(), ({ record }) => record("observe.done", {})))).toMatch(/^STATE_/);
    expect(readFileSync(path, "utf8")).toBe(newer);
  });
});
