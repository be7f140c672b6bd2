import { expect, test } from "vitest";
import { comparedArea } from "../published.ts";

test("the built program can do exactly what was reviewed", async () => {
  const compared = await comparedArea("program");
  if (compared === null) {
    console.warn("!!! SKIPPED: dist/ is not built, so what it can do was not compared. !!!");
    return;
  }
  expect(compared.found).toEqual(compared.reviewed);
}, 600_000);
