import type { Json } from "#kernel/canonical-json";
import { digestOfJson } from "#kernel/digest";
import { escapeText } from "#kernel/escape-text";
import type { RulePages } from "../rule-pages.ts";
import { sarifLog, uriOf } from "./sarif-log.ts";

/** A skill that was looked at, as far as a log tells of it. `line` 0 is the file as a whole. */
export type SarifSkill = Readonly<{
  path: string;
  findings: readonly Readonly<{ id: string; level: "error" | "warn"; file: string; line: number; message: string }>[];
  notChecked: readonly Readonly<{ id: string; why: string }>[];
}>;

type Words = Readonly<{ catalogue: Readonly<Record<string, Readonly<{ title: string; help: string }>>>; pages: RulePages }>;

/** Skills with what falls short in them -> SARIF 2.1.0 log; what was not checked is a notice, so that nothing passes in silence. */
export function sarifLint(target: string, skills: readonly SarifSkill[], { catalogue, pages }: Words): Json {
  const ids = Object.keys(catalogue);
  const found = skills.flatMap(({ path, findings }) => findings.map((one) => ({ ...one, file: path === "." ? one.file : `${path}/${one.file}` })));
  const unchecked = new Map(skills.flatMap(({ notChecked }) => notChecked.map((one) => [`${one.id}: not checked, ${one.why}`, one.id] as const)));
  return sarifLog({
    target: escapeText(target),
    rules: Object.entries(catalogue).map(([id, words]) => descriptorOf(id, words, pages(id))),
    base: "The folder that was looked at.",
    artifacts: [],
    complete: true,
    notices: [...unchecked].map(([text]) => ({ descriptor: { id: "not-checked" }, level: "note", message: { text } })),
    results: found.map((one) => ({
      ruleId: one.id,
      ruleIndex: ids.indexOf(one.id),
      level: one.level === "error" ? "error" : "warning",
      message: { text: escapeText(one.message) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: uriOf(one.file), uriBaseId: "%SRCROOT%" },
            ...(one.line === 0 ? {} : { region: { startLine: one.line } }),
          },
        },
      ],
      partialFingerprints: { primaryLocationLineHash: digestOfJson([one.id, one.file, one.message]).slice(0, 32) },
    })),
    properties: { skills: skills.length },
  });
}

function descriptorOf(id: string, { title, help }: Words["catalogue"][string], page: ReturnType<RulePages>): Json {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: page === null || page.why === "" ? title : page.why },
    help: { text: help, markdown: page?.markdown ?? help },
    properties: { tags: ["quality"] },
  };
}
