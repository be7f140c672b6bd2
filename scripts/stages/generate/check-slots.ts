import { ForgeError } from "#kernel/errors";
import type { LeafSpec, SlotSpec, TemplateSpec } from "#kernel/template";
import { hasHidden, plainLine, plainText } from "#kernel/visible";

export type SlotValue = string | number | null | readonly SlotRow[];
export type SlotRow = Readonly<{ [name: string]: SlotValue }>;

/** Shapes of the types that are refused instead of cleaned: a name, path or host with something hidden in it is no such thing. */
const SHAPES: Partial<Readonly<Record<LeafSpec["type"], RegExp>>> = {
  identifier: /^[a-z0-9]+(-[a-z0-9]+)*$/,
  path: /^(~|~\/[^\\"'`$*?<>|]+|\/[^\\"'`$*?<>|]+|[^\\"'`$*?<>|/~][^\\"'`$*?<>|]*)$/,
  host: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/,
};

/** Values of one template's slots -> the same values, in the order of the slots. Throws SLOT_INVALID for a missing, unknown, ill-typed or too long one. */
export function checkSlots(spec: TemplateSpec, values: SlotRow): SlotRow {
  return checkRow(spec.slots, values, spec.id);
}

function checkRow(slots: readonly SlotSpec[], values: SlotRow, where: string): SlotRow {
  const known = new Set(slots.map((slot) => slot.name));
  const stranger = Object.keys(values).find((name) => !known.has(name));
  if (stranger !== undefined) throw refuse(`${where}.${stranger}`, "is no slot of the template");
  return Object.fromEntries(
    slots.map((slot) => [slot.name, checkValue(slot, Object.hasOwn(values, slot.name) ? values[slot.name] : undefined, `${where}.${slot.name}`)]),
  );
}

function checkValue(slot: SlotSpec, value: SlotValue | undefined, where: string): SlotValue {
  if (value === undefined) throw refuse(where, "has no value");
  if (slot.type !== "list") return checkLeaf(slot, value, where);
  if (typeof value !== "object" || value === null) throw refuse(where, "is no list");
  if (value.length > slot.max) throw refuse(where, `has ${value.length} rows, more than ${slot.max}`);
  return value.map((row, at) => checkRow(slot.of, row, `${where}[${at}]`));
}

function checkLeaf(slot: LeafSpec, value: SlotValue, where: string): string | number | null {
  if (value === null) {
    if (slot.optional === true) return null;
    throw refuse(where, "has no value");
  }
  if (slot.type === "number") {
    if (typeof value !== "number" || !Number.isFinite(value) || value < 0 || value > slot.max) throw refuse(where, `is no number from 0 to ${slot.max}`);
    return value;
  }
  if (typeof value !== "string") throw refuse(where, "is no text");
  const shape = SHAPES[slot.type];
  if (shape !== undefined && (hasHidden(value) || !shape.test(value))) throw refuse(where, `is no ${slot.type}`);
  if (slot.type === "path" && value.split("/").includes("..")) throw refuse(where, "leaves its folder");
  if (slot.type === "enum" && slot.values?.includes(value) !== true) throw refuse(where, "is none of the values allowed");
  const text = slot.type === "text" ? plainText(value) : plainLine(value);
  if (text.length > slot.max) throw refuse(where, `is longer than ${slot.max} characters`);
  return text;
}

function refuse(where: string, what: string): ForgeError {
  return new ForgeError("SLOT_INVALID", `slot ${where} ${what}`, { details: { slot: where } });
}
