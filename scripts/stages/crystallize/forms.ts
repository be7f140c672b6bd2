/** Ways in which a value of the person's words stands in a command: as it is, or a part of it that a command needs by itself. */
export const FORMS = ["whole", "base", "folder", "name", "stem", "host", "compact"] as const;
export type Form = (typeof FORMS)[number];

/** How each derived form is explained to who has to fill it in. */
const TOLD: Readonly<Record<Exclude<Form, "whole">, string>> = {
  base: "without its extension",
  folder: "the folder of",
  name: "the last part of",
  stem: "the last part, without extension, of",
  host: "the host of",
  compact: "without dashes",
};

/** Value and form -> the value in that form, or null when it has none that differs from the value. */
export function formOf(value: string, form: Form): string | null {
  const found = rawFormOf(value, form);
  return found === null || !/[\p{L}\p{N}]/u.test(found) || (form !== "whole" && (found.length < 2 || found === value)) ? null : found;
}

function rawFormOf(value: string, form: Form): string | null {
  const path = value.replace(/[/\\]+$/, "");
  const cut = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  const extension = /[^./\\](\.[A-Za-z][A-Za-z0-9]{0,7})$/.exec(path)?.[1] ?? "";
  const isUrl = /^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(value);
  switch (form) {
    case "whole":
      return value;
    case "base":
      return extension === "" || isUrl ? null : path.slice(0, -extension.length);
    case "folder":
      return cut <= 0 || isUrl ? null : path.slice(0, cut);
    case "name":
      return cut < 0 ? null : path.slice(cut + 1);
    case "stem":
      return extension === "" ? null : path.slice(cut + 1, -extension.length);
    case "host":
      return /^[a-z][a-z0-9+.-]{1,20}:\/\/(?:[^/@\s]{1,200}@)?([^/:?#\s]{1,200})/i.exec(value)?.[1] ?? null;
    case "compact":
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value.replaceAll("-", "") : null;
  }
}

/** Value and derived form -> the example that shows how one comes from the other: `api (the last part of ~/code/api)`. */
export function exampleOf(value: string, form: Exclude<Form, "whole">): string {
  return `${formOf(value, form) ?? ""} (${form === "base" || form === "compact" ? `${value} ${TOLD[form]}` : `${TOLD[form]} ${value}`})`;
}

/** Spellings of one value in a command line: a space is written in several ways. */
export function spellingsOf(value: string): readonly string[] {
  const plain = value.replace(/^["'`]+|["'`]+$/g, "").replace(/^#(?=\d)/, "");
  return plain.includes(" ") ? [plain, ...["+", "%20", "_", "-"].map((space) => plain.replaceAll(" ", space))] : [plain];
}
