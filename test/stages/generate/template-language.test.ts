import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TEMPLATES } from "#generated/templates";
import type { Place, TemplateSpec } from "#kernel/template";
import { checkContexts } from "#setup/template-context";
import { checkTemplate } from "#setup/template-language";
import { sourceOf } from "#setup/template-source";
import { templatesModule } from "#setup/templates";
import { describe, expect, it } from "vitest";

const leaf = (name: string, ...places: Place[]) => ({
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
  slots: [
    leaf("a", "markdown-line", "markdown-code"),
    leaf("y", "yaml-string"),
    { name: "rows", type: "list", max: 3, of: [leaf("b", "markdown-code")] },
    leaf("t", "markdown-fence"),
    leaf("s", "js-string"),
    leaf("c", "js-comment"),
  ],
  files: [{ path: "SKILL.md", source: "x.md.hbs", mode: 420 }],
  smoke: [],
};
const shared = new Map([
  ["part.md.hbs", "shared {{line a}} text\nand {{raw a}}"],
  ["sound.md.hbs", "shared {{line a}} text"],
  ["loop.md.hbs", "{{> loop}}"],
  ["script.mjs.hbs", "const a = 1;"],
]);
const sourced = (text: string, file = "templates/sample/x.md.hbs") => sourceOf(file, text, shared);
const check = (text: string, file?: string) => checkTemplate(spec, sourced(text, file));
const messageOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "nothing was refused";
};

