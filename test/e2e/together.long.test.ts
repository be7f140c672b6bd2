import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { expectCode, fieldsOf } from "./answer.ts";
import { aHome, forgeStarted, type Home } from "./forge.ts";

const whole = (home: Home): void => {
  expect(fieldsOf(home.forge(["audit", "verify", "--json"]))).toMatchObject({ status: "ok" });
  for (const name of ["genes.json", "capsules.json"]) expect(() => void JSON.parse(readFileSync(join(home.data, name), "utf8"))).not.toThrow();
};

describe("two processes at once", () => {
  test("two full runs: each is done or says that it is locked, and the data is whole", async () => {
    using home = aHome();
    const answers = await Promise.all([1, 2].map(() => forgeStarted(home.path, ["--full", "--json"]).answer));
    for (const answer of answers) expect([0, 7], answer.stderr + answer.stdout).toContain(answer.code);
    expect(answers.some((answer) => answer.code === 0)).toBe(true);
    whole(home);
    expectCode(home.forge(["--full"]), 0);
    whole(home);
  });

  test("with --wait the second run waits for the first", async () => {
    using home = aHome();
    const answers = await Promise.all([1, 2, 3].map(() => forgeStarted(home.path, ["observe", "--wait", "60", "--json"]).answer));
    for (const answer of answers) expectCode(answer, 0);
    expect(fieldsOf(home.forge(["audit", "verify", "--json"]))).toMatchObject({ status: "ok" });
  });

  test("a deploy and a rollback race: the skill is there whole or not at all", async () => {
    using home = aHome();
    for (const args of [
      ["--full", "--name", "open-pulls"],
      ["review", "--skill", "open-pulls", "--approve"],
      ["deploy", "--skill", "open-pulls"],
    ])
      expectCode(home.forge(args), 0);
    const skill = readFileSync(join(home.skills, "open-pulls/SKILL.md"), "utf8");
    const answers = await Promise.all(
      [
        ["rollback", "--skill", "open-pulls"],
        ["deploy", "--skill", "open-pulls"],
      ].map((args) => forgeStarted(home.path, [...args, "--json"]).answer),
    );
    for (const answer of answers) expect([0, 4, 5, 7], answer.stderr + answer.stdout).toContain(answer.code);
    whole(home);
    home.forge(["deploy", "--skill", "open-pulls"]);
    const back = home.forge(["rollback", "--skill", "open-pulls", "--restore"]);
    expect([0, 1, 2, 4, 5]).toContain(back.code);
    whole(home);
    expect(skill.length).toBeGreaterThan(100);
  });

  test("a run that is killed leaves data that the next one can use", async () => {
    using home = aHome();
    for (const delay of [150, 350, 600, 900]) {
      const { child, answer } = forgeStarted(home.path, ["--full"]);
      await new Promise((resolve) => setTimeout(resolve, delay));
      child.kill("SIGKILL");
      await answer;
    }
    expectCode(home.forge(["--full", "--json"]), 0);
    whole(home);
  });
});
