import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { homeOf } from "../../scripts/demo/home.ts";
import { at } from "../../scripts/demo/clock.ts";
import { session } from "../../scripts/demo/session.ts";
import { ask, run } from "../../scripts/demo/turns.ts";
import { writeSampleHome } from "../../scripts/demo/write.ts";
import { expectCode, expectError, fieldsOf, listIn, objectIn } from "./answer.ts";
import { aHome, type Home } from "./forge.ts";

const NOW = Date.now();
const REPOS = ["acme/shop", "acme/api", "acme/web", "beta/site"];

/** So many sessions of one habit, the last ones with a step more than the first. */
const sessions = (count: number, plain: number) =>
  Array.from({ length: count }, (_none, index) => {
    const repo = REPOS[index % REPOS.length] ?? "";
    const list = run(`gh pr list --repo ${repo} --state open`, "112\tfix: keep the cart\tfix/cart\tOPEN");
    const calls = index < plain ? [list] : [run("gh auth status", "Logged in to github.com"), list];
    const turns = [ask(`show me the open pull requests of ${repo}`, calls, `One is open in ${repo}.`), ask("perfect, thanks", [], "Gladly.")];
    return session(`pulls ${index}`, "file", at(NOW, 1 + (index % 5), 9 + Math.floor(index / 5), 7 * index), turns);
  });

const live = (home: Home, name: string): string => join(home.skills, name, "SKILL.md");

test("learn, deploy, edit by hand, more sessions, a new version with both, roll back to the hand-edited copy", () => {
  using home = aHome("empty");
  writeSampleHome(homeOf(sessions(4, 4)), home.path);
  const first = home.forge(["--full", "--json"]);
  expectCode(first, 0);
  const name = String(objectIn(listIn(first.json, "proposals")[0], "capsule")["name"]);
  for (const args of [
    ["review", "--skill", name, "--approve"],
    ["deploy", "--skill", name],
  ])
    expectCode(home.forge(args), 0);
  const mine = readFileSync(live(home, name), "utf8").replace("## Gotchas\n\n", "## Gotchas\n\n- Never before nine in the morning.\n");
  writeFileSync(live(home, name), mine);

  writeSampleHome(homeOf(sessions(16, 4)), home.path);
  const second = home.forge(["--full", "--json"]);
  expectCode(second, 0);
  const card = objectIn(listIn(second.json, "proposals")[0], "card");
  const revision = objectIn(card, "revision");
  expect([card["skill"], revision["number"]]).toEqual([name, 2]);
  expect(listIn(revision, "edits").map((one) => one["item"])).toContain("gh auth status");
  expect(listIn(revision, "hand").map((one) => one["after"])).toEqual(["- Never before nine in the morning."]);

  expectCode(home.forge(["review", "--skill", name, "--approve"]), 0);
  writeFileSync(live(home, name), `${mine}\nOne line more.\n`);
  expectError(home.forge(["deploy", "--skill", name, "--json"]), 5, "CHANGED_SINCE");
  writeFileSync(live(home, name), mine);
  expectCode(home.forge(["deploy", "--skill", name]), 0);
  const text = readFileSync(live(home, name), "utf8");
  for (const line of ["- Never before nine in the morning.\n", "`gh auth status`"]) expect(text).toContain(line);
  const status = listIn(home.forge(["status", "--json"]).json, "capsules").find((one) => one["status"] === "promoted");
  expect([status?.["version"], status?.["live"]]).toEqual([2, "as-deployed"]);

  expectCode(home.forge(["rollback", "--skill", name, "--restore"]), 0);
  expect(readFileSync(live(home, name), "utf8")).toBe(mine);
  expect(fieldsOf(home.forge(["audit", "verify", "--json"]))).toMatchObject({ status: "ok" });
});
