import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Gene } from "#kernel/gene";
import type { Skill } from "#kernel/skill";
import { entriesOf, treeDigestOf } from "#kernel/tree";
import { lint } from "#stages/review/lint/lint";
import { gate } from "#stages/review/gate";
import { prepareJavaScript } from "#stages/scan/javascript/parser";
import { scan } from "#stages/scan/scan";
import { aGene, aStep } from "../generate/a-gene.ts";
import { aTrigger, lintFacts } from "../review/a-proposal.ts";
import { compiled, edited, revision, revisedFrom, textIn } from "./a-version.ts";

beforeAll(prepareJavaScript);

const COMMANDS = [
  "gh auth status",
  "gh pr list --repo {repo} --state open",
  "gh pr list --repo {repo} --state open --json number,title",
  "gh pr checks {n}",
  "gh pr view {n} --comments",
  "git fetch --all",
  "git log --oneline {branch}",
  "awk -F, 'NR>1' a.csv\nwc -l a.csv",
  "echo `date` [3] seen in 4 of 5",
];
const PHRASES = ["open PRs of acme/shop", "which PRs are open?", "offene Anfragen zeigen", "PRs `now` [1]", "list them"];
const ids = fc.uniqueArray(
  fc.integer({ min: 1, max: 40 }).map((n) => `req-${String(n).padStart(4, "0")}`),
  { minLength: 1, maxLength: 6 },
);
const slot = (name: string) => ({ name, type: "id" as const, examples: ["acme/shop", "acme/api"], distinct: 4, trusted: true });

const steps = fc
  .uniqueArray(fc.constantFrom(...COMMANDS), { minLength: 1, maxLength: 6 })
  .chain((lines) => fc.tuple(...lines.map((line) => fc.record({ line: fc.constant(line), evidence: ids, seen: fc.integer({ min: 5, max: 9 }) }))))
  .map((all) => all.map(({ line, evidence, seen }) => aStep(line, { evidence, seen })));
const gotchas = fc.uniqueArray(
  fc.record({
    failed: fc.constantFrom("gh pr ls", "git fetsh", "awk -f"),
    instead: fc.constantFrom("gh pr list", "git fetch"),
    seen: fc.integer({ min: 2, max: 5 }),
    evidence: ids,
  }),
  {
    maxLength: 4,
    selector: (one) => `${one.failed} ${one.instead}`,
  },
);
const gene: fc.Arbitrary<Gene> = fc
  .record({
    steps,
    gotchas,
    check: fc.option(fc.constantFrom("gh pr checks {n}", "make test"), { nil: null }),
    phrases: fc.uniqueArray(fc.constantFrom(...PHRASES), { minLength: 1 }),
    terms: fc.uniqueArray(fc.constantFrom("pull", "request", "open"), { maxLength: 3 }),
    notFor: fc.uniqueArray(fc.constantFrom("merge a pull request", "close an issue"), { maxLength: 2 }),
    uses: fc.integer({ min: 9, max: 90 }),
  })
  .map(({ check, ...parts }) => {
    const used = JSON.stringify([parts.steps, check]);
    const slots = ["repo", "n", "branch"].filter((name) => used.includes(`{${name}}`)).map(slot);
    const whole = aGene({ ...parts, slots, check: check === null ? null : aStep(check, { seen: 7 }) });
    return { ...whole, evidence: [...new Set([...whole.evidence, ...whole.steps.flatMap((one) => one.evidence)])] };
  });

/** What a person does to a text: a line of their own behind any line of a list, words behind or in place of any item, an item less, a paragraph at the end. */
type Hand = Readonly<{ kind: "insert" | "append" | "replace" | "delete" | "paragraph"; at: number; word: string }>;
const hands = fc.array(
  fc.record<Hand>({
    kind: fc.constantFrom("insert", "append", "replace", "delete", "paragraph"),
    at: fc.nat(),
    word: fc.constantFrom("Never on Fridays", "ask Bo first", "see `notes.md`"),
  }),
  { maxLength: 4 },
);

