import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectCode, expectError, fieldsOf, listIn } from "./answer.ts";
import { aHome, type Home, snapshotOf } from "./forge.ts";

const NAME = "invoice-csv";
const FULL = ["--full", "--name", NAME, "--description", "Convert the invoice PDFs of a month to csv. Use when asked for invoices as csv."];

const stateOf = (home: Home, name = NAME): unknown => {
  const file: unknown = JSON.parse(readFileSync(join(home.data, "capsules.json"), "utf8"));
  return listIn(file, "capsules")
    .filter((capsule) => capsule["name"] === name)
    .at(-1)?.["status"];
};
const verified = (home: Home): void => {
  const answer = home.forge(["audit", "verify", "--json"]);
  expectCode(answer, 0);
  expect(fieldsOf(answer)).toMatchObject({ status: "ok" });
};

describe("the life of a skill, from the sample to the workspace and back", () => {
  let staged: Home;
  let approved: Home;
  beforeAll(() => {
    staged = aHome();
    expectCode(staged.forge(FULL), 0);
    approved = aHome(staged);
    expectCode(approved.forge(["review", "--skill", NAME, "--approve"]), 0);
  });
  afterAll(() => {
    staged[Symbol.dispose]();
    approved[Symbol.dispose]();
  });
  const live = (home: Home): string => join(home.skills, NAME);
  const deployed = (): Home => {
    const home = aHome(approved);
    expectCode(home.forge(["deploy", "--skill", NAME]), 0);
    return home;
  };

  test("--full stops before deploy, with a staged skill, a card and the next command", () => {
    using home = aHome();
    const answer = home.forge(FULL);
    expectCode(answer, 0);
    expect(existsSync(join(home.data, "staging", NAME, "SKILL.md"))).toBe(true);
    expect(existsSync(live(home))).toBe(false);
    expect(stateOf(home)).toBe("staged");
    expect(answer.stdout).toContain(`forge review --skill ${NAME}`);
  });

  test("--detailed-exitcode says with 3 that something waits", () => {
    using home = aHome(staged);
    expectCode(home.forge([...FULL, "--detailed-exitcode"]), 3);
  });

  test("approve, deploy, roll back: live with the staged bytes, then gone, and the chain holds", () => {
    using home = aHome(staged);
    const tree = snapshotOf(join(home.data, "staging", NAME));
    expectCode(home.forge(["review", "--skill", NAME, "--approve", "--json"]), 0);
    expect(stateOf(home)).toBe("approved");
    expectCode(home.forge(["deploy", "--skill", NAME, "--json"]), 0);
    expect(snapshotOf(live(home))).toEqual(tree);
    expect(stateOf(home)).toBe("promoted");
    verified(home);
    expectCode(home.forge(["rollback", "--skill", NAME, "--json"]), 0);
    expect(existsSync(live(home))).toBe(false);
    expect(stateOf(home)).toBe("rolled-back");
    verified(home);
  });

  test("undo takes the deploy back, and a rollback can itself be restored byte for byte", () => {
    using home = deployed();
    const tree = snapshotOf(live(home));
    expectCode(home.forge(["undo"]), 0);
    expect(existsSync(live(home))).toBe(false);
    expectCode(home.forge(["rollback", "--skill", NAME, "--restore"]), 0);
    expect(snapshotOf(live(home))).toEqual(tree);
    verified(home);
  });

  test("a second deploy and a second rollback change nothing", () => {
    using home = deployed();
    const tree = snapshotOf(home.skills);
    expectCode(home.forge(["deploy", "--skill", NAME]), 0);
    expect(snapshotOf(home.skills)).toEqual(tree);
    expectCode(home.forge(["rollback", "--skill", NAME]), 0);
    const after = snapshotOf(home.skills);
    home.forge(["rollback", "--skill", NAME]);
    expect(snapshotOf(home.skills)).toEqual(after);
    verified(home);
  });

  test("without an approval deploy is refused with 4 and touches nothing", () => {
    using home = aHome(staged);
    const before = snapshotOf(home.skills);
    expectCode(home.forge(["deploy", "--skill", NAME, "--json"]), 4);
    expect(snapshotOf(home.skills)).toEqual(before);
  });

  test("one changed byte after the approval makes deploy stale", () => {
    using home = aHome(approved);
    appendFileSync(join(home.data, "staging", NAME, "SKILL.md"), " ");
    expectError(home.forge(["deploy", "--skill", NAME, "--json"]), 5, "STALE_APPROVAL");
    expect(existsSync(live(home))).toBe(false);
  });

  test("a file added after the approval makes deploy stale", () => {
    using home = aHome(approved);
    writeFileSync(join(home.data, "staging", NAME, "extra.md"), "hello\n");
    expectError(home.forge(["deploy", "--skill", NAME, "--json"]), 5, "STALE_APPROVAL");
  });

  test("an unfriendly script in staging blocks scan, approval and deploy", () => {
    using home = aHome(staged);
    const folder = join(home.data, "staging", NAME);
    writeFileSync(join(folder, "extra.mjs"), 'eval("1");\n');
    const scan = home.forge(["scan", folder, "--json"]);
    expectCode(scan, 4);
    expect(fieldsOf(scan)).toMatchObject({ verdict: "block" });
    expectCode(home.forge(["scan", folder, "--profile", "compiled", "--json"]), 4);
    const approval = home.forge(["review", "--skill", NAME, "--approve", "--json"]);
    expect([4, 5]).toContain(approval.code);
    expect(stateOf(home)).not.toBe("approved");
    expectCode(home.forge(["deploy", "--skill", NAME, "--json"]), 4);
    expect(existsSync(live(home))).toBe(false);
  });

  test("a live file changed by hand is never overwritten without --force, and saved with it", () => {
    using home = deployed();
    appendFileSync(join(live(home), "SKILL.md"), "\nmy own note 4711\n");
    const mine = snapshotOf(live(home));
    expectError(home.forge(["rollback", "--skill", NAME, "--json"]), 5, "CHANGED_SINCE");
    expect(snapshotOf(live(home))).toEqual(mine);
    expectCode(home.forge(["rollback", "--skill", NAME, "--force"]), 0);
    expect(existsSync(live(home))).toBe(false);
    const saved = readdirSync(join(home.data, "saved"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith("SKILL.md"));
    expect(saved.some((name) => readFileSync(join(home.data, "saved", name), "utf8").includes("my own note 4711"))).toBe(true);
  });

  test("the second version replaces the first, and --restore brings the first back byte for byte", () => {
    using home = deployed();
    const first = snapshotOf(live(home));
    const gene = String(listIn(JSON.parse(readFileSync(join(home.data, "capsules.json"), "utf8")), "capsules").find((one) => one["name"] === NAME)?.["id"]);
    expect(gene).toMatch(/^capsule-/u);
    expectCode(home.forge(["--full", "--name", NAME, "--description", "Convert invoice PDFs to csv, second edition. Use when asked for invoices as csv."]), 0);
    expectCode(home.forge(["review", "--skill", NAME, "--approve"]), 0);
    expectCode(home.forge(["deploy", "--skill", NAME]), 0);
    const second = snapshotOf(live(home));
    expect(second).not.toEqual(first);
    expectCode(home.forge(["rollback", "--skill", NAME, "--restore"]), 0);
    expect(snapshotOf(live(home))).toEqual(first);
    verified(home);
  });

  test("what was rejected is remembered and not proposed again", () => {
    using home = aHome(staged);
    expectCode(home.forge(["review", "--skill", NAME, "--reject", "--reason", "too broad"]), 0);
    expect(stateOf(home)).toBe("rejected");
    home.forge(FULL);
    expect(stateOf(home)).toBe("rejected");
    expectCode(home.forge(["deploy", "--skill", NAME]), 4);
  });

  test("a name that a skill of the person already has is refused", () => {
    using home = aHome();
    const before = snapshotOf(home.skills);
    const answer = home.forge(["--full", "--name", "plant-watering", "--json"]);
    if (answer.code === 0) {
      home.forge(["review", "--skill", "plant-watering", "--approve"]);
      expect(home.forge(["deploy", "--skill", "plant-watering", "--json"]).code).not.toBe(0);
    }
    expect(snapshotOf(home.skills)).toEqual(before);
  });

  test("a plan is written without changing anything and applies exactly", () => {
    using home = aHome(approved);
    const plan = join(home.path, "plan.json");
    expectCode(home.forge(["deploy", "--skill", NAME, "-o", plan]), 0);
    expect(existsSync(live(home))).toBe(false);
    expectCode(home.forge(["deploy", "--plan", plan]), 0);
    expect(existsSync(join(live(home), "SKILL.md"))).toBe(true);
  });

  test("a plan is stale when the approved bytes changed after it was made", () => {
    using home = aHome(approved);
    const plan = join(home.path, "plan.json");
    expectCode(home.forge(["deploy", "--skill", NAME, "-o", plan]), 0);
    appendFileSync(join(home.data, "staging", NAME, "SKILL.md"), " ");
    expectCode(home.forge(["deploy", "--plan", plan, "--json"]), 5);
    expect(existsSync(live(home))).toBe(false);
  });
});
