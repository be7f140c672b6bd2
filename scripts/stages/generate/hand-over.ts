import type { Step } from "#kernel/gene";

/** One gene's work with its inputs already under their joined names. */
export type Work = Readonly<{ heading: string | null; steps: readonly Step[]; check: Step | null }>;
/** The same in its place among the others: `takes` are inputs that an earlier part used or wrote, `gives` what this one writes and a later one uses. */
export type Part = Work & Readonly<{ takes: readonly string[]; gives: readonly string[] }>;

/**
 * Works, the best supported first -> the order in which they can be done: what one writes comes before what reads it, else the
 * given order. Where two need each other the given order stays.
 */
export function inOrder(works: readonly Work[]): readonly Part[] {
  const left = [...works];
  const ordered: Work[] = [];
  while (left.length > 0) {
    const free = left.findIndex((one) => !left.some((other) => other !== one && feeds(other, one) && !feeds(one, other)));
    ordered.push(...left.splice(Math.max(0, free), 1));
  }
  return ordered.map((work, at) => {
    const before = new Set(ordered.slice(0, at).flatMap(namesIn));
    const after = new Set(ordered.slice(at + 1).flatMap(namesIn));
    return { ...work, takes: namesIn(work).filter((name) => before.has(name)), gives: writtenIn(work).filter((name) => after.has(name)) };
  });
}

function feeds(one: Work, other: Work): boolean {
  const written = new Set(writtenIn(one));
  const own = new Set(writtenIn(other));
  return namesIn(other).some((name) => written.has(name) && !own.has(name));
}

/** Names of the inputs that a work asks for, in the order of their first use. */
function namesIn({ steps, check }: Work): readonly string[] {
  return unique([...steps, ...(check === null ? [] : [check])].flatMap((step) => namesOf(step.line)));
}

/** Inputs that name what a step writes: the argument of the agent's own tool, or what a command's output is sent to. */
function writtenIn({ steps }: Work): readonly string[] {
  return unique(
    steps.flatMap((step) =>
      step.kind === "write"
        ? namesOf(step.line)
        : step.kind === "run"
          ? [...step.line.matchAll(/>>?\s*(\S+)/g)].flatMap((found) => namesOf(found[1] ?? ""))
          : [],
    ),
  );
}

function namesOf(line: string): readonly string[] {
  return [...line.matchAll(/\{([a-z][a-z0-9_]*)\}/g)].map((found) => found[1] ?? "");
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
