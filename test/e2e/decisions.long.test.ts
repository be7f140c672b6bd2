import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectCode, expectError, fieldsOf, listIn, objectIn } from "./answer.ts";
import { aHome, type Home, snapshotOf } from "./forge.ts";

/** The name of the first proposal of a sample home. */
function firstProposal(home: Home): string {
  const full = home.forge(["--full", "--json"]);
  expectCode(full, 0);
  return nameOf(objectIn(listIn(full.json, "proposals")[0], "capsule"));
}

function nameOf(capsule: Readonly<Record<string, unknown>>): string {
  if (typeof capsule["name"] !== "string") throw new Error("a capsule without a name");
  return capsule["name"];
}

function capsules(home: Home): { status: string; name: string; expiresAt: string; genes: { version: number }[] }[] {
  return (JSON.parse(readFileSync(join(home.data, "capsules.json"), "utf8")) as { capsules: ReturnType<typeof capsules> }).capsules;
}

function rewrite(home: Home, change: (one: ReturnType<typeof capsules>[number]) => void): void {
  const all = capsules(home);
  all.forEach(change);
  writeFileSync(join(home.data, "capsules.json"), JSON.stringify({ schemaVersion: 1, capsules: all }));
}

describe("the life of a decision", () => {
  let staged: Home;
  let name: string;
  beforeAll(() => {
    staged = aHome("sample");
    name = firstProposal(staged);
  });
  afterAll(() => {
    staged[Symbol.dispose]();
  });

  test("a proposal past its time is staged anew by the next run and can be approved then", () => {
    using home = aHome(staged);
    rewrite(home, (one) => (one.expiresAt = "2026-01-01T00:00:00.000Z"));
    expectCode(home.forge(["review", "--skill", name, "--approve"]), 4);
    expect(firstProposal(home)).toBe(name);
    expectCode(home.forge(["review", "--skill", name, "--approve"]), 0);
  });

  test("an approval past its time deploys nothing", () => {
    using home = aHome(staged);
    expectCode(home.forge(["review", "--skill", name, "--approve"]), 0);
    rewrite(home, (one) => (one.expiresAt = "2026-01-01T00:00:00.000Z"));
    expectCode(home.forge(["deploy", "--skill", name]), 4);
    expect(existsSync(join(home.skills, name))).toBe(false);
    expect(firstProposal(home)).toBe(name);
    expectCode(home.forge(["review", "--skill", name, "--approve"]), 0);
    expectCode(home.forge(["deploy", "--skill", name]), 0);
  });

  test("what was taken back is not proposed again, keeps its approval, and undo brings it back with it", () => {
    using home = aHome(staged);
    for (const args of [
      ["review", "--skill", name, "--approve"],
      ["deploy", "--skill", name],
      ["rollback", "--skill", name],
    ])
      expectCode(home.forge(args), 0);
    const again = home.forge(["--full", "--json"]);
    expect(listIn(again.json, "proposals").map((one) => nameOf(objectIn(one, "capsule")))).not.toContain(name);
    expectCode(home.forge(["undo"]), 0);
    expect(objectIn(objectIn(home.forge(["why", name, "--json"]).json, "capsule"), "decision")["kind"]).toBe("approved");
    const deployed = home.forge(["deploy", "--skill", name, "--json"]);
    expect([deployed.code, fieldsOf(deployed)["status"]]).toEqual([0, "already"]);
  });

  test("a deployed skill of an older gene is not proposed anew when only counts changed", () => {
    using home = aHome(staged);
    for (const args of [
      ["review", "--skill", name, "--approve"],
      ["deploy", "--skill", name],
    ])
      expectCode(home.forge(args), 0);
    rewrite(home, (one) => one.genes.forEach((gene) => (gene.version = one.name === name ? 1 : gene.version)));
    const genes = JSON.parse(readFileSync(join(home.data, "genes.json"), "utf8")) as { genes: { id: string; version: number }[] };
    for (const gene of genes.genes) gene.version += 1;
    writeFileSync(join(home.data, "genes.json"), JSON.stringify(genes));
    const same = home.forge(["--full", "--json"]);
    expect(listIn(same.json, "proposals").map((one) => nameOf(objectIn(one, "capsule")))).not.toContain(name);
  });

  test("deployed skills whose genes only counted on leave their places to what is new", () => {
    using home = aHome(staged);
    const waiting = capsules(home).map((one) => one.name);
    expect(waiting.length).toBe(3);
    for (const one of waiting)
      for (const args of [
        ["review", "--skill", one, "--approve"],
        ["deploy", "--skill", one],
      ])
        expectCode(home.forge(args), 0);
    rewrite(home, (one) => one.genes.forEach((gene) => (gene.version = 1)));
    const genes = JSON.parse(readFileSync(join(home.data, "genes.json"), "utf8")) as { genes: { version: number }[] };
    for (const gene of genes.genes) gene.version += 1;
    writeFileSync(join(home.data, "genes.json"), JSON.stringify(genes));
    const proposed = listIn(home.forge(["--full", "--json"]).json, "proposals").map((one) => nameOf(objectIn(one, "capsule")));
    expect(proposed.length).toBe(2);
    expect(proposed.filter((one) => waiting.includes(one))).toEqual([]);
  });

  test("a plan that was edited in any field is refused and changes nothing", () => {
    using home = aHome(staged);
    expectCode(home.forge(["review", "--skill", name, "--approve"]), 0);
    const plan = join(home.path, "plan.json");
    expectCode(home.forge(["deploy", "--skill", name, "-o", plan]), 0);
    const text = readFileSync(plan, "utf8");
    const before = snapshotOf(home.path, (path) => path.endsWith("plan.json"));
    for (const [from, to] of [
      [/"at": "(\d{4})/, '"at": "x$1'],
      [/"at": "\d{4}/, '"at": "2001'],
      [/"generation": 1/, '"generation": 7'],
      // an id or digest may begin with whatever letter would be put there
      [/"txn": "(.)/, (_whole: string, first: string) => `"txn": "${first === "f" ? "e" : "f"}`],
      [/"sha256": "(.)/, (_whole: string, first: string) => `"sha256": "${first === "0" ? "1" : "0"}`],
    ] as const) {
      const edited = typeof to === "string" ? text.replace(from, to) : text.replace(from, to);
      expect(edited).not.toBe(text);
      writeFileSync(plan, edited);
      expectError(home.forge(["deploy", "--plan", plan, "--json"]), 5, "STALE_PLAN");
    }
    expect(snapshotOf(home.path, (path) => path.endsWith("plan.json"))).toEqual(before);
    writeFileSync(plan, text);
    expectCode(home.forge(["deploy", "--plan", plan]), 0);
  });

  test("a plan is written over a plan and over nothing else", () => {
    using home = aHome(staged);
    expectCode(home.forge(["review", "--skill", name, "--approve"]), 0);
    const events = join(home.data, "events.jsonl");
    const before = readFileSync(events, "utf8");
    expectError(home.forge(["deploy", "--skill", name, "-o", events, "--json"]), 1, "FILE_UNWRITABLE");
    expect(readFileSync(events, "utf8")).toBe(before);
    const plan = join(home.path, "plan.json");
    expectCode(home.forge(["deploy", "--skill", name, "-o", plan]), 0);
    expectCode(home.forge(["deploy", "--skill", name, "-o", plan]), 0);
  });

  test.each([[["crystallize"]], [["traces"]], [["review", "--skill", "NAME", "--approve"]], [["why", "NAME"]], [["doctor"]]])(
    "%j answers with --dry-run too, and writes nothing",
    (args) => {
      const words = args.map((word) => (word === "NAME" ? name : word));
      const before = snapshotOf(staged.path);
      expectCode(staged.forge([...words, "--dry-run"]), 0);
      expect(snapshotOf(staged.path)).toEqual(before);
    },
  );

  test("a damaged policy.json bars neither looking nor taking back, and nothing else goes on", () => {
    using home = aHome(staged);
    for (const args of [
      ["review", "--skill", name, "--approve"],
      ["deploy", "--skill", name],
    ])
      expectCode(home.forge(args), 0);
    writeFileSync(join(home.data, "policy.json"), "{");
    expectError(home.forge(["--full", "--json"]), 2, "POLICY_INVALID");
    expectCode(home.forge(["status"]), 0);
    const checks = listIn(home.forge(["doctor", "--json"]).json, "checks");
    expect(checks.find((one) => one["what"] === "policy")?.["state"]).toBe("bad");
    expectCode(home.forge(["rollback", "--skill", name]), 0);
    expect(existsSync(join(home.skills, name))).toBe(false);
  });

  test("a damaged rollbacks.json is named by status and by doctor", () => {
    using home = aHome(staged);
    writeFileSync(join(home.data, "rollbacks.json"), "[]");
    expectError(home.forge(["status", "--json"]), 6, "STATE_UNREADABLE");
    const checks = listIn(home.forge(["doctor", "--json"]).json, "checks");
    expect(checks.find((one) => one["what"] === "rollbacks.json")?.["state"]).toBe("bad");
  });

  test("why names the requests behind the bytes and none that came later", () => {
    const answer = staged.forge(["why", name, "--json"]);
    const manifest = JSON.parse(readFileSync(join(staged.data, "staging", name, "skill.json"), "utf8")) as { evidence: string[] };
    const shown = listIn(answer.json, "evidence");
    expect(shown.map((one) => one["id"]).sort()).toEqual([...manifest.evidence].sort());
    const times = shown.map((one) => (one["request"] as { at: number }).at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test.each([[["generate", "--name", "UPPER"]], [["review", "--skill", "NAME", "--reject"]], [["review", "--skill", "--json"]]])(
    "%j is wrong usage",
    (args) => {
      expectCode(staged.forge(args.map((word) => (word === "NAME" ? name : word))), 2);
    },
  );
});
