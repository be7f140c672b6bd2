import type { Json } from "#kernel/canonical-json";
import type { EventType } from "#kernel/event";

/** Is what stands in a line from one place to another the canonical JSON of an object? The type says which others it may look like. */
type IsCanonical = (type: EventType, line: string, from: number, to: number) => boolean;

/** What is nested deeper is not written, and reading it must not run out of stack. */
export const DEPTH = 1000;

/** Forms that are remembered of one type. */
const FORMS = 8;
/** A form with more in it is not worth it. */
const LONGEST = 2000;

/**
 * Tells canonical data by its form: events of one type have the same fields. A form is made of data that was found to be canonical by reading it and writing it again,
 * so its fields are sorted and different; data of that form, with plain text and whole numbers of at most 15 digits for values, can be written in no other way.
 */
export function quickData(): IsCanonical {
  const forms = new Map<EventType, RegExp[]>();
  return (type, line, from, to) => {
    const known = forms.get(type) ?? [];
    for (const form of known) {
      form.lastIndex = from;
      if (form.test(line) && form.lastIndex === to) return true;
    }
    const value = canonicalObject(line.slice(from, to));
    if (value === null) return false;
    const form = known.length < FORMS ? formOf(value) : null;
    if (form !== null) forms.set(type, [...known, new RegExp(form, "y")]);
    return true;
  };
}

const TEXT = String.raw`"[ !#-\[\]-~]*"`;
const NUMBER = String.raw`(?:0|-?[1-9]\d{0,14})`;

/** Canonical value -> expression of all canonical values of its form; null when there is none: a key that JSON escapes, a list that is not all of one form, one that is too long. */
function formOf(value: Json): string | null {
  const form = formOfAny(value);
  return form === null || form.length > LONGEST ? null : form;
}

function formOfAny(value: Json): string | null {
  if (typeof value === "string") return TEXT;
  if (typeof value === "number") return NUMBER;
  if (typeof value !== "object" || value === null) return "(?:true|false|null)";
  if (Array.isArray(value)) {
    const [form, ...others] = new Set(value.map(formOf));
    return form === null || form === undefined || others.length > 0 ? null : String.raw`\[(?:${form}(?:,${form})*)?\]`;
  }
  const fields: string[] = [];
  for (const [key, part] of Object.entries(value as Readonly<Record<string, Json>>)) {
    const form = formOf(part);
    if (form === null || !/^\w+$/.test(key)) return null;
    fields.push(`"${key}":${form}`);
  }
  return String.raw`\{${fields.join(",")}\}`;
}

function canonicalObject(text: string): Json | null {
  if (!text.startsWith("{")) return null;
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return null;
  }
  // written again it must be the same text, which leaves no room for double keys, white space or another spelling
  return isSortedAndWhole(value) && JSON.stringify(value) === text && !text.includes("\\ud") ? value : null;
}

function isSortedAndWhole(value: Json, depth = 0): boolean {
  if (typeof value === "number") return Number.isSafeInteger(value);
  if (typeof value !== "object" || value === null) return true;
  if (depth > DEPTH) return false;
  if (Array.isArray(value)) return value.every((one: Json) => isSortedAndWhole(one, depth + 1));
  const fields = value as Readonly<Record<string, Json>>;
  let last = "";
  for (const key in fields) {
    if (key < last || !isSortedAndWhole(fields[key] ?? null, depth + 1)) return false;
    last = key;
  }
  return true;
}
