import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sampleTruth } from "../../scripts/demo/sample.ts";
import { foundIn, scoreOf } from "../synthetic/score.ts";
import { expectCode, fieldsOf, listIn, objectIn } from "./answer.ts";
import { aHome, type Answer, type Home, snapshotOf } from "./forge.ts";

const truth = sampleTruth(Date.now());
const sources = (home: Home) => snapshotOf(join(home.path, ".openclaw"), (name) => name.startsWith("workspace"));

describe("forge on the bundled sample", () => {
  let home: Home;
  let before: Readonly<Record<string, string>>;
  let observed: Answer;
  let genes: Answer;
  beforeAll(() => {
    home = aHome();
    before = sources(home);
    observed = home.forge(["observe", "--json"]);
    home.forge(["crystallize", "--json"]);
    genes = home.forge(["genes", "--json"]);
  });
  afterAll(() => home[Symbol.dispose]());

  test("counts sessions, prompts, answers and tool calls as they were planned", () => {
    expectCode(observed, 0);
    expect(objectIn(observed.json, "counts")).toMatchObject(truth.counts);
  });

  test("says what it left out and why", () => {
    const dropped = objectIn(objectIn(observed.json, "counts"), "dropped");
    expect(Object.keys(dropped)).toEqual(
      expect.arrayContaining([
        "record.half-written",
        "session.group",
        "session.machine",
        "session.subagent",
        "source.copy",
        "source.deleted",
        "prompt.machine",
        "prompt.forwarded",
      ]),
    );
    expect(dropped["record.half-written"]).toBe(2);
    expect(dropped["session.group"]).toBe(4);
    expect(dropped["session.subagent"]).toBe(1);
  });

  test("finds the five families and nothing else", () => {
    const score = scoreOf(foundIn(observed.json), truth.families);
    expect(score).toMatchObject({ precision: 1, recall: 1, missed: [], split: [], merged: [], alien: [] });
  });

  test("makes exactly the five families genes", () => {
    expectCode(genes, 0);
    const found = foundIn(fieldsOf(genes));
    expect(found).toHaveLength(5);
    expect(scoreOf(found, truth.families)).toMatchObject({ precision: 1, recall: 1, split: [], merged: [], alien: [] });
  });

  test("gives each family a slot for each parameter, with values that were really used", () => {
    const score = scoreOf(foundIn(fieldsOf(genes)), truth.families);
    expect(score.slotRecall).toBe(1);
  });

  test("shows no one-off request among the wordings of a gene", () => {
    const phrases = foundIn(fieldsOf(genes)).flatMap((gene) => gene.phrases);
    expect(phrases.filter((phrase) => truth.oneOffs.includes(phrase))).toEqual([]);
  });

  test("writes the values that the person named as slots into the steps, and hard-codes none of them", () => {
    for (const gene of foundIn(fieldsOf(genes))) {
      const family = truth.families.find(({ requests }) => requests.some(({ text }) => gene.phrases.includes(text)));
      const lines = listIn(gene, "steps").map((step) => String(step["line"]));
      for (const [name, values] of Object.entries(family?.slots ?? {})) {
        const slot = gene.slots.find(({ examples }) => examples.some((example) => values.some((value) => example.split(" ").includes(value))));
        expect(
          lines.some((line) => line.includes(`{${slot?.name ?? "?"}}`)),
          `${name} as {${slot?.name ?? "?"}} in ${lines.join(" ; ")}`,
        ).toBe(true);
      }
      expect(lines.filter((line) => /20\d\d-|kitchen|acme|energy|march/u.test(line))).toEqual([]);
    }
  });

  test("keeps neither the planted instruction nor the token nor other people's words, in any byte of its data", () => {
    for (const name of readdirSync(home.data, { recursive: true, encoding: "utf8" })) {
      const path = join(home.data, name);
      if (!statSync(path).isFile()) continue;
      const text = readFileSync(path).toString("latin1");
      for (const never of [...truth.never, "book the hall"]) expect(text.includes(never), `${never} in ${name}`).toBe(false);
    }
  });

  test("leaves the agent's own files as they were", () => {
    expect(sources(home)).toEqual(before);
  });

  test("finds the same again on a second run and adds nothing", () => {
    const file = readFileSync(join(home.data, "genes.json"), "utf8");
    expectCode(home.forge(["observe", "--json"]), 0);
    expectCode(home.forge(["crystallize", "--json"]), 0);
    expect(readFileSync(join(home.data, "genes.json"), "utf8")).toBe(file);
  });
});
