import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { TEMPLATES } from "#generated/templates";
import { validateGenesFile } from "#generated/validators";
import { generate, type GenerateRequest } from "#stages/generate/generate";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../../../templates");
/** UPDATE_SAMPLES=1 writes the expected files again; the change is then reviewed as a diff. */
const update = process.env["UPDATE_SAMPLES"] === "1";

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

describe("the sample of each template", () => {
  for (const { spec } of TEMPLATES) {
    const folder = join(root, spec.id);
    const request = JSON.parse(readFileSync(join(folder, "sample.json"), "utf8")) as GenerateRequest;
    const made = generate(request).skill;
    const expected = join(folder, "expected", made.name);

    if (update) {
      rmSync(join(folder, "expected"), { recursive: true, force: true });
      for (const file of made.files) {
        mkdirSync(dirname(join(expected, file.path)), { recursive: true });
        writeFileSync(join(expected, file.path), file.bytes);
      }
    }

    it(`${spec.id}: holds genes as they are stored`, () => {
      expect(validateGenesFile({ schemaVersion: 3, genes: request.genes })).toBe(true);
    });

    it(`${spec.id}: gives the expected files byte for byte`, () => {
      expect(made.files.map((file) => file.path)).toEqual(filesIn(expected));
      for (const file of made.files) expect(new TextDecoder().decode(file.bytes)).toBe(readFileSync(join(expected, file.path), "utf8"));
    });
  }
});
