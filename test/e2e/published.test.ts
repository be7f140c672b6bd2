import { expect, test } from "vitest";
import { IS_WHOLE } from "../cases.ts";
import { comparedArea } from "../published.ts";

// the largest scan there is: CI makes it
test.skipIf(!IS_WHOLE)(
  "the built program can do exactly what was reviewed",
  async () => {
    const compared = await comparedArea("program");
    if (compared === null) {
      console.warn("!!! SKIPPED: dist/ is not built, so what it can do was not compared. !!!");
      return;
    }
    expect(compared.found).toEqual(compared.reviewed);
  },
  600_000,
);
