import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectCode, expectError, fieldsOf } from "./answer.ts";
import { aHome, type Home, snapshotOf } from "./forge.ts";

const NAME = "invoice-csv";

describe("a deployed skill that a person changed", () => {
  let deployed: Home;
  beforeAll(() => {
    deployed = aHome();
    for (const words of [
      ["--full", "--name", NAME, "--description", "invoices"],
      ["review", "--skill", NAME, "--approve"],
      ["deploy", "--skill", NAME],
    ])
      expectCode(deployed.forge(words), 0);
  });
  afterAll(() => deployed[Symbol.dispose]());
  const main = (home: Home) => join(home.skills, NAME, "SKILL.md");
  test("is shown, adopted through scan and review as a generation of its own, and undone to the hand-edited bytes", () => {
    appendFileSync(main(deployed), "\nAlways keep the originals.\n");
    const mine = snapshotOf(join(deployed.skills, NAME));
    const status = deployed.forge(["status"]);
    expect(status.stdout).toContain("SKILL.md changed");
    expect(status.stdout).toContain(`forge adopt --skill ${NAME}`);
    expectError(deployed.forge(["deploy", "--skill", NAME, "--json"]), 5, "CHANGED_SINCE");
    const adopted = deployed.forge(["adopt", "--skill", NAME]);
    expectCode(adopted, 0);
    expect(adopted.stdout).toContain(`Next: forge review --skill ${NAME}`);
    // staged is not live, and not approved
    expect(snapshotOf(join(deployed.skills, NAME))).toEqual(mine);
    expectCode(deployed.forge(["deploy", "--skill", NAME]), 4);
    expectCode(deployed.forge(["review", "--skill", NAME, "--approve"]), 0);
    // done twice is one proposal, and the next step is the one that is left
    const events = deployed.forge(["audit", "show"]).stdout;
    const again = deployed.forge(["adopt", "--skill", NAME]);
    expectCode(again, 0);
    expect(again.stdout).toContain(`Next: forge deploy --skill ${NAME}`);
    expect(deployed.forge(["audit", "show"]).stdout).toBe(events);
    const deploy = deployed.forge(["deploy", "--skill", NAME, "--json"]);
    expectCode(deploy, 0);
    expect(fieldsOf(deploy)).toMatchObject({ status: "deployed", generation: 2 });
    expect(readFileSync(main(deployed), "utf8")).toContain("Always keep the originals.");
    expect(fieldsOf(deployed.forge(["status", "--json"]))).toMatchObject({ drift: [] });
    expectCode(deployed.forge(["undo"]), 0);
    expect(snapshotOf(join(deployed.skills, NAME))).toEqual(mine);
  });

  test("is taken back with everything since a moment only when the person says so", () => {
    expectError(deployed.forge(["rollback", "--since", "1h", "--json"]), 2, "NEEDS_TERMINAL");
    expect(existsSync(main(deployed))).toBe(true);
    const before = snapshotOf(join(deployed.skills, NAME));
    const gone = deployed.forge(["rollback", "--since", "1h", "--yes", "--json"]);
    expectCode(gone, 0);
    expect(fieldsOf(gone)).toMatchObject({ status: "rolled-back" });
    expect(existsSync(main(deployed))).toBe(false);
    expectCode(deployed.forge(["undo"]), 0);
    expect(snapshotOf(join(deployed.skills, NAME))).toEqual(before);
    expect(fieldsOf(deployed.forge(["audit", "verify", "--json"]))).toMatchObject({ status: "ok" });
  });

  test("gc and doctor --fix have nothing to do in a home where all is well", () => {
    expect(fieldsOf(deployed.forge(["gc", "--dry-run", "--json"]))).toMatchObject({ status: "nothing", bytes: 0 });
    expect(fieldsOf(deployed.forge(["doctor", "--fix", "--json"]))).toMatchObject({ repairs: [] });
  });
});
