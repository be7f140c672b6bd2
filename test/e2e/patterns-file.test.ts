import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { forgeIn } from "./forge.ts";

let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "forge-patterns-"));
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

function mined(name: string, content: string): unknown {
  const path = join(home, name);
  writeFileSync(path, content);
  return forgeIn(home)(["patterns", path, "--json"]).json;
}

const lines = (texts: readonly string[]): readonly string[] => texts.map((text) => JSON.stringify({ text }));

test("a byte order mark and Windows line ends cost no line", () => {
  const asked = lines(["convert a.pdf to csv", "convert b.pdf to csv", "turn c.pdf into csv"]);
  expect(mined("bom.jsonl", `\uFEFF${asked.join("\r\n")}\r\n`)).toMatchObject({ unreadable: [], patterns: [{ requests: ["line-1", "line-2", "line-3"] }] });
});

test("thanks are no pattern, in whatever language, and lines keep their places", () => {
  const asked = lines(["谢谢", "convert a.pdf to csv", "谢谢", "convert b.pdf to csv", "谢谢", "turn c.pdf into csv"]);
  expect(mined("thanks.jsonl", asked.join("\n"))).toMatchObject({
    patterns: [{ requests: ["line-2", "line-4", "line-6"] }],
    assignments: [null, expect.any(String), null, expect.any(String), null, expect.any(String)],
  });
});
