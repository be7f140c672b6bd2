import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectCode, fieldsOf } from "./answer.ts";
import { aHome, type Home } from "./forge.ts";

describe("forge audit verify", () => {
  let home: Home;
  let log: string;
  let bytes: Buffer;
  let lines: readonly string[];
  beforeAll(() => {
    home = aHome();
    for (const args of [
      ["--full", "--name", "open-pulls"],
      ["review", "--skill", "open-pulls", "--approve"],
      ["deploy", "--skill", "open-pulls"],
      ["rollback", "--skill", "open-pulls"],
    ])
      expectCode(home.forge(args), 0);
    log = join(home.data, "events.jsonl");
    bytes = readFileSync(log);
    lines = bytes.toString("utf8").trimEnd().split("\n");
  });
  afterAll(() => home[Symbol.dispose]());
  const verifyWith = (changed: readonly string[]) => {
    writeFileSync(log, changed.map((line) => `${line}\n`).join(""));
    return home.forge(["audit", "verify", "--json"]);
  };
  const restored = (): void => {
    writeFileSync(log, bytes);
    expect(fieldsOf(home.forge(["audit", "verify", "--json"]))).toMatchObject({ status: "ok", events: lines.length });
  };
  const places = (): readonly number[] => [...new Set([0, 1, Math.floor(lines.length / 2), lines.length - 2, lines.length - 1])];

  test("holds for a whole life and counts its events", () => {
    expect(lines.length).toBeGreaterThan(6);
    restored();
  });

  test("finds an edited line, says which, and is satisfied when the bytes are put back", () => {
    for (const place of places()) {
      const line = lines[place] ?? "";
      const at = line.indexOf('"actor"') + 10;
      const changed = `${line.slice(0, at)}${line[at] === "x" ? "y" : "x"}${line.slice(at + 1)}`;
      const answer = verifyWith(lines.map((one, index) => (index === place ? changed : one)));
      expectCode(answer, 6);
      expect(fieldsOf(answer)).toMatchObject({ status: "broken" });
      expect(JSON.stringify(fieldsOf(answer)["firstBad"])).toMatch(new RegExp(`\\b(${place}|${place + 1})\\b`, "u"));
    }
    restored();
  });

  test("finds a line that was taken out, the last one too", () => {
    for (const place of places()) {
      const answer = verifyWith(lines.filter((_, index) => index !== place));
      expectCode(answer, 6);
      expect(["broken", "rolled-back"]).toContain(fieldsOf(answer)["status"]);
    }
    restored();
  });

  test("finds two lines that changed places", () => {
    for (const place of places().filter((one) => one + 1 < lines.length)) {
      const swapped = lines.map((line, index) => (index === place ? (lines[place + 1] ?? "") : index === place + 1 ? (lines[place] ?? "") : line));
      expectCode(verifyWith(swapped), 6);
    }
    restored();
  });

  test("finds a line that says the same with other spaces, and one that was put in twice", () => {
    expectCode(verifyWith(lines.map((line, index) => (index === 2 ? line.replace("{", "{ ") : line))), 6);
    expectCode(verifyWith([...lines, lines.at(-1) ?? ""]), 6);
    restored();
  });

  test("finds that the whole log is gone or was emptied", () => {
    expectCode(verifyWith([]), 6);
    rmSync(log);
    expectCode(home.forge(["audit", "verify", "--json"]), 6);
    restored();
  });

  test("is signed after each decision, and an older copy is found without the anchor", () => {
    expect(fieldsOf(home.forge(["audit", "verify", "--json"]))).toMatchObject({ checkpoint: lines.length, since: 0 });
    const since = fieldsOf(home.forge(["audit", "verify", "--since", "--json"]));
    expect(since).toMatchObject({ status: "ok", events: lines.length, since: lines.length });
    const anchors = join(home.path, ".local/state/skill-forge/anchors");
    const place = join(anchors, readdirSync(anchors)[0] ?? "");
    const newest = readFileSync(join(place, "newest.json"));
    rmSync(join(place, "newest.json"));
    expectCode(verifyWith(lines.slice(0, -2)), 6);
    writeFileSync(join(place, "newest.json"), newest);
    restored();
  });

  test("continues a checkpoint that was kept elsewhere; one that another key signed is refused", () => {
    const kept = join(home.path, "kept.checkpoint");
    const made = fieldsOf(home.forge(["audit", "checkpoint", "--to", kept, "--json"]));
    expect(made).toMatchObject({ to: kept, size: lines.length, note: readFileSync(kept, "utf8") });
    const answer = home.forge(["audit", "verify", "--against", kept]);
    expectCode(answer, 0);
    expect(answer.stdout).toContain(`continues ${kept}`);
    // keeping a newer one in the same file is fine, writing over anything else is not
    expectCode(home.forge(["audit", "checkpoint", "--to", kept]), 0);
    writeFileSync(kept, readFileSync(kept, "utf8").replace(/^(skill-forge\/.*\n)\d/, "$19"));
    expectCode(home.forge(["audit", "verify", "--against", kept]), 6);
    expectCode(home.forge(["audit", "checkpoint", "--to", join(home.data, "genes.json")]), 6);
  });

  test("nothing is deployed over a broken chain", () => {
    verifyWith(lines.map((line, index) => (index === 1 ? line.replace("sha", "sho").replace("a", "b") : line)));
    const answer = home.forge(["deploy", "--skill", "open-pulls", "--json"]);
    expect(answer.code).not.toBe(0);
    restored();
  });

  test("a last line that was torn by a crash is set aside and not lost", () => {
    const torn = '{"actor":"forge","che';
    writeFileSync(log, Buffer.concat([bytes, Buffer.from(torn)]));
    const first = home.forge(["audit", "verify", "--json"]);
    expect([0, 6]).toContain(first.code);
    expectCode(home.forge(["observe", "--json"]), 0);
    const after = home.forge(["audit", "verify", "--json"]);
    expectCode(after, 0);
    expect(readFileSync(log, "utf8").startsWith(bytes.toString("utf8"))).toBe(true);
  });
});
