import type { Action } from "#kernel/trace";
import { EVERYDAY } from "../actions/programs.table.ts";

const READING = /^(?:cat|head|tail|less|read)$/;
const WRITING = /^(?:write|edit)$/;
const FILE = /^[\p{L}\p{N}_-]{1,60}\.[a-z]\w{0,7}$/u;
/** A query of more words that nobody typed is made for the one request. */
const FEW_WORDS = 3;
const FEW_TOOLS = 5;
/** Between the tools of a thing, and before what they were given. */
const AND = " + ";
const GIVEN = "\n";

/**
 * Words and calls of a request -> the things of its everyday work: a file that was read or written and that the person did not name, words that were looked for
 * besides theirs, and each two everyday tools that worked on what they did name. What was only tried is none.
 */
export function thingsOf({ text, actions }: Readonly<{ text: string; actions: readonly Action[] }>): readonly string[] {
  const typed = text.toLowerCase();
  const things = new Set<string>();
  const onNamed = new Set<string>();
  for (const action of actions) {
    if (action.ok === false) continue;
    const tool = toolOf(action);
    const given = action.line.slice(action.verb.length + 1).toLowerCase();
    if (tool === "read" || tool === "write") {
      const name = given.split(/[\s/\\]/).at(-1) ?? "";
      if (!FILE.test(name)) continue;
      if (typed.includes(name)) onNamed.add(WRITING.test(action.verb) ? action.verb : tool);
      else things.add(`${tool}${GIVEN}${name}`);
    } else if (tool === "web_search" || (tool === "grep" && action.kind === "read")) {
      const own = (given.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !typed.includes(word));
      if (own.length > 0 && own.length <= FEW_WORDS) things.add(`${tool}${GIVEN}${own.join(" ")}`);
    } else if (action.kind === "run" && EVERYDAY.has(tool) && namesFile(given, typed)) onNamed.add(tool);
  }
  const named = [...onNamed].sort().slice(0, FEW_TOOLS);
  for (const [at, one] of named.entries()) for (const other of named.slice(at + 1)) things.add(`${one}${AND}${other}${GIVEN}`);
  return [...things];
}

/** What a call works with: whatever shows a file reads it, and whether it is written or patched is the host's manner. */
export function toolOf({ verb }: Pick<Action, "verb">): string {
  if (READING.test(verb)) return "read";
  return WRITING.test(verb) ? "write" : verb;
}

/** Thing -> the tools that it was given to. */
export function toolsOf(thing: string): readonly string[] {
  return thing
    .slice(0, thing.indexOf(GIVEN))
    .split(AND)
    .map((verb) => toolOf({ verb }));
}

/** Is it tools that worked on what the person named, and nothing that they were given besides? */
export function isTogether(thing: string): boolean {
  return thing.endsWith(GIVEN);
}

function namesFile(given: string, typed: string): boolean {
  return given.includes(".") && given.split(/[\s/\\]/).some((word) => FILE.test(word) && typed.includes(word));
}
