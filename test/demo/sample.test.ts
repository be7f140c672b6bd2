import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { zstdDecompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { sampleHome, sampleTruth } from "../../scripts/demo/sample.ts";
import { sessionPlans } from "../../scripts/demo/sessions.ts";
import { writeSampleHome } from "../../scripts/demo/write.ts";

const NOW = Date.UTC(2026, 10, 21, 10, 39);
const DAY = 86_400_000;

describe("the bundled sample", () => {
  test("is the same for the same instant, and moves with it", () => {
    expect(sampleHome(NOW)).toEqual(sampleHome(NOW + 3_600_000));
    expect(sampleHome(NOW)).not.toEqual(sampleHome(NOW + DAY));
  });

  test("lies in the six days before now, whatever the hour", () => {
    for (const now of [NOW, Date.UTC(2026, 10, 21), Date.UTC(2026, 10, 22) - 1, Date.UTC(2028, 1, 29, 23, 59)]) {
      for (const { start } of sessionPlans(now)) {
        expect(start).toBeLessThan(now);
        expect(start).toBeGreaterThan(now - 7 * DAY);
      }
    }
  });

  test("holds five families, each in three sessions and on two days at least, with changing values, and repairs in two of them", () => {
    const truth = sampleTruth(NOW);
    const dayOf = new Map(sessionPlans(NOW).map((plan) => [plan.name, Math.floor(plan.start / DAY)]));
    expect(truth.families).toHaveLength(5);
    for (const family of truth.families) {
      expect(new Set(family.requests.map((request) => request.session)).size).toBeGreaterThanOrEqual(3);
      expect(new Set(family.requests.map((request) => dayOf.get(request.session))).size).toBeGreaterThanOrEqual(2);
      for (const values of Object.values(family.slots)) expect(values.length).toBeGreaterThanOrEqual(3);
      expect(new Set(family.requests.map((request) => request.text)).size).toBe(family.requests.length);
    }
    expect(truth.families.filter((family) => family.gotchas.length >= 2).length).toBeGreaterThanOrEqual(2);
    expect(truth.oneOffs.length).toBeGreaterThanOrEqual(15);
    expect(new Set(truth.oneOffs).size).toBe(truth.oneOffs.length);
  });

  test("plants the same instruction in tool results of four sessions and in texts of three messages", () => {
    const plans = sessionPlans(NOW);
    const results = plans.filter((plan) => plan.turns.some((turn) => turn.calls.some((call) => call.output.includes("cdn.evil.example"))));
    const texts = plans.flatMap((plan) => plan.turns.filter((turn) => turn.raw.includes("cdn.evil.example")));
    expect(results.length).toBeGreaterThanOrEqual(4);
    expect(texts.length).toBeGreaterThanOrEqual(3);
    expect(texts.flatMap((turn) => turn.typed).some((typed) => typed.includes("cdn.evil.example"))).toBe(false);
  });

  test("is written so that every row and every compressed file gives back its text", () => {
    const folder = mkdtempSync(join(tmpdir(), "forge-sample-"));
    try {
      const home = sampleHome(NOW);
      writeSampleHome(home, folder);
      for (const file of home.files) {
        const bytes = readFileSync(join(folder, file.path));
        expect((file.zstd ? zstdDecompressSync(bytes) : bytes).toString("utf8")).toBe(file.text);
      }
      const db = new DatabaseSync(join(folder, home.databases[0]?.path ?? ""), { readOnly: true });
      const rows = db.prepare("SELECT event_json, event_zstd, event_utf8_bytes FROM transcript_events").all();
      const texts = rows.map((row) =>
        row["event_zstd"] instanceof Uint8Array ? zstdDecompressSync(row["event_zstd"]).toString("utf8") : String(row["event_json"]),
      );
      expect(rows.filter((row) => row["event_zstd"] !== null).length).toBeGreaterThan(0);
      texts.forEach((text, index) => {
        expect(typeof JSON.parse(text)).toBe("object");
        expect(Buffer.byteLength(text)).toBe(rows[index]?.["event_utf8_bytes"]);
      });
      db.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("keeps one session in both storages, each lacking records that the other has", () => {
    const home = sampleHome(NOW);
    const file = home.files.find(({ path, text }) => path.endsWith(".jsonl") && text.includes("may.pdf") && !path.includes(".checkpoint."));
    const inFile = new Set([...(file?.text ?? "").matchAll(/"id":"([0-9a-f-]{36})","parentId"/gu)].map((match) => match[1]));
    const events = home.databases[0]?.inserts.find(({ sql }) => sql.includes("transcript_events (session_id"))?.rows ?? [];
    const texts = events.map((row) => (typeof row[2] === "string" ? row[2] : JSON.stringify(row[3])));
    const both = texts.filter((text) => [...inFile].some((id) => id !== undefined && text.includes(id)));
    const id = /([0-9a-f-]{36})\.jsonl$/u.exec(file?.path ?? "")?.[1] ?? "";
    const stored = events.filter((row) => row[0] === id).length;
    expect(both.length).toBeGreaterThan(10);
    expect(both.length).toBeLessThan(inFile.size);
    expect(both.length).toBeLessThan(stored - 1);
  });
});
