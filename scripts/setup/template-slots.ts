import type { SlotSpec, TemplateSpec } from "#kernel/template";
import type { Use } from "./template-language.ts";
import { SHARED } from "./template-source.ts";

type Slots = readonly SlotSpec[];

/** Throws Error with file and line when a template declares a slot twice, or one that templates/shared/slots.json has: then a value would have two meanings. */
export function clash(file: string, text: string, own: TemplateSpec["slots"], shared: TemplateSpec["slots"]): void {
  const twice = own.find((slot, at) => own.findIndex((other) => other.name === slot.name) < at);
  if (twice !== undefined) throw new Error(`${place(file, text, twice.name)}: slot "${twice.name}" is declared twice; keep one`);
  const taken = own.find((slot) => shared.some((other) => other.name === slot.name));
  if (taken !== undefined)
    throw new Error(`${place(file, text, taken.name)}: slot "${taken.name}" is declared in ${SHARED}/slots.json; use that one or another name`);
}

/** Throws Error with file and line for a slot of a template's own, or a place of one, that none of its files asks for. */
export function checkUsed(file: string, text: string, own: Slots, uses: readonly Use[]): void {
  const [idle] = [...unusedSlots(own, uses), ...unusedPlaces(own, uses)];
  if (idle !== undefined)
    throw new Error(`${place(file, text, /^[A-Za-z0-9]+/.exec(idle)?.[0] ?? idle)}: no file of the template asks for slot ${idle}; use it or take it out`);
}

/** Slots nobody asks for, also inside of lists, as paths. */
export function unusedSlots(slots: Slots, uses: readonly Use[], path = ""): readonly string[] {
  const used = new Set(uses.map((use) => use.slot));
  return slots.flatMap((slot) => {
    if (!used.has(slot)) return [`${path}${slot.name}`];
    return slot.type === "list" ? unusedSlots(slot.of, uses, `${path}${slot.name}.`) : [];
  });
}

/** Declared places that nobody asks for: leave to put a value where none is put. */
export function unusedPlaces(slots: Slots, uses: readonly Use[], path = ""): readonly string[] {
  return slots.flatMap((slot) => {
    if (slot.type === "list") return unusedPlaces(slot.of, uses, `${path}${slot.name}.`);
    const asked = new Set(uses.filter((use) => use.slot === slot).map((use) => use.place));
    return slot.places.filter((one) => !asked.has(one)).map((one) => `${path}${slot.name} as ${one}`);
  });
}

/** `template.json:12` of the line on which the name first stands as a whole string; line 1 when it is nowhere. */
function place(file: string, text: string, name: string): string {
  const at = text.split("\n").findIndex((line) => line.includes(JSON.stringify(name)));
  return `${file}:${Math.max(0, at) + 1}`;
}