/** Text after a person's work, and the lines that are theirs. */
function byHand(text: string, work: readonly Hand[]): Readonly<{ text: string; own: readonly string[] }> {
  const lines = text.split("\n");
  const own = new Set<string>();
  for (const [count, { kind, at, word }] of work.entries()) {
    const end = lines.indexOf("## Provenance");
    const items = lines.flatMap((line, index) => (index < end && /^(- |\d+\. )/.test(line) ? [index] : []));
    const target = items[at % Math.max(1, items.length)];
    if (kind === "paragraph") {
      lines.splice(end, 0, `${word} ${count}.`, "");
      own.add(`${word} ${count}.`);
      continue;
    }
    if (target === undefined) continue;
    const line = lines[target] ?? "";
    const marker = /^(- |\d+\. )/.exec(line)?.[0] ?? "";
    own.delete(line);
    if (kind === "insert") lines.splice(target + 1, 0, (own.add(`${marker}${word} ${count}`), `${marker}${word} ${count}`));
    else if (kind === "delete") lines.splice(target, 1);
    else {
      const changed = kind === "append" ? `${line} ${word} ${count}` : `${marker}${word} ${count}`;
      lines[target] = changed;
      own.add(changed);
    }
  }
  return { text: lines.join("\n"), own: [...own] };
}

const unnumbered = (text: string): readonly string[] => text.split("\n").map((line) => line.replace(/^\d+\. /, "1. "));
const errorsOf = (skill: Skill, genes: readonly Gene[]) =>
  lint(skill, lintFacts({ genes, generated: true }))
    .filter((one) => one.level === "error")
    .map((one) => one.id);
const PERMISSIONS = { filesystem: { read: [], write: [] }, network: [], process: ["gh", "git", "awk", "wc", "echo", "date", "make"], secrets: [] };
function faultsOf(skill: Skill, genes: readonly Gene[]): readonly string[] {
  const report = scan(skill, { profile: "compiled", policy: lintFacts().policy, policyDigest: "0".repeat(64), grants: { declared: PERMISSIONS, granted: [] } });
  const gates = gate({
    skill,
    lint: lint(skill, lintFacts({ genes, generated: true })),
    report,
    trigger: aTrigger(),
    smoke: { result: "not-run", detail: "" },
  });
  return [
    ...errorsOf(skill, genes),
    ...report.findings.filter((one) => one.disposition === "block").map((one) => one.ruleId),
    ...gates.filter((one) => one.result === "failed").map((one) => one.detail),
  ];
}
const digest = (skill: Skill) => treeDigestOf(entriesOf(skill.files));

