import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ERRORS, FAMILIES, ForgeError } from "#kernel/errors";
import type { Call } from "../command.ts";
import { nearest } from "../nearest.ts";
import { pageText } from "../render/page.ts";
import { table } from "../render/table.ts";
import { rulePages } from "../rule-pages.ts";
import { type Technique, techniquesIn } from "../techniques.ts";

type Entry = Readonly<{ code: string; kind: "scan rule" | "lint rule" | "error" | "technique"; title: string; text: () => string }>;

/** Help on a scan rule, a lint rule, an error code or a technique of attack; without a word, the list of all. Exit 2 for an unknown one, with what may have been meant. */
export async function run(call: Call): Promise<number> {
  const entries = await entriesOf(call);
  const code = call.words[0] ?? "";
  if (code === "") return list(call, entries);
  const found = entries.find((one) => one.code.toLowerCase() === code.toLowerCase());
  if (found === undefined) {
    const near = nearest(
      code,
      entries.map((one) => one.code),
    );
    const hint = near.length === 0 ? "run `forge explain` for the list" : `did you mean ${near.join(" or ")}?`;
    throw new ForgeError("NOT_FOUND", `there is no rule, error or technique ${JSON.stringify(code.slice(0, 64))}; ${hint}`);
  }
  const text = found.text();
  call.print.data({ schemaVersion: 1, code: found.code, kind: found.kind, title: found.title, text });
  for (const line of pageText(text, { width: call.print.width, style: call.print.style })) call.print.line(line);
  return 0;
}

function list(call: Call, entries: readonly Entry[]): number {
  call.print.data({ schemaVersion: 1, entries: entries.map(({ code, kind, title }) => ({ code, kind, title })) });
  for (const [kind, ones] of Map.groupBy(entries, (one) => one.kind)) {
    call.print.line(call.print.style("bold", `${kind}s (${String(ones.length)})`));
    const rows = ones.map((one) => [one.code, one.title]);
    for (const line of table(rows, rows.length)) call.print.line(line);
    call.print.line();
  }
  call.print.line("forge explain CODE shows one of them.");
  return 0;
}

async function entriesOf(call: Call): Promise<readonly Entry[]> {
  const [{ RULES }, { LINT_CATALOGUE }] = await Promise.all([import("#pipeline/scan"), import("#pipeline/lint")]);
  const pages = rulePages(call.powers.host.programRoot);
  const lints = rulePages(call.powers.host.programRoot, "lint");
  const rules = RULES.map((rule): Entry => ({ code: rule.id, kind: "scan rule", title: rule.title, text: () => pages(rule.id)?.markdown ?? rule.title }));
  const quality = Object.entries(LINT_CATALOGUE).map(
    ([code, { title, help }]): Entry => ({ code, kind: "lint rule", title, text: () => lints(code)?.markdown ?? `# ${code}\n\n${title}\n\n${help}\n` }),
  );
  const errors = Object.entries(ERRORS).map(
    ([code, { family, help }]): Entry => ({
      code,
      kind: "error",
      title: `exit code ${String(FAMILIES[family])}`,
      text: () => `# ${code}\n\nExit code ${String(FAMILIES[family])}.\n\n${help}\n`,
    }),
  );
  return [...rules, ...quality, ...errors, ...techniques(call.powers.host.programRoot)];
}

/** The catalogue of techniques with what each is met by, as a test measured it. */
function techniques(programRoot: string): readonly Entry[] {
  try {
    return techniquesIn(readFileSync(join(programRoot, "policy", "coverage.md"), "utf8")).map((one) => ({
      code: one.id,
      kind: "technique",
      title: one.name,
      text: () => techniqueText(one),
    }));
  } catch {
    return [];
  }
}

function techniqueText({ id, name, expected, met }: Technique): string {
  return `# ${id}\n\n${name}\n\n- expected without any grant: ${expected}\n- measured: ${met}\n\n\`forge explain RULE\` shows the page of a rule.\n`;
}
