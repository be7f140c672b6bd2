import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TEMPLATES } from "#generated/templates";
import type { TemplateSpec } from "#kernel/template";
import { checkTemplate } from "#setup/template-language";
import { templatesModule } from "#setup/templates";
import { describe, expect, it } from "vitest";

const leaf = (name: string, ...places: ("markdown-line" | "markdown-code" | "yaml-string" | "js-string")[]) => ({
  name,
  type: "line" as const,
  max: 10,
  places,
});
const spec: TemplateSpec = {
  schemaVersion: 1,
  id: "sample",
  version: 1,
  title: "Sample",
  kind: "instructions",
  permissions: [],
  fits: null,
  slots: [leaf("a", "markdown-line", "markdown-code"), leaf("y", "yaml-string"), { name: "rows", type: "list", max: 3, of: [leaf("b", "markdown-code")] }],
  files: [{ path: "SKILL.md", source: "x.md.hbs", mode: 420 }],
  smoke: [],
};
const check =
  (text: unknown, file = "x.md.hbs") =>
  () =>
    checkTemplate(spec, file, text);

describe("the template language", () => {
  it("takes declared slots in declared places, lists and conditions", () => {
    expect(
      check("x {{line a}} y {{code a}}\n{{yaml y}}\n{{#each rows}}\n- {{code b}}\n{{else}}\nnone\n{{/each}}\n{{#if a}}\nz\n{{/if}}{{! a comment }}"),
    ).not.toThrow();
  });

  const refused: Readonly<Record<string, string>> = {
    "raw output": "{{{a}}}",
    "raw output with an ampersand": "{{& a}}",
    "a slot without a helper": "x {{a}} y",
    "an unknown helper": "x {{raw a}} y",
    "a built-in helper": "x {{lookup a y}} y",
    "a helper of another kind of file": "x {{js a}} y",
    "an undeclared slot": "x {{line z}} y",
    "an undeclared place": "x {{line y}} y",
    "a literal": 'x {{line "text"}} y',
    "two parameters": "x {{line a y}} y",
    "a named parameter": "x {{line a b=y}} y",
    "a subexpression": "x {{line (line a)}} y",
    "a parent path": "{{#each rows}} {{code ../a}} {{/each}}",
    "a nested path": "x {{line a.constructor}} y",
    "a data variable": "{{#each rows}} {{line @index}} {{/each}}",
    "a partial": "{{> other}}",
    "an inline partial": '{{#*inline "x"}}y{{/inline}}',
    "a decorator": "{{* foo}}",
    "another block": "{{#with a}}x{{/with}}",
    "a loop over a single value": "{{#each a}}x{{/each}}",
    "white-space control": "x {{~line a}} y",
    "two values side by side": "x {{code a}}{{code a}} y",
    "a value that follows itself in a loop": "x{{#each rows}}{{code b}}{{/each}} y",
    "values that touch when what is between vanishes": "x {{code a}}{{#if a}}, {{/if}}{{code a}} y",
    "a value after a back-tick": "x `{{line a}} y",
    "a value after an exclamation mark": "x !{{code a}} y",
    "an unfinished mustache": "x {{line a",
  };
  for (const [name, text] of Object.entries(refused)) {
    it(`refuses ${name}`, () => {
      expect(check(text)).toThrow();
    });
  }

  it("refuses a ready-made tree and a file of an unknown kind", () => {
    expect(check({ type: "Program", body: [] })).toThrow();
    expect(check("x", "x.html.hbs")).toThrow();
  });

  it("accepts every template of the program, and the compiled module is the one in use", () => {
    const module = templatesModule(join(import.meta.dirname, "../../../templates"));
    for (const template of TEMPLATES) expect(module).toContain(template.digest);
    expect(TEMPLATES.map((one) => one.spec.id)).toEqual(["procedure", "report", "transform"]);
  });

  it("gives a template another digest when one byte of a source changes", () => {
    const folder = mkdtempSync(join(tmpdir(), "templates-"));
    try {
      const source = join(import.meta.dirname, "../../../templates/procedure");
      const target = join(folder, "procedure");
      execFileSync("cp", ["-r", source, target]);
      const digestIn = (text: string) => /digest: "([0-9a-f]{64})"/.exec(text)?.[1];
      const before = digestIn(templatesModule(folder));
      writeFileSync(join(target, "SKILL.md.hbs"), `${readFileSync(join(target, "SKILL.md.hbs"), "utf8")}.`);
      expect(digestIn(templatesModule(folder))).not.toBe(before);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("runs where code generation from strings is switched off", () => {
    const code = `
      import { generate } from "#stages/generate/generate";
      import { aGene } from "${join(import.meta.dirname, "a-gene.ts")}";
      console.log(generate({ genes: [aGene()], template: null, name: null, description: null }).skill.files.length);
      try { new Function("return 1"); console.log("compiled"); } catch { console.log("refused"); }`;
    const root = join(import.meta.dirname, "../../..");
    const out = execFileSync(process.execPath, ["--disallow-code-generation-from-strings", "--input-type=module-typescript", "-e", code], {
      cwd: root,
      encoding: "utf8",
    });
    expect(out.trim().split("\n")).toEqual(["2", "refused"]);
  });
});