describe("random genes, random growth, random hand edits", () => {
  it("a new version of the compiler's own text lints, scans and passes every gate like a whole skill", () => {
    fc.assert(
      fc.property(gene, gene, (before, after) => {
        const [base, wanted] = [compiled(before), compiled(after)];
        const made = revision(base, wanted, base, { wording: true });
        if (made.kind !== "revised") return;
        expect(faultsOf(made.skill, [before, after])).toEqual(faultsOf(wanted, [before, after]));
        expect(digest(made.skill)).toBe(digest(made.next));
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  it("no line that a person wrote is ever lost or changed but for the number of a step, and there are never more than four edits", () => {
    fc.assert(
      fc.property(gene, gene, hands, (before, after, work) => {
        const [base, wanted] = [compiled(before), compiled(after)];
        const { text, own } = byHand(textIn(base), work);
        if (text === textIn(base)) return;
        const made = revision(
          base,
          wanted,
          edited(base, () => text),
          { wording: true },
        );
        if (made.kind !== "revised") return;
        expect(made.revision.edits.length).toBeLessThanOrEqual(4);
        const result = unnumbered(textIn(made.skill));
        for (const line of own) expect(result).toContain(unnumbered(line)[0]);
        expect(made.revision.hand.length).toBeGreaterThan(0);
        // who took the last step away has a skill without steps, and the lint says so
        if (/^\d+\. /m.test(text)) expect(errorsOf(made.skill, [before, after]).filter((one) => one === "SF019")).toEqual([]);
      }),
      { seed: 1, numRuns: 80 },
    );
  });

  it("counts, footnotes and ids alone are no edit, also not beside hand edits", () => {
    fc.assert(
      fc.property(gene, hands, fc.integer({ min: 2, max: 9 }), ids, (before, work, times, more) => {
        const count = <T extends { seen: number; evidence: string[] }>(one: T): T => ({
          ...one,
          seen: one.seen * times,
          evidence: [...new Set([...one.evidence, ...more])],
        });
        const after: Gene = {
          ...before,
          uses: before.uses * times,
          confidence: 0.95,
          sessions: [...before.sessions, ...more],
          outcomes: { ...before.outcomes, success: before.outcomes.success * times },
          steps: before.steps.map((one) => ({ ...count(one), of: one.of * times })),
          check: before.check === null ? null : { ...count(before.check), of: before.check.of * times },
          gotchas: before.gotchas.map(count),
          evidence: [...new Set([...before.evidence, ...more])],
        };
        const [base, wanted] = [compiled(before), compiled(after)];
        const { text } = byHand(textIn(base), work);
        const live = text === textIn(base) ? base : edited(base, () => text);
        const made = revision(base, wanted, live, { wording: true });
        if (made.kind === "refused") return;
        expect(made).toMatchObject({ kind: "same", waiting: 0, conflicts: [] });
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it("version after version comes to what the compiler wants, by the same bytes each time", () => {
    fc.assert(
      fc.property(gene, gene, (before, after) => {
        const wanted = compiled(after);
        let base = compiled(before);
        for (let round = 0; ; round += 1) {
          expect(round).toBeLessThan(20);
          const made = revision(base, wanted, base, { wording: true, number: round + 2 });
          expect(revision(base, wanted, base, { wording: true, number: round + 2 })).toEqual(made);
          if (made.kind !== "revised") {
            expect(made).toMatchObject({ kind: "same", waiting: 0, conflicts: [] });
            break;
          }
          base = made.next;
        }
        for (const step of after.steps) expect(textIn(base)).toContain(step.line.split("\n")[0]);
        for (const one of after.gotchas) expect(textIn(base)).toContain(`\`${one.failed}\` failed; \`${one.instead}\` then worked`);
        expect(
          textIn(base)
            .split("\n")
            .filter((line) => line.startsWith("- ") && line.includes("failed;")).length,
        ).toBe(
          textIn(wanted)
            .split("\n")
            .filter((line) => line.includes("failed;")).length,
        );
        const lines = (skill: Skill) =>
          textIn(skill)
            .split("\n")
            .filter((line) => /^\d+\. /.test(line))
            .map((line) => line.replace(/ \((seen|the last).*$/, "").replace(/ \[\d+\]$/, ""));
        expect(lines(base)).toEqual(lines(wanted));
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it("rejected edits do not come back", () => {
    fc.assert(
      fc.property(gene, gene, (before, after) => {
        const [base, wanted] = [compiled(before), compiled(after)];
        const first = revision(base, wanted, base, { wording: true });
        if (first.kind !== "revised") return;
        const again = revision(base, wanted, base, { wording: true, rejected: first.revision.edits });
        const ids = new Set(first.revision.edits.map((one) => one.id));
        if (again.kind === "revised") expect(again.revision.edits.filter((one) => ids.has(one.id))).toEqual([]);
        const grown = first.revision.edits.map((one) => ({ ...one, support: one.support - 3 }));
        expect(revisedFrom(base, wanted, base, { wording: true, rejected: grown }).revision.edits).toEqual(first.revision.edits);
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});
