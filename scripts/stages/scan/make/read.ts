import { assign, defineVariable, isAssignment, noteExport } from "./assign.ts";
import { expand, within } from "./expand.ts";
import { findOutside, type Line, lineAt, uncommented, unjoined, wordsOf } from "./lines.ts";
import { flat, isHole, refuseAt, type Rule, type Source, spend, type World } from "./model.ts";
import { FROM } from "../shell/text.ts";

const DEEPEST = 20;
const CONDITIONAL = /^(?:ifeq|ifneq|ifdef|ifndef)(?=[ \t("']|$)/;

/** Text of a makefile -> its variables and rules, in the order make reads them; every branch of a condition is taken. `place`: where all of it is told of. */
export function readMakefile(world: World, text: string, place: Source | null): void {
  if (world.depth > DEEPEST) {
    refuseAt(world, "scan-truncated", place ?? { at: 0, until: 1 }, { why: "makefiles inside of makefiles, too deep to follow" });
    return;
  }
  world.depth++;
  const { branches } = world;
  for (let at = 0; at < text.length; ) {
    const line = lineAt(text, at);
    if (!spend(world, 1 + line.text.length / 64, { at, until: line.next })) break;
    at = readLine(world, text, line, place);
  }
  if (world.branches !== branches)
    refuseAt(world, "unread-parse", place ?? { at: text.length, until: text.length }, { language: "Make", why: "a condition that does not end" });
  world.branches = branches;
  world.depth--;
}

/** Offsets in the text that is read -> a source. */
function sourceOf(text: string, at: number, place: Source | null): Source {
  return place === null ? { text, at, until: at + text.length, isExact: true } : { ...place, text, isExact: false };
}

/** One line -> where the next one begins. */
function readLine(world: World, text: string, line: Line, place: Source | null): number {
  const isRecipe = line.text.startsWith(world.prefix);
  if (isRecipe && world.open !== null) {
    world.open.recipe.push(sourceOf(line.text.slice(world.prefix.length), line.at + world.prefix.length, place));
    return line.next;
  }
  const bare = uncommented(unjoined(line.text));
  const start = bare.length - bare.trimStart().length;
  const words = bare.trim();
  if (words === "") return line.next;
  const source = sourceOf(bare.slice(start, start + words.length), line.at + start, place);
  if (CONDITIONAL.test(words)) {
    world.branches++;
    expandConditions(world, source);
    return line.next;
  }
  if (/^else\b/.test(words)) {
    if (world.branches === 0) refuseAt(world, "unread-parse", source, { language: "Make", why: "an else without a condition" });
    if (words.length > 4) expandConditions(world, within(source, 5, source.text.length));
    return line.next;
  }
  if (/^endif\b/.test(words)) {
    if (world.branches === 0) refuseAt(world, "unread-parse", source, { language: "Make", why: "an endif without a condition" });
    else world.branches--;
    return line.next;
  }
  const defined = /^(?:(?:override|export|private)[ \t]+)*define(?:[ \t]+|$)/.exec(words);
  if (defined !== null) return readDefine(world, text, line, within(source, defined[0].length, source.text.length), /\bexport\b/.test(defined[0]), place);
  // Of a value the blanks at its end are a part.
  readStatement(world, isAssignment(words) ? sourceOf(bare.slice(start), line.at + start, place) : source, isRecipe);
  return line.next;
}

/** What a condition compares is expanded, and so runs what it runs. */
function expandConditions(world: World, source: Source): void {
  expand(world, source);
}

/** `define name` ... `endef`: the lines between, as they stand. */
function readDefine(world: World, text: string, line: Line, head: Source, isExported: boolean, place: Source | null): number {
  world.open = null;
  let depth = 1;
  const from = line.next;
  for (let at = from; at < text.length; ) {
    const one = lineAt(text, at);
    const words = one.text.startsWith(world.prefix) ? "" : one.text.trim();
    if (/^define\b/.test(words)) depth++;
    else if (/^endef\b/.test(words) && --depth === 0) {
      const body = text.slice(from, Math.max(from, one.at - 1));
      defineVariable(world, head, sourceOf(body, from, place), isExported);
      return one.next;
    }
    at = one.next;
  }
  refuseAt(world, "unread-parse", head, { language: "Make", why: "a define that does not end" });
  return text.length;
}

function readStatement(world: World, source: Source, isIndented: boolean): void {
  const { text } = source;
  const word = /^(-?[a-z]+)(?:[ \t]|$)/.exec(text)?.[1] ?? "";
  const rest = within(source, Math.min(text.length, word.length + 1), text.length);
  if (isAssignment(text)) {
    world.open = null;
    assign(world, source, null);
  } else if (/^(?:include|-include|sinclude)$/.test(word)) {
    world.open = null;
    include(world, rest, source);
  } else if (word === "load" || word === "-load") refuseAt(world, "unread-language", source, { language: "a module of make" });
  else if (word === "vpath") expand(world, rest);
  else if (word === "undefine") {
    for (const one of expand(world, rest)) if (world.branches === 0) world.variables.delete(flat(one).text.trim());
  } else if (word === "export" || word === "unexport") {
    world.open = null;
    if (word === "export") noteExport(world, rest);
  } else {
    // Some makes go on with the recipe where others stop.
    if (isIndented) world.rules.push({ targets: ["all"], pattern: null, wanted: [], order: [], behind: "", recipe: [source] });
    readRule(world, source, isIndented);
  }
}

/** `include files`: those of the skill are read; what another file says nobody knows. */
function include(world: World, names: Source, place: Source): void {
  for (const value of expand(world, names)) {
    const { text } = flat(value);
    for (const name of wordsOf(text)) {
      const own = world.woven.machine.own(name.replaceAll("\u0001", "$")).filter((one) => one !== world.path);
      const texts = own.map((one) => world.context.textOf?.(one) ?? null);
      if (texts.length === 0 || texts.includes(null) || isHole(flat(value))) {
        refuseAt(world, "unread-parse", place, {
          language: "Make",
          why: `it includes ${name.replaceAll("\u0001", "…").slice(0, 80)}, which is no file of the skill`,
        });
        continue;
      }
      for (const [at, one] of own.entries()) {
        if (world.included.has(one)) continue;
        world.included.set(one, place);
        world.woven.machine.loaded.push({ path: one, language: "Make" });
        world.read(world, texts[at] ?? "", { text: texts[at] ?? "", at: place.at, until: place.until, isExact: false });
      }
    }
  }
}

/** `targets: wanted | before ; recipe`, `targets: pattern: wanted`, `targets: name = value`. */
function readRule(world: World, source: Source, isIndented: boolean): void {
  const { text } = source;
  const colon = findOutside(text, ":");
  const own = colon < 0 ? null : specific(text, colon);
  if (own !== null) {
    world.open = null;
    expand(world, within(source, 0, colon));
    assign(world, within(source, own, text.length), "perhaps");
    return;
  }
  const semicolon = findOutside(text, ";");
  const head = within(source, 0, semicolon < 0 ? text.length : semicolon);
  const recipe = semicolon < 0 ? [] : [within(source, semicolon + 1, text.length)];
  let opened: Rule | null = null;
  for (const value of expand(world, head)) {
    const all = flat(value);
    if (isHole(all) && (all.from & (FROM.own | FROM.network | FROM.decoded | FROM.script | FROM.crafted)) !== 0) {
      refuseAt(world, "dynamic-code", source, { name: "a rule", why: "what it says cannot be told" });
      continue;
    }
    const rule = ruleOf(all.text, recipe, source);
    if (rule !== null) {
      world.rules.push(rule);
      opened = opened === null ? rule : { ...rule, recipe: opened.recipe };
      if (opened !== rule) world.rules[world.rules.length - 1] = opened;
      noteSpecial(world, rule);
    } else if (all.text.trim() !== "" && !isIndented && colon >= 0)
      refuseAt(world, "unread-parse", source, { language: "Make", why: "a line that is no rule" });
    else if (all.text.trim() !== "" && colon < 0 && !/\$[({]/.test(text))
      refuseAt(world, "unread-parse", source, { language: "Make", why: "a line that is no rule" });
  }
  if (opened !== null || colon >= 0) world.open = opened;
}

/** Where the assignment behind a target begins; null where none is. */
function specific(text: string, colon: number): number | null {
  const after = /^:{1,2}(?!:?:?=)[ \t]*/.exec(text.slice(colon))?.[0].length ?? 0;
  return after > 0 && isAssignment(text.slice(colon + after)) ? colon + after : null;
}

function ruleOf(text: string, recipe: readonly Source[], source: Source): Rule | null {
  const colon = findOutside(text, ":");
  if (colon < 0) return null;
  // What a variable brings behind a semicolon is a recipe, too.
  const semicolon = findOutside(text, ";", colon);
  const inner: Source[] = semicolon < 0 ? [] : [{ text: text.slice(semicolon + 1), at: source.at, until: source.until, isExact: false }];
  const targets = wordsOf(text.slice(0, colon).replace(/&$/, ""));
  const rest = text.slice(colon, semicolon < 0 ? undefined : semicolon).replace(/^:{1,2}/, "");
  const second = findOutside(rest, ":");
  const [wanted = "", order = ""] = (second < 0 ? rest : rest.slice(second + 1)).split("|");
  return {
    targets,
    pattern: second < 0 ? null : rest.slice(0, second).trim(),
    wanted: wordsOf(wanted),
    order: wordsOf(order),
    behind: rest,
    recipe: [...inner, ...recipe],
  };
}

function noteSpecial(world: World, rule: Rule): void {
  if (rule.targets.includes(".ONESHELL")) world.isOneShell = true;
  if (rule.targets.includes(".SECONDEXPANSION")) world.isTwice = true;
}
