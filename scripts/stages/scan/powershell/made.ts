import type { Statement } from "../windows/tree.ts";
import { isVerbNoun } from "./resolve.ts";
import { walkAll } from "./walk.ts";

/** Places of a program between which the name of a function is known to be taken. */
export type Span = readonly [from: number, until: number];
type Made = Readonly<{ functions: ReadonlyMap<string, readonly Span[]>; brought: ReadonlySet<string> }>;

/** Functions that are made in a body whatever happens: from where nothing runs any more before they are. */
export function declared(body: readonly Statement[], start: number, until: number, put: (name: string, span: Span) => void): void {
  let ran = start;
  for (const one of body)
    if (one.kind === "function") {
      put(one.name, [ran, until]);
      declared(one.block.body, one.start, one.end, put);
    } else if (runs(one)) ran = one.end;
}

/** May a statement call a function? */
function runs(one: Statement): boolean {
  if (one.kind === "params" || one.kind === "using" || one.kind === "class") return false;
  let found = one.kind !== "assign";
  if (!found)
    walkAll([one], {
      command: () => {
        found = true;
      },
      node: (node) => {
        if (node.kind === "member" && node.args !== null) found = true;
      },
    });
  return found;
}

/** Is the function of this name there for sure when the program is at this place? One of another program's only where no command of Windows' has such a name. */
export function isMade({ functions, brought }: Made, name: string, at: number): boolean {
  return (functions.get(name) ?? []).some(([from, until]) => from <= at && at < until) || (brought.has(name) && isVerbNoun(name));
}
