import type { Step } from "#kernel/gene";
import type { Action } from "#kernel/trace";

/** Share of a step's fixed parts that a call must hold. */
const ENOUGH = 0.6;

/** A piece of a line that does not vary; `starts` and `ends`: it is bounded there by the word and not by a slot. */
type Part = Readonly<{ text: string; starts: boolean; ends: boolean }>;

/** Is this call what the step says? The same canonical verb, and most of what does not vary in the step's line. */
export function says(step: Step, action: Action): boolean {
  if (step.verb !== action.verb) return false;
  const parts = fixedParts(step.line);
  return parts.filter((part) => stands(part, action.line)).length >= ENOUGH * parts.length;
}

/** Does every fixed part of a line stand in the call? Never for a line without any. */
export function isForm(line: string, action: Action): boolean {
  const parts = fixedParts(line);
  return parts.length > 0 && parts.every((part) => stands(part, action.line));
}

/** Line of a step -> its fixed parts: words, and pieces of words around a `{slot}`, that hold two letters or digits. */
export function fixedParts(line: string): readonly Part[] {
  return line.split(/[\s"'`]+/).flatMap((word) => {
    const pieces = word.split(/\{[a-z][a-z0-9_]*\}/);
    return pieces.flatMap((text, at): readonly Part[] => (/[\p{L}\p{N}]{2}/u.test(text) ? [{ text, starts: at === 0, ends: at === pieces.length - 1 }] : []));
  });
}

/** `--draft` does not stand in `--draft-only`. */
function stands({ text, starts, ends }: Part, line: string): boolean {
  for (let at = line.indexOf(text); at >= 0; at = line.indexOf(text, at + 1))
    if ((!starts || isEdge(line[at - 1])) && (!ends || isEdge(line[at + text.length]))) return true;
  return false;
}

function isEdge(char: string | undefined): boolean {
  return char === undefined || /[\s"'`]/.test(char);
}