describe("the template language", () => {
  it("takes declared slots in declared places, lists, conditions and shared sections", () => {
    expect(
      messageOf(() =>
        check(
          "x {{line a}} y {{code a}}\n{{yaml y}}\n{{#each rows}}\n- {{code b}}\n{{else}}\nnone\n{{/each}}\n{{#if a}}\nz\n{{/if}}{{! a comment }}\n{{> sound}}",
        ),
      ),
    ).toBe("nothing was refused");
  });

  /** What is wrong, a text with it, the line that must be named, and a word of the advice. */
  const refused: readonly (readonly [what: string, text: string, line: number, says: string])[] = [
    ["raw output", "x\n{{{a}}}", 2, "{{helper slot}}"],
    ["raw output with an ampersand", "{{& a}}", 1, "{{helper slot}}"],
    ["raw output with an ampersand and no blank", "a\n\n{{&a}}", 3, "{{helper slot}}"],
    ["a slot without a helper", "x {{a}} y", 1, "line, code"],
    ["an unknown helper", "x\nx {{raw a}} y", 2, "{{helper slot}}"],
    ["a built-in helper", "x {{lookup a y}} y", 1, "no helper"],
    ["the log helper", "x {{log a}} y", 1, "no helper"],
    ["a helper of another kind of file", "x {{js a}} y", 1, "this kind of file"],
    ["an undeclared slot", "x\n\nx {{line z}} y", 3, "there are a, y, rows, t, s, c"],
    ["a slot of the outside in a loop", "{{#each rows}}\n- {{line a}} x\n{{/each}}", 2, "no slot here"],
    ["a slot of a loop outside of it", "x\n{{code b}} y", 2, "no slot here"],
    ["an undeclared place", "x {{line y}} y", 1, "yaml-string"],
    ["a list as a value", "x {{line rows}} y", 1, "{{#each rows}}"],
    ["a literal", 'x {{line "text"}} y', 1, "plain name"],
    ["a number", "x {{line 1}} y", 1, "plain name"],
    ["no parameter", "x {{line}} y", 1, "exactly one slot"],
    ["two parameters", "x {{line a y}} y", 1, "exactly one slot"],
    ["a named parameter", "x {{line a b=y}} y", 1, "exactly one slot"],
    ["a subexpression", "x {{line (line a)}} y", 1, "plain name"],
    ["a parent path", "{{#each rows}} {{code ../a}} {{/each}}", 1, "parent"],
    ["a nested path", "x {{line a.constructor}} y", 1, "path"],
    ["a segment literal", "x {{line [a b]}} y", 1, "no slot here"],
    ["this", "x {{line this}} y", 1, "plain name"],
    ["a data variable", "{{#each rows}}\n{{line @index}} {{/each}}", 2, "@variable"],
    ["the root", "{{#each rows}} {{line @root.a}} {{/each}}", 1, "@variable"],
    ["a partial of elsewhere", "x\n{{> other}}", 2, "there is no templates/shared/other.md.hbs"],
    ["a partial within a line", "x {{> sound}} y", 1, "alone on its line"],
    ["a partial with a context", "{{> sound a}}", 1, "alone on its line"],
    ["a partial with blanks", "  {{> sound}}", 1, "alone on its line"],
    ["a dynamic partial", "{{> (line a)}}", 1, "alone on its line"],
    ["a path as a partial", "{{> ../../etc/passwd}}", 1, "alone on its line"],
    ["a partial of another kind of file", "{{> script}}", 1, "there is no"],
    ["a section in itself", "{{> loop}}", 1, "into itself"],
    ["a partial block", "{{#> layout}}x{{/layout}}", 1, "alone on its line"],
    ["an inline partial", '{{#*inline "x"}}y{{/inline}}', 1, "take it out"],
    ["a decorator", "x\n{{* foo}}", 2, "take it out"],
    ["another block", "{{#with a}}x{{/with}}", 1, "{{#each list}}"],
    ["a block of unless", "{{#unless a}}x{{/unless}}", 1, "{{#if slot}}"],
    ["an inverse block", "{{^a}}x{{/a}}", 1, "is no part of the language"],
    ["a block with parameters", "{{#each rows as |row|}}{{code row.b}}{{/each}}", 1, "plain name"],
    ["a loop over a single value", "x\n{{#each a}}x{{/each}}", 2, "needs a list"],
    ["a loop over nothing known", "{{#each nothing}}x{{/each}}", 1, "no slot here"],
    ["white-space control", "x {{~line a}} y", 1, "white-space control"],
    ["white-space control at a block", "x\n{{#if a~}} y {{/if}}", 2, "white-space control"],
    ["two values side by side", "x {{code a}}{{code a}} y", 1, "touch"],
    ["a value that follows itself in a loop", "x{{#each rows}}{{code b}}{{/each}} y", 1, "touch"],
    ["values that touch when what is between vanishes", "x {{code a}}{{#if a}}, {{/if}}{{code a}} y", 1, "touch"],
    ["a value after a back-tick", "x `{{line a}} y", 1, "back-tick"],
    ["a value after an exclamation mark", "x !{{code a}} y", 1, "blank between"],
    ["a fence within a line", "x {{fence t}} y", 1, "four spaces"],
    ["a fence without its spaces", "x\n\n{{fence t}}\n", 3, "four spaces"],
    ["an unfinished mustache", "x\ny {{line a", 2, "{{ needs its }}"],
    ["an unfinished block", "x\n{{#if a}}\ny", 3, "every block its end"],
    ["a block with another's end", "{{#if a}}x{{/each}}", 1, "every block its end"],
  ];
  for (const [what, text, line, says] of refused) {
    it(`refuses ${what}, with its line and what to do`, () => {
      const message = messageOf(() => check(text));
      expect(message).toContain(says);
      expect(message).toMatch(new RegExp(`^templates/(sample/x|shared/loop)\\.md\\.hbs:${String(line)}: `));
    });
  }

  it("names the shared file and its line for what is wrong in a shared section", () => {
    expect(messageOf(() => check("one\n\n{{> part}}\n"))).toMatch(/^templates\/shared\/part\.md\.hbs:2: /);
    expect(messageOf(() => check("one\n{{> sound}}\n{{raw a}}"))).toMatch(/^templates\/sample\/x\.md\.hbs:3: /);
  });

  it("refuses a ready-made tree and a file of an unknown kind", () => {
    const tree = { type: "Program", body: [] } as unknown as string;
    expect(messageOf(() => checkTemplate(spec, { file: "x.md.hbs", text: tree, origins: [] }))).toContain("a template is text");
    expect(messageOf(() => check("x", "x.html.hbs"))).toContain(".md.hbs or .mjs.hbs");
  });

  /** A value in a place of the text for which its helper does not escape: seen only by reading what the template gives. */
  const HEAD = "---\nname: {{yaml y}}\n---\n";
  const misplaced: readonly (readonly [what: string, file: "md" | "mjs", text: string, line: number])[] = [
    ["prose in a fence", "md", `${HEAD}\n\`\`\`sh\nx {{line a}} y\n\`\`\`\n`, 6],
    ["prose in an indented block", "md", `${HEAD}\n    x {{line a}} y\n`, 5],
    ["prose in a code span", "md", `${HEAD}\n\`x {{line a}} y\`\n`, 5],
    ["prose in an HTML block", "md", `${HEAD}\n<div title="{{line a}} ">\n`, 5],
    ["prose in an HTML comment", "md", `${HEAD}\n<!-- {{line a}} -->\n`, 5],
    ["prose in a link's target", "md", `${HEAD}\n[x](http://x.example/{{line a}} )\n`, 5],
    ["prose in the frontmatter", "md", "---\nname: {{yaml y}}\nnote: {{line a}} x\n---\nx\n", 3],
    ["a code span in a fence", "md", `${HEAD}\n\`\`\`sh\nx {{code a}} y\n\`\`\`\n`, 6],
    ["a code span in an HTML block", "md", `${HEAD}\n<div>\nx {{code a}} y\n</div>\n`, 6],
    ["a fence inside of a fence", "md", `${HEAD}\n~~~~\n    {{fence t}}\n~~~~\n`, 6],
    ["a fence that is an indented block", "md", `${HEAD}\nx\n\n    {{fence t}}\n`, 7],
    ["a YAML string in prose", "md", `${HEAD}\nx {{yaml y}} y\n`, 5],
    ["a string in a comment", "mjs", "/* x {{js s}} */\n", 1],
    ["a string in a template literal", "mjs", "const a = `x {{js s}} `;\n", 1],
    ["a string in a regular expression", "mjs", "const a = 1;\nconst b = /x {{js s}} /;\n", 2],
    ["a comment in a string", "mjs", 'const a = "x {{comment c}} ";\n', 1],
    ["a comment as code", "mjs", "const a = 1;\n{{comment c}};\n", 2],
    ["a comment in an else branch of a branch", "mjs", '{{#if s}}\nconst a = {{js s}};\n{{else}}\nconst b = "{{comment c}}";\n{{/if}}\n', 4],
  ];
  for (const [what, file, text, line] of misplaced) {
    it(`refuses ${what}, with its line`, () => {
      const source = sourced(text, `templates/sample/x.${file}.hbs`);
      checkTemplate(spec, source);
      expect(messageOf(() => checkContexts(source, spec.slots))).toMatch(new RegExp(`^templates/sample/x\\.${file}\\.hbs:${String(line)}: `));
    });
  }

  it("refuses a script that is none with its values, and frontmatter that is no strict YAML", () => {
    const script = sourced("const a = ;\nconst b = {{js s}};\n", "templates/sample/x.mjs.hbs");
    expect(messageOf(() => checkContexts(script, spec.slots))).toMatch(/^templates\/sample\/x\.mjs\.hbs:1: /);
    expect(messageOf(() => checkContexts(sourced("---\nname: {{yaml y}}\nname: x\n---\nx\n"), spec.slots))).toContain("strict YAML");
    expect(messageOf(() => checkContexts(sourced("# no head\n"), spec.slots))).toContain("frontmatter");
  });

  describe("a folder of templates", () => {
    const real = join(import.meta.dirname, "../../../templates");
    const spoiled = (change: (folder: string) => void): string => {
      const folder = mkdtempSync(join(tmpdir(), "templates-"));
      try {
        for (const name of ["shared", "procedure", "composite", "report"]) cpSync(join(real, name), join(folder, name), { recursive: true });
        cpSync(join(real, "fetch"), join(folder, "fetch"), { recursive: true });
        cpSync(join(real, "transform"), join(folder, "transform"), { recursive: true });
        change(folder);
        return messageOf(() => templatesModule(folder));
      } finally {
        rmSync(folder, { recursive: true });
      }
    };
    const edit = (path: string, from: string, to: string) => (folder: string) => {
      const text = readFileSync(join(folder, path), "utf8");
      expect(text).toContain(from);
      writeFileSync(join(folder, path), text.replace(from, to));
    };

    it("is sound as it is", () => {
      expect(spoiled(() => undefined)).toBe("nothing was refused");
    });

    const OWN = '"slots": [';
    const UNUSED = '{ "name": "spare", "type": "line", "max": 9, "places": ["markdown-line"] },';
    it.each([
      ["a slot that no file asks for", edit("transform/template.json", OWN, `${OWN}\n${UNUSED}`), /^templates\/transform\/template\.json:\d+: .*spare/],
      ["a shared slot that no template asks for", edit("shared/slots.json", "[\n", `[\n${UNUSED}\n`), /^templates\/shared\/slots\.json: .*spare/],
      [
        "a place that no file puts the slot in",
        edit("transform/template.json", '"js-string", "markdown-code"', '"js-string", "markdown-code", "json"'),
        /template\.json:\d+: .*as json/,
      ],
      ["a slot declared twice", edit("transform/template.json", '"name": "form"', '"name": "writeRoots"'), /template\.json:\d+: .*twice/],
      ["a slot that the shared ones have", edit("transform/template.json", '"name": "form"', '"name": "title"'), /template\.json:\d+: .*shared\/slots\.json/],
      ["an id that is not the folder's", edit("procedure/template.json", '"id": "procedure"', '"id": "other"'), /id is other/],
      ["a key that nobody knows", edit("procedure/template.json", '"version"', '"verson"'), /procedure\/template\.json: /],
      [
        "a shared section with a slot that is nowhere",
        edit("shared/heading.md.hbs", "{{line requests}}", "{{line asked}}"),
        /^templates\/shared\/heading\.md\.hbs:3: asked/,
      ],
      [
        "a shared section in a wrong place",
        edit("composite/SKILL.md.hbs", "{{> heading}}", "```\n{{> heading}}\n```"),
        /^templates\/shared\/heading\.md\.hbs:1: /,
      ],
    ] as const)("refuses %s", (_what, change, says) => {
      expect(spoiled(change)).toMatch(says);
    });
  });

  it("accepts every template of the program, and the compiled module is the one in use", () => {
    const module = templatesModule(join(import.meta.dirname, "../../../templates"));
    for (const template of TEMPLATES) expect(module).toContain(template.digest);
    expect(TEMPLATES.map((one) => one.spec.id)).toEqual(["checklist", "composite", "fetch", "procedure", "report", "transform"]);
  });

  it("gives every template of a shared section another digest when one byte of it changes", () => {
    const folder = mkdtempSync(join(tmpdir(), "templates-"));
    try {
      cpSync(join(import.meta.dirname, "../../../templates"), folder, { recursive: true });
      const digestsIn = (text: string) => [...text.matchAll(/digest: "([0-9a-f]{64})"/g)].map((found) => found[1] ?? "");
      const before = digestsIn(templatesModule(folder));
      const path = join(folder, "shared/gotchas.md.hbs");
      writeFileSync(path, readFileSync(path, "utf8").replace("None seen", "None was seen"));
      const after = digestsIn(templatesModule(folder));
      expect(before).toHaveLength(TEMPLATES.length);
      expect(after.filter((digest) => before.includes(digest))).toEqual([]);
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
