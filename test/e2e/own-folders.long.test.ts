import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, linkSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectCode } from "./answer.ts";
import { aHome, environment, type Home } from "./forge.ts";

const PROGRAM = fileURLToPath(new URL("../../dist/forge.js", import.meta.url));
const LIFE = [
  ["--full", "--name", "open-pulls"],
  ["review", "--skill", "open-pulls", "--approve"],
  ["deploy", "--skill", "open-pulls"],
  ["audit", "seal"],
  ["rollback", "--skill", "open-pulls"],
];

/** Everything of ours below a home, with its rights; the trees in store/ keep the rights of the skill, in a folder that is closed. */
function rightsOf(home: Home): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  const walk = (folder: string): void => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const facts = lstatSync(path);
      found.push([relative(home.path, path), (facts.mode & 0o777).toString(8)]);
      const isTree = /\/(?:store|staging)$/u.test(folder);
      if (facts.isDirectory() && !isTree) walk(path);
    }
  };
  for (const folder of [home.data, join(home.path, ".local/state/skill-forge"), join(home.path, ".cache/skill-forge")]) if (existsSync(folder)) walk(folder);
  return found;
}

describe.each(["000", "077"])("under umask %s", (umask) => {
  test("every file and folder of ours is its owner's alone, and a deployed skill has the rights it was approved with", () => {
    using home = aHome();
    const { NODE_COMPILE_CACHE: _none, ...env } = environment(home.path);
    for (const args of LIFE) {
      const done = spawnSync("sh", ["-c", `umask ${umask}; exec "$@"`, "sh", process.execPath, "--no-warnings", PROGRAM, ...args], { cwd: home.path, env });
      expect(done.status, `${args.join(" ")}: ${done.stderr.toString()}`).toBe(0);
      if (args[0] === "deploy") expect((lstatSync(join(home.skills, "open-pulls", "SKILL.md")).mode & 0o777).toString(8)).toBe("644");
    }
    const rights = rightsOf(home);
    expect(rights.length).toBeGreaterThan(20);
    expect(rights.some(([path]) => path.includes("compiled/"))).toBe(true);
    const open = rights.filter(([path, mode]) => (Number.parseInt(mode, 8) & 0o077) !== 0 && !/\/(?:store|staging)\/[^/]+$/u.test(path));
    expect(open).toEqual([]);
  });
});

describe("a link, pipe or second name in the place of", () => {
  let first: Home;
  beforeAll(() => {
    first = aHome();
    for (const args of LIFE.slice(0, 3)) expectCode(first.forge(args), 0);
  });
  afterAll(() => first[Symbol.dispose]());

  /** Path in a home -> moves what is there away, and puts a link to it in its place. */
  const linked = (path: string): void => {
    renameSync(path, `${path}.moved-away`);
    symlinkSync(`${path}.moved-away`, path);
  };
  const anchors = (home: Home): string => {
    const all = join(home.path, ".local/state/skill-forge/anchors");
    return join(all, readdirSync(all)[0] ?? "");
  };
  const refusedIn = (home: Home): void => {
    const before = execFileSync("find", [home.path, "-printf", "%p %y %m %l\n"], { encoding: "utf8" });
    for (const args of [["status"], ["observe"], ["rollback", "--skill", "open-pulls"], ["audit", "verify"]]) {
      const answer = home.forge([...args, "--json"]);
      expectCode(answer, 1);
      expect(answer.json, args.join(" ")).toMatchObject({ error: { code: "UNSAFE_PATH" } });
    }
    expect(execFileSync("find", [home.path, "-printf", "%p %y %m %l\n"], { encoding: "utf8" })).toBe(before);
  };

  test.each(["", "events.jsonl", "genes.json", "capsules.json", "rollbacks.json", "traces.sqlite", "lock.db", "store", "staging", "staging/open-pulls"])(
    "the data folder's part %j is refused by every command, and nothing behind it is touched",
    (name) => {
      using home = aHome(first);
      const path = join(home.data, name);
      if (!existsSync(path)) mkdirSync(path, { recursive: true });
      linked(path);
      refusedIn(home);
    },
  );

  test("the anchors, a state file by a hard link, the lock by a pipe: the same", () => {
    using home = aHome(first);
    const place = anchors(home);
    for (const [spoil, mend] of [
      [
        () => {
          linked(place);
        },
        () => {
          rmSync(place);
          renameSync(`${place}.moved-away`, place);
        },
      ],
      [
        () => {
          linkSync(join(place, "signing.key"), join(home.path, "another-name"));
        },
        () => {
          rmSync(join(home.path, "another-name"));
        },
      ],
      [
        () => {
          linkSync(join(home.data, "genes.json"), join(home.path, "another-name"));
        },
        () => {
          rmSync(join(home.path, "another-name"));
        },
      ],
      [
        () => {
          rmSync(join(home.data, "lock.db"));
          execFileSync("mkfifo", [join(home.data, "lock.db")]);
        },
        () => {
          rmSync(join(home.data, "lock.db"));
          writeFileSync(join(home.data, "lock.db"), "", { mode: 0o600 });
        },
      ],
      [
        () => execFileSync("mkfifo", [join(home.data, "lock.db.holder")]),
        () => {
          rmSync(join(home.data, "lock.db.holder"));
        },
      ],
    ] as const) {
      spoil();
      refusedIn(home);
      mend();
      expectCode(home.forge(["status"]), 0);
    }
  });
});

test("compiled code is never read from or kept in a folder that others can write to", () => {
  using home = aHome("empty");
  const shared = join(home.path, "shared");
  mkdirSync(shared, { mode: 0o777 });
  execFileSync("chmod", ["777", shared]);
  const env: Record<string, string> = { ...environment(home.path), NODE_COMPILE_CACHE: join(shared, "of-everybody") };
  execFileSync(process.execPath, ["--no-warnings", PROGRAM, "status"], { cwd: home.path, env: { ...env, XDG_CACHE_HOME: join(home.path, "mine") } });
  const inShared = existsSync(join(shared, "of-everybody")) ? execFileSync("find", [shared, "-type", "f"], { encoding: "utf8" }) : "";
  // the launcher itself was read before it could object; nothing of the program follows it there
  expect(inShared.split("\n").filter((line) => line !== "").length).toBeLessThanOrEqual(1);
  expect(existsSync(join(home.path, "mine/skill-forge/compiled"))).toBe(true);
  // a cache folder with a parent that others can write to is not used
  cpSync(join(home.path, "mine"), join(shared, "cache"), { recursive: true });
  rmSync(join(shared, "cache/skill-forge/compiled"), { recursive: true });
  execFileSync("chmod", ["777", dirname(join(shared, "cache/x"))]);
  const { NODE_COMPILE_CACHE: _none, ...plain } = env;
  execFileSync(process.execPath, ["--no-warnings", PROGRAM, "status"], { cwd: home.path, env: { ...plain, XDG_CACHE_HOME: join(shared, "cache") } });
  const kept = join(shared, "cache/skill-forge/compiled");
  expect(existsSync(kept) ? readdirSync(kept) : []).toEqual([]);
});
