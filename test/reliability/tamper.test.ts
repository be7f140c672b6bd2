import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ONLY_ELSEWHERE, tamperMatrix, tamperPage } from "./tamper.ts";

const PAGE = join(import.meta.dirname, "..", "..", "scripts", "audit", "TAMPER.md");

it("finds every way of tampering with what is remembered, and those of a forger with the key from elsewhere; the page says so", () => {
  const rows = tamperMatrix();
  for (const { what, tries, anchored, elsewhere } of rows) {
    if (!ONLY_ELSEWHERE.has(what)) expect(anchored, what).toBe(tries);
    expect(elsewhere, what).toBe(tries);
    expect(tries, what).toBeGreaterThan(0);
  }
  const page = tamperPage(rows);
  if (process.env["UPDATE_TAMPER"] === "1") writeFileSync(PAGE, page);
  expect(readFileSync(PAGE, "utf8")).toBe(page);
}, 240_000);
