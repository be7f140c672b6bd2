import type { ResultEvent } from "#kernel/trace";

/** What a call tells about the work when it is a check of it: `good` is null when neither its exit code nor its words say. */
export type Report = Readonly<{ check: Check; good: boolean | null }>;
export type Check = "tests" | "lint" | "types" | "build" | "commit" | "push";

const CHECKS: readonly (readonly [Check, RegExp])[] = [
  ["tests", /(?:^|[ :])(?:tests?|pytest|vitest|jest|mocha|unittest|rspec|phpunit|ctest|playwright|tox|nox)(?=$|[ :-])/],
  ["lint", /(?:^|[ :])(?:lint|eslint|ruff check|flake8|pylint|clippy|shellcheck|rubocop|stylelint|golangci-lint|oxlint|biome (?:check|lint))(?=$|[ :-])/],
  ["types", /(?:^|[ :])(?:tsc|mypy|pyright|typecheck|type-check|vue-tsc|cargo check)(?=$|[ :-])/],
  ["build", /(?:^|[ :])(?:build|compile|assemble|webpack|esbuild)(?=$|[ :-])|^(?:make|mvn package)$/],
  ["commit", /^git commit$/],
  ["push", /^(?:git push|gh pr create|npm publish|cargo publish)$/],
];

/** A summary stands at the end of what a check prints; names of tests further up may hold any words. */
const LINES = 30;
const CHARS = 6000;

const FAILED = [
  /(?<![\w.])(\d{1,7}) (?:tests? |specs? |examples? |suites? |checks? |files? )?(?:failed|failing|failures?|errors?)(?![\w-])/gi,
  /(?<![\w-])(?:failed|failing|failures|errors?)\s?[:=]\s?(\d{1,7})(?![\w.])/gi,
];
const PASSED = /(?<![\w.])\d{1,7} (?:tests? |specs? |examples? |suites? )?(?:passed|passing|succeeded)(?![\w-])|(?<![\w-])pass(?:ed)?\s?[:=]\s?\d/i;
const BAD_WORDS = /^(?:FAIL|FAILED|--- FAIL|not ok \d)(?![\w-])|BUILD FAILED|error TS\d+:|error\[E\d+\]|npm ERR!|test result: FAILED/m;
const GOOD_WORDS =
  /^(?:OK|PASS|ok)(?![\w-])|BUILD SUCCESS|test result: ok|all (?:tests|checks) passed|no (?:issues|errors|problems|lint errors)(?: were)? found/im;

/** Every word above holds one of these; most output holds none. */
const TELLING = /err|fail|ok|pass|succe|issues|problems/i;

/**
 * Canonical verb of a call and its result -> what it reports as a check; null for other work. An error code counts as failure; behind a pipe or `|| true` an
 * exit code of 0 says nothing, so "1 failed" in the summary outweighs it, and "0 failed" is good news. The words are read here and not kept.
 */
export function reportOf(verb: string, result: ResultEvent | null, ok: boolean | null): Report | null {
  const parts = verb.split(" && ");
  const check = CHECKS.find(([, pattern]) => parts.some((part) => pattern.test(part)))?.[0];
  if (check === undefined) return null;
  if (ok === false || result === null) return { check, good: ok };
  return { check, good: check === "commit" || check === "push" ? ok : (toldBy(result.text) ?? ok) };
}

function lastLines(text: string, count: number): string {
  let from = text.length;
  for (let left = count; left > 0 && from >= 0; left -= 1) from = from === 0 ? -1 : text.lastIndexOf("\n", from - 1);
  return text.slice(from + 1);
}

/** Output of a check -> did it go well by its own summary, null when it has none. */
function toldBy(text: string): boolean | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal are control characters
  const end = lastLines(text.slice(-CHARS).replace(/\u001b\[[\d;]*m/g, ""), LINES);
  if (!TELLING.test(end)) return null;
  const counts = FAILED.flatMap((pattern) => [...end.matchAll(pattern)].map((one) => Number(one[1])));
  if (counts.some((count) => count > 0) || BAD_WORDS.test(end)) return false;
  return counts.length > 0 || PASSED.test(end) || GOOD_WORDS.test(end) ? true : null;
}
