import { describe, expect, it } from "vitest";
import { rulesOf, scanOf } from "../samples.ts";

const read = (code: string) => scanOf({ "SKILL.md": '---\nname: sample\ndescription: "Sorts."\n---\n\nSort.\n', "scripts/a.mjs": code }, "imported");

describe("functions reached by a detour", () => {
  it("are judged as if they were called outright", () => {
    for (const [code, rule] of [
      ['setTimeout.call(null, "code", 1)', "string-timer"],
      ['setInterval.apply(null, ["code", 1])', "string-timer"],
      ['const get = (o) => (k) => o[k]; get(get("")("constructor"))("constructor")("return 1")()', "dynamic-code"],
    ] as const)
      expect(rulesOf(read(code), "block")).toContain(rule);
  });

  it("are let be where they take no code", () => {
    for (const code of ["setTimeout.call(null, () => 1, 1);", 'const get = (o) => (k) => o[k]; console.log(get({ constructor: 1 })("constructor"));'])
      expect(rulesOf(read(code), "block")).toEqual([]);
  });

  it("need the network for a cache that fetches", () => {
    expect(read('caches.open("x").then((c) => c.add("https://a.example/x"));').permissions.missing).toEqual(["network:*"]);
    expect(read('const open = await globalThis.caches.open("x"); await open.add("/x");').permissions.missing).toEqual(["network:*"]);
    expect(read("const caches = new Map(); caches.set(1, 2);").permissions.missing).toEqual([]);
  });
});
