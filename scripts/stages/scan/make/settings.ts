import { expand } from "./expand.ts";
import { flat, refuseAt, type Source, type Value, type World } from "./model.ts";
import { forShell } from "./run.ts";
import { checkHijack, setText } from "../shell/assign.ts";
import { copyState } from "../shell/state.ts";
import { FROM, isKnown, known, unknown } from "../shell/text.ts";
import { HIJACKS } from "../shell/variables.table.ts";
import { placeWoven, runWoven, type Strand } from "../shell/woven.ts";

/** A shell that is read here, and options that give it nothing to run. */
const SHELL = /^(?:\/usr\/bin\/env +|(?:\/usr)?(?:\/local)?\/bin\/)?(?:ba|da|a|k|z)?sh(?: +-(?:[eux]+|o +pipefail|eu?o +pipefail))*$/;
const FLAGS = /^(?:(?:-[euxc]*o (?:pipefail|errexit|nounset)|-[euxc]+|--norc|--noprofile) *)*$/;
const MAKE_FLAGS =
  /^(?:\s*(?:--(?:no-print-directory|silent|quiet|warn-undefined-variables|no-builtin-(?:rules|variables)|jobs(?:=\d*)?|output-sync(?:=\w+)?|keep-going|always-make|load-average(?:=[\d.]+)?)|-?[rRsSkBn]+|-j ?\d*|-O\w*|-l ?[\d.]+))*\s*$/;

/** Variables that say what runs a recipe, or what make does besides -> values by which nothing else runs. */
const SETTINGS: ReadonlyMap<string, RegExp> = new Map([
  ["SHELL", SHELL],
  ["MAKESHELL", SHELL],
  [".SHELLFLAGS", FLAGS],
  ["MAKE", /^g?make(?: --(?:no-print-directory|silent))*$/],
  ["MAKEFLAGS", MAKE_FLAGS],
  ["GNUMAKEFLAGS", MAKE_FLAGS],
  ["MFLAGS", MAKE_FLAGS],
  ["MAKEFILES", /^$/],
  ["COMSPEC", /^$/],
]);

/** Variables by which make, or whatever it starts, is told to run something else. */
export function checkSettings(world: World): void {
  for (const [name, place] of world.assigned) {
    const isPath = name === "PATH" || (HIJACKS.has(name) && world.exported.has(name));
    const allowed = SETTINGS.get(name);
    if (!isPath && allowed === undefined) continue;
    const values = valuesOf(world, name, place).map((value) => flat(value));
    if (isPath) checkHijack(world.woven.machine, name, values, placeWoven(world.woven, place));
    else if (!values.every((one) => isKnown(one) && allowed?.test(one.text.trim()) === true))
      refuseAt(world, "unread-language", place, { language: `what ${name} makes of it` });
  }
}

function valuesOf(world: World, name: string, place: Source): readonly Value[] {
  return expand(world, { text: `$(${name})`, at: place.at, until: place.until, isExact: false });
}

/** Variables that a recipe's shell is handed, or may be handed: whether one is exported is up to who starts make as well. */
export function exportVariables(world: World, text: string): void {
  const { machine, state } = world.woven;
  const asked = new Set([...text.matchAll(/\$\$\{?([A-Za-z_]\w*)/g)].map((one) => one[1] ?? ""));
  const isAll = world.rules.some((one) => one.targets.includes(".EXPORT_ALL_VARIABLES"));
  for (const name of world.assigned.keys()) {
    const place = world.exported.get(name) ?? world.assigned.get(name);
    const isExported = isAll || world.exported.has(name);
    if (place === undefined || !/^[A-Za-z_]\w*$/.test(name) || HIJACKS.has(name) || name === "PATH" || !(asked.has(name) || isExported)) continue;
    const values = valuesOf(world, name, place).map((value) => flat(value));
    setText(machine, state, name, isExported ? values : [...values, unknown(FROM.environment, [name])], placeWoven(world.woven, place));
  }
}

/** Rules that make brings (GNU make manual, "Catalogue of Built-In Rules") run what the makefile puts into their variables. */
const PROGRAMS =
  /^(?:CC|CXX|CPP|AR|AS|LD|FC|F77|LEX|YACC|M2C|PC|CO|GET|LINT|MAKEINFO|TEX|TEXI2DVI|WEAVE|CWEAVE|TANGLE|CTANGLE|OBJC|COMPILE\.\w+|LINK\.\w+|LEX\.\w+|YACC\.\w+|PREPROCESS\.\w+|LINT\.\w+)$/;
const OPTIONS = /^(?:(?:C|CXX|CPP|AR|AS|LD|F|L|Y|P|R|G|CO|LINT|OBJC)FLAGS|LDLIBS|LOADLIBES|TARGET_ARCH|TARGET_MACH|OUTPUT_OPTION)$/;

export function readImplicit(world: World): void {
  for (const [name, place] of world.assigned) {
    if (!PROGRAMS.test(name) && !OPTIONS.test(name)) continue;
    const said = (text: string): Strand => ({ ...known(text), at: place.at, until: place.until, isExact: false });
    for (const value of valuesOf(world, name, place)) {
      const words = PROGRAMS.test(name) ? [...value, said(" x")] : [said("cc "), ...value];
      runWoven(world.woven, forShell(words), copyState(world.woven.state));
    }
  }
}
