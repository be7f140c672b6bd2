import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { settingsIn, textsIn } from "#stages/scan/package/lines";

const pairs = (text: string, kind: "toml" | "ini") => settingsIn(text, kind)?.map(({ section, key, value }) => [section, key, value.replace(/\s+/g, " ")]);

describe("lines of TOML", () => {
  it("are keys, values and sections", () => {
    const text = '# c\na = 1\n[x."y z".w]\n"b c" = "v = 2" # no\nd = [\n  "e", # ]\n  "f]",\n]\n[[t]]\ng = { h = 1 }\n';
    expect(pairs(text, "toml")).toEqual([
      ["", "a", "1"],
      ["x.y z.w", "b c", '"v = 2" # no'],
      ["x.y z.w", "d", '[ "e", # ] "f]", ]'],
      ["t", "g", "{ h = 1 }"],
    ]);
  });

  it("may go on in texts of several lines", () => {
    expect(pairs('a = """\n[b]\nc = 1\n"""\nd = 2\n', "toml")).toEqual([
      ["", "a", '""" [b] c = 1 """'],
      ["", "d", "2"],
    ]);
  });

  it.each(["no line of a table", "a = [1,\n2", 'a = """\nb', `${"x".repeat(30_000)} = 1`])("that are none are not guessed: %#", (text) => {
    expect(settingsIn(text, "toml")).toBeNull();
  });

  it("hold texts", () => {
    expect(textsIn(`["a", 'b\\c', "d\\"e"]`)).toEqual(["a", "b\\c", 'd"e']);
  });
});

describe("lines of INI", () => {
  it("are joined when they are indented, take both signs, and know where they stand", () => {
    const text = "[a]\nb = 1\n  2\nc: d\n; no\n[e:f]\ng\n";
    expect(pairs(text, "ini")).toEqual([
      ["a", "b", "1 2"],
      ["a", "c", "d"],
      ["e:f", "g", ""],
    ]);
    expect(settingsIn(text, "ini")?.map((one) => text.slice(one.at, one.at + 1))).toEqual(["b", "c", "g"]);
  });
});

it("no text is too odd", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("[", "]", "=", ":", '"', "'", '"""', "#", "\n", " ", "a", "\\", "{", "}"), { maxLength: 60 }),
      fc.constantFrom("toml", "ini"),
      (parts, kind) => {
        const settings = settingsIn(parts.join(""), kind) ?? [];
        return settings.every((one) => one.at >= 0 && one.at <= parts.join("").length);
      },
    ),
    { numRuns: 3_000, seed: 9 },
  );
});
