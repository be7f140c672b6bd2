import type { Slot, SlotType } from "#kernel/pattern";

type GeneSlot = { name: string; type: SlotType; examples: string[]; distinct: number; trusted: boolean };

const MOST = 12;
const EXAMPLES = 8;

/**
 * The slots of one gene while its lines are generalised: those of the words, and new ones for values that only commands showed. A new
 * one is trusted only when the person had typed its values; otherwise they came out of a tool and stay marked.
 */
export type LineSlots = Readonly<{
  all(): GeneSlot[];
  /** Values seen at one place of a line -> the slot of the words whose examples they are, or null. */
  known(values: readonly string[]): string | null;
  /** A slot for values that no slot has; null when there are too many already. */
  add(values: readonly string[], trusted: boolean): string | null;
}>;

/** Slots of the words -> the collection that lines add to. */
export function lineSlots(given: readonly Slot[]): LineSlots {
  const slots: GeneSlot[] = given.slice(0, MOST).map((slot) => ({ ...slot, examples: slot.examples.slice(0, EXAMPLES).map((one) => one.slice(0, 200)) }));
  return {
    all: () => slots.map((slot) => ({ ...slot, examples: [...slot.examples] })),
    known(values) {
      const score = (slot: GeneSlot): number => {
        const plain = new Set(slot.examples.map(plainValue));
        return values.filter((value) => plain.has(plainValue(value))).length;
      };
      const best = slots.map((slot) => ({ name: slot.name, score: score(slot) })).sort((a, b) => b.score - a.score)[0];
      return best !== undefined && best.score * 2 >= Math.min(values.length, EXAMPLES) && best.score > 0 ? best.name : null;
    },
    add(values, trusted) {
      const type = typeOf(values);
      const shown = [...new Set(values)].sort();
      const same = slots.find((slot) => slot.trusted === trusted && slot.type === type && slot.examples.join("\n") === shown.slice(0, EXAMPLES).join("\n"));
      if (same !== undefined) return same.name;
      if (slots.length >= MOST) return null;
      const name = freeName(baseName(type), slots);
      slots.push({ name, type, examples: shown.slice(0, EXAMPLES).map((one) => one.slice(0, 200).toWellFormed()), distinct: shown.length, trusted });
      return name;
    },
  };
}

function freeName(base: string, slots: readonly GeneSlot[]): string {
  const names = new Set(slots.map((slot) => slot.name));
  if (!names.has(base)) return base;
  for (let number = 2; ; number++) if (!names.has(`${base}_${number}`)) return `${base}_${number}`;
}

/** Value without quotes, case and the ways of writing a space in a URL: the same thing as it stands in words and in a command. */
export function plainValue(value: string): string {
  return value
    .replace(/^["'`]+|["'`]+$/g, "")
    .toLowerCase()
    .replace(/%20|\+|_/g, " ")
    .replace(/^#/, "")
    .trim();
}

function typeOf(values: readonly string[]): SlotType {
  const all = (pattern: RegExp): boolean => values.every((value) => pattern.test(value));
  if (all(/^[a-z][a-z0-9+.-]*:\/\//i)) return "url";
  if (all(/^\d{4}-\d{2}-\d{2}/)) return "date";
  if (all(/^-?\d[\d.,]*$/)) return "number";
  if (all(/^[^\s@]+@[^\s@]+\.[^\s@]+$/)) return "email";
  if (all(/[/\\]|\.[A-Za-z][A-Za-z0-9]{0,7}$/)) return "path";
  return all(/^\S+$/) ? "word" : "phrase";
}

function baseName(type: SlotType): string {
  return {
    path: "result_file",
    url: "address",
    host: "host",
    email: "email",
    id: "id",
    version: "version",
    number: "number",
    date: "date",
    quoted: "text",
    word: "value",
    phrase: "text",
  }[type];
}
