import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readLog } from "#audit/read-log";
import { openContext } from "#pipeline/context";
import { allGenes, crystallizeAll } from "#pipeline/crystallize";
import { forget } from "#pipeline/forget";
import { logPlaceOf } from "#pipeline/log-place";
import { observeLogs } from "#pipeline/observe";
import { namesInLog } from "#pipeline/salts";
import { allRequests } from "#pipeline/traces";
import { nodePowers } from "#platform/powers";
import { writeSampleHome } from "../../scripts/demo/write.ts";
import { manyHistory } from "../synthetic/many/history.ts";

const NOW = Date.parse("2026-03-29T09:00:00.000Z");
const DAY = 86_400_000;
let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "forge-forget-"));
  writeSampleHome(manyHistory({ seed: 3, now: NOW, families: 5, noise: 0, agents: ["pi"] }).home, home);
  observeLogs(context(), { days: 60, source: "pi", path: null, includeGroups: false, includeDeleted: false });
  crystallizeAll(context(), null);
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

function context(dryRun = false) {
  const powers = { ...nodePowers({ home, cwd: home, env: {} }), clock: { now: () => NOW } };
  return openContext(
    { ...powers, host: { ...powers.host, programRoot: process.cwd() } },
    { workspace: null, home: join(home, "data"), dryRun, tolerant: false, waitMs: 0 },
  );
}
const kept = (file: string) => readFileSync(join(home, "data", file)).toString("latin1");
const wordings = (requests: readonly Readonly<{ text: string }>[]) => new Set(requests.map((one) => one.text.replaceAll(/\s+/gu, " ").trim()));

describe("genes of forgotten requests", () => {
  test("are made anew from what is left, then retired without a word when nothing is", () => {
    const [before, genes] = [allRequests(context()), allGenes(context())];
    expect(genes.filter((gene) => gene.status === "active").length).toBeGreaterThanOrEqual(3);
    const half = NOW - 12 * DAY;
    const lost = before.filter((one) => (one.at ?? NOW) < half);
    const gone = [...wordings(lost)].filter((text) => !wordings(before.filter((one) => !lost.includes(one))).has(text));
    expect(gone.length).toBeGreaterThan(3);
    expect(gone.some((text) => kept("genes.json").includes(text))).toBe(true);

    const matched = namesInLog(
      context(),
      genes.map((one) => one.id),
    );
    expect(matched).toHaveLength(genes.length);
    const planned = forget(context(true), { kind: "before", value: half });
    expect(planned).toMatchObject({ requests: lost.length, dryRun: true });
    expect(allGenes(context())).toEqual(genes);

    const first = forget(context(), { kind: "before", value: half });
    expect(first.genes.length).toBeGreaterThan(0);
    const ids = new Set(lost.map((one) => one.id));
    for (const gene of allGenes(context())) expect(gene.evidence.filter((id) => ids.has(id))).toEqual([]);
    for (const text of gone) {
      expect(kept("genes.json")).not.toContain(text);
      expect(kept("traces.sqlite")).not.toContain(text);
      expect(kept("events.jsonl")).not.toContain(text);
    }
    for (const gene of allGenes(context()).filter((one) => one.status === "retired"))
      expect(gene).toMatchObject({ phrases: [], slots: [], steps: [], rules: [], uses: 0 });

    const all = wordings(allRequests(context()));
    const second = forget(context(), { kind: "before", value: NOW });
    expect(second.genes.every((one) => one.now === "retired")).toBe(true);
    for (const text of all) expect(kept("genes.json")).not.toContain(text);
    expect(allGenes(context()).map((gene) => gene.id)).toEqual(expect.arrayContaining(genes.map((gene) => gene.id)));
    // the log verifies, names no gene as it is, and what it does hold leads back to none of them, although their ids are made of words that can be tried
    const { events, check } = readLog(nodePowers().files, logPlaceOf(context()));
    expect(check.status).toBe("ok");
    const named = events.flatMap(({ type, data }) => (type === "gene.changed" ? (data.genes as readonly Readonly<{ id: string }>[]).map((one) => one.id) : []));
    expect(named.length).toBeGreaterThan(genes.length);
    expect(named.filter((id) => matched.includes(id)).length).toBeGreaterThan(0);
    for (const { id } of genes) expect(kept("events.jsonl")).not.toContain(id);
    expect(
      namesInLog(
        context(),
        genes.map((one) => one.id),
      ),
    ).toEqual([]);
    expect(kept("salts.json")).not.toContain("gene-");
    // and a later run does not bring any of it back
    expect(crystallizeAll(context(), null).changes).toEqual([]);
  });
});
