import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LANGUAGE } from "#stages/scan/compiled/language.table";
import { VETTED, VETTED_USE } from "#stages/scan/compiled/vetted.table";
import { rulesOf, scanOf } from "../samples.ts";
import { languageText, LIMITS } from "./language-text.ts";

const DOCUMENT = new URL("../../../../scripts/stages/scan/compiled/language.md", import.meta.url);

describe("the document of the compiled language", () => {
  it("says what the lists of the check say", () => {
    if (process.env.UPDATE_LANGUAGE === "1") writeFileSync(DOCUMENT, languageText());
    expect(readFileSync(DOCUMENT, "utf8")).toBe(languageText());
  });

  for (const [rule, refused, accepted] of LIMITS) {
    it(`is right: ${rule}`, () => {
      const blocks = (code: string) => rulesOf(scanOf({ "scripts/main.mjs": code }, "compiled"), "block");
      expect(blocks(refused)).not.toEqual([]);
      expect(blocks(accepted)).toEqual([]);
    });
  }
});

describe("the lists of the compiled language", () => {
  it("fit each other", () => {
    const { members, valueMembers, refused, chains, calledChains, globals, constructors, imports, guardedModules, realmNames } = LANGUAGE;
    expect([...members].filter((name) => refused.has(name))).toEqual([]);
    expect([...members].filter((name) => !realmNames.has(name))).toEqual([]);
    expect([...valueMembers].filter((name) => !members.has(name))).toEqual([]);
    expect([...constructors].filter((name) => !globals.has(name))).toEqual([]);
    expect([...globals].filter((name) => chains.has(name) || refused.has(name))).toEqual([]);
    expect([...calledChains].filter((chain) => chains.get(chain.split(".")[0] ?? "")?.has(chain.slice(chain.indexOf(".") + 1)) !== true)).toEqual([]);
    expect([...guardedModules].filter((module) => !imports.has(module))).toEqual([]);
    expect(Object.keys(VETTED_USE).filter((name) => !Object.hasOwn(VETTED, name))).toEqual([]);
  });

  it("call no value a method: what is listed as a value is no function that changes its receiver", () => {
    const changing = ["push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "write", "set", "add", "delete", "clear"];
    expect(changing.filter((name) => LANGUAGE.valueMembers.has(name))).toEqual([]);
  });
});
