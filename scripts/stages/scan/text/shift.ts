import type { Mark } from "../mark.ts";
import { lineStartsOf, rangeOf } from "./positions.ts";

/** Mark over a part of a text -> the same mark over the whole text, the part beginning at `by`; the lines named in its evidence are those of the whole, where it is at hand. */
export function shifted(mark: Mark, by: number, whole: string | null): Mark {
  const moved = { ...mark, start: mark.start + by, end: mark.end + by };
  if (mark.flow === undefined) return moved;
  const flow = mark.flow.map((step) => (step.path === undefined ? { ...step, start: step.start + by, end: step.end + by } : step));
  if (whole === null) return { ...moved, flow };
  const starts = lineStartsOf(whole);
  const evidence = flow.map(
    (step) => `${step.path === undefined ? "" : `${step.path} `}line ${String(rangeOf(starts, step.start, step.end).startLine)}: ${step.says}`,
  );
  return { ...moved, flow, evidence };
}

/** Mark over a text that stands nowhere as it was read -> the same mark at the place it was made from. */
export function placedAt(mark: Mark, start: number, end: number): Mark {
  const flow = mark.flow?.map((step) => ({ ...step, start, end }));
  return { ...mark, start, end, ...(flow === undefined ? {} : { flow }) };
}
