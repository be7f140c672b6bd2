/** Writes scripts/generated/: schema validators as plain code, so that the running program never compiles a schema (it runs without code generation from strings). */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { OpinionSchema, OutcomesSchema, TestAnswerSchema, WordingSchema } from "#kernel/assist.schema";
import { ApproverKeySchema, ApproversFileSchema } from "#kernel/approval.schema";
import { CapsulesFileSchema } from "#kernel/capsule.schema";
import { GenesFileSchema } from "#kernel/gene.schema";
import { OverlaySchema, PolicySchema } from "#kernel/policy.schema";
import { RollbacksFileSchema } from "#kernel/rollback.schema";
import { SkillJsonSchema } from "#kernel/skill-json.schema";
import { findersModule } from "./finders.ts";
import { lexiconsModule } from "./lexicons.ts";
import { grammarsModule } from "./grammars.ts";
import { digestBehind, ENTRIES } from "./source-digest.ts";
import { templatesModule } from "./templates.ts";
import { wallModule } from "./walls.ts";

const here = join(dirname(fileURLToPath(import.meta.url)), "..", "generated");

const SCHEMAS = {
  validateGenesFile: GenesFileSchema,
  validateCapsulesFile: CapsulesFileSchema,
  validateRollbacksFile: RollbacksFileSchema,
  validateApproversFile: ApproversFileSchema,
  validateApproverKey: ApproverKeySchema,
  validatePolicy: PolicySchema,
  validateOverlay: OverlaySchema,
  validateSkillJson: SkillJsonSchema,
  validateWording: WordingSchema,
  validateOpinion: OpinionSchema,
  validateOutcomes: OutcomesSchema,
  validateTestAnswer: TestAnswerSchema,
};

/** Sent to a model with a question, so it is needed as data while the program runs. */
const ANSWER_SCHEMAS = { WORDING: WordingSchema, OPINION: OpinionSchema, OUTCOMES: OutcomesSchema, TEST_ANSWER: TestAnswerSchema };

function validators(): string {
  const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true, code: { source: true, esm: true, lines: true } });
  const names: Record<string, string> = {};
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    ajv.addSchema({ ...schema, $id: name });
    names[name] = name;
  }
  const code = (standalone as unknown as { default: (ajv: Ajv, names: Record<string, string>) => string }).default(ajv, names);
  return imported(code);
}

/** ajv writes its two run-time helpers as require calls, also in ES modules. */
function imported(code: string): string {
  const heads: string[] = [];
  const body = code.replace(/require\("(ajv\/dist\/runtime\/[a-z0-9]+)"\)\.default/g, (_whole, path: string) => {
    const name = `helper_${path.slice(path.lastIndexOf("/") + 1)}`;
    const line = `import ${name}_module from "${path}.js";\nconst ${name} = ${name}_module.default ?? ${name}_module;`;
    if (!heads.includes(line)) heads.push(line);
    return name;
  });
  return `${heads.join("\n")}\n${body}`;
}

/** Digests of the code and the packages behind each stage whose answers are kept. */
function digests(): string {
  const root = join(here, "..", "..");
  return Object.entries(ENTRIES)
    .map(([name, entry]) => `export const ${name} = "${digestBehind(root, entry)}";\n`)
    .join("");
}

function put(name: string, text: string): void {
  const path = join(here, name);
  const whole = `// @ts-nocheck\n// Made by scripts/setup/generate.ts; not committed.\n${text}`;
  mkdirSync(here, { recursive: true });
  try {
    if (readFileSync(path, "utf8") === whole) return;
  } catch {
    // not there yet
  }
  writeFileSync(path, whole);
}

put("validators.ts", validators());
put(
  "answer-schemas.ts",
  Object.entries(ANSWER_SCHEMAS)
    .map(([name, schema]) => `export const ${name} = ${JSON.stringify(schema)};\n`)
    .join(""),
);
put("python-grammar.ts", grammarsModule(join(here, "..", "..", "node_modules")));
put("finders.ts", findersModule());
put("lexicons.ts", lexiconsModule());
put("wall-engine.ts", wallModule(join(here, "..", "..", "node_modules")));
put("templates.ts", templatesModule(join(here, "..", "..", "templates")));
put("digests.ts", digests());
