import fc from "fast-check";
import { escapeFor } from "#stages/generate/escape";
import { plainLine } from "#kernel/visible";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const text = fc.string({ unit: "binary", maxLength: 40 });
const nasty = fc
  .array(fc.oneof(text, fc.constantFrom("`", "``", "!", "\\", "*", "_", "<", "&amp;", "\u2028", "*/", "{{", "- ", "1. ", "# ", "\n")), { maxLength: 8 })
  .map((parts) => parts.join(""));
const markdown = new MarkdownIt("commonmark");

describe("escapeFor", () => {
  it("gives YAML and JSON strings that read back as the cleaned text", () => {
    fc.assert(
      fc.property(nasty, (value) => {
        expect(parse(escapeFor("yaml-string", value))).toBe(plainLine(value));
        expect(JSON.parse(escapeFor("json", value))).toBe(plainLine(value));
      }),
    );
  });

  it("gives JavaScript strings in ASCII that read back as the cleaned text and end no script element or comment", () => {
    fc.assert(
      fc.property(nasty, (value) => {
        const escaped = escapeFor("js-string", value);
        expect(JSON.parse(escaped)).toBe(plainLine(value));
        expect(escaped).toMatch(/^[ -~]*$/);
        expect(escaped).not.toMatch(/\*\/|<|-->/);
      }),
    );
  });

  it("gives one paragraph of plain text for prose, wherever it stands", () => {
    fc.assert(
      fc.property(nasty, (value) => {
        const tokens = markdown.parse(`${escapeFor("markdown-line", value)}\n`, {});
        const types = tokens.map((token) => token.type);
        expect(plainLine(value) === "" ? [] : ["paragraph_open", "inline", "paragraph_close"]).toEqual(types);
        const words = (tokens[1]?.children ?? []).map((child) => (child.type === "text" ? child.content : `<${child.type}>`)).join("");
        expect(words).toBe(plainLine(value));
      }),
    );
  });

  it("gives exactly one code span that shows the text", () => {
    fc.assert(
      fc.property(nasty, (value) => {
        const children = markdown.parse(`x ${escapeFor("markdown-code", value)} y`, {})[1]?.children ?? [];
        expect(children.map((child) => child.type)).toEqual(["text", "code_inline", "text"]);
        expect((children[1]?.content ?? "").replaceAll(" ", "")).toBe(plainLine(value).replaceAll(" ", ""));
      }),
    );
  });

  it("lets nothing end or direct a comment", () => {
    fc.assert(
      fc.property(nasty, (value) => {
        expect(escapeFor("js-comment", value)).toMatch(/^[A-Za-z0-9 .,()_-]*$/);
        expect(escapeFor("js-comment", value)).not.toContain("--");
      }),
    );
  });
});
