import { describe, expect, it } from "vitest";
import { parsePermissions } from "#kernel/permission";
import { covers } from "#stages/scan/permissions";
import { scanOf } from "./samples.ts";

function needed(code: string): readonly string[] {
  return scanOf({ "scripts/a.mjs": code }, "imported").permissions.required.map((one) => one.permission);
}

describe("what a script needs", () => {
  const cases: readonly (readonly [code: string, needs: readonly string[]])[] = [
    [`import * as f from "node:fs"; const { readFileSync: r } = f; r("/data/a.csv");`, ["filesystem.read:/data/a.csv"]],
    [
      `import { promisify } from "node:util"; import { readFile } from "node:fs"; const r = promisify(readFile); await r("/data/a.csv");`,
      ["filesystem.read:/data/a.csv"],
    ],
    [
      `import fs from "node:fs"; import os from "node:os"; import path from "node:path"; fs.writeFileSync(path.join(os.homedir(), "out", "..", "a.csv"), "x");`,
      ["filesystem.write:~/a.csv"],
    ],
    [`import fs from "node:fs"; fs.readFileSync(process.argv[2]);`, ["filesystem.read:*"]],
    // neither null nor undefined is a path: the call is refused
    [
      `import fs from "node:fs"; let out = null; if (process.argv[2] === "-o") out = "/data/out.csv"; if (out) fs.writeFileSync(out, "x");`,
      ["filesystem.write:/data/out.csv"],
    ],
    [`import fs from "node:fs"; let out; if (process.argv[2] === "-o") out = process.argv[3]; if (out) fs.writeFileSync(out, "x");`, ["filesystem.write:*"]],
    [`import fs from "node:fs"; fs.copyFileSync("/data/a", "/data/b");`, ["filesystem.read:/data/a", "filesystem.write:/data/b"]],
    ["await fetch(`https://api.example.com/${id}`);", ["network:api.example.com"]],
    ["await fetch(`https://api.example.com${rest}`);", ["network:*"]],
    [`import https from "node:https"; https.request({ hostname: "api.example.com", path: "/" });`, ["network:api.example.com"]],
    [`const { API_KEY } = process.env; send(API_KEY);`, ["secrets:API_KEY"]],
    [`const all = { ...process.env }; send(all);`, ["secrets:*"]],
    [`import fs from "node:fs"; fs.readFileSync(new URL("../../outside.txt", import.meta.url));`, ["filesystem.read:../outside.txt"]],
  ];
  for (const [code, needs] of cases) it(code.slice(0, 110), () => expect(needed(code)).toEqual(needs));
});

describe("covers", () => {
  const cases: readonly (readonly [grant: string, need: string, covered: boolean])[] = [
    ["filesystem.read:~/inbox", "filesystem.read:~/inbox/a/b", true],
    ["filesystem.read:~/inbox/", "filesystem.read:~/inbox", true],
    ["filesystem.read:~/inbox", "filesystem.read:~/inbox-old", false],
    ["filesystem.read:~/inbox", "filesystem.write:~/inbox", false],
    ["filesystem.read:.", "filesystem.read:data/a.csv", true],
    ["filesystem.read:.", "filesystem.read:../a.csv", false],
    ["filesystem.read:.", "filesystem.read:/etc/passwd", false],
    ["filesystem.read:/", "filesystem.read:/etc/passwd", true],
    ["filesystem.read:data", "filesystem.read:*", false],
    ["filesystem.read:*", "filesystem.read:*", true],
    ["network:*.example.com", "network:api.example.com", true],
    ["network:*.example.com", "network:example.com", false],
    ["network:*.example.com", "network:evilexample.com", false],
    ["network:API.example.com", "network:api.EXAMPLE.com", true],
    ["secrets:A", "secrets:AB", false],
  ];
  for (const [grant, need, covered] of cases) {
    it(`${grant} ${covered ? "covers" : "does not cover"} ${need}`, () => {
      const [left, right] = [parsePermissions(grant)[0], parsePermissions(need)[0]];
      expect(left !== undefined && right !== undefined && covers(left, right)).toBe(covered);
    });
  }
});
