import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ForgeError } from "#kernel/errors";
import { nodePowers } from "#platform/powers";
import { flagsOf } from "../../scripts/cli/command.ts";
import { run } from "../../scripts/cli/commands/explain.ts";
import { nearest } from "../../scripts/cli/nearest.ts";
import { pageText } from "../../scripts/cli/render/page.ts";
import { PAGES } from "./render/a-report.ts";

const plain = (_style: unknown, text: string) => text;

async function explain(code: string): Promise<string> {
  const lines: string[] = [];
  const print = {
    json: false,
    quiet: false,
    verbose: false,
    terminal: false,
    rows: 30,
    width: 100,
    style: plain,
    data: () => undefined,
    talk: () => undefined,
    note: () => undefined,
  };
  const line = (text = "") => void lines.push(text);
  const call = {
    command: "explain",
    words: code === "" ? [] : [code],
    flags: flagsOf({}),
    powers: nodePowers(),
    print: { ...print, line },
    table: { commands: [], globals: [] },
  };
  expect(await run(call)).toBe(0);
  return lines.join("\n");
}

describe("forge explain", () => {
  it("shows the page of a rule without its Markdown", async () => {
    const text = await explain("dynamic-code");
    expect(text).toContain("Why\n");
    expect(text).toContain("scripts/a.mjs\n    | const run = eval;");
    expect(text).not.toMatch(/^#|`{3}/m);
  });

  it.each([
    ["an error", "STALE_APPROVAL", "Exit code 5"],
    ["a lint rule", "sf001", "SF001"],
    ["a technique", "JS-001", "expected without any grant: block"],
  ])("shows %s", async (_what, code, words) => {
    expect(await explain(code)).toContain(words);
  });

  it("lists everything there is to explain", async () => {
    const text = await explain("");
    const pages = readdirSync(join(nodePowers().host.programRoot, "policy", "rules")).map((name) => name.replace(/\.md$/, ""));
    for (const code of [...pages, "STALE_APPROVAL", "SF001", "JS-001", "PK-025"]) expect(text).toContain(`  ${code} `);
  });

  it("suggests what may have been meant, and finds no file outside of the pages", async () => {
    const refusal = async (code: string) => {
      try {
        return await explain(code);
      } catch (error) {
        return error instanceof ForgeError ? `${error.code}: ${error.message}` : "another error";
      }
    };
    expect(await refusal("dynamc-code")).toMatch(/^NOT_FOUND: .*dynamic-code/);
    expect(await refusal("../policy")).toMatch(/^NOT_FOUND: /);
    expect(await refusal("zzzzzzzzzzzzzz")).toMatch(/^NOT_FOUND: .*for the list/);
  });
});

describe("the nearest words", () => {
  it("are few, and ordered by how much has to change", () => {
    expect(nearest("unread-pars", ["unread-parse", "unread-size", "native-code", "unread-link"])[0]).toBe("unread-parse");
    expect(nearest("flow", ["secret-flow", "native-code"])).toEqual(["secret-flow"]);
    expect(nearest("x".repeat(10_000), ["native-code"])).toEqual([]);
  });
});

describe("a page in a terminal", () => {
  it("keeps lists, examples and emphasis apart, and shows nothing that changes a screen", () => {
    const page =
      "# T\n\nOne **two**\nthree [four](https://x.example).\n\n- a\n- b\n\n````md refused file=SKILL.md\n# no heading\n```js\n```\n````\n\u001b[31mred\n";
    expect(pageText(page, { width: 60, style: plain })).toEqual([
      "T",
      "",
      "One two three four (https://x.example).",
      "",
      "  - a",
      "  - b",
      "",
      "    SKILL.md",
      "    | # no heading",
      "    | ```js",
      "    | ```",
      "\\u{1b}[31mred",
    ]);
  });
});

describe("a page of a rule", () => {
  it("is taken apart at its own headings, not at those of an example", () => {
    const page = PAGES("frontmatter-refused");
    expect(page?.why).not.toBe("");
    expect(page?.fix).not.toBe("");
    expect(page?.refused).toContain("---");
    expect(page?.markdown).toContain(page?.refused ?? "none");
    expect(PAGES("no-such-page")).toBe(null);
    expect(PAGES("../policy")).toBe(null);
  });
});
