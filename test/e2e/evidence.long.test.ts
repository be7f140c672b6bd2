import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectCode, fieldsOf } from "./answer.ts";
import { aHome, type Home } from "./forge.ts";

const VERIFIER = fileURLToPath(new URL("../../dist/verify-bundle.mjs", import.meta.url));
type Tree = null | boolean | number | string | Tree[] | { [key: string]: Tree };

/** Every value in a JSON document, as a way to it. */
function* waysIn(value: Tree, way: readonly (string | number)[] = []): Iterable<readonly (string | number)[]> {
  if (value === null || typeof value !== "object") yield way;
  else for (const [key, part] of Object.entries(value)) yield* waysIn(part, [...way, key]);
}

function spoiled(document: Tree, way: readonly (string | number)[]): Tree {
  const copy = structuredClone(document);
  let holder = copy as Record<string, Tree>;
  for (const key of way.slice(0, -1)) holder = holder[key] as Record<string, Tree>;
  const last = String(way.at(-1));
  const value = holder[last];
  if (typeof value === "number") holder[last] = value + 1;
  else if (typeof value === "string") holder[last] = value === "" ? "x" : `${value.slice(0, -2)}${value.at(-2) === "a" ? "b" : "a"}${value.slice(-1)}`;
  else holder[last] = value === null ? 1 : null;
  return copy;
}

describe("the evidence of a skill", () => {
  let home: Home;
  let file: string;
  let key: string;
  let bundle: Tree;
  beforeAll(() => {
    home = aHome();
    for (const args of [
      ["--full", "--name", "open-pulls"],
      ["review", "--skill", "open-pulls", "--approve"],
      ["deploy", "--skill", "open-pulls"],
    ])
      expectCode(home.forge(args), 0);
    file = join(home.path, "open-pulls.evidence.json");
    const made = home.forge(["audit", "bundle", "--skill", "open-pulls", "--to", file, "--json"]);
    expectCode(made, 0);
    key = String(fieldsOf(made)["key"]);
    bundle = JSON.parse(readFileSync(file, "utf8")) as Tree;
  });
  afterAll(() => home[Symbol.dispose]());

  /** Somebody else's machine: Node and the file, nothing of the program. */
  const verify = (path: string, ...more: readonly string[]) => {
    const done = spawnSync(process.execPath, [VERIFIER, path, ...more], { encoding: "utf8", env: {}, cwd: "/" });
    return { code: done.status, text: `${done.stdout}${done.stderr}` };
  };

  test("holds for a verifier that shares nothing with the program", () => {
    const answer = verify(file, "--key", key, "--skill", join(home.skills, "open-pulls"));
    expect(answer.text).toMatch(/^OK: open-pulls \([0-9a-f]{64}\) was approved by user:/);
    expect(answer.code).toBe(0);
    expect(verify(file).text).toContain("the key came with the bundle");
    const source = readFileSync(VERIFIER, "utf8");
    expect(source.split("\n").length).toBeLessThanOrEqual(150);
    expect([...source.matchAll(/from "([^"]+)"/g)].map((one) => one[1])).toEqual(["node:crypto", "node:fs", "node:path"]);
  });

  test("holds no word of a session", () => {
    const text = JSON.stringify(bundle);
    for (const word of ["gh pr list", "acme"]) expect(text).not.toContain(word);
  });

  test("holds no more when any part is changed that says what was decided", () => {
    const passed: string[] = [];
    let tried = 0;
    for (const way of waysIn(bundle)) {
      writeFileSync(join(home.path, "spoiled.json"), JSON.stringify(spoiled(bundle, way)));
      tried += 1;
      if (verify(join(home.path, "spoiled.json"), "--key", key).code === 0) passed.push(way.filter((part) => Number.isNaN(Number(part))).join("."));
    }
    expect(tried).toBeGreaterThan(60);
    // words about the proposal that no event carries; the files they are about are under the digest, and --key stands in for the key that came along
    const said =
      /^(?:key|statement\.predicate\.(?:producer|template|sources|gates)\b.*|statement\.predicate\.decision\.(?:at|grants\.(?:by|at|reason)|reason)|statement\.predicate\.scan\.(?:score|policy)|statement\.predicate\.files\.bytes|statement\.predicateType)$/;
    expect([...new Set(passed)].filter((one) => !said.test(one))).toEqual([]);
  });

  test("holds no more for a skill whose files changed, or with another's key", () => {
    const skill = join(home.skills, "open-pulls");
    const page = join(skill, "SKILL.md");
    const before = readFileSync(page);
    writeFileSync(page, Buffer.concat([before, Buffer.from("\n")]));
    expect(verify(file, "--skill", skill).text).toContain("are not the ones that were approved");
    writeFileSync(page, before);
    expect(verify(file, "--skill", skill).code).toBe(0);
    chmodSync(page, 0o755);
    expect(verify(file, "--skill", skill).code).toBe(1);
    const other = fieldsOf(aHomeWithKey());
    expect(verify(file, "--key", String(other["key"])).text).toContain("does not fit the key");
  });

  test("is refused for a skill that nobody decided on, and for none", () => {
    expectCode(home.forge(["audit", "bundle", "--skill", "nothing"]), 2);
    expectCode(home.forge(["audit", "bundle"]), 2);
    expectCode(home.forge(["audit", "bundle", "--skill", "open-pulls", "--to", file]), 1);
  });

  const aHomeWithKey = () => {
    using other = aHome();
    expectCode(other.forge(["observe"]), 0);
    return other.forge(["audit", "checkpoint", "--json"]);
  };
});
