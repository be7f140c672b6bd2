import type { Action } from "#kernel/trace";
import { actionOf } from "#stages/observe/actions/action";
import { workOf } from "#stages/observe/patterns/work";
import { redact } from "#stages/observe/redaction/redact";
import { expect, test } from "vitest";

function called(tool: string): Action {
  const place = { path: "log", line: 1 };
  return actionOf({ kind: "call", id: "c", at: null, place, tool, input: { day: "Monday" } }, null, redact, null);
}

test("a tool is the same work whether a host names its server or not", () => {
  expect(workOf([called("mcp__home__calendar_list")])).toEqual(workOf([called("calendar_list")]));
});

test("a tool whose name alone says little is another tool on another server", () => {
  expect(workOf([called("mcp__home__list")])).not.toEqual(workOf([called("mcp__shop__list")]));
});
