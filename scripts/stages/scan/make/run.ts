import { expand, limited } from "./expand.ts";
import { plainOf } from "./files.ts";
import { isHole, type Source, strand, type Value, type World } from "./model.ts";
import { printedBy } from "./printed.ts";
import { copyState } from "../shell/state.ts";
import { FROM, type Text } from "../shell/text.ts";
import { runWoven, type Strand } from "../shell/woven.ts";

type Place = Readonly<{ at: number; until: number }>;

/** `$(shell command)`, `name != command`: run when the makefile is read -> what it prints, in one line. */
export function runShell(world: World, command: Source, place: Place): readonly Value[] {
  return limited(
    expand(world, command).flatMap((value) => printedOf(world, value).map((text): Value => [strand(text, place)])),
    place,
  );
}

function printedOf(world: World, value: Value): readonly Text[] {
  const { woven } = world;
  const before = woven.printed;
  woven.printed = printedBy(woven.machine, world.hasOddNames, (path, content) => plainOf(woven.machine, path, content));
  const out = runWoven(woven, forShell(value), copyState(woven.state));
  woven.printed = before;
  return [out, ...(out.or ?? [])].map(({ text, from, names }) => ({ text: text.replace(/\n+$/, "").replaceAll("\n", " "), from, names }));
}

/** Pieces -> the same for a shell: a variable of the environment that stands where a shell would put it in is left for it to put in. */
export function forShell(value: Value): readonly Strand[] {
  let quote = "";
  return value.map((one) => {
    const [name] = one.names;
    if (isHole(one) && one.text === "\u0001" && one.from === FROM.environment && one.names.length === 1 && name !== undefined && quote !== "'")
      return { ...one, text: `\${${name}}`, from: 0, names: [] };
    quote = quoteAfter(one.text, quote);
    return one;
  });
}

/** The quotation mark that is open behind a text. */
function quoteAfter(text: string, before: string): string {
  let quote = before;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === "\\" && quote !== "'") at++;
    else if (quote === "" && (char === "'" || char === '"')) quote = char;
    else if (char === quote) quote = "";
  }
  return quote;
}
