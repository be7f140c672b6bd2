import type { World } from "./model.ts";
import type { Machine } from "../shell/machine.ts";
import { needPath } from "../shell/permissions.ts";
import { readFiles } from "../shell/reads.ts";
import { FROM, isKnown, known, type Text } from "../shell/text.ts";
import { placeWoven } from "../shell/woven.ts";
import { pathIn, writeFile } from "../shell/writes.ts";

type Span = Readonly<{ at: number; until: number }>;

/** `$(file <path)` -> what is in it. */
export function readOwn(world: World, path: Text, span: Span): Text {
  const { machine, state } = world.woven;
  const place = placeWoven(world.woven, span);
  needPath(machine, place, "make", "read", pathIn(state, path));
  return plainOf(machine, pathIn(state, path), readFiles(machine, [pathIn(state, path)]));
}

/** What a shipped file holds is known; when none of its letters can be more than a word to a shell, whoever puts them into a command puts in words. */
export function plainOf(machine: Machine, path: Text, content: Text): Text {
  const own = machine.own(path.text.replaceAll("\u0001", "$"));
  if (own.length === 0) return isKnown(path) ? content : { ...content, from: content.from | FROM.own };
  const texts = own.map((one) => machine.context.textOf?.(one) ?? null);
  const [text] = texts;
  if (texts.length === 1 && text != null && /^[\w.+\- /:,@=\n]{0,4000}$/.test(text)) return known(text.trim().replaceAll("\n", " "));
  return { ...content, from: content.from | FROM.own };
}

/** `$(file >path,text)`. */
export function writeOwn(world: World, path: Text, content: Text, append: boolean, span: Span): void {
  const { machine, state } = world.woven;
  if (path.text === "") return;
  const place = placeWoven(world.woven, span);
  const before = machine.frame;
  machine.frame = { source: path.text, base: place.start, fixed: null, depth: before.depth };
  writeFile(machine, place, "make", pathIn(state, path), content, append);
  machine.frame = before;
}
