import type { Pattern, Slot, SlotType } from "#kernel/pattern";
import type { Request } from "#kernel/trace";
import { exampleOf, type Form, FORMS, formOf, spellingsOf } from "./forms.ts";
import { hasMark, markOf, type Needle, substituted } from "./substitute.ts";

type GeneSlot = { name: string; type: SlotType; examples: string[]; distinct: number; trusted: boolean };

/** A gene has twelve at most; two are kept for secrets. */
const MOST = 10;
const EXAMPLES = 8;

/**
 * The slots of one gene while its lines are generalised: those of the words, parts of their values, and new ones for values that only commands
 * showed. A new one is trusted only when the person had typed its values; otherwise they came out of a tool and stay marked.
 */
export type LineSlots = Readonly<{
  all(): GeneSlot[];
  /** What to look for in the lines of a request: the values of its words, in every form that differs between requests. */
  needles(request: Request): readonly Needle[];
  /** Number of a mark -> the name of its slot, which is added when it is a derived form; null when there are too many already. */
  named(number: number): string | null;
  /** Values seen at one place of a line -> the slot that has the same value in the same requests, or null. */
  known(values: readonly PlaceValue[]): string | null;
  /** A slot for values that no slot has; null when there are too many already. */
  add(values: readonly PlaceValue[], trusted: boolean): string | null;
  /** Makes sure of the slot of a secret: no value of it was kept, and none is trusted. */
  secret(name: string): void;
}>;

/** What stood at one place of a line in the calls of a request. */
export type PlaceValue = Readonly<{ request: string; value: string }>;

type Bound = ReadonlyMap<string, string>;

/** Share of the requests that must agree before two places are one slot: source and target of a copy often come out of one set of values. */
const AGREED = 0.75;

/** Pattern and its requests -> the collection that lines add to. */
export function lineSlots(pattern: Pick<Pattern, "slots" | "bindings">, requests: readonly Request[]): LineSlots {
  const given = pattern.slots.slice(0, MOST);
  const slots: GeneSlot[] = given.map((slot) => ({ ...slot, examples: slot.examples.slice(0, EXAMPLES).map((one) => one.slice(0, 200)) }));
  const bound = new Map(requests.map((request) => [request.id, boundOf(request, given, pattern.bindings?.[request.id] ?? {})]));
  const values = given.map((slot) => [...new Set([...bound.values()].flatMap((one) => one.get(slot.name) ?? []))].sort());
  const varying = given.map((_slot, at) => FORMS.map((form) => new Set((values[at] ?? []).flatMap((value) => formOf(value, form) ?? [])).size > 1));
  const derived = new Map<number, string>();
  const owned = new Map(given.map((slot) => [slot.name, new Map([...bound].flatMap(([id, own]) => valueOf(id, own.get(slot.name))))]));
  return {
    all: () => slots.map((slot) => ({ ...slot, examples: [...slot.examples] })),
    needles(request) {
      const own = bound.get(request.id) ?? boundOf(request, given, {});
      return given.flatMap((slot, at) =>
        FORMS.flatMap((form, nth) => (varying[at]?.[nth] === true ? needlesOf(own.get(slot.name), form, at * FORMS.length + nth) : [])),
      );
    },
    named(number) {
      const slot = given[Math.floor(number / FORMS.length)];
      const form = FORMS[number % FORMS.length] ?? "whole";
      if (slot === undefined || form === "whole") return slot?.name ?? null;
      const before = derived.get(number);
      if (before !== undefined) return before;
      if (slots.length >= MOST) return null;
      const shown = (values[Math.floor(number / FORMS.length)] ?? []).filter((value) => formOf(value, form) !== null);
      const name = freeName(`${slot.name.slice(0, 20)}_${form}`, slots);
      derived.set(number, name);
      const examples = shown.slice(0, EXAMPLES).map((value) => exampleOf(value, form).slice(0, 200).toWellFormed());
      slots.push({ name, type: "word", examples, distinct: new Set(shown.map((value) => formOf(value, form))).size, trusted: slot.trusted });
      return name;
    },
    known(seen) {
      const best = slots
        .map((slot) => ({ name: slot.name, ...agreement(slot, owned.get(slot.name), seen) }))
        .filter(({ same, other }) => same * 2 >= Math.min(seen.length, EXAMPLES) && same > 0 && same >= AGREED * (same + other))
        .sort((a, b) => b.same - a.same)[0];
      return best?.name ?? null;
    },
    secret(name) {
      const known = slots.find((slot) => slot.name === name);
      if (known === undefined) slots.push({ name, type: "word", examples: [], distinct: 0, trusted: false });
      else Object.assign(known, { examples: [], distinct: 0, trusted: false });
    },
    add(seen, trusted) {
      const values = seen.map((one) => one.value);
      const type = typeOf(values);
      const shown = [...new Set(values)].sort();
      const own = new Map(seen.flatMap(({ request, value }) => valueOf(request, value)));
      const same = slots.find(
        (slot) =>
          slot.trusted === trusted &&
          slot.type === type &&
          slot.examples.join("\n") === shown.slice(0, EXAMPLES).join("\n") &&
          agreement(slot, owned.get(slot.name), seen).other === 0,
      );
      if (same !== undefined) return same.name;
      if (slots.length >= MOST) return null;
      const name = freeName(baseName(type), slots);
      slots.push({ name, type, examples: shown.slice(0, EXAMPLES).map((one) => one.slice(0, 200).toWellFormed()), distinct: shown.length, trusted });
      owned.set(name, own);
      return name;
    },
  };
}

/** Slot, its value in each request and the values at a place -> in how many requests they are the same and another; an example counts where no value is known. */
function agreement(slot: GeneSlot, own: ReadonlyMap<string, string> | undefined, seen: readonly PlaceValue[]): Readonly<{ same: number; other: number }> {
  const examples = new Set(slot.examples.map(plainValue));
  let same = 0;
  let other = 0;
  for (const { request, value } of seen) {
    const bound = own?.get(request);
    if (bound === undefined ? examples.has(plainValue(value)) : bound === plainValue(value)) same++;
    else if (bound !== undefined) other++;
  }
  return { same, other };
}

function valueOf(request: string, value: string | undefined): readonly (readonly [string, string])[] {
  return value === undefined ? [] : [[request, plainValue(value)]];
}

function needlesOf(value: string | undefined, form: Form, number: number): readonly Needle[] {
  const own = value === undefined ? null : formOf(value, form);
  return own === null ? [] : spellingsOf(own).map((text) => ({ text, mark: markOf(number) }));
}

/** Request -> value of each slot: as it was found in the words, else an example of the slot that stands in the words or in what was answered. */
function boundOf(request: Request, slots: readonly Slot[], given: Readonly<Record<string, string>>): Bound {
  const bound = new Map<string, string>();
  for (const slot of slots) {
    const own = Object.hasOwn(given, slot.name) ? given[slot.name] : undefined;
    const texts = [request.text, ...request.followUps.map((one) => one.text)].map((text) => text.slice(0, 2000));
    const value =
      own ??
      [...slot.examples]
        .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
        .find((example) => example !== "" && texts.some((text) => hasMark(substituted(text, [{ text: example, mark: markOf(0) }]))));
    if (value !== undefined) bound.set(slot.name, value);
  }
  return bound;
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
